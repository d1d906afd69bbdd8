"""Limits that a text must keep before it is parsed, so that none takes more than seconds to turn into a page.

Python-Markdown's time grows with the square of a block's lines and of what is opened and never closed in it. What is
counted here was measured to bound that time: a text at every limit takes a few seconds, and texts that people write
stay far below.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from openshelf.problem import Place, Problem, Rule
from openshelf.read.text import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_LENGTH = Rule(
    "line-length",
    "A line has at most 20,000 characters.",
    "Longer lines are not written by people, and some of them would stall the build. Break the line; in a paragraph, "
    "a single line break changes nothing for readers.",
)
REPEATED_SIGN = Rule(
    "repeated-sign",
    "A sign stands at most 200 times in a row.",
    "A row of hundreds of equal signs breaks narrow screens and is read aloud one by one. Shorten it. Rulers and "
    "tables may be as wide as they like, and so may code.",
)
NESTING = Rule(
    "nesting",
    "Quotes and lists are nested at most 50 deep.",
    "Nobody can read deeper, and it would stall the build. Write the text on fewer levels.",
)
LONG_BLOCK = Rule(
    "long-block",
    "A text has blank lines, and closes what it opens.",
    "A paragraph, list or table of thousands of lines, or one with hundreds of brackets, stars or angle signs that "
    "are opened and never closed, would stall the build. Put blank lines into it, close its brackets, or put code "
    "between two lines of three backticks.",
)

RENDER_TIME = Rule(
    "render-time",
    "A text becomes a page within seconds.",
    "No text that keeps the other limits should take longer; this one may meet a fault in an extension of Markdown "
    "that `mkdocs.yml` switches on. The build stops and the old site stays. Split the text, or take out what is odd.",
)

MOST_IN_A_LINE = 20_000
MOST_IN_A_ROW = 200
MOST_LEVELS = 50
_INDENT = 4
"""Spaces that make a level of a list."""
_MOST_TAGS = 200
"""Signs in a text that look like the start of HTML, which may not be there anyway."""

_RULER = re.compile(r"[-=_*|:+\s]*$")
_ROW = re.compile(rf"([^\w\s])\1{{{MOST_IN_A_ROW}}}")
_LEADING = re.compile(r"(?:[ \t]+|>|[-*+][ \t]+|\d{1,9}[.)][ \t]+|:[ \t]+)+")
_FENCE = re.compile(r"(?P<fence>`{3,}+|~{3,}+)[ ]*+(?:\{.*\}|\.?[\w#.+-]*+[ ]*+)$")
_PART = re.compile(r"^[ ]{0,3}(?:#|\[[^\]\n]*\]:|!!!|:[ ]|>|=+[ ]*$|-+[ ]*$|(?:[-*_][ ]*){3,}$)", re.MULTILINE)
_MARK = re.compile(r"[*_\[\]!<`~^\\&]")
_OPENS_OR_CLOSES = re.compile(r"\]\(|[\[\])\n]")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])(?!/?[a-zA-Z]{1,10}>|(?:https?|mailto):[^<>\s]{0,2000}>)")


class _Measure(NamedTuple):
    """A number that a text's time grows with, how much of it takes about a second, and what to tell its writer."""

    most: int
    said: str
    hint: str


_LINES = _Measure(9_000_000, "{lines} lines without a blank line are too many", "put blank lines between its parts")
"""Lines of a block, squared."""
_MARKS = _Measure(
    4_000_000_000, "a block of {lines} lines holds too many signs such as * _ [ <", "put blank lines into it"
)
"""Signs of a block times its characters."""
_SPLITS = _Measure(
    40_000_000,
    "a block of {lines} lines holds too many headings, rulers and notes",
    "put blank lines between its parts",
)
"""Lines that are a part of their own, times the characters of their block, which is copied at each."""
_BLOCKS = _Measure(20_000, "the text has more than 20,000 paragraphs", "split it into several pages")
_SIGNS = _Measure(
    100_000, "the text holds more than 100,000 signs such as * _ [ <", "put code between lines of backticks"
)
_OPEN = _Measure(6_000_000, "brackets are opened here and not closed", "close them, or put a backslash before each")
"""Characters between brackets and where they are closed."""
_CELLS = _Measure(100_000, "a table of {lines} lines has too many columns", "split the table")
"""Cells of a table, those that Python-Markdown adds to short rows too."""


class _Block(NamedTuple):
    """Lines without a blank one between them."""

    line: int
    text: str
    lines: int


