"""The cells of tables, each with the head of its column: what a number means may stand there alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_BELOW_HEAD = re.compile(r"[ \t]*+\|?[ \t]*+:?-[ \t:|-]*+")
"""The line between the head of a table and its rows."""


class Cell(NamedTuple):
    """A cell below the head of a table."""

    start: int
    """The offset of its first character in the text."""
    text: str
    head: str
    """The words of the column's heading."""


def has_tables(text: str) -> bool:
    """Whether a text can hold tables: quick, and sometimes wrongly yes."""
    return "|" in text and "--" in text


def cells_in(text: str) -> Iterator[Cell]:
    """Yield the cells of every table of a text, without the blanks around them."""
    if not has_tables(text):
        return
    heads: list[str] = []
    above, start = "", 0
    for line in text.split("\n"):
        if "|" not in line:
            heads = []
        elif not heads and "|" in above and _BELOW_HEAD.fullmatch(line):
            heads = [cell for _, cell in _cells(above)]
        else:
            for (offset, cell), head in zip(_cells(line), heads, strict=False):
                yield Cell(start + offset, cell, head)
        above = line
        start += len(line) + 1


def _cells(line: str) -> Iterator[tuple[int, str]]:
    """Yield where each cell of a row starts, and its text."""
    inner = line.strip()
    start = line.index(inner) + inner.startswith("|")
    for cell in inner.removeprefix("|").removesuffix("|").split("|"):
        yield start + len(cell) - len(cell.lstrip()), cell.strip()
        start += len(cell) + 1
