"""Guides: how-to, explanation and tools research."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from openshelf.model.kinds import SHELVES, Kind
from openshelf.pages.comparison import comparison
from openshelf.pages.facets import Facet, facet
from openshelf.pages.lists import facet_pages
from openshelf.pages.ranges import PAGE_SIZE
from openshelf.pages.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.pages.markdown import Rendered
    from openshelf.pages.page import Page
    from openshelf.pages.view import View

COMPARED_SECTION = "options"
"""Under this section of tools research the comparison table is drawn."""
_SECTION_LEVEL = 2


def pages(view: View) -> Iterator[Page]:
    """Yield the list of guides and the page of each."""
    _ = view.words.gettext
    title = _("Guides")
    home = Crumb(title, "guides/")
    facets = guide_facets(view)
    yield view.page(
        "guides/",
        "guides.html",
        title=title,
        description=view.description("guides")
        or _("How to do something, how to understand something, and which tools there are for it."),
        json_ld={"@type": "CollectionPage", "name": title},
        forms=facets[0].values,
        facets=facets,
        shown=PAGE_SIZE,
    )
    yield from facet_pages(view, facets, home)
    for entry in view.listed(Kind.GUIDE):
        html = view.text(entry).html
        compared = comparison(view, entry)
        if compared is not None:
            html = with_table(view.text(entry), view.render("comparison.html", **compared))
        yield view.entry_page(entry, "guide.html", [home], "Article", html=html)


def guide_facets(view: View) -> tuple[Facet, ...]:
    """Return the ways to browse guides."""
    guides, words = view.listed(Kind.GUIDE), view.words
    forms = [shelf.name for shelf in SHELVES if shelf.kind is Kind.GUIDE]
    form = facet("form", words.label("facet", "form"), guides, _form, lambda v: words.label("form", v), forms)
    return form, facet("theme", words.label("facet", "theme"), guides, lambda e: e.themes, view.theme_title)


def _form(guide: Entry) -> list[str]:
    return [guide.shelf.name] if guide.shelf else []


def with_table(text: Rendered, table: str) -> str:
    """Put the comparison table at the end of the section on options, or at the end of the text.

    Headings inside quotes and lists start no section: the table would become part of the quote.
    """
    sections = [section.id for section in text.sections if section.level <= _SECTION_LEVEL]
    for section, following in pairwise(sections):
        if section == COMPARED_SECTION:
            before, heading, after = text.html.partition(f'<h2 id="{escape(following)}">')
            return f"{before}{table}{heading}{after}"
    return text.html + table
