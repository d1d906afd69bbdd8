"""Numbers as text that a script decodes in a few lines: six bits a character, small numbers in one."""

from __future__ import annotations

from itertools import chain
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALPHABET = "".join(map(chr, range(35, 99)))
"""From ``#`` to ``b``: a script subtracts 35, and of these JSON escapes the backslash alone."""
_LOW = 32


def number(value: int) -> str:
    """Return a number from 0 on: five bits a character, the sixth says that more follows; low bits first."""
    if value < _LOW:
        return ALPHABET[value]
    return ALPHABET[_LOW + value % _LOW] + number(value // _LOW)


class _Gaps(dict[int, str]):
    """What is written for each step from a document to the next one."""

    def __missing__(self, step: int) -> str:
        made = self[step] = number(step - 1)
        return made


_GAPS = _Gaps()


def gaps(documents: Sequence[int]) -> Iterator[str]:
    """Return for each of a sorted set of documents how many are left out before it, as :func:`number` writes it."""
    return map(_GAPS.__getitem__, map(sub, documents, chain((-1,), documents)))


def postings(documents: Sequence[int], scores: Sequence[int]) -> str:
    """Return sorted documents with scores: for each, the gap before it, then one character for the score (0 to 63)."""
    return "".join(chain.from_iterable(zip(gaps(documents), map(ALPHABET.__getitem__, scores), strict=True)))


def members(documents: Sequence[int], total: int) -> str:
    """Return a sorted set of documents: ``-`` and gaps, or ``+`` and one bit a document, whichever is shorter."""
    sparse = "".join(gaps(documents))
    if len(sparse) <= (total + 5) // 6:
        return f"-{sparse}"
    bits = [0] * ((total + 5) // 6)
    for document in documents:
        bits[document // 6] |= 1 << document % 6
    return "+" + "".join(ALPHABET[value] for value in bits)
