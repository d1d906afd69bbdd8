"""YAML to plain values in which every scalar is text, with a place for each of them.

PyYAML resolves ``no`` to False and ``12:30`` to 750; here only the field's type decides what a scalar means.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from openshelf.problem import Place, Problem, Rule
from openshelf.read.text import FILE_CHARACTER, UNFIT, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

YAML_SYNTAX = Rule(
    "yaml-syntax",
    "YAML can be read.",
    "A quote that is not closed, a tab, or a colon inside unquoted text stops the reader. "
    "Nothing from the file is used until it is mended. Quote text that holds a colon followed by a space.",
)
YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    "A key stands only once in its place.",
    "With two values for one key a machine would silently take the last, and two keys that differ only in capitals or "
    "in the width of letters are taken for one by people. Keep one of them.",
)
YAML_FEATURE = Rule(
    "yaml-feature",
    "Only plain YAML: no tags, anchors, aliases, merge keys, directives or second documents.",
    "These features hide what a file says, and some can be used to stall the build. Write the value out.",
)
YAML_SIZE = Rule(
    "yaml-size",
    "A YAML file or front matter has at most 50,000 values, the catalogue 500,000, and 1,000 keys in one place.",
    "More than that is never written by people, and could stall the build. Split the file.",
)
YAML_SHAPE = Rule(
    "yaml-shape",
    "A file has the shape that is expected: a list of entries, or keys with values.",
    "Front matter is `key: value` lines; the catalogue is a list whose items start with `- id:`.",
)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_DEPTH = 20
_MOST_PROBLEMS = 1_000
"""Problems after which a file is read no further."""
_MOST_KEYS = 1_000
"""Keys of one mapping."""
MOST_NODES = 50_000
CATALOGUE_NODES = 500_000
"""Nodes that the catalogue may have: more than 20,000 entries."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML node in a file, able to tell where each of its values stands."""

    path: str
    node: yaml.Node
    first_line: int = 1
    """The line of the file on which the YAML text starts."""

    def place(self, *loc: str | int, key: bool = False) -> Place:
        """Return the place of the value at ``loc``, of its key if ``key``, or of the nearest parent that exists."""
        node, mark = self.node, self.node.start_mark
        for step in loc:
            if isinstance(node, yaml.MappingNode):
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
class _Reading:
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
        if len(self.problems) > _MOST_PROBLEMS:
            raise _TooMuchError

    def document(self, events: Iterator[yaml.Event]) -> yaml.Node | None:
        """Build the nodes of the first document, None where there is none.

        libyaml would do it too, but it recurses in C and overruns the stack where a file nests deep enough.
        """
        next(events)
        start: Any = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            return None
        if start.version or start.tags:
            self.refuse(start, "a directive (%)", "delete the line")
        node = self._node(events, next(events), 0)
        next(events)
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after, "a second document (---)", "delete the line")
        return node

    def _node(self, events: Iterator[yaml.Event], event: Any, depth: int) -> yaml.Node:  # noqa: ANN401 - see _look_at
        start, end = event.start_mark, event.end_mark
        self.nodes_left -= 1
        if self.nodes_left < 0:
            self._stop(start, "the file holds too many values", "split it")
        if isinstance(event, yaml.ScalarEvent):
            self._look_at(event)
            if event.style == '"' and (found := UNFIT.search(event.value)):
                message = f"character U+{ord(found[0]):04X} is not text"
                self.problems.append(FILE_CHARACTER.at(self.place(start), message, "delete it"))
            return yaml.ScalarNode("", event.value, start, end, style=event.style or None)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, f"an alias (*{event.anchor})", "write it out")
            return yaml.ScalarNode("", "", start, end)
        self._look_at(event)
        if depth == _MOST_DEPTH:
            self.refuse(event, f"nesting deeper than {_MOST_DEPTH} levels", "write it in fewer")
            raise _TooMuchError
        if isinstance(event, yaml.SequenceStartEvent):
            items = [self._node(events, item, depth + 1) for item in _until(events, yaml.SequenceEndEvent)]
            return yaml.SequenceNode("", items, start, end)
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        for key in _until(events, yaml.MappingEndEvent):
            if len(pairs) == _MOST_KEYS:
                self._stop(key.start_mark, f"more than {_MOST_KEYS:,} keys stand in one place", "make it a list")
            pairs.append((self._node(events, key, depth + 1), self._node(events, next(events), depth + 1)))
        return yaml.MappingNode("", pairs, start, end)

    def _stop(self, mark: Any, message: str, hint: str) -> NoReturn:  # noqa: ANN401 - see place
        self.problems.append(YAML_SIZE.at(self.place(mark), message, hint))
        raise _TooMuchError

    def _look_at(self, event: Any) -> None:  # noqa: ANN401 - PyYAML gives the events that have a tag no common type
        """Note an anchor and a tag."""
        if event.anchor is not None:
            self.refuse(event, f"an anchor (&{event.anchor})", "delete it")
        if event.tag is not None:
            self.refuse(event, f"a tag ({event.tag.replace('tag:yaml.org,2002:', '!!')})", "delete it")

    def plain(self, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML has no static type
        """Return text, lists and dictionaries, noting keys that plain YAML must not hold."""
        if isinstance(node, yaml.ScalarNode):
            return None if _is_empty(node) else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item) for item in node.value]
        return self._mapping(node) if isinstance(node, yaml.MappingNode) else None

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        alike: dict[str, yaml.ScalarNode] = {}
        for key, value in node.value:
            place = self.place(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(YAML_SHAPE.at(place, "a key must be text", "quote it if it starts with [ or {"))
            elif key.value == "<<":
                self.problems.append(YAML_FEATURE.at(place, "merge keys (<<) are not allowed", "write the keys out"))
            elif key.value in first:
                line = self.place(first[key.value].start_mark).line
                message = f"key {key.value} is here twice, first at line {line}"
                self.problems.append(YAML_DUPLICATE_KEY.at(place, message, "keep one of them"))
            else:
                first[key.value] = key
                values[key.value] = self.plain(value)
                before = alike.setdefault(unicodedata.normalize("NFKC", key.value).casefold(), key)
                if before is not key:
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


def _until(events: Iterator[yaml.Event], end: type[yaml.Event]) -> Iterator[yaml.Event]:
    """Yield the first event of each node up to the end of the collection; the caller takes the node's others."""
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None


def read_yaml(
    text: str, path: str, first_line: int = 1, most_nodes: int = MOST_NODES
) -> tuple[Tree | None, Any, list[Problem]]:
    """Read YAML text into a tree of places and plain values.

    The tree is None when the text is empty or cannot be read. All scalars come back as text, empty ones as None.
    """
    reading = _Reading(path, first_line, most_nodes)
    try:
        node = reading.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        return None, None, [*reading.problems, _syntax_problem(reading, text, error)]
    except _TooMuchError:
        return None, None, reading.problems
    except (yaml.YAMLError, ValueError) as error:
        return None, None, [*reading.problems, YAML_SYNTAX.at(Place(path, first_line), f"cannot be read: {error}")]
    if node is None or _is_empty(node):
        return None, None, reading.problems
    return Tree(path, node, first_line), reading.plain(node), reading.problems


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
            if total > MOST_NODES or len(opened) > _MOST_DEPTH:
                place = _Reading(path, 1, 0).place(event.start_mark)
                said = "holds too many values" if total > MOST_NODES else f"nests deeper than {_MOST_DEPTH} levels"
                return [YAML_SIZE.at(place, f"the file {said}", "write it shorter")]
    except (yaml.YAMLError, ValueError):
        pass  # whoever reads the file says what is wrong with it
    return []


def _syntax_problem(reading: _Reading, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    said, context = error.problem or error.context or "cannot be read", error.context or ""
    hint = "quote text that holds a colon, and close every quote"
    # libyaml reads on behind a last line that has no end.
    offset = min(mark.index, len(text)) if mark else 0
    found = text[offset : offset + 1]
    if found == "\t" or "tab character" in said:
        said, hint = "a tab cannot indent YAML", "use two spaces"
    elif "cannot start any token" in said:
        said, hint = f"text cannot start with {found}", "put the text into quotes"
    elif opened and ("quoted scalar" in context or "flow" in context):
        what = "quote" if "quoted" in context else "bracket"
        said, hint = f"a {what} that opens here is never closed", "close it, or take it out"
        offset = min(opened.index, len(text))
    elif "expected key" in said or "block end" in said:
        said = "this line does not fit what stands above it"
        hint = "look above for a quote that is not closed, and indent with two spaces a level"
    elif "mapping values" in said:
        said = "there is a colon too many, or none where one was needed"
        hint = "put a space after the colon of a key, quote text that holds a colon, and begin keys below each other"
    elif opened and context:
        said = f"{said} {context}, which starts at line {opened.line + reading.first_line}"
    line, column = Lines(text).at(offset)
    return YAML_SYNTAX.at(Place(reading.path, line + reading.first_line - 1, column), said, hint)
