"""The index of one library: scored words, cut into shards.

``docs/decisions/search-format.md`` describes the files.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING
from zlib import crc32

from openshelf.search.documents import Document, documents
from openshelf.search.encode import postings
from openshelf.search.facets import FacetSets, facet_sets
from openshelf.search.score import Stem, score
from openshelf.search.synonyms import Synonyms, groups, names_of_the_world
from openshelf.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openshelf.library.library import Library

SHARD = 9_000
"""Characters that a shard may have before the next begins: about 6 kB on the wire, a second on the slowest line."""
BLOCK = 6
"""Rows that a block may have, four on average: under 1 kB on the wire; the results of a query seldom share one."""


@dataclass(frozen=True)
class Index:
    """Everything that search files are written from."""

    documents: Sequence[Document]
    numbers: Sequence[int]
    """The number of each document, see :func:`stable_numbers`."""
    stems: Sequence[Stem]
    """Sorted by their first form, as scripts compare text."""
    facets: Sequence[FacetSets] = ()
    """The ways to narrow a list of results down."""

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
        """Each shard's first possible form and its text; a form is in the last shard whose start is not greater."""
        starts: list[str] = []
        groups: list[list[tuple[Stem, str]]] = []
        size, before = 0, ""
        for stem in self.stems:
            encoded = ("!" if stem.is_common else "|") + postings(stem.postings)
            length = sum(map(len, stem.forms)) + len(encoded)
            if not groups or size + length > SHARD:
                starts.append(_boundary(before, stem.forms[0]) if groups else "")
                groups.append([])
                size = 0
            groups[-1].append((stem, encoded))
            size += length
            before = stem.forms[0]
        keys = [utf16_key(start) for start in starts]
        lines: list[list[str]] = [[] for _ in groups]
        for position, members in enumerate(groups):
            for stem, encoded in members:
                places = [bisect_right(keys, utf16_key(form)) - 1 for form in stem.forms]
                here = [form for form, place in zip(stem.forms, places, strict=True) if place == position]
                lines[position].append(",".join(here) + encoded)
                for form, place in zip(stem.forms, places, strict=True):
                    if place != position:
                        lines[place].append(f"{form}={stem.forms[0]}")
        return [(start, "\n".join(members)) for start, members in zip(starts, lines, strict=True)]


def _boundary(before: str, first: str) -> str:
    """Return the shortest beginning of ``first`` that sorts after ``before``."""
    return next(first[:size] for size in range(1, len(first) + 1) if utf16_key(first[:size]) > utf16_key(before))


def utf16_key(text: str) -> bytes:
    """Return a key that sorts as scripts compare text: by UTF-16 units."""
    return text.encode("utf-16-be")


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


def build(library: Library, labels: Mapping[str, Sequence[str]]) -> Index:
    """Index everything that the lists of a library offer; ``labels`` are the words beside each entry, by its key."""
    all_documents = documents(library, labels)
    vocabulary = Vocabulary(library.settings.language)
    numbers = stable_numbers(document.entry.key for document in all_documents)
    synonyms = Synonyms([*groups(library), *names_of_the_world(all_documents)], vocabulary)
    stems = score(all_documents, vocabulary, synonyms, numbers)
    in_order = sorted(stems, key=lambda stem: utf16_key(stem.forms[0]))
    return Index(all_documents, numbers, in_order, facet_sets(library, all_documents, numbers))
