"""The page of a resource and its rows in lists: what is known is shown, and what is not known is never made up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from libraries import other_library, run
from memories import a_record, write
from openshelf.model.fields import known_languages
from openshelf.model.sections import Section
from openshelf.search.documents import documents
from openshelf.site import contents
from openshelf.site.data.search_files import labels
from openshelf.site.facets import lists_of_section
from openshelf.site.i18n import Words
from openshelf.site.pages import link_health
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.site.page import Page
    from support import Change

CATALOGUE, SUMMARY = "resources.yml", "  summary: Holds what you write on it.\n"
ONION = "http://a4eascqlbqgq4dyqcejbgfavcylrqgi2dmob2hq7eaqseizeeutl3myd.onion/"
NOT_KNOWN = {"publisher: The mill": "publisher: unknown", "languages: [en]\n": "languages: unknown\n"}


def paper(folder: Path, lines: str = "", changes: dict[str, str] | None = None) -> View:
    """Return a view of the tiny library whose first resource has more keys, and some others."""
    text = FILES[CATALOGUE]
    for old, new in (changes or {}).items():
        text = text.replace(old, new, 1)
    more = "".join(f"  {line}\n" for line in lines.splitlines())
    return View(load(a_library(folder, {CATALOGUE: text.replace(SUMMARY, SUMMARY + more)})), Words("en"))


def page(view: View, url: str = "resources/paper/") -> Page:
    return next(page for page in contents.pages(view) if page.url == url)


def said(html: str, selector: str = ".os-main") -> str:
    """Return the words of a part of a page, blanks joined."""
    return " ".join(" ".join(node.text(separator=" ") for node in LexborHTMLParser(html).css(selector)).split())


def test_a_description_is_a_text_with_links_and_terms(tmp_path: Path) -> None:
    view = paper(tmp_path, "description: |\n  With a [[pencil]], facing *north*:\n\n  - one\n  - two")
    tree = LexborHTMLParser(page(view).make())
    text = tree.css_first(".os-text")
    assert text is not None
    links_to = [node.attributes["href"] or "" for node in text.css("a")]
    assert any(link.endswith("/resources/pencil/") for link in links_to)
    assert any(link.endswith("/glossary/#north") for link in links_to)
    assert [node.text() for node in text.css("ul > li")][:2] == ["one", "two"]
    (document,) = [one for one in documents(view.library, {}) if one.entry.id == "paper"]
    assert "facing north:" in document.body


def test_other_addresses_are_links_but_that_of_an_onion_service(tmp_path: Path) -> None:
    view = paper(
        tmp_path,
        f"addresses:\n  onion: {ONION}\n  source_code: https://code.example.org/\n  ios: https://apps.apple.com/app/id1\n"
        "  other: [{name: A forum, url: 'https://forum.example.org/'}]",
    )
    tree = LexborHTMLParser(page(view).make())
    items = [item for item in tree.css(".os-text .os-links li") if item.parent]
    assert [" ".join(item.text().split()) for item in items] == [
        "Source code",
        f"Tor address (.onion): {ONION}",
        "iOS",
        "A forum",
    ]
    assert [node.attributes for item in items for node in item.css("a")] == [
        {"href": "https://code.example.org/", "rel": "noopener noreferrer"},
        {"href": "https://apps.apple.com/app/id1", "rel": "noopener noreferrer"},
        {"href": "https://forum.example.org/", "rel": "noopener noreferrer", "dir": "auto"},
    ]
    assert page(view).json_ld["sameAs"] == [
        "https://paper.example.org/",
        "https://code.example.org/",
        "https://apps.apple.com/app/id1",
    ]
    followed = link_health.uses(view)
    assert "https://forum.example.org/" in followed
    assert ONION not in followed


@pytest.mark.parametrize(
    ("state", "notice", "fact", "mark"),
    [
        ("archived", "Archived: nobody works on it any more.", "", "Archived"),
        ("{is: ended, since: 2024}", "Ended: it is gone, or should not be used any more. Since 2024.", "", "Ended"),
        ("{is: active, since: 2024-05}", "", "State Active. Since May 2024.", ""),
        ("unknown", "", "State Not known", ""),
    ],
)
def test_a_state_is_told(state: str, notice: str, fact: str, mark: str, tmp_path: Path) -> None:
    view = paper(tmp_path, f"state: {state}")
    html = page(view).make()
    assert said(html, ".os-notice") == notice
    assert fact in said(html, ".os-facts")
    assert ("State" in said(html, ".os-facts")) == bool(fact)
    listed = page(view, "resources/by/kind/tool/").make()
    assert said(listed, ".os-row:first-child .os-state") == mark
    elsewhere = ("collections/start/", "guides/writing-tools/", "frameworks/paper-or-pencil/")
    assert [said(page(view, url).make(), ".os-state") for url in elsewhere] == [mark] * 3


SOURCES = '[{name: A <b> page., url: "https://a.org/x"}, {name: News, url: "https://b.org/y?a=1&b=2"}]'


def test_the_sources_of_a_state_and_of_a_verdict_are_links_in_their_order(tmp_path: Path) -> None:
    verdict = f"criteria: {{works-offline: {{verdict: partly, source: {SOURCES}, checked: 2026-05-01}}}}"
    view = paper(tmp_path, f"state: {{is: archived, since: 2024-05-31, source: {SOURCES}}}\n{verdict}")
    html = page(view).make()
    assert said(html, ".os-notice").endswith("Since 31 May 2024. Source: A <b> page ; News .")
    assert said(html, ".os-fact-answer") == "Works without a connection Partly"
    assert said(html, "#os-sources") == "A <b> page ; News : Works without a connection. Read 1 May 2026."
    link = '<a href="https://a.org/x" rel="noopener noreferrer" dir="auto">A &lt;b&gt; page</a>'
    assert html.count(link) == html.count('href="https://b.org/y?a=1&amp;b=2" rel="noopener noreferrer"') == 2
    assert {"https://a.org/x", "https://b.org/y?a=1&b=2"} <= link_health.uses(view).keys()


def test_tables_that_compare_list_the_sources_of_their_answers(tmp_path: Path) -> None:
    compares = "compares: {resources: [paper, pencil], criteria: [works-offline]}\nplan: {show"
    verdict = f"criteria: {{works-offline: {{verdict: partly, source: {SOURCES}, checked: 2026-05-01}}}}"
    entry = FILES[CATALOGUE].replace(SUMMARY, f"{SUMMARY}  {verdict}\n")
    changes: dict[str, Change] = {CATALOGUE: entry, "guides/frameworks/paper-or-pencil.md": ("plan: {show", compares)}
    view = View(load(a_library(tmp_path, changes)), Words("en"))
    for url in ("guides/writing-tools/", "frameworks/paper-or-pencil/"):
        html = page(view, url).make()
        assert said(html, ".os-comparison details dl") == "Paper Works without a connection: A <b> page ; News"
        assert 'href="https://a.org/x" rel="noopener noreferrer"' in html


def test_a_table_without_sources_lists_none(tmp_path: Path) -> None:
    assert "Sources of these answers" not in page(paper(tmp_path, ""), "guides/writing-tools/").make()


@pytest.mark.parametrize("excuse", ["", "accept: {reason: It comes back., until: 2026-12-31}"])
def test_what_is_known_of_a_link_stands_beside_each_address(excuse: str, tmp_path: Path) -> None:
    dead, other = "https://docs.example.org/", "https://forum.example.org/"
    write(tmp_path, a_record(dead, "missing"), a_record(other, "missing"))
    view = paper(
        tmp_path,
        f"addresses:\n  documentation: {dead}\n  other: [{{name: Forum, url: '{other}'}}]\n"
        f"state: {{is: archived, source: {{name: News, url: '{dead}'}}}}\n{excuse}",
    )
    html = page(view).make()
    wanted = [] if excuse else ["May be dead since 3 May 2026"] * 3
    assert [
        node.text()[: len("May be dead since 3 May 2026")] for node in LexborHTMLParser(html).css(".os-state")
    ] == wanted
    assert {dead, other} <= link_health.uses(view).keys()


def test_what_it_is_good_for_and_what_to_watch_stand_before_what_leads_away(tmp_path: Path) -> None:
    html = page(paper(tmp_path, "good_for: [Notes]\nnot_for: [Rain]\nrisks: [Fire]")).make()
    order = ["os-eyebrow", 'id="os-good-for"', 'id="os-risks"', 'id="os-not-for"', "os-button", "os-provenance"]
    assert sorted(order, key=html.index) == order
    assert said(html, ".os-verdict") == "Good for Notes Watch out Fire Not for Rain"


def test_rows_say_what_a_resource_is_good_for_and_its_summary_where_that_is_not_said(tmp_path: Path) -> None:
    rows = page(paper(tmp_path, "good_for: [Notes, Kites]"), "resources/by/kind/tool/").make()
    assert said(rows, ".os-row:first-child .os-row-summary") == "Good for: Notes"
    assert said(rows, ".os-row:last-child .os-row-summary") == "Writes on paper."


ANSWERED = """\
offline: {field}
criteria:
  works-offline: {{verdict: {verdict}, source: {{name: A page, url: "https://a.org/x"}}, checked: 2026-05-01}}
