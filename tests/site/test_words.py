"""Words of the interface for values of the content."""

from __future__ import annotations

import pytest

from openshelf.site.i18n import Words


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("MIT", "MIT"),
        ("CC-BY-4.0 OR MIT", "CC-BY-4.0 OR MIT"),
        ("unknown", "Not known"),
        ("proprietary", "Proprietary"),
    ],
)
def test_a_licence_is_an_id_or_a_word(licence: str, shown: str) -> None:
    assert Words("en").licence_name(licence) == shown
