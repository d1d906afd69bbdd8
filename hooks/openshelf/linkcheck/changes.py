"""The sources at the commit from which a change was made, read from git."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, holds_resources
from openshelf.sources.git import git

if TYPE_CHECKING:
    from pathlib import Path

_SOURCE_PATHS = (CATALOGUE, ENTRY_FOLDER, "docs", "guides")


class NoSuchRevisionError(ValueError):
    """Git cannot say what the sources were."""


def sources_at(root: Path, revision: str) -> list[tuple[str, str]]:
    """Return path and text of the sources at the merge base of ``revision`` and ``HEAD``.

    Raises NoSuchRevisionError.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise NoSuchRevisionError(f"git has no revision {revision!r} here")
    base = (_git(root, "merge-base", commit.decode().strip(), "HEAD") or commit).decode().strip()
    there = (_git(root, "ls-tree", "--name-only", base, *_SOURCE_PATHS) or b"").decode().split("\n")
    wanted = [name for name in _SOURCE_PATHS if name in there]
    archive = _git(root, "archive", "--format=tar", base, "--", *wanted) if wanted else b""
    return _texts(archive) if archive else []


def _texts(archive: bytes) -> list[tuple[str, str]]:
    found = []
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            content = files.extractfile(member) if member.isfile() else None
            if content is not None and (holds_resources(member.name) or member.name.endswith(".md")):
                found.append((member.name, content.read().decode("utf-8", "replace")))
    return found


def _git(root: Path, *arguments: str) -> bytes:
    """Return the output of git, empty where it fails."""
    try:
        return git(root, *arguments) or b""
    except FileNotFoundError:
        raise NoSuchRevisionError("git is not installed") from None
