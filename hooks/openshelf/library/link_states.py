"""What is known of the links to other sites: what earlier checks recorded, and what writers note beside them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import ValidationError

from openshelf.core.problem import Place, Problem, Rule
from openshelf.library.own_links import own_links
from openshelf.linkcheck.health import Standing, health
from openshelf.linkcheck.history import PATH, LinkRecord, merge, read_lines
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
    "The file with the results of link checks cannot be read.",
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
    """No program has found it working: none tried yet, or none is let in."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What readers see of a link that stands in one way."""

    notice: Notice | None = None
    state: LinkState | None = None
    """None where it depends on whether a program ever found the link working."""
    offers_copy: bool = False


_SHOWN = {
    Standing.DEAD: _Shown(Notice.DEAD, LinkState.MAY_BE_DEAD, offers_copy=True),
    Standing.CERTIFICATE: _Shown(Notice.CERTIFICATE, LinkState.MAY_BE_DEAD, offers_copy=True),
    Standing.BLOCKED: _Shown(Notice.BLOCKED, LinkState.NOT_CHECKED, offers_copy=True),
    Standing.FLAKY: _Shown(Notice.OFTEN_DOWN, LinkState.OFTEN_DOWN),
    Standing.UNVERIFIED: _Shown(Notice.UNCHECKED, LinkState.NOT_CHECKED),
    Standing.DOUBTFUL: _Shown(None, LinkState.NOT_CHECKED),
    Standing.FINE: _Shown(),
    Standing.SUSPECT: _Shown(),
    Standing.ACCEPTED: _Shown(),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy."""

    address: str
    day: dt.date | None
    """When it was made; None where that is not known."""


@dataclass(frozen=True, slots=True)
class KnownLink:
    """What is known about one external link."""

    address: str
    state: LinkState = LinkState.NOT_CHECKED
    notice: Notice | None = None
    """None where readers need not be told anything."""
    since: dt.date | None = None
    """Since when it is as the notice says."""
    last_ok: dt.date | None = None
    """The last day on which a program found it working."""
    person: dt.date | None = None
    """The last day on which a person looked."""
    copy: Copy | None = None
    """A copy to read instead, only where the notice calls for one."""
    was_tried: bool = False
    """Whether a program has tried at all."""


class Links:
    """Everything known about the links of one library on one day."""

    def __init__(self, history: Mapping[str, LinkRecord], entries: Iterable[Entry], today: dt.date) -> None:
        self._history, self._today = history, today
        self._found: dict[str, KnownLink] = {}
        self._accepted: dict[str, Accept] = {}
        self._uncopied: set[str] = set()
        self._copies: dict[str, str] = {}
        for entry in entries if history else ():
            if entry.data.withdrawn is None:
                self._note(entry)

    def _note(self, entry: Entry) -> None:
        """Merge notes for one address: the latest ``until`` wins; ``archive: false`` anywhere wins."""
        data = entry.data
        links = entry.body.links if entry.body is not None and (data.accept or not data.archive) else ()
        for address in {page_of(each) for each in (*own_links(data), *(link.target for link in links))}:
            known = self._accepted.get(address)
            if data.accept is not None and (known is None or known.until < data.accept.until):
                self._accepted[address] = data.accept
            if not data.archive:
                self._uncopied.add(address)
        if isinstance(data, Resource) and data.archived_url is not None:
            self._copies.setdefault(page_of(data.url), data.archived_url)

    @property
    def is_known(self) -> bool:
        """Whether any check has recorded anything."""
        return bool(self._history)

    @property
    def newest(self) -> dt.date | None:
        """The day of the newest check, as far as it is known: of links that do not work only the week is kept."""
        return max((record.last_check for record in self._history.values()), default=None)

    def of(self, address: str) -> KnownLink:
        """Return what is known about an address as a page has it."""
        key = page_of(address)
        if key not in self._found:
            self._found[key] = self._known(key)
        return self._found[key]

    def _known(self, address: str) -> KnownLink:
        record = self._history.get(address)
        if record is None:
            return KnownLink(address)
        current = health(record, self._today, self._accepted.get(address))
        shown = _SHOWN[current.standing]
        undecided = LinkState.FINE if record.last_ok is not None else LinkState.NOT_CHECKED
        return KnownLink(
            address,
            shown.state or undecided,
            shown.notice,
            current.since,
            record.last_ok,
            record.human.day if record.human else None,
            self._copy(record) if shown.offers_copy else None,
            was_tried=True,
        )

    def _copy(self, record: LinkRecord) -> Copy | None:
        """Return the copy nearest to the day on which the link last worked, else the one that a writer names."""
        if record.url in self._uncopied:
            return None
        if record.archive is not None and record.archive.url.startswith(("https://", "http://")):
            return Copy(record.archive.url, record.archive.day)
        own = self._copies.get(record.url)
        return Copy(own, _day_of(own)) if own else None


def _day_of(copy: str) -> dt.date | None:
    """Return the day that the address of a copy at the Internet Archive tells."""
    found = _COPIED.match(copy)
    try:
        return dt.datetime.strptime(found["day"], "%Y%m%d").replace(tzinfo=dt.UTC).date() if found else None
    except ValueError:
        return None


def read_link_history(root: Path) -> tuple[Mapping[str, LinkRecord], list[Problem]]:
    """Read the build's copy of the link history. Without one nothing is known about links, and nothing is wrong."""
    if not (root / PATH).exists():
        return {}, []
    text, problems = read_text(root / PATH, PATH)
    records = []
    for number, record in read_lines(text or ""):
        if isinstance(record, ValidationError):
            problems.append(_broken(number, _validation_message(record)))
        elif isinstance(record, ValueError):
            problems.append(_broken(number, "last_checked is not a week such as 2026-W24"))
        else:
            records.append(record)
    return merge(records) if not problems else {}, problems


def _broken(number: int, message: str) -> Problem:
    return LINK_MEMORY.at(Place(PATH, number), message, "fetch the file again, or delete it")


def _validation_message(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else "this line is not a JSON object of link checks"
