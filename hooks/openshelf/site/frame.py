"""Frames: what the theme renders around a page, rendered once and filled many times."""

from __future__ import annotations

import json
import posixpath
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from openshelf.core.store import digest
from openshelf.site.urls import ROOT, relativize

if TYPE_CHECKING:
    from openshelf.model.settings import Settings
    from openshelf.site.page import Page

_CONTENT = "content"
SLOT_NAMES = ("title", "head", "leave", _CONTENT)
_SLOT_DELIMITER = "\ufdd2"
SLOTS = {name: f"{_SLOT_DELIMITER}{name}{_SLOT_DELIMITER}" for name in SLOT_NAMES}
"""What the theme's templates print where a page's own parts belong."""

TO_ABOVE = "0; url=../"
"""What leads a browser at once to the page above."""
_LOCAL = re.compile(
    r"""(?P<before>\s(?:href|src)=)(?P<quote>["'])(?P<target>(?![a-zA-Z][a-zA-Z0-9+.-]*:|//|#|/)[^"']*)(?P=quote)"""
)

_BLANK_LINES = re.compile(r"\n\s*\n")


class Frame:
    """The HTML around pages, with slots for a page's own parts and no address that depends on where it is."""

    def __init__(self, html: str) -> None:
        """Take the HTML with its slots, which :meth:`rendered` makes of what a theme renders."""
        self.html = html
        self._pieces: list[list[str]] = [[]]
        """Before, between and after the places for the content: text, and the names of slots that it runs up to."""
        parts = html.split(_SLOT_DELIMITER)
        for index, part in enumerate(parts):
            if index % 2 and part == _CONTENT:
                self._pieces.append([])
            else:
                self._pieces[-1].append(part)
        missing = set(SLOT_NAMES) - set(parts[1::2])
        if missing:
            msg = f"the theme prints no slot for {', '.join(sorted(missing))}"
            raise ValueError(msg)

    @classmethod
    def rendered(cls, html: str, url: str) -> Frame:
        """Return the frame that the theme rendered for the page at ``url``."""
        folder = posixpath.dirname(f"/{url}")

        def rooted(match: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(folder, match["target"]))[1:]
            if match["target"].endswith(("/", ".")) and path:
                path += "/"
            return f"{match['before']}{match['quote']}{ROOT}{path}{match['quote']}"

        return cls(_LOCAL.sub(rooted, _BLANK_LINES.sub("\n", html)))

    @property
    def key(self) -> bytes:
        """A key of everything that the frame puts around a page."""
        return digest(self.html)

    def fill(
        self, page: Page, settings: Settings, *, base: str | None = None, notice: str = "", leave: str = ""
    ) -> str:
        """Return the finished HTML of a page.

        ``base`` replaces the relative way to the root (for error pages); ``notice`` is HTML above the content;
        ``leave`` is HTML that only sensitive pages show.
        """
        content = _rooted(notice + page.make(), page, base)
        return content.join(self.around(page, settings, base=base, leave=leave))

    def around(self, page: Page, settings: Settings, *, base: str | None = None, leave: str = "") -> list[str]:
        """Return the HTML before, between and after the places where a page has its content."""
        slots = {
            "title": escape(page_title(page, settings)),
            "head": head(page, settings),
            "leave": leave if page.is_sensitive else "",
        }
        return [
            _rooted("".join(slots[part] if index % 2 else part for index, part in enumerate(piece)), page, base)
            for piece in self._pieces
        ]


def _rooted(html: str, page: Page, base: str | None) -> str:
    return relativize(html, page.url) if base is None else html.replace(ROOT, base)


def page_title(page: Page, settings: Settings) -> str:
    """Return the title for the browser: the page, then the site, once where the home page has its name."""
    return page.title if page.title == settings.site_name else f"{page.title} · {settings.site_name}"


def head(page: Page, settings: Settings) -> str:
    """Return what belongs into ``<head>`` besides the title: description, canonical address, facts for machines."""
    lines = [f'<meta name="description" content="{escape(page.description)}">']
    facts = dict(page.json_ld)
    if page.is_moved:
        lines.append(f'<meta http-equiv="refresh" content="{TO_ABOVE}">')
    if not page.is_listed:
        lines.append('<meta name="robots" content="noindex">')
    if settings.site_url and page.is_listed:
        lines.append(f'<link rel="canonical" href="{escape(settings.site_url + page.url)}">')
        facts.setdefault("url", settings.site_url + page.url)
    if facts.get("@type"):
        data = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False, sort_keys=True)
        safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        lines.append(f'<script type="application/ld+json">{safe}</script>')
    return "\n".join(lines)


def site_base(settings: Settings) -> str:
    """Return the absolute path of the site's root, which error pages need because they appear at any address."""
    return urlsplit(settings.site_url).path or "/"
