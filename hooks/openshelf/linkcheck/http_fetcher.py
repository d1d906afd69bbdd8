"""Fetches over HTTP with httpx: one connection a request, to an IP address that was checked before.

A name is resolved once, and the connection goes to the result, so that a name that changes its meaning in between
(DNS rebinding) cannot lead into a private network.
"""

from __future__ import annotations

import asyncio
import codecs
import re
import socket
import ssl
import time
import zlib
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
from selectolax.lexbor import LexborHTMLParser

from openshelf.linkcheck.guard import BAD_PORTS, may_connect
from openshelf.linkcheck.observation import FetchRequest, Hop, Observation, PageSummary
from openshelf.linkcheck.ratelimit import RateLimiter, RateLimits
from openshelf.linkcheck.reasons import Reason
from openshelf.linkcheck.robots import Robots, read_robots
from openshelf.model.urls import parse_address

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Resolve = Callable[[str, int], Awaitable[list[str]]]

PROGRAM = "Openshelf-links"
"""Our name in robots.txt."""

_NXDOMAIN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_REDIRECTS = {300, 301, 302, 303, 307, 308}
_MAX_IPS = 3
_MAX_TEXT, _MAX_TITLE = 2000, 300
_MAX_PARSED = 128 * 1024
"""Bytes of a page that are parsed: lexbor's time grows with the square of the nesting depth."""
_RESERVE = 0.05
"""Stop reading a body at 95 % of the timeout and use what has arrived."""
_INVISIBLE = ("script", "style", "noscript", "template", "svg", "head")
_HTML = re.compile(r"^\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(
    r"charset\s*=\s*[\"']?(utf-?(?:8|16(?:le|be)?)|(?:iso-?8859-|windows-|cp|latin-?)\d{1,4}|koi8-[ru]|gb\w{1,5}|big5"
    r"|euc-(?:jp|kr)|shift_jis|us-ascii)\b",
    re.IGNORECASE,
)
_FORBIDDEN_IN_URL = re.compile(r"[\s\"<>\\^`{|}]")


def user_agent(page: str) -> str:
    """Return the ``User-Agent``, with a page about us where there is one; headers hold ASCII only."""
    return f"{PROGRAM} (+{httpx.URL(page)})" if page else PROGRAM


