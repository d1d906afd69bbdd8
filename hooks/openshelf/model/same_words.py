"""``policy/same-words.yml``: words and phrases of any language that search takes for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import Field

from openshelf.model import fields as f
from openshelf.model.convert import convert
from openshelf.model.entries import Schema
from openshelf.model.policy_lists import ListItem, read_items
from openshelf.sources.yaml_source import YAML_SHAPE, Tree

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.core.problem import Problem

PATH = "policy/same-words.yml"
_HOW = "write each line as - [one, another]"


class SameWords(Schema):
    """One line: words that mean the same."""

    words: Annotated[tuple[f.Phrase, ...], Field(min_length=2)]
    """Words or phrases, in any language."""


def read_same_words(root: Path) -> tuple[list[ListItem[SameWords]], list[Problem]]:
    """Read the list; a library that has none has no such words."""
    lines, problems = read_items(root, PATH, _HOW)
    items = []
    for value, branch in lines:
        if not isinstance(value, list):
            problems.append(YAML_SHAPE.at(branch.place(), "a line must be a list of words", _HOW))
            continue
        line = _under_a_key(branch)
        data, found = convert(SameWords, {"words": value}, line)
        problems += found
        items += [ListItem(data, line)] if data is not None else []
    return items, problems


def _under_a_key(branch: Tree) -> Tree:
    """Return a list as the value of the key under which the schema has it, so that places are found."""
    start, end = branch.node.start_mark, branch.node.end_mark
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "words", start, end)
    return Tree(
        branch.path, yaml.MappingNode("tag:yaml.org,2002:map", [(key, branch.node)], start, end), branch.first_line
    )
