"""JPEG: a chain of segments (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.media.exif import read_exif
from openshelf.media.parts import BrokenError, Parts, trailing_bytes, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

START, _END, _SCAN = b"\xff\xd8", 0xD9, 0xDA
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the coded part of a scan: any marker but those that restart the decoder."""
_JFIF, _ADOBE, _ICC, _EXIF = b"JFIF\x00", b"Adobe", b"ICC_PROFILE\x00", b"Exif\x00\x00"
_JFIF_WITHOUT_PREVIEW = 14
_APP0, _APP15, _COMMENT = 0xE0, 0xEF, 0xFE
_SEGMENT_TRACES = (
    (b"http://ns.adobe.com/x", "XMP data"),
    (b"Photoshop 3.0", "IPTC data"),
    (b"JFXX", "preview picture"),
    (b"MPF\x00", "a second picture"),
)


def take_apart(data: bytes) -> Parts:
    """Separate a JPEG picture from what its other segments tell. Raises BrokenError."""
    if not data.startswith(START):
        raise BrokenError("is not a JPEG picture")
    kept, traces, orientation, whole = [START], list[str](), 1, len(data)
    for marker, start, end in _segments(data):
        body = data[start + 4 : end]
        if marker == _END:
            kept.append(data[start:end])
            whole = end
        elif marker == _APP0 + 1 and body.startswith(_EXIF):
            found, orientation = read_exif(body.removeprefix(_EXIF))
            traces += found
        elif _APP0 <= marker <= _APP15 or marker == _COMMENT:
            segment, found = _without_traces(marker, data[start:end], body)
            kept.append(segment)
            traces += found
        else:
            kept.append(data[start:end])
    return Parts(b"".join(kept), unique([*traces, *trailing_bytes(data, whole)]), orientation)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each segment's marker, where it starts and where it ends; the coded part of a scan belongs to the scan."""
    place, marker = len(START), 0
    while marker != _END:
        while data[place : place + 2] == b"\xff\xff":
            place += 1  # bytes that only fill
        marker = data[place + 1] if data[place : place + 1] == b"\xff" and place + 1 < len(data) else 0
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        end = place + 2 if marker == _END or marker in _WITHOUT_LENGTH else place + 2 + length
        if marker == 0 or end > len(data) or (end > place + 2 and length < 2):  # noqa: PLR2004 - it counts itself
            raise BrokenError("is cut off or damaged")
        if marker == _SCAN:
            found = _MARKER.search(data, end)
            if found is None:
                raise BrokenError("is cut off or damaged")
            end = found.start()
        yield marker, place, end
        place = end


def _without_traces(marker: int, segment: bytes, body: bytes) -> tuple[bytes, list[str]]:
    """Return what stays of a segment of an application or a comment, and what it tells."""
    if marker == _APP0 and body.startswith(_JFIF):
        if len(body) <= _JFIF_WITHOUT_PREVIEW:
            return segment, []
        plain = body[:12] + b"\x00\x00"
        return b"\xff\xe0" + (len(plain) + 2).to_bytes(2, "big") + plain, ["preview picture"]
    # The decoder needs Adobe's twelve bytes to know the colours, and screens need the profile.
    if (marker == _APP0 + 14 and body.startswith(_ADOBE) and len(body) == 12) or (  # noqa: PLR2004
        marker == _APP0 + 2 and body.startswith(_ICC)
    ):
        return segment, []
    if marker == _COMMENT:
        return b"", ["comment"]
    return b"", [next((trace for start, trace in _SEGMENT_TRACES if body.startswith(start)), "data of a program")]
