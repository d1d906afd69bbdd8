"""Every kind of page stretched: words five letters longer, the other direction, and everything twice as large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.kinds import FULLEST, KINDS, PageKind, kind_called
from browser.reader import DESKTOP, PHONE, SMALL_PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

LONGER = """() => {
  const longer = (words) => words.replace(/\\p{L}{4,}/gu, "$&endes");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = longer(walker.currentNode.data);
}"""
OPEN_FOLDS = "() => document.querySelectorAll('details').forEach((part) => { part.open = true; })"
TURN = "(direction) => { document.documentElement.dir = direction; }"
ENLARGE = "(times) => { document.documentElement.style.zoom = times; }"
ENLARGE_TEXT = "(size) => { document.documentElement.style.fontSize = size; }"
TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  return scrollWidth <= clientWidth ? [] : [`the page: ${scrollWidth} of ${clientWidth}`];
}"""
# Buttons, chips and all other boxes with words of their own, but those that scroll or are there to be heard.
CUT_OFF = """() => [...document.body.querySelectorAll("*")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 1 && box.checkVisibility())
  .filter((box) => !box.closest(".os-scroll, .os-said, .os-skip, svg") && getComputedStyle(box).display !== "inline")
  .filter((box) => [...box.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((box) => `${box.scrollWidth} of ${box.clientWidth}: ${box.outerHTML.slice(0, 120)}`)"""
# Words that run their own way, code and pictures stay as they are.
PLACES = """() => {
  const boxes = [...document.body.querySelectorAll("*")].filter((box) => box.checkVisibility()
    && !box.closest("body [dir], .os-skip, .os-said, .os-scroll, svg, code, pre"));
  const sides = (box) => {
    const { left, right } = box.getBoundingClientRect(), style = getComputedStyle(box);
    const edge = (side) => [side === "Left" ? left : innerWidth - right,
      ...["border*Width", "padding*", "margin*"].map((name) => parseFloat(style[name.replace("*", side)]) || 0)];
    return [edge("Left"), edge("Right")];
  };
  return boxes.filter((box) => /^(block|flex|grid|list-item)$/.test(getComputedStyle(box).display)
    && getComputedStyle(box).direction === document.documentElement.dir)
    .map((box) => [box.outerHTML.slice(0, 120), ...sides(box)]);
}"""
NEAR = 1.5
"""Pixels by which a mirrored place may differ: browsers round."""


def faults(reader: Reader) -> list[str]:
    """Return what is wider than the screen, or than the box that it stands in."""
    return [*reader.ask(TOO_WIDE), *reader.sticking_out(), *reader.ask(CUT_OFF)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_that_is_stretched_is_not_wider_than_the_screen(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind, 2 * SMALL_PHONE)
    for script, twice, once in ((ENLARGE, "2", ""), (ENLARGE_TEXT, "200%", "")):
        reader.ask(script, twice)
        assert reader.ask(TOO_WIDE) == [], script
        reader.ask(script, once)
    reader.ask(OPEN_FOLDS)
    reader.look(SMALL_PHONE, "light")
    assert faults(reader) == []
    reader.ask(TURN, "rtl")
    assert faults(reader) == []
    reader.ask(LONGER)
    for direction, width in (("rtl", SMALL_PHONE), ("ltr", SMALL_PHONE), ("ltr", PHONE)):
        reader.ask(TURN, direction)
        reader.look(width, "light")
        assert faults(reader) == [], (direction, width)


@pytest.mark.parametrize("kind", FULLEST, ids=lambda kind: kind.name)
def test_a_page_from_right_to_left_is_the_mirror_of_the_page(plain_reader: Reader, kind: PageKind) -> None:
    plain_reader.visit(kind, SMALL_PHONE)
    plain_reader.ask(TURN, "ltr")
    written = plain_reader.ask(PLACES)
    plain_reader.ask(TURN, "rtl")
    turned = plain_reader.ask(PLACES)
    assert len(written) == len(turned) > 20
    for (box, left, right), (_, turned_left, turned_right) in zip(written, turned, strict=True):
        assert left == pytest.approx(turned_right, abs=NEAR), box
        assert right == pytest.approx(turned_left, abs=NEAR), box


@pytest.mark.parametrize("name", ["home", "theme", "themes", "support", "help now"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_longer_words_and_the_other_direction_widen_no_wide_page(reader: Reader, name: str, direction: str) -> None:
    reader.visit(kind_called(name), DESKTOP)
    reader.ask(LONGER)
    reader.ask(OPEN_FOLDS)
    reader.ask(TURN, direction)
    for width in (768, 1024, DESKTOP):
        reader.look(width, "light")
        assert reader.sticking_out() == [], width
