"""Case studies: by theme, place and outcome, with similar ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.library.facets import WITHHELD
from openshelf.model.entries import CaseStudy
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section
from openshelf.site.facets import lists_of_section
from openshelf.site.pages.lists import facet_pages
from openshelf.site.ranges import PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.model.entries import Citation
    from openshelf.site.markdown import Rendered
    from openshelf.site.page import Page
    from openshelf.site.view import View

_SIMILAR = 3
_FOLDED = ("support", "why", "change")
"""Sections that small screens fold: a reader comes for what worked, what did not, and what to take from it."""


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A section of a case study."""

    id: str
    title: str
    html: str
    is_folded: bool


def pages(view: View) -> Iterator[Page]:
    """Yield the list of case studies, lists by facet and the page of each."""
    lists = lists_of_section(view, Section.CASE_STUDIES)
    cases = view.in_section(Section.CASE_STUDIES)
    yield view.front_page(
        Section.CASE_STUDIES,
        "cases.html",
        view.words.gettext("What others tried, and what you can take from it."),
        facets=[way.counted for way in lists],
        rows=cases[:PAGE_SIZE],
        total=len(cases),
    )
    yield from facet_pages(view, lists)
    for entry in cases:
        above, sections = told(view.text(entry))
        tools = [found for id_ in entry.field("resources") for found in view.find(id_, Kind.RESOURCE)]
        yield view.entry_page(
            entry,
            "case.html",
            [view.crumb(Section.CASE_STUDIES)],
            "Article",
            above=above,
            sections=sections,
            tools=tools,
            gone=view.withdrawn_targets(entry, "resources"),
            similar=similar(view, entry),
            place=place_name(view, entry),
            published_before=_published_before(entry.of(CaseStudy)),
        )


def told(text: Rendered) -> tuple[str, list[ToldSection]]:
    """Return the HTML above the first section, and the sections; none that holds a callout is folded."""
    above, bodies = text.parts()
    titles = {section.id: section.title for section in text.sections}
    return above, [
        ToldSection(id_, titles[id_], html, id_ in _FOLDED and "admonition" not in html) for id_, html in bodies.items()
    ]


def _published_before(case: CaseStudy) -> list[Citation]:
    """Return the public sources that allow a case to be told, as far as the facts name others."""
    named = {source.url or source.name for source in case.source}
    return [source for source in case.partner.consent.source if (source.url or source.name) not in named]


def place_name(view: View, entry: Entry) -> str:
    """Return where a case happened, as exactly as it is told."""
    place = entry.of(CaseStudy).place
    if place.country:
        return view.words.country_name(place.country)
    return view.value_name("places", place.region or WITHHELD)


def similar(view: View, entry: Entry) -> list[Entry]:
    """Return the case studies that share most with one: each theme counts two, the region one, a resource one."""
    mine = entry.of(CaseStudy)
    scored = []
    for other in view.listed(Kind.CASE_STUDY):
        theirs = other.of(CaseStudy)
        score = 2 * len(set(mine.themes) & set(theirs.themes)) + len(set(mine.resources) & set(theirs.resources))
        score += bool(mine.place.region) and mine.place.region == theirs.place.region
        if other is not entry and score:
            scored.append((-score, other.id, other))
    return [other for _, _, other in sorted(scored, key=lambda item: item[:2])[:_SIMILAR]]
