"""Samples of the rules of ``check/markup.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import bad, good
from openshelf.model.engine_settings import HOOK
from support import FILES

if TYPE_CHECKING:
    from check.samples import Sample
    from support import Change

SETTINGS, HOW_TO, FRAMEWORK = "mkdocs.yml", "guides/how-to/draw.md", "guides/frameworks/paper-or-pencil.md"
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
"""What samples replace in the how-to guide: line 11 of the file."""
CATALOGUE, NEWS = "resources.yml", "docs/updates/hello.md"
LINES = FILES[SETTINGS].count("\n")
MARKDOWN = "write it in Markdown, or put it between backticks"


NOTES = """\
TODO ask Amina

- TODO add this
- [ ] TODO – check

> A. TODO vérifier (TODO revisar)

1. TODO

TODO …"""


def draft(path: str, steps: str) -> dict[str, Change]:
    """Return the change that makes a draft of a how-to guide, with other steps."""
    return {path: FILES[path].replace("themes:", "draft: yes\nthemes:").replace(STEPS, steps)}


SAMPLES: dict[str, list[Sample]] = {
    "raw-html": [
        good(
            "a tag in the words for a picture, where it is text",
            {
                "docs/images/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n',
                HOW_TO: (STEPS, f"{STEPS}\n\n![a sketch of <trust>](../../docs/images/map.svg)"),
            },
        ),
        bad(
            "a script",
            {HOW_TO: (STEPS, "Hello <script>alert(1)</script>")},
            f"{HOW_TO}:11:7 raw-html ({MARKDOWN})",
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
        ),
        bad(
            "a table, which is one mistake, and bold words behind it",
            {HOW_TO: (STEPS, "<table><tr><td>a</td></tr></table>\n\nA <b>b</b>.")},
            f"{HOW_TO}:11:1 raw-html (write | Head | Head |, then | --- | --- |, then a line a row)",
            f"{HOW_TO}:13:3 raw-html (write **words**)",
        ),
        bad(
            "a folded block with Markdown inside",
            {HOW_TO: (STEPS, "<details>\n<summary>a</summary>\n\n- b\n\n</details>")},
            f'{HOW_TO}:11:1 raw-html (write ??? note "Title", and the text below it, indented by four spaces)',
        ),
        bad(
            "a box",
            {HOW_TO: (STEPS, '<div class="admonition">\na\n</div>')},
            f'{HOW_TO}:11:1 raw-html (write !!! note "Title", and the text below it, indented by four spaces)',
        ),
        bad("the end of what nothing starts", {HOW_TO: (STEPS, "a</p>")}, f"{HOW_TO}:11:2 raw-html"),
        bad("a tag over two lines", {HOW_TO: (STEPS, 'A <b\nclass="x">')}, f"{HOW_TO}:11:3 raw-html"),
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
            "a line in a list that is indented, but no code",
            {HOW_TO: (STEPS, "- a\n\n    <b>x")},
            f"{HOW_TO}:13:5 raw-html",
        ),
        bad(
            "a tag in a quote, a box, a cell and a note",
            {
                HOW_TO: (
                    STEPS,
                    "> a\n> <i>b\n\n!!! note\n    <i>c\n\n| a | b |\n| - | - |\n| \\| | <i> |\n\nd[^1]\n\n[^1]: <i>",
                )
            },
            *[f"{HOW_TO}:{at} raw-html (write *words*)" for at in ("12:3", "15:5", "19:8", "23:7")],
        ),
        good("a tag that nothing closes is text", {HOW_TO: (STEPS, "A <img src=x onerror=y")}),
        good(
            "code below an option of a framework",
            {FRAMEWORK: ("- not-at-all: No, not at all", "- not-at-all: No, not at all\n```\na\n\n<b>\n```")},
        ),
        good("code in a list", {HOW_TO: (STEPS, "- a\n\n        <b>x")}),
        good("a tag in code", {HOW_TO: (STEPS, "Write `<script>` and\n\n```\n<b>x</b>\n```\n")}),
        good("a tag in code on two lines", {HOW_TO: (STEPS, "Write `<a\nhref=x>` for a link.")}),
        good("a tag in indented code", {HOW_TO: (STEPS, "Write:\n\n    <b>x</b>\n")}),
        good(
            "tags in the code of lists and tables",
            {HOW_TO: (STEPS, "- `<b>`\n- `<i>`\n\na | b\n--- | ---\n`<b>` | `c`")},
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
            f"{HOW_TO}:11:7 html-comment (delete it, or put it after a # in the front matter)",
        ),
        bad("an empty one", {HOW_TO: (STEPS, f"{STEPS}\n<!-->")}, f"{HOW_TO}:12:1 html-comment"),
        bad(
            "one that nothing closes, so that nothing below it is read",
            {HOW_TO: (STEPS, "a\n\n<!-- a")},
            f"{HOW_TO}:13:1 html-comment",
            *[f"{HOW_TO}:20:1 missing-section"] * 3,
        ),
        bad(
            "one in an element",
            {HOW_TO: (STEPS, "<div>\n<!-- a -->\n</div>")},
            f"{HOW_TO}:11:1 raw-html",
            f"{HOW_TO}:12:1 html-comment",
        ),
        good("a comment in code", {HOW_TO: (STEPS, "Write `<!-- a -->`.")}),
        good("an arrow", {HOW_TO: (STEPS, "a <-- b --> c <- d")}),
    ],
    "left-over": [
        bad(
            "a merge conflict",
            {HOW_TO: (STEPS, "<<<<<<< mine\na\n>>>>>>> theirs")},
            f"{HOW_TO}:11:1 left-over (finish it or delete the mark)",
            f"{HOW_TO}:13:1 left-over",
        ),
        bad("a proposed change", {HOW_TO: (STEPS, "We {++ never ++}do.")}, f"{HOW_TO}:11:4 left-over"),
        bad("a comment for a colleague", {HOW_TO: (STEPS, "We do.{>> sure? <<}")}, f"{HOW_TO}:11:7 left-over"),
        bad(
            "a note", {HOW_TO: (STEPS, "TODO: ask them. [TK price]")}, *[f"{HOW_TO}:11:{n} left-over" for n in (1, 17)]
        ),
        bad("text that fills", {HOW_TO: (STEPS, "Lorem ipsum dolor.")}, f"{HOW_TO}:11:1 left-over"),
        bad(
            "notes without a colon, at the start of a line, an item, a sentence and in brackets",
            {HOW_TO: (STEPS, NOTES)},
            *[f"{HOW_TO}:{at} left-over" for at in ("11:1", "13:3", "14:7", "16:6", "16:21", "18:4", "20:1")],
        ),
        bad(
            "notes in the front matter and in the catalogue",
            {NEWS: ("We are here.", "TODO"), CATALOGUE: ("The wood", "TODO ask Amina")},
            f"{NEWS}:3:10 left-over (finish it or delete the mark)",
            f"{CATALOGUE}:19:14 left-over",
        ),
        bad(
            "a conflict in a draft",
            draft(HOW_TO, ">>>>>>> theirs\n\nTODO ask Amina"),
            f"{HOW_TO}:12:1 left-over",
        ),
        good("notes in a draft", draft(HOW_TO, "TODO: ask Amina. Lorem ipsum. {++ more ++}")),
        good("a note for colleagues behind a #", {NEWS: ("title: Hello", "title: Hello # TODO ask Amina")}),
        *[
            good(f"all, in capitals: {words}", {HOW_TO: (STEPS, words)})
            for words in (
                "TODO EL MUNDO lo sabe. TODO lo que haces cuenta. TODO O MUNDO sabe. TODO cambia.",
                "- TODO es política\n- TODO tipo de datos\n- TODO revisado\n\nLo sabemos TODO.",
                "TODO lists help, and so does a TODO app: a TODO add-on, the mark TODO, every TODO check.",
            )
        ],
        good(
            "the word alone, in Spanish",
            {HOW_TO: (STEPS, "¿Qué hay que borrar?\n\nTODO.\n\n- TODO"), SETTINGS: ("[en]", "[es]")},
        ),
        good(
            "a list of things to do", {HOW_TO: (STEPS, "Keep a to-do list, a TODO list or a todo.txt; TK is Tokelau.")}
        ),
        good("code about git", {HOW_TO: (STEPS, "```\n<<<<<<< HEAD\n```\n\n`TODO: x`")}),
        good("sums and dashes", {HOW_TO: (STEPS, "a -- b, {a--b}, C++ and {C++}, ==, todo o mundo, TODO O MUNDO")}),
    ],
    "template-text": [
        bad(
            "the words of an example of a new library",
            {
                HOW_TO: FILES[HOW_TO].replace(
                    STEPS, f"Dites qui fait quoi et pour quand, et comment on revient en arrière.\n\n{STEPS}"
                )
            },
            f"{HOW_TO}:11:1 template-text (write your own words)",
        ),
        bad(
            "a summary, a paragraph and a callout",
            {
                HOW_TO: FILES[HOW_TO]
                .replace(
                    "How to draw a map on paper.", "Say what the reader has at the end, and roughly what it takes."
                )
                .replace(
                    STEPS,
                    f"One step under each heading. Say how the reader knows that it worked.\n\n{STEPS}\n\n"
                    "!!! saving\n    A way to spend less money or time.",
                )
            },
            f"{HOW_TO}:3:1 template-text (write your own words)",
            f"{HOW_TO}:11:1 template-text",
            f"{HOW_TO}:16:5 template-text",
        ),
        bad(
            "in the catalogue",
            {CATALOGUE: ("title: Pencil", "title: Example Tool")},
            f"{CATALOGUE}:16:3 template-text",
        ),
        good(
            "in drafts",
            {
                **draft(HOW_TO, "What can go wrong even if everything is done well."),
                CATALOGUE: FILES[CATALOGUE]
                + FILES[CATALOGUE][FILES[CATALOGUE].index("- id: pencil") :]
                .replace("pencil", "quill")
                .replace("Pencil", "Example Tool")
                + "  draft: yes\n",
            },
        ),
        good("in code", {HOW_TO: (STEPS, "```\nsummary: Say what the reader finds here.\n```")}),
        good("within other words", {HOW_TO: (STEPS, "Pick one. Say whom you write for.")}),
    ],
    "covered-text": [
        bad("a bar", {HOW_TO: (STEPS, "She is ██████.")}, f"{HOW_TO}:11:8 covered-text (write [name withheld])"),
        bad("squares", {HOW_TO: (STEPS, "She is ■■■■.")}, f"{HOW_TO}:11:8 covered-text"),
        good("one square", {HOW_TO: (STEPS, "a ■\nb ■")}),
        good("what was left out", {HOW_TO: (STEPS, "She is [name withheld].")}),
    ],
    "outdated-setting": [
        bad(
            "a list",
            {SETTINGS: FILES[SETTINGS] + "markdown_extensions:\n  - tables\n  - pymdownx.snippets:\n      a: b\n"},
            f"{SETTINGS}:{LINES + 1}:1 outdated-setting (since version 1.0.0: delete it; texts are CommonMark)",
        ),
        bad(
            "one of several keys",
            {
                SETTINGS: FILES[SETTINGS]
                + "theme: {name: openshelf, font: false}\nhooks: [main.py]\n"
                + "markdown_extensions: {md_in_html: {}}\nplugins: []\n",
                "main.py": HOOK,
            },
            f"{SETTINGS}:{LINES + 1}:26 outdated-setting",
            f"{SETTINGS}:{LINES + 3}:1 outdated-setting",
        ),
        good("an empty list", {SETTINGS: FILES[SETTINGS] + "markdown_extensions: []\n"}),
        good("no value", {SETTINGS: FILES[SETTINGS] + "markdown_extensions:\n"}),
        good("plugins", {SETTINGS: FILES[SETTINGS] + "plugins: []\n"}),
    ],
}
