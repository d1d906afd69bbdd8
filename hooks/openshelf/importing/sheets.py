"""A table as spreadsheets save it: which sign parts its cells, in which row its headings stand."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from openshelf.importing.encoding import decode_unknown
from openshelf.importing.headings import field_of

MAX_BYTES = 16 * 1024 * 1024
"""What a table may have: as much as the catalogue."""
MAX_ROWS = 10_000
"""Rows that are read: nobody looks through the report on more."""
_CHARACTERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_NEAR_THE_TOP = 30
"""Rows among which the headings stand: above them there may be the name of the list."""
_SAYS_ITS_SIGN = re.compile(r'\A"?sep=(?P<sign>[,;\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
"""What Excel reads in a first line, which it neither shows nor counts."""
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How workbooks and other files that are no text begin."""


class UnusableSourceError(Exception):
    """A file is no table that can be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its headings, and the rows below them with their numbers in the file, empty ones left out."""

    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    written: str
    """How the file is written, for the report."""


def read_sheet(data: bytes) -> Sheet:
    """Read a table. Raises UnusableSourceError."""
    if data.startswith(_BOOKS):
        raise UnusableSourceError("is not a CSV file: open it in the spreadsheet program and save it as CSV (UTF-8)")
    if len(data) > MAX_BYTES:
        raise UnusableSourceError(f"has more than {MAX_BYTES // 1024 // 1024} MB: split it")
    text, encoding = decode_unknown(data)
    declared = _SAYS_ITS_SIGN.match(text)
    text = text[declared.end() :] if declared else text
    chars = [declared["sign"].casefold()] if declared else list(_CHARACTERS)
    best = max(chars, key=lambda char: _worth(_first_rows(text, char)))
    rows = _rows(text, best)
    known, at = _headings_at(rows[:_NEAR_THE_TOP])
    if not known:
        raise UnusableSourceError("has no row with headings such as Name and Link: write them into the first row")
    numbered = enumerate(rows[at + 1 :], at + 2)
    full = tuple((number, row) for number, row in numbered if any(cell.strip() for cell in row))
    if len(full) > MAX_ROWS:
        raise UnusableSourceError(f"has more than {MAX_ROWS:,} rows: split it")
    return Sheet(rows[at], at + 1, full, f"{encoding}, cells separated by {_CHARACTERS[best]}")


def _first_rows(text: str, char: str) -> list[tuple[str, ...]]:
    """Return the rows near the top; none where this sign makes them unreadable."""
    found: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=char):
            found.append(tuple(row))
            if len(found) == _NEAR_THE_TOP:
                break
    except csv.Error:
        return []
    return found


def _rows(text: str, char: str) -> list[tuple[str, ...]]:
    """Return the rows. Raises UnusableSourceError where a quotation mark would swallow the rows below it."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=char)
    rows: list[tuple[str, ...]] = []
    start = 0
    try:
        for row in reader:
            end = reader.line_num
            # A mark that nothing closes goes on to the next mark, in the middle of another cell, or to the end.
            if end - start > 1 or end == len(lines):
                next(csv.reader(lines[start:end], delimiter=char, strict=True))
            rows.append(tuple(row))
            start = end
    except csv.Error:
        message = f"cannot be read: row {len(rows) + 1} has a quotation mark that is not closed at the end of its cell"
        raise UnusableSourceError(f"{message} (a mark inside a cell in quotation marks is written twice)") from None
    return rows


def _worth(rows: list[tuple[str, ...]]) -> tuple[int, int]:
    """Return how many headings are known when rows are read in one way, and how many cells there are."""
    return _headings_at(rows)[0], sum(map(len, rows))


def _headings_at(rows: list[tuple[str, ...]]) -> tuple[int, int]:
    """Return how many fields the row of headings names, 0 where there is none, and its number, counted from 0."""
    named = [len({field_of(cell) for cell in row} - {""}) for row in rows]
    most = max(named, default=0)
    at = named.index(most) if most else 0
    fields = {field_of(cell) for cell in rows[at]} if most else set()
    return (most, at) if fields & {"title", "url"} else (0, 0)
