"""Rules about what a text may hold besides words: HTML, unfinished and covered text, settings of a dialect."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, entry_check, file_check
from openshelf.core.problem import Place, Severity
from openshelf.library.description import field_scalars
from openshelf.sources.html import HARMLESS, elements, unpaired
from openshelf.sources.text import Needle, signs_of
from openshelf.starter.library import example_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.part import Entries, SourceFiles

_INSTEAD = {
    "table": "write | Head | Head |, then | --- | --- |, then a line a row",
    "details": 'write ??? note "Title", and the text below it, indented by four spaces',
    "ul": "write - and a space before each item",
    "ol": "write 1. and a space before each step",
    "dl": "write the word on a line, and below it : and what it means",
    "p": "leave an empty line between paragraphs",
    "hr": "write --- on a line of its own",
    "blockquote": "write > before each line",
    "pre": "put the code between two lines of three backticks",
    "code": "put the code between backticks",
    "iframe": "link to the video or page instead",
    "video": "link to it instead",
    "audio": "link to it instead",
    **dict.fromkeys(["kbd", "sub", "sup", "mark", "ins", "del", "br"], "write it in small letters, without attributes"),
    "u": "write <ins>words</ins>",
    **dict.fromkeys(["span", "small", "big", "figure", "tt"], "write its words only, without the element"),
    "abbr": "write a term in guides/glossary/, or spell it out",
    "figcaption": "write it as a line of text below the picture",
    "input": "write - [ ] and the words",
    **dict.fromkeys(["form", "button"], "delete it: forms do not work on these pages"),
    "img": "write ![what it shows](../images/name.png)",
    "a": "write [words](https://example.org/)",
    "style": "the look of the site is in its style sheet",
    "font": "the look of the site is in its style sheet",
    "center": "the look of the site is in its style sheet",
    **dict.fromkeys(["b", "strong"], "write **words**"),
    **dict.fromkeys(["i", "em"], "write *words*"),
    **dict.fromkeys(["s", "strike"], "write ~~words~~"),
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "write ## and the words"),
    **dict.fromkeys(
        ["div", "section", "aside"], 'write !!! note "Title", and the text below it, indented by four spaces'
    ),
}
"""What to write for an element."""
_MARKDOWN = "write it in Markdown, or put it between backticks"

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)[^\n]{0,40}", re.MULTILINE)
_CRITIC = re.compile(r"\{(?:\+\+[^{}\n]*\+\+|--[^{}\n]*--|~~[^{}\n]*~~|==[^{}\n]*==|>>[^{}\n]*<<)\}")
_ASKED = (
    "ask|add|check|write|find|fix|finish|update|translate|rewrite|remove|replace|verify|confirm|insert|explain|describe"
    "|complete|review|decide|mention|expand|shorten|get|make|see|contact"
    "|demander|vérifier|ajouter|écrire|trouver|corriger|compléter|traduire"
    "|preguntar|revisar|añadir|agregar|completar|corregir|perguntar|verificar|adicionar|corrigir"
)
_NOTE = re.compile(
    rf"\bTODO\b(?=:|\()|(?<![\w,;] )\bTODO[ ]++(?:[-–—][ ]++)?(?:{_ASKED})\b|\bFIXME\b|\[(?:TODO|TK)\b[^\]\n]{{0,40}}\]"
    r"|\bTK(?:[ ]?TK)+\b|\(TK\)|\bTK:|\b(?i:lorem ipsum)\b|^(?:POR HACER|PENDIENTE|A FAZER|À FAIRE) ?:",
    re.MULTILINE,
)
_ALONE = re.compile(r"^[ \t>]*+(?:(?:[-*+]|\d{1,3}[.)])[ \t]++)?+(?:\[ \] )?(?P<mark>TODO)[ \t.…]*$", re.MULTILINE)
_SAYS_ALL = {"es", "pt", "gl", "it"}
"""Languages in which TODO in capitals may be a word: all."""
_NOTES = ("TODO", "FIXME", "TK", "POR HACER", "PENDIENTE", "A FAZER", "À FAIRE", "psum", "PSUM")
_NEEDLES_OF_NOTES = tuple(map(Needle.of, _NOTES))
_NEEDLES = (*map(Needle.of, ("<<<<<<<", ">>>>>>>", "|||||||", "{++", "{--", "{~~", "{==", "{>>")), *_NEEDLES_OF_NOTES)
"""One of these stands in each text that the patterns above can match."""
_BAR = frozenset("\u2585\u2586\u2587\u2588\u25a0\u25ac\u25fc\u2b1b")
_BARS = re.compile(
    "(?<![\u2581-\u2593])[\u2588\u2587\u2586\u2585]{2,}(?![\u2581-\u2593])"
    "|(?<![\u25a0-\u2b1c])[\u25a0\u25ac\u25fc\u2b1b]{3,}(?![\u25a0\u25a1\u25ac\u25ad\u25fb\u25fc\u2b1b\u2b1c])"
)
"""Full blocks, without lighter ones beside them: those measure how far something is, ``██░░ 50%``."""


@entry_check(
    "raw-html",
    "A text contains HTML.",
    "HTML can run scripts, load things from other sites, and hide text. Markdown has everything that a text needs; "
    "only `<kbd>`, `<sub>`, `<sup>`, `<mark>`, `<ins>`, `<del>` and `<br>` are allowed. To show a tag, put it between "
    "backticks; for a single sign, write `&lt;`. An element is reported once, however many others it contains.",
)
def raw_html(library: Entries) -> Iterator[Finding]:
    """Find elements outside code."""
    for text in library.texts:
        for tag in elements([tag for tag in text.body.tags if not HARMLESS.fullmatch(tag.text)]):
            shown = tag.text.partition("\n")[0][:30]
            yield tag.place, f"HTML is not allowed: {shown}", _INSTEAD.get(tag.name, _MARKDOWN)
        for slip in text.body.raw_blocks:
            yield (
                slip.place,
                f"Markdown below {slip.text[:30]} is not read",
                "put the tag into a line of words",
            )
        refused = {tag.name for tag in text.body.tags if not HARMLESS.fullmatch(tag.text)}
        for tag in unpaired([tag for tag in text.body.tags if HARMLESS.fullmatch(tag.text)]):
            if tag.name in refused or text.body.raw_blocks:
                continue
            yield tag.place, f"{tag.text} has no partner tag in its paragraph", f"write <{tag.name}>words</{tag.name}>"


@entry_check(
    "html-comment",
    "A text contains a comment.",
    "A comment `<!-- … -->` is published: everyone can read it in the source of the page, in the repository and in "
    "its history. Delete it. A note for colleagues may follow a `#` in the front matter; pages do not show it, but "
    "the repository does.",
)
def html_comment(library: Entries) -> Iterator[Finding]:
    """Find HTML comments outside code."""
    for text in library.texts:
        for tag in text.body.tags:
            if tag.is_comment:
                yield tag.place, "this comment would be public", "delete it, or put it after a # in the front matter"


@file_check(
    "left-over",
    "A text is unfinished.",
    "These marks say that a writer wanted to come back: a merge conflict, proposals in braces (`{++ ++}`), notes such "
    "as `TODO: …`, `TODO ask …` and `TK`, and filler text (`lorem ipsum`). Finish the text, or set `draft: yes`. A "
    "merge conflict is an error in a draft too.",
    excusable=True,
)
def left_over(library: SourceFiles) -> Iterator[Finding]:
    """Find conflict marks, and outside drafts CriticMarkup and notes to oneself."""
    for text in library.texts:
        body = text.body
        if _holds(body.text, _NEEDLES):
            for match in _CONFLICT.finditer(body.visible):
                message = f"a merge conflict is not resolved: {match[0][:30]}"
                yield body.place(match.start()), message, "finish it or delete the mark", match[0]
            for at, message, mark in () if text.entry.data.draft else _unfinished(body.visible, library):
                yield body.place(at), message, "finish it or delete the mark", mark
    noted = {source.path for source in library.sources if _holds(source.text, _NEEDLES_OF_NOTES)}
    for entry in library.parsed_entries:
        for _, node in field_scalars(entry.tree) if entry.path in noted and not entry.data.draft else ():
            for _, message, mark in _unfinished(node.value, library):
                yield entry.tree.place_of(node), message, "finish it or delete the mark", mark


def _holds(text: str, needles: Sequence[Needle]) -> bool:
    """Whether a text holds any of some needles."""
    signs = signs_of(text)
    return any(needle.is_in(text, signs) for needle in needles)


def _unfinished(text: str, library: SourceFiles) -> Iterator[tuple[int, str, str]]:
    """Yield where a text says that something is to be done, what is said of it, and the mark."""
    for match in _CRITIC.finditer(text):
        yield match.start(), f"a proposed change is still marked: {match[0][:30]}", match[0]
    for match in _NOTE.finditer(text):
        yield match.start(), f"unfinished text: {match[0][:30]}", match[0]
    if library.settings.language.partition("-")[0] not in _SAYS_ALL:
        for match in _ALONE.finditer(text):
            yield match.start("mark"), "unfinished text: TODO", match["mark"]


@cache
def template_lines() -> frozenset[str]:
    """Return the lines of the manual's templates that ask for others."""
    return frozenset((Path(__file__).parent / "template_lines.txt").read_text(encoding="utf-8").splitlines())


