"""From answers to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from frameworks.strategies import every_answer, frameworks, made
from openshelf.frameworks.logic import decided_after, in_plan_order, matches, reasons, run
from openshelf.model.framework import Condition, Framework
from openshelf.sources.yaml_source import read_yaml
from support import examples

if TYPE_CHECKING:
    from openshelf.frameworks.logic import Answers


def condition(text: str) -> Condition:
    return Condition.model_validate(read_yaml(text, "f")[1])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a: [x]", True),
        ("a: [y]", False),
        ("a: [y, x]", True),
        ("many: [y]", True),
        ("many: [z]", False),
        ("many: [z, y]", True),
        ("a: [x]\nmany: [y]", True),
        ("a: [x]\nmany: [z]", False),
        ("unasked: [x]", False),
        ("none: [x]", False),
        ("all: [{a: [x]}, {many: [x]}, {many: [y]}]", True),
        ("all: [{a: [x]}, {many: [z]}]", False),
        ("any: [{a: [y]}, {many: [y]}]", True),
        ("any: [{a: [y]}, {many: [z]}]", False),
        ("not: {a: [y]}", True),
        ("not: {a: [x]}", False),
        ("not: {many: [x, z]}", False),
        ("not: {unasked: [x]}", True),
        ("not: {none: [x]}", True),
        ("not: {not: {a: [x]}}", True),
        ("not: {a: [x], many: [z]}", True),
        ("not: {all: [{a: [x]}, {any: [{many: [z]}, {not: {unasked: [x]}}]}]}", False),
        ("a: [x]\nall: [{many: [x]}]\nany: [{many: [y]}]\nnot: {many: [z]}", True),
        ("a: [x]\nall: [{many: [x]}]\nany: [{many: [y]}]\nnot: {many: [x]}", False),
        ("a: [x]\nall: [{many: [x]}]\nany: [{many: [z]}]\nnot: {many: [z]}", False),
        ("a: [x]\nall: [{many: [z]}]\nany: [{many: [y]}]\nnot: {many: [z]}", False),
        ("a: [y]\nall: [{many: [x]}]\nany: [{many: [y]}]\nnot: {many: [z]}", False),
    ],
)
def test_several_keys_are_and_a_list_of_options_is_or(text: str, holds: bool) -> None:  # noqa: FBT001
    assert matches(condition(text), {"a": ("x",), "many": ("x", "y"), "none": ()}) is holds


def test_no_condition_always_holds_and_has_no_reasons() -> None:
    assert matches(None, {})
    assert reasons(None, {}) == set()


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("a: [x]\nb: [x]", {"a", "b"}),
        ("all: [{a: [x]}, {b: [x]}]", {"a", "b"}),
        ("any: [{a: [x]}, {b: [y]}]", {"a"}),
        ("any: [{a: [x]}, {b: [x]}]", {"a", "b"}),
        ("not: {a: [y]}", {"a"}),
        ("not: {unasked: [y]}", set()),
        ("not: {a: [y], unasked: [y], b: [x]}", {"a", "b"}),
        ("any: [{all: [{a: [x]}, {not: {b: [y]}}]}, {c: [x]}]", {"a", "b"}),
    ],
)
def test_the_reasons_are_the_questions_whose_answers_make_a_condition_hold(text: str, because: set[str]) -> None:
    given = {"a": ("x",), "b": ("x",), "c": ("y",)}
    assert matches(condition(text), given)
    assert reasons(condition(text), given) == because


ORDERED = """\
questions: [{id: q1, options: [a, b]}]
steps:
  - {id: later-1, when: later}
  - {id: now-1, when: now}
  - {id: stop-later, when: later, stop: yes, if: {q1: [a]}}
  - {id: next-1, when: next}
  - {id: now-2, when: now}
  - {id: stop-now, when: now, stop: yes, if: {q1: [a]}}
  - {id: later-2, when: later}
"""


def test_a_plan_has_stops_first_then_what_is_urgent_then_what_is_written_first() -> None:
    order = ["stop-now", "stop-later", "now-1", "now-2", "next-1", "later-1", "later-2"]
    assert [step.id for step in in_plan_order(made(ORDERED))] == order
    assert plan(made(ORDERED), {"q1": ["a"]}) == order
    assert plan(made(ORDERED), {"q1": ["b"]}) == order[2:]


THREE = """\
questions:
  - {id: q1, options: [a, b]}
  - {id: q2, kind: many, options: [a, b], ask_if: {q1: [a]}}
  - {id: q3, kind: text}
steps:
  - {id: always, when: later}
  - {id: some, when: now, if: {q1: [b]}}
  - {id: neither, when: now, if: {q1: [a], not: {q2: [a, b]}}}
  - {id: both, when: now, if: {all: [{q2: [a]}, {q2: [b]}]}}
