"""BM25F: how much each word says about each document, as a small whole number.

Robertson, Zaragoza, Taylor: "Simple BM25 extension to multiple weighted fields" (2004). Scores are worked out when the
index is built and cut down to ``LEVELS`` steps, so that a browser only adds them up.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from openshelf.search.extract import coarse, extract
from openshelf.search.lexicon import Lexicon, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openshelf.search.documents import Texts
    from openshelf.search.extract import Extract
    from openshelf.search.lexicon import Occurrences
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


class Stem(NamedTuple):
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


def said(texts: Texts, vocabulary: Vocabulary, means: Sequence[float], synonyms: Synonyms) -> Extract:
    """Return what texts of a document say.

    Words that mean the same as words in a document find it too, below what the document holds itself.
    """
    mine = extract(texts, vocabulary, means)
    for stem, value in synonyms.of(texts, mine.worth).items():
        if stem in mine.worth:
            mine.worth[stem] = max(mine.worth[stem], SHARE * value)
        else:
            mine.meant[stem] = SHARE * value
    if texts.boost != 1:
        for values in (mine.worth, mine.meant):
            values.update({stem: _boosted(value, texts.boost) for stem, value in values.items()})
    return mine


def _boosted(weight: float, boost: float) -> float:
    """Return what a word is worth whose score is to be multiplied."""
    share = boost * weight / (SATURATION + weight)
    return SATURATION * share / (1 - share)


def lexicon(everything: Iterable[tuple[int, Extract]], vocabulary: Vocabulary, known: Iterable[str]) -> Lexicon:
    """Return the words of numbered documents; numbers go up. ``known`` words are there whoever holds them."""
    made = Lexicon(vocabulary)
    counts: dict[str, Counter[str]] = {"own": Counter(), "names": Counter(), "joined": Counter(known)}
    for number, mine in everything:
        made.add(number, mine)
        for kind, words in counts.items():
            words.update(getattr(mine, kind))
    for kind, words in counts.items():
        made.add_words(kind, words)
    return made


def scored(words: Lexicon, documents: int, vocabulary: Vocabulary) -> Iterator[tuple[Stem, Mapping[str, Occurrences]]]:
    """Yield the words of a lexicon with their scores, and what they are made of; ``documents``: how many there are."""
    total = coarse(max(documents, 1))
    scale = (LEVELS - 2) / _rarity(1, total)
    for parts in words.words():
        found = together(parts.values())
        is_function = not vocabulary.function_words.isdisjoint(found.forms)
        is_common = is_function or (documents >= FEWEST and len(found.documents) > COMMON * total)
        # Words that mean the same find about the same documents, so they are about as rare.
        factor = scale * _rarity(len(found.documents) + len(found.meant), total)
        numbers: Sequence[int] = found.documents
        scores = [2 + int(factor * weight / (SATURATION + weight)) for weight in found.weights]
        if is_common or found.meant:
            postings = dict(zip(numbers, scores, strict=True))
            for number, weight in found.meant.items():
                postings[number] = 1 + int(factor * weight / (SATURATION + weight))
            numbers = found.named if is_common else sorted(postings)
            scores = [postings[number] for number in numbers]
        is_joined = not (found.own or found.names or found.meant or is_function)
        # A word that means what others mean is known, even where nothing holds it: nobody guesses at another one.
        stem = Stem(
            tuple(sorted(found.forms)),
            numbers,
            bytes(scores),
            is_common,
            is_function,
            is_foreign=not found.own and not is_joined and vocabulary.own_function_words.isdisjoint(found.forms),
            is_name=found.names > 0,
            is_joined=is_joined,
        )
        yield stem, parts


def _rarity(count: int, total: float) -> float:
    """Return how much a word says that ``count`` of about ``total`` documents hold (BM25's idf)."""
    return max(math.log((total + 1) / (count + 0.5)), 0.0)
