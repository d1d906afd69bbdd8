"""EXIF: what cameras write into pictures."""

from __future__ import annotations

import struct
from contextlib import suppress

_TURN, _MAX_TURN = 0x0112, 8
_DETAILS = 0x8769
_UPRIGHT = frozenset(
    struct.pack(f"{order}2sHIHHHIHHI", mark, 42, 8, 1, _TURN, 3, 1, 1, 0, 0).rstrip(b"\0")
    for order, mark in (("<", b"II"), (">", b"MM"))
)
"""Blocks of EXIF whose one tag says that the picture is upright, in either order of bytes."""
_TAG_TRACES = {
    0x8825: "GPS position",
    0x013B: "author",
    0x8298: "owner of the rights",
    0x9C9D: "author",
    0x010E: "description",
    0x010F: "camera",
    0x0110: "camera",
    0x0131: "program",
    0x013C: "computer",
    0x0132: "date and time",
    0x9003: "date and time",
    0x9004: "date and time",
    0xA430: "owner of the camera",
    0xA431: "number of the camera",
    0x927C: "notes of the camera's maker",
    0x9286: "comment",
}
"""Tags that tell about people, in words (Exif 3.0, section 4.6)."""


def read_exif(block: bytes) -> tuple[list[str], int]:
    """Return what a block of EXIF tells, and how the picture must be turned; a broken block tells that it is there.

    One that holds nothing but that the picture is upright tells nothing.
    """
    if block.rstrip(b"\0") in _UPRIGHT:
        return [], 1
    traces: list[str] = []
    orientation = 1
    with suppress(struct.error, IndexError, KeyError):
        order = {b"II": "<", b"MM": ">"}[block[:2]]
        (first,) = struct.unpack_from(f"{order}I", block, 4)
        tags, following = _directory(block, order, first)
        if _TURN in tags:
            (orientation,) = struct.unpack_from(f"{order}H", tags[_TURN])
        if following:
            traces.append("preview picture")
        if _DETAILS in tags:
            (inner,) = struct.unpack(f"{order}I", tags[_DETAILS])
            tags = {**tags, **_directory(block, order, inner)[0]}
        traces += [trace for tag, trace in _TAG_TRACES.items() if tag in tags]
    return [*traces, "EXIF data"], orientation if 1 <= orientation <= _MAX_TURN else 1


def _directory(block: bytes, order: str, start: int) -> tuple[dict[int, bytes], int]:
    """Return the tags of one directory with the four bytes of their values, and where the next directory starts."""
    (count,) = struct.unpack_from(f"{order}H", block, start)
    tags = {}
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        (tag,) = struct.unpack_from(f"{order}H", block, entry)
        tags[tag] = block[entry + 8 : entry + 12]
    (following,) = struct.unpack_from(f"{order}I", block, start + 2 + 12 * count)
    return tags, following
