"""What search knows of an entry."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from openshelf.model.kinds import SEARCH_ORDER, Kind
from openshelf.search.extract import WEIGHTS
from openshelf.search.tokens import tokens
from search.reference import HIDDEN, UNLISTED, libraries
from search.samples import a_document, a_library_of, an_entry, documents_of
from support import FILES, a_library, any_text, examples, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.search.documents import Document


def the(entry: Entry) -> Document:
    """Return the one document of an entry."""
    (found,) = documents_of(a_library_of(entry))
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Take [[paper]] along.", "take paper along"),
        ("Take [[paper|something to write on]].", "take something to write on"),
        ("Take [[resource/paper|it]].", "take it"),
        ("Read [the report](https://example.org/a-report).", "read the report"),
        ("Read [it](https://example.org/a_(b) 'The title').", "read it"),
        ("![A map](../assets/map.png)", "a map"),
        ("See https://example.org/a, <https://example.org/b>", "see https example org a https example org b"),
        ("[![A map](map.png)](https://example.org/)", "a map"),
        ("Run `rm -rf` and wait.", "run rm rf and wait"),
        ("Before\n\n```sh\nrm -rf\n```\n\nafter", "before rm rf after"),
        ("Before\n\n    rm -rf\n\nafter", "before rm rf after"),
        ("Set `OPENSHELF_NAMES_KEY`, `openshelf_core`.", "set openshelf names key openshelf core"),
        ("Seen <!-- not seen --> seen", "seen seen"),
        ("## Steps {#first-steps}", "steps"),
        ("Steps {#first-steps}\n---", "steps"),
        ("Words[^1] here\n\n[^1]: The source", "words here the source"),
        ("[a][b]\n\n[b]: https://example.org/ 'T'", "a"),
        ("a | b\n--- | ---\n`c` | d", "a b c d"),
        ("- [ ] a\n- [x] ~~b~~", "a b"),
        ("A word\n: means", "a word means"),
        ("> [!WARNING]\n> a", "a"),
        ("??? note\n    a", "a"),
        ('!!! note "Note this"\n    a', "note this a"),
        ("<kbd>a</kbd> &amp; \\*b", "a b"),
        ("!!! pitfall\n    Deep water.", "deep water"),
        ('!!! warning "Mind the gap"\n    Deep.', "mind the gap deep"),
        ("- One\n\n    !!! note\n        Deep.", "one deep"),
        ("Wait!!! note it", "wait note it"),
        ("- Note: a list of words: here", "note a list of words here"),
        ("**Bold**, *soft*, a_b", "bold soft a b"),
        ("[[", ""),
        ("", ""),
    ],
)
def test_of_markdown_the_words_that_readers_see_are_left(text: str, words: str) -> None:
    assert " ".join(tokens(the(an_entry(Kind.GUIDE, "x", text)).body)) == words


def test_ids_of_options_are_left_out_of_frameworks() -> None:
    text = "## Do you draw? {#q}\n\n- by-hand: Yes, by hand\n- a: No: not at all\n"
    words = the(an_entry(Kind.FRAMEWORK, "Draw", text)).body
    assert tokens(words) == tokens("Do you draw? Yes, by hand. No: not at all.")
    assert tokens("by-hand") == ["by", "hand"]
    framework = the(an_entry(Kind.FRAMEWORK, "Draw", "## Q {#q}\n\n- first-way: Yes\n"))
    guide = the(an_entry(Kind.GUIDE, "Draw", "## Q {#q}\n\n- Backups: two\n"))
    assert "first" not in tokens(framework.body)
    assert "backups" in tokens(guide.body)


@examples(max_examples=200)
@given(any_text)
def test_the_words_of_any_text_are_in_it(text: str) -> None:
    for kind in (Kind.GUIDE, Kind.FRAMEWORK):
        assert set(the(an_entry(kind, "x", text)).body) <= set(text + unescape(text)) | set(" \n\ufffd")


def test_words_to_be_found_by_are_names_and_no_summary() -> None:
    words = {"search_words": ["taken phone", "stolen"]}
    found = the(an_entry(Kind.RESOURCE, "A", id_="a", instead_of=["Big Forms"], **words))
    assert (found.aliases, found.sought) == (("x.example", "Big Forms"), ("taken phone", "stolen"))
    assert "stolen" not in found.summary
    for kind in (Kind.TERM, Kind.THEME, Kind.GUIDE, Kind.FRAMEWORK):
        assert the(an_entry(kind, "A", **words)).sought == ("taken phone", "stolen")


def test_the_description_of_a_resource_is_found() -> None:
    assert tokens(the(an_entry(Kind.RESOURCE, "A", "It *draws* maps.", id_="a")).body)[-3:] == ["it", "draws", "maps"]


def test_the_page_of_rules_is_no_document() -> None:
    pages = [an_entry(Kind.PAGE, "The rules", id_="rules"), an_entry(Kind.PAGE, "About", id_="about")]
    assert [document.entry.id for document in documents_of(a_library_of(*pages))] == ["about"]


def test_documents_stand_by_kind_and_title() -> None:
    entries = [an_entry(kind, title, id_=title.lower()) for kind in reversed(_MADE) for title in ("B", "a")]
    found = documents_of(a_library_of(*entries))
    assert [(document.entry.kind, document.title) for document in found] == [
        (kind, title) for kind in SEARCH_ORDER if kind in _MADE for title in ("a", "B")
    ]


_MADE = (Kind.RESOURCE, Kind.TERM, Kind.GUIDE, Kind.FRAMEWORK, Kind.CASE_STUDY, Kind.THEME, Kind.PAGE)


def test_every_kind_has_its_place() -> None:
    assert sorted(SEARCH_ORDER) == sorted(Kind)


def test_every_entry_of_the_tiny_library_is_a_document(tmp_path: Path) -> None:
    library = load(a_library(tmp_path))
    found = [document.entry for document in documents_of(library)]
    assert len(found) == len(FILES) - 2 + FILES["resources.yml"].count("- id:")
    assert set(found) == set(library.all_entries)


@pytest.mark.parametrize("key", UNLISTED)
def test_drafts_and_what_was_withdrawn_or_is_to_come_are_no_documents(key: str) -> None:
    entries = [an_entry(kind, HIDDEN, id_=kind.value, **{key: UNLISTED[key]}) for kind in _MADE]
    assert documents_of(a_library_of(*entries)) == []


@examples(max_examples=30)
@given(libraries())
def test_documents_are_what_lists_offer(library: Library) -> None:
    found = documents_of(library)
    assert [document.entry for document in found] == [entry for kind in SEARCH_ORDER for entry in library.listed(kind)]
    assert not [document for document in found if HIDDEN in " ".join(document.fields())]


def test_every_field_has_a_weight() -> None:
    filled = a_document("a", aliases=["b", "c"], sought=["i"], summary="d", headings=["e"], themes=["f", "g"], body="h")
    assert [tokens(text) for text in filled.fields()] == [["a"], ["b", "c"], ["i"], ["d"], ["e"], ["f", "g"], ["h"]]
    assert len(filled.fields()) == len(WEIGHTS)


def test_a_term_has_all_its_names_and_its_definition() -> None:
    term = the(
        an_entry(
            Kind.TERM,
            "Legend",
            "Longer words.",
            definition="What signs mean.",
            aliases=["key"],
            abbreviations=["LGD"],
            equivalents={"es": ["leyenda"], "fr": ["légende", "clé"]},
        )
    )
    assert term.aliases == ("key", "LGD", "leyenda", "légende", "clé")
    assert term.summary == "What signs mean."
    assert tokens(term.body) == ["longer", "words"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.paper.example.org/a/b?c", "paper.example.org"),
        ("http://paper.example.org:8000/", "paper.example.org"),
        ("https://wwwater.example/", "wwwater.example"),
    ],
)
def test_a_resource_is_also_called_by_its_host(url: str, host: str) -> None:
    assert the(an_entry(Kind.RESOURCE, "Paper", url=url)).aliases == (host,)


def test_a_resource_is_found_by_its_facts_in_words() -> None:
    resource = the(
        an_entry(
            Kind.RESOURCE,
            "Paper",
            publisher="The mill",
            good_for=["notes"],
            not_for=["rain"],
            risks=["fire"],
            contact={"services": ["repairs"], "hours": "mornings"},
            cost_note="cheap",
        )
    )
    assert tokens(resource.body) == ["the", "mill", "notes", "rain", "fire", "repairs"]


def test_a_resource_is_found_by_its_other_addresses_but_for_those_of_shops() -> None:
    addresses = {
        "onion": "http://expyuzz4wqqyqhjn.onion/",
        "source_code": "https://code.example/mill/paper",
        "android": "https://shop.example/apps",
        "other": [{"name": "A wiki", "url": "https://wiki.example/"}],
    }
    body = tokens(the(an_entry(Kind.RESOURCE, "Paper", addresses=addresses)).body)
    assert {"expyuzz4wqqyqhjn", "onion", "mill", "wiki"} < set(body)
    assert "shop" not in body


def test_a_collection_is_found_by_the_reasons_for_its_picks(tmp_path: Path) -> None:
    found = documents_of(load(a_library(tmp_path)))
    (collection,) = [document for document in found if document.entry.kind is Kind.COLLECTION]
    assert "It needs no charging." in collection.body


def test_headings_and_titles_of_themes_are_fields_of_their_own() -> None:
    guide = the(
        an_entry(Kind.GUIDE, "Draw", "Text.\n\n## Before you start {#before}\n\n### Then\n", themes=["mapping"])
    )
    assert guide.headings == ("Before you start", "Then")
    assert guide.themes == ("Mapping",)
