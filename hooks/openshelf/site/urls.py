"""Addresses inside the site. No address depends on a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from openshelf.library.entry import Entry

ROOT = "\ufdd0/"
"""Stands for the way from a page to the site's root until the page is written; the reader refuses it in sources."""

_FOLDERS = {
    Kind.RESOURCE: "resources",
    Kind.COLLECTION: "collections",
    Kind.CASE_STUDY: "case-studies",
    Kind.GUIDE: "guides",
    Kind.FRAMEWORK: "frameworks",
    Kind.THEME: "themes",
    Kind.UPDATE: "updates",
}


def address(entry: Entry) -> str:
    """Return the address of an entry from the site's root, without a slash in front."""
    if entry.kind is Kind.TERM:
        return f"glossary/#{entry.id}"
    if entry.kind is Kind.PAGE:
        return "" if entry.id == "index" else f"{entry.id}/"
    return f"{_FOLDERS[entry.kind]}/{entry.id}/"


def href(path: str) -> str:
    """Return what a template writes into ``href`` to reach an address of the site."""
    return ROOT + path


def settle(html: str, url: str) -> str:
    """Replace every root mark by the relative way from the page at ``url``."""
    return html.replace(ROOT, "../" * url.count("/") or "./")
