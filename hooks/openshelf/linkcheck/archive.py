"""Archived copies: the one nearest to the day on which the link was last well, never a capture of its failure."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from openshelf.linkcheck.facts import Ask
from openshelf.linkcheck.memory import Archive

if TYPE_CHECKING:
    from openshelf.linkcheck.facts import Engine
    from openshelf.linkcheck.memory import Record
    from openshelf.linkcheck.pace import Manners

AVAILABILITY = "https://archive.org/wayback/available"
CAPTURES = "https://web.archive.org/cdx/search/cdx"
COPIES = "https://web.archive.org/web"
LOOK_AGAIN = 30
"""Days after which a copy that was not there is looked for again."""
_OK = 200


@dataclass(frozen=True, slots=True)
class Places:
    """Where copies are looked for."""

    availability: str = AVAILABILITY
    captures: str = CAPTURES


def should_look(record: Record, today: dt.date) -> bool:
    """Whether a link that failed on more than one day needs a look for a copy."""
    if all(streak.fails == 1 for streak in record.failing.values()):
        return False
    known = record.archive
    return known is None or (not known.url and (today - known.looked_up).days >= LOOK_AGAIN)


async def find_copy(record: Record, engine: Engine, manners: Manners, today: dt.date, places: Places) -> Archive | None:
    """Look for a copy; None where the archive could not say."""
    near = record.last_ok or record.first_seen
    available = await _json(
        f"{places.availability}?url={quote(record.url, safe='')}&timestamp={near:%Y%m%d}", engine, manners
    )
    if available is None:
        return None
    found = nearest_copy(available, today)
    if found is not None and (found.day is None or found.day < _first_failure(record, today)):
        return found
    query = f"url={quote(record.url, safe='')}&output=json&filter=statuscode:200&fl=timestamp&limit=-50"
    captures = await _json(f"{places.captures}?{query}&to={near:%Y%m%d}", engine, manners)
    return None if captures is None else last_capture(captures, record.url, today)


def _first_failure(record: Record, today: dt.date) -> dt.date:
    return min((streak.since for streak in record.failing.values()), default=today)


async def _json(address: str, engine: Engine, manners: Manners) -> Any:  # noqa: ANN401 - JSON has no static type
    """Return what an interface answers, asking once more where it is busy; None where it does not answer."""
    for number in range(2):
        if number:
            await manners.sleep(manners.recheck)
        facts = await engine.look(Ask(address, wants_body=True, ignores_robots=True))
        if facts.status == _OK:
            try:
                return json.loads(facts.body)
            except ValueError:
                return None
    return None


def nearest_copy(answer: Any, today: dt.date) -> Archive | None:  # noqa: ANN401 - JSON has no static type
    """Read what the availability interface says; None where it knows no good copy."""
    snapshots = answer.get("archived_snapshots") if isinstance(answer, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or str(closest.get("status")) != str(_OK):
        return None
    url, day = str(closest.get("url", "")), _day(str(closest.get("timestamp", "")))
    if day is None or not url.startswith(("https://", "http://")):
        return None
    return Archive(url="https://" + url.partition("://")[2], day=day, looked_up=today)


def last_capture(answer: Any, address: str, today: dt.date) -> Archive:  # noqa: ANN401 - JSON has no static type
    """Read the list of captures, a head line and then the oldest first; an empty copy where it lists none."""
    rows = answer[1:] if isinstance(answer, list) else []
    stamps = [str(row[0]) for row in rows if isinstance(row, list) and row and _day(str(row[0])) is not None]
    if not stamps:
        return Archive(looked_up=today)
    return Archive(url=f"{COPIES}/{max(stamps)}/{address}", day=_day(max(stamps)), looked_up=today)


def _day(stamp: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(stamp[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None
