"""A picture of a framework: questions on the left, steps on the right, a line for each answer that counts.

Inline SVG without style or script; colours and fonts come from the style sheet, and a table beside it says the same.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.model.framework import Condition, Framework
    from openshelf.site.i18n import Words
    from openshelf.site.pages.worksheet import Worksheet

_LEFT, _WIDE, _BETWEEN, _STEP_WIDE = 70, 380, 170, 320
"""The margin for lines between questions, the width of a question, the space for lines, the width of a step."""
_LINE, _PAD, _GAP = 18, 10, 18
_LETTERS, _OPTION_LETTERS, _STEP_LETTERS = 46, 48, 38
"""Letters that fit into a line of a title, of an option and of a step."""
"""Kinds of line that the style sheet tells apart."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle with lines of text; ``middle`` is where lines from the left end."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def picture(words: Words, framework: Framework, sheet: Worksheet) -> str:
    """Draw a framework. Dashed lines lead from answers that must not have been given."""
    drawn: list[str] = []
    anchors: dict[tuple[str, str], tuple[int, int]] = {}
    boxes: dict[str, _Box] = {}
    bottom = _GAP
    for asked in sheet.questions:
        title = textwrap.wrap(f"{asked.number}. {asked.title}", _LETTERS)
        box = _Box(_LEFT, bottom, _WIDE, 2 * _PAD + _LINE * (len(title) + len(asked.options)))
        drawn += [_rectangle(box, "os-picture-question"), *_lines(box, title, "os-picture-title")]
        for index, (option, message) in enumerate(asked.options):
            y = box.y + _PAD + _LINE * (len(title) + index) + 13
            short = textwrap.shorten(message, _OPTION_LETTERS, placeholder=" …")
            drawn.append(f'<text x="{box.x + 2 * _PAD}" y="{y}" class="os-picture-text">{escape(short)}</text>')
            anchors[asked.question.id, option] = (box.x + box.width, y - 4)
        boxes[asked.question.id] = box
        bottom += box.height + _GAP
    right, height = _LEFT + _WIDE + _BETWEEN, _GAP
    for written in sheet.steps:
        title = textwrap.wrap(written.title, _STEP_LETTERS)
        box = _Box(right, height, _STEP_WIDE, 2 * _PAD + _LINE * len(title))
        kind = "os-picture-stop" if written.step.stop else "os-picture-step"
        drawn += [_rectangle(box, kind), *_lines(box, title, "os-picture-title")]
        boxes[written.step.id] = box
        height += box.height + _GAP
    edges = []
    for target, condition, is_step in _conditions(framework):
        for question, option, is_denied in _answers(condition):
            start, end = anchors[question, option], boxes[target]
            way = _across(start, end) if is_step else _around(start, end)
            dashed = " os-picture-denied" if is_denied else ""
            edges.append(f'<path d="{way}" class="os-picture-line{dashed}"/>')
    width, height = right + _STEP_WIDE + _GAP, max(bottom, height)
    label = words.gettext("Picture of the questions and the steps; the table below says the same")
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg class="os-picture" {size} role="img" aria-label="{escape(label)}">{"".join([*edges, *drawn])}</svg>'


def _conditions(framework: Framework) -> Iterator[tuple[str, Condition, bool]]:
    """Yield the id of what a condition decides about, the condition, and whether that is a step."""
    for question in framework.questions:
        if question.ask_if is not None:
            yield question.id, question.ask_if, False
    for step in framework.steps:
        if step.condition is not None:
            yield step.id, step.condition, True


def _answers(condition: Condition, *, is_denied: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Yield each question and option that a condition names, and whether it must not have been ticked."""
    for question, options in condition.answers.items():
        yield from ((question, option, is_denied) for option in options)
    for part in (*(condition.every or ()), *(condition.some or ())):
        yield from _answers(part, is_denied=is_denied)
    if condition.none is not None:
        yield from _answers(condition.none, is_denied=not is_denied)


def _rectangle(box: _Box, kind: str) -> str:
    return f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4" class="{kind}"/>'


def _lines(box: _Box, lines: list[str], kind: str) -> list[str]:
    return [
        f'<text x="{box.x + _PAD}" y="{box.y + _PAD + _LINE * index + 13}" class="{kind}">{escape(line)}</text>'
        for index, line in enumerate(lines)
    ]


def _across(start: tuple[int, int], end: _Box) -> str:
    """Return a curve from an option to a step."""
    x, y = start
    return f"M{x} {y}C{x + _BETWEEN // 2} {y} {end.x - _BETWEEN // 2} {end.middle} {end.x} {end.middle}"


def _around(start: tuple[int, int], end: _Box) -> str:
    """Return a curve from an option, along the left margin, to a question further down."""
    y, top = start[1], end.y + _PAD + 8
    reach = 12 + min(_LEFT - 16, abs(top - y) // 12)
    return f"M{_LEFT} {y}C{_LEFT - reach} {y} {_LEFT - reach} {top} {_LEFT} {top}"
