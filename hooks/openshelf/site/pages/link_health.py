"""The state of the links to other sites: the page that says what is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from openshelf.library.link_states import LinkState
from openshelf.library.own_links import own_links
from openshelf.model.entries import Resource
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.link_states import KnownLink
    from openshelf.site.page import Page
    from openshelf.site.view import View

MAX_LINKS = 100
"""Links that one list of the page holds: however many die, it stays light, and the catalogue's filter has the rest."""
MAX_PAGES = 4
"""Pages that are named beside one link."""


@dataclass(frozen=True, slots=True)
class UsedLink:
    """A link and the pages that use it."""

    link: KnownLink
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links of which the same is known, the first ones only."""

    links: Sequence[UsedLink]
    total: int


def pages(view: View) -> Iterator[Page]:
    """Yield the page on the state of the links."""
    yield view.front_page(
        Section.LINK_HEALTH,
        "link-health.html",
        view.words.gettext("Which links to other sites may be dead, as far as a program can find out."),
        json_type="WebPage",
        later=partial(_known_of_links, view),
        LinkState=LinkState,
        most_pages=MAX_PAGES,
    )


def _known_of_links(view: View) -> dict[str, object]:
    used = [UsedLink(view.link(address), entries) for address, entries in uses(view).items()]
    dead = [one for one in used if one.link.state is LinkState.MAY_BE_DEAD]
    down = [one for one in used if one.link.state is LinkState.OFTEN_DOWN]
    closed = [one for one in used if one.link.state is LinkState.NOT_CHECKED and one.link.was_tried]
    return {
        "total": len(used),
        "untried": sum(not one.link.was_tried for one in used),
        "counts": Counter(one.link.state for one in used),
        "dead": _group(dead),
        "down": _group(down),
        "closed": _group(closed),
    }


def uses(view: View) -> Mapping[str, tuple[Entry, ...]]:
    """Return every address outside the site that a listed page leads to, sorted, with the entries of those pages."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for kind in Kind:
        for entry in view.listed(kind):
            for address in dict.fromkeys(view.link(each).address for each in _addresses(view, entry)):
                found[address].append(entry)
    return {address: tuple(entries) for address, entries in sorted(found.items())}


def _addresses(view: View, entry: Entry) -> Iterable[str]:
    yield from own_links(entry.data)
    if isinstance(entry.data, Resource) and entry.data.archived_url is not None and entry.data.archive:
        yield entry.data.archived_url
    yield from view.text(entry).addresses


def _group(links: Sequence[UsedLink]) -> LinkGroup:
    return LinkGroup(links[:MAX_LINKS], len(links))
