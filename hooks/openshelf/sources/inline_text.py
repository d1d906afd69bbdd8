"""The words of inline content, as readers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token


def words_of(children: Sequence[Token], title_of: Callable[[str], str] = lambda target: target) -> str:
    """Return what readers read of inline content: no addresses, no notes, no tags.

    ``title_of`` returns the words for a reference that has none of its own.
    """
    return "".join(_words(children, title_of))


def alternative(image: Token, title_of: Callable[[str], str] = lambda target: target) -> str:
    """Return the alternative text of a picture, in which tags are text: `a sketch of <trust>`."""
    parts = (
        child.content if child.type == "html_inline" else words_of([child], title_of) for child in image.children or ()
    )
    return "".join(parts)


def _words(children: Sequence[Token], title_of: Callable[[str], str]) -> Iterator[str]:
    for token in children:
        if token.type in {"text", "text_special", "code_inline"}:
            yield token.content
        elif token.type == "image":
            yield alternative(token, title_of)
        elif token.type == "entry_reference":
            yield token.meta["words"] or title_of(token.meta["target"])
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
