"""Text to words, as readers type them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.search.tokens import LETTERS, MARKS, SEPARATORS, UNSPACED, fold, parts, split, tokens
from support import examples

CHARACTERS = st.sampled_from([*"aZéßœİΣς’'-.½№™㈱㎒ｶﾞが地図แผ\u00ad\u0301\u05c1\u064b\u0640\ufe0f\u200d😀𝐁"])
SEPARATOR = re.compile(f"[{SEPARATORS}]")
TEXTS = st.text(CHARACTERS) | st.text() | st.text(st.characters(max_codepoint=127))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KoboToolbox", ["kobotoolbox"]),
        ("ÉCOLE école Ecole", ["ecole", "ecole", "ecole"]),
        ("e\u0301cole", ["ecole"]),
        ("Ñandú, ação, Việt Nam", ["nandu", "acao", "viet", "nam"]),
        ("İstanbul ılık ISPARTA", ["istanbul", "ilik", "isparta"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("œuvre, Ærø, Łódź, Đà, Þór", ["oeuvre", "aero", "lodz", "da", "thor"]),
        ("ΟΔΟΣ οδός", ["οδοσ", "οδοσ"]),
        ("Карта Ёлка", ["карта", "елка"]),
    ],
)
def test_case_and_accents_make_no_difference(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'eau l’eau", ["l", "eau", "l", "eau"]),
        ("don't", ["don", "t"]),
        ("donʼt oʻzbek qurʾan ka\ua78co", ["don", "t", "o", "zbek", "qur", "an", "ka", "o"]),
        ("open-source", ["open", "source"]),
        ("open\u2010source\u2013now\u2014here", ["open", "source", "now", "here"]),
        ("«Água» (2.ª), “so”…", ["agua", "2", "a", "so"]),
        ("a_b/c.d:e@f#g", ["a", "b", "c", "d", "e", "f", "g"]),
        ("no\u00a0break, thin\u2009space, می\u200cخواهم", ["no", "break", "thin", "space", "می", "خواهم"]),
        ("", []),
        (" \t\n--- … ·", []),
    ],
)
def test_apostrophes_hyphens_and_other_signs_stand_between_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@examples()
@given(TEXTS)
def test_words_are_what_stands_between_separators(text: str) -> None:
    assert split(text) == list(filter(None, SEPARATOR.split(text)))


def test_digits_are_words() -> None:
    assert tokens("2024, 3.5 and COVID19 in ١٢٣") == ["2024", "3", "5", "and", "covid19", "in", "١٢٣"]


def test_a_soft_hyphen_is_not_there() -> None:
    assert tokens("pa\u00adper") == ["paper"]


def test_wide_letters_and_ligatures_are_plain_ones() -> None:
    assert tokens("ＭＡＰ ﬁle 𝐁𝐨𝐥𝐝") == ["map", "file", "bold"]


def test_signs_that_hold_words_or_digits_still_stand_between_words() -> None:
    assert tokens("Signal™ ½ № 5 m²") == ["signal", "5", "m"]


def test_a_sign_that_no_separator_is_gives_the_word_in_it() -> None:
    assert tokens("㈱ ㎒") == ["株", "mhz"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("地図", ["地図"]),
        ("水", ["水"]),
        ("日本語の本", ["日本", "本語", "語の", "の本"]),
        ("データ", ["デー", "ータ"]),
        ("ﾃﾞｰﾀ", ["デー", "ータ"]),
        ("か\u3099き", ["がき"]),
        ("地図、水。", ["地図", "水"]),
        ("GIS地図2版", ["gis", "地図", "2", "版"]),
        ("แผนที่", ["แผ", "ผน", "นท", "ที", "ี่"]),
        ("မြေပုံ", ["မြ", "ြေ", "ေပ", "ပု", "ုံ"]),
        ("ផែនទី", ["ផែ", "ែន", "នទ", "ទី"]),
        ("지도 만들기", ["지도", "만들기"]),
    ],
)
def test_scripts_without_spaces_become_pairs_of_characters(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_letters_are_put_together_before_they_are_paired() -> None:
    assert tokens("か\u3099く\u3099") == tokens("がぐ") == ["がぐ"]


@pytest.mark.parametrize(
    ("pointed", "plain"),
    [
        ("خَرِيطَة", "خريطة"),
        ("خـــريطة", "خريطة"),
        ("أمن آمن إمن", "امن امن امن"),
        ("מַפָּה", "מפה"),
        ("שָׁלוֹם", "שלום"),
        ("\ufb2aלום", "שלום"),
    ],
)
def test_vowel_signs_of_arabic_and_hebrew_are_left_out(pointed: str, plain: str) -> None:
    assert tokens(pointed) == plain.split()


def test_a_hebrew_hyphen_stands_between_words() -> None:
    assert tokens("בית־ספר") == ["בית", "ספר"]


@pytest.mark.parametrize("word", ["नक्शा", "हिन्दी", "মানচিত্র", "வரைபடம்", "మ్యాప్"])
def test_vowel_signs_that_are_letters_to_their_readers_stay(word: str) -> None:
    assert tokens(word) == [word]


def test_a_full_stop_of_devanagari_stands_between_words() -> None:
    assert tokens("नक्शा।पानी") == ["नक्शा", "पानी"]


def test_an_emoji_is_a_word_or_a_sign_and_breaks_nothing() -> None:
    assert tokens("😀 map") == ["😀", "map"]
    assert tokens("❤\ufe0f map") == ["map"]
    assert tokens("👩\u200d🌾") == ["👩", "🌾"]


def test_pairs_leave_other_words_whole() -> None:
    assert parts("map") == ["map"]
    assert parts("карта") == ["карта"]
    assert parts("a地図b") == ["a", "地図", "b"]


def test_a_text_is_cut_at_separators_only() -> None:
    assert split(" a, b\u3000c ") == ["a", "b", "c"]
    assert split("ab") == ["ab"]


@examples(max_examples=500)
@given(TEXTS)
def test_a_word_holds_no_separator_and_is_not_empty(text: str) -> None:
    for word in tokens(text):
        assert word
        assert not SEPARATOR.search(word)


@examples(max_examples=500)
@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@examples(max_examples=500)
@given(TEXTS)
def test_the_words_of_words_are_these_words(text: str) -> None:
    words = tokens(text)
    assert [word for found in words for word in tokens(found)] == words


@examples(max_examples=500)
@given(TEXTS, TEXTS)
def test_words_of_texts_side_by_side_are_the_words_of_each(one: str, other: str) -> None:
    assert tokens(f"{one} {other}") == tokens(one) + tokens(other)


def test_no_single_character_is_an_exception() -> None:
    everything = [sign for code in range(0x30000) if unicodedata.category(sign := chr(code)) not in {"Cn", "Co", "Cs"}]
    assert [sign for sign in everything if fold(fold(sign)) != fold(sign)] == []
    assert [sign for sign in everything if any(SEPARATOR.search(word) for word in tokens(sign))] == []


def test_the_classes_are_plain_text_that_a_script_reads_alike() -> None:
    for name in (SEPARATORS, MARKS, UNSPACED):
        assert re.fullmatch(r"(?:\\u[0-9a-f]{4}-?)+", name)
        assert not name.endswith("-")
    assert all(len(letter) == 1 and letter.lower() == letter for letter in LETTERS)


def test_a_mark_is_nothing_else() -> None:
    everything = "".join(map(chr, range(0x10000)))
    marks = "".join(re.findall(f"[{MARKS}]", everything))
    assert not re.search(f"[{SEPARATORS}{UNSPACED}]", marks)
    assert not re.search(r"[^\W\u0640]", marks)
