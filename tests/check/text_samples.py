"""Samples of rules about articles, series and required sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import Sample, bad, good
from pictures import picture
from support import FILES

if TYPE_CHECKING:
    from support import Change

HOW_TO, RESEARCH, CASE = "guides/how-to/draw.md", "guides/research/writing-tools.md", "guides/case-studies/river.md"
ARTICLES_FOLDER = "guides/articles"
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
WITHDRAWN = "withdrawn: {date: 2026-06-10, reason: It was wrong.}"


def article(title: str, *lines: str, text: str = "Words.") -> str:
    """Return an article with more lines of front matter, from line 6 on."""
    more = "".join(f"{line}\n" for line in lines)
    return (
        f"---\ntitle: {title}\nsummary: One of several.\nthemes: [mapping]\nreviewed: 2026-05-01\n{more}---\n{text}\n"
    )


def articles(**lines: tuple[str, ...]) -> dict[str, Change]:
    """Return the change that adds articles, each with more lines of front matter."""
    return {f"{ARTICLES_FOLDER}/{name}.md": article(name.title(), *more) for name, more in lines.items()}


def part(of: str, number: int) -> tuple[str]:
    """Return the line of a part of a series."""
    return (f"series: {{id: {of}, part: {number}}}",)


def steps(text: str) -> dict[str, Change]:
    """Return the change that lets a required section, at line 9, hold another text."""
    return {HOW_TO: (STEPS, text)}


EMPTY = f"{HOW_TO}:9:1 empty-section"
UNKNOWN_SERIES = (
    bad(
        "a series with a typing mistake",
        articles(book=(), one=part("boook", 1)),
        f"{ARTICLES_FOLDER}/one.md:6:14 unknown-reference (did you mean book?)",
    ),
    bad(
        "a series that does not exist",
        articles(one=part("everything-about-rivers", 1)),
        f"{ARTICLES_FOLDER}/one.md:6:14 unknown-reference "
        "(write the id of the guide that opens the series; if there is none yet, write that guide first)",
    ),
    bad(
        "the id of what is no guide",
        articles(one=part("paper", 1)),
        f"{ARTICLES_FOLDER}/one.md:6:14 unknown-reference "
        "(write the id of the guide that opens the series; if there is none yet, write that guide first)",
    ),
)
OPENING_IS_A_DRAFT = bad(
    "a series whose opening guide is a draft",
    articles(book=("draft: yes",), one=part("book", 1)),
    f"{ARTICLES_FOLDER}/one.md:6:14 unpublished-reference",
)
OPENING_WAS_WITHDRAWN = bad(
    "a series whose opening guide was withdrawn",
    {**articles(one=part("book", 1)), f"{ARTICLES_FOLDER}/book.md": article("Book", WITHDRAWN, text="")},
    f"{ARTICLES_FOLDER}/one.md:6:14 withdrawn-reference (take it out)",
)
AN_ADDRESS_OF_AN_AUTHOR = bad(
    "the address of an author",
    articles(one=("author: Ana <ana@mill.net>",)),
    f"{ARTICLES_FOLDER}/one.md:6:14 personal-contact",
)
PEOPLE = good(
    "people who wrote, translated and paid",
    articles(
        one=(
            "author: [Dra. María José Núñez, J. R. R. O'Neill (2019), Group of 12 October, Wren, 山田太郎]",
            "translator: Équipe de traduction, Kinshasa",
            "funder: Fundo 2030 / The Mill Trust No. 4",
        )
    ),
)
ARTICLES = (
    good("an article without sections", articles(book=())),
    good("an article with the sections of another kind", {f"{ARTICLES_FOLDER}/draw-it.md": FILES[HOW_TO]}),
    good("an article with some of them", {f"{ARTICLES_FOLDER}/a.md": article("A", text="## Risks {#risks}\n\nRain.")}),
)
SAMPLES: dict[str, list[Sample]] = {
    "series-part": [
        bad(
            "two parts with one number",
            articles(book=(), one=part("book", 1), two=part("book", 1), three=part("book", 7)),
            f"{ARTICLES_FOLDER}/two.md:6:26 series-part (the next free number is 8)",
        ),
        bad(
            "one of them a draft",
            articles(book=(), one=part("book", 1), two=(*part("book", 1), "draft: yes")),
            f"{ARTICLES_FOLDER}/two.md:6:26 series-part (the next free number is 2)",
        ),
        good("the same number in two series", articles(a=(), b=(), one=part("a", 1), two=part("b", 1))),
        good(
            "gaps, and guides of several kinds",
            {
                **articles(book=(), one=part("book", 2)),
                HOW_TO: ("title: Draw a map", "series: {id: book, part: 10}\ntitle: Draw a map"),
            },
        ),
        good(
            "the number of a part that was withdrawn",
            {
                **articles(book=(), one=part("book", 1)),
                f"{ARTICLES_FOLDER}/two.md": article("Two", *part("book", 1), WITHDRAWN, text=""),
            },
        ),
    ],
    "series-circle": [
        bad(
            "a guide that is a part of itself",
            articles(book=part("book", 1)),
            f"{ARTICLES_FOLDER}/book.md:6:14 series-circle (delete series in the guide that opens the whole)",
        ),
        bad(
            "two that are parts of each other, and a part of one",
            articles(a=part("b", 1), b=part("a", 1), c=part("a", 2)),
            f"{ARTICLES_FOLDER}/a.md:6:14 series-circle (delete series in the guide that opens the whole)",
        ),
        bad(
            "three in a row",
            articles(a=part("b", 1), b=part("c", 1), c=part("a", 1)),
            f"{ARTICLES_FOLDER}/a.md:6:14 series-circle",
        ),
        good("a series in a series in a series", articles(a=(), b=part("a", 1), c=part("b", 1), d=part("c", 1))),
    ],
    "empty-section": [
        bad(
            "nothing",
            steps(""),
            f"{EMPTY} (write it; a text that needs other sections is an article, in guides/articles/)",
        ),
        bad("a smaller heading", steps("### First"), EMPTY),
        bad("a comment", steps("<!-- later -->"), EMPTY, f"{HOW_TO}:11:1 html-comment"),
        bad("an empty list", steps("-"), EMPTY),
        bad("a line", steps("***"), EMPTY),
        bad("a note, which stands at the end", steps("[^a]: Words."), EMPTY, f"{HOW_TO}:11:1 unused-note"),
        bad("a hard space", steps("&nbsp;"), EMPTY),
        bad(
            "in a case study",
            {CASE: ("Paper and a walk.\n", "")},
            f"{CASE}:20:1 empty-section (write it, or add draft: yes)",
        ),
        bad(
            "options without a comparison",
            {RESEARCH: ("compares:\n  resources: [paper, pencil]\n  criteria: [works-offline]\n", "")},
            f"{RESEARCH}:13:1 empty-section",
        ),
        good("a list", steps("- Walk")),
        good("a box", steps("- [ ] Walk")),
        good("a callout", steps("!!! note\n    Walk.")),
        good("a table", steps("| a | b |\n| - | - |\n| c | d |")),
        good("a picture", {**steps("![A map](../../docs/assets/map.png)"), "docs/assets/map.png": picture()}),
        good("a reference", steps("[[paper]]")),
        good("code", steps("```\nwalk\n```")),
        good("a smaller heading and its words", steps("### First\n\nWalk.")),
        good("in a draft", {HOW_TO: FILES[HOW_TO].replace(STEPS, "").replace("title:", "draft: yes\ntitle:")}),
        good("other sections", steps(f"{STEPS}\n\n## More\n\n### Even more\n")),
        good("an empty one in an article", {f"{ARTICLES_FOLDER}/a.md": article("A", text="## Risks {#risks}")}),
    ],
}
