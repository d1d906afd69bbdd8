"""What comes out of a printer: nothing to click, everything that was folded, and where links lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from browser.kinds import FULLEST, PageKind, kind_called
from browser.serving import PUBLIC
from browser.walker import SCENARIOS, Walker
from libraries import DAY
from openshelf.site.i18n import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.reader import Reader

PAPER = ("A4", "Letter")
PAPER_WIDTH = 703
"""Pixels between the margins of A4."""
MOST_STEPS = 5
"""A plan of so many steps fits on one page."""
WIDEST = """() => Math.max(...[...document.querySelectorAll("main .os-text, main .os-step")]
  .map((part) => part.getBoundingClientRect().width))"""
# What would have to be clicked, unless it stands on paper as a word.
TO_CLICK = """() => [...document.querySelectorAll("nav, button, [type=search], .os-skip")]
  .filter((part) => part.checkVisibility() && part.getClientRects().length)
  .map((part) => part.outerHTML.slice(0, 120))"""
FOLDED = """() => [...document.querySelectorAll("main details:not(.os-filters, [hidden] *) > :not(summary)")]
  .filter((part) => !part.closest(".os-outline, .os-find, .os-no-print") && part.innerText !== "")
  .filter((part) => !part.checkVisibility({ contentVisibilityAuto: true }))
  .map((part) => part.outerHTML.slice(0, 120))"""
SILENT = """() => [...document.querySelectorAll("main a[href^=http]")].filter((link) => link.checkVisibility())
  .filter((link) => !link.nextElementSibling?.matches(".os-address"))
  .filter((link) => !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
  .map((link) => link.outerHTML.slice(0, 120))"""


@pytest.fixture
def printing(plain_reader: Reader) -> Iterator[Reader]:
    """Sit down at a browser that shows what it would print."""
    plain_reader.page.emulate_media(media="print")
    yield plain_reader
    plain_reader.page.emulate_media(media="null")


def sheets(reader: Reader, paper: str) -> int:
    """Print the page as it is now, and return how many sheets that takes."""
    return max(int(count) for count in re.findall(rb"/Count (\d+)", reader.page.pdf(format=paper)))


@pytest.mark.parametrize("kind", FULLEST, ids=lambda kind: kind.name)
def test_paper_has_nothing_to_click_nothing_folded_and_says_where_links_lead(printing: Reader, kind: PageKind) -> None:
    printing.visit(kind)
    assert printing.ask(TO_CLICK) == []
    assert printing.ask(FOLDED) == []
    assert printing.ask(SILENT) == []


def test_paper_says_where_it_is_from_and_of_which_day(printing: Reader) -> None:
    for name in ("how-to guide", "glossary", "resource"):
        printing.visit(kind_called(name))
        said = printing.page.locator(".os-on-paper").inner_text()
        assert f"{PUBLIC}{printing.site.path(kind_called(name))}" in said
        assert Words("en").date(DAY) in said


def test_that_line_is_for_paper_only(plain_reader: Reader) -> None:
    plain_reader.visit(kind_called("how-to guide"))
    assert not plain_reader.page.locator(".os-on-paper").is_visible()


@pytest.mark.parametrize("paper", PAPER)
def test_a_short_plan_fits_on_one_page(reader: Reader, paper: str) -> None:
    told = max(
        (told for told in SCENARIOS if len(told.scenario.plan) <= MOST_STEPS), key=lambda told: len(told.scenario.plan)
    )
    walker = Walker(reader, told.id, told.framework)
    walker.open()
    walker.to_the_plan(told.scenario.answers)
    assert sheets(reader, paper) == 1


def test_what_is_narrow_on_screens_is_as_wide_as_the_paper(printing: Reader) -> None:
    for name in ("framework", "how-to guide", "privacy", "case study"):
        printing.visit(kind_called(name), PAPER_WIDTH)
        assert printing.ask(WIDEST) > 0.95 * PAPER_WIDTH, name
