"""What was found in each file of a site, small enough to be kept from build to build and to be joined quickly.

A file says little by itself, but there are thousands, and nearly all say the same: so links, addresses and anchors are
numbered, and a file holds numbers. What a number means, the whole knows.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from openshelf.core.store import digest
from openshelf.verify.internal_links import BrokenLink, FileLinks, InsideLink, SiteLink, dead_link

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from openshelf.core.problem import Problem

_UNSIGNED = "I"
_SPARE = 2
"""How many times as many values as a site needed once may be numbered, before those nobody uses are let go."""
_SPARE_FEW = 1_000
"""Values that may be numbered in any case."""

Value = TypeVar("Value")


class FileResult(NamedTuple):
    """What was found in one file; it depends on nothing but its path, its bytes and what was looked for."""

    problems: tuple[Problem, ...]
    leaked: tuple[str, ...] = ()
    linked: FileLinks | None = None
    digest: bytes = b""
    """Of its bytes."""
    size: int = 0
    """In bytes."""


class FileExtract(NamedTuple):
    """The same with numbers, in bytes, for what other files say too."""

    digest: bytes
    size: int
    problems: tuple[Problem, ...]
    leaked: tuple[str, ...]
    links: bytes | None
    """Those of :class:`SiteLink`; None for a file that can hold no links."""
    inside: bytes
    anchors: bytes
    broken: tuple[BrokenLink, ...]


class Numbered(Generic[Value]):
    """Values with their numbers, in the order in which they were first met."""

    def __init__(self, values: list[Value] | None = None) -> None:
        self.values = values or []

    @cached_property
    def _numbers(self) -> dict[Value, int]:
        return {value: number for number, value in enumerate(self.values)}

    def numbers(self, values: Iterable[Value]) -> bytes:
        """Return the numbers of some values; those that are new get one."""
        known = self._numbers
        found = array(_UNSIGNED)
        for value in values:
            number = known.setdefault(value, len(self.values))
            if number == len(self.values):
                self.values.append(value)
            found.append(number)
        return found.tobytes()

    def named(self, numbers: bytes) -> list[Value]:
        """Return the values of some numbers."""
        return list(map(self.values.__getitem__, unpacked(numbers)))


def unpacked(numbers: bytes) -> memoryview[int]:
    """Return numbers without copying them."""
    return memoryview(numbers).cast("I")


@dataclass(frozen=True)
class SiteFiles:
    """What was found in all files of a site."""

    files: dict[str, FileExtract] = field(default_factory=dict)
    """In the order of their paths."""
    links: Numbered[tuple[str, str]] = field(default_factory=Numbered)
    inside: Numbered[tuple[str, str, str]] = field(default_factory=Numbered)
    anchors: Numbered[str] = field(default_factory=Numbered)
    lean: int = 0
    """How many links were numbered when no number was too many."""
    dead: frozenset[int] = frozenset()
    """Addresses inside the site that lead to nothing; others may be among them that no file holds any more."""

    @cached_property
    def _places(self) -> dict[str, frozenset[str] | None]:
        return {}

    @cached_property
    def key(self) -> bytes:
        """Tells sites with other files apart."""
        return digest("\0".join(self.files), b"".join([found.digest for found in self.files.values()]))

    def extract(self, found: FileResult) -> FileExtract:
        """Put what was found in a file into numbers."""
        linked = found.linked or FileLinks()
        return FileExtract(
            found.digest,
            found.size,
            found.problems,
            found.leaked,
            None if found.linked is None else self.links.numbers(linked.links),
            self.inside.numbers(linked.inside),
            self.anchors.numbers(sorted(linked.anchors)),
            linked.broken,
        )

    def with_results(self, paths: Collection[str], results: Mapping[str, FileResult]) -> SiteFiles:
        """Return the site of some files: what is in no result is as it was. Numbers nobody uses are let go in time."""
        if not results and list(paths) == list(self.files):
            return self
        files = {path: self.extract(results[path]) if path in results else self.files[path] for path in paths}
        made = SiteFiles(files, self.links, self.inside, self.anchors, self.lean or len(self.links.values))
        if len(self.links.values) > _SPARE * made.lean + _SPARE_FEW:
            return made.renumbered()
        return replace(made, dead=made.dead_links(self))

    def renumbered(self) -> SiteFiles:
        """Return the same with no number too many."""
        results = {
            path: FileResult(found.problems, found.leaked, self.linked(found), found.digest, found.size)
            for path, found in self.files.items()
        }
        return SiteFiles().with_results(results, results)

    def linked(self, found: FileExtract) -> FileLinks | None:
        """Return what a file leads to."""
        if found.links is None:
            return None
        return FileLinks(
            frozenset(self.anchors.named(found.anchors)),
            tuple(SiteLink(*link) for link in self.links.named(found.links)),
            tuple(InsideLink(*link) for link in self.inside.named(found.inside)),
            found.broken,
        )

    def dead_links(self, before: SiteFiles) -> frozenset[int]:
        """Return the addresses that lead to nothing: each is looked at once, whoever has it.

        ``before`` is a site with the same numbers. An address that led to a file which is as it was still does.
        """
        changed = [path for path, found in self.files.items() if before.files.get(path) is not found]
        others = {*changed, *(before.files.keys() - self.files.keys())}
        numbers = before.dead.union(*(unpacked(self.files[path].inside) for path in changed))
        if others and len(changed) < len(self.files):
            numbers |= {number for number, (_, file, _) in enumerate(self.inside.values) if file in others}
        links = ((number, InsideLink(*self.inside.values[number])) for number in numbers)
        return frozenset(
            number for number, link in links if dead_link(link, self.files.keys(), self.anchors_at(link.file))
        )

    def anchors_at(self, path: str) -> frozenset[str] | None:
        """Return what can be named to lead to a place in a file, None for one that can hold no links."""
        if path not in self._places:
            found = self.files.get(path)
            can_link = found is not None and found.links is not None
            self._places[path] = frozenset(self.anchors.named(found.anchors)) if found and can_link else None
        return self._places[path]

    def plain(self) -> tuple[Any, ...]:
        """Return values that can be kept."""
        files = [(path, *found) for path, found in self.files.items()]
        return files, _rows(self.links.values), _rows(self.inside.values), self.anchors.values, self.lean, self.dead

    @classmethod
    def of_plain(cls, kept: tuple[Any, ...]) -> SiteFiles:
        """Return what was kept."""
        files, links, inside, anchors, lean, dead = kept
        read = {path: FileExtract(*found) for path, *found in files}
        return cls(read, Numbered(links), Numbered(inside), Numbered(anchors), lean, dead)


def _rows(values: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows that are read quicker than the records they come from."""
    return [tuple(value) for value in values]
