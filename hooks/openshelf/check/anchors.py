"""Rules about the ids that a text gives to places of a page that is not all its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.model.framework import WORKSHEET_PREFIX
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

FRAME_PREFIXES = ("os-", "fn:", "fnref:")
"""How ids begin that templates and notes give: what a writer may name otherwise can never meet them."""
_PROSE_LEVEL = 2
"""The level of a framework's headings that become questions and steps, and lose their ids."""


@check(
    "heading-id",
    "Ids of headings do not begin as those of the page around them do.",
    "An id is a part of the page's address (`#risks`), and stands once in a page. Those that begin with `os-`, `fn:` "
    "or `fnref:` are given by the site to menus and notes, in a framework those that begin with `f-` to questions and "
    "steps. Where no id is written, the words of the heading make it.",
)
def heading_id(library: Library) -> Iterator[Finding]:
    """Find ids of headings that the site could give too."""
    for text in library.pages:
        for heading in text.body.headings:
            inner = text.entry.kind is Kind.FRAMEWORK and heading.level != _PROSE_LEVEL
            taken = (*FRAME_PREFIXES, WORKSHEET_PREFIX) if inner else FRAME_PREFIXES
            if heading.anchor.casefold().startswith(taken):
                hint = "choose another id" if heading.id else "write an id behind it: {#your-id}"
                yield heading.place, f"the page around this text has ids like {heading.anchor!r}", hint


@check(
    "note-place",
    "Notes stand in texts that are read as a whole.",
    "All terms stand on one page, and a framework shows one step after the other: the numbers of notes would be those "
    "of other texts, and the notes stand where nobody looks. Say it in the text, or refer to a resource.",
)
def note_place(library: Library) -> Iterator[Finding]:
    """Find notes in terms and frameworks."""
    for text in library.pages:
        if text.entry.kind in {Kind.TERM, Kind.FRAMEWORK}:
            for use in text.body.note_uses:
                yield use.place, f"a {text.entry.kind} has no notes", "say it in the text"


@check(
    "term-heading",
    "Texts of terms have no headings.",
    "All terms stand on one page, where the headings are the letters: a heading of one term would look like the start "
    "of a chapter, and two terms with the same one would share an address. Write a paragraph, or a guide.",
)
def term_heading(library: Library) -> Iterator[Finding]:
    """Find headings in texts of terms."""
    for text in library.pages:
        if text.entry.kind is Kind.TERM:
            for heading in text.body.headings:
                yield heading.place, "a term has no headings", "write a paragraph"


CHECKS: tuple[Check, ...] = (heading_id, note_place, term_heading)
