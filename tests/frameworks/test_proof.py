"""The proof of a framework, compared with walking through all its answers."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given

from frameworks.strategies import REST, every_answer, frameworks, made
from openshelf.frameworks.logic import run
from openshelf.frameworks.proof import Proof, prove
from openshelf.model.framework import Framework
from support import examples

if TYPE_CHECKING:
    from openshelf.frameworks.proof import Example


def length_of_plan(framework: Framework, answers: Example) -> int:
    """Return how long the plan of some answers is, which must be those to exactly the questions that are asked."""
    outcome = run(framework, answers)
    assert outcome.open is None
    assert list(outcome.asked) == list(answers)
    return len(outcome.plan)


TWO_STEPS_OF_ONE_CONDITION = """\
questions: [{id: q1, options: [a, b]}, {id: q2, kind: many, options: [a]}]
steps:
  - {id: s1, when: now, if: {q1: [a]}}
  - {id: s2, when: now, if: {q1: [a]}}
  - {id: s3, when: now, if: {not: {q1: [a]}}}
  - {id: s4, when: now, if: {q2: [a]}}
"""


@examples(max_examples=300)
@given(frameworks())
@example(made(TWO_STEPS_OF_ONE_CONDITION))
def test_a_proof_says_what_walking_through_all_answers_shows(framework: Framework) -> None:
    outcomes = [outcome for _, outcome in every_answer(framework)]
    asked = {question for outcome in outcomes for question in outcome.asked}
    planned = {item.step.id for outcome in outcomes for item in outcome.plan}
    proof = prove(framework)
    assert proof.undecided == ()
    assert proof.unreachable_questions == tuple(q.id for q in framework.questions if q.id not in asked)
    assert proof.unreachable_steps == tuple(s.id for s in framework.steps if s.id not in planned)
    assert (proof.empty is not None) == any(outcome.plan == () for outcome in outcomes)
    assert proof.longest == max(len(outcome.plan) for outcome in outcomes)
    assert (proof.longest_example is not None) == (proof.longest > 0)


@examples(max_examples=300)
@given(frameworks())
@example(made(TWO_STEPS_OF_ONE_CONDITION))
def test_examples_are_answers_that_show_what_they_say(framework: Framework) -> None:
    proof = prove(framework)
    if proof.empty is not None:
        assert length_of_plan(framework, proof.empty) == 0
    if proof.longest_example is not None:
        assert length_of_plan(framework, proof.longest_example) == proof.longest


@examples(max_examples=20)
@given(frameworks())
def test_a_framework_has_one_proof(framework: Framework) -> None:
    assert prove(framework) == prove(framework)


def test_a_framework_without_faults_has_nothing_to_show_but_its_longest_plan() -> None:
    framework = made("questions: [{id: q1, options: [a, b]}]\nsteps: [{id: s1, when: now}]")
    assert prove(framework) == Proof(longest=1, longest_example=prove(framework).longest_example)


def test_an_example_names_every_question_that_is_asked_and_no_other() -> None:
    framework = made("""\
questions:
  - {id: q1, options: [a, b]}
  - {id: q2, kind: many, options: [a, b], ask_if: {q1: [a]}}
  - {id: q3, options: [a, b], ask_if: {q1: [b]}}
  - {id: q4, kind: text}
steps:
  - {id: s1, when: now, if: {any: [{q1: [b]}, {q2: [a, b]}]}}
  - {id: s2, when: now, if: {q2: [a]}}
  - {id: s3, when: now, if: {q2: [b]}}
""")
    proof = prove(framework)
    assert proof.empty == {"q1": ("a",), "q2": (), "q4": ()}
    assert (proof.longest, proof.longest_example) == (3, {"q1": ("a",), "q2": ("a", "b"), "q4": ()})


def test_what_a_stop_leaves_unasked_is_part_of_the_proof() -> None:
    text = """\
questions:
  - {{id: q1, options: [a, b]}}
  - {{id: q2, options: [a, b]}}
  - {{id: q3, options: [a, b], ask_if: {{q1: [b]}}}}
steps:
  - {{id: halt, when: now, if: {{q1: [b]}}, stop: {}}}
  - {{id: s1, when: now, if: {{q1: [b], q2: [a]}}}}
  - {{id: s2, when: now, if: {{q1: [a], q2: [a]}}}}
  - {{id: s3, when: now, if: {{q3: [a]}}}}
"""
    going, halting = prove(made(text.format("no"))), prove(made(text.format("yes")))
    assert (going.unreachable_questions, going.unreachable_steps, going.longest) == ((), (), 3)
    assert (halting.unreachable_questions, halting.unreachable_steps) == (("q3",), ("s1", "s3"))
    assert going.empty == halting.empty == {"q1": ("a",), "q2": ("b",)}
    assert halting.longest == 1


def test_a_stop_without_a_condition_leaves_every_question_unasked() -> None:
    proof = prove(
        made("""\
questions: [{id: q1, options: [a, b]}, {id: q2, kind: text}]
steps: [{id: halt, when: now, stop: yes}, {id: s1, when: now, if: {q1: [a]}}]
""")
    )
    assert proof == Proof(("q1", "q2"), ("s1",), longest=1, longest_example={})


def test_a_stop_after_a_stop_is_still_in_the_plan_where_it_holds() -> None:
    framework = made("""\
