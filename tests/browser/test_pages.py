"""What holds for every kind of page: its head, its size, its links, and that a keyboard reaches everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser.kinds import KINDS, MISSING_PAGE, PageKind
from browser.reader import DESKTOP, PHONE, SMALL_PHONE, WIDTHS, Reader, Scheme
from browser.serving import PUBLIC

if TYPE_CHECKING:
    from browser.serving import Site

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)

HEAD = """() => ({
  language: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1")].map((heading) => heading.innerText),
  description: document.querySelector("meta[name=description]")?.content,
  canonical: [...document.querySelectorAll("link[rel=canonical]")].map((link) => link.href),
})"""
HIDDEN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, th, td, a[href], img)")]
  .filter((element) => !element.checkVisibility() || !element.getClientRects().length)
  .map((element) => element.outerHTML.slice(0, 120))"""
WIDER = """() => [...document.body.querySelectorAll("*")]
  .filter((element) => !element.closest(".os-scroll") && element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.outerHTML.slice(0, 120))"""
# Links that stand in a line of text are as high as the line, which WCAG 2.5.8 allows.
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter((link) => link.checkVisibility() && link.matches(
    "nav *, header *, h2 *, h3 *, h4 *, dt *, .os-button, ul[class^=os-] *, ol[class^=os-] *, main li > :only-child"))
  .filter((link) => !link.closest("p:not(.os-actions)") && !link.matches(".os-skip"))
  .filter((link) => [...link.parentElement.childNodes].every((node) => node === link || !/[a-z]/i.test(node.data)))
  .map((link) => [link.getBoundingClientRect().height, link.outerHTML.slice(0, 120)])
  .filter(([height]) => height < 24)"""
REACHABLE = """() => {
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
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


@every_kind
def test_head_names_the_page_its_language_and_its_public_address(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    head: dict[str, Any] = reader.ask(HEAD)
    assert head["language"] == "en"
    assert len(head["headings"]) == 1
    assert head["headings"][0].strip()
    assert head["title"].startswith(head["headings"][0]) or kind.name == "second page of a list"
    assert head["title"].endswith("Openshelf")
    assert 20 < len(head["description"]) <= 200
    assert head["canonical"] == ([PUBLIC + reader.site.path(kind)] if kind.is_listed else [])


@every_kind
def test_text_and_links_are_there_without_javascript(plain_reader: Reader, kind: PageKind) -> None:
    plain_reader.visit(kind)
    assert plain_reader.ask(HIDDEN) == []
    assert len(plain_reader.page.locator("main").inner_text()) > 100
    assert plain_reader.page.locator("body > header a, main a, footer a").count() > 10


@every_kind
def test_no_page_scrolls_sideways(reader: Reader, plain_reader: Reader, kind: PageKind) -> None:
    for person in (reader, plain_reader):
        person.visit(kind)
        for width in WIDTHS:
            person.look(width, "light")
            assert person.ask("document.scrollingElement.scrollWidth") <= width, person.ask(WIDER)
            assert person.ask("innerWidth") == width


@every_kind
def test_links_in_lists_and_menus_are_at_least_24_pixels_high(plain_reader: Reader, kind: PageKind) -> None:
    plain_reader.visit(kind)
    for width in WIDTHS:
        plain_reader.look(width, "light")
        assert plain_reader.ask(SMALL) == [], f"at {width} pixels"


@every_kind
def test_skip_link_comes_first_and_leads_past_the_menu(plain_reader: Reader, kind: PageKind) -> None:
    plain_reader.visit(kind, PHONE)
    keyboard = plain_reader.page.keyboard
    keyboard.press("Tab")
    assert plain_reader.ask("document.activeElement.matches('.os-skip')")
    assert plain_reader.ask("document.activeElement.getBoundingClientRect().left >= 0")
    keyboard.press("Enter")
    assert plain_reader.page.url.endswith("#content")
    assert plain_reader.ask("document.activeElement.id") == "content"
    keyboard.press("Tab")
    assert not plain_reader.ask("document.activeElement.matches('.os-header *')")


@every_kind
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")])
def test_tab_reaches_everything_and_shows_where_it_is(
    reader: Reader, kind: PageKind, width: int, scheme: Scheme
) -> None:
    reader.visit(kind, width, scheme)
    for _ in range(reader.ask(REACHABLE)):
        reader.page.keyboard.press("Tab")
    assert reader.ask("[...window.left].map((element) => element.outerHTML.slice(0, 120))") == []
    assert reader.ask("window.faults") == []


@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, 768, DESKTOP])
def test_no_definition_of_a_term_leaves_the_screen(reader: Reader, width: int) -> None:
    how_to = next(kind for kind in KINDS if kind.name == "how-to guide")
    reader.visit(how_to, width)
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
    for _ in range(reader.ask(REACHABLE)):
        reader.page.keyboard.press("Tab")
    assert len(reader.ask("window.faults")) == 1


def test_an_address_without_a_page_answers_with_the_whole_page_for_it(reader: Reader) -> None:
    for path in ("no/such/page/", "nothing", "resources/by/language/tlh/"):
        answer = reader.page.goto(reader.site.url + path)
        assert answer is not None
        assert answer.status == 404
        assert reader.page.locator("h1").inner_text() == "Page not found"
        assert reader.ask("getComputedStyle(document.querySelector('.os-header')).borderTopWidth") != "0px"
        reader.page.locator("main").get_by_role("link", name="Home").click()
        assert reader.page.url == reader.site.url
    assert MISSING_PAGE in KINDS
