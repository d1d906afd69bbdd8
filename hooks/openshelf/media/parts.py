"""What a picture or a document is made of: itself, and what it tells beside that."""

from __future__ import annotations

from dataclasses import dataclass


class BrokenError(ValueError):
    """A file is not of the kind that its name says, or is cut off; the message says so to a writer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A file taken apart."""

    itself: bytes
    """The same picture or document without its traces."""
    traces: tuple[str, ...] = ()
    """What else the file tells, in words, once each."""
    turn: int = 1
    """How a viewer must turn the picture, as EXIF numbers it: 1 is upright."""


def once(words: list[str]) -> tuple[str, ...]:
    """Return the words once each, in their order."""
    return tuple(dict.fromkeys(words))


def behind(data: bytes, end: int) -> list[str]:
    """Return the trace of bytes after the end of a picture, where another file can hide."""
    return [f"{len(data) - end} bytes after its end"] if len(data) > end else []
