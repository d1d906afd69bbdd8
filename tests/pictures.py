"""Pictures and documents for tests: small ones, hostile ones, and ones that tell too much."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image, ImageCms
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = {"map.jpg": "JPEG", "map.png": "PNG", "map.webp": "WEBP"}
"""Names of pictures and what Pillow calls their kinds."""
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TALL = (24, 36)


def picture(kind: str = "PNG", size: tuple[int, int] = TALL, **options: object) -> bytes:
    """Return a picture that is darker to the right and redder to the bottom."""
    image = Image.new("RGB", size)
    image.putdata([(y * 255 // size[1], x * 255 // size[0], 90) for y in range(size[1]) for x in range(size[0])])
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def told(turn: int = 1) -> Image.Exif:
    """Return what a camera notes: where, when, who, and how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0132] = "Camera", "Somebody", "2024:01:02 03:04:05"
    if turn != 1:
        exif[0x0112] = turn
    exif.get_ifd(0x8825).update({1: "N", 2: (1.0, 2.0, 3.0)})
    exif.get_ifd(0x8769)[0xA431] = "1234"
    return exif


def chunk(name: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG picture."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes) -> bytes:
    """Return a PNG picture with these chunks after its first one."""
    plain = picture("PNG")
    return plain[:33] + b"".join(chunks) + plain[33:]


def huge_png(width: int, height: int) -> bytes:
    """Return a picture that is small as a file and huge when it is decoded."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def svg(inside: str, before: str = "", attributes: str = "") -> bytes:
    """Return a drawing."""
    spaces = (
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="https://ink.example"'
    )
    return f'{before}<svg {spaces} viewBox="0 0 9 9"{attributes}>{inside}</svg>'.encode()


def pdf(change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """Return a document of one empty page after some change."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.metadata = None
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def opens_with(kind: str, **values: str) -> Callable[[PdfWriter], object]:
    """Return a change that lets a document do something when it is opened."""
    action = DictionaryObject({NameObject("/S"): NameObject(f"/{kind}")})
    action.update({NameObject(f"/{key}"): TextStringObject(value) for key, value in values.items()})
    return lambda writer: writer.root_object.__setitem__(NameObject("/OpenAction"), action)


def with_notes(writer: PdfWriter) -> None:
    """Add what programs note about a document, at both places."""
    writer.add_metadata({"/Title": "A report", "/Author": "Somebody", "/CreationDate": "D:20240102"})
    notes = StreamObject()
    notes.set_data(b"<x:xmpmeta>Somebody</x:xmpmeta>")
    notes[NameObject("/Type")] = NameObject("/Metadata")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(notes)
