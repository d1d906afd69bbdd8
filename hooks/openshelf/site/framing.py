"""What the engine made of a site besides pages: where it would make the same again, it is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.site_folder import MARKER
from openshelf.core.store import digest
from openshelf.site.splice import old_frame
from openshelf.sources.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.site.assembly import Assembly

_ROOM, _LAST = "framing", b"last"


class Framing(NamedTuple):
    """What it made."""

    given: bytes
    """A key of what it was given."""
    frames: Mapping[str, bytes]
    """The keys of the frames by section."""
    files: Mapping[str, bytes]
    """The keys of the bytes of files that are no pages, by path: style sheets, scripts, pictures, fonts."""


def keep_framing(assembly: Assembly, engine: str, folder: Path) -> None:
    """Keep what an engine has left in a folder before pages are written there."""
    store, settings = assembly.view.store, assembly.library.settings
    if not store.keeps or settings.has_own_code:
        return
    pages = {page.path for page in assembly.pages.values()}
    paths = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    files = {path: digest((folder / path).read_bytes()) for path in paths if path not in pages and path != MARKER}
    store.put(_ROOM, _LAST, Framing(_given(assembly, engine), assembly.frame_keys, files))


def framed_again(assembly: Assembly, engine: str) -> Mapping[str, bytes] | None:
    """Give the pages the frames that the engine made the last time, if it would make the same.

    Returns its files, all of which the last site has, with the keys of their bytes; None if it must be started.
    """
    store = assembly.view.store
    last = store.get(_ROOM, _LAST)
    if not isinstance(last, Framing) or last.given != _given(assembly, engine):
        return None
    frames = {section: old_frame(store, key) for section, key in last.frames.items()}
    if not all(assembly.held_at(path, key) for path, key in last.files.items()):
        return None
    for section, frame in frames.items():
        if frame is None:
            return None
        assembly.frames[section] = frame
    return last.files


def _given(assembly: Assembly, engine: str) -> bytes:
    """Return a key of what the engine gets besides settings and code, which the root of the store is a key of."""
    library, root = assembly.library, assembly.library.settings.root
    fronts = (f"{page.url} {page.title} {page.is_listed} {page.is_own}" for page in assembly.fronts.values())
    pictures = (part for file in assembly.pictures() for part in (file.path, read_bytes(root / file.path)))
    return digest(engine, library.today.isoformat(), *fronts, "", *pictures)
