"""WebP: chunks in a RIFF container (RFC 9649)."""

from __future__ import annotations

from openshelf.media.exif import read_exif
from openshelf.media.parts import BrokenError, Parts, trailing_bytes, unique

_IMAGE_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ICCP"})
_ANIMATED = frozenset({b"ANIM", b"ANMF"})
_HEAD = 12
_TELLS = 0x04 | 0x08
"""Flags of the header chunk that announce XMP and EXIF."""


def take_apart(data: bytes) -> Parts:
    """Separate a WebP picture from what its other chunks tell. Raises BrokenError."""
    if data[:4] != b"RIFF" or data[8:_HEAD] != b"WEBP":
        raise BrokenError("is not a WebP picture")
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise BrokenError("is cut off or damaged")
    kept, traces, orientation = list[bytes](), list[str](), 1
    place = _HEAD
    while place < whole:
        name, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + length + length % 2
        if place + 8 + length > whole:
            raise BrokenError("is cut off or damaged")
        body = data[place + 8 : place + 8 + length]
        if name in _ANIMATED:
            raise BrokenError("is animated, and readers cannot stop it")
        if name == b"VP8X" and body:
            body = bytes([body[0] & ~_TELLS]) + body[1:]
        if name in _IMAGE_CHUNKS or name == b"VP8X":
            kept.append(name + data[place + 4 : place + 8] + body + b"\x00" * (length % 2))
        elif name == b"EXIF":
            found, orientation = read_exif(body.removeprefix(b"Exif\x00\x00"))
            traces += found
        else:
            traces.append("XMP data" if name == b"XMP " else "data of a program")
        place = end
    inside = b"WEBP" + b"".join(kept)
    content = b"RIFF" + len(inside).to_bytes(4, "little") + inside
    return Parts(content, unique([*traces, *trailing_bytes(data, whole)]), orientation)
