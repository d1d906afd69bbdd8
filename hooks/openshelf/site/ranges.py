"""Long lists, cut by the first letters of titles, so that an added entry changes one part and no other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Generic, TypeVar

from openshelf.model.fields import unaccented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
PAGE_SIZE = 40
"""Entries on one page of a list: about 20 kB of HTML, 5 kB on the wire."""
_LATIN, _DIGITS, _BLANK = "latin", "digits", "blank"
_FIXED = {_BLANK: (" ", " "), _DIGITS: ("0", "9"), _LATIN: ("a", "z")}
"""The first and last character of groups that readers know the order of."""
_MAX_NAME = 80
"""Characters of the name of a range: disks take 255 bytes, and people type addresses."""
_OTHER = re.compile(r"[^a-z0-9 ]")
"""What is looked at by itself."""
_ANY = (chr(0x80), chr(0x10FFFF))


@dataclass(frozen=True, slots=True)
class Range(Generic[Item]):
    """One page of a long list."""

    name: str
    """The last part of its address; it depends on the letters and on nothing else."""
    title: str
    """The letters as readers see them, for example A to F."""
    items: tuple[Item, ...]
    """In the order of the list."""


@dataclass(frozen=True, slots=True)
class Signpost(Generic[Item]):
    """A range that is too full for a page: its address stays and leads to its parts."""

    name: str
    title: str
    ranges: tuple[Range[Item], ...]


@dataclass(frozen=True, slots=True)
class RangeSplit(Generic[Item]):
    """A long list in parts: every item is in one range. Without parts where the list fits on one page."""

    ranges: tuple[Range[Item], ...]
    signposts: tuple[Signpost[Item], ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """All keys that begin with ``before`` and then a character of one group, from ``first`` to ``last``."""

    before: str
    group: str
    first: str
    last: str


_Keyed = tuple[str, Item]


@lru_cache(maxsize=1 << 16)  # an entry stands in ten lists and more
def sort_key(title: str, id_: str) -> str:
    """Return what an item is filed under: letters and digits of its title without accents, then of its id.

    The id tells items of one title apart, so that they can be cut, too.
    """
    return " ".join(_OTHER.sub(_plain, unaccented(f"{title} {id_}")).split())


def _plain(found: re.Match[str]) -> str:
    """Return a character as it is sorted: other Latin letters (ø, ł) beside the plain one, the rest as a blank."""
    character = found[0]
    if character.isascii() or not character.isalpha():
        return character if character.isalnum() else " "
    name = unicodedata.name(character, "").removeprefix("LATIN SMALL LETTER ").removeprefix("DOTLESS ")
    return name[0].lower() if unicodedata.name(character, "").startswith("LATIN") else character


def split_into_ranges(items: Sequence[Item], key: Callable[[Item], str], most: int = PAGE_SIZE) -> RangeSplit[Item]:
    """Cut a list into ranges of at most ``most`` items, unless more of them have one key.

    The tree of ranges is fixed (a to z is cut into a to m and n to z, that into a to f and so on, then into second
    letters, each script apart): where an item belongs does not depend on the others, only how far its range is cut.
    So an added item changes its own range; where that is full, it becomes a signpost and keeps its address.
    """
    ranges: list[Range[Item]] = []
    signposts: list[Signpost[Item]] = []

    def grow(kids: list[tuple[_Node, list[_Keyed[Item]]]]) -> None:
        while len(kids) == 1 and not _is_leaf(kids[0][1], most):
            kids = list(_parts(*kids[0]))  # nothing stands beside it, so a page of its own would say nothing
        for node, found in kids:
            name, title = _name(node), _title(node, found)
            if _is_leaf(found, most):
                ranges.append(Range(name, title, tuple(item for _, item in found)))
                continue
            start = len(ranges)
            grow(list(_parts(node, found)))
            signposts.append(Signpost(name, title, tuple(ranges[start:])))

    keyed = [(key(item), item) for item in items]
    if not _is_leaf(keyed, most):
        grow(list(_groups("", keyed)))
    return RangeSplit(tuple(ranges), tuple(signposts))


def _is_leaf(found: Sequence[_Keyed[Item]], most: int) -> bool:
    return len(found) <= most or all(key == found[0][0] for key, _ in found)


def _parts(node: _Node, found: list[_Keyed[Item]]) -> Iterator[tuple[_Node, list[_Keyed[Item]]]]:
    """Yield the parts of a node that hold something: halves of its characters, then what follows the last one."""
    if node.first == node.last:
        yield from _groups(node.before + node.first, found)
        return
    first, last, at = ord(node.first), ord(node.last), len(node.before)
    middle = chr(first + (last - first + 1) // 2)
    lower: list[_Keyed[Item]] = []
    upper: list[_Keyed[Item]] = []
    for one in found:
        (lower if (one[0][at : at + 1] or " ") < middle else upper).append(one)
    if lower:
        yield _Node(node.before, node.group, node.first, chr(ord(middle) - 1)), lower
    if upper:
        yield _Node(node.before, node.group, middle, node.last), upper


def _groups(before: str, found: list[_Keyed[Item]]) -> Iterator[tuple[_Node, list[_Keyed[Item]]]]:
    """Yield the groups of characters that follow ``before``: blank, digits, Latin letters, then script by script."""
    at = len(before)
    groups: dict[str, list[_Keyed[Item]]] = {}
    for one in found:
        groups.setdefault(_group(one[0][at : at + 1] or " "), []).append(one)
    for group, members in sorted(groups.items(), key=lambda pair: min(key[at : at + 1] or " " for key, _ in pair[1])):
        yield _Node(before, group, *_FIXED.get(group, _ANY)), members


@lru_cache(maxsize=1 << 12)
def _group(character: str) -> str:
    for group, (first, last) in _FIXED.items():
        if first <= character <= last:
            return group
    return unicodedata.name(character, "other").split()[0].split("-")[0].lower()


def _name(node: _Node) -> str:
    """Return the last part of the address of a range."""
    if node.group not in _FIXED and (node.first, node.last) == _ANY:
        return _written(node.before) + node.group
    first, last = _written(node.before + node.first), _written(node.before + node.last)
    alone = first if first == last and not first.isdecimal() else f"{first}-{last}"  # numbers were pages once
    name = alone if node.group in _FIXED else f"{node.group}-{alone}"
    return name if len(name) <= _MAX_NAME else f"{name[:_MAX_NAME]}~{sha256(name.encode()).hexdigest()[:8]}"


def _written(text: str) -> str:
    """Return letters for an address: those outside of ASCII by their number."""
    chars = text.replace(" ", "_")
    return "".join(char if char.isascii() else f"~{ord(char):x}" for char in chars)


def _title(node: _Node, found: Sequence[_Keyed[Item]]) -> str:
    """Return the letters of a range; of scripts whose order we do not know, those that are there."""
    if node.group in _FIXED:
        first, last = node.before + node.first, node.before + node.last
    else:
        starts = sorted(key[: len(node.before) + 1] for key, _ in found)
        first, last = starts[0], starts[-1]
    first, last = first.strip().capitalize(), last.strip().capitalize()
    return first if first == last else f"{first}–{last}"