def check_limits(text: str, path: str) -> list[Problem]:
    """Return what keeps a Markdown file from being parsed; the front matter may be part of it."""
    too_long = [
        LINE_LENGTH.at(Place(path, number, MOST_IN_A_LINE + 1), f"a line of {len(line):,} characters", "break it")
        for number, line in enumerate(text.split("\n"), 1)
        if len(line) > MOST_IN_A_LINE
    ]
    if too_long:
        return too_long
    blocks = list(_blocks(text))
    in_place = [problem for block in blocks for find in (_row, _levels) for problem in find(block, path)]
    return in_place or [*_effort(blocks, path), *_tags(blocks, path)]


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the blocks outside code, which is known as Python-Markdown knows it: what it takes for text is measured."""
    lines = text.split("\n")
    closing = {line.rstrip(" \t"): number for number, line in enumerate(lines) if line.startswith(("```", "~~~"))}
    held: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        fence = _FENCE.match(line) if line.startswith(("```", "~~~")) else None
        if fence is not None and closing.get(fence["fence"], -1) > number:
            if held:
                yield _Block(number - len(held) + 1, "\n".join(held), len(held))
                held = []
            number += 1
            while lines[number].rstrip(" \t") != fence["fence"]:
                number += 1
        elif line and not line.isspace():
            held.append(line)
        elif held:
            yield _Block(number - len(held) + 1, "\n".join(held), len(held))
            held = []
        number += 1
    if held:
        yield _Block(len(lines) - len(held) + 1, "\n".join(held), len(held))


def _place(block: _Block, offset: int, path: str) -> Place:
    line, column = Lines(block.text).at(offset)
    return Place(path, block.line + line - 1, column)


def _row(block: _Block, path: str) -> Iterator[Problem]:
    """Find the first long row of one sign in a block, rulers apart."""
    if len(block.text) <= MOST_IN_A_ROW:
        return
    for match in _ROW.finditer(block.text):
        end = block.text.find("\n", match.end())
        line = block.text[block.text.rfind("\n", 0, match.start()) + 1 : end if end >= 0 else len(block.text)]
        if not _RULER.match(line):
            sign = f"U+{ord(match[1]):04X}" if ord(match[1]) > 0x7F else match[1]  # noqa: PLR2004 - the end of ASCII
            message = f"more than {MOST_IN_A_ROW} signs {sign} in a row"
            yield REPEATED_SIGN.at(_place(block, match.start(), path), message, "shorten the row")
            return


def _levels(block: _Block, path: str) -> Iterator[Problem]:
    """Find the first line of a block that stands too deep."""
    for number, line in enumerate(block.text.split("\n"), block.line):
        if len(line) <= MOST_LEVELS or not (found := _LEADING.match(line)) or _RULER.match(line):
            continue
        leading = found[0].expandtabs(_INDENT)
        marks = len(leading) - leading.count(" ")
        if marks > MOST_LEVELS or leading.count(" ") > MOST_LEVELS * _INDENT:
            message = f"this line stands deeper than {MOST_LEVELS} levels"
            yield NESTING.at(Place(path, number, len(found[0]) + 1), message, "write it on fewer levels")
            return


def _effort(blocks: list[_Block], path: str) -> Iterator[Problem]:
    """Find where a text goes beyond a measure; blocks count together, for a text may have many."""
    spent = dict.fromkeys((_LINES, _SPLITS, _BLOCKS, _SIGNS, _MARKS, _OPEN, _CELLS), 0)
    for block in blocks:
        signs = len(_MARK.findall(block.text))
        costs = {
            _LINES: block.lines**2,
            _SPLITS: len(_PART.findall(block.text)) * len(block.text),
            _BLOCKS: 1,
            _SIGNS: signs,
            _MARKS: signs * len(block.text),
            _OPEN: _open(block.text),
            _CELLS: block.lines * block.text.partition("\n")[0].count("|"),
        }
        for measure, cost in costs.items():
            before, spent[measure] = spent[measure], spent[measure] + cost
            if before <= measure.most < spent[measure]:
                yield LONG_BLOCK.at(Place(path, block.line), measure.said.format(lines=block.lines), measure.hint)


def _open(text: str) -> int:
    """Count the characters between each ``[`` or ``](`` and where it is closed, at worst the end of the block."""
    total = 0
    squares: list[int] = []
    rounds: list[int] = []
    for match in _OPENS_OR_CLOSES.finditer(text):
        sign, at = match[0], match.start()
        if sign == "[":
            squares.append(at)
        elif sign.startswith("]") and squares:
            total += at - squares.pop()
        elif sign == ")" and rounds:
            total += at - rounds.pop()
        if sign == "](":
            rounds.append(at)
    return total + sum(len(text) - at for at in (*squares, *rounds))


def _tags(blocks: list[_Block], path: str) -> Iterator[Problem]:
    """Find the sign that is one too many of those that look like HTML: each is looked for to the end of the text."""
    count = 0
    for block in blocks:
        if "<" not in block.text:
            continue
        for match in _TAG.finditer(block.text):
            count += 1
            if count > _MOST_TAGS:
                message = f"more than {_MOST_TAGS} signs < that look like HTML"
                yield LONG_BLOCK.at(_place(block, match.start(), path), message, "put code between backticks")
                return
