"""What is kept of an entry that was read without a problem, and the entry made of it when its text comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf.library.entry import Entry, EntryFacts
from openshelf.model.kinds import Kind
from openshelf.sources.markdown_outline import Body
from openshelf.sources.yaml_source import Tree

if TYPE_CHECKING:
    from openshelf.model.entries import Reviewed
    from openshelf.model.kinds import Shelf
    from openshelf.sources.markdown_outline import Outline

TEXTS, CATALOGUE_ENTRIES = "texts", "catalogue"
"""The rooms of the store in which they are."""


class KeptBody(NamedTuple):
    """Where a text stands in its file or item, and what it holds."""

    text: str | None
    """None where it is the rest of the file."""
    start: int
    """The offset of the text in that file."""
    first_line: int
    indent: int
    outline: Outline


class KeptEntry(NamedTuple):
    """What is kept of an entry; lines are those on which it stood then."""

    first_line: int
    """The line on which its item or the YAML of its file began."""
    yaml: tuple[int, int]
    """The offsets in the file or item between which its YAML stands."""
    nodes: int
    id: str
    data: Reviewed
    digest: bytes
    facts: EntryFacts
    body: KeptBody | None


def kept_entry(entry: Entry, text: str, yaml: tuple[int, int], body_start: int = 0, nodes: int = 0) -> KeptEntry:
    """Return what to keep of an entry of a file or item with that text."""
    place = entry.place()
    references = tuple(
        (loc, mark, word, where.line, where.column) for loc, mark, word, where in entry.field_references()
    )
    addresses = tuple(
        (
            *(one.place.line, one.place.column),
            *(one.text, one.words, one.field, one.is_link, one.unwrapped, one.end_host),
        )
        for one in entry.addresses
    )
    facts = EntryFacts(0, place.line, place.column, references, addresses, entry.page)
    body = entry.body
    kept = None
    if body is not None:
        is_rest = entry.shelf is not None and text[body_start:] == body.text
        own = None if is_rest else body.text
        kept = KeptBody(own, body_start, body.first_line, body.indent, body.outline)
    return KeptEntry(entry.tree.first_line, yaml, nodes, entry.id, entry.data, entry.digest, facts, kept)


def entry_again(kept: KeptEntry, key: bytes, text: str, path: str, first_line: int, shelf: Shelf | None) -> Entry:
    """Return the entry of a file or item whose text is that of an earlier run; its YAML begins on ``first_line``."""
    lines = first_line - kept.first_line
    start, end = kept.yaml
    tree = Tree(path, text[start:end], first_line, is_item=shelf is None)
    body = None
    if kept.body is not None:
        own = text[kept.body.start :] if kept.body.text is None else kept.body.text
        body = Body(path, own, kept.body.first_line + lines, indent=kept.body.indent, known=kept.body.outline)
    facts = kept.facts._replace(lines=lines) if lines else kept.facts
    kind = Kind.RESOURCE if shelf is None else shelf.kind
    return Entry(kind, kept.id, kept.data, tree, body, shelf, None, frozenset(), kept.digest, key, facts)
