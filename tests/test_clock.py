"""The day on which a library is looked at."""

from __future__ import annotations

import datetime as dt

import pytest

from openshelf.core import clock


def test_the_epoch_decides_the_day_in_universal_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781567999")
    assert clock.today() == dt.date(2026, 6, 15)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781568000")
    assert clock.today() == dt.date(2026, 6, 16)


@pytest.mark.parametrize("epoch", ["", None])
def test_without_an_epoch_it_is_today(monkeypatch: pytest.MonkeyPatch, epoch: str | None) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    before, today, after = (dt.datetime.now(dt.UTC).date(), clock.today(), dt.datetime.now(dt.UTC).date())
    assert before <= today <= after


@pytest.mark.parametrize("epoch", ["now", "1.5", "9" * 30])
def test_an_epoch_that_is_no_number_of_seconds_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(clock.NoTimeError, match="SOURCE_DATE_EPOCH"):
        clock.today()
