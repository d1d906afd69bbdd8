"""Python-Markdown, which has nothing in common with our parser, reads plain texts as we do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from dialect.trial import trial

if TYPE_CHECKING:
    from pathlib import Path

EXTENSIONS = ["admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables"]
FRAMES = {"body", "div", "span"}
"""Elements that carry no meaning; each renderer has its own."""
WORDED_ELSEWHERE = ".admonition-title, .footnote-ref, .footnote-backref"
"""What a renderer writes by itself."""

TEXTS = {
    "paragraphs and marks": "One *two* **three** `four`.\n\nFive\nsix &amp; seven.  \nEight \\*nine\\*.\n",
    "links": '[one](https://one.example/ "Title") [two][b] ![three](three.png) <https://four.example/?a=1&b=2>\n\n'
    "[b]: https://two.example/a_(b)\n",
    "headings": "## One {#one}\n\nWords.\n\n### Two *and* `three` {#two}\n\nFour\n----\n",
    "lists": "Words.\n\n- one\n- two\n    - three\n    - four\n\n1. five\n\n    six\n\n2. seven\n",
    "quotes and rulers": "> One\n> two\n>\n> three\n\n***\n\nFour.\n",
    "code": "```py\nx = '<b>'\n```\n\nWords:\n\n    four *blanks*\n",
    "tables": "| One | Two |\n| :--- | ---: |\n| a \\| b | `c` |\n| [d](https://d.example/) | *e* |\n",
    "notes": "One[^a] and two[^b].\n\n[^a]: Three *four*.\n\n[^b]: Five.\n\n    Six.\n",
    "definitions": "One\n: Two *three*\n\nFour\n:   Five [six](https://six.example/)\n",
    "callouts": '!!! note "One"\n\n    Two *three*.\n\n    - four\n    - five\n\nSix.\n',
}


class Reading(NamedTuple):
    """What readers get of a text."""

    tags: Counter[str]
    targets: list[str]
    words: list[str]


def reading_of(html: str) -> Reading:
    body = LexborHTMLParser(html).body
    assert body is not None
    for node in body.css(WORDED_ELSEWHERE):
        node.decompose()
    tags = Counter(node.tag or "" for node in body.css("*") if node.tag not in FRAMES)
    targets = [node.attributes.get(name) or "" for name in ("href", "src") for node in body.css(f"[{name}]")]
    return Reading(tags, [target.replace("\ufdd0/", "") for target in targets], body.text(separator=" ").split())


@pytest.mark.parametrize("name", TEXTS)
def test_both_find_the_same_tags_targets_and_words(name: str, tmp_path: Path) -> None:
    theirs = Markdown(extensions=EXTENSIONS, output_format="html").convert(TEXTS[name])
    assert reading_of(trial(tmp_path, TEXTS[name]).html) == reading_of(theirs)
