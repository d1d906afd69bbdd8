"""Find unpublished text in finished files: drafts, scheduled entries, and the texts of withdrawn ones."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from openshelf.check.site_rules import WITHHELD_LEAK
from openshelf.core.problem import Place, Problem
from openshelf.core.store import digest
from openshelf.model.fields import Refers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping


_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?;:\u3002\u061f\u0964\n|]+")
_SYNTAX = re.compile(r"\]\([^()\n]*\)|\[\[[^\[\]|\n]*\||\{[^{}\n]*\}|^!!! ?[\w-]+", re.MULTILINE)
_MIN_WORDS, _MIN_CHARACTERS = 6, 30
_NAME_WORDS, _NAME_CHARACTERS = 3, 15
_UNSPACED = 12
"""Characters a word on average, from which a text counts as a script that puts no blanks between words."""


@dataclass(frozen=True, slots=True)
class UnpublishedText:
    """Something that readers must not find."""

    source: str
    """Its file, for the message; never its title."""
    kind: str
    id: str
    address: str
    """Its page from the site's root; empty where a notice stands at that address."""
    names: tuple[str, ...]
    """Its title and the like."""
    texts: tuple[str, ...]
    """All it says."""

    @property
    def key(self) -> bytes:
        """Of all of this."""
        return digest(self.source, self.kind, self.id, self.address, digest(*self.names), digest(*self.texts))


def normalised_words(text: str) -> str:
    """Return the words of a text in lower case with one blank around each, so that ``in`` finds whole words."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that are long enough to be nobody else's, normalised."""
    for piece in _SENTENCE.split(_SYNTAX.sub(" ", text)):
        found = normalised_words(piece)
        words = found.count(" ") - 1
        if (words >= _MIN_WORDS and len(found) >= _MIN_CHARACTERS) or _is_unspaced(found, words):
            yield found


def _is_unspaced(text: str, words: int) -> bool:
    return len(text) >= _MIN_CHARACTERS // 2 and words > 0 and len(text) / words > _UNSPACED and not text.isascii()


class LeakFinder:
    """Searches many texts for sentences and names that must not be published."""

    def __init__(self, withheld: Iterable[UnpublishedText]) -> None:
        self._sources: dict[str, str] = {}
        for item in withheld:
            for name in item.names:
                found = normalised_words(name)
                if found.count(" ") > _NAME_WORDS and len(found) >= _NAME_CHARACTERS:
                    self._sources.setdefault(found, item.source)
            for text in item.texts:
                for sentence in sentences(text):
                    self._sources.setdefault(sentence, item.source)

    @cached_property
    def _by_word(self) -> Mapping[str, list[str]]:
        """The needles by their longest word: only those whose word occurs in a text are searched for."""
        found: dict[str, list[str]] = defaultdict(list)
        for needle in self._sources:
            found[max(needle.split(), key=len)].append(needle)
        return found

    def __bool__(self) -> bool:
        return bool(self._sources)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the needles that a text holds."""
        hay = normalised_words(text)
        return tuple(
            needle
            for word in self._by_word.keys() & set(hay.split())
            for needle in self._by_word[word]
            if needle in hay
        )

    def problems(self, found: Mapping[str, Collection[str]], published: Iterable[str]) -> Iterator[Problem]:
        """Yield a problem for each file and source; ``published`` are texts that readers may see, ``found`` is by file.

        What a published text says too is no leak. These texts are only read when something was found.
        """
        suspects = {needle for needles in found.values() for needle in needles}
        for text in published if suspects else ():
            hay = normalised_words(_SYNTAX.sub(" ", text))
            suspects -= {needle for needle in suspects if needle in hay}
            if not suspects:
                return
        for path, needles in found.items():
            for source in sorted({self._sources[needle] for needle in suspects.intersection(needles)}):
                yield WITHHELD_LEAK.at(Place(path), f"this contains words of {source}, which is not published")


def check_addresses(
    withheld: Iterable[UnpublishedText], files: Collection[str], anchors_at: Callable[[str], Collection[str] | None]
) -> Iterator[Problem]:
    """Find pages, and places on pages, of what has no page yet; ``anchors_at`` says which places a page has."""
    for item in withheld:
        page, _, place = item.address.partition("#")
        file = f"{page}index.html"
        if item.address and file in files and (not place or place in (anchors_at(file) or ())):
            yield WITHHELD_LEAK.at(Place(file), f"{item.source} has an address here, but is not published")


def check_records(withheld: Iterable[UnpublishedText], path: str, value: Any) -> Iterator[Problem]:  # noqa: ANN401 - JSON
    """Find records of open data, and lists of ids in schemas, that hold what is held back."""
    by_key = {(item.kind, item.id): item for item in withheld if item.address}
    waiting = [value] if by_key else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            enum = node.get("enum")
            named = by_key.get((str(node.get("entry")), str(node.get("id"))))
            found = [named] if named is not None else []
            if isinstance(enum, list) and node.get(Refers.MARK):
                ids = {id_ for id_ in enum if isinstance(id_, str)}
                found += [item for item in by_key.values() if item.kind == node[Refers.MARK] and item.id in ids]
            for item in found:
                yield WITHHELD_LEAK.at(Place(path), f"{item.source} is listed here, but is not published")
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
