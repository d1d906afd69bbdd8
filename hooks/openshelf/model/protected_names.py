"""``policy/protected-names.yml``: the names that must not be published, as keyed hashes, and the key to them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from openshelf.core.problem import Problem, Rule
from openshelf.model import fields as f
from openshelf.model.entries import Schema
from openshelf.model.name_hashes import KEY_LENGTH, KEY_VARIABLE, MAX_STARTS, Finder, Protected, fingerprint
from openshelf.model.policy_lists import read_list

if TYPE_CHECKING:
    from pathlib import Path

PATH = "policy/protected-names.yml"

PROTECTED_NAME = Rule(
    "protected-name",
    "A text contains a name from the list of protected names.",
    "This person or group asked not to be named, or would be in danger if named (Responsible Data Handbook, ICRC "
    "Handbook on Data Protection). The list, `policy/protected-names.yml`, contains no names, only hashes made with a "
    "secret key. So the message shows where the name is, never the name. Take it out, and out of the history too if "
    "it was committed. The check finds other case, accents and spacing, but not other forms of the name: add each "
    "form with `openshelf protect`.",
)

_Hex = Annotated[f.Line, Field(pattern=r"^[0-9a-f]{8,64}$")]


class ListedName(Schema):
    """One name of the list, without the name."""

    hash: _Hex
    """Keyed hash of the whole name."""
    starts: Annotated[tuple[_Hex, ...], Field(min_length=1, max_length=MAX_STARTS)]
    """Keyed hashes of its first words."""
    words: f.Count
    """How many words it has."""
    letters: f.Count
    """How many letters it has."""
    key: _Hex
    """Which key was used."""
    added: f.Day
    """The day it was added."""


class ProtectionFault(StrEnum):
    """Why the list cannot be used."""

    NO_KEY = "no-key"
    SHORT_KEY = "short-key"
    WRONG_KEY = "wrong-key"
    BROKEN_LIST = "broken-list"


@dataclass(frozen=True)
class Protection:
    """What the list of protected names can do here."""

    items: tuple[Protected, ...]
    finder: Finder | None = None
    """None where the list is empty or cannot be used."""
    fault: ProtectionFault | None = None
    """Why the list cannot be used; None where it can, or is empty."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the file."""


def protection(root: Path, key: str | None = None) -> Protection:
    """Read the list; without ``key`` the key comes from the environment."""
    key = os.environ.get(KEY_VARIABLE, "") if key is None else key
    listed, problems = read_list(root, PATH, ListedName, "hash")
    items = tuple(Protected(**{name: getattr(item.data, name) for name in Protected._fields}) for item in listed)
    if problems:
        return Protection(items, None, ProtectionFault.BROKEN_LIST, problems)
    if not items:
        return Protection(())
    if not key:
        return Protection(items, None, ProtectionFault.NO_KEY)
    if len(key) < KEY_LENGTH:
        return Protection(items, None, ProtectionFault.SHORT_KEY)
    if any(item.key != fingerprint(key) for item in items):
        return Protection(items, None, ProtectionFault.WRONG_KEY)
    return Protection(items, Finder(key, items))
