"""A picture of a framework: questions on the left, steps on the right, a line where a question counts for a step.

Inline SVG without style or script. Its lines are of one grey; those of a chosen question are lit by the style sheet,
which also shows a list by question in its place where there is no room.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.model.framework import Condition, Framework
    from openshelf.site.i18n import Words
    from openshelf.site.pages.worksheet import Worksheet

_WIDTH = 1056
"""That of the text of a wide page, so that letters are as large as they are written."""
_LEFT, _QUESTION_WIDTH, _RIGHT, _STEP_WIDTH = 40, 380, 690, 364
"""The margin for lines between questions, a question, where steps begin, a step."""
_LINE, _PAD, _GAP, _EDGE = 18, 9, 9, 2
_QUESTION_LETTERS, _STEP_LETTERS = 42, 40
"""Letters that fit into a line of a question and of a step."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle with lines of text."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class ByQuestion:
    """A question and what its answers count for, in words: what the picture says where there is no room for it."""

    title: str
    said: str
    decides: tuple[str, ...]
    """Titles of questions and steps."""


def by_question(words: Words, framework: Framework, sheet: Worksheet) -> list[ByQuestion]:
    """Return what each question counts for, in the order in which they are asked."""
    titles = {written.step.id: written.title for written in sheet.steps}
    numbered = {asked.question.id: f"{asked.number}. {asked.title}" for asked in sheet.questions}
    return [
        ByQuestion(
            numbered[id_],
            _said(words, framework, targets),
            tuple(titles[target] if target in titles else numbered[target] for target in targets),
        )
        for id_, targets in _counted_for(framework).items()
    ]


def _counted_for(framework: Framework) -> dict[str, list[str]]:
    """Return the ids of the questions and steps whose conditions name a question, by the question's id."""
    found: dict[str, list[str]] = {question.id: [] for question in framework.questions}
    for target, condition in _conditions(framework):
        for question in dict.fromkeys(_named(condition)):
            found[question].append(target)
    return found


def picture(words: Words, framework: Framework, sheet: Worksheet, headings: Mapping[str, str]) -> str:
    """Draw a framework; ``headings`` are the words for the groups of steps."""
    drawn: list[str] = []
    boxes: dict[str, _Box] = {}
    bottom = _EDGE
    for group, steps in sheet.groups():
        drawn.append(_text(_RIGHT, bottom + 14, "os-picture-group", headings[group]))
        bottom += _LINE + 4
        for written in steps:
            lines = textwrap.wrap(written.title, _STEP_LETTERS)
            box = boxes[written.step.id] = _Box(_RIGHT, bottom, _STEP_WIDTH, 2 * _PAD + _LINE * len(lines))
            kind = "os-picture-stop" if written.step.stop else "os-picture-step"
            drawn += [_rectangle(box, kind), *_lines(box, lines)]
            bottom += box.height + _GAP
    titles = [textwrap.wrap(f"{asked.number}. {asked.title}", _QUESTION_LETTERS) for asked in sheet.questions]
    heights = [2 * _PAD + _LINE * (len(lines) + 1) for lines in titles]
    between = max(_GAP, (bottom - sum(heights)) // max(1, len(heights)))
    top = _EDGE
    for asked, height in zip(sheet.questions, heights, strict=True):
        boxes[asked.question.id] = _Box(_LEFT, top, _QUESTION_WIDTH, height)
        top += height + between
    targets = _counted_for(framework)
    for asked, lines in zip(sheet.questions, titles, strict=True):
        id_ = asked.question.id
        ways = "".join(f'<path d="{_way(boxes[id_], boxes[target])}"/>' for target in targets[id_])
        box, message = boxes[id_], _said(words, framework, targets[id_])
        said = _text(box.x + _PAD, box.y + _PAD + _LINE * len(lines) + 13, "os-picture-text", message)
        inside = "".join([_rectangle(box, "os-picture-question"), *_lines(box, lines), said])
        place = f"os-q-{escape(id_)}"
        drawn.append(f'<g class="os-picture-asked" id="{place}">{ways}<a href="#{place}">{inside}</a></g>')
    size = f'viewBox="0 0 {_WIDTH} {max(bottom, top)}"'
    label = words.gettext("Picture of the questions and the steps; the table below says the same")
    return f'<svg class="os-picture" {size} role="group" aria-label="{escape(label)}">{"".join(drawn)}</svg>'


def _said(words: Words, framework: Framework, targets: Sequence[str]) -> str:
    """Return what is said of a question: for how many steps its answers count."""
    steps = sum(step.id in targets for step in framework.steps)
    if steps:
        return words.ngettext("Counts for %(num)d step", "Counts for %(num)d steps", steps) % {"num": steps}
    return words.gettext("Counts for what is asked next") if targets else words.gettext("For your notes only")


def _conditions(framework: Framework) -> Iterator[tuple[str, Condition]]:
    """Yield the id of what a condition decides about, and the condition."""
    for question in framework.questions:
        if question.ask_if is not None:
            yield question.id, question.ask_if
    for step in framework.steps:
        if step.condition is not None:
            yield step.id, step.condition


def _named(condition: Condition) -> Iterator[str]:
    """Yield each question that a condition names."""
    yield from condition.answers
    for part in (*(condition.every or ()), *(condition.some or ())):
        yield from _named(part)
    if condition.none is not None:
        yield from _named(condition.none)


def _rectangle(box: _Box, kind: str) -> str:
    return f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="3" class="{kind}"/>'


def _lines(box: _Box, lines: Sequence[str]) -> list[str]:
    return [
        _text(box.x + _PAD, box.y + _PAD + _LINE * index + 13, "os-picture-title", line)
        for index, line in enumerate(lines)
    ]


def _text(x: int, y: int, kind: str, words: str) -> str:
    return f'<text x="{x}" y="{y}" class="{kind}">{escape(words)}</text>'


def _way(start: _Box, end: _Box) -> str:
    """Return a curve from a question to a step, or along the left margin to a question further down."""
    y, top = start.middle, end.middle
    if end.x == _LEFT:
        reach = 10 + min(_LEFT - 12, abs(top - y) // 12)
        return f"M{_LEFT} {y}C{_LEFT - reach} {y} {_LEFT - reach} {top} {_LEFT} {top}"
    x, half = start.x + start.width, (_RIGHT - _LEFT - _QUESTION_WIDTH) // 2
    return f"M{x} {y}C{x + half} {y} {end.x - half} {top} {end.x} {top}"
