"""A small world of hosts on this machine: each name ends in `.test`, and each answers as its case says."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import socketserver
import struct
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.linkcheck.http_fetcher import HttpFetcher
from openshelf.linkcheck.ratelimit import RateLimits
from openshelf.linkcheck.sweep import Sweep, check_links
from support import TODAY

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self

    from openshelf.linkcheck.policy import CheckResult


async def no_sleep(_seconds: float) -> None:
    """Do not wait."""


QUICK = RateLimits(host_delay=0.0, retry_delay=0.0, timeout=15.0, sleep=no_sleep)
RESET = object()
"""An action: break the connection off."""
Action = bytes | float | object


@dataclass(frozen=True)
class Request:
    """What came in, and how often the same came before."""

    host: str
    path: str
    headers: dict[str, str]
    nth: int

    @property
    def base(self) -> str:
        return f"http://{self.headers['host']}"


def reply(status: int = 200, body: str = "", kind: str = "text/html; charset=utf-8", **headers: str) -> list[Action]:
    """Return a whole answer as one action."""
    raw = body.encode()
    lines = [f"HTTP/1.1 {status} Any", f"Content-Length: {len(raw)}", "Connection: close"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ["\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + raw]


def page(title: str = "A page", text: str = "Some words. " * 30) -> list[Action]:
    return reply(body=f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>")


def to(location: str, status: int = 301) -> list[Action]:
    return reply(status, Location=location)


@dataclass
class World(contextlib.AbstractContextManager["World"]):
    """A server for every host of `answers`; a host that is not there has no name."""

    answers: dict[str, Callable[[Request], Iterable[Action]]]
    tls: ssl.SSLContext | None = None
    robots: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    """IP addresses of names that are not this machine."""
    asked: list[tuple[float, str, str]] = field(default_factory=list)
    """Moment, host and path of every request."""
    agents: set[str] = field(default_factory=set)
    headers: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._times: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._server = _Server(self)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def address(self, host: str, path: str = "/page", scheme: str = "http") -> str:
        return f"{scheme}://{host}.test:{self.port}{path}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fetcher(self, limits: RateLimits, **more: object) -> HttpFetcher:
        return HttpFetcher("Test (+https://example.org/)", limits, resolver=self.resolve, loopback=True, **more)

    async def resolve(self, host: str, _port: int) -> list[str]:
        await asyncio.sleep(0)
        name = host.removesuffix(".test")
        if name in self.numbers:
            return [self.numbers[name]]
        if host[0].isdigit() or ":" in host:
            return [host]
        if name == "names-down":
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        if name not in self.answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return ["127.0.0.1"]

    def answer(self, host: str, path: str, headers: dict[str, str]) -> Iterable[Action]:
        name = host.partition(":")[0].removesuffix(".test")
        with self._lock:
            self.asked.append((time.monotonic(), name, path))
            self.agents.add(headers.get("user-agent", ""))
            self.headers.append(headers)
            if path == "/robots.txt" and (name in self.robots or not name.startswith("robots-")):
                return reply(body=self.robots[name], kind="text/plain") if name in self.robots else reply(404)
            self._times[name, path] += 1
            nth = self._times[name, path]
        return self.answers.get(name, lambda _: reply(404))(Request(name, path, headers, nth))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, world: World) -> None:
        self.world = world
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, *_: object) -> None:
        """Say nothing: that connections break is what is tested."""


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def setup(self) -> None:
        if self.server.world.tls is not None:
            self.request = self.server.world.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        lines = list(self._lines())
        if not lines:
            return
        _method, path, _ = lines[0].split(" ", 2)
        headers = {name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        for action in self.server.world.answer(headers.get("host", ""), path, headers):
            if isinstance(action, float):
                time.sleep(action)
            elif action is RESET:
                self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.request.close()
                return
            else:
                self.wfile.write(action)
                self.wfile.flush()

    def _lines(self) -> Iterator[str]:
        for line in self.rfile:
            text = line.decode("latin-1").rstrip("\r\n")
            if not text:
                return
            yield text


def check(world: World, addresses: Sequence[str], limits: RateLimits = QUICK, **more: object) -> dict[str, CheckResult]:
    """Check addresses of a world; return the result of each."""
    sweep = Sweep(lambda: world.fetcher(limits, **more), TODAY, limits=limits)
    return dict(check_links(sweep, addresses, {}).checked)
