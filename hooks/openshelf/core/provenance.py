"""What every result of a build was made of besides content: our code, what it builds upon, and Python itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.core.store import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).resolve().parents[1]
_MADE = frozenset({"__pycache__", "starter"})
"""Folders whose files change no result: compiled code, and what only new libraries get."""


def code_key() -> bytes:
    """Return a key of the bytes of our code, templates and words, the installed versions, and Python's version."""
    parts: list[bytes | str] = [sys.version]
    for file in _files(_PACKAGE):
        parts += [os.path.relpath(file, _PACKAGE), Path(file).read_bytes()]
    return digest(*parts, *sorted(_distributions()))


def _files(folder: str | Path) -> Iterator[str]:
    """Yield the files below a folder in the order of their names."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name in _MADE:
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            yield entry.path


def _distributions() -> Iterator[str]:
    """Yield the names of installed distributions, which end in their versions."""
    for folder in filter(os.path.isdir, sys.path):
        yield from (entry.name for entry in os.scandir(folder) if entry.name.endswith((".dist-info", ".egg-info")))
