"""axe-core finds nothing wrong on any kind of page, at any width, in light and in dark."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from browser.kinds import KINDS, PageKind
from browser.reader import DESKTOP, SCHEMES, SMALL_PHONE, WIDTHS, Reader, Scheme

if TYPE_CHECKING:
    from browser.serving import Site

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# What depends on colours takes axe most of its time, so it is told apart: where on the page it is looked for.
RUN = """async ([colours, scheme]) => {
  const told = ({violations}) => violations.flatMap(({id, help, nodes}) => nodes.map(
    ({target, failureSummary}) => `${id}: ${help}\\n    ${target.join(" ")}\\n    ${failureSummary}`));
  const coloured = ["color-contrast", "link-in-text-block"];
  const rules = {"target-size": {enabled: true}};
  for (const rule of coloured) rules[rule] = {enabled: false};
  const found = told(await axe.run(colours, {resultTypes: ["violations"], runOnly: coloured}));
  if (scheme === "dark") return found;
  return [...found, ...told(await axe.run(document, {resultTypes: ["violations"], rules}))];
}"""
WHOLE_PAGE, MENU = "body", ".os-header"


def violations(reader: Reader, colours: str, scheme: Scheme = "light") -> list[str]:
    """Return what axe finds on the page as it is now, one text for each place; in the dark, only what has colours."""
    if not reader.ask("() => 'axe' in window"):
        reader.ask(AXE)
    return list(reader.ask(RUN, [colours, scheme]))


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
