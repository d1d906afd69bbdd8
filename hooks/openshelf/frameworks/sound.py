"""Whether the ids of a framework fit together; only then can it be run and proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.core.problem import nearest_hint
from openshelf.model.framework import CONDITION_WORDS, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.model.framework import Condition, Framework, Guarantee, Question, Scenario

Loc = tuple[str | int, ...]
FrameworkFault = tuple[Loc, str, str]
"""Where something is wrong in the front matter, a message and a hint."""


def is_sound(framework: Framework) -> bool:
    """Whether every id is known, nothing is named twice, and questions look back only."""
    slips = (repeated_ids, unfit_options, unfit_guarantees, unknown_ids, cycles, forward_references)
    return not any(True for find in slips for _ in find(framework))


def repeated_ids(framework: Framework) -> Iterator[FrameworkFault]:
    """Find ids that two questions or steps share, and options that a question has twice."""
    seen: dict[str, str] = {}
    items = [("questions", index, question.id) for index, question in enumerate(framework.questions)]
    items += [("steps", index, step.id) for index, step in enumerate(framework.steps)]
    for group, index, id_ in items:
        if id_ in seen:
            yield (group, index, "id"), f"{id_!r} is already the id of a {seen[id_]}", "choose another id"
        seen.setdefault(id_, group.removesuffix("s"))
    for index, question in enumerate(framework.questions):
        for position, option in _repeated(question.options):
            yield ("questions", index, "options", position), f"option {option!r} is listed twice", "keep one of them"


def _repeated(values: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the values that stand further up already, each with its place."""
    return ((position, value) for position, value in enumerate(values) if value in values[:position])


def unfit_options(framework: Framework) -> Iterator[FrameworkFault]:
    """Find questions whose options do not fit their kind, and ids that mean something else in conditions."""
    for index, question in enumerate(framework.questions):
        if question.id in CONDITION_WORDS:
            yield ("questions", index, "id"), f"{question.id!r} means something else in conditions", "choose another id"
        if question.kind is QuestionKind.TEXT and question.options:
            yield ("questions", index, "options"), "open text has no options", "delete them, or write kind: many"
        least = {QuestionKind.ONE: 2, QuestionKind.MANY: 1, QuestionKind.TEXT: 0}[question.kind]
        if len(question.options) < least:
            message = f"a question of kind {question.kind} needs {least} option{'s' if least > 1 else ''} or more"
            yield ("questions", index), message, "add options, or write kind: text"


def unfit_guarantees(framework: Framework) -> Iterator[FrameworkFault]:
    """Find guarantees that say nothing, or more than one thing."""
    for index, guarantee in enumerate(framework.guarantees):
        loc = ("guarantees", index)
        if len([part for part in (guarantee.holds, guarantee.lacks, guarantee.keeps) if part is not None]) != 1:
            message = "a guarantee says what plans hold, what they lack, or what they keep"
            yield loc, message, "write holds, lacks or keeps, one of them"
        if guarantee.keeps is not None and guarantee.when is not None:
            yield (*loc, "when"), "when belongs to holds and lacks; keeps is about all answers", "delete when"
        for key, named in (("holds", guarantee.holds), ("lacks", guarantee.lacks)):
            if named is not None and (named.group is None) == (not named.steps):
                yield (*loc, key), f"{key} names either a group or steps", "write {group: id} or {steps: [id, id]}"
        if guarantee.keeps is not None:
            for position, level in _repeated(guarantee.keeps.levels):
                yield (*loc, "keeps", "from", position), f"{level!r} is listed twice", "keep one of them"


def unknown_ids(framework: Framework) -> Iterator[FrameworkFault]:
    """Find questions, options and steps that conditions and scenarios name and that are not there."""
    questions = {question.id: question for question in framework.questions}
    steps = [step.id for step in framework.steps]
    for loc, condition in conditions(framework):
        yield from _unknown_in_condition(questions, condition, loc)
    for index, guarantee in enumerate(framework.guarantees):
        yield from _unknown_in_guarantee(framework, questions, guarantee, ("guarantees", index))
    for index, scenario in enumerate(framework.scenarios):
        yield from _unknown_in_scenario(questions, steps, scenario, ("scenarios", index))


def _unknown_in_condition(
    questions: Mapping[str, Question], condition: Condition, loc: Loc
) -> Iterator[FrameworkFault]:
    for inner, name, options in condition.leaves(loc):
        question = questions.get(name)
        if question is None:
            yield inner, f"there is no question {name!r}", nearest_hint(name, questions) or "take an id from questions"
        elif question.kind is QuestionKind.TEXT:
            yield inner, f"{name!r} is open text, which decides nothing", "use a question with options"
        else:
            yield from _unknown_options(question, options, inner)
            if not options:
                yield inner, f"{name} names no option", f"one of: {', '.join(question.options)}"
    for inner, part in condition.parts(loc):
        if not (part.answers or part.every or part.some or part.none):
            yield inner, "this condition names no question", "write question: [option], or delete the line"


