"""Frames: rendered once, filled for pages anywhere on the site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.core.store import digest
from openshelf.site import contents
from openshelf.site.assembly import ERROR_PAGE, Assembly
from openshelf.site.frame import SLOTS, Frame, site_base
from openshelf.site.page import Page
from openshelf.site.splice import OldPage, content_in
from openshelf.site.urls import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.library import Library

THEME = (
    f"<title>{SLOTS['title']}</title>{SLOTS['head']}<link href='../assets/a.css'><a href=\"../\">home</a>"
    f'{SLOTS["leave"]}<a href="./">here</a><a href="#x">x</a><a href="https://other.example/">o</a>{SLOTS["content"]}'
)


def a_page(url: str, title: str = "T", content: str = "") -> Page:
    facts = {"@type": "Thing", "name": "</script>"}
    return Page(url, title, 'a "description"', lambda _: content, "", {}, "en", json_ld=facts)


def test_addresses_of_the_frame_fit_every_page_of_its_section(library: Library) -> None:
    html = Frame.rendered(THEME, "resources/").fill(a_page("resources/by/kind/tool/"), library.settings)
    assert "href='../../../../assets/a.css'" in html
    assert '<a href="../../../../">home</a>' in html
    assert '<a href="../../../../resources/">here</a>' in html
    assert '<a href="#x">' in html
    assert '<a href="https://other.example/">' in html


def test_root_marks_of_the_content_become_relative(library: Library) -> None:
    html = Frame.rendered(THEME, "").fill(a_page("a/b/", content=f'<a href="{ROOT}x/">'), library.settings)
    assert '<a href="../../x/">' in html
    assert ROOT not in html


def test_values_are_escaped_wherever_they_stand(library: Library) -> None:
    html = Frame.rendered(THEME, "").fill(a_page("a/", title="<b>"), library.settings)
    assert "<title>&lt;b&gt; · Biblioteca de prueba</title>" in html
    assert 'content="a &quot;description&quot;"' in html
    assert "\\u003c/script\\u003e" in html


def test_search_engines_are_kept_from_what_is_not_listed(library: Library) -> None:
    notice = replace(a_page("a/"), is_listed=False)
    assert '<meta name="robots" content="noindex">' in Frame.rendered(THEME, "").fill(notice, library.settings)
    assert "robots" not in Frame.rendered(THEME, "").fill(a_page("a/"), library.settings)


def test_a_theme_without_a_slot_is_refused() -> None:
    with pytest.raises(ValueError, match="head, leave, title"):
        Frame.rendered(f"<p>{SLOTS['content']}</p>", "")


@given(
    pieces=st.lists(st.text("ab<", max_size=6), min_size=2, max_size=4),
    content=st.text("ab<", max_size=8),
    other=st.text("ab<", max_size=30),
)
def test_what_stands_between_pieces_is_found_and_nothing_else_is(pieces: list[str], content: str, other: str) -> None:
    assert content_in(content.join(pieces), pieces) == content
    found = content_in(other, pieces)
    assert found is None or found.join(pieces) == other


@pytest.mark.parametrize(
    "theme", [THEME, THEME + SLOTS["content"], SLOTS["content"] + THEME, SLOTS["leave"] + THEME + SLOTS["title"]]
)
def test_a_page_is_set_into_another_frame(library: Library, tmp_path: Path, theme: str) -> None:
    page, settings = a_page("a/b/", content=f'<a href="{ROOT}x/">{THEME}'), library.settings
    old, new = Frame.rendered(THEME, "a/"), Frame.rendered(f"<b>new</b>{theme}", "a/")
    file = tmp_path / "page.html"
    file.write_text(old.fill(page, settings), encoding="utf-8")
    key = digest(file.read_bytes())

    def around(frame: Frame) -> list[str]:
        return frame.around(page, settings)

    assert OldPage(page, str(file), key, old).spliced(around, new) == new.fill(page, settings)
    assert OldPage(page, str(file), key, new).spliced(around, old) is None, "it is in no such frame"
    assert OldPage(page, str(file), b"other", old).spliced(around, new) is None
    assert OldPage(page, str(tmp_path / "gone"), key, old).spliced(around, new) is None


class Guest(Page):
    """A page that stands at an address of its own and in the frame of another section."""

    @property
    def section(self) -> str:
        return "resources"


def framed(library: Library, *more: Page) -> Assembly:
    """Return an assembly with further pages, and the frames that the engine would have rendered for it."""
    with patch.object(contents, "PAGE_MAKERS", (*contents.PAGE_MAKERS, lambda _: iter(more))):
        assembly = Assembly.of(library)
        for page in assembly.pages.values():
            if page.is_front or page.url == ERROR_PAGE:
                assembly.add_frame(THEME, page.url)
    return assembly


def test_every_page_that_is_planned_is_written_whatever_section_it_is_in(library: Library, tmp_path: Path) -> None:
    guest = Guest("x/", "Guest", "", lambda _: f'<a href="{ROOT}resources/">all</a>', "", {}, "en")
    assembly = framed(library, guest, a_page("resources/by/"), a_page("y/z/"), a_page("y/"))
    assembly.write(tmp_path)
    for page in assembly.pages.values():
        assert SLOTS["content"] not in (tmp_path / page.path).read_text(encoding="utf-8")
    assert '<a href="../resources/">all</a>' in (tmp_path / "x/index.html").read_text(encoding="utf-8")


def test_a_page_in_a_section_without_a_frame_stops_the_build(library: Library, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        framed(library, a_page("nowhere/page/")).write(tmp_path)


def test_the_engine_renders_a_frame_for_each_section_and_each_page_of_docs(library: Library) -> None:
    names = set(Assembly.of(library).framed())
    assert {"index.md", "support.md", "resources/index.md", "link-health/index.md"} <= names
    assert not [name for name in names if name.count("/") > 1]


def test_the_error_page_finds_everything_from_any_address(library: Library, tmp_path: Path) -> None:
    framed(library).write(tmp_path)
    html = (tmp_path / ERROR_PAGE).read_text(encoding="utf-8")
    assert "../" not in html
    assert f'href="{site_base(library.settings)}resources/"' in html
