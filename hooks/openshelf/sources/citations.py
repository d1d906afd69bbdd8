"""Citations that lead nowhere any more: references and links of a parsed text become words and a mark."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from openshelf.sources.dialect import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MARK = "cited_no_more"
"""The type of the token that stands after the words of such a citation, or in their place; ``meta["cited"]`` says what
was cited."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation whose link is taken out."""

    what: object
    words: str
    """What stands for a reference without words of its own."""
    is_silent: bool
    """Whether none of the writer's words for it stay either."""


def without_citations(tokens: Iterable[Token], cited: Callable[[Token], Cited | None]) -> tuple[Token, ...]:
    """Return the tokens of a text in which marks stand for links and references for which ``cited`` returns something.

    ``cited`` is asked about tokens of the types ``link_open`` and ``entry_reference``. A heading that loses words has
    an id that says nothing of them.
    """
    found: list[Token] = []
    taken = {str(token.attrs["id"]) for token in tokens if "id" in token.attrs}
    numbers = count(1)
    for token in tokens:
        if token.type != "inline":
            found.append(token)
            continue
        children, is_silent = _without(token.children or (), cited)
        if is_silent and found[-1].type == "heading_open" and "id" not in found[-1].meta:
            id_ = next(id_ for number in numbers if (id_ := f"section-{number}") not in taken)
            found[-1] = found[-1].copy(attrs={**found[-1].attrs, "id": id_})
        found.append(token.copy(children=children))
    return tuple(found)


def _without(children: Sequence[Token], cited: Callable[[Token], Cited | None]) -> tuple[list[Token], bool]:
    """Return inline content without citations, and whether words of it are gone."""
    found: list[Token] = []
    opened: list[Cited | None] = []
    is_silent = False
    for token in children:
        kept = [token]
        gone = cited(token) if token.type in {"link_open", "entry_reference"} else None
        if token.type == "link_open":
            opened.append(gone)
            kept = [] if gone is not None else kept
        elif token.type == "link_close":
            gone = opened.pop()
            kept = [_mark(gone, token)] if gone is not None else kept
        elif token.type == "image":
            inside, lost = _without(token.children or (), cited)
            kept, is_silent = [token.copy(children=inside)], is_silent or lost
        elif gone is not None:
            kept = [*_own_words(gone, token), _mark(gone, token)]
        is_silent = is_silent or (gone is not None and gone.is_silent)
        if not any(each is not None and each.is_silent for each in opened):
            found += kept
    return found, is_silent


def _own_words(gone: Cited, token: Token) -> Iterator[Token]:
    if not gone.is_silent:
        yield Token("text_special", "", 0, content=token.meta["words"] or gone.words, meta=token.meta)


def _mark(gone: Cited, token: Token) -> Token:
    return Token(MARK, "", 0, meta={"cited": gone.what, "at": token.meta.get("at", 0)})
