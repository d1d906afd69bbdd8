"""BM25F: how much each word says about each document, as a small whole number.

Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields" (2004). Scores are worked out when the
index is built and cut down to ``LEVELS`` steps, so that a browser only adds them up.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from openshelf.search.tokens import compounds, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from openshelf.search.documents import Document
    from openshelf.search.synonyms import Synonyms
    from openshelf.search.vocabulary import Vocabulary

WEIGHTS = (14.0, 10.0, 5.0, 4.0, 3.0, 2.0, 1.0)
"""Weights of title, other names, words that readers type, summary, headings, themes and body: what a person wrote to
name the entry counts most."""
LENGTH = (0.6, 0.2, 0.2, 0.3, 0.5, 0.0, 0.75)
"""How much a long field takes away from each word in it, from 0 to 1 (BM25's b)."""
SATURATION = 6.0
"""How soon repeating a word stops to count (BM25's k1)."""
LEVELS = 63
"""The highest score of a word in a document; the lowest is 1."""
COMMON = 0.3
"""A word in more than this share of documents says nothing; it is found in titles and other names only."""
FEWEST = 40
"""Documents from which on words can be common."""
NAMED = 3
"""The first fields, in which even common words count, and each word once: title, other names, what readers type."""
NAMES = 2
"""Those of them that are names, so that two words of one are also typed as one."""
WHOLE = 100.0
"""What a word is worth beside that if it is the whole title: a reader types it to find this entry."""
SHARE = 0.6
"""What another word for it is worth of what a document holds."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A word in all its forms, and the documents that hold it."""

    forms: tuple[str, ...]
    """Folded forms that occur, sorted."""
    postings: tuple[tuple[int, int], ...]
    """Number of the document and score, by number."""
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
    # Lengths are counted in characters: as good as words for a ratio, and no text is cut up twice.
    means = [
        max(sum(map(len, column)) / len(column), 1.0)
        for column in zip(*(document.fields() for document in documents), strict=True)
    ]
    found: dict[int, _Occurrences] = defaultdict(_Occurrences)
    numbers = numbers or range(len(documents))
    for number, document in zip(numbers, documents, strict=True):
        mine, named = _worth(document, vocabulary, means)
        for stem, value in synonyms.of(document, mine).items():
            found[stem].meant[number] = SHARE * value
        for stem, value in mine.items():
            place_of = found[stem]
            place_of.documents.append(number)
            place_of.weights.append(max(value, place_of.meant.pop(number, 0.0)))
        for stem in named:
            found[stem].named.append(number)
        _note_kinds(document, vocabulary, found)
    worth = {number: document.boost for number, document in zip(numbers, documents, strict=True)}
    in_order = [found[stem] for stem in range(len(vocabulary.forms))]
    return list(_quantised(worth, vocabulary, *_joined(vocabulary.forms, in_order)))


def _worth(
    document: Document, vocabulary: Vocabulary, means: Sequence[float]
) -> tuple[dict[int, float], AbstractSet[int]]:
    """Return what each stem is worth in a document, and those that name it; ``means`` are usual lengths of fields."""
    mine: dict[int, float] = {}
    named: AbstractSet[int] = frozenset()
    for place, text in enumerate(document.fields()):
        weight = WEIGHTS[place] / (1 - LENGTH[place] * (1 - len(text) / means[place]))
        once: set[int] = set()
        for word, count in _words(text.lower(), vocabulary, is_name=place < NAMES).items():
            for stem in vocabulary.known.get(word) or vocabulary.of(word):
                if stem not in once:
                    mine[stem] = mine.get(stem, 0.0) + weight * count
                if place < NAMED:
                    once.add(stem)
        if place == 0 and len(once) == 1:
            mine = dict.fromkeys(once, WHOLE)
        if place == NAMED - 1:
            named = set(mine)
    return mine, named


def _note_kinds(document: Document, vocabulary: Vocabulary, found: Mapping[int, _Occurrences]) -> None:
    """Note which stems a document shows to be of the library's language, and which are words of its names."""
    for name in (document.title, *document.aliases, *document.sought):
        for stem in (stem for word in split(name.lower()) for stem in vocabulary.of(word)):
            found[stem].is_name = found[stem].is_word = True
            found[stem].is_own |= name not in document.foreign and name not in document.sought
    for text in document.fields()[NAMED:]:
        for word in set(split(text.lower())):
            for stem in vocabulary.known.get(word, ()):
                found[stem].is_own = found[stem].is_word = True


def _words(text: str, vocabulary: Vocabulary, *, is_name: bool) -> Mapping[str, int]:
    """Count the words of a text, words that hyphens join and, in names, that stand side by side, in one piece too."""
    found = Counter(split(text))
    joined = Counter(compounds(text))
    for name in text.split("\n") if is_name else ():
        for pair in pairwise(map(split, name.split())):
            words = tuple(chain.from_iterable(pair))
            if list(map(len, pair)) == [1, 1] and vocabulary.function_words.isdisjoint(words):
                joined["".join(words)] = max(joined["".join(words)], 1)
    # Scripts without spaces need none: words side by side are found as pairs of characters.
    found.update({word: count for word, count in joined.items() if len(vocabulary.of(word)) == 1})
    return found


class _Occurrences:
    """Where a stem was found, in the order of documents; arrays keep a million of these small."""

    __slots__ = ("documents", "is_name", "is_own", "is_word", "meant", "named", "weights")

    def __init__(self) -> None:
        self.documents, self.weights = array("I"), array("d")
        self.named: list[int] = []
        """Documents that hold it in their title or aliases."""
        self.meant: dict[int, float] = {}
        """Documents that hold another word for it, and what it is worth in them."""
        self.is_own = False
        """Whether it stands where the library writes its own language."""
        self.is_name = False
        """Whether it is a word of a title or another name."""
        self.is_word = False
        """Whether it stands somewhere as it is, and not only as two words in one piece."""

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
        self.is_own |= other.is_own
        self.is_name |= other.is_name
        self.is_word |= other.is_word


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
    # Words that mean the same find about the same documents, so they are about as rare.
    counts = [len(found.documents) + len(found.meant) for found in all_found]
    idf = [math.log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.0 for count in counts]
    scale = (LEVELS - 2) / (max(idf, default=0.0) or 1.0)
    for spelled, found, rarity in zip(all_forms, all_found, idf, strict=True):
        is_function = not vocabulary.function_words.isdisjoint(spelled)
        is_common = is_function or (total >= FEWEST and len(found.documents) > COMMON * total)
        factor = rarity * scale
        weights = [*zip(found.documents, found.weights, strict=True), *(() if is_common else found.meant.items())]
        kept = set(found.named)
        postings = sorted(
            (number, (1 if number in found.meant else 2) + int(factor * worth[number] * weight / (SATURATION + weight)))
            for number, weight in weights
            if not is_common or number in kept
        )
        is_own = found.is_own or not vocabulary.own_function_words.isdisjoint(spelled)
        is_joined = not found.is_word and not found.meant
        # A word that means what others mean is known, even where nothing holds it: nobody guesses at another one.
        yield Stem(
            tuple(sorted(spelled)),
            tuple(postings),
            is_common,
            is_function,
            is_foreign=not is_own and not is_joined,
            is_name=found.is_name,
            is_joined=is_joined,
        )
