"""Bytes of a file that another program saved, as text."""

from __future__ import annotations

import codecs

_MAX_NULS = 0.3
"""Share of NUL bytes from which on a text can only be UTF-16: its Latin letters have one each."""


def decode_unknown(data: bytes) -> tuple[str, str]:
    """Return a text and the name of its encoding.

    A byte order mark decides; else many NULs, else whether the bytes are UTF-8. What is left is Windows-1252, which
    spreadsheets of Western Europe and the Americas write. Bytes that mean nothing there become U+FFFD.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "UTF-16"
    if data[:1000].count(0) > len(data[:1000]) * _MAX_NULS:
        little = data[1:1000:2].count(0) > data[:1000:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.removeprefix(codecs.BOM_UTF8).decode("cp1252", "replace"), "Windows-1252"
