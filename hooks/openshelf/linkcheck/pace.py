"""Politeness: how often and how long other people's machines are asked."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


@dataclass(frozen=True, slots=True)
class Manners:
    """The limits that hold for everything that asks. All times are seconds."""

    pause: float = 1.0
    """Between two requests to one host."""
    longest_pause: float = 10.0
    """Of what a host's robots.txt may ask for."""
    at_once: int = 16
    """Requests in flight; never two to one host."""
    total: float = 20.0
    """For one address, redirects included, polite pauses not."""
    most_bytes: int = 512_000
    most_hops: int = 20
    """What browsers follow (Fetch, 4.4)."""
    tries: int = 3
    """Looks at an address in one run until what they say fits together."""
    recheck: float = 10.0
    """Before an address is looked at again."""
    longest_wait: float = 30.0
    """Of what ``Retry-After`` may ask for; beyond it the host is left for another day."""
    most_failures: int = 3
    """Connections to a host that fail before the rest of its addresses waits for another day."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Pace:
    """Gives each host one request at a time, with a pause behind it."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._slots = asyncio.Semaphore(manners.at_once)
        self._locks: dict[str, asyncio.Lock] = {}
        self._free_at: dict[str, float] = {}
        self._pauses: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Lengthen the pause of a host that asks for it."""
        self._pauses[_machine(host)] = min(max(seconds, self._manners.pause), self._manners.longest_pause)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until ``host`` may be asked; the block is the request."""
        host = _machine(host)
        async with self._locks.setdefault(host, asyncio.Lock()):
            wait = self._free_at.get(host, 0.0) - time.monotonic()
            if wait > 0:
                await self._manners.sleep(wait)
            async with self._slots:
                try:
                    yield
                finally:
                    self._free_at[host] = time.monotonic() + self._pauses.get(host, self._manners.pause)


def _machine(host: str) -> str:
    """Return what a host is known by here; ``www.`` is hardly ever another machine."""
    return host.rstrip(".").removeprefix("www.")
