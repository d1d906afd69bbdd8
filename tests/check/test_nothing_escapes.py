"""What pages hold of any text: nothing that could do harm, and nothing that no rule has seen.

Random mixtures of everything that means something are rendered and parsed as a browser does. Whatever the rules say,
the page holds harmless elements only. Its links, pictures and tags are those that the rules look at, and every word of
the source stands in the page, or a rule says that nobody will see it.
"""

from __future__ import annotations

import itertools
import re
import tempfile
from functools import cache
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from openshelf.check import link_targets, link_words, markup, references, stray_markup, structure
from openshelf.library.external_links import Content, web_addresses
from openshelf.model.kinds import Kind
from openshelf.model.urls import scheme_of
from openshelf.site.i18n import Words
from openshelf.site.markdown import Renderer
from openshelf.site.reads import Reads
from openshelf.site.terms import TermIndex
from openshelf.site.urls import ROOT
from openshelf.sources.markdown_outline import read_body
from support import a_library, examples, load

if TYPE_CHECKING:
    from openshelf.site.markdown import Rendered
    from openshelf.sources.markdown_outline import Body

RULES = (
    markup.raw_html,
    markup.html_comment,
    link_targets.link_target,
    link_words.link_in_link,
    link_targets.unused_definition,
    references.unused_note,
    references.unknown_note,
    structure.callout_kind,
    structure.callout_line,
    structure.code_words,
    structure.table_row,
    stray_markup.stray_markup,
)
"""The rules that say what of a text does not come out as it was meant."""

MAY_HOLD = """
html head body -text blockquote pre hr br em strong del dl dt dd table thead tbody tr kbd sub mark ins:
h1 h2 h3 h4 h5 h6 sup: id
p ul code summary: class
span: class role aria-label
th td: align
ol: start
li: id class
details: class open
div: class role tabindex aria-label
a: href rel title class data-tip aria-label
img: alt src title
"""
"""What a text may hold: elements, and the names of their attributes."""
ELEMENTS = {
    element: attributes.split()
    for elements, _, attributes in (line.partition(":") for line in MAY_HOLD.strip().splitlines())
    for element in elements.split()
}
CLASSES = re.compile(
    r"language-[\w#+.-]+|os-(?:scroll|task|box|box os-ticked|term|callout-kind)|contains-task-list"
    r"|footnote(?:-ref|-backref)?|admonition-title|admonition (?:question|pitfall|saving|homework|note|warning)"
)
VALUES = {"role": {"group", "img"}, "tabindex": {"0"}, "rel": {"noopener noreferrer"}}
SCHEMES = {"", "http", "https", "mailto", "tel"}


@cache
def renderer() -> Renderer:
    with tempfile.TemporaryDirectory() as folder:
        library = load(a_library(Path(folder)))
    return Renderer(Reads(library), Words("en"), TermIndex(library.listed(Kind.TERM)))


def harm(html: str) -> list[str]:
    """Return what of a page a text may not hold."""
    found = ["<!--"] if "<!--" in html else []
    for node in LexborHTMLParser(f"<body>{html}").root.traverse(include_text=True):
        names = ELEMENTS.get(str(node.tag))
        if names is None:
            found.append(f"<{node.tag}>")
        elif node.tag != "-text":
            attributes = {name: value or "" for name, value in node.attributes.items()}
            found += [
                f"{node.tag} {name}" for name, value in attributes.items() if name not in names or is_harm(name, value)
            ]
    return found


def is_harm(name: str, value: str) -> bool:
    if name == "class":
        return CLASSES.fullmatch(value) is None
    if name in {"href", "src"}:
        address = "".join(character for character in value if character > " ").replace("\\", "/")
        return address.startswith("//") or scheme_of(address) not in (SCHEMES if name == "href" else {""})
    return name in VALUES and value not in VALUES[name]


