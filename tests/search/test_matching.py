"""How typed words are matched: joined, without a subject, mistyped, excluded, as a title, and as words of crisis."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.model.crisis_words import CrisisWords
from openshelf.model.kinds import Kind
from openshelf.search.crisis import compiled
from openshelf.search.function_words import all_function_words
from openshelf.search.tokens import compounds
from search.reference import Reference
from search.samples import a_library_of, an_entry, indexed
from support import examples

WORDS = ["river", "lake", "pond", "spring", "well", "canal", "delta"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


def a_search(*pages: str | tuple[str, str], search_words: tuple[str, ...] = (), crisis: tuple[CrisisWords, ...] = ()):  # noqa: ANN201
    """Return the search of a library of guides, each with a title and perhaps a text; the first has more names."""
    pairs = [(page, "") if isinstance(page, str) else page for page in pages]
    entries = [an_entry(Kind.GUIDE, title, text, f"p{at}") for at, (title, text) in enumerate(pairs)]
    if search_words:
        entries[0] = an_entry(Kind.GUIDE, *pairs[0], "p0", search_words=search_words)
    return Reference(indexed(replace(a_library_of(*entries), crisis_words=crisis)))


def titles(reference: Reference, query: str) -> list[str]:
    return [reference.documents[hit.number].title for hit in reference.find(query).hits]


# Joined forms


@pytest.mark.parametrize("query", ["wifi", "wi fi", "wi-fi", "Wi\u2011Fi", "WIFI "])
@pytest.mark.parametrize("written", ["Wi-Fi", "wifi", "Wi\u2010Fi"])
def test_a_compound_is_found_however_it_is_typed_and_written(query: str, written: str) -> None:
    reference = a_search(("Networks", f"Use {written} here."), ("Paper", "Nothing."))
    assert titles(reference, query) == ["Networks"]


def test_all_parts_of_a_compound_are_joined() -> None:
    assert compounds("end-to-end, co‑operation; a - b, -x, y-") == ["endtoend", "cooperation"]
    assert titles(a_search(("Letters", "End-to-end.")), "endtoend ") == ["Letters"]


@pytest.mark.parametrize(
    ("title", "query"), [("Delta Chat", "deltachat"), ("WhatsApp", "whats app"), ("WhatsApp", "whats app ")]
)
def test_a_name_of_two_words_and_one_of_one_find_each_other(title: str, query: str) -> None:
    reference = a_search(("App list", "An app, and what it does."), title)
    assert titles(reference, query)[0] == title


def test_the_forms_of_a_joined_word_find_each_other() -> None:
    assert titles(a_search(("A", "Non-profits."), ("B", "A nonprofit.")), "nonprofit ") == ["A", "B"]


def test_words_that_stand_side_by_side_in_a_text_are_not_joined() -> None:
    assert titles(a_search(("A", "open data")), "opendata ") == []


@examples(max_examples=50)
@given(TEXTS)
def test_a_title_is_found_without_its_blanks_and_its_hyphens(words: list[str]) -> None:
    pairs = ["".join(words[at : at + 2]) for at in range(len(words) - 1)]
    for query in pairs:
        assert titles(a_search(" ".join(words)), f"{query} ") == [" ".join(words)]
    assert titles(a_search(("A", "-".join(words))), "".join(words) + " ") == ["A"]


# Function words


def test_a_function_word_of_any_language_is_neither_needed_nor_completed_nor_a_slip() -> None:
    reference = a_search("Metadata", ("Encuesta", "survey"), ("Paracetamol", ""))
    assert titles(reference, "me") == []
    assert titles(reference, "help me") == []
    assert titles(reference, "como encuesta ") == ["Encuesta"]
    assert titles(reference, "para") == []
    assert reference.find("quaro").slips == ()


def test_a_function_word_finds_what_is_named_with_it() -> None:
    assert titles(a_search("Una", ("River", "una")), "una ") == ["Una"]


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_every_library_knows_the_function_words_of_all_languages(language: str) -> None:
    assert {"the", "una", "para", "du", "l"} <= all_function_words(language)
    reference = Reference(indexed(a_library_of(an_entry(Kind.PAGE, "River"), language=language)))
    for word in all_function_words(language):
        line = reference.line(word)
        assert line is not None
        assert line.is_function


# Slips


@pytest.mark.parametrize("typed", ["rivr", "lkae"])
def test_a_word_of_four_letters_has_no_slip(typed: str) -> None:
    assert titles(a_search("River", "Lakes"), f"{typed} ") == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("pishing ", "Phishing"), ("cnosent ", "Consent"), ("nonymous ", "Anonymous")]
)
def test_a_mistake_in_the_first_letters_is_found_among_names(typed: str, meant: str) -> None:
    reference = Reference(
        indexed(a_library_of(*(an_entry(Kind.GUIDE, title, id_=title) for title in (meant, "Piano"))), 1)
    )
    assert reference.shard_of(typed.strip()) != reference.shard_of(meant.lower())
    assert titles(reference, typed) == [meant]
    assert reference.find(typed).slips == (meant.lower(),)


def test_a_slip_leads_to_a_word_of_another_language_only_if_the_query_shows_it() -> None:
    reference = a_search("Survey", "Lake", search_words=("lluvia", "recibo", "vigilancia"))
    assert titles(reference, "lluvja ") == []
    assert titles(reference, "quiero lluvja ") == ["Survey"]
    assert titles(reference, "recibo lluvja ") == ["Survey"]
    assert titles(reference, "vigilanxia ") == ["Survey"]


# What is typed


@pytest.mark.parametrize(
    "query", ["https://signal.example", "http://signal.example", "WWW.signal.example", "signal.example"]
)
def test_the_beginning_of_an_address_is_no_word(query: str) -> None:
    assert titles(a_search(("Signal", "signal.example"), ("Address", "https www signal")), query) == ["Signal"]


def test_a_word_behind_a_minus_is_kept_out() -> None:
    reference = a_search("River lake", "River", "Lake-maker")
    assert titles(reference, "river -lake") == ["River"]
    assert titles(reference, "-river lake ") == ["Lake-maker"]
    assert titles(reference, "lake-maker") == ["Lake-maker"]
    assert titles(reference, "river - lake")[0] == "River lake"
    assert titles(reference, "-river") == []


@examples(max_examples=50)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_nothing_that_is_found_holds_an_excluded_word(pages: list[list[str]], word: str, other: str) -> None:
    reference = a_search(*(" ".join(page) for page in pages))
    found = titles(reference, f"{word} -{other}")
    assert not [title for title in found if other in title.split()]
    assert set(found) <= set(titles(reference, f"{word} "))


def test_a_title_that_begins_with_what_is_typed_stands_first_while_it_is_typed() -> None:
    reference = a_search(
        ("Signs of signs", "sig signs " * 9), ("All signatures", "signature " * 9), ("Signal of a river", "")
    )
    assert titles(reference, "signal of a r")[0] == "Signal of a river"
    open_, closed = (reference.find(query).hits[0].score for query in ("signal of", "signal of "))
    assert open_ > closed


# Words of crisis

CRISIS = (
    CrisisWords(("followed", "they follow* me", "me siguen"), situation=7),
    CrisisWords(("taken", "police took"), ("phone", "my laptop"), 1),
    CrisisWords(("help me",), situation=0),
    CrisisWords(("danger", "spy app"), situation=3, alone=True),
)


@pytest.mark.parametrize(
    ("query", "situations"),
    [
        ("followed", (7,)),
        ("i am followed", (7,)),
        ("they are following me", (7,)),
        ("they follow", ()),
        ("me siguen", (7,)),
        ("siguen", ()),
        ("taken", ()),
        ("phone taken", (1,)),
        ("police took the phone", (1,)),
        ("help me", (0,)),
        ("help me my phone was taken by police", (1, 0)),
        ("folowed ", (7,)),
        ("folowed", (7,)),
        ("followe", (7,)),
        ("danger", (3,)),
        ("i am in danger", (3,)),
        ("danger of rivers", ()),
        ("my spy app", (3,)),
        ("spy app of a lake", ()),
        ("follow", ()),
        ("river", ()),
        ("", ()),
    ],
)
def test_words_of_crisis_lead_to_situations(query: str, situations: tuple[int, ...]) -> None:
    assert a_search("River", ("Lake", "Taken by a river.")).find(query).help == ()
    assert a_search("River", ("Lake", "Taken by a river."), crisis=CRISIS).find(query).help == situations


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("the police took my phone", ("police", "took", "phone")),
        ("help me", ("help", "me")),
        ("me siguen", ("me", "siguen")),
        ("Killed*", ("killed*",)),
        ("can't…", ("can", "t")),
        ("…", ()),
    ],
)
def test_function_words_count_only_beside_a_single_other_word(phrase: str, words: tuple[str, ...]) -> None:
    assert compiled(phrase, {"the", "my", "me", "can", "t"}) == words


@examples(max_examples=50)
@given(TEXTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True))
def test_a_phrase_of_crisis_tells_of_itself_in_any_order(typed: list[str], phrase: list[str]) -> None:
    crisis = (CrisisWords((" ".join(phrase),), situation=3),)
    found = a_search("Paper", crisis=crisis).find(" ".join(typed)).help
    assert found == ((3,) if set(phrase) <= set(typed) else ())
