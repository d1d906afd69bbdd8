"""Sources that are written as words: the addresses that they mean."""

from __future__ import annotations

import pytest

from openshelf.model.written_sources import how_to_link, meant_addresses

HUB = "https://github.com"


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ("The manual, page on forms", []),
        ("https://a.org/b", ["https://a.org/b"]),
        ("See https://a.org/b (a list).", ["https://a.org/b"]),
        ("medic/cht-docs:content/en/_index.md", [f"{HUB}/medic/cht-docs/blob/HEAD/content/en/_index.md"]),
        (
            "our notes of a/b:LICENSE; c-d/e.f:g/h.json",
            [f"{HUB}/a/b/blob/HEAD/LICENSE", f"{HUB}/c-d/e.f/blob/HEAD/g/h.json"],
        ),
        ("a/b:docs/[id].md.", [f"{HUB}/a/b/blob/HEAD/docs/%5Bid%5D.md"]),
        ("https://a.org/c/d:e and f/g:h", ["https://a.org/c/d:e", f"{HUB}/f/g/blob/HEAD/h"]),
        ("and/or: whatever", []),
        ("on 12/10:30 they met", []),
        ("file:///etc/passwd", []),
    ],
)
def test_addresses_and_files_of_repositories_are_found_in_words(words: str, addresses: list[str]) -> None:
    assert meant_addresses(words) == addresses


def test_a_hint_says_the_mapping_for_each_address() -> None:
    one = f"{{name: ..., url: {HUB}/a/b/blob/HEAD/c.md}}"
    assert how_to_link("a/b:c.md") == f"write {one}"
    assert how_to_link("a/b:c.md; https://d.org/") == f"write [{one}, {{name: ..., url: https://d.org/}}]"
    assert "its address" in how_to_link("The manual")
