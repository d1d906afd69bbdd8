"""The pages of a list: one where it fits, else a front page with its parts by first letters, and a page for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from openshelf.library.facets import INSTEAD_OF, LANGUAGE, THEME, base_language
from openshelf.model.entries import Resource
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section
from openshelf.site.facets import filed_under
from openshelf.site.ranges import PAGE_SIZE, split_into_ranges
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.facets import FacetLists, FacetValue
    from openshelf.site.page import Page
    from openshelf.site.view import View


MAX_VALUES = 300
"""Values of a facet on one page: about 5 kB on the wire."""


def facet_pages(view: View, lists: Iterable[FacetLists]) -> Iterator[Page]:
    """Yield the pages of every list of some facets, and those of all their values."""
    for way in lists:
        if way.index_url:
            yield from _index_pages(view, way)
        for value in way.values:
            yield from _list_pages(view, way, value)


def _list_pages(view: View, way: FacetLists, value: FacetValue) -> Iterator[Page]:
    """Yield the pages of the list behind one value of a facet.

    The address of a part that got too full and was cut leads to the front page of the list; so do the numbers of pages
    that lists had before they were cut by letters.
    """
    home, url = view.crumb(way.section), way.url(value)
    names = {"facet": way.title, "value": value.title}
    title = view.words.gettext(way.facet.list_title) % names
    # Updates stay in the order of time. Parts of a series have the key of its opening guide and stay after it.
    entries = value.entries if way.section is Section.UPDATES else sorted(value.entries, key=view.filed_under)
    parts = split_into_ranges(entries, view.filed_under)
    shared: dict[str, Any] = {
        "json_ld": {"@type": "CollectionPage", "name": title},
        "about": view.words.gettext(way.facet.list_about) % names if way.facet.list_about else "",
        "is_listed": way.facet.is_lasting,
        "way": way.counted,
        "current": value.id,
        "current_theme": way.facet is THEME and view.find(value.id, Kind.THEME),
        "itself": view.resource_called(value.id) if way.facet is INSTEAD_OF else None,
    }
    yield view.page(
        url,
        "list.html",
        title=title,
        description=shared["about"] or _about(view, value.title, entries),
        crumbs=[home],
        entries=() if parts.ranges else entries,
        ranges=parts.ranges,
        total=len(entries),
        base=url,
        **shared,
    )
    for before, part, behind in zip([None, *parts.ranges], parts.ranges, [*parts.ranges[1:], None], strict=False):
        yield view.page(
            f"{url}{part.name}/",
            "list-part.html",
            title=f"{title} ({part.title})",
            description=_about(view, f"{value.title} ({part.title})", part.items),
            crumbs=[home, Crumb(title, url)],
            base=url,
            part=part,
            before=before,
            behind=behind,
            **shared,
        )
    for tag in _varieties(way, value):
        moved = view.words.gettext("This page has moved.")
        older = way.section.list_url(way.facet.id, tag)
        yield view.page(older, "moved.html", title=title, description=moved, is_listed=False, above=url)
    numbers = range(2, -(-len(entries) // PAGE_SIZE) + 1) if parts.ranges else ()
    for name in (*(signpost.name for signpost in parts.signposts), *numbers):
        yield view.moved_page(f"{url}{name}/", url, title)


def _varieties(way: FacetLists, value: FacetValue) -> list[str]:
    """Return the varieties of a language that its entries name: they had lists of their own once."""
    if way.facet is not LANGUAGE:
        return []
    tags = {tag for entry in value.entries for tag in entry.of(Resource).languages}
    return sorted(tag for tag in tags if tag != value.id and base_language(tag) == value.id)


def _index_pages(view: View, way: FacetLists) -> Iterator[Page]:
    """Yield the page of all values of a facet; where they do not fit on it, it leads to parts by first letters.

    The address of a part begins with a sign that no value has, so that it can be no list of one.
    """
    way = way.counted
    home, url, title = view.crumb(way.section), way.index_url, way.title
    split = split_into_ranges(sorted(way.values, key=filed_under), filed_under, MAX_VALUES)
    parts = [replace(part, name=f"~{part.name}") for part in split.ranges]
    shared: dict[str, Any] = {
        "json_ld": {"@type": "CollectionPage", "name": title},
        "is_listed": way.facet.is_lasting,
        "way": way,
    }
    about = view.words.gettext(way.facet.index_about)
    yield view.page(
        url, "values.html", title=title, description=about, crumbs=[home], ranges=parts, part=None, **shared
    )
    for before, part, behind in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        yield view.page(
            f"{url}{part.name}/",
            "values.html",
            title=f"{title} ({part.title})",
            description=about,
            crumbs=[home, Crumb(title, url)],
            ranges=(),
            part=part,
            before=before,
            behind=behind,
            **shared,
        )
    for signpost in split.signposts:
        yield view.moved_page(f"{url}~{signpost.name}/", url, title)


def _about(view: View, title: str, entries: Sequence[Entry]) -> str:
    return view.words.ngettext("%(title)s: %(num)d entry.", "%(title)s: %(num)d entries.", len(entries)) % {
        "title": title,
        "num": len(entries),
    }
