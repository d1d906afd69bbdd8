"""The outline of a guide: beside the text where there is room, folded above it on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.kinds import kind_called
from browser.reader import DESKTOP, PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

GUIDE = kind_called("everything that Markdown can hold")
WIDE_TABLE = kind_called("tools research with a comparison")
PLACES = """() => ["nav.os-outline", ".os-beside > .os-text"].map((part) => {
  const { left, right, top, bottom } = document.querySelector(part).getBoundingClientRect();
  return { left, right, top, bottom };
})"""


def test_in_a_wide_window_it_lies_open_beside_the_text_and_stays(plain_reader: Reader) -> None:
    plain_reader.visit(GUIDE, DESKTOP)
    outline, text = plain_reader.ask(PLACES)
    assert text["right"] < outline["left"]
    assert abs(text["top"] - outline["top"]) < 40
    assert plain_reader.page.locator(".os-outline a").first.is_visible()
    plain_reader.ask("() => scrollTo(0, document.querySelector('.os-beside').offsetHeight / 2)")
    outline, _ = plain_reader.ask(PLACES)
    assert 0 <= outline["top"] < outline["bottom"] <= 800


@pytest.mark.parametrize("name", ["about", "support", "case study"])
def test_long_texts_that_are_no_guides_have_it_too(plain_reader: Reader, name: str) -> None:
    plain_reader.visit(kind_called(name), DESKTOP)
    link = plain_reader.page.locator(".os-outline a").last
    assert link.is_visible()
    outline = plain_reader.page.locator(".os-outline").bounding_box()
    text = plain_reader.page.locator("main .os-text").bounding_box()
    assert outline is not None
    assert text is not None
    assert text["x"] + text["width"] < outline["x"]
    link.click()
    assert plain_reader.ask("document.querySelector(':target').checkVisibility()")


def test_on_a_phone_it_is_folded_above_the_text(plain_reader: Reader) -> None:
    plain_reader.visit(GUIDE, PHONE)
    outline, text = plain_reader.ask(PLACES)
    assert outline["bottom"] <= text["top"]
    assert outline["bottom"] - outline["top"] < 80
    link = plain_reader.page.locator(".os-outline a").last
    assert not link.is_visible()
    plain_reader.page.locator(".os-outline summary").click()
    link.click()
    assert plain_reader.ask("document.querySelector(':target').getBoundingClientRect().top") < 400


@pytest.mark.parametrize("width", [1160, DESKTOP, 1920])
def test_a_wide_table_is_within_the_page(plain_reader: Reader, width: int) -> None:
    plain_reader.visit(WIDE_TABLE, width)
    assert plain_reader.sticking_out() == []
    box = plain_reader.page.locator(".os-scroll:has(.os-compare)").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_on_a_phone_each_row_of_a_table_of_many_columns_is_a_card(plain_reader: Reader) -> None:
    plain_reader.visit(GUIDE, PHONE)
    labels = plain_reader.ask("""() => [...document.querySelectorAll(".os-cards td[data-label]")].map((cell) =>
      [cell.dataset.label, getComputedStyle(cell, "::before").content, cell.getBoundingClientRect().right])""")
    assert len(labels) >= 4
    assert all(label in shown for label, shown, _ in labels)
    assert max(right for _, _, right in labels) <= PHONE
    plain_reader.look(DESKTOP, "light")
    shown = plain_reader.ask("getComputedStyle(document.querySelector('.os-cards td[data-label]'), '::before').content")
    assert shown == "none"
