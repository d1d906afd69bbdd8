"""Open data: the library as JSON and CSV, the words for its ids, schemas, feeds and the sitemap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.store import digest
from openshelf.model.kinds import Kind
from openshelf.model.schemas import schema_text
from openshelf.model.sections import Section
from openshelf.site.data import feeds
from openshelf.site.data.known import kept_lines, known_files
from openshelf.site.data.labels import labels
from openshelf.site.data.published import FOLDER, FORMAT, published_schemas
from openshelf.site.data.records import record, record_key
from openshelf.site.data.table import head, row
from openshelf.site.page import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.core.store import Store
    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.site.i18n import Words
    from openshelf.site.page import Page


_RECORDS, _ROWS, _SCHEMAS = "data-records", "data-rows", "data-schemas"


def files(library: Library, pages: Sequence[Page], words: Words, store: Store) -> Iterator[DataFile]:
    """Yield every data file of the site."""
    addresses = sorted(page.url for page in pages if page.is_listed)
    key = digest(library.contents_key, library.today.isoformat(), *addresses)
    return known_files(store, "data", key, lambda: _files(library, addresses, words, store))


def _files(library: Library, addresses: list[str], words: Words, store: Store) -> Iterator[DataFile]:
    resources, themes = library.listed(Kind.RESOURCE), library.listed(Kind.THEME)
    about = {
        "format": FORMAT,
        "library": library.settings.site_name,
        "site": library.settings.site_url or None,
        "language": library.settings.language,
        "licence": library.settings.options.licence.id,
        "date": library.today.isoformat(),
    }
    everything = [entry for kind in Kind for entry in library.published(kind)]
    records = _records(library, everything, store)
    listed = [records[entry] for entry in resources]
    yield _entries(f"{Section.DATA.url}resources.json", about, "resources", [record.line for record in listed])
    lines = [records[entry].line for entry in everything]
    yield _entries(f"{Section.DATA.url}library.json", about, "entries", lines)
    rows = kept_lines(store, _ROWS, [record.key for record in listed], lambda place: row(library, resources[place]))
    yield DataFile.of(f"{Section.DATA.url}resources.csv", "".join([head(library), *rows]))
    described = {**about, "labels": labels(library, words)}
    yield DataFile.of(f"{Section.DATA.url}labels.json", json.dumps(described, ensure_ascii=False, indent=1) + "\n")
    yield from known_files(store, _SCHEMAS, digest(*(theme.id for theme in themes)), lambda: _schemas(library, store))
    yield DataFile.of(f"{Section.DATA.url}{feeds.UPDATES}", feeds.updates_feed(library, words))
    yield DataFile.of(f"{Section.DATA.url}{feeds.WITHDRAWALS}", feeds.withdrawals_feed(library, words))
    if library.settings.site_url:
        yield DataFile.of("sitemap.xml", feeds.sitemap(library, addresses))


def _schemas(library: Library, store: Store) -> Iterator[DataFile]:
    """Yield the schemas: of what entries say, they name the themes alone."""
    for name, schema in published_schemas(library, store).items():
        yield DataFile.of(f"{FOLDER}{name}", schema_text(schema))


class _Record(NamedTuple):
    """What open data says of an entry."""

    key: bytes
    """Of everything that it is made of."""
    line: str


def _records(library: Library, entries: Sequence[Entry], store: Store) -> dict[Entry, _Record]:
    keys = [record_key(library, entry) for entry in entries]

    def line(place: int) -> str:
        return json.dumps(record(library, entries[place]), ensure_ascii=False, sort_keys=True)

    lines = kept_lines(store, _RECORDS, keys, line)
    made = map(_Record, keys, lines)
    return dict(zip(entries, made, strict=True))


def _entries(path: str, about: dict[str, Any], name: str, lines: Sequence[str]) -> DataFile:
    """Return entries as JSON, one a line, so that two versions can be compared."""
    said = json.dumps(about, ensure_ascii=False)
    written = ",\n".join(lines)
    return DataFile.of(path, f'{said[:-1]}, "{name}": [\n{written}\n]}}\n')
