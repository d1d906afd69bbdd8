"""Samples of rules about plain writing: how summaries begin, long sentences, titles of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import Sample, bad, good
from support import FILES

if TYPE_CHECKING:
    from support import Change

CATALOGUE, THEME, HELP = "resources.yml", "docs/themes/mapping.md", "docs/help-now.md"
FRAMEWORK = "guides/frameworks/paper-or-pencil.md"
AT = f"{CATALOGUE}:6:12 summary-opening"
A_THING = "begin with what it is: Survey software for …, Mexican group that …"
HALF = ", ".join(["one, two and three"] * 5)
"""Twenty words."""
LONG = f"Count {HALF}, then count {HALF[:-20]}."
"""More than 30 words."""


def _summary(words: str, language: str = "en") -> dict[str, Change]:
    """Return the change of the summary of the paper, in a library in a language."""
    return {
        CATALOGUE: FILES[CATALOGUE].replace("Holds what you write on it.", words),
        "mkdocs.yml": FILES["mkdocs.yml"].replace("languages: [en]", f"languages: [{language}]"),
    }


def _theme(summary: str) -> dict[str, Change]:
    lines = FILES[THEME].splitlines(keepends=True)
    return {THEME: "".join(f"summary: {summary}\n" if line.startswith("summary:") else line for line in lines)}


def _framework(old: str, new: str) -> dict[str, Change]:
    return {FRAMEWORK: (old, new)}


def _line(words: str) -> int:
    """Return the line of the framework on which some words stand."""
    return FILES[FRAMEWORK].partition(words)[0].count("\n") + 1


def _help(text: str) -> dict[str, Change]:
    head = "---\ntitle: Help now\nsummary: What to do first.\nreviewed: 2026-05-01\nhelplines: {phone: []}\n---\n"
    return {HELP: f"{head}## A phone was taken {{#phone}}\n\n{text}\n"}


SAMPLES: dict[str, list[Sample]] = {
    "summary-opening": [
        bad("a question", _summary("Out of paper? This mill makes it."), f"{AT} ({A_THING})"),
        bad("a question in quotes", _summary("“Where is paper?” A mill answers."), AT),
        bad("a question in Arabic", _summary("أين الورق؟ هنا.", "es"), AT),
        bad("you", _summary("You can write on it."), AT),
        bad("it, with an apostrophe", _summary("It’s made of wood."), AT),
        bad("here, in Spanish", _summary("Aquí se hace papel.", "es"), AT),
        bad("it, in French", _summary("C’est du papier.", "fr"), AT),
        bad("your, in Portuguese", _summary("Seu papel fica aqui.", "pt"), AT),
        bad("a condition of a resource", _summary("If you draw, this holds the lines."), AT),
        bad(
            "a theme that opens with a question",
            _theme("Who draws? How to draw maps."),
            f"{THEME}:3:10 summary-opening (begin with what the page is about)",
        ),
        good("what it is, and a question behind", _summary("Paper of a mill. Who needs it?")),
        good("a short name that is written like a pronoun", _summary("IT paper for offices.")),
        good("a word that begins like one", _summary("Itineraries on paper.")),
        good("the article in Spanish", _summary("El papel de un molino.", "es")),
        good("here, in another language", _summary("Ici is the name of a mill.")),
        good("a condition as the subject of a page", _theme("If a map is copied, what to do.")),
        good("a language without words of its own", _summary("Nje Papier von einer Mühle.")),
    ],
    "long-sentence": [
        bad(
            "behind another sentence",
            _framework("See what they leave out.", f"See what they *leave* out. {LONG}"),
            f"{FRAMEWORK}:{_line('See what they')}:28 long-sentence (at most 30: make two sentences of it)",
        ),
        bad(
            "an option",
            _framework("- table: A table", f"- table: {LONG}"),
            f"{FRAMEWORK}:{_line('- table: A')}:3 long-sentence",
        ),
        bad("the help page, in an item", _help(f"1. Sit.\n2. {LONG}"), f"{HELP}:10:4 long-sentence"),
        bad(
            "a small letter behind a full stop",
            _help(LONG.replace(", then", ", e.g. then")),
            f"{HELP}:9:1 long-sentence",
        ),
        good("thirty words", _help(f"{' '.join(['word'] * 29)} word.")),
        good("two sentences", _help(LONG.replace(", then count", ". Then count"))),
        good("a reference that opens a sentence", _help(f"{HALF}. [[paper]] {HALF}.")),
        good("signs between words", _help(f"{' – '.join(['word'] * 30)}.")),
        good("a list", _help("\n".join(f"- {HALF}" for _ in range(3)))),
        good("sentences that end in other ways", _help(f"{HALF}! {HALF}? {HALF}… Then {HALF}।")),
        good("a language without blanks", _help("把手机关掉，" * 40)),
        good("a theme", {THEME: FILES[THEME] + f"\n{LONG}\n"}),
    ],
    "step-question": [
        bad(
            "a question",
            _framework("## Look at other maps {#look}", "## Are there other maps? {#look}"),
            f"{FRAMEWORK}:{_line('## Look at')}:1 step-question (begin with a verb: what to do)",
        ),
        good("the questions of a framework", {}),
    ],
}
