"""The engine of the search, run without a browser, finds what the reference finds and loads what it needs, once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser.finding import made
from openshelf.model.kinds import Kind
from openshelf.search import shards
from openshelf.search.encode import members
from openshelf.search.shards import SHARD
from openshelf.search.tokens import tokens
from openshelf.site.i18n import Words
from openshelf.site.view import View
from search.engine import QUERIES, TEXTS, Engine, EngineError, compared
from search.reference import WORDS, Reference, libraries
from search.samples import a_library_of, an_entry
from support import examples

if TYPE_CHECKING:
    from openshelf.library.library import Library

TOTAL = 200
NUMBERS = st.sets(st.integers(0, TOTAL - 1)).map(sorted)
"""Sets of documents."""


def files_of(library: Library) -> dict[str, str]:
    return made(View(library, Words("en")))[1]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return the engine with the index of one page."""
    return Engine(files_of(a_library_of(an_entry(Kind.PAGE, "A map of rivers", "A lake."))))


@pytest.fixture
def fresh() -> Engine:
    """Return an engine that has loaded nothing yet."""
    return Engine(files_of(a_library_of(an_entry(Kind.PAGE, "A map of rivers", "A lake."))))


# What is found


@examples(max_examples=100)
@given(libraries(), st.sampled_from([SHARD, 40, 1]), st.lists(QUERIES, min_size=10, max_size=10))
def test_random_libraries_answer_as_the_reference_does(library: Library, shard: int, queries: list[str]) -> None:
    with mock.patch.object(shards, "SHARD", shard):
        index, files = made(View(library, Words("en")))
        reference = Reference(index)
    compared(Engine(files).find(queries), reference, queries)


@examples(max_examples=40)
@given(libraries(), st.data())
def test_mistyped_words_find_what_the_reference_finds(library: Library, data: st.DataObject) -> None:
    index, files = made(View(library, Words("en")))
    reference = Reference(index)
    forms = sorted({form for lines in reference.shards for line in lines for form in line.forms if form})
    queries = [mistyped(data, form.encode("utf-16", "replace").decode("utf-16", "replace")) for form in forms[:30]]
    compared(Engine(files).find(queries), reference, queries)


def mistyped(data: st.DataObject, word: str) -> str:
    """Return a word with a letter too many, missing, wrong or swapped, or with another ending."""
    at, letter = data.draw(st.integers(0, len(word) - 1)), data.draw(st.sampled_from("aeq"))
    return data.draw(
        st.sampled_from(
            [
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
                f"{word}{letter}{letter} ",
            ]
        )
    )


