"""What earlier runs found: one JSON object a line, sorted by address; equal histories are equal bytes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from openshelf.linkcheck.reasons import FailureGroup, LinkVerdict, Reason
from openshelf.sources.files import LINK_MEMORY, replace_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from openshelf.linkcheck.policy import CheckResult

PATH = LINK_MEMORY
"""Where builds read the history."""
_MAX_FLAPS = 3


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True)


class Streak(_Frozen):
    """Failures of one group without a success between them, at most one a day."""

    fails: int
    since: dt.date
    last: dt.date


class ArchivedCopy(_Frozen):
    """The result of the last search for an archived copy."""

    url: str = ""
    """Empty where there is none."""
    day: dt.date | None = None
    """The day the copy was made."""
    looked_up: dt.date


class HumanCheck(_Frozen):
    """What a person saw who followed the link."""

    verdict: Literal["ok", "dead"]
    by: str
    day: dt.date
    until: dt.date | None = None
    note: str = ""


class LinkRecord(_Frozen):
    """What is known about one address."""

    url: str
    first_seen: dt.date
    last_ok: dt.date | None = None
    last_checked: str
    """A week, such as 2026-W24: a day would change every line at every sweep."""
    verdict: LinkVerdict
    reason: Reason = Field(alias="class")
    status: int | None = None
    failing: dict[FailureGroup, Streak] = Field(default_factory=dict)
    """One success clears all streaks."""
    flaps: tuple[dt.date, ...] = ()
    """The last days on which the link worked again after a failure."""
    unverified_since: dt.date | None = None
    to: str = ""
    to_permanent: bool = False
    to_since: dt.date | None = None
    to_seen: int = 0
    """On how many days the link was seen to lead there."""
    etag: str = ""
    archive: ArchivedCopy | None = None
    human: HumanCheck | None = None

    @property
    def last_check(self) -> dt.date:
        """The last day on which a program checked the link; where only the week is known, its Monday.

        Raises ValueError where ``last_checked`` is no week.
        """
        year, _, number = self.last_checked.partition("-W")
        days = [dt.date.fromisocalendar(int(year), int(number), 1), self.first_seen, self.last_ok]
        return max(day for day in (*days, *(streak.last for streak in self.failing.values())) if day is not None)

    @property
    def recency(self) -> tuple[dt.date, str]:
        """Sort key for records of one address, the newest last; between equal days the text decides."""
        days = [self.archive.looked_up if self.archive else None, self.human.day if self.human else None]
        return (max(day for day in (self.last_check, *days) if day is not None), line_of(self))


History = dict[str, LinkRecord]
"""Records by address."""


class BrokenHistoryError(ValueError):
    """A line of the history cannot be read; the message says which."""


def iso_week(day: dt.date) -> str:
    """Return the ISO week of a day, such as 2026-W24."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def updated_record(before: LinkRecord | None, address: str, result: CheckResult, today: dt.date) -> LinkRecord:
    """Return the record of an address after a run."""
    row = result.reason.row
    old = before or LinkRecord.model_validate(
        {
            "url": address,
            "first_seen": today,
            "last_checked": iso_week(today),
            "verdict": result.verdict,
            "class": result.reason,
        }
    )
    changes: dict[str, object] = {
        "last_checked": iso_week(today),
        "verdict": result.verdict,
        "reason": result.reason,
        "status": result.status,
        "etag": result.etag,
    }
    if result.verdict.works:
        changes |= _after_success(old, today)
    elif row.group is not None:
        changes["failing"] = _after_failure(old.failing, row.group, today)
    elif row.host_is_up:
        changes["failing"] = {group: streak for group, streak in old.failing.items() if group is not FailureGroup.DOWN}
    changes["unverified_since"] = _unverified_since(old, result, today)
    changes |= _redirect(old, result, today)
    return old.model_copy(update=changes)


def _unverified_since(old: LinkRecord, result: CheckResult, today: dt.date) -> dt.date | None:
    """Return since when no program could check the link; an outage in between does not end that."""
    if result.reason.is_unchecked:
        return old.unverified_since or today
    return old.unverified_since if result.verdict is LinkVerdict.TRANSIENT else None


def _after_success(old: LinkRecord, today: dt.date) -> dict[str, object]:
    flaps = tuple(dict.fromkeys((*old.flaps, today)))[-_MAX_FLAPS:] if old.failing else old.flaps
    return {"last_ok": today, "failing": {}, "flaps": flaps}


def _after_failure(
    failing: Mapping[FailureGroup, Streak], group: FailureGroup, today: dt.date
) -> dict[FailureGroup, Streak]:
    streak = failing.get(group)
    if streak is None:
        streak = Streak(fails=1, since=today, last=today)
    elif streak.last < today:
        streak = Streak(fails=streak.fails + 1, since=streak.since, last=today)
    return dict(sorted({**failing, group: streak}.items()))


def _redirect(old: LinkRecord, result: CheckResult, today: dt.date) -> dict[str, object]:
    """Return where the link redirects to. A failure says nothing about that, so it changes nothing."""
    if not result.verdict.works:
        return {}
    if result.verdict is not LinkVerdict.MOVED:
        return {"to": "", "to_permanent": False, "to_since": None, "to_seen": 0}
    permanent = result.reason is Reason.MOVED_FOR_GOOD
    if (result.to, permanent) != (old.to, old.to_permanent):
        return {"to": result.to, "to_permanent": permanent, "to_since": today, "to_seen": 1}
    return {"to_seen": min(old.to_seen + (old.last_ok != today), 2)}


def merge(records: Iterable[LinkRecord]) -> History:
    """Return the newest record of each address, sorted; the order in which they come makes no difference."""
    found: History = {}
    for record in records:
        known = found.get(record.url)
        if known is None or record.recency > known.recency:
            found[record.url] = record
    return dict(sorted(found.items()))


def line_of(record: LinkRecord) -> str:
    """Return a record as one line, without fields that have their default."""
    return record.model_dump_json(by_alias=True, exclude_defaults=True)


def history_text(history: Mapping[str, LinkRecord]) -> str:
    """Return the whole file."""
    return "".join(f"{line_of(record)}\n" for _, record in sorted(history.items()))


def parse_history(text: str) -> History:
    """Read a history. Two merged branches can leave an address there twice: then the newest line counts.

    Raises BrokenHistoryError.
    """
    records = []
    for number, record in read_lines(text):
        if not isinstance(record, LinkRecord):
            raise BrokenHistoryError(f"line {number}: {str(record).splitlines()[0]}")
        records.append(record)
    return merge(records)


def read_lines(text: str) -> Iterator[tuple[int, LinkRecord | ValueError]]:
    """Yield the number of each line that is not empty, with its record or why it is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                record = LinkRecord.model_validate_json(line)
                _ = record.last_check
            except ValueError as error:  # includes pydantic's ValidationError
                yield number, error
            else:
                yield number, record


def read_history(file: Path) -> History:
    """Read a history from a file, an empty one where there is no file. Raises BrokenHistoryError."""
    return parse_history(file.read_text(encoding="utf-8")) if file.is_file() else {}


def write_history(file: Path, history: Mapping[str, LinkRecord]) -> None:
    """Write a history. A kill leaves the old file or the new one; an unchanged file is not touched."""
    text = history_text(history)
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return
    replace_contents(file, text.encode("utf-8"))
