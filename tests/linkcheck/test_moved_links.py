"""Where sources are edited because a link moved."""

from __future__ import annotations

import datetime as dt

import pytest

from openshelf.core.problem import Place
from openshelf.linkcheck.history import (
    History,
    LinkRecord,
    updated_record,
)
from openshelf.linkcheck.inventory import Inventory, Use
from openshelf.linkcheck.moved_links import Edit, edits, replaced
from openshelf.linkcheck.policy import CheckResult
from openshelf.linkcheck.reasons import Reason
from support import TODAY

URL = "https://a.example.org/page"


MOVED = CheckResult(Reason.MOVED_FOR_GOOD, 200, to="https://new.example.org/page")


def moved(days: int, result: CheckResult = MOVED) -> History:
    record: LinkRecord | None = None
    for day in range(days):
        record = updated_record(record, URL, result, TODAY + dt.timedelta(day))
    assert record is not None
    return {URL: record}


HERE: Inventory = {URL: (Use(Place("a.md"), "", f"{URL}#part"), Use(Place("b.md"), "", URL))}


def test_sources_are_edited_only_where_a_move_lasted() -> None:
    assert edits(moved(1), HERE) == ()
    assert edits(moved(2), HERE) == (
        Edit("a.md", f"{URL}#part", "https://new.example.org/page#part"),
        Edit("b.md", URL, "https://new.example.org/page"),
    )
    assert edits(moved(2, CheckResult(Reason.MOVED_FOR_NOW, 200, to="https://new.example.org/page")), HERE) == ()
    assert edits(moved(2, CheckResult(Reason.MOVED_FOR_GOOD, 200, to="ftp://new.example.org/page")), HERE) == ()
    signs = CheckResult(Reason.MOVED_FOR_GOOD, 200, to="https://new.example.org/a,b)[x](y:z)'")
    assert edits(moved(2, signs), HERE)[1].new == "https://new.example.org/a%2Cb%29%5Bx%5D%28y:z%29%27"
    changed = updated_record(
        moved(2)[URL], URL, CheckResult(Reason.MOVED_FOR_GOOD, 200, to="https://other.example.org/"), TODAY
    )
    assert edits({URL: changed}, HERE) == ()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (f"url: {URL}\n", "url: N\n"),
        (f"[x]({URL}), <{URL}>. {URL}.", "[x](N), <N>. N."),
        (f"{URL}s {URL}/ {URL}?x {URL}.html {URL}#y", f"{URL}s {URL}/ {URL}?x {URL}.html {URL}#y"),
        (f"https://archive.example.org/{URL}", f"https://archive.example.org/{URL}"),
        (f"{URL}:8443/x {URL},2 {URL}(y) {URL}@x {URL};v=1", f"{URL}:8443/x {URL},2 {URL}(y) {URL}@x {URL};v=1"),
        (f"({URL}), {URL}; {URL}! {URL}...", "(N), N; N! N..."),
        (f"{{url: {URL}, b: 1}} '{URL}' **{URL}**", "{url: N, b: 1} 'N' **N**"),
    ],
)
def test_only_whole_addresses_are_replaced(text: str, want: str) -> None:
    assert replaced(text, Edit("", URL, "N")) == want
