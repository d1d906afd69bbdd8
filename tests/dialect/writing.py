"""Random documents of every kind of block and inline, which know what stands in them and how it begins.

Everything that can be found has a number of its own. Code is written with the word KODE and nothing else is, words that
stay are written with the word WORD.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy


_TAB_STOP = 4
_LEADING = re.compile(r"(?:[ >]|(?:[-*+]|\d+[.)])(?= ))*")
"""Blanks and signs of blocks before the words of a line.

Left out is what the parser reads in another way than CommonMark: tabs behind : in quotes, and behind > in inner quotes.
"""


@dataclass(slots=True)
class Written:
    """A document, and what a reader of it must find: for each kind of thing, how each of them begins, by its name."""

    text: str = ""
    expected: dict[str, dict[str, str]] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    count: int = 0

    def number(self) -> int:
        """Return a number that was not used before."""
        self.count += 1
        return self.count

    def expect(self, kind: str, name: str, source: str) -> str:
        """Note that ``source`` makes a thing of a kind with a name, and return the source."""
        self.expected.setdefault(kind, {})[name] = source.partition("\n")[0].partition("\\|")[0]
        return source


# Inlines. Each is made from the document, its number, and whether it stands in a cell or a line of its own.

Inline = "Callable[[Written, int], str]"


def _target(number: int) -> str:
    return f"https://x.example/{number}"


def _link(form: str, around: str = "{}") -> Callable[[Written, int], str]:
    def write(written: Written, n: int) -> str:
        return around.format(written.expect("links", _target(n), form.format(n=n, to=_target(n))))

    return write


def _defined(form: str) -> Callable[[Written, int], str]:
    def write(written: Written, n: int) -> str:
        written.definitions.append(f"[ref {n}]: {_target(n)} 'WORD'")
        return written.expect("links", _target(n), form.format(n=n))

    return write


def _image(written: Written, n: int) -> str:
    return written.expect("links", f"{n}.png", f"![WORD *{n}*]({n}.png)")


def _image_in_link(written: Written, n: int) -> str:
    return written.expect("links", _target(n), f"[{_image(written, n)} WORD]({_target(n)})")


def _code_in_link(written: Written, n: int) -> str:
    return written.expect("links", _target(n), f"[`KODE [[x]]` WORD]({_target(n)})")


def _reference(form: str) -> Callable[[Written, int], str]:
    def write(written: Written, n: int) -> str:
        return written.expect("references", f"entry-{n}", form.format(n=n))

    return write


def _note_use(written: Written, n: int) -> str:
    return written.expect("note_uses", f"n{n}", f"[^n{n}]")


def _tag(written: Written, n: int) -> str:
    return written.expect("tags", f'<b title="{n}">', f'<b title="{n}">') + " WORD"


def _as_it_is(text: str) -> Callable[[Written, int], str]:
    return lambda _written, _n: text


IN_ONE_LINE = (
    *map(_as_it_is, ["WORD", "*WORD*", "**WORD *WORD***", "_WORD_", "~~WORD~~", "é😀", "\\*", "\\[WORD\\]", "\\\\"]),
    *map(_as_it_is, ["&amp;", "&#42;", "&copy;WORD", "a * b", "WORD: WORD", "\\<b>", "!", "[WORD]", "WORD_WORD"]),
    *map(_as_it_is, ["`KODE`", "``KODE ` KODE``", "` KODE `", "`KODE <b> [[KODE]]`", "`KODE\\`"]),
    _link("[WORD {n}]({to})"),
    _link('[*WORD* \\] {n}]({to} "WORD &quot; WORD")'),
    _link("[WORD &amp; \\* {n}](<{to}>)"),
    _link("[WORD {n}]({to})", "**{}**"),
    _link("<{to}>"),
    _link("{to}"),
    _link("{to}", "({})."),
    _link("{to}", "*{}*"),
    _defined("[WORD][ref {n}]"),
    _defined("[ref {n}][]"),
    _defined("[REF  {n}]"),
    _image,
    _image_in_link,
    _code_in_link,
    _reference("[[entry-{n}]]"),
    _note_use,
    _tag,
)
"""What can stand in a line, a cell and a title."""
WITH_BARS = (_reference("[[entry-{n}\\|WORD]]"), _as_it_is("WORD \\| WORD"), _as_it_is("`KODE \\| KODE`"))
"""What stands in cells only."""
IN_LINES = (
    _reference("[[entry-{n}|WORD]]"),
    _as_it_is("`KODE\nKODE`"),
    _as_it_is("WORD\nWORD"),
    _as_it_is("WORD  \nWORD"),
    _as_it_is("WORD\\\nWORD"),
    _link("[WORD\nWORD {n}]({to})"),
    _link("[WORD {n}](\n{to}\n'WORD')"),
    _defined("[ref\n{n}]"),
)
"""What may need more than a line."""


@dataclass(frozen=True)
class Piece:
    """A block of a kind, with the inlines and blocks that it is made of."""

    kind: str
    inlines: tuple[tuple[Callable[[Written, int], str], ...], ...]
    blocks: tuple[Piece, ...]
    form: int
    """Which of the ways to write it is taken."""


def _inlines(written: Written, inlines: Sequence[Callable[[Written, int], str]]) -> str:
    texts = [_one(written, inline) for inline in inlines]
    return " ".join(["WORD", *texts, "WORD"])


def _one(written: Written, inline: Callable[[Written, int], str]) -> str:
    return inline(written, written.number())


def _blocks(written: Written, blocks: Sequence[Piece]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [*([""] if lines else []), *BLOCKS[block.kind](written, block)]
    return lines


def _under(first: str, rest: str, lines: Sequence[str]) -> list[str]:
    """Put a sign before the first line and what is as wide before the others."""
    return [(first if number == 0 else rest if line else "") + line for number, line in enumerate(lines)]


def _paragraph(written: Written, piece: Piece) -> list[str]:
    return "\n".join(_inlines(written, part) for part in piece.inlines).split("\n")


def _atx(written: Written, piece: Piece) -> list[str]:
    n, signs = written.number(), "#" * (1 + piece.form % 6)
    ending = ("", f" {{#h{n}}}", f" {signs}", f" {{#h{n}}}", " #", f" {signs} {{#h{n}}}")[piece.form % 6]
    words = _inlines(written, piece.inlines[0])
    return [written.expect("headings", str(len(written.expected.get("headings", ()))), f"{signs} {words}") + ending]


def _setext(written: Written, piece: Piece) -> list[str]:
    index = str(len(written.expected.get("headings", ())))
    written.expect("headings", index, "")
    words = _paragraph(written, piece)
    written.expect("headings", index, words[0])
    return [*words, "---" if piece.form % 2 else "====="]


def _list(written: Written, piece: Piece) -> list[str]:
    first, rest = (
        *[("- ", "  "), ("*   ", "    "), ("-   ", "    "), ("1. ", "   "), ("12) ", "    "), ("1.  ", "    ")],
        *[("+ ", "  "), (" -  ", "    "), ("- [ ] ", "  "), ("- [x] ", "  ")],
    )[piece.form % 10]
    return [line for block in piece.blocks for line in _under(first, rest, BLOCKS[block.kind](written, block))]


def _quote(written: Written, piece: Piece) -> list[str]:
    sign = ("> ", ">", " > ")[piece.form % 3]
    return [
        (sign.rstrip() if not line else f"{sign.rstrip()} " if line[0] == " " else sign) + line
        for line in _blocks(written, piece.blocks)
    ]


def _alert(written: Written, piece: Piece) -> list[str]:
    sign = ("NOTE", "tip", "Warning", "CAUTION", "IMPORTANT")[piece.form % 5]
    index = str(len(written.expected.get("callouts", ())))
    written.expect("callouts", index, f"[!{sign}]")
    return [f"> [!{sign}]", *(f"> {line}" if line else ">" for line in _blocks(written, piece.blocks))]


def _callout(written: Written, piece: Piece) -> list[str]:
    sign = ("!!! ", "??? ", "???+ ")[piece.form % 3]
    index = str(len(written.expected.get("callouts", ())))
    written.expect("callouts", index, "")
    titles = [part for part in piece.inlines[0] if '"' not in part(Written(), 0)]
    title = f' "{_inlines(written, titles)}"' if piece.form % 2 else ""
    written.expect("callouts", index, f"note{title}")
    return [f"{sign}note{title}", *(f"    {line}" if line else "" for line in _blocks(written, piece.blocks))]


def _table(written: Written, piece: Piece) -> list[str]:
    edge = "| " if piece.form % 2 else ""
    rows = [[_inlines(written, part[at : at + 2]) for at in (0, 2)] for part in piece.inlines]
    head = f"| {_inlines(written, piece.inlines[0][:1])} | WORD |"
    return [head, "| :--- | ---: |", *(f"{edge}{'  | '.join(row)}{edge[::-1]}" for row in rows)]


def _terms(written: Written, piece: Piece) -> list[str]:
    space = "   " if piece.form % 2 else " "
    term = _inlines(written, piece.inlines[0])
    return [term, *_under(f":{space}", " " + space, _blocks(written, piece.blocks))]


def _note(written: Written, piece: Piece) -> list[str]:
    n = written.number()
    first = written.expect("notes", f"m{n}", f"[^m{n}]:")
    return _under(f"{first} ", "    ", _blocks(written, piece.blocks))


def _fence(written: Written, piece: Piece) -> list[str]:
    sign = ("```", "~~~~", "`````")[piece.form % 3]
    written.expect("code", str(len(written.expected.get("code", ()))), f"{sign}kode")
    return [f"{sign}kode", "KODE `KODE` [[KODE]] KODE", "    KODE", sign]


def _indented(_written: Written, _piece: Piece) -> list[str]:
    return ["WORD", "", "    KODE `KODE <b>", "      KODE"]


def _html(written: Written, _piece: Piece) -> list[str]:
    n = written.number()
    written.expect("tags", f'<div title="{n}">', f'<div title="{n}">')
    written.expect("tags", f'<i title="{n}">', f'<i title="{n}">')
    return [f'<div title="{n}">', f'WORD <i title="{n}"> WORD']


BLOCKS: dict[str, Callable[[Written, Piece], list[str]]] = {
    "paragraph": _paragraph,
    "atx": _atx,
    "setext": _setext,
    "list": _list,
    "quote": _quote,
    "alert": _alert,
    "callout": _callout,
    "table": _table,
    "terms": _terms,
    "note": _note,
    "fence": _fence,
    "indented": _indented,
    "html": _html,
}
"""How each kind of block is written: the lines that it has."""

_LEAVES = ("paragraph", "atx", "setext", "table", "fence", "indented", "html")
_HOLDERS = ("list", "quote", "alert", "callout", "terms", "note")
_forms = st.integers(0, 59)


def _inline_lists(choices: Sequence[Callable[[Written, int], str]]) -> SearchStrategy[tuple[tuple, ...]]:
    part = st.lists(st.sampled_from(choices), max_size=4).map(tuple)
    return st.lists(part, min_size=1, max_size=3).map(tuple)


_inlines_for = {
    "table": _inline_lists((*IN_ONE_LINE, *WITH_BARS)),
    "paragraph": _inline_lists((*IN_ONE_LINE, *IN_LINES)),
    "setext": _inline_lists((*IN_ONE_LINE, *IN_LINES)),
}
_one_line = _inline_lists(IN_ONE_LINE)


def _leaf(kind: str) -> SearchStrategy[Piece]:
    return st.builds(Piece, st.just(kind), _inlines_for.get(kind, _one_line), st.just(()), _forms)


_paragraphs = _leaf("paragraph")


def _holder(inner: SearchStrategy[Piece]) -> SearchStrategy[Piece]:
    blocks = st.tuples(_paragraphs, st.lists(inner, max_size=2)).map(lambda both: (both[0], *both[1]))
    return st.builds(Piece, st.sampled_from(_HOLDERS), _one_line, blocks, _forms)


pieces = st.recursive(st.one_of([_leaf(kind) for kind in _LEAVES]), _holder, max_leaves=8)


def _with_tabs(line: str) -> str:
    """Write blanks before the words of a line as tabs where they end at a tab stop, which means the same."""
    start = _LEADING.match(line)
    done, blanks = [], 0
    for column, sign in enumerate(start[0] if start else ""):
        blanks = blanks + 1 if sign == " " and not (blanks == 0 and done and done[-1] == ">") else 0
        done.append(sign)
        if blanks and (column + 1) % _TAB_STOP == 0:
            done[-blanks:] = "\t"
            blanks = 0
    return "".join(done) + line[len(start[0]) if start else 0 :]


@st.composite
def documents(draw: DrawFn) -> Written:
    """Draw a document of a few blocks."""
    written = Written()
    blocks = draw(st.lists(pieces, min_size=1, max_size=4))
    lines = _blocks(written, blocks)
    if draw(st.booleans()):
        lines = [_with_tabs(line) for line in lines]
    written.text = "\n".join([*lines, "", "WORD", "", *written.definitions, ""])
    return written
