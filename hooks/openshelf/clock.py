"""The day on which a library is looked at: one explicit argument everywhere, and this is where it comes from."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """Return the day of ``SOURCE_DATE_EPOCH`` if set, so that builds can be repeated, else the current day in UTC.

    Raises ValueError when the variable holds no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.date()
