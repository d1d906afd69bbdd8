"""What a reader sees first of a resource and of a case study, on a phone and on a wide screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.kinds import kind_called
from browser.reader import DESKTOP, PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

TALL = 740
"""Pixels of a phone from top to bottom."""
PLACE = """(found) => {
  const { left, top, right, bottom } = document.querySelector(found).getBoundingClientRect();
  return { left, top, right, bottom };
}"""

# The title and the summary as long as they may be, three uses of two lines, and many themes.
LONG = """() => {
  const words = (number) => Array.from({ length: number }, (_, at) => ["handbook", "for", "rights"][at % 3]).join(" ");
  const title = document.querySelector("h1"), uses = document.querySelector(".os-points-good-for");
  title.textContent = words(15);
  title.className = "os-long-title";
  document.querySelector(".os-lead").textContent = words(24).slice(0, 160);
  uses.replaceChildren(...[1, 2, 3].map(() => Object.assign(document.createElement("li"), { textContent: words(8) })));
  const chips = document.querySelector(".os-chips");
  chips.append(...Array.from({ length: 20 }, () => chips.firstElementChild.cloneNode(true)));
}"""


def place(reader: Reader, selector: str) -> dict[str, float]:
    """Return where the first such element stands on the screen."""
    return dict(reader.ask(PLACE, selector))


@pytest.mark.parametrize("name", ["resource", "helpline"])
def test_what_to_watch_is_on_the_first_screen_and_above_what_leads_away(plain_reader: Reader, name: str) -> None:
    plain_reader.visit(kind_called(name), PHONE)
    assert place(plain_reader, "#os-risks")["top"] < TALL
    assert place(plain_reader, ".os-verdict")["bottom"] < place(plain_reader, ".os-button")["top"]
    assert place(plain_reader, ".os-eyebrow a")["top"] < place(plain_reader, "h1")["top"]


def test_what_to_watch_is_on_the_first_screen_below_the_longest_names(plain_reader: Reader) -> None:
    plain_reader.visit(kind_called("resource"), PHONE)
    plain_reader.ask(LONG)
    assert place(plain_reader, "h1")["bottom"] - place(plain_reader, "h1")["top"] > 100
    assert place(plain_reader, "#os-risks")["top"] < TALL


def test_a_framework_starts_on_the_first_screen(reader: Reader, plain_reader: Reader) -> None:
    reader.visit(kind_called("framework"), PHONE)
    assert place(reader, "button[data-do=start]")["bottom"] <= TALL
    assert not reader.page.locator("a[href='#os-questions']").is_visible()
    plain_reader.visit(kind_called("framework"), PHONE)
    assert place(plain_reader, "a[href='#os-questions']")["bottom"] <= TALL
    plain_reader.page.get_by_role("link", name="Start", exact=True).click()
    assert 0 <= place(plain_reader, "#os-questions")["top"] < TALL / 2


@pytest.mark.parametrize(("name", "facts"), [("resource with every field", "#os-facts"), ("case study", ".os-aside")])
def test_facts_stand_beside_the_text_where_there_is_room(plain_reader: Reader, name: str, facts: str) -> None:
    text = ".os-side > div:not(.os-aside, :has(#os-facts))"
    plain_reader.visit(kind_called(name), DESKTOP)
    assert place(plain_reader, facts)["left"] > place(plain_reader, text)["right"]
    assert place(plain_reader, facts)["top"] < place(plain_reader, text)["top"] + 50
    plain_reader.look(PHONE, "light")
    assert place(plain_reader, facts)["left"] < place(plain_reader, text)["right"]


def test_folded_sources_open_from_the_line_that_names_them(plain_reader: Reader) -> None:
    plain_reader.visit(kind_called("resource with every field"), PHONE)
    assert not plain_reader.page.locator("#os-sources").is_visible()
    plain_reader.page.locator(".os-provenance").get_by_role("link", name="Sources").click()
    plain_reader.page.locator("#os-sources a").first.wait_for()


def test_a_link_to_a_folded_section_of_a_case_study_opens_it_and_wide_screens_fold_none(plain_reader: Reader) -> None:
    plain_reader.visit(kind_called("case study"), PHONE)
    section = plain_reader.page.locator("details.os-fold-section > div").first
    assert not section.is_visible()
    plain_reader.look(DESKTOP, "light")
    assert section.is_visible()
    plain_reader.look(PHONE, "light")
    plain_reader.page.goto(f"{plain_reader.page.url}#{section.get_attribute('id')}")
    section.wait_for()
