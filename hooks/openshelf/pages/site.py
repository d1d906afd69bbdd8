"""Every page and data file of the site, from one library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openshelf.pages import (
    addresses,
    broken,
    cases,
    catalogue,
    collections,
    data,
    frameworks,
    glossary,
    guides,
    home,
    links,
    notices,
    own,
    questions,
    search,
    themes,
    updates,
)
from openshelf.pages.leave import SensitivePages
from openshelf.pages.page import DataFile
from openshelf.pages.security import HEADERS_FILE, headers_file
from openshelf.pages.view import View
from openshelf.pages.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library
    from openshelf.pages.page import Page

SECTIONS = (
    *(broken, home, catalogue, collections, themes, questions, frameworks, guides),
    *(cases, glossary, updates, search, links, own, notices),
)
"""Modules with a ``pages(view)`` each: one place per part of the site. Of two pages at one address the later counts."""


def view_of(library: Library) -> View:
    """Return what every page maker works with."""
    return View(library, Words(library.settings.language))


def pages(view: View) -> Iterator[Page]:
    """Yield every page of the site. Nothing leads to a section without entries, which keeps its address."""
    sensitive = SensitivePages(view.library)
    empty = {section for section in addresses.SECTIONS if not view.shows(section)}
    for section in SECTIONS:
        for page in section.pages(view):
            is_listed, is_sensitive = page.is_listed and page.url not in empty, sensitive.holds(page.url)
            yield replace(page, is_listed=is_listed, is_sensitive=is_sensitive)


def data_files(view: View, all_pages: list[Page]) -> Iterator[DataFile]:
    """Yield every file of the site that is not a page."""
    yield from data.files(view.library, all_pages, view.words)
    yield from search.files(view)
    yield DataFile(HEADERS_FILE, headers_file())
