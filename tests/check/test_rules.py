"""Every rule with samples: what breaks it and what is said then, and what comes near and is fine.

A sample changes the tiny library of ``support.FILES``; what is said lists all problems of the changed library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from check import (
    characters_samples,
    consent_samples,
    exceptions_samples,
    files_samples,
    first_steps_samples,
    guarantee_samples,
    limits_samples,
    links_samples,
    look_samples,
    markup_samples,
    memory_samples,
    names_samples,
    personal_samples,
    plain_samples,
    resources_samples,
    search_words_samples,
    secrets_samples,
    stray_samples,
    text_samples,
    withheld_samples,
    yaml_samples,
)
from check.consent_samples import REPORT, told
from check.framework_samples import FRAMEWORK_SAMPLES
from check.samples import Sample, bad, good
from openshelf.check.run import RULES
from openshelf.model.engine_settings import HOOK
from openshelf.model.name_hashes import KEY_VARIABLE
from pictures import picture
from support import FILES, a_library, an_entry_file, brief, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

ENGINE = "theme: {name: openshelf}\nhooks: [hooks/main.py]\nplugins: []\n"
OWN_THEME = ENGINE.replace("}", ", custom_dir: own}")
IN_THEMES = ".css, .html, .jpeg, .jpg, .png, .svg, .webp, .woff2"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>\n'
HOOKED = {"hooks/main.py": HOOK}
ELSEWHERE = {
    "built-data",
    "built-file",
    "built-id",
    "built-link",
    "built-mark",
    "built-markup",
    "built-picture",
    "built-script",
    "built-sum",
    "new-link-gone",
    "odd-file",
    "page-weight",
    "symlink",
    "third-party",
    "vanished-page",
    "withheld-leak",
}
"""Rules about the built site and about what other hosts answer, which tests/verify/ and tests/linkcheck/ look at."""


CATALOGUE, SETTINGS, THEME = "resources.yml", "mkdocs.yml", "docs/themes/mapping.md"
NO_GUIDES: dict[str, Change] = dict.fromkeys(path for path in FILES if path.startswith("guides/"))
"""Nothing is left that names a resource."""
HOW_TO, RESEARCH = "guides/how-to/draw.md", "guides/research/writing-tools.md"
EXPLANATION = "guides/explanation/scale.md"
CASE, COLLECTION = "guides/case-studies/river.md", "guides/collections/start.md"
LEGEND, NORTH = "guides/glossary/legend.md", "guides/glossary/north.md"
NEWS, LOOK_BACK = "docs/updates/hello.md", "docs/updates/year.md"
SUPPORT, FRAMEWORK = "docs/support.md", "guides/frameworks/paper-or-pencil.md"
PICTURE = {"docs/assets/map.png": picture()}

PAPER = FILES[CATALOGUE][: FILES[CATALOGUE].index("- id: pencil")]
PENCIL = FILES[CATALOGUE].removeprefix(PAPER)
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
"""What samples replace in the how-to guide: line 11 of the file."""
A_PAGE = "---\ntitle: A page\nsummary: About something.\nreviewed: 2026-05-01\n---\nText.\n"
A_TERM = "---\ntitle: {}\ndefinition: A word.\nthemes: [mapping]\nreviewed: 2026-05-01\n---\n"
WITHDRAWN = "withdrawn: {date: 2026-05-02, reason: It was wrong., replaced_by: legend}\n"
GONE_CASE = f"---\nreviewed: 2026-05-01\n{WITHDRAWN}---\n"
DRAW = PENCIL.replace("pencil", "draw-maps").replace("Pencil", "Draw maps")
A_NOTICE = f"---\ntitle: A notice\nreviewed: 2026-05-01\n{WITHDRAWN}---\n"
"""The case study, withdrawn and without its text."""
ALERTS = ("NOTE", "tip", "IMPORTANT", "Warning", "CAUTION")
MANUAL = 'source: {name: The manual, url: "https://a.org/"}'
MANUALS = 'source: [{name: The manual, url: "https://a.org/"}, {name: The code, url: "https://b.org/"}]'
HALF_YEARS = """  half_years:
    - {label: January to June, partners: 2}
    - {label: July to December, partners: 3}
