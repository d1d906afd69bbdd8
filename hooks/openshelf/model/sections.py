"""The sections of the site, and the address of every entry. No address depends on a title."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from openshelf.model.kinds import HOME_PAGE, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

INDEX_FOLDER = "assets/search/"
"""Where the files of the search index are."""
LISTS = "by"
"""The part of an address below which a section lists its entries by facet."""

HOW_IT_DECIDES = "how-it-decides"
"""The part of an address below a framework's: how it decides."""
QUESTIONS = "questions"
"""The part of an address below a theme's: what its texts ask and warn of."""


class Section(StrEnum):
    """A part of the site; its value is the first part of the addresses of its pages."""

    RESOURCES = "resources"
    COLLECTIONS = "collections"
    THEMES = "themes"
    GUIDES = "guides"
    FRAMEWORKS = "frameworks"
    CASE_STUDIES = "case-studies"
    GLOSSARY = "glossary"
    UPDATES = "updates"
    SEARCH = "search"
    LINK_HEALTH = "link-health"
    DATA = "data"

    @property
    def url(self) -> str:
        """The address of its first page, from the site's root, without a slash in front."""
        return f"{self}/"

    @property
    def kind(self) -> Kind:
        """The kind of the entries that it holds. Raises KeyError for a section that holds none of its own."""
        return _KIND_OF[self]

    def index_url(self, facet: str) -> str:
        """Return the address of the page that has all values of a facet."""
        return f"{self}/{LISTS}/{facet}/"

    def list_url(self, facet: str, value: str) -> str:
        """Return the address of the list of its entries that have a value of a facet."""
        return f"{self.index_url(facet)}{value}/"


SECTION_OF: Mapping[Kind, Section] = {
    Kind.RESOURCE: Section.RESOURCES,
    Kind.COLLECTION: Section.COLLECTIONS,
    Kind.CASE_STUDY: Section.CASE_STUDIES,
    Kind.GUIDE: Section.GUIDES,
    Kind.FRAMEWORK: Section.FRAMEWORKS,
    Kind.TERM: Section.GLOSSARY,
    Kind.THEME: Section.THEMES,
    Kind.UPDATE: Section.UPDATES,
}
"""The section that holds the entries of a kind; each page of ``docs/`` is a section of its own."""
_KIND_OF = {section: kind for kind, section in SECTION_OF.items()}


def address_of(kind: Kind, id_: str) -> str:
    """Return the address of an entry from the site's root, without a slash in front."""
    if kind is Kind.PAGE:
        return "" if id_ == HOME_PAGE else f"{id_}/"
    section = SECTION_OF[kind]
    return f"{section.url}#{id_}" if kind is Kind.TERM else f"{section.url}{id_}/"


def term_page(id_: str) -> str:
    """Return the address of the page that says all of a term; links to the term lead into the glossary."""
    return f"{Section.GLOSSARY.url}{id_}/"
