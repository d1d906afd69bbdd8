"""Markdown files in the one form: front matter in order, the text below as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from openshelf.formatting.lines import (
    CannotFormatError,
    LineBlock,
    comments,
    confirm,
    end_line,
    end_of_comments,
    head_and_comments,
    parse_yaml,
    reindented,
    with_ordered_keys,
)
from openshelf.sources.dialect import TooMuchError, reading
from openshelf.sources.document import parse_document

if TYPE_CHECKING:
    from openshelf.model.kinds import Shelf


def formatted_text(text: str, shelf: Shelf, path: str) -> str:
    """Return a Markdown file of a shelf in the one form. Raises CannotFormatError."""
    document, problems = parse_document(text, path)
    if document is None or problems:
        raise CannotFormatError("\n".join(map(str, problems)))
    above = text[: len(text) - len(document.body)].rstrip("\n")
    inside = above[above.index("\n") + 1 : above.rindex("\n") + 1]
    front = _front_matter(inside, shelf, path)
    confirm(front, document.values, path)
    return f"---\n{front}---\n{_with_one_end(document.body)}"


def _front_matter(text: str, shelf: Shelf, path: str) -> str:
    source = parse_yaml(text, path, first_line=2)
    node = source.node
    if not isinstance(node, yaml.MappingNode):
        source.refuse(0, "front matter must be keys with values", "write title: ...")
    first = node.start_mark.line
    end = end_of_comments(source, node, end_line(node, source.lines), len(source.lines))
    head, near = head_and_comments(source, first)
    start = first - len(near)
    below = comments(source, end, len(source.lines))
    lines = with_ordered_keys(LineBlock(source, start, source.lines[start:end]), node, shelf.schema)
    lines = reindented((*lines, *below), node.start_mark.column, 0)
    return "".join(f"{line}\n" for line in (*head, *([""] if head else []), *lines))


def _with_one_end(body: str) -> str:
    """Return a text that ends with one line end, the same text where that would read otherwise."""
    ended = body.rstrip("\n") + "\n" if body.strip() else ""
    if ended == body:
        return body
    try:
        return ended if reading(ended) == reading(body) else body
    except TooMuchError:
        return body
