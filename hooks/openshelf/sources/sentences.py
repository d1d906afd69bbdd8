"""A text to sentences and words, in any language (Unicode Standard Annex 29, simplified)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSE = r"[\p{Sentence_Break=Close}]*"
_END = regex.compile(
    rf"\p{{Sentence_Break=STerm}}+{_CLOSE}|(?:\p{{Sentence_Break=ATerm}}|…)+{_CLOSE}(?=\s|$)(?!\s+\p{{Lowercase}})"
)
"""Where a sentence ends: at a full stop only before a blank, and not before a small letter, as in *e.g. this*."""
_QUESTION = regex.compile(rf"[?？؟]{_CLOSE}$")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with the offset at which it starts."""
    start = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = text[start:end]
        words = sentence.strip()
        if words:
            yield start + len(sentence) - len(sentence.lstrip()), words
        start = end


def is_question(sentence: str) -> bool:
    """Whether a sentence ends with a question mark."""
    return _QUESTION.search(sentence) is not None


def count_words(text: str) -> int:
    """Return how many words stand between the blanks of a text.

    In scripts without blanks between words (Chinese, Japanese, Thai and others) a whole sentence counts as one.
    """
    return sum(any(char.isalnum() for char in piece) for piece in text.split())