def _unknown_in_scenario(
    questions: Mapping[str, Question], steps: Sequence[str], scenario: Scenario, loc: Loc
) -> Iterator[FrameworkFault]:
    for name, given in scenario.answers.items():
        inner = (*loc, "answers", name)
        if name not in questions:
            yield inner, f"there is no question {name!r}", nearest_hint(name, questions) or "take an id from questions"
        elif questions[name].kind is not QuestionKind.TEXT:
            yield from _unknown_options(questions[name], given, inner)
    yield from _unknown_steps(steps, scenario.plan, (*loc, "plan"))


def _unknown_in_guarantee(
    framework: Framework, questions: Mapping[str, Question], guarantee: Guarantee, loc: Loc
) -> Iterator[FrameworkFault]:
    groups = [group for step in framework.steps for group in step.group]
    for key, named in (("holds", guarantee.holds), ("lacks", guarantee.lacks)):
        if named is not None:
            yield from _unknown_steps([step.id for step in framework.steps], named.steps, (*loc, key, "steps"))
            yield from _unknown_group(groups, named.group, (*loc, key, "group"))
    if guarantee.keeps is not None:
        keeps, inner = guarantee.keeps, (*loc, "keeps")
        yield from _unknown_group(groups, keeps.group, (*inner, "group"))
        question = questions.get(keeps.question)
        if question is None:
            hint = nearest_hint(keeps.question, questions) or "take an id from questions"
            yield (*inner, "question"), f"there is no question {keeps.question!r}", hint
        elif question.kind is not QuestionKind.ONE:
            message = f"{question.id!r} has no order from least to most: its kind is {question.kind}"
            yield (*inner, "question"), message, "use a question of kind one"
        else:
            yield from _unknown_options(question, keeps.levels, (*inner, "from"))


def _unknown_group(groups: Sequence[str], group: str | None, loc: Loc) -> Iterator[FrameworkFault]:
    if group is not None and group not in groups:
        hint = nearest_hint(group, groups) or f"write group: {group} at one or more steps"
        yield loc, f"no step belongs to group {group!r}", hint


def _unknown_steps(steps: Sequence[str], named: Sequence[str], loc: Loc) -> Iterator[FrameworkFault]:
    for position, id_ in enumerate(named):
        if id_ not in steps:
            yield (*loc, position), f"there is no step {id_!r}", nearest_hint(id_, steps) or "take an id from steps"


def _unknown_options(question: Question, options: tuple[str, ...], loc: Loc) -> Iterator[FrameworkFault]:
    for position, option in enumerate(options):
        if option not in question.options:
            message = f"question {question.id!r} has no option {option!r}"
            yield (*loc, position), message, nearest_hint(option, question.options) or "take one of its options"


def conditions(framework: Framework) -> Iterator[tuple[Loc, Condition]]:
    """Yield every condition with its place in the front matter."""
    for index, question in enumerate(framework.questions):
        if question.ask_if is not None:
            yield ("questions", index, "ask_if"), question.ask_if
    for index, step in enumerate(framework.steps):
        if step.condition is not None:
            yield ("steps", index, "if"), step.condition
    for index, guarantee in enumerate(framework.guarantees):
        if guarantee.when is not None:
            yield ("guarantees", index, "when"), guarantee.when


def _named(framework: Framework) -> dict[str, list[str]]:
    """Return the known questions that each question's ``ask_if`` names."""
    known = {question.id for question in framework.questions}
    return {
        question.id: [name for _, name, _ in (question.ask_if.leaves() if question.ask_if else ()) if name in known]
        for question in framework.questions
    }


def cycles(framework: Framework) -> Iterator[FrameworkFault]:
    """Find questions that wait for themselves, each circle once."""
    named = _named(framework)
    reported: set[frozenset[str]] = set()
    for index, question in enumerate(framework.questions):
        way = _way_back(named, question.id)
        if way and frozenset(way) not in reported:
            reported.add(frozenset(way))
            circle = " → ".join([*way, question.id])
            message = f"these questions wait for each other: {circle}"
            yield ("questions", index, "ask_if"), message, "ask one of them first"


def _way_back(named: dict[str, list[str]], start: str) -> list[str]:
    """Return the shortest circle from a question to itself, without its end; empty where there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for name in named[way[-1]]:
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def forward_references(framework: Framework) -> Iterator[FrameworkFault]:
    """Find questions whose ``ask_if`` names a question further down, where no circle explains it."""
    named = _named(framework)
    order = [question.id for question in framework.questions]
    for index, question in enumerate(framework.questions):
        if question.ask_if is None:
            continue
        for loc, name, _ in question.ask_if.leaves(("questions", index, "ask_if")):
            if name in order and order.index(name) > index and not _way_back(named, question.id):
                yield loc, f"{name!r} is asked after {question.id!r}", f"move {name} above {question.id}"
