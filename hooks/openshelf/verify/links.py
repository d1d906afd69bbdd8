"""Every internal link, anchor and file of a built site leads somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from openshelf.problem import Place, Problem, Rule
from openshelf.verify.addresses import candidates, file_of
from openshelf.verify.page import read_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from openshelf.verify.page import Page

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
_TAGS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset"}


@dataclass(frozen=True, slots=True)
class Linked:
    """What is left to compare once all pages are read."""

    anchors: frozenset[str]
    places: tuple[tuple[str, str, str], ...]
    """Links to a place on a page: as written, the page's file, the place's id."""


def links_of(page: Page) -> list[str]:
    """Return every address of a page that a reader follows or a browser loads, once, in the order of the text."""
    found: dict[str, None] = {}
    for tag, attributes, _ in page.elements:
        name = _TAGS.get(tag)
        if name is None:
            continue
        if name in attributes:
            value = attributes[name] or ""
            found |= dict.fromkeys(candidates(value)) if name == "srcset" else {value: None}
        if tag == "img" and attributes.get("srcset"):
            found |= dict.fromkeys(candidates(attributes["srcset"] or ""))
    return list(found)


def follow(page: Page, files: Collection[str], base: str) -> tuple[Linked, list[Problem]]:
    """Follow the links of one page to files; places on other pages wait for :func:`compare`."""
    place = Place(page.path)
    problems = []
    if any(mark in page.html for mark in _MARKS):
        problems.append(BUILT_MARK.at(place, "a mark of the builder is left in this page"))
    places = []
    for link in links_of(page):
        try:
            parts = urlsplit(link)
        except ValueError as error:
            problems.append(BUILT_LINK.at(place, f"{link!r} is not an address: {error}"))
            continue
        if parts.scheme or parts.netloc:
            continue
        target = file_of(page.path, unquote(parts.path), base)
        if target is None:
            problems.append(BUILT_LINK.at(place, f"{link!r} leaves the site"))
        elif target not in files:
            problems.append(BUILT_LINK.at(place, f"{link!r} leads to {target}, which is not there"))
        elif parts.fragment:
            places.append((link, target, unquote(parts.fragment)))
    anchors = {value for _, attributes, _ in page.elements if (value := attributes.get("id"))}
    return Linked(frozenset(anchors), tuple(places)), problems


def compare(pages: Mapping[str, Linked]) -> Iterator[Problem]:
    """Find links to places that are not on their page; ``pages`` holds every page of the site by its file."""
    for path, linked in pages.items():
        for link, target, fragment in linked.places:
            if target in pages and fragment not in pages[target].anchors:
                yield BUILT_LINK.at(Place(path), f"{link!r} leads to a place that is not on {target}")


def check_links(site: Path, base: str = "/") -> list[Problem]:
    """Check the links of every page of a built site; ``base`` is the path under which it is hosted."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    pages, problems = {}, []
    for path in sorted(files):
        if path.endswith(".html"):
            page = read_page(path, (site / path).read_text(encoding="utf-8"))
            pages[path], found = follow(page, files, base)
            problems += found
    return [*problems, *compare(pages)]
