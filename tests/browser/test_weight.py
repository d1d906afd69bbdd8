"""A first visit costs little: all that a browser fetches for it, compressed as hosts compress it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from browser.kinds import KINDS, PageKind
from browser.serving import BASE

if TYPE_CHECKING:
    from browser.reader import Reader
    from browser.serving import Site

MOST = 75_000
"""Bytes of a first view, everything included."""
PICTURES = ".png", ".jpg", ".jpeg", ".webp", ".avif", ".woff2"


def weight(site: Site, address: str, kind: PageKind) -> int:
    """Return how many bytes a file is on the wire."""
    path = urlsplit(address).path.removeprefix(BASE)
    file = site.folder / path
    if not path or path.endswith("/"):
        file = site.file(kind)
    return file.stat().st_size if file.suffix in PICTURES else len(gzip.compress(file.read_bytes(), 6))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_first_view_of_the_largest_page_of_each_kind_is_light(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    reader.page.wait_for_load_state("networkidle")
    icons = reader.page.locator("link[rel~=icon]").evaluate_all("(links) => links.map((link) => link.href)")
    parts = {address: weight(reader.site, address, kind) for address in dict.fromkeys([*reader.requests, *icons])}
    listed = "\n".join(f"{size:>8,} {address}" for address, size in parts.items())
    assert sum(parts.values()) <= MOST, f"{kind.name}: {sum(parts.values()):,} bytes\n{listed}"
    assert len(parts) >= 3, listed
