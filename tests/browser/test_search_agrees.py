"""Browsers find what docs/decisions/search-format.md says: the script is compared with a plain one in Python."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest import mock

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from browser.finding import PARTS, made
from openshelf.search import shards
from openshelf.search.shards import SHARD
from openshelf.search.tokens import tokens
from openshelf.site.i18n import Words
from openshelf.site.view import View
from search.engine import FIND, QUERIES, TEXTS, compared
from search.reference import WORDS, Reference, libraries
from support import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Route

    from browser.reader import Reader
    from openshelf.library.library import Library
    from openshelf.search.index import Index

QUERIES_OF_READERS = Path(__file__).with_name("queries.yml")
ASK = f"(queries) => ({FIND})(openshelfSearch, queries)"
TOKENS = """async (texts) => { await openshelfSearch.open(); return texts.map(openshelfSearch.tokens); }"""


def start(reader: Reader) -> None:
    """Open the search page and load the search."""
    reader.visit("search/")
    reader.page.locator("[data-find=page] [data-part=query]").focus()
    reader.page.wait_for_function("() => 'openshelfSearch' in window")


def again(reader: Reader) -> None:
    """Load the search once more into the open page: it has fetched nothing yet."""
    reader.page.add_script_tag(url=f"{reader.site.url}assets/search.js")


def agreed(reader: Reader, reference: Reference, queries: list[str]) -> int:
    """Compare the answers of the page's search, and return how many queries found something."""
    return compared(reader.ask(ASK, queries), reference, queries)


def of_titles(index: Index, count: int) -> Iterator[str]:
    """Yield queries of one to three words of titles, the last of them at times only begun."""
    chance = Random(20261122)  # noqa: S311 - the same queries in every run
    for _ in range(count):
        words = chance.choice(index.documents).title.split()
        at = chance.randrange(len(words))
        picked = words[at : at + chance.randint(1, 3)]
        if chance.random() < 0.3:
            picked += chance.choice(index.documents).title.split()[:1]
        if chance.random() < 0.5:
            picked[-1] = picked[-1][: chance.randint(1, len(picked[-1]))]
        yield " ".join(picked) + chance.choice(["", "", " "])


def other_words(reader: Reader, texts: list[str]) -> list[tuple[str, list[str]]]:
    """Return the texts that do not become the same words in the browser as in Python, with those of the browser."""
    found = reader.ask(TOKENS, texts)
    return [(ascii(text), words) for text, words in zip(texts, found, strict=True) if words != tokens(text)]


@pytest.fixture
def searching(seeker: Reader) -> Reader:
    start(seeker)
    return seeker


def test_queries_that_readers_type_find_the_same(searching: Reader, index: Index) -> None:
    queries = yaml.safe_load(QUERIES_OF_READERS.read_text(encoding="utf-8"))
    assert len(queries) > 100
    assert agreed(searching, Reference(index), list(map(str, queries))) > 0.85 * len(queries)


def test_words_of_titles_find_the_same(searching: Reader, index: Index) -> None:
    assert agreed(searching, Reference(index), list(of_titles(index, 100))) > 85


def test_typing_mistakes_find_the_same(searching: Reader, index: Index) -> None:
    chance = Random(5)  # noqa: S311 - the same queries in every run
    words = [word for query in of_titles(index, 60) for word in query.split() if len(word) > 4]
    slips = []
    for word in words:
        at = chance.randrange(1, len(word) - 1)
        slips += [
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            f"{word[:at]}q{word[at:]}",
        ]
    assert agreed(searching, Reference(index), slips) > len(words)


@pytest.mark.parametrize("shard", [SHARD, 40, 1])
def test_random_libraries_answer_the_same(seeker: Reader, shard: int) -> None:
    drawn: list[tuple[Library, list[str]]] = []

    @examples(max_examples=20)
    @given(libraries(), st.lists(QUERIES, min_size=10, max_size=10))
    def draw(library: Library, queries: list[str]) -> None:
        drawn.append((library, queries))

    draw()
    files: dict[str, str] = {}

    def answer(route: Route) -> None:
        name = route.request.url.partition("?")[0].rpartition("/")[2]
        route.fulfill(body=files[PARTS + name], content_type="text/javascript; charset=utf-8")

    seeker.page.route(f"{seeker.site.url}{PARTS}*.js", answer)
    start(seeker)
    found = 0
    for library, queries in drawn:
        with mock.patch.object(shards, "SHARD", shard):
            index, files = made(View(library, Words("en")))
            reference = Reference(index)
        again(seeker)
        found += agreed(seeker, reference, queries)
        assert seeker.complaints == []
    assert found > 0.3 * sum(len(queries) for _, queries in drawn)


def test_texts_become_the_same_words(searching: Reader) -> None:
    drawn: list[str] = list(WORDS)

    @examples(max_examples=1_500)
    @given(TEXTS)
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    assert other_words(searching, drawn) == []


CHARACTERS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in {"Cs", "Cn", "Co"}]


def test_characters_of_every_block_become_the_same_words(searching: Reader) -> None:
    """All of those that readers write most, and one of each kind in every 128 of the rest."""
    some = {(ord(sign) >> 7, unicodedata.category(sign)): sign for sign in CHARACTERS}
    assert other_words(searching, [*CHARACTERS[:1_500], *some.values()]) == []


@pytest.mark.long
def test_every_character_becomes_the_same_words(searching: Reader) -> None:
    assert other_words(searching, CHARACTERS) == []
