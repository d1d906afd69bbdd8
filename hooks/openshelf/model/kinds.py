"""The kinds of entry: which folder holds them, which schema they follow, which sections they need."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openshelf.model import entries as e
from openshelf.model.framework import Framework
from openshelf.sources.document import split_name


class Kind(StrEnum):
    """What an entry is. Ids are unique within a kind."""

    RESOURCE = "resource"
    COLLECTION = "collection"
    CASE_STUDY = "case-study"
    GUIDE = "guide"
    FRAMEWORK = "framework"
    TERM = "term"
    THEME = "theme"
    UPDATE = "update"
    PAGE = "page"


SEARCH_ORDER = (
    Kind.FRAMEWORK,
    Kind.GUIDE,
    Kind.COLLECTION,
    Kind.THEME,
    Kind.RESOURCE,
    Kind.CASE_STUDY,
    Kind.TERM,
    Kind.UPDATE,
    Kind.PAGE,
)
"""Kinds in the order in which search numbers them; on equal score, the first one wins."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of Markdown files of one kind and form."""

    name: str
    """The name of its JSON Schema."""
    folder: str
    """Relative to the project; the folder decides the kind."""
    kind: Kind
    schema: type[e.Reviewed]
    sections: tuple[str, ...] = ()
    """Ids of the sections that must be there, in this order."""
    notice: type[e.WithdrawalNotice] = e.WithdrawalNotice
    """What is read of an entry that was withdrawn."""
    only: str = ""
    """The one id that it is for, empty for every other file of the folder."""


HOME_PAGE = "index"
"""Id of the text of the home page."""
HELP_PAGE = "help-now"
"""Id of the page for people in danger."""
SUPPORT_PAGE = "support"
"""Id of the page to which *talk to a person* leads while no contact is set."""
PRIVACY_PAGE = "privacy"
"""Id of the page that says what the site can hide, and what not."""
CONTRIBUTE_PAGE = "contribute"
"""Id of the page that says how readers report a fault."""

COMPARED_SECTION = "options"
"""The section of tools research into which the page draws the comparison table."""

SHELVES = (
    Shelf("collection", "guides/collections", Kind.COLLECTION, e.Collection),
    Shelf(
        "case-study",
        "guides/case-studies",
        Kind.CASE_STUDY,
        e.CaseStudy,
        ("problem", "support", "adapt"),
        e.CaseNotice,
    ),
    Shelf("framework", "guides/frameworks", Kind.FRAMEWORK, Framework),
    Shelf("how-to", "guides/how-to", Kind.GUIDE, e.Guide, ("who-for", "before-you-start", "steps", "risks", "further")),
    Shelf(
        "explanation",
        "guides/explanation",
        Kind.GUIDE,
        e.Guide,
        ("what-it-is", "why-it-matters", "what-to-watch", "further"),
    ),
    Shelf(
        "research",
        "guides/research",
        Kind.GUIDE,
        e.Research,
        ("what-it-is", "when-to-use", "when-not-to", "options", "cost", "risks", "planning", "further"),
    ),
    Shelf("article", "guides/articles", Kind.GUIDE, e.Guide),
    Shelf("term", "guides/glossary", Kind.TERM, e.Term),
    Shelf("theme", "docs/themes", Kind.THEME, e.ThemePage),
    Shelf("update", "docs/updates", Kind.UPDATE, e.Update),
    Shelf("home", "docs", Kind.PAGE, e.HomePage, only=HOME_PAGE),
    Shelf("help-now", "docs", Kind.PAGE, e.HelpPage, only=HELP_PAGE),
    Shelf("support", "docs", Kind.PAGE, e.SupportPage, only=SUPPORT_PAGE),
    Shelf("page", "docs", Kind.PAGE, e.SitePage),
)

FOLDERS = tuple(dict.fromkeys(f"{shelf.folder}/" for shelf in SHELVES))
"""Every folder of texts, with a slash at the end."""
CATALOGUE = "resources.yml"
"""The list of resources."""
ENTRY_FOLDER = "resources"
"""The folder for resources that have a file of their own, ``<id>.yml``; a library may use both."""

CASE_NOTICE_KEYS = ("id", "reviewed", "draft", "publish_after", "sensitive", "withdrawn")
"""What stays in the file of a case study that was withdrawn: nothing that tells of it."""
RULES_PAGE = "rules"
"""Id of the page of rules, which is for writers: readers find it by its address alone."""
NEEDED_PAGES = {
    HOME_PAGE: "the home page leads to everything else, so a notice cannot replace it",
    SUPPORT_PAGE: "every page invites readers to talk to a person, and this page says how",
}
"""Pages that cannot be withdrawn, by id, and why."""


def shelf_of(path: str) -> Shelf | None:
    """Return the shelf of a Markdown file, None for a file outside all shelves."""
    folder = path.rpartition("/")[0]
    return next((s for s in SHELVES if s.folder == folder and s.only in {"", split_name(path)[0]}), None)


def holds_resources(path: str) -> bool:
    """Whether a file is the catalogue, or one entry of it."""
    folder, _, name = path.rpartition("/")
    return path == CATALOGUE or (folder == ENTRY_FOLDER and name.endswith(".yml"))
