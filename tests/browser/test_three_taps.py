"""From the home page of a phone to an answer in three taps at most, with scripts and without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from browser.finding import Box
from browser.reader import PHONE, Reader

if TYPE_CHECKING:
    from playwright.sync_api import Locator

WIDE, TALL = PHONE, 740
"""Pixels of the phone."""
MOST = 3
"""Taps that a tired person makes."""
WAIT = 5_000
"""Milliseconds within which an answer is there, on a busy computer too."""
QUESTIONS = {
    "somebody lost in the dark": "somebody is lost in the dark",
    "instead of a product": "kites online",
    "plan a day": "which kite for our day",
    "is this tool still alive?": "arena planner",
    "an unknown word": "wind shadow",
}
"""What is typed into the search of the home page by who has one of these questions."""
FIRST = {
    "somebody lost in the dark": "Help now",
    "instead of a product": "A tool about which everything is known",
    "plan a day": "Which kite for our day?",
    "is this tool still alive?": "Arena Planner",
    "an unknown word": "Wind shadow",
}
"""Words of the result that answers."""


@dataclass
class Taps:
    """A person at the phone, on the home page, and the taps made so far."""

    reader: Reader
    made: int = 0

    def tap(self, what: Locator) -> None:
        """Tap what is the first of its kind that can be seen; each tap but a fold's opens a page or moves in one."""
        self.made += 1
        what.locator("visible=true").first.click()

    def link(self, name: str, within: str = "main") -> Locator:
        """Return the links with exactly these words in a part of the page."""
        return self.reader.page.locator(within).get_by_role("link", name=name, exact=True)

    def part_of_the_site(self, name: str) -> Locator:
        """Return the link to a part of the site in the menu, which stands at the end of every page."""
        return self.reader.page.get_by_role("navigation", name="Menu").get_by_role("link", name=name)

    def fold(self, name: str) -> Locator:
        """Return what opens a folded part of this name."""
        return self.reader.page.locator("main summary", has_text=name)

    def sees(self, answer: Locator) -> bool:
        """Tell whether the answer begins on the screen as it is, without scrolling."""
        answer.first.wait_for(timeout=WAIT)
        self.reader.page.wait_for_load_state()  # before its style sheets are there, nobody sees it
        box = answer.first.bounding_box()
        return box is not None and 0 <= box["y"] < TALL - 24 and 0 <= box["x"] < WIDE

    def main(self, part: str, text: str = "") -> Locator:
        """Return parts of the text, of all those that hold some words."""
        return self.reader.page.locator(f"main {part}").filter(has_text=text).locator("visible=true")


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def taps(request: pytest.FixtureRequest, reader: Reader, plain_reader: Reader) -> Taps:
    """Pick up a phone with scripts, then one without, each with the home page open."""
    person = reader if request.param else plain_reader
    person.visit("", PHONE)
    person.page.set_viewport_size({"width": WIDE, "height": TALL})
    return Taps(person)


def test_lost_in_the_dark_and_help_in_french(taps: Taps) -> None:
    taps.tap(taps.link("In danger now? What to do first, and who helps"))
    taps.tap(taps.link("Somebody is lost in the dark"))
    assert taps.made < MOST
    assert taps.sees(taps.main("h2", "Somebody is lost in the dark"))
    assert taps.sees(taps.main("[aria-labelledby=lost-in-the-dark] .os-answers > li", "French"))
    outside = taps.main("[aria-labelledby=lost-in-the-dark] .os-helpline a.os-go")
    assert taps.sees(outside)
    assert str(outside.first.get_attribute("href")).startswith("https:")


def test_somebody_who_answers_in_french(taps: Taps) -> None:
    taps.tap(taps.link("Help now", "header"))
    taps.tap(taps.link("français · French"))
    assert taps.made < MOST
    assert taps.sees(taps.main("#os-language-fr"))
    assert taps.sees(taps.main("#os-language-fr + ul a.os-go"))


def test_instead_of_a_well_known_product(taps: Taps) -> None:
    taps.tap(taps.link("Browse the catalogue"))
    taps.tap(taps.fold("Instead of a well-known product"))
    product = taps.reader.page.locator("[data-facet=instead-of] :is(a, label)", has_text="Kites Online")
    product.locator("visible=true").first.wait_for()
    taps.tap(product)
    assert taps.made <= MOST
    assert taps.sees(taps.main(".os-row", "A tool about which everything is known"))


def test_a_situation_leads_to_a_plan(taps: Taps) -> None:
    taps.tap(taps.link("Nobody knows which kite to take."))
    taps.reader.page.wait_for_url("**/frameworks/which-kite-for-our-day/")
    start = taps.main("[data-do=start]")
    if start.count():
        taps.tap(start)
    assert taps.made < MOST
    first = taps.main("fieldset [data-part=title]")
    first.first.scroll_into_view_if_needed()
    assert "?" in first.first.inner_text()


def test_a_guide_that_plans_a_day(taps: Taps) -> None:
    taps.tap(taps.part_of_the_site("Guides"))
    taps.tap(taps.link("Fly a first kite"))
    assert taps.made < MOST
    assert taps.sees(taps.main("h1", "Fly a first kite"))


def test_whether_a_tool_is_still_alive(taps: Taps) -> None:
    taps.tap(taps.link("Browse the catalogue"))
    taps.tap(taps.link("A"))
    taps.tap(taps.link("Arena Planner"))
    assert taps.made <= MOST
    assert taps.sees(taps.main(".os-notice", "Archived: nobody works on it any more"))


def test_a_word_that_one_does_not_know(taps: Taps) -> None:
    taps.tap(taps.link("Menu", "header"))
    taps.tap(taps.part_of_the_site("Glossary"))
    taps.tap(taps.fold("Wind shadow"))
    assert taps.made <= MOST
    meaning = taps.main(".os-words", "The still and restless air behind a thing")
    assert taps.sees(meaning)


def test_a_word_by_its_letter(taps: Taps) -> None:
    taps.tap(taps.part_of_the_site("Glossary"))
    taps.tap(taps.link("W"))
    assert taps.sees(taps.fold("Wind shadow"))
    taps.tap(taps.fold("Wind shadow"))
    assert taps.made <= MOST
    assert taps.sees(taps.main(".os-words p", "The still and restless air"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_typed_into_the_search_of_the_home_page_it_is_the_first_result(reader: Reader, question: str) -> None:
    reader.visit("", PHONE)
    reader.page.set_viewport_size({"width": WIDE, "height": TALL})
    box = Box(reader, "home")
    box.type(QUESTIONS[question])
    taps = Taps(reader, made=1)
    result = reader.page.locator("[data-find=home] :is([data-part=help] a, .os-row-title a)", has_text=FIRST[question])
    assert taps.sees(result)
    taps.tap(result)
    assert taps.made < MOST
    assert taps.sees(reader.page.locator(":target" if "#" in reader.page.url else "h1"))
