"""How long a sweep takes beside the least that politeness allows: 2,000 addresses on 200 hosts of this machine."""

from __future__ import annotations

import datetime as dt
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from link_server import World, page
from openshelf.linkcheck.ratelimit import RateLimits
from openshelf.linkcheck.sweep import Sweep, check_links

HOSTS, PAGES = 200, 10
MOST = 3.0


def main() -> int:
    """Sweep once with the limits of every day; print the figures; return 1 where they are not kept."""
    limits = RateLimits()
    with World({f"h{number}": lambda _: page() for number in range(HOSTS)}) as world:
        addresses = [world.address(f"h{host}", f"/{number}") for host in range(HOSTS) for number in range(PAGES)]
        started = time.monotonic()
        result = check_links(Sweep(lambda: world.fetcher(limits), dt.date(2026, 6, 15), (), limits), addresses, {})
        took = time.monotonic() - started
        gaps = [
            later - earlier
            for host in {name for _, name, _ in world.asked}
            for moments in [[moment for moment, name, _ in world.asked if name == host]]
            for earlier, later in pairwise(moments)
        ]
    least = (PAGES - 1) * limits.host_delay
    print(f"{len(result.checked)} addresses on {HOSTS} hosts: {took:.1f} s; politeness alone takes {least:.1f} s.")
    print(f"ratio {took / least:.2f}, at most {MOST}; shortest pause at a host {min(gaps):.2f} s")
    return 0 if took <= MOST * least and len(result.checked) == len(addresses) else 1


if __name__ == "__main__":
    sys.exit(main())
