"""Guides: how-to, explanation, tools research and articles, alone or in series."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from openshelf.model.entries import Guide
from openshelf.model.kinds import COMPARED_SECTION
from openshelf.model.sections import Section
from openshelf.site.facets import lists_of_section
from openshelf.site.pages.comparison import comparison
from openshelf.site.pages.lists import facet_pages
from openshelf.site.ranges import PAGE_SIZE
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.markdown import Rendered
    from openshelf.site.page import Page
    from openshelf.site.view import View

_SECTION_LEVEL = 2


def pages(view: View) -> Iterator[Page]:
    """Yield the list of guides and the page of each."""
    lists = lists_of_section(view, Section.GUIDES)
    yield view.front_page(
        Section.GUIDES,
        "guides.html",
        view.words.gettext("How to do something, how to understand something, and which tools there are for it."),
        forms=next(way for way in lists if way.facet.id == "form"),
        facets=[way.counted for way in lists],
        shown=PAGE_SIZE,
    )
    yield from facet_pages(view, lists)
    for entry in view.in_section(Section.GUIDES):
        html = view.text(entry).html
        compared = comparison(view, entry)
        if compared is not None:
            html = with_table(view.text(entry), view.render("comparison.html", **compared))
        above = view.series_above(entry)
        yield view.entry_page(
            entry,
            "guide.html",
            [view.crumb(Section.GUIDES), *(Crumb(opening.title, opening.address) for opening in above)],
            "Article",
            html=html,
            series=above[-1] if above else None,
            contents=view.series_parts(entry),
            before=view.read_before(entry),
            after=view.read_after(entry),
            facts=_facts(entry.of(Guide), above),
        )


def _facts(guide: Guide, above: Sequence[Entry]) -> dict[str, Any]:
    """Return what schema.org calls the people behind a guide, and its place in a series.

    A name may be a person's or an organisation's, so that no type is claimed.
    """
    people = {"author": guide.author, "translator": guide.translator, "funder": guide.funder}
    facts: dict[str, Any] = {role: [{"name": name} for name in names] for role, names in people.items() if names}
    if guide.series is not None and above:
        facts["isPartOf"] = {"@type": "CreativeWorkSeries", "name": above[-1].title}
        facts["position"] = guide.series.part
    return facts


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
