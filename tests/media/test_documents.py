"""PDF: what is to be read is fine, what acts is said, what tells about its makers is taken out."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from openshelf.media.fault import FaultKind
from openshelf.media.inspect import cleaned, publishable, traces
from openshelf.media.parts import BrokenError
from pictures import compressed, faults, layered, opens_with, pdf, picture, told, with_notes
from support import examples

if TYPE_CHECKING:
    from collections.abc import Callable


def with_part(key: str, value: DictionaryObject) -> bytes:
    return pdf(lambda writer: writer.root_object.__setitem__(NameObject(key), value))


def with_photograph(writer: PdfWriter) -> None:
    image = StreamObject()
    image._data = picture("JPEG", exif=told())
    for key, value in {"Type": "XObject", "Subtype": "Image", "Filter": "DCTDecode", "ColorSpace": "DeviceRGB"}.items():
        image[NameObject(f"/{key}")] = NameObject(f"/{value}")
    for key, number in {"Width": 24, "Height": 36, "BitsPerComponent": 8}.items():
        image[NameObject(f"/{key}")] = NumberObject(number)
    images = DictionaryObject({NameObject("/Photo"): writer._add_object(image)})
    writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): images})


def with_comment(writer: PdfWriter) -> None:
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Text"), NameObject("/Rect"): ArrayObject()})
    note.update({NameObject("/T"): TextStringObject("Somebody"), NameObject("/Contents"): TextStringObject("See here")})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def with_hidden_comment(writer: PdfWriter) -> None:
    with_comment(writer)
    note = writer.pages[0]["/Annots"][0].get_object()
    del note[NameObject("/T")]
    note[NameObject("/F")] = NumberObject(2 | 4)


def with_picture_from(key: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        image = compressed(b"", Type="XObject", Subtype="Image")
        image[NameObject(key)] = TextStringObject("https://x.example/a.png")
        writer._add_object(image)

    return change


FINE = {
    "a page": pdf(),
    "a title": pdf(lambda writer: writer.add_metadata({"/Title": "A report"})),
    "a web address": pdf(opens_with("URI", URI="https://example.org/")),
    "a mail address": pdf(opens_with("URI", URI="MAILTO:somebody@example.org")),
    "a place in the document": pdf(opens_with("GoTo", D="chapter")),
    "layers that are shown": pdf(layered(off=False)),
    "a form to print": with_part("/AcroForm", DictionaryObject({NameObject("/Fields"): ArrayObject()})),
    "a part of the text called S": with_part("/StructTreeRoot", DictionaryObject({NameObject("/S"): NameObject("/P")})),
}
ACTS = {
    "a script": pdf(opens_with("JavaScript", JS="app.alert(1)")),
    "a script without its kind": with_part("/AA", DictionaryObject({NameObject("/JS"): TextStringObject("x")})),
    "a program": pdf(opens_with("Launch", F="cmd.exe")),
    "a file of this computer": pdf(opens_with("GoToR", F="/etc/passwd")),
    "an address of this computer": pdf(opens_with("URI", URI="file:///etc/passwd")),
    "a script as an address": pdf(opens_with("URI", URI="javascript:alert(1)")),
    "what was typed": pdf(opens_with("SubmitForm", F="https://x.example/")),
    "another file": pdf(lambda writer: writer.add_attachment("names.txt", b"Somebody")),
    "a layer that is switched off": pdf(layered(off=True)),
    "a hidden comment": pdf(with_hidden_comment),
    "a picture from elsewhere": pdf(with_picture_from("/F")),
    "a picture from elsewhere that a printer puts in": pdf(with_picture_from("/OPI")),
    "a form that acts": with_part("/AcroForm", DictionaryObject({NameObject("/XFA"): ByteStringObject(b"x")})),
}


@pytest.mark.parametrize("what", FINE)
def test_what_is_to_be_read_is_fine(what: str) -> None:
    assert (faults(FINE[what], "a.pdf"), cleaned(FINE[what], "a.pdf")) == ([], FINE[what])
    assert publishable(FINE[what], "a.pdf") == FINE[what]


@pytest.mark.parametrize("what", ACTS)
def test_what_acts_is_said(what: str) -> None:
    assert {fault.kind for fault in faults(ACTS[what], "a.pdf")} - {FaultKind.METADATA} == {FaultKind.PDF}
    assert publishable(ACTS[what], "a.pdf") is None


def test_notes_about_its_makers_are_taken_out_and_the_title_stays() -> None:
    data = pdf(with_notes)
    assert traces(data, "a.pdf") == ["author", "date and time", "XMP data"]
    clean = cleaned(data, "a.pdf")
    assert b"Somebody" not in clean
    assert PdfReader(io.BytesIO(clean)).metadata == {"/Title": "A report"}
    assert (faults(clean, "a.pdf"), cleaned(clean, "a.pdf"), cleaned(data, "a.pdf")) == ([], clean, clean)


def test_photographs_inside_are_cleaned_too() -> None:
    data = pdf(with_photograph)
    assert traces(data, "a.pdf")[0] == "GPS position of a picture"
    clean = cleaned(data, "a.pdf")
    assert (traces(clean, "a.pdf"), b"Somebody" in clean) == ([], False)
    assert len(PdfReader(io.BytesIO(clean)).pages[0].images) == 1


def test_comments_lose_their_authors_and_keep_their_words() -> None:
    data = pdf(with_comment)
    assert traces(data, "a.pdf") == ["name of a commentator"]
    clean = cleaned(data, "a.pdf")
    assert b"Somebody" not in clean
    assert b"See here" in clean


def test_earlier_versions_are_taken_out() -> None:
    writer = PdfWriter(io.BytesIO(pdf(lambda one: one.add_metadata({"/Title": "The old name"}))), incremental=True)
    writer.add_metadata({"/Title": "The new name"})
    file = io.BytesIO()
    writer.write(file)
    data = file.getvalue()
    assert traces(data, "a.pdf") == ["earlier versions of its text"]
    clean = cleaned(data, "a.pdf")
    assert b"The old name" in data
    assert b"The old name" not in clean
    assert traces(clean, "a.pdf") == []


def test_nothing_may_hide_behind_the_end() -> None:
    assert traces(pdf() + b"PK\3\4 an archive", "a.pdf") == ["15 bytes after its end"]
    assert b"PK" not in cleaned(pdf() + b"PK\3\4 an archive", "a.pdf")


def test_locked_documents_are_refused() -> None:
    (fault,) = faults(pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")), "a.pdf")
    assert fault.message.startswith("is locked with a password")


@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-", b"%PDF-1.4\n%%EOF", pdf()[:200], b" " + pdf(), picture("PNG")])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    assert [fault.kind for fault in faults(data, "a.pdf")] == [FaultKind.CONTENT]
    assert traces(data, "a.pdf") == ["data that cannot be read"]
    with pytest.raises(BrokenError):
        cleaned(data, "a.pdf")


@pytest.mark.parametrize("old", [b"/Metadata 6 0 R", b"/Type /Metadata"])
def test_notes_are_emptied_whatever_leads_to_them(old: bytes) -> None:
    data = pdf(with_notes)
    assert data.count(old) == 1
    clean = cleaned(data.replace(old, old.replace(b"Metadata", b"Metadatb")), "a.pdf")
    assert traces(clean, "a.pdf") == []
    assert b"xmpmeta" not in clean


@pytest.mark.parametrize("broken", [b"5 0 obj\n[<", b"5 0 ob>><<"])
def test_a_document_that_says_nothing_readable_about_itself_is_refused(broken: bytes) -> None:
    data = pdf(with_notes)
    assert data.count(b"5 0 obj\n<<") == 1
    (fault,) = faults(data.replace(b"5 0 obj\n<<", broken), "a.pdf")
    assert fault.kind is FaultKind.CONTENT


def packed(packs: int, blanks: int) -> bytes:
    """Return a document whose packs of parts hold mostly blanks: small as a file, large when they are unpacked."""
    pack = zlib.compress(b"100 0 <<>>" + b" " * blanks, 9)
    head = b"<</Type/ObjStm/N 1/First 6/Filter/FlateDecode/Length %d>>stream\n" % len(pack)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        *[head + pack + b"\nendstream"] * packs,
    ]
    data, rows = b"%PDF-1.5\n", b"\0" * 7
    for number, part in enumerate(parts, 1):
        rows += b"\1" + len(data).to_bytes(4, "big") + b"\0\0"
        data += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    rows += b"".join(b"\2" + (4 + index).to_bytes(4, "big") + b"\0\0" for index in range(packs))
    size, start = len(rows) // 7, len(data)
    table = b"<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%b\nendstream" % (size, len(rows), rows)
    return data + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (size, table, start)


def test_packs_of_parts_are_fine() -> None:
    assert faults(packed(10, 100), "a.pdf") == []


HOSTILE = {
    "packs that unfold": packed(290, 950_000),
    "packs that unfold without end": packed(3, 90_000_000),
    "too many packs": packed(301, 10),
    "parts that never end": b"%PDF-1.4\n" + b"1 0 obj\n" * 1_000_000 + b"%%EOF",
    "lists in lists": b"%PDF-1.4\n1 0 obj\n" + b"[" * 9_000_000 + b"\n%%EOF",
    "lists in the pages": pdf().replace(b"/Pages", b"/Pages /X " + b"[" * 5000 + b"]" * 5000),
    "pages in circles": pdf().replace(b"/Kids [ ", b"/Kids [ 2 0 R 1 0 R "),
    "ends": b"%PDF-1.4\n" + b"startxref\n0\n%%EOF\n" * 400_000,
    "a number without end": pdf().replace(b"/Size", b"/Size " + b"9" * 5000 + b" /X"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_is_looked_at_to_its_end(what: str) -> None:
    assert all(fault.message for fault in faults(HOSTILE[what], "a.pdf"))


@examples(max_examples=200)
@given(
    st.sampled_from([pdf(with_notes), pdf(with_photograph), *ACTS.values(), *FINE.values()]),
    st.lists(
        st.tuples(st.integers(9, 3000), st.sampled_from([b"<<", b">>", b"[", b"R", b"0 0 R", b"/", b"9", b"\0"])),
        max_size=4,
    ),
)
def test_whatever_a_document_holds_it_is_read_or_refused(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(data)
    for place, new in changes:
        changed[place % len(data) : place % len(data) + len(new)] = new
    found = faults(bytes(changed), "a.pdf")
    try:
        clean = cleaned(bytes(changed), "a.pdf")
    except BrokenError:
        assert found
    else:
        assert traces(clean, "a.pdf") == []
