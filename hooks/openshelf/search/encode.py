"""Numbers as text that a script decodes in a few lines: six bits a character, small numbers in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ALPHABET = "".join(map(chr, range(35, 99)))
"""From ``#`` to ``b``: a script subtracts 35, and of these JSON escapes the backslash alone."""
_LOW = 32


def number(value: int) -> str:
    """Return a number from 0 on: five bits a character, the sixth says that more follows; low bits first."""
    if value < _LOW:
        return ALPHABET[value]
    return ALPHABET[_LOW + value % _LOW] + number(value // _LOW)


_NUMBERS = [number(value) for value in range(4096)]


def gap(value: int) -> str:
    """Return a number as :func:`number` does, from a table where it is small."""
    return _NUMBERS[value] if value < len(_NUMBERS) else number(value)


def postings(pairs: Iterable[tuple[int, int]]) -> str:
    """Return documents with scores: for each, the gap to the one before, then one character for the score (0 to 63)."""
    pieces, before = [], -1
    for document, score in pairs:
        pieces += [gap(document - before - 1), ALPHABET[score]]
        before = document
    return "".join(pieces)


def members(documents: Sequence[int], total: int) -> str:
    """Return a sorted set of documents: ``-`` and gaps, or ``+`` and one bit a document, whichever is shorter."""
    pieces, before = [], -1
    for document in documents:
        pieces.append(gap(document - before - 1))
        before = document
    gaps = "".join(pieces)
    if len(gaps) <= (total + 5) // 6:
        return f"-{gaps}"
    bits = [0] * ((total + 5) // 6)
    for document in documents:
        bits[document // 6] |= 1 << document % 6
    return "+" + "".join(ALPHABET[value] for value in bits)
