"""Case studies: by theme, place and outcome, with similar ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.entries import CaseStudy
from openshelf.model.fields import Outcome
from openshelf.model.kinds import Kind
from openshelf.site.facets import Facet, facet
from openshelf.site.pages.lists import facet_pages
from openshelf.site.ranges import PAGE_SIZE
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View

_SIMILAR = 3
WITHHELD = "withheld"


def pages(view: View) -> Iterator[Page]:
    """Yield the list of case studies, lists by facet and the page of each."""
    _ = view.words.gettext
    title = _("Case studies")
    home = Crumb(title, "case-studies/")
    facets = case_facets(view)
    yield view.page(
        "case-studies/",
        "cases.html",
        title=title,
        description=view.description("case_studies") or _("What others tried, and what you can take from it."),
        json_ld={"@type": "CollectionPage", "name": title},
        facets=facets,
        cases=view.listed(Kind.CASE_STUDY),
        shows_all=len(view.listed(Kind.CASE_STUDY)) <= PAGE_SIZE,
    )
    yield from facet_pages(view, facets, home)
    for entry in view.listed(Kind.CASE_STUDY):
        tools = [found for id_ in entry.field("resources") for found in view.find(id_, Kind.RESOURCE)]
        yield view.entry_page(
            entry,
            "case.html",
            [home],
            "Article",
            tools=tools,
            gone=view.taken_out(entry, "resources"),
            similar=similar(view, entry),
            place=place_name(view, entry),
        )


def case_facets(view: View) -> tuple[Facet, ...]:
    """Return the ways to browse case studies."""
    cases = view.listed(Kind.CASE_STUDY)
    words = view.words

    def place_title(region: str) -> str:
        return words.gettext("Place withheld") if region == WITHHELD else view.region_name(region)

    return (
        facet("theme", words.label("facet", "theme"), cases, lambda e: e.themes, view.theme_title),
        facet("place", words.label("facet", "place"), cases, lambda e: [_region(e)], place_title, view.regions()),
        facet(
            "outcome",
            words.label("facet", "outcome"),
            cases,
            lambda e: [e.field("outcome")],
            lambda v: words.label("outcome", v),
            list(Outcome),
        ),
    )


def _region(entry: Entry) -> str:
    return entry.of(CaseStudy).place.region or WITHHELD


def place_name(view: View, entry: Entry) -> str:
    """Return where a case happened, as exactly as it is told."""
    place = entry.of(CaseStudy).place
    if place.country:
        return view.words.country_name(place.country)
    return view.region_name(place.region) if place.region else view.words.gettext("Place withheld")


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
