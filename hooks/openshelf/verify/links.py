"""Every internal link, anchor and file of a built site leads somewhere."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from openshelf.problem import Place, Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUILT_LINK = Rule(
    "built-link",
    "Every link inside the built site leads to a page, a file and a place on it that exist.",
    "The source was fine, so a template or an extension makes this link. Tell the maintainer.",
)
BUILT_MARK = Rule(
    "built-mark",
    "No mark of the builder is left in a finished file.",
    "A page was written without being set into its frame. Tell the maintainer.",
)

_MARKS = "\ufdd0\ufdd1\ufdd2"
_ATTRIBUTES = (
    ("a[href]", "href"),
    ("link[href]", "href"),
    ("img[src]", "src"),
    ("script[src]", "src"),
    ("source[srcset]", "srcset"),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What links to and from a page need."""

    anchors: frozenset[str]
    links: tuple[str, ...]


def check_links(site: Path, base: str = "/") -> list[Problem]:
    """Check every page of a built site; ``base`` is the path under which it is hosted."""
    pages: dict[str, _Read] = {}
    problems = []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        html = file.read_text(encoding="utf-8")
        if any(mark in html for mark in _MARKS):
            problems.append(BUILT_MARK.at(Place(path), "a mark of the builder is left in this page"))
        pages[path] = _read(html)
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    for path, page in pages.items():
        for link in dict.fromkeys(page.links):
            problems += _check(path, link, pages, files, base)
    return problems


def _read(html: str) -> _Read:
    tree = LexborHTMLParser(html)
    anchors = {node.attributes.get("id") or "" for node in tree.css("[id]")} | {""}
    links = [node.attributes.get(name) or "" for selector, name in _ATTRIBUTES for node in tree.css(selector)]
    return _Read(frozenset(anchors), tuple(links))


def _check(path: str, link: str, pages: dict[str, _Read], files: set[str], base: str) -> Iterator[Problem]:
    try:
        parts = urlsplit(link)
    except ValueError as error:
        yield BUILT_LINK.at(Place(path), f"{link!r} is not an address: {error}")
        return
    if parts.scheme or parts.netloc:
        return
    target = file_of(path, unquote(parts.path), base)
    if target is None:
        yield BUILT_LINK.at(Place(path), f"{link!r} leaves the site")
    elif target not in files:
        yield BUILT_LINK.at(Place(path), f"{link!r} leads to {target}, which is not there")
    elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
        yield BUILT_LINK.at(Place(path), f"{link!r} leads to a place that is not on {target}")


def file_of(page: str, path: str, base: str) -> str | None:
    """Return the file of the site that a path on a page means, None for one outside the site."""
    if not path:
        return page
    if path.startswith("/"):
        if not path.startswith(base):
            return None
        target = "/" + path.removeprefix(base)
    else:
        target = posixpath.join("/", posixpath.dirname(page), path)
    depth = 0
    for part in target.strip("/").split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return None
    found = posixpath.normpath(target).strip("/")
    return posixpath.join(found, "index.html") if target.endswith(("/", "/.", "/..")) else found
