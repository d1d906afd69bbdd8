"""A page that is read tag by tag says what the same page says as a browser reads it; one that could not is not so read.

Each hostile page here tries to slip past: what it holds must be found, or be where a browser would find it.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openshelf.core.store import Store
from openshelf.verify import whole_site
from openshelf.verify.html import ALLOWED, check_markup
from openshelf.verify.internal_links import links_of, resolve_page_links
from openshelf.verify.page import read_page
from openshelf.verify.places import stays_open
from openshelf.verify.plain_page import read_plain_page
from openshelf.verify.urls import SiteBase
from openshelf.verify.whole_site import check_site

if TYPE_CHECKING:
    from pathlib import Path

TOP = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>x</title>
</head>
<body>
<header><a href="../">Home
</a></header>
"""
FOOT = """
<footer id="foot"><a href="../#top">Up</a></footer>
<script src="../own.js" defer></script>
</body>
</html>
"""
HEAD = f"{TOP}<main>"
END = f"</main>{FOOT}"

# Everything that decides where the standard puts what follows, and what it may make of it.
PIECES = (
    *(f"<{tag}>" for tag in ("p", "div", "a", "b", "i", "em", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "span")),
    *(f"</{tag}>" for tag in ("p", "div", "a", "b", "i", "em", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "span")),
    *("<table>", "<tbody>", "<tr>", "<td>", "<th>", "<caption>", "</caption>", "</th>", "</td>", "</tr>", "</tbody>"),
    *("</table>", "<pre>", "</pre>", "<button>", "</button>", "<ruby>", "<rt>", "</rt>", "</ruby>", "<br>", "<hr/>"),
    *("<svg>", '<path d="M0"/>', "<g>", "</g>", "<desc>", "</desc>", "<text>", "</text>", "</svg>", "<details>"),
    *("<select>", "<option>", "</option>", "</select>", "<textarea>", "</textarea>", "<summary>", "</summary>"),
    *('<a href="../a/">', '<a href="#x" id="y">', '<b id="z">', '<img src="x.png" alt="A &amp; B">', "<br/>", "<wbr>"),
    *('<script type="application/json">', "</script>", "<title>", "</title>", '<meta name="x">', "<head>", "</head>"),
    *("<body>", "</body>", "</html>", '<html dir="rtl">', '<body id="q">', "</main>", "<main>", "</details>", "</br>"),
    *("x", " ", "\n", "A & B", "&lt;b&gt;", "&#8238;", "&notin", "<!-- x -->", "<!--", "-->", "<![CDATA[", "]]>"),
    *(
        "<p title='>'>",
        '<p title=">">',
        "<P>",
        "<p title=x>",
        '<p title="a" title="b">',
        "<base>",
        "<style>",
        "\0",
        "\r",
    ),
)
PAIRS = tuple(
    f"<{tag}>{inside}</{tag}>"
    for tag, inside in product(("p", "a", "b", "li", "div", "td", "svg", "ul", "table", "pre"), ("", "x", "<b>x</b>"))
)
contents = st.lists(st.sampled_from((*PIECES, *PAIRS)), max_size=12).map("".join)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from([*sorted(ALLOWED), 'a href="../a/"', 'b id="z"', 'script type="application/json"'])
    return st.builds(
        lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag.partition(' ')[0]}>", tags, st.lists(inner, max_size=4)
    )


texts = st.sampled_from(("x", " ", "\n", "&amp;", '<img src="x.png" alt="y">', "<br>", '<path d="M0"/>', "<hr>"))
trees = st.lists(st.recursive(texts, nested, max_leaves=12), max_size=4).map("".join)
"""Every element closed by its own end, in places that are right and wrong."""


def agrees(html: str) -> bool:
    """Look at a page in both ways; return whether it was read tag by tag."""
    plain = read_plain_page(html)
    if plain is None:
        return False
    page = read_page("a/index.html", html)
    assert list(check_markup(page)) == []
    assert resolve_page_links(page, SiteBase.of("/"))[1] == []
    assert list(plain.links.items()) == list(links_of(page).items())
    assert plain.anchors == {anchor for element in page.elements for anchor in element.anchors}
    assert plain.data == page.data
    assert plain.words == page.words
    assert plain.joined == page.joined
    return True


@given(contents)
@example('<a href="../a/"><img src="../a/" alt="x">y</a>')
@example("<b><b><b><b><b>x</b></b></b></b><p>y</p></b>")
def test_anything_is_read_as_a_browser_reads_it_or_not_at_all(content: str) -> None:
    agrees(f"{HEAD}{content}{END}")


