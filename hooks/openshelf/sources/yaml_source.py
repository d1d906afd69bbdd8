"""YAML to plain values in which every scalar is text, with a place for each of them.

PyYAML resolves ``no`` to False and ``12:30`` to 750; here only the field's type decides what a scalar means.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import yaml

from openshelf.core.problem import Place, Problem, Rule
from openshelf.sources.text import FILE_CHARACTER, UNFIT
from openshelf.sources.yaml_diagnostics import (
    YAML_SYNTAX,
    item_hint,
    merge_conflicts,
    syntax_problems,
    truncated_values,
    unusual_spaces,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    _NextEvent = Callable[[], yaml.Event]

YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    "A key is written twice in the same place.",
    "A machine would silently take the last value. Keys that differ only in capitals or in the width of letters look "
    "the same to people. Keep one of them.",
)
YAML_FEATURE = Rule(
    "yaml-feature",
    "The file uses YAML that is not allowed: tags, anchors, aliases, merge keys, directives or second documents.",
    "These features hide what a file says, and some can stall the build. Write the value out. If a text begins with "
    "`*`, `&` or `!`, put it in quotes: YAML would read the sign as one of these features.",
)
YAML_SIZE = Rule(
    "yaml-size",
    "A YAML file is too large.",
    "A file or front matter has at most 50,000 values, the catalogue 1,000,000, and one place at most 1,000 keys. "
    "People never write more, and it could stall the build. Split the file.",
)
YAML_SHAPE = Rule(
    "yaml-shape",
    "A file does not have the expected shape: a list of entries, or keys with values.",
    "Front matter is `key: value` lines; the catalogue is a list whose items start with `- id:`.",
)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 20
_MAX_PROBLEMS = 1_000
"""Problems after which a file is read no further."""
_MANY_KEYS = 3
"""Keys that come again in an item of a list where another item begins."""
_MAX_KEYS = 1_000
"""Keys of one mapping."""
MAX_NODES = 50_000
_ITEM_START = re.compile(r"^-(?=[ \n])", re.MULTILINE)
_DOCUMENT_MARK = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)
CATALOGUE_NODES = 1_000_000
"""Nodes that the catalogue may have: more than 20,000 entries."""
_NULLS = frozenset({"~", "null", "Null", "NULL"})


class NullWord(str):
    """An unquoted ``null`` or ``~``, by which YAML means that there is no value; an id may be called so."""

    __slots__ = ()


@dataclass(frozen=True)
class Tree:
    """A YAML node in a file, able to tell where each of its values stands."""

    path: str
    source: yaml.Node | str
    """The node, or a YAML text without problems, which is read when somebody asks for its node."""
    first_line: int = 1
    """The line of the file on which the YAML text starts."""
    is_item: bool = False
    """Whether such a text is a list of one item, and the node that item."""

    @cached_property
    def node(self) -> yaml.Node:
        """The node."""
        if isinstance(self.source, yaml.Node):
            return self.source
        whole = _YamlReader(self.path, self.first_line, CATALOGUE_NODES).document(_LOADER(self.source).get_event)
        if whole is None:
            raise ValueError(self.path)
        return whole.value[0] if self.is_item else whole

    @cached_property
    def values(self) -> dict[str, Any]:
        """What a node without problems says."""
        values = _YamlReader(self.path, self.first_line, 0).plain(self.node)
        if not isinstance(values, dict):
            raise TypeError(self.path)
        return values

    @cached_property
    def scalars(self) -> tuple[tuple[str, yaml.ScalarNode], ...]:
        """Every scalar with the outermost key that it stands under."""
        return tuple(scalars(self.node))

    def place(self, *loc: str | int, key: bool = False) -> Place:
        """Return the place of the value at ``loc``, of its key if ``key``, or of the nearest parent that exists."""
        node, mark = self.node, self.node.start_mark
        for step in loc:
            if isinstance(node, yaml.MappingNode):
                if isinstance(step, int):
                    continue  # one that stands alone counts as a list of one
                pair = next(((k, v) for k, v in node.value if k.value == step), None)
                if pair is None:
                    break
                node, mark = pair[1], pair[0].start_mark if key or _is_empty(pair[1]) else pair[1].start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def place_of(self, node: yaml.Node) -> Place:
        """Return the place of a node of this tree."""
        return Place(self.path, node.start_mark.line + self.first_line, node.start_mark.column + 1)

    @classmethod
    def of_nothing(cls, path: str) -> Tree:
        """Return the tree of a file in which no keys could be read: all of them would stand at its start."""
        start = yaml.Mark(path, 0, 0, 0, "", 0)
        return cls(path, yaml.MappingNode("tag:yaml.org,2002:map", [], start, start))

    def child(self, index: int) -> Tree:
        """Return the item of a list at ``index``."""
        return Tree(self.path, self.node.value[index], self.first_line)


class _TooMuchError(Exception):
    """What must not be read on: libyaml's time grows with the square of the depth."""


