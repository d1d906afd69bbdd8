"""The words of a PDF document: what its pages show, and what stands beside them."""

from __future__ import annotations

import re
import time
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from openshelf.media.parts import MediaText, ReadableText
from openshelf.media.pdf_parts import MAX_UNPACKED, UNREADABLE, dictionary, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pypdf import PageObject, PdfReader

_MAX_WORK = 8_000_000
"""Bytes that all pages unpack to, those that say which letters their fonts show, and twenty for each operator of a
page: some four seconds."""
_WORK_OF_AN_OPERATOR = 20
_MAX_CHARACTERS = 2_000_000
"""Characters of all pages; a novel has less than half of it."""
_MAX_FONTS = 40
"""Of one page."""
_MAX_SECONDS = 8.0
"""Of the processor's time, which only a document takes that was made to stall."""
_MAX_NAMED = 5
"""Pages that a message names."""
_FONTS_WEIGH_LESS = 4
"""How much faster it is to read what a font says than what a page shows."""
_SHOWS = re.compile(rb"T[jJ]|['\"]")
"""What shows words (ISO 32000-2, 9.4.3)."""
_PICTURE = re.compile(rb"\bBI\s*+/")
"""A picture that stands in the page itself."""
_OVERLONG = re.compile(rb"(?:[0-9A-Fa-f] *+){65}")
"""One glyph that stands for more than sixteen letters: no script has that, and a page could grow without end."""
_BESIDE = (
    *("/Title", "/Contents", "/Subj", "/RC", "/T", "/V", "/DV", "/RV", "/TU", "/TM", "/CA", "/AC", "/Opt"),
    *("/Alt", "/ActualText", "/E", "/URI", "/Base", "/P", "/Name", "/Names", "/Info", "/OutputCondition"),
)
"""Keys of the words beside the pages: titles, comments and who made them, what forms ask and what was typed into them,
what is read aloud or out, addresses, names of pages, layers and places."""
_ACTUAL = re.compile(rb"/ActualText\s*+(?:\((?P<plain>(?:[^()\\]|\\.){1,2000}+)\)|<(?P<coded>[0-9A-Fa-f\s]{2,8000}+)>)")
"""What stands for glyphs that are shown, in the page itself."""
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SELF_DESCRIBING_ENCODINGS = re.compile(r"UCS2|UTF16|^/(?:GB|ETen|90ms)")
"""Names of encodings that say which letters a font of many glyphs shows."""
_SYMBOLIC = 4
"""Flag of a font whose glyphs have numbers of its own (ISO 32000-2, table 121)."""
_GLYPH_NAMES = re.compile(r"(?:/[A-Za-z]{1,8}[0-9]{1,5}){4}|[\ufffd\ue000-\uf8ff]{4}")
"""Placeholders for letters that the font does not name."""

_FORMS = re.compile("[\ufb00-\ufdff\ufe70-\ufeff]+")
"""Letters in the form that they have beside others, joined or at the end of a word."""
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_])")
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")

_NO_LETTERS, _ONLY_A_PICTURE = "letters that the font does not identify", "a picture"
_TOO_MUCH, _DAMAGED = "more than is read", "damaged"


class _PageTooLongError(Exception):
    """More than is read stands on a page."""


def words_outside_pages(part: DictionaryObject) -> Iterator[str]:
    """Yield the words that a part of a document holds beside the pages."""
    for key in _BESIDE:
        found = value(part, key)
        for one in list.__iter__(found) if isinstance(found, ArrayObject) else (found,):
            if isinstance(one, str) and not isinstance(one, NameObject):
                yield one


def _actual(data: bytes) -> Iterator[str]:
    """Yield the words that operators of a page say it shows."""
    for match in _ACTUAL.finditer(data):
        if match["coded"]:
            coded = b"".join(match["coded"].split()).decode()
            raw = bytes.fromhex(coded + "0" * (len(coded) % 2))
        else:
            raw = _ESCAPED.sub(lambda it: bytes([int(it[1], 8) & 0xFF]) if it[1].isdigit() else it[1], match["plain"])
        yield raw.decode("utf-16", "replace") if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else raw.decode("latin-1")


def read_words(reader: PdfReader, notes: Iterable[str]) -> ReadableText:
    """Return the words of a document; ``notes`` are those beside its pages. What cannot be read is said, not raised."""
    reading, unread = _PdfWordsReader(), dict[str, list[int]]()
    words = [MediaText(_plain("\n".join(dict.fromkeys(notes))[:_MAX_CHARACTERS]))]
    for number, page in enumerate(reader.pages, 1):
        text, why = reading.page(page)
        words.append(MediaText(text, number))
        if why:
            unread.setdefault(why, []).append(number)
    unreadable = ", ".join(f"{_pages(numbers)} ({why})" for why, numbers in unread.items())
    return ReadableText(tuple(found for found in words if found.text), unreadable)


def _pages(numbers: list[int]) -> str:
    more = f" and {len(numbers) - _MAX_NAMED} more" if len(numbers) > _MAX_NAMED else ""
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers[:_MAX_NAMED]))}{more}"


