"""A sweep that is killed goes on where it stopped."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from link_server import World, page
from openshelf.linkcheck.journal import Journal
from openshelf.linkcheck.policy import CheckResult
from openshelf.linkcheck.reasons import Reason
from support import TODAY

SCRIPT = Path(__file__).with_name("resumed_sweep.py")
HOSTS, PAGES = 10, 20


@pytest.mark.long
def test_a_kill_loses_only_what_was_under_way(tmp_path: Path) -> None:
    with World({f"h{number}": lambda _: page() for number in range(HOSTS)}) as world:
        command = [sys.executable, str(SCRIPT), str(world.port), str(HOSTS), str(PAGES), str(tmp_path)]
        first = subprocess.Popen(command)
        until = time.monotonic() + 60
        while len(world.asked) < 80 and time.monotonic() < until:
            time.sleep(0.02)
        first.kill()
        first.wait()
        before = len([1 for _, _, path in world.asked if path != "/robots.txt"])
        assert 0 < before < HOSTS * PAGES
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert done.stdout == f"{HOSTS * PAGES}\n"
        asked = Counter((host, path) for _, host, path in world.asked if path != "/robots.txt")
        assert len(asked) == HOSTS * PAGES
        again = [key for key, times in asked.items() if times > 1]
        assert len(again) <= HOSTS, "no host has more than one request under way"
    assert not (tmp_path / "journal.jsonl").exists()


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", TODAY)
    attempt = CheckResult(Reason.MISSING, 404, retry_after=2.0)
    journal.write("https://a.example.org/", attempt)
    journal.close()
    with journal.file.open("a") as file:
        file.write('["https://b.exa')
    assert journal.earlier() == {"https://a.example.org/": [attempt]}
    journal.write("https://c.example.org/", attempt)
    journal.close()
    assert list(journal.earlier()) == ["https://a.example.org/", "https://c.example.org/"]


def test_attempts_of_another_day_do_not_count(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl", TODAY)
    journal.write("https://a.example.org/", CheckResult(Reason.FINE, 200))
    journal.close()
    assert Journal(journal.file, TODAY.replace(day=1)).earlier() == {}
