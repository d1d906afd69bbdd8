"""The home page: what brings you here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.pages.page import Page
    from openshelf.pages.view import View

_NEWEST = 3
_SHOWN = 8
"""Frameworks, collections and guides on the home page; the rest is one tap away."""


def pages(view: View) -> Iterator[Page]:
    """Yield the home page."""
    own = next((entry for entry in view.listed(Kind.PAGE) if entry.id == "index"), None)
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
        themes=view.listed(Kind.THEME),
        collections=view.listed(Kind.COLLECTION)[:_SHOWN],
        frameworks=view.listed(Kind.FRAMEWORK)[:_SHOWN],
        guides=[guide for guide in view.listed(Kind.GUIDE) if not view.series_above(guide)][:_SHOWN],
        updates=view.updates()[:_NEWEST],
        counts={kind: len(view.listed(kind)) for kind in Kind},
    )
