"""Samples of the rules of ``check/stray_markup.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import Sample, bad, good

if TYPE_CHECKING:
    from support import Change

HOW_TO, NEWS, START = "guides/how-to/draw.md", "docs/updates/hello.md", "guides/collections/start.md"
CATALOGUE = "resources.yml"
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
"""What samples replace in the how-to guide: line 11 of the file."""
CALLOUT = 'write !!! note "Title"'
BRACKET = "write [[id]] or [[id|words]] on one line, and in a table [[id\\|words]]"
LINK = "write [words](address), without a space between the brackets, and spaces in the address as %20"
CHATBOT = "delete it, and check the facts beside it"
DASHES = "write - and a space before each item; in a dialogue leave an empty line between speakers"
BRACES = "delete them; after a heading write {#id} without spaces; put braces that you mean between backticks"


def text(written: str) -> dict[str, Change]:
    """Return the change that puts words in the place of the steps."""
    return {HOW_TO: (STEPS, written)}


def stray(what: str, written: str, *said: str) -> Sample:
    """Return a sample of stray markup; ``said`` are its lines, columns and hints."""
    places = [each.partition(" ") for each in said]
    return bad(what, text(written), *[f"{HOW_TO}:{at} stray-markup{blank}{hint}" for at, blank, hint in places])


SAMPLES: dict[str, list[Sample]] = {
    "stray-markup": [
        stray(
            "an item that is none",
            "Take:\n    - paper",
            "12:5 (put it at the left margin, or leave an empty line before it)",
        ),
        stray("steps that are none", "Then:\n2. a\n3. b", "12:1 (leave an empty line before the first one)"),
        stray("dashes of a word processor", "Take:\n– a\n– b", f"12:1 ({DASHES})"),
        stray("a mark of a word processor", "Words<o:p></o:p>.", "11:6 (delete it)", "11:11"),
        stray("what a chatbot leaves", "Maps help. \ue200cite\ue202turn0search3\ue201", f"11:12 ({CHATBOT})"),
        stray("what another one leaves", "Maps help. :contentReference[oaicite:0]{index=0}", f"11:12 ({CHATBOT})"),
        good("turns, and signs of smaller", text("It is your turn0, 5 < o:p > 4, a turn12 and in turn 1 search 3.")),
        stray("its second level", "o\ta\no\tb", f"11:1 ({DASHES})"),
        stray(
            "cells of a spreadsheet", "Name\tCost\nPaper\t3", "11:1 (write a table with | between the cells, or a list)"
        ),
        stray("a callout with one sign", "! pitfall\n    a", '11:1 (write !!! pitfall "Title")'),
        good("speeches", text("— Bonjour.\n\n— Au revoir.\n\n– Hallo.  \n– Ja.\\\n– Nein.\n\n—Hola —dijo—.\n—Adiós.")),
        good("degrees and years", text("–5 °C in winter and\n–2 °C in spring, 1990–2020")),
        good("a tab in a line", text("Cost:\t5\nand more\n\n! Attention\n")),
        stray("bullets", "• a\n◦ b", "11:1 (write - and a space before each item)", "12:1"),
        stray(
            "a row",
            "| a | b |",
            "11:1 (below the head write a line with --- for each cell, without an empty line; "
            "write a bar in a cell as \\|)",
        ),
        stray("a heading without a blank", "##Steps", "11:1 (write ## Words)"),
        stray("seven levels", "####### Steps", "11:1 (write ## Words)"),
        stray("half a callout", "!!note a", f"11:1 ({CALLOUT})"),
        stray("half a callout in a quote", "> a\n> !!note a", f"12:3 ({CALLOUT})"),
        stray("tabs", '=== "Linux"\n    Words.', "11:1 (write a heading for each)"),
        stray("a box between colons", "::: warning\nWords.\n:::", f"11:1 ({CALLOUT})"),
        stray(
            "a box of another kind", "> [!DANGER]\n> a", f"11:3 (write > [!NOTE] alone on its line, or {CALLOUT[6:]})"
        ),
        stray("a box to tick in no list", "[ ] a\n[x] b", "11:1 (write - [ ] and the words)", "12:1"),
        stray("a box to tick without its blank", "- [] a", "11:3 (write - [ ] and the words)"),
        stray(
            "an abbreviation",
            "*[HTML]: a language",
            "11:1 (write a term in guides/glossary/, or spell it out)",
        ),
        stray("an outline", "[TOC]", "11:1 (delete it)"),
        stray("a note with a blank", "a[^ 1]", "11:2 (write [^name])"),
        stray("a picture with a blank", "![a](b c.png)", "11:1 (write spaces in its address as %20)"),
        stray("one bracket at the end", "Take [[paper].", f"11:6 ({BRACKET})"),
        stray("one bracket at the start", "Take [paper]].", f"11:12 ({BRACKET})"),
        bad(
            "a bar that ends the cell",
            text("| a | b |\n| --- | --- |\n| c | [[paper|it]] |"),
            f"{HOW_TO}:13:7 stray-markup (write [[paper\\|it]])",
        ),
        stray("a link with a blank in its address", "[a](https://a.org/b c)", f"11:3 ({LINK})"),
        stray("a link on two lines", "[x](java\nscript:alert)", f"11:3 ({LINK})"),
        stray("a link with a blank between its brackets", "[a] (https://a.org/) [b] (c.md)", f"11:3 ({LINK})", "11:24"),
        stray("brackets the wrong way round", "(a)[https://a.org/b]", "11:3 (write [words](address))"),
        stray("a link to nothing", "See [the guide][guide].", "11:15 (write [words](address))"),
        stray("words struck out with blanks", "a ~~ b", "11:3 (write ~~words~~ without spaces inside)"),
        stray("a highlight", "==a b==", "11:1 (write **words**)"),
        stray("an insertion", "^^a b^^", "11:1 (write <ins>words</ins>)"),
        stray(
            "stars with blanks inside",
            "** a **",
            "11:1 (write **words** without spaces inside, and with spaces around)",
        ),
        stray(
            "stars without partners", "**a b.", "11:1 (write **words** without spaces inside, and with spaces around)"
        ),
        stray("backticks without partners", "``a` b", "11:1 (close the code with as many as open it)"),
        stray("an id on a paragraph", "Words. {#a}", f"11:8 ({BRACES})"),
        stray("a class behind an id", "### A {#a .wide}\n\nB", f"11:7 ({BRACES})"),
        stray("a class of the site behind another", "*a*{class='b os-card'}", f"11:4 ({BRACES})"),
        stray("a class of the site", "*a*{.os-button}", f"11:4 ({BRACES})"),
        stray("a handler on a link", "[a](https://a.org/){onclick=x}", f"11:20 ({BRACES})"),
        stray("a handler on code", "`a`{onclick=x}", f"11:4 ({BRACES})"),
        stray("a style below a paragraph", 'A.\n{: style="color: white" }', f"12:1 ({BRACES})"),
        stray("a source in a table", "a | b\n--- | ---\nc {src=x} | d", f"13:3 ({BRACES})"),
        stray("another role", "*a*{role=alert}", f"11:4 ({BRACES})"),
        stray("languages", "*Selam*{lang=am title='Peace'}", f"11:8 ({BRACES})"),
        stray(
            "the name of a sign",
            "Well done :tada:!",
            "11:11 (write the emoji itself, or put its name between backticks)",
        ),
        stray("a formula", "So $a^2$ it is", "11:4 (say it in words, or put it between backticks)"),
        stray(
            "a box of a kind with a hyphen",
            "> [!os-note]\n> a",
            f"11:3 (write > [!NOTE] alone on its line, or {CALLOUT[6:]})",
        ),
        stray("an address without its beginning", "See www.a.org/b.", "11:5 (write [words](https://www.…))"),
        stray("an address of files", "See ftp://a.org/b", "11:5 (link to a page that starts with https://)"),
        stray(
            "in a quote, a list, a box, its title, a heading, a cell and a note",
            '> ==a==\n\n- ==b==\n\n!!! note "==c=="\n    ==d==\n\n### ==e==\n\n| a | b |\n| --- | --- |\n'
            "| \\| | ==f== |\n\ng[^1]\n\n[^1]: ==h==\n\nTerm\n: ==i==",
            *("11:3", "13:3", "15:11", "16:5", "18:5", "22:8", "26:7", "29:3"),
        ),
        stray("behind escapes, entities and code", "\\* &amp; `a` <kbd>b</kbd> ==c==", "11:27"),
        good("lists of every kind", text("Take:\n- a\n* b\n\n3) c\n4) d\n\n  - e\n      - f\n\nThen:\n1. g")),
        good("years and prices at the start of lines", text("It was\n2020. Then came\n2021. A price of\n- 3 or +4.")),
        good(
            "a table, boxes to tick and struck out words",
            text("a | b\n--- | ---\n`c\\|d` | e\n\n- [ ] a\n- [x] ~b~ ~~c~~"),
        ),
        good(
            "boxes and definitions",
            text('!!! note "a"\n    b\n\n??? note\n    c\n\n> [!NOTE]\n> d\n\nA word\n: What it means.'),
        ),
        good("references", text("[[paper]], [[pencil|it]] and [[1]](https://a.org/)")),
        good("a reference in a table", text("| a | b |\n| --- | --- |\n| [[paper\\|it]] | c |")),
        good(
            "everything in code",
            text('`==a== ~~ [[b] :c: {#d} $e$ www.f.org`\n\n```\n• g\n[ ] h\n[TOC]\n```\n\n    === "i"\n    **j'),
        ),
        good(
            "everything behind a backslash",
            text(
                "\\==a== \\~\\~ \\[\\[b\\]\\] \\:c: \\{#d} \\$e$ \\*\\* f \\*\\* \\`\\`g\\` \\[^h]\n\n"
                "\\##i\n\n\\[TOC]\n\n\\!!! j"
            ),
        ),
        good(
            "sums, dashes and dots",
            text("a == b, 2 ** 3, C++, 1 ~ 2, ^, a^^b, `` ` ``, a... [...] --- (a)(b), #1, a#b"),
        ),
        good("braces in a sentence", text("Use {name}, a set {1, 2}, f{x} and {{ name }}.\n\n### Dear {{ name }}")),
        good("times, ratios and prices", text("At 10:30: a:b, 1:2:3, ::, $5 and US$6, 7$, http: and so on")),
        good("brackets in a sentence", text("[sic] a[0], [a](https://a.org/) (b), [name withheld] (in the text)")),
        good(
            "words of links that are addresses",
            text(
                "[www.a.org](https://www.a.org/) [a@example.org](mailto:a@example.org) <b@example.org> https://a.org/@c"
            ),
        ),
        good("handles, packages and hosts", text("@ana@mastodon.example, lodash@4.17.21, 3 @ 5.50, a.www.org, awww.")),
        good("three exclamation marks", text("Really!!! note that!\n\nYes!! and\n!")),
        good("a heading with an id", text("### A #1 {#a}\n\nWords.\n\nB {#b}\n---\n")),
    ],
    "plain-field": [
        bad(
            "a link in a summary",
            {NEWS: ("We are here.", "We are [here](https://a.org/).")},
            f"{NEWS}:3:10 plain-field (write the words only)",
        ),
        bad("a reference in the catalogue", {CATALOGUE: ("The mill", "'[[paper]]'")}, f"{CATALOGUE}:5:14 plain-field"),
        bad("code further in", {START: ("It needs no", "It `needs` no")}, f"{START}:8:10 plain-field"),
        bad("bold words", {NEWS: ("title: Hello", 'title: "**Hello**"')}, f"{NEWS}:2:8 plain-field"),
        good(
            "signs of sums and brackets", {NEWS: ("We are here.", "We [are] 2 * 3 ** 4, ~ a_b_c, <b>, [] (a) and # 1.")}
        ),
        bad(
            "a sign as HTML writes it",
            {NEWS: ("We are here.", "Maps &amp; people.")},
            f"{NEWS}:3:10 plain-field (write the sign itself)",
        ),
        good("a sign as it is", {NEWS: ("We are here.", "Maps & people; R&D.")}),
        good("an address", {NEWS: ("We are here.", "We are at https://a.org/_b_ here.")}),
    ],
}
