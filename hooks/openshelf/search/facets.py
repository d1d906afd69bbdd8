"""Facets of search and of lists: which documents have which value, as sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.model.entries import CaseStudy, Resource
from openshelf.model.fields import Answer, Cost, Outcome, ResourceKind
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


def _place(entry: Entry) -> Iterable[str]:
    return [entry.data.place.region or WITHHELD] if isinstance(entry.data, CaseStudy) else ()


_WAYS: tuple[tuple[str, Callable[[Entry], Iterable[str]], Sequence[str]], ...] = (
    ("entry", lambda e: [e.kind], ORDER),
    ("kind", lambda e: _of_resource(e, lambda r: [r.kind]), tuple(ResourceKind)),
    ("theme", lambda e: e.themes, ()),
    ("language", lambda e: _of_resource(e, lambda r: r.languages), ()),
    ("region", lambda e: _of_resource(e, lambda r: r.regions), ()),
    ("cost", lambda e: _of_resource(e, lambda r: [r.cost]), tuple(Cost)),
    ("offline", lambda e: _of_resource(e, lambda r: [r.offline]), tuple(Answer)),
    ("place", _place, ()),
    ("outcome", lambda e: [e.data.outcome] if isinstance(e.data, CaseStudy) else (), tuple(Outcome)),
)
"""Facets with how an entry has values, and the order of fixed vocabularies."""


def facets(documents: Sequence[Document]) -> list[Facet]:
    """Return every facet that has values; values of open vocabularies stand by how often they occur."""
    found = []
    for id_, values_of, order in _WAYS:
        sets: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            for value in dict.fromkeys(map(str, values_of(document.entry))):
                sets.setdefault(value, []).append(number)
        rank = {str(value): position for position, value in enumerate(order)}
        values = sorted(sets, key=lambda v: (rank.get(v, len(rank)), -len(sets[v]) if v not in rank else 0, v))
        if values:
            found.append(Facet(id_, tuple((value, tuple(sets[value])) for value in values)))
    return found
