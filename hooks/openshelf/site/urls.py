"""Addresses inside the site as pages write them: relative, although one text stands on many pages."""

from __future__ import annotations

ROOT = "\ufdd0/"
"""Stands for the way from a page to the site's root until the page is written; the reader refuses it in sources."""


def href(path: str) -> str:
    """Return what a template writes into ``href`` to reach an address of the site."""
    return ROOT + path


def relativize(html: str, url: str) -> str:
    """Replace every root mark by the relative way from the page at ``url``."""
    return html.replace(ROOT, "../" * url.count("/") or "./")