class _FetchError(Exception):
    """There will be no final response."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    headers: httpx.Headers
    body: bytes


@dataclass(slots=True)
class _Fetch:
    """The state of one fetch."""

    request: FetchRequest
    left: float
    cookies: httpx.Cookies
    hops: tuple[Hop, ...] = ()
    response: _Response | None = None


async def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, from the system's resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


class HttpFetcher:
    """Fetches addresses over HTTP."""

    def __init__(
        self,
        agent: str,
        limits: RateLimits,
        *,
        resolver: Resolve = resolve,
        loopback: bool = False,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = agent
        self._limits = limits
        self._limiter = RateLimiter(limits)
        self._resolve = resolver
        self._loopback = loopback
        self._certificates = certificates or httpx.create_ssl_context(trust_env=False)
        self._robots: dict[str, Robots] = {}

    async def fetch(self, request: FetchRequest) -> Observation:
        """Fetch one address, following redirects."""
        fetch = _Fetch(request, self._limits.timeout, httpx.Cookies())
        try:
            await self._follow(fetch)
            return _observation(fetch, None, self._limits)
        except _FetchError as error:
            reason = error.reason
        except Exception:  # noqa: BLE001 - one odd host must not end a sweep of thousands
            reason = Reason.UNINTELLIGIBLE
        return _observation(fetch, reason, self._limits)

    async def _follow(self, fetch: _Fetch) -> None:
        address = fetch.request.address
        visited: set[tuple[str, str]] = set()
        while True:
            url = _redirect_target(address) if fetch.hops else _url(address)
            robots = Robots() if fetch.request.ignores_robots else await self._robots_of(url, fetch)
            if isinstance(robots, _Response):
                fetch.hops, fetch.response = (*fetch.hops, Hop(address, robots.status)), robots
                return
            if robots is not None and not robots.allows(url.raw_path.decode("ascii")):
                raise _FetchError(Reason.ROBOTS)
            state = (str(url.copy_with(fragment=None)), _cookie_state(fetch.cookies))
            if state in visited or len(fetch.hops) > self._limits.max_redirects:
                raise _FetchError(Reason.REDIRECT_LOOP)
            visited.add(state)
            etag = fetch.request.etag if not fetch.hops else ""
            response = await self._request(url, fetch, {"If-None-Match": etag} if etag else {})
            if robots is None and response.status < httpx.codes.INTERNAL_SERVER_ERROR:
                raise _FetchError(Reason.ROBOTS)
            location = _location(url, response)
            fetch.hops = (*fetch.hops, Hop(address, response.status, location))
            fetch.response = response
            if response.status not in _REDIRECTS or (response.status == httpx.codes.MULTIPLE_CHOICES and not location):
                return
            if not location:
                raise _FetchError(Reason.BAD_REDIRECT)
            address = location

    async def _robots_of(self, url: httpx.URL, fetch: _Fetch) -> Robots | _Response | None:
        """Return the rules of a host, or its response where that is a rate limit.

        None if robots.txt times out or answers 5xx. RFC 9309 takes that for a no, so nothing is said about the page. We
        still request it: it shows whether the whole host is down.
        """
        origin = url.copy_with(raw_path=b"/robots.txt", fragment=None, userinfo=b"")
        key = str(origin)
        if key not in self._robots:
            found = await self._read_robots(origin, fetch)
            if not isinstance(found, Robots):
                return found
            self._robots[key] = found
            self._limiter.set_crawl_delay(url.host, found.delay)
        return self._robots[key]

    async def _read_robots(self, url: httpx.URL, fetch: _Fetch) -> Robots | _Response | None:
        max_redirects = 5  # what RFC 9309 asks for
        try:
            response = await self._request(url, fetch, {}, wants_body=True, share=0.5)
        except _FetchError as error:
            if error.reason in {Reason.TIMEOUT, Reason.CONNECTION_RESET}:
                return None
            raise
        for _ in range(max_redirects):
            location = _location(url, response) if response.status in _REDIRECTS else ""
            if not location:
                break
            try:
                url = _redirect_target(location)
                response = await self._request(url, fetch, {}, wants_body=True, share=0.5)
            except _FetchError:
                return Robots()  # a redirect that leads nowhere counts as no file
        if response.status == httpx.codes.TOO_MANY_REQUESTS:
            return response
        if response.status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return None
        if response.status != httpx.codes.OK:
            return Robots()
        return read_robots(response.body.decode("utf-8", "replace"), PROGRAM)

    async def _request(
        self, url: httpx.URL, fetch: _Fetch, headers: dict[str, str], *, wants_body: bool = False, share: float = 1.0
    ) -> _Response:
        """Send one request within a share of the time that is left."""
        async with self._limiter.slot(url.host):
            started = time.monotonic()
            try:
                async with asyncio.timeout(fetch.left * share):
                    return await self._send(url, fetch, headers, wants_body=wants_body or fetch.request.wants_body)
            except TimeoutError:
                raise _FetchError(Reason.TIMEOUT) from None
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                raise _FetchError(_reason(error)) from None
            finally:
                fetch.left = max(fetch.left - (time.monotonic() - started), 0.001)

    async def _send(self, url: httpx.URL, fetch: _Fetch, headers: dict[str, str], *, wants_body: bool) -> _Response:
        failed: Exception = OSError()
        deadline = asyncio.get_running_loop().time() + fetch.left - self._limits.timeout * _RESERVE
        for ip in await self._ip_addresses(url):
            request = self._prepare(url, fetch, headers)
            # Connect to the IP address that was checked; certificate and Host header are still those of the name.
            request.extensions["sni_hostname"] = url.raw_host.decode("ascii")
            request.url = url.copy_with(host=ip, fragment=None)
            request.extensions["timeout"] = {"connect": self._limits.timeout / (_MAX_IPS + 1)}
            try:
                # A new transport for each request: two names with one IP address must not share a connection.
                async with httpx.AsyncHTTPTransport(verify=self._certificates, trust_env=False) as transport:
                    response = await transport.handle_async_request(request)
                    request.url, response.request = url, request
                    fetch.cookies.extract_cookies(response)
                    try:
                        body = await _read(response, self._limits.max_bytes, deadline, wants_any=wants_body)
                    finally:
                        await response.aclose()
                    return _Response(response.status_code, response.headers, body)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed

    def _prepare(self, url: httpx.URL, fetch: _Fetch, headers: dict[str, str]) -> httpx.Request:
        all_headers = {
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "en,es;q=0.8,fr;q=0.8,pt;q=0.8",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        request = httpx.Request("GET", url, headers=all_headers)
        request.headers.encoding = "utf-8"  # some hosts set cookies that are not ASCII
        fetch.cookies.set_cookie_header(request)
        return request

    async def _ip_addresses(self, url: httpx.URL) -> list[str]:
        """Resolve a host; return the addresses that may be connected to. Raises _FetchError where there are none."""
        port = url.port or (443 if url.scheme == "https" else 80)
        if port in BAD_PORTS:
            raise _FetchError(Reason.UNINTELLIGIBLE)
        try:
            found = await self._resolve(url.raw_host.decode("ascii").strip("[]"), port)
        except socket.gaierror as error:
            is_nxdomain = error.errno in _NXDOMAIN
            raise _FetchError(Reason.NXDOMAIN if is_nxdomain else Reason.DNS_FAILURE) from None
        except UnicodeError:  # a label that is empty or too long for IDNA
            raise _FetchError(Reason.MALFORMED) from None
        allowed = [ip for ip in found if may_connect(ip, loopback=self._loopback)]
        if not allowed:
            raise _FetchError(Reason.PRIVATE_NETWORK)
        return _interleaved(allowed)[:_MAX_IPS]


def _interleaved(ips: list[str]) -> list[str]:
    """Alternate IPv4 and IPv6, so that a network without one of them still reaches the other in time."""
    v4 = [ip for ip in ips if ":" not in ip]
    v6 = [ip for ip in ips if ":" in ip]
    return [ip for pair in zip_longest(v4, v6) for ip in pair if ip is not None]


def _url(address: str) -> httpx.URL:
    try:
        parts = parse_address(address)
        if (parts.hostname or "").rstrip(".").endswith((".onion", ".i2p")):
            raise _FetchError(Reason.ONION)
        return httpx.URL(address)
    except (ValueError, httpx.InvalidURL):
        raise _FetchError(Reason.MALFORMED) from None


def _redirect_target(address: str) -> httpx.URL:
    """Read the target of a redirect. Its faults are the host's, so a malformed one is ``BAD_REDIRECT``."""
    if not address.startswith(("http://", "https://")):
        raise _FetchError(Reason.UNINTELLIGIBLE)  # tg:, market: and the like open an app
    try:
        return _url(address)
    except _FetchError as error:
        if error.reason is Reason.MALFORMED:
            raise _FetchError(Reason.BAD_REDIRECT) from None
        raise


