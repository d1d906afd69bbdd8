"""Words of the interface for values of the content."""

from __future__ import annotations

import pytest

from openshelf.site.i18n import Words


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("MIT", "MIT"),
        ("CC-BY-4.0 OR MIT", "CC-BY-4.0 OR MIT"),
        ("GPL-3.0", "GPL-3.0 (the source does not say whether later versions count too)"),
        ("LGPL-2.1", "LGPL-2.1 (the source does not say whether later versions count too)"),
        ("AGPL-3.0-only", "AGPL-3.0-only"),
        ("GPL-2.0-or-later OR MIT", "GPL-2.0-or-later OR MIT"),
        ("unknown", "Not known"),
        ("proprietary", "Proprietary"),
    ],
)
def test_a_licence_is_an_id_or_a_word(licence: str, shown: str) -> None:
    assert Words("en").licence_name(licence) == shown
