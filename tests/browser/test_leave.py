"""Leave this page: a plain link first, then a quicker way that covers the page and keeps it out of *back*."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.reader import DESKTOP, PHONE, SCHEMES, SMALL_PHONE, WIDTHS, new_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator

    from browser.reader import Reader
    from browser.serving import Site

PAGE = "themes/quarrels/"
PLAIN = "themes/money/"
AWAY = "https://weather.example/"
BUTTON, STATUS, COVER = ".os-leave-link", ".os-leave [role=status]", ".os-leave-cover"
# What is to be seen at the very moment of leaving, and how many links can still be reached.
COVERED = """() => {
  document.querySelector(".os-leave-link").click();
  const cover = document.querySelector(".os-leave-cover");
  return [document.body.innerText.trim(), document.title, getComputedStyle(cover).backgroundColor, cover.offsetWidth,
    cover.offsetHeight, cover.role, [...document.links].filter((link) => link.checkVisibility()).length];
}"""
HARMLESS = "<!doctype html><title>Elsewhere</title><p>Elsewhere"


def answered(browser: Browser, site: Site, **settings: bool) -> Reader:
    """Open a window in which the other site answers."""
    reader = new_reader(browser, site, **settings)
    reader.context.route(f"{AWAY}**", lambda route: route.fulfill(content_type="text/html", body=HARMLESS))
    return reader


@pytest.fixture(scope="module")
def window(browser: Browser, site: Site) -> Reader:
    return answered(browser, site)


@pytest.fixture
def leaver(window: Reader) -> Iterator[Reader]:
    """Sit down at a browser for which the other site answers, and leave it so."""
    yield window
    window.page.unroute_all(behavior="ignoreErrors")
    window.page.emulate_media(media="null")


@pytest.fixture
def timed(browser: Browser, site: Site) -> Iterator[Reader]:
    """Sit down at the same with a clock that the test can stop."""
    reader = answered(browser, site)
    reader.page.clock.install(time=0)
    yield reader
    reader.context.close()


@pytest.fixture
def stuck(browser: Browser, site: Site) -> Iterator[Reader]:
    """Sit down at a slow line: the other site is asked and does not answer."""
    reader = new_reader(browser, site)
    reader.context.route(f"{AWAY}**", lambda _: None)
    yield reader
    reader.context.close()


def button(reader: Reader) -> Locator:
    return reader.page.locator(BUTTON)


def said(reader: Reader) -> str:
    return reader.page.locator(STATUS).inner_text()


def press(reader: Reader, *keys: str) -> None:
    for key in keys:
        reader.page.keyboard.press(key)


# The plain link


def test_it_is_an_ordinary_link_without_scripts(browser: Browser, site: Site) -> None:
    reader = answered(browser, site, java_script_enabled=False)
    reader.visit(PAGE)
    assert set(str(button(reader).get_attribute("rel")).split()) == {"nofollow", "noreferrer", "noopener"}
    assert not reader.page.locator(".os-leave-keys").is_visible(), "Shift does nothing without a script"
    button(reader).click()
    reader.page.wait_for_url(AWAY)
    reader.context.close()


def test_it_is_the_first_thing_that_a_keyboard_reaches_after_the_skip_link(leaver: Reader) -> None:
    leaver.visit(PAGE)
    press(leaver, "Tab", "Tab")
    assert leaver.ask("() => document.activeElement.className") == "os-leave-link"


@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_large_and_in_sight_wherever_the_reader_is_and_covers_no_text(leaver: Reader, width: int) -> None:
    leaver.visit(PAGE, width=width)
    top = leaver.page.locator(".os-header").bounding_box()
    bar = leaver.page.locator(".os-leave").bounding_box()
    assert top is not None
    assert bar is not None
    assert top["y"] >= bar["y"] + bar["height"] - 1, "the page begins below the bar"
    assert bar["height"] <= (72 if width < DESKTOP else 60), "it takes little of the screen"
    for place in ("0", "document.body.scrollHeight"):
        leaver.ask(f"() => scrollTo(0, {place})")
        box = button(leaver).bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["height"] >= 44
        assert box["width"] >= 44
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        assert leaver.ask("([x, y]) => document.elementFromPoint(x, y).className", middle) == "os-leave-link"
    assert leaver.sticking_out() == []


@pytest.mark.parametrize("width", [SMALL_PHONE, DESKTOP])
def test_it_never_hides_what_has_the_focus(leaver: Reader, width: int) -> None:
    leaver.visit(PAGE, width=width)
    leaver.ask("() => { scrollTo(0, document.body.scrollHeight); document.querySelector('.os-footer a').focus(); }")
    hidden = """() => {
      const bar = document.querySelector(".os-leave").getBoundingClientRect(), at = document.activeElement;
      if (at === document.body || at.closest(".os-leave, .os-skip")) return null;
      const {top, bottom} = at.getBoundingClientRect();
      return bottom <= bar.bottom || top < bar.top ? at.outerHTML : "";
    }"""
    found = []
    for _ in range(60):
        press(leaver, "Shift+Tab")
        found.append(leaver.ask(hidden))
    assert [html for html in found if html] == []
    assert found.count("") > 20


def test_axe_finds_nothing_on_a_sensitive_page(leaver: Reader) -> None:
    leaver.visit(PAGE)
    press(leaver, "Shift")
    for scheme in SCHEMES:
        leaver.look(PHONE, scheme)
        assert violations(leaver, scheme) == []


def test_only_sensitive_pages_have_it(leaver: Reader) -> None:
    leaver.visit(PLAIN)
    assert leaver.page.locator(".os-leave").count() == 0
    assert not [address for address in leaver.requests if "leave.js" in address]
    for path in ("support/", "resources/by/theme/quarrels/", "themes/night-flying/questions/"):
        leaver.visit(path)
        assert button(leaver).is_visible(), path


def test_it_is_not_printed(leaver: Reader) -> None:
    leaver.visit(PAGE)
    leaver.page.emulate_media(media="print")
    assert not button(leaver).is_visible()


def test_its_limits_are_one_link_away(leaver: Reader) -> None:
    leaver.visit(PAGE)
    leaver.page.get_by_role("link", name="What this cannot hide").click()
    leaver.page.wait_for_url("**/promises/#leaving")
    assert "The list of visited pages in your browser stays as it is" in leaver.page.locator("main").inner_text()


# The quicker way


def test_the_page_is_covered_at_once_while_the_other_loads(stuck: Reader) -> None:
    stuck.visit(PAGE, scheme="dark")
    with stuck.page.expect_request(AWAY):
        seen = stuck.ask(COVERED)
    assert seen == ["Loading", "Weather", "rgb(255, 255, 255)", DESKTOP, 800, "alert", 0]
    assert stuck.complaints == []


def test_back_leads_to_the_page_before_and_not_to_this_one(leaver: Reader) -> None:
    leaver.visit(PLAIN)
    leaver.page.goto(leaver.site.url + PAGE)
    button(leaver).click()
    leaver.page.wait_for_url(AWAY)
    leaver.page.go_back()
    leaver.page.wait_for_url(f"**/{PLAIN}")


def test_shift_three_times_leaves_and_says_so_on_the_way(leaver: Reader) -> None:
    leaver.visit(PAGE)
    leaver.page.get_by_text("Or press Shift three times.").wait_for()
    assert said(leaver) == ""
    press(leaver, "Shift")
    assert said(leaver) == "Shift: press 2 more times to leave."
    press(leaver, "Shift")
    assert said(leaver) == "Shift: press 1 more time to leave."
    press(leaver, "Shift")
    leaver.page.wait_for_url(AWAY)


@pytest.mark.parametrize(
    "keys", [["Shift", "Shift", "a", "Shift"], ["Shift+A", "Shift+B", "Shift+C", "Shift+D"], ["Escape"] * 4]
)
def test_typing_and_escape_do_not_leave(leaver: Reader, keys: list[str]) -> None:
    leaver.visit(PAGE)
    press(leaver, *keys)
    leaver.page.wait_for_timeout(100)
    assert leaver.page.url.endswith(PAGE)
    assert leaver.page.locator(COVER).count() == 0


def test_after_five_seconds_it_starts_again(timed: Reader) -> None:
    timed.visit(PAGE)
    timed.page.clock.pause_at(3600)  # from here on, time passes only when the test says so
    press(timed, "Shift", "Shift")
    timed.page.clock.run_for(4900)
    assert said(timed) == "Shift: press 1 more time to leave."
    timed.page.clock.run_for(200)
    assert said(timed) == "Too slow. Start again to leave."
    press(timed, "Shift")
    assert said(timed) == "Shift: press 2 more times to leave."
    timed.page.clock.run_for(5100)
    timed.page.clock.run_for(5100)
    assert said(timed) == ""
    assert timed.page.url.endswith(PAGE)


def test_a_page_that_the_browser_kept_is_as_before(leaver: Reader) -> None:
    """A browser that goes back shows the page; the script of a covered one must have cleared up."""
    leaver.visit(PAGE)
    title = leaver.page.title()
    leaver.page.route(f"{AWAY}**", lambda route: route.fulfill(status=204))
    button(leaver).click(no_wait_after=True)
    leaver.page.locator(COVER).wait_for()
    leaver.ask("() => window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert leaver.page.locator(COVER).count() == 0
    assert leaver.page.locator("h1").is_visible()
    assert leaver.page.title() == title
    press(leaver, "Shift")
    assert said(leaver) == "Shift: press 2 more times to leave."


def test_it_works_from_a_folder_on_the_device(leaver: Reader, site: Site) -> None:
    leaver.visit((site.folder / PAGE / "index.html").as_uri())
    assert leaver.complaints == []
    press(leaver, "Shift", "Shift", "Shift")
    leaver.page.wait_for_url(AWAY)