@given(trees)
def test_elements_that_are_closed_are_read_as_a_browser_reads_them_or_not_at_all(content: str) -> None:
    agrees(f"{HEAD}{content}{END}")


@given(contents, st.integers(0, len(HEAD + END)))
def test_so_is_what_stands_anywhere_else(content: str, at: int) -> None:
    whole = HEAD + END
    agrees(whole[:at] + content + whole[at:])


@pytest.mark.parametrize(
    "content",
    [
        "",
        '<p>x <a href="../a/" title="a &amp; b">\n<b>x</b> &lt;\n</a></p><ul>\n<li>x</li>\n</ul>',
        '<svg viewBox="0 0 1 1"><path d="M0"/></svg><br><hr/><img src="x.png" alt="">',
        '<script type="application/json">{"a": "&amp;"}</script>',
        "<table>\n<thead>\n<tr><th>x</th></tr>\n</thead>\n<tbody><tr><td><p>x</p></td></tr></tbody></table>",
        "<ruby>x<rt>y</rt></ruby><details><summary>x</summary><dl><div><dt>x</dt><dd>y</dd></div></dl></details>",
        "<select><option>x</option></select>",
    ],
)
def test_what_pages_hold_is_read_tag_by_tag(content: str) -> None:
    assert agrees(f"{HEAD}{content}{END}")


# Each closes, moves, doubles or drops something that its tags do not show.
@pytest.mark.parametrize(
    "content",
    [
        "<p><div></div></p>",
        "<p><b></p><p>x</b></p>",
        "<a><a>x</a></a>",
        "<li>x<li>y</li></li>",
        "<button><button></button></button>",
        "<h1><h2>x</h2></h1>",
        "<table>x</table>",
        "<table><tr><td>x</td></tr></table>",
        "<table><div></div></table>",
        "<tr><td>x</td></tr>",
        "<svg><p>x</p></svg>",
        "<svg><script type='application/json'>1</script></svg>",
        "<image></image>",
        "<body></body>",
        "<head></head>",
        '<html id="x"></html>',
        "</p>",
        "</br>",
        "<div/>",
        '<a href="../a/">x<pre>\ny</pre></a>',
        '<a href="../a/">x<textarea>\ny</textarea></a>',
        "<p>x",
        "x</p>",
        '<p title="a" title="b">x</p>',
        '<p title="&copy=1">x</p>',
        '<a href="../a/">&notit;</a>',
        '<p id="x">x</p><p id="x">y</p>',
        "<title><b>x</b></title>",
        "<textarea><p></textarea></p>",
        '<svg viewbox="0 0 1 1"></svg>',
        '<p viewBox="0 0 1 1"></p>',
    ],
)
def test_what_a_browser_would_change_is_read_as_a_whole(content: str) -> None:
    assert not agrees(f"{HEAD}{content}{END}")


def test_where_elements_stand_is_asked_of_the_parser() -> None:
    body = ("html", "body")
    assert stays_open((*body, "ul"), "li", "") is True
    assert stays_open((*body, "p"), "br", "") is False
    assert stays_open((*body, "svg"), "path", "/") is False
    assert stays_open((*body, "div"), "div", "/") is True
    assert stays_open((*body, "p", "b"), "div", "") is None
    assert stays_open((*body, "table"), "tr", "") is None


def said(site: Path, pages: dict[str, str]) -> set[tuple[str, str]]:
    """Return the files and rules of what is wrong with pages ``<name>/index.html``, beside a home page."""
    for name, html in {"": "<p id='top'>x", **pages}.items():
        file = site / name / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html)
    (site / "own.js").write_text("own")
    report = check_site(site, "/", {b"own"}, Store.nothing())
    return {(problem.place.path, problem.rule.id) for problem in report.problems}


