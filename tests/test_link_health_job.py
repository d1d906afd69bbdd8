"""What the workflow keeps after a sweep: one branch, and one issue that speaks only when there is something new."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from libraries import git

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "link-health"
FAKE_GH = """#!/usr/bin/env python3
import json, pathlib, sys
state = pathlib.Path(__file__).with_name("issues.json")
calls = pathlib.Path(__file__).with_name("calls")
issues = json.loads(state.read_text()) if state.exists() else []
said = sys.argv[1:]
calls.write_text((calls.read_text() if calls.exists() else "") + " ".join(said[:2]) + "\\n")
body = pathlib.Path(said[said.index("--body-file") + 1]).read_text() if "--body-file" in said else ""
if said[:2] == ["issue", "list"]:
    print(json.dumps(issues))
elif said[:2] == ["issue", "create"]:
    issues = [*issues, {"number": 7, "state": "OPEN", "title": said[said.index("--title") + 1], "body": body}]
elif said[:2] == ["issue", "edit"]:
    issues[-1]["body"] = body
elif said[:2] == ["issue", "close"]:
    issues[-1]["state"] = "CLOSED"
elif said[:2] == ["issue", "reopen"]:
    issues[-1]["state"] = "OPEN"
state.write_text(json.dumps(issues))
"""
DEAD = "## May be dead (1)\n\n- <https://a.example/x>\n  since 2026-05-03: gone\n  resources.yml:{line}\n"
MORE = DEAD.replace("(1)", "(2)") + "- <https://b.example/>\n  since 2026-06-01: gone\n  resources.yml:90\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with a ``gh`` that writes down what it is asked."""
    gh = tmp_path / "gh"
    gh.write_text(FAKE_GH)
    gh.chmod(0o755)
    return tmp_path


def report(desk: Path, text: str) -> list[str]:
    """Report once; return what gh was asked to do to the issue."""
    (desk / "calls").unlink(missing_ok=True)
    file = desk / "report.md"
    file.write_text(text)
    environment = {**os.environ, "PATH": f"{desk}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([sys.executable, str(SCRIPT), "report", str(file)], check=True, env=environment)
    calls = (desk / "calls").read_text().splitlines()
    return [call.removeprefix("issue ") for call in calls if call not in {"issue list", "label create"}]


def issue(desk: Path) -> dict[str, str]:
    return dict(json.loads((desk / "issues.json").read_text())[-1])


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
    issues = json.loads((desk / "issues.json").read_text())
    (desk / "issues.json").write_text(json.dumps([{**issues[0], "state": "CLOSED"}]))
    assert report(desk, DEAD.format(line=4)) == []
    assert report(desk, MORE.format(line=3)) == ["edit", "reopen"]


def test_an_issue_of_somebody_else_with_the_label_is_left_alone(desk: Path) -> None:
    theirs = {"number": 3, "state": "OPEN", "title": "Links on my page", "body": "Mine"}
    (desk / "issues.json").write_text(json.dumps([theirs]))
    assert report(desk, "") == []
    assert report(desk, DEAD.format(line=3)) == ["create"]
    assert json.loads((desk / "issues.json").read_text())[0] == theirs


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
    assert report(desk, DEAD.format(line=3).replace("May be dead", "Look at this")) == ["edit"]


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
