"""Samples of the limits that files keep before they are parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import bad, good
from support import FILES

if TYPE_CHECKING:
    from check.samples import Sample

CATALOGUE, NEWS, HOW_TO = "resources.yml", "docs/updates/hello.md", "guides/how-to/draw.md"
SETTINGS, NORTH = "mkdocs.yml", "guides/glossary/north.md"

STEPS = "Take [[paper]] and [[pencil|something to write with]]."
"""Line 11 of the how-to guide."""
PROSE = "These are words of a paragraph.\n"
KEY = (
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n" + "mQINBFit2ioBEADhWpZ8wvZ6hUTiXOwQHXMAlaFHcPH9hAtr4F1y2+OYdbtMuth\n" * 60
)


def over(what: str, text: str, *said: str) -> Sample:
    return bad(what, {HOW_TO: (STEPS, text)}, *said)


def within(what: str, text: str) -> Sample:
    return good(what, {HOW_TO: (STEPS, text)})


SAMPLES: dict[str, list[Sample]] = {
    "file-size": [
        bad("a text", {NEWS: FILES[NEWS] + (PROSE + "\n") * 17_000}, f"{NEWS}:1:1 file-size (split it)"),
        bad("the settings", {SETTINGS: FILES[SETTINGS] + "# a\n" * 300_000}, f"{SETTINGS}:1:1 file-size (split it)"),
        bad(
            "the exceptions",
            {"policy/exceptions.yml": "# a\n" * 300_000},
            "policy/exceptions.yml:1:1 file-size (split it)",
        ),
        good("a text of 480 kB", {NEWS: FILES[NEWS] + (PROSE + "\n") * 14_500}),
        good("a catalogue of 2 MB", {CATALOGUE: FILES[CATALOGUE] + "# a comment\n" * 170_000}),
    ],
    "line-length": [
        over("a line", "word " * 4_001, f"{HOW_TO}:11:20001 line-length (break it)"),
        over("a line of code", "```\n" + "a" * 20_001 + "\n```", f"{HOW_TO}:12:20001 line-length (break it)"),
        bad("front matter", {NEWS: ("Hello", "a" * 20_000)}, f"{NEWS}:2:20001 line-length (break it)"),
        within("a paragraph of 19,500 characters on one line", "word " * 3_900),
        within("a paragraph of 19,500 characters that each take three bytes", "字" * 19_500),
        within("a long address", "See [a page](https://example.org/?q=" + "a" * 8_000 + ")."),
    ],
    "repeated-sign": [
        over("exclamation marks", "No" + "!" * 201, f"{HOW_TO}:11:3 repeated-sign (shorten the row)"),
        over("a tower of accents", "a" + "\u0301" * 201, f"{HOW_TO}:11:2 repeated-sign (shorten the row)"),
        over("brackets", "[" * 201, f"{HOW_TO}:11:1 repeated-sign (shorten the row)", f"{HOW_TO}:11:1 stray-markup"),
        within("200 signs", "Name: " + "." * 200),
        within("rulers", "Text.\n\n" + "-" * 400 + "\n\n" + "*" * 300),
        within("a wide table", f"| a | b |\n|{'-' * 300}|:{'-' * 250}|\n| c | d |"),
        within("signs in code", "```\n" + "#" * 500 + "\n```"),
        within("letters", "A" + "a" * 300 + "h"),
    ],
    "nesting": [
        over("quotes", "> " * 100 + "a", f"{HOW_TO}:11:201 nesting (write it on fewer levels)"),
        over(
            "lists on one line, behind which nothing is read",
            "- a\n\n" + "1. " * 51 + "a",
            f"{HOW_TO}:13:1 nesting (write it on fewer levels)",
            *[f"{HOW_TO}:20:1 missing-section"] * 3,
        ),
        within("ninety quotes", "> " * 90 + "a"),
        within("forty lists", "1. " * 40 + "a"),
        within("what is indented far, which is code", "- a\n\n" + " " * 204 + "- a"),
        within("ten quotes", "> " * 10 + "a"),
        within("lists in lists", "\n".join("    " * level + "- a" for level in range(12))),
        within("a ruler of hyphens and blanks", "Text.\n\n" + "- " * 80),
        within("code that is indented far", "```\n" + " " * 300 + "x = 1\n```"),
    ],
    "long-block": [
        bad(
            "open brackets",
            {NORTH: FILES[NORTH] + ("[a " * 5_000 + "\n") * 4},
            f"{NORTH}:7:1 long-block (put empty lines between its parts, and close its brackets)",
        ),
        bad(
            "a text of signs",
            {NORTH: FILES[NORTH] + "\n\n".join(["* _ " * 20] * 4_000)},
            f"{NORTH}:7383:1 long-block (put empty lines between its parts, and close its brackets)",
        ),
        bad(
            "quotes over many lines",
            {NORTH: FILES[NORTH] + ">" * 90 + "a\n" + "b\n" * 20_000},
            f"{NORTH}:7:1 long-block",
        ),
        within("5,000 lines", PROSE * 5_000),
        within("tags that are never closed", "<a " * 300),
        within("a list of 2,500 lines", "- A word.\n" * 2_500),
        within("a table of 1,000 rows with links", "| a | b |\n| - | - |\n" + "| [[paper]] | *b*, `c_d` |\n" * 1_000),
        within("a list of 400 links", "- [A page](https://example.org/a_page_(of_ours)) \n" * 400),
        within("a page of key combinations", "Press <kbd>Ctrl</kbd>. " * 300),
        within("a key", f"```\n{KEY}```"),
        within("30 brackets that nobody closed", "A list [ of things. " * 30),
    ],
    "yaml-size": [
        bad(
            "too many values",
            {"policy/exceptions.yml": "- [a, b, c, d, e, f, g, h, i]\n" * 5_001},
            "policy/exceptions.yml:5000:28 yaml-size (split it)",
        ),
        bad(
            "too many keys",
            {NEWS: ("title: Hello", "title: Hello\n" + "".join(f"k{n}: a\n" for n in range(1_001)))},
            f"{NEWS}:1002:1 yaml-size (make it a list)",
        ),
        good("a comment of many lines", {CATALOGUE: "# a: b\n" * 10_000 + FILES[CATALOGUE]}),
        good("an empty list of exceptions", {"policy/exceptions.yml": "# none\n" * 40_000}),
    ],
}
