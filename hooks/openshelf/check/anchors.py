"""Rules about the ids that a text gives to places of a page that is not all its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, entry_check
from openshelf.model.framework import WORKSHEET_PREFIX
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.part import Entries

FRAME_PREFIXES = ("os-", "fn:", "fnref:")
"""How ids begin that templates and notes give: what a writer may name otherwise can never meet them."""
_PROSE_LEVEL = 2
"""The level of a framework's headings that become questions and steps, and lose their ids."""


@entry_check(
    "heading-id",
    "The id of a heading begins like the ids of the page around it.",
    "An id is a part of the page's address (`#risks`), and may be used only once in a page. The site gives ids that "
    "begin with `os-`, `fn:` or `fnref:` to menus and notes and, in a framework, ids that begin with `f-` to "
    "questions and steps. If you write no id, it is made from the words of the heading.",
)
def heading_id(library: Entries) -> Iterator[Finding]:
    """Find ids of headings that the site could give too."""
    for text in library.pages:
        for heading in text.body.headings:
            inner = text.entry.kind is Kind.FRAMEWORK and heading.level != _PROSE_LEVEL
            taken = (*FRAME_PREFIXES, WORKSHEET_PREFIX) if inner else FRAME_PREFIXES
            if heading.anchor.casefold().startswith(taken):
                hint = "choose another id" if heading.id else "add an id of your own: {#your-id}"
                yield heading.place, f"{heading.anchor!r} begins like the ids of the page around this text", hint


@entry_check(
    "note-place",
    "A term or a framework contains a note.",
    "All terms share one page, and a framework shows one step at a time. There the numbers of notes would mix with "
    "those of other texts, and readers would not find the notes. Say it in the text, or refer to a resource.",
)
def note_place(library: Entries) -> Iterator[Finding]:
    """Find notes in terms and frameworks."""
    for text in library.pages:
        if text.entry.kind in {Kind.TERM, Kind.FRAMEWORK}:
            for use in text.body.note_uses:
                yield use.place, f"a {text.entry.kind} cannot have notes", "say it in the text"


@entry_check(
    "term-heading",
    "A term contains a heading.",
    "All terms share one page, whose headings are the letters of the alphabet. A heading inside a term would look "
    "like a new chapter, and two terms with the same heading would share an address. Write a paragraph, or a guide.",
)
def term_heading(library: Entries) -> Iterator[Finding]:
    """Find headings in texts of terms."""
    for text in library.pages:
        if text.entry.kind is Kind.TERM:
            for heading in text.body.headings:
                yield heading.place, "a term cannot have headings", "write a paragraph"


CHECKS: tuple[Check, ...] = (heading_id, note_place, term_heading)
