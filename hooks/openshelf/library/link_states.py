"""What is known of the links to other sites: what earlier checks remember, and what writers say beside them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import ValidationError

from openshelf.core.problem import Place, Problem, Rule
from openshelf.linkcheck.health import Health, Standing, health
from openshelf.linkcheck.memory import PATH, Record, merge, read_lines
from openshelf.model.entries import Resource
from openshelf.model.urls import page_of
from openshelf.sources.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.model.entries import Accept

LINK_MEMORY = Rule(
    "link-memory",
    "The memory of links can be read.",
    "`policy/link-memory.jsonl` is what `openshelf links` remembers, one JSON object a line. The command writes it; "
    "nobody edits it by hand, and git ignores it. Fetch it again, or delete it: the site then says that nothing is "
    "known about its links.",
)
_COPIED = re.compile(r"^https?://web\.archive\.org/web/(?P<day>\d{8})\d{0,6}[a-z_]*/")


class Notice(StrEnum):
    """What readers are told beside a link."""

    DEAD = "dead"
    CERTIFICATE = "certificate"
    OFTEN_DOWN = "often-down"
    BLOCKED = "blocked"
    UNCHECKED = "unchecked"


class LinkState(StrEnum):
    """What is known about a link, as lists and data files sort it."""

    FINE = "fine"
    MAY_BE_DEAD = "may-be-dead"
    OFTEN_DOWN = "often-down"
    NOT_CHECKED = "not-checked"
    """No program has seen it well: none looked yet, or none is let in."""


_NOTICES = {
    Standing.DEAD: Notice.DEAD,
    Standing.CERTIFICATE: Notice.CERTIFICATE,
    Standing.FLAKY: Notice.OFTEN_DOWN,
    Standing.BLOCKED: Notice.BLOCKED,
    Standing.UNVERIFIED: Notice.UNCHECKED,
}
_STATES = {
    Standing.DEAD: LinkState.MAY_BE_DEAD,
    Standing.CERTIFICATE: LinkState.MAY_BE_DEAD,
    Standing.FLAKY: LinkState.OFTEN_DOWN,
    Standing.BLOCKED: LinkState.NOT_CHECKED,
    Standing.UNVERIFIED: LinkState.NOT_CHECKED,
    Standing.DOUBTFUL: LinkState.NOT_CHECKED,
}
"""States that a standing decides alone; the others depend on whether a program ever saw the link well."""
_WITH_COPY = {Notice.DEAD, Notice.CERTIFICATE, Notice.BLOCKED}


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy."""

    address: str
    day: dt.date | None
    """When it was made; None where that is not known."""


@dataclass(frozen=True, slots=True)
class KnownLink:
    """What is known about one address."""

    address: str
    state: LinkState = LinkState.NOT_CHECKED
    notice: Notice | None = None
    """None where readers need not be told anything."""
    since: dt.date | None = None
    """Since when it is as the notice says."""
    last_ok: dt.date | None = None
    """The last day on which a program saw it well."""
    person: dt.date | None = None
    """The last day on which a person looked."""
    copy: Copy | None = None
    """A copy to read instead, only where the notice calls for one."""
    was_tried: bool = False
    """Whether a program has looked at all."""


class Links:
    """Everything known about the links of one library on one day."""

    def __init__(self, memory: Mapping[str, Record], entries: Iterable[Entry], today: dt.date) -> None:
        self._memory, self._today = memory, today
        self._found: dict[str, KnownLink] = {}
        self._accepted: dict[str, Accept] = {}
        self._uncopied: set[str] = set()
        self._copies: dict[str, str] = {}
        for entry in entries if memory else ():
            if entry.data.withdrawn is None:
                self._note(entry)

    def _note(self, entry: Entry) -> None:
        """Take in what a writer says of links: of two excuses the longer; one wish for no copy is enough."""
        data = entry.data
        links = entry.body.links if entry.body is not None and (data.accept or not data.archive) else ()
        own = (data.url, *(address for _, address in data.addresses.followed)) if isinstance(data, Resource) else ()
        for address in {page_of(each) for each in (*own, *(link.target for link in links))}:
            known = self._accepted.get(address)
            if data.accept is not None and (known is None or known.until < data.accept.until):
                self._accepted[address] = data.accept
            if not data.archive:
                self._uncopied.add(address)
        if isinstance(data, Resource) and data.archived_url is not None:
            self._copies.setdefault(page_of(data.url), data.archived_url)

    @property
    def is_known(self) -> bool:
        """Whether any check has told anything."""
        return bool(self._memory)

    @property
    def newest(self) -> dt.date | None:
        """The day of the newest check, as far as the memory tells: it keeps weeks of links that are not well."""
        return max((record.last_look for record in self._memory.values()), default=None)

    def of(self, address: str) -> KnownLink:
        """Return what is known about an address as a page has it."""
        key = page_of(address)
        if key not in self._found:
            self._found[key] = self._known(key)
        return self._found[key]

    def _known(self, address: str) -> KnownLink:
        record = self._memory.get(address)
        if record is None:
            return KnownLink(address)
        stands = health(record, self._today, self._accepted.get(address))
        notice = _NOTICES.get(stands.standing)
        return KnownLink(
            address,
            _state(stands, record),
            notice,
            stands.since,
            record.last_ok,
            record.human.day if record.human else None,
            self._copy(record) if notice in _WITH_COPY else None,
            was_tried=True,
        )

    def _copy(self, record: Record) -> Copy | None:
        """Return the copy nearest to the day on which the link was last well, else the one that a writer names."""
        if record.url in self._uncopied:
            return None
        if record.archive is not None and record.archive.url.startswith(("https://", "http://")):
            return Copy(record.archive.url, record.archive.day)
        own = self._copies.get(record.url)
        return Copy(own, _day_of(own)) if own else None


def _state(stands: Health, record: Record) -> LinkState:
    decided = _STATES.get(stands.standing)
    if decided is not None:
        return decided
    return LinkState.FINE if record.last_ok is not None else LinkState.NOT_CHECKED


def _day_of(copy: str) -> dt.date | None:
    """Return the day that the address of a copy at the Internet Archive tells."""
    found = _COPIED.match(copy)
    try:
        return dt.datetime.strptime(found["day"], "%Y%m%d").replace(tzinfo=dt.UTC).date() if found else None
    except ValueError:
        return None


def read_links(root: Path) -> tuple[Mapping[str, Record], list[Problem]]:
    """Read the build's copy of the memory. There may be none: then nothing is known, and nothing is wrong."""
    if not (root / PATH).exists():
        return {}, []
    text, problems = read_text(root / PATH, PATH)
    records = []
    for number, record in read_lines(text or ""):
        if isinstance(record, ValidationError):
            problems.append(_broken(number, _said(record)))
        elif isinstance(record, ValueError):
            problems.append(_broken(number, "last_checked is not a week such as 2026-W24"))
        else:
            records.append(record)
    return merge(records) if not problems else {}, problems


def _broken(number: int, message: str) -> Problem:
    return LINK_MEMORY.at(Place(PATH, number), message, "fetch the file again, or delete it")


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else "this line is no JSON object of the memory"
