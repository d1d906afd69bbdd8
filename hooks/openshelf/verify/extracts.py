"""What was found in the files of a site, small enough to be kept from build to build and to be joined quickly.

A file says little by itself, but there are thousands, and nearly all say the same: so links, and the places of a page,
are numbered, and a file holds numbers. What a number means, the whole knows.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from openshelf.core.store import digest
from openshelf.verify.internal_links import BrokenLink, FileLinks, SiteLink, dead_link

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

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
    """The same with numbers for what other files say too."""

    digest: bytes
    size: int
    problems: tuple[Problem, ...]
    leaked: tuple[str, ...]
    links: bytes | None
    """Those of :class:`SiteLink`; None for a file that can hold no links."""
    anchors: int
    broken: tuple[BrokenLink, ...]


class Numbered(Generic[Value]):
    """Values with their numbers, in the order in which they were first met."""

    def __init__(self, read: Callable[[], list[Value]] = list) -> None:
        """``read`` returns what is kept: where nothing changed, nobody asks for it."""
        self._read = read

    @cached_property
    def values(self) -> list[Value]:
        """All of them; the place of each is its number."""
        return self._read()

    @cached_property
    def _numbers(self) -> dict[Value, int]:
        return {value: number for number, value in enumerate(self.values)}

    def number(self, value: Value) -> int:
        """Return the number of a value; one that is new gets one."""
        number = self._numbers.setdefault(value, len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number

    def numbers(self, values: Iterable[Value]) -> bytes:
        """Return the numbers of some values."""
        return array(_UNSIGNED, map(self.number, values)).tobytes()

    def named(self, numbers: bytes) -> list[Value]:
        """Return the values of some numbers."""
        return list(map(self.values.__getitem__, unpacked(numbers)))


def unpacked(numbers: bytes) -> memoryview[int]:
    """Return numbers without copying them."""
    return memoryview(numbers).cast("I")


@dataclass(frozen=True)
class SiteFiles:
    """What was found in files of a site."""

    files: dict[str, FileExtract] = field(default_factory=dict)
    """In the order of their paths."""
    links: Numbered[tuple[str, str, str | None, str]] = field(default_factory=Numbered)
    anchors: Numbered[tuple[str, ...]] = field(default_factory=Numbered)
    """What can be named to lead to a place, of whole files: most have the same."""
    lean: int = 0
    """How many links were numbered when no number was too many."""
    dead: frozenset[int] = frozenset()
    """Links inside the site that lead to nothing; others may be among them that no file holds any more."""

    @cached_property
    def _places(self) -> dict[str, frozenset[str] | None]:
        return {}

    @cached_property
    def key(self) -> bytes:
        """Tells sites with other files apart."""
        return digest("\0".join(self.files), b"".join([found.digest for found in self.files.values()]))

    @classmethod
    def of_results(cls, results: Mapping[str, FileResult]) -> SiteFiles:
        """Put what was found in some files into numbers."""
        made = cls()
        for path, found in results.items():
            linked = found.linked or FileLinks()
            made.files[path] = FileExtract(
                found.digest,
                found.size,
                found.problems,
                found.leaked,
                None if found.linked is None else made.links.numbers(linked.links),
                made.anchors.number(tuple(sorted(linked.anchors))),
                linked.broken,
            )
        return made

    def with_files(self, paths: Collection[str], others: Iterable[SiteFiles]) -> SiteFiles:
        """Return the site of some files: what is not in others is as it was. Numbers nobody uses are let go in time."""
        found: dict[str, FileExtract] = {}
        for other in others:
            found |= self._renumbered(other)
        if not found and list(paths) == list(self.files):
            return self
        files = {path: found.get(path) or self.files[path] for path in paths}
        lean = self.lean or len(self.links.values)
        if len(self.links.values) > _SPARE * lean + _SPARE_FEW:
            return SiteFiles().with_files(paths, [SiteFiles(files, self.links, self.anchors)])
        return SiteFiles(files, self.links, self.anchors, lean, self._dead_among(files))

    def _renumbered(self, other: SiteFiles) -> dict[str, FileExtract]:
        """Return other files with the numbers of this site; those that they have and do not use get none."""
        used = set().union(*(unpacked(found.links) for found in other.files.values() if found.links))
        links = {number: self.links.number(other.links.values[number]) for number in used}
        return {
            path: found._replace(
                links=found.links and array(_UNSIGNED, map(links.__getitem__, unpacked(found.links))).tobytes(),
                anchors=self.anchors.number(other.anchors.values[found.anchors]),
            )
            for path, found in other.files.items()
        }

    def linked(self, found: FileExtract) -> FileLinks | None:
        """Return what a file leads to."""
        if found.links is None:
            return None
        anchors = frozenset(self.anchors.values[found.anchors])
        return FileLinks(anchors, tuple(SiteLink(*link) for link in self.links.named(found.links)), found.broken)

    def _dead_among(self, files: dict[str, FileExtract]) -> frozenset[int]:
        """Return which links of other files lead to nothing: each is looked at once, whoever has it.

        They have the numbers of this site. A link that led to a file which is as it was still does.
        """
        changed = [path for path, found in files.items() if self.files.get(path) is not found]
        others = {*changed, *(self.files.keys() - files.keys())}
        numbers = self.dead.union(*(unpacked(files[path].links or b"") for path in changed))
        if others and len(changed) < len(files):
            numbers |= {number for number, (_, file, _, _) in enumerate(self.links.values) if file in others}
        made = SiteFiles(files, self.links, self.anchors)
        links = ((number, SiteLink(*self.links.values[number])) for number in numbers)
        return frozenset(number for number, link in links if dead_link(link, files.keys(), made.anchors_at(link.file)))

    def anchors_at(self, path: str) -> frozenset[str] | None:
        """Return what can be named to lead to a place in a file, None for one that can hold no links."""
        if path not in self._places:
            found = self.files.get(path)
            can_link = found is not None and found.links is not None
            self._places[path] = frozenset(self.anchors.values[found.anchors]) if found and can_link else None
        return self._places[path]

    def plain(self) -> tuple[Any, ...]:
        """Return values that can be kept and sent: few and large, so that this takes little memory."""
        files = [(path, *found) for path, found in self.files.items()]
        links = self.links.values
        columns = (
            [address for address, _, _, _ in links],
            [file for _, file, _, _ in links],
            ["" if place is None else f"#{place}" for _, _, place, _ in links],
            [words for _, _, _, words in links],
        )
        return files, [*map(_packed, columns)], self.anchors.values, self.lean, self.dead

    @classmethod
    def of_plain(cls, kept: tuple[Any, ...]) -> SiteFiles:
        """Return what was kept."""
        files, columns, anchors, lean, dead = kept
        read = {path: FileExtract(*found) for path, *found in files}
        return cls(read, Numbered(lambda: _links(columns)), Numbered(lambda: anchors), lean, dead)


def _links(columns: Iterable[tuple[str, bytes]]) -> list[tuple[str, str, str | None, str]]:
    addresses, files, places, words = map(_texts, columns)
    return list(zip(addresses, files, (place[1:] if place else None for place in places), words, strict=True))


def _packed(texts: list[str]) -> tuple[str, bytes]:
    """Return texts as one, with their lengths."""
    return "".join(texts), array(_UNSIGNED, map(len, texts)).tobytes()


def _texts(packed: tuple[str, bytes]) -> list[str]:
    """Return them again; equal ones are one object."""
    text, lengths = packed
    found = [text[start:end] for start, end in pairwise((0, *accumulate(unpacked(lengths))))]
    same: dict[str, str] = {}
    return list(map(same.setdefault, found, found))
