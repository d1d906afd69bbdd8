"""YAML to plain values in which every scalar is text, with a place for each of them.

PyYAML resolves ``no`` to False and ``12:30`` to 750; here only the field's type decides what a scalar means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from openshelf.problem import Place, Problem, Rule

YAML_SYNTAX = Rule(
    "yaml-syntax",
    "YAML can be read.",
    "A quote that is not closed, a tab, or a colon inside unquoted text stops the reader. "
    "Nothing from the file is used until it is mended. Quote text that holds a colon followed by a space.",
)
YAML_DUPLICATE_KEY = Rule(
    "yaml-duplicate-key",
    "A key stands only once in its place.",
    "With two values for one key a machine would silently take the last. Keep one of them.",
)
YAML_FEATURE = Rule(
    "yaml-feature",
    "Only plain YAML: no tags, anchors, aliases, merge keys or second documents.",
    "These features hide what a file says, and some can be used to stall the build. Write the value out.",
)
YAML_SHAPE = Rule(
    "yaml-shape",
    "A file has the shape that is expected: a list of entries, or keys with values.",
    "Front matter is `key: value` lines; the catalogue is a list whose items start with `- id:`.",
)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes nodes without guessing types: every plain scalar is text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_TEXT_TAG = "tag:yaml.org,2002:str"
_MOST_BRACKETS = 2_000
_MOST_DEPTH = 20

type_names = {yaml.ScalarNode: "text", yaml.SequenceNode: "a list", yaml.MappingNode: "keys with values"}


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

    def child(self, index: int) -> Tree:
        """Return the item of a list at ``index``."""
        return Tree(self.path, self.node.value[index], self.first_line)


@dataclass(slots=True)
class _Reading:
    path: str
    first_line: int
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def place(self, mark: yaml.Mark | None) -> Place:
        if mark is None:
            return Place(self.path, self.first_line)
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def plain(self, node: yaml.Node, depth: int = 0) -> Any:  # noqa: ANN401 - YAML has no static type
        """Return text, lists and dictionaries, noting what plain YAML must not hold."""
        if id(node) in self.seen or depth > _MOST_DEPTH:
            what = "an alias (*name)" if id(node) in self.seen else f"nesting deeper than {_MOST_DEPTH} levels"
            self.problems.append(YAML_FEATURE.at(self.place(node.start_mark), f"{what} is not allowed", "write it out"))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag != _TEXT_TAG:
                self.problems.append(
                    YAML_FEATURE.at(self.place(node.start_mark), f"tag {node.tag} is not allowed", "delete it")
                )
            return None if _is_empty(node) else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, depth + 1) for item in node.value]
        return self._mapping(node, depth) if isinstance(node, yaml.MappingNode) else None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        first: dict[str, yaml.Node] = {}
        for key, value in node.value:
            place = self.place(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(YAML_SHAPE.at(place, "a key must be text", "quote it if it starts with [ or {"))
            elif key.value == "<<":
                self.problems.append(YAML_FEATURE.at(place, "merge keys (<<) are not allowed", "write the keys out"))
            elif key.value in first:
                before = self.place(first[key.value].start_mark)
                message = f"key {key.value} is here twice, first at line {before.line}"
                self.problems.append(YAML_DUPLICATE_KEY.at(place, message, "keep one of them"))
            else:
                first[key.value] = key
                values[key.value] = self.plain(value, depth + 1)
        return values


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Tree | None, Any, list[Problem]]:
    """Read YAML text into a tree of places and plain values.

    The tree is None when the text is empty or cannot be read. All scalars come back as text, empty ones as None.
    """
    reading = _Reading(path, first_line)
    if len(re.findall(r"[\[{]\s*[\[{]", text)) > _MOST_BRACKETS:
        # libyaml's composer recurses in C: refuse what could overrun its stack.
        return (
            None,
            None,
            [YAML_FEATURE.at(Place(path, first_line), f"nesting deeper than {_MOST_DEPTH} levels is not allowed")],
        )
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return None, None, [_syntax_problem(reading, error)]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, None, [YAML_SYNTAX.at(Place(path, first_line), f"cannot be read: {error}")]
    if node is None:
        return None, None, []
    value = reading.plain(node)
    return Tree(path, node, first_line), value, reading.problems


def _syntax_problem(reading: _Reading, error: yaml.MarkedYAMLError) -> Problem:
    place = reading.place(error.problem_mark or error.context_mark)
    said = error.problem or error.context or "cannot be read"
    if "expected a single document" in f"{error.context} {said}":
        return YAML_FEATURE.at(place, "a second document (---) is not allowed")
    if "undefined alias" in said or "anchor" in said:
        return YAML_FEATURE.at(place, said)
    hint = "quote text that holds a colon, and close every quote"
    if "'\\t'" in said:
        said, hint = "a tab cannot indent YAML", "use two spaces"
    elif error.context_mark and error.context:
        said = f"{said} {error.context}, which starts at line {error.context_mark.line + reading.first_line}"
    return YAML_SYNTAX.at(place, said, hint)
