"""Keys of YAML put into order by moving whole lines: nothing is written anew, so nothing can be written otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from openshelf.formatting.order import order_at
from openshelf.sources.yaml_source import CATALOGUE_NODES, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import BaseModel

    from openshelf.model.field_refs import Loc

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SERVER = "# yaml-language-server:"
"""How a comment begins that tells editors which schema a file has."""
_KEEPS = "the sign + keeps the blank lines below this text, so that no line can move"


class CannotFormatError(Exception):
    """A file is left as it is; the message says where and why, a line for each fault."""


@dataclass(frozen=True, slots=True)
class ParsedYaml:
    """A YAML text without faults: its lines, its nodes and what it says."""

    path: str
    lines: tuple[str, ...]
    """Without their ends."""
    node: yaml.Node | None
    """None where nothing but comments stands there."""
    values: Any
    first_line: int = 1
    """The line of the file on which the text starts."""

    def refuse(self, line: int, message: str, hint: str) -> NoReturn:
        """Say why nothing can be moved; ``line`` counts from 0. Raises CannotFormatError."""
        raise CannotFormatError(f"{self.path}:{line + self.first_line} {message} ({hint})")


def parse_yaml(text: str, path: str, first_line: int = 1) -> ParsedYaml:
    """Read YAML. Raises CannotFormatError, with every fault that a check would name, where it has one."""
    tree, values, problems = read_yaml(text, path, first_line, most_nodes=CATALOGUE_NODES)
    if problems:
        raise CannotFormatError("\n".join(map(str, problems)))
    # The nodes of ``tree`` do not say where a bracket closes, which nobody else asks.
    node = yaml.compose(text, Loader=_LOADER) if tree is not None else None
    found = ParsedYaml(path, tuple(text.removesuffix("\n").split("\n")), node, values, first_line)
    for node in _scalars(found.node):
        if node.style in {"|", ">"} and "+" in found.lines[node.start_mark.line][node.start_mark.column :][:3]:
            found.refuse(node.start_mark.line, _KEEPS, f"write {node.style} or {node.style}-")
    return found


def confirm(text: str, values: object, path: str) -> None:
    """Read what was put into order. Raises CannotFormatError where it does not say ``values``."""
    _, reread, problems = read_yaml(text, path, most_nodes=CATALOGUE_NODES)
    if problems or reread != values:
        hint = "begin each key on a line of its own, and end the file with a line break"
        raise CannotFormatError(f"{path}:1 is written in a way that no program can sort ({hint})")


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Lines of a YAML text; they may be changed at their start."""

    source: ParsedYaml
    first: int
    """The number of the first one, counted from 0."""
    lines: tuple[str, ...]

    @property
    def end(self) -> int:
        """The number of the line after the last."""
        return self.first + len(self.lines)

    def cut(self, first: int, end: int) -> tuple[str, ...]:
        """Return the lines between two numbers."""
        return self.lines[first - self.first : end - self.first]


def end_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """Return the number of the line after a value, blank lines below a block of text not counted."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return max(end_line(child, lines) for child in _children(node))
    last = node.end_mark.line + (node.end_mark.column > 0)
    while last > node.start_mark.line + 1 and not lines[last - 1].strip():
        last -= 1
    return int(last)


def end_of_comments(source: ParsedYaml, node: yaml.Node, end: int, limit: int) -> int:
    """Return the number of the line after the comments that stand further in than the keys of a mapping.

    They belong to its last key and move with it: below a block of text they would become part of that. ``end`` is the
    line after the mapping, ``limit`` the one where something else begins.
    """
    further_in = (at for at in range(end, limit) if column_of(source.lines[at].rstrip()) > node.start_mark.column)
    return max((at + 1 for at in further_in if source.lines[at].strip()), default=end)


def comments(source: ParsedYaml, first: int, end: int) -> tuple[str, ...]:
    """Return the comments between two values, the blank lines between them left out.

    Raises CannotFormatError where something else stands there, such as the start of a document.
    """
    found = []
    for number, line in enumerate(source.lines[first:end], first):
        if line.strip() and not line.lstrip(" ").startswith("#"):
            source.refuse(number, "this line does not belong to an entry", "delete it")
        found += [line] if line.strip() else []
    return tuple(found)


def head_and_comments(source: ParsedYaml, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the comments at the top of a file, and those that stand directly above what comes first.

    What editors read at the top stays there. Raises CannotFormatError, as :func:`comments` does.
    """
    comments(source, 0, end)
    first = end
    while first and source.lines[first - 1].strip() and not source.lines[first - 1].startswith(SERVER):
        first -= 1
    return head_comments(source, first), source.lines[first:end]


