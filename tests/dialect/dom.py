"""HTML as trees that can be compared: blanks as browsers show them, and without what we only add."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

_BLOCKS = {
    "body",
    "details",
    "summary",
    "p",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "hr",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "div",
    "br",
}
_ADDED = {"data-label", "rel", "aria-label"}
_ADDED_CLASSES = {"os-task", "contains-task-list"}
_BLANKS = re.compile(r"[ \t\n\r\f]+")

Tree = tuple[str, tuple[tuple[str, str], ...], tuple["Tree | str", ...]]


def tree_of(html: str, *, with_targets: bool = True) -> tuple[Tree | str, ...]:
    """Return a piece of HTML as a tree; without targets, links and pictures may lead anywhere."""
    body = LexborHTMLParser(html).body
    return tuple(_inside(body, with_targets=with_targets)) if body is not None else ()


def _inside(node: LexborNode, *, with_targets: bool, is_pre: bool = False) -> list[Tree | str]:
    children = list(_joined(_children(node, with_targets=with_targets, is_pre=is_pre)))
    if is_pre:
        return children
    for index, child in enumerate(children):
        if not isinstance(child, str):
            continue
        shown = _BLANKS.sub(" ", child)
        if _is_edge(children[index - 1] if index else None, node):
            shown = shown.lstrip(" ")
        if _is_edge(children[index + 1] if index + 1 < len(children) else None, node):
            shown = shown.rstrip(" ")
        children[index] = shown
    return [child for child in children if child]


def _is_edge(beside: Tree | str | None, parent: LexborNode) -> bool:
    """Whether a browser shows no blank between text and what stands beside it."""
    return (beside[0] if beside is not None else parent.tag) in _BLOCKS


def _children(node: LexborNode, *, with_targets: bool, is_pre: bool) -> Iterator[Tree | str]:
    for child in node.iter(include_text=True):
        tag = child.tag or "-other"
        if tag == "-text":
            yield child.text_content or ""
            continue
        attributes = {name: value or "" for name, value in child.attributes.items() if name not in _ADDED}
        inside = _inside(child, with_targets=with_targets, is_pre=is_pre or tag == "pre")
        if attributes.get("class", "").startswith("os-box"):  # other builders show an input that does nothing
            ticked = (("checked", ""),) if "os-ticked" in attributes["class"] else ()
            yield "input", (*ticked, ("disabled", ""), ("type", "checkbox")), ()
            continue
        if attributes.get("class", "").startswith("os-scroll"):
            yield from inside
            continue
        if attributes.get("class") in _ADDED_CLASSES:
            del attributes["class"]
        if re.fullmatch("h[1-6]", tag):
            attributes.pop("id", None)
        if not with_targets:
            attributes = {name: value for name, value in attributes.items() if name not in {"href", "src"}}
        yield tag, tuple(sorted(attributes.items())), tuple(inside)


def _joined(children: Iterator[Tree | str]) -> Iterator[Tree | str]:
    text = ""
    for child in children:
        if isinstance(child, str):
            text += child
            continue
        if text:
            yield text
            text = ""
        yield child
    if text:
        yield text
