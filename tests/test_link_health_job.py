"""What the workflow keeps after a sweep: one branch, and one issue that speaks only when there is something new."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import fake_gh
from fake_gh import SCRIPTS, issue
from libraries import git

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = SCRIPTS / "link-health"
DEAD = "## May be dead (1)\n\n- <https://a.example/x>\n  since 2026-05-03: gone\n  resources.yml:{line}\n"
MORE = DEAD.replace("(1)", "(2)") + "- <https://b.example/>\n  since 2026-06-01: gone\n  resources.yml:90\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with a ``gh`` that writes down what it is asked."""
    fake_gh.install(tmp_path)
    return tmp_path


def report(desk: Path, text: str) -> list[str]:
    """Report once; return what gh was asked to do to the issue."""
    return fake_gh.asked(desk, "link-health", "report", text=text)


def test_no_issue_is_made_when_there_is_nothing_to_do(desk: Path) -> None:
    assert report(desk, "") == []


def test_one_issue_is_made_rewritten_closed_and_opened_again(desk: Path) -> None:
    assert report(desk, DEAD.format(line=3)) == ["create"]
    assert "https://a.example/x" in issue(desk)["body"]
    assert report(desk, MORE.format(line=3)) == ["edit"]
    assert "https://b.example/" in issue(desk)["body"]
    assert report(desk, "") == ["edit", "close"]
    assert report(desk, "") == []
    assert report(desk, MORE.format(line=3)) == ["edit", "reopen"]
    assert issue(desk)["number"] == 7


def test_an_issue_that_a_person_closed_stays_closed_until_there_is_news(desk: Path) -> None:
    report(desk, DEAD.format(line=3))
    fake_gh.close(desk)
    assert report(desk, DEAD.format(line=4)) == []
    assert report(desk, MORE.format(line=3)) == ["edit", "reopen"]


def test_a_new_place_of_a_link_that_moved_is_news(desk: Path) -> None:
    moved = "## Moved for good (1)\n\n- <https://a.example/x>\n  it redirects to <https://b.example/{page}>\n"
    report(desk, moved.format(page=1))
    assert report(desk, moved.format(page=2)) == ["edit"]


@pytest.mark.parametrize("number", [400, 2000])
def test_a_report_is_never_longer_than_an_issue_may_be(desk: Path, number: int) -> None:
    links = "".join(f"- <https://{n}.example/{'x' * 60}>\n  since 2026-05-03: gone\n" for n in range(number))
    patch = "\n<details><summary>Patch</summary>\n" + "+ line\n" * 6000 + "</details>\n"
    assert report(desk, f"## May be dead ({number})\n\n{links}{patch}") == ["create"]
    body = issue(desk)["body"]
    assert len(body) < 65_000
    assert "+ line" not in body
    assert ("There are more" in body) == (number > 400)


def test_lines_that_move_in_a_file_are_no_news(desk: Path) -> None:
    report(desk, DEAD.format(line=3))
    before = issue(desk)["body"]
    assert report(desk, DEAD.format(line=30)) == []
    assert issue(desk)["body"] == before


def test_a_link_that_changes_its_section_is_news(desk: Path) -> None:
    report(desk, DEAD.format(line=3))
    assert report(desk, DEAD.format(line=3).replace("May be dead", "To be checked by a person")) == ["edit"]


def test_the_memory_has_a_branch_of_its_own_and_one_commit_a_change(tmp_path: Path) -> None:
    origin, clone, memory = tmp_path / "origin.git", tmp_path / "clone", tmp_path / "memory"
    git(tmp_path, "init", "-q", "--bare", str(origin))
    git(tmp_path, "init", "-q", str(clone))
    git(clone, "remote", "add", "origin", str(origin))
    for text in ('{"url":"a"}\n', '{"url":"a"}\n', '{"url":"b"}\n'):
        memory.write_text(text)
        subprocess.run([sys.executable, str(SCRIPT), "remember", str(memory)], cwd=clone, check=True)
    copy = clone / "copy"
    subprocess.run([sys.executable, str(SCRIPT), "recall", str(copy)], cwd=clone, check=True)
    assert copy.read_text() == '{"url":"b"}\n'
    assert git(origin, "show", "link-health:link-memory.jsonl") == '{"url":"b"}\n'
    assert git(origin, "rev-list", "--count", "link-health").strip() == "2"
    assert git(origin, "ls-tree", "--name-only", "link-health") == "link-memory.jsonl\n"


def test_without_a_branch_nothing_is_remembered_whatever_lies_about(tmp_path: Path) -> None:
    origin, clone, memory = tmp_path / "origin.git", tmp_path / "clone", tmp_path / "memory"
    git(tmp_path, "init", "-q", "--bare", str(origin))
    git(tmp_path, "init", "-q", str(clone))
    git(clone, "remote", "add", "origin", str(origin))
    memory.write_text('{"url":"slipped in"}\n')
    command = [sys.executable, str(SCRIPT), "recall", str(memory)]
    done = subprocess.run(command, cwd=clone, check=True, capture_output=True, text=True)
    assert done.stderr == "There is no branch link-health yet: nothing is remembered.\n"
    assert not memory.exists()


def test_a_repository_that_cannot_be_reached_is_not_an_empty_memory(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", ".")
    git(tmp_path, "remote", "add", "origin", str(tmp_path / "nowhere.git"))
    command = [sys.executable, str(SCRIPT), "recall", str(tmp_path / "memory")]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode != 0
