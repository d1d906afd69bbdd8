"""axe-core finds nothing wrong on any kind of page, at any width, in light and in dark."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from browser.kinds import KINDS, PageKind
from browser.reader import DESKTOP, PHONE, SCHEMES, SMALL_PHONE, WIDTHS, Reader, Scheme

if TYPE_CHECKING:
    from browser.serving import Site

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """(rules) => axe.run(document, {resultTypes: ["violations"], rules})
  .then(({violations}) => violations.flatMap(({id, help, nodes}) => nodes.map(
    ({target, failureSummary}) => `${id}: ${help}\\n    ${target.join(" ")}\\n    ${failureSummary}`)))"""


def violations(reader: Reader, *, colours: bool = True) -> list[str]:
    """Return what axe finds on the page as it is now, one text for each place."""
    if not reader.ask("() => 'axe' in window"):
        reader.ask(AXE)
    rules = {"target-size": {"enabled": True}, "color-contrast": {"enabled": colours}}
    return list(reader.ask(RUN, rules))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_axe_finds_no_barrier_at_any_width_in_light_and_dark(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    for width in WIDTHS:
        for scheme in SCHEMES:
            reader.look(width, scheme)
            found = violations(reader, colours=width != PHONE)  # 360 pixels show the colours of 320
            assert not found, f"{reader.page.url} at {width} pixels, {scheme}:\n" + "\n".join(found)


def test_axe_would_find_barriers_if_there_were_any(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/barriers.html")
    rules = {text.partition(":")[0] for text in violations(reader)}
    assert {"image-alt", "color-contrast", "html-has-lang", "landmark-one-main"} <= rules


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, DESKTOP])
def test_axe_finds_no_barrier_while_a_definition_is_shown(reader: Reader, width: int, scheme: Scheme) -> None:
    how_to = next(kind for kind in KINDS if kind.name == "how-to guide")
    reader.visit(how_to, width, scheme)
    reader.page.locator("a.os-term").first.focus()
    assert not violations(reader)
