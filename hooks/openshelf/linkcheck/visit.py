"""Look at many addresses: host by host, each as often as needed. The order changes nothing about a verdict."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.linkcheck.policy import Judgement, Verdict, judge, settled
from openshelf.model.urls import host_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from openshelf.linkcheck.facts import Ask, Engine
    from openshelf.linkcheck.pace import Manners


@dataclass(slots=True)
class Seen:
    """What a run has found out so far."""

    judgements: dict[str, Judgement] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    """Hosts that were left alone, and how many of their addresses were not looked at."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told about a run while it goes on."""

    looked: Callable[[str, Judgement], None]
    settled: Callable[[str], None]


def drawn(address: str, salt: str = "") -> int:
    """Return a number that is the same for an address on every machine, and says nothing about it."""
    return int.from_bytes(hashlib.sha256(f"{salt} {address}".encode()).digest()[:8])


async def visit(  # noqa: PLR0913 - what a run is made of
    asks: Iterable[Ask],
    engine: Engine,
    manners: Manners,
    watch: Watch,
    *,
    salt: str,
    earlier: Mapping[str, Sequence[Judgement]],
    seen: Seen,
) -> None:
    """Fill ``seen`` with a judgement for every address, but for those of hosts that are left for another day.

    ``salt`` changes which addresses of a host come first, so that a host that is never well does not hide the rest.
    """
    hosts: dict[str, list[Ask]] = defaultdict(list)
    for ask in sorted(asks, key=lambda ask: drawn(ask.address, salt)):
        hosts[host_in(ask.address)].append(ask)
    async with asyncio.TaskGroup() as group:
        for host, its in sorted(hosts.items(), key=lambda item: drawn(item[0], salt)):
            looks = {ask.address: list(earlier.get(ask.address, ())) for ask in its}
            group.create_task(_Host(host, engine, manners, watch, looks, seen).visit(its))


@dataclass(slots=True)
class _Host:
    """All addresses of one host in one run."""

    name: str
    engine: Engine
    manners: Manners
    watch: Watch
    looks: dict[str, list[Judgement]]
    seen: Seen

    async def visit(self, asks: Sequence[Ask]) -> None:
        """Look at every address; then again, after a pause, at those whose looks do not fit together yet."""
        for number in range(self.manners.tries):
            open_ = [ask for ask in asks if not self._is_settled(ask) and len(self.looks[ask.address]) <= number]
            if number and open_ and not self._wants_peace():
                await self._pause(open_)
            for ask in sorted(open_, key=lambda ask: not self.looks[ask.address]):
                if not self._wants_peace() and (self.looks[ask.address] or not self._is_unreachable()):
                    await self._look(ask)
        self._finish(asks)

    async def _look(self, ask: Ask) -> None:
        look = judge(await self.engine.look(ask))
        self.looks[ask.address].append(look)
        self.watch.looked(ask.address, look)
        if self._is_settled(ask):
            self._settle(ask, settled(self.looks[ask.address], self.manners.tries))

    def _is_settled(self, ask: Ask) -> bool:
        return settled(self.looks[ask.address], self.manners.tries) is not None

    def _settle(self, ask: Ask, judgement: Judgement | None) -> None:
        if judgement is not None:
            self.seen.judgements[ask.address] = judgement
        self.watch.settled(ask.address)

    def _finish(self, asks: Sequence[Ask]) -> None:
        """Settle what the rounds left: only failures that pass may rest on fewer looks than planned."""
        for ask in asks:
            looks = self.looks[ask.address]
            if ask.address in self.seen.judgements:
                continue
            passing = bool(looks) and all(look.verdict is Verdict.TRANSIENT for look in looks)
            judgement = settled(looks, len(looks) if passing else self.manners.tries)
            if judgement is None:
                self.seen.waiting[self.name] = self.seen.waiting.get(self.name, 0) + 1
            self._settle(ask, judgement)

    def _is_unreachable(self) -> bool:
        last = [looks[-1] for looks in self.looks.values() if looks]
        return len(last) >= self.manners.most_failures and not any(look.connected for look in last)

    def _wants_peace(self) -> bool:
        """Whether the host asks for more patience than we have."""
        last = [looks[-1] for looks in self.looks.values() if looks]
        return any((look.retry_after or 0) > self.manners.longest_wait for look in last)

    async def _pause(self, asks: Sequence[Ask]) -> None:
        waits = [self.looks[ask.address][-1].retry_after or 0.0 for ask in asks if self.looks[ask.address]]
        await self.manners.sleep(max([self.manners.recheck, *waits]))
