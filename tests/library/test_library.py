"""The library: who is found, who is listed, and who refers to whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from openshelf.model.entries import Collection, Resource
from openshelf.model.kinds import Kind
from support import FILES, TODAY, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from support import Change

NEWS, NORTH, CASE = "docs/updates/hello.md", "guides/glossary/north.md", "guides/case-studies/river.md"
FRAMEWORK = "guides/frameworks/paper-or-pencil.md"
WITHDRAWN = "withdrawn: {date: 2026-05-02, reason: It was wrong.}"
A_TERM = "---\ntitle: {}\ndefinition: A word.\nthemes: [mapping]\nreviewed: 2026-05-01\n---\n"


def keys(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.key for entry in entries]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(a_library(tmp_path, {"guides/glossary/mapping.md": A_TERM.format("mapping")}))


@pytest.mark.parametrize(
    ("target", "kind", "found"),
    [
        ("paper", "", ["resource/paper"]),
        ("resource/paper", "", ["resource/paper"]),
        ("paper", "resource", ["resource/paper"]),
        ("resource/paper", "resource", ["resource/paper"]),
        ("paper", "term", []),
        ("resource/paper", "term", []),
        ("mapping", "", ["term/mapping", "theme/mapping"]),
        ("mapping", "theme", ["theme/mapping"]),
        ("theme/mapping", "", ["theme/mapping"]),
        ("case-study/river", "", ["case-study/river"]),
        ("tool/paper", "", []),
        ("a/b/c", "", []),
        ("", "", []),
        ("/", "", []),
        ("resource/", "", []),
        ("Paper", "", []),
    ],
)
def test_an_entry_is_found_by_id_or_by_kind_and_id(library: Library, target: str, kind: str, found: list[str]) -> None:
    assert keys(library.find(target, kind)) == found


def test_the_first_of_two_entries_with_one_id_is_found(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NORTH: ("title: north", "title: north\nid: legend")}))
    assert len([entry for entry in library.all_entries if entry.id == "legend"]) == 2
    assert library.find("term/legend")[0].path == "guides/glossary/legend.md"
    assert keys(library.find("legend")) == ["term/legend"]


def test_drafts_and_what_comes_later_are_not_published_and_withdrawn_entries_are_not_listed(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        NEWS: ("title: Hello", "title: Hello\ndraft: yes"),
        "docs/updates/year.md": ("title: The year", "title: The year\npublish_after: 2026-06-16"),
        "docs/updates/today.md": FILES[NEWS].replace("title: Hello", "title: today\npublish_after: 2026-06-15"),
        CASE: ("period: 2024", f"{WITHDRAWN}\nperiod: 2024"),
    }
    library = load(a_library(tmp_path, changes))
    assert keys(library.published(Kind.UPDATE)) == ["update/today"]
    assert keys(library.published(Kind.CASE_STUDY)) == ["case-study/river"]
    assert keys(library.listed(Kind.CASE_STUDY)) == []
    assert keys(library.of_theme("mapping", Kind.CASE_STUDY)) == []
    assert len(library.entries[Kind.UPDATE]) == 3
    later = load(tmp_path, TODAY + dt.timedelta(days=1))
    assert keys(later.published(Kind.UPDATE)) == ["update/year", "update/today"]


def test_lists_are_in_the_order_of_titles_whatever_their_case(tmp_path: Path) -> None:
    titles: dict[str, Change] = {
        f"guides/glossary/{title}.md": A_TERM.format(title.capitalize()) for title in ("map", "atlas")
    }
    library = load(a_library(tmp_path, titles))
    assert [entry.title for entry in library.listed(Kind.TERM)] == ["Atlas", "legend", "Map", "north"]


def test_a_theme_has_its_entries_by_kind_each_once(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NEWS: ("[mapping]", "[mapping, mapping]")}))
    assert keys(library.of_theme("mapping", Kind.UPDATE)) == ["update/hello", "update/year"]
    assert keys(library.of_theme("mapping", Kind.GUIDE)) == ["guide/draw", "guide/scale", "guide/writing-tools"]
    assert keys(library.of_theme("mapping", Kind.TERM)) == ["term/legend", "term/north"]
    assert library.of_theme("nothing", Kind.TERM) == ()


def test_who_uses_an_entry_is_known_but_belonging_to_a_theme_is_no_use(library: Library) -> None:
    used_in = {key: keys(entries) for key, entries in library.used_in.items()}
    assert used_in == {
        "resource/paper": [
            "case-study/river",
            "collection/start",
            "framework/paper-or-pencil",
            "guide/draw",
            "guide/writing-tools",
        ],
        "resource/pencil": ["collection/start", "guide/draw", "guide/writing-tools"],
        "term/north": ["term/legend"],
    }


def test_drafts_withdrawn_entries_and_the_entry_itself_are_no_users(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        CASE: ("period: 2024", f"{WITHDRAWN}\nperiod: 2024"),
        "guides/collections/start.md": ("title: Start here", "title: Start here\ndraft: yes"),
        FRAMEWORK: ("title: Paper or pencil", "title: Paper or pencil\ndraft: yes"),
        "guides/how-to/draw.md": ("[[paper]]", "[[draw]]"),
        "guides/research/writing-tools.md": None,
        NORTH: (NORTH_TEXT, f"{NORTH_TEXT}\n[[legend]] and [[legend]]\n"),
    }
    library = load(a_library(tmp_path, changes))
    used_in = {key: keys(entries) for key, entries in library.used_in.items()}
    assert used_in == {
        "resource/pencil": ["guide/draw"],
        "term/north": ["term/legend"],
        "term/legend": ["term/north"],
    }


NORTH_TEXT = "reviewed: 2026-05-01\n---\n"


def test_mentions_know_their_origin_and_field(library: Library) -> None:
    mentions = [mention for mention in library.mentions if mention.target == "pencil"]
    assert [(mention.origin.key, mention.field, mention.kind) for mention in mentions if mention.origin] == [
        ("collection/start", "picks", "resource"),
        ("guide/writing-tools", "compares", "resource"),
        ("guide/draw", "", ""),
    ]


def test_a_framework_whose_ids_fit_together_is_proved(tmp_path: Path) -> None:
    proof = load(a_library(tmp_path / "one")).proofs["framework/paper-or-pencil"]
    assert (proof.unreachable_steps, proof.empty, proof.longest, proof.undecided) == ((), None, 2, ())
    unsound: dict[str, Change] = {FRAMEWORK: ("if: {draws: [not-at-all]}", "if: {draws: [never]}")}
    assert load(a_library(tmp_path / "other", unsound)).proofs == {}


def test_of_two_frameworks_with_one_id_the_first_is_proved(tmp_path: Path) -> None:
    other = FILES[FRAMEWORK].replace("title:", "id: paper-or-pencil\ntitle:")
    changes: dict[str, Change] = {"guides/frameworks/z.md": other.replace("if: {draws: [not-at-all]}", "if: {x: [y]}")}
    library = load(a_library(tmp_path, changes))
    assert len([entry for entry in library.all_entries if entry.key == "framework/paper-or-pencil"]) == 2
    assert library.proofs["framework/paper-or-pencil"].longest == 2


def test_the_ids_that_a_reference_may_use_are_known(library: Library) -> None:
    assert sorted(library.ids("resource")) == ["paper", "pencil"]
    assert "mapping" in set(library.ids())
    assert "river" in set(library.ids())


def test_the_fields_of_another_kind_are_refused(library: Library) -> None:
    (paper,) = library.find("resource/paper")
    assert paper.of(Resource).publisher == "The mill"
    with pytest.raises(TypeError, match="resource/paper is no Collection"):
        paper.of(Collection)


def test_a_library_cannot_be_changed(library: Library) -> None:
    with pytest.raises(TypeError):
        library.entries[Kind.TERM]["new"] = None  # type: ignore[index]
    with pytest.raises(AttributeError):
        library.today = TODAY  # type: ignore[misc]
