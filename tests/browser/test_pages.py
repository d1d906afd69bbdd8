"""What holds for every kind of page: its head, its size, its links, and that a keyboard reaches everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from browser.kinds import FULLEST, KINDS, PageKind, kind_called
from browser.reader import DESKTOP, PHONE, SMALL_PHONE, WIDTHS, Reader
from browser.serving import PUBLIC

if TYPE_CHECKING:
    from browser.serving import Site

# What does not depend on the width of the window.
SHOWN = """() => ({
  words: document.querySelector("main").innerText.split(/\\s+/).length,
  links: document.querySelectorAll(":is(header, main, footer) a").length,
  person: document.querySelector(".os-person a").href,
  language: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1")].map((heading) => heading.innerText),
  description: document.querySelector("meta[name=description]")?.content,
  canonical: [...document.querySelectorAll("link[rel=canonical]")].map((link) => link.href),
})"""
# The worksheet of a framework and the weights of a comparison have parts that wait for their turn.
HIDDEN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, th, td, a[href], img)")]
  .filter((element) => !element.closest(":is(#os-framework, .os-comparison, [data-find]) [hidden]"))
  .filter((element) => !element.closest("[data-find] details:not([open])"))
  .filter((element) => !element.closest(
    "details:is(.admonition, .os-fold, .os-fold-section, .os-words > *):not([open]) > :not(summary)"))
  .filter((element) => !element.checkVisibility() || !element.getClientRects().length)
  .map((element) => element.outerHTML.slice(0, 120))"""
