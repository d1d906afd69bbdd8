"""How a framework decides, seen: a picture where there is room, a list by question where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.kinds import kind_called
from browser.reader import DESKTOP, PHONE, SCHEMES, Scheme
from browser.walker import SCENARIOS, Walker

if TYPE_CHECKING:
    from browser.reader import Reader

PAGE = kind_called("how a framework decides")
WITH_LINES = ".os-picture-asked:has(> path)"
LIT = """() => [...document.querySelectorAll(".os-picture path")]
  .filter((line) => getComputedStyle(line).opacity === "1").map((line) => line.parentElement.id)"""

TALL = """() => {
  document.querySelector("fieldset:not([hidden])").style.minBlockSize = "2000px";
  scrollTo(0, 0);
}"""


def test_a_wide_window_has_the_picture_and_a_phone_the_list(plain_reader: Reader) -> None:
    plain_reader.visit(PAGE, DESKTOP)
    picture, questions = plain_reader.page.locator(".os-picture"), plain_reader.page.locator(".os-by-question")
    assert picture.is_visible()
    assert not questions.is_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] >= 1000
    plain_reader.look(PHONE, "light")
    assert questions.is_visible()
    assert not picture.is_visible()
    questions.locator("summary").first.click()
    assert questions.locator("li, details[open] p").first.is_visible()


def test_a_question_that_is_chosen_lights_its_own_lines(plain_reader: Reader) -> None:
    plain_reader.visit(PAGE, DESKTOP)
    assert plain_reader.ask(LIT) == []
    link = plain_reader.page.locator(f"{WITH_LINES} > a").first
    chosen = (link.get_attribute("href") or "").removeprefix("#")
    link.focus()
    assert set(plain_reader.ask(LIT)) == {chosen}
    link.press("Enter")
    plain_reader.ask("() => document.activeElement.blur()")
    plain_reader.page.mouse.move(0, 0)
    assert set(plain_reader.ask(LIT)) == {chosen}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_barrier_in_a_picture_with_a_chosen_question(reader: Reader, scheme: Scheme) -> None:
    reader.visit(PAGE, DESKTOP, scheme)
    reader.page.locator(f"{WITH_LINES} > a").first.press("Enter")
    assert violations(reader, scheme) == []


@pytest.mark.parametrize(("height", "stays"), [(740, True), (500, False)])
def test_continue_stays_at_the_thumb_while_there_is_room(reader: Reader, height: int, *, stays: bool) -> None:
    told = SCENARIOS[0]
    walker = Walker(reader, told.id, told.framework)
    walker.open()
    reader.page.set_viewport_size({"width": PHONE, "height": height})
    reader.page.locator("[data-do=start]").first.click()
    reader.ask(TALL)
    box = reader.page.locator("[data-do=next]").bounding_box()
    assert box is not None
    assert (box["y"] + box["height"] <= height) == stays
