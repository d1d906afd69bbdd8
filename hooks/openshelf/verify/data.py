"""Data files, feeds and tables of a built site: they can be read, and nothing in them runs."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from itertools import repeat
from typing import TYPE_CHECKING, Any

from openshelf.check.site_rules import BUILT_DATA
from openshelf.core.problem import Place, Problem
from openshelf.verify.urls import LINK_SCHEMES, parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPED = re.compile(r"\\[ubf]")
"""Stands in JSON for what can be a character that is not text."""
_ADDRESSES = frozenset({"url", "href", "page", "site", "archived_url", "address", "@id"})
"""Keys of JSON under which an address stands."""
_NAMESPACES = ("{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}")
_PROLOGUE = re.compile(r"<!DOCTYPE|<!ENTITY|<\?(?!xml[ ?])", re.IGNORECASE)


def read_json(path: str, text: str) -> tuple[Any, list[Problem]]:
    """Read JSON, in a file of its own or in a page, and look at what it says; None where it cannot be read."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return None, [BUILT_DATA.at(Place(path), f"this JSON cannot be read: {error}")]
    return value, list(_check_json(path, value, unusual=_is_unusual(text)))


def _is_unusual(text: str) -> bool:
    """Whether any string of a JSON text can hold a character that is not text; of most, it is seen at once."""
    if _ESCAPED.search(text):
        return True
    return not text.replace("\n", "").isprintable() and _CONTROL.search(text) is not None


def _check_json(path: str, value: Any, *, unusual: bool) -> Iterator[Problem]:  # noqa: ANN401 - JSON has no static type
    if not unusual and all(parse_target(address).scheme in LINK_SCHEMES for address in _addresses(value)):
        return
    for key, string in strings(value):
        if unusual and (found := _CONTROL.search(string)):
            yield BUILT_DATA.at(Place(path), f"character U+{ord(found[0]):04X} is not text")
        if key in _ADDRESSES and (scheme := parse_target(string).scheme) not in LINK_SCHEMES:
            yield BUILT_DATA.at(Place(path), f"{key} contains an address that starts with {scheme}:")


def _addresses(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON has no static type
    """Yield the texts of a JSON value that stand under a key for addresses: quicker than to go through all."""
    waiting: list[tuple[str, Any]] = [("", [value])]
    while waiting:
        key, value = waiting.pop()
        for name, item in value.items() if isinstance(value, dict) else zip(repeat(key), value):
            if isinstance(item, dict | list):
                waiting.append((name, item))
            elif name in _ADDRESSES and isinstance(item, str):
                yield item


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON has no static type
    """Yield every text of a JSON value with the key it stands under; keys are texts too."""
    waiting = [(key, value)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            waiting += value.items()
            waiting += [("", name) for name in value]
        elif isinstance(value, list):
            waiting += [(key, item) for item in value]


def check_xml(path: str, text: str) -> Iterator[Problem]:
    """Look at a feed or a sitemap: of one vocabulary, because browsers run scripts of XHTML and SVG in any XML."""
    place = Place(path)
    if found := _PROLOGUE.search(text):
        yield BUILT_DATA.at(place, f"{found[0]} is not allowed in XML")
        return
    try:
        tree = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (ET.ParseError, ValueError) as error:
        yield BUILT_DATA.at(place, f"this XML cannot be read: {error}")
        return
    for element in tree.iter():
        if not element.tag.startswith(_NAMESPACES):
            yield BUILT_DATA.at(place, f"<{element.tag}> is not an element of a feed or a sitemap")
        addresses = [element.get("href"), element.get("src"), element.text if element.tag.endswith("}loc") else None]
        for address in filter(None, addresses):
            if (scheme := parse_target(address).scheme) not in LINK_SCHEMES:
                yield BUILT_DATA.at(place, f"an address starts with {scheme}:")


def rows_of(text: str) -> Iterator[list[str]]:
    """Yield the rows of a table, without the mark at its start. Raises csv.Error where it cannot be read."""
    return iter(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), strict=True))


def check_csv(path: str, text: str) -> Iterator[Problem]:
    """Look at a table: every row is as long as the first, and no cell is a formula."""
    try:
        rows = list(rows_of(text))
    except csv.Error as error:
        yield BUILT_DATA.at(Place(path), f"this table cannot be read: {error}")
        return
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            yield BUILT_DATA.at(Place(path, number), f"this row has {len(row)} cells, the first has {len(rows[0])}")
        for cell in row:
            if cell.startswith(_FORMULA):
                yield BUILT_DATA.at(Place(path, number), f"a cell starts with {cell[0]!r}", "write ' before it")
            if _CONTROL.search(cell):
                yield BUILT_DATA.at(Place(path, number), "a cell contains a character that is not text")