def _cookie_state(cookies: httpx.Cookies) -> str:
    return str(sorted((each.domain, each.path, each.name, each.value or "") for each in cookies.jar))


def _location(url: httpx.URL, response: _Response) -> str:
    """Return the target of a redirect, absolute and in ASCII; empty where there is none or it is no URL."""
    given = response.headers.get("location", "").strip()
    try:
        return _FORBIDDEN_IN_URL.sub(lambda match: quote(match[0]), str(url.join(given))) if given else ""
    except (httpx.InvalidURL, ValueError):
        return ""


async def _read(response: httpx.Response, max_bytes: int, deadline: float, *, wants_any: bool) -> bytes:
    """Read at most ``max_bytes`` of a body, compressed and uncompressed, until ``deadline`` (the loop's clock)."""
    if not wants_any and not _HTML.match(response.headers.get("content-type", "text/html")):
        return b""
    encoding = response.headers.get("content-encoding", "").strip().casefold()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        return b""
    decompressor = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in {"", "identity"} else None
    body, received = b"", 0
    try:
        async with asyncio.timeout_at(deadline):
            async for chunk in response.aiter_raw():
                received += len(chunk)
                body += decompressor.decompress(chunk, max_bytes - len(body)) if decompressor else chunk
                if received >= max_bytes or len(body) >= max_bytes:
                    break
    except (httpx.HTTPError, zlib.error, TimeoutError):
        pass  # a page that breaks off, or never ends, is there all the same
    return body[:max_bytes]


