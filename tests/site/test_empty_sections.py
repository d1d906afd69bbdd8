"""A section without entries keeps its address, and nothing leads there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from openshelf.model.sections import SECTION_OF
from openshelf.site.contents import pages, view_of
from openshelf.site.navigation import frame_context
from openshelf.site.urls import href
from support import FILES, a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.site.page import Page
    from openshelf.site.view import View
    from support import Change

BARE: dict[str, Change] = {
    **dict.fromkeys(path for path in FILES if path not in {"mkdocs.yml", "docs/index.md", "docs/support.md"}),
    "docs/index.md": "---\ntitle: Hello\nsummary: Nothing yet.\nreviewed: 2026-05-01\n---\nWelcome.\n",
}
"""Nothing but the pages that every library has."""
COMPARISON = {
    path: FILES[path] for path in ("resources.yml", "docs/themes/mapping.md", "guides/research/writing-tools.md")
}
SECTIONS = {section.url: kind for kind, section in SECTION_OF.items()}
MENU = ["", *SECTIONS]


def site(folder: Path) -> tuple[View, dict[str, Page]]:
    view = view_of(load(folder))
    return view, {page.url: page for page in pages(view)}


def reached(found: dict[str, Page]) -> set[str]:
    """Return the first pages of sections to which any page leads."""
    html = "".join(page.make() for page in found.values() if page.is_listed)
    return {section for section in SECTIONS if re.search(rf'href="{re.escape(href(section))}["#]', html)}


def test_a_library_may_have_no_entry_at_all(tmp_path: Path) -> None:
    folder = a_library(tmp_path, BARE)
    assert [str(problem.place.path) for problem in problems_of(folder) if problem.is_error] == []
    view, found = site(folder)
    assert {section for section in SECTIONS if found[section].is_listed} == set()
    assert reached(found) == set()
    context = frame_context(view.library, found, MENU, "")
    assert [item.url for item in context["menu"]] == [""]
    assert SECTIONS.keys().isdisjoint(item.url for item in context["small_menu"])


@pytest.mark.parametrize("section", ["frameworks/", "guides/", "resources/", "themes/"])
def test_a_section_is_reached_as_soon_as_it_has_something_to_read(section: str, tmp_path: Path) -> None:
    view, found = site(a_library(tmp_path, {**BARE, **COMPARISON}))
    assert found[section].is_listed
    assert section in reached(found)
    assert section in [item.url for item in frame_context(view.library, found, MENU, "")["menu"]]
    assert not found["glossary/"].is_listed


def test_a_page_without_lists_has_no_heading_for_them(tmp_path: Path) -> None:
    _, found = site(a_library(tmp_path, BARE))
    assert "os-themes" not in found[""].make()
    assert "os-browse" not in found["search/"].make()
