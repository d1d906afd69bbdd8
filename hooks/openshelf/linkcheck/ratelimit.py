"""Rate limits: how often and how long other people's hosts are asked."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


@dataclass(frozen=True, slots=True)
class RateLimits:
    """The limits that every request keeps. All times are seconds."""

    host_delay: float = 1.0
    """Between two requests to one host."""
    max_crawl_delay: float = 10.0
    """The most that ``Crawl-delay`` in robots.txt is granted."""
    concurrency: int = 16
    """Requests at the same time, never two to one host."""
    timeout: float = 20.0
    """For one address, redirects included, pauses between requests not."""
    max_bytes: int = 512_000
    max_redirects: int = 20
    """What browsers follow (Fetch, 4.4)."""
    max_attempts: int = 3
    """Attempts at one address in a run, until they agree."""
    retry_delay: float = 10.0
    """Before the next attempt."""
    max_retry_after: float = 30.0
    """The most that ``Retry-After`` is granted; a host that asks for more is left for another day."""
    max_failed_connections: int = 3
    """Addresses of one host without a connection before its other addresses are left for another day."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class RateLimiter:
    """Gives each host one request at a time, with a pause after it."""

    def __init__(self, limits: RateLimits) -> None:
        self._limits = limits
        self._concurrency = asyncio.Semaphore(limits.concurrency)
        self._locks: dict[str, asyncio.Lock] = {}
        self._free_at: dict[str, float] = {}
        self._delays: dict[str, float] = {}

    def set_crawl_delay(self, host: str, seconds: float) -> None:
        """Lengthen the pause of a host whose robots.txt asks for it."""
        self._delays[_bucket(host)] = min(max(seconds, self._limits.host_delay), self._limits.max_crawl_delay)

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait until ``host`` may be asked; the block is the request."""
        bucket = _bucket(host)
        async with self._locks.setdefault(bucket, asyncio.Lock()):
            wait = self._free_at.get(bucket, 0.0) - time.monotonic()
            if wait > 0:
                await self._limits.sleep(wait)
            async with self._concurrency:
                try:
                    yield
                finally:
                    self._free_at[bucket] = time.monotonic() + self._delays.get(bucket, self._limits.host_delay)


def _bucket(host: str) -> str:
    """Return the name under which a host is limited: ``www.`` is nearly always the same server."""
    return host.rstrip(".").removeprefix("www.")
