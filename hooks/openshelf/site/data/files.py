"""Open data: the library as JSON and CSV, the words for its ids, schemas, feeds and the sitemap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from openshelf.core.store import digest
from openshelf.model.kinds import Kind
from openshelf.model.schemas import schema_text
from openshelf.model.sections import Section
from openshelf.site.data import feeds
from openshelf.site.data.known import contents_key, known_files
from openshelf.site.data.labels import labels
from openshelf.site.data.published import FOLDER, FORMAT, published_schemas
from openshelf.site.data.records import record
from openshelf.site.data.table import table
from openshelf.site.page import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.core.store import Store
    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.site.i18n import Words
    from openshelf.site.page import Page


def files(library: Library, pages: list[Page], words: Words, store: Store) -> Iterator[DataFile]:
    """Yield every data file of the site."""
    addresses = sorted(page.url for page in pages if page.is_listed)
    key = digest(contents_key(library), library.today.isoformat(), *addresses)
    return known_files(store, "data", key, lambda: _files(library, addresses, words))


def _files(library: Library, addresses: list[str], words: Words) -> Iterator[DataFile]:
    resources = library.listed(Kind.RESOURCE)
    about = {
        "format": FORMAT,
        "library": library.settings.site_name,
        "site": library.settings.site_url or None,
        "language": library.settings.language,
        "licence": library.settings.options.licence.id,
        "date": library.today.isoformat(),
    }
    everything = (entry for kind in Kind for entry in library.published(kind))
    yield _entries(f"{Section.DATA.url}resources.json", about, "resources", library, resources)
    yield _entries(f"{Section.DATA.url}library.json", about, "entries", library, everything)
    yield DataFile.of(f"{Section.DATA.url}resources.csv", table(library, resources))
    described = {**about, "labels": labels(library, words)}
    yield DataFile.of(f"{Section.DATA.url}labels.json", json.dumps(described, ensure_ascii=False, indent=1) + "\n")
    for name, schema in published_schemas(library).items():
        yield DataFile.of(f"{FOLDER}{name}", schema_text(schema))
    yield DataFile.of(f"{Section.DATA.url}{feeds.UPDATES}", feeds.updates_feed(library, words))
    yield DataFile.of(f"{Section.DATA.url}{feeds.WITHDRAWALS}", feeds.withdrawals_feed(library, words))
    if library.settings.site_url:
        yield DataFile.of("sitemap.xml", feeds.sitemap(library, addresses))


def _entries(path: str, about: dict[str, Any], name: str, library: Library, entries: Iterable[Entry]) -> DataFile:
    """Return entries as JSON, one a line, so that two versions can be compared."""
    head = json.dumps(about, ensure_ascii=False)
    lines = ",\n".join(json.dumps(record(library, entry), ensure_ascii=False, sort_keys=True) for entry in entries)
    return DataFile.of(path, f'{head[:-1]}, "{name}": [\n{lines}\n]}}\n')