# Links that stand in a line of text are as high as the line, which WCAG 2.5.8 allows; a tick box has its label, too.
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter((link) => link.checkVisibility() && link.matches(
    "nav *, header *, h2 *, h3 *, h4 *, dt *, .os-button, ul[class^=os-] *, ol[class^=os-] *, main li > :only-child"))
  .filter((link) => !link.closest("p:not(.os-actions)") && !link.matches(".os-skip"))
  .filter((link) => ![...link.parentElement.childNodes].some((node) => /[a-z]/i.test(node.data ?? "")))
  .map((link) => [(link.closest("label") ?? link).getBoundingClientRect().height, link.outerHTML.slice(0, 120)])
  .filter(([height]) => height < 24)"""
# Boxes without gaps swallow the blank between words and an element beside them: "Go to" and a title become one word.
GLUED = """() => [...document.querySelectorAll("body *")]
  .filter((box) => /flex|grid/.test(getComputedStyle(box).display))
  .filter((box) => !(parseFloat(getComputedStyle(box).columnGap) > 0))
  .filter((box) => [...box.childNodes].some((node) => node.nodeType === 3 && node.data.trim()
    && (node.nextElementSibling && /\\s$/.test(node.data) || node.previousElementSibling && /^\\s/.test(node.data))))
  .map((box) => box.outerHTML.slice(0, 120))"""
WATCH_FOCUS = """() => {
  const wanted = "a[href], button, input:not([disabled]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  window.left = new Set([...document.querySelectorAll(wanted)].filter((element) => element.checkVisibility()));
  window.faults = [];
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[0-9.]+/g).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    const colour = element ? getComputedStyle(element).backgroundColor : "rgb(255, 255, 255)";
    return /, 0\\)$/.test(colour) ? ground(element.parentElement) : colour;
  };
  document.addEventListener("focusin", ({target}) => {
    window.left.delete(target);
    const style = getComputedStyle(target), box = target.getBoundingClientRect();
    const [mark, behind] = [light(style.outlineColor), light(ground(target.parentElement))];
    const contrast = (Math.max(mark, behind) + 0.05) / (Math.min(mark, behind) + 0.05);
    const seen = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2 && contrast >= 3
      && box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!seen) window.faults.push(`${style.outline}, contrast ${contrast}: ${target.outerHTML.slice(0, 120)}`);
  });
  return window.left.size;
}"""
NOT_REACHED = "[...window.left].map((element) => element.outerHTML.slice(0, 120))"


@dataclass
class Seen:
    """What one kind of page shows a reader; by width, what depends on it."""

    kind: PageKind
    site: Site
    shown: dict[str, Any]
    hidden: list[str]
    glued: list[str]
    sideways: dict[int, list[str]]
    small: dict[int, list[str]]
    skipped: list[Any]


@pytest.fixture(
    scope="module",
    params=[*((kind, True) for kind in FULLEST), *((kind, False) for kind in KINDS)],
    ids=lambda param: f"{param[0].name}, JavaScript {'on' if param[1] else 'off'}",
)
def seen(request: pytest.FixtureRequest, reader: Reader, plain_reader: Reader) -> Seen:
    """Open a page of each kind without scripts, one of each template with them, and look at it in three widths."""
    kind, scripts = request.param
    person = reader if scripts else plain_reader
    person.visit(kind, SMALL_PHONE)
    sideways, small = {}, {}
    for width in WIDTHS:
        person.look(width, "light")
        sideways[width] = person.sticking_out()
        small[width] = person.ask(SMALL)
    return Seen(
        kind,
        person.site,
        person.ask(SHOWN),
        person.ask(HIDDEN),
        person.ask(GLUED),
        sideways,
        small,
        skipped(person),
    )


def skipped(person: Reader) -> list[Any]:
    """Skip what stands above the text; tell whether that was possible, and where one has come to."""
    person.look(PHONE, "light")
    keyboard = person.page.keyboard
    keyboard.press("Tab")
    found = [
        person.ask(
            "document.activeElement.matches('.os-skip') && document.activeElement.getBoundingClientRect().left >= 0"
        )
    ]
    keyboard.press("Enter")
    found += person.ask("[location.hash, document.activeElement.id]")
    keyboard.press("Tab")
    return [*found, person.ask("document.activeElement.matches('.os-header *')")]


def test_head_names_the_page_its_language_and_its_public_address(seen: Seen) -> None:
    head = seen.shown
    assert head["language"] == "en"
    assert len(head["headings"]) == 1
    assert head["headings"][0].strip()
    assert head["title"].startswith(head["headings"][0])
    assert head["title"].endswith("Kite Shed")
    assert 15 < len(head["description"]) <= 200
    assert head["canonical"] == ([PUBLIC + seen.site.path(seen.kind)] if seen.kind.is_listed else [])


def test_text_and_links_are_there_and_nothing_of_them_is_hidden(seen: Seen) -> None:
    assert seen.hidden == []
    assert seen.shown["words"] > 20
    assert seen.shown["links"] > 10


def test_no_blank_between_words_is_swallowed(seen: Seen) -> None:
    assert seen.glued == []


def test_no_page_scrolls_sideways(seen: Seen) -> None:
    assert seen.sideways == {width: [] for width in WIDTHS}


def test_links_in_lists_and_menus_are_at_least_24_pixels_high(seen: Seen) -> None:
    assert seen.small == {width: [] for width in WIDTHS}


def test_talk_to_a_person_is_one_tap_away_on_every_kind_of_page(seen: Seen) -> None:
    assert seen.shown["person"] == f"{seen.site.url}support/"


def test_skip_link_comes_first_and_leads_past_the_menu(seen: Seen) -> None:
    assert seen.skipped == [True, "#os-content", "os-content", False]


@pytest.mark.parametrize("kind", FULLEST, ids=lambda kind: kind.name)
def test_tab_reaches_everything_and_shows_where_it_is(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind, PHONE, "dark")
    for _ in range(reader.ask(WATCH_FOCUS)):
        reader.page.keyboard.press("Tab")
    assert reader.ask(NOT_REACHED) == []
    assert reader.ask("window.faults") == []
    reader.look(DESKTOP, "light")
    reader.ask(WATCH_FOCUS)
    reader.ask("() => window.left.forEach((element) => element.focus({focusVisible: true}))")
    assert reader.ask(NOT_REACHED) == []
    assert reader.ask("window.faults") == []


def test_tab_reaches_the_main_menu_of_a_wide_window(reader: Reader) -> None:
    reader.visit(kind_called("home"), DESKTOP)
    for _ in range(reader.ask(WATCH_FOCUS)):
        reader.page.keyboard.press("Tab")
    assert reader.page.get_by_role("navigation", name="Main").is_visible()
    assert reader.ask(NOT_REACHED) == []


@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, 768, DESKTOP])
def test_no_definition_of_a_term_leaves_the_screen(reader: Reader, width: int) -> None:
    reader.visit(kind_called("how-to guide"), width)
    terms = reader.page.locator("a.os-term")
    assert terms.count() > 0
    for term in terms.all():
        term.focus()
        assert reader.ask("document.scrollingElement.scrollWidth") <= width, term.inner_text()


def test_barriers_would_be_noticed(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/barriers.html", SMALL_PHONE)
    assert reader.ask("document.scrollingElement.scrollWidth") > SMALL_PHONE
    assert reader.ask("document.documentElement.lang") == ""
    assert len(reader.ask(SMALL)) == 1
    for _ in range(reader.ask(WATCH_FOCUS)):
        reader.page.keyboard.press("Tab")
    assert len(reader.ask("window.faults")) == 1
    assert len(reader.ask(NOT_REACHED)) == 1


def test_an_address_without_a_page_answers_with_the_whole_page_for_it(reader: Reader) -> None:
    for path in ("no/such/page/", "nothing", "resources/by/language/tlh/"):
        answer = reader.page.goto(reader.site.url + path)
        assert answer is not None
        assert answer.status == 404
        assert reader.page.locator("h1").inner_text() == "Page not found"
        assert reader.ask("getComputedStyle(document.querySelector('.os-header')).borderTopWidth") != "0px"
        reader.page.locator("main").get_by_role("link", name="Home").click()
        reader.page.wait_for_url(reader.site.url)
