"""The words of inline content, as readers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token


def words_of(
    children: Sequence[Token], *, with_code: bool = True, title_of: Callable[[str], str] = lambda target: target
) -> str:
    """Return what readers read of inline content: no addresses, no notes, no tags.

    ``title_of`` returns the words for a reference that has none of its own.
    """
    return "".join(_words(children, title_of, with_code=with_code))


def alternative(image: Token, title_of: Callable[[str], str] = lambda target: target, *, with_code: bool = True) -> str:
    """Return the alternative text of a picture, in which tags are text: `a sketch of <trust>`."""
    parts = (
        child.content if child.type == "html_inline" else words_of([child], with_code=with_code, title_of=title_of)
        for child in image.children or ()
    )
    return "".join(parts)


def _words(children: Sequence[Token], title_of: Callable[[str], str], *, with_code: bool) -> Iterator[str]:
    for token in children:
        if token.type in {"text", "text_special"} or (token.type == "code_inline" and with_code):
            yield token.content
        elif token.type == "image":
            yield alternative(token, title_of, with_code=with_code)
        elif token.type == "entry_reference":
            yield token.meta["words"] or title_of(token.meta["target"])
        elif token.type in {"softbreak", "hardbreak", "code_inline"}:
            yield " "
