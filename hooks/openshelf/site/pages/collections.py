"""Collections: resources picked by a person, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.entries import Collection
from openshelf.model.kinds import Kind
from openshelf.site.pages.lists import facet_pages, letters_of_many
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.model.entries import Pick
    from openshelf.site.page import Page
    from openshelf.site.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the list of collections and the page of each."""
    _ = view.words.gettext
    title = _("Collections")
    home = Crumb(title, "collections/")
    entries = view.listed(Kind.COLLECTION)
    letters = letters_of_many(view, entries)
    yield view.page(
        "collections/",
        "collections.html",
        title=title,
        description=view.description("collections")
        or _("Short lists, put together by a person who says why each resource is there."),
        json_ld={"@type": "CollectionPage", "name": title},
        collections=() if letters else entries,
        facets=letters,
    )
    yield from facet_pages(view, letters, home)
    for entry in entries:
        yield view.entry_page(entry, "collection.html", [home], "CollectionPage", groups=groups(view, entry))


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
