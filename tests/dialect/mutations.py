"""What a writer could do to a library: what may stand in texts, fields and the catalogue, right or wrong."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from dialect import valid
from pictures import pdf, picture
from support import FILES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from support import Change

FRAME = """\
site_url: https://tiny.example/shelf/
theme: {name: openshelf}
hooks: ["PROJECT/hooks/main.py"]
plugins: []
nav: [index.md, resources/index.md, themes/index.md, glossary/index.md, support.md]
"""
"""What the settings of the tiny library lack for a build."""


_OLD = "withdrawn: {date: 2026-05-01, reason: It is old.}"


def _held(model: str, title: str, line: str) -> str:
    """Return an entry that is held back by a line of its front matter, with sentences that nothing else holds."""
    text = re.sub("^title: .*", f"title: {title}", FILES[model], count=1, flags=re.MULTILINE)
    said = f"Nobody may read this sentence on {title.casefold()} things"
    text = re.sub("^(summary|definition): .*", rf"\1: {said}.", text, count=1, flags=re.MULTILINE)
    head, end, body = text.rpartition("---\n")
    return f"{head}{line}\n{end}{body}\n{said} again.\n"


_MORE = {
    "guides/how-to/old.md": _held("guides/how-to/draw.md", "Old", _OLD),
    "guides/how-to/later.md": _held("guides/how-to/draw.md", "Later", "draft: yes"),
    "guides/glossary/old-term.md": _held("guides/glossary/north.md", "Upwards", _OLD),
    "docs/themes/water.md": FILES["docs/themes/mapping.md"].replace("Mapping", "Water"),
}
"""Entries of which no page may speak, and a theme that nothing has."""


def base(project: str) -> dict[str, Change]:
    """Return the files of a small library that can be built by the generator in a folder."""
    settings = FILES["mkdocs.yml"].replace("extra:\n", FRAME.replace("PROJECT", project) + "extra:\n", 1)
    return {**FILES, **_MORE, "mkdocs.yml": settings, "docs/images/map.png": picture(), "docs/files/plan.pdf": pdf()}


TEXTS = tuple(path for path in FILES if path.endswith(".md") and "frameworks" not in path)
"""Texts to which anything can be added; those of frameworks are read section by section."""

_NAMES = "draw.md ../how-to/draw.md ../../guides/how-to/draw.md ../index.md ../../docs/index.md ../themes/mapping.md"
_PAGES = f"{_NAMES} ../../docs/themes/mapping.md ../glossary/north.md ../../resources.yml ../../mkdocs.yml".split()
_FILES = [
    "images/map.png",
    "../images/map.png",
    "../../docs/images/map.png",
    "../../docs/files/plan.pdf",
    "images/no.png",
]
_FRAGMENTS = ("#", "#risks", "#Risks", "#who-for", "#nothing", "#content", "#paper", "#risks%20", "#h-1", "#qu\u00e9")
_WEB = (
    *(
        "https://example.org/",
        "HTTPS://Example.org/A",
        "https://example.org/?a=1&amp;b=2&copy=3",
        "https://example.org.",
    ),
    *(
        "https://example.org/it's-here",
        "https://example.org/a_(b)",
        "https://ex\u00e4mple.org/\u00fc?\u00fc#\u00fc",
        "https://example.org/#/x",
    ),
    *("https://example.org:8443/x#y", "https://example.org/%zz", "https://example.org/%", "https://example.org/a\\b"),
    *(
        "https://example.org\\x",
        "https:example.org",
        "https:/example.org",
        "https:///x",
        "https://[::1]/",
        "https://[bad/",
    ),
    *(
        "https://user@example.org/",
        "https://192.0.2.1/",
        "https://xn--e1afmkfd.example/",
        "//example.org/x",
        "https://",
    ),
    *(
        "http://abcdefghijklmnop.onion/",
        "https://example.org/%3Cscript%3E",
        "https://example.org/&quot;onclick=x",
        "https://1/",
    ),
    *(
        "https://example.org/\u200bx",
        "https://example.org/&#8238;x",
        "https://example.org/a*b*c_d_e",
        "https://example.org:99999/",
    ),
)
_OTHER = (
    *("mailto:a@example.org?subject=x%20y", "MAILTO:a@example.org", "mailto:", "tel:+15550100", "TEL:+1-555", "tel:"),
    *("javascript:alert(1)", "JavaScript:alert(1)", "&#106;avascript:alert(1)", "java\\script:x", "data:text/html,x"),
    *("vbscript:x", "ftp://example.org/", "sms:+1", "irc://example.org/x", "blob:x", "about:blank", "file:///etc/x"),
    *(
        "/",
        "/resources/",
        "resources/",
        "?",
        "?q=1",
        "./",
        "..",
        "../",
        ".",
        "%",
        "%2e%2e/x",
        "\\",
        "x:y",
        ":",
        "a:",
        "1:2",
    ),
    *(
        "",
        "<>",
        "< >",
        "<a b>",
        "<#a b>",
        "&#0;",
        "&#xD800;",
        "%00",
        "%ff",
        "x.md",
        "x.png",
        "C:\\x",
        "&nbsp;",
        "&shy;",
    ),
)
TARGETS = (*_PAGES, *(page + mark for page in _PAGES[:6] for mark in _FRAGMENTS), *_FILES, *_FRAGMENTS, *_WEB, *_OTHER)
_REFERENCES = (
    *(
        "[[paper]]",
        "[[paper|*WORD*]]",
        "[[ pencil ]]",
        "[[theme/mapping]]",
        "[[mapping|WORD]]",
        "[[legend]]",
        "[[north|WORD]]",
    ),
    *("[[draw]]", "[[draw#risks]]", "[[nothing]]", "[[]]", "[[|x]]", "[[paper|]]", "[[paper|a|b]]", "[[update/hello]]"),
    *(
        "[[page/index]]",
        "[[river]]",
        "[[start]]",
        "[[paper-or-pencil]]",
        "[[resource/paper]]",
        "[[paper\\|WORD]]",
        "[[1]]",
    ),
    *(
        "[[index]]",
        "[[support]]",
        "[[hello]]",
        "[[year]]",
        "[[guide/draw|`WORD`]]",
        "![[paper]]",
        "[[paper]](x)",
        "[[PAPER]]",
    ),
)
_TEXT = (
    *(
        "WORD",
        "*WORD*",
        "**WORD**",
        "~~WORD~~",
        "~WORD~",
        "`WORD`",
        "``W ` WORD``",
        "<kbd>WORD</kbd>",
        "<kbd>WORD",
        "WORD</kbd>",
    ),
    *(
        "<br>",
        "<br/>",
        "H<sub>2</sub>O",
        "<ins>WORD",
        "<del>WORD</del>",
        "<mark>WORD</mark>",
        "</mark>",
        "<sup>WORD</ins></sup>",
    ),
    *(
        "&lt;b&gt;WORD&lt;/b&gt;",
        "&amp;lt;WORD",
        "&nbsp;",
        "&#8238;WORD",
        "&shy;",
        "&#0;",
        "&zwj;",
        "&ZeroWidthSpace;",
        "&quot;",
    ),
    *(
        "<b>WORD</b>",
        "<!-- WORD -->",
        "<script>WORD</script>",
        "<WORD",
        "<?WORD?>",
        "<![CDATA[WORD]]>",
        "<a href=x>WORD</a>",
    ),
    *(
        "legend WORD",
        "LGD",
        "key",
        "key WORD key",
        "north",
        "x\u00a0y",
        "\u00e9\U0001f600",
        "\u05d0\u05d1 WORD",
        "a_b_c",
        "*a",
        "_b",
        "**c",
    ),
    *(
        "[^1]",
        "[^1][^1]",
        "[^two]",
        "[^a b]",
        "[^",
        "[^]",
        "[^x",
        "[^1]: WORD",
        "^[WORD]",
        "[x]",
        "[ ]",
        "[x",
        "](y)",
        "\\[x\\](y)",
    ),
    *(
        ":WORD:",
        "==WORD==",
        "$x$",
        "{#x}",
        "{.x}",
        "{: .x}",
        "www.example.org",
        "a@example.org",
        "<a@example.org>",
        "\\",
        "\\\\",
        "\\*",
    ),
    *(
        "[ref]",
        "[WORD][ref]",
        "[WORD][REF]",
        "[WORD][no]",
        "[a[b]c](https://example.org/)",
        "[[1]](https://example.org/)",
    ),
    *(
        "[`WORD`](https://example.org/)",
        "[![WORD](../images/map.png)](https://example.org/)",
        "[<br>](https://example.org/)",
    ),
    *(
        "[a [[paper]]](https://example.org/)",
        "[a [^1]](https://example.org/)",
        "[a https://a.example/](https://example.org/)",
    ),
    *(
        "[&nbsp;](https://example.org/)",
        "[\\ ](https://example.org/)",
        "[*](https://example.org/)",
        "[![](x.png)](#risks)",
    ),
    *(
        "  \nWORD",
        "\\\nWORD",
        "\nWORD",
        "\n> WORD",
        "\n- WORD",
        "\n1. WORD",
        "\n# WORD",
        "\n```\nWORD\n```",
        "\n: WORD",
        "\n!!! note",
    ),
)
_targets = valid.any_of(TARGETS)
_atoms = st.one_of(
    st.builds("[WORD]({})".format, _targets),
    st.builds("[WORD]({} {})".format, _targets, st.sampled_from(['"T"', "'<b>'", '(\\")', '"&quot;"', '"a', "x"])),
    st.builds("![WORD]({})".format, _targets),
    st.builds("![]({})".format, _targets),
    st.builds("<{}>".format, _targets),
    _targets,
    valid.any_of(_REFERENCES),
    valid.any_of(_TEXT),
    valid.any_of(_TEXT),
)
inlines = st.lists(_atoms, min_size=1, max_size=4).map(" ".join)
"""A piece of running text."""
_lines = inlines.map(lambda text: text.replace("\n", " "))

_IDS = "risks Risks main content menu search os-x OS-x fn:1 fnref:1 __x __tabbed a.b:c x1 1 - h-1 os-top page who-for"
_ids = st.sampled_from(
    ["", "", *[f" {{#{id_}}}" for id_ in _IDS.split()], " {#a b}", " {.x}", " {#}", " {#x} y", "{#y}"]
)
_WORDS = (
    *(
        "Content",
        "Main",
        "Menu",
        "Search",
        "Questions",
        "Used in",
        "Related",
        "On this page",
        "Risks",
        "Person",
        "os-top",
    ),
    *("Section", "section 1", "fn:1", "1", "*", "\U0001f600", ""),
)
_titles = st.one_of(valid.any_of(_WORDS), _lines)
_KINDS = [
    "note",
    "warning",
    "question",
    "pitfall",
    "saving",
    "homework",
    "Question",
    "tip",
    "os-x",
    "note.warning",
    "note|x",
    "admonition",
]
_kinds = st.sampled_from(_KINDS)
_given = st.one_of(
    st.just(""), _lines.map(' "{}"'.format), st.sampled_from([' "', ' ""', " WORD", ' "a" b', " inline end"])
)
_FENCES = ("", "py", "mermaid", "py title", "{.py}", "c++", "<b>", 'a" onclick="b', "math", "&quot;", "\\*")


def _indented(text: str, sign: str = "    ") -> str:
    return "\n".join(sign + line if line else "" for line in text.split("\n"))


def _holders(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    body = st.lists(inner, min_size=1, max_size=2).map("\n\n".join)
    return st.one_of(
        st.builds(
            lambda sign, kind, title, text, blank: f"{sign} {kind}{title}\n{blank}{_indented(text)}",
            st.sampled_from(["!!!", "!!!", "???", "???+", "!!"]),
            *(_kinds, _given, body, st.sampled_from(["", "", "\n"])),
        ),
        st.builds(
            lambda kind, text: f"> [!{kind}]\n{_indented(text, '> ')}",
            st.sampled_from(["NOTE", "note", "TIP", "WARNING", "CAUTION", "IMPORTANT", "OTHER", "NOTE] x", "NOTE]-"]),
            body,
        ),
        body.map(lambda text: _indented(text, "> ")),
        st.builds(
            lambda sign, text: sign + _indented(text, " " * len(sign)).lstrip(" "),
            st.sampled_from(["- ", "* ", "1. ", "7) ", "- [ ] ", "- [x] ", ":   ", "WORD\n: ", "  - "]),
            body,
        ),
        st.builds(
            lambda sign, text: sign + _indented(text).lstrip(" "),
            st.sampled_from(["[^1]: ", "[^two]: ", "[^three]: ", "[^1]:", "[^ ]: "]),
            body,
        ),
    )


blocks = st.recursive(
    st.one_of(
        inlines,
        inlines,
        st.builds(lambda n, words, id_: f"{'#' * n} {words}{id_}", st.integers(2, 4), _titles, _ids),
        st.builds(lambda words, id_, line: f"{words}{id_}\n{line}", _titles, _ids, st.sampled_from(["---", "==="])),
        st.builds(
            lambda a, b, c, bar: f"| {a} | WORD |\n| --- | :-: |\n| {b} | {c} {bar}",
            *(_lines, _lines, _lines, st.sampled_from(["|", "", "| x |"])),
        ),
        st.builds(
            lambda info, text, end: f"```{info}\n{text}\n{end}",
            st.sampled_from(_FENCES),
            inlines,
            st.sampled_from(["```", "```", "```", "", "~~~"]),
        ),
        inlines.map(_indented),
        st.sampled_from(
            [
                *(
                    "***",
                    "[ref]: https://example.org/ref",
                    "[ref]: <> 'x'",
                    "[ref]: ../how-to/draw.md#risks",
                    "[ref]: #no",
                ),
                *(
                    "[^1]: WORD",
                    "[^two]: WORD [^1]",
                    "[^1]: [^1]",
                    "<div>\nWORD\n</div>",
                    "<!--\nWORD\n-->",
                    "<script>\nWORD",
                ),
                *(
                    "<details>\nWORD\n\nWORD\n</details>",
                    "*[WORD]: WORD",
                    '=== "WORD"\n    WORD',
                    ":::\nWORD\n:::",
                    "[TOC]",
                ),
                *(
                    "- a\n  - b\n    - c",
                    "- \n- WORD",
                    "1. \n",
                    "> ",
                    ">",
                    "- > - > WORD",
                    "| a | b |",
                    "---\nWORD\n---",
                    "#",
                    "##",
                ),
                *(
                    "<kbd>\nWORD\n</kbd>",
                    "<br>",
                    "<del>\n\nWORD\n\n</del>",
                    "</ins>",
                    "<sub>\n\n- WORD",
                    "\n\n\n    WORD",
                ),
                *(
                    "WORD\n: WORD\n\n    WORD\n: WORD",
                    "[[legend]]\n: WORD",
                    "WORD " * 600,
                    "![WORD](../images/map.png)" * 3,
                ),
            ]
        ),
    ),
    _holders,
    max_leaves=5,
)
"""One or more blocks of a text."""

_PLAIN = (
    *(
        "WORD",
        "</title><script>alert(1)</script>",
        "a & b &amp; c",
        "\u05d0\u05d1\u05d2",
        '"WORD"',
        "'",
        "`x`",
        "*x*",
        "[x](y)",
    ),
    *(
        "[[paper]]",
        "\u00a0",
        " ",
        "",
        "-",
        "x" * 160,
        "W " * 79,
        "\U0001f600",
        "\\",
        "{{ x }}",
        "{% x %}",
        "<b>",
        "#x",
        "a\\nb",
    ),
    *(
        "\u0130stanbul",
        "\u00df",
        "null",
        "12:30",
        "no",
        "javascript:x",
        "https://example.org/",
        "a@example.org",
        "www.example.org",
    ),
)
_plain = st.sampled_from(_PLAIN).map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
_days = st.sampled_from(["2026-05-01", "2026-06-15", "2020-02-29", "2026-02-30", "2030-01-01", "x", "1-1-1", ""])
_withdrawn = st.sampled_from(
    [
        "{date: 2026-05-01, reason: WORD}",
        "{date: 2026-05-01, reason: WORD, replaced_by: pencil}",
        "{date: 2026-05-01, reason: WORD, replaced_by: no}",
        "{reason: WORD}",
        "yes",
    ]
)
_flags = st.sampled_from(["yes", "no", "true", "", "x"])
_odd_ids = st.sampled_from(
    ["paper", "pencil", "index", "a", "0", "-a", "by", "A", "con", "x" * 64, "x" * 65, "search", "mapping"]
)
_values: dict[str, SearchStrategy[str]] = {
    "title": _plain,
    "summary": _plain,
    "definition": _plain,
    "period": _plain,
    "source": _plain,
    "id": _odd_ids,
    "draft": _flags,
    "sensitive": _flags,
    "archive": _flags,
    "publish_after": _days,
    "reviewed": _days,
    "review_by": _days,
    "date": _days,
    "withdrawn": _withdrawn,
    "themes": st.sampled_from(["[mapping]", "[]", "[mapping, mapping]", "[nothing]", "mapping"]),
    "aliases": st.sampled_from(
        ["[WORD]", "[key]", "[a b, 'c']", "['<b>']", "['']", "['*']", "[legend]", "[WORD, WORD]"]
    ),
    "abbreviations": st.sampled_from(["[LGD]", "['.']", "['C++']", "['(']", "[a]"]),
    "see": st.sampled_from(["[north]", "[legend]", "[no]", "[north, north]"]),
    "resources": st.sampled_from(["[paper]", "[pencil, pencil]", "[no]", "[]"]),
    "picks": st.sampled_from(
        [
            "[{resource: paper, why: '<b>WORD</b> &amp; *x*'}]",
            "[{resource: paper, why: WORD, section: 'Content'}, {resource: pencil, why: WORD, section: 'Content'}]",
            "[{resource: paper, why: WORD, section: '*'}, {resource: pencil, why: WORD, section: '!'}]",
            "[{resource: paper, why: a}, {resource: paper, why: b}]",
            "[]",
        ]
    ),
    "kind": st.sampled_from(["news", "warning", "withdrawal", "look-back", "x"]),
    "affects": st.sampled_from(["[paper]", "[mapping]", "[theme/mapping]", "[no]", "[hello]"]),
    "licence": st.sampled_from(["MIT", "CC-BY-4.0", "unknown", "x", "MIT OR Apache-2.0"]),
    "accept": st.sampled_from(
        ["{reason: WORD, until: 2026-12-01}", "{reason: WORD}", "{reason: WORD, until: 2020-01-01}"]
    ),
    "unknown_key": _plain,
}
_ENTRY_VALUES: dict[str, SearchStrategy[str]] = {
    **{key: _values[key] for key in ("title", "summary", "id", "draft", "withdrawn", "themes", "licence", "sensitive")},
    **dict.fromkeys(("publisher", "cost_note"), _plain),
    "url": st.sampled_from([target for target in (*_WEB, *_OTHER) if target]).map(
        lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    ),
    "archived_url": st.sampled_from(_WEB).map(lambda text: '"' + text.replace("\\", "\\\\") + '"'),
    "languages": st.sampled_from(["[en]", "[pt-BR, zh-Hant]", "[xx]", "[]", "[ar]", "[en, en]"]),
    "regions": st.sampled_from(["[global]", "[europe]", "[]", "[no]", "[global, global]"]),
    "kind": st.sampled_from(
        [
            "tool",
            "guide",
            "organisation",
            "helpline",
            "course",
            "dataset",
            "template",
            "community",
            "research",
            "funding",
            "x",
        ]
    ),
    "good_for": st.sampled_from(["['<b>WORD</b>']", "['[x](y)']", "[]", "['']", "[a, a]"]),
    "risks": st.sampled_from(["['&amp; WORD']", "[' ']", "['[[paper]]']"]),
    "alternatives": st.sampled_from(["[paper]", "[pencil]", "[no]", "[paper, paper]"]),
    "platforms": st.sampled_from(["[web]", "[android, ios]", "[x]"]),
    "contact": st.sampled_from(["{channels: ['<b>'], hours: 'a & b', languages: [en]}", "{}", "{services: [WORD]}"]),
    "criteria": st.sampled_from(
        [
            "{works-offline: {verdict: yes, source: {name: WORD, url: 'https://example.org/'}}}",
            "{works-offline: {verdict: x}}",
            "{no: {verdict: no}}",
        ]
    ),
    "unknown_key": _plain,
}


@dataclass(frozen=True)
class Mutation:
    """One thing that is done to a library."""

    path: str
    kind: str
    """a file: all of it; entry: a key of a resource; field: a key of front matter; text: what is added below."""
    key: str
    value: str


def _fields(path: str) -> SearchStrategy[Mutation]:
    return st.sampled_from(sorted(_values)).flatmap(
        lambda key: st.builds(Mutation, st.just(path), st.just("field"), st.just(key), _values[key])
    )


def _entries(number: int) -> SearchStrategy[Mutation]:
    return st.sampled_from(sorted(_ENTRY_VALUES)).flatmap(
        lambda key: st.builds(
            Mutation, st.just("resources.yml"), st.just("entry"), st.just(f"{number} {key}"), _ENTRY_VALUES[key]
        )
    )


_TITLES_IN_YAML = (
    *(
        'WORD & <b>WORD</b> "WORD"',
        "'WORD ''WORD'' &amp;'",
        '"WORD \\" \\u05e9 # WORD"',
        ">-\n  WORD\n  WORD",
        "WORD # x",
    ),
    *("|-\n  WORD", "'WORD: WORD'", "'# WORD'", "WORD 'WORD'", "\u05e9\u05dc\u05d5\u05dd WORD", "'\U0001f600 WORD'"),
    *(
        "\u0130stanbul WORD",
        "'1'",
        "'null'",
        "'{WORD}'",
        "'</script> WORD'",
        "WORD \\ WORD",
        "'WORD % WORD'",
        "Mapping",
    ),
    *(
        f"WORD {'w ' * 70}",
        f"WORD{'w' * 140}",
        "'{{ WORD }}'",
        "legend",
        "WORD north key",
        "'WORD\u00a0WORD'",
        "'%(x)s WORD'",
    ),
)
_titles_in_yaml = st.sampled_from(_TITLES_IN_YAML)
_FITTING: dict[str, tuple[str, ...]] = {
    "withdrawn": (
        *("{date: 2026-05-01, reason: WORD}", "{date: 2026-05-01, reason: 'WORD & <WORD>', replaced_by: scale}"),
        *("{date: 2026-05-01, reason: WORD, replaced_by: guide/draw}", "{date: 2026-06-15, reason: '*WORD*'}"),
        *(
            "\n  date: 2026-05-01\n  reason: >-\n    WORD\n    WORD",
            "{date: 2026-05-01, reason: WORD, replaced_by: north}",
        ),
    ),
    "draft": ("yes", "no", "'true'"),
    "sensitive": ("yes",),
    "archive": ("'no'",),
    "publish_after": ("2026-06-14", "2026-06-15", "2026-06-16", "'2030-01-01'"),
    "reviewed": ("2020-02-29", "2026-06-15"),
    "review_by": ("2026-06-14", "2027-01-01"),
    "themes": ("[water]", "[mapping, water]", "[water, mapping]", "\n  - mapping"),
    "reviewers": ("['WORD & <WORD>']",),
    "licence": ("MIT OR Apache-2.0", "unknown"),
}
_fitting = st.sampled_from(sorted(_FITTING)).flatmap(
    lambda key: st.tuples(st.just(key), st.sampled_from(_FITTING[key]))
)
_named = st.tuples(st.sampled_from(["title", "title", "summary", "definition"]), _titles_in_yaml)
_SWAPS = (
    ("docs/updates/hello.md", "kind: news", "kind: warning\naffects: [paper, theme/mapping, old, term/old-term, draw]"),
    ("docs/updates/hello.md", "kind: news", "kind: withdrawal\naffects: [guide/old]"),
    ("docs/updates/hello.md", "date: 2026-05-01", "date: 2026-06-15"),
    ("docs/updates/year.md", "period: 2025", "period: 'WORD & <WORD>'"),
    ("docs/updates/year.md", "label: January to June", "label: 'WORD <b>', note: 'WORD & WORD'"),
    ("docs/updates/year.md", "partners: 5\n", "partners: 5\n  countries_complete: yes\n  themes: [water, mapping]\n"),
    (
        "guides/collections/start.md",
        "why: It needs no charging.",
        "section: 'WORD & <WORD>'\n    why: '*WORD* & <WORD>'",
    ),
    ("guides/collections/start.md", "why: It needs no charging.", "section: \u05e9\u05dc\n    why: WORD legend"),
    (
        "guides/collections/start.md",
        "why: It can be rubbed out.",
        "section: Content\n    why: https://example.org/ WORD",
    ),
    ("guides/case-studies/river.md", "label: a village", "label: 'WORD <village>'"),
    ("guides/case-studies/river.md", "place: {country: PT, region: europe}", "place: {withheld: yes}"),
    ("guides/case-studies/river.md", "place: {country: PT, region: europe}", "place: {region: global}"),
    ("guides/case-studies/river.md", "outcome: worked", "outcome: failed\ncost: 'WORD & <WORD>'\ntime: WORD"),
    ("guides/case-studies/river.md", "period: 2024", "period: 'WORD [withheld] & WORD'"),
    ("guides/research/writing-tools.md", "  criteria: [works-offline]", "  criteria: [works-offline]\nsensitive: yes"),
    ("guides/research/writing-tools.md", "{#options}", "{#options}\n\n> ## WORD\n\nWORD"),
    ("guides/research/writing-tools.md", "## Cost {#cost}", "WORD\n\n- ## Cost {#cost}\n\n  WORD"),
    ("guides/how-to/draw.md", "## Risks {#risks}", "## *Risks* &amp; [[paper]] {#risks}\n\nWORD[^r]\n\n[^r]: WORD"),
    ("guides/how-to/draw.md", "## Risks {#risks}", "!!! note\n    ## Risks {#risks}\n\n    WORD"),
    ("guides/how-to/draw.md", "## Who this is for {#who-for}", "WORD\n\n## Who this is for {#who-for}"),
    (
        "guides/glossary/legend.md",
        "aliases: [key]",
        "aliases: ['WORD & <WORD>', 'key', 'WORD legend', 'C++', '\u05de\u05e4\u05d4']",
    ),
    ("guides/glossary/legend.md", "abbreviations: [LGD]", "abbreviations: ['L & G', 'a.b', 'LGD', '<b>']"),
    (
        "guides/glossary/legend.md",
        "see: [north]",
        # No page shows equivalents: search and open data have them.
        "see: [north, old-term]\nequivalents: {fr: ['cle & clef'], ar: [\u0645\u0631]}",
    ),
    ("guides/glossary/legend.md", "see: [north]", "see: [north, legend]"),
    ("guides/frameworks/paper-or-pencil.md", "    homework: yes", "    homework: yes\n    case_studies: [river]"),
    (
        "guides/frameworks/paper-or-pencil.md",
        "plan: {show: 2",
        "compares:\n  resources: [paper, pencil]\n  criteria: [works-offline]\nplan: {show: 2",
    ),
    (
        "guides/frameworks/paper-or-pencil.md",
        "## Do you draw by hand?",
        "WORD [[paper]] legend\n\n### Risks\n\n## *Do you* draw? WORD",
    ),
    (
        "resources.yml",
        "  cost: free",
        "  cost: free\n  cost_note: 'WORD & <WORD>'\n  good_for: ['<WORD>']\n  risks: ['WORD &amp; \u05e9']",
    ),
    (
        "resources.yml",
        "  cost: paid",
        "  cost: paid\n  alternatives: [paper, pencil]\n  platforms: [web, ios]\n  offline: partly",
    ),
    (
        "resources.yml",
        "  cost: free",
        (
            "  cost: free\n  criteria: {works-offline: "
            "{verdict: partly, source: {name: 'WORD <b>', url: 'https://a.org/'}, checked: 2026-01-01}}"
        ),
    ),
    (
        "resources.yml",
        "  cost: free",
        "  cost: free\n  archived_url: https://web.archive.org/web/2020/https://paper.example.org/\n  archive: no",
    ),
    (
        "resources.yml",
        "  kind: tool\n  publisher: The mill",
        "  kind: helpline\n  contact: {services: ['<WORD>'], hours: 'WORD &', languages: [ar]}\n  publisher: The mill",
    ),
    (
        "resources.yml",
        "  licence: MIT",
        "  licence: MIT\n  withdrawn: {date: 2026-05-01, reason: 'WORD <b>', replaced_by: paper}",
    ),
    ("resources.yml", "https://paper.example.org/", "HTTPS://Paper.example.org/?a=1&b=2#/WORD"),
    ("resources.yml", "https://paper.example.org/", "https://paper.example.org/it's/(WORD)|x"),
    ("resources.yml", "[en, pt-BR]", "[zh-Hant, ar, es-419, en]"),
    ("mkdocs.yml", "global: Everywhere", "global: 'WORD & <b>'"),
    ("mkdocs.yml", "works-offline: Works without a connection", "works-offline: 'WORD & <b>'"),
)
_ODD_IDS = (
    *(
        "content",
        "menu",
        "a",
        "1",
        "fn-1",
        "f-draws",
        "questions",
        "how-it-decides",
        "risks",
        "x" * 64,
        "letter-n",
        "en",
    ),
    *(
        "search",
        "data",
        "resources",
        "404",
        "assets",
        "index-1",
        "top",
        "north",
        "mapping",
        "draw",
        "os",
        "form",
        "theme",
    ),
)
_ODD_TITLES = (
    *(
        "WORD",
        "'WORD & <b>'",
        "\u00c9clair WORD",
        "1st WORD",
        "'!WORD'",
        "\u00f1and\u00fa WORD",
        "\u5317\u4eac WORD",
        "\u05de\u05e4\u05d4 WORD",
    ),
    *(
        "\U0001f600",
        "_WORD",
        "\u00dfWORD",
        "\u0130WORD",
        "North",
        "o'WORD",
        "'WORD. WORD'",
        "\u01c5WORD",
        "'WORD/WORD'",
    ),
)
_MODELS = {
    "guides/how-to": "guides/how-to/draw.md",
    "guides/explanation": "guides/explanation/scale.md",
    "guides/glossary": "guides/glossary/north.md",
    "guides/collections": "guides/collections/start.md",
    "guides/case-studies": "guides/case-studies/river.md",
    "guides/frameworks": "guides/frameworks/paper-or-pencil.md",
    "docs/themes": "docs/themes/mapping.md",
    "docs/updates": "docs/updates/hello.md",
    "docs": "docs/support.md",
}


def _copy(folder: str, id_: str, title: str) -> Mutation:
    model = FILES[_MODELS[folder]]
    named = re.sub("^title: .*", lambda _: f"title: {title}", model, count=1, flags=re.MULTILINE)
    return Mutation(f"{folder}/{id_}.md", "a file", "", named)


_copies = st.builds(_copy, *map(st.sampled_from, (sorted(_MODELS), _ODD_IDS, _ODD_TITLES)))
_FRAMEWORK = "guides/frameworks/paper-or-pencil.md"
_PARTS = (
    *("who-for", "steps", "risks", "further", "problem", "adapt", "what-it-is", "options", "cost"),
    *("draws", "ground", "story", "look", "buy", "ask", "look", "buy"),
)
_WITH_MEANING = ("guides/how-to/draw.md", "guides/explanation/scale.md", "guides/glossary/north.md", _FRAMEWORK)
_texts = st.builds(Mutation, st.sampled_from(TEXTS), st.just("text"), st.just(""), valid.texts)
_below = st.builds(
    lambda path, part, text: Mutation(path, "under", part, text),
    *(st.sampled_from([_FRAMEWORK, _FRAMEWORK, *TEXTS]), st.sampled_from(_PARTS), valid.texts),
)
_slips = st.builds(Mutation, st.sampled_from([*TEXTS, *_WITH_MEANING]), st.just("text"), st.just(""), blocks)
_swaps = st.sampled_from(_SWAPS).map(lambda each: Mutation(each[0], "swap", each[1], each[2]))
_of_framework = st.one_of(
    st.sampled_from(valid.OPTIONS).map(lambda text: Mutation(_FRAMEWORK, "swap", "- wall: A wall", text)),
    st.sampled_from(valid.SECTIONS).map(
        lambda text: Mutation(_FRAMEWORK, "swap", "## Look at other maps {#look}", text)
    ),
    valid.texts.map(lambda text: Mutation(_FRAMEWORK, "swap", "See what they leave out.", text)),
    valid.texts.map(lambda text: Mutation(_FRAMEWORK, "swap", "A wall needs no paper.", text)),
)
_files = st.builds(
    Mutation,
    st.sampled_from(
        [*TEXTS, "docs/new.md", "guides/how-to/A b.md", "docs/images/map.png", "docs/x.md", "docs/themes/new.md"]
    ),
    st.just("a file"),
    st.just(""),
    st.sampled_from(
        ["", "---\n---\n", "---\ntitle: x\n---\n", FILES["docs/index.md"], FILES["docs/themes/mapping.md"], "x"]
    ),
)
_MARKDOWN = sorted(path for path in FILES if path.endswith(".md"))
_set = st.builds(
    lambda path, field: Mutation(path, "field", *field),
    st.sampled_from(_MARKDOWN),
    st.one_of(_named, _named, _fitting),
)
_ORDER = ("a file", "entry", "swap", "field", "under", "text")
_some = st.lists(
    st.one_of(
        *[_texts] * 8,
        *[_below] * 4,
        *[_set] * 3,
        *[_swaps] * 2,
        *[_of_framework] * 2,
        *[_slips] * 2,
        _copies,
        st.sampled_from(_MARKDOWN).flatmap(_fields),
        st.integers(0, 1).flatmap(_entries),
        _files,
    ),
    min_size=6,
    max_size=24,
)


@st.composite
def mutations(draw: st.DrawFn) -> list[Mutation]:
    """Return what is done to a library, in order: files and fields before texts."""
    return sorted(draw(_some), key=lambda each: _ORDER.index(each.kind))


def _with_field(text: str, key: str, value: str) -> str:
    lines = text.split("\n")
    end = lines.index("---", 1)
    start = next((n for n in range(1, end) if lines[n].startswith(f"{key}:")), end)
    stop = start + (start < end)
    while stop < end and lines[stop].startswith((" ", "-")):
        stop += 1
    return "\n".join([*lines[:start], f"{key}: {value}", *lines[stop:]])


def _with_entry(text: str, key: str, value: str) -> str:
    number, _, name = key.partition(" ")
    parts = text.split("- id:")
    lines = f"id:{parts[int(number) + 1]}".rstrip("\n").split("\n")
    kept = [line for line in lines if not line.strip().startswith(f"{name}:")] + [f"  {name}: {value}"]
    if name == "id":
        kept = [f"id: {value}", *kept[:-1]]
    parts[int(number) + 1] = "- " + "\n".join(kept) + "\n"
    return "".join([parts[0], *(part if n == int(number) else f"- id:{part}" for n, part in enumerate(parts[1:]))])


_SECTION = re.compile(r"(?<![^\s>])## ")
_WAY = re.compile(r"@([\w./-]+)@")


def _filled(value: str, number: int, path: str) -> str:
    """Fill in what stands in capitals, and the ways to files."""
    numbers = count()
    value = re.sub("WORD", lambda _: f"w{number}x{next(numbers)}w", value)
    if path == _FRAMEWORK and "{#look}" not in value:
        value = _SECTION.sub("### ", value)  # others start questions and steps
    value = value.replace("MARK", f"mark{number}").replace("NEXT", f"next{number}")
    return _WAY.sub(lambda found: posixpath.relpath(found[1], posixpath.dirname(path)), value)


def _under(text: str, part: str, value: str) -> tuple[str, int]:
    """Put a text below the heading of a part, at the end where there is none; return the lines before it too."""
    rows = text.split("\n")
    at = next((n + 1 for n, row in enumerate(rows) if row.startswith("#") and f"{{#{part}}}" in row), len(rows))
    return "\n".join([*rows[:at], "", value, "", *rows[at:]]), at + 1


Span = tuple[int, int]


def changed(files: dict[str, Change], done: Sequence[Mutation]) -> tuple[dict[str, Change], list[Span], list[str]]:
    """Return the files after all mutations, for each the lines that it made (none but for texts), and its text.

    The word WORD becomes a word that stands nowhere else: w0x0w, w0x1w and so on by mutation and place.
    """
    new = dict(files)
    spans: list[Span] = []
    values: list[str] = []
    for number, each in enumerate(done):
        value = _filled(each.value, number, each.path)
        before = str(new.get(each.path, ""))
        first, height = 0, value.count("\n") + 1
        if each.kind == "a file":
            new[each.path] = value
        elif each.kind == "text":
            first = before.count("\n") + 2
            new[each.path] = f"{before}\n{value}\n"
        elif each.kind == "under":
            new[each.path], above = _under(before, each.key, value)
            first = above + 1
            spans = [
                (a + height + 2, b + height + 2) if m.path == each.path and a >= above else (a, b)
                for m, (a, b) in zip(done, spans, strict=False)
            ]
        elif each.kind == "swap" and each.key in before:
            first = before[: before.index(each.key)].count("\n") + 1
            more = height - each.key.count("\n") - 1
            spans = [
                (a + more, b + more) if m.path == each.path and a > first else (a, b)
                for m, (a, b) in zip(done, spans, strict=False)
            ]
            new[each.path] = before.replace(each.key, value, 1)
        elif each.kind == "field" and before.startswith("---\n"):
            new[each.path] = _with_field(before, each.key, value)
            first = -1
        elif each.kind == "entry" and "- id:" in before:
            new[each.path] = _with_entry(before, each.key, value)
            first = -1
        values.append(value if first else "")
        spans.append((first, first + height - 1) if first > 0 else (0, 0))
    return new, spans, values
