"""What git keeps of a library: earlier revisions of its files."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says in a folder, None where it refuses. Raises FileNotFoundError where git is not installed."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 - git, from the path
    return done.stdout if done.returncode == 0 else None


def tracked_files(folder: Path, *below: str) -> frozenset[str]:
    """Return the files that git keeps in some folders of one; none where there is no git and no repository."""
    with suppress(FileNotFoundError):
        names = git(folder, "ls-files", "-z", "--", *below) or b""
        return frozenset(os.fsdecode(name) for name in names.split(b"\0"))
    return frozenset()
