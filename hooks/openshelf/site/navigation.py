"""What the frame around pages shows: menus, contact, licence, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openshelf.model.kinds import HELP_PAGE, RULES_PAGE, SUPPORT_PAGE, Kind
from openshelf.model.sections import Section, address_of
from openshelf.site.i18n import Words
from openshelf.site.style import SECTION_SHEETS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.library.library import Library
    from openshelf.site.page import Page

_IN_HEADER = 6
"""Links that fit on the header's one line beside the name, the search and the way to help."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of a menu."""

    title: str
    url: str
    is_current: bool
    """Whether the page at hand is in this section."""


def frame_context(library: Library, pages: Mapping[str, Page], menu: Sequence[str], url: str) -> dict[str, Any]:
    """Return what the theme's templates need.

    ``pages`` are the first pages of sections by their addresses, ``menu`` holds addresses in order, and ``url`` is the
    address of the page at hand.
    """
    words = Words(library.settings.language)
    # Menus do not lead to what was withdrawn; its notice is for those who have the address.
    main = [address for address in menu if not address or pages[address].is_listed]
    left_out = {*menu, f"{RULES_PAGE}/"}
    others = [page.url for page in pages.values() if page.is_listed and page.url and page.url not in left_out]
    help_page = pages.get(f"{HELP_PAGE}/")
    section = url.partition("/")[0]

    def item(address: str) -> MenuItem:
        title = pages[address].title if address else words.gettext("Home")
        return MenuItem(title, address, bool(address) and address == f"{section}/")

    options = library.settings.options
    in_danger = help_page.url if help_page is not None and help_page.is_listed else ""
    return {
        "menu": [item(address) for address in main],
        "header_menu": [item(address) for address in main if address and address != in_danger][:_IN_HEADER],
        "small_menu": [item(address) for address in others],
        "help": in_danger,
        "contact": options.contact,
        "licence": options.licence,
        "logo": options.look.logo,
        "publisher": options.look.footer,
        "language": library.settings.language,
        "direction": library.settings.locale.text_direction,
        "Section": Section,
        "section_sheet": SECTION_SHEETS.get(section),
        "support": address_of(Kind.PAGE, SUPPORT_PAGE),
        "_": words.gettext,
    }
