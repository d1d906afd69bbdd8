"""Files to text: strict UTF-8, with a located problem for everything that is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.problem import Place, Problem, Rule
from openshelf.sources.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_UNREADABLE = Rule(
    "file-unreadable",
    "A file cannot be opened.",
    "The file is missing, is a folder, or the computer refuses to open it. Check its name and its permissions.",
)
FILE_ENCODING = Rule(
    "file-encoding",
    "A file is not saved as UTF-8.",
    "In another encoding, letters such as é or ñ turn into rubbish on readers' screens. Save the file again and "
    "choose UTF-8 in your editor.",
)
FILE_SIZE = Rule(
    "file-size",
    "A file is too large.",
    "A text has at most 512 kB, the catalogue 16 MB, and every other file of settings or lists 1 MB. A larger file "
    "was almost always saved under a wrong name, and reading it could stall the build. Split the text into several "
    "pages.",
)
FILE_CHARACTER = Rule(
    "file-character",
    "A file contains a control character.",
    "Editors do not show control characters and Unicode noncharacters, and they break pages. Delete the character.",
)

# C0 controls but tab and line ends, DEL, C1 controls, U+2028 and U+2029 (for YAML these two and NEL end a line, for
# editors they do not), halves of surrogate pairs, and the 66 noncharacters (The Unicode Standard, section 23.7).
_UNFIT_RANGES = [
    (0x00, 0x08),
    (0x0B, 0x0C),
    (0x0E, 0x1F),
    (0x7F, 0x9F),
    (0x2028, 0x2029),
    (0xD800, 0xDFFF),
    (0xFDD0, 0xFDEF),
]
_UNFIT_RANGES += [(plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)]
_UNFIT_CHARACTERS = frozenset(chr(code) for first, last in _UNFIT_RANGES for code in range(first, last + 1))
_UNFIT_BYTES = bytes(ord(char) for char in sorted(_UNFIT_CHARACTERS) if char.isascii())
_ORDINARY = b"abcdefghijklmnopqrstuvwxyz \n,."
_NO_DIGITS = bytes(set(range(256)) - set(b"0123456789\n"))
UNFIT = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _UNFIT_RANGES)}]")
"""A character that no text may hold."""


MARKDOWN_BYTES = 512 * 1024
"""What a Markdown file may have; most have less than 20 kB."""
YAML_BYTES = 1024 * 1024
"""What a file of settings or a list of policies may have."""
CATALOGUE_BYTES = 16 * 1024 * 1024
"""What the catalogue may have: more than 20,000 entries."""


class Lines:
    """Turns offsets of a text into lines and columns, both counted from 1."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Return the offset at which a line starts, counted from 0; that of the end for the line after the last."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def end(self, line: int) -> int:
        """Return the offset at which a line ends, before its newline."""
        return self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self.text)


def lowercased(text: str) -> str:
    """Return a text in lower case, each at its old offset."""
    return text.replace("İ", "i").lower()  # the one letter that becomes longer


def signs_of(text: str) -> bytes:
    """Return what is left of a text without small letters, blanks, commas and points: little, and quick to search.

    What is left of a part of a text is a part of what is left of the text.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)


class Needle(NamedTuple):
    """Something that a few texts hold, looked for in what is left of them first."""

    text: str
    signs: bytes

    @classmethod
    def of(cls, text: str) -> Needle:
        """Return the needle with this text."""
        return cls(text, signs_of(text))

    def is_in(self, text: str, signs: bytes) -> bool:
        """Whether a text holds it, of which ``signs`` are left."""
        return self.signs in signs and self.text in text


def lines_with_digits(text: str, least: int) -> Iterator[tuple[int, int]]:
    """Yield where each line starts and ends that has ``least`` digits of ASCII: few lines of a text do."""
    digits = text.encode("utf-8", "surrogatepass").translate(None, _NO_DIGITS).split(b"\n")
    start = 0
    for line, found in zip(text.split("\n"), digits, strict=True):
        end = start + len(line)
        if len(found) >= least:
            yield start, end
        start = end + 1


def read_text(file: Path, path: str, most: int = YAML_BYTES) -> tuple[str | None, list[Problem]]:
    """Read ``file``, of ``most`` bytes, as strict UTF-8; ``path`` is its name in problems.

    A byte order mark is dropped and line ends become newlines. The text is None where a problem makes it unusable.
    """
    try:
        raw = read_bytes(file, most + 1)
    except OSError as error:
        return None, [
            FILE_UNREADABLE.at(
                Place(path), f"cannot be read: {error.strerror or error}", "check its name and its permissions"
            )
        ]
    if len(raw) > most:
        return None, [FILE_SIZE.at(Place(path), f"has more than {most // 1024:,} kB", "split it")]
    return decode(raw, path)


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Decode bytes as :func:`read_text` does."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
        before = _with_newlines(raw[start : start + error.start].decode("utf-8", "replace"))
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        byte = raw[start + error.start]
        return None, [
            FILE_ENCODING.at(Place(path, line, column), f"byte 0x{byte:02X} is not UTF-8", "save the file as UTF-8")
        ]
    text = _with_newlines(text)
    # Most texts hold no such character: of ASCII the bytes say so fastest, of others a set, and the pattern last.
    is_fit = (text.isascii() and len(raw.translate(None, _UNFIT_BYTES)) == len(raw)) or _UNFIT_CHARACTERS.isdisjoint(
        set(text)
    )
    unfit = None if is_fit else UNFIT.search(text)
    if unfit:
        place = Place(path, *Lines(text).at(unfit.start()))
        return None, [FILE_CHARACTER.at(place, f"character U+{ord(unfit[0]):04X} is not text", "delete it")]
    return text, []


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
