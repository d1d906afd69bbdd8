"""What readers come for, step by step: on a phone without JavaScript where it does not say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browser.kinds import kind_called

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from browser.reader import Reader


def on_screen(link: Locator) -> bool:
    """Tell whether an element is within the window."""
    return bool(
        link.evaluate("(e) => { const b = e.getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight; }")
    )


def test_from_home_to_a_resource_it_is_three_taps(phone: Reader) -> None:
    page = phone.page
    page.locator("[aria-labelledby=os-themes]").get_by_role("link", name="Building kites").tap()
    page.wait_for_url(f"{phone.site.url}themes/building/")
    page.locator("[aria-labelledby=os-resources] summary").first.tap()
    resource = page.locator("[aria-labelledby=os-resources] .os-short a").first
    title = resource.inner_text()
    resource.tap()
    page.wait_for_url(f"{phone.site.url}resources/*/")
    assert page.locator("h1").inner_text() == title
    outside = page.locator("main a.os-button")
    assert outside.get_attribute("rel") == "noopener noreferrer"
    assert str(outside.get_attribute("href")).startswith("http")


def test_every_theme_is_one_tap_from_home_and_its_resources_one_more(phone: Reader) -> None:
    themes = phone.page.locator("[aria-labelledby=os-themes] a").evaluate_all(
        "(links) => links.map((link) => link.href)"
    )
    assert len(themes) == 11
    for theme in themes:
        phone.page.goto(theme)
        assert phone.page.locator("main a[href*='/resources/']:visible").count() > 0, theme


def test_a_resource_leads_to_others_in_its_language_and_on_to_their_parts(phone: Reader) -> None:
    page = phone.page
    page.goto(phone.site.url + phone.site.path(kind_called("resource")))
    page.locator(".os-facts").get_by_role("link", name="English", exact=True).tap()
    page.wait_for_url(f"{phone.site.url}resources/by/language/en/")
    page.locator(".os-parts a").first.tap()
    page.locator(".os-row-title").first.wait_for()
    first = page.locator(".os-row-title").all_inner_texts()
    page.get_by_role("link", name="Next:").tap()
    page.get_by_role("link", name="Before:").wait_for()
    assert not set(first) & set(page.locator(".os-row-title").all_inner_texts())


def test_an_older_address_of_a_list_leads_to_its_parts_at_once(plain_reader: Reader) -> None:
    page = plain_reader.page
    page.goto(f"{plain_reader.site.url}resources/by/language/en/2/")
    page.wait_for_url(f"{plain_reader.site.url}resources/by/language/en/")
    assert page.locator(".os-parts a").count() > 1


def test_a_term_in_a_guide_shows_its_definition_and_leads_to_the_glossary(reader: Reader) -> None:
    reader.visit(kind_called("how-to guide"))
    page = reader.page
    term = page.locator("a.os-term").first
    definition = term.get_attribute("data-tip")
    shown = "(link) => getComputedStyle(link, '::after').content"
    assert term.evaluate(shown) == "none"
    term.hover()
    assert str(definition) in term.evaluate(shown)
    page.mouse.move(0, 0)
    term.focus()
    assert str(definition) in term.evaluate(shown)
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#*")
    entry = page.locator(":target")
    assert str(definition) in entry.inner_text()
    assert on_screen(entry)


def test_a_question_of_a_theme_leads_back_to_the_section_that_asks_it(phone: Reader) -> None:
    page = phone.page
    page.goto(f"{phone.site.url}themes/building/")
    page.get_by_role("link", name="Questions to ask, pitfalls, savings and homework").tap()
    page.wait_for_url(f"{phone.site.url}themes/building/questions/")
    asked = page.locator(".os-gathered:has(a[href*='/guides/'])").first
    question = asked.locator(".admonition-title").inner_text()
    source = asked.locator("a[href*='/guides/']").last
    section = source.inner_text().rpartition(": ")[2]
    source.tap()
    page.wait_for_url("**/guides/**#*")
    heading = page.locator(":target")
    assert heading.inner_text() == section
    assert on_screen(heading)
    assert question in page.locator("main .admonition-title").all_inner_texts()


def test_menu_on_a_phone_leads_to_every_part_of_the_site(phone: Reader) -> None:
    page = phone.page
    assert not page.get_by_role("navigation", name="Main").is_visible()
    page.get_by_role("link", name="Menu", exact=True).tap()
    page.wait_for_url("**#os-menu")
    menu = page.get_by_role("navigation", name="Menu")
    assert on_screen(menu)
    page.keyboard.press("Tab")
    assert menu.locator("a").first.evaluate("(link) => link === document.activeElement")
    for address in menu.locator("a").evaluate_all("(links) => links.map((link) => link.href)"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
    menu.get_by_role("link", name="Glossary").tap()
    page.wait_for_url(f"{phone.site.url}glossary/")
    assert page.locator("h1").inner_text() == "Glossary"


def test_without_a_contact_every_page_leads_to_who_can_help_and_on_to_who_helps_now(phone: Reader) -> None:
    page = phone.page
    page.goto(phone.site.url + phone.site.path(kind_called("resource")))
    page.get_by_role("complementary", name="Not sure what fits?").get_by_role("link", name="Who can help").tap()
    page.wait_for_url(f"{phone.site.url}support/")
    assert page.locator("main [role=note]").first.inner_text().startswith("Nobody answers here")
    page.locator("main .os-doors").get_by_role("link", name="In danger now?").tap()
    page.wait_for_url(f"{phone.site.url}help-now/")
    helpline = page.locator("[aria-labelledby=somebody-is-hurt] .os-helpline a").first
    name = helpline.inner_text()
    helpline.tap()
    page.wait_for_url(f"{phone.site.url}resources/*/")
    assert page.locator("h1").inner_text() == name
    assert page.get_by_role("heading", name="How they help").is_visible()


def test_from_any_page_to_a_helpline_in_ones_language_it_is_three_taps(phone: Reader) -> None:
    page = phone.page
    page.goto(phone.site.url + phone.site.path(kind_called("resource")))
    to_help = page.get_by_role("banner").get_by_role("link", name="Help now")
    assert on_screen(to_help)
    assert on_screen(page.get_by_role("banner").get_by_role("link", name="Search"))
    to_help.tap()
    page.wait_for_url(f"{phone.site.url}help-now/")
    page.get_by_role("navigation", name="In your language").get_by_role("link", name="Arabic").tap()
    assert on_screen(page.locator("#os-language-ar"))
    outside = page.locator("#os-language-ar + ul a.os-go").first
    assert outside.get_attribute("rel") == "noopener noreferrer"


def test_from_home_to_a_helpline_for_a_situation_it_is_three_taps(phone: Reader) -> None:
    page = phone.page
    page.goto(phone.site.url)
    page.locator(".os-urgent").get_by_role("link", name="In danger now?").tap()
    page.wait_for_url(f"{phone.site.url}help-now/")
    situation = page.get_by_role("navigation", name="What happened?").get_by_role("link").first
    assert on_screen(situation)
    situation.tap()
    outside = page.locator("section:has(:target) .os-helpline .os-go").first
    assert outside.get_attribute("rel") == "noopener noreferrer"
    assert str(outside.get_attribute("href")).startswith("http")


def test_from_who_can_help_it_is_one_tap_to_its_sections_and_to_what_helps_to_think(phone: Reader) -> None:
    page = phone.page
    page.goto(f"{phone.site.url}support/")
    doors = page.locator("main .os-doors")
    doors.get_by_role("link", name="We have a question.").tap()
    page.wait_for_url("**/support/#what-happens")
    assert on_screen(page.locator("#what-happens"))
    doors.get_by_role("link", name="Think it through first").tap()
    page.wait_for_url(f"{phone.site.url}frameworks/")


def test_from_an_entry_it_is_one_tap_to_how_a_fault_is_reported(phone: Reader) -> None:
    page = phone.page
    page.goto(phone.site.url + phone.site.path(kind_called("resource")))
    page.locator(".os-foot").get_by_role("link", name="How to report it").tap()
    page.wait_for_url(f"{phone.site.url}contribute/")


def test_a_situation_on_the_home_page_leads_to_its_place(phone: Reader) -> None:
    page = phone.page
    page.get_by_role("link", name="Somebody is hurt.").tap()
    page.wait_for_url(f"{phone.site.url}help-now/#somebody-is-hurt")
    assert on_screen(page.locator("#somebody-is-hurt"))


def test_a_withdrawn_entry_says_since_when_and_why_and_what_to_use_instead(phone: Reader) -> None:
    page = phone.page
    page.goto(phone.site.url + phone.site.path(kind_called("withdrawn entry")))
    text = page.locator("main").inner_text()
    assert "withdrawn on 1 March 2024" in text
    assert "had become dangerous" in text
    assert "Stop." not in text
    page.locator("main").get_by_role("link", name="Everything that Markdown can hold").tap()
    page.wait_for_url("**/guides/sample-of-everything/")
    assert "should have been reviewed by 1 January 2021" in page.get_by_role("note").inner_text()
