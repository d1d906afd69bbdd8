"""New libraries on disk, and what has to work in each; also for a test of the installed package."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from typing import TYPE_CHECKING

from openshelf.starter.library import languages, new_library

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.starter.requirements import Generator

LANGUAGES = languages()
NAME = 'Río & "luz": *uno* #2'
"""A name with signs that mean something in YAML, Markdown and HTML."""
DAY = dt.date(2026, 12, 1)
"""A day on which no text of a new library is overdue."""
EPOCH = str(int(dt.datetime(DAY.year, DAY.month, DAY.day, tzinfo=dt.UTC).timestamp()))
IDENTITY = {
    "OPENSHELF_SITE_URL": "https://library.example/",
    "OPENSHELF_EDIT_URI": "https://code.example/library/edit/main/",
    "OPENSHELF_CONTACT": "mailto:library@library.example",
}
NOT_SET = dict.fromkeys([*IDENTITY, "OPENSHELF_CONFIG"], "")


def a_new_library(folder: Path, language: str, generator: Generator | None = None) -> Path:
    """Write a new library into a folder, and return the folder."""
    for path, text in new_library(NAME, language, generator).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return folder


def check_that_it_works(folder: Path, programs: Path) -> None:
    """Check, build and publish the library in a folder with the programs of an environment; each must succeed.

    ``programs`` is the folder in which ``openshelf`` and ``mkdocs`` stand. Nothing may be said against the library.
    """
    assert _run(folder, programs / "openshelf", "check", "--strict") == "No problems.\n"
    _run(folder, programs / "openshelf", "build")
    assert "openshelf-site.txt" in {file.name for file in (folder / "site").iterdir()}
    _run(folder, programs / "mkdocs", "build", "--strict", "--quiet")
    _run(folder, programs / "openshelf", "publish", environment=IDENTITY)
    names = {file.name for file in (folder / "site").iterdir()}
    assert {"index.html", "sitemap.xml", "SHA256SUMS", "publish-report.json"} <= names


def _run(folder: Path, program: Path, *arguments: str, environment: Mapping[str, str] = NOT_SET) -> str:
    given = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, **environment}
    variables = {name: value for name, value in given.items() if value}
    command = [str(program), *arguments]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(arguments)}:\n{done.stdout}{done.stderr}"
    return done.stdout
