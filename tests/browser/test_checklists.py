"""Boxes to tick: on paper there is room for a pen, on the screen they are no inputs that do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from browser.axe import violations
from browser.kinds import kind_called
from browser.reader import DESKTOP, PHONE, SCHEMES

if TYPE_CHECKING:
    from browser.reader import Reader, Scheme

PAGE = "guides/what-to-pack/"
MILLIMETRE = 96 / 25.4
THERE = 10
"""Boxes on the page: in a list and in one inside it, in a callout, in a numbered list."""
# Of each box: what it is called, its width and height, whether it is drawn, what stands in it.
BOXES = """() => [...document.querySelectorAll(".os-box")].map((box) => {
  const {width, height} = box.getBoundingClientRect(), style = getComputedStyle(box);
  return [box.ariaLabel, width, height, style.borderTopStyle, getComputedStyle(box, "::before").content];
})"""
# How far the first line of an item's words is below the top of its box, and how far the box stands out of the list.
OFF = """() => [...document.querySelectorAll(".os-task")].map((item) => {
  const box = item.querySelector(".os-box").getBoundingClientRect(), range = document.createRange();
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT, (node) => node.data.trim()
    ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
  range.selectNodeContents(walker.nextNode());
  const words = range.getClientRects()[0];
  return [box.bottom > words.top && box.top < words.bottom, box.right <= words.left,
    box.left >= item.parentElement.getBoundingClientRect().left];
})"""


def test_boxes_are_printed_at_a_size_for_a_pen(reader: Reader) -> None:
    reader.visit(PAGE)
    reader.page.emulate_media(media="print")
    boxes = reader.ask(BOXES)
    reader.page.emulate_media(media="null")
    assert len(boxes) == THERE
    for _, width, height, border, _ in boxes:
        assert width / MILLIMETRE >= 4
        assert height == pytest.approx(width)
        assert border == "solid"
    assert [(name, "✓" in inside) for name, _, _, _, inside in boxes if name == "Done"] == [("Done", True)]
    assert not any("✓" in inside for name, _, _, _, inside in boxes if name == "To do")


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_each_box_stands_before_its_words_in_lists_of_every_kind(
    width: int, media: Literal["screen", "print"], reader: Reader
) -> None:
    reader.visit(PAGE, width)
    reader.page.emulate_media(media=media)
    found = reader.ask(OFF)
    reader.page.emulate_media(media="null")
    assert found == [[True, True, True]] * THERE


def test_nothing_can_be_ticked_that_would_be_forgotten(plain_reader: Reader) -> None:
    plain_reader.visit(PAGE)
    assert plain_reader.ask("() => document.querySelectorAll('.os-text input').length") == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["article", "guide that opens a series"])
def test_articles_and_series_are_accessible(name: str, scheme: Scheme, reader: Reader) -> None:
    reader.visit(kind_called(name), PHONE, scheme)
    assert violations(reader, scheme) == []
