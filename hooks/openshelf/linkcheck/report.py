"""What staff read about links: the same bytes for the same history, library and day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.core.problem import Rule
from openshelf.linkcheck.health import Standing, health
from openshelf.linkcheck.inventory import accepted, may_archive
from openshelf.linkcheck.reasons import LinkVerdict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openshelf.core.problem import Problem
    from openshelf.linkcheck.health import Health
    from openshelf.linkcheck.history import LinkRecord
    from openshelf.linkcheck.inventory import Inventory, Use
    from openshelf.linkcheck.policy import CheckResult
    from openshelf.linkcheck.sweep import SweepResult

STABLE_DAYS = 2
"""On how many days a permanent redirect is seen before sources are edited."""

SECTIONS = {
    "dead": "May be dead",
    "moved": "Moved for good",
    "look": "To be checked by a person",
    "unverified": "Not checked by a program, and not by a person for a long time",
    "accepted": "Failing, but accepted for some time",
}
NEW_LINK_GONE = Rule(
    "new-link-gone",
    "A new link leads to a page that is gone.",
    "The address does not exist, or its host says that the page is gone. Follow it yourself. If it is right all the "
    "same, write `accept: {reason: …, until: …}` beside it.",
)
_SECTION_OF = {
    Standing.DEAD: "dead",
    Standing.CERTIFICATE: "dead",
    Standing.DOUBTFUL: "look",
    Standing.FLAKY: "look",
    Standing.BLOCKED: "look",
    Standing.UNVERIFIED: "unverified",
    Standing.ACCEPTED: "accepted",
}


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One link that somebody should look at."""

    section: str
    record: LinkRecord
    health: Health
    uses: tuple[Use, ...]

    @property
    def copy(self) -> str:
        """The address of an archived copy, empty where there is none or none may be shown."""
        archive = self.record.archive
        return archive.url if archive and may_archive(self.uses) else ""

    @property
    def instead(self) -> str:
        """An address to use instead: where the link redirected to when it last worked."""
        return self.record.to if self.section in {"dead", "moved"} else ""

    @property
    def why(self) -> str:
        """What is wrong, in words."""
        if self.section == "moved":
            return f"it redirects to <{_escaped(self.record.to)}>"
        if self.health.standing is Standing.FLAKY:
            return "it sometimes fails and then works again"
        return self.record.reason.row.words or f"it often does not answer ({self.record.reason})"


def items(history: Mapping[str, LinkRecord], inventory: Inventory, today: dt.date) -> tuple[ReportItem, ...]:
    """Return the links that somebody should look at, by section and address."""
    found = list(_items(history, inventory, today))
    order = list(SECTIONS)
    return tuple(sorted(found, key=lambda item: (order.index(item.section), item.record.url)))


def _items(history: Mapping[str, LinkRecord], inventory: Inventory, today: dt.date) -> Iterator[ReportItem]:
    for address, uses in inventory.items():
        record = history.get(address)
        if record is None:
            continue
        current = health(record, today, accepted(uses))
        section = _SECTION_OF.get(current.standing, "")
        if not section and record.reason.row.staff_must_look:
            section = "look"
        if not section and moved_for_good(record):
            section = "moved"
        if section:
            yield ReportItem(section, record, current, uses)


def moved_for_good(record: LinkRecord) -> bool:
    """Whether sources should be edited: the redirect is permanent and was seen on more than one day."""
    return record.verdict is LinkVerdict.MOVED and record.to_permanent and record.to_seen >= STABLE_DAYS


def as_text(found: Sequence[ReportItem]) -> str:
    """Return the report for a terminal."""
    lines = []
    for section, members in _grouped(found):
        lines += [f"{SECTIONS[section]}: {len(members)}"]
        for item in members:
            lines += [f"  {item.record.url}", f"    {_sentence(item)}"]
            lines += [f"    archived copy: {item.copy}"] if item.copy else []
            lines += [f"    at {', '.join(_places(item.uses))}"]
    return "\n".join(lines) or "Nothing to do: no link needs attention."


