"""A framework as formulas for a SAT solver: one variable per option, a literal for each question and step.

Work is bounded by conflicts, not by time, so that every machine decides the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pysat.card import CardEnc, EncType
from pysat.formula import IDPool
from pysat.solvers import Solver

from openshelf.frameworks.logic import decided_after
from openshelf.model.framework import QuestionKind

if TYPE_CHECKING:
    from openshelf.model.framework import Condition, Framework, Question

Example = Mapping[str, tuple[str, ...]]
"""Answers that show something: options by question, in the order asked."""
Model = frozenset[int]
"""What the solver made true."""


class UndecidedError(Exception):
    """The bound was reached."""


class Formulas:
    """Formulas over literals; a negative literal is the opposite of a positive one."""

    def __init__(self, conflicts: int) -> None:
        self._conflicts = conflicts
        self._ids = IDPool()
        self._solver = Solver(name="glucose42")

    def close(self) -> None:
        """Free what the solver holds; nothing can be asked afterwards."""
        self._solver.delete()

    def variable(self) -> int:
        """Return a literal that may be true or false."""
        return int(self._ids.id())

    def require(self, literals: Sequence[int]) -> None:
        """Make at least one of some literals true, always."""
        self._solver.add_clause(list(literals))

    def every(self, literals: Sequence[int]) -> int:
        """Return a literal that is true exactly if all others are."""
        if len(literals) == 1:
            return literals[0]
        whole = self.variable()
        for literal in literals:
            self.require([-whole, literal])
        self.require([whole, *(-literal for literal in literals)])
        return whole

    def some(self, literals: Sequence[int]) -> int:
        """Return a literal that is true exactly if at least one of the others is."""
        return -self.every([-literal for literal in literals])

    def equal(self, one: int, other: int) -> int:
        """Return a literal that is true exactly if two others are both true or both false."""
        return self.some([self.every([one, other]), self.every([-one, -other])])

    def require_at_most_one(self, literals: Sequence[int]) -> None:
        """Make no two of some literals true at once, always."""
        if len(literals) > 1:
            one = CardEnc.atmost(list(literals), bound=1, vpool=self._ids, encoding=EncType.seqcounter)
            self._solver.append_formula(one.clauses)

    def at_least(self, literals: Sequence[int], count: int) -> int:
        """Return a literal under which at least ``count`` of some literals are true."""
        enough = CardEnc.atleast(list(literals), bound=count, vpool=self._ids, encoding=EncType.totalizer)
        switch = self.variable()
        self._solver.append_formula([[*clause, -switch] for clause in enough.clauses])
        return switch

    def at_most(self, literals: Sequence[int], count: int) -> int:
        """Return a literal under which at most ``count`` of some literals are true."""
        return self.at_least([-literal for literal in literals], len(literals) - count)

    def model(self, literals: Sequence[int]) -> Model | None:
        """Return what can be true together with some literals, None where they cannot hold together.

        Raises UndecidedError where the bound is reached first.
        """
        self._solver.conf_budget(self._conflicts)
        answer = self._solver.solve_limited(assumptions=list(literals))
        if answer is None:
            raise UndecidedError
        return frozenset(self._solver.get_model()) if answer else None


class Reader:
    """One reader's way through a framework: which questions are asked, what is ticked, which steps the plan has."""

    def __init__(self, framework: Framework, formulas: Formulas) -> None:
        self._framework, self._formulas = framework, formulas
        self.asked: dict[str, int] = {}
        self.ticked: dict[tuple[str, str], int] = {}
        """Literals by question and option."""
        planned: dict[str, int] = {}
        stops: list[int] = []
        decided = {step.id: decided_after(framework, step) for step in framework.steps}
        for index in range(-1, len(framework.questions)):
            if index >= 0:
                self._ask(framework.questions[index], stops)
            for step in framework.steps:
                if decided[step.id] == index:
                    planned[step.id] = self.matches(step.condition)
                    if step.stop:
                        stops.append(planned[step.id])
        self.planned = planned
        """Literals by step."""
        self.stopped = formulas.some(stops)
        """True if a step stopped the flow."""

    def matches(self, condition: Condition | None) -> int:
        """Return a literal that is true exactly if a condition holds."""
        formulas = self._formulas
        if condition is None:
            return formulas.every([])
        parts = [
            formulas.some([self.ticked[question, option] for option in options])
            for question, options in condition.answers.items()
        ]
        parts += [self.matches(part) for part in condition.every or ()]
        if condition.some is not None:
            parts.append(formulas.some([self.matches(part) for part in condition.some]))
        if condition.none is not None:
            parts.append(-self.matches(condition.none))
        return formulas.every(parts)

    @property
    def words(self) -> list[int]:
        """Literals of everything that an example of this reader's answers has to say."""
        return [*self.asked.values(), *self.ticked.values()]

    def answers(self, model: Model) -> Example:
        """Return the reader's answers in a model."""
        return {
            question.id: tuple(option for option in question.options if self.ticked[question.id, option] in model)
            for question in self._framework.questions
            if self.asked[question.id] in model
        }

    def _ask(self, question: Question, stops: Sequence[int]) -> None:
        """Make a question's variables: asked exactly if its condition holds and nothing has stopped the flow."""
        formulas = self._formulas
        asked = formulas.every([self.matches(question.ask_if), *(-stop for stop in stops)])
        self.asked[question.id] = asked
        options = [formulas.variable() for _ in question.options]
        self.ticked |= {(question.id, name): literal for name, literal in zip(question.options, options, strict=True)}
        for literal in options:
            formulas.require([-literal, asked])
        if question.kind is QuestionKind.ONE:
            formulas.require([-asked, *options])
            formulas.require_at_most_one(options)