def unseen(body: Body, rendered: Rendered) -> list[str]:
    """Return the links, pictures and tags of a page that are not among those that rules look at."""
    page = LexborHTMLParser(f"<body>{rendered.html}")
    own = [node.attributes.get("href") or "" for node in page.css("a:not([class])")]
    known = {link.target for link in body.links}
    web = {address.text.removeprefix("https:") for address in web_addresses(Content(None, {}, body))}
    found = [address for address in own if address and address not in known and not address.startswith(ROOT)]
    found += [address for address in rendered.addresses if address.removeprefix("https:") not in web]
    found += ["a link"] * (len(own) > sum(not link.is_image for link in body.links) + len(body.references))
    found += ["a picture"] * (len(page.css("img")) > sum(link.is_image for link in body.links))
    if not any(tag.is_comment for tag in body.tags):  # which are shown, with what stands in them
        found += ["a tag"] * (len(page.css("kbd, ins, mark, sub")) > sum(not tag.is_closing for tag in body.tags))
    return found


def said(body: Body) -> set[str]:
    """Return the rules that a text breaks."""
    text = SimpleNamespace(body=body, entry=None)
    library: Any = SimpleNamespace(texts=[text], pages=[text], descriptions=[])
    return {rule.rule.id for rule in RULES if next(rule.find(library), None)}


def missing(text: str, body: Body, rendered: Rendered) -> list[str]:
    """Return the words of a source that stand nowhere in its page; of references, targets are seen elsewhere."""
    page = unescape(rendered.html).casefold() + " ".join(reference.target for reference in body.references)
    return [word for word in re.findall(r"w[0-9]+w", text) if word not in page]


def look(text: str) -> tuple[list[str], set[str]]:
    """Return what escaped, and the rules that said something."""
    body, problems = read_body(text, "guides/how-to/x.md", 1)
    rendered = renderer().render(body, "guides/x/")
    gathered = "".join(callout.html for callout in rendered.callouts)
    broken = said(body) | {problem.rule.id for problem in problems}
    escaped = [*harm(rendered.html), *harm(gathered), *unseen(body, rendered)]
    return [*escaped, *(missing(text, body, rendered) if not broken else ())], broken


def numbered(pieces: list[str]) -> str:
    """Join pieces, each W in them a word of its own."""
    numbers = itertools.count(1)
    return re.sub("W", lambda _: f"w{next(numbers)}w", "".join(pieces))


PIECES = st.sampled_from(
    [
        *[
            "W",
            " ",
            "\n",
            "\n\n",
            "\n    ",
            "\n\n    ",
            "\t",
            "  \n",
            "\\",
            "|",
            "<",
            ">",
            "&lt;",
            "&#106;",
            '"',
            "*",
            "_",
        ],
        *[
            "\n- ",
            "\n1. ",
            "\n> ",
            "\n## W ",
            "\n: ",
            "\n- [ ] W",
            "\n---\n",
            "\n***\n",
            "\n| W | W |\n| - | - |\n| ",
            " | ",
        ],
        *[
            "\n!!! note ",
            "\n!!! note\n    ",
            '\n!!! pitfall "W"\n    ',
            "\n??? W\n    ",
            "\n!!!W W\n    ",
            "\n> [!NOTE]\n> ",
        ],
        *[
            "[^W]",
            "[^1]",
            "\n[^1]: ",
            "\n[^1]: W\n\n    ",
            "`",
            "``",
            "```",
            "\n```W\n",
            "\n~~~ W W\n",
            "\n```\n",
            "`W`",
        ],
        *[
            "<b>",
            "</b>",
            "<kbd>",
            "</kbd>",
            "<br>",
            "<kbd onclick=W>",
            "<i\nclass=W>",
            "\n<div W>\n",
            "<script>W</script>",
        ],
        *[
            "<!-- W -->",
            "<!--",
            "-->",
            "<?W?>",
            "<![CDATA[W]]>",
            "<img src=W onerror=W>",
            "<W",
            "<https://W.org>",
            "<W@W.org>",
        ],
        *[
            "[",
            "]",
            "(",
            ")",
            "](",
            "![",
            "[W](",
            "![W](",
            "[W](W)",
            "![W](W 'W')",
            "[W][b]",
            "![W][b]",
            "[b]",
            "\n[b]: ",
        ],
        *["\n[b]: W", "[W](<W W>)", "javascript:W", "JavaScript&colon;W", "data:W", "https://W.org/W", "//W.org/"],
        *["<javascript:W>", "mailto:W", "{onclick=W}", "{: .W }", "{#W}", "{#W .W}", "{{ W }}", "[[W]]", "[[W|W]]"],
        *["[[paper]]", "[[paper|W]]", "[[paper\\|W]]", "north", "**W**", "~~W~~", "==W==", ":W:", "*[W]: W", "$W$"],
        *['\n=== "W"\n    ', "\n::: W\n", "www.W.org", "\r", "\u2028", "\0"],
    ]
)
MIXTURES = st.lists(PIECES, min_size=1, max_size=14).map(numbered)

