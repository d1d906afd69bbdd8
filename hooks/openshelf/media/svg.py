"""SVG: drawings that draw, and do nothing else.

A drawing is a document that can run scripts and load things from elsewhere. The parser is expat, which knows no
network; it is stopped at a DOCTYPE that declares something, and with that no entity can grow.
"""

from __future__ import annotations

import re
from typing import NoReturn
from xml.parsers import expat

from openshelf.media.fault import Fault, FaultKind
from openshelf.media.parts import BrokenError, Parts, unique
from openshelf.media.svg_names import ATTRIBUTES, ELEMENTS, NOTES

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_XML, _XHTML = "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/1999/xhtml"
_DEEPEST, _MAX_ELEMENTS, _MAX_FAULTS = 50, 50_000, 20
_MAX_WORDS = 200
"""Texts that are looked for below bars: more would take too long."""
_LOADS = re.compile(
    r"\\|@import|@font-face|expression|behavior|-moz-binding|image-set|\bsrc\(|url\(\s*+[\"']?+(?!#)",
    re.IGNORECASE,
)
"""What styles load with, or hide it with: a backslash can spell each of these otherwise."""
_NO_STYLE = frozenset({"id", "class", "lang", "d", "points", "href"})
"""Attributes whose value is never read as a style."""
_HIDES = re.compile(
    r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)|font-size\s*+:\s*+0(?![\d.])|(?<![\w-])(?:fill-)?opacity\s*+:\s*+\.?0*+\.?0*+\s*+(?:[;}\"']|\Z)",
    re.IGNORECASE,
)
"""A style that makes what it is for invisible."""
_HIDING = {
    "display": {"none"},
    "visibility": {"hidden", "collapse"},
    "font-size": {"0", "0px", "0pt", "0em", "0%"},
    "opacity": {"0", "0.0", "0%", ".0"},
    "fill-opacity": {"0", "0.0", "0%", ".0"},
}
_WRITES = {"text", "tspan", "textPath"}
_NUMBER = re.compile(r"\s*+[-+]?[0-9]{0,9}+(?:\.[0-9]{0,9}+)?(?:px)?\s*+")
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_NOTED = re.compile(r"(?<![\w-])(?:solid-(?:color|opacity)|-inkscape-)")
_NOTE = re.compile(
    rb"(?<=[\"';\s])(?:solid-(?:color|opacity)|-inkscape-[\w-]{1,40})\s*+:(?:&[#\w]{1,8};|[^;&\"'])*+(?:;\s*+|(?=[\"']))"
)
"""A style for editors alone, which draws nothing. It is no fault, and goes when something else is taken out."""


class _StopError(Exception):
    """Nothing more of the drawing needs to be read."""


def inspect(data: bytes) -> tuple[list[Fault], Parts]:
    """Return what a drawing holds that is no drawing, at most twenty, and the drawing without the notes of programs.

    Notes are comments, the DOCTYPE, elements and attributes of other vocabularies, and those that draw nothing. Raises
    BrokenError.
    """
    reading = _SvgReader(data)
    kept, done = list[bytes](), 0
    for start, end in sorted(reading.cuts):
        if start >= done:
            kept.append(data[done:start])
            done = end
    content = b"".join([*kept, data[done:]]) if reading.traces else data
    return reading.faults, Parts(content, unique(reading.traces))


