"""Text to words as readers type them: without case, accents and punctuation. ``search-engine.js`` does the same."""

from __future__ import annotations

import re
import unicodedata

SEPARATORS = (
    "\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab\\u00ac\\u00ae-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf"
    "\\u00d7\\u00f7\\u02b9-\\u02bf\\u02c2-\\u02df\\u02ee\\u037e\\u0387\\u055a-\\u055f\\u0589\\u05be\\u05c0\\u05c3\\u05f3\\u05f4\\u060c\\u060d\\u061b-\\u061f"
    "\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u0e2f\\u0e5a\\u0e5b\\u104a-\\u104f\\u1361-\\u1368\\u17d4-\\u17da\\u2000-\\u2bff"
    "\\u2e00-\\u2e7f\\u3000-\\u303f\\ua78b\\ua78c\\ufe10-\\ufe6f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65"
)
"""Characters between words, as a class of a regular expression that Python and JavaScript read alike."""
MARKS = (
    "\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0640\\u064b-\\u065f\\u0670"
    "\\ufe00-\\ufe0f"
)
"""Accents, the vowel signs of Hebrew and Arabic, which readers leave out, and what nobody sees (soft hyphens)."""
UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
"""Scripts that put no space between words: their words are pairs of neighbouring characters."""
LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ς": "σ"}
"""Letters that no decomposition takes apart, and how people without them type them."""

EXCLUSION = f"(?:^| )-([^{SEPARATORS}][^ ]*)"
"""A word that a query must not find: behind a minus that stands at the start or behind a blank."""

_WORDS = re.compile(f"[^{SEPARATORS}]+")
_BLANKS = {code: " " for code in range(128) if not _WORDS.match(chr(code))}
"""What stands between words in ASCII, as blanks."""
_OTHER_HYPHENS = "\u2010\u2011"
_COMPOUND = re.compile(f"[^{SEPARATORS}]+(?:-[^{SEPARATORS}]+)+")
_MARKS = re.compile(f"[{MARKS}]")
_UNSPACED = re.compile(f"[{UNSPACED}]+")
_LETTERS = str.maketrans(LETTERS)


def fold(text: str) -> str:
    """Return a text without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).lower()
    return unicodedata.normalize("NFC", _MARKS.sub("", plain)).translate(_LETTERS)


def tokens(text: str) -> list[str]:
    """Return the folded words of a text: it is cut before and after folding, as ½ holds no word and ㈱ holds one."""
    return [part for word in split(text.lower()) for piece in split(fold(word)) for part in parts(piece)]


def split(text: str) -> list[str]:
    """Cut a text at everything that stands between words."""
    # ASCII alone is cut in half the time of a regular expression.
    return text.translate(_BLANKS).split() if text.isascii() else _WORDS.findall(text)


def compounds(text: str) -> list[str]:
    """Return the words that a text writes with hyphens, in one piece: Wi-Fi is typed as wifi too."""
    # Few lines and few words have a hyphen, and looking at these alone is many times as fast.
    for hyphen in _OTHER_HYPHENS:
        text = text.replace(hyphen, "-")
    lines = [line for line in text.split("\n") if "-" in line]
    pieces = [piece for line in lines for piece in line.split(" ") if "-" in piece]
    return ["".join(split(found)) for piece in pieces for found in _COMPOUND.findall(piece)]


def parts(word: str) -> list[str]:
    """Cut a folded word of scripts without spaces into pairs of characters; other words stay whole."""
    if word.isascii() or not _UNSPACED.search(word):
        return [word]
    found: list[str] = []
    done = 0
    for match in _UNSPACED.finditer(word):
        found += [word[done : match.start()]]
        run = match[0]
        found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        done = match.end()
    return [part for part in [*found, word[done:]] if part]
