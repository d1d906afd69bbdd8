"""Limits that a text must keep, so that none takes more than seconds to turn into a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.core.problem import Place, Problem, Rule
from openshelf.sources.text import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_LENGTH = Rule(
    "line-length",
    "A line has more than 20,000 characters.",
    "People do not write such lines, and some of them would stall the build. Break the line; in a paragraph, a single "
    "line break changes nothing for readers.",
)
REPEATED_SIGN = Rule(
    "repeated-sign",
    "A sign is repeated more than 200 times in a row.",
    "A row of hundreds of equal signs breaks narrow screens, and a screen reader reads each of them aloud. Shorten "
    "it. Rulers, tables and code may be as wide as you like.",
)
NESTING = Rule(
    "nesting",
    "A list or quote is nested too deep.",
    "The limit is 49 levels for lists and 99 for quotes and boxes. Nobody can read deeper, and what is there would be "
    "lost. Write the text on fewer levels.",
)
LONG_BLOCK = Rule(
    "long-block",
    "A text takes too long to read.",
    "The parser stops after 300,000 steps, far more than any text by a person needs. Hundreds of open brackets, "
    "tables of a hundred thousand cells or thousands of lines in deep quotes exceed it. Add blank lines, close the "
    "brackets, or put code between two lines of three backticks.",
)

MAX_IN_A_LINE = 20_000
MAX_IN_A_ROW = 200
_ASCII_CHARACTERS = "!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~"
_RULER = re.compile(r"[-=_*|:+\s]*$")


def check_limits(text: str, path: str) -> list[Problem]:
    """Return what keeps a Markdown file from being parsed; the front matter may be part of it."""
    if len(text) <= MAX_IN_A_LINE:
        return []
    return [
        LINE_LENGTH.at(Place(path, number, MAX_IN_A_LINE + 1), f"a line of {len(line):,} characters", "break it")
        for number, line in enumerate(text.split("\n"), 1)
        if len(line) > MAX_IN_A_LINE
    ]


def long_rows(text: str, visible: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the character of each long row, rulers apart; ``visible`` is the text without code."""
    lines = Lines(text)
    chars = _ASCII_CHARACTERS if text.isascii() else {char for char in text if not (char.isalnum() or char in "_ \n\t")}
    for char in sorted(chars):  # a row of one character is found faster than any pattern looks at characters
        row = char * (MAX_IN_A_ROW + 1)
        at = visible.find(row) if row in text else -1
        while at >= 0:
            number = lines.at(at)[0] - 1
            if not _RULER.match(visible[lines.start(number) : lines.end(number)]):
                yield at, char
                break
            at = visible.find(row, lines.end(number))
