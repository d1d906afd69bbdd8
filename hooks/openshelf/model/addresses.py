"""Web addresses: the one parser and the one normaliser that every rule about addresses uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEMES = {"http", "https"}
_DEFAULT_PORTS = {None, 80, 443}
_WWW = re.compile(r"^(?:www\.)+(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def parse_address(text: str) -> SplitResult:
    """Split a web address.

    Raises ValueError, with a message for writers, for anything but an http or https address with a host.
    """
    if re.search(r"[\s\"<>\\^`{|}]", text):
        msg = "holds a space, a quote or another character that addresses cannot hold"
        raise ValueError(msg)
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        msg = f"is not an address: {error}"
        raise ValueError(msg) from None
    if parts.scheme not in _SCHEMES:
        msg = f"starts with {parts.scheme + ':' if parts.scheme else repr(text[:12])}, not with https://"
        raise ValueError(msg)
    host = (parts.hostname or "").rstrip(".")
    if not host or ("." not in host and host != "localhost"):
        msg = "names no host"
        raise ValueError(msg)
    return parts


def check_address(text: str, refuse: Callable[[str, str, str], Exception]) -> str:
    """Return a writer's address unchanged, or raise what ``refuse(kind, message, hint)`` makes."""
    try:
        parse_address(text)
    except ValueError as error:
        raise refuse("address", f"{text!r} {error}", "for example https://example.org/page") from None
    return text


def normalise(text: str) -> str:
    """Return the form under which two addresses are the same page to a reader.

    Scheme, ``www.``, letter case of the host, default port, trailing slash, index file names, escapes of plain
    characters and the fragment make no difference; path and query do. Goes beyond RFC 3986 section 6 as said.
    """
    parts = parse_address(text)
    host = parts.hostname or ""
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = host.casefold()
    host = _WWW.sub("", host.rstrip("."))
    port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")
    while (shorter := _INDEX.sub("", path.rstrip("/"))) != path:
        path = shorter
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{path}{query}"
