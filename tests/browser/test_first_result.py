"""What a person on a phone sees of the answer to a question without scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.reader import PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

LOWEST = 500
"""Where the first result begins at the latest, in pixels."""
IN_DANGER = """(help) => {
  const real = openshelfSearch.search;
  openshelfSearch.search = async (query) => ({ ...await real(query), help });
}"""
"""Let the engine find words of danger in whatever is typed next."""


def first_result(seeker: Reader, situations: list[int]) -> float:
    """Search for a word, as somebody in some situations, and return how far down the first result begins."""
    seeker.visit("search/", PHONE)
    seeker.page.locator("[data-find=page] [data-part=query]").focus()
    seeker.page.wait_for_function("() => 'openshelfSearch' in window")
    seeker.ask(IN_DANGER, situations)
    seeker.page.locator("[data-find=page] [data-part=query]").fill("kite")
    result = seeker.page.locator("[data-find=page] .os-row").first
    result.wait_for()
    return float(result.evaluate("row => row.getBoundingClientRect().top"))


@pytest.mark.parametrize("situations", [[], [1]])
def test_the_first_result_is_on_the_first_screen_below_the_way_to_help(seeker: Reader, situations: list[int]) -> None:
    assert first_result(seeker, situations) <= LOWEST
    help_box = seeker.page.locator("[data-find=page] [data-part=help]")
    assert help_box.is_visible() == bool(situations)


def test_what_the_page_says_of_itself_makes_room_for_results(seeker: Reader) -> None:
    seeker.visit("search/", PHONE)
    about = seeker.page.locator("[data-find=page] .os-lead")
    assert about.is_visible()
    first_result(seeker, [])
    assert not about.is_visible()
