"""Every row of the table, over real HTTP."""

from __future__ import annotations

import asyncio
import random
import ssl
import subprocess
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from link_cases import CASES, Case
from link_server import RESET, Action, Request, World, page, reply
from openshelf.linkcheck.facts import FetchRequest, Observation
from openshelf.linkcheck.http import HttpFetcher
from openshelf.linkcheck.pace import RateLimits
from openshelf.linkcheck.policy import CheckResult, classify
from openshelf.linkcheck.reasons import LinkVerdict, Reason
from openshelf.linkcheck.sweep import Sweep, check_links
from support import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


async def nothing(_seconds: float) -> None:
    """Do not wait."""


QUICK = RateLimits(host_delay=0.0, retry_delay=0.0, timeout=15.0, sleep=nothing)
IMPATIENT = RateLimits(host_delay=0.0, retry_delay=0.0, timeout=1.5, sleep=nothing)
"""For hosts that never come to an end; the others have time, however busy this machine is."""
SLOW = {"hang", "hang-once", "drip", "drip-body", "robots-hangs"}


def checked(
    world: World, addresses: Sequence[str], limits: RateLimits = QUICK, **more: object
) -> dict[str, CheckResult]:
    sweep = Sweep(lambda: world.fetcher(limits, **more), TODAY, limits=limits)
    return dict(check_links(sweep, addresses, {}).checked)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    answers = {case.name: case.answer for case in CASES}
    with World(answers, robots={"robots-no": "User-agent: *\nDisallow: /some\n"}) as world:
        world.answers["robots-no"] = lambda _: page()
        yield world


@pytest.fixture(scope="module")
def results(world: World) -> dict[str, CheckResult]:
    quick = checked(world, [world.address(case.name, case.path) for case in CASES if case.name not in SLOW])
    slow = [world.address(case.name, case.path) for case in CASES if case.name in SLOW]
    return quick | checked(world, slow, IMPATIENT)


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
    assert checked(world, [address])[address].reason is want


def test_a_refused_connection_is_transient(world: World) -> None:
    assert checked(world, ["http://plain.test:2/"])["http://plain.test:2/"].reason is Reason.CONNECTION_REFUSED


def test_robots_txt_is_obeyed(world: World) -> None:
    address = world.address("robots-no", "/some/page")
    assert checked(world, [address])[address].reason is Reason.ROBOTS
    assert ("robots-no", "/some/page") not in {(host, path) for _, host, path in world.asked}
    other = world.address("robots-no", "/other")
    assert checked(world, [other])[other].reason is Reason.FINE


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    answers = {"lure": lambda _: reply(302, Location="http://169.254.169.254/latest/"), "plain": lambda _: page()}
    with World(answers) as world:
        address = world.address("lure")
        assert checked(world, [address])[address].reason is Reason.PRIVATE_NETWORK


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
    found = checked(world, addresses, replace(QUICK, concurrency=at_once))
    assert {address: found[address].reason for address in addresses} == {
        address: results[address].reason for address in addresses
    }


@pytest.mark.parametrize(
    ("kind", "end", "name"),
    [("self-signed", "20990101", "tls"), ("expired", "20200101", "tls"), ("wrong-host", "20990101", "other")],
)
def test_a_certificate_that_is_not_valid(kind: str, end: str, name: str, tmp_path: Path) -> None:
    certificate = a_certificate(tmp_path, end, name)
    with World({"tls": lambda _: page()}, tls=served(certificate)) as world:
        address = world.address("tls", scheme="https")
        trusted = None if kind == "self-signed" else ssl.create_default_context(cafile=certificate)
        assert checked(world, [address], certificates=trusted)[address].reason is Reason.BAD_CERTIFICATE


def test_a_valid_certificate_is_that_of_the_name(tmp_path: Path) -> None:
    certificate = a_certificate(tmp_path, "20990101", "tls")
    with World({"tls": lambda _: page()}, tls=served(certificate)) as world:
        address = world.address("tls", scheme="https")
        trusted = ssl.create_default_context(cafile=certificate)
        assert checked(world, [address], certificates=trusted)[address].reason is Reason.FINE


