"""Check many addresses, host by host, each as often as needed. The order changes nothing about a verdict."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.linkcheck.policy import CheckResult, classify, combine_attempts
from openshelf.linkcheck.reasons import LinkVerdict
from openshelf.model.urls import host_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from openshelf.linkcheck.observation import Fetcher, FetchRequest
    from openshelf.linkcheck.ratelimit import RateLimits


@dataclass(slots=True)
class Results:
    """What a run has found out so far."""

    checked: dict[str, CheckResult] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    """Hosts that are left for another day, with the number of their addresses that have no result."""


@dataclass(frozen=True, slots=True)
class Observer:
    """Who is told about a run while it goes on."""

    attempted: Callable[[str, CheckResult], None]
    finished: Callable[[str], None]


def stable_hash(address: str, salt: str = "") -> int:
    """Return 64 bits that are the same for an address on every machine."""
    return int.from_bytes(hashlib.sha256(f"{salt} {address}".encode()).digest()[:8])


async def check_hosts(  # noqa: PLR0913 - what a run is made of
    requests: Iterable[FetchRequest],
    fetcher: Fetcher,
    limits: RateLimits,
    observer: Observer,
    *,
    salt: str,
    earlier: Mapping[str, Sequence[CheckResult]],
    results: Results,
) -> None:
    """Fill ``results`` with one for every address, but for those of hosts that are left for another day.

    ``salt`` changes which addresses of a host come first: on a host that always fails only the first few are checked,
    and they should not be the same every day. ``earlier`` holds attempts of this run before it was killed.
    """
    hosts: dict[str, list[FetchRequest]] = defaultdict(list)
    for request in sorted(requests, key=lambda request: stable_hash(request.address, salt)):
        hosts[host_in(request.address)].append(request)
    async with asyncio.TaskGroup() as group:
        for host, own in sorted(hosts.items(), key=lambda item: stable_hash(item[0], salt)):
            attempts = {request.address: list(earlier.get(request.address, ())) for request in own}
            group.create_task(_Host(host, fetcher, limits, observer, attempts, results).check(own))


@dataclass(slots=True)
class _Host:
    """All addresses of one host in one run."""

    name: str
    fetcher: Fetcher
    limits: RateLimits
    observer: Observer
    attempts: dict[str, list[CheckResult]]
    results: Results

    async def check(self, requests: Sequence[FetchRequest]) -> None:
        """Try every address; then again, after a pause, those whose attempts do not decide anything yet."""
        for number in range(self.limits.max_attempts):
            undecided = [
                request
                for request in requests
                if self._combined(request) is None and len(self.attempts[request.address]) <= number
            ]
            if number and undecided and not self._backed_off():
                await self._pause(undecided)
            for request in sorted(undecided, key=lambda request: not self.attempts[request.address]):
                if not self._backed_off() and (self.attempts[request.address] or not self._is_unreachable()):
                    await self._attempt(request)
        self._finish(requests)

    async def _attempt(self, request: FetchRequest) -> None:
        attempt = classify(await self.fetcher.fetch(request))
        self.attempts[request.address].append(attempt)
        self.observer.attempted(request.address, attempt)
        result = self._combined(request)
        if result is not None:
            self._decide(request, result)

    def _combined(self, request: FetchRequest) -> CheckResult | None:
        return combine_attempts(self.attempts[request.address], self.limits.max_attempts)

    def _decide(self, request: FetchRequest, result: CheckResult | None) -> None:
        if result is not None:
            self.results.checked[request.address] = result
        self.observer.finished(request.address)

    def _finish(self, requests: Sequence[FetchRequest]) -> None:
        """Decide about the addresses that are left. Only transient failures may rest on fewer attempts than planned."""
        for request in requests:
            if request.address in self.results.checked:
                continue
            attempts = self.attempts[request.address]
            is_transient = bool(attempts) and all(attempt.verdict is LinkVerdict.TRANSIENT for attempt in attempts)
            result = combine_attempts(attempts, len(attempts) if is_transient else self.limits.max_attempts)
            if result is None:
                self.results.skipped[self.name] = self.results.skipped.get(self.name, 0) + 1
            self._decide(request, result)

    def _last_attempts(self) -> list[CheckResult]:
        return [attempts[-1] for attempts in self.attempts.values() if attempts]

    def _is_unreachable(self) -> bool:
        last = self._last_attempts()
        return len(last) >= self.limits.max_failed_connections and not any(attempt.connected for attempt in last)

    def _backed_off(self) -> bool:
        """Whether the host asks for a longer pause than a run grants."""
        return any((attempt.retry_after or 0) > self.limits.max_retry_after for attempt in self._last_attempts())

    async def _pause(self, requests: Sequence[FetchRequest]) -> None:
        last = [self.attempts[request.address][-1] for request in requests if self.attempts[request.address]]
        await self.limits.sleep(max([self.limits.retry_delay, *(attempt.retry_after or 0.0 for attempt in last)]))
