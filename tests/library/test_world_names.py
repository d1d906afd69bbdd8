"""Names of languages, countries and regions of the world."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from openshelf.library.world_names import READERS, language_names, own_place_names, place_names


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("es", {"español", "Spanish", "espanhol", "espagnol"}),
        ("ht", {"Kreyòl Ayisyen", "Haitian Creole", "criollo haitiano", "haitiano", "créole haïtien"}),
        ("ar", {"العربية", "Arabic", "árabe", "arabe"}),
        ("prs", {"Dari", "darí", "dari"}),
        ("x-none", set()),
    ],
)
def test_languages_are_named_in_their_own_tongue_and_in_those_of_readers(tag: str, names: set[str]) -> None:
    assert set(language_names(tag)) == names


def test_a_variety_of_a_language_counts_as_it() -> None:
    assert language_names("pt-BR") == language_names("pt")
    assert language_names("zh-Hans") == language_names("zh")


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("BR", {"Brazil", "Brasil", "Brésil"}),
        ("MM", {"Myanmar", "Burma", "Birmania", "Mianmar", "Birmânia", "Birmanie"}),
        ("CD", {"DRC", "RDC", "DR Congo", "Democratic Republic of the Congo"}),
        ("US", {"USA", "EEUU", "Estados Unidos", "États-Unis"}),
        ("TT", {"Trinidad and Tobago", "Trinidad y Tobago"}),
        ("419", {"Latin America", "Latinoamérica", "América Latina", "Amérique latine"}),
    ],
)
def test_places_are_named_as_people_type_them(code: str, names: set[str]) -> None:
    assert names <= set(place_names()[code])


def test_no_name_is_one_of_two_countries() -> None:
    """Otherwise whoever asks for one would be sent to the other."""
    names = [(name, code) for code, named in place_names().items() if code.isalpha() for name in named]
    assert len({name for name, _ in names}) == len(names)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("EG", ("مصر",)),
        ("HT", ("Haïti",)),
        ("CH", ("Schweiz", "Schwiiz", "Suisse", "Svizzera")),
        ("419", ()),
        ("HK", ()),
        ("", ()),
    ],
)
def test_countries_are_named_in_their_official_languages(code: str, names: tuple[str, ...]) -> None:
    assert set(own_place_names(code)) >= set(names)
    assert bool(own_place_names(code)) == bool(names)


@given(st.sampled_from(sorted(Locale.parse("en").languages)))
def test_every_language_has_names_without_repetition(tag: str) -> None:
    names = language_names(tag.replace("_", "-"))
    assert len(set(names)) == len(names) <= len(READERS) + 1


def test_world_is_no_place() -> None:
    assert not {"001", "ZZ", "XA"} & place_names().keys()
