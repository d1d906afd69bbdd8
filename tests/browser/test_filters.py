"""Lists and results that are narrowed by several things at once: what is left is counted as Python counts it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.finding import LISTS, OFFLINE, Box, entry_point, visit, visit_list
from browser.reader import PHONE, SCHEMES, SMALL_PHONE
from openshelf.search.tokens import tokens
from search.samples import by_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.sync_api import Locator

    from browser.reader import Reader
    from browser.serving import Site
    from openshelf.search.index import Index

Chosen = dict[str, list[str]]
ASKED = """async (words) => {
  const found = await openshelfSearch.search(words);
  return (await openshelfSearch.rank(found.hits, found)).map(({ number }) => number);
}"""
"""Asks for the numbers of all results of a search."""
SIZE = 20
"""Entries on one page of a list."""
TALL = 740
"""Pixels of a phone from top to bottom."""
EVERYWHERE = "global"
"""A region that many resources are for."""
ROWS_SAY = """() => Object.fromEntries([...document.querySelectorAll("#os-results .os-row")]
  .filter((row) => row.checkVisibility())
  .map((row) => [row.querySelector("a").pathname, row.querySelector(".os-row-summary").textContent]))"""
"""What the rows in sight say of their entries, by address."""


def left(index: Index, base: set[int], chosen: Mapping[str, Sequence[str]]) -> set[int]:
    """Return what choices leave: any value of one facet, and every facet."""
    sets = {each.facet.id: {value: set(numbers) for value, numbers in each.values} for each in index.facets}
    for facet, values in chosen.items():
        base = base & set().union(*(sets[facet][value] for value in values))
    return base


def of_kind(index: Index, kind: str) -> set[int]:
    return {number for number, document in by_number(index).items() if document.entry.kind == kind}


def counts(index: Index, base: set[int], chosen: Chosen, offered: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many entries each value would leave, given the choices in the other facets."""
    found = {}
    for sets in index.facets:
        facet = sets.facet.id
        rest = left(index, base, {other: values for other, values in chosen.items() if other != facet})
        numbers = {value: len(rest.intersection(members)) for value, members in sets.values}
        shown = {value: number for value, number in numbers.items() if number or value in chosen.get(facet, [])}
        if facet in offered and shown:
            found[facet] = shown
    return found


def offered(box: Box) -> list[str]:
    return str(box.reader.page.locator(f"[data-find={box.name}]").get_attribute("data-facets")).split()


def rarest(box: Box, facet: str) -> str:
    """Return the value of a facet that leaves the fewest entries."""
    values = box.choices()[facet]
    return min(values, key=values.__getitem__)


def titles(index: Index, numbers: set[int], page: int = 1) -> list[str]:
    return [by_number(index)[number].title for number in sorted(numbers)][(page - 1) * SIZE : page * SIZE]


def said(count: int) -> str:
    return f"Results: {count}"


def open_list(reader: Reader, path: str) -> Box:
    """Open a list and its filters."""
    box = visit_list(reader, path)
    box.open_filters()
    box.wait_for_choices()
    return box


# Counts


def test_choices_of_the_catalogue_count_what_each_would_leave(seeker: Reader, index: Index) -> None:
    box = open_list(seeker, "resources/")
    base, chosen = of_kind(index, "resource"), Chosen()
    *ways, last = offered(box)
    assert (ways, last) == (["kind", "theme", "language", "region", "cost", "offline"], "link")
    assert box.choices() == counts(index, base, chosen, ways)
    assert set(box.choices()) == set(ways)  # nothing is known about the links of this site
    assert box.shown()["said"] == f"{len(base)} resources"
    for facet, value in (
        ("language", "en"),
        ("theme", "building"),
        ("language", "es"),
        ("cost", "free"),
        ("kind", "tool"),
        ("kind", "guide"),
    ):
        before = left(index, base, chosen)
        widens = facet in chosen
        chosen.setdefault(facet, []).append(value)
        shown = box.choose(facet, value)
        numbers = left(index, base, chosen)
        assert numbers >= before if widens else numbers <= before
        assert numbers
        assert shown["said"] == said(len(numbers))
        assert shown["titles"] == titles(index, numbers)
        assert box.choices() == counts(index, base, chosen, ways), chosen
    chosen["language"].remove("en")
    shown = box.choose("language", "en")
    assert shown["said"] == said(len(left(index, base, chosen)))
    assert box.choices() == counts(index, base, chosen, ways)
    assert seeker.complaints == []


