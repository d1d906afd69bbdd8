"""Rules about characters that cannot be seen or are not what they seem."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import regex

from openshelf.check.rule_function import Check, Finding, file_check
from openshelf.core.problem import Place, Severity
from openshelf.sources.escapes import ENTITY, unescape
from openshelf.sources.yaml_source import scalars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openshelf.library.part import SourceFiles
    from openshelf.sources.escapes import MappedText
    from openshelf.sources.markdown_outline import Body
    from openshelf.sources.source import Source

    _Placed = Callable[[int], Place]

_WITHOUT_SPACES = r"\p{Khmer}\p{Lao}\p{Myanmar}\p{Thai}\p{Tai_Tham}\p{Tai_Le}\p{New_Tai_Lue}"
"""Scripts that mark where a line may break with a space of no width."""
_JOINED = (
    r"\p{Adlam}\p{Arabic}\p{Hanifi_Rohingya}\p{Mandaic}\p{Mongolian}\p{Nko}\p{Phags_Pa}\p{Sogdian}\p{Syriac}\p{Balinese}"
    r"\p{Bengali}\p{Chakma}\p{Cham}\p{Devanagari}\p{Grantha}\p{Gujarati}\p{Gurmukhi}\p{Javanese}\p{Kannada}\p{Khmer}"
    r"\p{Malayalam}\p{Meetei_Mayek}\p{Myanmar}\p{Oriya}\p{Sinhala}\p{Tamil}\p{Telugu}\p{Thaana}\p{Tibetan}\p{Tifinagh}"
)
"""Scripts whose letters change their form beside a joiner (The Unicode Standard, section 23.2)."""
_SELECTORS = r"\uFE00-\uFE0F\U000E0100-\U000E01EF"
_HIDDEN = regex.compile(
    r"[\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200D\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0"
    rf"\uFFF9-\uFFFB{_SELECTORS}\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E00FF\U000E01F0-\U000E0FFF]+"
)
"""Characters that show nothing, but for those that bidi-control looks at, and the soft hyphen, which is welcome."""
_IN_PLACE = regex.compile(
    rf"(?<=[{_WITHOUT_SPACES}])\u200B|\u200B(?=[{_WITHOUT_SPACES}])"
    rf"|(?<=[{_JOINED}])[\u200C\u200D]|[\u200C\u200D](?=[{_JOINED}])"
    r"|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})"
    r"|(?<=\U0001F3F4)[\U000E0030-\U000E0039\U000E0061-\U000E007A]{2,6}\U000E007F"
    rf"|(?<=[^\s\p{{Latin}}\p{{M}}])[\uFE00-\uFE0F](?![{_SELECTORS}])"
    rf"|(?<=\p{{Myanmar}})\uFE00|(?<=\p{{Han}})[\U000E0100-\U000E01EF](?![{_SELECTORS}])"
    r"|(?<=\p{Mongolian})[\u180B-\u180F]"
    r"|(?<=[\u1100-\u115E])\u1160|\u115F(?=[\u1161-\u11A7])"
    r"|(?<=[\p{M}--\u034F])\u034F|\u034F(?=[\p{M}--\u034F])",
    regex.VERSION1,
)
"""Where they belong: beside letters that need them, in emoji, in flags, and after what they give another form."""

_BIDI = regex.compile(r"[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]")
_NEVER = frozenset("\u202a\u202b\u202c\u202d\u202e")
_ISOLATES, _END_OF_ISOLATE = frozenset("\u2066\u2067\u2068"), "\u2069"

_SPOILED = regex.compile(
    r"(?<![A-ZÀ-Þ])Ã[\u0080-\u00a9\u00ac-\u00ba\u00bc-\u00bf](?![A-ZÀ-Þ])|â€[\u0080-\u00bf™œ˜“”¢¦]|Â[¿¡°·]|\ufffd"
)
"""Accented letters, quotes and dashes of UTF-8 as Windows-1252 shows them. Words in capitals may hold Ã and Â."""

_ALIKE = ("Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic")
"""Scripts with letters that look like those of another one of them."""
_OTHERS = regex.compile("[" + "".join(rf"\p{{{script}}}" for script in _ALIKE[1:]) + "]")
_SCRIPTS = {script: regex.compile(rf"\p{{{script}}}") for script in _ALIKE}
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_UNIT = regex.compile(
    r"[βγδεζηθλμξπσφψωΓΔΘΛΞΠΣΦΨΩ]\p{Latin}+|\p{Latin}+[βγδεζηθλμξπσφψωΓΔΘΛΞΠΣΦΨΩ]|\p{Latin}?[ακρτχ]\p{Latin}?"
    r"|[A-Z]{2,8}[\p{Ll}&&\p{Cyrillic}]{1,6}",
    regex.VERSION1,
)
"""Units, quantities and names from science, μm, kΩ, Δt, αh; short forms with the ending of another language, SMSки."""
_ADDRESS = regex.compile(r"(?:https?://|www\.|mailto:)[^\s<>()]*|\]\([^()\s]*")
_BREAK = regex.compile(r"\n(?=[ \t]*(?:[-*+] |\d+[.)] |\||#|[\w-]+:(?:\s|$)))|\n(?=[ \t>]*\n)")
"""Where a paragraph ends: at a blank line, a new item, row, heading or key."""
_SHOWN = 40
_MOST = 100
"""Problems of one kind in a file: who has so many will not fix them one by one."""


@file_check(
    "bidi-control",
    "A hidden character changes the direction of text.",
    "Overrides and embeddings can make people who review a text read something else than machines do (Unicode TR 36, "
    "CVE-2021-42574). Delete the character. Isolates are allowed if each is closed in its paragraph, and direction "
    "marks in paragraphs with right-to-left letters.",
)
def bidi_control(library: SourceFiles) -> Iterator[Finding]:
    """Find overrides, embeddings, isolates that are not closed, and direction marks without a reason."""
    for place, text in _pieces(library, _BIDI):
        yield from islice(_bidi(place, text), _MOST)


@file_check(
    "hidden-character",
    "A text contains a hidden character.",
    "A hidden character can keep words from people who review a text, defeat searching, and mark who leaked a copy. "
    "It often comes from copying out of chats and office programs. Delete it, and type the word again. Where a script "
    "or an emoji needs such a character, it is fine.",
    excusable=True,
)
def hidden_character(library: SourceFiles) -> Iterator[Finding]:
    """Find characters that show nothing and are not where scripts and emoji need them."""
    for place, text in _pieces(library, _HIDDEN):
        yield from islice(_hidden(place, text), _MOST)


@file_check(
    "mixed-scripts",
    "A word mixes letters of several scripts.",
    "A Cyrillic or Greek letter can look exactly like a Latin one. Search does not find such a word, screen readers "
    "read it wrongly, and it may imitate a name (Unicode TR 39). Type the word again with one keyboard. Units and "
    "code are ignored.",
    Severity.WARNING,
    excusable=True,
)
def mixed_scripts(library: SourceFiles) -> Iterator[Finding]:
    """Find words with letters of several scripts that look alike."""
    for place, text in _pieces(library, _OTHERS, library.visible):
        yield from islice(_mixed(place, _ADDRESS.sub(lambda match: " " * len(match[0]), text)), _MOST)


@file_check(
    "spoiled-letters",
    "Letters were damaged by a wrong encoding.",
    "A program that read a text in another encoding turns *niña* into `niÃ±a` and *don’t* into `donâ€™t`. If it lost "
    "a letter, it writes U+FFFD, a question mark in a diamond. Spreadsheets and old editors often do this. Take the "
    "text from its source again, or write the letters that the hint shows.",
    Severity.WARNING,
    excusable=True,
)
def spoiled_letters(library: SourceFiles) -> Iterator[Finding]:
    """Find letters that were read in the wrong encoding, and the mark of those that were lost."""
    for place, text in _pieces(library, _SPOILED, library.visible):
        for match in islice(_SPOILED.finditer(text), _MOST):
            yield from _spoiled(place(match.start()), match[0])


def _spoiled(place: Place, found: str) -> Iterator[Finding]:
    if found == "\ufffd":
        yield place, "a letter was lost here (U+FFFD)", "write it again", found
        return
    with suppress(UnicodeError):
        meant = b"".join(_byte(char) for char in found).decode()
        yield place, f"{found} is what a wrong encoding makes of {meant}", f"write {meant}", found


def _byte(char: str) -> bytes:
    """Return the byte that Windows shows as a character, also where its table has a gap."""
    try:
        return char.encode("cp1252")
    except UnicodeError:
        return char.encode("latin-1")


def _pieces(
    library: SourceFiles, wanted: regex.Pattern[str], text_of: Callable[[Source], str] = lambda source: source.text
) -> Iterator[tuple[_Placed, str]]:
    """Yield the files that hold a wanted character, then texts and values in which one is written in another way.

    Each comes with a function that says where an offset of it stands; ``text_of`` says what of a file is checked.
    """
    escaping: dict[str, list[str]] = {}
    for source in library.sources:
        if not source.text.isascii() and wanted.search(source.text):
            yield source.place, text_of(source)
        if "\\" in source.text and any(escape in source.text for escape in ("\\u", "\\U", "\\x")):
            escaping[source.path] = source.text.split("\n")
    for text in library.texts:
        visible = text.body.visible if "&" in text.body.text and ENTITY.search(text.body.text) else ""
        entities = unescape(visible, ENTITY)
        if len(wanted.findall(entities.text)) > len(wanted.findall(visible)):
            yield partial(_undone_at, text.body, entities), entities.text
    for entry in library.all_entries if escaping else ():
        lines = escaping.get(entry.path)
        for _, node in scalars(entry.tree.node, keys=True) if lines else ():
            if node.style == '"' and wanted.search(node.value):
                first = node.start_mark.line + entry.tree.first_line - 1
                written = "\n".join(lines[first : node.end_mark.line + entry.tree.first_line]) if lines else ""
                if len(wanted.findall(node.value)) > len(wanted.findall(written)):
                    value = Place(entry.path, first + 1, node.start_mark.column + 1)
                    yield partial(_always, value), node.value


def _undone_at(body: Body, entities: MappedText, offset: int) -> Place:
    return body.place(entities.source_offset(offset))


def _always(value: Place, _offset: int) -> Place:
    return value


def _bidi(place: _Placed, text: str) -> Iterator[Finding]:
    start = 0
    for end in [*(match.start() + 1 for match in _BREAK.finditer(text)), len(text)]:
        paragraph = text[start:end]
        marks = [] if paragraph.isascii() else list(_BIDI.finditer(paragraph))
        is_right_to_left = bool(marks) and any(
            unicodedata.bidirectional(c) in {"R", "AL"} and c.isalpha() for c in paragraph
        )
        opened: list[int] = []
        for match in marks:
            character, at = match[0], start + match.start()
            name = f"U+{ord(character):04X}"
            if character in _NEVER:
                yield place(at), f"{name} changes the direction of the text after it", "delete it"
            elif character in _ISOLATES:
                opened.append(at)
            elif character == _END_OF_ISOLATE and opened:
                opened.pop()
            elif character == _END_OF_ISOLATE:
                yield place(at), f"{name} does not close an isolate in its paragraph", "delete it"
            elif not is_right_to_left:
                yield place(at), f"{name} is in a paragraph without right-to-left letters", "delete it"
        for at in opened:
            hint = "write U+2069 after the words, or delete it"
            yield place(at), f"U+{ord(text[at]):04X} is not closed in its paragraph", hint
        start = end


def _hidden(place: _Placed, text: str) -> Iterator[Finding]:
    for match in _HIDDEN.finditer(text):
        at = match.start()
        while at < match.end() and (legal := _IN_PLACE.match(text, at)):
            at = legal.end()
        if at < match.end():
            yield _named(place, text, at)


def _named(place: _Placed, text: str, at: int) -> Finding:
    """Name a hidden character and the word around it."""
    first, last = at, at + 1
    while first > max(at - _SHOWN, 0) and not text[first - 1].isspace():
        first -= 1
    while last < min(at + _SHOWN, len(text)) and not text[last].isspace():
        last += 1
    word = _HIDDEN.sub("", text[first:last])
    inside = f" in {word!r}" if word else ""
    return place(at), f"hidden character U+{ord(text[at]):04X}{inside}", "delete it", text[first:last]


def _mixed(place: _Placed, visible: str) -> Iterator[Finding]:
    for match in _WORD.finditer(visible):
        word = match[0]
        if word.isascii() or not _OTHERS.search(word):
            continue
        scripts = [script for script in _ALIKE if _SCRIPTS[script].search(word)]
        if len(scripts) > 1 and not _UNIT.fullmatch(word):
            few = min(scripts, key=lambda script: len(_SCRIPTS[script].findall(word)))
            letter = _SCRIPTS[few].findall(word)[0]
            message = f"{few} {letter} (U+{ord(letter):04X}) in {word[:_SHOWN]!r}, beside letters of other scripts"
            yield place(match.start()), message, "type the word again", word


CHECKS: tuple[Check, ...] = (spoiled_letters, bidi_control, hidden_character, mixed_scripts)
