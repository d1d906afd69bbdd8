"""Situations in readers' words, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf.model.entries import PageWithSituations

if TYPE_CHECKING:
    from openshelf.library.entry import Entry
    from openshelf.site.view import View


class Door(NamedTuple):
    """A situation in readers' words, and the address that it leads to."""

    words: str
    address: str


def doors(view: View, page: Entry) -> list[Door]:
    """Return the situations of a page that has some."""
    return [
        Door(situation.words, entry.address + (view.place(entry, situation.section) if situation.section else ""))
        for situation in page.of(PageWithSituations).situations
        for entry in view.find(situation.to)[:1]
    ]
