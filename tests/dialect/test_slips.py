"""Slips that were found by trying to break the dialect: each is mended, or waits with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialect.trial import trial
from openshelf.pages.view import View
from openshelf.pages.words import Words
from openshelf.read.body import read_body
from openshelf.read.dialect import parse
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path


def with_text(folder: Path, path: str, text: str) -> View:
    """Return the view of the tiny library, with words added to one of its texts."""
    return View(load(a_library(folder, {path: f"{FILES[path]}\n{text}"})), Words("en"))


@pytest.mark.xfail(reason="the place of what follows two blanks is short by one", strict=True)
@pytest.mark.parametrize("item", ["- [ ]  [words](#x)\n", "1. [x]   [words](#x)\n"])
def test_a_link_in_a_task_stands_where_it_begins_however_many_blanks_are_before_it(item: str) -> None:
    (link,) = read_body(item, "text.md", 1)[0].links
    assert link.place.column == item.index("[words]") + 1


@pytest.mark.xfail(reason="its token is looked for in the text, not in the note", strict=True)
def test_a_question_in_a_note_is_the_one_that_is_shown_elsewhere(tmp_path: Path) -> None:
    text = "So[^1].\n\n[^1]: Because.\n\n    !!! question\n        Who asked?\n"
    callouts = with_text(tmp_path, "guides/how-to/draw.md", text).callouts("mapping")
    assert ["Who asked?" in gathered.html for _, gathered in callouts["question"]] == [True]


@pytest.mark.xfail(reason="its token is looked for in the text, not in the note", strict=True, raises=IndexError)
def test_a_question_at_the_end_of_a_long_note_stops_no_build(tmp_path: Path) -> None:
    text = "So[^1].\n\n[^1]: One.\n\n    Two.\n\n    Three.\n\n    Four.\n\n    !!! question\n        Who?\n"
    assert with_text(tmp_path, "docs/themes/mapping.md", text).texts


UNREACHABLE = {
    "itself": "Words.\n\n[^a]: One[^a].\n",
    "one another": "Words.\n\n[^a]: One[^b].\n\n[^b]: Two[^a].\n",
    "a text that stands for a picture": "![Words[^a]](x.png)\n\n[^a]: One.\n",
}
"""Notes that only these refer to, so that no reader sees them."""


@pytest.mark.xfail(reason="any use counts, whether or not a reader can follow it", strict=True)
@pytest.mark.parametrize("name", UNREACHABLE)
def test_a_note_that_no_reader_can_reach_is_unused(name: str, tmp_path: Path) -> None:
    assert [error for error in trial(tmp_path, UNREACHABLE[name]).errors if error.endswith("unused-note")]


@pytest.mark.xfail(reason="image targets are checked as those of links are", strict=True)
@pytest.mark.parametrize("target", ["#words", "?", "index.md", "../resources.yml"])
def test_an_image_is_a_picture(target: str, tmp_path: Path) -> None:
    assert trial(tmp_path, f"## Words\n\n![What it shows]({target})\n").errors == ["3:1 link-target"]


@pytest.mark.xfail(reason="tables drop what stands beyond their last column without a word", strict=True)
def test_a_cell_beyond_the_last_column_is_a_problem(tmp_path: Path) -> None:
    assert trial(tmp_path, "| A |\n| --- |\n| b | lost |\n").problems


@pytest.mark.xfail(reason="no rule asks for the words of a heading", strict=True)
@pytest.mark.parametrize("text", ["##\n", "## {#x}\n", "## ##\n"])
def test_a_heading_without_words_is_an_error(text: str, tmp_path: Path) -> None:
    assert trial(tmp_path, text).errors


@pytest.mark.xfail(reason="bare addresses are taken as they are written", strict=True)
def test_an_entity_in_a_bare_address_is_the_sign_it_stands_for_or_a_problem(tmp_path: Path) -> None:
    result = trial(tmp_path, "See https://example.org/?a=1&amp;b=2 there.\n")
    assert result.problems or [link.target for link in result.body.links] == ["https://example.org/?a=1&b=2"]


@pytest.mark.xfail(reason="all terms stand on one page, and each counts its notes from one", strict=True)
def test_notes_and_headings_of_two_terms_have_ids_of_their_own(tmp_path: Path) -> None:
    text = "\nSo[^1].\n\n## More\n\n[^1]: Note.\n"
    changes = {f"guides/glossary/{name}.md": FILES[f"guides/glossary/{name}.md"] + text for name in ("legend", "north")}
    texts = View(load(a_library(tmp_path, changes)), Words("en")).texts
    html = texts["term/legend"].html + texts["term/north"].html
    assert [html.count(f'id="{id_}"') for id_ in ("fn:1", "fnref:1", "more")] == [1, 1, 1]


@pytest.mark.xfail(reason="upstream looks through the whole paragraph at every colon", strict=True)
def test_a_colon_costs_no_more_the_further_down_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    from mdit_py_plugins.gfm_autolink import index

    seen: list[int] = []
    pattern = index._PROTO_RE

    class _Counting:
        def search(self, text: str) -> object:
            seen.append(len(text))
            return pattern.search(text)

    monkeypatch.setattr(index, "_PROTO_RE", _Counting())
    parse("word: " * 500)
    assert max(seen, default=0) < 100
