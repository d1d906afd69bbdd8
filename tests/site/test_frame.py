"""Frames: rendered once, filled for pages anywhere on the site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from openshelf.site.frame import SLOTS, Frame
from openshelf.site.page import Page
from openshelf.site.urls import ROOT

if TYPE_CHECKING:
    from openshelf.library.library import Library

THEME = (
    f"<title>{SLOTS['title']}</title>{SLOTS['head']}<link href='../assets/a.css'><a href=\"../\">home</a>"
    f'{SLOTS["leave"]}<a href="./">here</a><a href="#x">x</a><a href="https://other.example/">o</a>{SLOTS["content"]}'
)


def a_page(url: str, title: str = "T", content: str = "") -> Page:
    return Page(url, title, 'a "description"', lambda: content, "en", json_ld={"@type": "Thing", "name": "</script>"})


def test_addresses_of_the_frame_fit_every_page_of_its_section(library: Library) -> None:
    html = Frame(THEME, "resources/").fill(a_page("resources/by/kind/tool/"), library.settings)
    assert "href='../../../../assets/a.css'" in html
    assert '<a href="../../../../">home</a>' in html
    assert '<a href="../../../../resources/">here</a>' in html
    assert '<a href="#x">' in html
    assert '<a href="https://other.example/">' in html


def test_root_marks_of_the_content_become_relative(library: Library) -> None:
    html = Frame(THEME, "").fill(a_page("a/b/", content=f'<a href="{ROOT}x/">'), library.settings)
    assert '<a href="../../x/">' in html
    assert ROOT not in html


def test_values_are_escaped_wherever_they_stand(library: Library) -> None:
    html = Frame(THEME, "").fill(a_page("a/", title="<b>"), library.settings)
    assert "<title>&lt;b&gt; · Biblioteca de prueba</title>" in html
    assert 'content="a &quot;description&quot;"' in html
    assert "\\u003c/script\\u003e" in html


def test_search_engines_are_kept_from_what_is_not_listed(library: Library) -> None:
    notice = replace(a_page("a/"), is_listed=False)
    assert '<meta name="robots" content="noindex">' in Frame(THEME, "").fill(notice, library.settings)
    assert "robots" not in Frame(THEME, "").fill(a_page("a/"), library.settings)


def test_a_theme_without_a_slot_is_refused() -> None:
    with pytest.raises(ValueError, match="head, leave, title"):
        Frame(f"<p>{SLOTS['content']}</p>", "")