@file_check(
    "template-text",
    "Text of a template is left.",
    "The templates of the manual and the examples of a new library say what to write, and these words are still in "
    "your file. Write your own, delete the line if you have nothing to say there, or set `draft: yes`.",
    excusable=True,
)
def template_text(library: SourceFiles) -> Iterator[Finding]:
    """Find lines that were left as a template has them; drafts may hold them."""
    prompts = template_lines() | example_lines()
    for source in library.sources:
        if prompts.isdisjoint(map(str.strip, source.text.split("\n"))):
            continue
        entries = [entry for entry in library.parsed_entries if entry.path == source.path]
        for number, line in enumerate(library.visible(source).split("\n"), start=1):
            words = line.strip()
            above = [entry for entry in entries if entry.place().line <= number] if words in prompts else []
            if above and not above[-1].data.draft:
                place = Place(source.path, number, line.index(words) + 1)
                yield place, f"text of the template is left: {words[:60]}", "write your own words", words


@entry_check(
    "covered-text",
    "Words are covered with bars.",
    "Bars show where a name was and how long it is, and the history of the file still contains it. Leave the words "
    "out and say so: [name withheld].",
    Severity.WARNING,
    excusable=True,
)
def covered_text(library: Entries) -> Iterator[Finding]:
    """Find runs of block characters."""
    for body in (text.body for text in library.texts):
        if not body.text.isascii() and not _BAR.isdisjoint(body.text):
            for match in _BARS.finditer(body.visible):
                yield body.place(match.start()), "words are covered with a bar", "write [name withheld]", match[0]


CHECKS: tuple[Check, ...] = (
    raw_html,
    html_comment,
    left_over,
    template_text,
    covered_text,
)
