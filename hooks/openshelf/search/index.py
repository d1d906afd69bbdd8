"""The index of one library: scored words, cut into shards.

``docs/decisions/search-format.md`` describes the files.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from openshelf.search.crisis import crisis_lines
from openshelf.search.documents import Document, documents
from openshelf.search.encode import postings
from openshelf.search.facets import FacetSets, facet_sets
from openshelf.search.score import Stem, score
from openshelf.search.synonyms import Synonyms, groups, names_of_the_world
from openshelf.search.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from openshelf.library.library import Library
    from openshelf.model.crisis_words import CrisisWords

SIGNS = "|&!?*+"
"""What stands between the forms of a stem and its postings: for a word of the library's language, for one of another;
for a word of the library's language that is too frequent, for one that carries no subject, for one of another; and for
two words in one piece, which nobody is led to who types something else."""
TURNED = "~"
"""How a line begins that holds a name from its end; few queries need one, so these shards are twice as large."""
SLIP_FROM = 5
"""Letters from which on a word is looked up with a slip."""
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
    crisis_words: Sequence[CrisisWords] = ()
    function_words: AbstractSet[str] = frozenset()
    """Words that say nothing about a document, in any language."""

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
        groups: list[list[_LineSource]] = []
        size, before = 0, ""
        for row in self._rows():
            length = sum(map(len, row.forms)) + len(row.encoded)
            is_turned = row.forms[0].startswith(TURNED)
            if not groups or size + length > SHARD * (2 if is_turned else 1) or is_turned != before.startswith(TURNED):
                starts.append(_boundary(before, row.forms[0]) if groups else "")
                groups.append([])
                size = 0
            groups[-1].append(row)
            size += length
            before = row.forms[0]
        keys = [utf16_key(start) for start in starts]
        lines: list[list[str]] = [[] for _ in groups]
        for position, members in enumerate(groups):
            for (first, *others), encoded in members:
                here = [first]  # a row is in the shard of its first form
                for form in others:
                    place = _place(keys, form)
                    if place == position:
                        here.append(form)
                    else:
                        lines[place].append(f"{form}={first}")
                lines[position].append(",".join(here) + encoded)
        for position, crisis in self._crisis_lines(keys).items() if groups else ():
            lines[position] += crisis
        return [(start, "\n".join(members)) for start, members in zip(starts, lines, strict=True)]

    def _crisis_lines(self, keys: Sequence[bytes]) -> dict[int, list[str]]:
        def shards_of(word: str, has_any_ending: bool) -> set[int]:  # noqa: FBT001 - of a callable
            last = f"{word}\uffff" if has_any_ending else word
            return set(range(_place(keys, word), _place(keys, last) + 1))

        return crisis_lines(self.crisis_words, self.function_words, shards_of)

    def _rows(self) -> list[_LineSource]:
        """Return what lines are written from, as scripts compare text: stems, and names from their ends."""
        found = [
            _LineSource(stem.forms, SIGNS[_kind(stem)] + postings(stem.documents, stem.scores)) for stem in self.stems
        ]
        found += [
            _LineSource((turned(form),), "")
            for stem in self.stems
            if stem.is_name and not stem.is_function
            for form in stem.forms
            if len(form) >= SLIP_FROM
        ]
        return sorted(found, key=lambda row: utf16_key(row.forms[0]))


class _LineSource(NamedTuple):
    """What a line is written from."""

    forms: tuple[str, ...]
    encoded: str


def turned(word: str) -> str:
    """Return where a name stands that is looked up from its end, because a mistake is in its first letters."""
    return TURNED + word[::-1]


def _kind(stem: Stem) -> int:
    """Return the place of a stem's sign in ``SIGNS``."""
    if stem.is_function:
        return 3 + stem.is_foreign
    if stem.is_joined:
        return 5
    return 2 if stem.is_common else int(stem.is_foreign)


def _place(keys: Sequence[bytes], form: str) -> int:
    return bisect_right(keys, utf16_key(form)) - 1


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
    function_words = vocabulary.function_words
    synonyms = Synonyms([*groups(library, library.same_words), *names_of_the_world(all_documents)], vocabulary)
    stems = score(all_documents, vocabulary, synonyms, numbers)
    # Nobody is asked for a word without a subject, or offered a slip of it, whether or not a text holds it.
    unused = function_words.difference(*(stem.forms for stem in stems))
    stems += [
        Stem((word,), is_common=True, is_function=True, is_foreign=word not in vocabulary.own_function_words)
        for word in unused
    ]
    return Index(
        all_documents,
        numbers,
        sorted(stems, key=lambda stem: utf16_key(stem.forms[0])),
        facet_sets(library, all_documents, numbers),
        library.crisis_words,
        function_words,
    )
