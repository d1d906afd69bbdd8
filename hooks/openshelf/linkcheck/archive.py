"""Archived copies: the one nearest to the day on which the link last worked, never a capture of its failure."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from openshelf.linkcheck.history import ArchivedCopy
from openshelf.linkcheck.observation import FetchRequest

if TYPE_CHECKING:
    from openshelf.linkcheck.history import LinkRecord
    from openshelf.linkcheck.observation import Fetcher
    from openshelf.linkcheck.ratelimit import RateLimits

AVAILABILITY = "https://archive.org/wayback/available"
CAPTURES = "https://web.archive.org/cdx/search/cdx"
COPIES = "https://web.archive.org/web"
SEARCH_AGAIN_DAYS = 30
"""After how long a copy that was not there is searched for again."""
_OK = 200


@dataclass(frozen=True, slots=True)
class ArchiveEndpoints:
    """The two interfaces of the Internet Archive that are asked."""

    availability: str = AVAILABILITY
    captures: str = CAPTURES


def should_search(record: LinkRecord, today: dt.date) -> bool:
    """Whether to search for a copy: the link failed on more than one day, and no copy is known."""
    if all(streak.fails == 1 for streak in record.failing.values()):
        return False
    known = record.archive
    return known is None or (not known.url and (today - known.looked_up).days >= SEARCH_AGAIN_DAYS)


async def find_copy(
    record: LinkRecord, fetcher: Fetcher, limits: RateLimits, today: dt.date, endpoints: ArchiveEndpoints
) -> ArchivedCopy | None:
    """Search for a copy; None where the archive did not answer."""
    near = record.last_ok or record.first_seen
    available = await _json(
        f"{endpoints.availability}?url={quote(record.url, safe='')}&timestamp={near:%Y%m%d}", fetcher, limits
    )
    if available is None:
        return None
    found = nearest_copy(available, today)
    if found is not None and (found.day is None or found.day < _first_failure(record, today)):
        return found
    query = f"url={quote(record.url, safe='')}&output=json&filter=statuscode:200&fl=timestamp&limit=-50"
    captures = await _json(f"{endpoints.captures}?{query}&to={near:%Y%m%d}", fetcher, limits)
    return None if captures is None else last_capture(captures, record.url, today)


def _first_failure(record: LinkRecord, today: dt.date) -> dt.date:
    return min((streak.since for streak in record.failing.values()), default=today)


async def _json(address: str, fetcher: Fetcher, limits: RateLimits) -> Any:  # noqa: ANN401 - JSON has no static type
    """Return the JSON of an interface, trying twice; None where it answers with no JSON."""
    for number in range(2):
        if number:
            await limits.sleep(limits.retry_delay)
        seen = await fetcher.fetch(FetchRequest(address, wants_body=True, ignores_robots=True))
        if seen.status == _OK:
            try:
                return json.loads(seen.body)
            except ValueError:
                return None
    return None


def nearest_copy(answer: Any, today: dt.date) -> ArchivedCopy | None:  # noqa: ANN401 - JSON has no static type
    """Read a response of the availability interface; None where it knows no good copy."""
    snapshots = answer.get("archived_snapshots") if isinstance(answer, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or str(closest.get("status")) != str(_OK):
        return None
    url, day = str(closest.get("url", "")), _day(str(closest.get("timestamp", "")))
    if day is None or not url.startswith(("https://", "http://")):
        return None
    return ArchivedCopy(url="https://" + url.partition("://")[2], day=day, looked_up=today)


def last_capture(answer: Any, address: str, today: dt.date) -> ArchivedCopy:  # noqa: ANN401 - JSON has no static type
    """Read a response of the captures interface: a header row, then the oldest first. No rows give an empty copy."""
    rows = answer[1:] if isinstance(answer, list) else []
    stamps = [str(row[0]) for row in rows if isinstance(row, list) and row and _day(str(row[0])) is not None]
    if not stamps:
        return ArchivedCopy(looked_up=today)
    return ArchivedCopy(url=f"{COPIES}/{max(stamps)}/{address}", day=_day(max(stamps)), looked_up=today)


def _day(stamp: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(stamp[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None
