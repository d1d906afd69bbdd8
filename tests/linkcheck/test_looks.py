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
from openshelf.linkcheck.facts import Ask, Facts, Trouble
from openshelf.linkcheck.http import HttpEngine
from openshelf.linkcheck.pace import Manners
from openshelf.linkcheck.policy import Judgement, Reason, Verdict, judge
from openshelf.linkcheck.sweep import Run, look
from support import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


async def nothing(_seconds: float) -> None:
    """Do not wait."""


QUICK = Manners(pause=0.0, recheck=0.0, total=15.0, sleep=nothing)
IMPATIENT = Manners(pause=0.0, recheck=0.0, total=1.5, sleep=nothing)
"""For hosts that never come to an end; the others have time, however busy this machine is."""
SLOW = {"hang", "hang-once", "drip", "drip-body", "robots-hangs"}


def looked(world: World, addresses: Sequence[str], manners: Manners = QUICK, **more: object) -> dict[str, Judgement]:
    run = Run(lambda: world.engine(manners, **more), TODAY, manners=manners)
    return dict(look(run, addresses, {}).judgements)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    answers = {case.name: case.answer for case in CASES}
    with World(answers, robots={"robots-no": "User-agent: *\nDisallow: /some\n"}) as world:
        world.answers["robots-no"] = lambda _: page()
        yield world


@pytest.fixture(scope="module")
def judgements(world: World) -> dict[str, Judgement]:
    quick = looked(world, [world.address(case.name, case.path) for case in CASES if case.name not in SLOW])
    slow = [world.address(case.name, case.path) for case in CASES if case.name in SLOW]
    return quick | looked(world, slow, IMPATIENT)


def test_there_are_enough_cases() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict_is_right(case: Case, world: World, judgements: dict[str, Judgement]) -> None:
    assert judgements[world.address(case.name, case.path)].reason in case.want


OTHERS = {
    "http://nowhere.test/": Reason.NO_SUCH_NAME,
    "http://names-down.test/": Reason.NAMES_DOWN,
    "http://hidden.onion/": Reason.HIDDEN,
    "http://hidden.i2p/": Reason.HIDDEN,
    "http://plain.test:25/": Reason.ODD_ANSWER,
    "htp://typo.test/": Reason.MALFORMED,
    "http://bad.test:99999/": Reason.MALFORMED,
    "http:///nohost": Reason.MALFORMED,
    "http://10.0.0.7/": Reason.PRIVATE,
    "http://169.254.169.254/latest/meta-data/": Reason.PRIVATE,
    "http://inside.test/": Reason.PRIVATE,
    "http://mapped.test/": Reason.PRIVATE,
}


@pytest.mark.parametrize(("address", "want"), OTHERS.items())
def test_what_cannot_be_asked(address: str, want: Reason, world: World) -> None:
    world.numbers |= {"inside": "192.168.1.1", "mapped": "::ffff:10.0.0.1"}
    assert looked(world, [address])[address].reason is want


def test_a_refused_connection_is_transient(world: World) -> None:
    assert looked(world, ["http://plain.test:2/"])["http://plain.test:2/"].reason is Reason.REFUSED


def test_robots_txt_is_obeyed(world: World) -> None:
    address = world.address("robots-no", "/some/page")
    assert looked(world, [address])[address].reason is Reason.ROBOTS
    assert ("robots-no", "/some/page") not in {(host, path) for _, host, path in world.asked}
    other = world.address("robots-no", "/other")
    assert looked(world, [other])[other].reason is Reason.FINE


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    answers = {"lure": lambda _: reply(302, Location="http://169.254.169.254/latest/"), "plain": lambda _: page()}
    with World(answers) as world:
        address = world.address("lure")
        assert looked(world, [address])[address].reason is Reason.PRIVATE


def test_hosts_are_asked_politely(world: World, judgements: dict[str, Judgement]) -> None:
    assert judgements
    assert world.agents == {"Test (+https://example.org/)"}
    assert not [headers for headers in world.headers if "referer" in headers]


def test_a_big_page_is_not_read_whole(world: World) -> None:
    assert look_once(world, world.address("endless")).seconds < QUICK.total


def look_once(world: World, address: str, etag: str = "") -> Facts:
    async def once() -> Facts:
        return await world.engine(QUICK).look(Ask(address, etag))

    return asyncio.run(once())


