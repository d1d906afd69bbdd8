"""Every address of the web that a library holds: in fields of entries, in links, and as it stands in texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from openshelf.model.addresses import host_in
from openshelf.read.code import hide_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.library import Text
    from openshelf.problem import Place

_BARE = re.compile(r"(?<![\w<\[])https?://[^\s<>()\[\]{}\"`|]++", re.IGNORECASE)


class WebAddress(NamedTuple):
    """An address of the web, and where it stands."""

    place: Place
    text: str
    host: str
    is_bare: bool = False
    """Whether it stands in a text and is no link."""


def _strings(value: object, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the addresses inside a value of an entry."""
    if isinstance(value, str):
        is_address = value[:4].casefold() == "http" and " " not in value
        yield from ((loc, address) for address in ([value] if is_address else [found for _, found in _bare(value)]))
    elif isinstance(value, BaseModel):
        for name, inner in value.__dict__.items():
            if inner is not None and inner != ():
                yield from _strings(inner, (*loc, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*loc, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*loc, key))


def _bare(text: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses that stand in a text as they are, with their offset; signs behind them belong to the text."""
    for match in _BARE.finditer(text) if "://" in text else ():
        address = match[0].rstrip(".,;:!?…*_'")
        yield match.start(), address


def web_addresses(entries: Iterable[Entry], texts: Sequence[Text]) -> Iterator[WebAddress]:
    """Yield every address of the web in entries and texts."""
    for entry in entries:
        yield from _named((entry.place(*loc), address) for loc, address in _strings(entry.data, ()))
    for text in texts:
        links = (link for link in text.body.links if link.target[:4].casefold() == "http")
        yield from _named((link.place, link.target) for link in links)
    for text in texts:
        if "://" in text.body.text:
            known = {link.start for link in text.body.links}
            bare = (found for found in _bare(hide_code(text.body.text)) if found[0] not in known)
            yield from _named(((text.body.place(start), address) for start, address in bare), is_bare=True)


def _named(found: Iterable[tuple[Place, str]], *, is_bare: bool = False) -> Iterator[WebAddress]:
    """Yield the addresses that have a host."""
    for place, address in found:
        if host := host_in(address):
            yield WebAddress(place, address, host, is_bare)
