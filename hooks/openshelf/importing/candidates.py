"""Entries that a source offers: what it says of them, in keys of the library, and where it says that."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from openshelf.check.files import DEVICES
from openshelf.formatting.catalogue import CatalogueEntry, read_entry
from openshelf.formatting.lines import CannotFormatError
from openshelf.formatting.texts import formatted_text
from openshelf.model.fields import ID_LENGTH, id_like
from openshelf.model.kinds import ENTRY_FOLDER, SHELVES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openshelf.importing.diagnostics import SourceLocation

ARTICLES = next(shelf for shelf in SHELVES if shelf.name == "article")
"""Where texts go: no other kind takes a text as it is."""
_PLAIN = re.compile(r"(?:https?://)?[^\W_](?:[\w .()/’'+-]*[\w.)’'])?")
"""A text that means the same in YAML with and without quotes, wherever it stands."""
_ADDRESS = re.compile(r"https?://[\w./~?=&%+@!$;-]*[\w/]")
_FLAGS = frozenset({"draft", "sensitive"})
_NOT_PLAIN = frozenset("yes no true false on off y n null".split())  # noqa: SIM905 - words, one after the other
_RESERVED = DEVICES | {"by", "index"}
"""IdAllocator that no entry may have."""


@dataclass(frozen=True)
class Candidate:
    """One entry to be."""

    location: SourceLocation
    kind: Kind
    id: str
    values: Mapping[str, Any]
    """What it says, by key: text, a list of texts, or keys with texts."""
    locations: Mapping[str, SourceLocation] = field(default_factory=dict)
    """Where the source says it."""
    body: str = ""
    body_line: int = 1
    """The line of the source on which the text starts."""

    @property
    def key(self) -> str:
        """``kind/id``."""
        return f"{self.kind}/{self.id}"

    @property
    def is_draft(self) -> bool:
        """Whether readers are not to see it yet."""
        return "draft" in self.values

    @cached_property
    def written(self) -> CatalogueEntry:
        """The entry of a resource in the one form. Raises CannotFormatError."""
        found = read_entry(as_yaml({"id": self.id, **self.values}), f"{ENTRY_FOLDER}/{self.id}.yml")
        if found.values != _as_read({"id": self.id, **self.values}):
            raise CannotFormatError("contains text that cannot be saved")
        return found

    @property
    def path(self) -> str:
        """The file of an article."""
        return f"{ARTICLES.folder}/{self.id}.md"

    @cached_property
    def text(self) -> str:
        """The text of that file. Raises CannotFormatError."""
        return formatted_text(f"---\n{as_yaml(self.values)}---\n{self.body}", ARTICLES, self.path)


def as_yaml(values: Mapping[str, Any]) -> str:
    """Return keys with values as YAML."""
    return "".join(f"{line}\n" for key, value in values.items() for line in _lines(key, value))


def _lines(key: str, value: Any) -> list[str]:  # noqa: ANN401 - text, a list or keys
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {line}" for inner, one in value.items() for line in _lines(inner, one))]
    if isinstance(value, list):
        return [f"{key}: [{', '.join(map(_scalar, value))}]"]
    if "\n" in value:
        return [f"{key}: |", *(f"  {line}".rstrip() for line in value.rstrip("\n").split("\n"))]
    return [f"{key}: {value if key in _FLAGS else _scalar(value)}"]


def _scalar(text: str) -> str:
    """Return a text as YAML: quoted, where another program might take it for something else."""
    is_plain = (_PLAIN.fullmatch(text) or _ADDRESS.fullmatch(text)) and text.casefold() not in _NOT_PLAIN
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _as_read(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as they are read again: a text of several lines ends with a line end."""
    return {
        key: f"{value.rstrip()}\n" if isinstance(value, str) and "\n" in value else value
        for key, value in values.items()
    }


class IdAllocator:
    """Gives ids: each to one entry, none that a reference may mean already."""

    def __init__(self, taken: Mapping[str, Kind], files: Iterable[str]) -> None:
        """``taken`` are the ids of the library with the kind of their entry, ``files`` are the paths of its files."""
        self._taken = taken
        self._files = frozenset(path.casefold() for path in files)
        self._given: set[str] = set()
        self._next: dict[tuple[Kind, str], int] = {}
        """The number from which on ids of one base may be free: thousands of rows may have one name."""

    def of(self, kind: Kind, *words: str) -> tuple[str, bool]:
        """Return an id from the first words that make one, and whether the library has an entry of the kind there.

        Where entries of other kinds, or others of this import, have it, it gets a number.
        """
        base = next((id_ for text in words if (id_ := id_like(text))), "entry")
        number = self._next.get((kind, base), 1)
        while True:
            end = f"-{number}" if number > 1 else ""
            id_ = base[: ID_LENGTH - len(end)].rstrip("-") + end if end else base
            if self._taken.get(id_) is kind or (id_ not in self._taken and self._is_file(kind, id_)):
                return id_, True
            if id_ not in self._taken and id_ not in self._given and id_ not in _RESERVED:
                self._given.add(id_)
                self._next[kind, base] = number + 1
                return id_, False
            number += 1

    def _is_file(self, kind: Kind, id_: str) -> bool:
        path = f"{ENTRY_FOLDER}/{id_}.yml" if kind is Kind.RESOURCE else f"{ARTICLES.folder}/{id_}.md"
        return path in self._files


def told_of_id(id_: str, title: str) -> str:
    """Return what is to be told of an id that is not its title's; nothing where it is."""
    return "" if id_ == id_like(title) else f"its id is {id_!r}, because the id made from its title is taken or empty"
