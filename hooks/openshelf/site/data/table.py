"""The catalogue as a table: one row a resource, one column a fact."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.model.entries import Addresses, Contact, Resource, State, Verdict
from openshelf.site.data.records import KEEPERS_FIELDS, LinkFacts, link_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

_FORMULA = ("=", "+", "-", "@", "\t")
_FIRST = ("id", "title", "url", "kind", "publisher", "summary")
_NESTED: dict[str, type[BaseModel]] = {"addresses": Addresses, "state": State, "contact": Contact}
"""Fields that hold several facts, each of which has a column."""
_NOT_HERE = frozenset({*KEEPERS_FIELDS, "withdrawn"})
"""The table lists what is offered; what was withdrawn is in library.json."""
_TAGS = frozenset({"themes", "languages", "regions", "platforms", "alternatives"})
"""Lists of ids and tags, which hold no blanks."""


class Column(NamedTuple):
    """A column: its name, and where its value stands in the record of a resource."""

    name: str
    loc: tuple[str, ...]


def columns(criteria: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns for a library with these criteria."""
    return _columns(tuple(criteria))


@cache
def _columns(criteria: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(Column("_".join(loc), loc) for loc in _places(criteria))


def _places(criteria: Iterable[str]) -> Iterator[tuple[str, ...]]:
    fields = [name for name in Resource.model_fields if name not in _NOT_HERE and name not in _FIRST]
    for name in (*_FIRST, *fields):
        if name == "criteria":
            yield from ((name, id_, part) for id_ in criteria for part in Verdict.model_fields)
        elif name in _NESTED:
            yield from ((name, info.alias or part) for part, info in _NESTED[name].model_fields.items())
        else:
            yield (name,)
    yield from (("link", name) for name in LinkFacts.__dataclass_fields__)
    yield ("page",)


def head(library: Library) -> str:
    """Return how the catalogue as CSV begins (RFC 4180, UTF-8 with a mark at its start, lines end in LF)."""
    # Without this mark, Excel takes UTF-8 for something else.
    return "\ufeff" + _written(column.name for column in columns(library.settings.criteria))


def row(library: Library, entry: Entry) -> str:
    """Return the row of a resource.

    A list of ids or tags is written with blanks, a list of phrases with one on each line: neither can be part of a
    value.
    """
    facts = entry.of(Resource).model_dump(mode="json", by_alias=True, exclude_none=True)
    facts |= {"link": link_facts(library, entry), "page": entry.address}
    cells = dict(_cells(facts))  # most columns are empty
    return _written([cells.get(column.loc, "") for column in columns(library.settings.criteria)])


def _written(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _cells(facts: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what cells hold, by where it stands in the record."""
    for name, value in facts.items():
        if isinstance(value, dict):
            yield from _cells(value, (*above, name))
        else:
            yield (*above, name), safe_cell(_cell(name, value))


def _cell(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return (" " if name in _TAGS else "\n").join(map(_item, value))
    return str(value)


def _item(item: object) -> str:
    return f"{item['name']}: {item['url']}" if isinstance(item, dict) else str(item)


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: an apostrophe comes before one."""
    return f"'{text}" if text.startswith(_FORMULA) else text
