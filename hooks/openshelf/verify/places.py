"""Where elements may stand in a page: the parser is asked, once for each place, so that no list of ours can be wrong.

What a parser does with a tag depends on which elements are open, and on little else: on whether there was a ``<body>``
before, and on elements that were closed by anything but their own end. Whoever asks must see to it that there are none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_MARK = "<!---->"
"""Stays where it is written, in nearly all places; in some it is text."""


@lru_cache(maxsize=1 << 12)
def stays_open(elements: tuple[str, ...], tag: str, slash: str) -> bool | None:
    """Whether the next tags stand in an element that begins within open ones; ``slash`` is what its tag ends with.

    None where the parser would put it elsewhere, leave it out, or close or add another element for its sake.
    """
    above, before = _place_after(elements, f"<{tag}{slash}>")
    if above == (*elements, tag):
        return True
    return False if above == elements and before == tag else None


@lru_cache(maxsize=1 << 12)
def takes_text(elements: tuple[str, ...]) -> bool:
    """Whether text within open elements stays there."""
    return _place_after(elements, "x") == (elements, "-text")


def _place_after(elements: tuple[str, ...], written: str) -> tuple[tuple[str, ...], str]:
    """Return which elements are open after a tag or a text, and what stands last in the innermost."""
    tree = LexborHTMLParser(f"<!doctype html>{''.join(f'<{tag}>' for tag in elements)}{written}{_MARK}")
    for node in tree.root.parent.traverse(include_text=True) if tree.root and tree.root.parent else ():
        is_text = node.tag == "-text" and (node.text_content or "").endswith(_MARK)
        if is_text or node.tag == "-comment":
            before = "-text" if is_text else node.prev.tag or "" if node.prev else ""
            return tuple(reversed([*_above(node)])), before
    return (), ""


def _above(node: LexborNode) -> Iterator[str]:
    while (parent := node.parent) is not None and parent.tag != "-document":
        yield parent.tag or ""
        node = parent
