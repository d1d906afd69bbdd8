"""The engine: httpx, one connection a request, to a machine that was looked at before it is connected to."""

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

from openshelf.linkcheck.facts import Ask, Facts, Hop, Page, Trouble
from openshelf.linkcheck.guard import BAD_PORTS, may_ask
from openshelf.linkcheck.pace import Manners, Pace
from openshelf.linkcheck.robots import Robots, read_robots
from openshelf.model.urls import parse_address

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Resolve = Callable[[str, int], Awaitable[list[str]]]

PROGRAM = "Openshelf-links"
"""Our name in robots.txt."""

_NO_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_REDIRECTS = {300, 301, 302, 303, 307, 308}
_MOST_MACHINES = 3
_TEXT_KEPT, _TITLE_KEPT = 2000, 300
_MOST_PARSED = 128 * 1024
"""Bytes of a page that are parsed: lexbor's time grows with the square of how deep elements stand."""
_RESERVE = 0.05
"""Share of the total time before whose end a body that still comes is taken as it is."""
_UNSEEN = ("script", "style", "noscript", "template", "svg", "head")
_HTML = re.compile(r"^\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(
    r"charset\s*=\s*[\"']?(utf-?(?:8|16(?:le|be)?)|(?:iso-?8859-|windows-|cp|latin-?)\d{1,4}|koi8-[ru]|gb\w{1,5}|big5"
    r"|euc-(?:jp|kr)|shift_jis|us-ascii)\b",
    re.IGNORECASE,
)
_UNFIT = re.compile(r"[\s\"<>\\^`{|}]")


def agent(page: str) -> str:
    """Return what hosts are told about who asks, with the page that says more; headers hold ASCII only."""
    return f"{PROGRAM} (+{httpx.URL(page)})" if page else PROGRAM