"""


def plan(framework: Framework, answers: Answers) -> list[str]:
    return [planned.step.id for planned in run(framework, answers).plan]


def test_questions_are_asked_in_order_up_to_the_first_without_an_answer() -> None:
    framework = made(THREE)
    for answers, asked, waiting in (
        ({}, ("q1",), "q1"),
        ({"q1": ["a"]}, ("q1", "q2"), "q2"),
        ({"q1": ["b"]}, ("q1", "q3"), "q3"),
        ({"q1": ["a"], "q2": ["a"]}, ("q1", "q2", "q3"), "q3"),
        ({"q1": ["a"], "q2": ["a"], "q3": ["words"]}, ("q1", "q2", "q3"), None),
        ({"q3": ["words"], "q2": ["a"]}, ("q1",), "q1"),
    ):
        outcome = run(framework, answers)
        assert (outcome.asked, outcome.open) == (asked, waiting), answers


def test_many_and_open_text_may_be_answered_with_nothing_but_one_may_not() -> None:
    assert run(made(THREE), {"q1": ["a"], "q2": [], "q3": []}).open is None
    assert run(made(THREE), {"q1": [], "q2": [], "q3": []}).open == "q1"


def test_answers_to_questions_that_are_not_asked_count_for_nothing() -> None:
    outcome = run(made(THREE), {"q1": ["b"], "q2": ["a", "b"], "q3": [], "q4": ["a"]})
    assert outcome.asked == ("q1", "q3")
    assert [planned.step.id for planned in outcome.plan] == ["some", "always"]


def test_a_plan_says_which_answers_brought_its_steps() -> None:
    outcome = run(made(THREE), {"q1": ["a"], "q2": [], "q3": []})
    assert [(planned.step.id, planned.because) for planned in outcome.plan] == [
        ("neither", ("q1", "q2")),
        ("always", ()),
    ]


def test_while_a_question_is_open_the_plan_has_what_holds_so_far() -> None:
    assert plan(made(THREE), {}) == ["always"]
    assert plan(made(THREE), {"q1": ["b"]}) == ["some", "always"]
    assert plan(made(THREE), {"q1": ["a"]}) == ["neither", "always"]
    assert plan(made(THREE), {"q1": ["a"], "q2": ["a", "b"]}) == ["both", "always"]


STOPS = """\
questions:
  - {{id: q1, options: [a, b]}}
  - {{id: q2, options: [a, b], ask_if: {{q1: [a]}}}}
  - {{id: q3, options: [a, b]}}
steps:
  - {{id: halt, when: now, stop: yes, {}}}
  - {{id: always, when: now}}
  - {{id: third, when: now, if: {{q3: [a]}}}}
  - {{id: unlike, when: now, if: {{not: {{q3: [a]}}}}}}
"""


@pytest.mark.parametrize(
    ("stop", "answers", "asked", "steps"),
    [
        ("if: {q1: [b]}", {"q1": "b", "q3": "a"}, "q1", "halt always unlike"),
        ("if: {q1: [b]}", {"q1": "a", "q2": "a", "q3": "a"}, "q1 q2 q3", "always third"),
        ("if: {q3: [a]}", {"q1": "b", "q3": "a"}, "q1 q3", "halt always third"),
        ("if: {q1: [b], not: {q2: [a]}}", {"q1": "b", "q3": "a"}, "q1", "halt always unlike"),
        ("if: {any: [{q1: [b]}, {q3: [b]}]}", {"q1": "b", "q3": "a"}, "q1 q3", "halt always third"),
        ("if: {not: {q2: [a]}}", {"q1": "b", "q3": "a"}, "q1", "halt always unlike"),
        ("if: {not: {q2: [a]}}", {"q1": "a", "q2": "a", "q3": "b"}, "q1 q2 q3", "always unlike"),
        ("resources: []", {"q1": "b", "q3": "a"}, "", "halt always unlike"),
    ],
)
def test_a_stop_leaves_all_questions_after_the_last_that_it_names_unasked(
    stop: str, answers: dict[str, str], asked: str, steps: str
) -> None:
    framework = made(STOPS.format(stop))
    outcome = run(framework, {question: (option,) for question, option in answers.items()})
    assert outcome.open is None
    assert outcome.asked == tuple(asked.split())
    assert [planned.step.id for planned in outcome.plan] == steps.split()


def test_a_stop_that_looks_at_an_open_question_waits_for_its_answer() -> None:
    framework = made(STOPS.format("if: {not: {q2: [a]}}"))
    assert run(framework, {"q1": ["a"]}).open == "q2"
    assert run(framework, {"q1": ["a"], "q2": ["b"]}).open is None


def test_a_condition_is_decided_after_the_last_question_that_it_names() -> None:
    framework = made(THREE)
    assert [decided_after(framework, step) for step in framework.steps] == [-1, 0, 1, 1]


@examples(max_examples=100)
@given(frameworks())
def test_any_answers_lead_to_questions_and_steps_in_their_order(framework: Framework) -> None:
    order = [question.id for question in framework.questions]
    steps = [step.id for step in in_plan_order(framework)]
    for answers, outcome in every_answer(framework):
        assert set(outcome.asked) == set(answers)
        assert sorted(outcome.asked, key=order.index) == list(outcome.asked)
        assert sorted(plan(framework, answers), key=steps.index) == plan(framework, answers)
        assert all(set(planned.because) <= set(outcome.asked) for planned in outcome.plan)


@examples(max_examples=100)
@given(frameworks())
def test_what_is_answered_without_being_asked_changes_nothing(framework: Framework) -> None:
    idle = {question.id: question.options[:1] for question in framework.questions}
    for answers, outcome in every_answer(framework):
        assert run(framework, {**idle, **answers}) == outcome
