"""Whether a link may be dead: what its record and the people who look after it say together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from openshelf.linkcheck.memory import Group
from openshelf.linkcheck.policy import Reason, Verdict

if TYPE_CHECKING:
    import datetime as dt

    from openshelf.linkcheck.memory import Record, Streak
    from openshelf.model.entries import Accept


class Standing(StrEnum):
    """How a link stands, over days."""

    FINE = "fine"
    SUSPECT = "suspect"
    """It failed, not often enough to say so to anybody."""
    FLAKY = "flaky"
    """It fails and comes back."""
    DOUBTFUL = "doubtful"
    """It answers with something that is probably not the page; a person must look."""
    DEAD = "dead"
    CERTIFICATE = "certificate"
    """Dead, and following the link may be unsafe."""
    BLOCKED = "blocked"
    """Blocked by law where the check runs."""
    UNVERIFIED = "unverified"
    """No program can check it, for so long that a person should."""
    ACCEPTED = "accepted"
    """It fails, and an editor says until when that is fine."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """When failures become "may be dead"."""

    fails: int
    days: int
    needs_person: bool = False


THRESHOLDS = {
    Group.GONE: Threshold(2, 2),
    Group.MISSING: Threshold(3, 7),
    Group.CERTIFICATE: Threshold(3, 14),
    Group.DOUBTFUL: Threshold(3, 14, needs_person=True),
    Group.DOWN: Threshold(6, 21),
}
UNVERIFIED_DAYS = 180
"""After how long a link that no program can check is shown to staff."""
FLAPS = 2
"""How often a link comes back within the days below before it is flaky."""
FLAPS_DAYS = 60


@dataclass(frozen=True, slots=True)
class Health:
    """How a link stands, and since when."""

    standing: Standing
    since: dt.date | None = None
    group: Group | None = None

    @property
    def may_be_dead(self) -> bool:
        """Whether readers are told."""
        return self.standing in {Standing.DEAD, Standing.CERTIFICATE}


_FINE = Health(Standing.FINE)


def health(record: Record | None, today: dt.date, accept: Accept | None = None) -> Health:
    """Say how a link stands. ``today`` only ends what people allowed for a time, and what they confirmed."""
    found = _seen(record, today) if record is not None else _FINE
    excused = accept is not None and today < accept.until and found.standing is not Standing.FINE
    return Health(Standing.ACCEPTED, found.since, found.group) if excused else found


def _seen(record: Record, today: dt.date) -> Health:
    human = record.human
    said = human.verdict if human and (human.until is None or today < human.until) else ""
    if said == "ok":
        return _FINE
    if said == "dead" and not (record.last_ok and human and record.last_ok > human.day and not record.failing):
        return Health(Standing.DEAD, _since(record) or (human.day if human else today))
    dead = [group for group, streak in record.failing.items() if _is_over(streak, THRESHOLDS[group])]
    for group in (Group.CERTIFICATE, Group.GONE, Group.MISSING, Group.DOWN, Group.DOUBTFUL):
        if group in dead:
            return Health(_STANDINGS[group], record.failing[group].since, group)
    if record.failing:
        standing = Standing.FLAKY if _is_flaky(record, _latest(record)) else Standing.SUSPECT
        return Health(standing, _since(record), _group(record))
    if record.reason is Reason.LEGAL:
        return Health(Standing.BLOCKED, record.unverified_since)
    if record.unverified_since is not None:
        checked = max(record.unverified_since, human.day if human else record.unverified_since)
        if (today - checked).days > UNVERIFIED_DAYS:
            return Health(Standing.UNVERIFIED, record.unverified_since)
    if record.last_ok is not None and _is_flaky(record, record.last_ok):
        return Health(Standing.FLAKY, record.flaps[0])
    return _FINE


_STANDINGS = {
    Group.CERTIFICATE: Standing.CERTIFICATE,
    Group.GONE: Standing.DEAD,
    Group.MISSING: Standing.DEAD,
    Group.DOWN: Standing.DEAD,
    Group.DOUBTFUL: Standing.DOUBTFUL,
}


def _is_over(streak: Streak, threshold: Threshold) -> bool:
    return streak.fails >= threshold.fails and (streak.last - streak.since).days >= threshold.days


def _is_flaky(record: Record, day: dt.date) -> bool:
    recent = [flap for flap in record.flaps if (day - flap).days <= FLAPS_DAYS]
    return len(recent) >= FLAPS


def _latest(record: Record) -> dt.date:
    return max(streak.last for streak in record.failing.values())


def _group(record: Record) -> Group:
    return max(record.failing, key=lambda group: (record.failing[group].last, group))


def _since(record: Record) -> dt.date | None:
    return min((streak.since for streak in record.failing.values()), default=None)


def is_suspect(record: Record) -> bool:
    """Whether a link is looked at every day until it is well again."""
    return record.verdict in {Verdict.BROKEN, Verdict.TRANSIENT} or bool(record.failing)
