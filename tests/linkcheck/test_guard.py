"""Which addresses may be connected to, and that nothing leads into a private network."""

from __future__ import annotations

import pytest

from link_server import QUICK, World, check, page, reply
from openshelf.linkcheck.guard import may_connect
from openshelf.linkcheck.http_fetcher import HttpFetcher
from openshelf.linkcheck.reasons import Reason
from openshelf.linkcheck.sweep import Sweep, check_links
from support import TODAY

PRIVATE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "0.0.0.0",  # noqa: S104 - nothing is bound
    "192.0.0.192",
    "198.18.0.1",
    "168.63.129.16",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:a00:1::",
    "ff02::1",
    "not-an-address",
    "2001:db8::1",
)


PUBLIC = ("1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")


@pytest.mark.parametrize("number", PRIVATE)
def test_private_machines_are_not_asked(number: str) -> None:
    assert not may_connect(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_public_machines_are_asked(number: str) -> None:
    assert may_connect(number)


def test_this_machine_may_be_allowed_and_nothing_more() -> None:
    assert may_connect("127.0.0.9", loopback=True)
    assert may_connect("::1", loopback=True)
    assert not may_connect("10.0.0.1", loopback=True)
    assert not may_connect("169.254.169.254", loopback=True)


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    answers = {"lure": lambda _: reply(302, Location="http://169.254.169.254/latest/"), "plain": lambda _: page()}
    with World(answers) as world:
        address = world.address("lure")
        assert check(world, [address])[address].reason is Reason.PRIVATE_NETWORK


def test_nothing_of_this_machine_is_asked_without_leave() -> None:
    with World({"inside": lambda _: page()}) as world:
        sweep = Sweep(lambda: HttpFetcher("Test", QUICK, resolver=world.resolve), TODAY, limits=QUICK)
        addresses = [world.address("inside"), f"http://127.0.0.1:{world.port}/", f"http://localhost:{world.port}/"]
        assert {result.reason for result in check_links(sweep, addresses, {}).checked.values()} <= {
            Reason.PRIVATE_NETWORK,
            Reason.NXDOMAIN,
        }
        assert world.asked == []


def test_a_name_that_changes_between_two_lookups_gains_nothing() -> None:
    """Each request connects to the IP address that was checked for it, not to what the name means a moment later."""
    numbers = ["127.0.0.1", "10.0.0.1"]

    async def turning(_host: str, _port: int) -> list[str]:
        return [numbers.pop(0) if len(numbers) > 1 else numbers[0]]

    with World({"turning": lambda _: page()}) as world:
        sweep = Sweep(lambda: HttpFetcher("Test", QUICK, resolver=turning, loopback=True), TODAY, limits=QUICK)
        address = world.address("turning")
        assert check_links(sweep, [address], {}).checked[address].reason is Reason.PRIVATE_NETWORK
        assert [path for _, _, path in world.asked] == ["/robots.txt"]
