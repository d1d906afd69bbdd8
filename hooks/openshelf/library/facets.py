"""The facets: every way to narrow lists and search down, one row each; pages add the words for their values."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from openshelf.core.translatable import N_
from openshelf.library.link_states import LinkState
from openshelf.library.products import product_slug
from openshelf.model.entries import CaseStudy, Resource, Update
from openshelf.model.fields import Answer, Cost, Outcome, ResourceKind, unaccented
from openshelf.model.kinds import SEARCH_ORDER, SHELVES, Kind
from openshelf.model.sections import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openshelf.library.entry import Entry, Schema
    from openshelf.library.library import Library

WITHHELD = "withheld"
"""The place of a case study that does not tell it."""
OTHER = "other"
"""What titles are filed under that begin with no plain Latin letter."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list down: by the values that entries have."""

    id: str
    """As addresses of lists, the search index and the ``#fragment`` of filters have it."""
    title: str
    """An interface string."""
    vocabulary: str
    """By which pages find the words for a value, which stand for many entries."""
    values_of: Callable[[Library, Entry], Iterable[str]]
    """Reads the values of an entry; there are none in entries of other kinds."""
    order: Sequence[str] = ()
    """The values of a fixed vocabulary. Of an open one, filters show first what is most frequent."""
    first: Callable[[Library], Sequence[str]] = lambda _: ()
    """The values of an open vocabulary with which lists begin; the others follow by name."""
    filters: Sequence[Section] = ()
    """Sections whose first page has it among its combined filters."""
    lists: Sequence[Section] = ()
    """Sections with a page for each value."""
    lists_of_many: Sequence[Section] = ()
    """Sections that have those pages only while their first page does not hold all entries."""
    is_lasting: bool = True
    """Whether the addresses of those pages last, so that others may link to them."""
    is_searched: bool = False
    """Whether search finds an entry by the words for its values."""
    list_title: str = N_("%(facet)s: %(value)s")
    """How the title of the list for a value is put, an interface string."""
    list_about: str = ""
    """What such a list is, in one line: an interface string, empty where the title says it."""
    index_about: str = ""
    """What a page of all values is for, an interface string. Facets whose values are many have such a page: other
    pages show the most frequent, and lead there."""
    compares: bool = False
    """Whether those lists say of each entry what it is good for, and what not."""


def _of(schema: type[Schema], read: Callable[[Schema], Iterable[str]]) -> Callable[[Library, Entry], Iterable[str]]:
    """Return what reads the values of entries of a schema."""
    return lambda _, entry: read(entry.data) if isinstance(entry.data, schema) else ()


def _form(_: Library, entry: Entry) -> Iterable[str]:
    return [entry.shelf.name] if entry.kind is Kind.GUIDE and entry.shelf is not None else ()


def _link(library: Library, entry: Entry) -> Iterable[str]:
    if not isinstance(entry.data, Resource) or not library.links.is_known:
        return ()
    return [library.links.of(entry.data.url).state]


def _products(resource: Resource) -> Iterable[str]:
    return filter(None, map(product_slug, resource.instead_of))


def base_language(tag: str) -> str:
    """Return the language of which a tag may name a variety: ``pt`` for ``pt-BR``."""
    return tag.partition("-")[0]


def _regions(library: Library) -> Sequence[str]:
    return tuple(library.settings.regions)


def first_letter(title: str) -> str:
    """Return the letter under which a title is found: a plain Latin letter, else ``other``."""
    for character in unaccented(title):
        if character.isalnum():
            return character if "a" <= character <= "z" else OTHER
    return OTHER


ENTRY = Facet(
    "entry",
    N_("What it is"),
    "kinds",
    lambda _, entry: [entry.kind],
    SEARCH_ORDER,
    filters=(Section.SEARCH,),
)
THEME = Facet(
    "theme",
    N_("Theme"),
    "themes",
    lambda _, entry: entry.themes,
    filters=(Section.SEARCH, Section.RESOURCES, Section.CASE_STUDIES),
    lists=(Section.RESOURCES, Section.GUIDES, Section.CASE_STUDIES),
    is_searched=True,
)
"""Sections without these lists have them for the themes whose landing page leaves something out."""