HOSTILE = {
    "differs in the frame alone": (
        HEAD.replace("<header>", '<header onclick="x()">') + "<p>x</p>" + END,
        "built-script",
    ),
    "another script in the frame": (f"{HEAD}<p>x</p>{END}".replace("../own.js", "../other.js"), "built-link"),
    "a script at the seam": (f"{HEAD}<p>x</p></main><script>x()</script>{FOOT}", "built-script"),
    "swallows the frame": (f'{HEAD}<script type="application/json">1{END}', "built-data"),
    "swallows the frame as text": (f'{HEAD}<a href="#foot">x</a><textarea>{END}', "built-link"),
    "a value that swallows the frame": (f'{HEAD}<p title="{END}', "built-markup"),
    "opens a comment": (f"{HEAD}<p>x</p><!-- {END}", "built-markup"),
    "opens a comment in a script": (
        f'{HEAD}<script type="application/json">"<!--<script>"</script>{END}',
        "built-data",
    ),
    "ends before the frame": (f"{HEAD}</main></body></html><!-- x -->{FOOT}", "built-markup"),
    "an id of the frame": (f'{HEAD}<p id="foot">x</p>{END}', "built-id"),
    "an id that is doubled by a browser": (f'{HEAD}<p><b id="x"></p><p>x</b></p>{END}', "built-id"),
    "a second body": (f'{HEAD}<body onload="x()">{END}', "built-script"),
    "a second body that brings an id": (f'{HEAD}<body id="foot"></body>{END}', "built-id"),
    "another base": (f"{TOP.replace('<title>', '<base href=https://x.example/><title>')}<main>{END}", "built-markup"),
    "a base in small letters": (f'{HEAD}<base href="https://x.example/">{END}', "built-markup"),
    "an entity for a colon": (f'{HEAD}<a href="javascript&colon;x()">x</a>{END}', "built-markup"),
    "an entity for a letter": (f'{HEAD}<a href="&#106;avascript:x()">x</a>{END}', "built-markup"),
    "an entity for a tab": (f'{HEAD}<a href="java&Tab;script:x()">x</a>{END}', "built-markup"),
    "an entity that turns text": (f"{HEAD}<p>x&#x202E;y</p>{END}", "built-markup"),
    "a sign that turns text": (f"{HEAD}<p>x\u202ey</p>{END}", "built-markup"),
    "a mark of the builder": (f"{HEAD}<p>\ufdd0</p>{END}", "built-mark"),
    "a tag in a value": (f'{HEAD}<p title="<script>x()</script>">x</p><marquee>x</marquee>{END}', "built-markup"),
    "a tag after a sign": (f"{HEAD}<p>1 > 0 <marquee>x</marquee></p>{END}", "built-markup"),
    "capitals": (f"{HEAD}<SCRIPT>x()</SCRIPT>{END}", "built-script"),
    "a slash for a blank": (f"{HEAD}<p/onclick=x()>x</p>{END}", "built-script"),
    "a NUL in a name": (f"{HEAD}<p on\0click='x()'>x</p>{END}", "built-script"),
    "a link that is nowhere": (f"{HEAD}<p>x</p>{END}".replace("../#top", "../gone/"), "built-link"),
    "a place that a browser leaves out": (f'{HEAD}<tr id="z"></tr><a href="#z">x</a>{END}', "built-link"),
    "SVG that runs": (f"{HEAD}<svg><script>x()</script></svg>{END}", "built-script"),
    "XML in SVG": (f"{HEAD}<svg><![CDATA[<script>]]></svg><p onclick=x()>x</p>{END}", "built-script"),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_page_among_good_ones_is_found(tmp_path: Path, which: str) -> None:
    html, rule = HOSTILE[which]
    good = f"{HEAD}<p>x</p>{END}"
    found = said(tmp_path, {"a": good, "b": html, "c": good})
    assert ("b/index.html", rule) in found
    assert {path for path, _ in found} == {"b/index.html"}


def test_nothing_is_found_in_good_pages(tmp_path: Path) -> None:
    assert said(tmp_path, dict.fromkeys("abc", f"{HEAD}<p>x</p>{END}")) == set()


@pytest.mark.parametrize("which", HOSTILE)
def test_both_ways_say_the_same_of_a_hostile_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: str) -> None:
    pages = {"b": HOSTILE[which][0]}
    found = said(tmp_path, pages)
    monkeypatch.setattr(whole_site, "read_plain_page", lambda _: None)
    assert said(tmp_path, pages) == found


def test_a_link_tells_its_words_over_lines_and_pictures() -> None:
    plain = read_plain_page(
        f'{HEAD}<a href="../a/">\n one <img src="i.png" alt="picture"> <b>two</b>\n</a>'
        f'<a href="../b/" aria-label="b"></a>{END}'
    )
    assert plain is not None
    assert dict(plain.links) == {
        "../": "Home",
        "../a/": "one two",
        "i.png": "picture",
        "../b/": "b",
        "../#top": "Up",
        "../own.js": "",
    }
