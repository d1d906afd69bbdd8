"""The index of one library: scored words, cut into shards.

``docs/decisions/search-format.md`` describes the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from openshelf.search.documents import Document, documents
from openshelf.search.extract import lengths, usual_lengths
from openshelf.search.facets import FacetSets, facet_sets
from openshelf.search.lexicon import packed
from openshelf.search.score import boosts_of, lexicon, said, scored
from openshelf.search.shards import ShardRow, in_order, rows_of, utf16_key
from openshelf.search.synonyms import Synonyms, groups, names_of_the_world, spoken_of
from openshelf.search.update import whole
from openshelf.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from openshelf.library.library import Library
    from openshelf.model.crisis_words import CrisisWords
    from openshelf.search.extract import Extract
    from openshelf.search.lexicon import Occurrences
    from openshelf.search.score import Stem

BLOCK = 6
"""Rows that a block may have, four on average: under 1 kB on the wire; the results of a query seldom share one."""


@dataclass(frozen=True)
class Index:
    """Everything that search files are written from."""

    documents: Sequence[Document]
    numbers: Sequence[int]
    """The number of each document, see :func:`stable_numbers`."""
    stems: Sequence[Stem]
    """In the order of their first forms, as scripts compare text."""
    facets: Sequence[FacetSets] = ()
    """The ways to narrow a list of results down."""
    crisis_words: Sequence[CrisisWords] = ()
    function_words: AbstractSet[str] = frozenset()
    """Words that say nothing about a document, in any language."""
    parts: Sequence[Mapping[str, Occurrences]] = ()
    """What was found of each part of each stem."""

    @property
    def size(self) -> int:
        """One more than the last number."""
        return self.numbers[-1] + 1 if self.numbers else 0

    @cached_property
    def blocks(self) -> list[Sequence[Document]]:
        """The documents of each block; a document's number is the block's times ``BLOCK``, and its place in it."""
        pairs = zip(self.numbers, self.documents, strict=True)
        return [[document for _, document in block] for _, block in groupby(pairs, lambda pair: pair[0] // BLOCK)]

    @cached_property
    def shards(self) -> list[tuple[str, str]]:
        """Each shard's first possible form and its text."""
        shards, _ = whole(self.rows(), self.crisis_words, self.function_words)
        return [(shard.start, shard.text or "") for shard in shards]

    def rows(self) -> list[ShardRow]:
        """Return the rows of all words, in order."""
        return in_order(row for stem in self.stems for row in rows_of(stem))

    def whole_rows(self) -> list[ShardRow]:
        """Return the same with what they were made of."""
        words = zip(self.stems, self.parts, strict=True)
        return in_order(row for stem, parts in words for row in rows_of(stem, packed(parts)))


def stable_numbers(keys: Iterable[str]) -> list[int]:
    """Return a number for each key of a sorted list, with gaps, so that one key more moves few others.

    Blocks are what is left when the list is cut before its key of the smallest hash, and so are its parts, as long as
    they are longer than a block. Where a list is cut does not depend on how many keys stand before.
    """
    hashes = [(crc32(key.encode()), key) for key in keys]
    starts: list[int] = []
    waiting = [(0, len(hashes))] if hashes else []
    while waiting:
        start, end = waiting.pop()
        if end - start <= BLOCK:
            starts.append(start)
            continue
        middle = min(range(start + 1, end), key=hashes.__getitem__)
        waiting += [(middle, end), (start, middle)]
    ends = [*starts[1:], len(hashes)]
    return [
        block * BLOCK + place
        for block, (start, end) in enumerate(zip(starts, ends, strict=False))
        for place in range(end - start)
    ]


class IndexFrame(NamedTuple):
    """What the library says that enters every score."""

    vocabulary: Vocabulary
    synonyms: Synonyms
    means: Sequence[float]
    """Usual lengths of fields."""

    @property
    def known(self) -> set[str]:
        """Words that are there whoever holds them: those that mean the same, and those without a subject.

        Nobody is asked for one of the latter, or offered a slip of it.
        """
        return self.synonyms.words | self.vocabulary.function_words

    def say(self, document: Document) -> Extract:
        """Return what a document says."""
        return said(document, self.vocabulary, self.means, self.synonyms)


def build(library: Library, labels: Mapping[str, Sequence[str]]) -> Index:
    """Index everything that the lists of a library offer; ``labels`` are the words beside each entry, by its key."""
    all_documents = documents(library, labels)
    vocabulary = Vocabulary(library.settings.language)
    world = names_of_the_world(map(spoken_of, all_documents))
    synonyms = Synonyms([*groups(library, library.same_words), *world], vocabulary)
    frame = IndexFrame(vocabulary, synonyms, usual_lengths(map(lengths, all_documents)))
    return indexed(library, all_documents, frame, frame.say)


def indexed(
    library: Library, all_documents: Sequence[Document], frame: IndexFrame, say: Callable[[Document], Extract]
) -> Index:
    """Index documents; ``say`` returns what each of them says."""
    numbers = stable_numbers(document.entry.key for document in all_documents)
    everything = {number: say(document) for number, document in zip(numbers, all_documents, strict=True)}
    words = scored(
        lexicon(everything, frame.vocabulary, frame.known), boosts_of(everything), len(numbers), frame.vocabulary
    )
    ordered = sorted(words, key=lambda word: utf16_key(word[0].forms[0]))
    return Index(
        all_documents,
        numbers,
        [stem for stem, _ in ordered],
        facet_sets(library, [document.entry for document in all_documents], numbers),
        library.crisis_words,
        frame.vocabulary.function_words,
        [parts for _, parts in ordered],
    )
