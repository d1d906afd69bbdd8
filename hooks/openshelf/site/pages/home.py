"""The home page: what brings you here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.kinds import HOME_PAGE, PRIVACY_PAGE, Kind
from openshelf.model.sections import Section
from openshelf.site.pages.help import help_link
from openshelf.site.pages.situations import doors
from openshelf.site.pages.themes import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.site.page import Page
    from openshelf.site.view import View

_NEWEST = 3
_SHOWN = 4
"""Frameworks, collections and guides on the home page; the rest is one tap away."""
_COUNTED = (Kind.FRAMEWORK, Kind.COLLECTION, Kind.GUIDE, Kind.UPDATE)


def pages(view: View) -> Iterator[Page]:
    """Yield the home page."""
    own = next((entry for entry in view.listed(Kind.PAGE) if entry.id == HOME_PAGE), None)
    yield view.page(
        "",
        "home.html",
        title=own.title if own else view.site_name(),
        description=own.summary if own else view.site_description(),
        source=own.place() if own else None,
        json_ld={
            "@type": "WebSite",
            "name": view.site_name(),
            "description": view.site_description(),
            "inLanguage": view.words.language,
        },
        text=view.text(own) if own else None,
        help_link=help_link(view),
        privacy=next((entry for entry in view.listed(Kind.PAGE) if entry.id == PRIVACY_PAGE), None),
        doors=doors(view, own) if own else [],
        theme_groups=groups(view),
        collections=view.listed(Kind.COLLECTION)[:_SHOWN],
        frameworks=view.listed(Kind.FRAMEWORK)[:_SHOWN],
        guides=[guide for guide in view.listed(Kind.GUIDE) if not view.series_above(guide)][:_SHOWN],
        updates=view.in_section(Section.UPDATES)[:_NEWEST],
        counts={kind: len(view.listed(kind)) for kind in _COUNTED},
    )
