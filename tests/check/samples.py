"""Samples of rules: changes of the tiny library, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from support import Change


@dataclass(frozen=True)
class Sample:
    """Changes of the tiny library, in words, and what is said about them: nothing where they are fine."""

    what: str
    changes: Mapping[str, Change]
    said: tuple[str, ...]


def bad(what: str, changes: Mapping[str, Change], *said: str) -> Sample:
    """Return a sample that breaks a rule."""
    assert said, what
    return Sample(what, changes, said)


def good(what: str, changes: Mapping[str, Change]) -> Sample:
    """Return a sample that comes near and is fine."""
    return Sample(what, changes, ())
