"""What a draft may still lack: reported as a warning, because no reader meets it before the draft is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.core.problem import as_warnings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openshelf.core.problem import Problem
    from openshelf.library.library import Library

WAITING = frozenset(
    """
    missing-key wrong-value real-date summary-length plain-field address-entity
    description-parts description-lines contact-kind onion-address store-address verdict-source review-order future-date
    unknown-word unknown-reference ambiguous-reference unknown-file unknown-fragment own-address
    unknown-note unused-note note-place unused-definition
    heading-order heading-id duplicate-section empty-heading missing-section
    callout-kind callout-line callout-text code-block table-row
    raw-html html-comment stray-markup image-alt third-party
    link-target link-in-link link-without-words
    """.split()  # noqa: SIM905 - ids, one after the other
)
"""Rules about what an entry tells its readers, and nothing else.

Every other rule holds for drafts too. They lie in a public repository, so nothing of a person, no secret and nothing
hidden may stand there; and a file that cannot be read, or an id that another entry has, harms what is published.
"""


def with_draft_warnings(library: Library, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems, those that a draft may still have as warnings."""
    return [one for problem in problems for one in (as_warnings([problem]) if _waits(library, problem) else [problem])]


def _waits(library: Library, problem: Problem) -> bool:
    if problem.rule.id not in WAITING or not problem.is_error:
        return False
    entry = library.entry_at(problem.place)
    return entry is not None and entry.is_draft
