"""A sweep of loopback hosts as a process of its own, to be killed by a test: PORT HOSTS PAGES FOLDER."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from openshelf.linkcheck.http import HttpEngine
from openshelf.linkcheck.journal import Journal
from openshelf.linkcheck.pace import Manners
from openshelf.linkcheck.sweep import Run, look


async def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def main(port: str, hosts: str, pages: str, folder: str) -> None:
    manners = Manners(pause=0.1, recheck=0.1)
    wanted = [f"http://h{host}.test:{port}/{page}" for host in range(int(hosts)) for page in range(int(pages))]
    run = Run(lambda: HttpEngine("Test", manners, resolver=here, loopback=True), dt.date(2026, 6, 15), (), manners)
    journal = Journal(Path(folder) / "journal.jsonl", run.today)
    result = look(run, wanted, {}, journal)
    journal.clear()
    print(len(result.judgements))


if __name__ == "__main__":
    main(*sys.argv[1:])
