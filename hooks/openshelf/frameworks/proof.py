"""Proof that a framework leads every reader to a plan: exact, over all answers, with a SAT solver.

The solver looks for answers that break a promise; finding none is the proof. What its bound leaves open is said to be
undecided.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from openshelf.frameworks.encoding import Formulas, Reader, UndecidedError
from openshelf.frameworks.guarantees import GuaranteeFindings, GuaranteeProver

if TYPE_CHECKING:
    from collections.abc import Callable

    from openshelf.frameworks.encoding import Example
    from openshelf.frameworks.guarantees import BrokenGuarantee
    from openshelf.model.framework import Framework

Found = TypeVar("Found")

CONFLICTS = 20_000
"""Wrong turns the solver may take for one promise: about half a second. Real frameworks need fewer than a hundred."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What holds for all answers to a framework."""

    unreachable_questions: tuple[str, ...] = ()
    """Questions that no answers lead to; nobody can choose their options."""
    unreachable_steps: tuple[str, ...] = ()
    """Steps that no answers yield."""
    empty: Example | None = None
    """Answers that yield no step."""
    longest: int = 0
    """Steps of the longest plan; at least this many where ``undecided`` names it."""
    longest_example: Example | None = None
    """Answers that yield it."""
    guarantees: GuaranteeFindings = field(default_factory=GuaranteeFindings)
    """Guarantees that do not hold, each with the shortest answers that show it."""
    undecided: tuple[str, ...] = ()
    """Promises that could not be decided within the bound, in words."""


def prove(framework: Framework, lost: frozenset[str] = frozenset(), conflicts: int = CONFLICTS) -> Proof:
    """Prove a framework whose ids are all known and whose questions look back only.

    ``lost`` are the steps that point to nothing any more, since all their places were withdrawn.
    """
    formulas = Formulas(conflicts)
    try:
        return _Prover(framework, formulas).proof(lost)
    finally:
        formulas.close()


class _Prover:
    def __init__(self, framework: Framework, formulas: Formulas) -> None:
        self._framework, self._formulas = framework, formulas
        self._reader = Reader(framework, formulas)
        self._undecided: list[str] = []

    def proof(self, lost: frozenset[str]) -> Proof:
        """Ask the solver about every promise."""
        reader = self._reader
        questions = [id_ for id_, asked in reader.asked.items() if self._is_impossible(f"question {id_!r}", asked)]
        steps = [
            step.id
            for step in self._framework.steps
            if self._is_impossible(f"step {step.id!r}", reader.planned[step.id])
        ]
        nothing = [-literal for literal in reader.planned.values()]
        empty = self._decided("that no plan is empty", lambda: self._formulas.model(nothing), otherwise=None)
        longest, example = self._longest()
        guarantees = self._guarantees(lost)
        return Proof(
            tuple(questions),
            tuple(steps),
            reader.answers(empty) if empty is not None else None,
            longest,
            example,
            guarantees,
            tuple(self._undecided),
        )

    def _decided(self, what: str, ask: Callable[[], Found], otherwise: Found) -> Found:
        """Return what the solver finds; what it leaves open is noted."""
        try:
            return ask()
        except UndecidedError:
            self._undecided.append(what)
            return otherwise

    def _is_impossible(self, what: str, literal: int) -> bool:
        return self._decided(what, lambda: self._formulas.model([literal]) is None, otherwise=False)

    def _longest(self) -> tuple[int, Example | None]:
        """Find the longest plan: ask for one step more until there is none."""
        steps = list(self._reader.planned.values())
        found, example = 0, None
        try:
            while found < len(steps):
                model = self._formulas.model([self._formulas.at_least(steps, found + 1)])
                if model is None:
                    break
                found, example = sum(literal in model for literal in steps), self._reader.answers(model)
        except UndecidedError:
            self._undecided.append(f"whether a plan has more than {found} steps")
        return found, example

    def _guarantees(self, lost: frozenset[str]) -> GuaranteeFindings:
        prover = GuaranteeProver(self._framework, self._formulas, self._reader)
        broken: list[BrokenGuarantee] = []
        lost_places: list[BrokenGuarantee] = []
        idle: list[int] = []
        for index in range(len(self._framework.guarantees)):
            what = f"guarantee {index + 1}"
            if self._decided(what, partial(prover.is_idle, index), otherwise=False):
                idle.append(index)
            elif (found := self._decided(what, partial(prover.broken, index), otherwise=None)) is not None:
                broken.append(found)
            elif (
                lost and (found := self._decided(what, partial(prover.broken, index, lost), otherwise=None)) is not None
            ):
                lost_places.append(found)
        return GuaranteeFindings(tuple(broken), tuple(lost_places), tuple(idle))
