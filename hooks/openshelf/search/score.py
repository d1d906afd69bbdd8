"""BM25F: how much each word says about each document, as a small whole number.

Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields" (2004). Scores are worked out when the
index is built and cut down to ``LEVELS`` steps, so that a browser only adds them up.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.search.tokens import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.search.documents import Document
    from openshelf.search.synonyms import Synonyms
    from openshelf.search.vocabulary import Vocabulary

WEIGHTS = (14.0, 10.0, 4.0, 3.0, 2.0, 1.0)
"""Weights of title, aliases, summary, headings, themes and body: what a person wrote to name the entry counts most."""
LENGTH = (0.6, 0.2, 0.3, 0.5, 0.0, 0.75)
"""How much a long field takes away from each word in it, from 0 to 1 (BM25's b)."""
SATURATION = 3.0
"""How soon repeating a word stops to count (BM25's k1)."""
LEVELS = 63
"""The highest score of a word in a document; the lowest is 1."""
COMMON = 0.3
"""A word in more than this share of documents says nothing; it is found in titles and aliases only."""
FEWEST = 40
"""Documents from which on words can be common."""
NAMED = 2
"""The first fields, in which even common words count: title and aliases."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A word in all its forms, and the documents that hold it."""

    forms: tuple[str, ...]
    """Folded forms that occur, sorted."""
    postings: tuple[tuple[int, int], ...]
    """Number of the document and score, by number."""
    is_common: bool = False
    """Whether the word is too frequent to be asked for."""


def score(
    documents: Sequence[Document], vocabulary: Vocabulary, synonyms: Synonyms, numbers: Sequence[int] = ()
) -> list[Stem]:
    """Return every stem with its scored documents, by their numbers; their places count where there are none.

    Words that mean the same as words in a document find it too, below all documents that hold the word itself.
    """
    # Lengths are counted in characters: as good as words for a ratio, and no text is cut up twice.
    means = [
        max(sum(map(len, column)) / len(column), 1.0)
        for column in zip(*(document.fields() for document in documents), strict=True)
    ]
    found = [_Occurrences() for _ in vocabulary.forms]
    of, known = vocabulary.of, vocabulary.known
    numbers = numbers or range(len(documents))
    for number, document in zip(numbers, documents, strict=True):
        mine: dict[int, float] = {}
        named: set[int] = set()
        for place, text in enumerate(document.fields()):
            weight = WEIGHTS[place] / (1 - LENGTH[place] * (1 - len(text) / means[place]))
            for word, count in Counter(split(text.lower())).items():
                value = weight * count
                for stem in known.get(word) or of(word):
                    mine[stem] = mine.get(stem, 0.0) + value
            if place == NAMED - 1:
                named = set(mine)
        meant = {stem for word in synonyms.of(document, mine.keys()) for stem in of(word)}
        while len(found) < len(vocabulary.forms):
            found.append(_Occurrences())
        for stem, value in mine.items():
            place_of = found[stem]
            place_of.documents.append(number)
            place_of.weights.append(value)
        for stem in named:
            found[stem].named.append(number)
        for stem in meant - mine.keys():
            found[stem].meant.append(number)
    worth = {number: document.boost for number, document in zip(numbers, documents, strict=True)}
    return list(_quantised(worth, vocabulary, *_joined(vocabulary.forms, found)))


class _Occurrences:
    """Where a stem was found, in the order of documents; arrays keep a million of these small."""

    __slots__ = ("documents", "meant", "named", "weights")

    def __init__(self) -> None:
        self.documents, self.weights = array("I"), array("d")
        self.named: list[int] = []
        """Documents that hold it in their title or aliases."""
        self.meant: list[int] = []
        """Documents that hold another word for it."""

    def add(self, other: _Occurrences) -> None:
        """Take in what was found of a stem that turned out to be the same."""
        weights = dict(zip(self.documents, self.weights, strict=True))
        for number, value in zip(other.documents, other.weights, strict=True):
            weights[number] = weights.get(number, 0.0) + value
        numbers = sorted(weights)
        self.documents, self.weights = array("I", numbers), array("d", (weights[number] for number in numbers))
        self.named = sorted({*self.named, *other.named})
        self.meant = sorted({*self.meant, *other.meant} - weights.keys())


def _joined(
    all_forms: Sequence[set[str]], all_found: Sequence[_Occurrences]
) -> tuple[list[set[str]], list[_Occurrences]]:
    """Make one of stems that share a form, as résumé and resume do: a form is looked up in one line."""
    forms: dict[int, set[str]] = {}
    found: dict[int, _Occurrences] = {}
    owner: dict[str, int] = {}
    for number, (spelled, mine) in enumerate(zip(all_forms, all_found, strict=True)):
        forms[number], found[number] = set(spelled), mine
        for other in sorted({owner[form] for form in spelled if form in owner}):
            forms[number] |= forms.pop(other)
            found[number].add(found.pop(other))
        owner.update(dict.fromkeys(forms[number], number))
    return list(forms.values()), list(found.values())


def _quantised(
    worth: Mapping[int, float], vocabulary: Vocabulary, all_forms: Sequence[set[str]], all_found: Sequence[_Occurrences]
) -> Iterator[Stem]:
    total = len(worth)
    idf = [math.log(1 + (total - len(found.documents) + 0.5) / (len(found.documents) + 0.5)) for found in all_found]
    scale = (LEVELS - 2) / max(idf, default=1.0)
    for spelled, found, rarity in zip(all_forms, all_found, idf, strict=True):
        is_frequent = total >= FEWEST and len(found.documents) > COMMON * total
        is_common = is_frequent or not vocabulary.function_words.isdisjoint(spelled)
        factor = rarity * scale
        postings = [
            (number, 2 + int(factor * worth[number] * weight / (SATURATION + weight)))
            for number, weight in zip(found.documents, found.weights, strict=True)
        ]
        if is_common:
            kept = set(found.named)
            postings = [pair for pair in postings if pair[0] in kept]
        elif found.meant:
            postings = sorted([*postings, *((number, 1) for number in found.meant)])
        if postings or is_common:
            yield Stem(tuple(sorted(spelled)), tuple(postings), is_common)
