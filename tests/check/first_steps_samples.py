"""Samples of rules about what readers are shown first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import Sample, bad, good
from support import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from support import Change

HOME, THEME, HELP, CATALOGUE = "docs/index.md", "docs/themes/mapping.md", "docs/help-now.md", "resources.yml"
SUPPORT = "docs/support.md"
GROUPS = {"mkdocs.yml": FILES["mkdocs.yml"] + "    theme_groups: {land: Land and water, people: People}\n"}
LINE = FILES[CATALOGUE] + (
    FILES[CATALOGUE][: FILES[CATALOGUE].index("- id: pencil")]
    .replace("paper", "rescue")
    .replace("Paper", "Rescue")
    .replace("kind: tool", "kind: helpline")
)


def _theme(more: str) -> dict[str, Change]:
    return {THEME: ("title: Mapping\n", f"title: Mapping\n{more}")}


def _home(*situations: str) -> dict[str, Change]:
    lines = "".join(f"  - {{words: I need help., {situation}}}\n" for situation in situations)
    return {HOME: ("title: Tiny\n", f"title: Tiny\nsituations:\n{lines}")}


def _help(helplines: str, text: str = "## A phone was taken {#phone}\n\nSit down first.\n") -> Mapping[str, Change]:
    head = f"---\ntitle: Help now\nsummary: Who helps.\nreviewed: 2026-05-01\n{helplines}---\n"
    return {HELP: head + text, CATALOGUE: LINE}


SIX = ("to: draw, section: steps", "to: draw", "to: paper", "to: start", "to: theme/mapping", "to: paper-or-pencil")

SAMPLES: dict[str, list[Sample]] = {
    "start-with": [
        bad("itself", _theme("start_with: [draw, theme/mapping]\n"), f"{THEME}:3:20 start-with"),
        bad("one entry twice", _theme("start_with: [draw, guide/draw]\n"), f"{THEME}:3:20 start-with (delete one)"),
        good("five entries", _theme("start_with: [draw, start, paper, pencil, paper-or-pencil]\n")),
        good("a group of the library", _theme("group: land\n") | GROUPS),
    ],
    "situation-section": [
        bad(
            "a heading that does not exist",
            _home(*SIX[1:], "to: draw, section: step"),
            f"{HOME}:9:46 situation-section (did you mean steps?)",
        ),
        bad(
            "a place on the page of a resource",
            _home(*SIX[1:], "to: paper, section: steps"),
            f"{HOME}:9:47 situation-section (delete section)",
        ),
        good("headings and whole pages", _home(*SIX)),
        good("a question of a framework", _home(*SIX[1:], "to: paper-or-pencil, section: draws")),
        bad(
            "a heading that the page on who can help does not have",
            {SUPPORT: ("reviewed:", "situations: [{words: I write., to: page/support, section: how}]\nreviewed:")},
            f"{SUPPORT}:4:59 situation-section (delete section)",
        ),
    ],
    "few-situations": [
        bad("two", _home(*SIX[:2]), f"{HOME}:3:1 few-situations (write 4 more, in readers' words)"),
        good("six", _home(*SIX)),
        good("none", {}),
    ],
    "help-section": [
        bad(
            "a heading without an id",
            _help("helplines: {phone: [rescue]}\n", "## A phone {#phone}\n\nSit.\n\n## I *lost* it\n\nSit.\n"),
            f"{HELP}:11:1 help-section (write ## I lost it {{#i-lost-it}})",
        ),
        good(
            "a heading below a situation", _help("helplines: {phone: [rescue]}\n", "## A phone {#phone}\n\n### Sit\n")
        ),
    ],
    "help-heading": [
        bad(
            "a situation that does not exist",
            _help("helplines: {phone: [rescue], phones: [rescue]}\n"),
            f"{HELP}:5:30 help-heading (did you mean phone?)",
        ),
        good("a situation", _help("helplines: {phone: [rescue]}\n")),
    ],
    "help-answers": [
        bad(
            "a tool",
            _help("helplines: {phone: [rescue, paper]}\n"),
            f"{HELP}:5:29 help-answers (name it in the text: [[paper]])",
        ),
        good("a helpline", _help("helplines: {phone: [rescue]}\n")),
    ],
    "help-without-helpline": [
        bad(
            "nobody",
            _help(""),
            f"{HELP}:6:1 help-without-helpline (add a line below helplines: phone: [id-of-a-helpline])",
        ),
        good("nobody, and that is said", _help("helplines: {phone: []}\n")),
    ],
}
