"""What the last good build was made of and what it said: a build of the same, whose site still stands, is done.

Only the standard library and small modules are loaded here, because looking is all that such a build does.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.settings_file import HOOK_FILE
from openshelf.core.site_folder import FRESH, OLD, is_ours
from openshelf.core.store import digest
from openshelf.library.results import existing_store
from openshelf.publish.reuse import LastSite
from openshelf.sources.files import FileType, read_bytes, walk

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from openshelf.core.problem import Problem
    from openshelf.core.store import Store
    from openshelf.model.settings import Settings

_ROOM, _LAST = "receipt", b"last"


class Receipt(NamedTuple):
    """What the last good build left."""

    inputs: bytes
    """A key of all that it was made of, besides what the root of the store is a key of."""
    site_dir: str
    problems: tuple[Problem, ...]
    """Of the sources: warnings."""
    weights: str
    """A table."""
    found: tuple[Problem, ...]
    """Warnings about the site."""


def inputs_of(settings: Path, engine: str, today: dt.date) -> bytes:
    """Return a key of what a build is made of besides code, settings and lists: everything that people write.

    ``settings`` is the file of the settings. Empty where something cannot be read: then nobody knows.
    """
    root = settings.resolve().parent
    try:
        return digest(engine, today.isoformat(), *_names(root), *_contents(root), read_bytes(root / HOOK_FILE))
    except OSError:
        return b""


def _names(root: Path) -> Iterator[str]:
    """Yield what lies beside the settings: a rule warns of names that are like those of files that are read."""
    with os.scandir(root) as entries:
        found = [entry for entry in entries if not entry.name.startswith(".") and not is_ours(Path(entry.path))]
    yield from sorted(f"{entry.name} {entry.is_dir()}" for entry in found)


def _contents(root: Path) -> Iterator[bytes | str]:
    for file in walk(root):
        yield file.path
        yield file.type.name
        if file.type is FileType.FILE:
            yield read_bytes(root / file.path)


def receipt_of_same(settings: Path, engine: str, today: dt.date) -> Receipt | None:
    """Return what the last good build left if one of today would be the same in all, None if that is not sure."""
    root = settings.resolve().parent
    try:
        store = existing_store(settings)
        receipt: Receipt | None = store.get(_ROOM, _LAST) if store is not None else None
    except OSError:
        return None
    if store is None or receipt is None or receipt.inputs != inputs_of(settings, engine, today):
        return None
    site = root / receipt.site_dir
    if any(os.path.lexists(site.with_name(name)) for name in (FRESH, OLD)):
        return None
    return receipt if LastSite.read(site, root, store).is_whole else None


def keep_receipt(store: Store, settings: Settings, receipt: Receipt) -> None:
    """Keep what a good build left, if a later one can be sure to see everything that it is made of."""
    if receipt.inputs and not settings.has_own_code:
        store.put(_ROOM, _LAST, receipt)
