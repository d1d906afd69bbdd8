"""What a person on a phone sees of the answer to a question without scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.reader import PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

LOWEST = 500
"""Where the first result begins at the latest, in pixels."""


def first_result(seeker: Reader, words: str) -> float:
    """Search for some words, and return how far down the first result begins."""
    seeker.visit("search/", PHONE)
    seeker.page.locator("[data-find=page] [data-part=query]").fill(words)
    result = seeker.page.locator("[data-find=page] .os-row").first
    result.wait_for()
    return float(result.evaluate("row => row.getBoundingClientRect().top"))


@pytest.mark.parametrize(("words", "in_danger"), [("kite", False), ("storm kite", True)])
def test_the_first_result_is_on_the_first_screen_below_the_way_to_help(
    seeker: Reader, words: str, *, in_danger: bool
) -> None:
    assert first_result(seeker, words) <= LOWEST
    help_box = seeker.page.locator("[data-find=page] [data-part=help]")
    assert help_box.is_visible() == in_danger


def test_what_the_page_says_of_itself_makes_room_for_results(seeker: Reader) -> None:
    seeker.visit("search/", PHONE)
    about = seeker.page.locator("[data-find=page] .os-lead")
    assert about.is_visible()
    first_result(seeker, "kite")
    assert not about.is_visible()
