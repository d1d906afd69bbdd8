"""One run: which addresses, what came of them, and whether this machine's own network can be believed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openshelf.linkcheck.archive import Places, find_copy, should_look
from openshelf.linkcheck.facts import Ask
from openshelf.linkcheck.health import is_suspect
from openshelf.linkcheck.inventory import accepted, may_archive
from openshelf.linkcheck.memory import Memory, remember
from openshelf.linkcheck.pace import Manners
from openshelf.linkcheck.policy import CONFIRMED_GONE, Judgement, Verdict
from openshelf.linkcheck.visit import Seen, Watch, drawn, visit
from openshelf.model.urls import host_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from openshelf.linkcheck.facts import Engine
    from openshelf.linkcheck.inventory import Inventory
    from openshelf.linkcheck.journal import Journal
    from openshelf.linkcheck.memory import Record

MOST_ADDED = 50
"""How many new addresses of one change are looked at."""
MOST_SECONDS = 90.0
"""How long that may take in all."""
_DAYS = 7
_FAILING_SHARE, _FAILING_LEAST = 0.2, 10
_MOST_SILENCE = 3
"""Looks for a copy that the archive does not answer before it is left for another day."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every run needs."""

    make_engine: Callable[[], Engine]
    """Called inside the event loop."""
    today: dt.date
    canaries: tuple[str, ...] = ()
    """Addresses that are well whenever our own network is."""
    manners: Manners = field(default_factory=Manners)
    archives: Places = field(default_factory=Places)
    progress: Callable[[int, int], None] = lambda _done, _all: None


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found out."""

    judgements: Mapping[str, Judgement]
    waiting: Mapping[str, int] = field(default_factory=dict)
    doubt: str = ""
    """Why our own network cannot be believed; empty where it can."""


def due(inventory: Iterable[str], memory: Mapping[str, Record], today: dt.date) -> list[str]:
    """Return what one day looks at: a seventh, drawn by hash, and everything that was not well."""
    day = today.toordinal() % _DAYS
    return [
        address
        for address in inventory
        if drawn(address) % _DAYS == day or (address in memory and is_suspect(memory[address]))
    ]


def added(now: Inventory, before: Iterable[str]) -> list[str]:
    """Return the addresses that a change adds, in the order of the hash."""
    return sorted(set(now) - set(before), key=drawn)


def look(run: Run, wanted: Sequence[str], memory: Mapping[str, Record], journal: Journal | None = None) -> Result:
    """Look at addresses."""
    return asyncio.run(_look(run, wanted, memory, journal, None))


def look_at_added(run: Run, wanted: Sequence[str]) -> Result:
    """Look at the addresses of a change, at most so many and for so long."""
    return asyncio.run(_look(run, wanted[:MOST_ADDED], {}, None, MOST_SECONDS))


async def _look(
    run: Run, wanted: Sequence[str], memory: Mapping[str, Record], journal: Journal | None, seconds: float | None
) -> Result:
    _more_threads(run.manners)
    engine = run.make_engine()
    known = {address: record.etag for address, record in memory.items() if record.verdict is Verdict.OK}
    asks = [Ask(address, known.get(address, "")) for address in dict.fromkeys((*run.canaries, *wanted))]
    earlier = journal.earlier() if journal else {}
    earlier = {address: looks for address, looks in earlier.items() if address not in run.canaries}
    seen, done = Seen(), 0

    def settled(_address: str) -> None:
        nonlocal done
        done += 1
        run.progress(done, len(asks))

    watch = Watch(journal.write if journal else lambda _address, _look: None, settled)
    try:
        async with asyncio.timeout(seconds):
            await visit(asks, engine, run.manners, watch, salt=run.today.isoformat(), earlier=earlier, seen=seen)
    except TimeoutError:
        pass
    finally:
        if journal:
            journal.close()
    result = Result(
        {address: seen.judgements[address] for address in sorted(set(wanted) & set(seen.judgements))},
        dict(sorted(seen.waiting.items())),
        _doubt_of_canaries(run.canaries, seen.judgements),
    )
    return result if result.doubt else replace(result, doubt=_doubt_of_failures(result.judgements, memory))


def _more_threads(manners: Manners) -> None:
    """Let as many names be looked up as addresses are asked, beside some that outlive their time.

    asyncio's own number follows the processors.
    """
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2 * manners.at_once, "names"))


def _doubt_of_canaries(canaries: Sequence[str], judgements: Mapping[str, Judgement]) -> str:
    """Say so where no canary is well at home; one that sends us to another host sits behind somebody's portal."""
    if any(_is_at_home(canary, judgements.get(canary)) for canary in canaries):
        return ""
    return f"none of {', '.join(canaries)} could be reached" if canaries else ""


def _is_at_home(canary: str, judgement: Judgement | None) -> bool:
    if judgement is None or not judgement.is_well:
        return False
    home = host_in(canary).removeprefix("www.")
    return not judgement.to or host_in(judgement.to).removeprefix("www.") == home


def _doubt_of_failures(judgements: Mapping[str, Judgement], memory: Mapping[str, Record]) -> str:
    good = [
        address
        for address in judgements
        if address in memory and memory[address].verdict in {Verdict.OK, Verdict.MOVED}
    ]
    failing = [address for address in good if judgements[address].verdict in {Verdict.BROKEN, Verdict.TRANSIENT}]
    if len(failing) >= _FAILING_LEAST and len(failing) > _FAILING_SHARE * len(good):
        return f"{len(failing)} of {len(good)} addresses that were well fail at once"
    return ""


def update(
    run: Run, inventory: Inventory, memory: Mapping[str, Record], result: Result, *, whole: bool = True
) -> Memory:
    """Return the memory after a run that can be believed, with copies of what fails.

    Forgets what nobody uses; not where the inventory is not ``whole`` because files could not be read.
    """
    fresh = {address: record for address, record in memory.items() if address in inventory or not whole}
    for address, judgement in result.judgements.items():
        fresh[address] = remember(memory.get(address), address, judgement, run.today)
    wanted = [
        record
        for address, record in sorted(fresh.items())
        if address in inventory and may_archive(inventory[address]) and should_look(record, run.today)
    ]
    copies = asyncio.run(_copies(run, wanted)) if wanted else {}
    return dict(sorted({**fresh, **copies}.items()))


async def _copies(run: Run, records: Sequence[Record]) -> dict[str, Record]:
    engine, found, silent = run.make_engine(), {}, 0
    for record in records:
        copy = await find_copy(record, engine, run.manners, run.today, run.archives)
        silent = silent + 1 if copy is None else 0
        if copy is not None:
            found[record.url] = record.model_copy(update={"archive": copy})
        if silent == _MOST_SILENCE:
            break
    return found


def confirmed_gone(result: Result, inventory: Inventory, today: dt.date) -> list[str]:
    """Return the addresses that the author of a change must mend: gone beyond doubt, and not accepted by an editor."""
    gone = []
    for address, judgement in result.judgements.items():
        note = accepted(inventory[address])
        if judgement.reason in CONFIRMED_GONE and not result.doubt and (note is None or today >= note.until):
            gone.append(address)
    return gone
