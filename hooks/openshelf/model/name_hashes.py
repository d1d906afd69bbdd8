"""Names that must not be published: folded so that spelling and spacing do not matter, and kept as keyed hashes only.

A plain hash of a name can be guessed from lists of names; a hash with a key (HMAC-SHA256) only by who has the key.
"""

from __future__ import annotations

import hmac
import html
import re
import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from openshelf.core.store import digest
from openshelf.sources.escapes import ENTITY, MappedText, unescape

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

KEY_VARIABLE = "OPENSHELF_NAMES_KEY"
"""The variable of the environment that holds the key."""
KEY_LENGTH = 32
"""Characters that a key needs at least."""
MAX_STARTS = 3
_START_DIGITS, _KEY_DIGITS, _HASH_DIGITS = 16, 8, 32
_MIN_LETTERS = 3
"""Letters of the shortest name: two letters stand in every text. Scripts that need fewer characters have two."""
_MAX_SINGLE_LETTERS = 20_000
"""Single letters of one text that are searched: passages that space their letters are short."""


class Protected(NamedTuple):
    """A name on the list, without the name."""

    hash: str
    """Of the whole name, its words joined."""
    starts: tuple[str, ...]
    """Of its first word, of its first two words joined, and so on: only where one of them stands is more compared."""
    words: int
    letters: int
    key: str
    """Tells which key made this, without telling the key."""
    added: dt.date


