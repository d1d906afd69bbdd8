"""Every text that writers hand in, and the settings: what rules about characters and phrases look through."""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.problem import Place
from openshelf.read.escapes import ENTITY, Undone, undone
from openshelf.read.files import Form
from openshelf.read.text import Lines, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

SETTINGS = "mkdocs.yml"
_KEPT, _MOST_BYTES = frozenset({".yml", ".yaml", ".jsonl", ".txt", ".svg"}), 4_000_000
_PLAIN = {
    **{ord(sign): str(unicodedata.digit(sign)) for sign in map(chr, range(0x660, 0x1D800)) if sign.isdecimal()},
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
    return html.unescape(entity).translate(_PLAIN)


@dataclass(frozen=True)
class Written:
    """A text, and where its offsets stand."""

    path: str
    text: str

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def place(self, offset: int) -> Place:
        """Return where an offset stands."""
        return Place(self.path, *self._lines.at(offset))

    @cached_property
    def plain(self) -> Undone:
        """The text with entities undone, and digits, dashes and spaces of every kind as those of ASCII."""
        text = self.text if self.text.isascii() else self.text.translate(_PLAIN)
        return undone(text, ENTITY, _sign) if "&" in text else Undone(text, [(0, 0)])


def written(library: Library, *more: str) -> Iterator[Written]:
    """Yield every source, the settings and the files named besides; what cannot be read is a problem of other rules."""
    for source in library.sources:
        yield Written(source.path, source.text)
    for path in (SETTINGS, *more):
        text = read_text(library.settings.root / path, path)[0] if (library.settings.root / path).is_file() else None
        if text is not None:
            yield Written(path, text)


def kept(library: Library) -> Iterator[Written]:
    """Yield every text of a library's folders: whoever opens the repository reads those that become no page too."""
    yield from written(library)
    known = {source.path for source in library.sources}
    for file in library.files:
        is_text = file.suffix in _KEPT or file.is_markdown
        if file.form is Form.FILE and is_text and file.path not in {*known, SETTINGS} and file.size <= _MOST_BYTES:
            text = read_text(library.settings.root / file.path, file.path)[0]
            if text is not None:
                yield Written(file.path, text)