@dataclass(slots=True)
class _YamlReader:
    path: str
    first_line: int
    nodes_left: int
    problems: list[Problem] = field(default_factory=list)

    def place(self, mark: Any) -> Place:  # noqa: ANN401 - PyYAML has two classes of marks, and None
        if mark is None:
            return Place(self.path, self.first_line)
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def refuse(self, event: yaml.Event, what: str, hint: str) -> None:
        self.problems.append(YAML_FEATURE.at(self.place(event.start_mark), f"{what} is not allowed", hint))
        if len(self.problems) > _MAX_PROBLEMS:
            raise _TooMuchError

    def document(self, next_event: _NextEvent) -> yaml.Node | None:
        """Build the nodes of the first document, None where there is none.

        libyaml would do it too, but it recurses in C and overruns the stack where a file nests deep enough.
        """
        next_event()
        start: Any = next_event()
        if isinstance(start, yaml.StreamEndEvent):
            return None
        if start.version or start.tags:
            self.refuse(start, "a directive (%)", "delete the line")
        node = self._node(next_event, next_event(), 0)
        next_event()
        after = next_event()
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after, "a second document (---)", "delete the line")
        return node

    def _node(self, next_event: _NextEvent, event: Any, depth: int) -> yaml.Node:  # noqa: ANN401 - see _look_at
        start, end = event.start_mark, event.end_mark
        self.nodes_left -= 1
        if self.nodes_left < 0:
            self._stop(start, "the file contains too many values", "split it")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, start, end)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, f"an alias (*{event.anchor})", "quote text that begins with *")
            return yaml.ScalarNode("", "", start, end)
        self._look_at(event)
        if depth == _MAX_DEPTH:
            self.refuse(event, f"nesting deeper than {_MAX_DEPTH} levels", "write it in fewer")
            raise _TooMuchError
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next_event(), yaml.SequenceEndEvent):
                items.append(self._node(next_event, item, depth + 1))
            return yaml.SequenceNode("", items, start, end)
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        while not isinstance(key := next_event(), yaml.MappingEndEvent):
            if len(pairs) == _MAX_KEYS:
                self._stop(key.start_mark, f"more than {_MAX_KEYS:,} keys are in one place", "make it a list")
            pairs.append((self._node(next_event, key, depth + 1), self._node(next_event, next_event(), depth + 1)))
        return yaml.MappingNode("", pairs, start, end)

    def _scalar(self, event: yaml.ScalarEvent, start: Any, end: Any) -> yaml.ScalarNode:  # noqa: ANN401 - see place
        if event.anchor is not None or event.tag is not None:
            self._look_at(event)
        style, value = event.style or None, event.value
        if style == '"' and (found := UNFIT.search(value)):
            message = f"character U+{ord(found[0]):04X} is not text"
            self.problems.append(FILE_CHARACTER.at(self.place(start), message, "delete it"))
        # YAML keeps blanks of other kinds around an unquoted word, which nobody means.
        return yaml.ScalarNode("", value if style or value.isascii() else value.strip(), start, end, style=style)

    def _stop(self, mark: Any, message: str, hint: str) -> NoReturn:  # noqa: ANN401 - see place
        self.problems.append(YAML_SIZE.at(self.place(mark), message, hint))
        raise _TooMuchError

    def _look_at(self, event: Any) -> None:  # noqa: ANN401 - PyYAML gives the events that have a tag no common type
        """Note an anchor and a tag."""
        if event.anchor is not None:
            self.refuse(event, f"an anchor (&{event.anchor})", "quote text that begins with &")
        if event.tag is not None:
            self.refuse(
                event, f"a tag ({event.tag.replace('tag:yaml.org,2002:', '!!')})", "quote text that begins with !"
            )

    def plain(self, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML has no static type
        """Return text, lists and dictionaries, noting keys that plain YAML must not hold."""
        if isinstance(node, yaml.ScalarNode):
            if node.style is None and node.value in _NULLS:
                return NullWord(node.value)
            return None if _is_empty(node) else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, node) for item in node.value]
        return self._mapping(node.value) if isinstance(node, yaml.MappingNode) else None

    def _item(self, item: yaml.Node, sequence: yaml.Node) -> Any:  # noqa: ANN401 - see plain
        """Return an item of a list. A key that begins it, or many, come again in one whose ``- `` is lost."""
        if not isinstance(item, yaml.MappingNode) or not item.value:
            return self.plain(item)
        first = item.value[0][0]
        seen: set[str] = set()
        again: list[int] = []
        for number, (key, _) in enumerate(item.value):
            if isinstance(key, yaml.ScalarNode) and key.start_mark.column == first.start_mark.column:
                again += [number] if key.value in seen else []
                seen.add(key.value)
        begins = [number for number in again if item.value[number][0].value == first.value]
        lost = begins or (again[:1] if len(again) >= _MANY_KEYS else [])
        for number in lost:
            place = self.place(item.value[number][0].start_mark)
            message = f"an entry begins here, without its - {'' if begins else f'{first.value}:'}".rstrip()
            self.problems.append(YAML_SHAPE.at(place, message, item_hint(first.value, sequence.start_mark.column)))
        return self._mapping(item.value[: lost[0]] if lost else item.value)

    def _mapping(self, pairs: list[tuple[yaml.Node, yaml.Node]]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        alike: dict[str, yaml.ScalarNode] = {}
        for key, value in pairs:
            if not isinstance(key, yaml.ScalarNode):
                place = self.place(key.start_mark)
                self.problems.append(YAML_SHAPE.at(place, "a key must be text", "quote it if it starts with [ or {"))
            elif key.value == "<<":
                place = self.place(key.start_mark)
                self.problems.append(YAML_FEATURE.at(place, "merge keys (<<) are not allowed", "write the keys out"))
            elif key.value in first:
                line = self.place(first[key.value].start_mark).line
                message = f"key {key.value} is written twice, first at line {line}"
                place = self.place(key.start_mark)
                self.problems.append(YAML_DUPLICATE_KEY.at(place, message, "keep one of them"))
            else:
                first[key.value] = key
                values[key.value] = self.plain(value)
                before = alike.setdefault(_looks_like(key.value), key)
                if before is not key:
                    place = self.place(key.start_mark)
                    said = f"key {key.value} looks like {before.value} at line {self.place(before.start_mark).line}"
                    self.problems.append(YAML_DUPLICATE_KEY.at(place, said, "keep one of them"))
        return values


def scalars(node: yaml.Node, field: str = "", *, keys: bool = False) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Yield every scalar below a node with the outermost key that it stands under; ``keys`` yields keys too."""
    if isinstance(node, yaml.ScalarNode):
        yield field, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item, field, keys=keys)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = field or str(key.value)
            if keys:
                yield from scalars(key, name, keys=True)
            yield from scalars(value, name, keys=keys)


def _looks_like(key: str) -> str:
    """Return what keys share that look the same to people."""
    return key.lower() if key.isascii() else unicodedata.normalize("NFKC", key).casefold()


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None


def read_yaml(
    text: str, path: str, first_line: int = 1, most_nodes: int = MAX_NODES
) -> tuple[Tree | None, Any, list[Problem]]:
    """Read YAML text into a tree of places and plain values.

    The tree is None when the text is empty or cannot be read. All scalars come back as text, empty ones as None.
    """
    unresolved = merge_conflicts(text, path, first_line)
    if unresolved:
        return None, None, unresolved
    reading = _YamlReader(path, first_line, most_nodes)
    try:
        node = reading.document(_LOADER(text).get_event)
    except yaml.MarkedYAMLError as error:
        return None, None, [*reading.problems, *syntax_problems(text, path, first_line, error)]
    except _TooMuchError:
        return None, None, reading.problems
    except (yaml.YAMLError, ValueError) as error:
        return None, None, [*reading.problems, YAML_SYNTAX.at(Place(path, first_line), f"cannot be read: {error}")]
    if node is None or _is_empty(node):
        return None, None, reading.problems
    values = reading.plain(node)
    return Tree(path, node, first_line), values, [*reading.problems, *_misread(text, path, first_line, node)]


class ReadItem(NamedTuple):
    """One item of a list of keys with values, read by itself."""

    tree: Tree
    values: dict[str, Any]
    nodes: int
    """How many nodes it has."""


def split_list(text: str) -> tuple[tuple[int, str], ...] | None:
    """Cut a list that begins at the margin before each item; return the first line and the text of each.

    None where there is no such list. A cut can be wrong, inside a text in quotation marks: then :func:`read_item`
    reads none of the pieces around it.
    """
    starts = [match.start() for match in _ITEM_START.finditer(text)]
    if (
        not starts
        or _DOCUMENT_MARK.search(text)
        or any(line.strip() and line[0] != "#" for line in text[: starts[0]].split("\n"))
    ):
        return None
    pieces, line = [], 1 + text.count("\n", 0, starts[0])
    for start, end in pairwise([*starts, len(text)]):
        piece = text[start:end]
        pieces.append((line, piece))
        line += piece.count("\n")
    return tuple(pieces)


def read_item(text: str, path: str, first_line: int) -> ReadItem | None:
    """Read a list of one item, None where it is anything else or has a problem: then only the whole file tells."""
    reading = _YamlReader(path, first_line, CATALOGUE_NODES)
    try:
        node = reading.document(_LOADER(text).get_event)
    except (yaml.YAMLError, ValueError, _TooMuchError):
        return None
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 1:
        return None
    values = reading.plain(node)[0]
    if not isinstance(values, dict) or reading.problems or any(_misread(text, path, first_line, node)):
        return None
    nodes = CATALOGUE_NODES - reading.nodes_left - 1
    return ReadItem(Tree(path, node.value[0], first_line), values, nodes)


def _misread(text: str, path: str, first_line: int, root: yaml.Node) -> Iterator[Problem]:
    """Find what YAML reads otherwise than it looks."""
    yield from truncated_values(text, path, first_line, (node for _, node in scalars(root)))
    starts = ((n.start_mark.line, n.start_mark.column) for _, n in scalars(root, keys=True) if n.style is None)
    yield from unusual_spaces(text, path, first_line, starts)


def check_size(text: str, path: str) -> list[Problem]:
    """Return what keeps YAML with aliases, which only the settings may have, from being read.

    What an alias stands for is counted each time it is used: 341 bytes can mean thousands of millions of values.
    """
    counts: dict[str, int] = {}
    opened: list[tuple[str | None, int]] = []
    total = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionEndEvent):
                anchor, before = opened.pop()
                if anchor is not None:
                    counts[anchor] = total - before
                continue
            if isinstance(event, yaml.NodeEvent):
                total += counts.get(event.anchor or "", 1) if isinstance(event, yaml.AliasEvent) else 1
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append((event.anchor, total))
            if total > MAX_NODES or len(opened) > _MAX_DEPTH:
                place = _YamlReader(path, 1, 0).place(event.start_mark)
                message = "contains too many values" if total > MAX_NODES else f"nests deeper than {_MAX_DEPTH} levels"
                return [YAML_SIZE.at(place, f"the file {message}", "write it shorter")]
    except (yaml.YAMLError, ValueError):
        pass  # whoever reads the file says what is wrong with it
    return []
