"""The store of a library's results, keyed at its root by what all of them are made of."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from openshelf.core.provenance import code_key
from openshelf.core.store import STORE, Store, digest
from openshelf.model.name_hashes import KEY_VARIABLE
from openshelf.sources.files import LINK_MEMORY, FileType, inside, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VARIABLE = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")
"""What can be the name of a variable of the environment."""


def open_store(settings: Path) -> Store:
    """Open the store of the library with that file of settings. Raises FileExistsError for a folder that is a link."""
    return Store(*_named(settings))


def open_store_again(settings: Path, before: Store) -> Store:
    """Open it once more in the process that had it as ``before``."""
    return before.again(*_named(settings))


def existing_store(settings: Path) -> Store | None:
    """Return that store if it is there and has something to say, and touch nothing otherwise."""
    return Store.existing(*_named(settings))


def _named(settings: Path) -> tuple[Path, bytes]:
    """Return the file of a store, and its root key."""
    root = settings.resolve().parent
    return root / STORE, digest(code_key(), *_given(settings, root))


def _given(settings: Path, root: Path) -> Iterator[bytes | str]:
    """Yield what a library gives to every result besides content: its settings, their environment, and its lists.

    The theme is not among it: a page's frame is a part of the key of the page.
    """
    text = settings.read_bytes()
    yield text
    named = {name.decode() for name in _VARIABLE.findall(text)} | {KEY_VARIABLE}
    yield from (f"{name}={os.environ[name]}" for name in sorted(named & os.environ.keys()))
    for file in inside(root, "policy"):
        if file.type is FileType.FILE and file.path != LINK_MEMORY:
            yield file.path
            yield read_bytes(root / file.path)
