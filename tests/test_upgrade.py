"""A library as version 0.1.0 read it: every change that it needs is told, and with these it builds."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

import openshelf
from libraries import DAY, FIXTURES, PROJECT, run
from openshelf.check.rulebook import PATH, rulebook
from openshelf.check.run import BY_ID, RULES, load_and_check
from openshelf.core.store import Store
from openshelf.model.engine_settings import HOOK
from openshelf.model.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openshelf.core.problem import Problem

OLD = FIXTURES / "library-of-0.1.0"
HOW_TO = "guides/how-to/true-a-wheel.md"
PROGRAM = {
    "theme/main.html": '{% extends "base.html" %}\n',
    "theme/assets/openshelf.css": ":root {}\n",
    "hooks/main.py": "from openshelf.build import handed_over\n",
    "hooks/openshelf/__init__.py": "",
}
"""What lay beside the content, because a library was a copy of the program: as much as this version looks at."""
IDENTITY = {
    "OPENSHELF_SITE_URL": "https://kitchen.example/",
    "OPENSHELF_EDIT_URI": "https://code.example/kitchen/edit/main/",
    "OPENSHELF_CONTACT": "mailto:talk@kitchen.example",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What a person does who reads a problem and its hint: words of a file become others; no words, no file."""

    rule: str
    hint: str
    """What the hint must say."""
    path: str
    old: str = ""
    new: str = ""

    def is_asked_by(self, problem: Problem) -> bool:
        """Say whether a problem asks for this: each file has one mistake of a kind and hint."""
        told = problem.place.path in (self.path, "mkdocs.yml") and self.hint in problem.hint
        return told and problem.rule.id == self.rule

    def make(self, folder: Path) -> None:
        """Change the library."""
        file = folder / self.path
        if file.is_dir():
            shutil.rmtree(file)
        elif not self.old:
            file.write_text(self.new, encoding="utf-8")
        else:
            text = file.read_text(encoding="utf-8")
            assert text.count(self.old) == 1, self
            file.write_text(text.replace(self.old, self.new), encoding="utf-8")


SETTINGS = (
    Change("settings", "write name: openshelf", "mkdocs.yml", "  name: material\n", "  name: openshelf\n"),
    Change("settings", "delete the line and the folder", "mkdocs.yml", "  custom_dir: theme\n", ""),
    Change("settings", "delete the line and the folder", "theme"),
    Change("settings", "delete the folder", "hooks/openshelf"),
    Change("settings", f"into that file: {HOOK}", "hooks/main.py", "", f'"""MkDocs\' events."""\n{HOOK}\n'),
)
LINK = '{{name: {}, url: "https://gauges.example/"}}'
LAST = 'source: "The page of the makers", checked: 2026-05-04}\n'
AFTERWARDS = (Change("settings", "the preview watches the content automatically", "mkdocs.yml", ", theme]\n", "]\n"),)
CONTENT = (
    Change("made-page", "run openshelf rules", PATH, "", rulebook(RULES, DAY)),
    Change("duplicate-alias", "keep it at one of them", "guides/glossary/rim.md", ", fr: [moyeu]", ""),
    Change("note-place", "say it in the text", "guides/glossary/rim.md", "[^brake]\n\n[^brake]:", ""),
    Change(
        "stray-markup", "[[wheel-ruler\\|the paper ruler]]", "guides/how-to/true-a-wheel.md", "ruler|the", "ruler\\|the"
    ),
    Change("stray-markup", "delete them", "guides/how-to/true-a-wheel.md", '{role="presentation"}', ""),
    Change("image-alt", "write ![what it shows]", "guides/how-to/true-a-wheel.md", "![]", "![A line]"),
    Change("unknown-fragment", "did you mean kränze?", "guides/how-to/true-a-wheel.md", "#kranze", "#kränze"),
    Change("empty-section", "write it", "guides/how-to/true-a-wheel.md", "{#risks}\n", "{#risks}\n\nSpokes break.\n"),
    Change("plain-field", "write the words only", "docs/themes/money.md", "**costs**", "costs"),
    *(
        Change("wrong-value", "write {name: ..., url: ...}", "resources.yml", old, new)
        for old, new in (
            ('source: "The manual, page on wet screens"', f"source: {LINK.format('The manual')}"),
            (f"{LAST}  contact", f"source: {LINK.format('A page')}, checked: 2026-05-04}}\n  contact"),
            (f"{LAST}  reviewed", f"source: {LINK.format('A page')}, checked: 2026-05-04}}\n  reviewed"),
        )
    ),
)
IN_ENTRIES = (
    Change(
        "contact-kind",
        "delete it",
        "resources.yml",
        "  contact:\n    services: [Answers to questions about gauges]\n    channels: [web form]\n",
        "",
    ),
)
"""What is looked at where an entry can be read."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a copy of the old library, with the program that lay around it."""
    folder = tmp_path / "library"
    shutil.copytree(OLD, folder)
    for path, text in PROGRAM.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> Sequence[Problem]:
    settings, found = read_settings(folder / "mkdocs.yml")
    return found if settings is None else load_and_check(settings, DAY, Store.nothing()).problems


