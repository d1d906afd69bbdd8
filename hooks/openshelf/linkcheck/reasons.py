"""Everything that depends on why a link is as it is: one row for each reason. To add a reason, add its row here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Collection


class LinkVerdict(StrEnum):
    """What can be said about a link after one run."""

    OK = "ok"
    MOVED = "moved"
    BROKEN = "broken"
    TRANSIENT = "transient"
    UNVERIFIABLE = "unverifiable"

    @property
    def works(self) -> bool:
        """Whether a reader who follows the link arrives."""
        return self in {LinkVerdict.OK, LinkVerdict.MOVED}

    @property
    def failed(self) -> bool:
        """Whether the check found that the link does not work, for now or for good."""
        return self in {LinkVerdict.BROKEN, LinkVerdict.TRANSIENT}


class FailureGroup(StrEnum):
    """Failures that are counted together; ``health`` says how many of each it takes until a link may be dead."""

    GONE = "gone"
    MISSING = "missing"
    CERTIFICATE = "certificate"
    DOUBTFUL = "doubtful"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """What follows from a reason."""

    verdict: LinkVerdict
    group: FailureGroup | None = None
    """Where the failure is counted; None where it never makes a link dead."""
    words: str = ""
    """What the report says; empty where the site merely does not answer."""
    statuses: Collection[int] = ()
    """HTTP statuses that mean this, whatever the page says."""
    no_connection: bool = False
    """Whether the host did not answer at all, so that its other addresses can wait."""
    host_is_up: bool = False
    """Whether only a working host answers so, which ends a count of ``FailureGroup.DOWN``."""
    stops_author: bool = False
    """Whether the author of a new link must mend it at once: it cannot be somebody else's bad day."""
    staff_must_look: bool = False
    """Whether the report names the link at once, and not only when it has failed for days."""


_OK, _MOVED, _BROKEN, _TRANSIENT, _UNVERIFIABLE = LinkVerdict
_GONE, _MISSING, _CERTIFICATE, _DOUBTFUL, _DOWN = FailureGroup


class Reason(StrEnum):
    """Why a link has its verdict. The values stand in files that are kept, so they never change."""

    row: ReasonRow

    def __new__(cls, value: str, row: ReasonRow) -> Self:
        """Make a member whose value is its text alone."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.row = row
        return member

    FINE = "fine", ReasonRow(_OK)
    MOVED_FOR_GOOD = "moved-for-good", ReasonRow(_MOVED)
    MOVED_FOR_NOW = "moved-for-now", ReasonRow(_MOVED)

    GONE = (
        "gone",
        ReasonRow(_BROKEN, _GONE, "the host says that it is gone", statuses=(410,), stops_author=True),
    )
    MISSING = (
        "missing",
        ReasonRow(_BROKEN, _MISSING, "the host says that there is no such page", statuses=(404,), stops_author=True),
    )
    NXDOMAIN = (
        "no-such-name",
        ReasonRow(_BROKEN, _MISSING, "its host no longer exists (no DNS entry)", stops_author=True),
    )
    MALFORMED = "malformed", ReasonRow(_BROKEN, _MISSING, "it is not an address", stops_author=True)
    REDIRECT_LOOP = "loop", ReasonRow(_BROKEN, _MISSING, "it redirects in a circle")
    BAD_REDIRECT = "bad-redirect", ReasonRow(_BROKEN, _MISSING, "it redirects to nowhere")
    BAD_CERTIFICATE = (
        "certificate",
        ReasonRow(_BROKEN, _CERTIFICATE, "its certificate is not valid; following it may be unsafe"),
    )
    SOFT_404 = "soft-404", ReasonRow(_BROKEN, _DOUBTFUL, "its page says that it was not found")
    PARKED = "parked", ReasonRow(_BROKEN, _DOUBTFUL, "its domain is parked or for sale")
    FRONT_PAGE = "front-page", ReasonRow(_BROKEN, _DOUBTFUL, "it leads to the site's front page instead")

    SERVER_ERROR = "server-error", ReasonRow(_TRANSIENT, _DOWN, statuses=range(500, 600))
    TIMEOUT = "time-out", ReasonRow(_TRANSIENT, _DOWN, statuses=(408,), no_connection=True)
    CONNECTION_REFUSED = "refused", ReasonRow(_TRANSIENT, _DOWN, no_connection=True)
    UNREACHABLE = "unreachable", ReasonRow(_TRANSIENT, _DOWN, no_connection=True)
    CONNECTION_RESET = "reset", ReasonRow(_TRANSIENT, _DOWN, no_connection=True)
    """The connection broke, or what came was no HTTP."""
    DNS_FAILURE = "names-down", ReasonRow(_TRANSIENT, _DOWN)
    """The name server did not answer, which says nothing about the address."""
    RATE_LIMITED = (
        "rate-limited",
        ReasonRow(_TRANSIENT, None, "it asks programs to try again later", statuses=(429,), host_is_up=True),
    )

    BOT_WALL = (
        "wall",
        ReasonRow(_UNVERIFIABLE, None, "it blocks programs", statuses=(401, 402, 403, 407, 999), host_is_up=True),
    )
    LOGIN = "login", ReasonRow(_UNVERIFIABLE, None, "it asks for a login", host_is_up=True)
    BLOCKED_BY_LAW = (
        "legal",
        ReasonRow(
            _UNVERIFIABLE,
            None,
            "it is blocked by law in the country where the check runs",
            statuses=(451,),
            host_is_up=True,
        ),
    )
    ROBOTS = "robots", ReasonRow(_UNVERIFIABLE, None, "its robots.txt asks programs not to visit it", host_is_up=True)
    ONION = (
        "hidden",
        ReasonRow(_UNVERIFIABLE, None, "it is an onion service, or needs another special program"),
    )
    PRIVATE_NETWORK = (
        "private",
        ReasonRow(
            _UNVERIFIABLE, None, "its name leads into a private network, so it was not checked", staff_must_look=True
        ),
    )
    INCOMPLETE_CHAIN = (
        "half-certificate",
        ReasonRow(_UNVERIFIABLE, None, "its certificate is incomplete; browsers may accept it"),
    )
    """The host leaves out the intermediate certificate; browsers often have it from elsewhere."""
    UNINTELLIGIBLE = "odd-answer", ReasonRow(_UNVERIFIABLE, None, "a person must look at its answer")

    @property
    def is_unchecked(self) -> bool:
        """Whether the answer says neither that the page is there nor that it is not."""
        return self.row.group is None and not self.row.verdict.works


REASON_OF_STATUS = {status: reason for reason in Reason for status in reason.row.statuses}
