"""Addresses in finished files, read as a browser reads them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_EDGES = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*(?=:)")
LINK_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
"""What a reader may be sent to; everything else can run something or open another program."""


_WINDING = re.compile(r"(?:^|/)\.{1,2}(?:/|$)|//")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads."""

    text: str
    """The address without what browsers drop: blanks around it, tabs and line ends in it."""
    scheme: str
    """In lower case, empty for an address inside the site."""
    is_elsewhere: bool
    """Whether a browser would ask another host, whichever it is."""


@lru_cache(maxsize=100_000)
def parse_target(address: str) -> Target:
    """Read an address as the URL standard says (basic URL parser), with its ways of writing a scheme and a host."""
    text = address.strip(_EDGES).translate(_DROPPED)
    match = _SCHEME.match(text)
    if match is not None:
        scheme = match[0].casefold()
        return Target(text, scheme, is_elsewhere=scheme != "data")
    return Target(text, "", is_elsewhere=text[:2].replace("\\", "/") == "//")


class SiteBase(NamedTuple):
    """Where a site is hosted."""

    host: str
    """In lower case, with its port; empty where nobody has said it yet."""
    path: str
    """With a slash at both ends."""

    @classmethod
    def of(cls, address: str) -> SiteBase:
        """Read the site's address, or the path alone."""
        parts = urlsplit(address)
        return cls(parts.netloc.casefold(), f"{parts.path.rstrip('/')}/")

    def holds(self, parts: SplitResult) -> bool:
        """Whether an address with a host is one of this site, by whichever protocol."""
        if not self.host or parts.netloc.casefold() != self.host:
            return False
        return f"{parts.path.rstrip('/')}/".startswith(self.path)


def candidates(srcset: str) -> list[str]:
    """Return the addresses of a ``srcset``."""
    return [words[0] for part in srcset.split(",") if (words := part.split())]


def file_of(page: str, path: str, base: str) -> str | None:
    """Return the file of the site that a path on a page means, None for one outside the site."""
    if not path:
        return page
    rest, up = path, 0
    while rest.startswith("../"):
        rest, up = rest[3:], up + 1
    if path.startswith("/") or rest.startswith("/") or _WINDING.search(rest):
        return _winding(page, path, base)
    # Nearly all links are of this form, and there are hundreds on each page.
    folders = page.split("/")[:-1]
    if up > len(folders):
        return None
    file = "/".join([*folders[: len(folders) - up], rest])
    return f"{file}index.html" if not rest or rest.endswith("/") else file


def _winding(page: str, path: str, base: str) -> str | None:
    """Do the same for any path."""
    if path.startswith("/"):
        if not path.startswith(base):
            return None
        found = "/" + path.removeprefix(base)
    else:
        found = posixpath.join("/", posixpath.dirname(page), path)
    depth = 0
    for part in found.strip("/").split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return None
    file = posixpath.normpath(found).strip("/")
    return posixpath.join(file, "index.html") if found.endswith(("/", "/.", "/..")) else file
