"""Lists by facet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from openshelf.core.parallel import in_parallel
from openshelf.library import facets as declared
from openshelf.library.facets import FACETS, Facet, first_letter
from openshelf.model.entries import Resource
from openshelf.model.fields import Answer, unaccented
from openshelf.model.sections import Section
from openshelf.search import facets as indexed
from openshelf.search.index import build
from openshelf.site import contents
from openshelf.site.data import search_files
from openshelf.site.facets import lists_of_section
from openshelf.site.neighbours import Neighbours
from openshelf.site.urls import href
from support import a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.site.view import View


def test_every_resource_is_under_each_of_its_values(view: View) -> None:
    facets = {
        way.facet.id: {value.id: [e.id for e in value.entries] for value in way.values}
        for way in lists_of_section(view, Section.RESOURCES)
    }
    every = ["guia-de-semillas", "mapa-del-agua", "taller-de-riego"]
    assert facets["language"] == {"es": every[:2], "qu": every[1:2], "unknown": every[2:]}
    assert facets["region"] == {"andes": every, "costa": every[:1]}
    assert list(facets["cost"]) == ["free", "unknown"]


def test_a_row_is_all_that_a_facet_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Facet(
        "bandwidth",
        "On a slow line",
        "answer",
        lambda _, entry: [entry.data.low_bandwidth] if isinstance(entry.data, Resource) else (),
        tuple(Answer),
        filters=(Section.SEARCH, Section.RESOURCES),
        lists=(Section.RESOURCES,),
        is_searched=True,
    )
    for module in (declared, indexed, search_files):
        monkeypatch.setattr(module, "FACETS", (*FACETS, row))
    view = contents.view_of(load(a_library(tmp_path)))
    pages = {page.url: page for page in contents.pages(view)}
    made = pages["resources/by/bandwidth/unknown/"].make()
    assert "On a slow line: Not known" in made
    assert f'href="{href("resources/paper/")}"' in made
    for front in ("resources/", "search/"):
        assert re.search(r'data-facets="[^"]* bandwidth"', pages[front].make())
    assert 'data-facet="bandwidth"' in pages["resources/"].make()
    assert "bandwidth" not in pages["case-studies/"].make()
    (sets,) = [found for found in build(view.library, search_files.labels(view)).facets if found.facet is row]
    assert [value for value, _ in sets.values] == ["unknown"]


@pytest.mark.parametrize(
    ("title", "letter"),
    [("Émile", "e"), ("ñandú", "n"), ("7amleh", "other"), ("«Água»", "a"), ("Ω", "other"), ("…", "other")],
)
def test_titles_are_filed_under_a_plain_letter(title: str, letter: str) -> None:
    assert first_letter(title) == letter


def test_accents_and_case_make_no_difference_in_order() -> None:
    assert sorted(["zeta", "Árbol", "arado"], key=unaccented) == ["arado", "Árbol", "zeta"]


def test_related_resources_leave_out_the_entry_and_its_alternatives(view: View) -> None:
    resources = {e.id: e for e in view.in_section(Section.RESOURCES)}
    found = Neighbours(resources.values()).of(resources["mapa-del-agua"], {"mapa-del-agua"})
    assert [e.id for e in found] == ["guia-de-semillas", "taller-de-riego"]
    assert Neighbours(resources.values()).of(resources["mapa-del-agua"], set(resources)) == []


def test_work_on_several_cores_comes_back_in_order() -> None:
    factor = 3
    assert in_parallel(lambda number: number * factor, range(500), fewest=10) == [number * 3 for number in range(500)]
