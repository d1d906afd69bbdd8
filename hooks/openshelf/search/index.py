"""The index of one library: scored words, cut into shards.

``docs/decisions/search-format.md`` describes the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from openshelf.search.documents import documents
from openshelf.search.extract import lengths, usual_lengths
from openshelf.search.facets import FacetSets, facet_sets, values_for_filters
from openshelf.search.score import lexicon, said, scored
from openshelf.search.shards import in_order, rows_of, utf16_key
from openshelf.search.synonyms import Synonyms, groups, names_of_the_world, spoken_of
from openshelf.search.update import whole
from openshelf.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from openshelf.library.library import Library
    from openshelf.model.crisis_words import CrisisWords
    from openshelf.search.documents import Document, Texts
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

    @property
    def size(self) -> int:
        """One more than the last number."""
        return size_of(self.numbers)

    @cached_property
    def shards(self) -> list[tuple[str, str]]:
        """Each shard's first possible form and its text."""
        rows = in_order(row for stem in self.stems for row in rows_of(stem))
        shards, _ = whole(rows, self.crisis_words, self.function_words)
        return [(shard.start, shard.text or "") for shard in shards]


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


def size_of(numbers: Sequence[int]) -> int:
    """Return one more than the last number of documents."""
    return numbers[-1] + 1 if numbers else 0


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

    def say(self, texts: Texts) -> Extract:
        """Return what texts of a document say."""
        return said(texts, self.vocabulary, self.means, self.synonyms)

    def words(self, documents: Mapping[int, Texts]) -> Iterator[tuple[Stem, Mapping[str, Occurrences]]]:
        """Yield the scored words of numbered documents, and what they are made of; numbers go up."""
        # What one document says is gone before the next one is asked.
        all_said = ((number, self.say(texts)) for number, texts in documents.items())
        found = lexicon(all_said, self.vocabulary, self.known)
        return scored(found, len(documents), self.vocabulary)


def build(library: Library, labels: Mapping[str, Sequence[str]]) -> Index:
    """Index everything that the lists of a library offer; ``labels`` are the words beside each entry, by its key."""
    all_documents = documents(library, labels)
    vocabulary = Vocabulary(library.settings.language)
    world = names_of_the_world(map(spoken_of, all_documents))
    synonyms = Synonyms([*groups(library, library.same_words), *world], vocabulary)
    frame = IndexFrame(vocabulary, synonyms, usual_lengths(map(lengths, all_documents)))
    numbers = stable_numbers(document.entry.key for document in all_documents)
    stems = [stem for stem, _ in frame.words(dict(zip(numbers, all_documents, strict=True)))]
    return Index(
        all_documents,
        numbers,
        sorted(stems, key=lambda stem: utf16_key(stem.forms[0])),
        facet_sets(numbers, [values_for_filters(library, document.entry) for document in all_documents]),
        library.crisis_words,
        vocabulary.function_words,
    )
