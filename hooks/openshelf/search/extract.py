"""What one document says: its words, and what each is worth in it before rarity counts."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from openshelf.search.tokens import compounds, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from openshelf.search.documents import Texts
    from openshelf.search.vocabulary import Vocabulary

WEIGHTS = (14.0, 10.0, 5.0, 4.0, 3.0, 2.0, 1.0)
"""Weights of title, other names, words that readers type, summary, headings, themes and body: what a person wrote to
name the entry counts most."""
LENGTH = (0.6, 0.2, 0.2, 0.3, 0.5, 0.0, 0.75)
"""How much a long field takes away from each word in it, from 0 to 1 (BM25's b)."""
NAMED = 3
"""The first fields, in which even common words count, and each word once: title, other names, what readers type."""
NAMES = 2
"""Those of them that are names, so that two words of one are also typed as one."""
WHOLE = 100.0
"""What a word is worth beside that if it is the whole title: a reader types it to find this entry."""

STEP = 1.05
"""How far lengths, and figures of the whole library, are apart, as a factor."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is kept of a document's text: it depends on that, the language and the usual lengths of fields alone."""

    worth: dict[str, float]
    """Each stem, and what it is worth: counts by weight and length of the fields."""
    named: AbstractSet[str]
    """Stems that its title, another name or what readers type holds."""
    own: AbstractSet[str]
    """Words, in lower case, that stand where the library writes its own language."""
    names: AbstractSet[str]
    """Words of its title, other names and what readers type, in any language."""
    joined: AbstractSet[str]
    """Two words in one piece."""
    meant: dict[str, float] = field(default_factory=dict)
    """Stems that it does not hold, but other words for them, and what these are worth in it."""


def lengths(texts: Texts) -> tuple[int, ...]:
    """Return the length of each field, in characters: as good as words for a ratio."""
    return tuple(map(len, texts.fields()))


def usual_lengths(all_lengths: Iterable[Sequence[int]]) -> list[float]:
    """Return about the mean length of each field of documents, from the lengths of theirs."""
    columns = zip(*all_lengths, strict=True)
    return [coarse(max(sum(column) / len(column), 1.0)) for column in columns]


def coarse(value: float) -> float:
    """Return the step next to a number from 1 on: what every score depends on seldom changes when one text does."""
    return STEP ** round(math.log(value, STEP))


def extract(texts: Texts, vocabulary: Vocabulary, means: Sequence[float]) -> Extract:
    """Return what texts of a document say; ``means`` are usual lengths of fields."""
    worth: dict[str, float] = {}
    named: AbstractSet[str] = frozenset()
    own: set[str] = set()
    joined: set[str] = set()
    for place, text in enumerate(texts.fields()):
        if not text:
            continue
        # A coarse length, so that a few words more leave what all others are worth as it is.
        length = coarse(len(text))
        weight = WEIGHTS[place] / (1 - LENGTH[place] * (1 - length / means[place]))
        lower = text.lower()
        words = split(lower)
        pieces = _in_one_piece(lower, vocabulary, is_name=place < NAMES)
        joined.update(pieces)
        # Scripts without spaces need none: words side by side are found as pairs of characters.
        whole = {word: count for word, count in pieces.items() if len(vocabulary.of(word)) == 1}
        if place < NAMED:
            written = Counter(words)
            written.update(whole)
            once = _once(written, vocabulary)
            for stem, count in once.items():
                worth[stem] = worth.get(stem, 0.0) + weight * count
            if place == 0 and len(once) == 1:
                worth = dict.fromkeys(once, WHOLE)
            named = frozenset(worth)
        else:
            own.update(words)
            counts = Counter(chain.from_iterable(map(vocabulary.of, words)))
            for word, count in whole.items():
                counts[vocabulary.of(word)[0]] += count
            here = {stem: weight * count for stem, count in counts.items()}
            # The body is by far the longest and comes last: what was found before is put into what is found there.
            for stem, value in worth.items():
                here[stem] = here.get(stem, 0.0) + value
            worth = here
    names = (texts.title, *texts.aliases)
    own.update(_all_words(name for name in names if name not in texts.foreign and name not in texts.sought))
    return Extract(worth, named, own, _all_words((*names, *texts.sought)), joined)


def _all_words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in split(text.lower())}


def _once(counts: Counter[str], vocabulary: Vocabulary) -> dict[str, int]:
    """Return the stems of words, each with the count of its first form alone."""
    once: dict[str, int] = {}
    for word, count in counts.items():
        for stem in vocabulary.of(word):
            once.setdefault(stem, count)
    return once


def _in_one_piece(text: str, vocabulary: Vocabulary, *, is_name: bool) -> dict[str, int]:
    """Count words that hyphens join and, in names, that stand side by side, in one piece."""
    joined: dict[str, int] = {}
    for word in compounds(text):
        joined[word] = joined.get(word, 0) + 1
    for name in text.split("\n") if is_name else ():
        for pair in pairwise(map(split, name.split())):
            words = tuple(chain.from_iterable(pair))
            if list(map(len, pair)) == [1, 1] and vocabulary.function_words.isdisjoint(words):
                joined.setdefault("".join(words), 1)
    return joined
