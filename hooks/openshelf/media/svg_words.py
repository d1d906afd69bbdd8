"""The words of an SVG drawing, and where in its file they stand."""

from __future__ import annotations

from contextlib import suppress
from typing import NoReturn
from xml.parsers import expat

from openshelf.media.parts import MediaText

_SVG = "http://www.w3.org/2000/svg"
_NON_TEXT_ELEMENTS = frozenset({"style", "metadata"})
"""Elements whose text is for programs."""
_ANIMATED = frozenset({"x", "y", "dx", "dy"})
"""Attributes with which a piece of a text starts at a place of its own."""
_IN_WORDS = frozenset({"tspan", "textPath"})
"""Elements that may stand inside a word."""

_MAX_TAG = 10_000
"""Bytes of a tag in which an attribute is looked for."""


class _EndOfWordsError(Exception):
    """Nothing more of the drawing is read."""


def read_words(data: bytes) -> MediaText:
    """Return the texts, titles and descriptions of a drawing, a line each; of a broken one what stands before."""
    return _SvgWordsReader(data).words


class _SvgWordsReader:
    """One way through a drawing."""

    def __init__(self, data: bytes) -> None:
        self._pieces: list[str] = []
        self._starts: list[tuple[int, int, int]] = [(0, 1, 1)]
        self._length = 0
        self._unsaid = 0
        """How many elements around are for programs, or of other vocabularies."""
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.EntityDeclHandler = self._stop
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._add
        self._data = data
        with suppress(_EndOfWordsError, expat.ExpatError):  # another rule says so
            self._parser.Parse(data, True)  # noqa: FBT003 - expat knows no names
        self.words = MediaText("".join(self._pieces), starts=tuple(self._starts))

    def _stop(self, *_: object) -> NoReturn:
        raise _EndOfWordsError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._unsaid or space != _SVG or local in _NON_TEXT_ELEMENTS:
            self._unsaid += 1
            return
        if local not in _IN_WORDS or _ANIMATED & attributes.keys():
            self._break()
        for key, value in attributes.items():
            if key.startswith(("aria-", "data-")):
                self._add(value, self._before(value))
                self._break()

    def _end(self, name: str) -> None:
        if self._unsaid:
            self._unsaid -= 1
        elif name.rpartition(" ")[2] not in _IN_WORDS:
            self._break()

    def _break(self) -> None:
        if self._pieces and self._pieces[-1] != "\n":
            self._add("\n")

    def _before(self, value: str) -> str:
        """Return what stands in a tag before the value of an attribute; nothing where it is written otherwise."""
        start = self._parser.CurrentByteIndex
        found = self._data.find(value.encode(), start, start + _MAX_TAG)
        return self._data[start : max(found, start)].decode("utf-8", "replace")

    def _add(self, text: str, before: str = "") -> None:
        if self._unsaid:
            return
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        if before:
            lines = before.split("\n")
            line += len(lines) - 1
            column = len(lines[-1]) + (column if len(lines) == 1 else 1)
        self._starts.append((self._length, line, column))
        self._pieces.append(text)
        self._length += len(text)
