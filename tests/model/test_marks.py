"""Marked values of entries: references to other entries, and words of the library's lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.fields import OneOf, Refers
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path


def test_every_reference_of_an_entry_is_found_with_its_place_and_kind(tmp_path: Path) -> None:
    library = load(a_library(tmp_path))
    found = {
        entry.key: [
            (loc, mark.name, text) for loc, mark, text, _ in entry.field_references() if isinstance(mark, Refers)
        ]
        for entry in library.all_entries
    }
    assert found == {
        "resource/paper": [(("themes", 0), "theme", "mapping")],
        "resource/pencil": [(("themes", 0), "theme", "mapping")],
        "page/index": [],
        "page/support": [],
        "theme/mapping": [],
        "update/hello": [(("themes", 0), "theme", "mapping")],
        "update/year": [(("themes", 0), "theme", "mapping")],
        "collection/start": [
            (("themes", 0), "theme", "mapping"),
            (("picks", 0, "resource"), "resource", "paper"),
            (("picks", 1, "resource"), "resource", "pencil"),
        ],
        "case-study/river": [(("themes", 0), "theme", "mapping"), (("resources", 0), "resource", "paper")],
        "framework/paper-or-pencil": [
            (("themes", 0), "theme", "mapping"),
            (("steps", 1, "resources", 0), "resource", "paper"),
        ],
        "guide/draw": [(("themes", 0), "theme", "mapping")],
        "guide/scale": [(("themes", 0), "theme", "mapping")],
        "guide/writing-tools": [
            (("themes", 0), "theme", "mapping"),
            (("compares", "resources", 0), "resource", "paper"),
            (("compares", "resources", 1), "resource", "pencil"),
        ],
        "term/legend": [(("themes", 0), "theme", "mapping"), (("see", 0), "term", "north")],
        "term/north": [(("themes", 0), "theme", "mapping")],
    }


def test_optional_references_and_those_of_any_kind_are_found(tmp_path: Path) -> None:
    named = "title: Hello\naffects: [theme/mapping]"
    (entry,) = load(a_library(tmp_path, {"docs/updates/hello.md": ("title: Hello", named)})).find("update/hello")
    assert (("affects", 0), "", "theme/mapping") in {
        (loc, mark.name, text) for loc, mark, text, _ in entry.field_references()
    }


def test_of_a_withdrawn_entry_the_replacement_and_the_themes_are_found(tmp_path: Path) -> None:
    withdrawn = "title: Hello\naffects: [theme/mapping]\nwithdrawn: {date: 2026-05-02, reason: x, replaced_by: year}"
    (entry,) = load(a_library(tmp_path, {"docs/updates/hello.md": ("title: Hello", withdrawn)})).find("update/hello")
    found = [(loc, mark.name, text) for loc, mark, text, _ in entry.field_references()]
    assert found == [(("withdrawn", "replaced_by"), "", "year"), (("themes", 0), "theme", "mapping")]


def test_references_of_a_framework_are_found_although_conditions_hold_conditions(tmp_path: Path) -> None:
    path, step = "guides/frameworks/paper-or-pencil.md", "    resources: [paper]\n"
    more = f"{step}    case_studies: [river]\ncompares: {{resources: [paper, pencil], criteria: [works-offline]}}\n"
    moved = FILES[path].replace(step, "").replace("    stop: yes\n", f"    stop: yes\n{more}")
    (entry,) = load(a_library(tmp_path, {path: moved})).find("framework/paper-or-pencil")
    assert [(loc, mark.name, text) for loc, mark, text, _ in entry.field_references()] == [
        (("themes", 0), "theme", "mapping"),
        (("steps", 2, "resources", 0), "resource", "paper"),
        (("steps", 2, "case_studies", 0), "case-study", "river"),
        (("compares", "resources", 0), "resource", "paper"),
        (("compares", "resources", 1), "resource", "pencil"),
        (("compares", "criteria", 0), "criteria", "works-offline"),
    ]


def test_words_of_lists_are_found_in_keys_and_deep_inside(tmp_path: Path) -> None:
    criteria = ("languages: [en]", "languages: [en]\n  criteria: {works-offline: {verdict: unknown}}")
    library = load(a_library(tmp_path, {"resources.yml": criteria}))
    found = {
        (entry.key, loc, mark.name, text)
        for entry in library.all_entries
        for loc, mark, text, _ in entry.field_references()
        if isinstance(mark, OneOf)
    }
    assert found == {
        ("resource/paper", ("regions", 0), "regions", "global"),
        ("resource/paper", ("criteria", "works-offline"), "criteria", "works-offline"),
        ("resource/pencil", ("regions", 0), "regions", "global"),
        ("resource/pencil", ("regions", 1), "regions", "europe"),
        ("update/year", ("figures", "countries", 0, "region"), "regions", "europe"),
        ("case-study/river", ("place", "region"), "regions", "europe"),
        ("guide/writing-tools", ("compares", "criteria", 0), "criteria", "works-offline"),
    }
