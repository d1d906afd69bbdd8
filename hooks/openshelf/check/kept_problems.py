"""Run the checks that look at entries and files one by one, for those only that no earlier run has looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from openshelf.check.rule_function import Reach
from openshelf.core.bundle import Bundle
from openshelf.core.parallel import aside
from openshelf.core.problem import Place, Problem
from openshelf.core.store import digest
from openshelf.library.part import SomeEntries, SomeFiles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from openshelf.check.rule_function import Check, Gatherer, Sighting
    from openshelf.core.problem import Rule
    from openshelf.core.store import Store
    from openshelf.library.entry import Entry
    from openshelf.library.part import Entries, SourceFiles
    from openshelf.sources.source import Source

_MANY = 100
"""Files for which a process is worth its start."""
_OF_ENTRIES, _OF_FILES = "entry-problems", "file-problems"
"""Rooms of the store."""


class _Kept(NamedTuple):
    """A problem; its line is counted from the first line of its entry or file, which is 0."""

    rule: str
    line: int
    column: int
    message: str
    hint: str
    found: str


class _KeptFile(NamedTuple):
    """What was found in one file."""

    problems: tuple[_Kept, ...]
    sightings: tuple[tuple[Sighting, ...], ...]
    """By gatherer, in the order of checks."""


class _FreshFile(NamedTuple):
    """The same for a file that is being looked at."""

    number: int
    key: bytes
    problems: list[_Kept]
    sightings: dict[Gatherer, list[Sighting]]


Gathered = dict["Gatherer", "list[Sighting]"]
Found = list[tuple[int, int, Problem]]
"""Problems with the number of their check, and the number of their entry or file: -1 for what is neither."""


def problems_of_entries(library: Entries, checks: Sequence[Check], store: Store) -> list[Problem]:
    """Return what the checks of entries find, in the order of checks and entries."""
    bundle, numbers = Bundle(store, _OF_ENTRIES), _numbers(checks)
    entries = library.parsed_entries
    found: Found = []
    fresh: list[int] = []
    for number, entry in enumerate(entries):
        kept: tuple[_Kept, ...] | None = bundle.get(entry.source_key) if entry.source_key else None
        if kept is None:
            fresh.append(number)
        elif kept:
            first = entry.place().line
            found += ((numbers[one.rule], number, _again(one, entry.path, first, checks, numbers)) for one in kept)
    part = SomeEntries(library.settings, tuple(entries[number] for number in fresh), library.given_addresses)
    given = {address.place.path for address in part.given}
    owner = _Owners(fresh, entries)
    new: dict[int, list[_Kept]] = {number: [] for number in fresh}
    for index, check in enumerate(checks):
        for problem in check.run(part) if check.reach is Reach.ENTRY else ():
            place = problem.place
            number = owner.of(place)
            if number >= 0:
                new[number].append(_kept(problem, entries[number].place().line))
            elif place.path not in given:
                raise ValueError(place.path)
            found.append((index, number, problem))
    for number, problems in new.items():
        if entries[number].source_key:
            bundle.put(entries[number].source_key, tuple(problems))
    bundle.save()
    return _in_order(found)


def results_of_files(
    library: SourceFiles, today: dt.date, checks: Sequence[Check], store: Store
) -> Callable[[], tuple[list[Problem], Gathered]]:
    """Begin to look at files, many in a process of its own, and return what waits for the results.

    These are what the checks of files find, in the order of checks and files, and what is gathered for others.
    """
    bundle, numbers = Bundle(store, _OF_FILES), _numbers(checks)
    gatherers = tuple(dict.fromkeys(check.gather for check in checks if check.gather is not None))
    gathered: Gathered = {gather: [] for gather in gatherers}
    found: Found = []
    fresh: dict[str, _FreshFile] = {}
    inside: dict[str, list[Entry]] = defaultdict(list)
    for entry in library.parsed_entries:
        inside[entry.path].append(entry)
    for number, source in enumerate(library.sources):
        key = _file_key(source, today, inside[source.path])
        kept: _KeptFile | None = bundle.get(key)
        if kept is None:
            fresh[source.path] = _FreshFile(number, key, [], {gather: [] for gather in gatherers})
            continue
        for one in kept.problems:
            found.append((numbers[one.rule], number, _again(one, source.path, 0, checks, numbers)))
        for gather, before in zip(gatherers, kept.sightings, strict=True):
            gathered[gather] += before
    entries = tuple(entry for path in fresh for entry in inside[path])
    sources = tuple(source for source in library.sources if source.path in fresh)
    part = SomeFiles(library.settings, entries, sources, library.other_texts)
    look = partial(_look_at_files, part, checks, gatherers, fresh, len(library.sources))
    seen = aside(look) if len(fresh) >= _MANY else look

    def results() -> tuple[list[Problem], Gathered]:
        new, sightings, files = seen()
        for file in files:
            bundle.put(file.key, _KeptFile(tuple(file.problems), tuple(map(tuple, file.sightings.values()))))
        bundle.save()
        return _in_order([*found, *new]), {gather: gathered[gather] + sightings[gather] for gather in gatherers}

    return results


def _look_at_files(
    part: SomeFiles, checks: Sequence[Check], gatherers: Sequence[Gatherer], fresh: Mapping[str, _FreshFile], last: int
) -> tuple[Found, Gathered, list[_FreshFile]]:
    """Return what checks of files find and what is gathered in some of them, and the same by file.

    Other texts have the ``last`` number. Raises ValueError for a place in a file that was not looked at.
    """
    found: Found = []
    others = {source.path for source in part.others}
    for index, check in enumerate(checks):
        for problem in check.run(part) if check.reach is Reach.FILE else ():
            path = problem.place.path
            if path in fresh:
                fresh[path].problems.append(_kept(problem, 0))
            elif path not in others:
                raise ValueError(path)
            found.append((index, fresh[path].number if path in fresh else last, problem))
    gathered = {gather: list(gather(part)) for gather in gatherers}
    for gather, sightings in gathered.items():
        for sighting in sightings:
            path = sighting.place.path
            if path in fresh:
                fresh[path].sightings[gather].append(sighting)
            elif path not in others:
                raise ValueError(path)
    return found, gathered, list(fresh.values())


def _file_key(source: Source, today: dt.date, entries: Iterable[Entry]) -> bytes:
    """Return a key of a file; where something is wrong with an entry, what is read instead depends on the day."""
    is_right = all(entry.source_key for entry in entries)
    return digest(source.path, source.text, "" if is_right else today.isoformat())


class _Owners:
    """Finds the entry that a place belongs to, among some entries of a library."""

    def __init__(self, numbers: Iterable[int], entries: Sequence[Entry]) -> None:
        self._of_path: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for number in numbers:
            lines, owners = self._of_path[entries[number].path]
            lines.append(entries[number].place().line)
            owners.append(number)

    def of(self, place: Place) -> int:
        """Return the number of the entry, -1 where no entry is in that file."""
        if place.path not in self._of_path:
            return -1
        lines, owners = self._of_path[place.path]
        return owners[max(bisect_right(lines, place.line) - 1, 0)]


def _numbers(checks: Sequence[Check]) -> Mapping[str, int]:
    return {check.rule.id: number for number, check in enumerate(checks)}


def _kept(problem: Problem, first: int) -> _Kept:
    place = problem.place
    return _Kept(problem.rule.id, place.line - first, place.column, problem.message, problem.hint, problem.found)


def _again(kept: _Kept, path: str, first: int, checks: Sequence[Check], numbers: Mapping[str, int]) -> Problem:
    rule: Rule = checks[numbers[kept.rule]].rule
    return Problem(Place(path, kept.line + first, kept.column), rule, kept.message, kept.hint, kept.found)


def _in_order(found: Found) -> list[Problem]:
    return [problem for _, _, problem in sorted(found, key=lambda each: each[:2])]
