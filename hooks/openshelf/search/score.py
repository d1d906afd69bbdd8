"""BM25F: how much each word says about each document, as a small whole number.

Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields" (2004). Scores are worked out when the
index is built and cut down to ``LEVELS`` steps, so that a browser only adds them up.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from openshelf.search.extract import coarse, extract, usual_lengths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from openshelf.search.documents import Document
    from openshelf.search.synonyms import Synonyms
    from openshelf.search.vocabulary import Vocabulary

SATURATION = 6.0
"""How soon repeating a word stops to count (BM25's k1)."""
LEVELS = 63
"""The highest score of a word in a document; the lowest is 1."""
COMMON = 0.3
"""A word in more than this share of documents says nothing; it is found in titles and other names only."""
FEWEST = 40
"""Documents from which on words can be common."""
SHARE = 0.6
"""What another word for it is worth of what a document holds."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A word in all its forms, and the documents that hold it."""

    forms: tuple[str, ...]
    """Folded forms that occur, sorted."""
    documents: Sequence[int] = ()
    """Numbers of the documents, sorted."""
    scores: Sequence[int] = ()
    """The score in each of them."""
    is_common: bool = False
    """Whether the word is too frequent to be asked for."""
    is_function: bool = False
    """Whether it carries no subject; then it is common too."""
    is_foreign: bool = False
    """Whether it is no word of the library's language, as far as its texts show."""
    is_name: bool = False
    """Whether a title or another name holds it as a word."""
    is_joined: bool = False
    """Whether it stands nowhere as it is: it is two words in one piece."""


def score(
    documents: Sequence[Document], vocabulary: Vocabulary, synonyms: Synonyms, numbers: Sequence[int] = ()
) -> list[Stem]:
    """Return every stem with its scored documents, by their numbers; their places count where there are none.

    Words that mean the same as words in a document find it too, below what the document holds itself.
    """
    means = usual_lengths(documents)
    found: dict[str, _Occurrences] = defaultdict(_Occurrences)
    own: set[str] = set()
    names: set[str] = set()
    joined: set[str] = set()
    numbers = numbers or range(len(documents))
    for number, document in zip(numbers, documents, strict=True):
        mine = extract(document, vocabulary, means)
        for stem, value in mine.worth.items():
            place_of = found[stem]
            place_of.documents.append(number)
            place_of.weights.append(value)
        for stem in mine.named:
            found[stem].named.append(number)
        for stem, value in synonyms.of(document, mine.worth).items():
            if stem in mine.worth:
                found[stem].weights[-1] = max(mine.worth[stem], SHARE * value)
            else:
                found[stem].meant[number] = SHARE * value
        own |= mine.own
        names |= mine.names
        joined |= mine.joined
    forms = vocabulary.forms(own | names | joined | synonyms.words)
    kinds = _Kinds(*({stem for word in words for stem in vocabulary.of(word)} for words in (own, names)))
    boosts = {number: document.boost for number, document in zip(numbers, documents, strict=True)}
    all_found = {stem: found[stem] for stem in forms}
    return list(_quantised(boosts, vocabulary, _one_of_each(forms, all_found), kinds))


@dataclass(frozen=True, slots=True)
class _Kinds:
    """What words of any document show of stems."""

    own: AbstractSet[str]
    """Those that stand where the library writes its own language."""
    names: AbstractSet[str]
    """Words of titles and other names."""


class _Occurrences:
    """Where a stem was found, in the order of documents; arrays keep a million of these small."""

    __slots__ = ("documents", "meant", "named", "weights")

    def __init__(self) -> None:
        self.documents, self.weights = array("I"), array("d")
        self.named: list[int] = []
        """Documents that hold it in their title or aliases."""
        self.meant: dict[int, float] = {}
        """Documents that hold another word for it, and what it is worth in them."""

    def add(self, other: _Occurrences) -> None:
        """Take in what was found of a stem that turned out to be the same."""
        weights = dict(zip(self.documents, self.weights, strict=True))
        for number, value in zip(other.documents, other.weights, strict=True):
            weights[number] = weights.get(number, 0.0) + value
        numbers = sorted(weights)
        self.documents, self.weights = array("I", numbers), array("d", (weights[number] for number in numbers))
        self.named = sorted({*self.named, *other.named})
        for number, value in other.meant.items():
            self.meant[number] = max(self.meant.get(number, 0.0), value)
        for number in self.meant.keys() & weights.keys():
            del self.meant[number]


class _Word(NamedTuple):
    """Stems that are one word."""

    stems: Sequence[str]
    forms: AbstractSet[str]
    found: _Occurrences


def _one_of_each(forms: Mapping[str, set[str]], all_found: Mapping[str, _Occurrences]) -> Iterator[_Word]:
    """Make one of stems that share a form, as résumé and resume do: a form is looked up in one line."""
    owner: dict[str, str] = {}
    shared: dict[str, set[str]] = {}
    for stem, spelled in forms.items():
        for form in spelled:
            other = owner.setdefault(form, stem)
            if other != stem:
                together = shared.get(stem, {stem}) | shared.get(other, {other})
                shared.update(dict.fromkeys(together, together))
    for stem, spelled in forms.items():
        stems = sorted(shared.get(stem, (stem,)))
        if stem == stems[0]:
            for other in stems[1:]:
                all_found[stem].add(all_found[other])
            yield _Word(stems, spelled.union(*(forms[other] for other in stems[1:])), all_found[stem])


def _quantised(
    boosts: Mapping[int, float], vocabulary: Vocabulary, words: Iterator[_Word], kinds: _Kinds
) -> Iterator[Stem]:
    total = coarse(max(len(boosts), 1))
    scale = (LEVELS - 2) / _rarity(1, total)
    for stems, spelled, found in words:
        is_function = not vocabulary.function_words.isdisjoint(spelled)
        is_common = is_function or (len(boosts) >= FEWEST and len(found.documents) > COMMON * total)
        # Words that mean the same find about the same documents, so they are about as rare.
        factor = scale * _rarity(len(found.documents) + len(found.meant), total)
        numbers: Sequence[int] = found.documents
        scores = [
            2 + int(factor * boosts[number] * weight / (SATURATION + weight))
            for number, weight in zip(numbers, found.weights, strict=True)
        ]
        if is_common or found.meant:
            postings = dict(zip(numbers, scores, strict=True))
            for number, weight in found.meant.items():
                postings[number] = 1 + int(factor * boosts[number] * weight / (SATURATION + weight))
            numbers = found.named if is_common else sorted(postings)
            scores = [postings[number] for number in numbers]
        is_name = not kinds.names.isdisjoint(stems)
        is_own = not kinds.own.isdisjoint(stems)
        is_joined = not is_own and not is_name and not found.meant
        # A word that means what others mean is known, even where nothing holds it: nobody guesses at another one.
        yield Stem(
            tuple(sorted(spelled)),
            numbers,
            bytes(scores),
            is_common,
            is_function,
            is_foreign=not is_own and not is_joined and vocabulary.own_function_words.isdisjoint(spelled),
            is_name=is_name,
            is_joined=is_joined,
        )


def _rarity(count: int, total: float) -> float:
    """Return how much a word says that ``count`` of about ``total`` documents hold (BM25's idf)."""
    return max(math.log((total + 1) / (count + 0.5)), 0.0)
