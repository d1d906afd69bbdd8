"""Rules about the ids that a text gives to places of a page that is not all its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.check import Check, Finding, check
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

FRAME_PREFIXES = ("os-", "__", "fn:", "fnref:")
"""How ids begin that templates, the theme and notes give: what a writer may name otherwise can never meet them."""
WORKSHEET_PREFIX = "f-"
"""How ids of questions and steps begin on the page of their framework."""
_PROSE_LEVEL = 2
"""The level of a framework's headings that become questions and steps, and lose their ids."""


@check(
    "reserved-section",
    "Ids of headings do not begin as those of the page around them do.",
    "The page itself gives ids that begin with `os-`, `__`, `fn:` or `fnref:`, and in frameworks `f-`. An id must "
    "stand once in a page: with two, links lead to the first. Choose another one; whoever reads the heading sees no "
    "difference.",
)
def reserved_section(library: Library) -> Iterator[Finding]:
    """Find ids of headings that the frame could give too."""
    for text in library.texts:
        for heading in text.body.headings:
            inner = text.shelf.kind is Kind.FRAMEWORK and heading.level != _PROSE_LEVEL
            taken = (*FRAME_PREFIXES, WORKSHEET_PREFIX) if inner else FRAME_PREFIXES
            if heading.id is not None and heading.id.startswith(taken):
                yield heading.place, f"the page around this text has ids like {heading.id!r}", "choose another id"


@check(
    "term-heading",
    "Texts of terms have no headings.",
    "All terms stand on one page, where the headings are the letters: a heading of one term would look like the start "
    "of a chapter, and two terms with the same one would share an address. Write a paragraph, or a guide.",
)
def term_heading(library: Library) -> Iterator[Finding]:
    """Find headings in texts of terms."""
    for text in library.texts:
        if text.shelf.kind is Kind.TERM:
            for heading in text.body.headings:
                yield heading.place, "a term has no headings", "write a paragraph"


CHECKS: tuple[Check, ...] = (reserved_section, term_heading)
