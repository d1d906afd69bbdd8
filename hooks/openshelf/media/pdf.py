"""PDF: documents to read, without scripts, attachments and notes about their makers."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, StreamObject

from openshelf.media import jpeg, pdf_words
from openshelf.media.fault import Fault, FaultKind
from openshelf.media.parts import BrokenError, Inspection, Parts, ReadableText, unique
from openshelf.media.pdf_parts import LIMITS, UNREADABLE, dictionary, parts, value

if TYPE_CHECKING:
    from collections.abc import Iterator

_START, _END, _DAMAGED = b"%PDF-", b"%%EOF", "is cut off or damaged"
_MAX_OBJECTS = 50_000
_MAX_PAGES = 500
_MAX_OBJECT_STREAMS = 300
_RUNS = frozenset(
    """
    /GoTo3DView /GoToDp /GoToE /GoToR /ImportData /JavaScript /Launch /Movie /Rendition /RichMediaExecute /Sound
    /SubmitForm
    """.split()  # noqa: SIM905 - as a list it would be a page long
)
"""Actions that do more than move about in the document or open a web address (ISO 32000-2, section 12.6.4)."""
_ADDRESS = re.compile(r"https?://|mailto:|tel:[+0-9().%-]+\Z", re.IGNORECASE)
_ACTS = {
    "/JS": "contains a script",
    "/JavaScript": "contains a script",
    "/EmbeddedFiles": "contains other files",
    "/EF": "contains other files",
    "/XFA": "contains a form that runs scripts",
    "/RichMedia": "contains film or sound",
}
_PARTS = {
    "/FileAttachment": "contains other files",
    "/RichMedia": "contains film or sound",
    "/Movie": "contains film or sound",
    "/Sound": "contains film or sound",
    "/Screen": "contains film or sound",
    "/3D": "contains film or sound",
}
_KEY_TRACES = {
    "/Author": "author",
    "/Creator": "program",
    "/Producer": "program",
    "/CreationDate": "date and time",
    "/ModDate": "date and time",
}
_TITLE = "/Title"
_NOTES = {"/Metadata": "XMP data", "/PieceInfo": "data of a program", "/LastModified": "date and time"}
"""Keys of any part of a document under which programs keep notes."""
_AUTHORS = {"/T": "name of a commentator", "/M": "date and time", "/CreationDate": "date and time"}
"""Keys of a comment that say who wrote it and when."""
_UNSEEN = 2 | 32
"""Flags of a comment that is not shown (ISO 32000-2, table 167)."""


def inspect(data: bytes, *, reads: bool = False) -> Inspection:
    """Look through a document, opened once; its words are read only if asked for. Raises BrokenError."""
    acts, notes, text = list[str](), list[str](), ReadableText()
    try:
        with apply_configuration(LIMITS):
            reader = _opened(data)
            traces = [*_info(reader), *_earlier(data)]
            for part in parts(reader):
                acts += _acts(part)
                traces += _traces_of(part)
                notes += pdf_words.words_outside_pages(part)
            if reads:
                text = pdf_words.read_words(reader, notes)
    except BrokenError:
        raise
    except UNREADABLE:
        raise BrokenError(_DAMAGED) from None
    hint = "print it to a new PDF file, which has no scripts and actions"
    return Inspection([Fault(FaultKind.PDF, message, hint) for message in unique(acts)], unique(traces), text)


def cleaned(data: bytes) -> bytes:
    """Return a document without notes about its makers and without its earlier versions. Raises BrokenError."""
    if not inspect(data).traces:
        return data
    try:
        with apply_configuration(LIMITS):
            return _written(_opened(data))
    except UNREADABLE:
        raise BrokenError(_DAMAGED) from None


def _opened(data: bytes) -> PdfReader:
    if not data.startswith(_START):
        raise BrokenError("is not a PDF document")
    reader = PdfReader(io.BytesIO(data))
    wrong = _limit(reader)
    if wrong:
        raise BrokenError(wrong)
    return reader


def _limit(reader: PdfReader) -> str:
    """Return why a document cannot be looked through, empty where it can."""
    if reader.is_encrypted:
        return "is locked with a password, so it cannot be checked"
    packs = {pack for pack, _ in reader.xref_objStm.values()}
    if len(packs) > _MAX_OBJECT_STREAMS or len(reader.xref_objStm) + sum(map(len, reader.xref.values())) > _MAX_OBJECTS:
        return "has more parts than can be checked"
    pages = len(reader.pages)
    return "" if 0 < pages <= _MAX_PAGES else f"has {pages} pages, between 1 and {_MAX_PAGES} are allowed"


def _acts(part: DictionaryObject) -> Iterator[str]:
    yield from (message for key, message in _ACTS.items() if key in part)
    kind = value(part, "/Subtype")
    if isinstance(kind, NameObject) and kind in _PARTS and ("/Rect" in part or "/Type" in part):
        yield _PARTS[kind]
    action = value(part, "/S")
    if isinstance(action, NameObject) and action in _RUNS:
        yield f"runs an action by itself: {action[1:]}"
    address = value(part, "/URI")
    if isinstance(address, str) and not _ADDRESS.match(address):
        yield "has a link that is not a web address"
    layers = dictionary(dictionary(part, "/OCProperties"), "/D")
    if value(layers, "/OFF") or value(layers, "/BaseState") == "/OFF":
        yield "has a hidden layer, which anyone can switch on"
    if isinstance(part, StreamObject) and part.keys() & {"/F", "/OPI", "/Ref"}:
        yield "loads something from another file"
    flags = value(part, "/F")
    if _is_comment(part) and kind != "/Link" and isinstance(flags, int) and flags & _UNSEEN:
        yield "has a hidden comment"


def _info(reader: PdfReader) -> Iterator[str]:
    for key in dictionary(reader.trailer, "/Info"):
        if key != _TITLE:
            yield _KEY_TRACES.get(key, "data of a program")


def _earlier(data: bytes) -> Iterator[str]:
    """Yield a trace where the file keeps earlier versions of itself, from which what was deleted can be read again."""
    if data.count(_END) > (2 if b"/Linearized" in data[:1024] else 1):
        yield "earlier versions of its text"
    last = data.rpartition(_END)[2].strip()
    if last:
        yield f"{len(last)} bytes after its end"


def _traces_of(part: DictionaryObject) -> Iterator[str]:
    yield from (message for key, message in _NOTES.items() if key in part or part.get("/Type") == key)
    if _is_comment(part):
        yield from (message for key, message in _AUTHORS.items() if key in part)
    picture = _picture(part)
    if picture is not None:
        yield from (f"{trace} of a picture" for trace in picture.traces)


def _is_comment(part: DictionaryObject) -> bool:
    """Whether a part is a note on a page; the fields of forms keep their names under the same key."""
    return "/Subtype" in part and "/Rect" in part and "/FT" not in part and "/Parent" not in part


def _picture(part: DictionaryObject) -> Parts | None:
    """Return a photograph inside a document, taken apart."""
    if not isinstance(part, StreamObject) or part.get("/Filter") not in ("/DCTDecode", ["/DCTDecode"]):
        return None
    try:
        return jpeg.take_apart(part._data)  # noqa: SLF001 - the only way to the bytes as they are
    except BrokenError:
        return None


def _written(reader: PdfReader) -> bytes:
    """Return the document written afresh from what its pages need."""
    title = value(dictionary(reader.trailer, "/Info"), _TITLE)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = {_TITLE: str(title)} if title is not None else None
    writer._ID = None  # noqa: SLF001 - two files with one number would be known as versions of each other
    for one in writer._objects:  # noqa: SLF001
        waiting: list[PdfObject] = [one] if one is not None else []
        while waiting:
            part = waiting.pop()
            if isinstance(part, DictionaryObject):
                _forget(part)
                waiting += [part.raw_get(key) for key in part]
            elif isinstance(part, ArrayObject):
                waiting += list(list.__iter__(part))
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _forget(part: DictionaryObject) -> None:
    if part.get("/Type") in _NOTES:  # nothing but a note, whatever leads to it
        part.clear()
        if isinstance(part, StreamObject):
            part._data = b""  # noqa: SLF001
    for key in (*_NOTES, *(_AUTHORS if _is_comment(part) else ())):
        part.pop(key, None)
    picture = _picture(part)
    if picture is not None and isinstance(part, StreamObject):
        part._data = picture.content  # noqa: SLF001