# Scripts that put no space between words, or that join particles to names: each character counts as a word.
_SPACELESS = (
    (0x0E00, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Hangul, as NFKD takes it apart
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # Han
    (0x3005, 0x3007),
    (0x3040, 0x318F),  # Kana, Bopomofo
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xA960, 0xA97F),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xD7B0, 0xD7FF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Letters that Unicode does not take apart and that people write without their stroke, and letters of other scripts that
# look like Latin ones (Unicode TR 39), small or as capitals: a name is then found in whichever script it was typed.
_FOLD_TABLE = {
    **dict(zip("øłđħŧıðəیىکʼʻ", "oldhtideييك  ", strict=True)),
    **dict(zip("аеорсухіјѕһԁԛԝӏвкмнт", "aeopcyxijshdqwlbkmht", strict=True)),
    **dict(zip("αεορυχιϳκνβητμζ", "aeopyxijkvbhtmz", strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɡɑ", "abcdefghijklmnoprstuvwyzga", strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ـ": "",
    "\u034f": "",
}


class _Folded(dict[int, str]):
    """What becomes of each character: letters are folded, everything else becomes a space."""

    def __missing__(self, code: int) -> str:
        spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        self[code] = folded = "".join(map(_plain, spelled))
        return folded


def _plain(char: str) -> str:
    if char in _FOLD_TABLE:
        return _FOLD_TABLE[char]
    kind = unicodedata.category(char)
    if unicodedata.combining(char) or kind == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F:  # noqa: PLR2004 - variants
        return ""
    if kind[0] not in "LMN":
        return " "
    return f" {char} " if kind[0] == "N" or _is_spaceless(char) else char


@cache
def _is_spaceless(char: str) -> bool:
    return char >= "\u0e00" and any(first <= ord(char) <= last for first, last in _SPACELESS)


_FOLDED = _Folded()

_ESCAPE = re.compile(
    rf"{ENTITY.pattern}|(?:%[0-9A-Fa-f]{{2}})+"
    r"|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}|\n[ \t]*)"
)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded: without case, marks, digits joined to letters and invisible characters."""
    return text.translate(_FOLDED).split()


def fingerprint(key: str) -> str:
    """Return what tells a key from another."""
    return _digest(key.encode(), "key", "", _KEY_DIGITS)


def is_too_short(name: str) -> bool:
    """Whether a name has so few letters that it would be found everywhere."""
    words = words_of(name)
    letters = sum(map(len, words))
    return letters < _MIN_LETTERS - any(_is_spaceless(word) for word in words if len(word) == 1)


def protect(key: str, name: str, today: dt.date) -> Protected:
    """Return what the list holds of a name."""
    words, raw = words_of(name), key.encode()
    starts = [
        _digest(raw, "start", "".join(words[:count]), _START_DIGITS) for count in range(1, len(words[:MAX_STARTS]) + 1)
    ]
    joined = "".join(words)
    whole = _digest(raw, "name", joined, _HASH_DIGITS)
    return Protected(whole, tuple(starts), len(words), len(joined), fingerprint(key), today)


def _digest(key: bytes, use: str, text: str, digits: int) -> str:
    # What a hash is for is hashed with it, so that the start of one name does not equal the whole of another.
    return hmac.digest(key, f"{use}:{text}".encode("utf-8", "replace"), "sha256").hex()[:digits]


class Finder:
    """Finds the names of a list in texts. One finder serves many texts: it remembers the words it has hashed."""

    def __init__(self, key: str, items: Iterable[Protected]) -> None:
        self._key = key.encode()
        self._names: set[str] = set()
        self._starts: dict[str, int] = {}
        self._lengths: set[int] = set()
        for item in items:
            self._names.add(item.hash)
            self._lengths.add(item.letters)
            for start in item.starts:
                self._starts[start] = max(item.words, self._starts.get(start, 0))
        self._seen: set[str] = set()
        """Words that were hashed."""
        self._reach: dict[str, int] = {}
        """For each word seen that a name starts with, how many words such a name can have."""

    @property
    def key(self) -> bytes:
        """Of all that says what is found; it tells no more of the secret than a sum of it does."""
        starts = (f"{start} {words}" for start, words in sorted(self._starts.items()))
        return digest(self._key, digest(*sorted(self._names)), digest(*map(str, sorted(self._lengths))), *starts)

    def find(self, text: str) -> list[int]:
        """Return the offsets at which a name starts, entities and escapes resolved, tags being spaces."""
        plain = unescape(text, _ESCAPE, _sign) if any(char in text for char in "&%\\") else MappedText(text, [(0, 0)])
        words = words_of(plain.text)
        numbers = sorted({*self._names_at(words), *self._spaced_names_at(words)})
        return sorted({plain.source_offset(offset) for offset in _offsets(plain.text, numbers)}) if numbers else []

    def _names_at(self, words: list[str]) -> Iterator[int]:
        different = set(words)
        for word in different - self._seen:
            reach = self._starts.get(_digest(self._key, "start", word, _START_DIGITS), 0) or self._is(word)
            if reach:
                self._reach[word] = reach
        self._seen |= different
        if self._reach.keys().isdisjoint(different):
            return
        is_name = cache(self._is)
        for number, word in enumerate(words):
            if word in self._reach and any(map(is_name, accumulate(words[number : number + self._reach[word]]))):
                yield number

    def _spaced_names_at(self, words: list[str]) -> Iterator[int]:
        """Find names whose letters stand apart, ``M a r i a``."""
        single = [n for n, word in enumerate(words) if len(word) == 1 and word.isalpha() and not _is_spaceless(word)]
        for _, run in groupby(enumerate(single[:_MAX_SINGLE_LETTERS]), lambda pair: pair[1] - pair[0]):
            numbers = [number for _, number in run]
            letters = "".join(words[number] for number in numbers)
            for length in self._lengths:
                for start in range(len(letters) - length + 1):
                    if self._is(letters[start : start + length]):
                        yield numbers[start]

    def _is(self, joined: str) -> bool:
        return len(joined) in self._lengths and _digest(self._key, "name", joined, _HASH_DIGITS) in self._names


def _sign(escape: str) -> str:
    if escape[0] == "&":
        return html.unescape(escape)
    if escape[0] == "%":
        return unquote(escape)
    return "" if escape[1] == "\n" else chr(int(escape.lstrip("\\xuU"), 16))


def _offsets(text: str, numbers: list[int]) -> Iterator[int]:
    """Yield the offset of each word that a number, in ascending order, counts."""
    ends = list(accumulate(len(_FOLDED[ord(char)]) for char in text))
    starts = [match.start() for match in re.finditer(r"\S+", text.translate(_FOLDED))]
    for number in numbers:
        yield bisect_right(ends, starts[number])
