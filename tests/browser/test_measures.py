"""How long pages are on a phone, and what stands on its first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.kinds import kind_called
from browser.reader import DESKTOP, PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

SCREEN = 740
"""Pixels of height of the phone at which pages are measured."""
MOST_SCREENS = {"home": 6.0, "theme": 6.0}
LENGTH = "document.scrollingElement.scrollHeight"
IN_A_ROW = """() => {
  const boxes = [...document.querySelectorAll(".os-header .os-wrap > *")].filter((part) => part.checkVisibility())
    .map((part) => part.getBoundingClientRect());
  const ends = boxes.map(({bottom}) => bottom), starts = boxes.map(({top}) => top);
  return boxes.length > 2 && Math.max(...starts) < Math.min(...ends);
}"""
WHERE = "(name) => document.querySelector(name).getBoundingClientRect().top + scrollY"


def on_a_phone(reader: Reader, name: str) -> None:
    reader.visit(kind_called(name), PHONE)
    reader.page.set_viewport_size({"width": PHONE, "height": SCREEN})


@pytest.mark.parametrize(("name", "most"), MOST_SCREENS.items())
def test_a_page_is_no_longer_than_a_tired_person_scrolls(plain_reader: Reader, name: str, most: float) -> None:
    on_a_phone(plain_reader, name)
    assert plain_reader.ask(LENGTH) / SCREEN <= most


@pytest.mark.parametrize("width", [PHONE, 390, 768, 1024, DESKTOP])
@pytest.mark.parametrize("name", ["resource", "sensitive page"])
def test_the_header_is_one_line(reader: Reader, plain_reader: Reader, width: int, name: str) -> None:
    for person in (reader, plain_reader):
        person.visit(kind_called(name), width)
        assert person.ask(IN_A_ROW)


@pytest.mark.parametrize("scripts", [True, False])
def test_danger_safety_and_search_are_on_the_first_screen_of_the_home_page(
    reader: Reader,
    plain_reader: Reader,
    scripts: bool,  # noqa: FBT001 - a case
) -> None:
    person = reader if scripts else plain_reader
    on_a_phone(person, "home")
    search = "[data-find=home] input" if scripts else "[data-find=home] .os-find-field"
    for part in (".os-urgent .os-danger", ".os-urgent a[href*=privacy]", search):
        assert person.page.locator(part).is_visible()
        assert 0 < person.ask(WHERE, part) < SCREEN - 44, part


def test_without_scripts_what_looks_like_a_field_leads_to_the_page_of_search(phone: Reader) -> None:
    phone.page.locator("main").get_by_role("link", name="What are you looking for?").tap()
    phone.page.wait_for_url(f"{phone.site.url}search/")


def test_a_menu_of_six_and_the_search_stand_in_the_header_of_a_wide_window(plain_reader: Reader) -> None:
    plain_reader.visit(kind_called("resource"))
    main = plain_reader.page.get_by_role("navigation", name="Main")
    assert main.get_by_role("link").count() == 6
    assert plain_reader.page.locator(".os-header").get_by_role("link", name="Search").is_visible()


def test_kinds_of_a_theme_lie_open_where_there_is_room(plain_reader: Reader) -> None:
    plain_reader.visit(kind_called("theme"), DESKTOP)
    entry = plain_reader.page.locator("[aria-labelledby=os-resources] .os-short a").first
    assert entry.is_visible()
    plain_reader.look(PHONE, "light")
    assert not entry.is_visible()