@pytest.mark.parametrize("shard", [SHARD, 40, 1])
def test_begun_and_mistyped_words_find_what_the_reference_finds_in_many_shards(shard: int) -> None:
    words = [f"map{letter}{'o' * (place % 5)}" for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")]
    texts = [" ".join(words[:: 1 + number % 7]) for number in range(30)]
    pages = [an_entry(Kind.PAGE, f"Whistleblowers {number}", text, f"p{number}") for number, text in enumerate(texts)]
    with mock.patch.object(shards, "SHARD", shard):
        index, files = made(View(a_library_of(*pages), Words("en")))
        reference = Reference(index)
    queries = [
        "m",
        "ma",
        "map",
        "map ",
        "mapo",
        "mapaq",
        "wistleblower ",
        "whistlebolwer",
        "whistleblowing ",
        "mapd whi",
    ]
    assert compared(Engine(files).find(queries), reference, queries) > 4


def test_a_query_that_finds_much_and_one_that_finds_nothing_are_told_apart(engine: Engine) -> None:
    (hits, forms, slips, _), nothing, mistaken = engine.find(["map", "zebra", "rivres"])
    assert (len(hits), forms, slips) == (1, ["map"], [])
    assert nothing == [[], [], [], []]
    assert mistaken[1:] == [["rivers"], ["rivers"], []]


@examples(max_examples=300)
@given(st.lists(TEXTS, min_size=5, max_size=5))
def test_texts_become_the_same_words(engine: Engine, texts: list[str]) -> None:
    texts += WORDS
    found = engine.ask("async (texts) => { await engine.open(); return texts.map(engine.tokens); }", texts)
    assert found == [tokens(text) for text in texts]


# Sets and choices


@examples(max_examples=100)
@given(NUMBERS, st.integers(1, TOTAL))
def test_a_set_is_read_as_it_was_written(numbers: list[int], total: int) -> None:
    written = [number for number in numbers if number < total]
    engine = with_facets([("theme", {"water": written})], total)
    (facet,) = engine.ask("async () => { await engine.open(); return await engine.facets(); }")
    ((value, found),) = [(value["value"], value["documents"]) for value in facet["values"]]
    assert (facet["id"], value) == ("theme", "water")
    assert [number for number in range(total) if found[str(number)]] == written


@examples(max_examples=100)
@given(
    st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), NUMBERS, min_size=1), min_size=1),
    NUMBERS,
    st.data(),
)
def test_choices_leave_what_has_a_chosen_value_in_every_facet(
    facets: dict[str, dict[str, list[int]]], base: list[int], data: st.DataObject
) -> None:
    chosen = {
        facet: data.draw(st.lists(st.sampled_from(sorted(values)), min_size=1, unique=True))
        for facet, values in facets.items()
        if data.draw(st.booleans())
    }
    except_ = data.draw(st.sampled_from(["", *facets]))
    wanted = set(base)
    for facet, values in chosen.items():
        if facet != except_:
            wanted &= {number for value in values for number in facets[facet][value]}
    engine = with_facets(list(facets.items()), TOTAL)
    left, counts = engine.ask(
        """async (chosen, base, except) => {
          await engine.open();
          const facets = await engine.facets(), left = narrowed(facets, chosen, Uint8Array.from(base), except);
          return [[...left], facets.map(({ values }) => values.map(({ documents }) => countBoth(left, documents)))];
        }""",
        chosen,
        [int(number in base) for number in range(TOTAL)],
        except_,
    )
    assert {number for number, is_in in enumerate(left) if is_in} == wanted
    assert counts == [[len(wanted.intersection(found)) for found in values.values()] for values in facets.values()]


def with_facets(facets: list[tuple[str, dict[str, list[int]]]], total: int) -> Engine:
    """Return an engine whose index holds nothing but facets."""
    sets = [
        [facet, facet, [[value, value, members(numbers, total)] for value, numbers in values.items()]]
        for facet, values in facets
    ]
    index = {"total": total, "facets": "facets"}
    return Engine(
        {name: f'openshelfPart("{name}",{json.dumps(data)})' for name, data in (("index", index), ("facets", sets))}
    )


# What is loaded, and when


def test_a_query_loads_the_index_a_shard_and_a_block_of_rows_once(fresh: Engine) -> None:
    fresh.find(["map ", "map ", "map"])
    asked = fresh.ask("() => asked")
    assert asked[0] == "index"
    assert len(asked) == len(set(asked)) == 3


def test_a_part_that_was_missing_is_asked_for_again(fresh: Engine) -> None:
    fresh.ask("() => { const { index } = files; delete files.index; files.kept = index; }")
    with pytest.raises(EngineError, match="index"):
        fresh.find(["map"])
    fresh.ask("() => { files.index = files.kept; }")
    assert fresh.find(["map"])[0][0]
    assert fresh.ask("() => asked")[:2] == ["index", "index"]


def test_an_index_that_is_loaded_anew_comes_from_no_copy_and_replaces_all_parts(fresh: Engine) -> None:
    wanted = fresh.find(["map"])
    before = fresh.ask("() => asked.splice(0)")
    fresh.ask("() => engine.reload()")
    assert fresh.find(["map"]) == wanted
    first, *rest = fresh.ask("() => asked")
    assert first.startswith("index?")
    assert rest == before[1:]


def test_without_a_connection_what_was_loaded_stays(fresh: Engine) -> None:
    wanted = fresh.find(["map"])
    fresh.ask("() => { for (const name of Object.keys(files)) delete files[name]; }")
    fresh.ask("() => engine.reload()")
    assert fresh.find(["map"]) == wanted
    assert fresh.ask("() => [typeof document, typeof window, typeof fetch]") == ["undefined"] * 3