"""


def a_paper(lines: str) -> dict[str, Change]:
    """Return the change that gives the paper more lines, from line 15 of the catalogue."""
    return {CATALOGUE: PAPER + lines + PENCIL}


def two_at(one: str, other: str) -> dict[str, Change]:
    """Return the change that gives the paper and the pencil other addresses, at lines 3 and 17 of the catalogue."""
    paper, pencil = (f"https://{name}.example.org/" for name in ("paper", "pencil"))
    return {CATALOGUE: FILES[CATALOGUE].replace(paper, one).replace(pencil, other)}


FOLDERS = {
    "guides/how-to": HOW_TO,
    "guides/explanation": EXPLANATION,
    "guides/research": RESEARCH,
    "guides/case-studies": CASE,
}
SECTIONS = {folder.removeprefix("guides/"): FILES[path].split("---\n", 2)[2] for folder, path in FOLDERS.items()}
"""The text with the sections of each folder."""


def front(folder: str) -> str:
    """Return the front matter of a text of a folder."""
    return f"---\n{FILES[FOLDERS[folder]].split('---', 2)[1].strip()}\n---\n"


SAMPLES: dict[str, list[Sample]] = {
    "file-unreadable": [
        bad("the settings are missing", {SETTINGS: None}, "mkdocs.yml:1:1 file-unreadable"),
        good("other files may be missing", {"docs/index.md": None}),
        good("a folder of policy that does not exist", {"policy/exceptions.yml": None}),
    ],
    "file-encoding": [
        bad("Latin-1", {NEWS: b"---\ntitle: caf\xe9\n---\n"}, f"{NEWS}:2:11 file-encoding (save the file as UTF-8)"),
        bad("UTF-16", {NEWS: "---\n".encode("utf-16")}, f"{NEWS}:1:1 file-encoding (save the file as UTF-8)"),
        good("UTF-8 with letters of many scripts", {HOW_TO: (STEPS, "Café, مقهى, カフェ, 😀")}),
        good("a byte order mark", {HOW_TO: b"\xef\xbb\xbf" + FILES[HOW_TO].encode()}),
    ],
    "file-character": [
        bad("NUL in a text", {NEWS: ("open", "o\0pen")}, f"{NEWS}:9:17 file-character (delete it)"),
        bad("a noncharacter", {NEWS: ("open", "open\ufdd2")}, f"{NEWS}:9:20 file-character (delete it)"),
        bad("a line separator", {NEWS: ("open", "open\u2028")}, f"{NEWS}:9:20 file-character (delete it)"),
        bad("a control character", {CATALOGUE: ("Paper", "Pa\x07per")}, f"{CATALOGUE}:2:12 file-character (delete it)"),
        bad(
            "an escape that means a noncharacter",
            {CATALOGUE: ("title: Paper", 'title: "Paper \\uFDD2"')},
            f"{CATALOGUE}:2:10 file-character (delete it)",
        ),
        good("tabs and soft hyphens in a text", {NEWS: ("open", "o\tp\u00aden")}),
        good("an escape that means a letter", {CATALOGUE: ("title: Paper", 'title: "Pap\\u00E9r"')}),
    ],
    "yaml-syntax": [
        *yaml_samples.SYNTAX,
        bad(
            "a colon in unquoted text",
            {CATALOGUE: ("title: Paper", "title: Paper: a history")},
            f"{CATALOGUE}:2:15 yaml-syntax (put the whole text into double quotes)",
        ),
        bad(
            "a tab that indents",
            {CATALOGUE: ("  title: Paper", "\ttitle: Paper")},
            f"{CATALOGUE}:2:1 yaml-syntax (use two spaces)",
        ),
        bad("a tab in the settings", {SETTINGS: ("  openshelf:", "\topenshelf:")}, f"{SETTINGS}:3:1 yaml-syntax"),
        bad(
            "a sign that starts no text",
            {NEWS: ("title: Hello", "title: @home")},
            f"{NEWS}:2:8 yaml-syntax (put the text into quotes)",
        ),
        bad("a quote that is never closed", {NEWS: ("title: Hello", "title: 'Hello")}, f"{NEWS}:2:8 yaml-syntax"),
        good("a quoted colon", {CATALOGUE: ("title: Paper", "title: 'Paper: a history'")}),
        good("a colon without a space", {CATALOGUE: ("title: Paper", "title: Paper:a history")}),
        good("a tab inside text", {CATALOGUE: ("The mill", "The\tmill")}),
    ],
    "yaml-duplicate-key": [
        bad(
            "a key that stands twice",
            a_paper("  title: Parchment\n"),
            f"{CATALOGUE}:15:3 yaml-duplicate-key (keep one of them)",
        ),
        bad(
            "a key that stands twice further in",
            {CASE: ("{country: PT, region: europe}", "{country: PT, region: europe, country: ES}")},
            f"{CASE}:13:38 yaml-duplicate-key (keep one of them)",
        ),
        good("the same key in two entries", {CATALOGUE: PAPER + "  offline: yes\n" + PENCIL + "  offline: yes\n"}),
    ],
    "yaml-feature": [
        bad(
            "an anchor",
            {CATALOGUE: ("The mill", "&mill The mill")},
            f"{CATALOGUE}:5:14 yaml-feature (quote text that begins with &)",
        ),
        bad(
            "an alias",
            a_paper("  cost_note: *mill\n"),
            f"{CATALOGUE}:15:14 yaml-feature (quote text that begins with *)",
        ),
        bad(
            "a tag",
            {CATALOGUE: ("The mill", "!!str The mill")},
            f"{CATALOGUE}:5:14 yaml-feature (quote text that begins with !)",
        ),
        bad("a merge key", a_paper("  <<: {offline: yes}\n"), f"{CATALOGUE}:15:3 yaml-feature (write the keys out)"),
        bad(
            "a second document",
            {CATALOGUE: PAPER + PENCIL + "---\n- id: ink\n"},
            f"{CATALOGUE}:29:1 yaml-feature (delete the line)",
        ),
        bad(
            "thirty brackets in each other",
            {NEWS: ("title: Hello", f"title: {'[' * 30}{']' * 30}")},
            f"{NEWS}:2:27 yaml-feature",
        ),
        good("the signs of these inside text", {CATALOGUE: ("The mill", "R&D *mill* <<!>> ---")}),
    ],
    "yaml-shape": [
        *yaml_samples.SHAPE,
        bad(
            "front matter that is a list", {NEWS: "---\n- a\n---\nText.\n"}, f"{NEWS}:2:1 yaml-shape (write title: ...)"
        ),
        bad(
            "an entry that is text",
            {CATALOGUE: PAPER + PENCIL + "- ink\n"},
            f"{CATALOGUE}:29:3 yaml-shape (start it with - id:)",
        ),
        bad(
            "the file of an entry with a list in it",
            {"resources/ink.yml": "- id: ink\n"},
            "resources/ink.yml:1:1 yaml-shape (write its keys at the margin: id: ...)",
        ),
        bad(
            "the file of an entry with nothing in it",
            {"resources/ink.yml": "# later\n"},
            "resources/ink.yml:1:1 yaml-shape (begin it with id:, or delete the file)",
        ),
        bad(
            "a catalogue that is no list",
            {CATALOGUE: "id: paper\n"},
            f"{CATALOGUE}:1:1 yaml-shape (start each entry with - id:)",
        ),
        bad(
            "a key that is a list",
            a_paper("  ? [a]\n  : b\n"),
            f"{CATALOGUE}:15:5 yaml-shape (quote it if it starts with [ or {{)",
        ),
        good("a key in quotes", {CATALOGUE: ("title: Paper", '"title": Paper')}),
        good("an entry on lines below its hyphen", {CATALOGUE: PAPER + PENCIL.replace("- id", "-\n  id")}),
    ],
    "front-matter": [
        bad("none", {NEWS: "# Hello\n"}, f"{NEWS}:1:1 front-matter (the first line must be ---)"),
        bad("none in an empty file", {NEWS: ""}, f"{NEWS}:1:1 front-matter"),
        *[
            bad(
                f"above it stands {above!r}",
                {NEWS: above + FILES[NEWS]},
                f"{NEWS}:1:1 front-matter (delete everything above it)",
            )
            for above in ("\n", "```markdown\n", "My first page\n\n")
        ],
        bad(
            "a dash for the hyphens",
            {NEWS: FILES[NEWS].replace("---", "—", 1)},
            f"{NEWS}:1:1 front-matter (write three hyphens: ---)",
        ),
        bad(
            "a hyphen too many below it",
            {NEWS: FILES[NEWS].replace("news\n---", "news\n----")},
            f"{NEWS}:8:1 front-matter (write three hyphens here: ---)",
        ),
        bad(
            "it is never closed",
            {NEWS: "---\ntitle: Hello\n\nText.\n"},
            f"{NEWS}:1:1 front-matter (write a line --- after the last key)",
        ),
        bad("it is empty", {NEWS: "---\n---\nText.\n"}, f"{NEWS}:1:1 front-matter (give at least a title)"),
        good("blanks behind the hyphens", {NEWS: FILES[NEWS].replace("---\n", "--- \t\n")}),
        bad(
            "a second one in the text",
            {NEWS: FILES[NEWS] + "\n" + FILES[NEWS]},
            f"{NEWS}:12:1 front-matter (keep one, at the top of the file)",
        ),
        good(
            "one in code, and headings that look like it",
            {NEWS: FILES[NEWS] + "\n## date: when\n\n```\n" + FILES[NEWS] + "```\n"},
        ),
        good("a line of hyphens in the text", {NEWS: FILES[NEWS] + "\n---\n\nMore.\n"}),
        good("line ends of Windows", {NEWS: FILES[NEWS].replace("\n", "\r\n")}),
    ],
    "settings": [
        bad(
            "nothing of ours",
            {SETTINGS: "site_name: Tiny\n"},
            f"{SETTINGS}:1:1 settings (README.md lists its keys)",
        ),
        bad(
            "names that turn the text around, or hold what is no text, both written as escapes",
            {SETTINGS: FILES[SETTINGS].replace("Tiny", '"a\\u202eb"').replace("Everywhere", '"\\ufdd0"')},
            f"{SETTINGS}:1:12 settings (delete it)",
            f"{SETTINGS}:7:15 settings (delete it)",
        ),
        good("letters of any script", {SETTINGS: ("site_name: Tiny", 'site_name: "\\u05e9 \\u0627"')}),
        bad("a site without a name", {SETTINGS: ("site_name: Tiny\n", "")}, f"{SETTINGS}:1:1 settings"),
        bad(
            "addresses that end in .html",
            {SETTINGS: FILES[SETTINGS] + "use_directory_urls: false\n"},
            f"{SETTINGS}:11:21 settings (delete the line use_directory_urls)",
        ),
        bad(
            "a public address without its beginning",
            {SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_url: library.example.org\n")},
            f"{SETTINGS}:2:11 settings (write https:// and the rest)",
        ),
        bad(
            "our theme without our hook",
            {SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nplugins: []\ntheme: {name: openshelf}\n")},
            f"{SETTINGS}:3:8 settings (write hooks: [hooks/main.py], and into that file: {HOOK})",
        ),
        bad(
            "another theme",
            {SETTINGS: ("site_name: Tiny\n", f"site_name: Tiny\n{ENGINE.replace('openshelf', 'mkdocs')}"), **HOOKED},
            f"{SETTINGS}:2:15 settings (since version 1.0.0 the package has its own: write name: openshelf)",
        ),
        bad(
            "templates above the library",
            {SETTINGS: ENGINE.replace("}", ", custom_dir: ..}") + FILES[SETTINGS], **HOOKED},
            f"{SETTINGS}:1:38 settings (give it a folder of its own, for example custom_dir: own)",
        ),
        bad(
            "a text among the templates, which MkDocs would publish",
            {SETTINGS: OWN_THEME + FILES[SETTINGS], "own/notes.txt": "who said it\n", **HOOKED},
            f"{SETTINGS}:1:38 settings (delete it; custom_dir may contain {IN_THEMES})",
        ),
        good(
            "templates, a style sheet and a drawing of its own",
            {
                SETTINGS: OWN_THEME + FILES[SETTINGS],
                "own/partials/footer.html": "<p></p>\n",
                "own/assets/own.css": "p { color: red }\n",
                "own/.icons/own/leaf.svg": DRAWING,
                "own/.gitkeep": "",
                **HOOKED,
            },
        ),
        bad(
            "a key with a typing mistake, and a plugin",
            {SETTINGS: f"nva: [index.md]\nplugins: [search]\n{FILES[SETTINGS]}"},
            f"{SETTINGS}:1:1 settings (did you mean nav?)",
            f"{SETTINGS}:2:10 settings (write plugins: [])",
        ),
        good("our theme and our hook", {SETTINGS: ENGINE + FILES[SETTINGS], **HOOKED}),
        good("a public address", {SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_url: https://a.example/\n")}),
        good("settings of MkDocs beside ours", {SETTINGS: FILES[SETTINGS] + "use_directory_urls: true\nplugins: []\n"}),
    ],
    "site-folder": [
        bad(
            "the folder of the site's own pages",
            {SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_dir: docs\n")},
            f"{SETTINGS}:2:11 site-folder (write site_dir: site)",
        ),
        bad(
            "the folder of the templates, wherever it lies",
            {
                SETTINGS: f"site_dir: look\n{ENGINE.replace('}', ', custom_dir: look/of/it}')}{FILES[SETTINGS]}",
                "look/of/it/404.html": "",
                **HOOKED,
            },
            f"{SETTINGS}:1:11 site-folder (write site_dir: site)",
        ),
        bad(
            "a folder outside",
            {SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_dir: ../public\n")},
            f"{SETTINGS}:2:11 site-folder (write site_dir: site)",
        ),
        bad(
            "an empty name",
            {SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_dir: ''\n")},
            f"{SETTINGS}:2:11 site-folder (write site_dir: site)",
        ),
        good("another name", {SETTINGS: ("site_name: Tiny\n", "site_name: Tiny\nsite_dir: build/public/\n")}),
        good("a name that begins as one of ours", {SETTINGS: FILES[SETTINGS] + "site_dir: docs-site\n"}),
        good("no value", {SETTINGS: FILES[SETTINGS] + "site_dir:\n"}),
    ],
    "unknown-key": [
        bad(
            "a key with a typing mistake",
            a_paper("  ofline: yes\n"),
            f"{CATALOGUE}:15:3 unknown-key (did you mean offline?)",
        ),
        bad(
            "a key further in",
            {CASE: ("    source: {", "    sauce: {")},
            f"{CASE}:11:5 unknown-key (did you mean source?)",
        ),
        bad(
            "no blank behind a colon, in braces",
            {CASE: ("country: PT", "country:PT")},
            f"{CASE}:13:9 unknown-key (write country: with one colon and a space after it)",
        ),
        bad(
            "a comma in a text in braces",
            {NEWS: ("kind: news", "kind: news\naccept: {until: 2027-03-01, reason: It opens in May, or later}")},
            f"{NEWS}:8:54 unknown-key (if these words belong to the text before the comma, quote both together)",
        ),
        bad(
            "a key that is like one that stands there",
            {NEWS: ("We are here.", "We are\nhere: now.")},
            f"{NEWS}:4:1 unknown-key (delete the line, or join it to the one above; the manual lists the keys)",
        ),
        bad(
            "a key in another language",
            {NEWS: ("summary:", "resumen:")},
            f"{NEWS}:2:1 missing-key",
            f"{NEWS}:3:1 unknown-key (did you mean summary, which is missing?)",
        ),
        bad("a key of another kind", {NEWS: ("kind: news", "kind: news\npicks: []")}, f"{NEWS}:8:1 unknown-key"),
        bad(
            "a setting with a typing mistake",
            {SETTINGS: FILES[SETTINGS] + "    review_months: {case_study: 12}\n"},
            f"{SETTINGS}:11:21 unknown-key (did you mean case-study?)",
        ),
        good("keys that may be left out", a_paper("  offline: yes\n  archive: no\n  draft: no\n")),
    ],
    "missing-key": [
        *yaml_samples.MISSING,
        bad(
            "recorded, without words on where the facts come from",
            told(f"source: {REPORT}\n"),
            f"{CASE}:2:1 missing-key (add a line source: ..., where the facts come from: "
            "name and url of the public text, or words such as What the partner told us)",
        ),
        bad(
            "a key that does not exist",
            {CATALOGUE: ("  publisher: The mill\n", "")},
            f"{CATALOGUE}:1:3 missing-key (add a line publisher: ..., who makes or runs it, or unknown)",
        ),
        bad(
            "a key of a closed list that does not exist",
            {CATALOGUE: ("  cost: free\n", "")},
            f"{CATALOGUE}:1:3 missing-key (one of: free, freemium, paid, unknown)",
        ),
        bad("a key without a value", {CATALOGUE: ("title: Paper", "title:")}, f"{CATALOGUE}:2:3 missing-key"),
        bad("a key with empty quotes", {CATALOGUE: ("title: Paper", "title: ''")}, f"{CATALOGUE}:2:10 missing-key"),
        bad("a key with a blank", {CATALOGUE: ("title: Paper", "title: ' '")}, f"{CATALOGUE}:2:10 missing-key"),
        good("a title that means nothing to YAML, in quotes", {CATALOGUE: ("title: Paper", "title: '~'")}),
    ],
    "wrong-value": [
        bad(
            "a word outside a closed list",
            {CATALOGUE: ("cost: free", "cost: fre")},
            f"{CATALOGUE}:10:9 wrong-value (did you mean free?)",
        ),
        bad(
            "a sign that nobody drew",
            {THEME: ("title: Mapping", "title: Mapping\nsign: hart")},
            f"{THEME}:3:7 wrong-value (did you mean heart?)",
        ),
        bad(
            "words where a link is needed",
            a_paper("  criteria: {works-offline: {verdict: no, source: The manual, checked: 2026-06-01}}\n"),
            f"{CATALOGUE}:15:51 wrong-value (write {{name: ..., url: ...}}: what the page is called, and its address)",
        ),
        bad(
            "the path of a file in a repository",
            a_paper('  criteria: {works-offline: {verdict: no, source: "a/b:docs/c.md", checked: 2026-06-01}}\n'),
            f"{CATALOGUE}:15:51 wrong-value (write {{name: ..., url: https://github.com/a/b/blob/HEAD/docs/c.md}})",
        ),
        bad(
            "an address among links",
            a_paper(
                "  state:\n    is: ended\n    source:\n      - {name: a, url: https://a.org/}\n      - https://b.org/\n"
            ),
            f"{CATALOGUE}:19:9 wrong-value (write {{name: ..., url: https://b.org/}})",
        ),
        bad(
            "an address among words",
            {CASE: (f"\nsource: {REPORT}", "\nsource: See https://a.org/b.")},
            f"{CASE}:15:9 wrong-value (write {{name: ..., url: https://a.org/b}})",
        ),
        bad(
            "the address of a source",
            {CASE: (f"\nsource: {REPORT}", "\nsource: {name: A report, url: report}")},
            f"{CASE}:15:31 wrong-value (for example https://example.org/page)",
        ),
        bad(
            "text where a list is meant",
            {CATALOGUE: ("languages: [en]", "languages: en")},
            f"{CATALOGUE}:8:14 wrong-value (write languages: [en])",
        ),
        bad(
            "an empty list",
            {CATALOGUE: ("regions: [global]", "regions: []")},
            f"{CATALOGUE}:9:12 wrong-value (add one)",
        ),
        *[
            bad(
                f"a list written {written}",
                {NEWS: ("[mapping]", written)},
                f"{NEWS}:4:9 wrong-value (write themes: [mapping])",
            )
            for written in ("(mapping)", "{mapping}", '"[mapping]"')
        ],
        bad(
            "several ids in one",
            {NEWS: ("[mapping]", "[mapping; paper]")},
            f"{NEWS}:4:10 wrong-value (put a comma between ids, outside quotes: mapping, paper)",
        ),
        bad(
            "an address for an id",
            {CASE: ("[paper]", "[https://paper.example.org/]")},
            f"{CASE}:16:13 wrong-value (write the id of an entry, not its address)",
        ),
        bad(
            "an item that holds a colon",
            a_paper("  good_for:\n    - Writing: on walls\n"),
            f"{CATALOGUE}:16:7 wrong-value "
            "(put the whole text into double quotes, because it contains a colon or begins with {)",
        ),
        bad(
            "one word for keys with values",
            {CASE: ("{country: PT, region: europe}", "Portugal")},
            f"{CASE}:13:8 wrong-value",
        ),
        *[
            bad(
                f"a language: {written}",
                {CATALOGUE: ("[en]", f"[{written}]")},
                f"{CATALOGUE}:8:15 wrong-value ({hint})",
            )
            for written, hint in {
                "español": "did you mean es?",
                "Portugais": "did you mean pt?",
                "Portugese": "did you mean pt?",
                "sp": "for example es or pt-BR",
                "jp": "did you mean ja?",
                "all": "for example es or pt-BR",
            }.items()
        ],
        *[
            bad(
                f"a licence: {written}",
                {CATALOGUE: ("licence: unknown", f"licence: {written}")},
                f"{CATALOGUE}:11:12 wrong-value ({hint})",
            )
            for written, hint in {
                "GPLv3": "did you mean GPL-3.0?",
                "CC BY-NC": "did you mean CC-BY-NC?",
                "All rights reserved": "write proprietary",
                "cc0": "did you mean CC0?",
                "GNU GPL v3": "did you mean GPL-3.0?",
                "Apache License 2.0": "did you mean Apache-2.0?",
                "https://creativecommons.org/licenses/by/4.0/": "did you mean CC-BY-4.0?",
            }.items()
        ],
        *[
            bad(
                f"an address: {written}",
                {CATALOGUE: ("https://paper.example.org/", written)},
                f"{CATALOGUE}:3:8 wrong-value ({hint})",
            )
            for written, hint in {
                "“https://a.org/”": "write https://a.org/",
                "https:\\\\a.org": "write https://a.org",
                "https://a.org/b c": "write %20 for each space in an address",
                "https://a.org/ https://b.org/": "write one address only",
            }.items()
        ],
        bad("a list of one wrong item", {CATALOGUE: ("[en]", "[e]")}, f"{CATALOGUE}:8:15 wrong-value"),
        bad("a list where text is meant", {CATALOGUE: ("The mill", "[The mill]")}, f"{CATALOGUE}:5:14 wrong-value"),
        bad(
            "an id with a slash",
            {NEWS: ("title: Hello", "title: Hello\nid: News/Hello")},
            f"{NEWS}:3:5 wrong-value (did you mean news-hello?)",
        ),
        bad(
            "an id of 65 characters",
            {NEWS: ("title: Hello", f"title: Hello\nid: {'a' * 65}")},
            f"{NEWS}:3:5 wrong-value (shorten it)",
        ),
        good("an id of 64 characters", {NEWS: ("title: Hello", f"title: Hello\nid: {'a' * 64}")}),
        bad(
            "a language by name",
            {CATALOGUE: ("[en]", "[en, Swahili]")},
            f"{CATALOGUE}:8:19 wrong-value (did you mean sw?)",
        ),
        bad(
            "a country by name",
            {CASE: ("country: PT", "country: Portugal")},
            f"{CASE}:13:18 wrong-value (did you mean PT?)",
        ),
        bad(
            "an address without https",
            {CATALOGUE: ("https://paper", "www.paper")},
            f"{CATALOGUE}:3:8 wrong-value (write https://www.paper.example.org/)",
        ),
        bad(
            "an address without a host",
            {CATALOGUE: ("https://paper.example.org/", "https:///a")},
            f"{CATALOGUE}:3:8 wrong-value",
        ),
        bad(
            "a licence that SPDX does not know",
            {CATALOGUE: ("MIT", "Free")},
            f"{CATALOGUE}:25:12 wrong-value (for example CC-BY-4.0, MIT, proprietary or unknown)",
        ),
        *[
            bad(f"a licence as {said}", {CATALOGUE: ("MIT", said)}, f"{CATALOGUE}:25:12 wrong-value ({hint})")
            for said, hint in (
                ("Proprietary", "write proprietary"),
                ("closed", "write proprietary"),
                ("Unknown", "write unknown"),
                ("CC BY 4.0", "did you mean CC-BY-4.0?"),
            )
        ],
        bad(
            "a language with other capitals, and a country that is called otherwise",
            {
                CATALOGUE: ("[en, pt-BR]", "[en, pt_br]"),
                CASE: ("country: PT", "country: UK"),
            },
            f"{CASE}:13:18 wrong-value (did you mean GB?)",
            f"{CATALOGUE}:22:19 wrong-value (did you mean pt-BR?)",
        ),
        good("a licence that keeps all rights", {CATALOGUE: ("MIT", "proprietary")}),
        bad("neither yes nor no", a_paper("  draft: maybe\n"), f"{CATALOGUE}:15:10 wrong-value (write yes or no)"),
        bad(
            "two lines where one is meant",
            {NEWS: ("title: Hello", 'title: "Hel\\nlo"')},
            f"{NEWS}:2:8 wrong-value (write it on one line)",
        ),
        bad("a number in words", {LOOK_BACK: ("partners: 5", "partners: five")}, f"{LOOK_BACK}:10:13 wrong-value"),
        good("languages with script and country", {CATALOGUE: ("[en]", "[no, zh-Hant, sr-Latn-RS, es-419]")}),
        good("yes and no in capitals", a_paper("  draft: No\n  sensitive: TRUE\n")),
    ],
    "summary-length": [
        bad(
            "a summary of 161 characters",
            {NEWS: ("We are here.", "a" * 161)},
            f"{NEWS}:3:10 summary-length (shorten it)",
        ),
        bad(
            "a definition of 41 words",
            {NORTH: ("The direction", "a " * 34 + "direction")},
            f"{NORTH}:3:13 summary-length",
        ),
        good("a summary of 160 characters", {NEWS: ("We are here.", "é" * 160)}),
        good("a summary of 160 characters on two lines", {NEWS: ("We are here.", f">\n  {'a' * 79}\n  {'b' * 80}")}),
        good("a definition of 40 words", {NORTH: ("The direction", "a " * 33 + "direction")}),
    ],
    "real-date": [
        bad("a day that does not exist", {NEWS: ("\ndate: 2026-05-01", "\ndate: 2026-02-29")}, f"{NEWS}:6:7 real-date"),
        bad("a date as in Europe", {NEWS: ("\ndate: 2026-05-01", "\ndate: 01.05.2026")}, f"{NEWS}:6:7 real-date"),
        bad("a date with a time", {NEWS: ("\ndate: 2026-05-01", "\ndate: 2026-05-01 12:00")}, f"{NEWS}:6:7 real-date"),
        good("the last day of February in a leap year", {NEWS: ("\ndate: 2026-05-01", "\ndate: 2024-02-29")}),
    ],
    "catalogue-empty": [
        bad(
            "an empty catalogue",
            {**NO_GUIDES, CATALOGUE: ""},
            f"{CATALOGUE}:1:1 catalogue-empty (add one, or delete the file)",
        ),
        bad("a catalogue of comments", {**NO_GUIDES, CATALOGUE: "# nothing yet\n"}, f"{CATALOGUE}:1:1 catalogue-empty"),
        bad("an empty list", {**NO_GUIDES, CATALOGUE: "[]\n"}, f"{CATALOGUE}:1:1 catalogue-empty"),
        good("neither catalogue nor guides", {**NO_GUIDES, CATALOGUE: None}),
        good("a comment above the entries", {CATALOGUE: "# Two things\n\n" + FILES[CATALOGUE]}),
    ],
    "misplaced-file": [
        bad("a guide in no folder of guides", {"guides/draw.md": A_PAGE}, "guides/draw.md:1:1 misplaced-file"),
        bad(
            "a folder with a typing mistake",
            {"guides/howto/x.md": A_PAGE},
            "guides/howto/x.md:1:1 misplaced-file (did you mean guides/how-to/?)",
        ),
        bad(
            "a folder inside a folder",
            {"docs/themes/a/b.md": A_PAGE},
            "docs/themes/a/b.md:1:1 misplaced-file (move the file to docs/themes/)",
        ),
        bad(
            "a folder of guides below docs",
            {"docs/howto/b.md": A_PAGE},
            "docs/howto/b.md:1:1 misplaced-file (did you mean guides/how-to/?)",
        ),
        bad(
            "a folder named like another",
            {"docs/decisions-of-2025/a.md": A_PAGE},
            "docs/decisions-of-2025/a.md:1:1 misplaced-file",
        ),
        bad(
            "an update among the pages",
            {"docs/about.md": FILES[NEWS]},
            "docs/about.md:2:1 misplaced-file (move it to docs/updates/)",
        ),
        bad(
            "a folder among the entries",
            {"resources/pens/ink.yml": an_entry_file("ink")},
            "resources/pens/ink.yml:1:1 misplaced-file (move the file to resources/)",
        ),
        bad(
            "a file in the place of a folder",
            {"resources": "x"},
            "resources:1:1 misplaced-file (rename it, or delete it)",
        ),
        good("decisions are read in the repository only", {"docs/decisions/0001-paper.md": "# Paper\n"}),
        good("Markdown outside docs and guides", {"README.md": "# Tiny\n"}),
    ],
    "file-name": [
        bad("capitals and blanks", {"docs/A Page.md": A_PAGE}, "docs/A Page.md:1:1 file-name (rename it to a-page.md)"),
        bad(
            "another ending", {"docs/page.markdown": A_PAGE}, "docs/page.markdown:1:1 file-name (rename it to page.md)"
        ),
        bad(
            "letters of other scripts",
            {"docs/地図.md": A_PAGE},
            "docs/地図.md:1:1 file-name (rename it to for-example-this.md)",
        ),
        *[
            bad(
                f"a copy called {name}",
                {f"docs/{name}.md": A_PAGE},
                f"docs/{name}.md:1:1 file-name (if it is a copy of support.md, "
                f"move what is new there and delete it; else rename it to {other}.md)",
            )
            for name, other in {
                "support (1)": "support-1",
                "support - Copie": "support-copie",
                "Copy of support": "copy-of-support",
            }.items()
        ],
        good("small letters, digits and hyphens", {"docs/a-page-2.md": A_PAGE}),
        bad(
            "an entry whose file has another name",
            {"resources/pen.yml": an_entry_file("ink")},
            "resources/pen.yml:1:5 file-name (rename it to ink.yml, or correct the id)",
        ),
        *[
            bad(
                f"an entry in {name}",
                {f"resources/{name}": an_entry_file("ink")},
                f"resources/{name}:1:5 file-name (rename the file to ink.yml)",
            )
            for name in ("Ink.yml", "ink.yaml", "ink.YML")
        ],
        good("an entry in a file of its name", {"resources/ink.yml": an_entry_file("ink")}),
    ],
    "language-offered": [
        bad(
            "a translation that is not offered",
            {"docs/about.es.md": A_PAGE},
            "docs/about.es.md:1:1 language-offered (it offers en)",
        ),
        bad(
            "the first language in the name",
            {"docs/about.en.md": A_PAGE},
            "docs/about.en.md:1:1 language-offered (write about.md)",
        ),
        good("the name alone", {"docs/about.md": A_PAGE}),
    ],
    "unknown-reference": [
        *text_samples.UNKNOWN_SERIES,
        bad(
            "in a text", {HOW_TO: ("[[paper]]", "[[papper]]")}, f"{HOW_TO}:11:6 unknown-reference (did you mean paper?)"
        ),
        bad(
            "in a text, with its kind",
            {HOW_TO: (STEPS, "[[theme/maping]]")},
            f"{HOW_TO}:11:1 unknown-reference (did you mean theme/mapping?)",
        ),
        bad(
            "the path of its file",
            {HOW_TO: (STEPS, "[[guides/how-to/draw.md]]")},
            f"{HOW_TO}:11:1 unknown-reference (did you mean draw?)",
        ),
        bad(
            "its address",
            {HOW_TO: (STEPS, "[[https://paper.example.org]]")},
            f"{HOW_TO}:11:1 unknown-reference (did you mean paper?)",
        ),
        bad("another address", {HOW_TO: (STEPS, "[[https://a.org/]]")}, f"{HOW_TO}:11:1 unknown-reference"),
        bad(
            "in a text, with a kind that is none",
            {HOW_TO: (STEPS, "[[tool/paper]]")},
            f"{HOW_TO}:11:1 unknown-reference (did you mean paper?)",
        ),
        bad(
            "a theme",
            {NEWS: ("[mapping]", "[mapping, maping]")},
            f"{NEWS}:4:19 unknown-reference (did you mean mapping?)",
        ),
        bad(
            "a pick",
            {COLLECTION: ("resource: paper", "resource: papier")},
            f"{COLLECTION}:7:15 unknown-reference (did you mean paper?)",
        ),
        bad(
            "a term to read next",
            {LEGEND: ("[north]", "[nord]")},
            f"{LEGEND}:8:7 unknown-reference (did you mean north?)",
        ),
        bad(
            "an alternative of another kind",
            a_paper("  alternatives: [legend]\n"),
            f"{CATALOGUE}:15:18 unknown-reference (legend is a term; take an id from resources.yml)",
        ),
        bad(
            "a replacement",
            {CASE: GONE_CASE.replace("replaced_by: legend", "replaced_by: legends")},
            f"{CASE}:3:67 unknown-reference (did you mean term/legend?)",
        ),
        bad(
            "by its title, which is nearer than another id",
            {HOW_TO: (STEPS, "[[draw-a-map]] and [[map-of-a-river]]"), CATALOGUE: DRAW + FILES[CATALOGUE]},
            f"{HOW_TO}:11:1 unknown-reference (did you mean draw?)",
            f"{HOW_TO}:11:20 unknown-reference (did you mean river?)",
        ),
        bad(
            "by another word for a term, in its own case",
            {HOW_TO: (STEPS, "[[Key]], [[LGD]] and [[term/key]]")},
            *[f"{HOW_TO}:11:{at} unknown-reference (did you mean term/legend?)" for at in (1, 10, 22)],
        ),
        bad(
            "an id of two kinds",
            {HOW_TO: (STEPS, "[[rivers]]"), "guides/glossary/river.md": A_TERM.format("stream")},
            f"{HOW_TO}:11:1 unknown-reference (did you mean case-study/river or term/river?)",
        ),
        bad(
            "a kind in capitals, and none that is near",
            {HOW_TO: (STEPS, "[[Theme/mapping]] and [[qqq/zzz]]")},
            f"{HOW_TO}:11:1 unknown-reference (did you mean theme/mapping?)",
            f"{HOW_TO}:11:23 unknown-reference (write a kind before the slash: resource, collection, case-study, "
            "guide, framework, term, theme, update, page)",
        ),
        bad(
            "what is near was withdrawn, and another is a draft",
            {
                HOW_TO: (STEPS, "[[nort]] and [[scales]]"),
                NORTH: ("title: north", f"title: north\n{WITHDRAWN}".rstrip()),
                EXPLANATION: ("themes:", "draft: yes\nthemes:"),
            },
            f"{LEGEND}:8:7 withdrawn-reference",
            f"{HOW_TO}:11:1 unknown-reference (take an id from resources.yml, "
            "or the name of a file in guides/, docs/ or resources/)",
            f"{HOW_TO}:11:14 unknown-reference",
        ),
        bad(
            "a theme, of many",
            {
                NEWS: ("[mapping]", "[zzz]"),
                **{f"docs/themes/theme-{n}.md": FILES[THEME].replace("Mapping", f"Theme {n}") for n in range(12)},
            },
            f"{NEWS}:4:10 unknown-reference (take the name of a file in docs/themes/)",
        ),
        bad(
            "the number of a source",
            {HOW_TO: (STEPS, "It is so [[1]].")},
            f"{HOW_TO}:11:10 unknown-reference (for a source, write [1](https://example.org/) or a note: [^1])",
        ),
        good("in code", {HOW_TO: (STEPS, "`[[a]]`\n\n```\n[[b]]\n```\n")}),
        good("with its kind", {HOW_TO: (STEPS, "[[term/north]] and [[theme/mapping|maps]]")}),
    ],
    "ambiguous-reference": [
        bad(
            "an id of two kinds",
            {HOW_TO: (STEPS, "[[mapping]]"), "guides/glossary/mapping.md": A_TERM.format("mapping")},
            f"{HOW_TO}:11:1 ambiguous-reference (write term/mapping or theme/mapping)",
        ),
        good(
            "with its kind",
            {HOW_TO: (STEPS, "[[theme/mapping]]"), "guides/glossary/mapping.md": A_TERM.format("mapping")},
        ),
        good("a key that wants one kind", {"guides/glossary/mapping.md": A_TERM.format("mapping")}),
    ],
    "unpublished-reference": [
        text_samples.OPENING_IS_A_DRAFT,
        bad("to a draft", {NORTH: ("title: north", "title: north\ndraft: yes")}, f"{LEGEND}:8:7 unpublished-reference"),
        bad(
            "to what comes out tomorrow",
            {NORTH: ("title: north", "title: north\npublish_after: 2026-06-16")},
            f"{LEGEND}:8:7 unpublished-reference",
            f"{NORTH}:3:16 embargoed-text",
        ),
        good("to what came out today", {NORTH: ("title: north", "title: north\npublish_after: 2026-06-15")}),
        good(
            "from draft to draft",
            {
                NORTH: ("title: north", "title: north\ndraft: yes"),
                LEGEND: ("title: legend", "title: legend\ndraft: yes"),
            },
        ),
    ],
    "withdrawn-reference": [
        text_samples.OPENING_WAS_WITHDRAWN,
        bad(
            "a replacement is named",
            {NORTH: ("title: north", f"title: north\n{WITHDRAWN}")},
            f"{LEGEND}:8:7 withdrawn-reference (use legend)",
        ),
        bad(
            "no replacement is named",
            {NORTH: ("title: north", "title: north\n" + WITHDRAWN.replace(", replaced_by: legend", ""))},
            f"{LEGEND}:8:7 withdrawn-reference (take it out)",
        ),
        good(
            "an update tells of it",
            {
                CASE: GONE_CASE,
                NEWS: ("kind: news", "kind: withdrawal\naffects: [river]"),
            },
        ),
        bad(
            "by path, to a place on its page",
            {
                EXPLANATION: A_NOTICE.replace("replaced_by: legend", "replaced_by: draw"),
                HOW_TO: (STEPS, f"{STEPS} See [scale](../explanation/scale.md#what-it-is)."),
            },
            f"{HOW_TO}:11:60 withdrawn-reference (use [[draw]])",
        ),
        bad(
            "a replacement that went too",
            {
                NORTH: ("title: north", f"title: north\n{WITHDRAWN}"),
                LEGEND: ("title: legend", "title: legend\n" + WITHDRAWN.replace("legend", "river")),
            },
            f"{NORTH}:3:67 withdrawn-reference (use river)",
        ),
        bad(
            "a line of the menu",
            {SETTINGS: FILES[SETTINGS] + "nav: [index.md, about.md]\n", "docs/about.md": A_NOTICE},
            f"{SETTINGS}:11:17 withdrawn-reference (delete the line)",
        ),
        good(
            "an update links to it",
            {EXPLANATION: A_NOTICE, NEWS: ("open.", "open. [Scale](../../guides/explanation/scale.md) is gone.")},
        ),
        good(
            "from one withdrawn entry to another",
            {
                NORTH: ("title: north", f"title: north\n{WITHDRAWN}".replace(", replaced_by: legend", "")),
                LEGEND: ("title: legend", "title: legend\n" + WITHDRAWN.replace("legend", "river")),
            },
        ),
    ],
    "unknown-word": [
        bad(
            "a region",
            {CATALOGUE: ("[global]", "[global, europa]")},
            f"{CATALOGUE}:9:21 unknown-word (did you mean europe?)",
        ),
        bad(
            "the region of a country",
            {LOOK_BACK: ("region: europe", "region: iberia")},
            f"{LOOK_BACK}:15:29 unknown-word (one of: europe, global)",
        ),
        bad(
            "a criterion, which is a key",
            a_paper("  criteria: {work-offline: {verdict: unknown}}\n"),
            f"{CATALOGUE}:15:14 unknown-word (did you mean works-offline?)",
        ),
        bad(
            "a criterion of a comparison",
            {RESEARCH: ("[works-offline]", "[works-offline, price]")},
            f"{RESEARCH}:8:29 unknown-word",
        ),
        bad(
            "a group of themes",
            {
                SETTINGS: FILES[SETTINGS] + "    theme_groups: {land: Land and water}\n",
                THEME: ("title: Mapping", "title: Mapping\ngroup: lands"),
            },
            f"{THEME}:3:8 unknown-word (did you mean land?)",
        ),
        good("a criterion of the library", a_paper("  criteria: {works-offline: {verdict: unknown}}\n")),
    ],
    "unknown-file": [
        bad(
            "a file that does not exist",
            {HOW_TO: (STEPS, "[Paper](../how-to/draw-2.md)")},
            f"{HOW_TO}:11:1 unknown-file (did you mean [[draw]]?)",
        ),
        bad(
            "a file that is like none",
            {HOW_TO: (STEPS, "[Paper](xyz.md)")},
            f"{HOW_TO}:11:1 unknown-file (write a path from here, or [[id]])",
        ),
        bad(
            "addresses without their start",
            {HOW_TO: (STEPS, "[a](www.a.example/b.pdf) [c](c.example/d) [e](https//e.example)")},
            f"{HOW_TO}:11:1 unknown-file (write https://www.a.example/b.pdf)",
            f"{HOW_TO}:11:26 unknown-file (write https://c.example/d)",
            f"{HOW_TO}:11:43 unknown-file (write https://e.example)",
        ),
        bad("a picture that does not exist", {HOW_TO: (STEPS, "![A map](map.png)")}, f"{HOW_TO}:11:1 unknown-file"),
        bad(
            "a picture by another name",
            {
                HOW_TO: (STEPS, "![A map](images/map.svg)"),
                "docs/images/maps.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
            },
            "docs/images/maps.svg:1:1 unused-picture",
            f"{HOW_TO}:11:1 unknown-file (did you mean ../../docs/images/maps.svg?)",
        ),
        bad(
            "a path from the root",
            {HOW_TO: (STEPS, "[Start](/index.md)")},
            f"{HOW_TO}:11:1 unknown-file (write a path from this file, or [[id]])",
        ),
        bad(
            "a file that is not published",
            {HOW_TO: (STEPS, "[Settings](../../mkdocs.yml)")},
            f"{HOW_TO}:11:1 unknown-file",
        ),
        bad(
            "a file outside the library",
            {HOW_TO: (STEPS, "[Hosts](../../../../../../etc/hosts)")},
            f"{HOW_TO}:11:1 unknown-file",
        ),
        bad(
            "a name too long for any file",
            {HOW_TO: (STEPS, f"[Paper]({'a' * 5000}.md)")},
            f"{HOW_TO}:11:1 unknown-file",
        ),
        bad("a name with NUL", {HOW_TO: (STEPS, "[Paper](a%00b.md)")}, f"{HOW_TO}:11:1 unknown-file"),
        good(
            "texts, pictures and the catalogue",
            {
                HOW_TO: (STEPS, "[a](../glossary/north.md#x) ![b](../../docs/assets/map.png) [c](../../resources.yml)"),
                **PICTURE,
            },
        ),
        good(
            "addresses and places on the page",
            {HOW_TO: (STEPS, "[a](https://a.example.org/b.md) [b](#risks) [c](mailto:a@example.org)")},
        ),
        good("in code", {HOW_TO: (STEPS, "`[a](b.md)`")}),
    ],
    "unknown-note": [
        bad(
            "a note that nobody wrote",
            {HOW_TO: (STEPS, "A[^a] and b[^1].\n\n[^2]: c[^3]\n\nd[^2]")},
            *[f"{HOW_TO}:11:{n} unknown-note" for n in (2, 12)],
            f"{HOW_TO}:13:8 unknown-note",
        ),
        bad(
            "a typing mistake",
            {HOW_TO: (STEPS, "A[^sorce] and b[^source].\n\n[^source]: c")},
            f"{HOW_TO}:11:2 unknown-note (did you mean source?)",
        ),
        good("in code and behind a backslash", {HOW_TO: (STEPS, "`[^a]` and \\[^a]")}),
        good("a note above its use, in a list", {HOW_TO: (STEPS, "- [^a]: b\n\nA[^a], again[^a].")}),
    ],
    "unused-note": [
        bad(
            "nobody refers to it",
            {HOW_TO: (STEPS, "A.\n\n[^a]: b")},
            f"{HOW_TO}:13:1 unused-note (write [^a], or delete it)",
        ),
        bad(
            "a second one",
            {HOW_TO: (STEPS, "A[^a].\n\n[^a]: b\n\n[^a]: c")},
            f"{HOW_TO}:15:1 unused-note (give it another name)",
        ),
        good("a note that a note refers to", {HOW_TO: (STEPS, "A[^a].\n\n[^a]: b[^b]\n\n[^b]: c")}),
        good("a note that a callout refers to", {HOW_TO: (STEPS, "!!! pitfall\n    A[^a].\n\n[^a]: b\n\n    c")}),
    ],
    "unknown-fragment": [
        *[
            bad(
                f"what a word processor left: {place}",
                {HOW_TO: (STEPS, f"Take [[paper]].[the note](#{place})")},
                f"{HOW_TO}:11:16 unknown-fragment (a word processor left this: delete the link, "
                "and keep its words if any)",
            )
            for place in ("cmnt1", "cmnt_ref12", "ftnt1", "bookmark=id.abc1", "heading=h.3znysh7", "_Toc123", "_ftn1")
        ],
        bad(
            "one of many that is like none",
            {
                HOW_TO: (STEPS, "[the part](#zzz)\n\n" + "".join(f"### Part {n} {{#part-{n}}}\n\n" for n in range(12))),
            },
            f"{HOW_TO}:11:1 unknown-fragment (write {{#id}} after the heading that you mean, and #id here)",
        ),
        bad(
            "on this page",
            {HOW_TO: (STEPS, "[a](#stepz)")},
            f"{HOW_TO}:11:1 unknown-fragment (did you mean steps?)",
        ),
        bad(
            "in another file",
            {HOW_TO: (STEPS, "[a](../explanation/scale.md#what)")},
            f"{HOW_TO}:11:1 unknown-fragment",
        ),
        bad(
            "by id, in a callout, the words of a heading that has an id",
            {HOW_TO: (STEPS, "!!! pitfall\n    [a]\n\n[a]: <#who-this-is-for>")},
            f"{HOW_TO}:12:5 unknown-fragment",
        ),
        bad(
            "in a term, which has no headings",
            {NORTH: FILES[NORTH] + "[a](#north)\n"},
            f"{NORTH}:7:1 unknown-fragment",
        ),
        good("a question", {HOW_TO: (STEPS, "[a](../frameworks/paper-or-pencil.md#draws)")}),
        good(
            "ids, and what code hosts make of words",
            {
                HOW_TO: (
                    STEPS,
                    (
                        "### Más *agua* & `x_y`!\n### Más agua  x_y\n### \u6c34 1.2\n\n[a](#steps) [b](#más-agua--x_y) "
                        "[c](#m%C3%A1s-agua--x_y-1) [d](#\u6c34-12) [e](../explanation/scale.md#what-it-is)"
                    ),
                )
            },
        ),
        bad("in the catalogue", {HOW_TO: (STEPS, "[a](../../resources.yml#paper)")}, f"{HOW_TO}:11:1 unknown-fragment"),
        good("terms, which stand on one page", {HOW_TO: (STEPS, "[a](../glossary/north.md#x)")}),
        good("other sites", {HOW_TO: (STEPS, "[a](https://a.org/#x)")}),
    ],
    "duplicate-id": [
        bad(
            "two resources",
            {CATALOGUE: FILES[CATALOGUE] + PENCIL.replace("pencil.", "pen.")},
            f"{CATALOGUE}:29:7 duplicate-id (choose another id)",
        ),
        bad(
            "two guides in two folders",
            {"guides/explanation/draw.md": FILES["guides/explanation/scale.md"]},
            f"{HOW_TO}:2:1 duplicate-id",
        ),
        bad(
            "an id that is the name of another file",
            {NORTH: ("title: north", "title: north\nid: legend")},
            f"{LEGEND}:8:7 unknown-reference",
            f"{NORTH}:3:5 duplicate-id (choose another id)",
        ),
        good("two kinds", {"guides/glossary/river.md": A_TERM.format("river")}),
    ],
    "duplicate-url": [
        bad(
            "the same page",
            {CATALOGUE: ("https://pencil.", "https://paper.")},
            f"{CATALOGUE}:17:8 duplicate-url (see resources.yml:3)",
        ),
        bad(
            "without slash, with www and http",
            {CATALOGUE: ("https://pencil.example.org/", "http://WWW.paper.example.org:80")},
            f"{CATALOGUE}:17:8 duplicate-url",
            f"{CATALOGUE}:17:8 plain-http",
        ),
        bad(
            "with the name of the index file",
            {CATALOGUE: ("https://pencil.example.org/", "https://paper.example.org/index.html")},
            f"{CATALOGUE}:17:8 duplicate-url",
        ),
        bad(
            "the same part of the same page",
            two_at("https://a.example/#b", "https://www.a.example/#b"),
            f"{CATALOGUE}:17:8 duplicate-url (see resources.yml:3)",
        ),
        bad(
            "the same page of an application",
            two_at("https://a.example/#/b", "https://a.example/#/b"),
            f"{CATALOGUE}:17:8 duplicate-url",
        ),
        good(
            "of an entry that was withdrawn",
            {
                CATALOGUE: PAPER
                + PENCIL
                + PAPER.replace("id: paper", "id: sheet").replace(
                    "  kind: tool",
                    "  withdrawn: {date: 2026-05-02, reason: It has another name., replaced_by: paper}\n  kind: tool",
                )
            },
        ),
        good("another path", {CATALOGUE: ("https://pencil.example.org/", "https://paper.example.org/pencil")}),
        good("another query", {CATALOGUE: ("https://pencil.example.org/", "https://paper.example.org/?p=2")}),
    ],
    "same-page": [
        bad(
            "two parts of one page",
            two_at("https://a.example/b#data", "https://a.example/b#maps"),
            f"{CATALOGUE}:17:8 same-page (see resources.yml:3)",
        ),
        bad(
            "a page and a part of it",
            two_at("https://a.example/b", "https://a.example/b/#maps"),
            f"{CATALOGUE}:17:8 same-page",
        ),
        good("two routes", two_at("https://a.example/#/#one:b", "https://a.example/#/#two:b")),
        good("two routes as they were written before", two_at("https://a.example/#!one", "https://a.example/#!two")),
        good("an application and a route in it", two_at("https://a.example/", "https://a.example/#/b")),
        good("parts of two pages", two_at("https://a.example/b#c", "https://a.example/d#c")),
    ],
    "reserved-page": [
        bad(
            "the address of the catalogue",
            {"docs/resources.md": A_PAGE},
            "docs/resources.md:2:1 reserved-page (rename the file)",
        ),
        bad("the address of a language", {"docs/en.md": A_PAGE}, "docs/en.md:2:1 reserved-page"),
        good("a page of its own", {"docs/resourceful.md": A_PAGE}),
        good("another kind", {"guides/glossary/search.md": A_TERM.format("search")}),
    ],
    "support-page": [
        bad("no such page", {SUPPORT: None}, f"{SUPPORT}:1:1 support-page"),
        bad("a page of another id", {SUPPORT: ("title:", "id: help\ntitle:")}, f"{SUPPORT}:1:1 support-page"),
        bad("a draft", {SUPPORT: ("title:", "draft: yes\ntitle:")}, f"{SUPPORT}:1:1 support-page"),
        good(
            "a page of another name", {SUPPORT: None, "docs/help.md": A_PAGE.replace("title:", "id: support\ntitle:")}
        ),
    ],
    "needed-page": [
        bad("the support page", {SUPPORT: A_NOTICE}, f"{SUPPORT}:4:1 needed-page (delete the key withdrawn)"),
        bad("the home page", {"docs/index.md": A_NOTICE}, "docs/index.md:4:1 needed-page"),
        good("another page", {"docs/about.md": A_NOTICE}),
    ],
    "reserved-id": [
        bad(
            "by",
            {"guides/glossary/by.md": A_TERM.format("by")},
            "guides/glossary/by.md:2:1 reserved-id (choose another id)",
        ),
        bad("index", {NEWS: ("title: Hello", "title: Hello\nid: index")}, f"{NEWS}:3:5 reserved-id"),
        bad(
            "a term with an id of the page around it",
            {"guides/glossary/os-menu.md": A_TERM.format("menu")},
            "guides/glossary/os-menu.md:2:1 reserved-id (choose another id)",
        ),
        *[
            bad(
                f"a resource called {name}",
                {CATALOGUE: PAPER.replace("paper", name) + FILES[CATALOGUE]},
                f"{CATALOGUE}:1:7 reserved-id (choose another id)",
            )
            for name in ("aux", "com1", "lpt9", "nul")
        ],
        bad("a page that says so", {NEWS: ("title: Hello", "title: Hello\nid: prn")}, f"{NEWS}:3:5 reserved-id"),
        good("a name that begins so", {NEWS: ("title: Hello", "title: Hello\nid: con-text")}),
        good("another kind with such an id", {"guides/how-to/os-menu.md": FILES[HOW_TO]}),
        good("a longer id", {"guides/glossary/by-law.md": A_TERM.format("by-law")}),
        good("the first page of the site", {"docs/index.md": FILES["docs/index.md"]}),
    ],
    "duplicate-alias": [
        bad(
            "an alias that is a term",
            {NORTH: ("title: north", "title: north\naliases: [up, Legend]")},
            f"{NORTH}:3:15 duplicate-alias (keep it at one of them)",
        ),
        bad(
            "an abbreviation of two terms",
            {NORTH: ("title: north", "title: north\nabbreviations: [lgd]")},
            f"{NORTH}:3:17 duplicate-alias",
        ),
        bad("a title that is an alias", {NORTH: ("title: north", "title: Key")}, f"{NORTH}:2:8 duplicate-alias"),
        good(
            "words of a term that was withdrawn",
            {
                "guides/glossary/old.md": A_TERM.format("Legend").replace(
                    "---\n", f"---\n{WITHDRAWN}aliases: [key]\n", 1
                )
            },
        ),
        bad(
            "an equivalent of two terms",
            {
                LEGEND: ("aliases: [key]", "equivalents: {es: [Leyenda]}"),
                NORTH: ("title: north", "title: north\nequivalents: {es: [norte, leyenda], pt: [legenda]}"),
            },
            f"{NORTH}:3:27 duplicate-alias",
        ),
        good(
            "one word of two languages",
            {
                LEGEND: ("aliases: [key]", "equivalents: {es: [norte]}"),
                NORTH: ("title: north", "title: north\nequivalents: {pt: [norte]}"),
            },
        ),
        good("a word twice at one term", {LEGEND: ("aliases: [key]", "aliases: [Legend, key]")}),
        good("a part of another word", {NORTH: ("title: north", "title: north\naliases: [keys]")}),
    ],
    "duplicate-pick": [
        bad(
            "a resource twice",
            {COLLECTION: ("resource: pencil", "resource: paper")},
            f"{COLLECTION}:9:15 duplicate-pick (keep one)",
        ),
        bad(
            "a tool and a criterion twice in a comparison",
            {
                "guides/research/writing-tools.md": FILES["guides/research/writing-tools.md"]
                .replace("[paper, pencil]", "[paper, pencil, paper]")
                .replace("[works-offline]", "[works-offline, works-offline]")
            },
            "guides/research/writing-tools.md:7:30 duplicate-pick",
            "guides/research/writing-tools.md:8:29 duplicate-pick",
        ),
        bad(
            "a country in two regions",
            {
                "docs/updates/year.md": (
                    "    - {country: PT, region: europe}",
                    "    - {country: PT, region: europe}\n    - {country: PT, region: global}",
                )
            },
            "docs/updates/year.md:16:17 duplicate-pick",
        ),
        good("a resource in two collections", {"guides/collections/more.md": FILES[COLLECTION]}),
    ],
    "missing-section": [
        bad(
            "a section that does not exist",
            {HOW_TO: ("## Risks {#risks}\n", "")},
            f"{HOW_TO}:17:1 missing-section (add a heading: ## Your words {{#risks}})",
        ),
        bad(
            "a heading without its id",
            {HOW_TO: (" {#risks}", "")},
            f"{HOW_TO}:15:1 missing-section (add {{#risks}} to this heading)",
        ),
        bad(
            "an id in another language",
            {HOW_TO: ("{#risks}", "{#riesgos}")},
            f"{HOW_TO}:15:1 missing-section "
            "(if this heading is it, write {#risks} after its words instead of {#riesgos})",
        ),
        bad(
            "a heading with other words, without an id",
            {HOW_TO: ("## Risks {#risks}", "## Riesgos")},
            f"{HOW_TO}:15:1 missing-section (if this heading is it, write {{#risks}} after its words)",
        ),
        bad(
            "a text that is empty",
            {CASE: FILES[CASE][: FILES[CASE].index("##")]},
            f"{CASE}:2:1 empty-text",
            *[f"{CASE}:17:1 missing-section"] * 3,
        ),
        *[
            bad(
                f"the sections of {meant} in {folder}",
                {f"guides/{folder}/other.md": front(f"guides/{folder}") + sections},
                f"guides/{folder}/other.md:2:1 missing-section (move it to guides/{meant}/)",
            )
            for folder in SECTIONS
            for meant, sections in SECTIONS.items()
            if meant != folder
        ],
        bad(
            "one of them lacking",
            {"guides/explanation/other.md": front("guides/explanation") + SECTIONS["how-to"].replace("{#risks}", "")},
            "guides/explanation/other.md:2:1 missing-section (move it to guides/how-to/)",
        ),
        bad(
            "a beginning that two kinds share",
            {
                "guides/research/other.md": front("guides/research")
                + "## What {#what-it-is}\n\nA.\n\n## More {#further}\n\nB.\n"
            },
            *["guides/research/other.md:16:1 missing-section"] * 6,
        ),
        *text_samples.ARTICLES,
        good("words in another language", {HOW_TO: ("## Risks {#risks}", "## Riesgos *de* ello ## {#risks}")}),
        good("more sections", {HOW_TO: ("## Risks {#risks}", "## Cost {#cost}\n## Risks {#risks}")}),
    ],
    "heading-order": [
        bad(
            "a first level",
            {NEWS: ("The library", "# Hello\n\nThe library")},
            f"{NEWS}:9:1 heading-order (write ## instead of #)",
        ),
        bad(
            "a skipped level",
            {NEWS: ("The library", "## a\n\n#### b\n\nThe library")},
            f"{NEWS}:11:1 heading-order (write ###)",
        ),
        bad(
            "a third level first",
            {NEWS: ("The library", "### a\n\nThe library")},
            f"{NEWS}:9:1 heading-order (write ##)",
        ),
        bad(
            "words over a line of =",
            {NEWS: ("The library", "Hello\n===\n\nThe library")},
            f"{NEWS}:9:1 heading-order (delete the line of = signs and write ## before the words)",
        ),
        good("down one by one and up at once", {NEWS: ("The library", "## a\n### b\n#### c\n## d\n\nThe library")}),
        good("number signs in code", {NEWS: ("The library", "```\n# a comment\n```\n\nThe library")}),
    ],
    "duplicate-section": [
        bad(
            "an id twice",
            {NEWS: ("The library", "## a {#x}\n## b {#x}\n\nThe library")},
            f"{NEWS}:10:1 duplicate-section (choose another id)",
        ),
        good("the same words twice", {NEWS: ("The library", "## a\n## a\n\nThe library")}),
        good("an id that is the words of another", {NEWS: ("The library", "## a\n## b {#a}\n\nThe library")}),
    ],
    "table-row": [
        bad(
            "a cell too many",
            {NEWS: ("The library", "| a |\n| - |\n| b | c | d |\n\nThe library")},
            f"{NEWS}:11:7 table-row (write a bar in a cell as \\|)",
        ),
        bad(
            "a bar in code, in a quote",
            {NEWS: ("The library", "> a | b\n> --- | ---\n> `c|d` | e\n\nThe library")},
            f"{NEWS}:11:11 table-row",
        ),
        good("a bar behind a backslash", {NEWS: ("The library", "| a |\n| - |\n| `b\\|c` |\n\nThe library")}),
        good("cells too few", {NEWS: ("The library", "a | b\n--- | ---\nc\nd |\n\nThe library")}),
    ],
    "code-block": [
        bad(
            "fewer backticks below it than above",
            {NEWS: ("The library is open.", "The library\n\n````\nis\n```\nopen.")},
            f"{NEWS}:11:1 code-block (write a line of backticks below the code)",
        ),
        bad(
            "in an item and in a quote",
            {NEWS: ("The library", "- ```\n  a\n\n> ~~~\n> b\n\nThe library")},
            f"{NEWS}:9:3 code-block",
            f"{NEWS}:12:3 code-block",
        ),
        bad("an empty one", {NEWS: ("The library is open.", "The library is open.\n\n```")}, f"{NEWS}:11:1 code-block"),
        good(
            "blocks of every kind",
            {
                NEWS: (
                    "The library",
                    "```\na\n`````\n\n- ~~~ sh\n  ```\n  ~~~\n\n> ```\n> ```\n\n    ```\n\nThe library",
                )
            },
        ),
    ],
    "code-words": [
        bad(
            "a title",
            {NEWS: ("The library", "```py title=x\na\n```\n\nThe library")},
            f"{NEWS}:9:1 code-words (write the language only)",
        ),
        bad(
            "a class with a handler",
            {NEWS: ("The library", "```{.py onclick=x}\na\n```\n\nThe library")},
            f"{NEWS}:9:1 code-words",
        ),
        bad("lines to mark", {NEWS: ("The library", "~~~py{1,3}\na\n~~~\n\nThe library")}, f"{NEWS}:9:1 code-words"),
        bad(
            "a drawing",
            {NEWS: ("The library", "```Mermaid\na\n```\n\nThe library")},
            f"{NEWS}:9:1 code-words (add it as a picture, and say in words what it shows)",
        ),
        good("a language", {NEWS: ("The library", "``` c++ \na\n```\n\n~~~objective-c\n~~~\n\nThe library")}),
    ],
    "heading-id": [
        bad(
            "a heading with an id of the frame",
            {NEWS: ("The library", "## a {#os-menu}\n## b {#OS-person}\n\nThe library")},
            f"{NEWS}:9:1 heading-id (choose another id)",
            f"{NEWS}:10:1 heading-id",
        ),
        bad(
            "a heading inside a step with an id like those of steps",
            {FRAMEWORK: ("As much as", "### How much {#f-look}\n\nAs much as")},
            f"{FRAMEWORK}:59:1 heading-id",
        ),
        bad(
            "ids of notes",
            {NEWS: ("The library", "## a {#fn:1}\n## b {#fnref:1:2}\n\nThe library")},
            *[f"{NEWS}:{line}:1 heading-id" for line in (9, 10)],
        ),
        good("words of the frame", {NEWS: ("The library", "## Content\n## Menu {#menu}\n## f {#f-a}\n\nThe library")}),
        good("words that begin alike", {NEWS: ("The library", "## a {#osm-menu}\n## b {#fnord}\n\nThe library")}),
    ],
    "empty-heading": [
        bad("signs alone", {NEWS: ("The library", "##\n\nThe library")}, f"{NEWS}:9:1 empty-heading (write ## Words)"),
        bad(
            "an id, in a quote",
            {NEWS: ("The library", "> ## ## {#a}\n\nThe library")},
            f"{NEWS}:9:3 empty-heading",
        ),
        good(
            "code and a picture",
            {NEWS: ("The library", "## `a`\n## ![A map](../assets/map.png)\n\nThe library"), **PICTURE},
        ),
    ],
    "note-place": [
        bad(
            "a step and a term",
            {
                FRAMEWORK: ("See what they leave out.", "See[^1] what they leave out.\n\n[^1]: Words"),
                LEGEND: FILES[LEGEND] + "A[^1].\n\n[^1]: b\n",
            },
            f"{FRAMEWORK}:55:4 note-place (say it in the text)",
            f"{LEGEND}:10:2 note-place",
        ),
        good("a note in a guide", {HOW_TO: (STEPS, "A[^1].\n\n[^1]: b")}),
        good("brackets in a step", {FRAMEWORK: ("See what they leave out.", "See `[^1]` what they leave out.")}),
    ],
    "term-heading": [
        bad(
            "a heading in a term",
            {LEGEND: FILES[LEGEND] + "## In a map\n\nIt stands in a corner.\n"},
            f"{LEGEND}:10:1 term-heading (write a paragraph)",
        ),
        good("a paragraph in a term", {LEGEND: FILES[LEGEND] + "It stands in a corner.\n"}),
    ],
    "callout-text": [
        bad(
            "three spaces",
            {NEWS: ("The library", "!!! pitfall\n   Deep.\n\nThe library")},
            f"{NEWS}:9:5 callout-text (put four spaces before each line of its text)",
        ),
        bad("nothing below", {NEWS: ("The library", "!!! pitfall\n\nThe library")}, f"{NEWS}:9:5 callout-text"),
        bad("a folded one", {NEWS: ("The library", '???+ note "T"\n\nThe library')}, f"{NEWS}:9:6 callout-text"),
        bad("an alert", {NEWS: ("The library", "> [!TIP]\n\nThe library")}, f"{NEWS}:9:3 callout-text"),
        bad(
            "two empty lines, behind which its text is code",
            {NEWS: ("The library", "!!! note\n    a\n\n\n    b\n\nThe library")},
            f"{NEWS}:13:5 callout-text (leave one empty line only)",
        ),
        good("in quotes, and an alert", {NEWS: ("The library", "> !!! note\n>     a\n\n> [!TIP]\n> b\n\nThe library")}),
        good("four spaces", {NEWS: ("The library", "!!! pitfall\n    Deep.\n\nThe library")}),
        good("an empty line first", {NEWS: ("The library", "!!! pitfall\n\n    Deep.\n\nThe library")}),
        good("a callout in a list", {NEWS: ("The library", "- one\n\n    !!! note\n        Deep.\n\nThe library")}),
    ],
    "callout-line": [
        bad(
            "a title without quotes",
            {NEWS: ("The library", "!!! note Mind this\n    a\n\nThe library")},
            f'{NEWS}:9:5 callout-line (write !!! note "Title", with “ and ” for quotes inside the title)',
        ),
        bad(
            "a colon behind the kind",
            {NEWS: ("The library", "!!! pitfall:\n    a\n\nThe library")},
            f'{NEWS}:9:5 callout-line (write !!! pitfall "Title", with “ and ” for quotes inside the title)',
        ),
        bad(
            "a class of the site, which would hide the words",
            {NEWS: ("The library", "!!!note os-find-panel\n    a\n\nThe library")},
            f"{NEWS}:9:4 callout-line",
        ),
        bad(
            "a title that is never closed, and other quotes",
            {NEWS: ("The library", "!!! note \"a\n    a\n\n- ??? note 'b'\n      b\n\nThe library")},
            f"{NEWS}:9:5 callout-line",
            f"{NEWS}:12:7 callout-line",
        ),
        bad("no blank", {NEWS: ("The library", "!!!note\n    a\n\nThe library")}, f"{NEWS}:9:4 callout-line"),
        good(
            "a kind and a title",
            {NEWS: ("The library", "!!! note   \"a, 'b' – c\" \n    a\n\n???+ warning\n    b\n\nThe library")},
        ),
    ],
    "menu-page": [
        bad(
            "a typing mistake",
            {SETTINGS: FILES[SETTINGS] + "nav:\n  - abuot.md\n", "docs/about.md": A_PAGE},
            f"{SETTINGS}:{FILES[SETTINGS].count(chr(10)) + 2}:5 menu-page (did you mean about.md?)",
        ),
        good(
            "pages, parts and titles",
            {SETTINGS: FILES[SETTINGS] + "nav:\n  - index.md\n  - Guides: guides/index.md\n  - support.md\n"},
        ),
    ],
    "callout-kind": [
        bad(
            "a typing mistake",
            {NEWS: ("The library", "!!! pitfal\n    Deep.\n\nThe library")},
            f"{NEWS}:9:5 callout-kind (did you mean pitfall?)",
        ),
        bad(
            "a kind of Material",
            {NEWS: ("The library", '!!! abstract "Short"\n    Deep.\n\nThe library')},
            f"{NEWS}:9:5 callout-kind (one of: homework, note, pitfall, question, saving, warning)",
        ),
        good(
            "every kind",
            {
                NEWS: (
                    "The library",
                    "".join(
                        f'!!! {kind} "Words"\n    Deep.\n\n'
                        for kind in ("question", "pitfall", "saving", "homework", "note", "warning")
                    )
                    + "The library",
                )
            },
        ),
        bad("a folded one", {NEWS: ("The library", "??? tip\n    a\n\nThe library")}, f"{NEWS}:9:5 callout-kind"),
        good(
            "every alert", {NEWS: ("The library", "".join(f"> [!{kind}]\n> a\n\n" for kind in ALERTS) + "The library")}
        ),
        good("three exclamation marks in a sentence", {NEWS: ("open.", "open!!! really")}),
    ],
    "image-alt": [
        bad(
            "an image without words",
            {NEWS: ("The library", "![](../assets/map.png) The library"), **PICTURE},
            f"{NEWS}:9:1 image-alt (write ![what it shows](../assets/map.png))",
        ),
        good("an image with words", {NEWS: ("The library", "![A map](../assets/map.png) The library"), **PICTURE}),
        bad(
            "an image by id, in bold",
            {NEWS: ("The library", "[a]: ../assets/map.png\n\n**![ ][a]** The library"), **PICTURE},
            f"{NEWS}:11:3 image-alt",
        ),
        good("code as words", {NEWS: ("The library", "![`a`](../assets/map.png) The library"), **PICTURE}),
    ],
    "empty-text": [
        bad(
            "a theme without a text",
            {THEME: ("Maps leave things out.\n", "")},
            f"{THEME}:2:1 empty-text (write it, or add draft: yes)",
        ),
        bad("a theme of blanks", {THEME: ("Maps leave things out.", " ")}, f"{THEME}:2:1 empty-text"),
        good("a draft", {NEWS: ("kind: news\n---\nThe library is open.\n", "kind: news\ndraft: yes\n---\n")}),
        good("terms and collections have their text in their keys", {NORTH: FILES[NORTH]}),
    ],
    "future-date": [
        bad(
            "a review the day after tomorrow",
            {NEWS: ("reviewed: 2026-05-01", "reviewed: 2026-06-17")},
            f"{NEWS}:5:11 future-date (check the year and the month)",
        ),
        bad(
            "a review in the last year of all",
            {NEWS: ("reviewed: 2026-05-01", "reviewed: 9999-12-31")},
            f"{NEWS}:5:11 future-date",
        ),
        bad(
            "a post the day after tomorrow",
            {NEWS: ("\ndate: 2026-05-01", "\ndate: 2026-06-17")},
            f"{NEWS}:6:7 future-date",
        ),
        bad(
            "a withdrawal",
            {CASE: ("period: 2024", WITHDRAWN.replace("2026-05-02", "2027-05-02") + "period: 2024")},
            f"{CASE}:12:1 withdrawn-text",
            f"{CASE}:12:19 future-date",
        ),
        bad(
            "a look at a source",
            a_paper(f"  criteria: {{works-offline: {{verdict: no, {MANUAL}, checked: 2026-06-17}}}}\n"),
            f"{CATALOGUE}:15:103 future-date",
        ),
        bad(
            "consent that will be given",
            told("2026-01-01\n    until: 2026-06-16", "2026-06-17\n    until: 2027-06-15"),
            f"{CASE}:14:12 future-date",
        ),
        good(
            "tomorrow, which has begun in the east",
            {NEWS: ("reviewed: 2026-05-01\ndate: 2026-05-01", "reviewed: 2026-06-16\ndate: 2026-06-16")},
        ),
        good("today", {NEWS: ("reviewed: 2026-05-01\ndate: 2026-05-01", "reviewed: 2026-06-15\ndate: 2026-06-15")}),
        good(
            "a post that waits for its day",
            {
                NEWS: ("\ndate: 2026-05-01", "\ndate: 2026-06-16\npublish_after: 2026-06-16"),
                "policy/exceptions.yml": withheld_samples.LATER,
            },
        ),
    ],
    "review-order": [
        bad(
            "the next review on the same day",
            {NEWS: ("\ndate:", "\nreview_by: 2026-05-01\ndate:")},
            f"{NEWS}:5:11 review-due",
            f"{NEWS}:6:12 review-order (choose a later day)",
        ),
        good("the next review today", {NEWS: ("\ndate:", "\nreview_by: 2026-06-15\ndate:")}),
    ],
    "review-due": [
        bad(
            "a day that is over",
            {NEWS: ("\ndate:", "\nreview_by: 2026-06-14\ndate:")},
            f"{NEWS}:5:11 review-due (read it again and set reviewed)",
        ),
        bad("the period of the kind is over", {NORTH: ("2026-05-01", "2024-06-14")}, f"{NORTH}:5:11 review-due"),
        bad(
            "a period that the library sets",
            {SETTINGS: FILES[SETTINGS] + "    review_months: {term: 1}\n", LEGEND: ("2026-05-01", "2026-05-15")},
            f"{NORTH}:5:11 review-due",
        ),
        good("the last day of the period", {NORTH: ("2026-05-01", "2024-06-15")}),
        good("what was withdrawn", {CASE: GONE_CASE.replace("reviewed: 2026", "reviewed: 2020")}),
    ],
    "accept-expired": [
        bad(
            "a day that has come",
            a_paper("  accept: {reason: They move, until: 2026-06-15}\n"),
            f"{CATALOGUE}:15:38 accept-expired (follow the link, then delete accept)",
        ),
        bad(
            "in a text",
            {NEWS: ("\ndate:", "\naccept: {reason: They move, until: 2026-01-01}\ndate:")},
            f"{NEWS}:6:36 accept-expired (follow the link, then delete accept)",
        ),
        good("tomorrow", a_paper("  accept: {reason: They move, until: 2026-06-16}\n")),
        good(
            "what was withdrawn",
            {NEWS: A_NOTICE.replace("\nreviewed:", "\naccept: {reason: They move, until: 2026-01-01}\nreviewed:")},
        ),
    ],
    "verdict-source": [
        bad(
            "no source at all",
            a_paper("  criteria: {works-offline: {verdict: no}}\n"),
            f"{CATALOGUE}:15:29 verdict-source (add them, or write unknown)",
        ),
        bad(
            "no day",
            a_paper(f"  criteria: {{works-offline: {{verdict: partly, {MANUAL}}}}}\n"),
            f"{CATALOGUE}:15:29 verdict-source",
        ),
        good("both", a_paper(f"  criteria: {{works-offline: {{verdict: no, {MANUAL}, checked: 2026-06-15}}}}\n")),
        good(
            "two sources", a_paper(f"  criteria: {{works-offline: {{verdict: no, {MANUALS}, checked: 2026-06-15}}}}\n")
        ),
        good("unknown", a_paper("  criteria: {works-offline: {verdict: unknown}}\n")),
    ],
    "look-back-figures": [
        bad(
            "half-years that do not add up",
            {LOOK_BACK: ("partners: 5", "partners: 6")},
            f"{LOOK_BACK}:10:13 look-back-figures (correct one of them)",
        ),
        bad(
            "a look back without figures",
            {NEWS: ("kind: news", "kind: look-back")},
            f"{NEWS}:7:7 look-back-figures (add them)",
        ),
        bad(
            "figures in the news",
            {LOOK_BACK: ("kind: look-back", "kind: news")},
            f"{LOOK_BACK}:9:1 look-back-figures (write kind: look-back, or delete figures)",
        ),
        good(
            "no half-years",
            {
                LOOK_BACK: (
                    HALF_YEARS,
                    "",
                )
            },
        ),
        good(
            "no partners at all",
            {
                LOOK_BACK: (
                    "partners: 5\n" + HALF_YEARS,
                    "partners: 0\n",
                )
            },
        ),
    ],
    **FRAMEWORK_SAMPLES,
    **guarantee_samples.SAMPLES,
    **characters_samples.SAMPLES,
    **consent_samples.SAMPLES,
    **exceptions_samples.SAMPLES,
    **files_samples.SAMPLES,
    **first_steps_samples.SAMPLES,
    **limits_samples.SAMPLES,
    **links_samples.SAMPLES,
    **look_samples.SAMPLES,
    **markup_samples.SAMPLES,
    **memory_samples.SAMPLES,
    **names_samples.SAMPLES,
    **personal_samples.SAMPLES,
    **plain_samples.SAMPLES,
    **resources_samples.SAMPLES,
    **search_words_samples.SAMPLES,
    **secrets_samples.SAMPLES,
    **stray_samples.SAMPLES,
    **text_samples.SAMPLES,
    **withheld_samples.SAMPLES,
    **yaml_samples.SAMPLES,
}


FURTHER = (resources_samples.FURTHER, look_samples.FURTHER, search_words_samples.FURTHER)
"""Further samples of rules that have some above."""


def samples(*, broken: bool) -> list[object]:
    return [
        pytest.param(rule, sample, id=f"{rule}: {sample.what}")
        for rule, all_samples in (*SAMPLES.items(), *(pair for more in FURTHER for pair in more.items()))
        for sample in all_samples
        if bool(sample.messages) is broken
    ]


@pytest.fixture(autouse=True)
def _key(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the key of the lists of protected names, but where the sample is about its absence."""
    monkeypatch.setenv(KEY_VARIABLE, "" if "names-unchecked" in request.node.name else names_samples.KEY)


