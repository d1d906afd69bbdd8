"""Lists of what can be used instead of a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from openshelf.library.facets import INSTEAD_OF
from openshelf.model.sections import Section
from openshelf.site import contents
from openshelf.site.facets import MOST_VALUES, lists_of_section
from openshelf.site.i18n import Words
from openshelf.site.pages.lists import MAX_VALUES
from openshelf.site.urls import href
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.site.page import Page

INDEX = "resources/by/instead-of/"
PAPER = "  summary: Holds what you write on it.\n"
PENCIL = "  summary: Writes on paper.\n"
WORTH = "  good_for: [Short notes, Long ones]\n  not_for: [Rain]\n"


def view_of(folder: Path, paper: str, pencil: str = "", language: str = "en") -> View:
    """Return a view of the tiny library whose resources have more lines."""
    text = FILES["resources.yml"].replace(PAPER, PAPER + paper).replace(PENCIL, PENCIL + pencil)
    return View(load(a_library(folder, {"resources.yml": text})), Words(language))


def all_pages(view: View) -> dict[str, Page]:
    """Return every page by its address."""
    return {page.url: page for page in contents.pages(view)}


def test_each_product_has_a_page_that_says_what_it_is_and_what_each_is_good_for(tmp_path: Path) -> None:
    view = view_of(tmp_path, f"{WORTH}  instead_of: [Example Forms, Wax]\n", "  instead_of: [Example Forms]\n")
    pages = all_pages(view)
    page = pages[f"{INDEX}example-forms/"]
    tree = LexborHTMLParser(page.make())
    assert page.title == "Instead of Example Forms"
    assert page.is_listed
    assert [row.text() for row in tree.css(".os-row-title")] == ["Paper", "Pencil"]
    assert [line.text() for line in tree.css(".os-row-worth")] == ["Good for: Short notes", "Not for: Rain"]
    assert "used instead of Example Forms" in tree.css_first(".os-top").text()
    assert f'href="{href(INDEX)}"' in page.make()
    assert "os-row-worth" not in pages["resources/by/kind/tool/"].make()


def test_ways_to_those_pages(tmp_path: Path) -> None:
    pages = all_pages(view_of(tmp_path, "  instead_of: [Example Forms]\n"))
    link = f'<a href="{href(f"{INDEX}example-forms/")}" dir="auto">Example Forms</a>'
    for url in ("resources/paper/", "resources/", INDEX):
        assert link in pages[url].make()
    assert f'href="{href(INDEX)}"' in pages["resources/"].make()
    assert pages[INDEX].is_listed


@pytest.mark.parametrize("name", ["Pencil", "pencil", "PENCIL"])
def test_a_product_that_is_a_resource_itself_and_its_list_lead_to_each_other(name: str, tmp_path: Path) -> None:
    pages = all_pages(view_of(tmp_path, f"  instead_of: [{name}]\n"))
    assert f'href="{href("resources/pencil/")}"' in pages[f"{INDEX}pencil/"].make()
    section = LexborHTMLParser(pages["resources/pencil/"].make()).css_first("[aria-labelledby=os-alternatives]")
    assert section.css_first("a").attributes["href"] == href(f"{INDEX}pencil/")
    assert section.css_first("a").text() == f"Instead of {name}"
    assert "os-alternatives" not in pages["resources/paper/"].make()


def test_without_products_there_is_no_page_and_no_way_to_one(tmp_path: Path) -> None:
    pages = all_pages(view_of(tmp_path, ""))
    assert not [url for url in pages if url.startswith(INDEX)]
    assert "instead-of" not in pages["resources/"].make()


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_names_of_products_are_the_same_in_every_language(language: str, tmp_path: Path) -> None:
    page = all_pages(view_of(tmp_path, "  instead_of: [Example Forms]\n", language=language))[f"{INDEX}example-forms/"]
    assert "Example Forms" in page.title
    assert page.title != "Instead of Example Forms"


def test_the_catalogue_shows_the_products_that_most_resources_replace(tmp_path: Path) -> None:
    names = ", ".join(f"Made {number:02}" for number in range(20))
    view = view_of(tmp_path, f"  instead_of: [{names}]\n", "  instead_of: [Made 19, Made 18]\n")
    (way,) = (way for way in lists_of_section(view, Section.RESOURCES) if way.facet is INSTEAD_OF)
    shown = [value.title for value in way.first_values]
    assert shown == [*(f"Made {number:02}" for number in range(MOST_VALUES - 2)), "Made 18", "Made 19"]
    assert len(way.values) == 20


def test_a_long_list_of_names_is_cut_by_first_letters_under_addresses_of_no_product(tmp_path: Path) -> None:
    names = [f"{letter}{number}" for letter in ("a", "n") for number in range(MAX_VALUES)]
    pages = all_pages(view_of(tmp_path, f"  instead_of: [{', '.join(names)}]\n"))
    front = pages[INDEX].make()
    lead = LexborHTMLParser(front).css_first(".os-lead").text()
    assert lead == "Choose what you use today. Behind each name stands what can be used in its place."
    assert [count.text() for count in LexborHTMLParser(front).css(".os-count")] == [f"{MAX_VALUES} names"] * 2
    parts = [url for url in pages if url.startswith(f"{INDEX}~")]
    assert parts == [f"{INDEX}~a-m/", f"{INDEX}~n-z/"]
    for part in parts:
        assert f'href="{href(part)}"' in front
    counts = [len(LexborHTMLParser(pages[part].make()).css(".os-counts a")) for part in parts]
    assert counts == [MAX_VALUES, MAX_VALUES]
    assert f'href="{href(parts[1])}"' in pages[parts[0]].make()
