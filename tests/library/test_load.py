"""A library read from its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import FILES, TODAY, a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "docs/updates/hello.md"


def test_every_file_becomes_an_entry_of_the_kind_of_its_folder(tmp_path: Path) -> None:
    library = load(a_library(tmp_path))
    assert [entry.key for entry in library.all_entries] == [
        "resource/paper",
        "resource/pencil",
        "page/index",
        "page/support",
        "theme/mapping",
        "update/hello",
        "update/year",
        "case-study/river",
        "collection/start",
        "guide/scale",
        "framework/paper-or-pencil",
        "term/legend",
        "term/north",
        "guide/draw",
        "guide/writing-tools",
    ]
    assert library.today == TODAY
    assert library.settings.site_name == "Tiny"


def test_an_id_in_the_front_matter_counts_more_than_the_name_of_the_file(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NEWS: ("title: Hello", "title: Hello\nid: welcome")}))
    assert library.find("update/hello") == ()
    (entry,) = library.find("update/welcome")
    assert entry.path == NEWS


def test_the_kind_of_guide_is_its_shelf(tmp_path: Path) -> None:
    library = load(a_library(tmp_path))
    shelves = {entry.id: entry.shelf.name for entry in library.all_entries if entry.shelf is not None}
    assert shelves["draw"] == "how-to"
    assert shelves["scale"] == "explanation"
    assert shelves["writing-tools"] == "research"


def test_an_entry_knows_its_fields_and_where_they_stand(tmp_path: Path) -> None:
    library = load(a_library(tmp_path))
    (pencil,) = library.find("resource/pencil")
    assert (pencil.title, pencil.summary, pencil.themes) == ("Pencil", "Writes on paper.", ("mapping",))
    assert pencil.field("cost") == "paid"
    assert pencil.field("picks") is None
    place = pencil.place("languages", 1)
    assert (place.path, place.line, place.column) == ("resources.yml", 22, 19)
    (legend,) = library.find("term/legend")
    assert legend.summary == "The list that says what the signs of a map mean."
    assert library.find("page/index")[0].themes == ()


def test_a_text_without_front_matter_that_can_be_read_is_kept_and_its_entry_is_broken(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NEWS: FILES[NEWS].replace("kind: news", "kind: [news")}))
    assert library.broken_keys == {"update/hello"}
    (entry,) = library.broken_entries
    assert (entry.path, entry.id, entry.title, entry.values.get("kind")) == (NEWS, "hello", "hello", None)
    assert entry.body is not None
    assert entry.body.text == "The library is open.\n"
    assert entry.place("kind").line == 1


def test_a_file_that_cannot_be_read_at_all_is_a_broken_entry_without_a_text(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NEWS: b"---\ntitle: \xff\n---\n"}))
    (entry,) = library.broken_entries
    assert (entry.key, entry.body) == ("update/hello", None)


def test_an_entry_with_a_wrong_value_is_broken_and_its_other_values_are_known(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NEWS: FILES[NEWS].replace("kind: news", "kind: olds\nid: Hello You")}))
    assert library.broken_keys == {"update/hello", "update/hello-you"}
    (entry,) = library.broken_entries
    assert (entry.key, entry.title, str(entry.data.reviewed)) == ("update/hello", "Hello", "2026-05-01")
    assert (entry.is_due(TODAY), entry.is_published(TODAY), entry.is_listed(TODAY)) == (True, False, False)
    assert entry not in library.all_entries
    assert library.find("update/hello") == ()


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("title: [a]", "due"),
        ("reviewed: soon\nreview_by: 2026-01-01", "due"),
        ("draft: perhaps", "waits"),
        ("publish_after: 2027-01-01", "waits"),
        ("publish_after: someday", "due"),
        ("withdrawn: yes", "withdrawn"),
        ("withdrawn: {date: 2026-05-01}", "withdrawn"),
        ("reviewers: one", "due"),
    ],
)
def test_what_a_broken_entry_says_of_itself_is_known_as_far_as_it_can_be_read(
    line: str, state: str, tmp_path: Path
) -> None:
    keys = [key for key in ("title", "reviewed") if line.startswith(key)]
    front = "".join(
        f"{key}: {value}\n" for key, value in {"title": "Hello", "reviewed": "2026-05-01"}.items() if key not in keys
    )
    text = f"---\n{line}\n{front}summary: It is open.\nthemes: [mapping]\ndate: 2026-05-01\nkind: olds\n---\nOpen.\n"
    library = load(a_library(tmp_path, {NEWS: text}))
    (entry,) = library.broken_entries
    assert entry.is_due(TODAY) is (state != "waits")
    assert (entry.data.withdrawn is not None) is (state == "withdrawn")
    assert not entry.is_published(TODAY)


def test_endings_of_markdown_in_capitals_are_no_secret_places(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {"docs/secret.MD": "---\n", "docs/notes.txt": "secret"}))
    assert "page/secret.MD" in library.broken_keys
    assert not any("notes" in key for key in library.broken_keys)


def test_two_libraries_live_side_by_side(tmp_path: Path) -> None:
    one = load(a_library(tmp_path / "one"))
    other = load(a_library(tmp_path / "other", {NEWS: ("title: Hello", "title: Bonjour")}))
    assert one.find("update/hello")[0].title == "Hello"
    assert other.find("update/hello")[0].title == "Bonjour"


def test_what_is_read_in_the_repository_only_is_no_page(tmp_path: Path) -> None:
    changes = {"docs/benchmarks.md": "# Seconds\n", "docs/decisions/0001-a.md": "# Why\n"}
    assert problems_of(a_library(tmp_path, changes)) == ()
    assert changes.keys().isdisjoint(text.entry.path for text in load(a_library(tmp_path, changes)).pages)
