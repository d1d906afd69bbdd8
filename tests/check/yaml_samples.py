"""Samples of the rules of ``sources/yaml_diagnostics.py``: what people who write YAML slip on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import bad, good
from support import FILES, an_entry_file

if TYPE_CHECKING:
    from check.samples import Sample

CATALOGUE, SETTINGS, NEWS = "resources.yml", "mkdocs.yml", "docs/updates/hello.md"
COLLECTION, CASE = "guides/collections/start.md", "guides/case-studies/river.md"
EXCEPTIONS = "policy/exceptions.yml"
LOST = "begin each entry with - id: at the margin, its keys indented by two spaces"
LOST_PICK = "begin each item with - resource: below the - of the one above, its keys two spaces further in"
QUOTE = "put the whole text into double quotes; in a comment, write a space after the #"
RESOLVE = "keep the right lines, delete the others and the marks"
PENCIL = FILES[CATALOGUE][FILES[CATALOGUE].index("- id: pencil") :]
PAPER = FILES[CATALOGUE].removesuffix(PENCIL).replace("id: paper", "id: {0}").replace("//paper.", "//{0}.")
CONFLICT = "<<<<<<< HEAD\n{0}\n||||||| base\n{0}\n=======\n{1}\n>>>>>>> other\n"


def title(value: str) -> dict[str, tuple[str, str]]:
    """Return the change that gives the update another title, at column 8 of its line 2."""
    return {NEWS: ("title: Hello", f"title: {value}")}


SYNTAX: list[Sample] = [
    bad(
        "a key without a colon",
        {CATALOGUE: ("  title: Pencil", "  title Pencil")},
        f"{CATALOGUE}:16:3 yaml-syntax (write key: and a space, or put the whole text on one line)",
    ),
    bad(
        "a text that goes on at the margin",
        {NEWS: ("summary: We are here.", "summary: We are\nhere.")},
        f"{NEWS}:4:1 yaml-syntax (write key: and a space, or put the whole text on one line)",
    ),
    *[
        bad(f"a text that begins so: {text}", title(text), f"{NEWS}:2:8 yaml-syntax (put the text into quotes)")
        for text in ("> 5 maps", "**bold**", "& more", "@home", "%", "`a`", "] a", "| a")
    ],
    bad(
        "a list behind its key",
        {NEWS: ("themes: [mapping]", "themes: - mapping")},
        f"{NEWS}:4:9 yaml-syntax (begin it on the line below, or quote the text)",
    ),
    bad(
        "a first entry that is indented",
        {CATALOGUE: " " + FILES[CATALOGUE].replace("\n  ", "\n   ").replace("- id: paper", "- id: paper", 1)},
        f"{CATALOGUE}:15:1 yaml-syntax (indent all entries, or all keys, equally)",
    ),
    bad(
        "a no-break space behind the colon of a key",
        {NEWS: ("title: Hello", "title:\u00a0Hello")},
        f"{NEWS}:2:7 yaml-syntax (type the space again)",
    ),
    bad(
        "all blanks of other kinds behind colons, where the reader stops at the first",
        {CATALOGUE: FILES[CATALOGUE].replace("title: ", "title:\u202f")},
        *[f"{CATALOGUE}:{line}:9 yaml-syntax (type the space again)" for line in (2, 16)],
    ),
    bad(
        "a no-break space behind the hyphen of an item",
        {NEWS: ("themes: [mapping]", "themes:\n-\u00a0mapping")},
        f"{NEWS}:5:2 yaml-syntax (type the space again)",
    ),
    bad(
        "no-break spaces that indent",
        {CATALOGUE: ("  title: Pencil", "\u00a0\u00a0title: Pencil")},
        f"{CATALOGUE}:16:1 yaml-syntax (type the space again)",
    ),
    bad(
        "a no-break space between braces",
        {CASE: ("{country: PT", "{country:\u00a0PT")},
        f"{CASE}:13:9 unknown-key",
        f"{CASE}:13:17 yaml-syntax (type the space again)",
    ),
    good(
        "a no-break space before and behind a word",
        {CATALOGUE: ("kind: tool\n  publisher: The mill", "kind: \u00a0tool\u00a0\n  publisher: The mill")},
    ),
    good("a no-break space inside text, behind a colon too", title("Note:\u00a0the\u00a0mill")),
    good(
        "a no-break space behind a colon in a folded text",
        {COLLECTION: ("why: It needs no charging.", "why: >-\n      note:\u00a0it needs no charging.")},
    ),
    bad(
        "an entry without its hyphen, at the margin",
        {CATALOGUE: ("- id: pencil", "id: pencil")},
        f"{CATALOGUE}:15:1 yaml-syntax ({LOST})",
    ),
    bad(
        "a blank too many before the hyphen",
        {CATALOGUE: ("- id: pencil", " - id: pencil")},
        f"{CATALOGUE}:15:2 yaml-syntax ({LOST})",
    ),
    bad(
        "two blanks too many", {CATALOGUE: ("- id: pencil", "  - id: pencil")}, f"{CATALOGUE}:15:3 yaml-syntax ({LOST})"
    ),
    bad(
        "no blank behind the hyphen",
        {CATALOGUE: ("- id: pencil", "-id: pencil")},
        f"{CATALOGUE}:15:1 yaml-syntax ({LOST})",
    ),
    bad(
        "keys at the margin",
        {CATALOGUE: ("  title: Pencil", "title: Pencil")},
        f"{CATALOGUE}:16:1 yaml-syntax ({LOST})",
    ),
    bad(
        "the first entry without its hyphen",
        {CATALOGUE: ("- id: paper", "id: paper")},
        f"{CATALOGUE}:1:1 yaml-syntax ({LOST})",
    ),
    bad("four blanks in", {CATALOGUE: ("- id: pencil", "    id: pencil")}, f"{CATALOGUE}:15:5 yaml-syntax ({LOST})"),
    bad(
        "a pick a blank too far in",
        {COLLECTION: ("  - resource: pencil", "   - resource: pencil")},
        f"{COLLECTION}:9:4 yaml-syntax ({LOST_PICK})",
    ),
    bad(
        "a comment that takes the end of a list with it",
        {NEWS: ("themes: [mapping]", "themes: [mapping, #organising]")},
        f"{NEWS}:4:9 yaml-syntax (a # after a space begins a comment: quote the text that contains it)",
    ),
    bad(
        "a colon too many, in a list of entries",
        {CATALOGUE: ("The wood", "The wood: oak")},
        f"{CATALOGUE}:19:22 yaml-syntax (put the whole text into double quotes)",
    ),
    *[
        bad(
            f"a key without colon and blank: {written}",
            {NEWS: ("title: Hello", written)},
            f"{NEWS}:2:{column} yaml-syntax (write title: and a space)",
        )
        for written, column in {"title:Hello": 6, "title = Hello": 7, "title：Hello": 6}.items()
    ],
    *[
        bad(
            f"items that begin with {sign}",
            {NEWS: ("themes: [mapping]", f"themes:\n{sign}mapping\n{sign}paper")},
            f"{NEWS}:5:1 yaml-syntax (begin each item with - and a space)",
        )
        for sign in ("* ", "• ", "– ", "-")
    ],
    *[
        bad(
            f"text behind the quote that ends it: {written}",
            title(written),
            f"{NEWS}:2:{column} yaml-syntax (put the whole text into double quotes, with “ and ” for those inside)",
        )
        for written, column in {"'Don't panic'": 13, '"Say "hello" twice"': 14, '"Hello" world': 16}.items()
    ],
    bad(
        "words behind a bracket",
        title("[Draft] Hello"),
        f"{NEWS}:2:16 yaml-syntax (put the whole text into double quotes; of a link, write the address alone)",
    ),
    bad("a comma of JSON", {CATALOGUE: ("title: Pencil", '"title": "Pencil",')}, f"{CATALOGUE}:16:20 yaml-syntax"),
    bad(
        "quotes of a word processor around a colon",
        title("“Maps: a beginning”"),
        f'{NEWS}:2:8 yaml-syntax (put the whole text into double quotes of the plain kind: ")',
    ),
    bad(
        "a key further in than the one above",
        {CATALOGUE: ("  title: Pencil", "   title: Pencil")},
        f"{CATALOGUE}:16:4 yaml-syntax (begin keys below each other, and write each text on one line)",
    ),
    bad(
        "keys in one line",
        {CASE: ("  consent:\n    basis", "  consent: basis")},
        f"{CASE}:9:17 yaml-syntax (begin it on the line below, two spaces further in)",
    ),
    bad(
        "a bracket too many",
        {NEWS: ("[mapping]", "[mapping]]")},
        f"{NEWS}:4:18 yaml-syntax (delete it)",
    ),
    bad("a full stop behind a list", {NEWS: ("[mapping]", "[mapping].")}, f"{NEWS}:4:18 yaml-syntax (delete it)"),
    bad("a colon in a short title", title("A: b"), f"{NEWS}:2:9 yaml-syntax (put the whole text into double quotes)"),
    bad(
        "two lists for one",
        {NEWS: ("[mapping]", "[mapping], [paper]")},
        f"{NEWS}:4:18 yaml-syntax (put all of them into one pair of brackets)",
    ),
    bad(
        "a quote that another sign closes", title('"Hello”'), f'{NEWS}:2:8 yaml-syntax (close it with the same sign, ")'
    ),
    *[
        bad(
            f"a backslash: {written}",
            title(written),
            f"{NEWS}:2:{column} yaml-syntax (write \\\\ for it, or use single quotes)",
        )
        for written, column in {'"C:\\Users"': 13, '"a\\d"': 10}.items()
    ],
    bad("a question mark", title("? why"), f"{NEWS}:2:8 yaml-syntax (put the text into quotes)"),
    bad("stars around a key", {NEWS: ("title:", "**title:**")}, f"{NEWS}:2:1 yaml-syntax (write title: without them)"),
    bad(
        "a note that is no comment",
        {NEWS: ("title:", "// A note\ntitle:")},
        f"{NEWS}:2:1 yaml-syntax (write key: and a space, or a # before a comment)",
    ),
    bad("a line of backticks", {CATALOGUE: "```yaml\n" + FILES[CATALOGUE]}, f"{CATALOGUE}:1:1 yaml-syntax (delete it)"),
]
SHAPE: list[Sample] = [
    bad(
        "an entry without its first line",
        {CATALOGUE: ("- id: pencil\n", "")},
        f"{CATALOGUE}:15:3 yaml-shape ({LOST})",
    ),
    bad(
        "two entries without their hyphens",
        {CATALOGUE: (FILES[CATALOGUE] + PAPER.format("pens")).replace("- id: pe", "  id: pe")},
        f"{CATALOGUE}:15:3 yaml-shape ({LOST})",
        f"{CATALOGUE}:29:3 yaml-shape ({LOST})",
    ),
    bad(
        "an entry without its hyphen, two blanks in",
        {CATALOGUE: ("- id: pencil", "  id: pencil")},
        f"{CATALOGUE}:15:3 yaml-shape ({LOST})",
    ),
    bad(
        "a pick without its hyphen",
        {COLLECTION: ("  - resource: pencil", "    resource: pencil")},
        f"{COLLECTION}:9:5 yaml-shape ({LOST_PICK})",
    ),
]
MISSING: list[Sample] = [
    *[
        bad(f"{word} for a title", title(word), f'{NEWS}:2:8 missing-key (write "{word}" if this is the word you mean)')
        for word in ("~", "null", "Null", "NULL")
    ],
    bad(
        "nothing for a list",
        {NEWS: ("themes: [mapping]", "themes: ~")},
        f"{NEWS}:4:9 missing-key (write one, or delete the line)",
    ),
    bad(
        "nothing for a word of a list",
        {CATALOGUE: ("cost: free", "cost: null")},
        f"{CATALOGUE}:10:9 missing-key (one of: free, freemium, paid, unknown)",
    ),
    good("the same in quotes", title('"null"')),
    good("words that begin so", title("null and ~ void")),
    good(
        "ids and references that are called so",
        {
            CATALOGUE: PAPER.format("null") + FILES[CATALOGUE] + PAPER.format("yes"),
            COLLECTION: FILES[COLLECTION].replace("resource: pencil", "resource: null"),
        },
    ),
]
SAMPLES: dict[str, list[Sample]] = {
    "yaml-cut-text": [
        bad(
            "a tag of a network in a summary",
            {NEWS: ("summary: We are here.", "summary: We are #here.")},
            f"{NEWS}:3:17 yaml-cut-text ({QUOTE})",
        ),
        bad(
            "a number in the catalogue",
            {CATALOGUE: ("title: Pencil", "title: Pencil #2")},
            f"{CATALOGUE}:16:17 yaml-cut-text",
        ),
        bad("behind a tab, in another script", title("Hello\t#水"), f"{NEWS}:2:14 yaml-cut-text"),
        bad("in a text over two lines", title("Hello\n  all #2 of you"), f"{NEWS}:3:7 yaml-cut-text"),
        bad("a whole text", title("#1"), f"{NEWS}:2:1 missing-key", f"{NEWS}:2:8 yaml-cut-text"),
        bad(
            "in a list that editors keep",
            {
                EXCEPTIONS: "- rule: left-over\n  path: docs/index.md\n  match: TODO #1\n"
                "  reason: It explains the mark TODO.\n  approved_by: An editor\n  until: 2026-12-31\n"
            },
            f"{EXCEPTIONS}:3:10 exception-unused",
            f"{EXCEPTIONS}:3:15 yaml-cut-text ({QUOTE})",
        ),
        good("in quotes", title('"Guide #1"')),
        good("in single quotes, and a comment behind them", title("'Guide #1' # one")),
        good("without a blank before it", title("C#1 and a#b")),
        good("without anything behind it", title("Guide # 1")),
        good("a comment with a blank", title("Hello # a note")),
        good(
            "a comment on a line of its own",
            {CATALOGUE: "#one\n" + FILES[CATALOGUE].replace("  title", "  #title: x\n  title")},
        ),
        good("behind a list", {NEWS: ("themes: [mapping]", "themes: [mapping] #later more")}),
        good("behind a key with keys below it", {CASE: ("partner:", "partner: #who")}),
        good("in a folded text", {COLLECTION: ("why: It needs no charging.", "why: >-\n      It needs #no charging.")}),
    ],
    "merge-conflict": [
        bad(
            "in the catalogue, twice",
            {
                CATALOGUE: CONFLICT.format("- id: a", "- id: b")
                + FILES[CATALOGUE]
                + CONFLICT.format("- id: c", "- id: d")
            },
            *[f"{CATALOGUE}:{line}:1 merge-conflict ({RESOLVE})" for line in (1, 36)],
        ),
        bad(
            "half resolved",
            {CATALOGUE: FILES[CATALOGUE] + "=======\n- id: b\n>>>>>>> other\n"},
            f"{CATALOGUE}:29:1 merge-conflict",
        ),
        bad(
            "a last mark that was left",
            {CATALOGUE: FILES[CATALOGUE] + ">>>>>>> other\n"},
            f"{CATALOGUE}:29:1 merge-conflict",
        ),
        bad(
            "in front matter",
            {NEWS: ("title: Hello\n", CONFLICT.format("title: Hello", "title: Hi"))},
            f"{NEWS}:2:1 merge-conflict ({RESOLVE})",
        ),
        bad(
            "of two files",
            {NEWS: CONFLICT.format(FILES[NEWS].rstrip(), FILES[NEWS].rstrip())},
            f"{NEWS}:1:1 merge-conflict ({RESOLVE})",
        ),
        bad(
            "in the settings",
            {SETTINGS: FILES[SETTINGS].replace("site_name: Tiny\n", CONFLICT.format("site_name: a", "site_name: b"))},
            f"{SETTINGS}:1:1 merge-conflict ({RESOLVE})",
        ),
        bad(
            "in a list that editors keep",
            {EXCEPTIONS: CONFLICT.format("- rule: a", "- rule: b")},
            f"{EXCEPTIONS}:1:1 merge-conflict ({RESOLVE})",
        ),
        good(
            "the signs in a comment and in text",
            {CATALOGUE: "# =======\n" + FILES[CATALOGUE].replace("The mill", "The mill <<<<<<< =======")},
        ),
        good("a heading with seven signs below it", {NEWS: FILES[NEWS].replace("The library", "---\n\nThe library")}),
    ],
    "twin-file": [
        bad(
            "two catalogues",
            {"resources.yaml": "- id: x\n"},
            "resources.yaml:1:1 twin-file (move what is new into resources.yml, then delete this file)",
        ),
        bad(
            "the only catalogue, under another name",
            {**dict.fromkeys(path for path in FILES if path.startswith("guides/")), CATALOGUE: None}
            | {"Resources.yml": FILES[CATALOGUE]},
            "Resources.yml:1:1 twin-file (rename it to resources.yml)",
        ),
        bad(
            "what editors, downloads and copies make",
            dict.fromkeys(
                ("resources.yml.txt", "resources (1).yml", "resources - Copy.yml", "mkdocs.yaml", "mkdocs.yml.yml"), ""
            ),
            *[
                f"{name}:1:1 twin-file"
                for name in ("mkdocs.yaml", "mkdocs.yml.yml", "resources (1).yml", "resources - Copy.yml")
            ],
            "resources.yml.txt:1:1 twin-file",
        ),
        bad(
            "a folder that looks like that of the entries",
            {"Resource/ink.yml": an_entry_file("ink")},
            "Resource:1:1 twin-file (move what is in it to resources/)",
        ),
        good("other names", dict.fromkeys(("resources.md", "old-resources.yml", "mkdocs.local.yml"), "")),
    ],
    "catalogue-order": [
        bad(
            "a new entry at the end",
            {CATALOGUE: FILES[CATALOGUE] + PAPER.format("ink")},
            f"{CATALOGUE}:29:7 catalogue-order (move this entry before paper)",
        ),
        bad(
            "two entries that changed places",
            {CATALOGUE: PENCIL + FILES[CATALOGUE].removesuffix(PENCIL)},
            f"{CATALOGUE}:15:7 catalogue-order (move this entry before pencil)",
        ),
        bad(
            "one that stands too early",
            {CATALOGUE: PAPER.format("zinc") + FILES[CATALOGUE]},
            f"{CATALOGUE}:1:7 catalogue-order (move this entry to the end)",
        ),
        bad(
            "the first of two",
            {CATALOGUE: FILES[CATALOGUE] + PAPER.format("zinc") + PAPER.format("ink") + PAPER.format("book")},
            f"{CATALOGUE}:43:7 catalogue-order (move this entry before paper)",
        ),
        good("what has a file of its own", {"resources/ink.yml": an_entry_file("ink")}),
        good("one behind the other", {CATALOGUE: PAPER.format("ink") + FILES[CATALOGUE] + PAPER.format("pencil-2")}),
    ],
}
