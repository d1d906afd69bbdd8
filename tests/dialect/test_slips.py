"""Slips that were found by trying to break the dialect: each is mended, or waits with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialect.trial import trial
from openshelf.site.i18n import Words
from openshelf.site.view import View
from openshelf.sources.dialect import parse
from openshelf.sources.markdown_outline import read_body
from support import FILES, a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path


def with_text(folder: Path, path: str, text: str) -> View:
    """Return the view of the tiny library, with words added to one of its texts."""
    return View(load(a_library(folder, {path: f"{FILES[path]}\n{text}"})), Words("en"))


@pytest.mark.parametrize("item", ["- [ ]  [words](#x)\n", "1. [x]   [words](#x)\n"])
def test_a_link_in_a_task_stands_where_it_begins_however_many_blanks_are_before_it(item: str) -> None:
    (link,) = read_body(item, "text.md", 1)[0].links
    assert link.place.column == item.index("[words]") + 1


def test_a_question_in_a_note_is_the_one_that_is_shown_elsewhere(tmp_path: Path) -> None:
    text = "So[^1].\n\n[^1]: Because.\n\n    !!! question\n        Who asked?\n"
    callouts = with_text(tmp_path, "guides/how-to/draw.md", text).callouts("mapping")
    assert ["Who asked?" in gathered.html for _, gathered in callouts["question"]] == [True]


def test_a_question_at_the_end_of_a_long_note_stops_no_build(tmp_path: Path) -> None:
    text = "So[^1].\n\n[^1]: One.\n\n    Two.\n\n    Three.\n\n    Four.\n\n    !!! question\n        Who?\n"
    assert with_text(tmp_path, "docs/themes/mapping.md", text).texts


UNREACHABLE = {
    "itself": "Words.\n\n[^a]: One[^a].\n",
    "one another": "Words.\n\n[^a]: One[^b].\n\n[^b]: Two[^a].\n",
    "a text that stands for a picture": "![Words[^a]](x.png)\n\n[^a]: One.\n",
}
"""Notes that only these refer to, so that no reader sees them."""


@pytest.mark.parametrize("name", UNREACHABLE)
def test_a_note_that_no_reader_can_reach_is_unused(name: str, tmp_path: Path) -> None:
    assert [error for error in trial(tmp_path, UNREACHABLE[name]).errors if error.endswith("unused-note")]


@pytest.mark.parametrize("target", ["#words", "?", "index.md", "../resources.yml"])
def test_an_image_is_a_picture(target: str, tmp_path: Path) -> None:
    assert trial(tmp_path, f"## Words\n\n![What it shows]({target})\n").errors == ["3:1 link-target"]


def test_a_cell_beyond_the_last_column_is_a_problem(tmp_path: Path) -> None:
    assert trial(tmp_path, "| A |\n| --- |\n| b | lost |\n").problems


@pytest.mark.parametrize("text", ["##\n", "## {#x}\n", "## ##\n"])
def test_a_heading_without_words_is_an_error(text: str, tmp_path: Path) -> None:
    assert trial(tmp_path, text).errors


def test_an_entity_in_a_bare_address_is_the_sign_it_stands_for_or_a_problem(tmp_path: Path) -> None:
    result = trial(tmp_path, "See https://example.org/?a=1&amp;b=2 there.\n")
    assert result.problems or [link.target for link in result.body.links] == ["https://example.org/?a=1&b=2"]


def test_terms_that_share_a_page_have_no_notes_and_no_headings(tmp_path: Path) -> None:
    text = "\nSo[^1].\n\n## More\n\n[^1]: Note.\n"
    changes = {f"guides/glossary/{name}.md": FILES[f"guides/glossary/{name}.md"] + text for name in ("legend", "north")}
    rules = [problem.rule.id for problem in problems_of(a_library(tmp_path, changes))]
    assert rules == ["note-place", "term-heading"] * 2


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


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("[a [[paper]] b](https://a.example.org/)\n", ["1:1 stray-markup"]),
        ('!!! pitfall ""\n    Words.\n', ["1:5 callout-line"]),
        ("!!!  note\n    Words.\n", ["1:6 callout-line"]),
        ("!!!note\n    Words.\n", ["1:4 callout-line"]),
        ("a ~~ b ~~ c\n", ["1:3 stray-markup"]),
        ("See $$x$$.\n", ["1:5 stray-markup"]),
        ("| a |\n| --- |\n| [[paper|x]] |\n", ["3:3 stray-markup"]),
        ("| a | b |\n" * 40, ["1:1 stray-markup"]),
        ("a <!-- b\n\nc -->\n", ["1:3 stray-markup"]),
        ("See HTTPS://a.example.org/x there.\n", ["1:5 stray-markup"]),
        ('A "https://a.example.org/x" in quotation marks.\n', ["1:4 stray-markup"]),
        ("1)one\n2)two\n", ["1:1 stray-markup"]),
        ("-a\n-b\n", ["1:1 stray-markup"]),
        ("a) one\nb) two\n", ["1:1 stray-markup"]),
        ("-\u00a0a\n", ["1:1 stray-markup"]),
        ("- [x]done\n", ["1:3 stray-markup"]),
        ("term\n:meaning\n", ["2:1 stray-markup"]),
        ("one\ntwo\n: meaning\n", ["3:1 stray-markup"]),
        ("(https://a.example.org/)[a]\n", ["1:2 link-target"]),
        ("Area: x^2^\n", ["1:8 stray-markup"]),
        ("A note^[inline].\n", ["1:7 stray-markup"]),
        ("![[paper]]\n", ["1:1 stray-markup"]),
        ("[[paper|the *paper*]]\n", ["1:1 stray-markup"]),
        ("[[alpha-\ntool]]\n", ["1:1 stray-markup"]),
        ("> a\n> - > [!NOTE]\n>   > b\n", ["2:7 callout-line"]),
        ("[x](index.md?v=2)\n", ["1:1 unknown-file"]),
        ("<br>\n**bold** [[nope]]\n", ["1:1 raw-html"]),
        ("| <mark>a | b</mark> |\n|---|---|\n", ["1:3 raw-html"]),
        ("<sub>a<sup>b</sub>c</sup>\n", ["1:13 raw-html"]),
        ("*a <ins>b* c</ins>\n", ["1:13 raw-html"]),
        ("a <br></br> b\n", ["1:7 raw-html"]),
        ('a <kbd class="x">x</kbd>\n', ["1:3 raw-html"]),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, str) else "",
)
def test_one_slip_is_one_problem(text: str, errors: list[str], tmp_path: Path) -> None:
    assert trial(tmp_path, text).errors == errors


def test_a_text_that_takes_too_long_to_read_is_told_of_nothing_else(tmp_path: Path) -> None:
    guide = "guides/how-to/draw.md"
    changes = {guide: FILES[guide].partition("---\n\n")[0] + "---\n\n" + ("[a " * 5_000 + "\n") * 8}
    assert [problem.rule.id for problem in problems_of(a_library(tmp_path, changes))] == ["long-block"]


@pytest.mark.parametrize(
    "text",
    [
        "\\[[paper]] and \\[x](y) are shown as they are.\n",
        "Prices\n~ 5 km\n",
        "An array a[0][1], and 2 ** 3 ** 4.\n",
        "x --> y\n",
        "It is 3.5 km.\n4.2 of them are steep.\n",
    ],
    ids=lambda text: repr(text[:16]),
)
def test_signs_that_are_meant_pass(text: str, tmp_path: Path) -> None:
    assert trial(tmp_path, text).errors == []


@pytest.mark.parametrize("text", ["## a | b\n--|--\n", "- a | b\n--|--\n", "> a | b\n--|--\n"], ids=repr)
def test_what_begins_with_a_sign_of_its_own_is_no_head_of_a_table(text: str, tmp_path: Path) -> None:
    assert "<table>" not in trial(tmp_path, text).html


@pytest.mark.parametrize(
    "text",
    [
        "jane.doe\\@mail.invalid.org",
        "`jane.doe`@mail.invalid.org",
        "jane.doe<mark>@</mark>mail.invalid.org",
        "jane.**doe@mail.invalid**.org",
        "+254 **712** 345 678",
        "\\+254\\-712\\-345\\-678",
        "+254 712<sub></sub>345 678",
    ],
)
def test_contacts_are_found_as_readers_see_them(text: str, tmp_path: Path) -> None:
    assert any(error.endswith("personal-contact") for error in trial(tmp_path, f"Ask {text} at night.\n").errors)


def test_thousands_of_slips_are_told_as_fast_as_they_are_read(tmp_path: Path) -> None:
    links = "".join(f"[x](#alpha{number})\n\n## alpha b{number}\n\n" for number in range(900))
    notes = "".join(f"a[^alpha{number}]\n\n[^alphb{number}]: x\n\n" for number in range(900))
    rules = [error.partition(" ")[2] for error in trial(tmp_path, links + notes).errors]
    assert (rules.count("unknown-fragment"), rules.count("unknown-note")) == (900, 900)
