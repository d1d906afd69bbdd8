"""What a library holds back, for the search through the finished files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from openshelf.core.store import Store
from openshelf.model.locales import LOCALES
from openshelf.model.schemas import schema_text
from openshelf.site.data.published import published_schemas
from openshelf.sources.yaml_source import scalars
from openshelf.verify.leaks import UnpublishedText

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

_KNOWN = frozenset({"id", "title", "publisher", "url", "archived_url"})
"""What a notice shows, or what is no text of ours but the name of something that others may name too: "Organisation, UN
OCHA" above "Centre for Humanitarian Data" reads like the publisher of another entry."""


def unpublished_texts(library: Library) -> Iterator[UnpublishedText]:
    """Yield drafts, what comes later, withdrawn entries, and files that could not be read as entries."""
    for entry in library.all_entries:
        if not entry.is_published(library.today):
            yield UnpublishedText(
                entry.path, entry.kind, entry.id, entry.address, (entry.title,), tuple(_texts_of(entry))
            )
        elif entry.data.withdrawn is not None:
            names, known = ((), _KNOWN) if entry.title else ((str(entry.values.get("title", "")),), frozenset())
            yield UnpublishedText(entry.path, entry.kind, entry.id, "", names, tuple(_texts_of(entry, known)))
    read = {entry.path for entry in library.all_entries}
    for source in library.sources:
        if source.path not in read:
            yield UnpublishedText(source.path, "", "", "", (), (source.text,))


def published_texts(library: Library) -> Iterator[str]:
    """Yield every text that readers may see: listed entries, notices of withdrawn ones, the interface, the schemas."""
    for entry in library.all_entries:
        if entry.is_listed(library.today):
            yield "\n".join(_texts_of(entry))
        elif entry.is_published(library.today) and entry.data.withdrawn is not None:
            yield f"{entry.title}\n{entry.id}\n{entry.data.withdrawn.reason}"

    yield from _interface(library.settings.language)
    yield from (schema_text(schema) for schema in published_schemas(library, Store.nothing()).values())


def _interface(language: str) -> Iterator[str]:
    """Yield the strings of the interface, which a text that explains the site may quote."""
    for file in (LOCALES / "openshelf.pot", LOCALES / language / "LC_MESSAGES" / "openshelf.po"):
        if file.is_file():
            with file.open("rb") as source:
                for message in read_po(source):
                    for said in (message.id, message.string):
                        yield said if isinstance(said, str) else "\n".join(said or ())


def _texts_of(entry: Entry, without: AbstractSet[str] = frozenset()) -> Iterator[str]:
    """Yield the values of an entry's keys, but for some, and its text."""
    yield from (node.value for field, node in scalars(entry.tree.node) if field not in without)
    if entry.body is not None:
        yield entry.body.text
