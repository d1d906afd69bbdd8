"""Varieties of a language: they count as it, lists of them have moved, and entries still say which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from openshelf.library.facets import LANGUAGE, base_language
from openshelf.model.sections import Section
from openshelf.site import contents
from openshelf.site.data.search_files import labels
from openshelf.site.facets import lists_of_section
from openshelf.site.i18n import Words
from openshelf.site.urls import href
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.site.page import Page

LIST = "resources/by/language/"


def view_of(folder: Path, languages: str) -> View:
    """Return a view of the tiny library whose first resource is in these languages."""
    text = FILES["resources.yml"].replace("  languages: [en]\n", f"  languages: {languages}\n", 1)
    return View(load(a_library(folder, {"resources.yml": text})), Words("en"))


def all_pages(view: View) -> dict[str, Page]:
    """Return every page by its address."""
    return {page.url: page for page in contents.pages(view)}


@pytest.mark.parametrize(("tag", "language"), [("pt-BR", "pt"), ("pt", "pt"), ("zh-Hant-HK", "zh"), ("unknown",) * 2])
def test_a_variety_counts_as_its_language(tag: str, language: str) -> None:
    assert base_language(tag) == language


def test_who_reads_a_language_sees_all_its_varieties_and_each_entry_says_which_it_is(tmp_path: Path) -> None:
    view = view_of(tmp_path, "[pt-BR, pt-PT]")
    (way,) = (way for way in lists_of_section(view, Section.RESOURCES) if way.facet is LANGUAGE)
    assert [(value.id, len(value.entries)) for value in way.values if value.id.startswith("pt")] == [("pt", 2)]
    pages = all_pages(view)
    rows = LexborHTMLParser(pages[f"{LIST}pt/"].make())
    assert [row.text() for row in rows.css(".os-row-title")] == ["Paper", "Pencil"]
    assert "Brazilian Portuguese" in rows.css_first(".os-row-meta").text()
    facts = LexborHTMLParser(pages["resources/paper/"].make()).css_first("#os-facts + dl")
    assert [link.attributes["href"] for link in facts.css("a") if "/language/" in str(link.attributes)] == [
        href(f"{LIST}pt/")
    ] * 2
    assert "Brazilian Portuguese, European Portuguese" in facts.text()


def test_lists_of_varieties_lead_to_the_list_of_their_language(tmp_path: Path) -> None:
    pages = all_pages(view_of(tmp_path, "[pt-BR]"))
    assert not pages[f"{LIST}pt-BR/"].is_listed
    assert f'href="{href(f"{LIST}pt/")}"' in pages[f"{LIST}pt-BR/"].make()


def test_a_variety_can_be_searched_for_by_its_name(tmp_path: Path) -> None:
    view = view_of(tmp_path, "[pt-BR]")
    (entry,) = view.find("paper")
    assert {"Portuguese", "Brazilian Portuguese"} <= set(labels(view)[entry.key])
