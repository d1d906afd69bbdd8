"""Where the pages of the site are."""

from __future__ import annotations

import pytest

from openshelf.model.kinds import Kind
from openshelf.model.sections import SECTION_OF, Section, address_of
from openshelf.model.settings_schema import Descriptions


@pytest.mark.parametrize(
    ("kind", "id_", "address"),
    [
        (Kind.RESOURCE, "signal", "resources/signal/"),
        (Kind.CASE_STUDY, "river", "case-studies/river/"),
        (Kind.TERM, "consent", "glossary/#consent"),
        (Kind.PAGE, "about", "about/"),
        (Kind.PAGE, "index", ""),
    ],
)
def test_an_address_is_made_of_a_section_and_an_id(kind: Kind, id_: str, address: str) -> None:
    assert address_of(kind, id_) == address


def test_every_kind_but_pages_has_a_section_of_its_own() -> None:
    assert set(SECTION_OF) == set(Kind) - {Kind.PAGE}
    assert all(section.kind is kind for kind, section in SECTION_OF.items())


def test_lists_have_addresses_below_their_section() -> None:
    assert Section.RESOURCES.list_url("language", "pt-BR") == "resources/by/language/pt-BR/"


def test_settings_describe_sections_and_nothing_else() -> None:
    named = {field.alias or name for name, field in Descriptions.model_fields.items()}
    assert named == {*Section} - {Section.LINK_HEALTH}
