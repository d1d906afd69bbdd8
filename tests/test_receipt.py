"""A build of the same as the last one, whose site still stands, is done at once; anything else is a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from libraries import DAY, contents, other_library, run
from openshelf.core.settings_file import HOOK_FILE
from openshelf.model.engine_settings import HOOK
from openshelf.model.name_hashes import KEY_VARIABLE
from openshelf.publish.receipt import receipt_of_same

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAID = "Nothing has changed since the last build."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = other_library(tmp_path_factory.mktemp("receipt"))
    assert run("openshelf", "build", folder=library).returncode == 0
    return library


def test_it_says_what_the_build_said_and_leaves_the_site(built: Path) -> None:
    first = run("openshelf", "build", "--why", "no-page/", folder=built)  # who asks is answered by a build
    before = contents(built / "site")
    again = run("openshelf", "build", folder=built)
    assert SAID not in first.stdout
    assert SAID in again.stdout
    assert [line for line in first.stdout.splitlines() if line not in again.stdout.splitlines()] == [
        "there is no page no-page/",
        "The site is in site/.",
    ]
    assert contents(built / "site") == before


def a_text(library: Path) -> Path:
    return min((library / "guides").rglob("*.md"))


def edited(file: Path) -> Callable[[], object]:
    """Add a word to a file; return what takes it away."""
    before = file.read_bytes()
    file.write_bytes(before + b"\nmore\n")
    return lambda: file.write_bytes(before)


def added(file: Path) -> Callable[[], object]:
    """Make a file; return what takes it away."""
    file.parent.mkdir(exist_ok=True)
    file.write_text("more", encoding="utf-8")
    return file.unlink


@pytest.mark.parametrize(
    "change",
    [
        lambda library: edited(a_text(library)),
        lambda library: edited(library / "resources.yml"),
        lambda library: edited(library / HOOK_FILE),
        lambda library: added(library / "docs" / "more.txt"),
        lambda library: added(library / "guides" / "more"),
        lambda library: added(library / "resources.yaml"),
        lambda library: added(library / "site" / "more.html"),
        lambda library: added(library / ".site-old"),
    ],
)
def test_whatever_changed_is_seen(built: Path, change: Callable[[Path], Callable[[], object]]) -> None:
    assert receipt_of_same(built / "mkdocs.yml", "mkdocs", DAY) is not None
    undo = change(built)
    assert receipt_of_same(built / "mkdocs.yml", "mkdocs", DAY) is None
    undo()
    assert receipt_of_same(built / "mkdocs.yml", "mkdocs", DAY) is not None


def test_another_day_and_another_engine_are_seen(built: Path) -> None:
    assert receipt_of_same(built / "mkdocs.yml", "mkdocs", DAY.replace(day=1)) is None
    assert receipt_of_same(built / "mkdocs.yml", "properdocs", DAY) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda library, _: edited(library / "mkdocs.yml"),
        lambda library, _: added(library / "policy" / "more.yml"),
        lambda _, patch: patch.setenv(KEY_VARIABLE, "a key that was not there when the site was built"),
    ],
)
def test_settings_lists_and_their_environment_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, pytest.MonkeyPatch], object]
) -> None:
    library = other_library(tmp_path)
    assert run("openshelf", "build", folder=library).returncode == 0
    assert receipt_of_same(library / "mkdocs.yml", "mkdocs", DAY) is not None
    change(library, monkeypatch)
    assert receipt_of_same(library / "mkdocs.yml", "mkdocs", DAY) is None


def test_a_touched_file_of_the_site_is_made_again(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    assert run("openshelf", "build", folder=library).returncode == 0
    before = contents(library / "site")
    (library / "site" / "index.html").write_text("touched", encoding="utf-8")
    done = run("openshelf", "build", folder=library)
    assert SAID not in done.stdout
    assert contents(library / "site") == before


@pytest.mark.parametrize("line", [f"{HOOK}\nimport time", f"import os; {HOOK}"])
def test_a_library_with_code_of_its_own_is_always_built(tmp_path: Path, line: str) -> None:
    library = other_library(tmp_path)
    (library / HOOK_FILE).write_text(f"{line}\n", encoding="utf-8")
    for _ in range(2):
        done = run("openshelf", "build", folder=library)
        assert done.returncode == 0
        assert SAID not in done.stdout
