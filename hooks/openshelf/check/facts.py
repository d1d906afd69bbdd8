"""Rules about dates and facts that must agree with each other."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Severity
from openshelf.library.dates import review_due
from openshelf.model.entries import CaseStudy, Resource, Update
from openshelf.model.fields import Answer
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.library.part import Entries
    from openshelf.model.entries import State

_EAST = dt.timedelta(days=1)
"""How far the calendar of the earliest clocks (UTC+14) can be ahead of that of UTC."""


@check(
    "future-date",
    "A date is in the future.",
    "A review or a withdrawal cannot have a date in the future. Check the year. To publish something later, use "
    "`publish_after`. Days are counted in UTC; tomorrow is accepted, because it has begun in the east.",
)
def future_date(library: Library) -> Iterator[Finding]:
    """Find reviews, look-ups, consents, withdrawals and posts dated after today."""
    latest = library.today + min(_EAST, dt.date.max - library.today)
    for entry in library.parsed_entries:
        dates: list[tuple[tuple[str, ...], dt.date | None]] = [(("reviewed",), entry.data.reviewed)]
        if entry.data.withdrawn is not None:
            dates.append((("withdrawn", "date"), entry.data.withdrawn.date))
        if isinstance(entry.data, Update) and entry.data.publish_after is None:
            dates.append((("date",), entry.data.date))
        if isinstance(entry.data, Resource):
            dates += [(("criteria", name, "checked"), verdict.checked) for name, verdict in entry.data.criteria.items()]
            yield from _state_to_come(entry, entry.data.state, latest)
        if isinstance(entry.data, CaseStudy):
            dates.append((("partner", "consent", "given"), entry.data.partner.consent.given))
        for loc, day in dates:
            if day is not None and day > latest:
                yield (
                    entry.place(*loc),
                    f"{loc[-1]} {day} is in the future, today is {library.today}",
                    "check the year and the month",
                )


def _state_to_come(entry: Entry, state: State | None, latest: dt.date) -> Iterator[Finding]:
    """Find a state that begins after a day; of a month and a year, only what is given is compared."""
    since = state.since if state is not None else None
    if since is not None and since > latest.isoformat()[: len(since)]:
        yield entry.place("state", "since"), f"since {since} is in the future", "check the year and the month"


@entry_check(
    "review-order",
    "The next review is due before the last one.",
    "`review_by` is the day by which the text must be read again, so it comes after `reviewed`.",
)
def review_order(library: Entries) -> Iterator[Finding]:
    """Find review dates in the wrong order."""
    for entry in library.parsed_entries:
        due = entry.data.review_by
        if due is not None and due <= entry.data.reviewed:
            yield (
                entry.place("review_by"),
                f"review_by {due} is not after reviewed {entry.data.reviewed}",
                "choose a later day",
            )


@check(
    "review-due",
    "A text is due for review.",
    "Advice becomes outdated. Read the text against its source, correct it, and write today's date after `reviewed`. "
    "Until then readers see a notice. The periods for each kind are in `mkdocs.yml`.",
    Severity.WARNING,
)
def review_is_due(library: Library) -> Iterator[Finding]:
    """Find entries whose review is overdue."""
    for entry in library.parsed_entries:
        due = review_due(entry, library.settings)
        if due < library.today and entry.data.withdrawn is None:
            yield entry.place("reviewed"), f"review was due on {due}", "read it again and set reviewed"


@check(
    "accept-expired",
    "The end date of an accepted link failure has come.",
    "`accept` ignores a failing link until a day, and that day has come. Follow the link. If it works, delete "
    "`accept`. If it does not, correct or remove the link, or write a new day after `until`. Until then the checks "
    "count its failures again.",
    Severity.WARNING,
)
def accept_has_ended(library: Library) -> Iterator[Finding]:
    """Find excuses for links that are over."""
    for entry in library.parsed_entries:
        note = entry.data.accept
        if note is not None and note.until <= library.today and entry.data.withdrawn is None:
            yield (
                entry.place("accept", "until"),
                f"failure was accepted until {note.until}",
                "follow the link, then delete accept",
            )


@entry_check(
    "verdict-source",
    "A verdict on a criterion has no source or no date.",
    "People choose tools by these tables. Write the source and the day on which you read it. If nobody has looked it "
    "up, write `unknown`: that is a good answer.",
)
def verdict_source(library: Entries) -> Iterator[Finding]:
    """Find verdicts without evidence."""
    for entry in library.all_entries:
        if isinstance(entry.data, Resource):
            for name, verdict in entry.data.criteria.items():
                if verdict.verdict is not Answer.UNKNOWN and not (verdict.source and verdict.checked):
                    yield (
                        entry.place("criteria", name),
                        f"{name}: {verdict.verdict} needs source and checked",
                        "add them, or write unknown",
                    )


@check(
    "look-back-figures",
    "A look back lacks its period or figures, or its figures do not add up.",
    "The charts and tables of a look back are drawn from `figures`. The half-years must add up to the whole.",
)
def look_back_figures(library: Library) -> Iterator[Finding]:
    """Find look backs without figures, and figures that disagree."""
    for entry in library.entries[Kind.UPDATE].values():
        data = entry.data
        if not isinstance(data, Update):
            continue
        if data.kind != "look-back":
            if data.figures is not None:
                yield (
                    entry.place("figures", key=True),
                    f"only a look back has figures, this is kind {data.kind}",
                    "write kind: look-back, or delete figures",
                )
            continue
        if data.figures is None or data.period is None:
            yield entry.place("kind"), "a look back needs period and figures", "add them"
            continue
        parts = sum(part.partners for part in data.figures.half_years)
        if data.figures.half_years and parts != data.figures.partners:
            yield (
                entry.place("figures", "partners"),
                f"half-years add up to {parts}, not to {data.figures.partners}",
                "correct one of them",
            )


CHECKS: tuple[Check, ...] = (
    future_date,
    review_order,
    review_is_due,
    accept_has_ended,
    verdict_source,
    look_back_figures,
)
