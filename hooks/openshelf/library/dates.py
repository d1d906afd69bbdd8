"""When an entry must be read again."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openshelf.library.entry import Entry
    from openshelf.model.settings import Settings


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def review_due(entry: Entry, settings: Settings) -> dt.date:
    """Return the day by which an entry must be read again: its own, else the period of its kind."""
    if entry.data.review_by is not None:
        return entry.data.review_by
    months = getattr(settings.options.review_months, entry.kind.value.replace("-", "_"))
    return add_months(entry.data.reviewed, months)
