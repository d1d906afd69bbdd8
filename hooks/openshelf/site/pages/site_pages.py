"""The site's own pages: about, support, privacy, accessibility, contribute, the rules for writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.kinds import HELP_PAGE, HOME_PAGE, SUPPORT_PAGE, Kind
from openshelf.model.sections import Section
from openshelf.site.data.dictionary import dictionary
from openshelf.site.data.published import FORMAT
from openshelf.site.pages.help import help_link, help_page, help_values, helplines
from openshelf.site.pages.situations import doors
from openshelf.site.ranges import PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.site.page import Page
    from openshelf.site.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the pages of docs/ and the page for addresses that do not exist."""
    _ = view.words.gettext
    in_danger = help_page(view)
    for entry in view.listed(Kind.PAGE):
        if entry.id == SUPPORT_PAGE:
            shown = helplines(view) if view.shows_helplines() and in_danger is None else []
            has_more = len(shown) > PAGE_SIZE
            yield view.entry_page(
                entry,
                "support.html",
                [],
                "WebPage",
                helplines=shown[:PAGE_SIZE],
                has_more=has_more,
                help_link=help_link(view),
                doors=doors(view, entry),
            )
        elif entry.id == HELP_PAGE:
            yield view.entry_page(entry, "help.html", [], "WebPage", **help_values(view, entry))
        elif entry.id != HOME_PAGE:
            yield view.entry_page(entry, "own.html", [], "WebPage")
    yield view.front_page(
        Section.DATA,
        "open-data.html",
        _("The whole library for spreadsheets, scripts and other websites."),
        json_type="DataCatalog",
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
        help_page=in_danger,
    )