def test_choices_on_the_search_page_count_among_what_the_words_find(seeker: Reader, index: Index) -> None:
    box = visit(seeker, "page")
    box.open_filters()
    everything = set(by_number(index))
    assert box.wait_for_choices() == counts(index, everything, {}, offered(box))
    assert offered(box)[0] == "entry"
    assert box.shown()["titles"] == []
    shown = box.choose("entry", "guide")
    assert shown["said"] == said(len(of_kind(index, "guide")))
    assert len(shown["titles"]) == min(10, len(of_kind(index, "guide")))
    box.choose("entry", "guide")
    asked = seeker.ask(ASKED, "wind ")
    assert len(asked) > 20
    box.type("wind ")
    assert box.choices() == counts(index, set(asked), {}, offered(box))
    chosen: Chosen = {"entry": ["resource"]}
    shown = box.choose("entry", "resource")
    assert {address for address in shown["addresses"] if "/resources/" not in address} == set()
    assert box.choices() == counts(index, set(asked), chosen, offered(box))
    chosen["language"] = ["es"]
    box.choose("language", "es")
    assert box.choices() == counts(index, set(asked), chosen, offered(box))
    assert seeker.page.url == f"{seeker.site.url}search/", "choices stay out of the address of the search"
    shown = box.after(lambda: box.part("reset").click())
    assert not box.part("reset").is_visible()
    assert shown == box.type("wind ")


def test_kinds_stand_above_results_with_counts_and_cost_no_part_of_the_index(seeker: Reader, index: Index) -> None:
    box = visit(seeker, "page")
    assert box.choices() == {}
    box.type("wind ")
    asked = set(seeker.ask(ASKED, "wind "))
    assert box.choices() == counts(index, asked, {}, ["entry"])
    assert len(box.choices()["entry"]) > 3
    facets = f"/{entry_point(seeker.site)['facets']}.js"
    assert not any(address.endswith(facets) for address in seeker.requests)
    kinds = seeker.page.get_by_role("group", name="What it is")
    assert kinds.is_visible()
    guides = kinds.get_by_role("checkbox", name="Guides")
    guides.focus()
    shown = box.after(lambda: guides.press("Space"))
    assert shown["said"] == said(len(asked & of_kind(index, "guide")))
    assert seeker.ask("document.activeElement.dataset.choice") == "entry=guide"
    assert box.choices()["entry"] == counts(index, asked, {}, ["entry"])["entry"], "the other kinds stay in sight"
    assert box.type("xyzzyq")["hasWaysOn"]


def test_choices_have_words_and_keep_the_focus_of_the_keyboard(seeker: Reader) -> None:
    box = open_list(seeker, "resources/")
    labels = box.part("choices").locator("summary").all_inner_texts()
    assert len(set(labels)) == len(labels) == 7
    group = box.part("choices").locator("[data-facet=language]")
    group.locator("summary").focus()
    seeker.page.keyboard.press("Enter")
    seeker.page.keyboard.press("Tab")
    first = str(seeker.ask("document.activeElement.dataset.choice"))
    assert first.startswith("language=")
    box.after(lambda: seeker.page.keyboard.press("Space"))
    assert seeker.ask("document.activeElement.dataset.choice") == first
    assert seeker.ask("document.activeElement.checked")
    assert group.locator("summary").inner_text() == f"{labels[2]} (1)"
    names = group.locator("label span:first-of-type").all_inner_texts()
    assert "English" in names
    assert all(name[:1].isupper() for name in names)


# More of a list, the address and the way back


