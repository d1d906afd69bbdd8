"""What axe-core finds on a page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from browser.reader import Reader, Scheme

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# In the dark only colours are another thing; they take axe most of its time, so each scheme looks at them once.
# Sensitive pages and lists have bars that stay: a link that has scrolled half under one is not a small link.
RUN = """async ([part, scheme]) => {
  scrollTo(0, 0);
  document.querySelectorAll(".os-found").forEach(({style}) => { style.position = "static"; });
  const colours = {runOnly: ["color-contrast", "link-in-text-block"]}, all = {rules: {"target-size": {enabled: true}}};
  const {violations} = await axe.run(part ?? document,
    {resultTypes: ["violations"], ...(scheme === "dark" ? colours : all)});
  return violations.flatMap(({id, help, nodes}) => nodes.map(
    ({target, failureSummary}) => `${id}: ${help}\\n    ${target.join(" ")}\\n    ${failureSummary}`));
}"""


def violations(reader: Reader, scheme: Scheme = "light", part: str | None = None) -> list[str]:
    """Return what axe finds on the page as it is now, or in a part of it, one text for each place."""
    if not reader.ask("() => 'axe' in window"):
        reader.ask(AXE)
    return list(reader.ask(RUN, [part, scheme]))