class _SvgReader:
    """One way through a drawing."""

    def __init__(self, data: bytes) -> None:
        self.faults: list[Fault] = []
        self.traces: list[str] = []
        self.cuts: list[tuple[int, int]] = []
        """Where the traces start and end."""
        self._data = data
        self._around: list[tuple[str, bool, bool]] = []
        """Of the elements around: name, whether it hides what is in it, and whether it moves it."""
        self._words: list[tuple[float, float]] = []
        """Where texts start that nothing moved."""
        self._open: list[str] = []
        """Ids of the elements around, empty for those without."""
        self._elements = 0
        self._style = ""
        self._foreign: list[tuple[int, int, bool]] = []
        """Start and end of the tags around that are no drawing, and whether a tag has no end of its own."""
        self._copied: dict[str, tuple[int, int]] = {}
        """Ids of the parts that are copied, and where."""
        self._copying: set[str] = set()
        """Ids of the parts that copy others."""
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.namespace_prefixes = True
        self._parser.buffer_text = True
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.CommentHandler = self._comment
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._read()

    def _read(self) -> None:
        try:
            self._data.decode("utf-8")
            self._parser.Parse(self._data, True)  # noqa: FBT003 - expat knows no names
        except _StopError:
            return
        except UnicodeDecodeError:
            raise BrokenError("is not saved as UTF-8") from None
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            raise BrokenError(f"is not a complete SVG drawing: {reason} in line {error.lineno}") from None
        for id_ in sorted(self._copied.keys() & self._copying):
            message = f"copies #{id_}, which copies another part; such drawings can grow without end"
            self._fault(message, "draw the part again", self._copied[id_])

    def _here(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _fault(self, message: str, hint: str = "", place: tuple[int, int] | None = None) -> None:
        line, column = place or self._here()
        self.faults.append(Fault(FaultKind.SVG, message, hint, line, column))
        if len(self.faults) >= _MAX_FAULTS:
            raise _StopError

    def _stop(self, message: str, hint: str) -> NoReturn:
        self._fault(message, hint)
        raise _StopError

    def _trace(self, message: str, start: int, end: int) -> None:
        self.traces.append(message)
        self.cuts.append((start, end))

    def _tag_end(self, start: int) -> int:
        tag = _TAG.match(self._data, start)
        return tag.end() if tag else len(self._data)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.casefold() != "utf-8":
            self._stop(f"says that its encoding is {encoding[:20]}", "save it as UTF-8")

    def _doctype(self, _name: str, _system: str | None, _public: str | None, declares: int) -> None:
        if declares:
            self._stop("declares entities in its DOCTYPE", "delete the DOCTYPE")
        start = self._data.rfind(b"<!DOCTYPE", 0, self._parser.CurrentByteIndex + 1)
        self._trace("DOCTYPE", start, self._tag_end(start))

    def _instruction(self, target: str, _data: str) -> None:
        self._fault(f"contains an instruction for programs: <?{target[:30]}", "delete it")

    def _comment(self, _text: str) -> None:
        start = self._parser.CurrentByteIndex
        if not self._foreign:
            self._trace("comment", start, self._data.index(b"-->", start) + 3)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, local = _split(name)[:2]
        self._elements += 1
        if self._elements == 1 and (space, local) != (_SVG, "svg"):
            raise BrokenError("is not an SVG drawing")
        if self._elements > _MAX_ELEMENTS:
            self._stop(f"has more than {_MAX_ELEMENTS:,} elements", "simplify it, or save it as PNG")
        self._open.append(attributes.get("id", ""))
        hides = any(attributes.get(name, "").strip() in values for name, values in _HIDING.items())
        moves = "transform" in attributes or (local == "svg" and self._elements > 1)
        self._around.append((local, hides or bool(_HIDES.search(attributes.get("style", ""))), moves))
        if len(self._open) > _DEEPEST:
            self._stop(f"has elements nested more than {_DEEPEST} deep", "simplify it")
        start = self._parser.CurrentByteIndex
        if self._foreign or local == "metadata" or space not in {_SVG, _XHTML}:
            end = self._tag_end(start)
            self._foreign.append((start, end, self._data[end - 2 : end] == b"/>"))
            return
        if space != _SVG or local not in ELEMENTS:
            self._fault(f"contains <{local[:30]}>", "take it out; a drawing cannot have scripts, links or other files")
        self._style = ""
        self._cover(local, attributes)
        self._attributes(local, attributes, start)

    def _attributes(self, local: str, attributes: dict[str, str], start: int) -> None:
        """Look at the attributes of a tag, and find those that are notes in the bytes of the file."""
        foreign = set[bytes]()
        for key, value in attributes.items():
            at, word, prefix = _split(key)
            if at == "" and word in NOTES:
                foreign.add(word.encode())
            elif at in {"", _XLINK, _XML}:
                self._attribute(local, at, word, value)
            else:
                foreign.add(f"{prefix}:{word}".encode())
        has_notes = foreign or _NOTED.search(attributes.get("style", ""))
        for attribute in _ATTRIBUTE.finditer(self._data, start, self._tag_end(start)) if has_notes else ():
            if attribute[1] in foreign:
                self._trace("notes of a program", attribute.start(), attribute.end())
            elif attribute[1] == b"style":
                self.cuts += (note.span() for note in _NOTE.finditer(self._data, *attribute.span(2)))

    def _attribute(self, element: str, space: str, local: str, value: str) -> None:
        if local == "href" and space != _XML:
            if not value.strip().startswith("#"):
                self._fault(f"<{element[:30]}> leads to another file", "keep everything inside the drawing")
            elif element == "use":
                self._copied.setdefault(value.strip()[1:], self._here())
                self._copying |= {*self._open} - {""}
        elif (space, local) == (_XML, "base"):
            self._fault("xml:base changes where all links lead", "delete it")
        elif space == "" and local not in ATTRIBUTES and not local.startswith(("aria-", "data-")):
            self._fault(f"<{element[:30]}> has {local[:30]}, which is not allowed", "delete it")
        elif local not in _NO_STYLE and _LOADS.search(value):
            self._fault(f"{local} of <{element[:30]}> could load something", "write a plain value")

    def _cover(self, local: str, attributes: dict[str, str]) -> None:
        """Find a bar that is drawn over the start of a text; what is moved, or below an opening, is left to people."""
        if any(
            moves or name in {"defs", "clipPath", "mask", "symbol", "marker", "pattern"}
            for name, _, moves in self._around
        ):
            return
        x, y = _number(attributes.get("x", "0")), _number(attributes.get("y", "0"))
        if local == "text" and x is not None and y is not None and len(self._words) < _MAX_WORDS:
            self._words.append((x, y))
        if local != "rect" or x is None or y is None or not self._words or not _is_bar(attributes):
            return
        width, height = _number(attributes.get("width", "")), _number(attributes.get("height", ""))
        if width and height and any(x <= left <= x + width and y <= base <= y + height for left, base in self._words):
            self._fault(
                "draws a bar over a text, but readers can still copy the text", "take the text out, then draw the bar"
            )

    def _end(self, name: str) -> None:
        self._open.pop()
        self._around.pop()
        if self._foreign:
            start, end, is_empty = self._foreign.pop()
            if not self._foreign:
                if not is_empty:
                    end = self._tag_end(self._parser.CurrentByteIndex)
                self._trace("notes of a program", start, end)
        elif _split(name)[1] == "style" and _LOADS.search(self._style):
            self._fault(
                "<style> could load something", "write plain colours and lines, without url(), fonts and imports"
            )
        elif _split(name)[1] == "style" and _HIDES.search(self._style):
            self._fault("hides something with its <style>, but everyone can read it", "delete what is hidden")

    def _text(self, text: str) -> None:
        self._style += text
        is_hidden = bool(self._around) and self._around[-1][0] in _WRITES and any(hides for _, hides, _ in self._around)
        if is_hidden and not text.isspace() and not self._foreign:
            self._fault("hides a text, but everyone can read it", "delete the text")


def _number(text: str) -> float | None:
    """Return the number that a length is, None where it is none or several."""
    try:
        return float(text.strip().removesuffix("px")) if _NUMBER.fullmatch(text) else None
    except ValueError:
        return None


def _is_bar(attributes: dict[str, str]) -> bool:
    """Whether a rectangle surely covers what is below it."""
    if attributes.keys() & {"class", "opacity", "fill-opacity", "style", "mask", "clip-path", "filter"}:
        return False
    fill = attributes.get("fill", "black").strip().casefold()
    return (fill[:1] == "#" and len(fill) in {4, 7}) or (
        fill.isalpha() and fill not in {"none", "transparent", "inherit"}
    )


def _split(name: str) -> tuple[str, str, str]:
    """Return namespace, name and prefix, which expat gives with blanks between; empty where there is none."""
    parts = name.split(" ")
    if len(parts) == 1:
        return "", name, ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""  # noqa: PLR2004
