"""Keys of values: two values that a page could show differently have different keys."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from openshelf.core.store import digest
from openshelf.library.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


class NoFingerprintError(TypeError):
    """A value may hold anything: a page that got it could show what no key tells of."""


class Fingerprints:
    """Makes keys of values. An entry counts as what its file says of it, whatever line that stands on."""

    def __init__(self, constant: Collection[type] = ()) -> None:
        """Take the types whose values are the same in every build of this version with these settings."""
        self._constant = frozenset(constant)

    def of(self, *values: object) -> bytes:
        """Return the key of values. Raises NoFingerprintError for one that has none."""
        parts: list[str] = []
        for value in values:
            self._write(value, parts)
        return digest("".join(parts))

    def _write(self, value: Any, out: list[str]) -> None:  # noqa: ANN401 - of whatever type
        kind = type(value)
        write = _WRITERS.get(kind)
        if write is not None:
            write(self, value, out)
        elif kind in self._constant:
            out.append(f"<{kind.__qualname__}>")
        elif isinstance(value, Enum):
            out.append(f"<{kind.__qualname__}.{value.name}>")
        elif isinstance(value, tuple):  # with names
            out.append(kind.__qualname__)
            _write_items(self, value, out)
        elif hasattr(kind, "__dataclass_fields__"):
            out.append(f"<{kind.__module__}.{kind.__qualname__}")
            for name in kind.__dataclass_fields__:
                self._write(getattr(value, name), out)
            out.append(">")
        elif hasattr(kind, "__pydantic_validator__"):
            out.append(f"<{kind.__module__}.{kind.__qualname__}")
            _write_dict(self, value.__dict__, out)
            out.append(">")
        else:
            msg = f"{kind.__module__}.{kind.__qualname__} has no fingerprint"
            raise NoFingerprintError(msg)


def _write_text(_: Fingerprints, value: str, out: list[str]) -> None:
    out.append(f"{len(value)}:{value}")


def _write_repr(_: Fingerprints, value: object, out: list[str]) -> None:
    out.append(f"|{value!r}")


def _write_entry(_: Fingerprints, value: Entry, out: list[str]) -> None:
    out.append(f"<Entry {value.digest.hex()}>")


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
    type: _write_repr,
}
