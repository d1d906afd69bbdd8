"""What is remembered about links: one JSON object a line, sorted by address, the same bytes for the same knowledge."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from openshelf.linkcheck.policy import Judgement, Reason, Verdict
from openshelf.sources.files import replace_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

PATH = "policy/link-memory.jsonl"
"""Where builds look for the memory. It is no part of the sources: git ignores it, and CI keeps it on its own branch."""
BRANCH = "link-health"
_FLAPS_KEPT = 3


class Group(StrEnum):
    """Kinds of failure that are counted together."""

    GONE = "gone"
    MISSING = "missing"
    CERTIFICATE = "certificate"
    DOUBTFUL = "doubtful"
    DOWN = "down"


GROUPS = {
    Reason.GONE: Group.GONE,
    Reason.MISSING: Group.MISSING,
    Reason.NO_SUCH_NAME: Group.MISSING,
    Reason.LOOP: Group.MISSING,
    Reason.BAD_REDIRECT: Group.MISSING,
    Reason.MALFORMED: Group.MISSING,
    Reason.CERTIFICATE: Group.CERTIFICATE,
    Reason.SOFT_404: Group.DOUBTFUL,
    Reason.PARKED: Group.DOUBTFUL,
    Reason.FRONT_PAGE: Group.DOUBTFUL,
    Reason.SERVER_ERROR: Group.DOWN,
    Reason.TIME_OUT: Group.DOWN,
    Reason.REFUSED: Group.DOWN,
    Reason.UNREACHABLE: Group.DOWN,
    Reason.RESET: Group.DOWN,
    Reason.NAMES_DOWN: Group.DOWN,
}
"""What counts towards a link's death. What is not here never does."""


_ALIVE = frozenset({Reason.WALL, Reason.LOGIN, Reason.LEGAL, Reason.ROBOTS, Reason.RATE_LIMITED})
"""What a host that is down cannot answer."""


class _Fact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True)


class Streak(_Fact):
    """Failures of one group without a success between them, at most one a day."""

    fails: int
    since: dt.date
    last: dt.date


class Archive(_Fact):
    """An archived copy, as far as somebody looked for one."""

    url: str = ""
    """Empty where there is none."""
    day: dt.date | None = None
    """The day the copy was made."""
    looked_up: dt.date


class Human(_Fact):
    """What a person saw who followed the link."""

    verdict: Literal["ok", "dead"]
    by: str
    day: dt.date
    until: dt.date | None = None
    note: str = ""


class Record(_Fact):
    """What is remembered about one address."""

    url: str
    first_seen: dt.date
    last_ok: dt.date | None = None
    last_checked: str
    """A week, such as 2026-W24: a day would change every line at every sweep."""
    verdict: Verdict
    reason: Reason = Field(alias="class")
    status: int | None = None
    failing: dict[Group, Streak] = Field(default_factory=dict)
    """Streaks that one success clears."""
    flaps: tuple[dt.date, ...] = ()
    """The last days on which a link that had failed was well again."""
    unverified_since: dt.date | None = None
    to: str = ""
    to_permanent: bool = False
    to_since: dt.date | None = None
    to_seen: int = 0
    """On how many days the link was seen to lead there."""
    etag: str = ""
    archive: Archive | None = None
    human: Human | None = None

    @property
    def last_look(self) -> dt.date:
        """The last day on which a program looked, as far as can be told: of links that are not well it is a week.

        Raises ValueError where that is none.
        """
        year, _, number = self.last_checked.partition("-W")
        days = [dt.date.fromisocalendar(int(year), int(number), 1), self.first_seen, self.last_ok]
        return max(day for day in (*days, *(streak.last for streak in self.failing.values())) if day is not None)

    @property
    def newest(self) -> tuple[dt.date, str]:
        """What says which of two records of an address is the newer one; the text decides between equals."""
        days = [self.archive.looked_up if self.archive else None, self.human.day if self.human else None]
        return (max(day for day in (self.last_look, *days) if day is not None), line_of(self))


Memory = dict[str, Record]


class BrokenMemoryError(ValueError):
    """A line of the memory cannot be read; the message says which."""


