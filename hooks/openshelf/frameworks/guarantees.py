"""Proof that every plan of a framework meets its guarantees, or the shortest answers that break one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.frameworks.encoding import Reader, UndecidedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.frameworks.encoding import Example, Formulas, Model
    from openshelf.model.framework import Framework, Keeps, NamedSteps


@dataclass(frozen=True, slots=True)
class BrokenGuarantee:
    """Answers that break a guarantee."""

    index: int
    """The place of the guarantee in its framework, counted from 0."""
    example: Example
    """The answers; for ``keeps`` those at less danger."""
    more_danger: Example | None = None
    """For ``keeps``, the answers at more danger."""
    steps: tuple[str, ...] = ()
    """Steps that the plan lacks and should hold, or holds and should lack; none where any step of a group would do."""


@dataclass(frozen=True, slots=True)
class GuaranteeFindings:
    """What is wrong with the guarantees of a framework."""

    broken: tuple[BrokenGuarantee, ...] = ()
    """Guarantees that some plan does not meet."""
    lost: tuple[BrokenGuarantee, ...] = ()
    """The same of those that only break because all places of a step were withdrawn."""
    idle: tuple[int, ...] = ()
    """Guarantees about answers that nobody can give, by their place."""


def in_group(framework: Framework, group: str) -> tuple[str, ...]:
    """Return the ids of the steps of a group."""
    return tuple(step.id for step in framework.steps if group in step.group)


def named_steps(framework: Framework, named: NamedSteps) -> tuple[str, ...]:
    """Return the ids of the steps that a guarantee is about."""
    return in_group(framework, named.group) if named.group is not None else named.steps


def _agree(one: Reader, other: Reader, question: str, formulas: Formulas) -> int:
    """Return a literal: two readers gave equal answers to all questions but one that both were asked."""
    return formulas.every(
        [
            formulas.some([-one.asked[id_], -other.asked[id_], formulas.equal(literal, other.ticked[id_, option])])
            for (id_, option), literal in one.ticked.items()
            if id_ != question
        ]
    )


class GuaranteeProver:
    """Asks the solver about the guarantees of one framework."""

    def __init__(self, framework: Framework, formulas: Formulas, reader: Reader) -> None:
        self._framework, self._formulas, self._reader = framework, formulas, reader
        self._other: Reader | None = None
        self._subjects: dict[int, int] = {}

    def broken(self, index: int, lost: frozenset[str] = frozenset()) -> BrokenGuarantee | None:
        """Return the shortest answers that break a guarantee, None where none do; steps of ``lost`` count for nothing.

        Raises UndecidedError.
        """
        guarantee = self._framework.guarantees[index]
        if guarantee.holds is not None:
            return self._broken_holds(index, guarantee.holds, lost)
        if guarantee.lacks is not None:
            return self._broken_lacks(index, guarantee.lacks)
        if guarantee.keeps is not None:
            return self._broken_keeps(index, guarantee.keeps)
        return None

    def is_idle(self, index: int) -> bool:
        """Whether no answers lead to what a guarantee is about, so that it cannot be broken. Raises UndecidedError."""
        keeps = self._framework.guarantees[index].keeps
        if keeps is None:
            return self._formulas.model([self._meant(index)]) is None
        held = [self._reader.planned[step] for step in in_group(self._framework, keeps.group)]
        return self._formulas.model([self._meant(index), self._formulas.some(held)]) is None

    def _meant(self, index: int) -> int:
        """Return the literal of what a guarantee is about, which every question about it shares."""
        if index not in self._subjects:
            guarantee = self._framework.guarantees[index]
            self._subjects[index] = (
                self._reader.matches(guarantee.when) if guarantee.keeps is None else self._comparable(guarantee.keeps)
            )
        return self._subjects[index]

    def _broken_holds(self, index: int, holds: NamedSteps, lost: frozenset[str]) -> BrokenGuarantee | None:
        planned, formulas = self._reader.planned, self._formulas
        if holds.group is not None:
            counting = [planned[step] for step in in_group(self._framework, holds.group) if step not in lost]
            model = self._shortest([self._meant(index), -formulas.some(counting)], [self._reader])
            lacking: tuple[str, ...] = ()
        else:
            literals = {step: -formulas.every([]) if step in lost else planned[step] for step in holds.steps}
            model = self._shortest([self._meant(index), -formulas.every(list(literals.values()))], [self._reader])
            lacking = tuple(step for step, literal in literals.items() if model is not None and literal not in model)
        return None if model is None else BrokenGuarantee(index, self._reader.answers(model), steps=lacking)

    def _broken_lacks(self, index: int, lacks: NamedSteps) -> BrokenGuarantee | None:
        planned = {step: self._reader.planned[step] for step in named_steps(self._framework, lacks)}
        model = self._shortest([self._meant(index), self._formulas.some(list(planned.values()))], [self._reader])
        if model is None:
            return None
        held = tuple(step for step, literal in planned.items() if literal in model)
        return BrokenGuarantee(index, self._reader.answers(model), steps=held)

    def _broken_keeps(self, index: int, keeps: Keeps) -> BrokenGuarantee | None:
        one, other, formulas = self._reader, self._second_reader(), self._formulas
        steps = in_group(self._framework, keeps.group)
        loss = {step: formulas.every([one.planned[step], -other.planned[step]]) for step in steps}
        model = self._shortest([self._meant(index), formulas.some(list(loss.values()))], [one, other])
        if model is None:
            return None
        lacking = tuple(step for step, literal in loss.items() if literal in model)
        return BrokenGuarantee(index, one.answers(model), other.answers(model), lacking)

    def _comparable(self, keeps: Keeps) -> int:
        """Return a literal: two readers differ by more danger, by nothing else that both were asked, and none stops."""
        one, other, formulas = self._reader, self._second_reader(), self._formulas
        pairs = [
            formulas.every([one.ticked[keeps.question, less], other.ticked[keeps.question, more]])
            for less, more in _rising(keeps.levels)
        ]
        alike = _agree(one, other, keeps.question, formulas)
        return formulas.every([formulas.some(pairs), alike, -one.stopped, -other.stopped])

    def _second_reader(self) -> Reader:
        if self._other is None:
            self._other = Reader(self._framework, self._formulas)
        return self._other

    def _shortest(self, literals: Sequence[int], readers: Sequence[Reader]) -> Model | None:
        """Return the model with the fewest questions and ticks; within the bound, the fewest that were found."""
        words = [literal for reader in readers for literal in reader.words]
        found = model = self._formulas.model(literals)
        try:
            while model is not None and (size := sum(word in model for word in words)):
                found = model
                model = self._formulas.model([*literals, self._formulas.at_most(words, size - 1)])
        except UndecidedError:
            pass
        return found


def _rising(levels: Sequence[str]) -> Iterator[tuple[str, str]]:
    for index, less in enumerate(levels):
        for more in levels[index + 1 :]:
            yield less, more
