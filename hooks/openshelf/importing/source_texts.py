"""Markdown files of other programs, read: front matter, title, and the text without its comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.importing.diagnostics import Diagnostic, SourceLocation, Topic, quoted
from openshelf.importing.encoding import decode_unknown
from openshelf.importing.front_matter import FrontMatter, is_unclosed, read_front_matter
from openshelf.importing.headings import folded
from openshelf.importing.vocabularies import language_of
from openshelf.sources.document import split_name
from openshelf.sources.limits import check_limits
from openshelf.sources.markdown_outline import Body, read_body
from openshelf.sources.text import MARKDOWN_BYTES, UNFIT, Lines

if TYPE_CHECKING:
    from openshelf.core.problem import Problem

_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}[-_ ]+(?=.)|^\d{8}[-_ ]+(?=.)")
_WHOLE_FOLDER = frozenset({"index", "_index", "readme"})
"""Names of texts that stand for their folder."""
_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)
"""HTML comments, and those of Obsidian: notes that were not meant for readers."""


class UnusableTextError(Exception):
    """A file cannot become an article; the message says why."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class SourceText:
    """A text of a folder, on its way to an article."""

    path: str
    """From the folder that is imported."""
    where: str
    """As the report names it."""
    front: FrontMatter
    body: Body
    title: str
    diagnostics: tuple[Diagnostic, ...]
    """What was changed while it was read."""
    id: str = ""


def read_source_text(path: str, data: bytes, where: str, language: str) -> SourceText:
    """Read a file for a library in a language. Raises UnusableTextError."""
    text, diagnostics = _text(data, where)
    if is_unclosed(text):
        raise UnusableTextError("opens front matter that is never closed: write --- below its last key", 1)
    front = read_front_matter(text, where)
    if front.fault:
        diagnostics.append(Diagnostic(Topic.CHANGED, SourceLocation(where, 1), front.fault))
    tag = line_of(front.first("language")) or split_name(path)[1] or ""
    if tag and (language_of(tag) or tag).partition("-")[0] != language.partition("-")[0]:
        raise UnusableTextError(f"is in {quoted(tag)}, and the library is in {language}")
    diagnostics += [
        Diagnostic(Topic.CHANGED, SourceLocation(where, line), "a comment is taken out") for line in _comments(front)
    ]
    body = _body(_without_comments(front), where, front.first_line)
    title, heading = line_of(front.first("title")), _title_heading(body)
    if heading is not None and folded(heading[0]) == folded(title or heading[0]):
        body = _body(_without_lines(body.text, heading[1]), where, front.first_line)
        title = title or heading[0]
    if not title:
        title = _title_of(path)
        message = f"has no title: {quoted(title)} is made from its name"
        diagnostics.append(Diagnostic(Topic.CHANGED, SourceLocation(where), message))
    return SourceText(path, where, front, body, title, tuple(diagnostics))


def _text(data: bytes, where: str) -> tuple[str, list[Diagnostic]]:
    """Return the text of a file, and what is told of its encoding. Raises UnusableTextError."""
    text, encoding = decode_unknown(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(data) > MARKDOWN_BYTES:
        raise UnusableTextError(f"has more than {MARKDOWN_BYTES // 1024} kB")
    if unfit := UNFIT.search(text):
        line = text.count("\n", 0, unfit.start()) + 1
        raise UnusableTextError(f"character U+{ord(unfit[0]):04X} is not text", line)
    _refuse(check_limits(text, where))
    notes = [] if encoding == "UTF-8" else [f"is read as {encoding}: check its accents"]
    return text, [Diagnostic(Topic.CHANGED, SourceLocation(where), one) for one in notes]


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise UnusableTextError(problems[0].message, problems[0].place.line)


def _body(text: str, where: str, first_line: int) -> Body:
    body, problems = read_body(text, where, first_line)
    _refuse([] if body.is_read else problems)
    return body


def _comments(front: FrontMatter) -> list[int]:
    """Return the lines on which comments begin."""
    lines = Lines(front.body)
    return [lines.at(start)[0] + front.first_line - 1 for start, _ in _spans(front)]


def _spans(front: FrontMatter) -> list[tuple[int, int]]:
    visible = _body(front.body, "", front.first_line).visible
    return [comment.span() for comment in _COMMENT.finditer(visible)]


def _without_comments(front: FrontMatter) -> str:
    """Return the text below front matter without its comments; every line stays the one that it is."""
    pieces, done = [], 0
    for start, end in _spans(front):
        pieces += [front.body[done:start], "\n" * front.body.count("\n", start, end)]
        done = end
    return "".join([*pieces, front.body[done:]])


def _title_heading(body: Body) -> tuple[str, tuple[int, int]] | None:
    """Return the words and lines of a heading of the first level that a text begins with."""
    first = body.tokens[0] if body.tokens else None
    if first is None or first.type != "heading_open" or first.tag != "h1" or first.map is None:
        return None
    words = body.headings[0].words
    return (words, (first.map[0], first.map[1])) if words else None


def _without_lines(text: str, lines: tuple[int, int]) -> str:
    """Return a text in which some lines are empty, so that the others stay where they are."""
    rows = text.split("\n")
    rows[lines[0] : lines[1]] = [""] * (lines[1] - lines[0])
    return "\n".join(rows)


def _title_of(path: str) -> str:
    """Return the name of a file as a title; one with blanks is one."""
    stem = stem_of(path)
    return stem if " " in stem else " ".join(re.split("[-_]+", stem)).strip().capitalize() or "?"


def stem_of(path: str) -> str:
    """Return the name of a file without date, language and ending; of its folder, where it stands for that."""
    folder, _, name = path.rpartition("/")
    stem = split_name(name)[0]
    stem = stem if name.endswith(".md") else stem.rpartition(".")[0]
    stem = folder.rpartition("/")[2] if stem.casefold() in _WHOLE_FOLDER and folder else stem
    return _DATED.sub("", stem)


def line_of(value: object) -> str:
    """Return a text of front matter on one line, empty for what is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""
