"""Ids of headings: those that writers give as ``{#id}``, and those that code hosts make of the words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import regex

from openshelf.sources.inline_text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_HEADING_ID = re.compile(r"\{#(?P<id>[\w:.-]+)\}[ \t]*$")
_NOT_IN_IDS = regex.compile(r"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")


def _slug(words: str) -> str:
    """Return the id that code hosts give to a heading: letters of every script, in lower case, and hyphens."""
    return _NOT_IN_IDS.sub("", words.strip().lower()).replace(" ", "-") or "section"


def _headings(state: StateCore) -> Iterator[tuple[Token, Token]]:
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            yield token, state.tokens[index + 1]


def read_heading_ids(state: StateCore) -> None:
    """Take ``{#id}`` out of headings before their words are parsed, and number signs that close a heading before it."""
    for heading, inline in _headings(state):
        at = inline.content.rfind("{#")
        found = _HEADING_ID.match(inline.content, at) if at >= 0 else None
        if found is not None:
            heading.meta["id"] = found["id"]
            words = inline.content[:at].rstrip(" \t")
            unclosed = words.rstrip("#")
            inline.content = unclosed.rstrip(" \t") if not unclosed or unclosed[-1] in " \t" else words


def give_heading_ids(state: StateCore) -> None:
    """Give every heading an id as code hosts do: what is written, else its words, with a number where that is taken."""
    headings = list(_headings(state))
    taken = {str(heading.meta["id"]) for heading, _ in headings if "id" in heading.meta}
    seen: Counter[str] = Counter()
    for heading, inline in headings:
        if "id" in heading.meta:
            heading.attrs["id"] = heading.meta["id"]
            continue
        base = _slug(words_of(inline.children or ()))
        id_ = base
        while id_ in taken:
            seen[base] += 1
            id_ = f"{base}-{seen[base]}"
        taken.add(id_)
        heading.attrs["id"] = id_