questions: [{id: q1, options: [a, b]}, {id: q2, options: [a, b]}]
steps:
  - {id: first, when: now, stop: yes, if: {q1: [a]}}
  - {id: second, when: now, stop: yes, if: {not: {q2: [b]}}}
""")
    proof = prove(framework)
    assert (proof.longest, proof.longest_example) == (2, {"q1": ("a",)})
    assert proof.empty == {"q1": ("b",), "q2": ("b",)}


class Writer:
    """Writes large frameworks that look random and are always the same."""

    def __init__(self) -> None:
        self._random = random.Random(7)  # noqa: S311 - no secret

    def framework(self) -> Framework:
        questions = [self._question(number) for number in range(40)]
        steps = [{"id": f"s{number}", "when": "now", "if": self._condition(40)} for number in range(40)]
        steps[10] |= {"stop": "yes"}
        return Framework.model_validate({**REST, "questions": questions, "steps": steps})

    def _question(self, number: int) -> dict[str, Any]:
        kind = self._random.choice(("one", "many"))
        asked = {"ask_if": self._condition(number)} if number and self._random.random() < 0.5 else {}
        return {"id": f"q{number}", "kind": kind, "options": list("abcd"), **asked}

    def _condition(self, before: int, depth: int = 2) -> dict[str, Any]:
        word = self._random.choice(("all", "any", "not", "answers")) if depth else "answers"
        if word == "answers":
            options = self._random.sample("abcd", self._random.randint(1, 2))
            return {f"q{self._random.randrange(before)}": options}
        if word == "not":
            return {word: self._condition(before, depth - 1)}
        return {word: [self._condition(before, depth - 1) for _ in range(3)]}


def test_forty_questions_of_four_options_and_forty_steps_are_proved() -> None:
    framework = Writer().framework()
    assert {len(question.options) for question in framework.questions} == {4}
    proof = prove(framework)
    assert proof.undecided == ()
    assert proof.longest_example is not None
    assert length_of_plan(framework, proof.longest_example) == proof.longest
    assert proof.longest > 20
    for step in framework.steps:
        assert (step.id in proof.unreachable_steps) == (step.id in prove_alone(framework, step.id))


def prove_alone(framework: Framework, step: str) -> tuple[str, ...]:
    """Return the unreachable steps of the framework that keeps, besides its stops, only one step."""
    kept = tuple(other for other in framework.steps if other.stop or other.id == step)
    return prove(framework.model_copy(update={"steps": kept})).unreachable_steps


def guests(count: int, chairs: int, **steps: str) -> Framework:
    """Return a framework that asks each guest for a chair; ``crowd`` is a step for two on one chair."""
    options = [f"c{chair}" for chair in range(chairs)]
    pairs = combinations([f"guest{guest}" for guest in range(count)], 2)
    crowd = {"any": [{one: [chair], other: [chair]} for one, other in pairs for chair in options]}
    conditions: dict[str, Any] = {"crowd": {"if": crowd}, "alone": {"if": {"not": crowd}}, "always": {}}
    return Framework.model_validate(
        {
            **REST,
            "questions": [{"id": f"guest{guest}", "options": options} for guest in range(count)],
            "steps": [{"id": id_, "when": "now", **conditions[what]} for id_, what in steps.items()],
        }
    )


@pytest.mark.parametrize(("count", "chairs"), [(4, 3), (6, 5), (7, 6)])
def test_guests_without_enough_chairs_always_meet(count: int, chairs: int) -> None:
    proof = prove(guests(count, chairs, move="crowd", sit="alone"))
    assert (proof.unreachable_steps, proof.empty, proof.longest, proof.undecided) == (("sit",), None, 1, ())


def test_guests_with_enough_chairs_may_sit_alone() -> None:
    framework = guests(6, 6, move="crowd")
    proof = prove(framework)
    assert proof.empty is not None
    assert length_of_plan(framework, proof.empty) == 0
    assert len({chair for chairs in proof.empty.values() for chair in chairs}) == 6


def test_what_the_bound_leaves_open_is_undecided_and_not_passed() -> None:
    proof = prove(guests(9, 8, move="crowd"), conflicts=1)
    assert proof.undecided == ("that no plan is empty",)
    assert (proof.empty, proof.unreachable_steps, proof.longest) == (None, (), 1)
    proof = prove(guests(9, 8, stay="always", sit="alone"), conflicts=1)
    assert proof.undecided == ("step 'sit'", "whether a plan has more than 1 steps")
    assert (proof.empty, proof.unreachable_steps, proof.longest) == (None, (), 1)


def test_a_question_may_be_undecided_too() -> None:
    framework = guests(9, 8, sit="alone", stay="always")
    asked = {"id": "late", "kind": "text", "ask_if": framework.steps[0].condition}
    late = framework.questions[0].model_validate(asked)
    proof = prove(framework.model_copy(update={"questions": (*framework.questions, late)}), conflicts=1)
    assert proof.undecided[:2] == ("question 'late'", "step 'sit'")
    assert proof.unreachable_questions == ()


def test_the_bound_is_the_same_for_everybody() -> None:
    assert len({prove(guests(9, 8, move="crowd"), conflicts=50).undecided for _ in range(3)}) == 1
