"""Where the links of a text lead on the site: to the page of a file, and to the place of a heading on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from openshelf.model.framework import WORKSHEET_PREFIX, Framework
from openshelf.model.kinds import CATALOGUE, Kind, shelf_of
from openshelf.model.sections import Section
from openshelf.sources.inline_links import file_meant

if TYPE_CHECKING:
    from openshelf.library.entry import Entry
    from openshelf.library.library import Library


def address_of_file(library: Library, target: str, path: str) -> str | None:
    """Return the site address of the file that a link in the file at ``path`` means, None for other links."""
    try:
        file = file_meant(target, path)
    except ValueError:
        file = None  # a check says so; a preview shows the rest
    if file is None:
        return None
    fragment = "".join(target.partition("#")[1:]).rstrip("#")
    found = library.by_path.get(file)
    if file == CATALOGUE:
        return Section.RESOURCES.url
    if found is not None and found.kind is Kind.RESOURCE:
        return found.address
    shelf = shelf_of(file)
    if shelf is None or not file.endswith(".md"):
        return quote(file.removeprefix("docs/")) + fragment
    return found.address + place_on_page(library, found, fragment) if found is not None else None


def place_on_page(library: Library, entry: Entry, fragment: str) -> str:
    """Return the place on the page of an entry that ``#id`` of its text means.

    Terms and notices have none, nor do headings that lost the words which made their id. Questions and steps of a
    framework have ids of the worksheet.
    """
    if entry.kind is Kind.TERM or entry.data.withdrawn is not None:
        return ""
    id_, body = unquote(fragment.removeprefix("#")), library.without_withdrawn(entry).body
    if body is not entry.body and body is not None and id_ not in {heading.anchor for heading in body.headings}:
        return ""
    if not isinstance(entry.data, Framework):
        return fragment
    shown = {*(question.id for question in entry.data.questions), *(step.id for step in entry.data.steps)}
    return f"#{WORKSHEET_PREFIX}{id_}" if id_ in shown else fragment
