"""axe-core finds nothing wrong: for each template, narrow and wide, in light and dark, and in the menus."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.kinds import FULLEST, PageKind
from browser.reader import DESKTOP, SCHEMES, SMALL_PHONE, WIDTHS, Reader, Scheme
from libraries import DAY
from openshelf.site.contents import pages, view_of
from support import load

if TYPE_CHECKING:
    from pathlib import Path

    from browser.serving import Site


@pytest.mark.parametrize("kind", FULLEST, ids=lambda kind: kind.name)
def test_axe_finds_no_barrier_in_any_template_narrow_and_wide_in_light_and_dark(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    for width, scheme in product((SMALL_PHONE, DESKTOP), SCHEMES):
        reader.look(width, scheme)
        found = violations(reader, scheme)
        assert not found, f"{reader.page.url} at {width} pixels, {scheme}:\n" + "\n".join(found)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_barrier_in_the_menu_of_any_width(reader: Reader, scheme: Scheme) -> None:
    """Nothing but the menu has other colours in a narrow window, and all pages have the same one."""
    reader.visit("themes/")
    for width in WIDTHS:
        reader.look(width, scheme)
        assert violations(reader, scheme, ".os-header") == [], width


def test_every_template_of_a_page_is_looked_at(site: Site, rich: Path) -> None:
    templates = {page.url: page.template for page in pages(view_of(load(rich, DAY)))}
    leads_on = {"moved.html"}  # no browser stays there long enough to look
    assert {kind.template for kind in FULLEST} | leads_on == {*templates.values()}
    for kind in FULLEST:
        url = site.file(kind).relative_to(site.folder).as_posix().removesuffix("index.html")
        assert templates[url] == kind.template


def test_axe_would_find_barriers_if_there_were_any(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/barriers.html")
    assert {"image-alt", "color-contrast", "html-has-lang", "landmark-one-main"} <= found_rules(reader)
    reader.look(DESKTOP, "dark")
    assert found_rules(reader, "dark") == {"color-contrast"}


def found_rules(reader: Reader, scheme: Scheme = "light") -> set[str]:
    """Return the names of the rules that a page breaks."""
    return {text.partition(":")[0] for text in violations(reader, scheme)}
