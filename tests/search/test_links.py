"""A resource that may be dead is found below living ones that name a word as much, and still found by its name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memories import a_record
from openshelf.library.link_states import LinkState
from openshelf.model.kinds import Kind
from openshelf.search.documents import DEAD_LINK_BOOST
from openshelf.search.synonyms import Synonyms
from openshelf.search.vocabulary import Vocabulary
from search.samples import a_document, a_library_of, an_entry, documents_of, facets_of, postings_of, score

if TYPE_CHECKING:
    from openshelf.search.documents import Document

ADDRESSES = {"gone": "https://gone.example/", "well": "https://well.example/", "new": "https://new.example/"}


def of(word: str, *made: Document) -> dict[int, int]:
    vocabulary = Vocabulary("en")
    (found,) = [stem for stem in score(made, vocabulary, Synonyms([], vocabulary)) if word in stem.forms]
    return postings_of(found)


def test_what_may_be_dead_stands_below_a_living_summary_and_above_a_mention() -> None:
    named = a_document("Water map", summary="Somewhere to look.", body="Text.")
    told = a_document("Other thing", summary="About water here.", body="Text.")
    mentioned = a_document("Third thing", summary="Somewhere to look.", body="Water.")
    others = [a_document("Else", summary="Somewhere to look.", body="Text.")] * 9
    living = of("water", named, told, mentioned, *others)
    dead = of("water", replace(named, link=LinkState.MAY_BE_DEAD), told, mentioned, *others)
    assert living[0] > living[1] > living[2]
    assert dead[1] > dead[0] > dead[2]
    assert (dead[1], dead[2]) == (living[1], living[2])


def test_every_word_of_what_may_be_dead_has_that_share_of_its_score() -> None:
    one = a_document("Water map", aliases=["Aqua"], summary="Rivers and lakes.", body="Rivers. Wells wells wells.")
    others = [a_document("Else", body="Text.")] * 9
    for word in ("water", "aqua", "rivers", "lakes", "wells"):
        living = of(word, one, *others)[0] - 2
        dead = of(word, replace(one, link=LinkState.MAY_BE_DEAD), *others)[0] - 2
        assert 0 <= living * DEAD_LINK_BOOST - dead < 1


def test_only_what_may_be_dead_counts_less() -> None:
    worth = {state: replace(a_document("A"), link=state).boost for state in (*LinkState, None)}
    assert worth.pop(LinkState.MAY_BE_DEAD) == DEAD_LINK_BOOST < 1
    assert set(worth.values()) == {1.0}


def test_documents_and_the_filter_know_what_the_library_knows() -> None:
    entries = [an_entry(Kind.RESOURCE, name.title(), id_=name, url=url) for name, url in ADDRESSES.items()]
    library = a_library_of(*entries, an_entry(Kind.GUIDE, "Guide", "Text.", "guide"))
    assert {document.link for document in documents_of(library)} == {None}
    assert "link" not in facets_of(library)
    records = [a_record(ADDRESSES["gone"], "gone"), a_record(ADDRESSES["well"], "well")]
    library = replace(library, link_history={record.url: record for record in records})
    found = {document.entry.id: document.link for document in documents_of(library)}
    assert found == {
        "guide": None,
        "gone": LinkState.MAY_BE_DEAD,
        "well": LinkState.FINE,
        "new": LinkState.NOT_CHECKED,
    }
    assert list(facets_of(library)["link"]) == ["fine", "may-be-dead", "not-checked"]