@pytest.mark.parametrize(("rule", "sample"), samples(broken=True))
def test_a_rule_says_where_it_is_broken(rule: str, sample: Sample, tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, sample.changes))
    assert brief(problems, sample.messages) == list(sample.messages)
    assert rule in {problem.rule.id for problem in problems}
    assert [str(problem) for problem in problems if problem.is_error and not problem.hint] == []


@pytest.mark.parametrize(("rule", "sample"), samples(broken=False))
def test_a_rule_leaves_alone_what_is_fine(rule: str, sample: Sample, tmp_path: Path) -> None:
    assert brief(problems_of(a_library(tmp_path, sample.changes))) == [], rule


def test_every_rule_has_a_bad_and_a_good_sample() -> None:
    kinds = {rule: {bool(sample.messages) for sample in all_samples} for rule, all_samples in SAMPLES.items()}
    assert kinds == {rule.id: {True, False} for rule in RULES if rule.id not in ELSEWHERE}


def test_a_bad_sample_breaks_its_own_rule() -> None:
    for rule, all_samples in SAMPLES.items():
        for sample in all_samples:
            assert not sample.messages or any(f" {rule}" in line for line in sample.messages), sample.what


def test_nothing_is_wrong_with_the_tiny_library(tmp_path: Path) -> None:
    assert problems_of(a_library(tmp_path)) == ()


def test_every_rule_has_an_id_of_its_own_and_an_explanation() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.id == rule.id.casefold().replace(" ", "-").replace("_", "-")
        assert rule.title.endswith("."), rule.id
        assert rule.why.endswith("."), rule.id
