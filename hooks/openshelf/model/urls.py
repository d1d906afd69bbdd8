"""Web addresses: the one parser and the one normaliser that every rule about addresses uses."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import ipaddress
import re
import socket
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urlsplit

from openshelf.model.networks import is_public
from openshelf.sources.escapes import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SCHEMES = {"http", "https"}
_DEFAULT_PORTS = {None, 80, 443}
_WWW = re.compile(r"^(?:www\.)+(?=[^.]+\.)")
UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\"<>\\^`{|}]")
"""Characters that addresses hold as escapes only."""
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_COMMON_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DOTS = str.maketrans("。．｡", "...")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}", re.IGNORECASE)
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa")
_SECOND_LEVEL = {"ac", "co", "com", "edu", "gob", "gouv", "gov", "mil", "net", "nom", "or", "org"}
_LABEL = 63
"""Characters of a part of a host's name (RFC 1035)."""
_ONION_LABEL = 56
"""Characters of the name of an onion service: a key of 32 bytes, two that check it, and a version, in base 32."""
_IN_TEXT = re.compile(r"(?<!\w)https?://[^\s<>\"`|\\^]++", re.IGNORECASE)
_NOT_LAST = ".,;:!?*_~'\"…»”’›"
"""Characters that end a sentence and not the address in it (GFM 6.9, and what other languages use)."""
_WITHOUT_START = re.compile(
    r"(?:h?t{1,3}ps?(?::/?|;?//?|/:/)|//)?(?P<rest>(?:[\w-]++\.)+(?P<end>[a-z]{2,24})(?:[:/?#]\S*)?)", re.IGNORECASE
)
_FILE_ENDINGS = {"csv", "gif", "html", "jpeg", "jpg", "json", "md", "pdf", "png", "svg", "txt", "webp", "yaml", "yml"}
"""What names of files end in, and names of hosts hardly ever."""
TELEPHONE = re.compile(r"\+?(?=[().-]*+\d)[\d().-]++(?:;ext=\d{1,8})?", re.ASCII)
"""A telephone number with visual separators (RFC 3966)."""
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


_AROUND = " \t<>()[]\"'“”„«»‘’"
"""What people put around an address."""
_IN_AN_ADDRESS = r"[\w/=%&?#~+-]"
_LONGER = rf"[.,;:!?*@$'(]*{_IN_AN_ADDRESS}"
"""What makes an address a longer one; the punctuation of a sentence may follow it."""


def whole_address(address: str) -> re.Pattern[str]:
    """Return what finds an address in a text, and no longer one that begins or ends with it."""
    return re.compile(rf"(?<!{_IN_AN_ADDRESS}){re.escape(address)}(?!{_LONGER})")


def parse_address(text: str) -> SplitResult:
    """Split a web address.

    Raises ValueError, with a message for writers, for anything but an http or https address with a host.
    """
    if UNFIT.search(text):
        msg = "contains a space, a quote or another character that is not allowed in addresses"
        raise ValueError(msg)
    try:
        parts = split_address(text)
    except ValueError as error:
        msg = f"is not an address: {error}"
        raise ValueError(msg) from None
    if parts.scheme not in _SCHEMES:
        msg = f"starts with {parts.scheme}:, not with https://" if parts.scheme else "does not start with https://"
        raise ValueError(msg)
    host = (parts.hostname or "").rstrip(".")
    if not host or ("." not in host and host != "localhost"):
        msg = "has no host"
        raise ValueError(msg)
    return parts


def split_address(text: str) -> SplitResult:
    """Split any address, of whichever kind. Raises ValueError for a host or a port that cannot be."""
    parts = urlsplit(text)
    if parts.netloc:
        _ = parts.port
    return parts


def check_address(text: str, refuse: Callable[[str, str, str], Exception]) -> str:
    """Return a writer's address unchanged, or raise what ``refuse(kind, message, hint)`` makes."""
    try:
        parse_address(text)
    except ValueError as error:
        raise refuse("address", f"{text!r} {error}", how_to_write(text)) from None
    return text


def how_to_write(text: str) -> str:
    """Say how to write what is no web address: whole, if only its start is missing, else like an example."""
    bare = text.strip(_AROUND).replace("\\", "/")
    if len(bare.split()) > 1:
        several = all(_COMMON_SCHEME.match(part) for part in bare.split())
        return "write one address only" if several else "write %20 for each space in an address"
    whole = with_start(bare) or (bare if bare != text and _COMMON_SCHEME.match(bare) else "")
    return f"write {whole}" if whole else "for example https://example.org/page"


def with_start(text: str) -> str:
    """Return a web address that lacks its start, or a part of it, with it; empty for everything else."""
    found = _WITHOUT_START.fullmatch(text)
    return f"https://{found['rest']}" if found and found["end"].casefold() not in _FILE_ENDINGS else ""


