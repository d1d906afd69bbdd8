"""Pictures made of dots: what they tell is found and taken out, and the dots stay."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin

from openshelf.media import raster
from openshelf.media.fault import FaultKind
from openshelf.media.inspect import cleaned, publishable, traces
from openshelf.media.parts import BrokenError
from pictures import FORMATS, PROFILE, TALL, chunk, faults, huge_png, picture, png, told
from support import examples

EACH = pytest.mark.parametrize(("name", "kind"), FORMATS.items())


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


@EACH
def test_a_plain_picture_has_no_faults_and_stays_as_it_is(name: str, kind: str) -> None:
    for options in ({}, {"icc_profile": PROFILE}, {"progressive": True}, {"lossless": True}):
        data = picture(kind, **options)
        assert (faults(data, name), traces(data, name), cleaned(data, name)) == ([], [], data)
        assert publishable(data, name) == data


@EACH
def test_what_a_camera_noted_is_said_in_words_and_taken_out(name: str, kind: str) -> None:
    data = picture(kind, exif=told(), icc_profile=PROFILE)
    (fault,) = faults(data, name)
    assert fault.kind is FaultKind.METADATA
    assert fault.message == "GPS position, author, camera, date and time, number of the camera, EXIF data"
    clean = cleaned(data, name)
    assert (faults(clean, name), cleaned(clean, name)) == ([], clean)
    assert pixels(clean) == pixels(data)
    assert Image.open(io.BytesIO(clean)).info["icc_profile"] == PROFILE
    assert len(clean) < len(data)
    assert b"Somebody" not in clean
    assert cleaned(data, name) == clean


@EACH
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_picture_that_was_held_aside_is_turned_upright(name: str, kind: str, orientation: int) -> None:
    data = picture(kind, exif=told(orientation), quality=95, icc_profile=PROFILE)
    clean = cleaned(data, name)
    seen, now = ImageOps.exif_transpose(Image.open(io.BytesIO(data))), Image.open(io.BytesIO(clean))
    assert seen is not None
    assert seen.size == now.size == (TALL[::-1] if orientation >= 5 else TALL)
    for before, after in zip(seen.convert("RGB").tobytes(), now.convert("RGB").tobytes(), strict=True):
        assert abs(before - after) <= (0 if kind == "PNG" else 24)
    assert now.info["icc_profile"] == PROFILE
    assert (faults(clean, name), cleaned(clean, name), cleaned(data, name)) == ([], clean, clean)


@EACH
@pytest.mark.parametrize("order", "<>")
def test_that_a_picture_is_upright_is_no_secret(name: str, kind: str, order: str) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x0112] = 1
    data = picture(kind, exif=exif)
    assert Image.open(io.BytesIO(data)).getexif() == {0x0112: 1}
    assert (faults(data, name), traces(data, name), cleaned(data, name)) == ([], [], data)
    assert publishable(data, name) == data
    exif[0x013B] = "Somebody"
    assert traces(picture(kind, exif=exif), name) == ["author", "EXIF data"]


def test_a_jpeg_picture_loses_every_other_segment() -> None:
    data = picture("JPEG", comment=b"by Somebody")

    def segment(number: int, body: bytes) -> bytes:
        return bytes([0xFF, number]) + (len(body) + 2).to_bytes(2, "big") + body

    notes = [
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>", "XMP data"),
        (0xED, b"Photoshop 3.0\x008BIM", "IPTC data"),
        (0xE0, b"JFXX\0\x10abc", "preview picture"),
        (0xE2, b"MPF\0abc", "a second picture"),
        (0xEB, b"Maker", "data of a program"),
    ]
    full = data[:2] + b"".join(segment(number, body) for number, body, _ in notes) + data[2:]
    assert set(traces(full, "a.jpg")) == {"comment", *(said for _, _, said in notes)}
    assert cleaned(full, "a.jpg") == cleaned(data, "a.jpg")
    assert pixels(cleaned(full, "a.jpg")) == pixels(data)


def test_a_jpeg_picture_loses_the_preview_in_its_first_segment() -> None:
    data = picture("JPEG")
    head = data[:2] + b"\xff\xe0\x00\x13JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01abc"
    assert traces(head + data[20:], "a.jpg") == ["preview picture"]
    assert cleaned(head + data[20:], "a.jpg")[:22].endswith(b"\x01\0\x01\0\0\xff\xdb")


def test_colours_of_print_survive() -> None:
    file = io.BytesIO()
    Image.new("CMYK", (9, 9), (10, 200, 30, 40)).save(file, "JPEG", exif=told())
    clean = cleaned(file.getvalue(), "a.jpg")
    assert traces(clean, "a.jpg") == []
    assert Image.open(io.BytesIO(clean)).tobytes() == Image.open(file).tobytes()


def test_a_png_picture_loses_every_other_chunk() -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", "Somebody", zip=True)
    about.add_itxt("XML:com.adobe.xmp", "<x/>")
    data = picture("PNG", pnginfo=about)
    full = data[:33] + chunk(b"tIME", b"1234567") + chunk(b"vpAg", b"x") + data[33:]
    assert traces(full, "a.png") == ["date and time", "data of a program", "text", "XMP data"]
    assert cleaned(full, "a.png") == picture("PNG")


def test_transparency_and_palettes_survive() -> None:
    image = Image.new("RGBA", (9, 9), (255, 0, 0, 0))
    image.putpixel((1, 0), (0, 255, 0, 255))
    file = io.BytesIO()
    image.quantize().save(file, "PNG", exif=told(6))
    clean = Image.open(io.BytesIO(cleaned(file.getvalue(), "a.png")))
    assert clean.mode == "P"
    seen = ImageOps.exif_transpose(Image.open(file))
    assert seen is not None
    assert clean.convert("RGBA").tobytes() == seen.convert("RGBA").tobytes()


@EACH
def test_nothing_may_hide_behind_the_end(name: str, kind: str) -> None:
    data = picture(kind)
    assert traces(data + b"PK\3\4 a whole archive", name) == ["20 bytes after its end"]
    assert cleaned(data + b"<script>", name) == data


@EACH
def test_a_picture_that_is_cut_off_or_another_is_refused(name: str, kind: str) -> None:
    data = picture(kind, (300, 200))
    others = [picture(other) for other in FORMATS.values() if other != kind]
    for wrong in (b"", b"x", data[: len(data) // 2], data[:-9], b" " + data, b"<svg/>", b"%PDF-1.4", *others):
        (fault,) = faults(wrong, name)
        assert fault.kind is FaultKind.CONTENT
        assert publishable(wrong, name) is None
        assert traces(wrong, name) == ["data that cannot be read"]


def test_a_picture_with_broken_data_is_refused() -> None:
    data = bytearray(picture("PNG", (300, 200)))
    data[-60] ^= 0xFF
    assert [fault.kind for fault in faults(bytes(data), "a.png")] == [FaultKind.CONTENT]


def test_pictures_that_move_are_refused() -> None:
    frames = [Image.new("RGB", (9, 9), (number, 0, 0)) for number in (0, 200)]
    for name, kind in (("a.png", "PNG"), ("a.webp", "WEBP")):
        file = io.BytesIO()
        frames[0].save(file, kind, save_all=True, append_images=frames[1:])
        (fault,) = faults(file.getvalue(), name)
        assert fault.message == "is animated, and readers cannot stop it"


@pytest.mark.parametrize("size", [(8000, 5001), (30_000, 30_000), (2**31 - 1, 1)])
def test_the_size_of_a_picture_is_known_before_it_is_decoded(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[object] = []
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded.append)
    data = huge_png(*size) if size[0] < 2**20 else huge_png(8, 8).replace(b"\0\0\0\x08", b"\x7f\xff\xff\xff", 1)
    (fault,) = faults(data, "a.png")
    assert fault.kind is FaultKind.CONTENT
    assert decoded == []


def test_forty_million_dots_are_fine() -> None:
    assert faults(huge_png(8000, 5000), "a.png") == []


def test_texts_that_unfold_without_end_are_never_unfolded() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000, 9)
    data = png(chunk(b"zTXt", b"a\0\0" + bomb), chunk(b"iTXt", b"a\0\1\0\0\0" + bomb))
    assert [fault.message for fault in faults(data, "a.png")] == ["text"]


def test_a_heavy_picture_is_said_and_a_too_heavy_one_is_not_looked_into() -> None:
    data = picture("PNG")
    assert [f.kind for f in faults(data + bytes(500_000), "a.png")] == [FaultKind.WEIGHT, FaultKind.METADATA]
    assert [f.kind for f in faults(b"x" * 2_000_001, "a.png")] == [FaultKind.SIZE]
    assert publishable(data + bytes(2_000_000), "a.png") is None


@examples(max_examples=300)
@given(
    st.sampled_from(sorted(FORMATS)),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=4),
    st.booleans(),
)
def test_whatever_a_picture_holds_it_is_read_or_refused(
    name: str,
    changes: list[tuple[int, bytes]],
    is_told: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    data = bytearray(picture(FORMATS[name], **({"exif": told(6)} if is_told else {})))
    for place, new in changes:
        data[place % len(data) : place % len(data) + len(new)] = new
    found = faults(bytes(data), name)
    try:
        clean = cleaned(bytes(data), name)
    except BrokenError:
        assert found
    else:
        assert traces(clean, name) == []
        assert cleaned(clean, name) == clean


def test_a_turned_picture_that_cannot_be_decoded_is_refused() -> None:
    data = huge_png(30_000, 30_000)
    exif = told(6).tobytes().removeprefix(b"Exif\0\0")
    with pytest.raises(BrokenError):
        raster.cleaned(data[:33] + chunk(b"eXIf", exif) + data[33:], ".png")
