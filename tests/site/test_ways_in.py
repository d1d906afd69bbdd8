"""What leads readers in: groups of themes, where a theme starts, situations, and the page for people in danger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from check.first_steps_samples import LINE, SIX
from openshelf.site.assembly import Assembly
from openshelf.site.contents import view_of
from openshelf.site.frame import page_title
from openshelf.site.i18n import Words
from openshelf.site.navigation import frame_context
from openshelf.site.pages.themes import groups
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

SETTINGS, CATALOGUE, HELP = "mkdocs.yml", "resources.yml", "docs/help-now.md"
THEME = "---\ntitle: {}\nsummary: About something.\nreviewed: 2026-05-01\n{}---\nWords.\n"
GROUPS = FILES[SETTINGS] + "    theme_groups: {land: Land, sea: Sea, sky: Sky}\n"
ANSWERS = LINE + "  contact: {services: [Listening], languages: [ar, en], hours: Day and night, channels: [Form]}\n"
WITHDRAWN = "  withdrawn: {date: 2026-05-02, reason: It ended.}\n"
HELP_TEXT = """\
---
title: Help now
summary: Who helps.
reviewed: 2026-05-01
helplines: {phone: [rescue], storm: []}
---
Sit down first.

## A phone was taken {#phone}

Breathe.

> ## A heading in a quote

### Later

Write it down.

## A storm {#storm}

