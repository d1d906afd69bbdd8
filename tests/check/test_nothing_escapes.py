"""What Python-Markdown makes of any text: nothing but harmless elements, or the rules have said so.

The rules look at the source, the renderer decides. Random mixtures of fences, backticks, indents, tags, links and
lists of attributes are rendered with the extensions of mkdocs.yml and parsed as a browser does; whatever is not on the
list of what texts may hold must have been found before.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from openshelf.check import links, markup
from openshelf.read.body import outline
from openshelf.settings import _Loader
from support import examples

NAMES_OF_ELEMENTS = """
html head body p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code hr br em strong a img table thead
tbody tr th td div span sup sub kbd mark ins del -text
"""
ELEMENTS = set(NAMES_OF_ELEMENTS.split())
NAMES_OF_ATTRIBUTES = """
id class lang dir title rel width height loading hreflang role href src alt align start data-footnote-ref
"""
ATTRIBUTES = set(NAMES_OF_ATTRIBUTES.split())
RULES = (markup.raw_html, markup.html_comment, markup.attribute_list, links.link_target)


@cache
def parser() -> markdown.Markdown:
    raw = yaml.load(Path("mkdocs.yml").read_text(), Loader=_Loader)  # noqa: S506 - a SafeLoader
    listed = [item if isinstance(item, dict) else {item: {}} for item in raw["markdown_extensions"]]
    configs = {name: {"use_align_attribute": True} if name == "tables" else {} for item in listed for name in item}
    return markdown.Markdown(extensions=list(configs), extension_configs=configs)


def escaped(text: str) -> set[str]:
    """Return what a browser would find in the rendered text that texts may not hold."""
    parser().reset()
    html = parser().convert(text)
    found = {"<!--"} if "<!--" in html else set()
    for node in LexborHTMLParser(f"<body>{html}").root.traverse(include_text=True):
        if node.tag not in ELEMENTS:
            found.add(f"<{node.tag}>")
        elif node.tag != "-text":
            found |= {
                f"{node.tag} {key}={value}" for key, value in node.attributes.items() if is_wrong(key, value or "")
            }
    return found


def is_wrong(key: str, value: str) -> bool:
    address = "".join(character for character in value if character > " ").casefold()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
    if key == "role":
        return value not in {"presentation", "doc-noteref", "doc-endnotes", "doc-backlink"}
    if key == "href":
        return scheme is not None and scheme[0] not in {"http:", "https:", "mailto:", "tel:"}
    if key == "src":
        return scheme is not None or address.replace("\\", "/").startswith("//")
    return key not in ATTRIBUTES


def said(text: str) -> set[str]:
    """Return the rules that a text breaks."""
    library: Any = SimpleNamespace(texts=[SimpleNamespace(body=outline(text, "f.md", 1), entry=None)])
    return {rule.rule.id for rule in RULES if next(rule.find(library), None)}


PIECES = st.sampled_from(
    [
        *["`", "``", "```", "```\n", "~~~\n", "```py\n", "```{.py}\n", "```{a=b}\n", "~~~~\n", "\\`", "\\\\`", "\\"],
        *["\n", "\n\n", "\n    ", "\n\n    ", "\n  ", "\t", " ", "  \n", "\n\t", "\n \n"],
        *[
            "a",
            "b c",
            "word",
            "é",
            ":",
            "-",
            "=",
            "|",
            ".",
            "#",
            "*",
            "_",
            "**",
            "!",
            "<",
            ">",
            "&",
            "&lt;",
            "/",
            '"',
            "'",
        ],
        *[
            "\n- ",
            "\n1. ",
            "\n> ",
            "\n# ",
            "\n## a",
            "\n:   ",
            "\n!!! note\n    ",
            '\n!!! note "a"\n    ',
            "\n[^1]: ",
            "[^1]",
        ],
        *["\n---\n", "\n===\n", "\n***\n", "\na | b\n--- | ---\n", "\n| ", " | ", "\nc | d", "\n|a|\n|-|\n"],
        *[
            "<b>",
            "</b>",
            "<b",
            "<div>",
            "</div>",
            "\n<div>\n",
            "<script>x</script>",
            "\n<script>",
            "<img src=x onerror=y>",
        ],
        *[
            "<kbd>",
            "</kbd>",
            "<br>",
            "<i\nclass=x>",
            "<!-- x -->",
            "<!--",
            "-->",
            "<!-->",
            "<?x?>",
            "<?",
            "?>",
            "<![CDATA[x]]>",
        ],
        *["<https://a.org>", "<javascript://a>", "<a@b.org>", "<textarea>", "<x-y>", "<!doctype x>", "<a.b:c>", "<p/"],
        *[
            "[",
            "]",
            "(",
            ")",
            "](",
            "![",
            "[a](",
            "![a](",
            "[a](b)",
            "[a](<b>)",
            "[a][b]",
            "![a][b]",
            "[b]",
            "]: ",
            "\n[b]: ",
        ],
        *[
            "javascript:x",
            "JavaScript:x",
            "java\nscript:x",
            "&#106;avascript:x",
            "data:x",
            "https://a.org/x.png",
            "//a.org",
        ],
        *[
            "{",
            "}",
            "{onclick=x}",
            "{: onclick=x }",
            " {onclick=x}",
            "{#a}",
            "{.a}",
            "{: .a",
            "{style='x'}",
            "\n{: hidden }",
        ],
        *[
            "{#a onclick=x}",
            "{a}",
            "{{ a }}",
            "{% a %}",
            "**a**",
            "*a*",
            "`a`",
            "`<b>`",
            "`a|b`",
            "[[a]]",
            "=x",
            "onclick",
        ],
    ]
)
MIXTURES = st.lists(PIECES, min_size=1, max_size=14).map("".join)

BYPASSES = [
    "- `a\n- <b>` c",
    "`\n<div>\n`",
    "# `a\nb <b>` c",
    "a `x\nb <i>` c\n: def",
    "a `x\n(b` <i> `d`",
    "!!! note\n    x `a\ny` <b>`",
    "a | b\n--- | ---\n` | a ` b ` <i> ` | c",
    "- x\n\n    <b>",
    "1. x\n\n    ```\n    a\n\n    <b>\n    ```",
    "```yaml title=x\n\n<b>\n\n```",
    "```{a}b}\n\n<b>\n\n```",
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
    "<javascript://%0aalert(1)>",
    "<div/x@y.org>",
    "## a {onclick=x}",
    "## a {onclick=x} ##",
    "a {onclick=x}\n---",
    "`x`{onclick=y}",
    "[a](b){: style='x' }",
    "*a*{hidden}",
    "a\n{: onclick=x }",
    "- a\n{: onclick=x }",
    "a | b\n--- | ---\nc {onclick=x} | d",
    "term {onclick=x}\n:   definition",
    "## Hello {{ name }}",
    "```{.py onclick=x}\na\n```",
    '[a](b){title="c [d](e){onclick=x}"}',
    "!!! note hidden\n    a",
]


@pytest.mark.parametrize("text", BYPASSES)
def test_known_ways_around_are_found(text: str) -> None:
    assert not escaped(text) or said(text)


@examples(max_examples=3000)
@given(MIXTURES)
def test_what_is_rendered_is_harmless_or_was_found(text: str) -> None:
    assert not escaped(text) or said(text)
