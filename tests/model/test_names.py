"""Protected names: found however they are spelled, spaced or escaped, and never written down."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.model.name_hashes import Finder, fingerprint, is_too_short, protect, words_of
from openshelf.model.protected_names import PATH, ProtectionFault, protection
from support import any_text, examples

if TYPE_CHECKING:
    from pathlib import Path

KEY = "a key for tests that is long enough, and no secret"
DAY = dt.date(2026, 6, 15)


def finder(*names: str) -> Finder:
    return Finder(KEY, [protect(KEY, name, DAY) for name in names])


@pytest.mark.parametrize(
    "text",
    [
        "María Silva",
        "maria silva",
        "MARÍA SILVA",
        "Mari\u0301a   Silva",
        "Maria\n   Silva",
        "Maria-Silva",
        "Maria_Silva",
        "MariaSilva",
        "mariasilva2024",
        "Maria Silva's",
        "Mar\u00adia\u200bSilva",
        "M a r í a  S i l v a",
        "M. A. R. I. A. S. I. L. V. A.",
        "Ｍａｒｉａ Ｓｉｌｖａ",
        "𝐌𝐚𝐫𝐢𝐚 𝐒𝐢𝐥𝐯𝐚",
        "Mar&iacute;a&nbsp;Silva",
        "&#77;aria &#x53;ilva",
        "mar%C3%ADa%20silva",
        "Mar\\u00eda Silva",
        "Mar\\xeda Silva",
        "Maria \\\n    Silva",
    ],
)
def test_a_name_is_found_where_it_starts_however_it_is_written(text: str) -> None:
    before = "Ñandú &amp; sur: "
    assert finder("Maria Silva", "Somebody Else").find(before + text) == [len(before)]


@pytest.mark.parametrize(
    "text",
    [
        "Maria",
        "Silva Maria",
        "Maria da Silva",
        "Marias Silva",
        "Ana Maria. Silvas",
        "a b c d e f g h i j k l m",
        "",
        "Mar ia Silva",
    ],
)
def test_other_names_are_not_found(text: str) -> None:
    assert finder("Maria Silva").find(text) == []


@pytest.mark.parametrize(
    ("name", "text", "offsets"),
    [
        ("王小明", "昨天王小明来了", [2]),
        ("สมชาย ใจดี", "คุณสมชายใจดีมา", [3]),
        ("김철수", "어제 김철수는 왔다", [3]),
        ("Нино Беридзе", "это НИНО БЕРИДЗЕ.", [4]),
        ("محمد علي", "السيد مُحَمَّد علی هنا", [6]),
        ("Øyvind Ærø", "oyvind aero", [0]),
        ("Jean-Luc Dupont", "jeanluc dupont", [0]),
        ("O'Brien", "OBrien and O’Brien", [0, 11]),
        ("Colectivo 8M", "el colectivo 8m de", [3]),
        ("Strauß", "STRAUSS", [0]),
        ("Ana", "banana Ana", [7]),
        ("Maria Silva", "(Maria, Silva)", [1]),
        ("Maria Silva", "https://example.org/people/maria-silva.html", [27]),
    ],
)
def test_names_of_all_scripts_are_found(name: str, text: str, offsets: list[int]) -> None:
    assert finder("Nobody Atall", name).find(text) == offsets


def test_all_names_are_found_and_all_their_places() -> None:
    text = "Ana Lima met Rui Costa Neves, and Ana Lima met RuiCostaNeves."
    assert finder("Ana Lima", "Rui Costa Neves", "Ana").find(text) == [0, 13, 34, 47]


def test_data_files_are_read_raw() -> None:
    assert finder("José Água").find(json.dumps({"title": "José Água"})) == [11]


def test_what_is_kept_shows_neither_name_nor_equal_parts() -> None:
    one, other = protect(KEY, "Maria Silva", DAY), protect(KEY, "Maria", DAY)
    assert one.starts[0] == other.starts[0]
    assert other.hash[:16] != other.starts[0]
    assert protect(KEY + "!", "Maria Silva", DAY).hash != one.hash
    assert "maria" not in repr(one).casefold()


@pytest.mark.parametrize(("name", "short"), [("Al", True), ("王", True), ("-", True), ("Ana", False), ("王明", False)])
def test_a_name_of_too_few_letters_would_be_everywhere(name: str, *, short: bool) -> None:
    assert is_too_short(name) is short


@examples(max_examples=200)
@given(any_text)
def test_any_text_can_be_searched_and_offsets_lie_inside_it(text: str) -> None:
    found = finder("ab", "a", "1", "é b").find(text)
    assert all(0 <= offset < len(text) for offset in found)
    assert found == sorted(set(found))


@examples(max_examples=200)
@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=3, max_size=12), st.integers(1, 9))
def test_any_name_is_found_in_capitals_behind_any_space(name: str, spaces: int) -> None:
    if not is_too_short(name) and words_of(name.upper()) == words_of(name):
        text = "x" + " " * spaces + name.upper()
        (at,) = finder(name).find(text)
        # A letter may be two in capitals, the first of them a sign; the name begins behind it.
        assert text[1 + spaces : at].strip("\u02bc") == ""
        assert at >= 1 + spaces


@pytest.mark.parametrize("sign", ["a ", "a", "&", "%41", "王", " ", "&#1", "\\u00e", "a1"])
def test_half_a_megabyte_of_one_sign_is_read_to_its_end(sign: str) -> None:
    text = (sign * 520_000)[:520_000] + " Maria Silva"
    found = finder("Maria Silva", "aaaa", "王小明").find(text)
    assert text.index("Maria") in found or sign[-1].isalnum()  # a word goes on where the last sign is a letter


def a_list(folder: Path, *names: str) -> Path:
    lines = [
        f"- {{hash: {item.hash}, starts: [{', '.join(item.starts)}], words: {item.words}, "
        f"letters: {item.letters}, key: {item.key}, added: {item.added}}}\n"
        for item in (protect(KEY, name, DAY) for name in names)
    ]
    (folder / "policy").mkdir()
    (folder / PATH).write_text("".join(lines), encoding="utf-8")
    return folder


def test_an_empty_list_needs_no_key(tmp_path: Path) -> None:
    assert protection(tmp_path, "").fault is None
    assert protection(a_list(tmp_path), "").fault is None


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("", ProtectionFault.NO_KEY),
        ("short", ProtectionFault.SHORT_KEY),
        (KEY + "!", ProtectionFault.WRONG_KEY),
        (KEY, None),
    ],
)
def test_a_list_that_cannot_be_used_says_why(key: str, fault: ProtectionFault | None, tmp_path: Path) -> None:
    found = protection(a_list(tmp_path, "Maria Silva"), key)
    assert found.fault is fault
    assert (found.finder is None) is (fault is not None)


def test_a_broken_list_is_not_an_empty_one(tmp_path: Path) -> None:
    a_list(tmp_path)
    (tmp_path / PATH).write_text("- hash: maria\n", encoding="utf-8")
    found = protection(tmp_path, KEY)
    assert found.fault is ProtectionFault.BROKEN_LIST
    assert found.problems


def test_keys_are_told_apart_without_being_told() -> None:
    assert fingerprint(KEY) != fingerprint(KEY + "!")
    assert fingerprint(KEY) not in KEY