def test_more_of_a_long_list_is_added_below(seeker: Reader, index: Index) -> None:
    box = open_list(seeker, "resources/")
    resources = of_kind(index, "resource")
    assert box.shown()["titles"] == [], "the list of the page stays until something is chosen"
    resources = left(index, resources, {"region": [EVERYWHERE]})
    shown = box.choose("region", EVERYWHERE)
    assert len(resources) > SIZE
    while shown["buttons"] == ["Show more"]:
        before = shown["titles"]
        assert len(before) % SIZE == 0
        shown = box.after(lambda: box.part("results").get_by_role("button", name="Show more").click())
        assert shown["titles"][: len(before)] == before
        assert seeker.page.evaluate("document.activeElement.textContent") == shown["titles"][len(before)]
        assert seeker.page.url.endswith(f"resources/#region={EVERYWHERE}")
    assert shown["titles"] == [title for page in range(1, 99) for title in titles(index, resources, page)]
    cost = rarest(box, "cost")
    assert len(box.choose("cost", cost)["titles"]) == min(SIZE, len(left(index, resources, {"cost": [cost]})))
    assert seeker.page.url.endswith(f"#region={EVERYWHERE}&cost={cost}"), "another choice begins with the first"


def test_back_and_forward_lead_through_the_choices(seeker: Reader) -> None:
    box = open_list(seeker, "resources/")
    states = [(seeker.page.url, box.shown(), box.choices())]
    steps = (("language", "en"), ("theme", "building"), ("language", "fr"))
    for facet, value in steps:
        box.choose(facet, value)
        states.append((seeker.page.url, box.shown(), box.choices()))
    assert len({url for url, _, _ in states}) == 4
    for url, shown, choices in reversed(states[:-1]):
        assert box.after(seeker.page.go_back) == shown
        assert (seeker.page.url, box.choices()) == (url, choices)
    assert box.after(seeker.page.go_forward) == states[1][1]


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("resources/", [("theme", "building"), ("language", "en"), ("language", "es")]),
        ("resources/", [("region", EVERYWHERE)]),
        ("case-studies/", [("place", "")]),
    ],
)
def test_the_address_opens_the_same_list_again(seeker: Reader, path: str, steps: list[tuple[str, str]]) -> None:
    box = open_list(seeker, path)
    for facet, value in steps:
        box.choose(facet, value or rarest(box, facet))
    shown, choices, url = box.shown(), box.choices(), seeker.page.url
    assert all(f"{facet}={value}" in url.partition("#")[2] for facet, value in steps)
    seeker.page.goto("about:blank")
    seeker.visit(url)
    assert box.wait_for_choices() == choices
    assert box.shown() == shown
    seeker.page.reload()
    assert box.wait_for_choices() == choices
    assert box.shown() == shown
    assert seeker.kept() == []


def test_an_address_of_before_that_names_a_variety_of_a_language_finds_the_language(seeker: Reader) -> None:
    box = open_list(seeker, "resources/")
    found = box.choose("language", "en")
    seeker.page.goto("about:blank")
    seeker.visit("resources/#language=en-GB")
    box.wait_for_choices()
    assert box.shown() == found


def test_following_a_result_and_coming_back_shows_the_list_again(returning_reader: Reader) -> None:
    box = open_list(returning_reader, "resources/")
    shown = box.choose("theme", "building")
    returning_reader.page.goto(shown["addresses"][2])
    returning_reader.page.go_back(wait_until="commit")
    box.wait_for_choices()
    assert box.shown() == shown


def test_skipping_to_the_text_or_the_menu_keeps_the_choices(seeker: Reader) -> None:
    box = open_list(seeker, "resources/")
    shown = box.choose("theme", "building")
    seeker.page.locator(".os-skip").first.press("Enter")
    seeker.page.wait_for_url("**#os-content")
    seeker.page.wait_for_timeout(200)
    assert box.shown() == shown
    assert box.part("choices").locator("input:checked").count() == 1
    seeker.visit("resources/#os-content")
    assert not [path for path in seeker.requests if path.endswith("search.js")]