INSTEAD_OF = Facet(
    "instead-of",
    N_("Instead of a well-known product"),
    "products",
    _of(Resource, _products),
    lists=(Section.RESOURCES,),
    list_title=N_("Instead of %(value)s"),
    list_about=N_("What this catalogue has that can be used instead of %(value)s. Look at what each is not for."),
    index_about=N_("Choose what you use today. Behind each name stands what can be used in its place."),
    compares=True,
)
LANGUAGE = Facet(
    "language",
    N_("Language"),
    "languages",
    _of(Resource, lambda resource: map(base_language, resource.languages)),
    first=lambda _: ("en", "es", "pt", "fr"),
    filters=(Section.SEARCH, Section.RESOURCES),
    lists=(Section.RESOURCES,),
    is_searched=True,
)
"""Who reads Portuguese reads that of Brazil too: varieties count as their language, and entries say which they are."""

FACETS = (
    ENTRY,
    Facet(
        "kind",
        N_("Kind"),
        "resource-kinds",
        _of(Resource, lambda resource: [resource.kind]),
        tuple(ResourceKind),
        filters=(Section.SEARCH, Section.RESOURCES),
        lists=(Section.RESOURCES,),
    ),
    Facet(
        "form",
        N_("Kind of guide"),
        "forms",
        _form,
        tuple(shelf.name for shelf in SHELVES if shelf.kind is Kind.GUIDE),
        filters=(Section.SEARCH,),
        lists=(Section.GUIDES,),
    ),
    THEME,
    INSTEAD_OF,
    LANGUAGE,
    Facet(
        "region",
        N_("Region"),
        "regions",
        _of(Resource, lambda resource: resource.regions),
        first=_regions,
        filters=(Section.SEARCH, Section.RESOURCES),
        lists=(Section.RESOURCES,),
        is_searched=True,
    ),
    Facet(
        "cost",
        N_("Cost"),
        "cost",
        _of(Resource, lambda resource: [resource.cost]),
        tuple(Cost),
        filters=(Section.SEARCH, Section.RESOURCES),
        lists=(Section.RESOURCES,),
    ),
    Facet(
        "offline",
        N_("Works without a connection"),
        "answer",
        _of(Resource, lambda resource: [resource.offline]),
        tuple(Answer),
        filters=(Section.SEARCH, Section.RESOURCES),
        lists=(Section.RESOURCES,),
    ),
    Facet(
        "link",
        N_("Link"),
        "link",
        _link,
        tuple(LinkState),
        filters=(Section.RESOURCES,),
        lists=(Section.RESOURCES,),
        is_lasting=False,
    ),
    Facet(
        "place",
        N_("Place"),
        "places",
        _of(CaseStudy, lambda case: [case.place.region or WITHHELD]),
        first=_regions,
        filters=(Section.CASE_STUDIES,),
        lists=(Section.CASE_STUDIES,),
        is_searched=True,
    ),
    Facet(
        "outcome",
        N_("Outcome"),
        "outcome",
        _of(CaseStudy, lambda case: [case.outcome]),
        tuple(Outcome),
        filters=(Section.CASE_STUDIES,),
        lists=(Section.CASE_STUDIES,),
    ),
    Facet(
        "letter",
        N_("First letter"),
        "letters",
        lambda _, entry: [first_letter(entry.title)],
        tuple(ascii_lowercase),
        lists=(Section.RESOURCES,),
        lists_of_many=(Section.COLLECTIONS, Section.FRAMEWORKS),
    ),
    Facet(
        "year",
        N_("Year"),
        "years",
        _of(Update, lambda update: [str(update.date.year)]),
        first=lambda library: tuple(dict.fromkeys(str(update.field("date").year) for update in library.updates)),
        lists_of_many=(Section.UPDATES,),
    ),
)
"""In the order in which readers see them."""


def filters_of(section: Section) -> tuple[Facet, ...]:
    """Return the facets by which the first page of a section can be filtered."""
    return tuple(facet for facet in FACETS if section in facet.filters)


def lists_of(section: Section, *, is_long: bool) -> tuple[Facet, ...]:
    """Return the facets by which a section has lists; ``is_long`` where its first page does not hold all entries."""
    return tuple(facet for facet in FACETS if section in (*facet.lists, *(facet.lists_of_many if is_long else ())))
