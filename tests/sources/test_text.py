"""Bytes to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.sources.text import UNFIT, Lines, Needle, decode, lines_with_digits, read_text, signs_of
from support import brief, examples, is_inside

if TYPE_CHECKING:
    from pathlib import Path


def test_a_byte_order_mark_is_dropped_and_line_ends_become_newlines() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n", "f") == ("a\nb\nc\n", [])


def test_only_the_first_mark_is_one() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa", "f") == ("\ufeffa", [])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xff", "f:1:1 file-encoding"),
        ("naïve\ncaf\u00e9".encode() + b" \xe9", "f:2:6 file-encoding"),
        (b"a\r\nb\r\n\xc3", "f:3:1 file-encoding"),
        (b"a\rb\r\xc3(", "f:3:1 file-encoding"),
        (b"\xef\xbb\xbfab\x80", "f:1:3 file-encoding"),
        (b"\xed\xa0\x80", "f:1:1 file-encoding"),
        ("a\n😀\0".encode(), "f:2:2 file-character"),
        (b"a\r\nb\x1b[31m", "f:2:2 file-character"),
    ],
)
def test_what_is_no_text_is_a_problem_with_its_place(raw: bytes, said: str) -> None:
    text, problems = decode(raw, "f")
    assert text is None
    assert brief(problems) == [said]


def test_the_problem_names_the_byte_or_the_character() -> None:
    assert decode(b"\xff", "f")[1][0].message == "byte 0xFF is not UTF-8"
    assert decode("\ufdd0".encode(), "f")[1][0].message == "character U+FDD0 is not text"


def test_every_noncharacter_of_unicode_is_unfit() -> None:
    noncharacters = [*range(0xFDD0, 0xFDF0)]
    noncharacters += [plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
    assert len(noncharacters) == 66
    assert all(UNFIT.match(chr(code)) for code in noncharacters)


@pytest.mark.parametrize("character", [*"\t\n\r aé€", "\u00a0", "\u00ad", "\u200d", "\ufeff", "\ufffd", "😀"])
def test_every_other_character_is_fit(character: str) -> None:
    assert not UNFIT.match(character)


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    for name in ("missing", "."):
        text, problems = read_text(tmp_path / name, "a/b.md")
        assert text is None
        assert brief(problems) == ["a/b.md:1:1 file-unreadable"]
        assert problems[0].message.startswith("cannot be read: ")


def test_a_file_that_is_too_large_is_a_problem_and_no_more_of_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"a" * 2_049)
    assert brief(read_text(file, "a.md", 2_048)[1]) == ["a.md:1:1 file-size"]
    assert read_text(file, "a.md", 2_049) == ("a" * 2_049, [])
    with file.open("ab") as sparse:
        sparse.truncate(1 << 40)  # a terabyte of holes
    assert read_text(file, "a.md")[1][0].message == "has more than 1,024 kB"


def test_lines_and_columns_count_from_one() -> None:
    lines = Lines("ab\n\nc")
    assert [lines.at(offset) for offset in range(6)] == [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)]


@examples(max_examples=200)
@given(st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_either_text_or_a_problem_inside_them(raw: bytes) -> None:
    text, problems = decode(raw, "f")
    assert (text is None) == bool(problems)
    if text is None:
        shown = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        assert is_inside(problems[0].place, shown)
    else:
        assert "\r" not in text
        assert not UNFIT.search(text)


@given(st.text(), st.text(), st.text())
def test_a_needle_is_found_in_every_text_that_holds_it(before: str, needle: str, after: str) -> None:
    text = before + needle + after
    assert Needle.of(needle).is_in(text, signs_of(text))
    assert Needle.of(needle).is_in(before, signs_of(before)) == (needle in before)


@given(st.text(alphabet="a1\n٣é \u2028"), st.integers(1, 4))
def test_lines_with_digits_are_those_that_have_as_many_of_ascii(text: str, least: int) -> None:
    has = [line for line in text.split("\n") if sum(char in "0123456789" for char in line) >= least]
    assert [text[start:end] for start, end in lines_with_digits(text, least)] == has
