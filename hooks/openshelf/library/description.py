"""The description of a resource: Markdown inside YAML, in which every character keeps its place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openshelf.core.problem import Problem, Rule
from openshelf.sources.markdown_outline import Body, read_body
from openshelf.sources.yaml_source import NullWord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import yaml

    from openshelf.sources.source import Source
    from openshelf.sources.yaml_source import Tree

KEY = "description"
DESCRIPTION_LINES = Rule(
    "description-lines",
    "The lines of a description would be joined.",
    "If a text begins on the same line as its key, or after `>`, YAML joins its lines. In quotation marks YAML also "
    "changes some signs. A list then becomes one line, and no message can say where a mistake is. Write `description: "
    "|`, and the text below it, two spaces further in. One short line after the key is fine, if it contains no sign "
    "that YAML changes.",
)


def read_description(tree: Tree, values: Mapping[str, Any], file: Source) -> tuple[Body | None, list[Problem]]:
    """Parse the description of an entry of the catalogue at ``tree`` in ``file``.

    The body is None where there is none, where it does not stand in the file as YAML reads it, which is a problem, and
    of an entry that was withdrawn: of that only the notice is read.
    """
    text = values.get(KEY)
    if values.get("withdrawn") is not None or not isinstance(text, str) or isinstance(text, NullWord):
        return None, []
    node = next(value for key, value in tree.node.value if key.value == KEY)
    first, indent = _start(node, text, tree.first_line, file)
    if not text.strip():
        return None, []
    if not _stands(text, first, indent, file):
        hint = "write description: | and the text on the lines below, two spaces further in"
        return None, [DESCRIPTION_LINES.at(tree.place(KEY), "YAML changes this text when it reads it", hint)]
    return read_body(text, tree.path, first, indent)


def _start(node: yaml.ScalarNode, text: str, first_line: int, file: Source) -> tuple[int, int]:
    """Return the line of the file on which a text begins, and the columns before each of its lines."""
    line = node.start_mark.line + first_line
    if node.style not in {"|", ">"}:
        return line, node.start_mark.column + (1 if node.style else 0)
    number, words = next(((at, row) for at, row in enumerate(text.split("\n")) if row.strip()), (0, ""))
    written = file.line(line + 1 + number)
    return line + 1, len(written) - len(words) if written.endswith(words) else 0


def _stands(text: str, first: int, indent: int, file: Source) -> bool:
    """Whether a text stands in the file as it is, line for line."""
    rows = text.rstrip("\n").split("\n")
    return all(file.line(first + at)[indent:].startswith(row) for at, row in enumerate(rows))


def field_scalars(tree: Tree) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Yield the scalars of an entry with the outermost key of each, but for the description: that is a text."""
    return ((field, node) for field, node in tree.scalars if field != KEY)
