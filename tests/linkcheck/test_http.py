"""Every row of the table of hosts, over real HTTP."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from link_cases import CASES, Case
from link_server import QUICK, Action, Request, World, check, no_sleep, page, reply
from openshelf.linkcheck.http_fetcher import user_agent
from openshelf.linkcheck.observation import FetchRequest, Observation
from openshelf.linkcheck.policy import CheckResult, classify
from openshelf.linkcheck.ratelimit import RateLimits
from openshelf.linkcheck.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator


IMPATIENT = RateLimits(host_delay=0.0, retry_delay=0.0, timeout=1.5, sleep=no_sleep)
"""For hosts that never come to an end; the others have time, however busy this machine is."""


SLOW = {"hang", "hang-once", "drip", "drip-body", "robots-hangs"}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    answers = {case.name: case.answer for case in CASES}
    with World(answers, robots={"robots-no": "User-agent: *\nDisallow: /some\n"}) as world:
        world.answers["robots-no"] = lambda _: page()
        yield world


@pytest.fixture(scope="module")
def results(world: World) -> dict[str, CheckResult]:
    quick = check(world, [world.address(case.name, case.path) for case in CASES if case.name not in SLOW])
    slow = [world.address(case.name, case.path) for case in CASES if case.name in SLOW]
    return quick | check(world, slow, IMPATIENT)


def test_there_are_enough_cases() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict_is_right(case: Case, world: World, results: dict[str, CheckResult]) -> None:
    assert results[world.address(case.name, case.path)].reason in case.want


OTHERS = {
    "http://nowhere.test/": Reason.NXDOMAIN,
    "http://names-down.test/": Reason.DNS_FAILURE,
    "http://hidden.onion/": Reason.ONION,
    "http://hidden.i2p/": Reason.ONION,
    "http://plain.test:25/": Reason.UNINTELLIGIBLE,
    "htp://typo.test/": Reason.MALFORMED,
    "http://bad.test:99999/": Reason.MALFORMED,
    "http:///nohost": Reason.MALFORMED,
    "http://10.0.0.7/": Reason.PRIVATE_NETWORK,
    "http://169.254.169.254/latest/meta-data/": Reason.PRIVATE_NETWORK,
    "http://inside.test/": Reason.PRIVATE_NETWORK,
    "http://mapped.test/": Reason.PRIVATE_NETWORK,
}


@pytest.mark.parametrize(("address", "want"), OTHERS.items())
def test_what_cannot_be_asked(address: str, want: Reason, world: World) -> None:
    world.numbers |= {"inside": "192.168.1.1", "mapped": "::ffff:10.0.0.1"}
    assert check(world, [address])[address].reason is want


def test_a_refused_connection_is_transient(world: World) -> None:
    assert check(world, ["http://plain.test:2/"])["http://plain.test:2/"].reason is Reason.CONNECTION_REFUSED


def test_robots_txt_is_obeyed(world: World) -> None:
    address = world.address("robots-no", "/some/page")
    assert check(world, [address])[address].reason is Reason.ROBOTS
    assert ("robots-no", "/some/page") not in {(host, path) for _, host, path in world.asked}
    other = world.address("robots-no", "/other")
    assert check(world, [other])[other].reason is Reason.FINE


def test_hosts_are_asked_politely(world: World, results: dict[str, CheckResult]) -> None:
    assert results
    assert world.agents == {"Test (+https://example.org/)"}
    assert not [headers for headers in world.headers if "referer" in headers]


def test_a_big_page_is_not_read_whole(world: World) -> None:
    assert fetch_once(world, world.address("endless")).seconds < QUICK.timeout


def fetch_once(world: World, address: str, etag: str = "") -> Observation:
    async def once() -> Observation:
        return await world.fetcher(QUICK).fetch(FetchRequest(address, etag))

    return asyncio.run(once())


def test_a_page_that_did_not_change_is_not_sent_again() -> None:
    def answer(request: Request) -> list[Action]:
        return reply(304) if request.headers.get("if-none-match") == '"a1"' else reply(200, "x", ETag='"a1"')

    with World({"marked": answer}) as world:
        first = classify(fetch_once(world, world.address("marked")))
        assert (first.reason, first.etag) == (Reason.FINE, '"a1"')
        assert classify(fetch_once(world, world.address("marked"), first.etag)).status == 304


@pytest.mark.parametrize(
    ("seed", "at_once"), [*(pytest.param(*few, marks=pytest.mark.long) for few in ((1, 1), (2, 3))), (3, 40)]
)
def test_order_and_number_at_once_change_nothing(
    seed: int, at_once: int, world: World, results: dict[str, CheckResult]
) -> None:
    steady = [
        case
        for case in CASES
        if not case.name.endswith(("-once", "-twice")) and case.name not in {"limited", "limited-date", *SLOW}
    ]
    addresses = [world.address(case.name, case.path) for case in steady]
    random.Random(seed).shuffle(addresses)  # noqa: S311
    found = check(world, addresses, replace(QUICK, concurrency=at_once))
    assert {address: found[address].reason for address in addresses} == {
        address: results[address].reason for address in addresses
    }


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("", "Openshelf-links"),
        ("https://caf\u00e9.example/\u00fc", "Openshelf-links (+https://xn--caf-dma.example/%C3%BC)"),
    ],
)
def test_hosts_are_told_who_asks_in_ascii(page: str, want: str) -> None:
    assert user_agent(page) == want
