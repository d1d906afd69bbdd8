"""The words of a library: from each form to its stem, in the library's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import Stemmer

from openshelf.search.function_words import all_function_words, function_words
from openshelf.search.tokens import fold, parts, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ALGORITHMS = {"en": "english", "es": "spanish", "pt": "portuguese", "fr": "french"}


class Vocabulary:
    """Turns the words of one language into numbered stems, and remembers every word that it has seen."""

    def __init__(self, language: str) -> None:
        name = _ALGORITHMS.get(language)
        self._stem: Callable[[str], str] = Stemmer.Stemmer(name).stemWord if name else str
        self.own_function_words = function_words(language)
        self.function_words = all_function_words(language)
        """Folded words that say nothing about a document, in any language."""
        self._numbers: dict[str, int] = {}
        self.known: dict[str, tuple[int, ...]] = {}
        """Stems of every word that was looked up; :meth:`of` fills it."""
        self.forms: list[set[str]] = []
        """Folded forms of each stem, by its number."""

    def of(self, word: str) -> tuple[int, ...]:
        """Return the stems of a word in lower case: one, or several in scripts that put no space between words."""
        known = self.known.get(word)
        if known is None:
            known = self.known[word] = tuple(self._new(word))
        return known

    def _new(self, word: str) -> Iterator[int]:
        forms = [part for piece in split(fold(word)) for part in parts(piece)]
        for form in forms:
            stem = fold(self._stem(word)) if len(forms) == 1 and form.isalpha() else form
            if form in self.function_words:
                stem = f"{form} "  # a word by itself: evening is no form of even
            number = self._numbers.setdefault(stem, len(self._numbers))
            if number == len(self.forms):
                self.forms.append(set())
            self.forms[number].add(form)
            yield number
