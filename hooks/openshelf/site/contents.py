"""Every page and data file of the site, from one library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from openshelf.core.store import Store
from openshelf.model.sections import SECTION_OF, Section
from openshelf.site.data import files, search_files
from openshelf.site.i18n import Words
from openshelf.site.page import DataFile
from openshelf.site.pages import (
    broken,
    case_studies,
    collections,
    frameworks,
    glossary,
    guides,
    home,
    link_health,
    notices,
    questions,
    resources,
    search,
    site_pages,
    themes,
    updates,
)
from openshelf.site.quick_exit import SensitivePages
from openshelf.site.security import HEADERS_FILE, headers_file
from openshelf.site.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from openshelf.library.library import Library
    from openshelf.site.page import Page

PageMaker: TypeAlias = "Callable[[View], Iterator[Page]]"
PAGE_MAKERS: tuple[PageMaker, ...] = (
    *(broken.pages, home.pages, resources.pages, resources.pages_below, collections.pages, themes.pages),
    *(questions.pages, frameworks.pages, guides.pages, case_studies.pages, glossary.pages, updates.pages),
    *(search.pages, link_health.pages, site_pages.pages, notices.pages),
)
"""What makes each part of the site. Of two pages at one address the later counts."""
BELOW: Mapping[str, PageMaker] = {Section.RESOURCES: resources.pages_below}
"""What makes the many pages of a section, all but its first: a preview plans them when somebody asks for one."""


def view_of(library: Library, store: Store | None = None) -> View:
    """Return what every page maker works with; ``store`` has results of earlier builds, if any."""
    return View(library, Words(library.settings.language), store or Store.nothing())


def pages(view: View) -> Iterator[Page]:
    """Yield every page of the site."""
    for planned in plan(view, PAGE_MAKERS).values():
        yield from planned


def plan(view: View, makers: Collection[PageMaker]) -> dict[PageMaker, Sequence[Page]]:
    """Return the pages of some makers. Nothing leads to a section without entries, which keeps its address."""
    sensitive = SensitivePages(view.library)
    empty = {section.url for section in SECTION_OF.values() if not view.shows(section)}

    def marked(page: Page) -> Page:
        is_listed, is_sensitive = page.is_listed and page.url not in empty, sensitive.holds(page.url)
        is_same = (is_listed, is_sensitive) == (page.is_listed, page.is_sensitive)
        return page if is_same else replace(page, is_listed=is_listed, is_sensitive=is_sensitive)

    return {make: [marked(page) for page in make(view)] for make in makers}


def _search_index(view: View, _: Sequence[Page], store: Store) -> Iterator[DataFile]:
    return search_files.files(view, store)


def _open_data(view: View, all_pages: Sequence[Page], store: Store) -> Iterator[DataFile]:
    yield from files.files(view.library, all_pages, view.words, store)
    yield DataFile.of(HEADERS_FILE, headers_file())


DataMaker: TypeAlias = "Callable[[View, Sequence[Page], Store], Iterator[DataFile]]"
DATA_MAKERS: tuple[DataMaker, ...] = (_search_index, _open_data)
"""What makes the files that are no pages, the longest piece of work first."""


def data_files(view: View, all_pages: Sequence[Page], store: Store) -> Iterator[DataFile]:
    """Yield every file of the site that is not a page."""
    for make in DATA_MAKERS:
        yield from make(view, all_pages, store)
