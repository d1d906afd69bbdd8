"""Whatever is found in a text is found at its first character, however the text is nested, escaped and written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dialect.writing import Written, documents
from openshelf.sources.markdown_outline import Body, read_body
from openshelf.sources.text import decode
from support import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.core.problem import Place

EXAMPLES = int(os.environ.get("OPENSHELF_EXAMPLES", "25"))
"""How many documents are tried; a long run sets the variable."""


def found_in(body: Body) -> Iterator[tuple[str, str, Place]]:
    """Yield the kind, name and place of everything that is found; what has no name of its own is counted."""
    yield from (("links", link.target, link.place) for link in body.links)
    yield from (("references", reference.target, reference.place) for reference in body.references)
    yield from (("note_uses", use.label, use.place) for use in body.note_uses)
    yield from (("notes", note.label, note.place) for note in body.notes)
    yield from (("tags", tag.text, tag.place) for tag in body.tags)
    yield from (("headings", str(number), heading.place) for number, heading in enumerate(body.headings))
    yield from (("callouts", str(number), callout.place) for number, callout in enumerate(body.callouts))
    yield from (("code", str(number), code.place) for number, code in enumerate(body.code))


def at(text: str, place: Place) -> str:
    """Return what stands at a place, to the end of its line."""
    return text.split("\n")[place.line - 1][place.column - 1 :]


def read(written: Written, ends: str) -> Body:
    text, problems = decode(written.text.replace("\n", ends).encode(), "text.md")
    assert text is not None, problems
    return read_body(text, "text.md", 1)[0]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_everything_in_a_document_is_found_where_it_begins(ends: str) -> None:
    @examples(max_examples=EXAMPLES)
    @given(documents())
    def find(written: Written) -> None:
        body = read(written, ends)
        found = {kind: {} for kind in written.expected}
        for kind, name, place in found_in(body):
            found.setdefault(kind, {})[name] = at(body.text, place)
        assert {kind: names.keys() for kind, names in found.items()} == {
            kind: names.keys() for kind, names in written.expected.items()
        }
        for kind, names in written.expected.items():
            for name, source in names.items():
                assert found[kind][name].startswith(source), (kind, name)

    find()


@examples(max_examples=EXAMPLES)
@given(documents())
def test_code_and_nothing_else_is_blanked_out(written: Written) -> None:
    body = read(written, "\n")
    visible = body.visible
    assert len(visible) == len(body.text)
    assert "KODE" not in visible
    assert "`" not in visible
    assert visible.count("WORD") == body.text.count("WORD")
    assert all(new in (old, " ") for old, new in zip(body.text, visible, strict=True))
