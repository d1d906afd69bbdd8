"""The state of the links to other sites: what is said beside a link, and the page that says what is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.library.link_states import LinkState, Notice
from openshelf.model.entries import Resource
from openshelf.model.kinds import Kind
from openshelf.model.urls import addresses_in, host_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.link_states import KnownLink
    from openshelf.site.i18n import Words
    from openshelf.site.page import Page
    from openshelf.site.view import View

MOST_LINKS = 100
"""Links that one list of the page holds: however many die, it stays light, and the catalogue's filter has the rest."""
MOST_PAGES = 4
"""Pages that are named beside one link."""


def notice(link: KnownLink, words: Words) -> str:
    """Return what readers are told of a link, in a few words; empty where there is nothing to tell."""
    _ = words.gettext
    since = words.date(link.since) if link.since else ""
    person = words.date(link.person) if link.person else ""
    said = {
        Notice.DEAD: _("May be dead since %(date)s"),
        Notice.CERTIFICATE: _("Certificate problem since %(date)s; following the link may be unsafe"),
        Notice.OFTEN_DOWN: _("Often down; try again later"),
        Notice.BLOCKED: _("Blocked in the country of our checker"),
        Notice.UNCHECKED: _("Not machine-checked; last checked by a person on %(person)s")
        if person
        else _("Not machine-checked"),
    }
    return said[link.notice] % {"date": since, "person": person} if link.notice else ""


def copied(link: KnownLink, words: Words) -> str:
    """Return the words that lead to the archived copy of a link."""
    if link.copy is None or link.copy.day is None:
        return words.gettext("archived copy")
    return words.gettext("archived copy of %(date)s") % {"date": words.date(link.copy.day)}


@dataclass(frozen=True, slots=True)
class Used:
    """A link and the pages that use it."""

    link: KnownLink
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Links of which the same is known, the first ones only."""

    links: Sequence[Used]
    total: int


def pages(view: View) -> Iterator[Page]:
    """Yield the page on the state of the links."""
    _ = view.words.gettext
    used = [Used(view.link(address), entries) for address, entries in uses(view).items()]
    dead = [one for one in used if one.link.state is LinkState.MAY_BE_DEAD]
    down = [one for one in used if one.link.state is LinkState.OFTEN_DOWN]
    closed = [one for one in used if one.link.state is LinkState.NOT_CHECKED and one.link.was_tried]
    yield view.page(
        "link-health/",
        "link-health.html",
        title=_("State of the links"),
        description=_("Which links to other sites may be dead, as far as a program can find out."),
        json_ld={"@type": "WebPage", "name": _("State of the links")},
        total=len(used),
        untried=sum(not one.link.was_tried for one in used),
        counts=Counter(one.link.state for one in used),
        dead=_group(dead),
        down=_group(down),
        closed=_group(closed),
        LinkState=LinkState,
        most_pages=MOST_PAGES,
    )


def uses(view: View) -> Mapping[str, tuple[Entry, ...]]:
    """Return every address outside the site that a listed page leads to, sorted, with the entries of those pages."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for kind in Kind:
        for entry in view.listed(kind):
            for address in dict.fromkeys(view.link(each).address for each in _addresses(view, entry)):
                found[address].append(entry)
    return {address: tuple(entries) for address, entries in sorted(found.items())}


def _addresses(view: View, entry: Entry) -> Iterable[str]:
    if isinstance(entry.data, Resource):
        yield entry.data.url
        yield from (address for _, address in entry.data.addresses.followed)
        if entry.data.state is not None and entry.data.state.source is not None:
            yield from (address for _, address in addresses_in(entry.data.state.source) if host_in(address))
        if entry.data.archived_url is not None and entry.data.archive:
            yield entry.data.archived_url
    yield from view.text(entry).addresses


def _group(links: Sequence[Used]) -> Group:
    return Group(links[:MOST_LINKS], len(links))
