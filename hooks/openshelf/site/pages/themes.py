"""Themes: their landing pages, and lists of what does not fit there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.library.facets import THEME
from openshelf.model.entries import ThemePage
from openshelf.model.fields import ResourceKind
from openshelf.model.kinds import Kind
from openshelf.model.sections import SECTION_OF, Section
from openshelf.site.facets import facet_lists
from openshelf.site.pages.help import help_link
from openshelf.site.pages.lists import facet_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View

_SHOWN = 5
_SHOWN_TERMS = 20
"""Entries of each kind on a landing page, and terms, which are short; the rest is one tap away."""
_KINDS = (Kind.COLLECTION, Kind.FRAMEWORK, Kind.GUIDE, Kind.CASE_STUDY, Kind.TERM, Kind.UPDATE)
"""What landing pages show, but for resources, which stand there by their kind."""


@dataclass(frozen=True, slots=True)
class ShortList:
    """The first entries of a kind in a theme."""

    entries: Sequence[Entry]
    total: int
    """How many the theme has."""
    more: str
    """The address of the list that has them all, empty where these are all."""


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """Themes that are shown together."""

    title: str
    """The words above them, empty where no theme has a group."""
    themes: tuple[Entry, ...]


def groups(view: View) -> list[ThemeGroup]:
    """Return the listed themes in their groups, in the order of the settings; those without one come last."""
    themes = view.listed(Kind.THEME)
    named = dict(view.theme_groups())
    found = [
        ThemeGroup(title, tuple(theme for theme in themes if theme.of(ThemePage).group == group))
        for group, title in named.items()
    ]
    grouped = [group for group in found if group.themes]
    rest = tuple(theme for theme in themes if theme.of(ThemePage).group not in named)
    title = view.words.gettext("Other themes") if grouped else ""
    return [*grouped, ThemeGroup(title, rest)] if rest else grouped


def pages(view: View) -> Iterator[Page]:
    """Yield the list of themes, the landing page of each, and lists of what does not fit there."""
    yield view.front_page(
        Section.THEMES,
        "themes.html",
        view.words.gettext("Everything in the library, by subject."),
        groups=groups(view),
    )
    for theme in view.listed(Kind.THEME):
        resources = view.of_theme(theme.id, Kind.RESOURCE)
        some = {kind: _some(view, theme, kind) for kind in _KINDS}
        by_kind = [(kind, [r for r in resources if r.field("kind") is kind]) for kind in ResourceKind]
        yield view.entry_page(
            theme,
            "theme.html",
            [view.crumb(Section.THEMES)],
            "CollectionPage",
            start_with=[found for id_ in theme.of(ThemePage).start_with for found in view.find(id_)[:1]],
            by_kind=[(kind, found[:_SHOWN], len(found)) for kind, found in by_kind if found],
            total=len(resources),
            help_link=help_link(view) if theme.data.sensitive else None,
            callouts=view.callouts(theme.id),
            some=some,
            has_texts=bool(view.used_in(theme)) or any(short.entries for short in some.values()),
        )
    for kind in _KINDS:
        if SECTION_OF[kind] not in THEME.lists:
            yield from _lists_of(view, kind)


def _of_theme(view: View, theme: str, kind: Kind) -> Sequence[Entry]:
    if kind is Kind.UPDATE:
        return [update for update in view.in_section(Section.UPDATES) if theme in update.themes]
    return view.of_theme(theme, kind)


def _some(view: View, theme: Entry, kind: Kind) -> ShortList:
    found = _of_theme(view, theme.id, kind)
    shown = found[: _most(kind)]
    more = SECTION_OF[kind].list_url(THEME.id, theme.id) if len(found) > len(shown) else ""
    return ShortList(shown, len(found), more)


def _most(kind: Kind) -> int:
    return _SHOWN_TERMS if kind is Kind.TERM else _SHOWN


def _lists_of(view: View, kind: Kind) -> Iterator[Page]:
    """Yield a list of a kind for each theme that has more of it than its landing page shows."""
    entries = [(theme.id, entry) for theme in view.listed(Kind.THEME) for entry in _of_theme(view, theme.id, kind)]
    number = Counter(theme for theme, _ in entries)
    lists = facet_lists(
        view,
        THEME,
        SECTION_OF[kind],
        dict.fromkeys(entry for _, entry in entries),
        lambda theme: number[theme] > _most(kind),
    )
    yield from facet_pages(view, [lists])
