"""The words of a library: from each word to its stems, in the library's language."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import Stemmer

from openshelf.search.function_words import all_function_words, function_words
from openshelf.search.tokens import fold, parts, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ALGORITHMS = {"en": "english", "es": "spanish", "pt": "portuguese", "fr": "french"}

Stems = tuple[str, ...]
"""What stands for all forms of a word: one stem, or several in scripts that put no space between words."""


class Vocabulary:
    """Turns the words of one language into stems: the same for a word whatever was asked before, and remembered."""

    def __init__(self, language: str) -> None:
        name = _ALGORITHMS.get(language)
        self._stem: Callable[[str], str] = Stemmer.Stemmer(name).stemWord if name else str
        self.own_function_words = function_words(language)
        self.function_words = all_function_words(language)
        """Folded words that say nothing about a document, in any language."""
        # A method of a dictionary: every word of every text is asked for.
        self.of: Callable[[str], Stems] = _Known(self._stems).__getitem__
        """Returns the stems of a word in lower case."""

    def forms(self, words: Iterable[str]) -> dict[str, set[str]]:
        """Return the stems of all words, and for each the folded forms in which these words hold it."""
        found: dict[str, set[str]] = defaultdict(set)
        for word in words:
            for stem, form in self.pairs(word):
                found[stem].add(form)
        return dict(found)

    def pairs(self, word: str) -> Iterator[tuple[str, str]]:
        """Return the stems of a word in lower case, each with the folded form in which the word holds it."""
        return zip(self.of(word), _forms(word), strict=True)

    def _stems(self, word: str) -> Stems:
        forms = _forms(word)
        return tuple([self._new(word, form, is_alone=len(forms) == 1) for form in forms])

    def _new(self, word: str, form: str, *, is_alone: bool) -> str:
        if form in self.function_words:
            return f"{form} "  # a word by itself: evening is no form of even
        return fold(self._stem(word)) if is_alone and form.isalpha() else form


class _Known(dict[str, Stems]):
    """The stems of words that were asked for."""

    def __init__(self, make: Callable[[str], Stems]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Stems:
        made = self[word] = self._make(word)
        return made


def _forms(word: str) -> list[str]:
    if word.isascii() and word.isalnum():
        return [word]  # nothing to fold or cut
    return [part for piece in split(fold(word)) for part in parts(piece)]
