"""The examples of the specifications: each is rendered as stated, or is a problem at a place in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dialect.dom import tree_of
from dialect.trial import Trial, trials
from support import is_inside

if TYPE_CHECKING:
    from collections.abc import Mapping

DIFFERENCES = {
    "commonmark-144": "; is no name of a language",
    "commonmark-608": "a bare address is a link, as GFM's autolinks are",
    "commonmark-611": "a bare address is a link, as GFM's autolinks are",
    "commonmark-612": "a bare address of mail is a link, as GFM's autolinks are",
}
"""Examples that are rendered in another way without a problem, and why."""
ABOUT_MARKUP = {"raw-html", "html-comment", "stray-markup", "unknown-reference"}
"""Rules that refuse markup, so that its rendering does not matter."""
ABOUT_TARGETS = {"link-target", "unknown-file"}
"""Rules that refuse the address of a link, so that only its place does not matter."""

EXAMPLES: dict[str, dict[str, str]] = {
    f"{name}-{example['example']}": example
    for name in ("commonmark", "gfm")
    for example in json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Trial]:
    """Make every example a page of one library."""
    texts = {name: example["markdown"] for name, example in EXAMPLES.items()}
    return trials(tmp_path_factory.mktemp("examples"), texts)


def is_as_stated(name: str, result: Trial, *, with_targets: bool = True) -> bool:
    stated = tree_of(EXAMPLES[name]["html"], with_targets=with_targets)
    return tree_of(result.html, with_targets=with_targets) == stated


def is_refused(name: str, result: Trial) -> bool:
    """Whether a problem says that what is rendered in another way is not accepted at all."""
    rules = {problem.rule.id for problem in result.problems if problem.is_error}
    return bool(rules & ABOUT_MARKUP or (rules & ABOUT_TARGETS and is_as_stated(name, result, with_targets=False)))


def test_every_example_is_here() -> None:
    sections = [example["section"] for example in EXAMPLES.values()]
    assert len(sections) == 652 + 23
    assert len(set(sections)) == 26 + 4


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - DIFFERENCES.keys()))
def test_an_example_is_rendered_as_stated_or_is_a_problem(name: str, results: Mapping[str, Trial]) -> None:
    result = results[name]
    assert is_as_stated(name, result) or is_refused(name, result), (result.html, result.problems)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_a_difference_is_needed_and_is_no_problem(name: str, results: Mapping[str, Trial]) -> None:
    assert not is_as_stated(name, results[name])
    assert not is_refused(name, results[name])


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_problem_stands_at_a_place_in_its_example(name: str, results: Mapping[str, Trial]) -> None:
    text = EXAMPLES[name]["markdown"]
    assert all(is_inside(problem.place, text) for problem in results[name].problems), results[name].problems
