"""Keys of values: two values that a page could show differently have different keys."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any
from zlib import crc32

from markupsafe import Markup

from openshelf.core.store import digest
from openshelf.library.entry import Entry
from openshelf.library.facets import Facet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable


SUM = 4
"""Bytes of what tells one of several values from another one in its place."""


class NoFingerprintError(TypeError):
    """A value may hold anything: a page that got it could show what no key tells of."""


class Fingerprints:
    """Makes keys of values. An entry counts as what its file says of it, whatever line that stands on."""

    def __init__(self, constant: Collection[type] = ()) -> None:
        """Take the types whose values are the same in every build of this version with these settings."""
        self._constant = frozenset(constant)
        self._records: dict[int, tuple[object, str]] = {}

    def know(self, entries: Iterable[Entry]) -> None:
        """Take the fields of entries for what the entries' own keys say."""
        self._records |= {id(entry.data): (entry.data, f"<fields {entry.digest.hex()}>") for entry in entries}

    def of(self, *values: object) -> bytes:
        """Return the key of values. Raises NoFingerprintError for one that has none."""
        parts: list[str] = []
        for value in values:
            self._write(value, parts)
        return digest("".join(parts))

    def of_each(self, values: Iterable[object]) -> tuple[bytes, bytes]:
        """Return the key of values, and four bytes of each, which tell which of them has changed."""
        each: list[str] = []
        for value in values:
            parts: list[str] = []
            self._write(value, parts)
            each.append("".join(parts))
        sums = b"".join(crc32(part.encode("utf-8", "surrogatepass")).to_bytes(SUM, "little") for part in each)
        return digest(*each), sums

    def _write(self, value: Any, out: list[str]) -> None:  # noqa: ANN401 - of whatever type
        kind = type(value)
        write = _WRITERS.get(kind)
        if write is not None:
            write(self, value, out)
        elif kind in self._constant:
            out.append(f"<{kind.__qualname__}>")
        elif isinstance(value, Enum):
            out.append(f"<{kind.__qualname__}.{value.name}>")
        elif isinstance(value, type):
            out.append(repr(value))
        elif isinstance(value, dict):
            _write_dict(self, value, out)
        elif isinstance(value, tuple):  # with names
            out.append(kind.__qualname__)
            _write_items(self, value, out)
        elif hasattr(kind, "__dataclass_fields__") or hasattr(kind, "__pydantic_validator__"):
            out.append(self._record(value))
        else:
            msg = f"{kind.__module__}.{kind.__qualname__} has no fingerprint"
            raise NoFingerprintError(msg)

    def _record(self, value: Any) -> str:  # noqa: ANN401 - of whatever type
        """Return what stands for a record: the same ones are part of many pages, and nobody changes them."""
        if id(value) not in self._records:
            kind = type(value)
            written: list[str] = []
            for name in getattr(kind, "__dataclass_fields__", None) or kind.model_fields:
                self._write(getattr(value, name), written)
            said = f"<{kind.__module__}.{kind.__qualname__} {digest(''.join(written)).hex()}>"
            self._records[id(value)] = (value, said)  # which keeps the value, so that no other one gets its number
        return self._records[id(value)][1]


def _write_text(_: Fingerprints, value: str, out: list[str]) -> None:
    out.append(f"{len(value)}:{value}")


def _write_repr(_: Fingerprints, value: object, out: list[str]) -> None:
    out.append(f"|{value!r}")


def _write_entry(_: Fingerprints, value: Entry, out: list[str]) -> None:
    out.append(f"<Entry {value.digest.hex()}>")


def _write_facet(_: Fingerprints, value: Facet, out: list[str]) -> None:
    out.append(f"<Facet {value.id}>")


def _write_items(keys: Fingerprints, value: Collection[object], out: list[str]) -> None:
    out.append(f"({len(value)}")
    for item in value:
        keys._write(item, out)  # noqa: SLF001 - the other half of one walk
    out.append(")")


def _write_set(keys: Fingerprints, value: Collection[object], out: list[str]) -> None:
    out.append("set")
    _write_items(keys, sorted(keys.of(item) for item in value), out)


def _write_dict(keys: Fingerprints, value: dict[object, object], out: list[str]) -> None:
    _write_items(keys, [part for item in value.items() for part in item], out)


def _write_function(_: Fingerprints, value: FunctionType, out: list[str]) -> None:
    if value.__closure__ or value.__defaults__ or value.__kwdefaults__:
        msg = f"{value.__qualname__} holds what no key tells of"
        raise NoFingerprintError(msg)
    out.append(f"<{value.__module__}.{value.__qualname__}>")


def _write_method(keys: Fingerprints, value: MethodType, out: list[str]) -> None:
    out.append(f"<method {value.__name__}")
    keys._write(value.__self__, out)  # noqa: SLF001 - the other half of one walk
    out.append(">")


def _write_partial(keys: Fingerprints, value: partial[Any], out: list[str]) -> None:
    out.append("<partial")
    _write_items(keys, (value.func, value.args, value.keywords), out)


_WRITERS: dict[type, Callable[[Fingerprints, Any, list[str]], None]] = {
    str: _write_text,
    Markup: _write_text,
    int: _write_repr,
    bool: _write_repr,
    float: _write_repr,
    bytes: _write_repr,
    type(None): _write_repr,
    dt.date: _write_repr,
    dt.datetime: _write_repr,
    Entry: _write_entry,
    Facet: _write_facet,
    tuple: _write_items,
    list: _write_items,
    set: _write_set,
    frozenset: _write_set,
    dict: _write_dict,
    type({}.keys()): _write_items,
    type({}.values()): _write_items,
    type({}.items()): _write_items,
    FunctionType: _write_function,
    BuiltinFunctionType: _write_function,
    MethodType: _write_method,
    partial: _write_partial,
}
