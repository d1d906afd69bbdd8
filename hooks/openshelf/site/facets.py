"""Facets: the ways in which a list can be browsed, as static pages."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from openshelf.model.fields import UNKNOWN, unaccented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.i18n import Words


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and the entries that have it."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to browse, for example by language."""

    id: str
    title: str
    values: tuple[FacetValue, ...]


def facet(
    id_: str,
    title: str,
    entries: Iterable[Entry],
    values_of: Callable[[Entry], Iterable[str]],
    name: Callable[[str], str],
    order: Sequence[str] = (),
) -> Facet:
    """Sort entries by the values of one facet; ``order`` puts values first, the rest follow by name.

    What is not known comes last.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for value in dict.fromkeys(values_of(entry)):
            found.setdefault(value, []).append(entry)
    rank = {value: position for position, value in enumerate(order)}
    names = {value: name(value) for value in found}
    ordered = sorted(found, key=lambda value: (value == UNKNOWN, rank.get(value, len(rank)), unaccented(names[value])))
    return Facet(id_, title, tuple(FacetValue(value, names[value], tuple(found[value])) for value in ordered))


def by_letter(entries: Iterable[Entry], words: Words) -> Facet:
    """Sort entries by the first letters of their titles."""

    def name(letter: str) -> str:
        return words.gettext("Other") if letter == "other" else letter.upper()

    return facet(
        "letter", words.label("facet", "letter"), entries, lambda e: [first_letter(e.title)], name, ascii_lowercase
    )


def first_letter(title: str) -> str:
    """Return the letter under which a title is found: a plain Latin letter, else ``other``."""
    for character in unaccented(title):
        if character.isalnum():
            return character if "a" <= character <= "z" else "other"
    return "other"
