"""The day that counts as today: passed explicitly everywhere, and read from the environment or the clock only here."""

from __future__ import annotations

import datetime as dt
import os


class NoTimeError(ValueError):
    """``SOURCE_DATE_EPOCH`` holds no number of seconds."""


def today() -> dt.date:
    """Return the day of ``SOURCE_DATE_EPOCH`` if set, so that builds can be repeated, else the current day in UTC.

    Raises NoTimeError when the variable holds no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise NoTimeError(f"SOURCE_DATE_EPOCH is {epoch!r}, which is not a number of seconds") from None
    return moment.date()
