"""Whether a link may be dead: decided from its record and from what people said about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from openshelf.linkcheck.reasons import FailureGroup, Reason

if TYPE_CHECKING:
    import datetime as dt

    from openshelf.linkcheck.history import LinkRecord, Streak
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
    """Days on which the link failed."""
    days: int
    """Between the first and the last of them."""
    standing: Standing
    """What the link is from then on."""


THRESHOLDS = {
    FailureGroup.CERTIFICATE: Threshold(3, 14, Standing.CERTIFICATE),
    FailureGroup.GONE: Threshold(2, 2, Standing.DEAD),
    FailureGroup.MISSING: Threshold(3, 7, Standing.DEAD),
    FailureGroup.DOWN: Threshold(6, 21, Standing.DEAD),
    FailureGroup.DOUBTFUL: Threshold(3, 14, Standing.DOUBTFUL),
}
"""The worst first: a link that is over several thresholds stands as the first of them says."""
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
    group: FailureGroup | None = None

    @property
    def may_be_dead(self) -> bool:
        """Whether readers are told."""
        return self.standing in {Standing.DEAD, Standing.CERTIFICATE}


_FINE = Health(Standing.FINE)


def health(record: LinkRecord | None, today: dt.date, accept: Accept | None = None) -> Health:
    """Say how a link stands. ``today`` only ends what people allowed for a time, and what they confirmed."""
    found = _without_excuse(record, today) if record is not None else _FINE
    excused = accept is not None and today < accept.until and found.standing is not Standing.FINE
    return Health(Standing.ACCEPTED, found.since, found.group) if excused else found


def _without_excuse(record: LinkRecord, today: dt.date) -> Health:
    return _said_by_person(record, today) or _from_failures(record) or _without_failure(record, today)


def _said_by_person(record: LinkRecord, today: dt.date) -> Health | None:
    human = record.human
    if human is None or (human.until is not None and today >= human.until):
        return None
    if human.verdict == "ok":
        return _FINE
    # A link that worked after the person looked, and works still, has come back.
    has_come_back = record.last_ok is not None and record.last_ok > human.day and not record.failing
    return None if has_come_back else Health(Standing.DEAD, _since(record) or human.day)


def _from_failures(record: LinkRecord) -> Health | None:
    for group, threshold in THRESHOLDS.items():
        streak = record.failing.get(group)
        if streak is not None and _is_over(streak, threshold):
            return Health(threshold.standing, streak.since, group)
    if not record.failing:
        return None
    standing = Standing.FLAKY if _is_flaky(record, _last_failure(record)) else Standing.SUSPECT
    return Health(standing, _since(record), _latest_group(record))


def _without_failure(record: LinkRecord, today: dt.date) -> Health:
    if record.reason is Reason.BLOCKED_BY_LAW:
        return Health(Standing.BLOCKED, record.unverified_since)
    if record.unverified_since is not None:
        checked = max(record.unverified_since, record.human.day if record.human else record.unverified_since)
        if (today - checked).days > UNVERIFIED_DAYS:
            return Health(Standing.UNVERIFIED, record.unverified_since)
    if record.last_ok is not None and _is_flaky(record, record.last_ok):
        return Health(Standing.FLAKY, record.flaps[0])
    return _FINE


def _is_over(streak: Streak, threshold: Threshold) -> bool:
    return streak.fails >= threshold.fails and (streak.last - streak.since).days >= threshold.days


def _is_flaky(record: LinkRecord, day: dt.date) -> bool:
    recent = [flap for flap in record.flaps if (day - flap).days <= FLAPS_DAYS]
    return len(recent) >= FLAPS


def _last_failure(record: LinkRecord) -> dt.date:
    return max(streak.last for streak in record.failing.values())


def _latest_group(record: LinkRecord) -> FailureGroup:
    return max(record.failing, key=lambda group: (record.failing[group].last, group))


def _since(record: LinkRecord) -> dt.date | None:
    return min((streak.since for streak in record.failing.values()), default=None)


def is_suspect(record: LinkRecord) -> bool:
    """Whether a link is checked every day until it works again."""
    return record.verdict.failed or bool(record.failing)
