"""Search boxes: what readers type is answered on the device, and nobody is told what they look for."""

from __future__ import annotations

import gzip
import re
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from browser.axe import violations
from browser.finding import OFFLINE, PARTS, PLACES, SHOWN, Box, entry_point, shard_of, visit
from browser.reader import DESKTOP, PHONE, SCHEMES, SMALL_PHONE
from openshelf.model.entries import Term
from openshelf.search.tokens import tokens
from openshelf.site.assets import served_scripts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Route

    from browser.reader import Reader
    from browser.serving import Site
    from openshelf.search.index import Index

MOST = {"search.js": 6_144, "find.js": 600}
"""Bytes of each script as it is served, compressed."""
WORD = "anemometer"
"""A word that many entries hold."""
OTHER = "sewing"
"""A word of another part of the index that finds other entries."""

WIDTHS_WITH = {name: (1024, DESKTOP) if name == "header" else (SMALL_PHONE, PHONE) for name in PLACES}
"""Widths of windows in which a box is looked at; in narrower ones the header has a link to the page of search."""
SIZE = 10
"""Results that are shown before the reader asks for more."""

every_box = pytest.mark.parametrize("name", PLACES)


def ranked(reader: Reader, words: str) -> list[str]:
    """Return the addresses of the first results in the engine's own order."""
    script = """async (words) => {
      const found = await openshelfSearch.search(words), best = await openshelfSearch.rank(found.hits, found);
      return Promise.all(best.slice(0, 10).map(async ({ number }) => (await openshelfSearch.row(number))[1]));
    }"""
    return list(reader.ask(script, words))


def from_search(reader: Reader) -> list[str]:
    """Return what was fetched for the search, by its path in the site's assets."""
    asked = [urlsplit(address).path.rpartition("/assets/")[2] for address in reader.requests]
    return [path for path in asked if path == "search.js" or path.startswith("search/")]


# What is fetched, and what is told


@every_box
def test_nothing_of_the_search_is_fetched_before_a_box_is_touched(seeker: Reader, name: str) -> None:
    box = visit(seeker, name)
    assert from_search(seeker) == []
    assert any(address.endswith("/assets/find.js") for address in seeker.requests)
    box.input.focus()
    seeker.page.wait_for_function("() => 'openshelfSearch' in window")
    assert from_search(seeker) == ["search.js"]


@every_box
def test_typing_fetches_small_parts_from_the_own_host_and_nothing_else(seeker: Reader, name: str) -> None:
    box = visit(seeker, name)
    before = len(seeker.requests)
    assert box.type(WORD)["titles"]
    first, *others = from_search(seeker)
    assert first == "search.js"
    assert others[0] == "search/index.js"
    assert 2 <= len(others) <= 14
    assert {path.partition("/")[0] for path in others} == {"search"}
    assert len(from_search(seeker)) == len([address for address in seeker.requests[before:] if "icon" not in address])
    assert all(address.startswith(seeker.site.url) for address in seeker.requests)
    assert seeker.complaints == []


@every_box
def test_what_is_typed_is_told_to_nobody_and_kept_nowhere(seeker: Reader, name: str) -> None:
    box = visit(seeker, name)
    sent = []
    seeker.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data} {request.headers}"))
    before = seeker.ask("[location.href, history.length, JSON.stringify(history.state)]")
    assert box.type(WORD)["titles"]
    box.input.press("Enter")
    assert sent
    assert not [request for request in sent if WORD in request.lower() or "?" in request.split(" ")[0]]
    assert seeker.ask("[location.href, history.length, JSON.stringify(history.state)]") == before
    assert seeker.kept() == []
    seeker.page.reload()
    assert box.input.input_value() == ""


