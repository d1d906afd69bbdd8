"""The style sheet that readers get: the theme's rules behind the colours of the library."""

from __future__ import annotations

import re
from pathlib import Path

import openshelf.site
from openshelf.model.colours import DEFAULT, Scheme
from openshelf.model.settings_schema import Colours, Look
from openshelf.site.style import STYLE_SHEET, style_sheet

RULES = (Path(openshelf.site.__file__).parent / "theme" / STYLE_SHEET).read_text(encoding="utf-8")
DECLARED = re.compile(r"--os-([a-z-]+): (#[0-9a-f]{6});")


def palettes(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours that a style sheet declares for light and for dark."""
    light, dark = css.split("@media (prefers-color-scheme: dark)", 2)[:2]
    return dict(DECLARED.findall(light)), dict(DECLARED.findall(dark))


def codes(scheme: Scheme) -> dict[str, str]:
    return {name: colour.code for name, colour in DEFAULT[scheme].items()}


def test_without_a_look_the_colours_are_the_default_ones() -> None:
    css = style_sheet(Look(), RULES)
    assert palettes(css) == (codes(Scheme.LIGHT), codes(Scheme.DARK))
    assert css.endswith(f"}}\n{RULES}")


def test_the_colours_of_a_look_replace_those_that_they_are_for() -> None:
    light, dark = palettes(style_sheet(Look(light=Colours(accent="#7a1f4b"), dark=Colours(page="#000000")), RULES))
    changed = {name for name, code in codes(Scheme.LIGHT).items() if light[name] != code}
    assert changed == {"accent", "tint"}
    assert light["accent"] == "#7a1f4b"
    changed = {name for name, code in codes(Scheme.DARK).items() if dark[name] != code}
    assert changed == {"accent", "tint", "paper", "line"}
    assert dark["paper"] == "#000000"


def test_rules_name_colours_that_there_are_and_declare_none() -> None:
    named = set(re.findall(r"var\(--os-([a-z-]+)\)", RULES))
    declared = set(re.findall(r"--os-([a-z-]+):", RULES))
    assert named - declared == set(DEFAULT[Scheme.LIGHT]) == set(DEFAULT[Scheme.DARK])
    assert not DECLARED.search(RULES)
