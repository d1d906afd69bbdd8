"""Find the terms of the glossary in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from openshelf.model.entries import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.library.entry import Entry

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPACE_OR_HYPHEN = re.compile(r"[\s\u00ad-]+")


class TermIndex:
    """The forms of all terms by their first word, so that a text is read once whatever the number of terms."""

    def __init__(self, terms: Iterable[Entry]) -> None:
        self._forms: dict[str, list[tuple[tuple[str, ...], bool, Entry]]] = defaultdict(list)
        for entry in terms:
            data = entry.data
            if not isinstance(data, Term):
                continue
            for form in (entry.title, *data.aliases):
                self._add(form, entry, exact=False)
            for form in data.abbreviations:
                self._add(form, entry, exact=True)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form[0]))

    def __bool__(self) -> bool:
        return bool(self._forms)

    def _add(self, form: str, entry: Entry, *, exact: bool) -> None:
        words = tuple(_words(form))
        if words:
            self._forms[words[0].casefold()].append(
                (words if exact else tuple(w.casefold() for w in words), exact, entry)
            )

    def find(self, text: str, seen: set[str]) -> Iterator[tuple[int, int, Entry]]:
        """Yield start, end and entry of each term that is not in ``seen`` yet, and add its id there."""
        matches = list(_WORD.finditer(text))
        if not self._starts(matches):
            return
        done = 0
        for index, match in enumerate(matches):
            if match.start() < done:
                continue
            for end, entry in self._at(text, matches, index):
                if entry.id not in seen:
                    seen.add(entry.id)
                    done = end
                    yield match.start(), end, entry
                    break

    def _starts(self, matches: list[re.Match[str]]) -> bool:
        """Say whether any word begins a term at all, which for most texts it does not."""
        return any(
            _singular(word) in self._forms or word in self._forms for word in {match[0].casefold() for match in matches}
        )

    def _at(self, text: str, matches: list[re.Match[str]], index: int) -> Iterator[tuple[int, Entry]]:
        for form, exact, entry in self._forms.get(_singular(matches[index][0].casefold()), []) or self._forms.get(
            matches[index][0].casefold(), []
        ):
            last = index + len(form) - 1
            if last >= len(matches):
                continue
            found = [match[0] for match in matches[index : last + 1]]
            if not exact:
                found = [word.casefold() for word in found]
                if found[-1] != form[-1]:
                    found[-1] = _singular(found[-1]) if _singular(found[-1]) == form[-1] else found[-1]
            between = text[matches[index].start() : matches[last].end()]
            if (
                tuple(found) == form
                and (len(form) == 1 or _SPACE_OR_HYPHEN.search(between))
                and not re.search(r"[.,;:!?()]", between)
            ):
                yield matches[last].end(), entry


def _words(form: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(form)]


def _singular(word: str) -> str:
    """Take a plural s off: enough for English, Spanish, Portuguese and French nouns that end in a vowel."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004
