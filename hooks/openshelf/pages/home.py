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
    library = view.library
    own = next((entry for entry in library.listed(Kind.PAGE) if entry.id == "index"), None)
    settings = library.settings
    yield view.page(
        "",
        "home.html",
        title=own.title if own else settings.site_name,
        description=own.summary if own else settings.site_description,
        source=own.place() if own else None,
        json_ld={
            "@type": "WebSite",
            "name": settings.site_name,
            "description": settings.site_description,
            "inLanguage": settings.language,
        },
        text=view.text(own) if own else None,
        themes=library.listed(Kind.THEME),
        collections=library.listed(Kind.COLLECTION)[:_SHOWN],
        frameworks=library.listed(Kind.FRAMEWORK)[:_SHOWN],
        guides=library.listed(Kind.GUIDE)[:_SHOWN],
        updates=library.updates[:_NEWEST],
        counts={kind: len(library.listed(kind)) for kind in Kind},
    )
