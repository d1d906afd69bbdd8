"""How often a host is asked, and when it is left alone."""

from __future__ import annotations

from itertools import pairwise

from link_server import QUICK, RESET, World, check, page, reply
from openshelf.linkcheck.ratelimit import RateLimits
from openshelf.linkcheck.reasons import LinkVerdict, Reason
from openshelf.linkcheck.sweep import Sweep, check_links
from support import TODAY


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
        check(world, [world.address(host, f"/{number}") for host in "ab" for number in range(4)], limits)
        for host in "ab":
            moments = [moment for moment, name, _ in world.asked if name == host]
            assert len(moments) == 5
            assert min(b - a for a, b in pairwise(moments)) >= 0.15
