"""Rules about what a text may hold besides words: HTML, attributes, the syntax of builders, hidden text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.check.check import Check, Finding, check
from openshelf.frameworks.prose import Prose
from openshelf.model.framework import Framework
from openshelf.problem import Severity, nearest
from openshelf.read.body import outline
from openshelf.read.code import hide_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library
    from openshelf.read.body import Body

_HARMLESS = re.compile(r"</?(?:kbd|sub|sup|mark|ins|del|br)\s*/?>")
"""Elements without attributes that Markdown has no sign for."""
_INSTEAD = {
    "iframe": "link to the video or page instead",
    "video": "link to it instead",
    "audio": "link to it instead",
    "img": "write ![what it shows](../images/name.png)",
    "a": "write [words](https://example.org/)",
    "style": "the look of the site is in its style sheet",
}
_MARKDOWN = "write it in Markdown, or put it between backticks"
_ATTRIBUTES = {"id", "class", "lang", "dir", "title", "rel", "width", "height", "loading", "hreflang", "role"}
_OF_THE_SITE = re.compile(r"[.=\"'\s](?:os-|md-|admonition|footnote|headerlink|toclink|hidden|sr-only)", re.IGNORECASE)
_ROLE = re.compile(r"role=[\"']?presentation[\"']?", re.IGNORECASE)

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)[^\n]{0,40}", re.MULTILINE)
_CRITIC = re.compile(r"\{(?:\+\+[^{}\n]*\+\+|--[^{}\n]*--|~~[^{}\n]*~~|==[^{}\n]*==|>>[^{}\n]*<<)\}")
_NOTE = re.compile(
    r"\bTODO\b(?=:|\()|\bFIXME\b|\[(?:TODO|TK)\b[^\]\n]{0,40}\]|\bTK(?:[ ]?TK)+\b|\(TK\)|\bTK:|\b(?i:lorem ipsum)\b"
    r"|^(?:POR HACER|PENDIENTE|A FAZER|À FAIRE) ?:",
    re.MULTILINE,
)
_SIGNS = (
    *("<<<<<<<", ">>>>>>>", "|||||||", "{++", "{--", "{~~", "{==", "{>>"),
    *("TODO", "FIXME", "TK", "POR HACER", "PENDIENTE", "A FAZER", "À FAIRE"),
)
"""One of these stands in each text that the patterns above can match, or ``lorem ipsum``."""
_BAR = frozenset("\u2585\u2586\u2587\u2588\u25a0\u25ac\u25fc\u2b1b")
_BARS = re.compile("[\u2588\u2587\u2586\u2585]{2,}|[\u25a0\u25ac\u25fc\u2b1b]{3,}")

EXTENSIONS = frozenset(
    ["abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables", "toc"]
)
"""Extensions of Markdown whose ways the rules know."""


def _bodies(library: Library) -> Iterator[Body]:
    """Yield each text as it is rendered: a framework's also without its options, which become tick boxes."""
    for text in library.texts:
        yield text.body
        if text.entry is not None and isinstance(text.entry.data, Framework):
            questions = frozenset(question.id for question in text.entry.data.questions)
            rendered = Prose(text.body, questions).text.text
            if rendered != text.body.text:
                yield outline(rendered, text.body.end.path, text.body.first_line)


@check(
    "raw-html",
    "Texts are Markdown, without HTML.",
    "HTML can run scripts, load things from other sites, and hide text. "
    "Markdown has everything that a text needs; `<kbd>`, `<sub>`, `<sup>`, `<mark>`, `<ins>`, `<del>` and `<br>` may "
    "stand in it. To show a tag, put it between backticks on one line; for a sign, write `&lt;`. Code that is longer "
    "stands between lines of three backticks that start at the left margin.",
)
def raw_html(library: Library) -> Iterator[Finding]:
    """Find tags outside code."""
    for body in _bodies(library):
        for tag in body.tags:
            if not tag.text.startswith("<!--") and not _HARMLESS.fullmatch(tag.text):
                name = re.match(r"</?([a-z0-9]*)", tag.text, re.IGNORECASE)
                hint = _INSTEAD.get(
                    name[1].casefold() if name else "", "write it in Markdown, or put it between backticks"
                )
                yield tag.place, f"HTML is not allowed: {tag.text[:30]}", hint


