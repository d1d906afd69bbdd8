"""One build checks the same files once, and changed files again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from openshelf.check.catalogue import load_and_check
from openshelf.check.fingerprint import fingerprint
from openshelf.settings import read_settings
from support import FILES, TODAY, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

MISTAKE: dict[str, Change] = {"resources.yml": ("https://paper.example.org/", "https://pencil.example.org/")}


def rules_broken(folder: Path, known: str, today: dt.date = TODAY) -> set[str]:
    settings, _ = read_settings(folder / "mkdocs.yml")
    assert settings is not None
    return {problem.rule.id for problem in load_and_check(settings, today, known).problems}


def test_rules_are_not_run_on_files_that_were_just_checked(tmp_path: Path) -> None:
    known = fingerprint(load(a_library(tmp_path, MISTAKE)))
    assert rules_broken(tmp_path, "") == {"duplicate-url"}
    assert rules_broken(tmp_path, known) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"docs/index.md": ("Welcome", "Welcome!")},
        {"docs/index.md": FILES["docs/index.md"] + "\n"},
        {"docs/more.md": FILES["docs/index.md"]},
        {"mkdocs.yml": ("Tiny", "Small")},
        {"policy/exceptions.yml": "[]\n"},
    ],
)
def test_rules_are_run_when_a_file_changed_since(tmp_path: Path, change: dict[str, Change]) -> None:
    known = fingerprint(load(a_library(tmp_path, MISTAKE)))
    a_library(tmp_path, {**MISTAKE, **change})
    assert "duplicate-url" in rules_broken(tmp_path, known)


def test_rules_are_run_on_another_day(tmp_path: Path) -> None:
    known = fingerprint(load(a_library(tmp_path, MISTAKE)))
    assert "duplicate-url" in rules_broken(tmp_path, known, TODAY + dt.timedelta(days=1))
