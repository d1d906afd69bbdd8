"""Feeds of what is new and of what was withdrawn, and the sitemap."""

from __future__ import annotations

import datetime as dt
import uuid
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from openshelf.model.kinds import Kind
from openshelf.model.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.site.i18n import Words

UPDATES, WITHDRAWALS = "updates.atom", "withdrawals.atom"
"""Names of the feeds. There is none of new resources: no entry says on which day it came."""
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def updates_feed(library: Library, words: Words) -> str:
    """Return the updates as an Atom feed (RFC 4287)."""
    items = ((update, update.title, update.field("date"), update.summary) for update in library.updates)
    return _feed(library, UPDATES, words.gettext("Updates"), items)


def withdrawals_feed(library: Library, words: Words) -> str:
    """Return what was withdrawn, the newest first, as an Atom feed: mirrors and copies have to follow."""
    gone = [
        (entry, notice)
        for kind in Kind
        for entry in library.published(kind)
        if (notice := entry.data.withdrawn) is not None
    ]
    items = (
        (entry, entry.title or words.gettext("A case study that was withdrawn"), notice.date, notice.reason)
        for entry, notice in sorted(gone, key=lambda pair: (pair[1].date, pair[0].key), reverse=True)
    )
    return _feed(library, WITHDRAWALS, words.gettext("Withdrawn entries"), items)


def _feed(library: Library, name: str, title: str, items: Iterable[tuple[Entry, str, dt.date, str]]) -> str:
    """Return a feed of entries with their title, day and summary.

    Its addresses are relative, so that whoever reads it under an onion name or from a mirror stays there.
    """
    settings, listed = library.settings, list(items)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language})
    _add(feed, "title", f"{settings.site_name}: {title}")
    _add(feed, "id", urn(f"{settings.site_name}/{name.partition('.')[0]}"))
    _add(feed, "updated", _moment(max((day for _, _, day, _ in listed), default=library.today)))
    author = ET.SubElement(feed, "author")
    _add(author, "name", settings.site_name)
    _add(feed, "rights", settings.options.licence.name)
    ET.SubElement(feed, "link", {"href": name, "rel": "self", "type": "application/atom+xml"})
    ET.SubElement(feed, "link", {"href": f"../{Section.UPDATES.url}", "rel": "alternate", "type": "text/html"})
    for entry, words, day, summary in listed:
        item = ET.SubElement(feed, "entry")
        _add(item, "title", words)
        _add(item, "id", urn(f"{settings.site_name}/{entry.key}"))
        _add(item, "updated", _moment(day))
        _add(item, "summary", summary)
        ET.SubElement(item, "link", {"href": f"../{entry.address}"})
    return _xml(feed)


def sitemap(library: Library, addresses: Iterable[str]) -> str:
    """Return the sitemap of the pages that search engines may list."""
    urls = ET.Element("urlset", {"xmlns": _SITEMAP})
    for address in addresses:
        _add(ET.SubElement(urls, "url"), "loc", library.settings.site_url + address)
    return _xml(urls)


def _xml(element: ET.Element) -> str:
    ET.indent(element)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(element, encoding="unicode") + "\n"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: dt.date) -> str:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).isoformat().replace("+00:00", "Z")


def urn(name: str) -> str:
    """Return an id that stays the same when the site moves."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
