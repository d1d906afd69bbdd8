"""Notices: what stands at the address of an entry that was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.kinds import Kind
from openshelf.model.sections import HOW_IT_DECIDES, QUESTIONS, SECTION_OF, term_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View

_BELOW = {Kind.FRAMEWORK: f"{HOW_IT_DECIDES}/", Kind.THEME: f"{QUESTIONS}/"}
"""Pages below that of an entry, by kind: who kept their address finds the notice too."""


def pages(view: View) -> Iterator[Page]:
    """Yield the notice of every withdrawn entry; that of a term stands in the glossary, too."""
    for kind in Kind:
        for entry in view.published(kind):
            if entry.data.withdrawn is not None and entry.address:
                yield _notice(view, entry, term_page(entry.id) if kind is Kind.TERM else entry.address)
                if kind in _BELOW:
                    yield _notice(view, entry, entry.address + _BELOW[kind])


def _notice(view: View, entry: Entry, url: str) -> Page:
    section = SECTION_OF.get(entry.kind)
    return view.page(
        url,
        "withdrawn.html",
        title=view.name(entry),
        description=entry.data.withdrawn.reason if entry.data.withdrawn else "",
        crumbs=[view.crumb(section)] if section else [],
        source=entry.place(),
        is_listed=False,
        withdrawn=entry.data.withdrawn,
        replacement=view.replacement(entry),
    )
