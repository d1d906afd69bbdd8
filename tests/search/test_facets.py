"""Facets of search: which documents have which value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given

from check.text_samples import articles
from openshelf.library.facets import WITHHELD
from openshelf.model.kinds import Kind
from search.reference import libraries
from search.samples import a_library_of, an_entry, documents_of, facets_of
from support import a_library, examples, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library


def values(*entries: Entry) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return the documents of each value of each facet; entries of one kind keep their order by title."""
    return facets_of(a_library_of(*entries))


def a_tool(title: str, **fields: Any) -> Entry:  # noqa: ANN401 - whatever the schema takes
    return an_entry(Kind.RESOURCE, title, id_=title.lower(), **fields)


def a_case(title: str, **fields: Any) -> Entry:  # noqa: ANN401 - whatever the schema takes
    return an_entry(Kind.CASE_STUDY, title, id_=title.lower(), **fields)


def test_a_resource_is_under_each_of_its_values() -> None:
    found = values(
        a_tool("A", languages=["en", "pt-BR"], regions=["europe"], cost="paid", offline="yes"),
        a_tool("B", languages=["en"], regions=["europe", "global"], kind="guide"),
    )
    assert found["kind"] == {"tool": (0,), "guide": (1,)}
    assert found["language"] == {"en": (0, 1), "pt": (0,)}
    assert found["region"] == {"europe": (0, 1), "global": (1,)}
    assert found["cost"] == {"free": (1,), "paid": (0,)}
    assert found["offline"] == {"yes": (0,), "unknown": (1,)}


def test_kinds_and_themes_are_of_all_entries() -> None:
    found = values(
        an_entry(Kind.TERM, "T", themes=["water"]),
        an_entry(Kind.GUIDE, "G", themes=["mapping", "water"]),
        an_entry(Kind.PAGE, "P"),
    )
    assert found["entry"] == {"guide": (0,), "term": (1,), "page": (2,)}
    assert found["theme"] == {"water": (0, 1), "mapping": (0,)}


def test_guides_have_a_form(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, articles(book=())))
    found = values(*library.listed(Kind.GUIDE))["form"]
    assert list(found) == ["how-to", "explanation", "research", "article"]


def test_case_studies_have_a_place_and_an_outcome() -> None:
    found = values(
        a_case("A", place={"country": "PT", "region": "europe"}, outcome="mixed"),
        a_case("B", place={"withheld": True}, outcome="worked"),
    )
    assert found["place"] == {"europe": (0,), WITHHELD: (1,)}
    assert list(found["outcome"]) == ["worked", "mixed"]


def test_a_facet_without_values_is_not_there() -> None:
    assert values() == {}
    assert list(values(an_entry(Kind.PAGE, "P"))) == ["entry"]


def test_fixed_vocabularies_keep_their_order() -> None:
    found = values(
        *[a_tool(f"{at}", cost=cost) for at, cost in enumerate(["unknown", "paid", "paid", "freemium", "free"])]
    )
    assert list(found["cost"]) == ["free", "freemium", "paid", "unknown"]


def test_values_of_open_vocabularies_stand_by_how_many_have_them_then_by_name() -> None:
    found = values(a_tool("A", languages=["fr", "sw", "es"]), a_tool("B", languages=["sw", "ar"]))
    assert list(found["language"]) == ["sw", "ar", "es", "fr"]


def test_a_value_that_is_written_twice_counts_once() -> None:
    assert values(a_tool("A", languages=["en", "en"]))["language"] == {"en": (0,)}


@examples(max_examples=60)
@given(libraries())
def test_sets_are_sorted_and_every_document_is_of_one_kind(library: Library) -> None:
    found = facets_of(library)
    assert sorted(number for numbers in found.get("entry", {}).values() for number in numbers) == list(
        range(len(documents_of(library)))
    )
    for facet in found.values():
        for numbers in facet.values():
            assert numbers
            assert list(numbers) == sorted(set(numbers))
