"""What a check is: a rule and the function that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.core.problem import Place, Problem, Rule, Severity

if TYPE_CHECKING:
    from openshelf.library.library import Library

Finding = tuple[Place, str, str] | tuple[Place, str, str, str]
"""A place, a message and a hint (empty for none); for rules that can be excused, the exact text that was found too."""
Finder = Callable[["Library"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule about the library as a whole."""

    rule: Rule
    find: Finder

    def run(self, library: Library) -> list[Problem]:
        """Return every place at which the rule is broken."""
        return [self.rule.at(*finding) for finding in self.find(library)]


def check(
    id_: str, title: str, why: str, severity: Severity = Severity.ERROR, *, excusable: bool = False
) -> Callable[[Finder], Check]:
    """Turn a function that yields findings into a check."""
    return lambda find: Check(Rule(id_, title, why, severity, excusable), find)
