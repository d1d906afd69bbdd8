"""What is remembered about links."""

from __future__ import annotations

import datetime as dt
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memories import a_record
from openshelf.linkcheck.health import health
from openshelf.linkcheck.history import (
    BrokenHistoryError,
    History,
    history_text,
    iso_week,
    merge,
    parse_history,
    updated_record,
)
from openshelf.linkcheck.policy import CheckResult
from openshelf.linkcheck.reasons import Reason
from openshelf.linkcheck.sweep import Sweep, SweepResult, updated_history
from support import TODAY, examples

URL = "https://a.example.org/page"


def test_the_memory_is_one_sorted_line_an_address_and_comes_back_the_same() -> None:
    memory: History = {}
    for name in "cab":
        for reason in (Reason.MISSING, Reason.SERVER_ERROR, Reason.MOVED_FOR_GOOD):
            url = f"https://{name}.example.org/"
            memory[url] = updated_record(
                memory.get(url), url, CheckResult(reason, 1, to="https://x.example.org/"), TODAY
            )
    text = history_text(memory)
    assert [json.loads(line)["url"] for line in text.splitlines()] == sorted(memory)
    assert parse_history(text) == memory
    assert history_text(parse_history(text)) == text


def test_merging_takes_the_newest_in_any_order() -> None:
    records = [
        a_record(
            f"https://{n % 5}.example.org/",
            "well",
            last_ok=TODAY + dt.timedelta(n),
            last_checked=iso_week(TODAY + dt.timedelta(n)),
        )
        for n in range(40)
    ]
    want = history_text(merge(records))
    for seed in range(5):
        random.Random(seed).shuffle(records)  # noqa: S311
        assert history_text(merge(records)) == want
    assert parse_history("".join(history_text({"": record}) for record in records)) == merge(records)


@pytest.mark.parametrize(
    "line", ["x", "{}", '{"url": 1}', history_text({"": a_record(URL, "well")}).replace("W24", "W99")]
)
def test_a_broken_memory_says_where(line: str) -> None:
    with pytest.raises(BrokenHistoryError, match=r"^line 2: "):
        parse_history(f"\n{line}\n")


def test_a_library_that_cannot_be_read_whole_is_no_reason_to_forget() -> None:
    sweep = Sweep(lambda: pytest.fail("nothing is fetched"), TODAY)
    memory = {URL: a_record(URL, "well")}
    assert updated_history(sweep, {}, memory, SweepResult({}), whole=False) == memory
    assert updated_history(sweep, {}, memory, SweepResult({})) == {}


@examples(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(list(Reason))), max_size=30))
def test_a_success_always_clears_and_only_days_kill(days: list[tuple[int, Reason]]) -> None:
    record, day = None, TODAY
    for later, reason in days:
        day += dt.timedelta(later)
        record = updated_record(record, URL, CheckResult(reason, to=URL), day)
        assert parse_history(history_text({URL: record})) == {URL: record}
        if CheckResult(reason).verdict.works:
            assert not record.failing
        if health(record, day).may_be_dead:
            assert (day - min(streak.since for streak in record.failing.values())).days >= 2
