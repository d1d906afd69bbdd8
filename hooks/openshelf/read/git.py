"""What git keeps of a library: earlier revisions of its files."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says in a folder, None where it refuses. Raises FileNotFoundError where git is not installed."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607 - git, from the path
    return done.stdout if done.returncode == 0 else None
