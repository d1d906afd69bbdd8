"""Samples of the rules of ``check/markup.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import bad, good
from support import FILES

if TYPE_CHECKING:
    from check.samples import Sample

SETTINGS, HOW_TO, FRAMEWORK = "mkdocs.yml", "guides/how-to/draw.md", "guides/frameworks/paper-or-pencil.md"
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
"""What samples replace in the how-to guide: line 11 of the file."""
LINES = FILES[SETTINGS].count("\n")
MARKDOWN = "write it in Markdown, or put it between backticks"
BRACES = "delete it, or put it between backticks"

SAMPLES: dict[str, list[Sample]] = {
    "raw-html": [
        bad(
            "a script",
            {HOW_TO: (STEPS, "Hello <script>alert(1)</script>")},
            f"{HOW_TO}:11:7 raw-html ({MARKDOWN})",
            f"{HOW_TO}:11:23 raw-html ({MARKDOWN})",
        ),
        bad(
            "an image",
            {HOW_TO: (STEPS, '<img src="x">')},
            f"{HOW_TO}:11:1 raw-html (write ![what it shows](../images/name.png))",
        ),
        bad(
            "a video",
            {HOW_TO: (STEPS, "<IFRAME src='https://a.org/'></IFRAME>")},
            f"{HOW_TO}:11:1 raw-html (link to the video or page instead)",
            f"{HOW_TO}:11:30 raw-html",
        ),
        bad("a tag over two lines", {HOW_TO: (STEPS, 'A <b\nclass="x">')}, f"{HOW_TO}:11:3 raw-html"),
        bad("a tag that nothing closes", {HOW_TO: (STEPS, "A <img src=x onerror=y")}, f"{HOW_TO}:11:3 raw-html"),
        bad("instructions", {HOW_TO: (STEPS, "A <?php x ?>")}, f"{HOW_TO}:11:3 raw-html"),
        bad(
            "declarations",
            {HOW_TO: (STEPS, "<!doctype a> <![CDATA[a] ]>")},
            *[f"{HOW_TO}:11:{n} raw-html" for n in (1, 14)],
        ),
        bad("a harmless tag with a handler", {HOW_TO: (STEPS, '<kbd onclick="x">')}, f"{HOW_TO}:11:1 raw-html"),
        bad(
            "a backtick that starts no code, because the item ends first",
            {HOW_TO: (STEPS, "- `a\n- <b>` c")},
            f"{HOW_TO}:12:3 raw-html",
        ),
        bad(
            "indented lines in a list are no code",
            {HOW_TO: (STEPS, "- a\n\n        <b>x")},
            f"{HOW_TO}:13:9 raw-html",
        ),
        bad(
            "a fence of which an option takes the start",
            {FRAMEWORK: ("- not-at-all: No, not at all", "- not-at-all: No\n```\na\n\n<b>\n```")},
            f"{FRAMEWORK}:39:3 framework-prose",
            f"{FRAMEWORK}:43:1 raw-html",
        ),
        good("a tag in code", {HOW_TO: (STEPS, "Write `<script>` and\n\n```\n<b>x</b>\n```\n")}),
        good("a tag in code on two lines", {HOW_TO: (STEPS, "Write `<a\nhref=x>` for a link.")}),
        good("a tag in indented code", {HOW_TO: (STEPS, "Write:\n\n    <b>x</b>\n")}),
        good(
            "tags in the code of lists and tables", {HOW_TO: (STEPS, "- `<b>`\n- `<i>`\n\na | b\n- | -\n`<b>` | `c`")}
        ),
        good("harmless tags", {HOW_TO: (STEPS, "H<sub>2</sub>O, <kbd>Enter</kbd><br>")}),
        good("signs of arithmetic", {HOW_TO: (STEPS, "a < b, 3 <4, x<5 and y > 2, <3, if a<b")}),
        good("entities and templates are words", {HOW_TO: (STEPS, "&lt;b&gt; {{ name }} and {% if %} and --8<-- 'a'")}),
        good("addresses between angle brackets", {HOW_TO: (STEPS, "<https://example.org/>")}),
    ],
    "html-comment": [
        bad(
            "a name in a comment",
            {HOW_TO: (STEPS, "Hello <!-- a name -->")},
            f"{HOW_TO}:11:7 html-comment (delete it, or put it behind a # in the front matter)",
        ),
        bad("an empty one", {HOW_TO: (STEPS, "<!-->")}, f"{HOW_TO}:11:1 html-comment"),
        bad("one that nothing closes", {HOW_TO: (STEPS, "a\n\n<!-- a")}, f"{HOW_TO}:13:1 html-comment"),
        good("a comment in code", {HOW_TO: (STEPS, "Write `<!-- a -->`.")}),
        good("an arrow", {HOW_TO: (STEPS, "a <-- b --> c <- d")}),
    ],
    "attribute-list": [
        bad(
            "a class of the site behind another",
            {HOW_TO: (STEPS, "*a*{class='b os-card'}")},
            f"{HOW_TO}:11:5 attribute-list ({BRACES})",
        ),
        good(
            "braces as text, and a table in another place",
            {HOW_TO: (STEPS, "Use {name} here.\n\na | b\n--- | ---\nc | d\n\nAnd {name} there.")},
        ),
        good("a class that ends alike", {HOW_TO: (STEPS, "*a*{.macos-only class='photos-card'}")}),
        bad(
            "a handler on a link",
            {HOW_TO: (STEPS, "[a](https://a.org/){onclick=x}")},
            f"{HOW_TO}:11:21 attribute-list ({BRACES})",
        ),
        bad(
            "a style below a paragraph",
            {HOW_TO: (STEPS, 'A.\n{: style="color: white" }')},
            f"{HOW_TO}:12:4 attribute-list",
        ),
        bad("hidden words", {HOW_TO: (STEPS, "*a name*{hidden}")}, f"{HOW_TO}:11:9 attribute-list"),
        bad("a source in a table", {HOW_TO: (STEPS, "a | b\n- | -\nc {src=x} | d")}, f"{HOW_TO}:13:4 attribute-list"),
        bad(
            "a template that a heading would eat",
            {HOW_TO: (STEPS, "### Dear {{ name }}")},
            f"{HOW_TO}:11:10 attribute-list",
        ),
        bad("a class of the site", {HOW_TO: (STEPS, "*a*{.os-button}")}, f"{HOW_TO}:11:5 attribute-list"),
        bad("a handler on code", {HOW_TO: (STEPS, "```{.py onclick=x}\na\n```")}, f"{HOW_TO}:11:9 attribute-list"),
        bad("another role", {HOW_TO: (STEPS, "*a*{role=alert}")}, f"{HOW_TO}:11:5 attribute-list"),
        bad(
            "a class of a callout",
            {HOW_TO: (STEPS, "!!! note md-hidden\n    A.")},
            f'{HOW_TO}:11:5 attribute-list (write !!! note "Title")',
        ),
        good("ids and languages", {HOW_TO: (STEPS, "### A {#a}\n\n*Selam*{lang=am title='Peace'} {: .wide }")}),
        good("braces in a sentence", {HOW_TO: (STEPS, "Use {name} and {a=b}, a set {1, 2} and f{x}")}),
        good("braces in code", {HOW_TO: (STEPS, "Use `*a*{onclick=x}`.")}),
        good("braces with a backslash", {HOW_TO: (STEPS, "*a*\\{onclick=x}")}),
    ],
    "left-over": [
        bad(
            "a merge conflict",
            {HOW_TO: (STEPS, "<<<<<<< mine\na\n>>>>>>> theirs")},
            f"{HOW_TO}:11:1 left-over (finish it and delete the mark)",
            f"{HOW_TO}:13:1 left-over",
        ),
        bad("a proposed change", {HOW_TO: (STEPS, "We {++ never ++}do.")}, f"{HOW_TO}:11:4 left-over"),
        bad("a comment for a colleague", {HOW_TO: (STEPS, "We do.{>> sure? <<}")}, f"{HOW_TO}:11:7 left-over"),
        bad(
            "a note", {HOW_TO: (STEPS, "TODO: ask them. [TK price]")}, *[f"{HOW_TO}:11:{n} left-over" for n in (1, 17)]
        ),
        bad("text that fills", {HOW_TO: (STEPS, "Lorem ipsum dolor.")}, f"{HOW_TO}:11:1 left-over"),
        good(
            "a list of things to do", {HOW_TO: (STEPS, "Keep a to-do list, a TODO list or a todo.txt; TK is Tokelau.")}
        ),
        good("code about git", {HOW_TO: (STEPS, "```\n<<<<<<< HEAD\n```\n\n`TODO: x`")}),
        good("sums and dashes", {HOW_TO: (STEPS, "a -- b, {a--b}, C++ and {C++}, ==, todo o mundo, TODO O MUNDO")}),
    ],
    "covered-text": [
        bad("a bar", {HOW_TO: (STEPS, "She is ██████.")}, f"{HOW_TO}:11:8 covered-text (write [name withheld])"),
        bad("squares", {HOW_TO: (STEPS, "She is ■■■■.")}, f"{HOW_TO}:11:8 covered-text"),
        good("one square", {HOW_TO: (STEPS, "■ a\n■ b")}),
        good("what was left out", {HOW_TO: (STEPS, "She is [name withheld].")}),
    ],
    "risky-extension": [
        bad(
            "files in texts",
            {SETTINGS: FILES[SETTINGS] + "markdown_extensions:\n  - tables\n  - pymdownx.snippets:\n      a: b\n"},
            f"{SETTINGS}:{LINES + 3}:5 risky-extension",
        ),
        bad(
            "HTML in texts",
            {SETTINGS: FILES[SETTINGS] + "markdown_extensions: {md_in_html: {}}\n"},
            f"{SETTINGS}:{LINES + 1}:35 risky-extension",
        ),
        good(
            "those of this library",
            {SETTINGS: FILES[SETTINGS] + "markdown_extensions:\n  - footnotes\n  - toc: {a: b}\n"},
        ),
        good("full names", {SETTINGS: FILES[SETTINGS] + "markdown_extensions: [markdown.extensions.tables]\n"}),
    ],
}