def normalise(text: str) -> str:
    """Return the form under which two addresses are the same page to a reader.

    Scheme, ``www.``, letter case of the host, default port, trailing slash, index file names, escapes of plain
    characters and the fragment make no difference; path and query do, and a fragment that is a route: what begins with
    ``/`` or ``!`` names a page to the script of a site. Goes beyond RFC 3986 section 6 as said.
    This is for comparing only: whoever asks for a page sends the address as it was written.
    """
    parts = parse_address(text)
    host = parts.hostname or ""
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        host = host.casefold()
    host = _WWW.sub("", host.rstrip("."))
    port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    path = quote(_ESCAPE.sub(_plain, parts.path), safe="/:@!$&'()*+,;=~-._%")
    while (shorter := _INDEX.sub("", path.rstrip("/"))) != path:
        path = shorter
    query = f"?{parts.query}" if parts.query else ""
    route = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{host}{port}{path}{query}{route}"


def _plain(match: re.Match[str]) -> str:
    """Resolve an escape that means the same as its character; ``%2F`` and ``%E9`` do not."""
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def scheme_of(target: str) -> str:
    """Return what a browser may take for the scheme of a link's target, in lower case; ``//`` where it has none.

    Entities, escapes, blanks and characters that cannot be seen are resolved first, as browsers do, and more.
    """
    if _COMMON_SCHEME.match(target):
        return target.partition(":")[0].casefold()
    text = html.unescape(html.unescape(target))
    text = _INVISIBLE.sub("", text)
    if text[:2].replace("\\", "/") == "//":
        return "//"
    text = _INVISIBLE.sub("", unquote(text).replace("\\", "").replace("`", ""))
    head = re.split("[/?#]", text, maxsplit=1)[0]
    return head.partition(":")[0].casefold() if ":" in head else ""


def host_of(text: str) -> str:
    """Return the host of a web address in lower case, as people read it: punycode decoded.

    Raises ValueError where the text is no web address.
    """
    host = unquote(parse_address(text).hostname or "").translate(_DOTS).rstrip(".").casefold()
    return ".".join(map(_decoded, host.split("."))) if "xn--" in host else host


@lru_cache(maxsize=100_000)
def host_in(text: str) -> str:
    """Return the same, empty where the text is no web address."""
    try:
        return host_of(text)
    except ValueError:
        return ""


def page_of(address: str) -> str:
    """Return what is asked for when somebody follows an address: as pages hold it, without the place on the page."""
    return encode(f"https:{address}" if address.startswith("//") else address).partition("#")[0]


def addresses_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses that stand in running text, with their offsets; without the punctuation around them."""
    for match in _IN_TEXT.finditer(text):
        address = match[0].rstrip(_NOT_LAST)
        while _closes_only(address):
            address = address[:-1].rstrip(_NOT_LAST)
        if not address.endswith("://"):
            yield match.start(), address


def _closes_only(address: str) -> bool:
    """Whether an address ends with a bracket that it does not open."""
    opening = {")": "(", "]": "[", "}": "{"}.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def _decoded(label: str) -> str:
    if not label.startswith("xn--") or len(label) > _LABEL:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").casefold()
    except (UnicodeError, ValueError, OverflowError):
        return label


def number_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the IP address that a host is, in any notation that browsers know; None for names."""
    try:
        if ":" in host:
            return ipaddress.IPv6Address(host.partition("%")[0])
        # Browsers take 2130706433 and 0x7f.1 for 127.0.0.1, and so does this function of the C library.
        return ipaddress.IPv4Address(socket.inet_aton(host)) if _NUMERIC.fullmatch(host) else None
    except (OSError, ValueError):
        return None


def is_private_host(host: str) -> bool:
    """Whether a host means something else in every network: this computer, a local name, a private or metadata address.

    Only looks at the name; what it resolves to is for whoever connects to look at.
    """
    number = number_of(host)
    if number is not None:
        return not is_public(number)
    return host == "localhost" or host.endswith(_PRIVATE_ENDINGS)


def is_onion(host: str) -> bool:
    """Whether a host is reached through Tor only."""
    return host.endswith(".onion")


def is_onion_service(host: str) -> bool:
    """Whether a host is an onion service whose letters fit together (rend-spec-v3, section 6)."""
    label = host.removesuffix(".onion").rpartition(".")[2]
    if not is_onion(host) or len(label) != _ONION_LABEL:
        return False
    try:
        raw = base64.b32decode(label.upper())
    except binascii.Error:
        return False
    key, check, version = raw[:32], raw[32:34], raw[34:]
    return version == b"\3" and hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2] == check


def site_of(host: str) -> str:
    """Return the part of a host's name that somebody registered, by its shape (``example.org``, ``example.co.uk``)."""
    labels = host.split(".")
    is_second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL  # noqa: PLR2004
    return ".".join(labels[-3 if is_second else -2 :])


def why_unreadable(value: object) -> str:
    """Return why an address of the web cannot be read, empty where it can or where it is none."""
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        try:
            parse_address(value)
        except ValueError as error:
            return str(error)
    return ""
