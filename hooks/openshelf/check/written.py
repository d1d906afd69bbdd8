"""Every text that writers hand in, and the settings: what rules about characters and phrases look through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.problem import Place
from openshelf.read.text import Lines, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

SETTINGS = "mkdocs.yml"


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


def written(library: Library, *more: str) -> Iterator[Written]:
    """Yield every source, the settings and the files named besides; what cannot be read is a problem of other rules."""
    for source in library.sources:
        yield Written(source.path, source.text)
    for path in (SETTINGS, *more):
        text = read_text(library.settings.root / path, path)[0] if (library.settings.root / path).is_file() else None
        if text is not None:
            yield Written(path, text)
