"""The catalogue: a page per resource, and lists by every facet."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from openshelf.model.entries import Resource
from openshelf.model.fields import UNKNOWN, ResourceKind
from openshelf.model.sections import Section
from openshelf.model.urls import host_in
from openshelf.site.facets import lists_of_section
from openshelf.site.pages.lists import facet_pages
from openshelf.site.pages.resource_facts import answers, sourced
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View

_SAME = ("source_code", "android", "ios")
"""Other addresses that stand for the thing itself, and not for a text about it."""
_RELATED = 3
_FIRST = 20
"""Rows that the catalogue shows before anything is chosen, as many as a page of what was chosen."""
_MAX_COMPARED = 5
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
    """Yield the catalogue's front page, its lists and the page of each resource."""
    lists = lists_of_section(view, Section.RESOURCES)
    resources = view.in_section(Section.RESOURCES)
    yield view.front_page(
        Section.RESOURCES,
        "catalogue.html",
        view.words.gettext("Tools, guides, organisations and more that exist elsewhere, and what each is good for."),
        source=view.catalogue_place(),
        facets=lists,
        rows=most_named(view, resources),
        total=len(resources),
    )
    yield from facet_pages(view, lists)
    neighbours = Neighbours(resources)
    for entry in resources:
        yield _resource_page(view, entry, neighbours)


def most_named(view: View, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return entries with which a long list begins: those that most pages of the library name, then by title."""
    return nsmallest(_FIRST, entries, key=lambda entry: -len(view.used_in(entry)))


def _resource_page(view: View, entry: Entry, neighbours: Neighbours) -> Page:
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
        related=partial(neighbours.of, entry, {entry.id, *(other.id for other in alternatives)}),
    )


class _Traits(NamedTuple):
    """What is compared of a resource."""

    entry: Entry
    seed: bytes
    themes: frozenset[str]
    kind: ResourceKind
    languages: frozenset[str]
    known_languages: frozenset[str]
    regions: frozenset[str]


class Neighbours:
    """Finds the resources that share most with one, without comparing each with all."""

    def __init__(self, resources: Iterable[Entry]) -> None:
        self._groups: dict[tuple[str, str], list[_Traits]] = defaultdict(list)
        self._position: dict[tuple[str, str, str], int] = {}
        self._traits: dict[str, _Traits] = {}
        for entry in sorted(resources, key=lambda e: e.id):
            traits = self._traits[entry.id] = _traits(entry)
            for theme in dict.fromkeys(entry.themes):
                for group in ((theme, ""), (theme, traits.kind)):
                    self._position[(*group, entry.id)] = len(self._groups[group])
                    self._groups[group].append(traits)

    def of(self, entry: Entry, exclude: set[str]) -> list[Entry]:
        """Return the resources that share most with ``entry``: themes first, then kind, languages and regions.

        Of a large group only the next ``_MAX_COMPARED`` by id are compared, so that the time grows with the library and
        not with its square; in a small group that is everything.
        """
        mine = self._traits[entry.id]
        candidates: dict[str, _Traits] = {}
        for theme in entry.themes:
            for group in ((theme, ""), (theme, mine.kind)):
                members = self._groups[group]
                start = self._position[(*group, entry.id)] + 1
                for step in range(min(_MAX_COMPARED, len(members))):
                    other = members[(start + step) % len(members)]
                    candidates[other.entry.id] = other
        # Among equally close ones a hash of both decides, so that nobody is everybody's neighbour for its first letter.
        seed = crc32(mine.seed + b" ")
        scored = [
            (-_closeness(mine, other), crc32(other.seed, seed), id_)
            for id_, other in candidates.items()
            if id_ not in exclude
        ]
        return [candidates[id_].entry for *_, id_ in sorted(scored)[:_RELATED]]


def _traits(entry: Entry) -> _Traits:
    data = entry.of(Resource)
    return _Traits(
        entry,
        entry.id.encode(),
        frozenset(data.themes),
        data.kind,
        frozenset(data.languages),
        frozenset(data.known_languages),
        frozenset(data.regions),
    )


def _closeness(mine: _Traits, theirs: _Traits) -> float:
    """Return how much two resources share: a theme counts 4, the kind 2, languages and regions up to 1.5."""
    themes = len(theirs.themes & mine.themes)
    shared = len(theirs.languages & mine.known_languages) + len(theirs.regions & mine.regions)
    return 4 * themes + 2 * (mine.kind is theirs.kind) + min(shared, 3) * 0.5 - len(theirs.themes) * 0.5
