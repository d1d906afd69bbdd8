"""A finished page as a browser reads it: parsed once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from openshelf.verify.element import Element, element_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

_NODES = frozenset({"-document", "-doctype", "-text"})
"""What is in every page and no element. What else is there is published too: comments and processing instructions."""
_NAMES = "a abbr b bdi cite code del dfn em i ins kbd mark q s small span strong sub sup tspan u wbr"
_IN_WORDS = frozenset(_NAMES.split())
"""Elements that may stand inside a word."""


@dataclass(frozen=True)
class FinishedPage:
    """What a page says, in whichever way it was read."""

    html: str
    elements: Sequence[Element]
    """Those that say anything, in the order of the text."""

    @cached_property
    def _root(self) -> LexborNode | None:
        return LexborHTMLParser(self.html).root

    @cached_property
    def words(self) -> str:
        """All text, that of scripts included, and what attributes say."""
        shown = "" if self._root is None else self._root.text(separator=" ")
        spoken = {value for element in set(self.elements) for value in element.spoken}
        return "\n".join((shown, *sorted(spoken)))

    @cached_property
    def joined(self) -> str:
        """All text, in which elements inside a word leave it one word."""
        pieces = []
        for node in self._root.traverse(include_text=True) if self._root is not None else ():
            if node.tag == "-text":
                pieces.append(node.text_content or "")
            elif node.tag not in _IN_WORDS:
                pieces.append(" ")
        return "".join(pieces)


@dataclass(frozen=True)
class ParsedPage(FinishedPage):
    """A page with all its elements."""

    path: str
    told: tuple[tuple[Element, str], ...]
    """Those that hold addresses or whose text counts, with that text."""
    has_comments: bool

    @property
    def data(self) -> list[str]:
        """The texts of scripts that are data."""
        return [text for element, text in self.told if element.is_data]


def read_page(path: str, html: str) -> ParsedPage:
    """Parse a page by the HTML standard, as browsers do without running scripts."""
    root = LexborHTMLParser(html).root
    elements, told, has_comments = [], [], False
    for node in (root.parent or root).traverse() if root is not None else ():
        tag = node.tag
        if not tag or tag[0] == "-":
            has_comments |= tag not in _NODES
            continue
        element = element_of(tag, tuple(node.attributes.items()))
        elements.append(element)
        if element.tells or element.addresses:
            told.append((element, (node.text() or "") if element.tells else ""))
    return ParsedPage(html, elements, path, tuple(told), has_comments)