def test_words_stand_in_the_address_only_when_the_reader_wants_it(seeker: Reader, site: Site) -> None:
    box = visit(seeker, "page")
    words = "open field & 100 % +"
    shown = box.type(words)
    assert shown["titles"]
    steps = seeker.ask("history.length")
    seeker.page.get_by_text("What happens to my words?").click()
    box.part("link").click()
    shared = seeker.page.url
    assert shared == f"{site.url}search/#q=open%20field%20%26%20100%20%25%20%2B"
    assert seeker.ask("history.length") == steps
    seeker.page.goto("about:blank")
    seeker.visit(shared)
    seeker.page.locator("[data-find=page] mark").first.wait_for()
    assert box.input.input_value() == words
    assert box.shown() == shown
    assert not [request for request in seeker.requests if "field" in request.partition("#")[0].partition("/sub/")[2]]
    box.type("")
    seeker.page.get_by_text("What happens to my words?").click()
    box.part("link").click()
    assert seeker.page.url == f"{site.url}search/"


@pytest.mark.parametrize("hash_", ["q=%", "q=%E0%A4%A", "%=%", "=", "q", "q=&theme=", "page=-1", "no=such"])
def test_an_address_that_nobody_wrote_leaves_a_search_that_works(seeker: Reader, hash_: str) -> None:
    seeker.visit(f"search/#{hash_}")
    box = Box(seeker, "page")
    assert box.input.is_visible()
    box.input.focus()
    seeker.page.wait_for_function("() => 'openshelfSearch' in window")
    if hash_ == "no=such":
        box.part("reset").click()
    assert box.type(WORD)["titles"]
    assert seeker.complaints == []


# What is shown


@every_box
def test_results_come_as_one_types_best_first_with_their_words_marked(seeker: Reader, index: Index, name: str) -> None:
    box = visit(seeker, name)
    box.input.focus()
    box.input.press_sequentially("open fie", delay=40)
    box.part("results").get_by_role("link", name="Open field", exact=True).first.wait_for()
    box.part("results").locator("mark", has_text=re.compile(r"^field$", re.IGNORECASE)).first.wait_for()
    shown = box.shown()
    assert "open field" in [title.lower() for title in shown["titles"]]
    assert {"open", "field"} <= set(shown["marked"])
    assert all(word == "open" or word.startswith(("fie", "open")) for word in shown["marked"])
    assert len(shown["titles"]) == len(shown["facts"])
    assert shown["addresses"] == [seeker.site.url + address for address in ranked(seeker, "open fie")]
    assert shown["headings"] == ["H2"]
    assert re.fullmatch(r"Results: \d+", shown["said"])
    by_title = {document.title: document for document in index.documents}
    for title, facts in zip(shown["titles"], shown["facts"], strict=True):
        assert len(facts) == 2 or any(label in facts[1] for label in by_title[title].themes)
        assert facts[-1].startswith("Read ")
    assert any(len(facts) == 4 and "English" in facts[2] for facts in shown["facts"])
    assert seeker.complaints == []


