"""The libraries that tests build: nothing is wrong with them but what tests want to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from libraries import DAY, other_library, rich_library
from support import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("library", "wanted"),
    [
        (other_library, {("resources.yml", "review-due")}),
        (
            rich_library,
            {
                ("guides/explanation/sample-of-everything.md", "review-due"),
                ("guides/explanation/sample-of-everything.md", "withdrawn-reference"),
                ("guides/how-to/sample-withdrawn.md", "withdrawn-text"),
                ("resources.yml", "review-due"),
            },
        ),
    ],
    ids=["other", "rich"],
)
def test_a_library_of_the_tests_has_no_problem_but_what_is_wanted(
    tmp_path: Path, library: Callable[[Path], Path], wanted: set[tuple[str, str]]
) -> None:
    found = problems_of(library(tmp_path), DAY)
    assert [str(problem) for problem in found if problem.is_error] == []
    assert {(problem.place.path, problem.rule.id) for problem in found} == wanted
    assert len(found) == len(wanted)
