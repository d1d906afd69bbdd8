"""The check of a built site's links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.core.problem import Place
from openshelf.core.store import Store
from openshelf.verify.urls import SiteBase, _winding, file_of
from openshelf.verify.whole_site import check_site
from site_links import check_links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openshelf.core.problem import Problem

PAGES = {
    "index.html": "<p>",
    "a/index.html": '<h2 id="one">One</h2><a name="old"></a><p id="é">x</p><a href="../#top">home</a>',
    "a/b/index.html": "<p>",
    "a/Photo é.png": "",
    "data/x.json": "{}",
    "report.pdf": "",
}


def a_site(folder: Path, **pages: str) -> Path:
    for path, html in {**PAGES, **{f"{name.replace('_', '/')}.html": html for name, html in pages.items()}}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html)
    return folder


def of_link(folder: Path, link: str, address: str = "/") -> list[Problem]:
    return check_links(a_site(folder, index=f'<p id="ok"><a href="{link}">x</a>'), address)


@pytest.mark.parametrize(
    "link",
    [
        "a/",
        "a/#one",
        "a/#old",
        "a/#é",
        "a/#%C3%A9",
        "a/b/",
        "./",
        "#ok",
        "#",
        "#top",
        "#TOP",
        "#:~:text=one",
        "a/#:~:text=one,two",
        "a/#one:~:text=one",
        "data/x.json",
        "data/x.json#/definitions/x",
        "report.pdf#page=3",
        "a/index.html",
        "a/Photo%20%C3%A9.png",
        "a/Photo é.png",
        "a/?q#one",
        " a/ ",
        "https://other.example/x",
        "https://other.example:8443/x#y",
        "http://xn--bcher-kva.example/",
        "https://web.archive.org/web/2020/https://a.example/{x}",
        "mailto:x@a.example",
        "tel:+1234",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(tmp_path: Path, link: str) -> None:
    assert of_link(tmp_path, link) == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("b/", "leads to b/index.html, which does not exist"),
        ("a/#two", "leads to a place that does not exist on a/index.html"),
        ("a/#One", "(did you mean one?"),
        ("a/#%C3%A8", "leads to a place that does not exist on a/index.html"),
        ("#nowhere", "leads to a place that does not exist on index.html"),
        ("#nowhere:~:text=x", "leads to a place that does not exist on index.html"),
        ("a", "(write a slash after it"),
        ("A/", "(it is called a/index.html: capitals matter"),
        ("a/photo%20%C3%A9.png", "(it is called a/Photo é.png: capitals matter"),
        ("data/y.json", "leads to data/y.json, which does not exist"),
        ("data/", "leads to data/index.html, which does not exist"),
        ("../a/", "leaves the site"),
        ("a/../../", "leaves the site"),
        ("/a/", "starts with a slash, so it does not work in a copy on a disk"),
        ("", "is empty"),
        (" ", "is empty"),
        ("//other.example/x", "names a host without a scheme"),
        ("htp://other.example/", "(did you mean http?"),
        ("hhtps://other.example/", "(did you mean https?"),
        ("mailo:x@a.example", "(did you mean mailto?"),
        ("https:///x", "has no host"),
        ("http:/other.example", "has no host"),
        ("https://", "has no host"),
        ("https://a.example:port/", "is not an address"),
        ("https://[::1/", "is not an address"),
        ("www.other.example/x", "(https://www.other.example/x if another site is meant"),
        ("other.org", "(https://other.org if another site is meant"),
    ],
)
def test_a_link_that_leads_nowhere_is_found_with_its_page(tmp_path: Path, link: str, said: str) -> None:
    (problem,) = of_link(tmp_path, link)
    assert problem.rule.id == "built-link"
    assert problem.place == Place("index.html")
    assert repr(link) in problem.message
    assert said in str(problem)
    assert problem.hint.endswith("the template of index.html makes this link")


@pytest.mark.parametrize(
    "element",
    [
        '<img src="{}" alt="">',
        '<img src="data/x.json" srcset="data/x.json, {} 2x" alt="">',
        '<picture><source srcset="{} 640w"></picture>',
        '<script src="{}"></script>',
        '<link rel="stylesheet" href="{}">',
        '<link rel="icon" href="{}">',
        '<link rel="alternate" hreflang="es" href="{}">',
        '<link rel="alternate" type="application/atom+xml" href="{}">',
        '<link rel="canonical" href="{}">',
        '<link rel="preload" as="image" imagesrcset="{} 1x">',
        '<video poster="{}"></video>',
        '<video><track src="{}"></video>',
        '<object data="{}"></object>',
        '<map><area href="{}"></map>',
        '<blockquote cite="{}">x</blockquote>',
        '<svg><a href="{}"><text>x</text></a></svg>',
    ],
)
@pytest.mark.parametrize("prefix", ["", "https://lib.example/sub/"])
def test_every_element_that_names_a_file_is_followed(tmp_path: Path, element: str, prefix: str) -> None:
    site, address = a_site(tmp_path, index=element.format(prefix + "data/y.json")), "https://lib.example/sub/"
    (problem,) = check_links(site, address)
    assert "leads to data/y.json, which does not exist" in problem.message
    assert check_links(a_site(tmp_path, index=element.format(prefix + "data/x.json")), address) == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://lib.example/sub/a/", ""),
        ("https://lib.example/sub/a/#one", ""),
        ("https://lib.example/sub", ""),
        ("https://lib.example/sub/", ""),
        ("http://LIB.example/sub/a/", ""),
        ("https://lib.example/other/", ""),  # another site of the same host
        ("https://lib.example/suburb/", ""),
        ("https://lib.example:8443/sub/b/", ""),
        ("https://lib.example/sub/b/", "leads to b/index.html, which does not exist"),
        ("https://lib.example/sub/a", "(write a slash after it"),
        ("https://lib.example/sub/a/#two", "leads to a place that does not exist on a/index.html"),
        ("https://lib.example/sub/../a/", "leaves the site"),
    ],
)
def test_the_sites_own_address_is_followed_inside(tmp_path: Path, link: str, said: str) -> None:
    assert [said in str(problem) for problem in of_link(tmp_path, link, "https://lib.example/sub/")] == [True] * bool(
        said
    )


def test_the_page_for_any_address_needs_links_from_the_root(tmp_path: Path) -> None:
    site = a_site(tmp_path, **{"404": '<a id="c" href="/lib/a/">x</a><a href="#c">x</a><a href="/lib/">x</a>'})
    assert check_links(site, "/lib/") == []
    wrong = [problem.message for problem in check_links(site)]
    assert wrong == [
        "'/lib/a/' leads to lib/a/index.html, which does not exist",
        "'/lib/' leads to lib/index.html, which does not exist",
    ]
    a_site(tmp_path, **{"404": '<a href="a/">x</a><a href="/a/">x</a>'})
    assert [problem.message for problem in check_links(site, "/lib/")] == [
        "'a/' does not start with a slash, but 404.html is shown at any address",
        "'/a/' leaves the site",
    ]


def test_an_address_on_many_pages_is_one_problem(tmp_path: Path) -> None:
    pages = {f"p{number}_index": '<a href="../gone/#x">x</a>' for number in range(1, 6)}
    (problem,) = check_links(a_site(tmp_path, index='<a href="gone/">x</a>', **pages))
    assert problem.place == Place("index.html")
    assert problem.message == (
        "'gone/' leads to gone/index.html, which does not exist; "
        "in 6 files of the site: index.html, p1/index.html, p2/index.html and 3 more"
    )
    assert problem.hint == "the frame of the pages (theme/) makes this link"


def test_pages_of_one_folder_have_one_template(tmp_path: Path) -> None:
    (problem,) = check_links(a_site(tmp_path, r_1_index='<a href="#x">x</a>', r_2_index='<a href="../1/#x">x</a>'))
    assert problem.hint == "the template of pages in r/ makes this link"


WRITTEN: Mapping[str, Sequence[Place]] = {
    "gone/index.html": (Place("guides/how-to/b.md", 9), Place("guides/how-to/a.md", 3, 7)),
    "a/index.html#oen": (Place("guides/how-to/a.md", 5),),
    "htp://x.example/": (Place("resources.yml", 4),),
}


def test_a_link_that_a_writer_made_is_told_on_the_writers_line(tmp_path: Path) -> None:
    links = '<a href="gone/">x</a><a href="a/#oen">x</a><a href="htp://x.example/">x</a>'
    found = check_links(a_site(tmp_path, index=links), written=WRITTEN)
    assert sorted(f"{problem.place} {problem.message} ({problem.hint})" for problem in found) == sorted(
        f"{place} {message}; in 1 file of the site: index.html ({hint})"
        for place, message, hint in (
            (
                Place("guides/how-to/a.md", 3, 7),
                "'gone/' leads to gone/index.html, which does not exist",
                "it is in guides/how-to/b.md:9 too",
            ),
            (
                Place("guides/how-to/a.md", 5),
                "'a/#oen' leads to a place that does not exist on a/index.html",
                "did you mean one?",
            ),
            (
                Place("resources.yml", 4),
                "'htp://x.example/' starts with htp:, which browsers do not follow",
                "did you mean http?",
            ),
        )
    )


def test_a_mark_of_the_builder_that_was_left_is_found(tmp_path: Path) -> None:
    assert {p.rule.id for p in of_link(tmp_path, "\ufdd0/a/")} >= {"built-mark"}


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><link href="{}"/></feed>'
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'
FILES = [
    ("data/x.atom", ATOM, "../a/"),
    ("data/x.atom", ATOM, "../a/#one"),
    ("sitemap.xml", SITEMAP, "https://lib.example/sub/a/"),
    ("data/l.json", '{{"entries": [{{"title": "A", "page": "{}"}}]}}', "a/#one"),
    ("data/l.csv", "id,page\nx,{}\n", "a/"),
    ("data/m.csv", "\ufeffpage\n{}\n", "a/"),
    ("assets/search/abc.js", 'openshelfPart("abc",[[4,"{}","A","","","Tool"]])', "a/"),
    ("assets/x.css", "p{{background:url({})}}", "../a/b/index.html"),
    ("x.html", '<script type="application/ld+json">{{"url": "{}"}}</script>', "https://lib.example/sub/a/"),
]


@pytest.mark.parametrize(("path", "form", "link"), FILES)
def test_files_that_are_no_pages_lead_somewhere_too(tmp_path: Path, path: str, form: str, link: str) -> None:
    def wrong(text: str) -> list[str]:
        file = a_site(tmp_path) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(form.format(text))
        found = check_site(tmp_path, "https://lib.example/sub/", (), Store.nothing()).problems
        return [problem.message for problem in found if problem.rule.id == "built-link"]

    assert wrong(link) == []
    (message,) = wrong(link.replace("a/", "zz/"))
    assert "zz/" in message
    assert "which does not exist" in message


def test_a_sitemap_of_another_site_is_one_problem(tmp_path: Path) -> None:
    loc = "https://other.example/a/</loc></url><url><loc>https://other.example/b/"
    (a_site(tmp_path) / "sitemap.xml").write_text(SITEMAP.format(loc))
    (problem,) = check_site(tmp_path, "https://lib.example/", (), Store.nothing()).problems[-1:]
    assert "is not an address of this site, which is at lib.example" in problem.message


def test_two_looks_say_the_same(tmp_path: Path) -> None:
    links = "".join(f'<a href="{number}/">x</a><a href="a/#{number}">y</a>' for number in range(9))
    site = a_site(tmp_path, index=links, z_index=links)
    assert [str(p) for p in check_links(site)] == [str(p) for p in check_links(site)]


@pytest.mark.parametrize("address", ["", "/", "https://a.example", "https://a.example/"])
def test_a_site_at_a_root_lies_at_the_root(address: str) -> None:
    assert SiteBase.of(address).path == "/"


PIECES = st.lists(st.sampled_from(["a", "b.c", "..", ".", "", "a b"]), min_size=1, max_size=5).map("/".join)


@given(page=st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "a/b/c.html"]), path=PIECES)
def test_the_quick_way_to_a_file_is_the_long_way(page: str, path: str) -> None:
    assert file_of(page, path, "/") == (_winding(page, path, "/") if path else page)
