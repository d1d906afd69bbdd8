"""What was read while something was made: it need not be made again while every read has the same answer."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from openshelf.library.entry import Entry
from openshelf.library.facets import Facet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class EntryKey(NamedTuple):
    """Stands for an entry among the arguments of a read: the entry itself may change."""

    key: str


class FacetKey(NamedTuple):
    """Stands for a facet, which holds functions."""

    id: str


class Read(NamedTuple):
    """A question that was asked of the library."""

    name: str
    """The method of :class:`openshelf.site.reads.Reads`."""
    arguments: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(_said, self.arguments))})"


def _said(argument: object) -> str:
    return str(argument[0]) if isinstance(argument, EntryKey | FacetKey) else str(argument)


FOLLOWS: dict[str, Read] = {}
"""Reads with many answers that are dear to find, by name, and the one read from which all of them follow."""


class Recorder:
    """Notes the reads of whatever is being made, if anything is."""

    def __init__(self) -> None:
        self._open: list[dict[Read, None]] = []

    @contextmanager
    def collected(self) -> Iterator[dict[Read, None]]:
        """Collect what is read meanwhile, in order; what is collected outside gets it too."""
        reads: dict[Read, None] = {}
        self._open.append(reads)
        try:
            yield reads
        finally:
            self._open.pop()
            self.note_all(reads)

    def note(self, read: Read) -> None:
        """Note a read."""
        if self._open:
            self._open[-1][read] = None

    def note_all(self, reads: dict[Read, None]) -> None:
        """Note the reads of something that was made before and is used again."""
        if self._open:
            self._open[-1].update(reads)

    @property
    def is_open(self) -> bool:
        """Whether anything is being made."""
        return bool(self._open)


Method = TypeVar("Method", bound="Callable[..., Any]")


def read(method: Method) -> Method:
    """Let a method of what has a ``recorder`` note that it was asked; its arguments are given by position."""
    name = method.__name__

    @wraps(method)
    def asked(self: Any, *arguments: Any) -> Any:  # noqa: ANN401 - as the method has it
        if self.recorder.is_open:
            self.recorder.note(Read(name, tuple(map(_noted, arguments))))
        return method(self, *arguments)

    return cast("Method", asked)


def follows_from(name: str, *arguments: object) -> Callable[[Method], Method]:
    """Let answers of a method stand as long as another read has the same: they follow from that and their arguments."""

    def noted(method: Method) -> Method:
        FOLLOWS[method.__name__] = Read(name, arguments)
        return method

    return noted


def _noted(argument: object) -> object:
    if isinstance(argument, Entry):
        return EntryKey(argument.key)
    return FacetKey(argument.id) if isinstance(argument, Facet) else argument
