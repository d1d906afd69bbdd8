"""Raw HTML in a text: its tags, and the elements that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openshelf.core.problem import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAG = re.compile(r"<!--.*?(?:-->|$)|<(?P<close>/?)(?P<name>[a-zA-Z][^\s\"'<>/]*)[^>]*>?|<[!?][^>]*>?", re.DOTALL)
HARMLESS = re.compile(r"</?(?:kbd|sub|sup|mark|ins|del|br)[ ]?/?>")
"""Elements without attributes that may stand in texts, for Markdown has no syntax for them."""
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
"""Elements that are never closed (HTML, 13.1.2)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, a comment or a declaration as written."""

    text: str
    name: str
    """In lower case; empty for what is no tag."""
    is_closing: bool
    start: int
    """Where it starts in the piece of HTML that it was found in."""
    place: Place
    block: int = 0
    """Where the block begins that it stands in: elements end in the block in which they begin."""
    level: int = 0
    """How many elements of Markdown are open around it: ``*a <ins>b* c</ins>`` would cross one."""

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment."""
        return self.text.startswith("<!--")

    def moved(self, place: Place, block: int, level: int = 0) -> Tag:
        """Return the same tag, at its place in the file."""
        return replace(self, place=place, block=block, level=level)


def find_tags(html: str, path: str) -> Iterator[Tag]:
    """Yield the tags and comments of a piece of HTML that the parser found."""
    for match in _TAG.finditer(html):
        name = (match["name"] or "").casefold()
        yield Tag(match[0], name, bool(match["close"]), match.start(), Place(path))


def unpaired(tags: Sequence[Tag]) -> Iterator[Tag]:
    """Yield the tags of elements that do not begin and end in one block, one inside the other, as their words do."""
    opened: list[Tag] = []
    reported: set[str] = set()
    for tag in tags:
        while opened and opened[-1].block != tag.block:
            reported.add(opened[-1].name)
            yield opened.pop()
        if tag.name in _VOID:
            if tag.is_closing:
                yield tag
        elif not tag.is_closing:
            if any(tag.name == outer.name for outer in opened):
                yield tag
            else:
                opened.append(tag)
        elif opened and (opened[-1].name, opened[-1].level) == (tag.name, tag.level):
            opened.pop()
        elif tag.name not in reported:
            yield tag
            opened = [outer for outer in opened if outer.name != tag.name]
    yield from opened


def elements(tags: Sequence[Tag]) -> Iterator[Tag]:
    """Yield the first tag of each element that stands in no other: an element is one mistake, not one a tag."""
    opened: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    for index, tag in enumerate(tags):
        if tag.is_closing and opened.get(tag.name):
            pairs[opened[tag.name].pop()] = index
        elif tag.name and not tag.is_closing and tag.name not in _VOID:
            opened.setdefault(tag.name, []).append(index)
    end = -1
    for index, tag in enumerate(tags):
        if index > end and not tag.is_comment:
            yield tag
        end = max(end, pairs.get(index, -1))
