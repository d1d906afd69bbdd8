"""Words that mean the same: names of a term of the glossary, of languages and countries, and what an editor wrote."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from openshelf.library.world_names import CLDR_TAGS, language_names, own_place_names, place_names
from openshelf.model.entries import Resource, Term
from openshelf.model.kinds import Kind
from openshelf.search.tokens import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openshelf.library.library import Library
    from openshelf.search.documents import Document, Texts
    from openshelf.search.vocabulary import Stems, Vocabulary

_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w]*")
"""A word that does not begin with a small Latin letter."""

Phrase = tuple[str, ...]
"""The words of a name in lower case; accents stay, because stemming needs them."""


def groups(library: Library, same_words: Iterable[Sequence[str]] = ()) -> list[tuple[Phrase, ...]]:
    """Return the names of each term of the glossary that has more than one, then the groups of ``same_words``."""
    return _several((*_names(library), *same_words))


def _names(library: Library) -> Iterator[list[str]]:
    for entry in library.listed(Kind.TERM):
        term = entry.of(Term)
        equivalents = [name for words in term.equivalents.values() for name in words]
        yield [term.title, *term.aliases, *term.abbreviations, *equivalents]


def _several(groups_of_names: Iterable[Sequence[str]]) -> list[tuple[Phrase, ...]]:
    """Return the phrases of each group that has more than one."""
    return [phrases for names in groups_of_names if len(phrases := _phrases(names)) > 1]


def _phrases(names: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(phrase for name in names if (phrase := tuple(split(name.lower())))))


class SpokenOf(NamedTuple):
    """What of the world a document speaks of."""

    languages: tuple[str, ...]
    """Tags of the languages that its entry has."""
    capitals: tuple[str, ...]
    """Words of names of places that are no small letters."""


def spoken_of(document: Document) -> SpokenOf:
    """Return what of the world a document speaks of."""
    data = document.entry.data
    tags = data.known_languages if isinstance(data, Resource) else ()
    languages = tuple(dict.fromkeys(tag.partition("-")[0] if tag not in CLDR_TAGS else tag for tag in tags))
    capitals = _words_of_places().intersection(_CAPITAL.findall("\n".join(document.fields())))
    return SpokenOf(languages, tuple(sorted(capitals)))


@cache
def _words_of_places() -> frozenset[str]:
    return frozenset(word for names in place_names().values() for name in names for word in _CAPITAL.findall(name))


def names_of_the_world(spoken: Iterable[SpokenOf]) -> list[tuple[Phrase, ...]]:
    """Return the names of each language that entries have, and of each country and region that they speak of.

    A place is spoken of where all words of one of its names that are no small letters stand in the documents.
    """
    languages: set[str] = set()
    capitals: set[str] = set()
    for one in spoken:
        languages.update(one.languages)
        capitals.update(one.capitals)
    found = [language_names(tag) for tag in sorted(languages)]
    for code, names in place_names().items():
        if any(capitals.issuperset(words) for name in names if (words := _CAPITAL.findall(name))):
            found.append((*names, *own_place_names(code)))
    return _several(found)


class Synonyms:
    """Finds the names that a text uses, and what the other names are worth in it."""

    def __init__(self, all_groups: Iterable[tuple[Phrase, ...]], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_first: dict[str, list[tuple[Stems, set[str]]]] = defaultdict(list)
        self.words: set[str] = set()
        """All words of names that mean the same."""
        for group in all_groups:
            self.words.update(*group)
            stems = [tuple(stem for word in phrase for stem in vocabulary.of(word)) for phrase in group]
            for mine in filter(None, stems):
                self._by_first[mine[0]].append((mine, {stem for other in stems if other != mine for stem in other}))

    def of(self, texts: Texts, present: Mapping[str, float]) -> dict[str, float]:
        """Return the stems of other names of what a text names, and what the name is worth that it holds.

        ``present`` are all stems of it and what they are worth; a name is worth as much as its least word.
        """
        found: dict[str, float] = {}
        order: list[str] | None = None
        for first in self._by_first.keys() & present.keys():
            for stems, others in self._by_first[first]:
                if len(stems) > 1:
                    if not all(stem in present for stem in stems):
                        continue
                    order = order or [
                        stem
                        for text in texts.fields()
                        for word in split(text.lower())
                        for stem in self._vocabulary.of(word)
                    ]
                    if not _holds(order, stems):
                        continue
                worth = min(present[stem] for stem in stems)
                for stem in others:
                    found[stem] = max(found.get(stem, 0.0), worth)
        return found


def _holds(words: Sequence[str], phrase: Stems) -> bool:
    """Say whether a phrase stands in a text, word after word."""
    size = len(phrase)
    return any(tuple(words[at : at + size]) == phrase for at in _places(words, phrase[0]))


def _places(words: Sequence[str], first: str) -> Iterator[int]:
    at = -1
    while True:
        try:
            at = words.index(first, at + 1)
        except ValueError:
            return
        yield at
