"""A text file as writers wrote it, and the same as it is read."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property

from openshelf.core.problem import Place
from openshelf.sources.escapes import ENTITY, MappedText, unescape
from openshelf.sources.text import Lines


@cache
def _ascii_table() -> dict[int, str]:
    """Return what stands for signs of other scripts; it is made for the first text that has any."""
    return {
        **{ord(char): str(unicodedata.digit(char)) for char in map(chr, range(0x660, 0x1D800)) if char.isdecimal()},
        **dict.fromkeys([*range(0x2002, 0x200B), 0x202F, 0x205F, 0x3000], " "),
        **dict.fromkeys([0x2010, 0x2011, 0x2012, 0xFE63, 0xFF0D], "-"),
        ord("＋"): "+",
        ord("＠"): "@",
        ord("．"): ".",
        ord("（"): "(",
        ord("）"): ")",
        ord("٫"): ".",
        ord("،"): ",",
    }


def _sign(entity: str) -> str:
    return html.unescape(entity).translate(_ascii_table())


@dataclass(frozen=True)
class Source:
    """A text file, front matter included, and where its offsets stand."""

    path: str
    text: str

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def place(self, offset: int) -> Place:
        """Return where an offset stands."""
        return Place(self.path, *self._lines.at(offset))

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end; empty after the last one."""
        return self.text[self._lines.start(number - 1) : self._lines.end(number - 1)]

    @cached_property
    def plain(self) -> MappedText:
        """The text with entities resolved, and digits, dashes and spaces of every kind as those of ASCII."""
        text = self.text if self.text.isascii() else self.text.translate(_ascii_table())
        return unescape(text, ENTITY, _sign) if "&" in text else MappedText(text, [(0, 0)])