class _StoppedError(Exception):
    """An address cannot be followed further."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes


@dataclass(slots=True)
class _Visit:
    """What one look has used and gathered."""

    ask: Ask
    left: float
    cookies: httpx.Cookies
    hops: tuple[Hop, ...] = ()
    answer: _Answer | None = None


async def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, as the system knows them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(number[0]) for *_, number in found))


class HttpEngine:
    """Looks at addresses over HTTP."""

    def __init__(
        self,
        agent: str,
        manners: Manners,
        *,
        pace: Pace | None = None,
        resolver: Resolve = resolve,
        loopback: bool = False,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._agent = agent
        self._manners = manners
        self._pace = pace or Pace(manners)
        self._resolve = resolver
        self._loopback = loopback
        self._certificates = certificates or httpx.create_ssl_context(trust_env=False)
        self._robots: dict[str, Robots] = {}

    async def look(self, ask: Ask) -> Facts:
        """Look at one address, following redirects."""
        visit = _Visit(ask, self._manners.total, httpx.Cookies())
        try:
            await self._follow(visit)
            return _facts(visit, None, self._manners)
        except _StoppedError as stopped:
            trouble = stopped.trouble
        except Exception:  # noqa: BLE001 - one odd host must not end a sweep of thousands
            trouble = Trouble.ODD
        return _facts(visit, trouble, self._manners)

    async def _follow(self, visit: _Visit) -> None:
        address = visit.ask.address
        seen: set[tuple[str, str]] = set()
        while True:
            url = _next(address) if visit.hops else _url(address)
            robots = Robots() if visit.ask.ignores_robots else await self._robots_of(url, visit)
            if isinstance(robots, _Answer):
                visit.hops, visit.answer = (*visit.hops, Hop(address, robots.status)), robots
                return
            if robots is not None and not robots.allows(url.raw_path.decode("ascii")):
                raise _StoppedError(Trouble.ROBOTS)
            state = (str(url.copy_with(fragment=None)), _state(visit.cookies))
            if state in seen or len(visit.hops) > self._manners.most_hops:
                raise _StoppedError(Trouble.LOOP)
            seen.add(state)
            etag = visit.ask.etag if not visit.hops else ""
            answer = await self._request(url, visit, {"If-None-Match": etag} if etag else {})
            if robots is None and answer.status < httpx.codes.INTERNAL_SERVER_ERROR:
                raise _StoppedError(Trouble.ROBOTS)
            location = _location(url, answer)
            visit.hops = (*visit.hops, Hop(address, answer.status, location))
            visit.answer = answer
            if answer.status not in _REDIRECTS or (answer.status == httpx.codes.MULTIPLE_CHOICES and not location):
                return
            if not location:
                raise _StoppedError(Trouble.BAD_REDIRECT)
            address = location

    async def _robots_of(self, url: httpx.URL, visit: _Visit) -> Robots | _Answer | None:
        """Return what a host asks of programs, or its answer where it is too busy to say.

        None where it is too ill to say. RFC 9309 takes that for a no, and then nothing is said about the page;
        the page is asked for all the same, because only that tells an ill host from an ill file.
        """
        origin = url.copy_with(raw_path=b"/robots.txt", fragment=None, userinfo=b"")
        key = str(origin)
        if key not in self._robots:
            found = await self._read_robots(origin, visit)
            if not isinstance(found, Robots):
                return found
            self._robots[key] = found
            self._pace.slow_down(url.host, found.delay)
        return self._robots[key]

    async def _read_robots(self, url: httpx.URL, visit: _Visit) -> Robots | _Answer | None:
        most_hops = 5  # what RFC 9309 asks for
        try:
            answer = await self._request(url, visit, {}, wants_body=True, share=0.5)
        except _StoppedError as stopped:
            if stopped.trouble in {Trouble.TIME_OUT, Trouble.RESET}:
                return None
            raise
        for _ in range(most_hops):
            location = _location(url, answer) if answer.status in _REDIRECTS else ""
            if not location:
                break
            try:
                url = _next(location)
                answer = await self._request(url, visit, {}, wants_body=True, share=0.5)
            except _StoppedError:
                return Robots()  # another host's trouble, and this one has no file
        if answer.status == httpx.codes.TOO_MANY_REQUESTS:
            return answer
        if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return None
        if answer.status != httpx.codes.OK:
            return Robots()
        return read_robots(answer.body.decode("utf-8", "replace"), PROGRAM)

    async def _request(
        self, url: httpx.URL, visit: _Visit, headers: dict[str, str], *, wants_body: bool = False, share: float = 1.0
    ) -> _Answer:
        """Send one request within a share of what is left of the visit's time."""
        async with self._pace.turn(url.host):
            started = time.monotonic()
            try:
                async with asyncio.timeout(visit.left * share):
                    return await self._send(url, visit, headers, wants_body=wants_body or visit.ask.wants_body)
            except TimeoutError:
                raise _StoppedError(Trouble.TIME_OUT) from None
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                raise _StoppedError(_trouble(error)) from None
            finally:
                visit.left = max(visit.left - (time.monotonic() - started), 0.001)

    async def _send(self, url: httpx.URL, visit: _Visit, headers: dict[str, str], *, wants_body: bool) -> _Answer:
        failed: Exception = OSError()
        enough = asyncio.get_running_loop().time() + visit.left - self._manners.total * _RESERVE
        for number in await self._machines(url):
            request = self._prepare(url, visit, headers)
            # The connection goes to the machine that was looked at; certificate and Host are still those of the name.
            request.extensions["sni_hostname"] = url.raw_host.decode("ascii")
            request.url = url.copy_with(host=number, fragment=None)
            request.extensions["timeout"] = {"connect": self._manners.total / (_MOST_MACHINES + 1)}
            try:
                # A new transport for each request: two names that share a machine must not share a connection.
                async with httpx.AsyncHTTPTransport(verify=self._certificates, trust_env=False) as transport:
                    response = await transport.handle_async_request(request)
                    request.url, response.request = url, request
                    visit.cookies.extract_cookies(response)
                    try:
                        body = await _read(response, self._manners.most_bytes, enough, wants_any=wants_body)
                    finally:
                        await response.aclose()
                    return _Answer(response.status_code, response.headers, body)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed

    def _prepare(self, url: httpx.URL, visit: _Visit, headers: dict[str, str]) -> httpx.Request:
        given = {
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "en,es;q=0.8,fr;q=0.8,pt;q=0.8",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        request = httpx.Request("GET", url, headers=given)
        request.headers.encoding = "utf-8"  # some hosts put other characters into cookies than they may
        visit.cookies.set_cookie_header(request)
        return request

    async def _machines(self, url: httpx.URL) -> list[str]:
        """Return the machines behind a name that may be asked. Raises where there are none."""
        port = url.port or (443 if url.scheme == "https" else 80)
        if port in BAD_PORTS:
            raise _StoppedError(Trouble.ODD)
        try:
            numbers = await self._resolve(url.raw_host.decode("ascii").strip("[]"), port)
        except socket.gaierror as error:
            known = error.errno in _NO_NAME
            raise _StoppedError(Trouble.NO_SUCH_NAME if known else Trouble.NAMES_DOWN) from None
        except UnicodeError:  # a label that is empty or too long
            raise _StoppedError(Trouble.MALFORMED) from None
        allowed = [number for number in numbers if may_ask(number, loopback=self._loopback)]
        if not allowed:
            raise _StoppedError(Trouble.PRIVATE)
        return _mixed(allowed)[:_MOST_MACHINES]


def _mixed(numbers: list[str]) -> list[str]:
    """Put the two versions of IP in turn, so that one that leads nowhere here leaves time for the other."""
    old = [number for number in numbers if ":" not in number]
    new = [number for number in numbers if ":" in number]
    return [number for pair in zip_longest(old, new) for number in pair if number is not None]


def _url(address: str) -> httpx.URL:
    try:
        parts = parse_address(address)
        if (parts.hostname or "").rstrip(".").endswith((".onion", ".i2p")):
            raise _StoppedError(Trouble.HIDDEN)
        return httpx.URL(address)
    except (ValueError, httpx.InvalidURL):
        raise _StoppedError(Trouble.MALFORMED) from None


def _next(address: str) -> httpx.URL:
    """Return where a redirect leads; nobody wrote that address, so its faults are the host's."""
    if not address.startswith(("http://", "https://")):
        raise _StoppedError(Trouble.ODD)  # into an app, as shops and messengers do
    try:
        return _url(address)
    except _StoppedError as stopped:
        if stopped.trouble is Trouble.MALFORMED:
            raise _StoppedError(Trouble.BAD_REDIRECT) from None
        raise


def _state(cookies: httpx.Cookies) -> str:
    return str(sorted((each.domain, each.path, each.name, each.value or "") for each in cookies.jar))


def _location(url: httpx.URL, answer: _Answer) -> str:
    """Return where an answer sends us, in ASCII; empty where it does not say or says nonsense."""
    given = answer.headers.get("location", "").strip()
    try:
        return _UNFIT.sub(lambda match: quote(match[0]), str(url.join(given))) if given else ""
    except (httpx.InvalidURL, ValueError):
        return ""


async def _read(response: httpx.Response, most: int, enough: float, *, wants_any: bool) -> bytes:
    """Read the top of a body, never more than ``most`` bytes of it, packed or unpacked, and not past a moment."""
    if not wants_any and not _HTML.match(response.headers.get("content-type", "text/html")):
        return b""
    packing = response.headers.get("content-encoding", "").strip().casefold()
    if packing not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        return b""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packing not in {"", "identity"} else None
    body, came = b"", 0
    try:
        async with asyncio.timeout_at(enough):
            async for chunk in response.aiter_raw():
                came += len(chunk)
                body += unpack.decompress(chunk, most - len(body)) if unpack else chunk
                if came >= most or len(body) >= most:
                    break
    except (httpx.HTTPError, zlib.error, TimeoutError):
        pass  # a page that breaks off, or never ends, was there all the same
    return body[:most]


def _trouble(error: Exception) -> Trouble:
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(each, ssl.SSLCertVerificationError) and each.verify_code in _NO_ISSUER for each in causes):
        return Trouble.HALF_CERTIFICATE
    for kind, trouble in _TROUBLES:
        if any(isinstance(each, kind) for each in causes):
            return trouble
    return Trouble.RESET


