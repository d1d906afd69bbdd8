"""Signs of themes: small, drawn for every name, beside a word, and silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from openshelf.model.fields import Sign
from openshelf.site.assembly import Assembly
from openshelf.site.signs import DRAWINGS, sign_of
from support import a_library, load

if TYPE_CHECKING:
    from pathlib import Path

THEME = "docs/themes/mapping.md"
SHAPES = {"path", "circle", "ellipse"}


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_is_drawn_in_a_few_bytes_and_brings_no_colour(sign: Sign) -> None:
    drawing = DRAWINGS[sign]
    assert len(drawing) <= 150
    nodes = LexborHTMLParser(f"<svg>{drawing}</svg>").css("svg *")
    assert {node.tag for node in nodes} <= SHAPES
    assert not {name for node in nodes for name in node.attributes} - {"d", "cx", "cy", "r", "rx", "ry"}


def test_no_two_signs_are_the_same() -> None:
    assert len(set(DRAWINGS.values())) == len(Sign)


def test_nobody_hears_a_sign_and_without_one_nothing_is_drawn() -> None:
    assert 'aria-hidden="true"' in sign_of(Sign.PIN)
    assert sign_of(None) == ""


@pytest.mark.parametrize("url", ["", "themes/", "themes/mapping/"])
def test_a_sign_stands_beside_the_name_of_its_theme(tmp_path: Path, url: str) -> None:
    for sign in ("", "sign: pin\n"):
        changes = {THEME: ("title: Mapping\n", f"title: Mapping\n{sign}")}
        library = load(a_library(tmp_path / (sign[:4] or "none"), changes))
        tree = LexborHTMLParser(Assembly.of(library).pages[url].make())
        signs = tree.css("main .os-sign, .os-main .os-sign")
        assert len(signs) == bool(sign)
        assert all("Mapping" in node.parent.text() for node in signs if node.parent is not None)
