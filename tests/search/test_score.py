"""How much each word says about each document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.search.extract import coarse, extract, lengths, usual_lengths
from openshelf.search.score import FEWEST, LEVELS, Stem
from openshelf.search.synonyms import Synonyms
from openshelf.search.tokens import tokens
from openshelf.search.vocabulary import Vocabulary
from search.reference import libraries
from search.samples import a_document, indexed, postings_of, score
from support import examples

if TYPE_CHECKING:
    from openshelf.library.library import Library
    from openshelf.search.documents import Document

OTHERS = [a_document("Other", body="Something else.")] * 9
"""Documents that make words of few others rare."""


def scored(*documents: Document, language: str = "en", groups: tuple[tuple[str, ...], ...] = ()) -> list[Stem]:
    """Return the stems of documents, with groups of names that mean the same."""
    vocabulary = Vocabulary(language)
    phrases = [tuple(tuple(name.split()) for name in group) for group in groups]
    return score(documents, vocabulary, Synonyms(phrases, vocabulary))


def of(word: str, stems: list[Stem]) -> dict[int, int]:
    """Return the scores of a word by document."""
    (found,) = [stem for stem in stems if word in stem.forms]
    return postings_of(found)


FIELDS = ("title", "aliases", "sought", "summary", "headings", "themes", "body")


def a_document_with(word: str, field: str) -> Document:
    """Return a document with a word in one field and another of the same length in all others."""
    texts = {name: word if name == field else "else" for name in FIELDS}
    several = ("aliases", "sought", "headings", "themes")
    values: dict[str, Any] = {name: [text] if name in several else text for name, text in texts.items()}
    return a_document(**values)


def test_a_name_counts_more_than_a_summary_and_that_more_than_a_text() -> None:
    documents = [a_document_with("word", field) for field in (*FIELDS, *[""] * 9)]
    scores = dict(zip(FIELDS, of("word", scored(*documents)).values(), strict=True))
    assert (
        scores["title"]
        > scores["aliases"]
        > scores["sought"]
        > scores["summary"]
        > scores["themes"]
        > scores["body"]
        > 1
    )
    assert scores["summary"] > scores["headings"] > scores["themes"]


def test_the_longer_a_text_the_less_a_word_in_it_says() -> None:
    documents = (a_document("A", body="Water."), a_document("B", body="Water " + "and something else " * 20))
    scores = of("water", scored(*documents, *OTHERS))
    assert scores[0] > scores[1]


def test_themes_do_not_count_less_where_there_are_many() -> None:
    documents = (a_document("A", themes=["Water"]), a_document("B", themes=["Water", "Open data", "Mapping"]))
    scores = of("water", scored(*documents, *OTHERS))
    assert scores[0] == scores[1]


def test_repeating_a_word_counts_less_each_time() -> None:
    documents = [a_document("A", body="water " * times + "land " * (40 - times)) for times in (1, 2, 10, 40)]
    one, two, ten, forty = of("water", scored(*documents, *OTHERS)).values()
    assert one < two < ten < forty
    assert (ten - two) / 8 < two - one


def test_a_rare_word_says_more() -> None:
    documents = [a_document("A", body="Rare."), *[a_document("A", body="Often.")] * 5]
    stems = scored(*documents, *OTHERS)
    assert of("rare", stems)[0] > of("often", stems)[1]


def test_a_rare_word_of_a_title_comes_near_the_highest_score() -> None:
    assert LEVELS * 0.7 < of("water", scored(a_document("Water"), *OTHERS))[0] <= LEVELS


def test_a_common_word_is_found_where_it_names_something() -> None:
    documents = [a_document(f"Number {number}", body="About data.") for number in range(FEWEST - 2)]
    documents += [a_document("Data"), a_document("A", aliases=["open data"])]
    (data,) = [stem for stem in scored(*documents) if "data" in stem.forms]
    assert data.is_common
    assert list(data.documents) == [FEWEST - 2, FEWEST - 1]


def test_a_common_word_that_names_nothing_finds_nothing_and_is_known_to_be_common() -> None:
    stems = scored(*[a_document(f"{number}", body="About data.") for number in range(FEWEST)])
    assert [(list(stem.documents), stem.is_common) for stem in stems if "data" in stem.forms] == [([], True)]


def test_words_that_carry_no_subject_are_common_however_few_documents_there_are() -> None:
    stems = scored(a_document("How to map", body="How do we map this?"), *OTHERS)
    (how,), (we,) = ([stem for stem in stems if word in stem.forms] for word in ("how", "we"))
    assert (how.is_common, we.is_common) == (True, True)
    assert list(how.documents) == [0]
    assert list(we.documents) == []


@pytest.mark.parametrize(("holding", "is_common"), [(12, False), (13, True)])
def test_a_word_is_common_in_more_than_three_documents_of_ten(holding: int, is_common: bool) -> None:  # noqa: FBT001
    documents = [a_document("Data")] * holding + [a_document("A")] * (FEWEST - holding)
    (data,) = [stem for stem in scored(*documents) if "data" in stem.forms]
    assert data.is_common is is_common


def test_in_a_small_library_no_word_is_common() -> None:
    assert not any(stem.is_common for stem in scored(*[a_document("Data", body="data")] * (FEWEST - 1)))


def test_another_word_for_it_sorts_documents_as_the_word_does_a_little_below() -> None:
    documents = [a_document("A", body="car " + "else " * 400), a_document("Auto"), a_document("Car")]
    stems = scored(*documents, *OTHERS * 3, groups=(("car", "auto"),))
    cars, autos = of("car", stems), of("auto", stems)
    assert cars[2] > cars[1] > cars[0]
    assert autos[1] > autos[2] > autos[0]
    assert abs(autos[2] - cars[1]) < 2
    assert cars[1] > cars[2] / 2


def test_a_phrase_is_worth_as_much_as_its_least_word() -> None:
    document = a_document("Motor", body="A motor car.")
    stems = scored(document, *OTHERS * 3, groups=(("motor car", "auto"),))
    assert of("auto", stems)[0] < of("car", stems)[0] < of("motor", stems)[0]


def test_what_a_document_holds_itself_counts_if_it_is_worth_more() -> None:
    alone = of("auto", scored(a_document("Auto", body="car"), *OTHERS))
    assert of("auto", scored(a_document("Auto", body="car"), *OTHERS, groups=(("car", "auto"),))) == alone


def test_a_common_word_is_not_found_by_another_word_for_it() -> None:
    documents = [*[a_document("A", body="car")] * FEWEST, a_document("Car"), a_document("Auto")]
    assert list(of("car", scored(*documents, groups=(("car", "auto"),)))) == [FEWEST]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "map maps mapping"),
        ("en", "encrypt encrypted encryption"),
        ("es", "aplicación aplicaciones aplicar"),
        ("es", "canción canciones"),
        ("pt", "informação informações"),
        ("pt", "mapeamento mapeamentos"),
        ("fr", "développer développement développé"),
        ("fr", "côté côtés"),
    ],
)
def test_forms_of_a_word_are_one_stem_in_the_language_of_the_library(language: str, words: str) -> None:
    (stem,) = scored(*[a_document(word) for word in words.split()], language=language)
    assert stem.forms == tuple(sorted(tokens(words)))
    assert list(stem.documents) == list(range(len(words.split())))


def test_a_language_without_a_stemmer_keeps_its_words_apart() -> None:
    assert len(scored(a_document("maps"), a_document("map"), language="sw")) == 2


def test_forms_that_do_not_occur_are_not_in_the_index() -> None:
    assert [stem.forms for stem in scored(a_document("Mapping"))] == [("mapping",)]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "résumé resume"), ("pt", "informação informacao informações"), ("pt", "informacao informações informação")],
)
def test_words_that_are_typed_alike_are_one_stem_whatever_their_accents(language: str, words: str) -> None:
    (stem,) = scored(*[a_document(word) for word in words.split()], language=language)
    assert stem.forms == tuple(sorted(set(tokens(words))))
    assert len(stem.documents) == len(words.split())


def test_stems_that_are_joined_count_together() -> None:
    joined = of("resume", scored(a_document("A", body="résumé resume"), a_document("A", body="resume"), *OTHERS))
    assert list(joined) == [0, 1]
    assert joined[0] > joined[1]


def test_words_with_digits_have_no_other_forms() -> None:
    assert sorted(stem.forms for stem in scored(a_document(body="covid19s covid19 2024"))) == [
        ("2024",),
        ("covid19",),
        ("covid19s",),
    ]


def test_pairs_of_characters_are_stems_of_their_own() -> None:
    assert sorted(stem.forms for stem in scored(a_document("日本語"))) == [("日本",), ("本語",)]


def test_the_stems_of_a_word_are_the_same_whatever_was_asked_before() -> None:
    words = ("maps", "map", "日本語", "\u0301", "the", "Wi-Fi", "résumés")
    vocabulary = Vocabulary("en")
    assert [vocabulary.of(word) for word in words] == [Vocabulary("en").of(word) for word in reversed(words)][::-1]
    assert vocabulary.of("maps") == vocabulary.of("map")
    assert vocabulary.of("日本語") == ("日本", "本語")
    assert vocabulary.of("\u0301") == ()


def test_what_is_kept_of_a_text_depends_on_that_text_alone() -> None:
    document = a_document("Delta Chat", sought=["messenger"], headings=["Set it up"], body="Wi-Fi and e‐mail.")
    means, vocabulary = usual_lengths([lengths(document)]), Vocabulary("en")
    extract(a_document("Others", body="wifi mails"), vocabulary, means)
    found = extract(document, vocabulary, means)
    assert found == extract(document, Vocabulary("en"), means)
    assert found.joined == {"deltachat", "wifi", "email"}
    assert found.names == {"delta", "chat", "messenger"}
    assert found.own == {"delta", "chat", "set", "it", "up", "wi", "fi", "and", "e", "mail"}
    assert found.worth["deltachat"] == found.worth["delta"] > found.worth["messeng"] > found.worth["set"]


def test_a_few_words_more_in_one_text_leave_the_scores_of_all_others_alone() -> None:
    documents = [a_document(f"Text {number}", body=f"water{number % 7} " + "land " * 90) for number in range(50)]
    longer = a_document("Text 49", body=f"water{49 % 7} river " + "land " * 96)
    before = {(stem.forms, *posting) for stem in scored(*documents) for posting in postings_of(stem).items()}
    after = {
        (stem.forms, *posting) for stem in scored(*documents[:-1], longer) for posting in postings_of(stem).items()
    }
    assert {number for _, number, _ in before ^ after} == {49}


@pytest.mark.parametrize("value", [1.0, 1.3, 40, 999.5, 123456])
def test_figures_of_the_whole_library_are_near_the_truth_and_seldom_change(value: float) -> None:
    assert abs(coarse(value) / value - 1) < 0.026
    assert len({coarse(value * (1 + part / 1000)) for part in range(20)}) <= 2


def test_nothing_has_no_words() -> None:
    assert scored() == []
    assert scored(a_document()) == []


@examples(max_examples=60)
@given(libraries())
def test_scores_are_levels_and_documents_stand_in_order(library: Library) -> None:
    forms: set[str] = set()
    for stem in indexed(library).stems:
        assert all(1 <= value <= LEVELS for value in stem.scores)
        numbers = list(stem.documents)
        assert numbers == sorted(set(numbers))
        assert numbers or stem.is_common or stem.is_joined
        assert list(stem.forms) == sorted(stem.forms)
        assert forms.isdisjoint(stem.forms), "a form stands in one line only"
        forms.update(stem.forms)


@examples(max_examples=60)
@given(libraries())
def test_a_word_is_with_its_documents(library: Library) -> None:
    index = indexed(library)
    stems = {form: stem for stem in index.stems for form in stem.forms}
    for number, document in zip(index.numbers, index.documents, strict=True):
        words = {stems[word].forms for text in document.fields() for word in tokens(text) if word in stems}
        for stem in index.stems:
            assert number in stem.documents or stem.forms not in words or stem.is_common


@examples(max_examples=30)
@given(st.permutations(["résumé", "resume", "resumes", "résumés", "map"]))
def test_the_order_of_words_makes_no_difference_to_stems(words: list[str]) -> None:
    assert {stem.forms for stem in scored(*map(a_document, words))} == {("map",), ("resume", "resumes")}
