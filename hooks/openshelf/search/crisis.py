"""Words of crisis, compiled into the shards in which their letters are looked up, so that help costs no request."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openshelf.search.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from openshelf.model.crisis_words import CrisisWords

ANY_ENDING = "*"
"""What stands at the end of a word that may end in any way."""
ALONE = "!"
"""What stands before the situation where nothing else with a subject may be typed."""
SECOND = "$"
"""What stands before the number of a list of second words."""
SIGN = "@"
"""How a line of words of crisis begins, and what stands between its parts."""

Phrase = tuple[str, ...]
"""The folded words of a phrase that must be typed, in any order, each with a star if its ending is open."""


def compiled(phrase: str, function_words: AbstractSet[str]) -> Phrase:
    """Return the words of a phrase that must be typed: without function words, if two others are left."""
    found: dict[str, None] = {}
    for written in phrase.split():
        *before, last = tokens(written) or [""]
        found.update(dict.fromkeys([*before, last + ANY_ENDING if written.endswith(ANY_ENDING) else last]))
    words = [word for word in found if word.strip(ANY_ENDING)]
    telling = [word for word in words if word not in function_words]
    return tuple(telling if len(telling) > 1 else words)


def most_telling(phrase: Phrase, function_words: AbstractSet[str]) -> str:
    """Return the word that a phrase is looked up by: the longest that is no function word, if there is one."""
    return max(phrase, key=lambda word: (word not in function_words, len(word)))


def crisis_lines(
    all_words: Iterable[CrisisWords], function_words: AbstractSet[str], shards_of: Callable[[str, bool], Iterable[int]]
) -> dict[int, list[str]]:
    """Return the lines of words of crisis by the shard that they belong to.

    Second words stand in shards of their own, under the number of their list: many words share a list.
    ``shards_of`` returns the shards in which a word is looked up, or any that begins with it.
    """
    found: dict[int, list[str]] = defaultdict(list)
    lists: dict[tuple[Phrase, ...], int] = {}

    def add(head: str, phrases: Iterable[Phrase], *tail: str) -> None:
        by_shard: dict[int, list[str]] = defaultdict(list)
        for phrase in phrases:
            word = most_telling(phrase, function_words)
            for shard in shards_of(word.rstrip(ANY_ENDING), word.endswith(ANY_ENDING)):
                by_shard[shard].append(" ".join(phrase))
        for shard, written in by_shard.items():
            found[shard].append(SIGN.join(("", head, ",".join(written), *tail)))

    for crisis in all_words:
        second = tuple(_phrases(crisis.with_one_of, function_words))
        tail = [f"{SECOND}{lists.setdefault(second, len(lists))}"] if second else []
        add(f"{ALONE if crisis.alone else ''}{crisis.situation}", _phrases(crisis.words, function_words), *tail)
    for second, number in lists.items():
        add(f"{SECOND}{number}", second)
    return found


def _phrases(written: Iterable[str], function_words: AbstractSet[str]) -> Iterator[Phrase]:
    yield from dict.fromkeys(filter(None, (compiled(phrase, function_words) for phrase in written)))
