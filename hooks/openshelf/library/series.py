"""Series of guides: which guide opens a series, its parts in order, and where lists put a part.

A series has no entry of its own: the guide that opens it has its name. That guide may be a part of another series
(topic, level, lesson), so the guides of a series are a tree, and reading order goes down before it goes on.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.model.entries import Guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.model.entries import Part

Order = tuple[str, str, tuple[tuple[int, str, str], ...]]
"""What sorts entries: the title and id under which one stands, then its way down through the series."""


def part_of(entry: Entry) -> Part | None:
    """Return where an entry says that it stands in a series, None where it says nothing."""
    return entry.data.series if isinstance(entry.data, Guide) else None


class Series:
    """The series that some guides form. A guide whose opening guide is not among them is a part of nothing."""

    def __init__(self, guides: Iterable[Entry]) -> None:
        self._guides = {guide.id: guide for guide in guides}

    def above(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the guides that open the series that an entry is in, the outermost first.

        Of guides that are parts of each other, in a circle, each is named once.
        """
        found: list[Entry] = []
        part = part_of(entry)
        while part is not None and part.id in self._guides:
            opening = self._guides[part.id]
            if opening.id == entry.id or opening in found:
                break
            found.insert(0, opening)
            part = part_of(opening)
        return tuple(found)

    def parts(self, entry: Entry) -> Sequence[Entry]:
        """Return the parts of the series that an entry opens, in order; none where it opens no series."""
        return self._parts.get(entry.key, ())

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for guide in sorted(self._guides.values(), key=self.order):
            if above := self.above(guide):
                found[above[-1].key].append(guide)
        return found

    def listed_under(self, entry: Entry) -> Entry:
        """Return the entry whose title says where lists put this one: itself, or what opens the outermost series."""
        return next(iter(self.above(entry)), entry)

    def order(self, entry: Entry) -> Order:
        """Return what sorts entries by title, and parts after the guide that opens their series."""
        above = self.above(entry)
        first, *way = (*above, entry)
        numbers = ((part.part, one.title.casefold(), one.id) for one in way if (part := part_of(one)) is not None)
        return first.title.casefold(), first.id, tuple(numbers)

    def before(self, entry: Entry) -> Entry | None:
        """Return the guide to read before a part: None where it is in no series."""
        return self._neighbours.get(entry.key, (None, None))[0]

    def after(self, entry: Entry) -> Entry | None:
        """Return the guide to read after a part, or after the one that opens a series: None after the last one."""
        return self._neighbours.get(entry.key, (None, None))[1]

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Entry | None, Entry | None]]:
        found: dict[str, tuple[Entry | None, Entry | None]] = {}
        for guide in self._guides.values():
            if self._parts.get(guide.key) and not self.above(guide):
                order = self._read_from(guide)
                for before, one, after in zip([None, *order], order, [*order[1:], None], strict=False):
                    found[one.key] = before, after
        return found

    def _read_from(self, entry: Entry) -> list[Entry]:
        """Return a guide and, below it, everything that it opens, in the order in which it is read."""
        found, waiting = [], [entry]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += reversed(self.parts(one))
        return found
