"""PNG: a chain of chunks (W3C, Portable Network Graphics, third edition)."""

from __future__ import annotations

from openshelf.media.exif import read_exif
from openshelf.media.parts import BrokenError, Parts, trailing_bytes, unique

START = b"\x89PNG\r\n\x1a\n"
_IMAGE_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs".split(),
)
"""Chunks that say how the picture looks, and nothing else."""
_ANIMATED = b"acTL"
_CHUNK_TRACES = {b"tEXt": "text", b"zTXt": "text", b"iTXt": "text", b"tIME": "date and time"}


def take_apart(data: bytes) -> Parts:
    """Separate a PNG picture from what its other chunks tell. Raises BrokenError."""
    if not data.startswith(START):
        raise BrokenError("is not a PNG picture")
    kept, traces, orientation = [START], list[str](), 1
    place, name = len(START), b""
    while name != b"IEND":
        name = data[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if len(name) < 4 or end > len(data):  # noqa: PLR2004 - a name has four letters
            raise BrokenError("is cut off or damaged")
        if name == _ANIMATED:
            raise BrokenError("is animated, and readers cannot stop it")
        if name in _IMAGE_CHUNKS:
            kept.append(data[place:end])
        elif name == b"eXIf":
            found, orientation = read_exif(data[place + 8 : end - 4])
            traces += found
        elif name in _CHUNK_TRACES:
            about = data[place + 8 : end - 4].split(b"\x00", 1)[0]
            is_xmp = about == b"XML:com.adobe.xmp"
            traces.append("XMP data" if is_xmp else _CHUNK_TRACES[name])
        else:
            traces.append("data of a program")
        place = end
    return Parts(b"".join(kept), unique([*traces, *trailing_bytes(data, place)]), orientation)
