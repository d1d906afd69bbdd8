"""The check of a built site's links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.verify.addresses import _winding, file_of
from openshelf.verify.links import check_links

if TYPE_CHECKING:
    from pathlib import Path


def a_site(folder: Path, link: str) -> Path:
    for path, html in {
        "index.html": f'<p id="top"><a href="{link}">x</a>',
        "a/index.html": '<h2 id="one">One</h2><a href="../#top">home</a>',
        "a/b/index.html": "<p>",
        "data/x.json": "{}",
    }.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html)
    return folder


@pytest.mark.parametrize(
    "link",
    [
        "a/",
        "a/#one",
        "a/b/",
        "./",
        "#top",
        "",
        "data/x.json",
        "a/index.html",
        "/a/",
        "https://other.example/x",
        "mailto:x",
        "a/?q#one",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(tmp_path: Path, link: str) -> None:
    assert check_links(a_site(tmp_path, link)) == []


@pytest.mark.parametrize("link", ["b/", "a/#two", "a", "#nowhere", "data/y.json", "../a/", "/b/"])
def test_a_link_that_leads_nowhere_is_found_with_its_page(tmp_path: Path, link: str) -> None:
    (problem,) = check_links(a_site(tmp_path, link))
    assert problem.rule.id == "built-link"
    assert problem.place.path == "index.html"
    assert repr(link) in problem.message


def test_a_site_below_a_path_may_use_only_that_path(tmp_path: Path) -> None:
    assert check_links(a_site(tmp_path, "/lib/a/"), "/lib/") == []
    assert [p.rule.id for p in check_links(a_site(tmp_path, "/a/"), "/lib/")] == ["built-link"]


def test_a_mark_of_the_builder_that_was_left_is_found(tmp_path: Path) -> None:
    assert {p.rule.id for p in check_links(a_site(tmp_path, "\ufdd0/a/"))} >= {"built-mark"}


PIECES = st.lists(st.sampled_from(["a", "b.c", "..", ".", "", "a b"]), min_size=1, max_size=5).map("/".join)


@given(page=st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "a/b/c.html"]), path=PIECES)
def test_the_quick_way_to_a_file_is_the_long_way(page: str, path: str) -> None:
    assert file_of(page, path, "/") == (_winding(page, path, "/") if path else page)