"""


@pytest.mark.parametrize(
    ("field", "verdict", "wanted"),
    [
        ("yes", "yes", "Works without a connection Yes"),
        ("yes", "unknown", "Works without a connection Yes"),
        ("unknown", "partly", "Works without a connection Partly"),
        ("yes", "partly", "Works without a connection Partly"),
        ("unknown", "unknown", "Not known Works without a connection"),
    ],
)
def test_a_fact_that_is_a_criterion_too_stands_once(field: str, verdict: str, wanted: str, tmp_path: Path) -> None:
    facts = said(page(paper(tmp_path, ANSWERED.format(field=field, verdict=verdict))).make(), "#os-facts + dl")
    assert facts.endswith(wanted)
    assert facts.count("Works without a connection") == 1


MANY = sorted(tag for tag in known_languages() if len(tag) == 2 and tag < "en")
MANY += sorted((tag for tag in known_languages() if tag > "ff"), reverse=True)[: 58 - len(MANY)]
"""58 languages, and none of them English, French or Spanish."""


def test_lists_name_four_languages_the_own_first_and_say_how_many_more(tmp_path: Path) -> None:
    view = paper(tmp_path, "", {"[en]": f"[{', '.join(MANY)}, en-GB, fr]"})
    first = [view.words.language_name(tag) for tag in ("en-GB", *MANY[:3])]
    listed = page(view, "resources/by/kind/tool/").make()
    assert f"{', '.join(first)} and 56 more" in said(listed, ".os-row-meta")


@pytest.mark.parametrize(("number", "folded"), [(12, 0), (13, 1), (60, 48)])
def test_a_page_has_all_languages_and_folds_those_beyond_twelve(number: int, folded: int, tmp_path: Path) -> None:
    tags = [*MANY, "fr", "es"][-number:]
    html = page(paper(tmp_path, "", {"[en]": f"[{', '.join(tags)}]"})).make()
    tree = LexborHTMLParser(html)
    links = [str(node.attributes["href"]) for node in tree.css(".os-facts a") if "/language/" in str(node.attributes)]
    assert [link.rstrip("/").rpartition("/")[2] for link in links] == tags
    assert len(tree.css(".os-facts details a")) == folded
    assert said(html, ".os-facts summary") == (f"and {folded} more" if folded else "")


COPIED = "Written from a stored copy of the page, read on 1 May 2026 , 45 days ago. We have not opened the page itself."


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("  read_from: page\n", "Written from the page itself, read on 1 May 2026 , 45 days ago."),
        ("  read_from: copy\n", COPIED),
        ("", "Written from its source, read on 1 May 2026 , 45 days ago."),
    ],
)
def test_a_page_says_what_was_read(line: str, wanted: str, tmp_path: Path) -> None:
    view = paper(tmp_path, "", {"  read_from: page\n": line})
    assert said(page(view).make(), ".os-provenance") == f"{wanted} Next review by 1 May 2027."


def test_names_of_products_are_facts_and_words_to_search_for_are_not_shown(tmp_path: Path) -> None:
    view = paper(tmp_path, "instead_of: [Slate, Wax]\nsearch_words: [papyrus]\nlanguages_complete: no")
    html = page(view).make()
    assert "Can be used instead of Slate , Wax" in said(html, ".os-facts")
    assert "English and perhaps more" in said(html, ".os-facts")
    assert "papyrus" not in html


def test_what_is_not_known_is_a_word_on_the_page_and_nothing_elsewhere(tmp_path: Path) -> None:
    view = paper(tmp_path, "languages_complete: no", NOT_KNOWN)
    made = page(view)
    html = made.make()
    assert said(html, ".os-eyebrow") == "Tool · paper.example.org"
    assert "Made or run by Not known" in said(html, ".os-facts")
    assert "Language Not known Region" in said(html, ".os-facts")
    assert "unknown" not in json.dumps(made.json_ld)
    listed = page(view, "resources/by/language/unknown/").make()
    assert said(listed, ".os-row-meta") == "Tool Free"
    (entry,) = view.find("paper")
    assert "Not known" not in labels(view)[entry.key]
    assert all("unknown" not in one.body for one in documents(view.library, {}))


def test_a_guide_whose_publisher_is_not_known_has_none_in_its_data(tmp_path: Path) -> None:
    view = paper(tmp_path, "", {"kind: tool": "kind: guide", **NOT_KNOWN})
    assert "publisher" not in page(view).json_ld
    assert page(paper(tmp_path, "", {"kind: tool": "kind: guide"})).json_ld["publisher"]["name"] == "The mill"


def test_what_is_not_known_comes_last_among_ways_to_browse(view: View) -> None:
    (languages,) = [way for way in lists_of_section(view, Section.RESOURCES) if way.facet.id == "language"]
    assert [value.id for value in languages.values] == ["es", "qu", "unknown"]


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en", "May 2024", "31 May 2024"),
        ("es", "mayo de 2024", "31 de mayo de 2024"),
        ("pt", "maio de 2024", "31 de maio de 2024"),
        ("fr", "mai 2024", "31 mai 2024"),
    ],
)
def test_a_date_is_as_exact_as_its_source(language: str, month: str, day: str) -> None:
    words = Words(language)
    assert [words.since("2024"), words.since("2024-05"), words.since("2024-05-31")] == ["2024", month, day]


UNKNOWN_ENTRY = """\
- id: thing-{number:03}
  title: Thing {number}
  url: https://things.example/{number}
  kind: tool
  publisher: unknown
  summary: Does the work that things of number {number} do.
  description: |
    It was made for **work** number {number}, and has more to tell than fits in a summary.

    - It runs on a server.
  addresses:
    source_code: https://code.example/{number}
  state: {state}
  themes: [agua]
  languages: unknown
  regions: [andes]
  cost: free
  licence: GPL-3.0-only
  open_source: yes
  instead_of: [A well-known thing]
  reviewed: 2026-05-01
"""
STATES = ("active", "{is: archived, since: 2024}", "unknown")


def test_a_catalogue_of_which_little_is_known_builds(tmp_path: Path) -> None:
    entries = "".join(UNKNOWN_ENTRY.format(number=number, state=STATES[number % 3]) for number in range(300))
    root = other_library(tmp_path)
    with (root / CATALOGUE).open("a", encoding="utf-8") as catalogue:
        catalogue.write(entries)
    done = run("openshelf", "build", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "page-weight" not in done.stdout
    built = (root / "site/resources/thing-001/index.html").read_text(encoding="utf-8")
    assert "unknown" not in said(built)
    assert "Idioma No se sabe" in said(built, ".os-facts")
    assert said(built, ".os-eyebrow") == "Herramienta · things.example"
