"""What search finds: the reference, by example and for random libraries; browsers are compared with it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.model.kinds import Kind
from openshelf.search.shards import SHARD
from openshelf.search.tokens import tokens
from search.reference import (
    FILLER,
    HIDDEN,
    IN_NAME,
    IN_SUMMARY,
    IN_TITLE,
    OF_NAME,
    SAME_NAME,
    SAME_TITLE,
    SAME_WORDS,
    WORDS,
    Reference,
    bonus,
    is_slip,
    libraries,
    pairs,
    units,
)
from search.samples import a_document, a_library_of, an_entry, indexed, postings_of
from support import examples

if TYPE_CHECKING:
    from openshelf.library.library import Library

SHARDS = st.sampled_from([1, 40, SHARD])
QUERIES = st.lists(st.sampled_from(WORDS) | st.text("abeé ", max_size=4), max_size=4).map(" ".join)


def a_reference(*pages: tuple[str, str], shard: int = SHARD) -> Reference:
    """Return the search of a library of pages, each with a title and a text."""
    entries = [an_entry(Kind.PAGE, title, text, f"p{number}") for number, (title, text) in enumerate(pages)]
    return Reference(indexed(a_library_of(*entries), shard))


def titles(reference: Reference, query: str) -> list[str]:
    return [reference.documents[hit.number].title for hit in reference.find(query).hits]


def many(count: int, text: str) -> list[tuple[str, str]]:
    return [(f"Filler {number}", text) for number in range(count)]


@examples(max_examples=60)
@given(libraries(), SHARDS)
def test_every_document_is_found_by_each_word_of_its_title(library: Library, shard: int) -> None:
    reference = Reference(indexed(library, shard))
    for number, document in reference.documents.items():
        for word in () if document.title.startswith(FILLER) else document.title.split():
            for query in (word, f"{word} "):
                found = [hit.number for hit in reference.find(query).hits]
                assert number in found or not tokens(word), (document.title, query)


@examples(max_examples=60)
@given(libraries(), SHARDS)
def test_every_document_is_found_by_its_other_names_and_by_its_whole_title(library: Library, shard: int) -> None:
    reference = Reference(indexed(library, shard))
    for number, document in reference.documents.items():
        for name in () if document.title.startswith(FILLER) else (document.title, *document.aliases, *document.sought):
            hits = {hit.number: hit for hit in reference.find(f"{name} ").hits}
            assert not tokens(name) or hits[number].has_all


@examples(max_examples=60)
@given(libraries(), SHARDS, QUERIES)
def test_hits_stand_in_order_and_those_with_all_words_first(library: Library, shard: int, query: str) -> None:
    hits = Reference(indexed(library, shard)).find(query).hits
    assert len({hit.number for hit in hits}) == len(hits)
    assert all(hit.score > 0 for hit in hits)
    assert not hits[12:] or hits[11].has_all >= hits[12].has_all
    for part in (hits[:12], hits[12:]):
        assert part == sorted(part, key=lambda hit: (not hit.has_all, -hit.score, hit.number))


@examples(max_examples=60)
@given(libraries(), SHARDS, QUERIES)
def test_shards_make_no_difference_to_whole_words(library: Library, shard: int, query: str) -> None:
    small, usual = Reference(indexed(library, shard)), Reference(indexed(library))
    known = {form for lines in usual.shards for line in lines for form in line.forms}
    whole = " ".join(word for word in tokens(query) if word in known)
    assert small.find(f"{whole} ") == usual.find(f"{whole} ")


@examples(max_examples=60)
@given(libraries(), QUERIES)
def test_what_lists_do_not_offer_is_not_found(library: Library, query: str) -> None:
    reference = Reference(indexed(library))
    assert reference.find(f"{HIDDEN} ").hits == []
    assert all(reference.documents[hit.number].entry.id != "hidden" for hit in reference.find(query).hits)


def test_nothing_finds_nothing() -> None:
    reference = a_reference(("Map", "A river."))
    assert [titles(reference, query) for query in ("", " ", "…", "zebra")] == [[], [], [], []]


def test_the_word_itself_counts_more_than_one_that_begins_with_it() -> None:
    reference = a_reference(("Rivers", ""), ("Riverbank", ""), ("River", ""))
    (first, *_) = reference.find("river").hits
    assert titles(reference, "river")[0] == "River"
    assert first.score > SAME_TITLE
    assert set(titles(reference, "river")) == {"River", "Rivers", "Riverbank"}


def test_a_word_that_is_being_typed_finds_words_that_begin_with_it() -> None:
    reference = a_reference(("Encryption", ""), ("Signal", ""))
    assert titles(reference, "encr") == ["Encryption"]
    assert set(titles(reference, "signal encr")) == {"Encryption", "Signal"}
    assert titles(reference, "encr signal") == ["Signal", "Encryption"]
    assert titles(reference, "e") == ["Encryption"]


def test_a_word_that_is_done_means_itself_where_it_is_known() -> None:
    reference = a_reference(("Map", ""), ("Mapuche", ""))
    assert titles(reference, "map") == ["Map", "Mapuche"]
    assert titles(reference, "map ") == ["Map"]
    assert titles(reference, "map, ") == ["Map"]
    assert titles(reference, "mapu ") == ["Mapuche"]


def test_the_first_letter_of_a_word_that_is_known_means_that_word() -> None:
    reference = a_reference(("Plan A", ""), ("Apple", ""))
    assert titles(reference, "a") == ["Plan A"]


@pytest.mark.parametrize("typed", ["encrypton", "encrryption", "encrpytion", "encrxption"])
def test_a_slip_finds_the_word_and_says_so(typed: str) -> None:
    reference = a_reference(("Encryption", ""), ("Signal", ""))
    assert titles(reference, typed) == ["Encryption"]
    assert reference.find(typed).slips == ("encryption",)
    assert reference.find(typed).forms == {"encryption"}


@pytest.mark.parametrize("typed", ["mpa", "encrytpoin", "ncryptoin"])
def test_a_short_word_or_two_slips_find_nothing(typed: str) -> None:
    assert titles(a_reference(("Map", ""), ("Encryption", "")), typed) == []


def test_a_word_that_is_known_has_no_slips() -> None:
    reference = a_reference(("Plant", ""), ("Planet", ""))
    assert titles(reference, "plant ") == ["Plant"]
    assert reference.find("plant ").slips == ()


@pytest.mark.parametrize(
    ("one", "other", "is_it"),
    [
        ("maps", "maps", True),
        ("maps", "map", True),
        ("maps", "mapsy", True),
        ("maps", "mops", False),
        ("mapping", "mopping", True),
        ("mapping", "napping", False),
        ("maps", "masp", True),
        ("maps", "amps", True),
        ("maps", "spam", False),
        ("maps", "ma", False),
        ("maps", "pams", False),
        ("aabb", "abab", True),
        ("aabb", "bbaa", False),
    ],
)
def test_a_slip_is_one_letter_too_many_missing_wrong_or_swapped(one: str, other: str, is_it: bool) -> None:  # noqa: FBT001
    assert is_slip(one, other) is is_slip(other, one) is is_it


def test_documents_that_hold_all_words_hide_those_that_hold_some() -> None:
    reference = a_reference(("Water map", ""), ("Map", "map map map"), ("Water", ""))
    assert titles(reference, "water map ") == ["Water map"]


def test_where_none_holds_all_words_weak_hits_are_cut() -> None:
    reference = a_reference(
        ("Water", ""), ("Map", ""), *[(f"Filler {n}", "A long text that names a map once. " * 9) for n in range(3)]
    )
    hits = reference.find("water map ").hits
    assert not any(hit.has_all for hit in hits)
    assert [reference.documents[hit.number].title for hit in hits] == ["Water"]
    assert all(hit.score * 3 > hits[0].score for hit in hits)


def test_a_common_word_is_not_needed_but_finds_what_is_named_with_it() -> None:
    reference = a_reference(*many(40, "Data is here."), ("Data", ""), ("River", ""))
    assert titles(reference, "data ") == ["Data"]
    assert titles(reference, "data river ") == ["River"]
    assert reference.find("data ").hits[0].has_all


def test_a_word_that_nobody_wrote_is_needed() -> None:
    reference = a_reference(("River", ""), ("Lake", ""))
    (hit,) = reference.find("river zebra ").hits
    assert not hit.has_all


def test_on_equal_score_kinds_then_titles_decide() -> None:
    entries = [
        an_entry(Kind.PAGE, "A map", id_="p"),
        an_entry(Kind.TERM, "A map", id_="t", definition="About it."),
        an_entry(Kind.GUIDE, "C map", id_="c"),
        an_entry(Kind.GUIDE, "B map", id_="b"),
    ]
    reference = Reference(indexed(a_library_of(*entries)))
    hits = reference.find("map ").hits
    assert len({hit.score for hit in hits}) == 1
    assert [reference.documents[hit.number].entry.id for hit in hits] == ["b", "c", "t", "p"]


def test_the_whole_phrase_lifts_a_title_over_the_same_words_elsewhere() -> None:
    reference = a_reference(
        ("Data, data: open, open", "Open data. " * 5), ("Open data", ""), ("Of open data", ""), *many(20, "Else.")
    )
    assert titles(reference, "open data") == ["Open data", "Of open data", "Data, data: open, open"]
    scores = {reference.documents[hit.number].title: hit.score for hit in reference.find("open data").hits}
    turned = {reference.documents[hit.number].title: hit.score for hit in reference.find("data open").hits}
    assert scores["Open data"] - turned["Open data"] == SAME_TITLE - OF_NAME
    assert scores["Of open data"] - turned["Of open data"] == IN_TITLE - OF_NAME * 2 // 3
    assert turned["Data, data: open, open"] > scores["Data, data: open, open"]


@pytest.mark.parametrize(
    ("fields", "worth"),
    [
        ({"title": "Open DATA!"}, SAME_TITLE),
        ({"title": "The open data", "aliases": ["open data"]}, SAME_NAME),
        ({"title": "The open data", "sought": ["open data"]}, SAME_WORDS),
        ({"headings": ["Data", "Open data"]}, SAME_WORDS),
        ({"title": "The open data", "aliases": ["our open data"]}, IN_TITLE),
        ({"aliases": ["our open data"], "summary": "Open data."}, IN_NAME),
        ({"summary": "Our open data."}, IN_SUMMARY),
        (
            {"title": "Data, open", "aliases": ["open", "data"], "summary": "Open our data.", "body": "open data"},
            OF_NAME,
        ),
        ({"title": "Data that is open"}, OF_NAME // 2),
        ({"aliases": ["Data", "Reopen"], "body": "open data"}, 0),
        ({"title": "Reopen database"}, 0),
    ],
)
def test_the_bonus_of_a_phrase_is_that_of_the_best_place(fields: Any, worth: int) -> None:  # noqa: ANN401
    assert bonus(["open", "data"], a_document(**fields)) == worth


def test_one_word_is_no_phrase_but_can_be_a_whole_name() -> None:
    assert bonus(["data"], a_document("Data")) == SAME_TITLE
    assert bonus(["data"], a_document("Open", headings=["Data"])) == SAME_WORDS
    assert bonus(["data"], a_document("Open data", summary="Data.")) == 0


@pytest.mark.parametrize(("better", "is_lifted"), [(9, True), (10, False)])
def test_only_the_first_ten_are_sorted_once_more(better: int, is_lifted: bool) -> None:  # noqa: FBT001
    pages = [(f"Data that is open {number}", "") for number in range(better)]
    found = titles(a_reference(*pages, ("Last", "## Our open data"), *many(25, "Something else.")), "open data ")
    assert found.index("Last") == (0 if is_lifted else 10)
    assert len(found) == better + 1


@pytest.mark.parametrize("shard", [1, SHARD])
def test_forms_of_a_word_find_each_other_from_any_shard(shard: int) -> None:
    reference = a_reference(("Mapping", ""), ("Maps", ""), ("Mango", ""), shard=shard)
    assert set(titles(reference, "mapping ")) == set(titles(reference, "maps ")) == {"Mapping", "Maps"}


def test_a_form_that_nobody_wrote_is_found_by_how_it_begins() -> None:
    assert titles(a_reference(("Mapping", "")), "mapped ") == ["Mapping"]
    assert titles(a_reference(("Consent", "")), "consenting ") == ["Consent"]
    assert titles(a_reference(("Mapping", "")), "mad ") == []


def test_a_mistyped_word_finds_longer_ones_that_begin_so() -> None:
    assert titles(a_reference(("Whistleblowers", "")), "wistleblower ") == ["Whistleblowers"]


def test_a_mistyped_name_counts_as_the_name() -> None:
    reference = a_reference(("Encryption of a device", ""), ("Encryption", "and more of it"))
    assert titles(reference, "encyption ")[0] == "Encryption"


def test_a_document_that_lacks_a_word_stands_behind_those_that_hold_all() -> None:
    reference = a_reference(("Map of rivers", ""), ("Map", ""), ("Rivers", "A map of a river is not here."))
    assert set(titles(reference, "map rivers ")[:2]) == {"Map of rivers", "Rivers"}


def test_accents_do_not_part_what_a_reader_types_alike() -> None:
    reference = a_reference(("Resume", ""), ("Résumé", ""))
    assert set(titles(reference, "resume ")) == set(titles(reference, "RÉSUMÉ ")) == {"Resume", "Résumé"}


def test_a_phrase_of_characters_without_spaces_is_found_within_a_longer_one() -> None:
    reference = a_reference(("日本語の地図", ""), ("水の地図", ""), ("日本", ""))
    assert set(titles(reference, "地図")) == set(titles(reference, "地")) == {"水の地図", "日本語の地図"}
    assert titles(reference, "日本語の地図") == ["日本語の地図"]
    assert set(titles(reference, "日本")) == {"日本", "日本語の地図"}


def test_only_some_documents_can_be_asked_for() -> None:
    reference = a_reference(("A map", ""), ("B map", ""))
    _, second = reference.documents
    assert [hit.number for hit in reference.find("map", among={second}).hits] == [second]


def test_the_reference_reads_back_what_was_indexed() -> None:
    index = indexed(a_library_of(an_entry(Kind.PAGE, "Map of maps", "The map.")), 1)
    reference = Reference(index)
    for stem in index.stems:
        for form in stem.forms:
            (line,) = reference.meaning(units(form)).found
            assert pairs(line.rest) == list(postings_of(stem).items())
