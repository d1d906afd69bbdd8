"""Which pages offer *leave this page*: those of sensitive entries, of sensitive themes, and what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.library.facets import THEME
from openshelf.model.kinds import Kind
from openshelf.model.sections import SECTION_OF, term_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

LIMITS_PAGE = "promises/"
LIMITS = f"{LIMITS_PAGE}#leaving"
"""Where a library says what the button cannot hide."""


class SensitivePages:
    """The addresses of a library at which readers may be in danger when seen."""

    def __init__(self, library: Library) -> None:
        self._addresses = frozenset(_sensitive(library))

    def holds(self, url: str) -> bool:
        """Whether a page is one of these, or stands below one: the questions of a theme, the second page of a list."""
        parts = url.rstrip("/").split("/")
        ways = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
        return any((f"{way}/" if way else "") in self._addresses for way in ways)


def _sensitive(library: Library) -> Iterator[str]:
    themes = {entry.id for entry in library.published(Kind.THEME) if entry.data.sensitive}
    for theme in themes:
        yield from (section.list_url(THEME.id, theme) for section in SECTION_OF.values())
    # As they are written: an entry of a sensitive theme that was withdrawn is no safer to be seen with.
    for entry in library.all_entries:
        # The page of a part names the series.
        inherits = not themes.isdisjoint(entry.themes)
        inherits |= any(one.data.sensitive or themes & set(one.themes) for one in library.series.above(entry))
        if not entry.is_published(library.today):
            continue
        if entry.kind is Kind.TERM and (entry.data.sensitive or inherits):
            yield term_page(entry.id)
        # All terms share the glossary, which is about every theme; a term has to say so itself.
        if entry.data.sensitive or (inherits and entry.kind is not Kind.TERM):
            yield entry.address.partition("#")[0]
