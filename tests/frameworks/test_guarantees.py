"""Guarantees of frameworks: the prover compared with walking through all answers, and through all pairs of answers."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from frameworks.strategies import every_answer, frameworks, made
from openshelf.frameworks.guarantees import BrokenGuarantee, GuaranteeFindings
from openshelf.frameworks.logic import matches, run
from openshelf.frameworks.proof import prove
from support import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.frameworks.logic import Answers, FlowState
    from openshelf.model.framework import Framework, Guarantee, Keeps

MOST_WAYS = 80
"""Complete sets of answers whose pairs a test still walks through."""
Way = tuple["Answers", "FlowState"]


def plan_of(outcome: FlowState) -> set[str]:
    return {planned.step.id for planned in outcome.plan}


def stops(outcome: FlowState) -> bool:
    return any(planned.step.stop for planned in outcome.plan)


def size(*answers: Answers) -> int:
    """Return how long an example is: questions and ticks."""
    return sum(1 + len(ticked) for given in answers for ticked in given.values())


def members(framework: Framework, group: str) -> set[str]:
    return {step.id for step in framework.steps if group in step.group}


def is_met(framework: Framework, guarantee: Guarantee, outcome: FlowState, lost: frozenset[str]) -> bool:
    """Whether a plan holds what it must."""
    if guarantee.lacks is not None:
        unwanted = guarantee.lacks.group
        return plan_of(outcome).isdisjoint(members(framework, unwanted) if unwanted else guarantee.lacks.steps)
    assert guarantee.holds is not None
    counting = plan_of(outcome) - lost
    if guarantee.holds.group is not None:
        return bool(members(framework, guarantee.holds.group) & counting)
    return set(guarantee.holds.steps) <= counting


def comparable(ways: list[Way], keeps: Keeps) -> Iterator[tuple[Way, Way]]:
    """Yield every two ways that differ by more danger, and by nothing else that both were asked."""
    rising = list(combinations(keeps.levels, 2))
    for one, other in product([way for way in ways if not stops(way[1])], repeat=2):
        less, more = one[0].get(keeps.question), other[0].get(keeps.question)
        if less and more and (less[0], more[0]) in rising:
            both = (one[0].keys() & other[0].keys()) - {keeps.question}
            if all(set(one[0][name]) == set(other[0][name]) for name in both):
                yield one, other


def by_hand(
    framework: Framework, ways: list[Way], guarantee: Guarantee, lost: frozenset[str] = frozenset()
) -> tuple[bool, int | None]:
    """Return whether nothing puts a guarantee to the test, and the size of the shortest example that breaks it."""
    if guarantee.keeps is None:
        meant = [(answers, outcome) for answers, outcome in ways if matches(guarantee.when, answers)]
        broken = [size(answers) for answers, outcome in meant if not is_met(framework, guarantee, outcome, lost)]
        return not meant, min(broken, default=None)
    group = members(framework, guarantee.keeps.group)
    pairs = [pair for pair in comparable(ways, guarantee.keeps) if group & plan_of(pair[0][1])]
    broken = [size(one[0], other[0]) for one, other in pairs if group & plan_of(one[1]) - plan_of(other[1])]
    return not pairs, min(broken, default=None)


@examples(max_examples=300)
@given(frameworks())
def test_the_prover_finds_the_shortest_example_of_every_broken_guarantee(framework: Framework) -> None:
    ways = list(every_answer(framework))
    assume(len(ways) <= MOST_WAYS)
    found = prove(framework).guarantees
    shown = {broken.index: size(broken.example, broken.more_danger or {}) for broken in found.broken}
    for index, guarantee in enumerate(framework.guarantees):
        is_idle, shortest = by_hand(framework, ways, guarantee)
        assert (index in found.idle) == is_idle
        assert shown.get(index) == shortest
    assert found.lost == ()


@examples(max_examples=300)
@given(frameworks())
def test_what_an_example_shows_happens_when_the_questions_are_answered_so(framework: Framework) -> None:
    for broken in prove(framework).guarantees.broken:
        guarantee = framework.guarantees[broken.index]
        outcome = run(framework, broken.example)
        assert outcome.open is None
        if guarantee.keeps is None:
            assert matches(guarantee.when, broken.example)
            assert not is_met(framework, guarantee, outcome, frozenset())
            assert (set(broken.steps) <= plan_of(outcome)) == (guarantee.lacks is not None or not broken.steps)
        else:
            later = run(framework, broken.more_danger or {})
            lost = plan_of(outcome) - plan_of(later)
            assert later.open is None
            assert set(broken.steps) == lost & members(framework, guarantee.keeps.group) != set()
            assert not stops(outcome)
            assert not stops(later)


@examples(max_examples=200)
@given(frameworks(), st.sets(st.sampled_from(["s1", "s2", "s3"])))
def test_a_step_that_lost_its_places_counts_for_nothing(framework: Framework, gone: set[str]) -> None:
    ways = list(every_answer(framework))
    assume(len(ways) <= MOST_WAYS)
    lost = frozenset(gone)
    found = prove(framework, lost).guarantees
    shown = {broken.index: size(broken.example) for broken in found.lost}
    for index, guarantee in enumerate(framework.guarantees):
        is_idle, broken = by_hand(framework, ways, guarantee)
        expected = None if is_idle or broken is not None else by_hand(framework, ways, guarantee, lost)[1]
        assert shown.get(index) == expected
    assert found.broken == prove(framework).guarantees.broken


LADDER = """\
questions:
  - {id: harm, options: [none, some, much]}
  - {id: chat, options: [works, fails], ask_if: {harm: [none, some]}}
