"""One run: which addresses, what came of them, and whether this machine's own network can be trusted."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.linkcheck.archive import ArchiveEndpoints, find_copy, should_search
from openshelf.linkcheck.health import is_suspect
from openshelf.linkcheck.history import History, updated_record
from openshelf.linkcheck.host_queue import Observer, Results, check_hosts, stable_hash
from openshelf.linkcheck.inventory import accepted, may_archive
from openshelf.linkcheck.observation import FetchRequest
from openshelf.linkcheck.ratelimit import RateLimits
from openshelf.linkcheck.reasons import LinkVerdict
from openshelf.model.urls import host_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from openshelf.linkcheck.history import LinkRecord
    from openshelf.linkcheck.inventory import Inventory
    from openshelf.linkcheck.journal import Journal
    from openshelf.linkcheck.observation import Fetcher
    from openshelf.linkcheck.policy import CheckResult

MAX_ADDED = 50
"""How many new addresses of one change are checked."""
MAX_SECONDS = 90.0
"""How long that may take in all."""
_PERIOD_DAYS = 7
"""Within which every address is checked once."""
_MAX_FAILING_SHARE, _MIN_FAILING = 0.2, 10
"""The share of working links that may fail at once before our own network is doubted, and the least number."""
_MAX_ARCHIVE_FAILURES = 3
"""Searches in a row without an answer before the archive is left for another day."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What every run needs."""

    make_fetcher: Callable[[], Fetcher]
    """Called inside the event loop."""
    today: dt.date
    canaries: tuple[str, ...] = ()
    """Addresses that work whenever our own network does."""
    limits: RateLimits = field(default_factory=RateLimits)
    archive: ArchiveEndpoints = field(default_factory=ArchiveEndpoints)
    progress: Callable[[int, int], None] = lambda _done, _all: None


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What a run found out."""

    checked: Mapping[str, CheckResult]
    skipped: Mapping[str, int] = field(default_factory=dict)
    """Hosts that are left for another day, with the number of their addresses that have no result."""
    untrusted_because: str = ""
    """Why our own network cannot be trusted; empty where it can."""


def due(inventory: Iterable[str], history: Mapping[str, LinkRecord], today: dt.date) -> list[str]:
    """Return what is checked today: a seventh of all, chosen by hash, and everything that did not work."""
    day = today.toordinal() % _PERIOD_DAYS
    return [
        address
        for address in inventory
        if stable_hash(address) % _PERIOD_DAYS == day or (address in history and is_suspect(history[address]))
    ]


def added(now: Inventory, before: Iterable[str]) -> list[str]:
    """Return the addresses that a change adds, in the order of their hash, so that a limit takes a fair sample."""
    return sorted(set(now) - set(before), key=stable_hash)


def check_links(
    sweep: Sweep, addresses: Sequence[str], history: Mapping[str, LinkRecord], journal: Journal | None = None
) -> SweepResult:
    """Check addresses, going on where a journal of the same day ends."""
    return asyncio.run(_check(sweep, addresses, history, journal, None))


def check_added_links(sweep: Sweep, addresses: Sequence[str]) -> SweepResult:
    """Check the addresses of a change, within ``MAX_ADDED`` and ``MAX_SECONDS``."""
    return asyncio.run(_check(sweep, addresses[:MAX_ADDED], {}, None, MAX_SECONDS))


async def _check(
    sweep: Sweep,
    addresses: Sequence[str],
    history: Mapping[str, LinkRecord],
    journal: Journal | None,
    seconds: float | None,
) -> SweepResult:
    _set_resolver_threads(sweep.limits)
    fetcher = sweep.make_fetcher()
    etags = {address: record.etag for address, record in history.items() if record.verdict is LinkVerdict.OK}
    wanted = dict.fromkeys((*sweep.canaries, *addresses))
    requests = [FetchRequest(address, etags.get(address, "")) for address in wanted]
    earlier = journal.earlier() if journal else {}
    # Canaries tell whether the network works now, so they are always asked again.
    earlier = {address: attempts for address, attempts in earlier.items() if address not in sweep.canaries}
    results, done = Results(), 0

    def finished(_address: str) -> None:
        nonlocal done
        done += 1
        sweep.progress(done, len(requests))

    observer = Observer(journal.write if journal else lambda _address, _attempt: None, finished)
    salt = sweep.today.isoformat()
    try:
        async with asyncio.timeout(seconds):
            await check_hosts(requests, fetcher, sweep.limits, observer, salt=salt, earlier=earlier, results=results)
    except TimeoutError:
        pass
    finally:
        if journal:
            journal.close()
    checked = {address: results.checked[address] for address in sorted(set(addresses) & set(results.checked))}
    why = _canaries_failed(sweep.canaries, results.checked) or _too_many_failures(checked, history)
    return SweepResult(checked, dict(sorted(results.skipped.items())), why)


def _set_resolver_threads(limits: RateLimits) -> None:
    """Give DNS lookups enough threads: asyncio would have as many as processors.

    A lookup cannot be cancelled and may outlive its request, hence twice as many as there are requests.
    """
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2 * limits.concurrency, "names"))


def _canaries_failed(canaries: Sequence[str], checked: Mapping[str, CheckResult]) -> str:
    """Say so where no canary answers from its own host; where all redirect elsewhere, we are behind a login portal."""
    if any(_answers_itself(canary, checked.get(canary)) for canary in canaries):
        return ""
    return f"none of {', '.join(canaries)} could be reached" if canaries else ""


def _answers_itself(canary: str, result: CheckResult | None) -> bool:
    if result is None or not result.verdict.works:
        return False
    own_host = host_in(canary).removeprefix("www.")
    return not result.to or host_in(result.to).removeprefix("www.") == own_host


def _too_many_failures(checked: Mapping[str, CheckResult], history: Mapping[str, LinkRecord]) -> str:
    """Say so where more of the links that worked fail at once than can be chance."""
    worked = [address for address in checked if address in history and history[address].verdict.works]
    failing = [address for address in worked if checked[address].verdict.failed]
    if len(failing) >= _MIN_FAILING and len(failing) > _MAX_FAILING_SHARE * len(worked):
        return f"{len(failing)} of {len(worked)} addresses that worked before fail at the same time"
    return ""


def updated_history(
    sweep: Sweep, inventory: Inventory, history: Mapping[str, LinkRecord], result: SweepResult, *, whole: bool = True
) -> History:
    """Return the history after a run that can be trusted, with archived copies of what fails.

    Drops addresses that nobody uses, but not where files could not be read and the inventory is not ``whole``.
    """
    fresh = {address: record for address, record in history.items() if address in inventory or not whole}
    for address, checked in result.checked.items():
        fresh[address] = updated_record(history.get(address), address, checked, sweep.today)
    wanted = [
        record
        for address, record in sorted(fresh.items())
        if address in inventory and may_archive(inventory[address]) and should_search(record, sweep.today)
    ]
    copies = asyncio.run(_copies(sweep, wanted)) if wanted else {}
    return dict(sorted({**fresh, **copies}.items()))


async def _copies(sweep: Sweep, records: Sequence[LinkRecord]) -> dict[str, LinkRecord]:
    fetcher, found, failures = sweep.make_fetcher(), {}, 0
    for record in records:
        copy = await find_copy(record, fetcher, sweep.limits, sweep.today, sweep.archive)
        failures = failures + 1 if copy is None else 0
        if copy is not None:
            found[record.url] = record.model_copy(update={"archive": copy})
        if failures == _MAX_ARCHIVE_FAILURES:
            break
    return found


def confirmed_gone(result: SweepResult, inventory: Inventory, today: dt.date) -> list[str]:
    """Return the addresses that the author of a change must mend: gone beyond doubt, and not accepted by an editor."""
    gone: list[str] = []
    if result.untrusted_because:
        return gone
    for address, checked in result.checked.items():
        note = accepted(inventory[address])
        if checked.reason.row.stops_author and (note is None or today >= note.until):
            gone.append(address)
    return gone
