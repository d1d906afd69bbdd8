"""The one table of reasons: what a new row must keep."""

from __future__ import annotations

from openshelf.linkcheck.reasons import REASON_OF_STATUS, FailureGroup, LinkVerdict, Reason

WRITTEN = """
fine moved-for-good moved-for-now gone missing no-such-name malformed loop bad-redirect certificate soft-404 parked
front-page server-error time-out refused unreachable reset names-down rate-limited wall login legal robots hidden
private half-certificate odd-answer
"""


def test_what_earlier_versions_wrote_can_still_be_read() -> None:
    assert {reason.value for reason in Reason} >= set(WRITTEN.split())


def test_no_status_means_two_things() -> None:
    assert len(REASON_OF_STATUS) == sum(len(reason.row.statuses) for reason in Reason)


def test_the_report_has_words_for_all_but_an_outage() -> None:
    without = {reason for reason in Reason if not reason.row.words and not reason.row.verdict.works}
    assert {reason.row.group for reason in without} == {FailureGroup.DOWN}


def test_only_what_is_gone_beyond_doubt_stops_an_author() -> None:
    stops = {reason for reason in Reason if reason.row.stops_author}
    assert stops == {Reason.GONE, Reason.MISSING, Reason.NXDOMAIN, Reason.MALFORMED}
    assert {reason.row.verdict for reason in stops} == {LinkVerdict.BROKEN}
