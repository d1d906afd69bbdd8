"""When an entry must be read again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.library.dates import add_months, review_due
from openshelf.model.kinds import Kind
from support import FILES, a_library, examples, load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-05-01", 0, "2026-05-01"),
        ("2026-05-01", 120, "2036-05-01"),
        ("9999-12-01", 12, "9999-12-31"),
        ("2026-05-01", 999_999_999, "9999-12-31"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: str, months: int, later: str) -> None:
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


@examples(max_examples=200)
@given(st.dates(), st.integers(0, 999_999_999))
def test_months_later_is_never_earlier(day: dt.date, months: int) -> None:
    assert add_months(day, months) >= day


def test_every_kind_has_a_review_period_that_the_settings_can_change(tmp_path: Path) -> None:
    months = "    review_months: {case-study: 1, resource: 2}\n"
    library = load(a_library(tmp_path, {"mkdocs.yml": FILES["mkdocs.yml"] + months}))
    due = {entry.key: str(review_due(entry, library.settings)) for entry in library.all_entries}
    assert {entry.kind for entry in library.all_entries} == set(Kind)
    assert due["case-study/river"] == "2026-06-01"
    assert due["resource/paper"] == "2026-07-01"
    assert due["term/north"] == "2028-05-01"
    assert due["update/hello"] == "2036-05-01"


def test_an_entry_may_set_its_own_day(tmp_path: Path) -> None:
    own = ("title: north", "title: north\nreview_by: 2026-08-01")
    library = load(a_library(tmp_path, {"guides/glossary/north.md": own}))
    assert review_due(library.find("term/north")[0], library.settings) == dt.date(2026, 8, 1)
