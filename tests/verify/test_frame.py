"""What all pages share is read once; a fault in it, or at its seams, is found on each page that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.core.store import Store
from openshelf.verify.html import check_markup
from openshelf.verify.page import read_page
from openshelf.verify.whole_site import check_site

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<!doctype html><html lang="en"><head><title>x</title></head><body><header><a href="../">Home</a></header><main>'
FOOT = '</main><footer id="foot"><a href="../#top">Up</a></footer></body></html>'


def said(site: Path, pages: dict[str, str]) -> set[tuple[str, str]]:
    """Return the files and rules of what is wrong with pages ``<name>/index.html``, beside a home page."""
    for name, html in {"": "<p id='top'>x", **pages}.items():
        file = site / name / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html)
    return {(problem.place.path, problem.rule.id) for problem in check_site(site, "/", (), Store.nothing()).problems}


def test_pages_in_one_good_frame_are_fine(tmp_path: Path) -> None:
    assert said(tmp_path, {name: f"{HEAD}<p>{name}{FOOT}" for name in "abc"}) == set()


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("<header>", "<header onclick='x()'>", "built-script"),
        ("<footer", "<marquee>x</marquee><footer", "built-markup"),
        ("</footer>", "</footer><script>x()</script>", "built-script"),
        ("<footer", "<p id='foot'>x</p><footer", "built-id"),
        ("<footer", "<img src='https://other.example/x.png' alt=''><footer", "third-party"),
    ],
)
def test_a_fault_in_the_frame_is_found_on_all_pages_or_on_the_one_that_has_it(
    tmp_path: Path, good: str, bad: str, rule: str
) -> None:
    fine, wrong = f"{HEAD}<p>x{FOOT}", f"{HEAD}<p>x{FOOT}".replace(good, bad)
    assert said(tmp_path, {"a": fine, "b": wrong, "c": fine}) == {("b/index.html", rule)}
    assert said(tmp_path, dict.fromkeys("abc", wrong)) == {(f"{name}/index.html", rule) for name in "abc"}


def test_a_link_of_the_frame_is_followed_from_the_folder_of_each_page(tmp_path: Path) -> None:
    frame = f'{HEAD}<a href="../b/">b</a><a href="../../">home</a>{FOOT}'
    assert said(tmp_path, {"a": frame, "b": f"{HEAD}{FOOT}", "c/d": frame.replace("../#top", "#")}) == {
        ("a/index.html", "built-link"),
        ("c/d/index.html", "built-link"),
    }
    messages = {(p.place.path, p.message) for p in check_site(tmp_path, "/", (), Store.nothing()).problems}
    assert messages == {
        ("a/index.html", "'../../' leaves the site"),
        ("c/d/index.html", "'../' leads to c/index.html, which does not exist"),
        ("c/d/index.html", "'../b/' leads to c/b/index.html, which does not exist"),
    }


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("<p>x<!-- ", "built-markup"),
        ("<p>x<template>", "built-markup"),
        ("<p>x<textarea onfocus='x()'>", "built-script"),
        ("<p>x<b id='twice'>y", "built-id"),
        ("</main></body></html><!-- x -->", "built-markup"),
        ("<script type='application/json'>1", "built-data"),
        ("<plaintext>", "built-markup"),
        ("<style>", "built-script"),
    ],
)
def test_content_that_swallows_or_changes_what_follows_is_found(tmp_path: Path, content: str, rule: str) -> None:
    fine = f"{HEAD}<p>x{FOOT}"
    found = said(tmp_path, {"a": fine, "b": f"{HEAD}{content}{FOOT}", "c": fine})
    assert ("b/index.html", rule) in found
    assert {path for path, _ in found} == {"b/index.html"}


def test_the_same_element_is_judged_by_what_stands_in_it() -> None:
    """Elements alike are read once; scripts differ by their text."""
    page = '<script type="application/json">1</script><script src="../x.js"></script><script src="../x.js">y()</script>'
    assert [p.rule.id for p in check_markup(read_page("a/index.html", page))] == ["built-script"]


@pytest.mark.parametrize("written", ["\u202e", "&#x202e;", "&#X00202E;", "&#8238;", "&#008234"])
def test_a_character_that_turns_the_text_is_found_however_it_is_written(written: str) -> None:
    for html in (f"<p>photo{written}gpj", f"<p title='a{written}b'>x"):
        assert [p.rule.id for p in check_markup(read_page("a.html", html))] == ["built-markup"]
    assert not list(check_markup(read_page("a.html", "<p>\u2019 \u2026 &#8230; &#82380; &#x202f;")))
