"""Open data: the library as JSON and CSV with its schemas, a feed of updates and the sitemap."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from openshelf.library.links import LinkState
from openshelf.model.entries import Resource
from openshelf.model.kinds import Kind
from openshelf.model.schemas import schema_text, schemas
from openshelf.pages.addresses import address
from openshelf.pages.page import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.pages.page import Page
    from openshelf.pages.words import Words

_COLUMNS = (
    "id",
    "title",
    "url",
    "kind",
    "publisher",
    "summary",
    "themes",
    "languages",
    "regions",
    "cost",
    "licence",
    "open_source",
    "reviewed",
)
_LINK_COLUMNS = ("state", "since", "last_ok", "copy")
"""Empty where no check has told anything."""
_FORMULA = ("=", "+", "-", "@", "\t")
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
LINK_SCHEMA = "link-state.schema.json"
_KEEPERS_FIELDS: dict[str, Any] = {
    **dict.fromkeys(("draft", "publish_after", "reviewers", "accept", "archive"), True),
    "partner": {"consent": {"ref", "by_role", "scope"}},
}
"""Fields for the people who keep the library; left out of open data."""


@dataclass(frozen=True, config=ConfigDict(use_attribute_docstrings=True, extra="forbid"))
class LinkFacts:
    """What is known about where a resource leads: `link` in resources.json, and columns of resources.csv."""

    state: LinkState
    """fine: a program got an answer. may-be-dead: it failed again and again. often-down: it fails and comes back.
    not-checked: no program has looked, or none is let in."""
    since: dt.date | None = None
    """Since when it may be dead or is often down."""
    last_ok: dt.date | None = None
    """The last day on which a program got an answer."""
    copy: str | None = None
    """The address of an archived copy, where it may be dead."""


_LINK_FACTS = TypeAdapter(LinkFacts)


def link_schema() -> dict[str, Any]:
    """Return the JSON Schema of what data files say of a link."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_LINK_FACTS.json_schema()}


def link_facts(library: Library, entry: Entry) -> dict[str, str]:
    """Return what is known about where a resource leads; nothing where no check has told anything."""
    if not library.links.is_known or not isinstance(entry.data, Resource):
        return {}
    link = library.links.of(entry.data.url)
    is_well = link.state in {LinkState.FINE, LinkState.NOT_CHECKED}
    facts = LinkFacts(
        link.state, None if is_well else link.since, link.last_ok, link.copy.address if link.copy else None
    )
    return dict(_LINK_FACTS.dump_python(facts, mode="json", exclude_none=True))


def files(library: Library, pages: list[Page], words: Words) -> Iterator[DataFile]:
    """Yield every data file of the site."""
    resources = library.listed(Kind.RESOURCE)
    about = {
        "library": library.settings.site_name,
        "licence": library.settings.options.licence.id,
        "language": library.settings.language,
        "site": library.settings.site_url or None,
    }
    yield _json("data/resources.json", about, "resources", library, resources)
    yield DataFile("data/resources.csv", _csv(library, resources))
    everything = [e for kind in Kind for e in library.published(kind)]
    yield _json("data/library.json", about, "entries", library, everything)
    ids = {Kind.THEME.value: [e.id for e in library.listed(Kind.THEME)]}  # others would change with each new entry
    vocabularies = {name: list(words) for name, words in library.settings.vocabularies.items()}
    for name, schema in schemas(ids, vocabularies).items():
        yield DataFile(f"data/schemas/{name}", schema_text(schema))
    yield DataFile(f"data/schemas/{LINK_SCHEMA}", schema_text(link_schema()))
    yield DataFile("data/updates.atom", _feed(library, words))
    if library.settings.site_url:
        yield DataFile("sitemap.xml", _sitemap(library, pages))


def _json(path: str, about: dict[str, Any], name: str, library: Library, entries: Iterable[Entry]) -> DataFile:
    """Return entries as JSON, one a line, so that two versions can be compared."""
    head = json.dumps(about, ensure_ascii=False, sort_keys=True)
    lines = ",\n".join(json.dumps(_record(library, entry), ensure_ascii=False, sort_keys=True) for entry in entries)
    return DataFile(path, f'{head[:-1]}, "{name}": [\n{lines}\n]}}\n')


