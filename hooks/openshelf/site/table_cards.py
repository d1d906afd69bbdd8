"""Which tables become cards on a phone, and the names of their columns, which each cell then has beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.sources.inline_text import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openshelf.sources.dialect import Token

_FEWEST = 4
"""Columns from which on a table is wider than a phone."""


def card_labels(tokens: Sequence[Token], index: int, title_of: Callable[[str], str]) -> list[str]:
    """Return the names of the columns of the table that opens at an index; none where it fits on a phone."""
    end = next(at for at in range(index, len(tokens)) if tokens[at].type == "thead_close")
    heads = [tokens[at + 1] for at in range(index, end) if tokens[at].type == "th_open"]
    if len(heads) < _FEWEST:
        return []
    return [" ".join(words_of(head.children or (), title_of=title_of).split()) for head in heads]
