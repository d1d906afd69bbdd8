"""Lists by facet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.core.parallel import in_parallel
from openshelf.model.fields import unaccented
from openshelf.site.facets import first_letter
from openshelf.site.pages.resources import Neighbours, resource_facets

if TYPE_CHECKING:
    from openshelf.site.view import View


def test_every_resource_is_under_each_of_its_values(view: View) -> None:
    facets = {
        facet.id: {value.id: [e.id for e in value.entries] for value in facet.values} for facet in resource_facets(view)
    }
    every = ["guia-de-semillas", "mapa-del-agua", "taller-de-riego"]
    assert facets["language"] == {"es": every[:2], "qu": every[1:2], "unknown": every[2:]}
    assert facets["region"] == {"andes": every, "costa": every[:1]}
    assert list(facets["cost"]) == ["free", "unknown"]


@pytest.mark.parametrize(
    ("title", "letter"),
    [("Émile", "e"), ("ñandú", "n"), ("7amleh", "other"), ("«Água»", "a"), ("Ω", "other"), ("…", "other")],
)
def test_titles_are_filed_under_a_plain_letter(title: str, letter: str) -> None:
    assert first_letter(title) == letter


def test_accents_and_case_make_no_difference_in_order() -> None:
    assert sorted(["zeta", "Árbol", "arado"], key=unaccented) == ["arado", "Árbol", "zeta"]


def test_related_resources_leave_out_the_entry_and_its_alternatives(view: View) -> None:
    resources = {e.id: e for e in next(iter(resource_facets(view))).values[0].entries}
    found = Neighbours(resources.values()).of(resources["mapa-del-agua"], {"mapa-del-agua"})
    assert [e.id for e in found] == ["guia-de-semillas", "taller-de-riego"]
    assert Neighbours(resources.values()).of(resources["mapa-del-agua"], set(resources)) == []


def test_work_on_several_cores_comes_back_in_order() -> None:
    factor = 3
    assert in_parallel(lambda number: number * factor, range(500), fewest=10) == [number * 3 for number in range(500)]
