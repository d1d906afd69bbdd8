"""Rules about series of guides. A gap between the numbers of parts is fine: what waits or was withdrawn leaves one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.library.series import part_of
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library


@check(
    "series-part",
    "Two parts of a series have the same number.",
    "The number is the place in the contents and says which part comes next. If two parts share one, nobody knows "
    "which comes first. Numbers may leave gaps, for example after a part was withdrawn. The guide that opens the "
    "series is not counted.",
)
def series_part(library: Library) -> Iterator[Finding]:
    """Find parts that have the number of another."""
    known: dict[str, dict[int, Entry]] = defaultdict(dict)
    for guide in library.entries[Kind.GUIDE].values():
        part = part_of(guide)
        if part is not None:
            before = known[part.id].setdefault(part.part, guide)
            if before is not guide:
                message = f"part {part.part} of {part.id!r} is already {before.id!r}"
                hint = f"the next free number is {_next_free(library, part.id)}"
                yield guide.place("series", "part"), message, hint


def _next_free(library: Library, series: str) -> int:
    parts = (part_of(guide) for guide in library.entries[Kind.GUIDE].values())
    return max(part.part for part in parts if part is not None and part.id == series) + 1


@check(
    "series-circle",
    "A guide is a part of itself.",
    "`series` names the guide that opens the series and shows the contents. If guides name each other in a circle, "
    "none of them is the first. The guide that opens the outermost series has no `series` of its own.",
)
def series_circle(library: Library) -> Iterator[Finding]:
    """Find guides that are a part of themselves, by however many steps; each circle is reported once."""
    guides = library.entries[Kind.GUIDE]
    reported: set[str] = set()
    for guide in guides.values():
        way = _way(guides, guide)
        if way and way[-1] == guide.id and reported.isdisjoint(way):
            reported.update(way)
            steps = " is a part of ".join(repr(id_) for id_ in (guide.id, *way))
            yield guide.place("series", "id"), steps, "delete series in the guide that opens the whole"


def _way(guides: Mapping[str, Entry], guide: Entry) -> list[str]:
    """Return the ids of the guides that open the series above a guide, the next one first; the last may be its own."""
    found: list[str] = []
    part = part_of(guide)
    while part is not None and part.id not in found:
        found.append(part.id)
        part = part_of(guides[part.id]) if part.id in guides and part.id != guide.id else None
    return found


CHECKS: tuple[Check, ...] = (series_part, series_circle)
