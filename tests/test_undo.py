"""Taking a withdrawal back: the text comes from git's history byte for byte, or the command says why it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from libraries import contents, git
from openshelf.cli.main import main
from openshelf.model.entries import Withdrawn
from openshelf.model.kinds import NEEDED_PAGES, Kind
from openshelf.publish.undo import restored
from openshelf.publish.withdraw import withdrawn_text
from support import FILES, TODAY, a_library, load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from support import Change

CATALOGUE, CASE, HOW_TO = "resources.yml", "guides/case-studies/river.md", "guides/how-to/draw.md"
REASON = "They asked for it."
NOTICE = Withdrawn(date=TODAY, reason=REASON)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openshelf.core.clock.today", lambda: TODAY)


def a_clone(folder: Path, changes: Mapping[str, Change] | None = None) -> Path:
    """Write the tiny library into a repository of its own and commit it."""
    a_library(folder, changes)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a change")


def withdraw(folder: Path, *arguments: str) -> int:
    return main(["--config", str(folder / "mkdocs.yml"), "withdraw", *arguments])


def test_every_entry_comes_back_as_it_was(tmp_path: Path) -> None:
    before = contents(a_clone(tmp_path / "library"))
    library = load(tmp_path / "library")
    for entry in library.all_entries:
        if entry.kind is Kind.PAGE and entry.id in NEEDED_PAGES:
            continue
        file = tmp_path / "library" / entry.path
        file.write_text(withdrawn_text(file.read_text(), entry, NOTICE))
        (gone,) = load(tmp_path / "library").find(entry.key)
        file.write_text(restored(tmp_path / "library", gone, file.read_text()).text)
    assert contents(tmp_path / "library") == before


FORMS: list[tuple[str, Callable[[str], str]]] = [
    (CATALOGUE, lambda text: text.rstrip("\n")),
    (CATALOGUE, lambda text: "\ufeff# Ours\n" + text.replace("\n", "\r\n")),
    (CATALOGUE, lambda text: text.replace("- id: pencil\n", "# By hand\n\n- id: pencil\n") + "\n# The end\n"),
    (
        CATALOGUE,
        lambda text: "".join(
            "- {" + ", ".join(item.strip() for item in entry.strip().split("\n")) + "}  # in braces\n"
            for entry in text.split("- ")[1:]
        ),
    ),
    (CASE, lambda text: "\ufeff" + text.replace("\n", "\r\n")),
    (CASE, lambda text: text.rstrip("\n").replace("title:", "# about them\ntitle:")),
]


@pytest.mark.parametrize(
    ("id_", "path", "form"),
    [
        *(("river", *form) for form in FORMS if form[0] == CASE),
        *((id_, *form) for form in FORMS if form[0] == CATALOGUE for id_ in ("paper", "pencil")),
    ],
)
def test_it_comes_back_byte_for_byte_however_it_is_written(
    tmp_path: Path, id_: str, path: str, form: Callable[[str], str]
) -> None:
    a_clone(tmp_path, {path: form(FILES[path]).encode()})
    before = contents(tmp_path)
    assert withdraw(tmp_path, id_, "--reason", REASON) == 0
    commit(tmp_path)
    assert withdraw(tmp_path, id_, "--undo") == 0
    after = contents(tmp_path)
    assert {name for name in before if not name.startswith(".git/") and before[name] != after[name]} == set()
    assert git(tmp_path, "diff", "--stat", "HEAD~1") == ""


def test_later_changes_of_other_entries_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_clone(tmp_path)
    assert withdraw(tmp_path, "paper", "--reason", REASON) == 0
    commit(tmp_path)
    file = tmp_path / CATALOGUE
    file.write_text(file.read_text().replace("The wood", "The forest"))
    commit(tmp_path)
    file.write_text(file.read_text().replace("Writes on paper.", "Writes on all paper."))
    capsys.readouterr()
    assert withdraw(tmp_path, "paper", "--undo") == 0
    said = capsys.readouterr().out
    assert said.startswith("Back: resource/paper in resources.yml, as it was in commit ")
    assert "You can publish now." in said
    expected = FILES[CATALOGUE].replace("The wood", "The forest").replace("Writes on paper.", "Writes on all paper.")
    assert file.read_text() == expected


def test_a_file_that_was_renamed_comes_back_under_its_new_name(tmp_path: Path) -> None:
    text = FILES[HOW_TO].replace("---\n", "---\nid: draw\n", 1)
    library = a_clone(tmp_path, {HOW_TO: text}) / "guides/how-to"
    assert withdraw(tmp_path, "draw", "--reason", REASON) == 0
    commit(tmp_path)
    git(tmp_path, "mv", HOW_TO, "guides/how-to/to-draw.md")
    commit(tmp_path)
    assert withdraw(tmp_path, "draw", "--undo") == 0
    assert (library / "to-draw.md").read_text() == text


def test_a_text_of_another_name_is_shown_to_a_person_and_not_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_clone(tmp_path)
    assert withdraw(tmp_path, "draw", "--reason", REASON) == 0
    commit(tmp_path)
    git(tmp_path, "mv", HOW_TO, "guides/how-to/to-draw.md")
    commit(tmp_path)
    before = contents(tmp_path)
    assert withdraw(tmp_path, "to-draw", "--undo") == 1
    assert f":./{HOW_TO}\n" in capsys.readouterr().err
    assert contents(tmp_path) == before


@pytest.mark.parametrize("is_kept", [True, False], ids=["beside the other", "in place of the other"])
def test_another_case_study_with_the_same_notice_does_not_come_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_kept: bool
) -> None:
    a_clone(tmp_path)
    assert withdraw(tmp_path, "river", "--reason", REASON) == 0
    commit(tmp_path)
    lake = tmp_path / "guides/case-studies/lake.md"
    lake.write_text(FILES[CASE].replace("A map of a river", "A map of a lake"))
    assert withdraw(tmp_path, "lake", "--reason", REASON) == 0
    if not is_kept:
        (tmp_path / CASE).unlink()
    commit(tmp_path)
    notice = lake.read_text()
    assert withdraw(tmp_path, "lake", "--undo") == 1
    assert lake.read_text() == notice
    assert "river.md" in capsys.readouterr().err


def test_a_text_that_would_lose_its_id_is_not_put_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_clone(tmp_path)
    assert withdraw(tmp_path, "draw", "--reason", REASON) == 0
    commit(tmp_path)
    git(tmp_path, "mv", HOW_TO, "guides/how-to/to-draw.md")
    commit(tmp_path)
    moved = tmp_path / "guides/how-to/to-draw.md"
    moved.write_text(moved.read_text().replace("---\n", "---\nid: draw\n", 1))
    commit(tmp_path)
    notice = moved.read_text()
    assert withdraw(tmp_path, "draw", "--undo") == 1
    assert moved.read_text() == notice
    assert "copy it by hand" in capsys.readouterr().err


def test_a_library_may_be_a_folder_of_its_repository(tmp_path: Path) -> None:
    folder = a_library(tmp_path / "some/where")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    assert withdraw(folder, "river", "--reason", REASON) == 0
    commit(tmp_path)
    assert withdraw(folder, "river", "--undo") == 0
    assert (folder / CASE).read_text() == FILES[CASE]


def test_a_clone_without_the_history_says_so_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = a_clone(tmp_path / "whole")
    assert withdraw(whole, "river", "--reason", REASON) == 0
    commit(whole)
    git(tmp_path, "clone", "--quiet", "--depth=1", whole.as_uri(), "shallow")
    before = (tmp_path / "shallow" / CASE).read_bytes()
    assert withdraw(tmp_path / "shallow", "river", "--undo") == 1
    assert "this clone lacks the text of case-study/river: it is shallow. Run git fetch --unshallow" in (
        capsys.readouterr().err
    )
    assert (tmp_path / "shallow" / CASE).read_bytes() == before
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert withdraw(tmp_path / "shallow", "river", "--undo") == 0
    assert (tmp_path / "shallow" / CASE).read_text() == FILES[CASE]


def test_what_was_never_committed_is_told_before_and_after(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_clone(tmp_path)
    (tmp_path / "guides/case-studies/lake.md").write_text(FILES[CASE].replace("river", "lake"))
    assert withdraw(tmp_path, "lake", "--reason", REASON) == 0
    lost = (
        "What --undo cannot bring back:\n  The text of case-study/lake: no commit contains guides/case-studies/lake.md."
    )
    assert lost in capsys.readouterr().out
    assert withdraw(tmp_path, "lake", "--undo") == 1
    assert "lacks the text of case-study/lake: no commit of its history contains it" in capsys.readouterr().err


def test_without_a_repository_there_is_nothing_to_bring_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    a_library(tmp_path)
    assert withdraw(tmp_path, "river", "--reason", REASON) == 0
    assert withdraw(tmp_path, "river", "--undo") == 1
    assert "is not a clone of a git repository" in capsys.readouterr().err


@pytest.mark.parametrize(("id_", "path"), [("river", CASE), ("paper", CATALOGUE)])
def test_a_notice_with_changes_that_no_commit_holds_is_left_alone(
    tmp_path: Path, id_: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_clone(tmp_path)
    assert withdraw(tmp_path, id_, "--reason", REASON) == 0
    commit(tmp_path)
    file = tmp_path / path
    file.write_text(file.read_text().replace("reviewed: 2026-05-01", "reviewed: 2026-05-09", 1))
    before = file.read_bytes()
    assert withdraw(tmp_path, id_, "--undo") == 1
    assert "has changes that are not committed" in capsys.readouterr().err
    assert file.read_bytes() == before
    commit(tmp_path)
    assert withdraw(tmp_path, id_, "--undo") == 0
    assert file.read_text() == FILES[path]


def test_changes_before_a_withdrawal_that_no_commit_holds_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_clone(tmp_path)
    (tmp_path / CASE).write_text(FILES[CASE] + "More.\n")
    assert withdraw(tmp_path, "river", "--reason", REASON) == 0
    assert f"  What was changed in {CASE} since the last commit" in capsys.readouterr().out
    assert withdraw(tmp_path, "river", "--undo") == 0
    assert (tmp_path / CASE).read_text() == FILES[CASE]


def test_there_is_nothing_to_undo_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_clone(tmp_path)
    assert withdraw(tmp_path, "river", "--undo") == 1
    assert "case-study/river is not withdrawn: there is nothing to undo." in capsys.readouterr().err
    assert withdraw(tmp_path, "river", "--reason", REASON) == 0
    assert withdraw(tmp_path, "river", "--undo") == 0
    assert withdraw(tmp_path, "river", "--undo") == 1


def test_a_text_that_stood_in_the_other_form_of_the_catalogue_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = a_clone(tmp_path)
    shape = ["--config", str(folder / "mkdocs.yml"), "format"]
    assert main([*shape, "--split"]) == 0
    commit(folder)
    file = folder / "resources" / "pencil.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("Writes on paper.", "Writes on walls."), encoding="utf-8")
    commit(folder)
    assert withdraw(folder, "pencil", "--reason", "It is blunt.") == 0
    commit(folder)
    assert main([*shape, "--join"]) == 0
    commit(folder)
    before = contents(folder)
    capsys.readouterr()
    assert withdraw(folder, "pencil", "--undo") != 0
    said = capsys.readouterr()
    assert "the last text of resource/pencil was in resources/pencil.yml" in said.out + said.err
    assert contents(folder) == before
