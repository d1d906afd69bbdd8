"""The catalogue: a page per resource, and lists by every facet."""

from __future__ import annotations

from functools import partial
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from openshelf.model.entries import Resource
from openshelf.model.fields import UNKNOWN, ResourceKind
from openshelf.model.sections import Section
from openshelf.model.urls import host_in
from openshelf.site.facets import lists_of_section
from openshelf.site.pages.lists import facet_pages
from openshelf.site.pages.resource_facts import answers, sourced
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View

_SAME = ("source_code", "android", "ios")
"""Other addresses that stand for the thing itself, and not for a text about it."""
_FIRST = 20
"""Rows that the catalogue shows before anything is chosen, as many as a page of what was chosen."""
_TYPES = {
    ResourceKind.TOOL: "SoftwareApplication",
    ResourceKind.ORGANISATION: "Organization",
    ResourceKind.HELPLINE: "Organization",
    ResourceKind.COMMUNITY: "Organization",
    ResourceKind.COURSE: "Course",
    ResourceKind.DATASET: "Dataset",
    ResourceKind.FUNDING: "Grant",
}
"""schema.org types of what a resource is; everything else is a CreativeWork."""


def pages(view: View) -> Iterator[Page]:
    """Yield the catalogue's front page."""
    yield view.front_page(
        Section.RESOURCES,
        "catalogue.html",
        view.words.gettext("Tools, guides, organisations and more that exist elsewhere, and what each is good for."),
        source=view.catalogue_place(),
        later=partial(_shown_first, view),
    )


def _shown_first(view: View) -> dict[str, object]:
    """Return what the first page shows: the ways into the lists, and the rows of some resources."""
    resources = view.in_section(Section.RESOURCES)
    return {
        "facets": [way.counted for way in lists_of_section(view, Section.RESOURCES)],
        "rows": most_named(view, resources),
        "total": len(resources),
    }


def pages_below(view: View) -> Iterator[Page]:
    """Yield the lists of the catalogue and the page of each resource."""
    yield from facet_pages(view, lists_of_section(view, Section.RESOURCES))
    for entry in view.in_section(Section.RESOURCES):
        yield _resource_page(view, entry)


def most_named(view: View, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return entries with which a long list begins: those that most pages of the library name, then by title."""
    return nsmallest(_FIRST, entries, key=lambda entry: -len(view.used_in(entry)))


def _resource_page(view: View, entry: Entry) -> Page:
    data = entry.of(Resource)
    kind = Crumb(view.words.label("resource-kinds", data.kind), Section.RESOURCES.list_url("kind", data.kind))
    places = dict(data.addresses.fixed)
    same = [data.url, *(places[field] for field in _SAME if field in places)]
    facts: dict[str, Any] = {"sameAs": same if len(same) > 1 else data.url}
    if data.kind not in _TYPES and data.publisher != UNKNOWN:
        facts["publisher"] = {"@type": "Organization", "name": data.publisher}
    alternatives = view.alternatives(entry)
    return view.entry_page(
        entry,
        "resource.html",
        [view.crumb(Section.RESOURCES), kind],
        _TYPES.get(data.kind, "CreativeWork"),
        facts=facts,
        resource=data,
        host=host_in(data.url).removeprefix("www."),
        answers=answers(view, data),
        sourced=sourced(view, data),
        alternatives=alternatives,
        replaced=view.product_of(entry),
        related=partial(view.related, entry, (entry.id, *(other.id for other in alternatives))),
    )
