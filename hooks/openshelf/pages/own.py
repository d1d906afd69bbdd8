"""The site's own pages: about, support, privacy, accessibility, contribute, the rules for writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.fields import ResourceKind
from openshelf.model.kinds import SUPPORT_PAGE, Kind
from openshelf.pages.dictionary import dictionary
from openshelf.pages.published import FORMAT
from openshelf.pages.ranges import PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.pages.page import Page
    from openshelf.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the pages of docs/ and the page for addresses that do not exist."""
    _ = view.words.gettext
    helplines = [e for e in view.listed(Kind.RESOURCE) if e.field("kind") is ResourceKind.HELPLINE]
    for entry in view.listed(Kind.PAGE):
        if entry.id == "index":
            continue
        template = "support.html" if entry.id == SUPPORT_PAGE else "own.html"
        shown = helplines if view.shows_helplines() else []
        yield view.entry_page(
            entry, template, [], "WebPage", helplines=shown[:PAGE_SIZE], has_more=len(shown) > PAGE_SIZE
        )
    yield view.page(
        "data/",
        "open-data.html",
        title=_("Open data"),
        description=view.description("data") or _("The whole library for spreadsheets, scripts and other websites."),
        json_ld={"@type": "DataCatalog", "name": _("Open data")},
        format=FORMAT,
        dictionary=dictionary(view.published_schema()),
        has_meanings=view.words.language.partition("-")[0] == "en",
    )
    yield view.page(
        "404.html",
        "missing.html",
        title=_("Page not found"),
        description=_("There is no page at this address."),
        is_listed=False,
    )
