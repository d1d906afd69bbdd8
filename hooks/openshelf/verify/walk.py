"""The files of a built site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def walk(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything in a site but real folders, with its path in the site; nothing where there is no site.

    No link to a folder is followed.
    """
    waiting = [""] if site.is_dir() else []
    while waiting:
        folder = waiting.pop()
        with os.scandir(f"{site}/{folder}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{folder}{entry.name}/")
                else:
                    yield f"{folder}{entry.name}", entry
