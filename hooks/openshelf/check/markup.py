"""Rules about what a text may hold besides words: HTML, unfinished and covered text, settings of a dialect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.check.check import Check, Finding, check
from openshelf.problem import Severity
from openshelf.read.html import HARMLESS, elements, unpaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

_INSTEAD = {
    "table": "write | Head | Head |, then | --- | --- |, then a line a row",
    "details": 'write ??? note "Title", and the text below it, four blanks in',
    "ul": "write - and a blank before each item",
    "ol": "write 1. and a blank before each step",
    "dl": "write the word on a line, and below it : and what it means",
    "p": "leave an empty line between paragraphs",
    "hr": "write --- on a line of its own",
    "blockquote": "write > before each line",
    "pre": "put the code between two lines of three backticks",
    "code": "put the code between backticks",
    "iframe": "link to the video or page instead",
    "video": "link to it instead",
    "audio": "link to it instead",
    **dict.fromkeys(
        ["kbd", "sub", "sup", "mark", "ins", "del", "br"], "write it in small letters, without anything behind its name"
    ),
    "u": "write <ins>words</ins>",
    "img": "write ![what it shows](../images/name.png)",
    "a": "write [words](https://example.org/)",
    "style": "the look of the site is in its style sheet",
    "font": "the look of the site is in its style sheet",
    "center": "the look of the site is in its style sheet",
    **dict.fromkeys(["b", "strong"], "write **words**"),
    **dict.fromkeys(["i", "em"], "write *words*"),
    **dict.fromkeys(["s", "strike"], "write ~~words~~"),
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "write ## and the words"),
    **dict.fromkeys(["div", "section", "aside"], 'write !!! note "Title", and the text below it, four blanks in'),
}
"""What to write for an element."""
_MARKDOWN = "write it in Markdown, or put it between backticks"

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)[^\n]{0,40}", re.MULTILINE)
_CRITIC = re.compile(r"\{(?:\+\+[^{}\n]*\+\+|--[^{}\n]*--|~~[^{}\n]*~~|==[^{}\n]*==|>>[^{}\n]*<<)\}")
_NOTE = re.compile(
    r"\bTODO\b(?=:|\()|\bFIXME\b|\[(?:TODO|TK)\b[^\]\n]{0,40}\]|\bTK(?:[ ]?TK)+\b|\(TK\)|\bTK:|\b(?i:lorem ipsum)\b"
    r"|^(?:POR HACER|PENDIENTE|A FAZER|À FAIRE) ?:",
    re.MULTILINE,
)
_SIGNS = (
    *("<<<<<<<", ">>>>>>>", "|||||||", "{++", "{--", "{~~", "{==", "{>>"),
    *("TODO", "FIXME", "TK", "POR HACER", "PENDIENTE", "A FAZER", "À FAIRE", "psum", "PSUM"),
)
"""One of these stands in each text that the patterns above can match."""
_BAR = frozenset("\u2585\u2586\u2587\u2588\u25a0\u25ac\u25fc\u2b1b")
_BARS = re.compile(
    "(?<![\u2581-\u2593])[\u2588\u2587\u2586\u2585]{2,}(?![\u2581-\u2593])"
    "|(?<![\u25a0-\u2b1c])[\u25a0\u25ac\u25fc\u2b1b]{3,}(?![\u25a0\u25a1\u25ac\u25ad\u25fb\u25fc\u2b1b\u2b1c])"
)
"""Full blocks, without lighter ones beside them: those measure how far something is, ``██░░ 50%``."""


@check(
    "raw-html",
    "Texts are Markdown, without HTML.",
    "HTML can run scripts, load things from other sites, and hide text. "
    "Markdown has everything that a text needs; `<kbd>`, `<sub>`, `<sup>`, `<mark>`, `<ins>`, `<del>` and `<br>` may "
    "stand in it. To show a tag, put it between backticks; for a sign, write `&lt;`. An element is one problem, "
    "however many others it holds.",
)
def raw_html(library: Library) -> Iterator[Finding]:
    """Find elements outside code."""
    for text in library.texts:
        for tag in elements([tag for tag in text.body.tags if not HARMLESS.fullmatch(tag.text)]):
            shown = tag.text.partition("\n")[0][:30]
            yield tag.place, f"HTML is not allowed: {shown}", _INSTEAD.get(tag.name, _MARKDOWN)
        for slip in text.body.raw_blocks:
            yield (
                slip.place,
                f"after {slip.text[:30]} on its own no Markdown is read",
                "put the tag into a line of words",
            )
        refused = {tag.name for tag in text.body.tags if not HARMLESS.fullmatch(tag.text)}
        for tag in unpaired([tag for tag in text.body.tags if HARMLESS.fullmatch(tag.text)]):
            if tag.name in refused or text.body.raw_blocks:
                continue
            yield tag.place, f"{tag.text} has no partner in its paragraph", f"write <{tag.name}>words</{tag.name}>"


@check(
    "html-comment",
    "Texts hold no comments.",
    "A comment `<!-- … -->` is published: everybody can read it in the source of the page, in the repository and in "
    "its history. Delete it; a note for colleagues may stand behind a `#` in the front matter, which pages leave out.",
)
def html_comment(library: Library) -> Iterator[Finding]:
    """Find HTML comments outside code."""
    for text in library.texts:
        for tag in text.body.tags:
            if tag.is_comment:
                yield tag.place, "this comment would be public", "delete it, or put it behind a # in the front matter"


@check(
    "left-over",
    "Nothing unfinished is published.",
    "Marks of a merge conflict, proposals in braces (`{++ ++}`), notes such as `TODO:` and `TK`, and text that only "
    "fills the page (`lorem ipsum`) mean that somebody wanted to come back. Finish it, or set `draft: yes`.",
    excusable=True,
)
def left_over(library: Library) -> Iterator[Finding]:
    """Find conflict marks, CriticMarkup and notes to oneself."""
    for body in (text.body for text in library.texts):
        if not any(sign in body.text for sign in _SIGNS):
            continue
        for pattern, said in (
            (_CONFLICT, "a merge conflict is not resolved"),
            (_CRITIC, "a proposed change is still marked"),
            (_NOTE, "a note says that something is missing"),
        ):
            for match in pattern.finditer(body.visible):
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
    for body in (text.body for text in library.texts):
        if not body.text.isascii() and not _BAR.isdisjoint(body.text):
            for match in _BARS.finditer(body.visible):
                yield body.place(match.start()), "a bar covers something", "write [name withheld]", match[0]


@check(
    "unused-extension",
    "Texts are read in one dialect, whatever `mkdocs.yml` says.",
    "`markdown_extensions` change nothing in texts: these are CommonMark as code hosts preview it, with tables, notes, "
    "callouts and references. Take the line out. Look up what the extension would have done under `stray-markup`.",
    Severity.WARNING,
)
def unused_extension(library: Library) -> Iterator[Finding]:
    """Name the extensions of Markdown that the settings list."""
    for name, place in library.settings.extensions:
        yield place, f"{name} has no effect on texts", "delete the line"


CHECKS: tuple[Check, ...] = (
    raw_html,
    html_comment,
    left_over,
    covered_text,
    unused_extension,
)
