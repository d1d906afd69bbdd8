"""Ten journeys of readers in Firefox, whose engine is also that of Tor Browser; `make test-all` runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.firefox import Firefox, FirefoxError, firefox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.serving import Site

pytestmark = pytest.mark.long

SHIFT = "\ue008"
"""The key in the WebDriver specification."""
NO_LEAVING = "proxyConnectFailure.*weather.example"
"""What is said where the other site would open, which no test may reach."""
STEPS = """[...document.querySelectorAll(".os-step")]
  .filter((step) => step.checkVisibility()).map((step) => step.dataset.step)"""
IS_IN_SIGHT = """(({top, bottom}) => bottom > 0 && top < innerHeight)(
  document.querySelector(":target").getBoundingClientRect())"""


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Sit down at a Firefox that runs scripts."""
    with firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture(scope="module")
def plain_fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Sit down at a Firefox in which scripts are switched off, as at the *Safest* level of Tor Browser."""
    with firefox(tmp_path_factory.mktemp("plain-firefox"), **{"javascript.enabled": False}) as started:
        yield started


def test_from_home_to_a_resource_without_scripts(plain_fox: Firefox, site: Site) -> None:
    plain_fox.visit(site.url)
    plain_fox.follow("Building kites")
    assert plain_fox.address == f"{site.url}themes/building/"
    title = plain_fox.text("[aria-labelledby=os-resources] .os-row-title a")
    plain_fox.follow(title)
    assert plain_fox.text("h1") == title
    assert plain_fox.is_shown("main a.os-button[rel='noopener noreferrer']")


def test_the_menu_without_scripts(plain_fox: Firefox, site: Site) -> None:
    plain_fox.visit(site.url)
    plain_fox.follow("Menu")
    assert plain_fox.address == f"{site.url}#os-menu"
    plain_fox.click("#os-menu a[href$='glossary/']")
    assert plain_fox.text("h1") == "Glossary"


def test_a_worksheet_without_scripts(plain_fox: Firefox, site: Site) -> None:
    plain_fox.visit(f"{site.url}frameworks/mend-or-retire/")
    for part in ("retire-it", "find-a-spar", "story", "cloth"):
        assert plain_fox.is_shown(f"#f-{part}")
    assert not plain_fox.is_shown("[data-do=start]")


def test_search_finds_as_one_types_and_leads_to_what_was_found(fox: Firefox, site: Site) -> None:
    fox.visit(site.url)
    fox.type("[data-find=home] [data-part=query]", "anemometer lend")
    fox.wait_for("document.querySelector('[data-find=home] mark') !== null")
    fox.follow("Anemometer lending")
    assert fox.address == f"{site.url}resources/anemometer-lending/"


def test_filters_narrow_the_catalogue_and_the_way_back_widens_it(fox: Firefox, site: Site) -> None:
    status = "document.querySelector('[data-find=list] [data-part=status]').textContent"
    fox.visit(f"{site.url}resources/")
    everything = fox.ask(status)
    fox.click("[data-facet=language] summary")
    fox.wait_for("document.querySelector('[data-choice]') !== null")
    fox.click("[data-choice='language=es']")
    fox.wait_for(f"{status} !== {everything!r} && {status}.startsWith('Results')")
    assert fox.address == f"{site.url}resources/#language=es"
    fox.do("Back")
    fox.wait_for(f"{status} === {everything!r}")


def test_a_framework_leads_to_a_plan_and_forgets_it(fox: Firefox, site: Site) -> None:
    fox.visit(f"{site.url}frameworks/mend-or-retire/")
    fox.click("[data-do=start]")
    fox.click("[value=spar]")
    fox.click("[data-do=next]")
    fox.type("#f-story textarea", "It fell")
    fox.click("[data-do=next]")
    assert fox.ask(STEPS) == ["find-a-spar", "write-the-day-on-it"]
    assert fox.address == f"{site.url}frameworks/mend-or-retire/"
    fox.do("Refresh")
    assert fox.is_shown("[data-do=start]")
    assert fox.ask("[...document.querySelectorAll('textarea')].map((area) => area.value).join('')") == ""


def test_the_button_leaves_at_once(fox: Firefox, site: Site) -> None:
    fox.visit(f"{site.url}themes/quarrels/")
    with pytest.raises(FirefoxError, match=NO_LEAVING):
        fox.click(".os-leave-link")


def test_shift_three_times_covers_the_page(fox: Firefox, site: Site) -> None:
    fox.visit(f"{site.url}themes/quarrels/")
    fox.press(SHIFT)
    assert fox.text(".os-leave [role=status]") == "Shift: press 2 more times to leave."
    fox.press(SHIFT, SHIFT)
    fox.wait_for("location.hostname === 'weather.example'")


def test_a_term_leads_to_its_definition(fox: Firefox, site: Site) -> None:
    fox.visit(f"{site.url}guides/fly-a-first-kite/")
    definition = fox.ask("document.querySelector('a.os-term').dataset.tip")
    fox.click("a.os-term")
    assert fox.address.startswith(f"{site.url}glossary/#")
    assert definition in fox.text(":target")
    assert fox.ask(IS_IN_SIGHT)


def test_a_comparison_is_sorted_by_what_matters(fox: Firefox, site: Site) -> None:
    fox.visit(f"{site.url}guides/tools-that-watch-the-wind/")
    first = fox.text(".os-comparison tbody th, .os-comparison tbody td")
    fox.click("select[data-criterion=warns-in-time] option[value=must]")
    assert fox.text(".os-comparison [role=status]") == f"Sorted. First: {first}"
    assert fox.do("GetCookies") == []
    assert fox.ask("localStorage.length + sessionStorage.length") == 0
