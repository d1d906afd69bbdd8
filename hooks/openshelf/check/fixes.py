"""Fixes that a program may apply to sources: those with exactly one right answer."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.model.hosts import unwrapped, without_trackers
from openshelf.model.urls import whole_address
from openshelf.sources.dialect import TooMuchError, parse, reading
from openshelf.sources.document import parse_document
from openshelf.sources.text import Lines
from openshelf.sources.yaml_source import CATALOGUE_NODES, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from openshelf.core.problem import Problem
    from openshelf.sources.source import Source

_CODE = frozenset({"fence", "code_block", "html_block"})
_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_HARD_BREAK = 2
"""Blanks at the end of a line that break it (CommonMark 6.7)."""
_REFERENCE_IN_A_ROW = re.compile(r"\[\[[^\[\]|\\\n]+(?P<bar>\|)[^\[\]|\\\n]+\]\]")
_SENTENCE_ENDS = (".", ",", ";", ":", "!", "?", "*", "_", "~", "'", '"', ")")
"""Characters that no address in running text ends with."""
_FARTHEST = 2_000
"""Characters between the start of a link and its address."""


@dataclass(frozen=True, order=True, slots=True)
class Splice:
    """A piece of a source, and what stands there instead."""

    start: int
    end: int
    new: str


def apply_fixes(source: Source, problems: Iterable[Problem]) -> str:
    """Return a source as a program fixes it, the same text where there is nothing to fix.

    ``problems`` are those of the source. Comments and everything else stay as they are; no change touches a line's end.
    """
    lines = Lines(source.text)
    wanted = {edit for problem in problems for edit in _edits(lines, problem)}
    pieces, end = [], 0
    for edit in sorted(wanted):
        if edit.start >= end:  # what two rules would change is left to the next run for one of them
            pieces += [source.text[end : edit.start], edit.new]
            end = edit.end
    return _without_blanks(source.path, "".join([*pieces, source.text[end:]]))


def with_line_ends(raw: str, text: str) -> str:
    """Return a fixed text with the line ends of its file, and its byte order mark if it has one."""
    ends = re.findall(r"\r\n|\r|\n", raw)
    lines = text.split("\n")
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    return mark + "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def _edits(lines: Lines, problem: Problem) -> Iterator[Splice]:
    fix = _FIXES.get(problem.rule.id)
    if fix is not None:
        yield from fix(lines.text, lines.start(problem.place.line - 1) + problem.place.column - 1, problem)


def _address(text: str, start: int, problem: Problem) -> Iterator[Splice]:
    """Yield the change of an address: the real one, without what tracks readers."""
    for spell in (str, _as_entities):
        written = spell(problem.found)
        found = whole_address(written).finditer(text, start, start + _FARTHEST + len(written))
        match = next((match for match in found if not _is_in_words(text, start, match.end())), None)
        if match is not None:
            new = spell(without_trackers(unwrapped(problem.found)))
            stands_alone = match.start() == start
            if not (stands_alone and new.endswith(_SENTENCE_ENDS)):  # its last character would not be part of it
                yield Splice(match.start(), match.end(), new)
            return


def _is_in_words(text: str, start: int, end: int) -> bool:
    """Whether an address that ends there stands in the words of the link that starts at ``start``."""
    return text.startswith(("[", "!["), start) and text.startswith(("](", "]["), end)


def _as_entities(address: str) -> str:
    return address.replace("&", "&amp;")


def _entities(text: str, start: int, problem: Problem) -> Iterator[Splice]:
    """Yield the change of an address in which characters are written as HTML entities."""
    if text.startswith(problem.found, start):
        yield Splice(start, start + len(problem.found), html.unescape(problem.found))


def _bar(text: str, start: int, _problem: Problem) -> Iterator[Splice]:
    """Yield a backslash for each bar in a row that a table takes for the end of a cell, and not of a reference."""
    if _REFERENCE_IN_A_ROW.match(text, start):
        end = text.find("\n", start)
        for match in _REFERENCE_IN_A_ROW.finditer(text, start, end if end >= 0 else len(text)):
            yield Splice(match.start("bar"), match.start("bar"), "\\")


_FIXES: dict[str, Callable[[str, int, Problem], Iterator[Splice]]] = {
    "tracking-link": _address,
    "address-entity": _entities,
    "stray-markup": _bar,
}


def _without_blanks(path: str, text: str) -> str:
    """Return a text without the blanks at the ends of its lines that mean nothing; an unreadable one as it is."""
    if not _BLANKS.search(text):
        return text
    if not path.endswith(".md"):
        stripped = _BLANKS.sub("", text)
        return stripped if _values(stripped, path) == _values(text, path) else text
    document = parse_document(text, path)[0]
    if document is None:
        return text
    above = text[: len(text) - len(document.body)]
    head = _BLANKS.sub("", above)
    same = parse_document(head + document.body, path)[0]
    try:
        body = _body_without_blanks(document.body)
    except TooMuchError:
        body = document.body
    return (head if same is not None and same.values == document.values else above) + body


def _body_without_blanks(body: str) -> str:
    """Return a text without them, code and breaks of lines left alone; the same text where it would read otherwise."""
    code = {line for token in parse(body).tokens if token.type in _CODE and token.map for line in range(*token.map)}
    lines = body.split("\n")
    for number, line in enumerate(lines):
        bare = line.rstrip(" \t")
        goes_on = bool(bare) and number + 1 < len(lines) and bool(lines[number + 1].strip())
        if number not in code and not (goes_on and len(line) - len(bare) >= _HARD_BREAK):
            lines[number] = bare
    stripped = "\n".join(lines)
    return stripped if reading(stripped) == reading(body) else body


def _values(text: str, path: str) -> object:
    return read_yaml(text, path, most_nodes=CATALOGUE_NODES)[1]
