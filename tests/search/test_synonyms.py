"""Words that mean the same, from the glossary and from the names of the world."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from openshelf.model.kinds import Kind
from openshelf.search import index
from openshelf.search.documents import documents
from openshelf.search.synonyms import Synonyms, groups, names_of_the_world, spoken_of
from openshelf.search.vocabulary import Vocabulary
from search.reference import Reference
from search.samples import a_document, a_library_of, an_entry, indexed, same_words

if TYPE_CHECKING:
    from openshelf.library.entry import Entry

VPN = ("virtual private network", "vpn")


def meant(text: str, *all_groups: tuple[str, ...], language: str = "en") -> set[str]:
    """Return the words that find a text although it does not hold them."""
    vocabulary = Vocabulary(language)
    synonyms = Synonyms([tuple(tuple(name.split()) for name in group) for group in all_groups], vocabulary)
    present = {stem: 1.0 for word in text.lower().split() for stem in vocabulary.of(word)}
    found = synonyms.of(a_document("", body=text), present)
    forms = vocabulary.forms(synonyms.words)
    return {next(iter(forms[stem])) for stem in found}


def test_all_names_of_a_term_mean_the_same() -> None:
    term = an_entry(
        Kind.TERM,
        "Virtual private network",
        aliases=["Private tunnel"],
        abbreviations=["VPN"],
        equivalents={"es": ["red privada"], "fr": ["réseau privé", "RPV"]},
    )
    (group,) = groups(a_library_of(term))
    assert group == (
        ("virtual", "private", "network"),
        ("private", "tunnel"),
        ("vpn",),
        ("red", "privada"),
        ("réseau", "privé"),
        ("rpv",),
    )


def test_a_term_with_one_name_means_only_itself() -> None:
    assert groups(a_library_of(an_entry(Kind.TERM, "North", aliases=["north", "NORTH!", "…"]))) == []


def test_only_listed_terms_count() -> None:
    hidden = an_entry(Kind.TERM, "Map", id_="a", aliases=["chart"], draft=True)
    gone = an_entry(
        Kind.TERM, "Map", id_="b", aliases=["chart"], withdrawn={"date": "2026-05-01", "reason": "It was wrong."}
    )
    page = an_entry(Kind.PAGE, "Map")
    assert groups(a_library_of(hidden, gone, page)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a vpn for all", {"virtual", "private", "network"}),
        ("a virtual private network", {"vpn"}),
        ("Virtual Private Networks", {"vpn"}),
        ("a private network that is virtual", set()),
        ("virtual virtual private network", {"vpn"}),
        ("a virtual network", set()),
        ("nothing", set()),
        ("", set()),
    ],
)
def test_a_name_must_stand_in_a_text_word_after_word(text: str, words: set[str]) -> None:
    assert meant(text, VPN) == words


def test_each_name_stands_for_all_others() -> None:
    assert meant("a car", ("car", "auto", "motor vehicle")) == {"auto", "motor", "vehicle"}


def test_groups_do_not_reach_into_each_other() -> None:
    assert meant("a car", ("car", "auto"), ("auto", "self")) == {"auto"}


def test_a_word_of_two_groups_stands_for_both() -> None:
    assert meant("key", ("key", "legend"), ("key", "password")) == {"legend", "password"}


def test_other_forms_of_a_name_are_the_name() -> None:
    assert meant("maps", ("mapping", "cartography")) == {"cartography"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("pt", "informações", "informação"),
        ("es", "canciones", "canción"),
        ("fr", "sécurité", "sécurité"),
        ("en", "É", "é"),
    ],
)
def test_names_with_accents_are_found_in_all_their_forms(language: str, text: str, name: str) -> None:
    assert meant(text, (name, "x"), language=language) == {"x"}


def test_names_in_scripts_without_spaces_are_found_within_a_text() -> None:
    assert meant("日本の地図帳", ("地図帳", "atlas")) == {"atlas"}
    assert meant("地図と図帳", ("地図帳", "atlas")) == set()
    assert meant("an atlas", ("地図帳", "atlas")) == {"地図", "図帳"}


def test_a_name_of_marks_alone_means_nothing() -> None:
    assert meant("map", ("\u0301", "map")) == set()


def test_equivalents_find_the_term_and_the_texts_that_use_it() -> None:
    term = an_entry(Kind.TERM, "Data breach", id_="breach", equivalents={"fr": ["fuite de données"]})
    guide = an_entry(Kind.GUIDE, "After a leak", "What to do after data breaches.", "leak")
    other = an_entry(Kind.GUIDE, "Breach of trust", "No data here.", "other")
    reference = Reference(indexed(a_library_of(term, guide, other)))
    for query in ("fuite ", "DONNEES ", "fuite de données "):
        hits = reference.find(query).hits
        assert [reference.documents[hit.number].entry.id for hit in hits] == ["breach", "leak"]
        assert hits[0].score > hits[1].score


def world(*entries: Entry) -> list[set[str]]:
    """Return the names of what entries speak of."""
    return [
        {" ".join(name) for name in group}
        for group in names_of_the_world(map(spoken_of, documents(a_library_of(*entries), {})))
    ]


def test_only_places_that_texts_speak_of_have_other_names() -> None:
    assert world(an_entry(Kind.GUIDE, "Forms", "Made in Brazil.")) == [{"brazil", "brasil", "brésil"}]
    assert world(an_entry(Kind.GUIDE, "Forms", "Made on an island, of brazil nuts.")) == []
    (group,) = world(an_entry(Kind.GUIDE, "Work in DR Congo"))
    assert {"drc", "rdc", "democratic republic of the congo"} <= group
    assert {"usa", "united states"} <= world(an_entry(Kind.GUIDE, "Law", "United States and others."))[0]


def test_languages_of_entries_have_names_whatever_texts_say() -> None:
    found = world(an_entry(Kind.RESOURCE, "Paper", languages=["ht", "pt-BR"]))
    assert [{"kreyòl ayisyen", "haitian creole"} <= found[0], "português" in found[1]] == [True, True]
    assert world(an_entry(Kind.RESOURCE, "Paper", languages=["unknown"])) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Brasil ", ["brazil"]),
        ("brésil ", ["brazil"]),
        ("kreyòl ", ["creole"]),
        ("RDC ", ["congo"]),
        ("sudafrica ", []),
    ],
)
def test_a_name_in_one_language_finds_what_has_it_in_another(query: str, found: list[str]) -> None:
    entries = (
        an_entry(Kind.GUIDE, "Maps", "Drawn in Brazil.", "brazil"),
        an_entry(Kind.GUIDE, "More maps", "Drawn in DR Congo.", "congo"),
        an_entry(Kind.RESOURCE, "Paper", "", "creole", languages=["ht"]),
    )
    labels = {"resource/creole": ["Haitian Creole"]}
    reference = Reference(index.build(a_library_of(*entries), labels))
    assert [reference.documents[hit.number].entry.id for hit in reference.find(query).hits] == found


def test_groups_that_an_editor_wrote_come_behind_those_of_the_glossary() -> None:
    term = an_entry(Kind.TERM, "Survey", aliases=["poll"])
    found = groups(a_library_of(term), (("survey", "encuesta", "Enquête!"), ("alone",)))
    assert found == [(("survey",), ("poll",)), (("survey",), ("encuesta",), ("enquête",))]


def test_a_word_of_another_language_sorts_documents_as_that_of_the_library_does() -> None:
    pages = [("Surveys", "survey"), ("Maps", "One survey, and much else. " * 9), ("Lakes", "Water.")]
    library = a_library_of(*(an_entry(Kind.PAGE, title, text, title.lower()) for title, text in pages))
    reference = Reference(indexed(replace(library, same_word_lines=same_words(("survey", "encuesta")))))
    hits = reference.find("encuesta ").hits
    assert [reference.documents[hit.number].title for hit in hits] == ["Surveys", "Maps"]
    assert hits[0].score > hits[1].score
