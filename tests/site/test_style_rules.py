"""The style sheet turns over for languages that run from right to left, and nothing in it is stronger than it looks."""

from __future__ import annotations

import re

import pytest

from openshelf.site.theme import ASSETS

SHEETS = "\n".join(file.read_text(encoding="utf-8") for file in sorted(ASSETS.glob("*.css")))
SHEET = re.sub(r"/\*.*?\*/", "", SHEETS, flags=re.DOTALL)
SIDES = re.compile(
    r"(?<![\w.-])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|(?<=[{;])\s*(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|:\s*(?:left|right)\s*[;}]"
)
FOUR = re.compile(r"(?:margin|padding|inset|border-(?:width|style|color|radius))\s*:\s*([^;{}]+)[;}]")


def sides(sheet: str) -> list[str]:
    """Return what in a style sheet names a side of the screen."""
    found = [match[0].strip() for match in SIDES.finditer(sheet)]
    for match in FOUR.finditer(sheet):
        values = re.findall(r"(?:[^\s(]|\([^)]*\))+", match[1])
        if len(values) == 4 and values[1] != values[3]:
            found.append(match[0])
    return found


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin-left: 1rem; }",
        "a{left:0}",
        "a { color: red; width: 1rem; }",
        "a { text-align: right; }",
        "a { padding: 0 1rem 0 calc(1rem + 2px); }",
    ],
)
def test_a_side_is_noticed(rule: str) -> None:
    assert len(sides(rule)) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin-inline-start: 1rem; inline-size: 1rem; }",
        "a { padding: 0 1rem 0 1rem; margin: 1rem 2rem .5rem; }",
        "@media (min-width: 48rem) { a { stroke-width: 3; } }",
    ],
)
def test_logical_properties_and_the_window_are_no_sides(rule: str) -> None:
    assert sides(rule) == []


def test_the_style_sheet_names_no_side() -> None:
    assert sides(SHEET) == []


def test_no_rule_is_forced() -> None:
    assert "!important" not in SHEET


def test_every_class_is_ours_or_one_of_a_text() -> None:
    selectors = re.findall(r"([^{}]*)\{", SHEET)
    classes = {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}
    ours = {name for name in classes if name.startswith("os-")}
    assert classes - ours == {
        "admonition", "admonition-title", "footnote", "footnote-backref", "homework", "note", "pitfall", "question",
        "saving", "warning",
    }  # fmt: skip
    assert len(ours) > 100
