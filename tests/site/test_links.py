"""What readers see of the state of links: the note beside one, the page, the lists, the data."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from memories import COPY, STORIES, a_record, write
from openshelf.core.store import Store
from openshelf.library.link_states import KnownLink, LinkState
from openshelf.linkcheck.health import THRESHOLDS
from openshelf.linkcheck.reasons import FailureGroup
from openshelf.site import contents, link_notices
from openshelf.site.data import files as data
from openshelf.site.data.search_files import files
from openshelf.site.i18n import Words
from openshelf.site.pages import link_health
from openshelf.site.template_engine import TEMPLATES
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.library.library import Library
    from openshelf.linkcheck.history import LinkRecord

PAPER, PENCIL, CUP = "https://paper.example.org/", "https://pencil.example.org/", "https://cup.example.org/a?b=1&c=2"
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
SAID = {
    "well": "",
    "a blip": "",
    "soft": "",
    "a wall": "",
    "gone": "May be dead since 3 May 2026 · archived copy of 1 June 2023",
    "missing": "May be dead since 3 May 2026 · archived copy of 1 June 2023",
    "down": "May be dead since 3 May 2026 · archived copy of 1 June 2023",
    "soft, and a person says so": "May be dead since 3 May 2026 · archived copy of 1 June 2023",
    "certificate": "Certificate problem since 3 May 2026; following the link may be unsafe · "
    "archived copy of 1 June 2023",
    "flaky": "Often down; try again later",
    "blocked": "Blocked in the country of our checker · archived copy of 1 June 2023",
    "an old wall": "Not machine-checked",
    "an old wall that a person climbed": "Not machine-checked; last checked by a person on 1 June 2025",
}


def a_view(folder: Path, *records: LinkRecord, text: str = STEPS) -> View:
    """Return the tiny library, one of its guides with another text, as somebody sees it who has these memories."""
    write(a_library(folder, {"guides/how-to/draw.md": (STEPS, text)}), *records)
    return View(load(folder), Words("en"))


def made(view: View, url: str) -> LexborHTMLParser:
    (page,) = [page for page in contents.pages(view) if page.url == url]
    return LexborHTMLParser(page.make())


def text(tree: LexborHTMLParser, where: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(where)]


# The note


def test_there_is_a_wording_for_every_story() -> None:
    assert SAID.keys() == STORIES.keys()


@pytest.mark.parametrize("story", SAID)
def test_the_note_says_what_is_known_in_words(tmp_path: Path, story: str) -> None:
    view = a_view(tmp_path, a_record(PAPER, story))
    page = made(view, "resources/paper/")
    assert text(page, ".os-notice") == ([SAID[story]] if SAID[story] else [])
    assert page.css_first("a.os-button").attributes["href"] == PAPER, "the link stays"
    assert LexborHTMLParser(view.link_notice(PAPER, brief=True)).text().strip() == SAID[story].partition(" · ")[0]


def test_the_copy_carries_what_robust_links_asks_for(tmp_path: Path) -> None:
    view = a_view(tmp_path, a_record(CUP, "missing"), text=f"See [the cup]({CUP}#top).")
    (link,) = made(view, "guides/draw/").css(".os-state a")
    assert link.attributes == {
        "href": COPY["url"],
        "rel": "noopener noreferrer",
        "data-originalurl": CUP,
        "data-versionurl": COPY["url"],
        "data-versiondate": "2023-06-01",
    }


def test_a_copy_without_a_day_says_no_day(tmp_path: Path) -> None:
    copies = {**COPY, "url": "https://copies.example/1", "day": None}
    view = a_view(tmp_path, a_record(PAPER, "missing", archive=copies))
    note = made(view, "resources/paper/").css_first(".os-notice")
    assert note.text().endswith("· archived copy")
    assert "data-versiondate" not in note.css_first("a").attributes


def test_hostile_addresses_stay_addresses(tmp_path: Path) -> None:
    copies = {**COPY, "url": 'https://copies.example/"><script>alert(1)</script>'}
    html = str(a_view(tmp_path, a_record(PAPER, "missing", archive=copies)).link_notice(PAPER))
    assert "<script" not in html
    assert LexborHTMLParser(html).css_first("a").attributes["href"] == copies["url"]


WRITTEN = f"""\
See [the cup]({CUP}), *[again]({CUP}#a)*, <{CUP}> and [a map](https://map.example.org/).

| What | Where |
| --- | --- |
| a cup | [here]({CUP}) it is |

!!! question
    Is [it]({CUP}) clean?

### More on [cups]({CUP}) {{#cups}}

Text."""


def test_in_a_text_the_note_stands_behind_the_link_and_the_words_stay(tmp_path: Path) -> None:
    view = a_view(tmp_path, a_record(CUP, "missing"), text=WRITTEN)
    page = made(view, "guides/draw/")
    note = SAID["missing"]
    first, cell = text(page, "#steps + p")[0], text(page, "td")[1]
    assert first == f"See the cup {note}, again {note}, {CUP} {note} and a map."
    assert cell == f"here {note} it is"
    assert text(page, ".admonition p")[-1] == f"Is it {note} clean?"
    assert text(page, "#cups") == ["More on cups"], "a heading keeps its words"
    assert text(page, "#cups + p") == [note]
    assert "\x02" not in page.html
    (callout,) = view.callouts("mapping")["question"]
    assert note in text(LexborHTMLParser(callout[1].html), "p")[-1]
    sections = [section.title for section in view.text(view.library.find("draw")[0]).sections]
    assert "More on cups" in sections


def test_where_nothing_is_known_texts_are_as_they_were(tmp_path: Path) -> None:
    page = made(a_view(tmp_path, text=WRITTEN), "guides/draw/")
    assert not page.css(".os-state")
    assert "May be dead" not in page.text()


def test_the_copy_that_a_writer_names_is_not_offered_twice(tmp_path: Path) -> None:
    own = "https://web.archive.org/web/20240102030405/https://paper.example.org/"
    catalogue = FILES["resources.yml"].replace("  cost: free\n", f"  cost: free\n  archived_url: {own}\n")
    for archive, shown in ((None, ["archived copy of 2 January 2024"]), (COPY, None)):
        folder = tmp_path / str(archive is None)
        a_library(folder, {"resources.yml": catalogue})
        write(folder, a_record(PAPER, "missing", archive=archive))
        view = View(load(folder), Words("en"))
        found = text(made(view, "resources/paper/"), "a[href^='https://web.archive.org']")
        assert found == (shown or ["archived copy of 1 June 2023", "Archived copy"])


def test_archive_false_shows_no_copy_at_all(tmp_path: Path) -> None:
    own = "https://web.archive.org/web/20240102030405/https://paper.example.org/"
    lines = f"  cost: free\n  archived_url: {own}\n  archive: false\n"
    a_library(tmp_path, {"resources.yml": FILES["resources.yml"].replace("  cost: free\n", lines)})
    write(tmp_path, a_record(PAPER, "missing"))
    page = made(View(load(tmp_path), Words("en")), "resources/paper/")
    assert text(page, ".os-notice") == ["May be dead since 3 May 2026"]
    assert "archive.org" not in page.html


# Lists


@pytest.mark.parametrize("url", ["resources/by/theme/mapping/", "collections/start/", "guides/writing-tools/"])
def test_lists_say_it_in_words_and_leave_the_copy_to_the_page_of_the_entry(tmp_path: Path, url: str) -> None:
    page = made(a_view(tmp_path, a_record(PAPER, "missing")), url)
    assert text(page, ".os-state") == ["May be dead since 3 May 2026"]
    assert "archive.org" not in page.html


def test_search_results_carry_the_note(tmp_path: Path) -> None:
    view = a_view(tmp_path, a_record(PAPER, "missing"))
    found = "".join(file.text for file in files(view, Store.nothing()))
    assert found.count(r'"May be dead since 3 May 2026\tos-state"') == 1
    assert '["link","Link",[["may-be-dead","May be dead",' in found


def test_the_catalogue_can_be_looked_through_by_the_state_of_links(tmp_path: Path) -> None:
    view = a_view(tmp_path, a_record(PAPER, "missing"))
    assert text(made(view, "resources/"), "[data-facet=link] li") == [
        "May be dead 1",
        "Not machine-checked 1",
    ]
    lists = {page.url: page for page in contents.pages(view) if page.url.startswith("resources/by/link/")}
    assert lists.keys() == {"resources/by/link/may-be-dead/", "resources/by/link/not-checked/"}
    assert not any(page.is_listed for page in lists.values()), "they come and go with the state of links"
    assert text(made(view, "resources/by/link/may-be-dead/"), ".os-row-title") == ["Paper"]


def test_where_nothing_is_known_there_is_no_such_filter(tmp_path: Path) -> None:
    view = a_view(tmp_path)
    assert not [page.url for page in contents.pages(view) if "by/link" in page.url]
    assert '["link",' not in "".join(file.text for file in files(view, Store.nothing()))


# The page


def test_without_a_check_the_page_says_so_plainly(tmp_path: Path) -> None:
    page = made(a_view(tmp_path), "link-health/")
    (notice,) = text(page, ".os-notice")
    assert notice.startswith("No check has run for this site, so nothing is known")
    assert not page.css("dl")
    assert "Newest check" not in page.text()


def test_the_page_counts_and_names_the_pages_that_use_what_may_be_dead(tmp_path: Path) -> None:
    stories = {PAPER: "missing", PENCIL: "flaky", CUP: "an old wall", "https://wall.example.org/": "soft"}
    text_ = (
        f"Take [paper]({PAPER}), [a cup]({CUP}), [a wall](https://wall.example.org/) and [new](https://new.example/)."
    )
    view = a_view(tmp_path, *(a_record(url, story) for url, story in stories.items()), text=text_)
    page = made(view, "link-health/")
    assert text(page, "dl div") == [
        *("Fine0", "May be dead1", "Often down1", "Closed to programs, or unclear2", "Not looked at yet2"),
    ]
    assert "Newest check: 10 June 2026." in page.text()
    assert "6 addresses outside this site" in page.text()
    assert text(page, "section[aria-labelledby=os-dead] li") == [f"{PAPER} {SAID['missing']}Used in: Paper, Draw a map"]
    assert text(page, "section[aria-labelledby=os-down] li") == [f"{PENCIL} {SAID['flaky']}Used in: Pencil"]
    assert len(text(page, "section[aria-labelledby=os-closed] li")) == 2
    assert not [a for a in page.css("a") if PAPER in (a.attributes["href"] or "").split("/web/")[0]], "not a trap"


def test_addresses_that_no_page_uses_are_not_on_the_page(tmp_path: Path) -> None:
    page = made(a_view(tmp_path, a_record("https://old.example/", "missing")), "link-health/")
    assert "old.example" not in page.html


def test_the_page_stays_light_however_many_links_die(tmp_path: Path) -> None:
    many = [f"https://x.example/{number:03}" for number in range(link_health.MAX_LINKS + 7)]
    view = a_view(tmp_path, *(a_record(url, "missing") for url in many), text=" ".join(f"[x]({url})" for url in many))
    page = made(view, "link-health/")
    assert len(page.css("section[aria-labelledby=os-dead] li")) == link_health.MAX_LINKS
    assert "7 more are not listed here." in page.text()


def test_the_page_tells_the_days_that_the_thresholds_have() -> None:
    days = {group: THRESHOLDS[group].days for group in FailureGroup}
    said = "two days where", "a week where", "two weeks where", "three weeks where"
    template = (TEMPLATES / "link-health.html").read_text(encoding="utf-8")
    assert all(words in template for words in said)
    assert days == {
        FailureGroup.GONE: 2,
        FailureGroup.MISSING: 7,
        FailureGroup.CERTIFICATE: 14,
        FailureGroup.DOUBTFUL: 14,
        FailureGroup.DOWN: 21,
    }


def test_the_page_is_of_the_site(tmp_path: Path) -> None:
    view = a_view(tmp_path)
    (page,) = [page for page in contents.pages(view) if page.url == "link-health/"]
    assert page.is_listed
    assert page.section == "link-health"


# Data


def data_of(library: Library) -> Mapping[str, str]:
    return {file.path: file.text for file in data.files(library, [], Words("en"), Store.nothing())}


def test_data_files_carry_the_state_and_their_schema_says_what_it_means(tmp_path: Path) -> None:
    library = a_view(tmp_path, a_record(PAPER, "missing"), a_record(PENCIL, "well")).library
    found = data_of(library)
    entries = {entry["id"]: entry["link"] for entry in json.loads(found["data/resources.json"])["resources"]}
    dead = {"state": "may-be-dead", "since": "2026-05-03", "last_ok": "2026-05-02", "copy": COPY["url"]}
    assert entries == {"paper": dead, "pencil": {"state": "fine", "last_ok": "2026-06-10"}}
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(found["data/resources.csv"].removeprefix("\ufeff")))}
    assert {name: rows["paper"][f"link_{name}"] for name in dead} == dead
    assert rows["pencil"]["link_since"] == ""
    defs = json.loads(found["data/schemas/resources.schema.json"])["$defs"]
    assert defs["LinkFacts"]["properties"].keys() == dead.keys()
    assert set(defs["LinkState"]["enum"]) == set(LinkState)
    assert all(state in defs["LinkFacts"]["properties"]["state"]["description"] for state in LinkState)


def test_where_nothing_is_known_data_files_say_nothing(tmp_path: Path) -> None:
    found = data_of(a_view(tmp_path).library)
    assert '"link"' not in found["data/resources.json"]
    head, *rows = csv.reader(io.StringIO(found["data/resources.csv"].removeprefix("\ufeff")))
    assert {row[head.index("link_state")] for row in rows} == {""}


def test_the_same_memory_makes_the_same_bytes_in_whatever_order_it_was_written(tmp_path: Path) -> None:
    records = [a_record(PAPER, "missing"), a_record(PENCIL, "flaky"), a_record(CUP, "blocked")]
    one, other = a_view(tmp_path, *records), a_view(tmp_path, *records)
    other = replace(
        other, library=replace(other.library, link_history=dict(reversed(other.library.link_history.items())))
    )
    assert {p.url: p.make() for p in contents.pages(one)} == {p.url: p.make() for p in contents.pages(other)}
    assert data_of(one.library) == data_of(other.library)
    made, again = ([(file.path, file.text) for file in files(view, Store.nothing())] for view in (one, other))
    assert made == again


# Every language


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_every_wording_can_be_said_in_every_language(tmp_path: Path, language: str) -> None:
    words = Words(language)
    view = a_view(tmp_path)
    for number, story in enumerate(STORIES):
        url = f"https://x.example/{number}"
        library = replace(view.library, link_history={url: a_record(url, story)})
        link: KnownLink = library.links.of(url)
        said = link_notices.notice(link, words)
        assert bool(said) == bool(SAID[story])
        assert not re.search(r"%\(|%s", said + link_notices.copy_notice(link, words))