def test_a_page_that_did_not_change_is_not_sent_again() -> None:
    def answer(request: Request) -> list[Action]:
        return reply(304) if request.headers.get("if-none-match") == '"a1"' else reply(200, "x", ETag='"a1"')

    with World({"marked": answer}) as world:
        first = judge(look_once(world, world.address("marked")))
        assert (first.reason, first.etag) == (Reason.FINE, '"a1"')
        assert judge(look_once(world, world.address("marked"), first.etag)).status == 304


@pytest.mark.parametrize(
    ("seed", "at_once"), [*(pytest.param(*few, marks=pytest.mark.long) for few in ((1, 1), (2, 3))), (3, 40)]
)
def test_order_and_number_at_once_change_nothing(
    seed: int, at_once: int, world: World, judgements: dict[str, Judgement]
) -> None:
    steady = [
        case
        for case in CASES
        if not case.name.endswith(("-once", "-twice")) and case.name not in {"limited", "limited-date", *SLOW}
    ]
    addresses = [world.address(case.name, case.path) for case in steady]
    random.Random(seed).shuffle(addresses)  # noqa: S311
    found = looked(world, addresses, replace(QUICK, at_once=at_once))
    assert {address: found[address].reason for address in addresses} == {
        address: judgements[address].reason for address in addresses
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
        assert looked(world, [address], certificates=trusted)[address].reason is Reason.CERTIFICATE


def test_a_valid_certificate_is_that_of_the_name(tmp_path: Path) -> None:
    certificate = a_certificate(tmp_path, "20990101", "tls")
    with World({"tls": lambda _: page()}, tls=served(certificate)) as world:
        address = world.address("tls", scheme="https")
        trusted = ssl.create_default_context(cafile=certificate)
        assert looked(world, [address], certificates=trusted)[address].reason is Reason.FINE


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
        run = Run(lambda: world.engine(QUICK), TODAY, manners=QUICK)
        result = look(run, addresses, {})
        assert result.waiting == {"dead.test": 7}
        assert {j.verdict for a, j in result.judgements.items() if "dead" in a} == {Verdict.TRANSIENT}
        assert len([1 for _, host, path in world.asked if host == "dead" and path != "/robots.txt"]) == 9


def test_a_host_that_asks_for_an_hour_is_left_alone() -> None:
    with World({"busy": lambda _: reply(429, Retry_After="3600")}) as world:
        addresses = [world.address("busy", f"/{number}") for number in range(5)]
        result = look(Run(lambda: world.engine(QUICK), TODAY, manners=QUICK), addresses, {})
        assert result.waiting == {"busy.test": 4}
        assert [j.reason for j in result.judgements.values()] == [Reason.RATE_LIMITED]


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause() -> None:
    manners = Manners(pause=0.15, recheck=0.0)
    with World({"a": lambda _: page(), "b": lambda _: page()}) as world:
        looked(world, [world.address(host, f"/{number}") for host in "ab" for number in range(4)], manners)
        for host in "ab":
            moments = [moment for moment, name, _ in world.asked if name == host]
            assert len(moments) == 5
            assert min(b - a for a, b in pairwise(moments)) >= 0.15


def test_trouble_and_reasons_have_the_same_names() -> None:
    assert {trouble.value for trouble in Trouble} <= {reason.value for reason in Reason}


def test_nothing_of_this_machine_is_asked_without_leave() -> None:
    with World({"inside": lambda _: page()}) as world:
        run = Run(lambda: HttpEngine("Test", QUICK, resolver=world.resolve), TODAY, manners=QUICK)
        addresses = [world.address("inside"), f"http://127.0.0.1:{world.port}/", f"http://localhost:{world.port}/"]
        assert {judgement.reason for judgement in look(run, addresses, {}).judgements.values()} <= {
            Reason.PRIVATE,
            Reason.NO_SUCH_NAME,
        }
        assert world.asked == []


def test_a_name_that_changes_between_two_looks_gains_nothing() -> None:
    """Each request goes to the number that was looked at for it, not to what the name means a moment later."""
    numbers = ["127.0.0.1", "10.0.0.1"]

    async def turning(_host: str, _port: int) -> list[str]:
        return [numbers.pop(0) if len(numbers) > 1 else numbers[0]]

    with World({"turning": lambda _: page()}) as world:
        run = Run(lambda: HttpEngine("Test", QUICK, resolver=turning, loopback=True), TODAY, manners=QUICK)
        address = world.address("turning")
        assert look(run, [address], {}).judgements[address].reason is Reason.PRIVATE
        assert [path for _, _, path in world.asked] == ["/robots.txt"]
