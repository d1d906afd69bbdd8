"""What a picture or a document is made of: itself, and what it tells beside that."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from openshelf.media.fault import Fault


class BrokenError(ValueError):
    """A file is not of the kind that its name says, or is cut off; the message says so to a writer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A file taken apart."""

    content: bytes
    """The same picture or document without its traces."""
    traces: tuple[str, ...] = ()
    """What else the file tells, in words, once each."""
    orientation: int = 1
    """How a viewer must turn the picture, as EXIF numbers it: 1 is upright."""


def unique(words: list[str]) -> tuple[str, ...]:
    """Return the words once each, in their order."""
    return tuple(dict.fromkeys(words))


def trailing_bytes(data: bytes, end: int) -> list[str]:
    """Return the trace of bytes after the end of a picture, where another file can hide."""
    return [f"{len(data) - end} bytes after its end"] if len(data) > end else []


@dataclass(frozen=True, slots=True)
class MediaText:
    """What readers see or hear of a drawing, of a page of a document, or beside its pages."""

    text: str
    page: int = 0
    """The number of the page, from 1; 0 where there are no pages, and for what stands beside them."""
    starts: tuple[tuple[int, int, int], ...] = ()
    """Offsets from which on the text continues in a line and from a column of the file; none where it has no lines."""

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, the start of a file that has no lines."""
        if not self.starts:
            return 1, 1
        start, line, column = self.starts[bisect_right(self.starts, (offset, sys.maxsize)) - 1]
        return line, column + offset - start


@dataclass(frozen=True, slots=True)
class ReadableText:
    """All that a picture or a document says to its readers."""

    words: tuple[MediaText, ...] = ()
    unread: str = ""
    """Where words stand that could not be read, and why not; empty where all could."""


class Inspection(NamedTuple):
    """What inspecting a file found."""

    faults: list[Fault]
    traces: tuple[str, ...]
    text: ReadableText
