"""Titles and summaries run the way of their own script, on whatever page they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from openshelf.site import contents
from openshelf.site.i18n import Words
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborNode

TITLE, SUMMARY = "دليل", "ملخص"
SETTINGS = "mkdocs.yml"
_RUNS = {"p", "li", "dt", "dd", "th", "td", "summary"}
"""Elements to which the style sheet gives the direction of what they begin with."""


def is_right(node: LexborNode) -> bool:
    """Whether words in an element run the way of their script, and leave those around them alone."""
    around: list[LexborNode] = [node]
    while around[-1].parent is not None:
        around.append(around[-1].parent)
    if any(each.tag == "bdi" or each.attributes.get("dir") == "auto" for each in around):
        return True
    if any(each.attributes.get("class") == "os-text" for each in around):
        return True  # a sentence of a writer, who put the title into it
    block = next((each for each in around if each.tag in _RUNS), None)
    return block is not None and (block.text() or "").strip().startswith((TITLE, SUMMARY))


def test_arabic_titles_and_summaries_run_from_right_to_left(tmp_path: Path) -> None:
    changes = {
        path: re.sub(r"(?m)^([- ] |)(title|summary|definition): ", _in_arabic, text)
        for path, text in FILES.items()
        if path != SETTINGS
    }
    view = View(load(a_library(tmp_path, changes)), Words("en"))
    wrong = set()
    for page in contents.pages(view):
        for node in LexborHTMLParser(f"<body>{page.make()}</body>").css("body *"):
            own = "".join(child.text(deep=False) for child in node.iter(include_text=True) if child.tag == "-text")
            if (TITLE in own or SUMMARY in own) and node.tag not in {"script", "text"} and not is_right(node):
                wrong.add((page.url, node.tag, own.strip()[:60]))
    assert wrong == set()


def _in_arabic(match: re.Match[str]) -> str:
    return f"{match[0]}{TITLE if match[2] == 'title' else SUMMARY} "
