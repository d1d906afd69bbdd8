"""Sources that are written as words: which addresses they mean, and how a link is written instead."""

from __future__ import annotations

import re
from urllib.parse import quote

from openshelf.model.urls import addresses_in

_IN_REPOSITORY = re.compile(
    r"(?<![\w./:-])(?P<name>(?=[\w-]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9-]*/[\w.-]+):(?!//)(?P<path>[^\s;]*[^\s;.,])"
)
"""A file in a repository, as ``owner/name:path``."""
_KEPT = "/@+=~"
"""Characters of a path that addresses and lists of YAML hold as they are."""


def meant_addresses(words: str) -> list[str]:
    """Return the addresses that stand in words, and those of files in repositories of GitHub that the words name."""
    found = list(addresses_in(words))
    taken = [range(start, start + len(address)) for start, address in found]
    for match in _IN_REPOSITORY.finditer(words):
        if not any(match.start() in each for each in taken):
            path = quote(match["path"].lstrip("/"), safe=_KEPT)
            found.append((match.start(), f"https://github.com/{match['name']}/blob/HEAD/{path}"))
    return [address for _, address in sorted(found)]


def how_to_link(words: str) -> str:
    """Return the hint that says how the addresses in words are written as links with names."""
    links = [f"{{name: ..., url: {address}}}" for address in meant_addresses(words)]
    if not links:
        return "write {name: ..., url: ...}: what the page is called, and its address"
    return f"write {links[0]}" if len(links) == 1 else f"write [{', '.join(links)}]"
