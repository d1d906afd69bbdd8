"""Which resources are like one another: what their pages show at the end."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from openshelf.model.entries import Resource

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from openshelf.library.entry import Entry
    from openshelf.model.fields import ResourceKind

_RELATED = 3
_MAX_COMPARED = 5


class _Traits(NamedTuple):
    """What is compared of a resource."""

    entry: Entry
    seed: bytes
    themes: frozenset[str]
    kind: ResourceKind
    languages: frozenset[str]
    known_languages: frozenset[str]
    regions: frozenset[str]


class Neighbours:
    """Finds the resources that share most with one, without comparing each with all."""

    def __init__(self, resources: Iterable[Entry]) -> None:
        self._groups: dict[tuple[str, str], list[_Traits]] = defaultdict(list)
        self._position: dict[tuple[str, str, str], int] = {}
        self._traits: dict[str, _Traits] = {}
        for entry in sorted(resources, key=lambda e: e.id):
            traits = self._traits[entry.id] = _traits(entry)
            for theme in dict.fromkeys(entry.themes):
                for group in ((theme, ""), (theme, traits.kind)):
                    self._position[(*group, entry.id)] = len(self._groups[group])
                    self._groups[group].append(traits)

    def of(self, entry: Entry, exclude: Collection[str]) -> list[Entry]:
        """Return the resources that share most with ``entry``: themes first, then kind, languages and regions.

        Of a large group only the next ``_MAX_COMPARED`` by id are compared, so that the time grows with the library and
        not with its square; in a small group that is everything. What is not among the resources has none: a build asks
        what the last one asked, and lists may have lost it since.
        """
        mine = self._traits.get(entry.id)
        if mine is None:
            return []
        candidates: dict[str, _Traits] = {}
        for theme in entry.themes:
            for group in ((theme, ""), (theme, mine.kind)):
                members = self._groups[group]
                start = self._position[(*group, entry.id)] + 1
                for step in range(min(_MAX_COMPARED, len(members))):
                    other = members[(start + step) % len(members)]
                    candidates[other.entry.id] = other
        # Among equally close ones a hash of both decides, so that nobody is everybody's neighbour for its first letter.
        seed = crc32(mine.seed + b" ")
        scored = [
            (-_closeness(mine, other), crc32(other.seed, seed), id_)
            for id_, other in candidates.items()
            if id_ not in exclude
        ]
        return [candidates[id_].entry for *_, id_ in sorted(scored)[:_RELATED]]


def _traits(entry: Entry) -> _Traits:
    data = entry.of(Resource)
    return _Traits(
        entry,
        entry.id.encode(),
        frozenset(data.themes),
        data.kind,
        frozenset(data.languages),
        frozenset(data.known_languages),
        frozenset(data.regions),
    )


def _closeness(mine: _Traits, theirs: _Traits) -> float:
    """Return how much two resources share: a theme counts 4, the kind 2, languages and regions up to 1.5."""
    themes = len(theirs.themes & mine.themes)
    shared = len(theirs.languages & mine.known_languages) + len(theirs.regions & mine.regions)
    return 4 * themes + 2 * (mine.kind is theirs.kind) + min(shared, 3) * 0.5 - len(theirs.themes) * 0.5
