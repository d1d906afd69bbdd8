"""One issue for one matter: made once, written anew only when there is news, closed when there is nothing to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import fake_gh
from fake_gh import issue

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "The nightly run is red"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with a ``gh`` that writes down what it is asked."""
    fake_gh.install(tmp_path)
    return tmp_path


def keep(desk: Path, text: str, *more: str) -> list[str]:
    words = ("--label", "nightly", "--about", "Runs that failed", "--done", "All is well again.", *more)
    return fake_gh.asked(desk, "one-issue", *words, TITLE, text=text)


def test_nothing_to_do_makes_no_issue(desk: Path) -> None:
    assert keep(desk, "\n") == []


def test_it_is_made_once_closed_and_opened_again(desk: Path) -> None:
    assert keep(desk, "Run 1") == ["create"]
    assert (issue(desk)["title"], issue(desk)["body"]) == (TITLE, "Run 1\n")
    assert keep(desk, "Run 2") == ["edit"]
    assert keep(desk, "") == ["edit", "close"]
    assert issue(desk)["body"] == "All is well again.\n"
    assert keep(desk, "") == []
    assert keep(desk, "Run 3") == ["edit", "reopen"]
    assert issue(desk)["number"] == 7


def test_the_same_again_is_no_news_even_where_a_person_closed_it(desk: Path) -> None:
    keep(desk, "Run 1")
    assert keep(desk, "Run 1\n") == []
    fake_gh.close(desk)
    assert keep(desk, "Run 1") == []
    assert keep(desk, "Run 2") == ["edit", "reopen"]


def test_a_pattern_says_what_is_news(desk: Path) -> None:
    keep(desk, "- one\nyesterday", "--news", "^- .+")
    assert keep(desk, "- one\ntoday", "--news", "^- .+") == []
    assert keep(desk, "- one\n- two\ntoday", "--news", "^- .+") == ["edit"]


def test_an_issue_of_somebody_else_with_the_label_is_left_alone(desk: Path) -> None:
    theirs = {"number": 3, "state": "OPEN", "title": "My run", "body": "Mine"}
    (desk / "issues.json").write_text(json.dumps([theirs]))
    assert keep(desk, "") == []
    assert keep(desk, "Run 1") == ["create"]
    assert json.loads((desk / "issues.json").read_text())[0] == theirs
