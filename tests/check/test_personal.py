"""What rules about people and secrets say in public, and how long they take whatever stands in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check import personal_samples, secrets_samples
from openshelf.check.contacts import mails_in
from openshelf.check.exact_places import exact_places_in
from openshelf.check.identifiers import births_in, identifiers_in
from openshelf.check.papers import papers_in
from openshelf.check.personal import _small_cells
from openshelf.check.secrets import secrets_in
from openshelf.check.telephones import numbers_in
from support import a_library, examples, problems_of

if TYPE_CHECKING:
    from pathlib import Path

FINDERS = (mails_in, numbers_in, identifiers_in, papers_in, births_in, exact_places_in, secrets_in, _small_cells)
HIDDEN = (
    "812 345",
    "98765",
    "982.247",
    "310820",
    "1.2921",
    "822",
    "4326",
    "R6C+24",
    "12 May",
    "h7Gk2Lm9",
    "Zr8Kq2Lm9T",
)
"""Pieces of what the samples hold."""


@pytest.mark.parametrize("rule", [*personal_samples.SAMPLES, *secrets_samples.SAMPLES])
def test_what_was_found_is_never_said(rule: str, tmp_path: Path) -> None:
    samples = {**personal_samples.SAMPLES, **secrets_samples.SAMPLES}[rule]
    for number, sample in enumerate(sample for sample in samples if sample.messages):
        said = " ".join(map(str, problems_of(a_library(tmp_path / str(number), sample.changes))))
        assert rule in said
        assert not [piece for piece in HIDDEN if piece in said]


@pytest.mark.parametrize(
    "sign",
    [
        *["a", "A", "1", " ", "@", "+", ".", "-", "°", "|", "'", "A1", "1-", "1 ", "00 ", "+1 ", "1.234 ", "1.2345, "],
        *["a@b.co ", "@a.", "tel:1", "2345+23", "map=", "born ", "phone 1", "eyJ", "eyJaaaaaaaaaaaa.", "://a:", "ghp_"],
        *[
            "password=",
            "token : ",
            "-----BEGIN PRIVATE KEY-----\n",
            "women|\n-|\n",
            "|women\n",
            "w3w.co/",
            "lat 1.234 ",
        ],
    ],
)
def test_half_a_megabyte_of_one_sign_is_read_to_its_end(sign: str) -> None:
    text = (sign * 520_000)[:520_000]
    for finder in FINDERS:
        assert all(0 <= hit[0] < len(text) for hit in finder(text)), finder.__name__


PIECES = st.sampled_from(
    [
        *"@+.,-/°'\":; \n|()=1é",
        "a",
        "İ",
        "tel:",
        "+243 812",
        "1.2345",
        "born on 1",
        "map=18/1.22/2.33",
        "eyJaaaaaaaaaaaa",
    ]
)


@examples(max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_can_be_searched_and_what_is_found_stands_there(text: str) -> None:
    for finder in (mails_in, numbers_in, papers_in, births_in, exact_places_in, secrets_in):
        for start, *_, found in finder(text):
            assert text[start : start + len(found)] == found
    for start, (_, found) in identifiers_in(text):
        assert text[start : start + len(found)] == found
    assert all(text[start] == cell for start, cell in _small_cells(text))
