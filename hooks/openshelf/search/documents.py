"""What search knows of an entry: its words by field, and what a result shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.frameworks.prose import Prose
from openshelf.library.link_states import LinkState
from openshelf.model.entries import Collection, Resource, Term
from openshelf.model.fields import UNKNOWN
from openshelf.model.framework import Framework
from openshelf.model.kinds import SEARCH_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

DEAD_LINK_BOOST = 0.5
"""What the score of a resource is worth whose link may be dead: named by a word, it stands below a living one whose
summary holds that word, and above one that only mentions it, so that who asks for it by name still finds it first."""

_HOST = re.compile(r"^https?://(?:www\.)?(?P<host>[^/:]+)")
_SHOPS = {"android", "ios"}
"""Addresses whose words say nothing about what is sold there."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one entry as search sees it, by field: all that scores depend on."""

    title: str
    aliases: tuple[str, ...]
    """Other names: those of a term in any language, the host of a resource, and products that it replaces."""
    sought: tuple[str, ...]
    """What readers type who look for it, whatever the language: no names, and never shown."""
    summary: str
    headings: tuple[str, ...]
    themes: tuple[str, ...]
    """The words that readers see for its themes, and for what it is, its languages and where it is made for."""
    body: str
    foreign: frozenset[str] = frozenset()
    """Other names that may be in another language than the library's."""
    link: LinkState | None = None
    """What is known about where it leads; None where it leads nowhere, or where nothing is known about any link."""

    @property
    def boost(self) -> float:
        """The factor for the score of each word in it, from 0 to 1."""
        return DEAD_LINK_BOOST if self.link is LinkState.MAY_BE_DEAD else 1.0

    def fields(self) -> tuple[str, ...]:
        """Return the text of every field, in the order of ``extract.WEIGHTS``."""
        return (
            self.title,
            " \n".join(self.aliases),
            " \n".join(self.sought),
            self.summary,
            " \n".join(self.headings),
            " \n".join(self.themes),
            self.body,
        )


@dataclass(frozen=True, slots=True)
class Document(Texts):
    """One entry as search sees it."""

    entry: Entry = field(kw_only=True)

    def texts(self) -> Texts:
        """Return its words without the entry, as they are kept."""
        return Texts(
            self.title,
            self.aliases,
            self.sought,
            self.summary,
            self.headings,
            self.themes,
            self.body,
            self.foreign,
            self.link,
        )


def documents(library: Library, labels: Mapping[str, Sequence[str]]) -> list[Document]:
    """Return every entry that lists offer readers, in the order of their numbers.

    ``labels`` are the words that readers see beside an entry, by its key.
    """
    return [document_of(library, entry, labels.get(entry.key, ())) for entry in searched(library)]


def searched(library: Library) -> list[Entry]:
    """Return every entry that lists offer readers, in the order of their numbers."""
    return [entry for kind in SEARCH_ORDER for entry in library.listed(kind) if not entry.is_for_writers]


def document_of(library: Library, entry: Entry, labels: Sequence[str]) -> Document:
    """Return what search knows of an entry; ``labels`` are the words that readers see beside it."""
    return Document(
        entry.title,
        tuple(_aliases(entry)),
        tuple(entry.field("search_words") or ()),
        entry.summary,
        tuple(heading.words for heading in entry.body.headings) if entry.body is not None else (),
        tuple(labels),
        "\n".join([*_facts(entry), _words(entry)]),
        frozenset(_foreign(entry)),
        library.links.of(entry.data.url).state if library.links.is_known and isinstance(entry.data, Resource) else None,
        entry=entry,
    )


def _aliases(entry: Entry) -> Iterator[str]:
    data = entry.data
    if isinstance(data, Term):
        yield from (*data.aliases, *data.abbreviations)
        for words in data.equivalents.values():
            yield from words
    elif isinstance(data, Resource):
        host = _HOST.match(data.url)
        yield from ([host["host"]] if host else [])
        yield from data.instead_of


def _foreign(entry: Entry) -> Iterator[str]:
    if isinstance(entry.data, Term):
        for words in entry.data.equivalents.values():
            yield from words


def _facts(entry: Entry) -> Iterator[str]:
    """Yield the facts of the front matter that are words to search for."""
    data = entry.data
    if isinstance(data, Resource):
        yield from [data.publisher] if data.publisher != UNKNOWN else ()
        yield from (*data.good_for, *data.not_for, *data.risks)
        yield from (address for name, address in data.addresses.fixed if name not in _SHOPS)
        yield from (one.url for one in data.addresses.other)
        yield from data.contact.services if data.contact else ()
    elif isinstance(data, Collection):
        yield from (pick.why for pick in data.picks)


def _words(entry: Entry) -> str:
    """Return the words of a text: without addresses and, in a framework, without the ids of options."""
    if entry.body is None:
        return ""
    return Prose.of(entry.body, entry.data).words if isinstance(entry.data, Framework) else entry.body.words
