"""Facets of search and of filters: which documents have which value, as sets."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from openshelf.library.facets import FACETS
from openshelf.model.fields import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.facets import Facet
    from openshelf.library.library import Library


@dataclass(frozen=True, slots=True)
class FacetSets:
    """For each value of a facet, the numbers of the documents that have it."""

    facet: Facet
    values: tuple[tuple[str, tuple[int, ...]], ...]


def values_for_filters(library: Library, entry: Entry) -> tuple[tuple[str, ...], ...]:
    """Return the values that an entry has of each facet that some page filters by."""
    return tuple(tuple(map(str, facet.values_of(library, entry))) for facet in FACETS if facet.filters)


def facet_sets(numbers: Sequence[int], all_values: Iterable[Sequence[Sequence[str]]]) -> list[FacetSets]:
    """Return the sets of every facet that some page filters by and that numbered entries have values of.

    ``all_values`` are the :func:`values_for_filters` of each entry. Values of open vocabularies stand by how often they
    occur. What is not known comes last.
    """
    found = []
    for facet, of_entries in zip(filter(attrgetter("filters"), FACETS), zip(*all_values, strict=True), strict=False):
        sets: dict[str, list[int]] = {}
        for number, values_of_entry in zip(numbers, of_entries, strict=True):
            for value in dict.fromkeys(values_of_entry):
                sets.setdefault(value, []).append(number)
        rank = {str(value): position for position, value in enumerate(facet.order)}
        values = sorted(
            sets, key=lambda v: (v == UNKNOWN, rank.get(v, len(rank)), -len(sets[v]) if v not in rank else 0, v)
        )
        if values:
            found.append(FacetSets(facet, tuple((value, tuple(sets[value])) for value in values)))
    return found
