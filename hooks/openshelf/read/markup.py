"""What a text holds besides words: HTML, comments, lists of attributes, each as Python-Markdown sees it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.read.code import fence_attributes, is_escaped
from openshelf.read.links import AUTOLINK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openshelf.problem import Place

_OPENING = re.compile(r"<(?:!(?=[-\[>a-zA-Z])|\?|/?(?P<name>[a-zA-Z][^\s\"'<>@/]*))")
_MAIL = re.compile(r"<(?:mailto:)?[\w.+-]+@[\w.-]+>")
_BREAK = re.compile(r"\n[ \t]*\n")
_LONGEST = 80
"""Characters of a name that are shown."""
_SHOWN = re.compile(r"[^\n<>]{0,60}>?")
_NAMES_OF_ELEMENTS = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo big blockquote body br button
canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i
iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav noembed noframes
noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp
script search section select slot small source span strike strong style sub summary sup svg table tbody td
template textarea tfoot th thead time title tr track tt u ul var video wbr xmp image isindex keygen listing
nextid bgsound blink portal
"""
_ELEMENTS = frozenset(_NAMES_OF_ELEMENTS.split())

_ATTRIBUTES = re.compile(
    r"\{:?[ ]*(?:(?:#[\w:.-]++|\.[\w-]++|[A-Za-z-]++=(?:\"[^\"{}\n]*+\"|'[^'{}\n]*+'|[^\s\"'={}]++))"
    r"(?:[ ]++|(?=\})))*+\}"
)
_ATTRIBUTE = re.compile(r"#[\w:.-]+|\.(?P<class>[\w-]+)|(?P<key>[A-Za-z-]+)=(?:\"[^\"]*\"|'[^']*'|[^\s\"'={}]+)")
_HEADING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+\.|:)[ \t]+)*#")
_DEFINED = re.compile(r"^[ >]*:[ ]", re.MULTILINE)
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Slip:
    """A piece of text that is almost certainly not what the writer meant."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that a text gives to an element with ``{…}``."""

    key: str
    """``id``, ``class``, any other name; empty where the list cannot be read."""
    text: str
    place: Place


def find_tags(visible: str, place: Callable[[int], Place]) -> Iterator[Slip]:
    """Yield the first characters of each tag, comment, declaration and instruction outside code.

    A sign such as that of ``a <b`` is none where nothing closes it.
    """
    if "<" not in visible:
        return
    closings, breaks, last = None, None, visible.rfind(">")
    for match in _OPENING.finditer(visible):
        at = match.start()
        if AUTOLINK.match(visible, at) or _MAIL.match(visible, at):
            continue
        name, shown = match["name"], _SHOWN.match(visible, match.end())
        written = match[0][:_LONGEST] + (shown[0] if shown else "")
        if name and at > last and "=" not in written:
            continue
        if name and name.casefold() not in _ELEMENTS:
            if closings is None or breaks is None:
                closings = [found.start() for found in re.finditer(">", visible)]
                breaks = [found.start() for found in _BREAK.finditer(visible)]
            closing, end = bisect_left(closings, at), bisect_left(breaks, at)
            if closing == len(closings) or (end < len(breaks) and breaks[end] < closings[closing]):
                continue
        yield Slip(written, place(at))


def find_attributes(text: str, visible: str, place: Callable[[int], Place]) -> Iterator[Attribute]:
    """Yield the attributes of the lists that Python-Markdown would turn into attributes of elements."""
    if "{" not in text:
        return
    if "{" in visible:
        defines = bool(_DEFINED.search(visible))
        for line, below, start, has_cells in _lines_with_braces(visible):
            ends = defines or has_cells or _HEADING.match(line) or _UNDERLINE.match(below.lstrip(" >"))
            yield from _of_line(text, line, start, place, ends=bool(ends))
    for start, inner in fence_attributes(text):
        yield from _read(f"{{{inner}}}", start - 1, place)


def _lines_with_braces(visible: str) -> Iterator[tuple[str, str, int, bool]]:
    """Yield each line with braces, the line below it, its offset, and whether its block may be a table."""
    start, block_end, has_cells = 0, -1, False
    lines = visible.split("\n")
    for number, line in enumerate(lines):
        if start > block_end:
            gap = _BREAK.search(visible, max(start - 1, 0))
            block_end = gap.end() - 1 if gap else len(visible)
            has_cells = "|" in visible[start:block_end]
        if "{" in line and "}" in line:
            below = lines[number + 1] if number + 1 < len(lines) else ""
            yield line, below, start, has_cells
        start += len(line) + 1


def _of_line(text: str, line: str, start: int, place: Callable[[int], Place], *, ends: bool) -> Iterator[Attribute]:
    """Yield the attributes on a line; ``ends`` says whether a list at the end of words counts, as in headings."""
    stripped = line.lstrip(" \t>")
    own_line = len(line) - len(stripped) if stripped.startswith("{") else -1
    at, last = line.find("{"), line.rfind("}")
    while 0 <= at < last:
        before = text[start + at - 1] if start + at else "\n"
        applies = at == own_line or before in ")]*_`>" or (ends and before in " \t")
        found = _ATTRIBUTES.match(line, at) if applies and not is_escaped(text, start + at) else None
        if found is not None:
            yield from _read(found[0], start + at, place)
        elif applies and not is_escaped(text, start + at):
            yield Attribute("", line[at : at + 60], place(start + at))
            return
        at = line.find("{", at + 1)


def _read(written: str, start: int, place: Callable[[int], Place]) -> Iterator[Attribute]:
    if not _ATTRIBUTES.fullmatch(written):
        yield Attribute("", written, place(start))
        return
    for match in _ATTRIBUTE.finditer(written):
        key = "class" if match["class"] else (match["key"] or "id").casefold()
        yield Attribute(key, match[0], place(start + match.start()))
