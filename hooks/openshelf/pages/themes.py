"""Themes: landing pages, and what the texts of a theme ask, warn of, save and give to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.model.entries import ThemePage
from openshelf.model.fields import ResourceKind
from openshelf.model.kinds import Kind
from openshelf.pages.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.pages.page import Page
    from openshelf.pages.view import View

_SHOWN = 5
"""Resources of each kind on a landing page; the rest is one tap away."""


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
    """Yield the list of themes, the landing page of each and its page of questions."""
    _ = view.words.gettext
    title = _("Themes")
    home = Crumb(title, "themes/")
    yield view.page(
        "themes/",
        "themes.html",
        title=title,
        description=_("Everything in the library, by subject."),
        json_ld={"@type": "CollectionPage", "name": title},
        groups=groups(view),
    )
    for theme in view.listed(Kind.THEME):
        resources = view.of_theme(theme.id, Kind.RESOURCE)
        by_kind = [(kind, [r for r in resources if r.field("kind") is kind]) for kind in ResourceKind]
        callouts = view.callouts(theme.id)
        yield view.entry_page(
            theme,
            "theme.html",
            [home],
            "CollectionPage",
            by_kind=[(kind, found[:_SHOWN], len(found)) for kind, found in by_kind if found],
            count=len(resources),
            start_with=[found for id_ in theme.of(ThemePage).start_with for found in view.find(id_)[:1]],
            callouts=callouts,
            **{f"its_{name}": view.of_theme(theme.id, kind) for name, kind in _OF_THEME.items()},
        )
        if callouts:
            yield view.page(
                f"themes/{theme.id}/questions/",
                "questions.html",
                title=_("%(theme)s: questions to ask") % {"theme": theme.title},
                description=_(
                    "Tough questions, pitfalls, cost-saving tips and homework on %(theme)s, from all our texts."
                )
                % {"theme": theme.title},
                crumbs=[home, Crumb(theme.title, f"themes/{theme.id}/")],
                json_ld={"@type": "WebPage", "name": theme.title},
                theme=theme,
                callouts=callouts,
            )


_OF_THEME = {
    "collections": Kind.COLLECTION,
    "frameworks": Kind.FRAMEWORK,
    "guides": Kind.GUIDE,
    "cases": Kind.CASE_STUDY,
    "terms": Kind.TERM,
    "updates": Kind.UPDATE,
}
