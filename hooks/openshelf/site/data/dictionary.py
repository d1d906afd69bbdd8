"""The data dictionary: what each field of the published files means, read from their schemas, so that it stays true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPES = ("string", "integer", "boolean", "array", "object", "date")
"""What a field can hold; words for them are labels."""


class Row(NamedTuple):
    """One field."""

    name: str
    """With the fields that it stands in, by dots."""
    type: str
    """A key of ``TYPES``."""
    choices: tuple[str, ...]
    """The values it can have, where the list is closed and short."""
    is_always_there: bool
    meaning: str
    """In English, empty where the name says it."""


class Table(NamedTuple):
    """The fields of one kind of object."""

    name: str
    """As the schema calls it; empty for the file itself."""
    rows: tuple[Row, ...]


def dictionary(schema: Mapping[str, Any]) -> list[Table]:
    """Return the tables of a published schema: its head, then each kind of entry."""
    defs = schema.get("$defs", {})
    tables = [Table("", tuple(_rows(schema, defs)))]
    entries = [name for name in defs if "entry" in defs[name].get("properties", {})]
    return tables + [Table(name, tuple(_rows(defs[name], defs))) for name in entries]


def _rows(schema: Mapping[str, Any], defs: Mapping[str, Any], above: str = "") -> Iterator[Row]:
    for name, field in schema["properties"].items():
        inner = _resolved(field, defs)
        # A condition can hold conditions; one level says it all.
        is_known = inner.get("properties") and not above.endswith(f"{name}.") and above.count(".") < _DEEPEST
        meaning = " ".join(str(field.get("description", "")).split())
        yield Row(above + name, _type(inner), _values(inner), name in schema.get("required", ()), meaning)
        if is_known and "entry" not in inner["properties"]:
            yield from _rows(inner, defs, f"{above}{name}.")


_DEEPEST = 2
_SHORT = 12
"""Values that a row lists; labels.json has all of them with their words."""


def _resolved(field: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a field is: without null, with references resolved, and of a list what its items are."""
    if "anyOf" in field:
        known = [choice for choice in field["anyOf"] if choice.get("type") != "null"]
        return _resolved(known[0], defs) if len(known) == 1 else {"type": "object"}
    if "$ref" in field:
        return _resolved(defs[field["$ref"].rpartition("/")[2]], defs)
    if field.get("type") == "array" and isinstance(field.get("items"), dict):
        return {**_resolved(field["items"], defs), "list": True}
    return field


def _type(inner: Mapping[str, Any]) -> str:
    if inner.get("list"):
        return "array"
    named = str(inner.get("format", inner.get("type")))
    return named if named in TYPES else "string"


def _values(inner: Mapping[str, Any]) -> tuple[str, ...]:
    values = inner.get("enum", [inner["const"]] if "const" in inner else [])
    return tuple(map(str, values)) if len(values) <= _SHORT else ()