def _reason(error: Exception) -> Reason:
    """Find the reason in an exception of httpx or in what caused it."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(each, ssl.SSLCertVerificationError) and each.verify_code in _NO_ISSUER for each in causes):
        return Reason.INCOMPLETE_CHAIN
    for kind, reason in _REASONS:
        if any(isinstance(each, kind) for each in causes):
            return reason
    return Reason.CONNECTION_RESET


_NO_ISSUER = {20, 21}
"""OpenSSL: the issuer of a certificate is unknown, because the host did not send the intermediate certificate."""
_REASONS: tuple[tuple[type[BaseException], Reason], ...] = (
    (ssl.SSLCertVerificationError, Reason.BAD_CERTIFICATE),
    (ConnectionRefusedError, Reason.CONNECTION_REFUSED),
    (httpx.TimeoutException, Reason.TIMEOUT),
    (httpx.InvalidURL, Reason.MALFORMED),
    (httpx.ConnectError, Reason.UNREACHABLE),
)


def _observation(fetch: _Fetch, error: Reason | None, limits: RateLimits) -> Observation:
    response = fetch.response
    observation = Observation(fetch.request.address, fetch.hops, error, seconds=limits.timeout - fetch.left)
    if response is None:
        return observation
    headers = {name.casefold(): value for name, value in response.headers.items()}
    is_html = bool(_HTML.match(headers.get("content-type", "text/html"))) and bool(response.body)
    html = _decoded(response.body, headers.get("content-type", "")) if is_html and error is None else None
    page = None if html is None else _page_summary(html)
    return replace(observation, headers=headers, page=page, body=response.body if fetch.request.wants_body else b"")


def _decoded(html: bytes, content_type: str) -> str:
    """Decode the beginning of a page by the charset that its header or itself declares."""
    html = html[:_MAX_PARSED]
    declared = _CHARSET.search(content_type) or _CHARSET.search(html[:2048].decode("ascii", "replace"))
    try:
        if declared:
            return html.decode(declared[1], "replace")
        return codecs.getincrementaldecoder("utf-8")().decode(html)  # the last character may be cut off
    except (LookupError, UnicodeError):
        return html.decode("cp1252", "replace")


def _page_summary(html: str) -> PageSummary:
    tree = LexborHTMLParser(html)
    title, heading = tree.css_first("title"), tree.css_first("h1")
    summary = PageSummary(
        _one_line(title.text() if title else "")[:_MAX_TITLE], _one_line(heading.text() if heading else "")[:_MAX_TITLE]
    )
    tree.strip_tags(list(_INVISIBLE))
    text = _one_line(tree.body.text(separator=" ") if tree.body else "")
    return replace(summary, text=text[:_MAX_TEXT], words=len(text.split()))


def _one_line(text: str) -> str:
    return " ".join(text.split())
