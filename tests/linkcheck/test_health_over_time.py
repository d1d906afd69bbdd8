"""Two weeks and more, day by day: which links die when, and which never do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from link_server import QUICK
from openshelf.core.problem import Place
from openshelf.linkcheck.health import Standing, health
from openshelf.linkcheck.history import ArchivedCopy, History, HumanCheck, history_text
from openshelf.linkcheck.inventory import Use
from openshelf.linkcheck.observation import FetchRequest, Hop, Observation
from openshelf.linkcheck.reasons import Reason
from openshelf.linkcheck.report import as_json, as_markdown, as_text, items
from openshelf.linkcheck.sweep import Sweep, check_links, due, updated_history
from openshelf.model.entries import Accept

if TYPE_CHECKING:
    from collections.abc import Callable

START = dt.date(2026, 3, 2)
FINE, MISSING, GONE, DOWN, WALL, LIMITED = 200, 404, 410, 503, 403, 429
OUTAGE = 8


@dataclass
class Days:
    """A fetcher for which every address has a status or an error each day."""

    answers: dict[str, Callable[[int], int | Reason]]
    day: int = 0
    asked: list[str] = field(default_factory=list)

    async def fetch(self, request: FetchRequest) -> Observation:
        self.asked.append(request.address)
        if "archive.org" in request.address:
            return Observation(request.address, error=Reason.TIMEOUT)
        found = self.answers[request.address](self.day)
        if isinstance(found, Reason):
            return Observation(request.address, error=found)
        return Observation(request.address, (Hop(request.address, found),))


LINKS: dict[str, tuple[Callable[[int], int | Reason], int | None, Standing]] = {
    "gone": (lambda _: GONE, 2, Standing.DEAD),
    "missing": (lambda _: MISSING, 7, Standing.DEAD),
    "missing-from-3": (lambda day: MISSING if day >= 3 else FINE, 10, Standing.DEAD),
    "no-name": (lambda _: Reason.NXDOMAIN, 7, Standing.DEAD),
    "loop": (lambda _: Reason.REDIRECT_LOOP, 7, Standing.DEAD),
    "certificate": (lambda _: Reason.BAD_CERTIFICATE, 14, Standing.CERTIFICATE),
    "down": (lambda _: DOWN, 21, Standing.DEAD),
    "hang": (lambda _: Reason.TIMEOUT, 21, Standing.DEAD),
    "down-then-missing": (lambda day: DOWN if day < 5 else MISSING, 12, Standing.DEAD),
    "down-and-busy": (lambda day: LIMITED if day % 9 == 4 else DOWN, None, Standing.SUSPECT),
    "missing-behind-a-wall": (lambda day: WALL if day % 2 else MISSING, 8, Standing.DEAD),
    "fine": (lambda _: FINE, None, Standing.FINE),
    "blip": (lambda day: MISSING if day == 4 else FINE, None, Standing.FINE),
    "blip-of-days": (lambda day: DOWN if 4 <= day <= 9 else FINE, None, Standing.FINE),
    "comes-back": (lambda day: MISSING if day <= 6 else FINE, None, Standing.FINE),
    "flapping": (lambda day: MISSING if day % 2 else FINE, None, Standing.FLAKY),
    "flapping-down": (lambda day: Reason.CONNECTION_RESET if day % 3 else FINE, None, Standing.FLAKY),
    "wall": (lambda _: WALL, None, Standing.FINE),
    "wall-with-bad-days": (lambda day: DOWN if day % 4 == 2 else WALL, None, Standing.FINE),
    "limited": (lambda _: LIMITED, None, Standing.FINE),
    "robots": (lambda _: Reason.ROBOTS, None, Standing.FINE),
    "law": (lambda _: 451, None, Standing.BLOCKED),
}
INVENTORY = {
    f"https://{name}.example.org/page": (
        Use(Place("resources.yml", number + 1), name, f"https://{name}.example.org/page"),
    )
    for number, name in enumerate(LINKS)
}
CANARY = "https://canary.example.net/"


def address(name: str) -> str:
    return f"https://{name}.example.org/page"


def simulated(days: int, outages: tuple[int, ...] = (), canaries: tuple[str, ...] = (CANARY,)) -> list[History]:
    """Sweep day by day, everything each day; return the history after each."""
    fetcher = Days({address(name): link[0] for name, link in LINKS.items()} | {CANARY: lambda _: FINE})
    fetcher.answers |= {f"https://more{n}.example.org/": lambda _: FINE for n in range(30)}
    inventory = INVENTORY | {f"https://more{n}.example.org/": (Use(Place("x.md", n + 1), "", ""),) for n in range(30)}
    history: History = {}
    after = []
    for day in range(days):
        fetcher.day = day
        down = {each: (lambda _: Reason.DNS_FAILURE) for each in fetcher.answers} if day in outages else {}
        now = Days(fetcher.answers | down, day)
        sweep = Sweep(lambda now=now: now, START + dt.timedelta(day), canaries, QUICK)
        result = check_links(sweep, list(inventory), history)
        if not result.untrusted_because:
            history = updated_history(sweep, inventory, history, result)
        assert bool(result.untrusted_because) == (day in outages)
        after.append(history)
    return after


@pytest.fixture(scope="module")
def weeks() -> list[History]:
    return simulated(24)


@pytest.mark.parametrize("name", LINKS)
def test_a_link_dies_on_its_day_and_no_other(name: str, weeks: list[History]) -> None:
    _, dies, standing = LINKS[name]
    stands = [health(history[address(name)], START + dt.timedelta(day)) for day, history in enumerate(weeks)]
    dead = [day for day, each in enumerate(stands) if each.may_be_dead]
    assert dead == ([] if dies is None else list(range(dies, len(weeks))))
    assert stands[-1].standing is standing


def test_a_dead_link_says_since_when(weeks: list[History]) -> None:
    record = weeks[-1][address("missing-from-3")]
    assert health(record, START).since == START + dt.timedelta(3)
    assert record.last_ok == START + dt.timedelta(2)


@pytest.mark.parametrize("canaries", [(CANARY,), ()], ids=["canary", "share"])
def test_a_day_without_network_changes_nothing(canaries: tuple[str, ...]) -> None:
    calm, stormy = simulated(14, (), canaries), simulated(14, (OUTAGE,), canaries)
    assert history_text(stormy[OUTAGE]) == history_text(stormy[OUTAGE - 1]) == history_text(calm[OUTAGE - 1])
    last = START + dt.timedelta(13)
    assert {name: health(stormy[-1][address(name)], last) for name in LINKS} == {
        name: health(calm[-1][address(name)], last) for name in LINKS
    }


def test_two_runs_give_the_same_bytes(weeks: list[History]) -> None:
    again = simulated(24)
    assert history_text(again[-1]) == history_text(weeks[-1])
    day = START + dt.timedelta(23)
    for form in (as_text, as_markdown, as_json):
        assert form(items(again[-1], INVENTORY, day)) == form(items(weeks[-1], INVENTORY, day))


def test_the_same_day_twice_counts_once(weeks: list[History]) -> None:
    fetcher = Days({address("missing"): lambda _: MISSING})
    sweep = Sweep(lambda: fetcher, START, (), QUICK)
    inventory = {address("missing"): INVENTORY[address("missing")]}
    history = updated_history(sweep, inventory, {}, check_links(sweep, list(inventory), {}))
    assert history_text(
        updated_history(sweep, inventory, history, check_links(sweep, list(inventory), history))
    ) == history_text(history)
    assert len(weeks) == 24


def test_every_address_is_due_once_a_week_and_suspects_daily(weeks: list[History]) -> None:
    found = [set(due(INVENTORY, weeks[-1], START + dt.timedelta(day))) for day in range(7)]
    assert set.union(*found) == set(INVENTORY)
    suspects = {address(name) for name in ("gone", "missing", "down", "certificate", "limited")}
    assert all(suspects <= each for each in found)
    well = [address(name) for name in ("fine", "blip", "comes-back", "wall")]
    assert all(sum(each in day for day in found) == 1 for each in well)


def test_an_editor_can_accept_a_failure_for_a_time(weeks: list[History]) -> None:
    note = Accept(reason="We know", until=dt.date(2026, 5, 1))
    record = weeks[-1][address("missing")]
    assert health(record, dt.date(2026, 4, 30), note).standing is Standing.ACCEPTED
    assert health(record, dt.date(2026, 5, 1), note).standing is Standing.DEAD


def test_a_person_outranks_the_machine_until_a_day(weeks: list[History]) -> None:
    day = dt.date(2026, 4, 1)
    fine = HumanCheck(verdict="ok", by="an editor", day=day, until=dt.date(2026, 5, 1))
    record = weeks[-1][address("missing")].model_copy(update={"human": fine})
    assert health(record, day).standing is Standing.FINE
    assert health(record, dt.date(2026, 5, 1)).standing is Standing.DEAD
    dead = HumanCheck(verdict="dead", by="an editor", day=day)
    assert health(weeks[-1][address("fine")].model_copy(update={"human": dead}), day).standing is Standing.DEAD


def test_a_doubtful_page_needs_a_person() -> None:
    history: History = {}
    for day in range(30):
        fetcher = Days({address("fine"): lambda _: Reason.BAD_CERTIFICATE})
        sweep = Sweep(
            lambda fetcher=fetcher: fetcher,
            START + dt.timedelta(day),
            (),
            QUICK,
        )
        history = updated_history(sweep, INVENTORY, history, check_links(sweep, [address("fine")], history))
    record = history[address("fine")]
    assert record.archive is None
    doubtful = record.model_copy(update={"failing": {"doubtful": record.failing["certificate"]}})
    assert health(doubtful, START).standing is Standing.DOUBTFUL
    person = HumanCheck(verdict="dead", by="an editor", day=START)
    assert health(doubtful.model_copy(update={"human": person}), START).standing is Standing.DEAD


def test_what_no_program_can_check_is_shown_after_half_a_year(weeks: list[History]) -> None:
    for name in ("limited", "wall-with-bad-days", "wall"):
        record = weeks[-1][address(name)]
        assert health(record, START + dt.timedelta(180)).standing is Standing.FINE
        assert health(record, START + dt.timedelta(181)).standing is Standing.UNVERIFIED
    seen = HumanCheck(verdict="ok", by="an editor", day=START + dt.timedelta(100), until=START + dt.timedelta(101))
    assert health(record.model_copy(update={"human": seen}), START + dt.timedelta(181)).standing is Standing.FINE


def test_a_report_names_every_place_and_the_copy(weeks: list[History]) -> None:
    name = address("missing")
    copy = ArchivedCopy(url="https://web.archive.org/web/20250101/x", day=dt.date(2025, 1, 1), looked_up=START)
    history = {name: weeks[-1][name].model_copy(update={"archive": copy})}
    uses = (Use(Place("a.md", 3), "a", name), Use(Place("b.md", 4), "b", name))
    assert as_text(items(history, {name: uses}, START)).splitlines() == [
        "May be dead: 1",
        f"  {name}",
        "    since 2026-03-02: the host says that there is no such page",
        f"    archived copy: {copy.url}",
        "    at a.md:3, b.md:4",
    ]
    shy = (Use(Place("a.md", 3), "a", name, archive=False), uses[1])
    assert copy.url not in as_markdown(items(history, {name: shy}, START))
    assert as_text(items(history, {}, START)) == "Nothing to do: no link needs attention."
    assert as_markdown(items(history, {}, START)) == ""
