"""What an import has to tell: one line a thing, with the place in the source, in groups."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.problem import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST = 60
"""Characters of what is quoted from a source."""


class _Heading(NamedTuple):
    words: str
    needs_person: bool = True


class Topic(Enum):
    """A group of the report, in the order in which it is printed."""

    SOURCE = _Heading("What was read", needs_person=False)
    COMPLETE = _Heading("Imported complete", needs_person=False)
    THERE = _Heading("Already in the library, unchanged", needs_person=False)
    OTHER_THERE = _Heading("Left out, because the library has another entry with that id: rename one of them")
    DRAFT = _Heading("Imported as drafts, which readers do not see: fill in what is missing, then delete draft: yes")
    NO_COLUMN = _Heading("Needed, but in no column: add it to the table before you import, or to each entry afterwards")
    CHANGED = _Heading("Check these: something was changed or left out")
    UNKNOWN_WORD = _Heading("Words that fit no value of the library: nothing was guessed")
    PRIVATE = _Heading("Never imported, because it is about people", needs_person=False)
    UNUSED = _Heading("Columns and keys that fit no field")
    LEFT = _Heading("Not imported: correct these in the source, and import again")


@dataclass(frozen=True, order=True, slots=True)
class SourceLocation:
    """A place in a source: a row and a column of a table, or a line and a column of a text, counted from 1."""

    path: str
    row: int = 0
    column: int = 0
    """0 where the whole row or file is meant."""

    def __str__(self) -> str:
        return ":".join([self.path, *(str(number) for number in (self.row, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is told of a place."""

    topic: Topic
    location: SourceLocation
    message: str


def quoted(text: str) -> str:
    """Return what was written in a source, short enough for a line."""
    line = " ".join(text.split())
    return repr(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…")


def printed(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the lines of the report; a word that stands in many places is one line, with the first of them."""
    groups: dict[Topic, dict[str, list[SourceLocation]]] = defaultdict(lambda: defaultdict(list))
    for diagnostic in diagnostics:
        is_word = diagnostic.topic is Topic.UNKNOWN_WORD
        groups[diagnostic.topic][
            diagnostic.message if is_word else f"{diagnostic.location} {diagnostic.message}"
        ].append(diagnostic.location)
    for topic in (topic for topic in Topic if topic in groups):
        lines = sorted(groups[topic].items(), key=lambda pair: min(pair[1]))
        yield f"{topic.value.words} ({len(lines)})"
        for message, locations in lines:
            more = f" (and {len(locations) - 1} more)" if len(locations) > 1 else ""
            yield visible(f"  {min(locations)} {message}{more}" if topic is Topic.UNKNOWN_WORD else f"  {message}")
        yield ""


def need_a_person(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether somebody has to look at something."""
    return any(diagnostic.topic.value.needs_person for diagnostic in diagnostics)