def errors(folder: Path) -> list[Problem]:
    return [problem for problem in problems(folder) if problem.is_error]


def make(folder: Path, changes: Sequence[Change]) -> None:
    """Make changes, each of which a problem asks for, and no problem asks for any other."""
    found = errors(folder)
    asked = {change: [problem for problem in found if change.is_asked_by(problem)] for change in changes}
    assert [change for change, asking in asked.items() if not asking] == []
    unheard = [str(problem) for problem in found if not any(problem in asking for asking in asked.values())]
    assert unheard == []
    for change in changes:
        change.make(folder)


def test_everything_is_told_and_then_the_library_is_published_with_its_old_addresses(library: Path) -> None:
    for changes in (SETTINGS, AFTERWARDS, CONTENT, IN_ENTRIES):
        make(library, changes)
    assert errors(library) == []
    done = run("openshelf", "publish", "--previous", "SHA256SUMS", folder=library, environment=IDENTITY)
    assert done.returncode == 0, done.stdout + done.stderr
    published = [line.split("  ")[1] for line in (library / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    pages = [path for path in published if path.endswith(".html")]
    assert len(pages) > 40
    assert [path for path in pages if not (library / "site" / path).is_file()] == []


def test_settings_that_do_nothing_any_more_are_warnings(library: Path) -> None:
    for changes in (SETTINGS, AFTERWARDS):
        make(library, changes)
    found = [problem for problem in problems(library) if problem.rule.id == "outdated-setting"]
    said = [(problem.message.partition(" ")[0], problem.is_error, problem.hint[:21]) for problem in found]
    since = "since version 1.0.0: "
    assert said == [(key, False, since) for key in ("theme.font", "theme.language", "markdown_extensions")]


def section(version: str) -> str:
    """Return what the changelog says that a library must change for a version."""
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    (found,) = re.findall(rf"(?ms)^## {re.escape(version)}$.*?^### What a library must change$(.*?)(?=^##)", text)
    return str(found)


def test_the_changelog_names_every_rule_that_asked_for_a_change() -> None:
    told = section("1.0.0")
    assert [change.rule for change in (*CONTENT, *IN_ENTRIES) if f"`{change.rule}`" not in told] == []
    assert all(f"`{word}" in told for word in ("name: openshelf", "custom_dir", HOOK, "hooks/openshelf/", "watch"))


def test_each_version_says_what_a_library_must_change_and_the_newest_is_this_one() -> None:
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert versions[0] == openshelf.__version__
    assert all(section(version).strip() for version in versions)


def test_the_changelog_names_no_rule_that_is_not_there() -> None:
    ids = {
        found for line in re.findall(r"\((`[^)]*`)\)", section("1.0.0")) for found in re.findall(r"`([a-z-]+)`", line)
    }
    assert len(ids) > 20
    assert ids - set(BY_ID) == set()