_NO_ISSUER = {20, 21}
"""OpenSSL: the issuer of a certificate is not known, and nobody sent it."""
_TROUBLES: tuple[tuple[type[BaseException], Trouble], ...] = (
    (ssl.SSLCertVerificationError, Trouble.CERTIFICATE),
    (ConnectionRefusedError, Trouble.REFUSED),
    (httpx.TimeoutException, Trouble.TIME_OUT),
    (httpx.InvalidURL, Trouble.MALFORMED),
    (httpx.ConnectError, Trouble.UNREACHABLE),
)


def _facts(visit: _Visit, trouble: Trouble | None, manners: Manners) -> Facts:
    answer = visit.answer
    facts = Facts(visit.ask.address, visit.hops, trouble, seconds=manners.total - visit.left)
    if answer is None:
        return facts
    headers = {name.casefold(): value for name, value in answer.headers.items()}
    is_html = bool(_HTML.match(headers.get("content-type", "text/html"))) and bool(answer.body)
    page = _page(_decoded(answer.body, headers.get("content-type", ""))) if is_html and trouble is None else None
    return replace(facts, headers=headers, page=page, body=answer.body if visit.ask.wants_body else b"")


def _decoded(html: bytes, kind: str) -> str:
    """Decode the top of a page as its header or itself says, so that words with accents can be known."""
    html = html[:_MOST_PARSED]
    said = _CHARSET.search(kind) or _CHARSET.search(html[:2048].decode("ascii", "replace"))
    try:
        if said:
            return html.decode(said[1], "replace")
        return codecs.getincrementaldecoder("utf-8")().decode(html)  # the last character may be cut in two
    except (LookupError, UnicodeError):
        return html.decode("cp1252", "replace")


def _page(html: str) -> Page:
    tree = LexborHTMLParser(html)
    title, heading = tree.css_first("title"), tree.css_first("h1")
    said = Page(
        _line(title.text() if title else "")[:_TITLE_KEPT], _line(heading.text() if heading else "")[:_TITLE_KEPT]
    )
    tree.strip_tags(list(_UNSEEN))
    text = _line(tree.body.text(separator=" ") if tree.body else "")
    return replace(said, text=text[:_TEXT_KEPT], words=len(text.split()))


def _line(text: str) -> str:
    return " ".join(text.split())
