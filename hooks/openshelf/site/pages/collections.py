"""Collections: resources picked by a person, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.entries import Collection
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section
from openshelf.site.facets import lists_of_section
from openshelf.site.pages.lists import facet_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.model.entries import Pick
    from openshelf.site.page import Page
    from openshelf.site.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the list of collections and the page of each."""
    entries = view.in_section(Section.COLLECTIONS)
    lists = lists_of_section(view, Section.COLLECTIONS)
    yield view.front_page(
        Section.COLLECTIONS,
        "collections.html",
        view.words.gettext("Short lists, put together by a person who says why each resource is there."),
        collections=() if lists else entries,
        facets=[way.counted for way in lists],
    )
    yield from facet_pages(view, lists)
    for entry in entries:
        crumbs = [view.crumb(Section.COLLECTIONS)]
        yield view.entry_page(entry, "collection.html", crumbs, "CollectionPage", groups=groups(view, entry))


def groups(view: View, entry: Entry) -> list[tuple[str, list[tuple[Pick, Entry]]]]:
    """Return the picks under their headings, each with its resource.

    Those that were withdrawn are among them: who had one from this list sees here what to use instead.
    """
    found: list[tuple[str, list[tuple[Pick, Entry]]]] = []
    as_written = view.as_written(entry)
    for pick in as_written.of(Collection).picks:
        if pick.section or not found:
            found.append((pick.section or "", []))
        found[-1][1].extend((pick, resource) for resource in view.find(pick.resource, Kind.RESOURCE))
    return found
