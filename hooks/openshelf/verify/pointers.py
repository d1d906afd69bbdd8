"""Addresses in files of the site that are no pages: feeds, data, the search index, style sheets."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from itertools import islice
from typing import TYPE_CHECKING

from openshelf.verify.data import rows_of
from openshelf.verify.styles import addresses
from openshelf.verify.urls import parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = "page"
"""The key and the column of data files under which the way to a page stands, from the site's root."""
_ROW = 3
"""Cells at least of a row of the search index, whose second is the way to a page, from the site's root."""


def data_links(path: str, suffix: str, text: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield every address of a file that leads into the site, with what it is called there.

    ``value`` is what the file's JSON says, if it is JSON. What cannot be read is the concern of another check.
    """
    up = "../" * path.count("/")
    if value is not None:
        found = _in_rows(value) if suffix == ".js" else _in_json(value)
        yield from ((f"{up}{address}" or "./", words) for address, words in found)
    elif suffix in {".atom", ".xml"}:
        yield from _in_xml(text)
    elif suffix == ".csv":
        yield from ((f"{up}{address}", words) for address, words in _in_table(text))
    elif suffix == ".css":
        yield from (
            (address, "")
            for address, _ in addresses(text)
            if not parse_target(address).is_elsewhere and not parse_target(address).scheme
        )


def _in_rows(value: object) -> Iterator[tuple[str, str]]:
    for row in value if isinstance(value, list) else ():
        if isinstance(row, list) and len(row) > _ROW and isinstance(row[0], int) and isinstance(row[1], str):
            yield row[1], str(row[2])


def _in_json(value: object) -> Iterator[tuple[str, str]]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            address = value.get(_PAGE)
            if isinstance(address, str):
                yield address, str(value.get("title", ""))
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _in_xml(text: str) -> Iterator[tuple[str, str]]:
    try:
        tree = ET.fromstring(text)  # noqa: S314 - another check refuses document types, so there are no entities
    except (ET.ParseError, ValueError):
        return
    for element in tree.iter():
        for address in (element.get("href"), element.get("src"), element.text if element.tag.endswith("}loc") else ""):
            if address and address.strip():
                yield address.strip(), ""


def _in_table(text: str) -> Iterator[tuple[str, str]]:
    rows = rows_of(text)
    try:
        head = next(rows, [])
        if _PAGE in head:
            column = head.index(_PAGE)
            yield from ((row[column], row[0]) for row in islice(rows, None) if len(row) > column)
    except csv.Error:
        return


def in_facts(value: object) -> Iterator[str]:
    """Yield the addresses in a page's facts for machines (JSON-LD)."""
    if isinstance(value, dict):
        for key in ("url", "@id"):
            if isinstance(value.get(key), str):
                yield value[key]