@check(
    "html-comment",
    "Texts hold no comments.",
    "A comment `<!-- … -->` is published: everybody can read it in the source of the page, in the repository and in "
    "its history. Delete it; a note for colleagues may stand behind a `#` in the front matter, which pages leave out.",
)
def html_comment(library: Library) -> Iterator[Finding]:
    """Find HTML comments outside code."""
    for body in _bodies(library):
        for tag in body.tags:
            if tag.text.startswith("<!--"):
                yield tag.place, "this comment would be public", "delete it, or put it behind a # in the front matter"


@check(
    "attribute-list",
    "Braces give a text only harmless attributes.",
    '`{#id}` behind a heading and `{role="presentation"}` behind an image are what texts need; `class`, `lang`, '
    "`dir`, `title`, `rel`, `width`, `height`, `loading` and `hreflang` may stand there too. Other attributes can run "
    "scripts, load things from elsewhere, or hide text that people then think is gone, and classes of the site's own "
    "look make text pass for what the site says. To show braces, put them between backticks.",
)
def attribute_list(library: Library) -> Iterator[Finding]:
    """Find attributes that are not allowed, and lists that cannot be read."""
    for body in _bodies(library):
        for attribute in body.attributes:
            said = ""
            if not attribute.key:
                said = f"these braces would become attributes: {attribute.text[:30]}"
            elif attribute.key not in _ATTRIBUTES or (attribute.key == "role" and not _ROLE.fullmatch(attribute.text)):
                said = f"attribute {attribute.text[:30]} is not allowed"
            elif attribute.key == "class" and _OF_THE_SITE.search(attribute.text):
                said = f"{attribute.text[:30]} belongs to the look of the site"
            if said:
                yield attribute.place, said, "delete it, or put it between backticks"
        for callout in body.callouts:
            if callout.classes:
                said = f"{callout.classes[:30]} would become a class of the callout"
                yield callout.place, said, f'write !!! {callout.kind} "Title"'


@check(
    "left-over",
    "Nothing unfinished is published.",
    "Marks of a merge conflict, proposals in braces (`{++ ++}`), notes such as `TODO:` and `TK`, and text that only "
    "fills the page (`lorem ipsum`) mean that somebody wanted to come back. Finish it, or set `draft: yes`.",
    excusable=True,
)
def left_over(library: Library) -> Iterator[Finding]:
    """Find conflict marks, CriticMarkup and notes to oneself."""
    for body in _bodies(library):
        if not any(sign in body.text for sign in _SIGNS) and "lorem ipsum" not in body.text.casefold():
            continue
        visible = hide_code(body.text)
        for pattern, said in (
            (_CONFLICT, "a merge conflict is not resolved"),
            (_CRITIC, "a proposed change is still marked"),
            (_NOTE, "a note says that something is missing"),
        ):
            for match in pattern.finditer(visible):
                yield body.place(match.start()), f"{said}: {match[0][:30]}", "finish it and delete the mark", match[0]


@check(
    "covered-text",
    "Nothing is covered with bars.",
    "Bars show where a name was and how long it is, and whoever sees the history of the file can read it. "
    "Leave the words out and say so: [name withheld].",
    Severity.WARNING,
    excusable=True,
)
def covered_text(library: Library) -> Iterator[Finding]:
    """Find runs of block characters."""
    for body in _bodies(library):
        if not _BAR.isdisjoint(body.text):
            for match in _BARS.finditer(hide_code(body.text)):
                yield body.place(match.start()), "a bar covers something", "write [name withheld]", match[0]


@check(
    "risky-extension",
    "The site uses only extensions of Markdown that the rules know.",
    "Extensions such as `pymdownx.snippets`, `pymdownx.b64`, `markdown_include` and macros read files and run what "
    "stands in texts; others (`md_in_html`, `extra`) change what counts as code or HTML, so that the rules about HTML "
    "and links would look past things. Without them, `--8<--`, `{{ }}` and `{% %}` are words like any others. Whoever "
    "adds an extension teaches the rules about it first.",
)
def risky_extension(library: Library) -> Iterator[Finding]:
    """Find extensions that the rules do not know."""
    for name, place in library.settings.extensions:
        if name.removeprefix("markdown.extensions.") not in EXTENSIONS:
            yield place, f"the rules do not know what {name} does", nearest(name, EXTENSIONS)


CHECKS: tuple[Check, ...] = (
    raw_html,
    html_comment,
    attribute_list,
    left_over,
    covered_text,
    risky_extension,
)
