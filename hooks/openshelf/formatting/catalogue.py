"""The catalogue in its two forms, one list or one file an entry, and the way between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from openshelf.formatting.lines import (
    SERVER,
    LineBlock,
    ParsedYaml,
    column_of,
    comments,
    confirm,
    end_line,
    end_of_comments,
    head_and_comments,
    head_comments,
    parse_yaml,
    reindented,
    split_comments,
    with_ordered_keys,
)
from openshelf.model.entries import Resource
from openshelf.model.fields import ID_LENGTH, ID_PATTERN

_LIST_SCHEMA, _ENTRY_SCHEMA = "resources.schema.json", "resource.schema.json"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """An entry as it stands in a file of its own, where its keys begin at the margin."""

    id: str
    values: Any
    comments: tuple[str, ...]
    """Comments above the entry, a line each."""
    lines: tuple[str, ...]

    @property
    def file(self) -> str:
        """The text of its own file."""
        return "".join(f"{line}\n" for line in (*self.comments, *self.lines))

    @property
    def item(self) -> str:
        """The entry as an item of the list."""
        first, *others = self.lines
        lines = (*self.comments, f"- {first}", *(f"  {line}" if line else "" for line in others))
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The list of resources: the comments at its top, and its entries, sorted by id."""

    head: tuple[str, ...] = ()
    entries: tuple[CatalogueEntry, ...] = ()

    @property
    def text(self) -> str:
        """The text of the file, a blank line before each entry."""
        head = "".join(f"{line}\n" for line in self.head)
        return "\n".join([*([head] if head else []), *(entry.item for entry in self.entries)])

    @property
    def server_line(self) -> str:
        """The comment that tells editors the schema of a file with one entry, as the list tells its own; or nothing."""
        line = self.head[0] if self.head and self.head[0].startswith(SERVER) else ""
        before, char, address = line.partition("$schema=")
        if not address.endswith(_LIST_SCHEMA):
            return ""
        up = "" if "://" in address or address.startswith("/") else "../"
        return f"{before}{char}{up}{address.removesuffix(_LIST_SCHEMA)}{_ENTRY_SCHEMA}"


def read_catalogue(text: str, path: str) -> Catalogue:
    """Read the list. Raises CannotFormatError."""
    source = parse_yaml(text, path)
    node = source.node
    if node is None:
        return Catalogue(head_comments(source, len(source.lines)))
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not isinstance(source.values, list):
        source.refuse(node.start_mark.line, "this is not a list of entries below each other", "start each with - id:")
    starts = [_start_of(source, item, node.start_mark.column) for item in node.value]
    head, above = head_and_comments(source, starts[0])
    entries = []
    for at, (item, start) in enumerate(zip(node.value, starts, strict=True)):
        end = max(start + 1, end_line(item, source.lines))
        is_last = item is node.value[-1]
        limit = len(source.lines) if is_last else starts[at + 1]
        end = end_of_comments(source, item, end, limit)
        between = comments(source, end, limit)
        deeper = max((n for n, line in enumerate(between, 1) if column_of(line) > node.start_mark.column), default=0)
        own = len(between) if is_last else deeper
        dash, piece = _without_dash(source, item, start, end)
        entries.append(_written(item, source.values[at], piece, (*above, *dash), between[:own]))
        above = between[own:]
    found = Catalogue(head, tuple(sorted(entries, key=lambda entry: entry.id)))
    confirm(found.text, [entry.values for entry in found.entries], path)
    return found


def read_entry(text: str, path: str, without: str = "") -> CatalogueEntry:
    """Read the file of one entry; ``without`` is a line at its top that is left out. Raises CannotFormatError."""
    source = parse_yaml(text, path)
    node = source.node
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line if node is not None else 0
        source.refuse(
            line, "a file in this folder contains one entry, with its keys at the margin", "begin it with id:"
        )
    above = comments(source, 0, node.start_mark.line)
    end = end_of_comments(source, node, end_line(node, source.lines), len(source.lines))
    below = comments(source, end, len(source.lines))
    above = above[1:] if without and above[:1] == (without,) else above
    first = node.start_mark.line
    found = _written(node, source.values, LineBlock(source, first, source.lines[first:end]), above, below)
    confirm(found.file, source.values, path)
    return found


def _start_of(source: ParsedYaml, item: yaml.Node, column: int) -> int:
    """Return the line of the hyphen before an item, which may be alone there."""
    line = item.start_mark.line
    while source.lines[line][:column].strip() or source.lines[line][column : column + 1] != "-":
        line -= 1
    return int(line)


def _without_dash(source: ParsedYaml, item: yaml.Node, start: int, end: int) -> tuple[tuple[str, ...], LineBlock]:
    """Return the comment after a hyphen that is alone in its line, and the lines of the item without the hyphen."""
    line, column = source.lines[start], item.start_mark.column
    if item.start_mark.line == start:
        return (), LineBlock(source, start, (" " * column + line[column:], *source.lines[start + 1 : end]))
    rest = line.replace("-", "", 1).strip()
    return (rest,) if rest else (), LineBlock(source, start + 1, source.lines[start + 1 : end])


def _written(
    node: yaml.Node,
    values: Any,  # noqa: ANN401 - YAML has no static type
    piece: LineBlock,
    above: tuple[str, ...],
    below: tuple[str, ...],
) -> CatalogueEntry:
    id_ = values.get("id") if isinstance(values, dict) else None
    line = node.start_mark.line
    if not isinstance(id_, str):
        piece.source.refuse(line, "this entry has no id", "give it one, for example id: name-of-the-tool")
    if not re.match(ID_PATTERN, id_) or len(id_) > ID_LENGTH:
        piece.source.refuse(line, f"{id_!r} is not an id", "use small letters, digits and hyphens")
    column = node.start_mark.column
    more, lines = split_comments(reindented(with_ordered_keys(piece, node, Resource), column, 0))
    comments_above = (line.strip() for line in (*above, *more))
    return CatalogueEntry(id_, values, tuple(comments_above), (*lines, *reindented(below, column, 0)))
