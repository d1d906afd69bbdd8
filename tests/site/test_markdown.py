"""Texts as writers write them, and the HTML that readers get."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from openshelf.model.kinds import Kind
from openshelf.site.i18n import Words
from openshelf.site.markdown import Renderer
from openshelf.site.reads import Reads
from openshelf.site.terms import TermIndex
from openshelf.site.urls import ROOT
from support import FILES, a_body, a_library, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openshelf.library.library import Library
    from openshelf.site.markdown import Rendered

    Render = Callable[[str], Rendered]

DEAD = "https://dead.example/"
NOTICE = '<span class="notice">gone</span>'
TERM = f'<a class="os-term" href="{ROOT}glossary/#cuenca"'
MAP = f'<a href="{ROOT}resources/mapa-del-agua/">'

TITLE = '<p class="admonition-title"><span class="os-callout-kind">'
FOLDED = '<summary class="admonition-title"><span class="os-callout-kind">Cost-saving tip</span> '


def notice(target: str) -> str:
    return NOTICE if target.startswith(DEAD) else ""


@pytest.fixture
def render(library: Library) -> Render:
    """Return a function that renders a text of guides/how-to/x.md."""
    renderer = Renderer(Reads(library), Words("en"), TermIndex(library.listed(Kind.TERM)), notice)
    return lambda text: renderer.render(a_body(text, "guides/how-to/x.md"), "guides/x/")


def tree(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<body>{html}")


# References and links.


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("See [[mapa-del-agua]].", f"<p>See {MAP}Mapa del agua</a>.</p>"),
        ("[[resource/mapa-del-agua | the *map* & <b> ]]", f"<p>{MAP}the *map* &amp; &lt;b&gt;</a></p>"),
        ("**[[mapa-del-agua|it]]**", f"<p><strong>{MAP}it</a></strong></p>"),
        ("See [[nada|that]] and [[nada]].", "<p>See that and nada.</p>"),
        ("`[[mapa-del-agua]]`", "<p><code>[[mapa-del-agua]]</code></p>"),
        ("```\n[[mapa-del-agua]]\n```", "<pre><code>[[mapa-del-agua]]\n</code></pre>"),
        ("\\[[mapa-del-agua]\\]", "<p>[[mapa-del-agua]]</p>"),
        ("[[1]](#a)", '<p><a href="#a">[1]</a></p>'),
    ],
)
def test_a_reference_becomes_a_link_and_one_to_nothing_becomes_words(text: str, html: str, render: Render) -> None:
    assert render(text).html == html


def test_a_bar_behind_a_backslash_gives_a_reference_words_inside_a_table(render: Render) -> None:
    html = render("| a | b |\n| --- | --- |\n| [[mapa-del-agua\\|the map]] | c |").html
    assert f"<td>{MAP}the map</a></td>\n<td>c</td>" in html


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("../../docs/themes/agua.md#x", f"{ROOT}themes/agua/#x"),
        ("../../docs/themes/agua.md", f"{ROOT}themes/agua/"),
        ("../../resources.yml#x", f"{ROOT}resources/"),
        ("../glossary/cuenca.md#x", f"{ROOT}glossary/#cuenca"),
        ("../../docs/images/a%20b.pdf", f"{ROOT}images/a%20b.pdf"),
        ("#risks", "#risks"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+1", "tel:+1"),
        ("<https://a.org/ä b>", "https://a.org/%C3%A4%20b"),
        ("https://a.org/?a=1&amp;b=2", "https://a.org/?a=1&b=2"),
    ],
)
def test_a_link_leads_to_a_page_or_another_site(written: str, target: str, render: Render) -> None:
    (link,) = tree(render(f"[words]({written})").html).css("a")
    assert (link.attributes["href"], link.text()) == (target, "words")


@pytest.mark.parametrize(
    "written", ["[x](https://a.org/)", "[x][y]\n\n[y]: HTTPS://a.org/", "<http://a.org/>", "https://a.org"]
)
def test_a_link_to_another_site_tells_it_nothing(written: str, render: Render) -> None:
    found = render(written)
    (link,) = tree(found.html).css("a")
    assert link.attributes["rel"] == "noopener noreferrer"
    assert found.addresses == (link.attributes["href"],)


def test_links_inside_the_site_have_no_rel_and_are_no_addresses(render: Render) -> None:
    found = render("[a](#b) [[mapa-del-agua]] [c](mailto:a@example.org)")
    assert "rel=" not in found.html
    assert found.addresses == ()


def test_titles_are_kept_and_quoted(render: Render) -> None:
    html = render('[a](#b "x \\" <i> &amp;") ![c](d.png \'e\')').html
    assert 'title="x &quot; &lt;i&gt; &amp;">a</a>' in html
    assert (
        '<img alt="c" src="d.png" title="e">' in html
        or f'<img alt="c" src="{ROOT}guides/how-to/d.png" title="e">' in html
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:x",
        "JavaScript:x",
        "&#106;avascript:x",
        "javascript&colon;x",
        "<javascript:x y>",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "x-y:z",
        "//a.org/",
    ],
)
def test_a_link_of_another_scheme_leads_nowhere(target: str, render: Render) -> None:
    assert render(f"[a]({target})").html == "<p><a>a</a></p>"
    assert render(f"![a]({target})").html == '<p><img alt="a"></p>'
    assert "href" not in render(f"[a]\n\n[a]: {target}").html


def test_a_picture_of_another_site_is_not_loaded(render: Render) -> None:
    assert render("![a *b* `c`](https://a.org/x.png)").html == '<p><img alt="a b c"></p>'


def test_a_notice_stands_behind_its_link(render: Render) -> None:
    assert render(f"[a]({DEAD}x), then").html.endswith(f">a</a> {NOTICE}, then</p>")
    assert render(f"<{DEAD}>").html.endswith(f">{DEAD}</a> {NOTICE}</p>")


def test_a_notice_in_a_heading_stands_below_it(render: Render) -> None:
    html = render(f"## A [b]({DEAD}) [c]({DEAD})\n\nText.").html
    assert html.endswith(f"c</a></h2>\n<p>{NOTICE}</p>\n<p>{NOTICE}</p>\n<p>Text.</p>")


# Terms.


def test_the_first_use_of_a_term_is_linked_with_its_definition(render: Render) -> None:
    html = render("*Before* a cuenca, & a cuenca. **Cuencas** too.").html
    assert html.count("os-term") == 1
    assert html.startswith(
        f'<p><em>Before</em> a {TERM} data-tip="Toda la tierra cuya agua baja al mismo río.">cuenca</a>,'
    )
    assert html.endswith("</a>, &amp; a cuenca. <strong>Cuencas</strong> too.</p>")


@pytest.mark.parametrize(
    "text",
    [
        "## Cuenca",
        "Cuenca\n---",
        "[a cuenca](https://example.org/)",
        "[**a cuenca**](#a)",
        "`cuenca`",
        "```\ncuenca\n```",
        "    cuenca",
        "[[mapa-del-agua|cuenca]]",
        "![cuenca](a.png)",
        "| cuenca |\n| --- |\n| a |",
        '!!! note "Find your cuenca"\n    a',
        '??? pitfall "Find your cuenca"\n    a',
        "<https://cuenca.example/>",
        "https://example.org/cuenca",
        "“https://cuenca.example/cuenca”",
        "ana@cuenca.example",
    ],
)
def test_terms_are_not_linked_in_headings_links_code_and_titles(text: str, render: Render) -> None:
    assert "os-term" not in render(text).html
    assert render(f"{text}\n\ncuenca").html.count("os-term") == 1


@pytest.mark.parametrize(
    "text",
    [
        "- a cuenca",
        "> cuenca",
        "| a |\n| --- |\n| cuenca |",
        "!!! note\n    cuenca",
        "a[^1]\n\n[^1]: cuenca",
        "a\n: cuenca",
    ],
)
def test_terms_are_linked_wherever_text_stands(text: str, render: Render) -> None:
    assert render(text).html.count(TERM) == 1


def test_a_named_term_counts_as_its_first_use(render: Render) -> None:
    html = render("First cuenca, then [[term/cuenca|the basin]].").html
    assert html.count(TERM) == 1
    assert ">the basin</a>" in html


def test_terms_are_left_alone_where_nobody_wants_them(library: Library) -> None:
    renderer = Renderer(Reads(library), Words("en"), TermIndex(library.listed(Kind.TERM)))
    assert renderer.render(a_body("A cuenca."), "x/", link_terms=False).html == "<p>A cuenca.</p>"


# Callouts.


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "!!! question\n    Why?",
            '<div class="admonition question">\n<p class="admonition-title">Tough question</p>\n<p>Why?</p>\n</div>',
        ),
        (
            '!!! pitfall "One *key*"\n    a',
            f'<div class="admonition pitfall">\n{TITLE}Pitfall</span> One <em>key</em></p>\n<p>a</p>\n</div>',
        ),
        (
            "??? note\n    a",
            '<details class="admonition note">\n<summary class="admonition-title">Note</summary>\n<p>a</p>\n</details>',
        ),
        (
            '???+ saving "S"\n    a',
            f'<details class="admonition saving" open>\n{FOLDED}S</summary>\n<p>a</p>\n</details>',
        ),
        *[
            (
                f"> [!{kind}]\n> a",
                f'<div class="admonition {name.casefold()}">\n<p class="admonition-title">{name}</p>\n<p>a</p>\n</div>',
            )
            for kind, name in (
                ("NOTE", "Note"),
                ("tip", "Note"),
                ("IMPORTANT", "Note"),
                ("WARNING", "Warning"),
                ("Caution", "Warning"),
            )
        ],
    ],
)
def test_a_callout_names_its_kind(text: str, html: str, render: Render) -> None:
    assert render(text).html == html


def test_a_callout_names_its_kind_in_the_language_of_the_page(library: Library) -> None:
    renderer = Renderer(Reads(library), Words("es"), TermIndex(()))
    html = renderer.render(a_body("> [!WARNING]\n> a"), "x/").html
    assert f'<p class="admonition-title">{Words("es").label("callout", "warning")}</p>' in html
    assert "Warning" not in html


def test_a_callout_stands_in_lists_quotes_and_callouts(render: Render) -> None:
    html = render("- !!! note\n      > ??? warning\n      >     > [!TIP]\n      >     > a").html
    assert [node.attributes["class"] for node in tree(html).css("li > .note details.warning .note")] == [
        "admonition note"
    ]


def test_a_callout_of_no_kind_takes_no_class_of_the_site(render: Render) -> None:
    for text in ("!!! os-card\n    a", "!!!note os-find-panel\n    a", '!!! <b>" os-x\n    a'):
        html = render(text).html
        assert html.startswith('<div class="admonition note">')
        assert "<b>" not in html


def test_callouts_with_meaning_are_gathered_with_their_section(render: Render) -> None:
    text = (
        "## Risks {#risks}\n\n### Inside\n\n!!! saving\n    Ask [[mapa-del-agua|here]] & **save**.\n\n"
        '!!! note\n    Not gathered.\n\n## More\n\n> - ??? pitfall "P"\n>       [a](https://a.org/)\n'
    )
    saving, pitfall = render(text).callouts
    assert (saving.kind, saving.section and saving.section.id) == ("saving", "risks")
    assert f"Ask {MAP}here</a> &amp; <strong>save</strong>." in saving.html
    assert (pitfall.kind, pitfall.section and pitfall.section.title) == ("pitfall", "More")
    assert pitfall.html.startswith('<details class="admonition pitfall">')
    assert pitfall.html.endswith("</details>")


def test_a_gathered_callout_leads_to_its_page_and_has_no_ids(render: Render) -> None:
    links = "[x](#h) [y](../../docs/themes/agua.md#z) c[^c] [^b] [[cuenca]]"
    text = f"a[^b]\n\n!!! question\n    ### H {{#h}}\n\n    {links}\n\n[^b]: b\n[^c]: c"
    found = render(text)
    (callout,) = found.callouts
    assert "id=" not in callout.html
    assert [link.attributes["href"] for link in tree(callout.html).css("a")] == [
        f"{ROOT}guides/x/#h",
        f"{ROOT}themes/agua/#z",
        f"{ROOT}guides/x/#fn:2",
        f"{ROOT}guides/x/#fn:1",
        f"{ROOT}glossary/#cuenca",
    ]
    here = tree(found.html).css_first(".question")
    assert [link.attributes["href"] for link in here.css("a")][:3] == ["#h", f"{ROOT}themes/agua/#z", "#fn:2"]


def test_a_gathered_callout_links_the_term_that_it_links_on_its_page(render: Render) -> None:
    (first,) = render("!!! question\n    A cuenca.\n\ncuenca").callouts
    (second,) = render("cuenca\n\n!!! question\n    A cuenca.").callouts
    assert ("os-term" in first.html, "os-term" in second.html) == (True, False)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("!!! pitfall\n    a\n\n    !!! saving\n        b", ["pitfall", "saving"]),
        ("x[^a]\n\n[^a]: y\n\n    !!! saving\n        b", ["saving"]),
        ("!!! homework\n    x[^a]\n\n[^a]: y\n\n    !!! pitfall\n        b[^a]", ["homework", "pitfall"]),
    ],
)
def test_callouts_in_callouts_and_notes_are_gathered_too(text: str, kinds: list[str], render: Render) -> None:
    callouts = render(text).callouts
    assert [callout.kind for callout in callouts] == kinds
    for callout in callouts:
        assert callout.html.startswith(f'<div class="admonition {callout.kind}">')
        assert callout.html.count("<div") == callout.html.count("</div>")


# Notes.


def test_notes_stand_below_in_the_order_of_their_first_use(render: Render) -> None:
    html = render("a[^x] b[^y] c[^x]\n\n[^y]: Two\n[^x]: One\n\n    - more\n\n[^z]: Unused").html
    notes = tree(html).css(".footnote li[id]")
    assert [(note.attributes["id"], note.text(strip=True)[:3]) for note in notes] == [("fn:1", "One"), ("fn:2", "Two")]
    assert "Unused" not in html
    assert "<li>more</li>" in html


def test_every_use_of_a_note_leads_to_it_and_back(render: Render) -> None:
    page = tree(render("a[^x] b[^y] c[^x]\n\n[^x]: One\n\n[^y]: Two[^z]\n\n[^z]: Three").html)
    uses = [(use.attributes["id"], use.css_first("a").attributes["href"], use.text()) for use in page.css("sup")]
    assert uses == [
        ("fnref:1", "#fn:1", "1"),
        ("fnref:2", "#fn:2", "2"),
        ("fnref:1:2", "#fn:1", "1"),
        ("fnref:3", "#fn:3", "3"),
    ]
    back = [(link.attributes["href"], link.attributes["aria-label"]) for link in page.css(".footnote-backref")]
    assert back == [(f"#{id_}", "Back to the text") for id_ in ("fnref:1", "fnref:1:2", "fnref:2", "fnref:3")]


def test_of_two_notes_with_one_name_readers_see_the_first(render: Render) -> None:
    html = render("[^1]: One\n\na[^1]\n\n[^1]: Two").html
    assert "One" in html
    assert "Two" not in html


def test_a_note_in_a_heading_is_no_part_of_its_section(render: Render) -> None:
    found = render("## Risks[^1]\n\n[^1]: a")
    assert [(section.id, section.title) for section in found.sections] == [("risks", "Risks")]


# Tables and lists.


def test_a_table_can_be_scrolled_by_keyboard(render: Render) -> None:
    html = render("before\n\n| a |\n| --- |\n| b |\n\nafter").html
    box = '<div class="os-scroll" role="group" tabindex="0" aria-label="Table, scrolls sideways"><table>'
    assert html.index("before") < html.index(box) < html.index("</table></div>") < html.index("after")


def test_every_cell_of_a_table_too_wide_for_a_phone_has_the_name_of_its_column(render: Render) -> None:
    html = render("| a | **b** | `c` | |\n| - | - | - | - |\n| e | f | g | h |\n| i |").html
    assert 'class="os-scroll os-cards"' in html
    labels = [cell.attributes.get("data-label") for cell in tree(html).css("tbody td")]
    assert labels == ["a", "b", "c", None] * 2


def test_a_table_that_fits_on_a_phone_stays_one(render: Render) -> None:
    wide, narrow = "|".join("abcd"), "|".join("abc")
    html = render(f"{wide}\n-|-|-|-\n{wide}\n\n{narrow}\n-|-|-\n{narrow}").html
    assert html.count("os-cards") == 1
    assert [cell.attributes.get("data-label") for cell in tree(html).css("tbody td")][4:] == [None] * 3


def test_cells_stand_left_right_or_in_the_middle(render: Render) -> None:
    html = render("a | b | c | d\n:-- | --: | :-: | ---\ne | f | g | h").html
    cells = [(cell.tag, cell.attributes.get("align")) for cell in tree(html).css("th, td")]
    assert cells == [(tag, align) for tag in ("th", "td") for align in ("left", "right", "center", None)]
    assert "style" not in html


def test_the_empty_corner_of_a_table_is_no_heading(render: Render) -> None:
    html = render("| | a |\n| --- | --- |\n| b | c |").html
    assert [cell.tag for cell in tree(html).css("thead th, thead td")] == ["td", "th"]


def test_boxes_to_tick_say_their_state_and_are_no_inputs(render: Render) -> None:
    boxes = tree(render("- [ ] a\n- [x] b\n- c").html).css("li.os-task > span.os-box[role=img]")
    assert [("os-ticked" in box.attributes["class"], box.attributes["aria-label"]) for box in boxes] == [
        (False, "To do"),
        (True, "Done"),
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
        ("- a\n  - b\n    1. c", "<ul>\n<li>a\n<ul>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n</li>\n</ul>"),
        ("7. a", '<ol start="7">\n<li>a</li>\n</ol>'),
        ("A word\n: What it means", "<dl>\n<dt>A word</dt>\n<dd>What it means</dd>\n</dl>"),
        (
            "- a\n\n  ```sh\n  b\n\n  c\n  ```",
            '<ul>\n<li>\n<p>a</p>\n<pre><code class="language-sh">b\n\nc\n</code></pre>\n</li>\n</ul>',
        ),
    ],
)
def test_lists_are_read_as_code_hosts_do(text: str, html: str, render: Render) -> None:
    assert render(text).html == html


# Text, code and HTML.


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~a~~ ~b~ **c** *d* `e`", "<del>a</del> <del>b</del> <strong>c</strong> <em>d</em> <code>e</code>"),
        ("\\*a\\* &lt;b&gt; &amp; &quot;", '*a* &lt;b&gt; &amp; "'),
        ("a  \nb\\\nc", "a<br>\nb<br>\nc"),
        ("H<sub>2</sub>O <kbd>a</kbd> <br> <br/>", "H<sub>2</sub>O <kbd>a</kbd> <br> <br/>"),
        ("<kbd onclick=x>a</kbd>", "&lt;kbd onclick=x&gt;a</kbd>"),
        ("<b>a</b> <KBD>", "&lt;b&gt;a&lt;/b&gt; &lt;KBD&gt;"),
        ("a <!-- b --> c", "a &lt;!-- b --&gt; c"),
        ("a <script>alert(1)</script>", "a &lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<img src=x onerror=y", "&lt;img src=x onerror=y"),
        ("a {.b #c onclick=d}", "a {.b #c onclick=d}"),
    ],
)
def test_inline_content_is_what_code_hosts_show_and_html_is_text(text: str, html: str, render: Render) -> None:
    assert render(text).html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "text", ["<script>\nalert(1)\n</script>", "<div onclick=x>\n\n*a*\n\n</div>", "<!-- a\n\nb -->", "<?x\n?>"]
)
def test_blocks_of_html_are_text(text: str, render: Render) -> None:
    assert {node.tag for node in tree(render(text).html).body.traverse()} <= {"body", "p", "em"}


@pytest.mark.parametrize(
    ("info", "language"),
    [("py", "py"), ("c++ x", "c++"), ('"><b>', None), ("{.py}", None), ("py{a=b}", "py"), ("", None)],
)
def test_code_has_the_class_of_its_language_and_no_other(info: str, language: str | None, render: Render) -> None:
    (code,) = tree(render(f"~~~{info}\n<b>\n~~~").html).css("pre > code")
    assert code.attributes == ({"class": f"language-{language}"} if language else {})
    assert code.text() == "<b>\n"


# Headings.


def test_sections_have_the_ids_that_code_hosts_give_or_writers_write(render: Render) -> None:
    found = render(
        "## Más *agua* & `x`!\n\n### Más agua  x\n\n## A\n## A\n\n## B ## {#b_1}\n\n## 水\n\n> ## In a quote\n"
    )
    ids = ["más-agua--x", "más-agua--x-1", "a", "a-1", "b_1", "水"]
    assert [section.id for section in found.sections] == ids
    assert [section.title for section in found.sections][:2] == ["Más agua & x!", "Más agua x"]
    assert re.findall(r'<h[23] id="([^"]+)"', found.html) == [*ids, "in-a-quote"]


def test_one_renderer_serves_many_texts_without_mixing_them(render: Render) -> None:
    text = "## A {#a}\n\n!!! question\n    One cuenca?[^1]\n\n[^1]: [b](https://a.org/)"
    first = render(text)
    second = render("## B {#b}\n\ntext")
    assert [section.id for section in second.sections] == ["b"]
    assert (second.callouts, second.addresses, second.html) == ((), (), '<h2 id="b">B</h2>\n<p>text</p>')
    assert render(text) == first


@pytest.mark.parametrize(
    ("path", "target", "leads"),
    [
        ("docs/index.md", "../guides/frameworks/paper-or-pencil.md#draws", "frameworks/paper-or-pencil/#f-draws"),
        ("docs/index.md", "../guides/frameworks/paper-or-pencil.md#look", "frameworks/paper-or-pencil/#f-look"),
        ("docs/index.md", "../guides/frameworks/paper-or-pencil.md#more", "frameworks/paper-or-pencil/#more"),
        ("docs/updates/hello.md", "../../guides/how-to/old.md#risks", "guides/old/"),
        ("docs/index.md", "../guides/explanation/scale.md#further", "guides/how-far/#further"),
        ("docs/index.md", "../guides/glossary/north.md#x", "glossary/#north"),
    ],
)
def test_a_link_to_a_place_in_a_file_leads_to_that_place_on_its_page(
    path: str, target: str, leads: str, tmp_path: Path
) -> None:
    old = FILES["guides/how-to/draw.md"].replace("---\n##", "withdrawn: {date: 2026-05-01, reason: Old.}\n---\n##", 1)
    named = FILES["guides/explanation/scale.md"].replace("title:", "id: how-far\ntitle:", 1)
    changes = {"guides/how-to/old.md": old, "guides/explanation/scale.md": named}
    renderer = Renderer(Reads(load(a_library(tmp_path, changes))), Words("en"), TermIndex(()))
    html = renderer.render(a_body(f"[x]({target})", path), "").html
    assert html == f'<p><a href="{ROOT}{leads}">x</a></p>'


def test_a_link_to_a_question_of_the_same_framework_leads_to_the_worksheet(tmp_path: Path) -> None:
    renderer = Renderer(Reads(load(a_library(tmp_path))), Words("en"), TermIndex(()))
    body = a_body("[x](#draws) [y](#more)", "guides/frameworks/paper-or-pencil.md")
    html = renderer.render(body, "frameworks/paper-or-pencil/").html
    assert html == '<p><a href="#f-draws">x</a> <a href="#more">y</a></p>'


def test_a_reference_to_a_withdrawn_term_does_not_show_its_definition(tmp_path: Path) -> None:
    north = FILES["guides/glossary/north.md"].replace("---\n", "---\nwithdrawn: {date: 2026-05-01, reason: Old.}\n", 1)
    renderer = Renderer(
        Reads(load(a_library(tmp_path, {"guides/glossary/north.md": north}))), Words("en"), TermIndex(())
    )
    html = renderer.render(a_body("[[north]]", "docs/updates/hello.md"), "updates/hello/").html
    assert html == f'<p><a href="{ROOT}glossary/#north">north</a></p>'