class _PdfWordsReader:
    """One way through the pages of a document, and how much may still be read."""

    def __init__(self) -> None:
        self._work, self._signs = _MAX_WORK, _MAX_CHARACTERS
        self._end = time.process_time() + _MAX_SECONDS
        self._seen: set[int] = set()
        """Drawings that were read: many pages can show one."""
        self._tells = True
        """Whether what was read last says what letters it shows."""

    def page(self, page: PageObject) -> tuple[str, str]:
        """Return the words of a page, and why they are not all of its words, empty where they are."""
        texts, self._tells, has_picture = list[str](), True, False
        try:
            self._go_on()
            contents = page.get_contents()
            data = b"" if contents is None else contents.get_data()
            has_picture = _PICTURE.search(data) is not None
            texts.append(self._words(page, data, page.extract_text))
            for drawing in self._drawn(page):
                if _is_picture(drawing):
                    has_picture = True
                else:
                    extract = partial(page.extract_xform_text, drawing)  # type: ignore[arg-type]
                    texts.append(self._words(drawing, drawing.get_data(), extract))
        except (_PageTooLongError, LimitReachedError):
            why = _TOO_MUCH
        except UNREADABLE:
            why = _DAMAGED
        else:
            is_picture = has_picture and not any(texts)
            why = _ONLY_A_PICTURE if is_picture else "" if self._tells else _NO_LETTERS
        return "\n".join(filter(None, texts)), why

    def _drawn(self, page: DictionaryObject) -> Iterator[StreamObject]:
        """Yield the pictures of a page and of its comments, and the drawings that no page before has shown."""
        waiting = list(_shown_by(page))
        while waiting:
            drawing = waiting.pop()
            if _is_picture(drawing):
                yield drawing
            elif id(drawing) not in self._seen:
                self._seen.add(id(drawing))
                yield drawing
                waiting += _shown_by(drawing)

    def _words(self, part: DictionaryObject, data: bytes, extract: Callable[..., str]) -> str:
        """Return the words of a page or a drawing; ``data`` is what it holds, ``extract`` lets pypdf read it."""
        if not _SHOWS.search(data):
            return ""
        fonts = dictionary(dictionary(part, "/Resources"), "/Font")
        self._work -= len(data)
        if len(fonts) > _MAX_FONTS or len(data) > MAX_UNPACKED:
            raise _PageTooLongError
        for name in fonts:
            self._weigh(dictionary(fonts, name))
        self._go_on()
        text = extract(visitor_operand_before=self._operate, visitor_text=self._see)
        if b"/ActualText" in data:
            text = "\n".join([text, *_actual(data)])
        self._signs -= len(text)
        self._go_on()
        self._tells &= not _GLYPH_NAMES.search(text) and (bool(fonts) or b"Tf" not in data)
        return _plain(text).strip()

    def _weigh(self, font: DictionaryObject) -> None:
        unicode_map = value(font, "/ToUnicode")
        data = unicode_map.get_data() if isinstance(unicode_map, StreamObject) else b""
        self._work -= len(data) // _FONTS_WEIGH_LESS
        if _OVERLONG.search(data):
            raise _PageTooLongError

    def _operate(self, *_: object) -> None:
        self._work -= _WORK_OF_AN_OPERATOR
        self._go_on()

    def _go_on(self) -> None:
        if self._work < 0 or self._signs < 0 or time.process_time() > self._end:
            raise _PageTooLongError

    def _see(self, text: str, _matrix: object, _text_matrix: object, font: DictionaryObject | None, _: float) -> None:
        """Look at a piece of text and its font; a single glyph may be the bullet of a list."""
        if font is not None and len(text.strip()) > 1:
            self._tells &= _tells_letters(font)


def _shown_by(part: DictionaryObject) -> Iterator[StreamObject]:
    """Yield the pictures and drawings that a page or a drawing can show."""
    resources = dictionary(part, "/Resources")
    lists = [dictionary(resources, "/XObject"), dictionary(resources, "/Pattern")]
    states = dictionary(resources, "/ExtGState")
    lists += [dictionary(dictionary(states, name), "/SMask") for name in states]
    comments = value(part, "/Annots")
    for one in comments if isinstance(comments, ArrayObject) else ():
        comment = one.get_object()
        looks = dictionary(comment, "/AP") if isinstance(comment, DictionaryObject) else DictionaryObject()
        lists += [looks, *(dictionary(looks, name) for name in looks)]
    for drawings in lists:
        for name in () if isinstance(drawings, StreamObject) else drawings:
            found = value(drawings, name)
            if isinstance(found, StreamObject):
                yield found


def _is_picture(part: DictionaryObject) -> bool:
    return value(part, "/Subtype") == "/Image"


def _tells_letters(font: DictionaryObject) -> bool:
    """Whether a font maps its glyphs to letters; without that map only eyes can read it."""
    if "/ToUnicode" in font:
        return True
    encoding = value(font, "/Encoding")
    if value(font, "/Subtype") == "/Type0":
        return isinstance(encoding, str) and _SELF_DESCRIBING_ENCODINGS.search(encoding) is not None
    described = dictionary(font, "/FontDescriptor")
    flags = value(described, "/Flags")
    has_own_numbers = (
        isinstance(flags, int) and flags & _SYMBOLIC and ("/FontFile2" in described or "/FontFile3" in described)
    )
    return encoding is not None or not has_own_numbers


def _plain(text: str) -> str:
    """Return a text as people write it: letters alone, words that a line breaks in one piece.

    Lines of scripts that run from right to left come twice, the second time with their words turned around: documents
    hold them in the order of reading or in that of the paper.
    """
    text = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _NO_TEXT.sub("\ufffd", text))
    text = _BROKEN_WORD.sub("", text)
    if _RIGHT_TO_LEFT.search(text):
        text += "".join(f"\n{' '.join(line.split()[::-1])}" for line in text.split("\n") if _RIGHT_TO_LEFT.search(line))
    return text
