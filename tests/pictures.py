"""Pictures and documents for tests: small ones, hostile ones, and ones that tell too much."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from PIL import Image, ImageCms
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from openshelf.media.inspect import inspect_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openshelf.media.fault import Fault

FORMATS = {"map.jpg": "JPEG", "map.png": "PNG", "map.webp": "WEBP"}
"""Names of pictures and what Pillow calls their kinds."""
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TALL = (24, 36)
SCAN = {"Width": 3, "Height": 3, "BitsPerComponent": 8}


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


def pdf(*changes: Callable[[PdfWriter], object]) -> bytes:
    """Return a document of one empty page after some changes."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.metadata = None
    for change in changes:
        change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


HELVETICA = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}


def dictionary(names: Mapping[str, str]) -> DictionaryObject:
    """Return a part of a document whose values are names."""
    return DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in names.items()})


def compressed(data: bytes, **names: str) -> EncodedStreamObject:
    """Return a compressed part of a document."""
    stream = StreamObject()
    stream.set_data(data)
    stream.update(dictionary(names))
    return stream.flate_encode()


def on_pages(*pages: str | bytes, font: DictionaryObject | None = None) -> Callable[[PdfWriter], None]:
    """Return a change that writes operators of text, such as ``(words) Tj``, compressed, onto a page each."""

    def change(writer: PdfWriter) -> None:
        for number, shown in enumerate(pages):
            page = writer.pages[number] if number < len(writer.pages) else writer.add_blank_page(200, 200)
            operators = shown.encode("cp1252") if isinstance(shown, str) else shown
            page[NameObject("/Contents")] = writer._add_object(
                compressed(b"BT /F1 12 Tf 10 100 Td " + operators + b" ET")
            )
            fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font or dictionary(HELVETICA))})
            page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})

    return change


def said(*pages: str) -> bytes:
    """Return a document whose pages say these words."""
    return pdf(on_pages(*(f"({page}) Tj" for page in pages)))


def scanned(writer: PdfWriter) -> None:
    """Make every page of a document the same picture."""
    image = compressed(b"\0" * 9, Type="XObject", Subtype="Image", ColorSpace="DeviceGray")
    image.update({NameObject(f"/{key}"): NumberObject(number) for key, number in SCAN.items()})
    shown = DictionaryObject({NameObject("/Scan"): writer._add_object(image)})
    for page in writer.pages:
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): shown})
        page[NameObject("/Contents")] = writer._add_object(compressed(b"/Scan Do"))


TWO_BYTES = dictionary({"Type": "Font", "Subtype": "Type0", "BaseFont": "ABCDEF+Sans", "Encoding": "Identity-H"})
"""A font that says which signs it shows, and not which letters."""


def layered(*, off: bool) -> Callable[[PdfWriter], None]:
    """Return a change that adds a layer, shown or not."""

    def change(writer: PdfWriter) -> None:
        layer = dictionary({"Type": "OCG"})
        layer[NameObject("/Name")] = TextStringObject("Layer")
        layers = ArrayObject([writer._add_object(layer)])
        shown = {NameObject("/OFF"): layers} if off else {NameObject("/ON"): layers, NameObject("/OFF"): ArrayObject()}
        properties = {NameObject("/OCGs"): layers, NameObject("/D"): DictionaryObject(shown)}
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(properties)

    return change


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


def faults(data: bytes, name: str) -> list[Fault]:
    """Return everything that is wrong with a picture or a document."""
    return inspect_file(data, name, reads=False).faults