def _record(library: Library, entry: Entry) -> dict[str, Any]:
    """Return the facts of an entry as plain JSON, empty ones left out."""
    facts = entry.data.model_dump(mode="json", by_alias=True, exclude=_KEEPERS_FIELDS, exclude_none=True)
    if entry.data.withdrawn is not None:
        facts = {"title": entry.title, "withdrawn": _notice(library, entry, facts["withdrawn"])}
    what: dict[str, Any] = {"entry": entry.kind.value, "id": entry.id, "page": address(entry)}
    if entry.kind is Kind.GUIDE and entry.shelf is not None:
        what["form"] = entry.shelf.name
    link = link_facts(library, entry) if entry.data.withdrawn is None else {}
    if link:
        what["link"] = link
    needed = {info.alias or name for name, info in type(entry.data).model_fields.items() if info.is_required()}
    return {**{key: value for key, value in facts.items() if value not in ([], {}, "", None) or key in needed}, **what}


def _notice(library: Library, entry: Entry, said: dict[str, Any]) -> dict[str, Any]:
    """Return what a notice says, with the replacement that readers are led to, if there is one."""
    written, instead = said.pop("replaced_by", ""), library.replacement(entry)
    if instead is None:
        return said
    return {**said, "replaced_by": written if library.find(written) == (instead,) else instead.key}


def _csv(library: Library, resources: tuple[Entry, ...]) -> str:
    """Return the catalogue as a table."""
    out = io.StringIO()
    out.write("\ufeff")  # without this mark, Excel takes UTF-8 for something else
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_COLUMNS, *(f"link_{name}" for name in _LINK_COLUMNS), "page"])
    for entry in resources:
        cells = []
        for column in _COLUMNS:
            value = getattr(entry.of(Resource), column)
            text = " ".join(value) if isinstance(value, tuple) else str(value)
            cells.append(safe_cell(text))
        link = link_facts(library, entry)
        cells += [link.get(name, "") for name in _LINK_COLUMNS]
        writer.writerow([*cells, address(entry)])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: an apostrophe comes before one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _feed(library: Library, words: Words) -> str:
    """Return the updates as an Atom feed (RFC 4287).

    Its addresses are relative, so that whoever reads it under an onion name or from a mirror stays there.
    """
    settings = library.settings
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language})
    _add(feed, "title", f"{settings.site_name}: {words.gettext('Updates')}")
    _add(feed, "id", _urn(f"{settings.site_name}/updates"))
    newest = max((e.field("date") for e in library.updates), default=library.today)
    _add(feed, "updated", _moment(newest))
    author = ET.SubElement(feed, "author")
    _add(author, "name", settings.site_name)
    _add(feed, "rights", settings.options.licence.name)
    ET.SubElement(feed, "link", {"href": "../updates/", "rel": "alternate"})
    for update in library.updates:
        item = ET.SubElement(feed, "entry")
        _add(item, "title", update.title)
        _add(item, "id", _urn(f"{settings.site_name}/{update.key}"))
        _add(item, "updated", _moment(update.field("date")))
        _add(item, "summary", update.summary)
        ET.SubElement(item, "link", {"href": f"../{address(update)}"})
    return _xml(feed)


def _sitemap(library: Library, pages: list[Page]) -> str:
    """Return the sitemap of every page that search engines may list."""
    urls = ET.Element("urlset", {"xmlns": _SITEMAP})
    for page in sorted(pages, key=lambda p: p.url):
        if page.is_listed:
            _add(ET.SubElement(urls, "url"), "loc", library.settings.site_url + page.url)
    return _xml(urls)


def _xml(element: ET.Element) -> str:
    ET.indent(element)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(element, encoding="unicode") + "\n"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: dt.date) -> str:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).isoformat().replace("+00:00", "Z")


def _urn(name: str) -> str:
    """Return an id for a feed that stays the same when the site moves."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
