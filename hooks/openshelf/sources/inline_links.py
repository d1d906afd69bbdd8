"""Links and images of a Markdown text."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from openshelf.core.problem import Place


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link or image."""

    target: str
    """The address as pages hold it: entities and backslashes resolved, other than plain characters escaped."""
    words: str
    place: Place
    is_image: bool = False
    is_autolink: bool = False
    """Whether the target is its own words: ``https://example.org``, with or without angle brackets."""
    is_in_angle_brackets: bool = False
    """Whether angle brackets say where such an address ends."""

    def file(self) -> str | None:
        """Return the file that a relative link means, from the project's root; None for links of other kinds.

        Raises ValueError where the target is no address at all.
        """
        return file_meant(self.target, self.place.path)


def file_meant(target: str, path: str) -> str | None:
    """Return the file that a link in the file at ``path`` means, as :meth:`Link.file` does."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