Go inside.
"""
MANY = ["resources", "themes", "collections", "frameworks", "guides", "glossary", "support"]
GONE = HELP_TEXT.replace("title", f"{WITHDRAWN.strip()}\ntitle", 1)


def grouped(tmp_path: Path, changes: dict[str, Change]) -> list[tuple[str, list[str]]]:
    view = view_of(load(a_library(tmp_path, changes)))
    return [(group.title, [theme.id for theme in group.themes]) for group in groups(view)]


def test_themes_stand_in_groups_in_the_order_of_the_settings_and_the_rest_comes_last(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        SETTINGS: GROUPS,
        "docs/themes/birds.md": THEME.format("Birds", "group: sky\n"),
        "docs/themes/rocks.md": THEME.format("Rocks", "group: land\n"),
        "docs/themes/air.md": THEME.format("Air", "group: sky\n"),
    }
    assert grouped(tmp_path, changes) == [
        ("Land", ["rocks"]),
        ("Sky", ["air", "birds"]),
        ("Other themes", ["mapping"]),
    ]


def test_without_a_group_themes_have_no_headings(tmp_path: Path) -> None:
    assert grouped(tmp_path, {SETTINGS: GROUPS}) == [("", ["mapping"])]


def page(tmp_path: Path, url: str, changes: dict[str, Change]) -> LexborHTMLParser:
    assembly = Assembly.of(load(a_library(tmp_path, changes)))
    return LexborHTMLParser(assembly.pages[url].make().replace("\ufdd0/", "/"))


def links_of(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [str(node.attributes["href"]) for node in tree.css(f"{selector} a")]


def test_a_theme_starts_with_what_an_editor_chose_in_that_order(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        "docs/themes/mapping.md": ("title: Mapping\n", "title: Mapping\nstart_with: [pencil, paper, draw]\n"),
        CATALOGUE: FILES[CATALOGUE].replace("  title: Paper\n", "  title: Paper\n" + WITHDRAWN),
    }
    tree = page(tmp_path, "themes/mapping/", changes)
    assert links_of(tree, "[aria-labelledby=os-start-with]") == ["/resources/pencil/", "/guides/draw/"]
    assert [node.text() for node in tree.css("[aria-labelledby=os-start-with] .os-kind")] == ["Tool", "How-to"]


def test_the_home_page_leads_from_situations_to_pages_and_places(tmp_path: Path) -> None:
    more = "".join(
        f"  - {{words: I need help., {one}}}\n" for one in (*SIX[:-1], "to: paper-or-pencil, section: draws")
    )
    tree = page(tmp_path, "", {"docs/index.md": ("title: Tiny\n", f"title: Tiny\nsituations:\n{more}")})
    assert links_of(tree, ".os-doors") == [
        "/guides/draw/#steps",
        "/guides/draw/",
        "/resources/paper/",
        "/collections/start/",
        "/themes/mapping/",
        "/frameworks/paper-or-pencil/#f-draws",
    ]


def test_a_home_page_without_situations_asks_by_themes(tmp_path: Path) -> None:
    tree = page(tmp_path, "", {})
    assert not tree.css(".os-doors, .os-urgent")
    assert links_of(tree, ".os-tiles") == ["/themes/mapping/"]


def test_the_home_page_says_first_where_help_is_and_what_the_site_hides(tmp_path: Path) -> None:
    privacy = "---\ntitle: Privacy\nsummary: What is kept.\nreviewed: 2026-05-01\n---\nNothing.\n"
    tree = page(tmp_path, "", {HELP: HELP_TEXT, CATALOGUE: ANSWERS, "docs/privacy.md": privacy})
    assert links_of(tree, ".os-urgent") == ["/help-now/", "/privacy/"]
    parts = [node.attributes.get("class", "") for node in tree.css(".os-hero > *")]
    assert parts.index("os-urgent") < parts.index("os-find os-find-page")


def test_a_home_page_has_its_own_title_and_the_name_of_the_site_in_the_browser(tmp_path: Path) -> None:
    assembly = Assembly.of(load(a_library(tmp_path, {"docs/index.md": ("title: Tiny\n", "title: Kites\n")})))
    home, settings = assembly.pages[""], assembly.library.settings
    assert LexborHTMLParser(home.make()).css_first("h1").text() == "Kites"
    assert page_title(home, settings) == f"Kites · {settings.site_name}"
    assert page_title(replace(home, title=settings.site_name), settings) == settings.site_name


def test_the_support_page_leads_from_its_situations_and_to_what_helps_to_think(tmp_path: Path) -> None:
    situations = "situations:\n  - {words: Before you write, to: page/support, section: write}\n"
    text = f"---\ntitle: Help\nsummary: Who helps.\nreviewed: 2026-05-01\n{situations}---\n## Write {{#write}}\n\nA.\n"
    tree = page(tmp_path, "support/", {"docs/support.md": text})
    assert links_of(tree, ".os-doors") == ["/support/#write", "/frameworks/"]


def test_the_header_has_the_first_six_of_the_menu_and_the_footer_has_all(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {HELP: HELP_TEXT, CATALOGUE: ANSWERS}))
    order = ["", "help-now/", *(f"{name}/" for name in MANY)]
    context = frame_context(library, Assembly.of(library).pages, order, "guides/draw/")
    assert [item.url for item in context["header_menu"]] == [f"{name}/" for name in MANY[:6]]
    assert [item.url for item in context["header_menu"] if item.is_current] == ["guides/"]
    assert [item.url for item in context["menu"]] == order


@pytest.mark.parametrize(
    ("contact", "more", "leads_to"),
    [
        ("mailto:us@example.org", {}, "mailto:us@example.org"),
        ("", {}, "/support/"),
        ("", {"docs/contribute.md": "contribute"}, "/contribute/"),
    ],
)
def test_every_entry_says_how_to_report_a_fault(
    tmp_path: Path, contact: str, more: dict[str, str], leads_to: str
) -> None:
    texts = {
        path: f"---\ntitle: {id_}\nsummary: How to.\nreviewed: 2026-05-01\n---\nWords.\n" for path, id_ in more.items()
    }
    settings = FILES[SETTINGS] + (f"    contact: {contact}\n" if contact else "")
    tree = page(tmp_path, "guides/draw/", {SETTINGS: settings, **texts})
    assert tree.css_first(".os-foot .os-report a").attributes["href"] == leads_to


def test_a_theme_shows_kinds_with_their_number_and_what_each_is_good_for(tmp_path: Path) -> None:
    catalogue = FILES[CATALOGUE].replace("  cost: paid", "  good_for: [Sketches, Letters]\n  cost: paid")
    tree = page(tmp_path, "themes/mapping/", {CATALOGUE: catalogue})
    kinds = {node.css_first("summary").text(): node for node in tree.css("[aria-labelledby=os-resources] details")}
    assert [words.split() for words in kinds] == [["Tools", "2"]]
    [tools] = kinds.values()
    assert [line.text() for line in tools.css(".os-short > p")] == ["Holds what you write on it.", "Sketches"]
    assert not tree.css("[aria-labelledby=os-resources] .os-row-summary")


def test_the_help_page_shows_who_helps_below_each_situation(tmp_path: Path) -> None:
    tree = page(tmp_path, "help-now/", {HELP: HELP_TEXT, CATALOGUE: ANSWERS})
    assert links_of(tree, "[aria-labelledby=os-situations]") == ["#phone", "#storm"]
    phone, storm = (tree.css_first(f"[aria-labelledby={id_}]") for id_ in ("phone", "storm"))
    assert "Write it down." in phone.text()
    assert "A heading in a quote" in phone.text()
    assert "Go inside." not in phone.text()
    assert links_of(tree, "[aria-labelledby=phone] .os-helpline") == [
        "/resources/rescue/",
        "https://rescue.example.org/",
    ]
    assert [" ".join(item.text().split()) for item in phone.css(".os-answers li")] == [
        "They answer in: Arabic, English",
        "Region: Everywhere",
        "Hours: Day and night",
        "Ways to reach them: Form",
        "Services: Listening",
    ]
    assert not storm.css(".os-helpline")


def test_helplines_are_listed_by_language_in_its_own_name_and_script_and_by_region(tmp_path: Path) -> None:
    tree = page(tmp_path, "help-now/", {HELP: HELP_TEXT, CATALOGUE: ANSWERS})
    arabic = tree.css_first("#os-language-ar bdi")
    assert (arabic.attributes["lang"], arabic.attributes["dir"], arabic.text()) == ("ar", "rtl", "العربية")
    assert tree.css_first("#os-language-en").text() == "English"
    assert links_of(tree, "[aria-labelledby=os-your-language]") == ["#os-language-ar", "#os-language-en"]
    assert tree.css_first("#os-region-global") is not None
    assert tree.css_first("#os-region-europe") is None


def test_no_language_is_claimed_that_nobody_recorded(tmp_path: Path) -> None:
    tree = page(tmp_path, "help-now/", {HELP: HELP_TEXT, CATALOGUE: LINE})
    assert links_of(tree, "[aria-labelledby=os-your-language]") == ["#os-language-unknown"]
    assert "Languages not recorded, ask them" in tree.css_first(".os-answers").text()


def test_the_page_of_a_helpline_says_when_nobody_recorded_its_languages(tmp_path: Path) -> None:
    unrecorded = ANSWERS.replace("languages: [ar, en], ", "")
    said = {
        name: page(tmp_path / name, "resources/rescue/", {CATALOGUE: catalogue}).css_first("#os-contact + dl").text()
        for name, catalogue in (("known", ANSWERS), ("unknown", unrecorded))
    }
    assert "They answer in" in said["known"]
    assert "Not recorded, ask them" not in said["known"]
    assert "Not recorded, ask them" in said["unknown"]


def test_a_helpline_that_was_withdrawn_stands_nowhere_on_the_help_page(tmp_path: Path) -> None:
    gone = ANSWERS.replace("  title: Rescue\n", "  title: Rescue\n" + WITHDRAWN)
    tree = page(tmp_path, "help-now/", {HELP: HELP_TEXT, CATALOGUE: gone})
    assert not tree.css(".os-helpline, .os-chips")


@pytest.mark.parametrize("has_page", [True, False])
def test_the_support_page_leaves_helplines_to_the_help_page_where_there_is_one(tmp_path: Path, has_page: bool) -> None:  # noqa: FBT001 - a case
    changes: dict[str, Change] = {CATALOGUE: ANSWERS}
    tree = page(tmp_path, "support/", changes | ({HELP: HELP_TEXT} if has_page else {}))
    assert ("/help-now/" in links_of(tree, ".os-doors")) is has_page
    assert bool(tree.css("#os-helplines")) is not has_page


@pytest.mark.parametrize(
    ("text", "led_to"),
    [
        (HELP_TEXT, "help-now/"),
        (GONE, ""),
        (None, ""),
    ],
)
def test_every_page_leads_to_the_help_page_that_is_offered(tmp_path: Path, text: str | None, led_to: str) -> None:
    library = load(a_library(tmp_path, {HELP: text, CATALOGUE: ANSWERS} if text else {}))
    pages = Assembly.of(library).pages
    context = frame_context(library, pages, ["", "resources/"], "resources/")
    assert context["help"] == led_to
    assert [item.url for item in context["small_menu"]].count("help-now/") == bool(led_to)
    assert ("/help-now/" in pages["404.html"].make()) is bool(led_to)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("fr", ("français", "ltr")),
        ("fa", ("فارسی", "rtl")),
        ("pt-BR", ("português (Brasil)", "ltr")),
        ("zh-Hant", ("繁體中文", "ltr")),
        ("tzo", ("tzo", "auto")),
        ("en", ("English", "ltr")),
    ],
)
def test_languages_have_their_own_names(tag: str, name: tuple[str, str]) -> None:
    assert Words("en").own_language_name(tag) == name
