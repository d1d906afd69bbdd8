"""The lists behind the values of facets: who stands in which, and in which order readers see them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

from openshelf.library.facets import lists_of
from openshelf.model.fields import UNKNOWN, unaccented
from openshelf.site.ranges import PAGE_SIZE, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from openshelf.library.entry import Entry
    from openshelf.library.facets import Facet
    from openshelf.model.sections import Section
    from openshelf.site.view import View


MOST_VALUES = 12
"""Values that first pages show of a facet whose values have a page of their own."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and the entries that have it."""

    id: str
    title: str
    number: int
    """How many entries have it."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class FacetLists:
    """The lists of one section by one facet."""

    facet: Facet
    section: Section
    title: str
    values: tuple[FacetValue, ...]

    def url(self, value: FacetValue) -> str:
        """Return the address of the list of a value."""
        return self.section.list_url(self.facet.id, value.id)

    @property
    def index_url(self) -> str:
        """The address of the page of all values, empty where there is none."""
        return self.section.index_url(self.facet.id) if self.facet.index_about and self.values else ""

    @cached_property
    def counted(self) -> FacetLists:
        """The same without the entries: a page that only counts them need not be made again when one changes."""
        return replace(self, values=tuple(replace(value, entries=()) for value in self.values))

    @property
    def first_values(self) -> tuple[FacetValue, ...]:
        """The values that first pages show: all, or those with most entries where all have a page of their own."""
        if not self.facet.index_about:
            return self.values
        most = nlargest(MOST_VALUES, self.values, key=lambda value: value.number)
        return tuple(sorted(most, key=filed_under))


def filed_under(value: FacetValue) -> str:
    """Return what a value is filed under in a list of all."""
    return sort_key(value.title, value.id)


def lists_of_section(view: View, section: Section) -> tuple[FacetLists, ...]:
    """Return the lists that the first page of a section leads to; for plans of pages, which note no reads."""
    if section not in view.lists:
        entries = view.in_section(section)
        facets = lists_of(section, is_long=len(entries) > PAGE_SIZE)
        view.lists[section] = tuple(facet_lists(view, facet, section, entries) for facet in facets)
    return view.lists[section]


def facet_lists(
    view: View,
    facet: Facet,
    section: Section,
    entries: Iterable[Entry],
    is_wanted: Callable[[str], bool] = lambda _: True,
) -> FacetLists:
    """Sort entries of a section into the lists of one facet, for those of its values that are wanted.

    Values come in their order, then by name; what is not known comes last.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for value in dict.fromkeys(filter(is_wanted, view.facet_values(facet, entry))):
            found.setdefault(value, []).append(entry)
    rank = {value: position for position, value in enumerate(facet.order or view.first_values(facet))}
    names = {value: view.value_name(facet.vocabulary, value) for value in found}
    ordered = sorted(found, key=lambda value: (value == UNKNOWN, rank.get(value, len(rank)), unaccented(names[value])))
    values = tuple(FacetValue(value, names[value], len(found[value]), tuple(found[value])) for value in ordered)
    return FacetLists(facet, section, view.words.gettext(facet.title), values)
