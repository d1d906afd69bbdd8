"""A Markdown file: front matter with places, and a body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from openshelf.core.problem import Place, Problem, Rule
from openshelf.sources.limits import check_limits
from openshelf.sources.yaml_diagnostics import merge_conflicts
from openshelf.sources.yaml_source import YAML_SHAPE, Tree, read_yaml

FRONT_MATTER = Rule(
    "front-matter",
    "A Markdown file has no front matter between two `---` lines.",
    "The first line of the file must be `---`, and another `---` must follow the last key. Without the closing line, "
    "the keys would be published as text.",
)

_FRONT_MATTER_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_LIKE_A_FENCE = re.compile(r"^[ \t]*(?:[—–−][-—–−]*|[-_=+*]{2,}|\.{3})[ \t]*$", re.MULTILINE)
_NEAR_THE_TOP = 200
"""Characters that may stand above front matter that begins too late."""
_SUFFIX = re.compile(r"^(?P<id>.+?)(?:\.(?P<lang>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.md$")


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """One Markdown file: plain values from the front matter, where they stand, and the text below."""

    path: str
    values: dict[str, Any] | None
    """None where the front matter is no readable YAML mapping; the text below can be checked all the same."""
    tree: Tree | None
    body: str
    body_line: int
    """The line of the file on which the body starts, counted from 1."""
    yaml: tuple[int, int] = (0, 0)
    """The offsets in the file between which the front matter stands."""

    @property
    def stem(self) -> str:
        """The file's name without language and extension; it is the id unless the front matter gives one."""
        return split_name(self.path)[0]


def split_name(path: str) -> tuple[str, str | None]:
    """Split ``folder/name.es.md`` into ``name`` and ``es``; the language is None when the name has none."""
    match = _SUFFIX.match(path.rsplit("/", 1)[-1])
    if match is None:
        return path.rsplit("/", 1)[-1], None
    return match["id"], match["lang"]


def parse_document(text: str, path: str) -> tuple[MarkdownFile | None, list[Problem]]:
    """Split text into front matter and body, and read the front matter; a text beyond a limit is not parsed."""
    beyond = check_limits(text, path)
    if beyond:
        return None, beyond
    opening = _FRONT_MATTER_FENCE.match(text)
    if opening is None:
        if unresolved := merge_conflicts(text.partition("\n---")[0], path):
            return None, unresolved
        return None, [_no_front_matter(text, path)]
    closing = _FRONT_MATTER_FENCE.search(text, opening.end() + 1)
    if closing is None:
        like = _LIKE_A_FENCE.search(text, opening.end() + 1)
        line = 1 if like is None else text.count("\n", 0, like.start()) + 1
        hint = "write a line --- after the last key" if like is None else "write three hyphens here: ---"
        return None, [FRONT_MATTER.at(Place(path, line), "front matter is never closed", hint)]
    yaml = opening.end() + 1, closing.start()
    tree, values, problems = read_yaml(text[slice(*yaml)], path, first_line=2)
    if tree is None and not problems:
        problems = [FRONT_MATTER.at(Place(path), "front matter is empty", "give at least a title")]
    elif tree is not None and not isinstance(values, dict):
        problems.append(YAML_SHAPE.at(tree.place(), "front matter must be keys with values", "write title: ..."))
        values = None
    body_line = text.count("\n", 0, closing.end()) + 2
    return MarkdownFile(path, values, tree, text[closing.end() + 1 :], body_line, yaml), problems


def _no_front_matter(text: str, path: str) -> Problem:
    """Say why a text has no front matter: its first line is written otherwise, stands further down, or is not there."""
    if _LIKE_A_FENCE.match(text):
        return FRONT_MATTER.at(Place(path), "this line does not begin front matter", "write three hyphens: ---")
    late = _FRONT_MATTER_FENCE.search(text, 0, _NEAR_THE_TOP)
    if late is None or _FRONT_MATTER_FENCE.search(text, late.end() + 1) is None:
        return FRONT_MATTER.at(Place(path), "file has no front matter", "the first line must be ---")
    line = text.count("\n", 0, late.start()) + 1
    message = f"front matter begins in line {line}"
    return FRONT_MATTER.at(Place(path), message, "delete everything above it")
