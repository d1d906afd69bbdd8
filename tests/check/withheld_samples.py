"""Samples of the rules of ``check/unpublished.py``."""

from __future__ import annotations

from check.samples import Sample, bad, good
from support import FILES

HOW_TO, EXPLANATION = "guides/how-to/draw.md", "guides/explanation/scale.md"
NORTH, NEWS, CATALOGUE = "guides/glossary/north.md", "docs/updates/hello.md", "resources.yml"
CASE, PICTURE = "guides/case-studies/river.md", "docs/images/map.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>\n'
WITHDRAWN = "withdrawn: {date: 2026-05-02, reason: It was wrong.}\n"
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
LATER = f"""\
- rule: embargoed-text
  path: {NEWS}
  match: "publish_after: 2026-06-16"
  reason: The repository of this library is private.
  approved_by: an editor
  until: 2026-12-31
"""


def _with(path: str, line: str, text: str = "") -> str:
    """Return a file of the tiny library with another line behind the title, and more text."""
    return FILES[path].replace("\nsummary:", f"\n{line.rstrip()}\nsummary:") + text


SHOWN = (STEPS, f"{STEPS}\n\n![A map](../../{PICTURE})")
LINKED = (STEPS, f"{STEPS} See [scale](../explanation/scale.md).")
GONE = FILES[EXPLANATION].split("## What")[0].replace("\nsummary:", f"\n{WITHDRAWN.rstrip()}\nsummary:")

SAMPLES: dict[str, list[Sample]] = {
    "embargoed-text": [
        bad(
            "a text of tomorrow",
            {NEWS: ("kind: news", "kind: news\npublish_after: 2026-06-16")},
            f"{NEWS}:8:16 embargoed-text (keep it elsewhere until that day)",
        ),
        bad(
            "a resource of the last year of all",
            {
                CATALOGUE: FILES[CATALOGUE]
                + FILES[CATALOGUE][: FILES[CATALOGUE].index("- id: pencil")]
                .replace("paper", "pens")
                .replace("Paper", "Pens")
                + "  publish_after: 9999-12-31\n"
            },
            f"{CATALOGUE}:43:18 embargoed-text",
        ),
        good("a text of today", {NEWS: ("kind: news", "kind: news\npublish_after: 2026-06-15")}),
        good("a draft", {NEWS: ("kind: news", "kind: news\ndraft: yes")}),
        good(
            "a text that an editor looked at",
            {NEWS: ("kind: news", "kind: news\npublish_after: 2026-06-16"), "policy/exceptions.yml": LATER},
        ),
    ],
    "replacement": [
        bad(
            "itself",
            {
                NEWS: _with(NEWS, "withdrawn: {date: 2026-06-01, reason: Old., replaced_by: hello}").split(
                    "The library"
                )[0]
            },
            f"{NEWS}:3:58 replacement (name another entry, or delete replaced_by)",
        ),
        bad(
            "one that had gone before",
            {
                EXPLANATION: GONE,
                NEWS: _with(NEWS, "withdrawn: {date: 2026-06-01, reason: Old., replaced_by: scale}").split(
                    "The library"
                )[0],
            },
            f"{NEWS}:3:58 replacement (delete replaced_by)",
        ),
        good(
            "another",
            {
                NEWS: _with(NEWS, "withdrawn: {date: 2026-06-01, reason: Old., replaced_by: scale}").split(
                    "The library"
                )[0]
            },
        ),
    ],
    "withdrawn-text": [
        bad(
            "a guide",
            {EXPLANATION: _with(EXPLANATION, WITHDRAWN, "\nMore.\n")},
            f"{EXPLANATION}:3:1 withdrawn-text (delete everything below the front matter)",
        ),
        bad("an update", {NEWS: _with(NEWS, WITHDRAWN)}, f"{NEWS}:3:1 withdrawn-text"),
        bad(
            "what a case study tells in its keys",
            {CASE: f"---\ntitle: A map\nreviewed: 2026-05-01\n{WITHDRAWN}partner: {{label: a village}}\n---\n"},
            f"{CASE}:4:1 withdrawn-text (delete title)",
        ),
        good("a case study of which nothing is left", {CASE: f"---\nreviewed: 2026-05-01\n{WITHDRAWN}---\n"}),
        good("a guide without its text and its sections", {EXPLANATION: GONE}),
        good("an update without its text", {NEWS: _with(NEWS, WITHDRAWN).replace("The library is open.\n", "\n \n")}),
        good(
            "a framework without its words",
            {
                "guides/frameworks/paper-or-pencil.md": _with("guides/frameworks/paper-or-pencil.md", WITHDRAWN).split(
                    "## Do you"
                )[0]
            },
        ),
    ],
    "withheld-link": [
        bad(
            "to a draft",
            {EXPLANATION: _with(EXPLANATION, "draft: yes"), HOW_TO: LINKED},
            f"{HOW_TO}:11:60 withheld-link (wait, or take the link out)",
        ),
        good("to what is offered", {HOW_TO: LINKED}),
        good(
            "from a draft",
            {EXPLANATION: _with(EXPLANATION, "draft: yes"), HOW_TO: _with(HOW_TO, "draft: yes").replace(*LINKED)},
        ),
    ],
    "unused-picture": [
        bad("nobody shows it", {PICTURE: SVG}, f"{PICTURE}:1:1 unused-picture (show it in a text, or delete it)"),
        bad(
            "a withdrawn text shows it",
            {PICTURE: SVG, EXPLANATION: GONE + f"![A map](../../{PICTURE})\n"},
            f"{PICTURE}:1:1 unused-picture",
            f"{EXPLANATION}:3:1 withdrawn-text",
        ),
        good("a text shows it", {PICTURE: SVG, HOW_TO: SHOWN}),
        good("a draft shows it", {PICTURE: SVG, HOW_TO: _with(HOW_TO, "draft: yes").replace(*SHOWN)}),
        good("a picture of the theme", {"hooks/openshelf/site/theme/assets/map.svg": SVG}),
    ],
}