ATTACKS = [
    "- `a\n- <b>` c",
    "`\n<div>\n`",
    "# `a\nb <b>` c",
    "!!! note\n    x `a\ny` <b>`",
    "a | b\n--- | ---\n` | a ` b ` <i> ` | c",
    "1. x\n\n    ```\n    a\n\n    <b>\n    ```",
    "```yaml title=x\n\n<b>\n\n```",
    "````\n```\n````\n<b>",
    "[a](`javascript:x`)",
    "[a](java\nscript:x)",
    "[a](&#106;avascript&#58;x)",
    "[a](\\javascript:x) [a](view\\-source:x)",
    "[a]( <javascript:x> )",
    "[a][b]\n\n[b]:\n    javascript:x",
    "> [a]\n\n> [a]: javascript:x 'title'",
    "- [a]\n- [a]: <data:x>",
    "![a][b]\n\n[b]: https://a.org/x.png",
    "![a]\n\n[a]: //a.org/x.png",
    "![a](\\\\a.org/x.png) [a](/\\a.org/) [a](\\/a.org/)",
    "<javascript://%0aalert(1)>",
    "<div/x@y.org>",
    '## a {onclick=x} {#"><b>}',
    "a {onclick=x}\n---",
    "[a](b){: style='x' }",
    "*a*{hidden}",
    "```{.py onclick=x}\na\n```",
    '```"><b>\na\n```',
    '[a](b "\\"><b> onclick=x")',
    '[a](b"onclick="x)',
    '!["><b>](a.png)',
    '!!! note" onclick=x\n    a',
    '!!! "><b>\n    a',
    "!!!note os-find-panel\n    a",
    "??? os-find-panel\n    a",
    "> [!os-card]\n> a",
    '[["><b>|"><i>]]',
    '[^"><b>]\n\n[^"><b>]: a',
    "<kbd\nonclick=x>",
    "<kbd/onclick=x>",
    "<br onclick=x><BR><br\t>",
    "a <kbd\0>",
    "[a](javascript\0:x)",
    "[a](\x01javascript:x)",
    "[a](java\tscript:x)",
    '| a |\n| :-"-: |\n| b |',
    '[a](<https://a.org/" onclick=x>)',
]


@pytest.mark.parametrize("text", ATTACKS)
def test_known_attacks_do_no_harm(text: str) -> None:
    assert look(text)[0] == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[w1w]: w2w", "unused-definition"),
        ("a\n\n[^1]: w1w", "unused-note"),
        ("```a w1w\n```", "code-words"),
        ("```a{w1w}\n```", "code-words"),
        ("| a |\n| - |\n| b | w1w |", "table-row"),
    ],
)
def test_words_that_nobody_would_see_break_a_rule(text: str, rule: str) -> None:
    body = read_body(text, "f.md", 1)[0]
    assert missing(text, body, renderer().render(body, "x/"))
    assert rule in look(text)[1]


@examples(max_examples=700)
@given(MIXTURES)
def test_what_a_page_holds_is_harmless_and_known_to_the_rules(text: str) -> None:
    assert look(text)[0] == []