def head_comments(source: ParsedYaml, end: int) -> tuple[str, ...]:
    """Return the comments at the top of a file, with the blank lines between them. Raises CannotFormatError."""
    comments(source, 0, end)
    head = "\n".join(line.rstrip() for line in source.lines[:end]).strip("\n")
    return tuple(head.split("\n")) if head else ()


def column_of(line: str) -> int:
    """Return how many blanks a line starts with."""
    return len(line) - len(line.lstrip(" "))


def reindented(lines: Iterable[str], old: int, new: int) -> list[str]:
    """Return lines that were written from a column on, written from another; a line further left joins them."""
    found = []
    for line in lines:
        indent, words = column_of(line), line.lstrip(" ")
        is_blank = not words and indent <= old  # longer ones are words of a block of text
        found.append("" if is_blank else " " * (max(indent - old, 0) + new) + words)
    return found


def with_ordered_keys(piece: LineBlock, node: yaml.Node, schema: type[BaseModel], loc: Loc = ()) -> list[str]:
    """Return the lines of a mapping with its keys in order, each with the comments above it and after it.

    ``piece`` holds the whole mapping. Blank lines between keys go. A mapping in braces stays as it is.
    """
    order = order_at(schema, loc)
    column = node.start_mark.column
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not order:
        return list(piece.lines)
    if any(key.start_mark.column != column for key, _ in node.value):
        return list(piece.lines)
    parts: list[tuple[int, list[str]]] = []
    above = list(comments(piece.source, piece.first, node.value[0][0].start_mark.line))
    limits = [*(key.start_mark.line for key, _ in node.value[1:]), piece.end]
    for (key, value), limit in zip(node.value, limits, strict=True):
        first = key.start_mark.line
        end = max(first + 1, end_line(value, piece.source.lines))
        between = comments(piece.source, end, limit)
        deeper = max((at for at, line in enumerate(between, 1) if column_of(line) > column), default=0)
        own = _value(LineBlock(piece.source, first, piece.cut(first, end)), value, schema, (*loc, key.value))
        rank = order.index(key.value) if key.value in order else len(order)
        parts.append((rank, [*above, *own, *between[:deeper]]))
        above = list(between[deeper:])
    return [line for _, lines in sorted(parts, key=lambda part: part[0]) for line in lines] + above


def _value(piece: LineBlock, node: yaml.Node, schema: type[BaseModel], loc: Loc) -> list[str]:
    """Return the lines of a key and its value, in which the keys of mappings are in order too."""
    is_below = node.start_mark.line > piece.first
    if isinstance(node, yaml.MappingNode) and is_below and not node.flow_style:
        inside = LineBlock(piece.source, piece.first + 1, piece.lines[1:])
        return [piece.lines[0], *with_ordered_keys(inside, node, schema, loc)]
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not order_at(schema, (*loc, 0)):
        return list(piece.lines)
    found, at = [], piece.first
    for number, item in enumerate(node.value):
        first, end = item.start_mark.line, end_line(item, piece.source.lines)
        char = piece.source.lines[first][: item.start_mark.column]
        if char.strip() != "-" or not isinstance(item, yaml.MappingNode) or item.flow_style:
            continue
        lines = (char.replace("-", " ") + piece.source.lines[first][len(char) :], *piece.cut(first + 1, end))
        above, own = split_comments(
            with_ordered_keys(LineBlock(piece.source, first, lines), item, schema, (*loc, number))
        )
        found += [*piece.cut(at, first), *reindented(above, len(char), column_of(char))]
        found += [char + own[0][len(char) :], *own[1:]]
        at = end
    return [*found, *piece.cut(at, piece.end)]


def split_comments(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the comments that lines begin with, and the other lines."""
    first = next(at for at, line in enumerate(lines) if not line.lstrip(" ").startswith("#"))
    return list(lines[:first]), list(lines[first:])


def _children(node: yaml.CollectionNode) -> list[yaml.Node]:
    return [one for child in node.value for one in (child if isinstance(child, tuple) else (child,))]


def _scalars(node: yaml.Node | None) -> Iterable[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        for child in _children(node):
            yield from _scalars(child)
