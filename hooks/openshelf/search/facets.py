"""Facets of search and of lists: which documents have which value, as sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.library.link_states import LinkState
from openshelf.model.entries import CaseStudy, Resource
from openshelf.model.fields import UNKNOWN, Answer, Cost, Outcome, ResourceKind
from openshelf.model.kinds import SHELVES, Kind
from openshelf.search.documents import ORDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openshelf.library.entry import Entry
    from openshelf.search.documents import Document

WITHHELD = "withheld"
"""The place of a case study that does not tell it."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list down: for each value, the numbers of the documents that have it."""

    id: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


def _of_resource(entry: Entry, field: Callable[[Resource], Iterable[str]]) -> Iterable[str]:
    return field(entry.data) if isinstance(entry.data, Resource) else ()


def _form(entry: Entry) -> Iterable[str]:
    return [entry.shelf.name] if entry.kind is Kind.GUIDE and entry.shelf is not None else ()


def _place(entry: Entry) -> Iterable[str]:
    return [entry.data.place.region or WITHHELD] if isinstance(entry.data, CaseStudy) else ()


_WAYS: tuple[tuple[str, Callable[[Document], Iterable[str]], Sequence[str]], ...] = (
    ("entry", lambda d: [d.entry.kind], ORDER),
    ("kind", lambda d: _of_resource(d.entry, lambda r: [r.kind]), tuple(ResourceKind)),
    ("form", lambda d: _form(d.entry), tuple(shelf.name for shelf in SHELVES if shelf.kind is Kind.GUIDE)),
    ("theme", lambda d: d.entry.themes, ()),
    ("language", lambda d: _of_resource(d.entry, lambda r: r.languages), ()),
    ("region", lambda d: _of_resource(d.entry, lambda r: r.regions), ()),
    ("cost", lambda d: _of_resource(d.entry, lambda r: [r.cost]), tuple(Cost)),
    ("offline", lambda d: _of_resource(d.entry, lambda r: [r.offline]), tuple(Answer)),
    ("link", lambda d: [d.link] if d.link else (), tuple(LinkState)),
    ("place", lambda d: _place(d.entry), ()),
    ("outcome", lambda d: [d.entry.data.outcome] if isinstance(d.entry.data, CaseStudy) else (), tuple(Outcome)),
)
"""Facets with how a document has values, and the order of fixed vocabularies."""


def facets(documents: Sequence[Document], numbers: Sequence[int]) -> list[Facet]:
    """Return every facet of numbered documents that has values; those of open vocabularies by how often they occur.

    What is not known comes last.
    """
    found = []
    for id_, values_of, order in _WAYS:
        sets: dict[str, list[int]] = {}
        for number, document in zip(numbers, documents, strict=True):
            for value in dict.fromkeys(map(str, values_of(document))):
                sets.setdefault(value, []).append(number)
        rank = {str(value): position for position, value in enumerate(order)}
        values = sorted(
            sets, key=lambda v: (v == UNKNOWN, rank.get(v, len(rank)), -len(sets[v]) if v not in rank else 0, v)
        )
        if values:
            found.append(Facet(id_, tuple((value, tuple(sets[value])) for value in values)))
    return found
