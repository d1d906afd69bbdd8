"""Every text that writers hand in, and the settings: what rules about characters and phrases look through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.links import memory
from openshelf.read.files import Form
from openshelf.read.source import Source
from openshelf.read.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

SETTINGS = "mkdocs.yml"
_KEPT, _MOST_BYTES = frozenset({".yml", ".yaml", ".txt", ".svg"}), 4_000_000


def written(library: Library, *more: str) -> Iterator[Source]:
    """Yield every source, what pictures and documents say, the settings and the files named besides.

    What cannot be read is a problem of other rules.
    """
    yield from library.sources
    for medium in library.media:
        yield from medium.sources
    for path in (SETTINGS, *more):
        text = read_text(library.settings.root / path, path)[0] if (library.settings.root / path).is_file() else None
        if text is not None:
            yield Source(path, text)


def kept(library: Library) -> Iterator[Source]:
    """Yield every text of a library's folders: whoever opens the repository reads those that become no page too.

    What is remembered of links is left out: git ignores it, and what other sites answer must stop nobody.
    """
    yield from written(library)
    known = {SETTINGS, memory.PATH, *(source.path for source in library.sources)}
    for file in library.files:
        is_text = file.suffix in _KEPT or file.is_markdown
        if file.form is Form.FILE and is_text and file.path not in known and file.size <= _MOST_BYTES:
            text = read_text(library.settings.root / file.path, file.path)[0]
            if text is not None:
                yield Source(file.path, text)
