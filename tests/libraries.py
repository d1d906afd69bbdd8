"""Whole small libraries on disk, for tests that build."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.check.rulebook import PATH, rulebook
from openshelf.check.run import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).resolve().parent.parent
FIXTURES = PROJECT / "tests" / "fixtures"
OTHER, RICH = FIXTURES / "other-library", FIXTURES / "rich-library"
EPOCH = "1790000000"
"""21 September 2026: the day of builds that are compared byte by byte, and of the site that browser tests read."""
DAY = dt.datetime.fromtimestamp(int(EPOCH), dt.UTC).date()


def other_library(folder: Path) -> Path:
    """Copy the library of another organisation into ``folder`` and return the copy."""
    return _copy(OTHER, folder)


def rich_library(folder: Path) -> Path:
    """Copy the library that has a page of every kind into ``folder`` and return the copy."""
    copy = _copy(RICH, folder)
    # The page of rules belongs to the generator: `openshelf rules` makes it, so no copy of it can be out of date.
    (copy / PATH).write_text(rulebook(RULES, DAY), encoding="utf-8")
    return copy


def _copy(library: Path, folder: Path) -> Path:
    copy = folder / "library"
    shutil.copytree(library, copy)
    return copy


def run(
    *arguments: str, folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a module of this environment's Python in ``folder``; empty variables are unset."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, **(environment or {})}
    variables = {name: value for name, value in variables.items() if value}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=variables, capture_output=True, text=True, check=False
    )


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody whom this machine need not know; return what it says."""
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
