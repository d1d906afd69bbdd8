"""axe-core finds nothing wrong on any kind of page, at any width, in light and in dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.axe import MENU, WHOLE_PAGE, violations
from browser.kinds import KINDS, PageKind
from browser.reader import DESKTOP, SCHEMES, SMALL_PHONE, WIDTHS, Reader

if TYPE_CHECKING:
    from browser.serving import Site


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_axe_finds_no_barrier_at_any_width_in_light_and_dark(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    for width in WIDTHS:
        for scheme in SCHEMES:
            reader.look(width, scheme)
            # Only the menu changes with the width; everything else has one set of colours in light and one in dark.
            once = (width, scheme) in {(SMALL_PHONE, "light"), (DESKTOP, "dark")}
            found = violations(reader, WHOLE_PAGE if once else MENU, scheme)
            assert not found, f"{reader.page.url} at {width} pixels, {scheme}:\n" + "\n".join(found)


def test_axe_would_find_barriers_if_there_were_any(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/barriers.html")
    rules = {text.partition(":")[0] for text in violations(reader, WHOLE_PAGE)}
    assert {"image-alt", "color-contrast", "html-has-lang", "landmark-one-main"} <= rules
