"""The page for people in danger, and the situations that it has: its headings of level 2."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf.model.kinds import HELP_PAGE, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.library.entry import Entry
    from openshelf.sources.markdown_outline import Body, Heading

_LEVEL = 2


class HelpSituation(NamedTuple):
    """One situation of danger."""

    id: str
    """The id of its heading."""
    words: str
    """Its heading, as readers see it."""


def help_page_of(entries: Iterable[Entry]) -> Entry | None:
    """Return the entry of the page, whatever is wrong with it; None where a library has none."""
    return next((entry for entry in entries if entry.kind is Kind.PAGE and entry.id == HELP_PAGE), None)


def situation_headings(body: Body) -> Iterator[Heading]:
    """Yield the headings that start a situation: those of level 2 that stand in no quote, list or callout."""
    for heading in body.headings:
        if heading.level == _LEVEL and body.tokens[heading.index].level == 0:
            yield heading


def help_situations(page: Entry | None) -> tuple[HelpSituation, ...]:
    """Return the situations of the page, in its order."""
    if page is None or page.body is None:
        return ()
    return tuple(HelpSituation(heading.anchor, heading.words) for heading in situation_headings(page.body))
