"""Pages of a library from which something was withdrawn: notices, and what other pages say of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from openshelf.cli.main import main
from openshelf.core.store import Store
from openshelf.model.kinds import Kind
from openshelf.site import contents
from openshelf.site.data import files as data
from openshelf.site.i18n import Words
from openshelf.site.navigation import frame_context
from openshelf.site.view import View
from support import FILES, TODAY, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from openshelf.site.page import Page
    from support import Change

CATALOGUE, CASE, THEME = "resources.yml", "guides/case-studies/river.md", "docs/themes/mapping.md"
FRAMEWORK, RESEARCH = "guides/frameworks/paper-or-pencil.md", "guides/research/writing-tools.md"
NOTICE = "withdrawn: {date: 2026-05-02, reason: It was wrong., replaced_by: pencil}"
PAPER = FILES[CATALOGUE].replace("  title: Paper\n", f"  title: Paper\n  {NOTICE}\n")
CASE_GONE = (
    "---\nreviewed: 2026-05-01\nsensitive: yes\nwithdrawn: {date: 2026-05-02, reason: They asked for it.}\n---\n"
)
PENCIL = '<a href="\ufdd0/resources/pencil/" dir="auto">Pencil</a>'
MARK = f'<span class="os-withdrawn">(withdrawn; use instead: {PENCIL})</span>'


def notice(title: str, *more: str) -> str:
    """Return a Markdown notice."""
    return "\n".join(["---", f"title: {title}", "reviewed: 2026-05-01", *more, NOTICE, "---", ""])


def pages_of(folder: Path, changes: dict[str, Change]) -> dict[str, Page]:
    """Return the pages of the tiny library with some changes, by address."""
    return {page.url: page for page in contents.pages(view_of(folder, changes))}


def view_of(folder: Path, changes: dict[str, Change]) -> View:
    return View(load(a_library(folder, changes)), Words("en"))


def test_the_page_of_a_withdrawn_entry_is_a_notice(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {CATALOGUE: PAPER, CASE: CASE_GONE})
    paper, case = pages["resources/paper/"], pages["case-studies/river/"]
    assert "This entry was withdrawn on 2 May 2026." in paper.make()
    assert f"Use instead: {PENCIL}" in paper.make()
    assert (paper.title, paper.description, paper.json_ld, paper.is_listed) == ("Paper", "It was wrong.", {}, False)
    assert (case.title, case.description) == ("A case study that was withdrawn", "They asked for it.")
    assert "river" not in re.sub(r'href="[^"]*"', "", case.make())
    assert case.is_sensitive


def test_a_link_to_a_heading_that_lost_its_words_leads_to_its_page(tmp_path: Path) -> None:
    how_to = "guides/how-to/draw.md"
    text = FILES[how_to].replace(
        "## Steps {#steps}\n", "## Steps {#steps}\n\n### On [[river]]\n\nSee [it](#on-river).\n"
    )
    page = pages_of(tmp_path, {CASE: CASE_GONE, how_to: text})["guides/draw/"].make()
    assert '<a href="\ufdd0/guides/draw/">it</a>' in page
    assert "on-river" not in page


def test_what_stands_below_a_withdrawn_page_is_a_notice_too(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {FRAMEWORK: notice("Paper or pencil"), THEME: notice("Mapping")})
    for url in ("frameworks/paper-or-pencil/how-it-decides/", "themes/mapping/questions/"):
        assert "This entry was withdrawn on 2 May 2026." in pages[url].make()


def test_a_collection_says_what_was_withdrawn_without_the_reason_why_it_was_picked(tmp_path: Path) -> None:
    page = pages_of(tmp_path, {CATALOGUE: PAPER})["collections/start/"].make()
    assert f'<h3 class="os-row-title" dir="auto">Paper</h3>\n<p class="os-row-meta">{MARK}</p>' in page
    assert "It needs no charging." not in page
    assert "It can be rubbed out." in page


def test_tools_of_a_case_study_and_of_a_comparison_stand_below_the_list(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {CATALOGUE: PAPER})
    for url in ("case-studies/river/", "guides/writing-tools/"):
        page = pages[url].make()
        assert f"<li><bdi>Paper</bdi> {MARK}</li>" in page
        assert "/resources/paper/" not in page
    alone = pages_of(
        tmp_path / "all",
        {
            CATALOGUE: PAPER.replace("Pencil\n", f"Pencil\n  {NOTICE}\n").replace(
                "wrong., replaced_by: pencil", "wrong."
            )
        },
    )
    assert "<table" not in alone["guides/writing-tools/"].make()
    assert "guides/writing-tools/" not in alone["frameworks/"].make()


def test_what_helps_with_a_step_is_parted_by_a_comma_and_no_space_before_it(tmp_path: Path) -> None:
    text = FILES[FRAMEWORK].replace("resources: [paper]", "resources: [paper, pencil]")
    page = pages_of(tmp_path, {FRAMEWORK: text})["frameworks/paper-or-pencil/"].make()
    helpful = page.partition("Helpful:")[2].partition("</p>")[0]
    assert re.sub("<[^>]*>", "", helpful).strip() == "Paper, Pencil"


def test_a_step_keeps_its_words_without_the_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = FILES[FRAMEWORK].replace("## Buy paper", "## Buy [[paper]]").replace("As much", "As much [[river|of it]]")
    pages = pages_of(tmp_path, {CATALOGUE: PAPER, CASE: CASE_GONE, FRAMEWORK: text})
    page = pages["frameworks/paper-or-pencil/"].make()
    assert "Helpful:" not in page
    assert '<span data-part="title" dir="auto">Buy Paper and a pencil</span>' in page
    assert 'As much <span class="os-withdrawn">(a case study that was withdrawn)</span> as the table holds.' in re.sub(
        r"  +", " ", page
    )
    assert "Buy Paper and a pencil" in pages["frameworks/paper-or-pencil/how-it-decides/"].make()
    answers = ["--answer", "draws=by-hand", "--answer", "ground=table", "--answer", "story=x"]
    assert main(["--config", str(tmp_path / "mkdocs.yml"), "plan", "paper-or-pencil", *answers]) == 0
    assert "[ ] buy: Buy Paper and a pencil (next, homework)" in capsys.readouterr().out


def test_pages_of_a_sensitive_theme_keep_the_way_to_leave_when_it_is_withdrawn(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, {THEME: notice("Mapping", "sensitive: yes")})
    assert pages["guides/draw/"].is_sensitive
    assert pages["themes/mapping/"].is_sensitive
    assert "themes/mapping" not in pages["guides/draw/"].make()


def test_an_update_about_a_withdrawn_case_study_leads_to_its_notice(tmp_path: Path) -> None:
    news = FILES["docs/updates/hello.md"].replace("kind: news", "kind: withdrawal\naffects: [river]")
    page = pages_of(tmp_path, {CASE: CASE_GONE, "docs/updates/hello.md": news})["updates/hello/"].make()
    assert '<a href="\ufdd0/case-studies/river/" dir="auto">A case study that was withdrawn</a>' in page


def test_no_menu_leads_to_a_withdrawn_page(tmp_path: Path) -> None:
    view = view_of(tmp_path, {"docs/about.md": notice("About")})
    pages = {page.url: page for page in contents.pages(view)}
    found = frame_context(view.library, pages, ["", "about/"], "")
    assert {item.url for item in [*found["menu"], *found["small_menu"]]}.isdisjoint({"about/"})
    assert pages["about/"].is_own


def test_open_data_hold_no_reference_to_what_was_withdrawn(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        CATALOGUE: PAPER.replace("Pencil\n", "Pencil\n  alternatives: [paper]\n", 1),
        CASE: CASE_GONE,
        THEME: notice("Mapping"),
    }
    library = load(a_library(tmp_path, changes))
    files = {file.path: file.text for file in data.files(library, [], Words("en"), Store.nothing())}
    records = {
        f"{record['entry']}/{record['id']}": record for record in json.loads(files["data/library.json"])["entries"]
    }
    assert records["case-study/river"] == {
        "entry": "case-study",
        "id": "river",
        "page": "case-studies/river/",
        "withdrawn": {"date": "2026-05-02", "reason": "They asked for it."},
    }
    assert records["resource/paper"]["withdrawn"]["replaced_by"] == "pencil"
    assert "alternatives" not in records["resource/pencil"]
    assert records["guide/draw"]["themes"] == []
    schema = json.loads(files["data/schemas/library.schema.json"])["$defs"]["Collection"]
    assert schema["properties"]["themes"]["items"]["enum"] == []
    assert "minItems" not in schema["properties"]["themes"]
    assert "minItems" not in schema["properties"]["picks"]
    assert [pick["resource"] for pick in records["collection/start"]["picks"]] == ["pencil"]


def test_search_knows_the_words_of_a_text_but_not_those_for_a_case_study(tmp_path: Path) -> None:
    text = FILES["guides/how-to/draw.md"].replace("[[paper]]", "[[paper]] as in [[river|thesecretwords]]")
    view = view_of(tmp_path, {CATALOGUE: PAPER, CASE: CASE_GONE, "guides/how-to/draw.md": text})
    index = "\n".join(
        file.text for file in contents.data_files(view, [], Store.nothing()) if file.path.startswith("assets/search/")
    )
    assert "thesecretwords" not in index
    assert "It needs no charging" not in index
    assert view.library.listed(Kind.RESOURCE) == view.library.find("pencil")
    assert view.library.today == TODAY