def test_one_press_skips_the_choices_and_leads_to_the_results(seeker: Reader) -> None:
    open_list(seeker, "resources/")
    seeker.page.locator(".os-skip-here").focus()
    seeker.page.keyboard.press("Enter")
    seeker.page.keyboard.press("Tab")
    assert seeker.ask("!!document.activeElement.closest('#os-results')")


def test_rows_of_a_narrowed_list_say_the_same_as_before(seeker: Reader) -> None:
    box = open_list(seeker, "resources/")
    whole = seeker.ask(ROWS_SAY)
    box.choose("kind", "tool")
    narrow = seeker.ask(ROWS_SAY)
    both = whole.keys() & narrow.keys()
    assert any(text.startswith("Good for: ") for text in narrow.values())
    assert both
    assert {path: whole[path] for path in both} == {path: narrow[path] for path in both}


def test_reset_takes_all_choices_away(seeker: Reader) -> None:
    box = open_list(seeker, "resources/")
    shown, choices = box.shown(), box.choices()
    reset = box.part("reset")
    assert not reset.is_visible()
    box.choose("theme", "building")
    box.choose("language", "es")
    assert box.after(reset.click) == shown
    assert box.choices() == choices
    assert not reset.is_visible()
    assert seeker.page.url == f"{seeker.site.url}resources/"


def test_choices_that_nobody_offers_leave_nothing_and_can_be_taken_away(seeker: Reader) -> None:
    seeker.visit("resources/#theme=no-such-theme")
    box = Box(seeker, "list")
    seeker.page.get_by_text("Nothing was found.").wait_for()
    assert box.after(box.part("reset").click)["hasStaticList"]
    assert seeker.complaints == []


# Case studies


def test_case_studies_are_chosen_by_theme_place_and_outcome(seeker: Reader, index: Index) -> None:
    box = visit_list(seeker, "case-studies/")
    assert box.shown()["hasStaticList"]
    static = seeker.page.locator("[data-part=idle] .os-row-title a").all_inner_texts()
    cases = of_kind(index, "case-study")
    assert len(static) == len(cases)
    shown = box.open_filters()
    box.wait_for_choices()
    assert offered(box) == ["theme", "place", "outcome"]
    assert shown["hasStaticList"]
    assert shown["said"] == f"{len(cases)} case studies"
    for facet in offered(box):
        choices = box.choices()
        assert choices == counts(index, cases, {}, offered(box))
        value = max(choices[facet], key=choices[facet].__getitem__)
        shown = box.choose(facet, value)
        numbers = left(index, cases, {facet: [value]})
        assert shown["said"] == said(len(numbers))
        assert shown["titles"] == titles(index, numbers)
        assert shown["addresses"] == [
            seeker.site.url + by_number(index)[n].entry.address for n in sorted(numbers)[:SIZE]
        ]
        assert not shown["hasStaticList"]
        box.choose(facet, value)
    assert seeker.complaints == []


# Connections, folders, small screens


def test_without_a_connection_filters_say_so_and_come_back(seeker: Reader) -> None:
    box = visit_list(seeker, "case-studies/")
    first = box.part("filters").locator("summary").first
    first.focus()
    seeker.page.wait_for_function("() => 'openshelfSearch' in window")
    seeker.context.set_offline(True)
    shown = box.open_filters()
    assert OFFLINE in shown["said"]
    assert shown["hasStaticList"]
    assert box.part("choices").locator("[open] a").first.is_visible(), "the links to lists are there all the same"
    seeker.context.set_offline(False)
    first.click()
    assert "case studies" in box.open_filters()["said"]
    assert box.wait_for_choices()


