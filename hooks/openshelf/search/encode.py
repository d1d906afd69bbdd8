"""Numbers as text that a script decodes in a few lines: six bits a character, small numbers in one."""

from __future__ import annotations

from itertools import chain
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ALPHABET = "".join(map(chr, range(35, 99)))
"""From ``#`` to ``b``: a script subtracts 35, and of these JSON escapes the backslash alone."""
_LOW = 32


def number(value: int) -> str:
    """Return a number from 0 on: five bits a character, the sixth says that more follows; low bits first."""
    if value < _LOW:
        return ALPHABET[value]
    return ALPHABET[_LOW + value % _LOW] + number(value // _LOW)


_SMALL = 4096
_NUMBERS = [number(value) for value in range(_SMALL)]


def gaps(documents: Sequence[int]) -> list[str]:
    """Return for each of a sorted set of documents how many are left out before it, as :func:`number` writes it."""
    steps = map(sub, documents, chain((-1,), documents))
    return [_NUMBERS[step - 1] if step <= _SMALL else number(step - 1) for step in steps]


def postings(documents: Sequence[int], scores: Sequence[int]) -> str:
    """Return sorted documents with scores: for each, the gap before it, then one character for the score (0 to 63)."""
    return "".join([gap + ALPHABET[score] for gap, score in zip(gaps(documents), scores, strict=True)])


def members(documents: Sequence[int], total: int) -> str:
    """Return a sorted set of documents: ``-`` and gaps, or ``+`` and one bit a document, whichever is shorter."""
    sparse = "".join(gaps(documents))
    if len(sparse) <= (total + 5) // 6:
        return f"-{sparse}"
    bits = [0] * ((total + 5) // 6)
    for document in documents:
        bits[document // 6] |= 1 << document % 6
    return "+" + "".join(ALPHABET[value] for value in bits)
