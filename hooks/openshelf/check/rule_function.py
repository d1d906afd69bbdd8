"""What a check is: a rule and the function that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.problem import Place, Problem, Rule, Severity

if TYPE_CHECKING:
    from openshelf.library.library import Library
    from openshelf.library.part import Entries, SourceFiles

Finding = tuple[Place, str, str] | tuple[Place, str, str, str]
"""A place, a message and a hint (empty for none); for rules that can be excused, the exact text that was found too."""
Finder = Callable[["Library"], Iterator[Finding]]
EntryFinder = Callable[["Entries"], Iterator[Finding]]
FileFinder = Callable[["SourceFiles"], Iterator[Finding]]
Gatherer = Callable[["SourceFiles"], Iterator["Sighting"]]
Joiner = Callable[["Library", "Sequence[Sighting]"], Iterator[Finding]]


class Sighting(NamedTuple):
    """Something in a file that may break a rule, depending on the rest of the library."""

    place: Place
    text: str
    is_code: bool
    """Whether it is part of a command, and so perhaps none."""
    is_shown: bool
    """Whether readers see it in one piece, and the file holds it otherwise."""


class Reach(Enum):
    """How much a check must read to find anything; what single entries and files tell is kept between runs."""

    ENTRY = auto()
    """One entry and its text."""
    FILE = auto()
    """One file, and the entries in it."""
    GATHERED = auto()
    """What was gathered in files one by one, and anything."""
    LIBRARY = auto()
    """Several entries, today, or what lies in folders."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule about what a library says."""

    rule: Rule
    find: Callable[..., Iterator[Finding]]
    """Takes at least what the reach says: the decorators below see to it."""
    reach: Reach = Reach.LIBRARY
    gather: Gatherer | None = None
    """What finds the hits that ``find`` takes besides."""

    def run(self, part: Entries, *hits: Sequence[Sighting]) -> list[Problem]:
        """Return every place at which the rule is broken in a library, or in a part that the check can read."""
        return [self.rule.at(*finding) for finding in self.find(part, *hits)]


def check(
    id_: str, title: str, why: str, severity: Severity = Severity.ERROR, *, excusable: bool = False
) -> Callable[[Finder], Check]:
    """Turn a function that yields findings into a check."""
    return lambda find: Check(Rule(id_, title, why, severity, excusable), find)


def entry_check(
    id_: str, title: str, why: str, severity: Severity = Severity.ERROR, *, excusable: bool = False
) -> Callable[[EntryFinder], Check]:
    """Turn a function that looks at entries one by one into a check."""
    return lambda find: Check(Rule(id_, title, why, severity, excusable), find, Reach.ENTRY)


def file_check(
    id_: str, title: str, why: str, severity: Severity = Severity.ERROR, *, excusable: bool = False
) -> Callable[[FileFinder], Check]:
    """Turn a function that looks at files one by one into a check."""
    return lambda find: Check(Rule(id_, title, why, severity, excusable), find, Reach.FILE)


def gathered_check(
    gather: Gatherer,
    id_: str,
    title: str,
    why: str,
    severity: Severity = Severity.ERROR,
    *,
    excusable: bool = False,
) -> Callable[[Joiner], Check]:
    """Turn a function that judges what was gathered in files one by one into a check."""
    return lambda find: Check(Rule(id_, title, why, severity, excusable), find, Reach.GATHERED, gather)
