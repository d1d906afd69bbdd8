"""Numbers as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.search import encode
from openshelf.search.encode import ALPHABET
from search.reference import members, numbers, pairs
from support import examples

NUMBERS = st.integers(0, 40) | st.integers(0, 10**9)
TOTALS = st.integers(0, 400)


@st.composite
def sets(draw: st.DrawFn) -> tuple[list[int], int]:
    """Draw a sorted set of documents and how many there are."""
    total = draw(TOTALS)
    flags = draw(st.lists(st.booleans(), min_size=total, max_size=total))
    return [number for number, is_in in enumerate(flags) if is_in], total


def test_a_character_has_six_bits_and_is_safe_in_a_string_of_a_script() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 64
    assert all(" " < letter <= "~" and letter != '"' for letter in ALPHABET)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "#"), (31, "B"), (32, "C$"), (33, "D$"), (1023, "bB"), (1024, "CC$"), (32767, "bbB")]
)
def test_small_numbers_are_one_character_and_low_bits_come_first(value: int, text: str) -> None:
    assert encode.number(value) == text


@examples()
@given(st.lists(NUMBERS))
def test_numbers_come_back(values: list[int]) -> None:
    assert list(numbers("".join(map(encode.number, values)))) == values


def test_a_gap_of_any_size_is_written_as_its_number() -> None:
    for value in (0, 31, 32, 4095, 4096, 10**6):
        assert list(encode.gaps([value])) == [encode.number(value)]


@examples()
@given(st.dictionaries(NUMBERS, st.integers(0, 63)))
def test_postings_come_back(scores: dict[int, int]) -> None:
    found = sorted(scores)
    assert pairs(encode.postings(found, [scores[number] for number in found])) == sorted(scores.items())


def test_postings_are_a_gap_and_a_score() -> None:
    assert encode.postings([], []) == ""
    assert encode.postings([0, 1, 3], [63, 0, 1]) == "#b" + "##" + "$$"


@examples()
@given(sets())
def test_sets_come_back_in_the_shorter_form(drawn: tuple[list[int], int]) -> None:
    documents, total = drawn
    text = encode.members(documents, total)
    assert members(text, total) == documents
    gaps = [after - before - 1 for before, after in zip([-1, *documents], documents, strict=False)]
    assert len(text) == 1 + min(-(-total // 6), sum(len(encode.number(gap)) for gap in gaps))


def test_few_documents_are_gaps_and_many_are_bits() -> None:
    assert encode.members([], 0) == "-"
    assert encode.members([], 100) == "-"
    assert encode.members([0, 50], 100) == "-#" + encode.number(49)
    assert encode.members(range(12), 12) == "+bb"
    assert encode.members([0, 2], 6) == "+("


def test_of_two_forms_of_one_length_gaps_are_taken() -> None:
    assert encode.members([3], 6) == "-&"
    assert encode.members([0, 1], 12) == "-##"
