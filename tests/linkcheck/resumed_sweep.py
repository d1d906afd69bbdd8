"""A sweep of loopback hosts as a process of its own, to be killed by a test: PORT HOSTS PAGES FOLDER."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from openshelf.linkcheck.http_fetcher import HttpFetcher
from openshelf.linkcheck.journal import Journal
from openshelf.linkcheck.ratelimit import RateLimits
from openshelf.linkcheck.sweep import Sweep, check_links


async def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def main(port: str, hosts: str, pages: str, folder: str) -> None:
    limits = RateLimits(host_delay=0.1, retry_delay=0.1)
    wanted = [f"http://h{host}.test:{port}/{page}" for host in range(int(hosts)) for page in range(int(pages))]
    sweep = Sweep(lambda: HttpFetcher("Test", limits, resolver=here, loopback=True), dt.date(2026, 6, 15), (), limits)
    journal = Journal(Path(folder) / "journal.jsonl", sweep.today)
    result = check_links(sweep, wanted, {}, journal)
    journal.clear()
    print(len(result.checked))


if __name__ == "__main__":
    main(*sys.argv[1:])
