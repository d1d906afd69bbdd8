"""A library in its own colours, which are as faint as the check lets through: read in light and in dark."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.kinds import kind_called
from browser.reader import DESKTOP, SCHEMES, SMALL_PHONE, Reader, Scheme, new_reader
from browser.serving import serve
from libraries import rich_library
from openshelf.model.colours import Rgb, low_contrasts
from openshelf.model.colours import Scheme as Palettes
from pictures import svg
from shared_site import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

WISHED = {
    "light": {"page": Rgb.of("#c0c0e0"), "accent": Rgb.of("#ff8800"), "second": Rgb.of("#00a0a0")},
    "dark": {"page": Rgb.of("#605040"), "accent": Rgb.of("#5040c0")},
}
"""Colours that nobody could read."""
CHOSEN = {
    scheme: {**colours, **{one.name: one.nearest for one in low_contrasts(Palettes(scheme), colours)}}
    for scheme, colours in WISHED.items()
}
"""What the check offers instead."""
MOST_COLOURFUL = (
    "home",
    "resource with every field",
    "everything that Markdown can hold",
    "tools research with a comparison",
    "framework",
    "how a framework decides",
    "look back",
    "help now",
    "sensitive page",
    "state of the links",
)
"""Kinds of page that together have every colour on every other one that it stands on."""
WORDS, ADDRESS = "Published by the Kite League & friends", "https://league.example/"
COLOUR = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Sit down before the rich library, in colours of its own, with a logo and a publisher."""
    library = rich_library(tmp_path_factory.mktemp("look"))
    (library / "docs/images").mkdir(exist_ok=True)
    (library / "docs/images/our logo.svg").write_bytes(svg('<path d="M0 0h9v9z"/>'))
    codes = {scheme: {name: colour.code for name, colour in colours.items()} for scheme, colours in CHOSEN.items()}
    look = {**codes, "logo": "images/our logo.svg", "footer": {"words": WORDS, "url": ADDRESS}}
    with (library / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"    look: {json.dumps(look)}\n")
    build(library)
    with serve(library / "site") as site:
        yield new_reader(browser, site)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_have_the_colours_that_were_chosen(reader: Reader, scheme: Scheme) -> None:
    reader.visit("themes/", scheme=scheme)
    red, green, blue = CHOSEN[scheme]["page"]
    assert reader.ask(COLOUR, ["body", "backgroundColor"]) == f"rgb({red}, {green}, {blue})"
    red, green, blue = CHOSEN[scheme]["accent"]
    assert reader.ask(COLOUR, ["main a", "color"]) == f"rgb({red}, {green}, {blue})"
    assert reader.ask(COLOUR, [".os-header", "borderTopColor"]) == f"rgb({red}, {green}, {blue})"
    assert reader.complaints == []


@pytest.mark.parametrize("name", MOST_COLOURFUL)
def test_axe_finds_no_barrier_in_colours_that_are_just_good_enough(reader: Reader, name: str) -> None:
    reader.visit(kind_called(name))
    looks: tuple[tuple[int, Scheme], ...] = (SMALL_PHONE, "light"), (DESKTOP, "dark")
    for width, scheme in looks:
        reader.look(width, scheme)
        assert violations(reader, scheme) == [], f"{reader.page.url} at {width} pixels, {scheme}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_search_finds_can_be_read_too(reader: Reader, scheme: Scheme) -> None:
    reader.visit("search/", scheme=scheme)
    reader.page.get_by_role("searchbox").locator("visible=true").fill("kite")
    reader.page.locator("[data-find=page] .os-row mark").first.wait_for()
    assert violations(reader, scheme, "main") == []


def test_the_logo_stands_beside_the_name_and_is_the_icon(reader: Reader) -> None:
    reader.visit("themes/")
    assert reader.ask("() => document.querySelector('link[rel=icon]').href").endswith("/images/our%20logo.svg")
    logo = reader.page.locator(".os-name img")
    assert logo.get_attribute("alt") == ""
    assert logo.evaluate("image => image.complete && image.naturalWidth > 0")
    box = logo.bounding_box()
    assert box is not None
    assert box["height"] == 32
    assert reader.page.locator(".os-name svg").count() == 0


def test_the_footer_says_who_publishes_and_leads_there(reader: Reader) -> None:
    reader.visit("themes/")
    link = reader.page.locator(".os-footer").get_by_role("link", name=WORDS)
    assert link.get_attribute("href") == ADDRESS
    assert set((link.get_attribute("rel") or "").split()) == {"noopener", "noreferrer"}