@every_box
def test_each_result_leads_to_its_page(seeker: Reader, index: Index, name: str) -> None:
    box = visit(seeker, name)
    shown = box.type("launch check")
    for found in shown["addresses"]:
        page, _, anchor = found.removeprefix(seeker.site.url).partition("#")
        text = (seeker.site.folder / page / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text
    assert any("#" in address for address in shown["addresses"])
    assert shown["titles"][0].lower() in {document.title.lower() for document in index.documents}
    box.part("results").locator("a:not([href*='#'])").first.click()
    title = next(
        title for title, address in zip(shown["titles"], shown["addresses"], strict=True) if "#" not in address
    )
    seeker.page.wait_for_url(shown["addresses"][shown["titles"].index(title)])
    assert seeker.page.locator("h1").inner_text() == title


def test_entries_of_the_index_have_their_addresses(seeker: Reader, index: Index) -> None:
    for document in index.documents:
        assert (seeker.site.folder / document.entry.address.partition("#")[0] / "index.html").is_file()
    box = visit(seeker, "page")
    for document in index.documents[::30]:
        shown = box.type(f"{document.title} ")
        assert seeker.site.url + document.entry.address in shown["addresses"], document.title


@every_box
def test_more_results_are_shown_when_asked_for(seeker: Reader, name: str) -> None:
    box = visit(seeker, name)
    shown = box.type("wind")
    assert len(shown["titles"]) == SIZE
    assert shown["buttons"] == ["Show more"]
    more = box.after(lambda: box.part("results").get_by_role("button").press("Enter"))
    assert len(more["titles"]) == 2 * SIZE
    assert more["titles"][:SIZE] == shown["titles"], "nothing is put above what was there"
    assert more["said"] == shown["said"]
    seeker.page.wait_for_function("() => document.activeElement.matches('.os-row-title a')")
    assert seeker.ask("document.activeElement.href") == more["addresses"][SIZE]
    assert len(box.type("open field")["titles"]) <= SIZE


def test_how_many_there_are_is_said_aloud(seeker: Reader) -> None:
    box = visit(seeker, "page")
    assert box.part("status").locator("xpath=ancestor::*[@role='status']").count() == 1
    shown = box.type("seamstresses ")
    assert shown["said"] == f"Results: {len(shown['titles'])}"
    shown = box.type("whistleblower ")
    assert (shown["said"], len(shown["titles"])) == ("Results: 1", 1)
    box.type(f"{WORD} {OTHER} lantern")
    assert box.shown()["said"].startswith("No entry has all these words. These have some of them. ")


@every_box
def test_where_nothing_is_found_ways_on_are_shown(seeker: Reader, name: str) -> None:
    box = visit(seeker, name)
    assert not box.shown()["hasWaysOn"]
    shown = box.type("xyzzyq")
    assert shown["said"] == "Nothing was found."
    assert shown["titles"] == []
    assert shown["hasWaysOn"]
    ways = box.part("none").locator("a").evaluate_all("(links) => links.map(({href}) => href)")
    assert {f"{seeker.site.url}{page}/" for page in ("help-now", "support")} <= set(ways)
    assert all((seeker.site.folder / way.removeprefix(seeker.site.url) / "index.html").is_file() for way in ways)
    assert not box.type(WORD)["hasWaysOn"]
    shown = box.type(" … ")
    assert (shown["said"], shown["titles"], shown["hasWaysOn"]) == ("", [], False)


def test_more_ways_to_search_take_the_words_along(seeker: Reader) -> None:
    box = visit(seeker, "header")
    box.type("xyzzyq")
    box.part("all").click()
    seeker.page.wait_for_url("**/search/#q=xyzzyq")
    page = Box(seeker, "page")
    seeker.page.get_by_text("Nothing was found.").wait_for()
    assert page.input.input_value() == "xyzzyq"
    assert page.shown()["hasWaysOn"]


def test_a_typing_mistake_finds_the_word_and_says_so(seeker: Reader) -> None:
    box = visit(seeker, "page")
    right = box.type("anemometer ")
    for typed in ("anemomteer", "anemmeter", "anemometter", "anemoneter"):
        shown = box.type(typed)
        assert shown["titles"][0] == right["titles"][0]
        assert re.match(r"Results: \d+ Also searched for: anemometer", shown["said"])
        assert "anemometer" in shown["marked"]


def test_a_word_of_another_language_finds_the_term_and_what_uses_it(seeker: Reader, index: Index) -> None:
    box = visit(seeker, "page")
    tried = 0
    for document in index.documents:
        if not isinstance(document.entry.data, Term):
            continue
        for word in document.entry.data.equivalents.get("es", ()):
            if len(tokens(word)) == 1 and tried < 5:
                assert document.title in box.type(f"{word} ")["titles"], word
                tried += 1
    assert tried == 5
    shown = box.type("anemómetro ")
    assert "nemometer" in shown["titles"][0]
    assert shown["facts"][0][0] == "Term"
    assert len({facts[0] for facts in shown["facts"]}) > 3


def test_accents_case_and_signs_make_no_difference(seeker: Reader) -> None:
    box = visit(seeker, "page")
    wanted = box.type("open field")["addresses"]
    assert all(
        box.type(typed)["addresses"] == wanted
        for typed in ("OPEN FIELD", "ópen—fîeld", "  open,field", "ＯＰＥＮ field")
    )


# Help before results


def with_help(box: Box, numbers: Sequence[int]) -> None:
    """Let the engine find words of danger in whatever is typed next."""
    box.input.focus()
    box.reader.page.wait_for_function("() => 'openshelfSearch' in window")
    stub = """(help) => {
      const real = openshelfSearch.search;
      openshelfSearch.search = async (query) => ({ ...await real(query), help });
    }"""
    box.reader.ask(stub, list(numbers))


@every_box
@pytest.mark.parametrize("words", [WORD, "xyzzyq"])
def test_words_of_danger_lead_to_help_before_all_results(seeker: Reader, name: str, words: str) -> None:
    box = visit(seeker, name)
    with_help(box, [3, 1])
    assert box.shown()["help"] == []
    shown = box.type(words)
    page = f"{seeker.site.url}help-now/"
    assert shown["help"] == [f"{page}#storm-coming", f"{page}#somebody-is-hurt", page]
    assert shown["hasWaysOn"] == (not shown["titles"])
    said = box.part("help").inner_text()
    assert said.startswith("Are you in danger or in distress? Go to:")
    assert {"A storm is coming", "Somebody is hurt", "Help now"} <= set(said.split("\n"))
    live = box.part("help").locator("xpath=ancestor::*[@role='status']")
    assert live.locator("[data-part=status]").count() == 1, "help is read out with the number of results"
    above = "(name) => { const part = (wanted) => document.querySelector(`[data-find=${name}] [data-part=${wanted}]`);"
    above += "return part('help').compareDocumentPosition(part('results')) & Node.DOCUMENT_POSITION_FOLLOWING; }"
    assert seeker.ask(above, name)
    assert box.type("")["help"] == []
    assert seeker.complaints == []


def test_at_most_three_situations_are_shown_and_the_page_as_a_whole(seeker: Reader) -> None:
    box = visit(seeker, "page")
    with_help(box, [0, 3, 2, 1])
    assert len(box.type(WORD)["help"]) == 4
    with_help(box, [0])
    assert box.type(OTHER)["help"] == [f"{seeker.site.url}help-now/"]


@every_box
def test_axe_finds_no_barrier_in_help_and_it_fits_the_window(seeker: Reader, name: str) -> None:
    box = visit(seeker, name, width=WIDTHS_WITH[name][0])
    with_help(box, [1, 2, 3])
    assert box.type("wind")["help"]
    for width, scheme in product(WIDTHS_WITH[name], SCHEMES):
        seeker.look(width, scheme)
        assert seeker.sticking_out() == []
        assert violations(seeker, scheme) == []


# Show more, without a connection


def test_more_results_that_cannot_be_loaded_leave_what_is_there(seeker: Reader, site: Site) -> None:
    box = visit(seeker, "page")
    before = box.type("wind")
    seeker.page.route(f"{site.url}{PARTS}*", lambda route: route.abort())
    button = box.part("results").get_by_role("button")
    button.focus()
    after = box.after(lambda: button.press("Enter"))
    assert OFFLINE in after["said"]
    assert after["titles"] == before["titles"]
    assert seeker.ask("document.activeElement.textContent") == "Show more"
    seeker.page.unroute_all()
    more = box.after(lambda: button.press("Enter"))
    assert more["titles"][:SIZE] == before["titles"]
    assert len(more["titles"]) == 2 * SIZE


# With the keyboard


@every_box
def test_keys_alone_lead_from_the_box_to_a_result(seeker: Reader, name: str) -> None:
    box = visit(seeker, name)
    keyboard = seeker.page.keyboard
    for _ in range(30):
        keyboard.press("Tab")
        if box.input.evaluate("(input) => input === document.activeElement"):
            break
    shown = box.after(lambda: keyboard.insert_text("knotwise"))  # at once: each key alone would be answered too
    for _ in range(12):
        keyboard.press("Tab")
        if seeker.ask("document.activeElement.matches('[data-part=results] a')"):
            break
    assert seeker.ask("document.activeElement.textContent") == shown["titles"][0]
    keyboard.press("Enter")
    seeker.page.wait_for_url(shown["addresses"][0])


def test_escape_closes_the_panel_of_the_header(seeker: Reader) -> None:
    box = visit(seeker, "header")
    panel = seeker.page.locator(".os-find-panel")
    assert not panel.is_visible()
    box.type(WORD)
    assert panel.is_visible()
    box.input.press("Escape")
    panel.wait_for(state="hidden")
    assert box.input.input_value() == ""
    assert box.shown()["titles"] == []


# Slow, stale and missing connections


@every_box
def test_an_answer_that_comes_late_is_thrown_away(seeker: Reader, site: Site, name: str) -> None:
    late: list[Route] = []
    slow = shard_of(site, WORD)
    assert slow != shard_of(site, OTHER)
    seeker.page.route(slow, lambda route: late.append(route))  # noqa: PLW0108 - Playwright takes no method
    box = visit(seeker, name)
    box.input.focus()
    with seeker.page.expect_request(slow):
        box.input.fill(WORD)
    shown = box.type(OTHER)
    assert OTHER in shown["marked"]
    assert len(late) == 1
    with seeker.page.expect_response(slow):
        late[0].continue_()
    seeker.page.wait_for_timeout(300)
    assert box.shown() == shown
    seeker.page.unroute(slow)
    assert WORD in box.type(WORD)["marked"]


def test_a_script_that_loads_late_answers_what_was_typed_before(seeker: Reader) -> None:
    late: list[Route] = []
    seeker.page.route("**/assets/search.js", lambda route: late.append(route))  # noqa: PLW0108 - as above
    box = visit(seeker, "home")
    with seeker.page.expect_request("**/assets/search.js"):
        box.input.focus()
    box.input.press_sequentially(WORD)
    shown = box.after(late[0].continue_)
    assert WORD in shown["marked"]


@pytest.mark.parametrize("status", [404, 500])
def test_an_index_that_is_older_than_the_site_is_fetched_anew(seeker: Reader, site: Site, status: int) -> None:
    wanted = visit(seeker, "page").type(WORD)
    index = entry_point(site)
    text = (site.folder / PARTS / "index.js").read_text(encoding="utf-8")
    old = text.replace(index["shards"], "aaaaaaa" * (len(index["shards"]) // 7))
    seeker.page.route(
        f"{site.url}{PARTS}index.js", lambda route: route.fulfill(body=old, content_type="text/javascript")
    )
    seeker.page.route(f"{site.url}{PARTS}aaaaaaa.js", lambda route: route.fulfill(status=status, body="gone"))
    box = visit(seeker, "page")
    assert box.type(WORD) == wanted
    asked = [path for path in from_search(seeker) if path.endswith(("index.js", "aaaaaaa.js"))]
    assert asked == ["search/index.js", "search/aaaaaaa.js", "search/index.js"]
    assert seeker.requests[[urlsplit(a).path[-8:] for a in seeker.requests].index("index.js") :][2].rpartition("?")[2]
    assert box.type(OTHER)["titles"]
    assert len([path for path in from_search(seeker) if path.endswith("index.js")]) == 2


@every_box
def test_without_a_connection_what_was_loaded_still_answers(seeker: Reader, site: Site, name: str) -> None:
    box = visit(seeker, name)
    loaded = box.type(WORD)
    far = next(word for word in ("zebra", "sewing", "knot") if shard_of(site, word) not in seeker.requests)
    seeker.context.set_offline(True)
    box.type("")
    assert box.type(WORD) == loaded
    assert box.type(f"{WORD} ")["titles"]
    missing = box.type(far)
    assert OFFLINE in missing["said"]
    assert missing["titles"] == [], "no answer to another question"
    assert box.type(WORD) == loaded
    seeker.context.set_offline(False)
    box.type(far)
    assert OFFLINE not in box.shown()["said"]


def test_without_a_connection_from_the_start_the_reader_is_told(seeker: Reader) -> None:
    box = visit(seeker, "home")
    box.input.focus()
    seeker.page.wait_for_function("() => 'openshelfSearch' in window")
    seeker.context.set_offline(True)
    assert OFFLINE in box.type(WORD)["said"]
    seeker.context.set_offline(False)
    assert box.type(f"{WORD} ")["titles"]


def test_a_search_that_could_not_be_loaded_is_loaded_at_the_next_touch(seeker: Reader) -> None:
    box = visit(seeker, "home")
    seeker.page.route("**/assets/search.js", lambda route: route.abort())
    with seeker.page.expect_event("requestfailed"):
        box.input.focus()
    seeker.page.unroute("**/assets/search.js")
    box.input.blur()
    assert box.type(WORD)["titles"]


# From a folder, without scripts, on small screens


def test_search_works_from_a_folder_on_the_device(seeker: Reader, site: Site) -> None:
    seeker.visit((site.folder / "index.html").as_uri())
    box = Box(seeker, "home")
    shown = box.type("launch check")
    folder = f"{site.folder.as_uri()}/"
    assert any("#" in address for address in shown["addresses"])
    for found in shown["addresses"]:
        path = found.partition("#")[0]
        assert path.startswith(folder)
        assert path.endswith("/index.html")
        assert (site.folder / path.removeprefix(folder)).is_file()
    assert {address.partition(":")[0] for address in seeker.requests} == {"file"}
    assert seeker.complaints == []
    box.part("results").locator("a").first.click()
    seeker.page.wait_for_url(shown["addresses"][0])


@pytest.mark.parametrize("path", PLACES.values())
def test_without_scripts_no_box_is_shown_and_links_lead_on(plain_reader: Reader, path: str) -> None:
    plain_reader.visit(path)
    assert plain_reader.page.locator("[data-part=query]:visible").count() == 0
    if path == PLACES["header"]:
        plain_reader.page.locator(".os-header").get_by_role("link", name="Search").click()
        plain_reader.page.wait_for_url(f"{plain_reader.site.url}search/")
    if path == PLACES["page"]:
        said = plain_reader.page.locator("main").inner_text()
        assert "Search needs JavaScript. Without it, these lists lead to everything:" in said
        ways = plain_reader.page.locator("[aria-labelledby=os-browse] a")
        assert ways.count() == 6 + 11, "six lists, and each theme"
        for way in ways.evaluate_all("(links) => links.map(({href}) => href)"):
            assert (plain_reader.site.folder / way.removeprefix(plain_reader.site.url) / "index.html").is_file()


@every_box
def test_results_widen_no_page(seeker: Reader, name: str) -> None:
    box = visit(seeker, name)
    for width, direction in product(WIDTHS_WITH[name], ("ltr", "rtl")):
        seeker.look(width, "light")
        seeker.ask("(direction) => { document.documentElement.dir = direction; }", direction)
        assert box.type(WORD)["titles"]
        assert seeker.sticking_out() == []
        box.type("xyzzyq")
        assert seeker.sticking_out() == []
        seeker.ask("() => { const box = document.querySelector('[data-part=results]'); box.scrollTop = 1e6; }")
        assert seeker.ask("document.scrollingElement.scrollLeft") == 0


@every_box
def test_axe_finds_no_barrier_in_results(seeker: Reader, name: str) -> None:
    width = WIDTHS_WITH[name][-1]
    box = visit(seeker, name, width=width)
    assert box.type("wind")["titles"]
    if name == "page":
        box.open_filters()
        box.wait_for_choices()
        seeker.page.locator(".os-choices summary").first.click()
    for scheme in SCHEMES:
        seeker.look(width, scheme)
        assert violations(seeker, scheme) == []


def test_only_the_search_of_the_page_itself_stands_on_it(reader: Reader) -> None:
    for name, path in PLACES.items():
        reader.visit(path)
        seen = reader.ask(
            "[...document.querySelectorAll('[data-find]')].filter((box) => box.checkVisibility())"
            ".map((box) => box.dataset.find)"
        )
        assert seen == [name]


def test_scripts_are_light() -> None:
    served = served_scripts()
    sizes = {name: len(gzip.compress(served[f"assets/{name}"], 9)) for name in MOST}
    assert all(size <= MOST[name] for name, size in sizes.items()), sizes


def test_what_is_shown_would_be_noticed(seeker: Reader) -> None:
    box = visit(seeker, "page")
    assert box.shown() == seeker.ask(SHOWN, "page")
    assert box.shown()["titles"] == []
