"""What axe-core finds on a page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from browser.reader import Reader, Scheme

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# What depends on colours takes axe most of its time, so it is told apart: where on the page it is looked for.
# Sensitive pages have a bar that stays: a link that has scrolled half under it is not a small link.
RUN = """async ([colours, scheme]) => {
  scrollTo(0, 0);
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
