"""Elements of finished pages. Most stand on many pages, so what each says is read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from openshelf.verify.urls import candidates

if TYPE_CHECKING:
    from collections.abc import Mapping

_NON_TEXT_ATTRIBUTES = frozenset(
    {"class", "id", "href", "src", "d", "rel", "type", "for", "name", "tabindex", "viewBox"}
)
"""Attributes whose values are no words."""
_LINKING = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href", "imagesrcset"),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "blockquote": ("cite",),
    "q": ("cite",),
    "del": ("cite",),
    "ins": ("cite",),
}
"""Elements with their attributes that hold addresses."""
_DATA_TYPES = frozenset({"application/json", "application/ld+json"})
_TOLD = frozenset({"script", "a"})


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """What an element says by itself, wherever it stands.

    Names are as the parser makes them: lower-case letters, but for those of SVG.
    """

    tag: str
    attributes: Mapping[str, str | None]
    id: str | None
    anchors: tuple[str, ...]
    """What a link can name to lead here."""
    addresses: tuple[str, ...]
    """What a reader follows or a browser loads."""
    name: str
    """What a link is called in which no words stand, and what a picture is called."""
    spoken: tuple[str, ...]
    """What attributes say."""
    tells: bool
    """Whether the text inside counts as part of it: for scripts and links."""

    @property
    def is_data(self) -> bool:
        """Whether this is a script that does not run."""
        return self.tag == "script" and self.attributes.get("type") in _DATA_TYPES


def read_element(tag: str, attributes: tuple[tuple[str, str | None], ...]) -> Element:
    """Read an element."""
    values = dict(attributes)
    named = (values.get("id"), values.get("name") if tag == "a" else None)
    return Element(
        tag,
        values,
        values.get("id"),
        tuple(filter(None, named)),
        tuple(_addresses(tag, values)),
        values.get("aria-label" if tag == "a" else "alt") or "",
        tuple(value for name, value in attributes if value and name not in _NON_TEXT_ATTRIBUTES),
        tag in _TOLD,
    )


element_of = lru_cache(maxsize=1 << 15)(read_element)
"""Elements alike are one object while they are remembered."""


def _addresses(tag: str, attributes: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    for name in _LINKING.get(tag, ()):
        if name in attributes:
            value = attributes[name] or ""
            found += candidates(value) if name.endswith("srcset") else [value]
    return found