steps:
  - {id: lock, when: now, group: [safeguards, first], if: {harm: [some]}}
  - {id: call, when: now, group: safeguards, if: {harm: [much]}}
  - {id: stay, when: now, if: {chat: [works]}}
  - {id: move, when: now, if: {chat: [fails]}}
"""
KEEPS = "guarantees: [{keeps: {question: harm, from: [none, some, much], group: safeguards}}]\n"


def test_a_safeguard_that_more_danger_takes_away_is_found_at_any_distance() -> None:
    found = prove(made(LADDER + KEEPS)).guarantees
    first, *rest = found.broken
    assert rest == []
    assert (first.index, first.steps) == (0, ("lock",))
    assert (first.example["harm"], first.more_danger) == (("some",), {"harm": ("much",)})
    kept = LADDER.replace("harm: [some]}}", "harm: [some, much]}}") + KEEPS
    assert prove(made(kept)).guarantees == GuaranteeFindings()
    far = LADDER.replace("if: {harm: [some]}}", "if: {harm: [none, some]}}") + KEEPS
    assert prove(made(far)).guarantees.broken[0].steps == ("lock",)


def test_a_plan_that_stops_is_exempt_from_what_is_kept_but_not_from_what_is_held() -> None:
    stopping = LADDER.replace("{id: call, when: now,", "{id: call, when: now, stop: yes,")
    assert prove(made(stopping + KEEPS)).guarantees == GuaranteeFindings(idle=(0,))
    holds = "guarantees: [{when: {harm: [much]}, holds: {group: first}}]\n"
    assert prove(made(stopping + holds)).guarantees.broken == (BrokenGuarantee(0, {"harm": ("much",)}),)


@pytest.mark.parametrize(
    ("guarantee", "example", "steps"),
    [
        ("{holds: {steps: [stay, move]}}", {"harm": ("much",)}, ("stay", "move")),
        ("{when: {chat: [works, fails]}, holds: {steps: [stay]}}", None, ("stay",)),
        ("{when: {not: {harm: [much]}}, holds: {group: safeguards}}", None, ()),
    ],
)
def test_the_example_has_as_few_answers_as_can_be(
    guarantee: str, example: Answers | None, steps: tuple[str, ...]
) -> None:
    (broken,) = prove(made(f"{LADDER}guarantees: [{guarantee}]\n")).guarantees.broken
    assert broken.steps == steps
    assert broken.more_danger is None
    assert example in (None, broken.example)
    assert len(broken.example) == (1 if example else 2)


def test_what_the_bound_leaves_open_is_named_by_its_number() -> None:
    chairs = ", ".join(f"c{chair}" for chair in range(8))
    pairs = combinations([f"guest{number}" for number in range(9)], 2)
    crowd = ", ".join(f"{{{one}: [c{chair}], {other}: [c{chair}]}}" for one, other in pairs for chair in range(8))
    text = (
        "questions:\n"
        + "".join(f"  - {{id: guest{number}, options: [{chairs}]}}\n" for number in range(9))
        + f"steps: [{{id: move, when: now, group: go, if: {{any: [{crowd}]}}}}]\n"
        + "guarantees: [{holds: {steps: [move]}}, {when: {guest0: [c0], guest1: [c0]}, holds: {group: go}}]\n"
    )
    proof = prove(made(text), conflicts=1)
    assert "guarantee 1" in proof.undecided
    assert "guarantee 2" not in proof.undecided
    assert proof.guarantees == GuaranteeFindings()
