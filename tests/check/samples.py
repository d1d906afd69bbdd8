"""Samples of rules: changes of the tiny library, and the messages about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from support import Change


@dataclass(frozen=True)
class Sample:
    """Changes of the tiny library, in words, and the messages about them: nothing where they are fine."""

    what: str
    changes: Mapping[str, Change]
    messages: tuple[str, ...]


def bad(what: str, changes: Mapping[str, Change], *messages: str) -> Sample:
    """Return a sample that breaks a rule."""
    assert messages, what
    return Sample(what, changes, messages)


def good(what: str, changes: Mapping[str, Change]) -> Sample:
    """Return a sample that comes near and is fine."""
    return Sample(what, changes, ())
