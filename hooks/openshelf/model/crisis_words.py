"""``policy/crisis-words.<language>.yml``: words that people type in danger, and the situations of the help page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from openshelf.model import fields as f
from openshelf.model.entries import Schema
from openshelf.model.policy_lists import ListItem, read_list
from openshelf.sources.files import FileType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openshelf.core.problem import Problem
    from openshelf.sources.files import File

START = "crisis-words"
"""How the names of these files begin."""
_PATH = re.compile(rf"policy/{START}\.(?P<tag>[A-Za-z0-9-]+)\.yml")
_Words = Annotated[tuple[f.Phrase, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """Words that lead to help before anything else, as an editor wrote them."""

    words: tuple[str, ...]
    """Words or phrases, any of which is enough; ``*`` at the end of one stands for any ending."""
    with_one_of: tuple[str, ...] = ()
    """Words or phrases one of which must be there too; none where the words are enough."""
    situation: int = 0
    """The number of the situation, from 1; 0 for the help page as a whole."""
    alone: bool = False
    """Whether they count only where nothing else with a subject is typed."""


class CrisisItem(Schema):
    """One item of a file."""

    words: _Words
    """Words or phrases that people type in danger."""
    with_one_of: _Words = Field(default=(), alias="with")
    """Second words, one of which must be typed too."""
    alone: f.Flag = False
    """Whether the words count only where nothing else is typed."""
    situation: f.Id | None = None
    """The id of a heading of the help page; the page as a whole where left out."""


def language_of(path: str) -> str:
    """Return the language of a file of words of crisis, empty for every other path."""
    match = _PATH.fullmatch(path)
    return match["tag"] if match and f.language_tag(match["tag"]) == match["tag"] else ""


def read_crisis_words(root: Path, files: Iterable[File]) -> tuple[list[ListItem[CrisisItem]], list[Problem]]:
    """Read the words of crisis of every language, in the order of files."""
    items, problems = [], []
    for file in files:
        if file.type is FileType.FILE and language_of(file.path):
            read, found = read_list(root, file.path, CrisisItem, "words")
            items += read
            problems += found
    return items, problems


def numbered(items: Iterable[ListItem[CrisisItem]], situations: Sequence[str]) -> tuple[CrisisWords, ...]:
    """Return words of crisis with the numbers of their situations; ``situations`` are ids, in the page's order.

    What leads to no situation is left out: a check says so.
    """
    numbers: dict[str | None, int] = {None: 0, **{id_: number for number, id_ in enumerate(situations, 1)}}
    return tuple(
        CrisisWords(item.data.words, item.data.with_one_of, numbers[item.data.situation], item.data.alone)
        for item in items
        if item.data.situation in numbers
    )
