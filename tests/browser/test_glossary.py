"""The glossary on a phone: short, its letters at hand, and a link to a word opens it, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.reader import DESKTOP, PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

ROW = 48
"""The most pixels that a folded word may take: 140 words, 20 letters and the frame then fit into 15 screens of 740."""
HEIGHTS = "() => [...document.querySelectorAll('.os-words > details')].map((word) => word.offsetHeight)"
LAST = "() => [...document.querySelectorAll('.os-words > details > div')].at(-1).id"
EDGES = """() => {
  const { top, bottom } = document.querySelector(":target").getBoundingClientRect();
  return [top, bottom];
}"""


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def anybody(request: pytest.FixtureRequest, reader: Reader, plain_reader: Reader) -> Reader:
    """Sit down at a browser with scripts, then at one without."""
    return reader if request.param else plain_reader


def test_a_link_to_a_word_opens_it_in_sight_of_its_letter(anybody: Reader) -> None:
    anybody.visit("glossary/", PHONE)
    heights = anybody.ask(HEIGHTS)
    assert len(heights) > 5
    assert max(heights) <= ROW
    anybody.visit(f"glossary/#{anybody.ask(LAST)}", PHONE)
    word = anybody.page.locator(":target")
    word.wait_for()
    top, bottom = anybody.ask(EDGES)
    letters = anybody.page.locator(".os-alphabet").bounding_box()
    assert letters is not None
    assert letters["y"] >= 0
    assert letters["y"] + letters["height"] <= top
    assert bottom <= anybody.ask("innerHeight")


def test_another_word_in_the_same_page_opens_too(anybody: Reader) -> None:
    anybody.visit("glossary/", DESKTOP)
    anybody.page.locator(".os-words summary").first.click()
    link = anybody.page.locator(".os-words details[open] a[href^='#']").first
    target = link.get_attribute("href") or ""
    link.click()
    assert anybody.page.locator(target).is_visible()


def test_a_browser_that_opens_nothing_by_itself_is_helped(reader: Reader) -> None:
    reader.visit("glossary/", PHONE)
    last = reader.ask(LAST)
    reader.visit(f"glossary/#{last}", PHONE)
    reader.page.locator(f"details:has(#{last}) summary").click()
    assert not reader.page.locator(f"#{last}").is_visible()
    reader.ask("() => dispatchEvent(new HashChangeEvent('hashchange'))")
    assert reader.page.locator(f"#{last}").is_visible()
