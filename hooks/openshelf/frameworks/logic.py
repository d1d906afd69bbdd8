"""From answers to a plan. ``plan.js`` of the theme does the same in the browser; a test compares the two.

Questions are asked from top to bottom. A step with ``stop`` is decided as soon as the last question that its
condition names has been passed; if it holds then, all later questions stay unasked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.model.framework import QuestionKind, When

if TYPE_CHECKING:
    from openshelf.model.framework import Condition, Framework, Step

Answers = Mapping[str, Sequence[str]]
"""Options, or the words of open text, by question. A question without an entry has not been answered."""

_URGENCY = {when: rank for rank, when in enumerate(When)}


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of a plan, and the questions whose answers brought it (none for a step that is in every plan)."""

    step: Step
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowState:
    """The state of a questionnaire after some answers."""

    asked: tuple[str, ...]
    """Questions in the order they are asked, up to the first that still lacks an answer."""
    open: str | None
    """That question, None where the plan is complete."""
    plan: tuple[PlannedStep, ...]
    """The steps in the order of the plan; while a question is open, those that hold so far."""


def matches(condition: Condition | None, given: Answers) -> bool:
    """Say whether a condition holds for the answers to the questions that were asked."""
    if condition is None:
        return True
    return (
        all(set(options) & set(given.get(question, ())) for question, options in condition.answers.items())
        and all(matches(part, given) for part in condition.every or ())
        and (condition.some is None or any(matches(part, given) for part in condition.some))
        and (condition.none is None or not matches(condition.none, given))
    )


def reasons(condition: Condition | None, given: Answers) -> set[str]:
    """Return the questions whose answers make a condition hold; the condition must hold."""
    if condition is None:
        return set()
    found = set(condition.answers)
    for part in condition.every or ():
        found |= reasons(part, given)
    for part in condition.some or ():
        if matches(part, given):
            found |= reasons(part, given)
    if condition.none is not None:
        found |= {question for _, question, _ in condition.none.leaves() if question in given}
    return found


def in_plan_order(framework: Framework) -> list[Step]:
    """Return the steps of a framework as plans have them: stops first, then by urgency, then as written."""
    return sorted(framework.steps, key=lambda step: (not step.stop, _URGENCY[step.when]))


def decided_after(framework: Framework, step: Step) -> int:
    """Return the position of the last question that a step's condition names, -1 where it names none."""
    position = {question.id: index for index, question in enumerate(framework.questions)}
    named = step.condition.leaves() if step.condition else ()
    return max((position[question] for _, question, _ in named), default=-1)


def run(framework: Framework, answers: Answers) -> FlowState:
    """Ask the questions that answers lead to, and make the plan.

    Every id that conditions name must exist. A question of many or of open text counts as answered when its key is
    there, even if it holds nothing.
    """
    stops = [(decided_after(framework, step), step) for step in framework.steps if step.stop]
    given: dict[str, Sequence[str]] = {}
    waiting = None
    stopped = any(position < 0 and matches(step.condition, given) for position, step in stops)
    for index, question in enumerate(framework.questions):
        if stopped or waiting:
            break
        if matches(question.ask_if, given):
            if question.id in answers and (answers[question.id] or question.kind is not QuestionKind.ONE):
                given[question.id] = answers[question.id]
            else:
                waiting = question.id
        stopped = any(position == index and matches(step.condition, given) for position, step in stops)
    order = [question.id for question in framework.questions]
    plan = tuple(
        PlannedStep(step, tuple(sorted(reasons(step.condition, given), key=order.index)))
        for step in in_plan_order(framework)
        if matches(step.condition, given)
    )
    return FlowState((*given, *([waiting] if waiting else [])), waiting, plan)