def as_markdown(found: Sequence[ReportItem]) -> str:
    """Return the report as the text of an issue; empty where there is nothing to do."""
    parts = []
    for section, members in _grouped(found):
        parts.append(f"## {SECTIONS[section]} ({len(members)})\n")
        if section == "moved":
            parts.append("`openshelf links fix --moved` edits these in the sources.\n")
        for item in members:
            copy = f" · [archived copy]({_escaped(item.copy)})" if item.copy else ""
            parts.append(
                f"- <{_escaped(item.record.url)}>\n  {_sentence(item)}{copy}\n  {', '.join(_places(item.uses))}"
            )
        parts.append("")
    return "\n".join(parts)


def as_json(found: Sequence[ReportItem]) -> str:
    """Return the report for machines."""
    rows = [
        {
            "section": item.section,
            "url": item.record.url,
            "standing": item.health.standing,
            "class": item.record.reason,
            "since": item.health.since.isoformat() if item.health.since else None,
            "last_ok": item.record.last_ok.isoformat() if item.record.last_ok else None,
            "archive": item.copy or None,
            "instead": item.instead or None,
            "places": [{"path": use.place.path, "line": use.place.line, "words": use.words} for use in item.uses],
        }
        for item in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def of_change(wanted: Sequence[str], result: SweepResult, inventory: Inventory, gone: Sequence[str], form: str) -> str:
    """Return the results for the addresses that a change adds, those that are gone first."""
    rows = [(address, result.checked.get(address)) for address in sorted(wanted, key=lambda a: (a not in gone, a))]
    if form == "json":
        table = [
            {
                "url": address,
                "verdict": seen.verdict if seen else None,
                "class": seen.reason if seen else None,
                "gone": address in gone,
                "to": (seen.to or None) if seen else None,
                "places": _places(inventory[address]),
            }
            for address, seen in rows
        ]
        return json.dumps(table, ensure_ascii=False, indent=1)
    if not wanted:
        return "The change adds no external address."
    number = "1 new address" if len(wanted) == 1 else f"{len(wanted)} new addresses"
    lines = [f"{number}, {len(gone)} certainly gone."]
    for address, seen in rows:
        if seen is None or seen.verdict is not LinkVerdict.OK:
            mark = "- " if form == "markdown" else ""
            lines.append(f"{mark}{_places(inventory[address])[0]} <{_escaped(address)}>: {_why_new(seen)}")
    return "\n".join(lines)


def _why_new(result: CheckResult | None) -> str:
    if result is None:
        return "there was no time to check it"
    if result.to:
        return f"it redirects to <{_escaped(result.to)}>"
    return result.reason.row.words or f"it does not answer now ({result.reason})"


def problems_of(gone: Iterable[str], result: SweepResult, inventory: Inventory) -> list[Problem]:
    """Return the addresses that the author of a change must mend, where they stand."""
    return [
        NEW_LINK_GONE.at(use.place, f"{address}: {_why_new(result.checked[address])}", "correct it, or take it out")
        for address in gone
        for use in inventory[address]
    ]


def _grouped(found: Iterable[ReportItem]) -> Iterator[tuple[str, list[ReportItem]]]:
    members = list(found)
    for section in SECTIONS:
        inside = [item for item in members if item.section == section]
        if inside:
            yield section, inside


def _sentence(item: ReportItem) -> str:
    since = f"since {item.health.since}: " if item.health.since else ""
    last = f", last worked on {item.record.last_ok}" if item.record.last_ok and item.section == "dead" else ""
    instead = f"; perhaps <{_escaped(item.instead)}>" if item.instead and item.section == "dead" else ""
    return f"{since}{item.why}{last}{instead}"


def _places(uses: Sequence[Use]) -> list[str]:
    return [f"{use.place.path}:{use.place.line}" for use in uses]


def _escaped(address: str) -> str:
    return address.replace("<", "%3C").replace(">", "%3E").replace("(", "%28").replace(")", "%29")