@pytest.mark.parametrize("path", LISTS)
def test_filters_work_from_a_folder_on_the_device(seeker: Reader, site: Site, path: str) -> None:
    seeker.visit((site.folder / path / "index.html").as_uri())
    box = Box(seeker, "list")
    box.open_filters()
    value = next(iter(box.wait_for_choices()["theme"]))
    shown = box.choose("theme", value)
    assert shown["titles"]
    assert all(address.endswith("/index.html") for address in shown["addresses"])
    assert seeker.page.url.endswith(f"/index.html#theme={value}")
    assert seeker.complaints == []


@pytest.mark.parametrize("path", LISTS)
def test_without_scripts_lists_are_there_and_the_page_says_so(plain_reader: Reader, path: str) -> None:
    plain_reader.visit(path)
    text = plain_reader.page.locator("main").inner_text()
    assert "With JavaScript you can choose several things at once. Without it, each name opens a list." in text
    assert plain_reader.page.locator("[data-part=idle] .os-row-title a:visible").count() > 5
    theme = plain_reader.page.locator("[data-facet=theme]")
    theme.locator("summary").click()
    name, count = theme.locator("li").first.inner_text().split("\n")
    theme.locator("a").first.click()
    assert name in plain_reader.page.locator("h1").inner_text()
    assert plain_reader.page.locator(".os-row").count() == int(count)


def test_nothing_is_fetched_for_filters_that_nobody_opens(reader: Reader) -> None:
    for path in (*LISTS, "search/"):
        reader.visit(path)
        assert not [address for address in reader.requests if "search.js" in address or "/assets/search/" in address]


@pytest.mark.parametrize("path", [*LISTS, "search/"])
def test_open_filters_do_not_widen_a_phone(seeker: Reader, path: str) -> None:
    seeker.visit(path, width=SMALL_PHONE)
    box = Box(seeker, "page" if path == "search/" else "list")
    box.open_filters()
    for group in box.part("choices").locator(".os-choices > summary").all():
        group.click()
    box.choose("theme", next(iter(box.wait_for_choices()["theme"])))
    assert box.shown()["titles"]
    for width, direction in product((SMALL_PHONE, PHONE), ("ltr", "rtl")):
        seeker.look(width, "light")
        seeker.ask("(direction) => { document.documentElement.dir = direction; }", direction)
        assert seeker.sticking_out() == [], direction


@pytest.mark.parametrize("path", LISTS)
def test_axe_finds_no_barrier_in_filters(seeker: Reader, path: str) -> None:
    seeker.visit(path, width=PHONE)
    box = Box(seeker, "list")
    box.open_filters()
    box.choose("theme", next(iter(box.wait_for_choices()["theme"])))
    seeker.ask("() => document.querySelectorAll('.os-choices').forEach((group) => { group.open = true; })")
    for scheme in SCHEMES:
        seeker.look(PHONE, scheme)
        assert violations(seeker, scheme) == []


def test_words_of_facets_are_those_of_the_index(seeker: Reader, index: Index) -> None:
    assert entry_point(seeker.site)["total"] == index.size
    assert all(tokens(document.title) for document in index.documents)


@pytest.mark.parametrize("path", LISTS)
def test_on_a_phone_entries_are_in_sight_at_once_and_after_each_choice(seeker: Reader, path: str) -> None:
    seeker.visit(path, width=PHONE)
    seeker.page.set_viewport_size({"width": PHONE, "height": TALL})
    found = seeker.page.locator(".os-found")
    assert top_of(seeker, "[data-part=idle] .os-row") < TALL - bar_of(found)
    box = Box(seeker, "list")
    box.open_filters()
    box.choose("theme", next(iter(box.wait_for_choices()["theme"])))
    assert top_of(seeker, "[data-part=results] .os-row") < TALL - bar_of(found)
    assert seeker.page.get_by_role("button", name="Remove all choices").is_visible()


def top_of(reader: Reader, selector: str) -> float:
    """Return where the first such element begins, in pixels below the upper edge of the screen."""
    return float(reader.ask("(found) => document.querySelector(found).getBoundingClientRect().top", selector))


def bar_of(found: Locator) -> float:
    """Return the height of the line that counts, which has to be in sight."""
    box = found.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= TALL
    return box["height"]