def a_certificate(folder: Path, end: str, name: str) -> Path:
    """Make a certificate for a name that is valid from 2019 to a day, with its key in the same file."""
    (folder / "index").write_text("")
    (folder / "serial").write_text("01\n")
    (folder / "settings").write_text(
        f"[ca]\ndefault_ca=us\n[us]\ndatabase={folder}/index\nserial={folder}/serial\nnew_certs_dir={folder}\n"
        "default_md=sha256\npolicy=any\nx509_extensions=more\n[any]\ncommonName=supplied\n"
        f"[more]\nsubjectAltName=DNS:{name}.test\nbasicConstraints=CA:true\n[req]\ndistinguished_name=dn\n[dn]\n"
    )
    asked = f"openssl req -config settings -new -newkey rsa:2048 -nodes -keyout key -subj /CN={name}.test -out asked"
    signed = "openssl ca -config settings -selfsign -batch -keyfile key -in asked -notext -out made"
    signed += f" -startdate 20190101000000Z -enddate {end}000000Z"
    try:
        for command in (asked, signed):
            subprocess.run(command.split(), check=True, capture_output=True, cwd=folder)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("openssl cannot make certificates here")
    (folder / "both").write_text((folder / "key").read_text() + (folder / "made").read_text())
    return folder / "both"


def served(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_host_that_cannot_be_reached_is_left_alone() -> None:
    answers = {"dead": lambda _: [RESET], "plain": lambda _: page()}
    with World(answers) as world:
        addresses = [world.address("dead", f"/{number}") for number in range(10)] + [world.address("plain")]
        world.robots["dead"] = ""
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, limits=QUICK)
        result = check_links(sweep, addresses, {})
        assert result.skipped == {"dead.test": 7}
        assert {each.verdict for a, each in result.checked.items() if "dead" in a} == {LinkVerdict.TRANSIENT}
        assert len([1 for _, host, path in world.asked if host == "dead" and path != "/robots.txt"]) == 9


def test_a_host_that_asks_for_an_hour_is_left_alone() -> None:
    with World({"busy": lambda _: reply(429, Retry_After="3600")}) as world:
        addresses = [world.address("busy", f"/{number}") for number in range(5)]
        result = check_links(Sweep(lambda: world.fetcher(QUICK), TODAY, limits=QUICK), addresses, {})
        assert result.skipped == {"busy.test": 4}
        assert [each.reason for each in result.checked.values()] == [Reason.RATE_LIMITED]


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause() -> None:
    limits = RateLimits(host_delay=0.15, retry_delay=0.0)
    with World({"a": lambda _: page(), "b": lambda _: page()}) as world:
        checked(world, [world.address(host, f"/{number}") for host in "ab" for number in range(4)], limits)
        for host in "ab":
            moments = [moment for moment, name, _ in world.asked if name == host]
            assert len(moments) == 5
            assert min(b - a for a, b in pairwise(moments)) >= 0.15


def test_nothing_of_this_machine_is_asked_without_leave() -> None:
    with World({"inside": lambda _: page()}) as world:
        sweep = Sweep(lambda: HttpFetcher("Test", QUICK, resolver=world.resolve), TODAY, limits=QUICK)
        addresses = [world.address("inside"), f"http://127.0.0.1:{world.port}/", f"http://localhost:{world.port}/"]
        assert {result.reason for result in check_links(sweep, addresses, {}).checked.values()} <= {
            Reason.PRIVATE_NETWORK,
            Reason.NXDOMAIN,
        }
        assert world.asked == []


def test_a_name_that_changes_between_two_looks_gains_nothing() -> None:
    """Each request connects to the IP address that was checked for it, not to what the name means a moment later."""
    numbers = ["127.0.0.1", "10.0.0.1"]

    async def turning(_host: str, _port: int) -> list[str]:
        return [numbers.pop(0) if len(numbers) > 1 else numbers[0]]

    with World({"turning": lambda _: page()}) as world:
        sweep = Sweep(lambda: HttpFetcher("Test", QUICK, resolver=turning, loopback=True), TODAY, limits=QUICK)
        address = world.address("turning")
        assert check_links(sweep, [address], {}).checked[address].reason is Reason.PRIVATE_NETWORK
        assert [path for _, _, path in world.asked] == ["/robots.txt"]
