"""The search page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.sections import Section
from openshelf.site.pages.help import help_link
from openshelf.site.pages.themes import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.site.page import Page
    from openshelf.site.view import View

_LISTS = (
    Section.RESOURCES,
    Section.FRAMEWORKS,
    Section.GUIDES,
    Section.COLLECTIONS,
    Section.CASE_STUDIES,
    Section.GLOSSARY,
)
"""Sections whose lists lead to everything without a script, in the order in which they are offered."""


def pages(view: View) -> Iterator[Page]:
    """Yield the search page."""
    yield view.front_page(
        Section.SEARCH,
        "search.html",
        view.words.gettext("Find resources, guides, frameworks, case studies and words."),
        json_type="SearchResultsPage",
        sections=[section for section in _LISTS if view.shows(section)],
        theme_groups=groups(view),
        help_link=help_link(view),
    )
