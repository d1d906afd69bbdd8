"""What a writer may write: texts that are mostly right, in which many things stand inside others.

Words in capitals are filled in by ``mutations.changed``: WORD becomes a word that stands once in the library, MARK and
NEXT a name of their own for each text, and ``@path@`` the way from the text to a file of the library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

Choice = TypeVar("Choice")


def any_of(choices: Sequence[Choice]) -> SearchStrategy[Choice]:
    """Return one of some choices, as ``sampled_from``, which lists them all in its name: that gets too long."""
    return st.integers(0, len(choices) - 1).map(choices.__getitem__)


MAP = "@docs/images/map.png@"
PLACES = (
    *("@guides/how-to/draw.md@", "@guides/how-to/draw.md@#risks", "@guides/how-to/draw.md@#steps", "@docs/index.md@"),
    *("@guides/frameworks/paper-or-pencil.md@", "@guides/frameworks/paper-or-pencil.md@#draws"),
    *("@guides/frameworks/paper-or-pencil.md@#look", "@guides/frameworks/paper-or-pencil.md@#f-look"),
    *("@guides/research/writing-tools.md@#options", "@guides/case-studies/river.md@#problem", "@resources.yml@"),
    *("@docs/themes/mapping.md@", "@guides/glossary/north.md@", "@guides/glossary/legend.md@#north"),
    *("@guides/collections/start.md@", "@docs/updates/hello.md@", "@docs/updates/year.md@", "@docs/support.md@"),
    *("@guides/how-to/old.md@", "@guides/how-to/old.md@#risks", "@guides/how-to/later.md@", "@docs/files/plan.pdf@"),
    *("@docs/files/plan.pdf@#page=2", MAP, "@docs/images/map.png@#x", "#MARK", "#MARK", "#MARK", "#risks", "#steps"),
    *("#MARK", "#content", "#top", "#os-top", "#fn:1", "#north", "#risks-1"),
)
WEB = (
    *("https://example.org/", "https://example.org/it's-here", "https://example.org/?a=1&amp;b=2&copy=3"),
    *("HTTPS://EXAMPLE.ORG/A", "Https://example.org", "https://example.org/a_(b)_c", "https://example.org/#/x"),
    *("https://example.org/#a%20b", "https://example.org/caf\u00e9?\u00fc=\u00e4", "https://example.org:8443/~x/*y*"),
    *("https://example.org/%C3%A9", "https://example.org/a;b,c", "https://example.org/a|b", "https://example.org/x$y"),
    *("https://example.org?q", "https://example.org/&#x41;", "MailTo:info@example.org?subject=x", "TEL:+1-555-0100"),
    *("https://example.org/%5B1%5D", "https://b\u00fccher.example/"),
)
REFERENCES = (
    *("[[paper]]", "[[pencil|WORD]]", "[[theme/mapping]]", "[[mapping|WORD]]", "[[legend]]", "[[north|WORD north]]"),
    *("[[draw]]", "[[paper-or-pencil]]", "[[start]]", "[[hello]]", "[[year]]", "[[river|WORD & WORD]]", "[[support]]"),
    *("[[index]]", "[[scale|*WORD*]]", "[[writing-tools|`WORD`]]", "[[guide/draw|<WORD>]]", "[[term/north]]"),
    *("[[old]]", "[[later]]", "[[old-term]]", "[[ paper | WORD ]]", "[[resource/pencil|a &amp; WORD]]"),
)
_WORDS = (
    *("WORD", "WORD", "*WORD*", "**WORD** _WORD_", "~~WORD~~", "`WORD`", "`` ` WORD ``", "<kbd>WORD</kbd>", "WORD\\*"),
    *(
        "H<sub>2</sub>WORD",
        "<mark>*WORD*</mark>",
        "<ins>WORD [[paper]]</ins>",
        "&lt;WORD&gt;",
        "&amp;amp; WORD",
        "\\\\",
    ),
    *(
        "legend WORD key LGD north",
        "**north**",
        "LGD",
        "keys",
        "`key`",
        "\u05e9\u05dc\u05d5\u05dd WORD",
        "\u0645\u0631",
    ),
    *("\U0001f600 WORD", "a\u00a0b", "&nbsp;WORD", "x&shy;y", "&copy; &#169; WORD", "1 < 2 & 3 > 2", "WORD_WORD_WORD"),
    *("[^MARK]", "[^MARK]", "[^MARK] [^MARK]", "[^NEXT]", "[WORD][MARK]", "[WORD][]", "[MARK]", "[^MARK]: WORD"),
    *("![WORD](" + MAP + ")", '![WORD "WORD"](' + MAP + ' "T")', "![WORD [^MARK]](" + MAP + ")"),
    *("[![WORD](" + MAP + ")](https://example.org/)", "[**WORD** `WORD`](https://example.org/)", "![WORD][MARK]"),
    *("[[1]](https://example.org/)", "[[paper]][^MARK]", "*[[paper|WORD]]*", "**[[legend]]**", "~~[WORD](#MARK)~~"),
    *("WORD  \nWORD", "WORD\\\nWORD", "WORD\nWORD", "W" * 300, "\u0130stanbul \u00df WORD", "\u5317\u4eac", "e\u0301"),
)
words = st.one_of(
    any_of(_WORDS),
    any_of(_WORDS),
    any_of(REFERENCES),
    st.builds("[WORD]({})".format, any_of(PLACES)),
    st.builds("[{}](#MARK)".format, st.sampled_from(["WORD", "*WORD*", "legend", "north WORD"])),
    st.builds("[WORD]({})".format, any_of(WEB)),
    st.builds("<{}>".format, any_of(WEB)),
    any_of(WEB),
)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)
_flat = lines.map(lambda text: text.replace("\\\n", " ").replace("\n", " "))
_cell = _flat.map(lambda text: text.replace("|", "\\|"))

_TITLES = (
    *("Risks", "Content", "WORD", "Section", "Steps", "risks 1", "F draws", "On this page", "Questions", "Used in"),
    *("*WORD*", "`WORD`", "[[paper]]", "[[north|WORD]]", "WORD[^MARK]", "[WORD](https://example.org/)", "North"),
    *(
        "![WORD](" + MAP + ")",
        "\u05e9\u05dc\u05d5\u05dd",
        "\u5317 WORD",
        "\U0001f600",
        "!",
        "1",
        "legend WORD",
        "&amp;",
    ),
    *("WORD <kbd>WORD</kbd>", "H<sub>2</sub>O", "fn:1", "OS top", "os-top", "A & B", "A  B", "WORD \\#", "W" * 250),
)
_IDS = (
    *("", "", "", "", " {#MARK}", " {#MARK}", " {#risks-1}", " {#Risks}", " {#section}", " {#content}", " {#x.y:z}"),
    *(" {#f-draws}", " {#draws}", " {#-}", " {#1}", " {#\u05e9}", " {#os}", " {#_}", " {#search}", " {#top}", " ##"),
)
titles = st.one_of(any_of(_TITLES), any_of(_TITLES), _flat)
headings = st.one_of(
    st.builds("{} {}{}".format, st.sampled_from(["##", "##", "##", "###", "####"]), titles, any_of(_IDS)),
    st.builds("{}{}\n---".format, titles, any_of(_IDS)),
)


def indented(text: str, sign: str = "    ") -> str:
    """Indent every line of a text that is not empty."""
    return "\n".join(
        (sign + line).rstrip() if sign.strip() else sign + line if line else "" for line in text.split("\n")
    )


def item(sign: str, text: str) -> str:
    """Make a text an item of a list."""
    return sign + indented(text, " " * len(sign)).lstrip(" ")


_MEANT = st.sampled_from(["question", "question", "pitfall", "saving", "homework", "note", "warning"])
_GIVEN = st.one_of(st.just(""), st.just(""), _flat.filter(lambda text: '"' not in text).map(' "{}"'.format))


def holders(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """Return blocks that hold others."""
    body = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    callout = st.builds(
        lambda sign, kind, title, text, blank: f"{sign} {kind}{title}\n{blank}{indented(text)}",
        *(st.sampled_from(["!!!", "!!!", "???", "???+"]), _MEANT, _GIVEN, body, st.sampled_from(["", "\n"])),
    )
    return st.one_of(
        callout,
        callout,
        st.builds(
            lambda kind, text: f"> [!{kind}]\n{indented(text, '> ')}",
            st.sampled_from(["NOTE", "tip", "WARNING", "CAUTION", "IMPORTANT"]),
            body,
        ),
        body.map(lambda text: indented(text, "> ")),
        st.builds(item, st.sampled_from(["- ", "* ", "1. ", "7) ", "- [ ] ", "- [x] "]), body),
        st.builds(
            lambda sign, first, second, gap: f"{item(sign, first)}{gap}{item(sign, second)}",
            *(st.sampled_from(["- ", "1. ", "- [x] "]), inner, body, st.sampled_from(["\n", "\n\n"])),
        ),
        st.builds(lambda word, text: f"{word}\n{item(':   ', text)}", _flat, body),
    )


_tables = st.builds(
    lambda a, b, c, d, sign: f"| {a} | {b} |\n| {sign} | --- |\n| {c} | {d} |",
    *(_cell, _cell, _cell, _cell, st.sampled_from(["---", ":-:", "--:"])),
)
_plain = st.one_of(
    lines,
    lines,
    headings,
    _tables,
    st.builds("```{}\n{}\n```".format, st.sampled_from(["", "py", "text"]), lines),
    st.sampled_from(["***", "    WORD", "- a\n- WORD\n    - WORD", "WORD\n: WORD\n: WORD", "> WORD\nWORD"]),
)
pieces = st.recursive(_plain, holders, max_leaves=7)
_ENDS = ("{}", "{}", "{}", "> {}", "!!! note\n    {}", "- WORD\n\n  {}")


def _finished(text: str, note: str, end: str, address: str) -> str:
    """Add what a text refers to: its notes, its link definition and its heading."""
    for name in ("MARK", "NEXT"):
        if f"[^{name}]" in f"{text}{note}" and f"[^{name}]:" not in text:
            text += "\n\n" + indented(end.format(f"[^{name}]: {indented(note).lstrip(' ')}"), "")
            note = "WORD"
    if "][MARK]" in text or "[MARK]" in text.replace("[^", ""):
        text += f"\n\n[MARK]: {address}"
    if "#MARK" in text and "{#MARK}" not in text:
        text += "\n\n## WORD {#MARK}"
    return text


texts = st.builds(
    _finished,
    st.lists(pieces, min_size=1, max_size=4).map("\n\n".join),
    st.one_of(st.just("WORD"), lines, pieces),
    st.sampled_from(_ENDS),
    any_of([*WEB, *PLACES]),
)
"""A text, with the notes, definitions and headings that it refers to."""

OPTIONS = (
    *(
        "- wall: WORD & WORD",
        "- wall: A &lt;wall&gt; WORD",
        "- wall: WORD: WORD",
        "- wall: a \\* WORD",
        "- wall: legend",
    ),
    *(
        "- wall: WORD\n  WORD",
        "* wall: WORD",
        "- wall: WORD\n",
        "- wall:  WORD",
        "- WORD\n- wall: WORD",
        "- wall: &amp;",
    ),
    *("- wall: *WORD*", "- wall: [[paper]]", "- wall: WORD\n\n    WORD", "1. wall: WORD", "> - wall: WORD", "wall: x"),
    *("- wall: <kbd>W</kbd>", "- wall: https://example.org/", "- wall: ![WORD](" + MAP + ")", "- `wall`: WORD"),
    *(
        "- wall: \u05e9\u05dc\u05d5\u05dd WORD",
        "- wall: " + "W" * 300,
        "- [ ] wall: WORD",
        "+ wall: WORD",
        "- wall: WORD\\\n  WORD",
    ),
)
SECTIONS = (
    *("## WORD {#look}", "## *WORD* {#look}", "## [[paper]] {#look}", "## legend & <kbd>WORD</kbd> {#look}"),
    *("## [WORD](https://example.org/) {#look}", "WORD {#look}\n---", "> ## WORD {#look}", "### WORD {#look}"),
    *("- ## WORD {#look}", "!!! note\n    ## WORD {#look}", "# WORD {#look}", "## WORD {#look}\n\n## WORD {#look}"),
    *("## ![WORD](" + MAP + ") {#look}", "## \u05e9\u05dc {#look}", "## `WORD` {#look} ##", "##   WORD\t{#look}"),
    *("## {#look}", "## WORD {#look}\n\n### Risks\n\n### Risks\n\nWORD", "WORD\n: ## WORD {#look}"),
    *("## WORD {#look}\n\n### f-buy\n\nWORD", "## WORD {#look}\n\n#### buy {#buy-1}\n\nWORD"),
)
