"""Code in Markdown: where it surely is, so that rules may look away.

What is blanked out here is not looked at, and Python-Markdown decides what becomes code. So only what it turns into
code whatever stands around is hidden: fences as its extension finds them, indented lines behind plain paragraphs, and
spans whose backticks find their partners on their own line. In doubt, code counts as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MAY_HOLD_CODE = re.compile(r"`|~~~|^(?: {4}|[ ]{0,3}\t)", re.MULTILINE)
_FENCES = {"```", "~~~"}
_OPENING = re.compile(r"(?P<fence>`{3,}+|~{3,}+)[ \t]*+(?:\{(?P<attributes>[^}]*)\}|\.?[\w#.+-]*[ \t]*)")
_UNCLEAR_OPENING = re.compile(r"(?:`{3,}+|~{3,}+)[ \t]*+(?:\{.*\}|.*hl_lines=)")
"""Openings with more in them than this reads: after one, no fence is certain."""
_TICKS = re.compile("`+")
_MARKER = re.compile(r"^[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+)?")
_ROW = set("|:- \t")
_MOST_LINES = 8
"""Lines that a code span may run over."""
_INDENT = 4


def hide_code(text: str, *, comments: bool = True) -> str:
    """Return the text with code, and comments too, blanked out, every other character at its old offset."""
    if _MAY_HOLD_CODE.search(text):
        text = _blanked(text, _code(text))
    return _blanked(text, _comments(text)) if comments and "<!--" in text else text


def fence_attributes(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the ``{attributes}`` of a code fence start, and the attributes."""
    if "```{" in text or "~~~{" in text or "``` {" in text or "~~~ {" in text:
        for match in re.finditer(r"^(?:`{3,}+|~{3,}+)[ \t]*+\{(?P<attributes>[^\n]*)\}", text, re.MULTILINE):
            yield match.start("attributes"), match["attributes"]


def _blanked(text: str, spans: Iterator[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Yield where code stands, in the order of the text."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    closings = _closings(lines)
    block: list[int] = []
    certain = True
    after_plain = not lines[0] or bool(lines[0].strip(" \t"))  # a blank in the first line makes it no empty line
    number = 0
    while number < len(lines):
        line = lines[number]
        fence, certain = _fence(line, certain=certain) if line[:3] in _FENCES else ("", certain)
        closing = _next(closings[fence], number) if fence else None
        if closing is not None or not line.strip(" \t"):
            if block:
                yield from _code_of_block(text, lines, starts, block, after_plain=after_plain)
                after_plain = _leads_to_code(lines, block, after_plain=after_plain)
                block = []
            if closing is not None:
                yield starts[number], starts[closing] + len(lines[closing])
                after_plain, number = True, closing
        else:
            block.append(number)
        number += 1
    if block:
        yield from _code_of_block(text, lines, starts, block, after_plain=after_plain)


def _closings(lines: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line[:3] in _FENCES:
            mark = line.rstrip(" \t")
            if not mark.strip(mark[0]):
                found[mark].append(number)
    return found


def _next(numbers: Sequence[int], number: int) -> int | None:
    at = bisect_right(numbers, number)
    return numbers[at] if at < len(numbers) else None


def _fence(line: str, *, certain: bool) -> tuple[str, bool]:
    """Return the mark of the fence that a line opens, empty for none, and whether fences are still certain."""
    opening = _OPENING.fullmatch(line) if certain else None
    if opening is not None:
        return opening["fence"], True
    return "", certain and not _UNCLEAR_OPENING.match(line)


def _indent(line: str) -> int:
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(_INDENT))


def _leads_to_code(lines: Sequence[str], block: Sequence[int], *, after_plain: bool) -> bool:
    """Whether indented lines below a block are code: not below lists, callouts, definitions, footnotes."""
    if _indent(lines[block[0]]) >= _INDENT:
        return after_plain and all(_indent(lines[number]) >= _INDENT for number in block)
    return all(lines[number][0].isalpha() or lines[number][0] == "#" for number in block)


def _code_of_block(
    text: str, lines: Sequence[str], starts: Sequence[int], block: Sequence[int], *, after_plain: bool
) -> Iterator[tuple[int, int]]:
    done = 0
    if after_plain:
        while done < len(block) and _indent(lines[block[done]]) >= _INDENT:
            done += 1
        if done:
            yield starts[block[0]], starts[block[done - 1]] + len(lines[block[done - 1]])
    rest = block[done:]
    if rest and "`" in text[starts[rest[0]] : starts[rest[-1] + 1]]:
        yield from _spans_of_block(text, lines, starts, rest)


def _spans_of_block(
    text: str, lines: Sequence[str], starts: Sequence[int], block: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the code spans of a block up to the first line on which a backtick has no partner."""
    has_cells = any("|" in lines[number] for number in block)
    is_table = has_cells and any(set(lines[number]) <= _ROW for number in block)
    splits = has_cells or any(lines[number].lstrip(" \t").startswith(":") for number in block)
    first = None
    for position, number in enumerate(block):
        first = number if first is None else first
        end = starts[number] + len(lines[number])
        spans = _pairs(text, starts[first], end)
        if spans is not None and (not is_table or _is_in_cells(text, starts[first], end, spans)):
            yield from spans
            first = None
            continue
        below = block[position + 1 : position + 2]
        if splits or not below or number - first >= _MOST_LINES or not _goes_on(lines[number], lines[below[0]]):
            return


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int]] | None:
    """Pair all backticks between two offsets as Python-Markdown does; None where one is left over."""
    runs = [match.span() for match in _TICKS.finditer(text, start, end)]
    spans = []
    at = 0
    while at < len(runs):
        opening, after = runs[at]
        at += 1
        if is_escaped(text, opening, start):
            if after - opening > 1:
                return None
            continue
        while at < len(runs) and runs[at][1] - runs[at][0] != after - opening:
            at += 1
        if at == len(runs):
            return None
        spans.append((opening, runs[at][1]))
        at += 1
    return spans


def is_escaped(text: str, offset: int, start: int = 0) -> bool:
    """Whether an odd number of backslashes stands before an offset."""
    before = offset
    while before > start and text[before - 1] == "\\":
        before -= 1
    return (offset - before) % 2 == 1


def _is_in_cells(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether no code span of a table's row holds the sign between cells, so that cells cannot cut one."""
    return not any("|" in text[opening:closing] for opening, closing in spans) or "|" not in text[start:end]


def _goes_on(line: str, below: str) -> bool:
    """Whether two lines surely belong to one paragraph."""
    if _indent(below) < _indent(line):
        return False
    words = _MARKER.sub("", line, count=1)
    return words[:1].isalpha() and below.lstrip(" \t")[:1].isalpha()
