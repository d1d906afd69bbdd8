"""Resources that have a file of their own: read, checked, changed and linked like those of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.cli import main
from openshelf.library.external_links import contents_of
from openshelf.linkcheck.changes import sources_at
from openshelf.model.entries import Withdrawn
from openshelf.publish.withdraw import withdrawn_text
from openshelf.site.contents import pages
from openshelf.site.i18n import Words
from openshelf.site.view import View
from openshelf.sources.files import content_paths
from openshelf.sources.git import git
from support import FILES, TODAY, a_library, an_entry_file, brief, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE, HOW_TO, INK = "resources.yml", "guides/how-to/draw.md", "resources/ink.yml"
ALONE = {
    CATALOGUE: None,
    "resources/paper.yml": an_entry_file("paper"),
    "resources/pencil.yml": an_entry_file("pencil"),
}
NOTICE = Withdrawn.model_validate({"date": "2026-06-15", "reason": "It was wrong."})


def said(folder: Path) -> list[str]:
    return brief(problems_of(folder))


def ids(folder: Path) -> list[str]:
    return sorted(load(folder).entries["resource"])


def test_both_are_read(tmp_path: Path) -> None:
    folder = a_library(tmp_path, {INK: an_entry_file("ink")})
    assert problems_of(folder) == ()
    assert ids(folder) == ["ink", "paper", "pencil"]


def test_the_list_may_be_missing_or_hold_comments_only(tmp_path: Path) -> None:
    for name, text in {"missing": None, "empty": "", "comments": "# Ours\n"}.items():
        folder = a_library(tmp_path / name, {**ALONE, CATALOGUE: text})
        assert (name, problems_of(folder)) == (name, ())
        assert ids(folder) == ["paper", "pencil"]


def test_without_any_entry_the_catalogue_is_empty(tmp_path: Path) -> None:
    assert "resources.yml:1:1 catalogue-empty" in said(a_library(tmp_path, {CATALOGUE: "", "resources/.gitkeep": ""}))


def test_an_id_and_an_address_belong_to_one_entry_of_both(tmp_path: Path) -> None:
    changes = {"resources/paper.yml": an_entry_file("paper"), INK: an_entry_file("ink").replace("ink.", "pencil.")}
    found = said(a_library(tmp_path, changes))
    assert found == ["resources/ink.yml:3:6 duplicate-url", "resources/paper.yml:1:5 duplicate-id"]


MISTAKES = {
    "a wrong value": (("cost: free", "cost: fre"), "resources/ink.yml:10:7 wrong-value"),
    "an unknown key": (("cost: free", "cots: free"), "resources/ink.yml:10:1 unknown-key"),
    "a tab": (("cost: free", "\tcost: free"), "resources/ink.yml:10:1 yaml-syntax"),
    "two documents": (("cost: free", "cost: free\n---"), "resources/ink.yml:11:1 yaml-feature"),
    "a telephone number": (
        ("Holds what", "Call +49 170 1234567, it holds what"),
        "resources/ink.yml:6:15 personal-contact",
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, what: str) -> None:
    (old, new), expected = MISTAKES[what]
    assert expected in said(a_library(tmp_path, {INK: an_entry_file("ink").replace(old, new)}))


def test_what_cannot_be_read_makes_no_reference_to_it_wrong(tmp_path: Path) -> None:
    folder = a_library(tmp_path, {**ALONE, "resources/paper.yml": b"\xff"})
    assert said(folder) == ["resources/paper.yml:1:1 file-encoding"]


def test_a_link_to_the_file_leads_to_the_page(tmp_path: Path) -> None:
    folder = a_library(tmp_path, {INK: an_entry_file("ink"), HOW_TO: ("[[paper]]", "[Ink](../../resources/ink.yml)")})
    assert problems_of(folder) == ()
    library = load(folder)
    page = next(page for page in pages(View(library, Words("en"))) if page.url == "guides/draw/")
    assert "resources/ink/" in page.make()


def test_edit_links_lead_to_the_file_and_to_none_that_is_not_there(tmp_path: Path) -> None:
    found = {page.url: page.source for page in pages(View(load(a_library(tmp_path, ALONE)), Words("en")))}
    assert found["resources/"] is None
    source = found["resources/paper/"]
    assert source is not None
    assert source.path == "resources/paper.yml"


def test_a_withdrawn_entry_is_changed_in_its_file(tmp_path: Path) -> None:
    text = an_entry_file("ink")
    (entry,) = [one for one in load(a_library(tmp_path, {INK: text})).all_entries if one.id == "ink"]
    notice = 'withdrawn:\n  date: 2026-06-15\n  reason: "It was wrong."\n'
    last = "reviewed: 2026-05-01\n"
    assert withdrawn_text(text, entry, NOTICE) == text.replace(last, last + notice)


def command(folder: Path, *arguments: str) -> int:
    return main(["--config", str(folder / "mkdocs.yml"), *arguments])


def a_clone(folder: Path) -> Path:
    a_library(folder, {INK: an_entry_file("ink")})
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a change")


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openshelf.core.clock.today", lambda: TODAY)


def test_a_withdrawal_is_undone_in_its_file(tmp_path: Path) -> None:
    a_clone(tmp_path)
    command(tmp_path, "withdraw", "ink", "--reason", "It was wrong.")
    assert "withdrawn" in (tmp_path / INK).read_text()
    commit(tmp_path)
    command(tmp_path, "withdraw", "ink", "--undo")
    assert (tmp_path / INK).read_text() == an_entry_file("ink")


def test_links_of_a_change_are_found_in_entry_files(tmp_path: Path) -> None:
    found = dict(sources_at(a_clone(tmp_path), "main"))
    assert found[INK] == an_entry_file("ink")
    (content,) = contents_of(INK, found[INK])
    assert content.values["url"] == "https://ink.example.org/"


def test_the_preview_follows_what_is_there(tmp_path: Path) -> None:
    folder = a_library(tmp_path, ALONE)
    names = {path.rpartition("/")[2] for path in content_paths(folder)}
    assert names == {"docs", "guides", "resources", "mkdocs.yml"}


def test_the_fix_mends_an_entry_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = an_entry_file("ink")
    folder = a_library(tmp_path, {INK: text.replace("example.org/", "example.org/?utm_source=x")})
    monkeypatch.setattr("builtins.input", lambda _question: "y")
    command(folder, "check", "--fix", "--today=2026-06-15")
    assert (folder / INK).read_text() == text.replace("example.org/", "example.org/")
    assert FILES[CATALOGUE] == (folder / CATALOGUE).read_text()
