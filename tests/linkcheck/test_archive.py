"""Which archived copies are found."""

from __future__ import annotations

import asyncio
import datetime as dt
import json

import pytest

from link_server import QUICK
from memories import a_record
from openshelf.core.problem import Place
from openshelf.linkcheck.archive import ArchiveEndpoints, find_copy, last_capture, nearest_copy, should_search
from openshelf.linkcheck.history import (
    ArchivedCopy,
    LinkRecord,
)
from openshelf.linkcheck.inventory import Use
from openshelf.linkcheck.observation import FetchRequest, Hop, Observation
from openshelf.linkcheck.sweep import Sweep, SweepResult, updated_history
from support import TODAY

URL = "https://a.example.org/page"


def dead(**more: object) -> LinkRecord:
    streak = {"fails": 3, "since": dt.date(2026, 5, 1), "last": TODAY}
    return a_record(
        URL, "missing", **{"failing": {"missing": streak}, "last_ok": "2026-04-20", "archive": None, **more}
    )


class Shelf:
    """A fetcher that answers as an archive does."""

    def __init__(self, *answers: object) -> None:
        self.answers, self.asked = list(answers), []

    async def fetch(self, request: FetchRequest) -> Observation:
        self.asked.append(request.address)
        answer = self.answers.pop(0)
        if isinstance(answer, int):
            return Observation(request.address, (Hop(request.address, answer),))
        return Observation(request.address, (Hop(request.address, 200),), body=json.dumps(answer).encode())


def snapshot(stamp: str, status: str = "200") -> dict[str, object]:
    url = f"http://web.archive.org/web/{stamp}/{URL}"
    return {"archived_snapshots": {"closest": {"url": url, "timestamp": stamp, "status": status}}}


def found(shelf: Shelf) -> ArchivedCopy | None:
    return asyncio.run(find_copy(dead(), shelf, QUICK, TODAY, ArchiveEndpoints()))


def test_the_copy_is_the_one_nearest_to_the_last_good_day() -> None:
    shelf = Shelf(snapshot("20260418000000"))
    copy = found(shelf)
    assert copy is not None
    assert (copy.day, copy.url) == (dt.date(2026, 4, 18), f"https://web.archive.org/web/20260418000000/{URL}")
    assert "timestamp=20260420" in shelf.asked[0]


def test_a_capture_of_the_failure_is_not_a_copy() -> None:
    captures = [["timestamp"], ["20250101000000"], ["20260401000000"]]
    for first in (snapshot("20260502000000"), snapshot("20260418000000", "404"), {"archived_snapshots": {}}):
        shelf = Shelf(first, captures)
        copy = found(shelf)
        assert copy is not None
        assert copy.day == dt.date(2026, 4, 1)
        assert "to=20260420" in shelf.asked[1]
        assert "statuscode:200" in shelf.asked[1]


def test_a_busy_archive_is_asked_again_and_then_left() -> None:
    assert found(Shelf(503, snapshot("20260418000000"))) is not None
    assert found(Shelf(503, 503)) is None


def test_an_archive_that_is_down_does_not_hold_up_a_sweep() -> None:
    shelf = Shelf(*[503] * 100)
    sweep = Sweep(lambda: shelf, TODAY, limits=QUICK)
    memory = {f"https://{n}.example.org/": dead() for n in range(9)}
    memory = {url: record.model_copy(update={"url": url}) for url, record in memory.items()}
    inventory = {url: (Use(Place("a.md"), "", url),) for url in memory}
    assert updated_history(sweep, inventory, memory, SweepResult({})) == memory
    assert len(shelf.asked) == 6


def test_no_copy_is_remembered_for_a_month() -> None:
    none = found(Shelf({}, [["timestamp"]]))
    assert none == ArchivedCopy(looked_up=TODAY)
    assert should_search(dead(), TODAY)
    assert not should_search(dead(archive=none), TODAY + dt.timedelta(29))
    assert should_search(dead(archive=none), TODAY + dt.timedelta(30))
    assert not should_search(
        dead(archive=ArchivedCopy(url="https://x.example.org/", looked_up=TODAY)), TODAY + dt.timedelta(90)
    )
    assert not should_search(a_record(URL, "well"), TODAY)


@pytest.mark.parametrize(
    "answer", [None, [], {}, {"archived_snapshots": []}, snapshot("x"), "text", [[]], [["a"], 1, ["b"]]]
)
def test_nonsense_from_the_archive_is_no_copy(answer: object) -> None:
    assert nearest_copy(answer, TODAY) is None
    assert last_capture(answer, URL, TODAY) == ArchivedCopy(looked_up=TODAY)
