"""The sources as they were where a change began, from git."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, holds_resources
from openshelf.sources.git import git

if TYPE_CHECKING:
    from pathlib import Path

_WHERE = (CATALOGUE, ENTRY_FOLDER, "docs", "guides")


class NoSuchRevisionError(ValueError):
    """Git cannot say what the sources were."""


def sources_at(root: Path, revision: str) -> list[tuple[str, str]]:
    """Return the text files of the library where the change began that leads from ``revision`` to here.

    Raises NoSuchRevisionError.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise NoSuchRevisionError(f"git knows no revision {revision!r} here")
    base = (_git(root, "merge-base", commit.decode().strip(), "HEAD") or commit).decode().strip()
    there = (_git(root, "ls-tree", "--name-only", base, *_WHERE) or b"").decode().split("\n")
    wanted = [name for name in _WHERE if name in there]
    packed = _git(root, "archive", "--format=tar", base, "--", *wanted) if wanted else b""
    return _texts(packed) if packed else []


def _texts(packed: bytes) -> list[tuple[str, str]]:
    found = []
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        for member in files:
            content = files.extractfile(member) if member.isfile() else None
            if content is not None and (holds_resources(member.name) or member.name.endswith(".md")):
                found.append((member.name, content.read().decode("utf-8", "replace")))
    return found


def _git(root: Path, *arguments: str) -> bytes:
    """Return what git says, nothing where it refuses."""
    try:
        return git(root, *arguments) or b""
    except FileNotFoundError:
        raise NoSuchRevisionError("git is not installed") from None
