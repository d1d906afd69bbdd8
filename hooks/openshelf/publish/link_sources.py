"""Where writers wrote the links that a built site holds, for the search through the finished files."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote

from openshelf.site.link_addresses import address_of_file, place_on_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.core.problem import Place
    from openshelf.library.library import Library
    from openshelf.library.part import Text


def link_sources(library: Library) -> Mapping[str, tuple[Place, ...]]:
    """Return the places of every address.

    Addresses inside the site are files of it, with and without the fragment; others are without it. What a
    text says of an address that it does not read as one of the site stands as written too.
    """
    found: dict[str, set[Place]] = defaultdict(set)
    for target, place in _inside(library):
        path, mark, fragment = target.partition("#")
        file = unquote(path) + ("index.html" if not path or path.endswith("/") else "")
        found[file].add(place)
        found[f"{file}{mark}{unquote(fragment)}"].add(place)
    for target, place in _as_written(library):
        found[target].add(place)
        found[target.partition("#")[0]].add(place)
    found.pop("", None)
    return {target: tuple(sorted(places)) for target, places in found.items()}


def _inside(library: Library) -> Iterator[tuple[str, Place]]:
    """Yield addresses from the site's root."""
    for mention in library.mentions:
        for entry in mention.found[:1]:
            yield entry.address, mention.place
    for text in library.pages:
        for link in text.body.links:
            target = address_of_file(library, link.target, link.place.path)
            if target is not None:
                yield target, link.place
            elif link.target.startswith("#"):
                yield _page(text) + place_on_page(library, text.entry, link.target), link.place


def _page(text: Text) -> str:
    return text.entry.address.partition("#")[0]


def _as_written(library: Library) -> Iterator[tuple[str, Place]]:
    for found in library.addresses:
        yield found.text, found.place
    for text in library.texts:
        for link in text.body.links:
            yield link.target, link.place
