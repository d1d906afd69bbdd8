"""Frameworks for tests: written by hand, drawn at random, and walked through all their answers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from openshelf.frameworks.logic import run
from openshelf.model.framework import Framework, QuestionKind, When
from openshelf.sources.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.frameworks.logic import Answers, FlowState
    from openshelf.model.framework import Question

REST: Mapping[str, Any] = {
    "title": "A framework",
    "summary": "For tests.",
    "themes": ["mapping"],
    "reviewed": "2026-05-01",
    "scenarios": [{"answers": {"q1": "a"}, "plan": []}],
}
"""What a framework must have besides questions and steps."""


def made(text: str) -> Framework:
    """Return the framework of some YAML; keys that are not there are filled in."""
    _, values, problems = read_yaml(text, "f")
    assert problems == []
    return Framework.model_validate({**REST, **values})


def every_answer(framework: Framework) -> Iterator[tuple[Answers, FlowState]]:
    """Yield every complete set of answers that readers can give, with what it leads to; open text stays empty."""
    questions = {question.id: question for question in framework.questions}
    ways: list[Answers] = [{}]
    while ways:
        given = ways.pop()
        outcome = run(framework, given)
        if outcome.open is None:
            yield given, outcome
        else:
            ways += [{**given, outcome.open: choice} for choice in choices(questions[outcome.open])]


def choices(question: Question) -> list[tuple[str, ...]]:
    """Return every answer to a question."""
    if question.kind is QuestionKind.ONE:
        return [(option,) for option in question.options]
    counts = range(len(question.options) + 1)
    return [choice for count in counts for choice in itertools.combinations(question.options, count)]


@st.composite
def conditions(draw: st.DrawFn, options: Mapping[str, Sequence[str]], depth: int = 2) -> dict[str, Any]:
    """Draw a condition on questions, each with its options, as writers write it."""
    words = draw(st.lists(st.sampled_from(("all", "any", "not")), max_size=2, unique=True)) if depth else []
    found: dict[str, Any] = {}
    for word in words:
        inner = conditions(options, depth - 1)
        found[word] = draw(inner if word == "not" else st.lists(inner, min_size=1, max_size=2))
    names = st.sampled_from(sorted(options))
    for name in draw(st.lists(names, min_size=0 if found else 1, max_size=2, unique=True)):
        found[name] = draw(st.lists(st.sampled_from(options[name]), min_size=1, max_size=2, unique=True))
    return found


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Draw small frameworks whose ids fit together; their scenarios mean nothing."""
    questions: list[dict[str, Any]] = []
    options: dict[str, list[str]] = {}
    for number in range(1, draw(st.integers(2, 4)) + 1):
        kind = draw(st.sampled_from(QuestionKind))
        question: dict[str, Any] = {"id": f"q{number}", "kind": kind.value}
        if options and draw(st.booleans()):
            question["ask_if"] = draw(conditions(options))
        if kind is not QuestionKind.TEXT:
            least = 2 if kind is QuestionKind.ONE else 1
            question["options"] = ["a", "b", "c"][: draw(st.integers(least, 3))]
            options[question["id"]] = question["options"]
        questions.append(question)
    steps: list[dict[str, Any]] = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        step: dict[str, Any] = {"id": f"s{number}", "when": draw(st.sampled_from(When)).value}
        if options and draw(st.integers(0, 5)) < 5:
            step["if"] = draw(conditions(options))
        if draw(st.integers(0, 4)) == 4:
            step["stop"] = "yes"
        step["group"] = draw(st.lists(st.sampled_from(("g1", "g2")), max_size=2, unique=True))
        steps.append(step)
    guarantees = draw(st.lists(_guarantees(questions, steps, options), max_size=3))
    return Framework.model_validate({**REST, "questions": questions, "steps": steps, "guarantees": guarantees})


@st.composite
def _guarantees(
    draw: st.DrawFn,
    questions: Sequence[dict[str, Any]],
    steps: Sequence[dict[str, Any]],
    options: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """Draw a guarantee of questions and steps that are there."""
    groups = sorted({group for step in steps for group in step["group"]})
    rising = [question for question in questions if question["kind"] == QuestionKind.ONE.value]
    if groups and rising and draw(st.booleans()):
        question = draw(st.sampled_from(rising))
        levels = draw(st.lists(st.sampled_from(question["options"]), min_size=2, unique=True))
        return {"keeps": {"question": question["id"], "from": levels, "group": draw(st.sampled_from(groups))}}
    named = draw(st.lists(st.sampled_from([step["id"] for step in steps]), min_size=1, max_size=2, unique=True))
    holds = {"group": draw(st.sampled_from(groups))} if groups and draw(st.booleans()) else {"steps": named}
    return {draw(st.sampled_from(("holds", "lacks"))): holds} | (
        {"when": draw(conditions(options))} if options and draw(st.booleans()) else {}
    )
