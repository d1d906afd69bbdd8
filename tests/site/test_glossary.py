"""The glossary is an index, and each term has a page that says all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from openshelf.site.i18n import Words
from openshelf.site.pages import glossary
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

NORTH = "guides/glossary/north.md"
EQUIVALENTS = "equivalents: {es: [norte, septentrión], pt: [norte], fr: [nord], sw: [kaskazini]}\n"
MORE = "A compass points there."


@pytest.fixture
def made(tmp_path: Path) -> dict[str, LexborHTMLParser]:
    """Return the pages of a glossary whose term has words in four languages, by address."""
    north = FILES[NORTH].replace("---\n", f"---\n{EQUIVALENTS}", 1) + MORE
    view = View(load(a_library(tmp_path, {NORTH: north})), Words("en"))
    return {page.url: LexborHTMLParser(f"<body>{page.make()}</body>") for page in glossary.pages(view)}


def test_every_term_has_a_page_of_its_own(made: dict[str, LexborHTMLParser]) -> None:
    assert set(made) == {"glossary/", "glossary/legend/", "glossary/north/"}


def test_in_the_index_the_id_stands_on_what_is_folded(made: dict[str, LexborHTMLParser]) -> None:
    (content,) = made["glossary/"].css("#north")
    assert content.parent is not None
    assert content.parent.tag == "details"
    assert "open" not in content.parent.attributes
    assert [link.attributes["href"] or "" for link in content.css("a")][-1].endswith("glossary/north/")


def test_the_index_has_one_word_each_of_three_languages_and_the_page_has_all(made: dict[str, LexborHTMLParser]) -> None:
    in_index = [word.attributes["lang"] for word in made["glossary/"].css("#north [lang]")]
    assert in_index == ["es", "pt", "fr"]
    assert "septentrión" not in made["glossary/"].body.text()
    on_page = {word.attributes["lang"]: word.text() for word in made["glossary/north/"].css("dd[lang]")}
    assert on_page == {"es": "norte, septentrión", "pt": "norte", "fr": "nord", "sw": "kaskazini"}


def test_the_page_of_a_term_says_more_and_the_index_does_not(made: dict[str, LexborHTMLParser]) -> None:
    assert made["glossary/north/"].css_first(".os-text").text().strip() == MORE
    assert MORE not in made["glossary/"].body.text()
    assert not made["glossary/legend/"].css_matches(".os-text")
