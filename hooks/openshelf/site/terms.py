"""Find the terms of the glossary in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from openshelf.model.entries import Term, with_ascii_punctuation
from openshelf.search.tokens import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.library.entry import Entry

_CHAR = f"[^{SEPARATORS}]"
"""A character of a word."""
_WORD = re.compile(f"{_CHAR}+(?:['-]{_CHAR}+)*+")
_BLANK = r"[\s\u00ad-]+"
"""Between the words of a term."""
# What is longer than a term is another word: C is no part of C++, nor .onion one of example.onion.
_AFTER_WORD = re.compile(f"(?!['-]?{_CHAR}|#|[+]+(?!{_CHAR}))")
_AFTER_SIGN = re.compile(f"(?!{_CHAR}|[+#])")
_BEFORE_SIGN = re.compile(f"(?<!{_CHAR})(?<![.#@])")
_LIKE_ADDRESS = re.compile(r"://|\w@\w|\w\.[a-z]{2}")
_REACH = 1000
"""How far around a term an address is looked for; a longer run without a blank is nothing that people read."""
_MIN_LETTERS = 3
"""Letters of the shortest word that has a plural: *as* is not that of *a*."""


class _Form(NamedTuple):
    """One way to write a term."""

    pattern: re.Pattern[str]
    after: re.Pattern[str]
    """What holds after it."""
    start: int
    """How many characters stand before its first word: one in ``.onion``."""
    entry: Entry

    def end(self, text: str, at: int) -> int:
        """Return where the form ends whose first word starts at an offset, 0 where it does not stand there."""
        found = self.pattern.match(text, at - self.start)
        if found is None or (self.start and not _BEFORE_SIGN.match(text, found.start())):
            return 0
        return found.end() if self.after.match(text, found.end()) else 0


class TermIndex:
    """The forms of all terms by their first word, so that a text is scanned once however many terms there are."""

    def __init__(self, terms: Iterable[Entry]) -> None:
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        written: list[tuple[str, Entry, bool]] = []
        for entry in terms:
            data = entry.data
            if isinstance(data, Term):
                written += [(form, entry, False) for form in (entry.title, *data.aliases)]
                written += [(form, entry, True) for form in data.abbreviations]
        for form, entry, exact in sorted(written, key=lambda each: -len(each[0])):
            self._add(form, entry, exact=exact)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def _add(self, written: str, entry: Entry, *, exact: bool) -> None:
        form = with_ascii_punctuation(written)
        word = _WORD.search(form)
        if word is None:
            return
        last = form.split()[-1]
        takes_plural = not exact and len(last) >= _MIN_LETTERS and last[-1].isalpha() and last[-1] not in "sS"
        plural = "s?" if takes_plural else ""
        pattern = re.compile(_BLANK.join(map(re.escape, form.split())) + plural, 0 if exact else re.IGNORECASE)
        after = _AFTER_WORD if _WORD.fullmatch(last[-1]) else _AFTER_SIGN
        first = word[0].casefold()
        for key in {first, f"{first}s"} if takes_plural and word.end() == len(form) else {first}:
            self._forms[key].append(_Form(pattern, after, word.start(), entry))

    def find(self, text: str, seen: set[str]) -> Iterator[tuple[int, int, Entry]]:
        """Yield start, end and entry of each term that is not in ``seen`` yet, and add its id there."""
        plain = with_ascii_punctuation(text)
        # Most texts hold no word that begins a term, and are done here.
        if self._forms.keys().isdisjoint(_WORD.findall(plain.casefold())):
            return
        done = 0
        for word in _WORD.finditer(plain):
            for form in self._forms.get(word[0].casefold(), ()):
                start = word.start() - form.start
                end = form.end(plain, word.start()) if start >= done and form.entry.id not in seen else 0
                if end and not _is_in_address(plain, start, end):
                    seen.add(form.entry.id)
                    done = end
                    yield start, end, form.entry
                    break


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Whether what stands around a term makes it a part of an address; ``Node.js`` looks like one itself."""
    before, after = text[max(start - _REACH, 0) : start], text[end : end + _REACH]
    left = before.rsplit(None, 1)[-1] if before and not before[-1].isspace() else ""
    right = after.split(None, 1)[0] if after and not after[0].isspace() else ""
    return _REACH in {len(left), len(right)} or _LIKE_ADDRESS.search(f"{left}x{right}") is not None
