"""Every text of the repository: what rules about private data, names and secrets search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.linkcheck import history as link_history
from openshelf.sources.files import FileType
from openshelf.sources.source import Source
from openshelf.sources.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from openshelf.library.media import Medium
    from openshelf.sources.files import File

SETTINGS = "mkdocs.yml"
_TEXT_SUFFIXES, _MAX_BYTES = frozenset({".yml", ".yaml", ".txt", ".svg"}), 4_000_000


def other_texts(
    root: Path, sources: Sequence[Source], media: Iterable[Medium], files: Iterable[File]
) -> Iterator[Source]:
    """Yield what pictures and documents say, the settings, and the texts that become no page.

    Whoever opens the repository reads those too. The link history is left out: git ignores it, and what
    other sites answer must stop nobody. What cannot be read is a problem of other rules.
    """
    for medium in media:
        yield from medium.sources
    known = {SETTINGS, link_history.PATH, *(source.path for source in sources)}
    beside = [
        file.path
        for file in files
        if file.type is FileType.FILE
        and (file.suffix in _TEXT_SUFFIXES or file.is_markdown)
        and file.path not in known
        and file.size <= _MAX_BYTES
    ]
    settings = [SETTINGS] if (root / SETTINGS).is_file() else []
    for path in (*settings, *beside):
        text = read_text(root / path, path)[0]
        if text is not None:
            yield Source(path, text)
