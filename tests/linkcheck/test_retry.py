"""What several attempts come to, and how long a host asks us to wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.linkcheck.observation import Hop, Observation
from openshelf.linkcheck.policy import CheckResult, classify, combine_attempts
from openshelf.linkcheck.reasons import Reason
from support import examples

URL = "https://a.example.org/page"


FINE, GONE, ILL, WALL = (
    CheckResult(reason) for reason in (Reason.FINE, Reason.MISSING, Reason.CONNECTION_RESET, Reason.BOT_WALL)
)


@pytest.mark.parametrize(
    ("attempts", "want"),
    [
        ([], None),
        ([FINE], FINE),
        ([GONE], None),
        ([GONE, GONE], GONE),
        ([ILL, ILL], None),
        ([ILL, ILL, ILL], ILL),
        ([GONE, ILL, GONE], GONE),
        ([GONE, ILL, ILL], ILL),
        ([ILL, ILL, GONE], ILL),
        ([GONE, FINE], FINE),
        ([ILL, WALL], WALL),
        ([CheckResult(Reason.MALFORMED)], CheckResult(Reason.MALFORMED)),
    ],
)
def test_what_several_attempts_come_to(attempts: list[CheckResult], want: CheckResult | None) -> None:
    assert combine_attempts(attempts, 3) == want


@examples(max_examples=200)
@given(
    st.binary(max_size=60).map(lambda raw: raw.decode("latin-1"))
    | st.from_regex(r"Mon, 01 Jun [0-9]+ 00:00:00 [+-][0-9]+")
)
def test_no_retry_after_ends_a_sweep(text: str) -> None:
    for headers in ({"retry-after": text}, {"retry-after": text, "date": text}):
        assert (classify(Observation(URL, (Hop(URL, 429),), headers=headers)).retry_after or 0) >= 0


@pytest.mark.parametrize("retry", ["120", "Mon, 01 Jun 2026 00:02:00 GMT"])
def test_retry_after_is_read_in_both_forms(retry: str) -> None:
    headers = {"retry-after": retry, "date": "Mon, 01 Jun 2026 00:00:00 GMT"}
    assert classify(Observation(URL, (Hop(URL, 429),), headers=headers)).retry_after == 120