def week(day: dt.date) -> str:
    """Return the ISO week of a day, as the memory writes it."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def remember(before: Record | None, address: str, seen: Judgement, today: dt.date) -> Record:
    """Return the record of an address after a run."""
    old = before or Record.model_validate(
        {
            "url": address,
            "first_seen": today,
            "last_checked": week(today),
            "verdict": seen.verdict,
            "class": seen.reason,
        }
    )
    changes: dict[str, object] = {
        "last_checked": week(today),
        "verdict": seen.verdict,
        "reason": seen.reason,
        "status": seen.status,
        "etag": seen.etag,
    }
    if seen.is_well:
        changes |= _well(old, today)
    elif seen.reason in GROUPS:
        changes["failing"] = _failed(old.failing, GROUPS[seen.reason], today)
    elif seen.reason in _ALIVE:
        changes["failing"] = {group: streak for group, streak in old.failing.items() if group is not Group.DOWN}
    changes["unverified_since"] = _unverified(old, seen, today)
    changes |= _moved(old, seen, today)
    return old.model_copy(update=changes)


def _unverified(old: Record, seen: Judgement, today: dt.date) -> dt.date | None:
    """Return since when no program could check the link; a bad day between does not end that."""
    if seen.verdict is Verdict.UNVERIFIABLE or seen.reason is Reason.RATE_LIMITED:
        return old.unverified_since or today
    return old.unverified_since if seen.verdict is Verdict.TRANSIENT else None


def _well(old: Record, today: dt.date) -> dict[str, object]:
    flaps = tuple(dict.fromkeys((*old.flaps, today)))[-_FLAPS_KEPT:] if old.failing else old.flaps
    return {"last_ok": today, "failing": {}, "flaps": flaps}


def _failed(failing: Mapping[Group, Streak], group: Group, today: dt.date) -> dict[Group, Streak]:
    streak = failing.get(group)
    if streak is None:
        streak = Streak(fails=1, since=today, last=today)
    elif streak.last < today:
        streak = Streak(fails=streak.fails + 1, since=streak.since, last=today)
    return dict(sorted({**failing, group: streak}.items()))


def _moved(old: Record, seen: Judgement, today: dt.date) -> dict[str, object]:
    """Note where a link leads; what a failure or a wall hides for a day is not forgotten."""
    if not seen.is_well:
        return {}
    if seen.verdict is not Verdict.MOVED:
        return {"to": "", "to_permanent": False, "to_since": None, "to_seen": 0}
    permanent = seen.reason is Reason.MOVED_FOR_GOOD
    if (seen.to, permanent) != (old.to, old.to_permanent):
        return {"to": seen.to, "to_permanent": permanent, "to_since": today, "to_seen": 1}
    return {"to_seen": min(old.to_seen + (old.last_ok != today), 2)}


def merge(records: Iterable[Record]) -> Memory:
    """Return the newest record of each address, sorted; the order in which they come makes no difference."""
    found: Memory = {}
    for record in records:
        known = found.get(record.url)
        if known is None or record.newest > known.newest:
            found[record.url] = record
    return dict(sorted(found.items()))


def line_of(record: Record) -> str:
    """Return a record as one line, without what is empty."""
    return record.model_dump_json(by_alias=True, exclude_defaults=True)


def memory_text(memory: Mapping[str, Record]) -> str:
    """Return the whole file."""
    return "".join(f"{line_of(record)}\n" for _, record in sorted(memory.items()))


def parse_memory(text: str) -> Memory:
    """Read a memory; where an address is there twice, as two merged branches leave it, the newest line counts.

    Raises BrokenMemoryError.
    """
    records = []
    for number, record in read_lines(text):
        if not isinstance(record, Record):
            raise BrokenMemoryError(f"line {number}: {str(record).splitlines()[0]}")
        records.append(record)
    return merge(records)


def read_lines(text: str) -> Iterator[tuple[int, Record | ValueError]]:
    """Yield the number of each line that is not empty, with its record or why it is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                record = Record.model_validate_json(line)
                _ = record.last_look
            except ValueError as error:  # pydantic's are such too
                yield number, error
            else:
                yield number, record


def read_memory(file: Path) -> Memory:
    """Read a memory from a file, an empty one where there is no file. Raises BrokenMemoryError."""
    return parse_memory(file.read_text(encoding="utf-8")) if file.is_file() else {}


def write_memory(file: Path, memory: Mapping[str, Record]) -> None:
    """Write a memory so that a kill leaves the old one or the new one; unchanged bytes are not written."""
    text = memory_text(memory)
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return
    replace_contents(file, text.encode("utf-8"))
