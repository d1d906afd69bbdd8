"""A finished page as a browser reads it: parsed once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Mapping

_NON_TEXT_ATTRIBUTES = frozenset(
    {"class", "id", "href", "src", "d", "rel", "type", "for", "name", "tabindex", "viewBox"}
)
"""Attributes whose values are no words."""
_NODES = frozenset({"-document", "-doctype", "-text"})
"""What is in every page and no element. What else is there is published too: comments and processing instructions."""
_TOLD = frozenset({"script", "a"})

_NAMES = "a abbr b bdi cite code del dfn em i ins kbd mark q s small span strong sub sup tspan u wbr"
_IN_WORDS = frozenset(_NAMES.split())
"""Elements that may stand inside a word."""


class Element(NamedTuple):
    """One element. Names are as the parser makes them: lower-case letters, but for those of SVG."""

    tag: str
    attributes: Mapping[str, str | None]
    text: str
    """The text inside, kept for scripts and links only."""


@dataclass(frozen=True)
class ParsedPage:
    """A page: its elements in the order of the text."""

    path: str
    html: str
    elements: tuple[Element, ...]
    has_comments: bool
    shown: str
    """All text, that of scripts included."""

    @cached_property
    def words(self) -> str:
        """All text, and what attributes say."""
        spoken = {
            value
            for element in self.elements
            for name, value in element.attributes.items()
            if value and name not in _NON_TEXT_ATTRIBUTES
        }
        return "\n".join((self.shown, *sorted(spoken)))


def read_page(path: str, html: str) -> ParsedPage:
    """Parse a page by the HTML standard, as browsers do without running scripts."""
    root = LexborHTMLParser(html).root
    if root is None:
        return ParsedPage(path, html, (), has_comments=False, shown="")
    elements, has_comments = [], False
    for node in (root.parent or root).traverse():
        tag = node.tag
        if not tag or tag[0] == "-":
            has_comments |= tag not in _NODES
        else:
            elements.append(Element(tag, node.attributes, (node.text() or "") if tag in _TOLD else ""))
    return ParsedPage(path, html, tuple(elements), has_comments, root.text(separator=" "))


def joined_text(html: str) -> str:
    """Return the text of a page in which elements inside a word leave it one word."""
    root = LexborHTMLParser(html).root
    pieces = []
    for node in root.traverse(include_text=True) if root is not None else ():
        if node.tag == "-text":
            pieces.append(node.text_content or "")
        elif node.tag not in _IN_WORDS:
            pieces.append(" ")
    return "".join(pieces)
