"""Lists that editors keep in ``policy/``: YAML files whose items all have one schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from openshelf.model.convert import convert
from openshelf.sources.text import read_text
from openshelf.sources.yaml_source import YAML_SHAPE, Tree, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.core.problem import Place, Problem

Schema = TypeVar("Schema", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ListItem(Generic[Schema]):
    """One item of a list, able to tell where it stands."""

    data: Schema
    tree: Tree

    def place(self, *loc: str | int) -> Place:
        """Return where the value at ``loc`` stands."""
        return self.tree.place(*loc)


def read_list(
    root: Path, path: str, schema: type[Schema], first_key: str
) -> tuple[list[ListItem[Schema]], list[Problem]]:
    """Read the list in ``path``; a file that is missing or empty is an empty list.

    ``first_key`` is what the hint says an item starts with.
    """
    branches, problems = read_items(root, path, f"start each item with - {first_key}:")
    items = []
    for value, branch in branches:
        if not isinstance(value, dict):
            message, hint = "an item must be keys with values", f"start it with - {first_key}:"
            problems.append(YAML_SHAPE.at(branch.place(), message, hint))
            continue
        data, found = convert(schema, value, branch)
        problems += found
        items += [ListItem(data, branch)] if data is not None else []
    return items, problems


def read_items(root: Path, path: str, hint: str) -> tuple[list[tuple[object, Tree]], list[Problem]]:
    """Read the items of a list, whatever each of them is; ``hint`` says how a list is written."""
    if not (root / path).exists():
        return [], []
    text, problems = read_text(root / path, path)
    if text is None:
        return [], problems
    tree, values, problems = read_yaml(text, path)
    if tree is None:
        return [], problems
    if not isinstance(values, list):
        return [], [*problems, YAML_SHAPE.at(tree.place(), "the file must be a list", hint)]
    return [(value, tree.child(number)) for number, value in enumerate(values)], problems
