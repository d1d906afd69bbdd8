"""What a check can say: a rule, a place and a problem."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MAX_CHARACTERS = 400
"""What a message or a hint may have before its middle is left out."""


class Severity(StrEnum):
    """How much a problem weighs: an error stops publishing, a warning is only reported."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: a path relative to the project, and a line and a column counted from 1."""

    path: str
    line: int = 1
    column: int = 1
    page: int = 0
    """Of a document, counted from 1; 0 where there are none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked, with the explanation that writers read on the rules page."""

    id: str
    """Kebab-case and stable: people quote it and search for it."""
    title: str
    """What was found, in one line."""
    why: str
    """Why it matters and what to do, in a few plain sentences."""
    severity: Severity = Severity.ERROR
    excusable: bool = False
    """Whether ``policy/exceptions.yml`` may excuse a problem; the rules that protect people's safety hold always."""

    def at(self, place: Place, message: str, hint: str = "", found: str = "") -> Problem:
        """Say that this rule is broken at ``place``, in one line of bearable length whatever is quoted."""
        on_page = f" on page {place.page}" if place.page else ""
        return Problem(place=place, rule=self, message=_brief(message) + on_page, hint=_brief(hint), found=found)


def visible(text: str) -> str:
    """Return a text in which control characters, and those that turn its direction around, are spelled out.

    What is printed was written by strangers: it must not start a line of its own or steer a terminal.
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _brief(text: str) -> str:
    line = visible(" ".join(text.splitlines()))
    return line if len(line) <= _MAX_CHARACTERS else f"{line[: _MAX_CHARACTERS - 103]} … {line[-100:]}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule broken at a place; ``hint`` holds what to write instead."""

    place: Place
    rule: Rule
    message: str
    hint: str = ""
    found: str = ""
    """The exact text that breaks the rule, which an exception must name; never printed."""

    @property
    def where(self) -> str:
        """Path, line and column, as they are printed."""
        return f"{visible(self.place.path)}:{self.place.line}:{self.place.column}"

    @property
    def is_error(self) -> bool:
        """Whether this problem stops publishing."""
        return self.rule.severity is Severity.ERROR

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.where} {self.rule.id} {self.message}{hint}"


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems once each, sorted by file, line and column."""
    return tuple(sorted(set(problems), key=lambda p: (p.place, p.rule.id, p.message)))


def as_warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems that stop nobody here, because they stop a later step."""
    return [replace(problem, rule=replace(problem.rule, severity=Severity.WARNING)) for problem in problems]


def masked(text: str) -> str:
    """Return what logs, which are public, may show of something private: its first and last two characters."""
    shown = 2
    return f"{text[:shown]}…{text[-shown:]}" if len(text) > 3 * shown else "…"


def with_article(word: str) -> str:
    """Return a word with *a* or *an* before it."""
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


class Hints:
    """Looks for nearest choices a limited number of times: it takes long among thousands, and nobody reads more."""

    def __init__(self, most: int = 50) -> None:
        self._left = most

    def closest(self, word: str, choices: Iterable[str]) -> str | None:
        """Return what :func:`closest` does, and None once the limit is reached."""
        self._left -= 1
        return closest(word, choices) if self._left >= 0 else None

    def nearest_hint(self, word: str, choices: Iterable[str], least: float = 0.6) -> str:
        """Return what :func:`nearest_hint` does, and nothing once the limit is reached."""
        self._left -= 1
        return nearest_hint(word, choices, least=least) if self._left >= 0 else ""


def closest(word: str, choices: Iterable[str], least: float = 0.6) -> str | None:
    """Return the choice that is written nearly like a word, None where there is none; 1 is the same word."""
    folded = {choice.casefold(): choice for choice in sorted(set(choices))}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=least)
    return folded[close[0]] if close else None


def choices_hint(choices: Iterable[str], most: int = 12) -> str:
    """Return a hint with all choices where they are few, else nothing."""
    known = sorted(set(choices))
    return f"one of: {', '.join(known)}" if 0 < len(known) <= most else ""


def nearest_hint(word: str, choices: Iterable[str], most_listed: int = 12, least: float = 0.6) -> str:
    """Return a hint with the choice nearest to ``word``, or the choices themselves where they are few."""
    known = list(choices)
    near = closest(word, known, least)
    return f"did you mean {near}?" if near is not None else choices_hint(known, most_listed)
