"""Texts with escapes and entities resolved, in which each offset still leads to its place in the source."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENTITY = re.compile(r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character written as HTML does, ``&#64;`` or ``&commat;``."""


_PLAIN_ADDRESS = re.compile(r"[\w;/?:@&=+$,\-.!~*'()#%]*", re.ASCII)
_SAFE_IN_ADDRESSES = ";/?:@&=+$,-_.!~*'()#%"
"""What addresses hold as it is (RFC 3986), the percent character too, so that no escape is escaped again."""
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*")
"""Where square brackets stand around numbers of the sixth version (RFC 3986, 3.2.2)."""


def encode(address: str) -> str:
    """Return an address as pages hold it: letters beyond ASCII, blanks and quotes escaped, escapes left alone."""
    if _PLAIN_ADDRESS.fullmatch(address):
        return address
    host = _HOST.match(address)
    start = host.end() if host else 0
    return quote(address[:start], f"{_SAFE_IN_ADDRESSES}[]") + quote(address[start:], _SAFE_IN_ADDRESSES)


class MappedText(NamedTuple):
    """A text in which something was replaced."""

    text: str
    source_offsets: Sequence[tuple[int, int]]
    """Offsets from which on the text continues with an offset of the source."""

    def source_offset(self, offset: int) -> int:
        """Return where in the source an offset of the text stands."""
        offsets = self.source_offsets
        start, source_start = offsets[bisect_right(offsets, (offset, offsets[-1][1] + 1)) - 1]
        return source_start + offset - start


def unescape(text: str, pattern: re.Pattern[str], char: Callable[[str], str] = html.unescape) -> MappedText:
    """Replace everything that a pattern matches by what ``char`` makes of it."""
    pieces, origins, length, end = [], [(0, 0)], 0, 0
    for match in pattern.finditer(text):
        replaced = char(match[0])
        pieces += [text[end : match.start()], replaced]
        length += match.start() - end
        origins.append((length, match.start()))
        length += len(replaced)
        end = match.end()
        origins.append((length, end))
    return MappedText("".join([*pieces, text[end:]]), origins)
