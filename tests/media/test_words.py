"""What documents and drawings say to readers is read, with its place; what cannot be read is said."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from openshelf.media import pdf_words
from openshelf.media.inspect import inspect_file
from pictures import (
    HELVETICA,
    TWO_BYTES,
    compressed,
    dictionary,
    on_pages,
    opens_with,
    pdf,
    picture,
    said,
    scanned,
    svg,
)
from support import examples

if TYPE_CHECKING:
    from pypdf import PdfWriter

    from openshelf.media.parts import ReadableText

SYMBOLIC = 4


def read(data: bytes, name: str = "a.pdf") -> ReadableText:
    return inspect_file(data, name).text


def words(data: bytes) -> list[tuple[int, str]]:
    return [(found.page, found.text) for found in read(data).words]


WRITTEN = {
    "compressed": "(Kbx Donotname) Tj",
    "kerned": "[(K) -20 (bx Donot) 30 (na) -12 (me)] TJ",
    "as numbers": "<4b627820446f6e6f746e616d65> Tj",
    "with gaps for blanks": "[(Kbx) -400 (Donotname)] TJ",
    "letter by letter": " ".join(f"({letter}) Tj" for letter in "Kbx Donotname"),
    "in octal": r"(\113bx Donotname) Tj",
    "a line each": "14 TL (Kbx) Tj T* (Donotname) Tj",
    "a word that a line breaks": "14 TL (Kbx Donot-) Tj T* (name) Tj",
    "unseen, above a scan": "3 Tr (Kbx Donotname) Tj",
    "turned": "0 1 -1 0 50 50 Tm (Kbx Donotname) Tj",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_words_of_a_page_are_read_however_they_are_written(how: str) -> None:
    ((page, text),) = words(pdf(on_pages("(One) Tj", WRITTEN[how])))[1:]
    assert (page, text.replace("\n", " ")) == (2, "Kbx Donotname")
    assert read(pdf(on_pages(WRITTEN[how]))).unread == ""


def with_drawing(writer: PdfWriter) -> None:
    """Show one drawing on two pages, with a drawing inside that shows the first one."""
    on_pages("/One Do (A) Tj", "/One Do (B) Tj")(writer)
    one, other = (
        compressed(b"BT /F1 9 Tf (" + text + b") Tj ET /In Do", Type="XObject", Subtype="Form") for text in (b"1", b"2")
    )
    resources = writer.pages[0][NameObject("/Resources")]
    for form, inner in ((one, other), (other, one)):
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        form[NameObject("/Resources")] = DictionaryObject(resources)
        writer._add_object(form)
        form[NameObject("/Resources")][NameObject("/XObject")] = DictionaryObject()
        inner.update({})
    one[NameObject("/Resources")][NameObject("/XObject")][NameObject("/In")] = other.indirect_reference
    other[NameObject("/Resources")][NameObject("/XObject")][NameObject("/In")] = one.indirect_reference
    for page in writer.pages:
        page[NameObject("/Resources")][NameObject("/XObject")] = DictionaryObject(
            {NameObject("/One"): one.indirect_reference}
        )


def test_a_drawing_that_many_pages_show_is_read_once() -> None:
    assert words(pdf(with_drawing)) == [(1, "A\n1\n2"), (2, "B")]


def with_comment(writer: PdfWriter) -> None:
    look_of_it = compressed(b"BT /F1 9 Tf (Typed) Tj ET", Type="XObject", Subtype="Form")
    fonts = DictionaryObject({NameObject("/F1"): dictionary(HELVETICA)})
    look_of_it[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    looks = DictionaryObject({NameObject("/N"): writer._add_object(look_of_it)})
    note = dictionary({"Subtype": "FreeText"})
    note.update({NameObject("/Rect"): ArrayObject(), NameObject("/Contents"): TextStringObject("See here")})
    note[NameObject("/AP")] = looks
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def test_words_beside_the_pages_are_read() -> None:
    assert words(pdf(with_comment)) == [(0, "See here"), (1, "Typed")]
    assert words(pdf(opens_with("URI", URI="mailto:a@mill.net"))) == [(0, "mailto:a@mill.net")]
    assert words(pdf(lambda writer: writer.add_metadata({"/Title": "Ríos"}))) == [(0, "Ríos")]


def arabic(*numbers: int) -> DictionaryObject:
    """Return a font whose signs, numbered from 1, are these letters."""
    told = "".join(f"<{number:02x}> <{letter:04x}>\n" for number, letter in enumerate(numbers, 1))
    font = dictionary({"Type": "Font", "Subtype": "Type3"})
    font[NameObject("/ToUnicode")] = compressed(f"beginbfchar\n{told}endbfchar".encode())
    return font


def test_letters_that_run_from_right_to_left_are_found_in_both_orders() -> None:
    font = arabic(0xFEE7, 0xFEEC, 0xFEAE, 0x20, 0xFED7, 0xFEB4)
    ((_, text),) = words(pdf(on_pages("<010203> Tj 50 0 Td <04> Tj 10 0 Td <0506> Tj", font=font)))
    one, other = text.split("\n")
    assert one.split() == other.split()[::-1]
    assert set(text) <= set("\u0646\u0647\u0631\u0642\u0633 \n")


OWN_NUMBERS = dictionary({"Type": "Font", "Subtype": "TrueType"})
OWN_NUMBERS[NameObject("/FontDescriptor")] = DictionaryObject(
    {NameObject("/Flags"): NumberObject(SYMBOLIC), NameObject("/FontFile2"): NumberObject(0)}
)
NAMED_CHARACTERS = dictionary({"Type": "Font", "Subtype": "Type3"})
NAMED_CHARACTERS[NameObject("/Encoding")] = DictionaryObject(
    {NameObject("/Differences"): ArrayObject([NumberObject(65), *(NameObject(f"/g{n}") for n in range(20))])}
)
LONG_SIGN = arabic(65)
LONG_SIGN[NameObject("/ToUnicode")] = compressed(b"beginbfchar\n<01> <" + b"0041" * 200 + b">\nendbfchar")
NOT_READ = {
    "page 1 (a picture)": pdf(scanned),
    "pages 1, 2 (a picture)": pdf(lambda writer: writer.add_blank_page(200, 200), scanned),
    "page 1 (letters that the font does not identify)": pdf(on_pages("<00240025> Tj", font=TWO_BYTES)),
    "page 2 (letters that the font does not identify)": pdf(on_pages("(A) Tj", "/F2 9 Tf (Words) Tj")),
    "pages 1, 2, 3, 4, 5 and 2 more (letters that the font does not identify)": pdf(
        on_pages(*["(ABCDEF) Tj"] * 7, font=NAMED_CHARACTERS)
    ),
    "pages 1, 2 (letters that the font does not identify)": pdf(on_pages("(AB) Tj", "(AB) Tj", font=OWN_NUMBERS)),
    "page 1 (more than is read)": pdf(on_pages("(a) Tj " * 150_001)),
    "pages 1, 2 (more than is read)": pdf(on_pages("<01> Tj", "<01> Tj", font=LONG_SIGN)),
    "page 2 (damaged)": pdf(on_pages("(a) Tj", "[(a)]] TJ")),
}


@pytest.mark.parametrize("why", NOT_READ)
def test_what_cannot_be_read_is_said(why: str) -> None:
    assert read(NOT_READ[why]).unread == why


def test_a_filter_under_its_old_short_name_is_damage() -> None:
    data = said("A", "B").replace(b"/FlateDecode", b"/Fl         ")
    assert read(data).unread == "pages 1, 2 (damaged)"


def test_a_sign_that_marks_items_needs_no_letter() -> None:
    assert read(pdf(on_pages("(A) Tj", font=OWN_NUMBERS))).unread == ""


def test_what_says_nothing_is_no_loss() -> None:
    assert read(pdf()) == read(picture(), "a.png")
    assert words(pdf()) == []


def endless(data: bytes) -> bytes:
    """Return a page that unpacks to very much."""
    stream = StreamObject()
    stream._data = zlib.compress(data * 40_000_000, 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    return pdf(
        lambda writer: writer.pages[0].__setitem__(NameObject("/Contents"), writer._add_object(stream.flate_encode()))
    )


def many_fonts(writer: PdfWriter) -> None:
    """Give each of many pages fonts that say a letter for every number."""
    on_pages(*["(a) Tj"] * 400)(writer)
    told = compressed(b"beginbfrange\n<0000> <fff0> <0000>\nendbfrange")
    font = dictionary({"Type": "Font", "Subtype": "Type0", "Encoding": "Identity-H"})
    font[NameObject("/ToUnicode")] = writer._add_object(told)
    shared = writer._add_object(font)
    for page in writer.pages:
        page[NameObject("/Resources")][NameObject("/Font")].update(
            {NameObject(f"/G{number}"): shared for number in range(39)}
        )


HOSTILE = {
    "a page that unfolds": endless(b" "),
    "operators without end": pdf(on_pages(*["() ' " * 70_000] * 40)),
    "words without end": pdf(on_pages(*[f"({'a' * 900_000}) Tj"] * 30)),
    "growing words": pdf(on_pages(*[f"({'a' * 500_000}) Tj " + "() Tj " * 80_000] * 3)),
    "fonts": pdf(many_fonts),
    "lists": pdf(on_pages("[" * 100_000)),
    "blanks": pdf(on_pages("BI " * 300_000)),
    "states": pdf(on_pages("q " * 200_000 + "(a) Tj")),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_is_read_to_its_limits(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_words, "_MAX_SECONDS", 1.0)
    monkeypatch.setattr(pdf_words, "_MAX_WORK", 2_000_000)
    found = read(HOSTILE[what])
    assert sum(len(each.text) for each in found.words) <= 4_000_000
    assert found.unread or not found.words


@examples(max_examples=200)
@given(
    st.sampled_from([*sorted(NOT_READ.values()), pdf(with_drawing), pdf(with_comment), said("A", "B")]),
    st.lists(
        st.tuples(st.integers(9, 3000), st.sampled_from([b"<<", b">>", b"[", b"R", b"0 0 R", b"/", b"9", b"\0"])),
        max_size=4,
    ),
)
def test_whatever_a_document_holds_its_words_are_read_or_not(data: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(data)
    for place, new in changes:
        changed[place % len(data) : place % len(data) + len(new)] = new
    assert all(found.at(len(found.text)) == (1, 1) for found in read(bytes(changed)).words)


def drawn(text: str) -> str:
    """Return the words of a drawing, blanks as one."""
    return " ".join(" ".join(found.text for found in read(svg(text), "a.svg").words).split())


DRAWN = {
    "<text>Ma<tspan fill='red'>ria</tspan> Silva</text>": "Maria Silva",
    "<text><tspan x='1'>Maria</tspan><tspan x='1' dy='9'>Silva</tspan></text><text>!</text>": "Maria Silva !",
    "<title>A river</title><desc>It &lt;bends&#62;</desc>": "A river It <bends>",
    "<g aria-label='said aloud' data-note='kept'/>": "said aloud kept",
    "<style>.a{}</style><metadata>x<title>y</title></metadata><ink:text>z</ink:text><!-- c --><path d='M0 0'/>": "",
    "<text><![CDATA[a < b]]></text>": "a < b",
}


@pytest.mark.parametrize("inside", DRAWN)
def test_words_of_a_drawing_are_read(inside: str) -> None:
    assert drawn(inside) == DRAWN[inside]


def test_words_of_a_drawing_have_their_place() -> None:
    data = svg("<title>Río\nneu</title><text>A<tspan\n>&#66;</tspan>C</text><g\n aria-label='lo'/>")
    (found,) = read(data, "a.svg").words
    lines = data.decode().split("\n")
    for number, sign in enumerate(found.text):
        line, column = found.at(number)
        if sign not in "B\n":
            assert lines[line - 1][column - 1] == sign
    assert lines[found.at(found.text.index("B"))[0] - 1][found.at(found.text.index("B"))[1] - 1 :].startswith("&#66;")


def test_a_broken_drawing_says_what_stands_before_its_fault() -> None:
    assert read(svg("<text>A</text><g>"), "a.svg").words == ()
    assert inspect_file(svg("<a/><text>A</text>"), "a.svg").text.words[0].text.strip() == "A"
