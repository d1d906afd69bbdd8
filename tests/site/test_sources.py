"""Sources of case studies, updates and verdicts: on their pages, in open data, and among the links of the site."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from check.consent_samples import CASE, REPORT, told
from memories import a_record, write
from openshelf.core.store import Store
from openshelf.library.own_links import own_links
from openshelf.site import contents
from openshelf.site.data import files as data
from openshelf.site.i18n import Words
from openshelf.site.pages import link_health
from openshelf.site.view import View
from support import a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

A, B = "https://a.example.org/a", "https://b.example.org/b"
SOURCES = f'["What the partner told us", {{name: A text., url: "{A}"}}, {{name: Another, url: "{B}"}}]'
LINK = f'{{name: A text, url: "{A}"}}'
VERDICT = f"  criteria: {{works-offline: {{verdict: yes, source: {LINK}, checked: 2026-05-01}}}}\n"
PAPER = ("  cost: free\n", f"  cost: free\n{VERDICT}")


def a_view(folder: Path, changes: dict[str, Change]) -> View:
    return View(load(a_library(folder, changes)), Words("en"))


def said(view: View, url: str) -> list[str]:
    """Return the small print of a page."""
    (page,) = [page for page in contents.pages(view) if page.url == url]
    return [" ".join(node.text().split()) for node in LexborHTMLParser(page.make()).css("p.os-small, p.os-provenance")]


def links(view: View, url: str) -> list[str]:
    """Return where the links in the small print of a page lead, as pages hold them."""
    (page,) = [page for page in contents.pages(view) if page.url == url]
    return [node.html or "" for node in LexborHTMLParser(page.make()).css("p.os-small a, p.os-provenance a")]


def test_a_case_study_shows_words_and_links_in_their_order(tmp_path: Path) -> None:
    view = a_view(tmp_path, {CASE: (f"\nsource: {REPORT}\n", f"\nsource: {SOURCES}\n")})
    assert said(view, "case-studies/river/") == [
        "Source of the facts: What the partner told us; A text; Another. It was already public: A report."
    ]
    assert links(view, "case-studies/river/")[0] == (f'<a href="{A}" rel="noopener noreferrer" dir="auto">A text</a>')
    assert {A, B, "https://river.example.org/report"} <= link_health.uses(view).keys()


def test_a_source_that_allows_a_case_and_tells_it_is_shown_once(tmp_path: Path) -> None:
    view = a_view(tmp_path, {})
    assert said(view, "case-studies/river/") == ["Source of the facts: A report. It was already public."]


def test_a_case_that_a_partner_let_us_tell_says_so(tmp_path: Path) -> None:
    view = a_view(tmp_path, told())
    assert said(view, "case-studies/river/")[0].endswith("The partner agreed to have it told.")


def test_a_look_back_shows_its_source_where_it_has_one(tmp_path: Path) -> None:
    line = f'kind: look-back\nsource: {{name: Our year, url: "{A}"}}\n'
    view = a_view(tmp_path / "one", {"docs/updates/year.md": ("kind: look-back\n", line)})
    assert "Source of the facts: Our year." in said(view, "updates/year/")
    assert A in link_health.uses(view)
    assert not any("Source" in line for line in said(a_view(tmp_path / "other", {}), "updates/year/"))


def test_sources_are_lists_in_open_data_and_absent_where_there_are_none(tmp_path: Path) -> None:
    library = load(
        a_library(tmp_path, {"resources.yml": PAPER, CASE: (f"\nsource: {REPORT}\n", f"\nsource: {SOURCES}\n")})
    )
    found = {file.path: file.text for file in data.files(library, [], Words("en"), Store.nothing())}
    (paper,) = [one for one in json.loads(found["data/resources.json"])["resources"] if one["id"] == "paper"]
    assert paper["criteria"]["works-offline"]["source"] == [{"name": "A text", "url": A}]
    entries = json.loads(found["data/library.json"])["entries"]
    (case,) = [entry for entry in entries if entry["entry"] == "case-study"]
    assert case["source"][:2] == [{"name": "What the partner told us"}, {"name": "A text.", "url": A}]
    row = next(csv.DictReader(io.StringIO(found["data/resources.csv"].removeprefix("\ufeff"))))
    assert row["criteria_works-offline_source"] == f"A text: {A}"
    assert '"source":[]' not in found["data/library.json"].replace(" ", "")


def test_what_an_entry_says_of_its_links_counts_for_its_sources(tmp_path: Path) -> None:
    write(tmp_path, a_record(A, "missing"))
    excuse = "  accept: {reason: It comes back., until: 2026-12-31}\n"
    assert a_view(tmp_path, {"resources.yml": PAPER}).link(A).notice is not None
    assert a_view(tmp_path, {"resources.yml": (PAPER[0], PAPER[1] + excuse)}).link(A).notice is None


def test_the_links_of_an_entry_are_those_that_its_page_shows(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {"resources.yml": PAPER}))
    (paper,), (case,) = library.find("paper"), library.find("river")
    assert own_links(paper.data) == ("https://paper.example.org/", A)
    assert own_links(case.data) == ("https://river.example.org/report",) * 2
