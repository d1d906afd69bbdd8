"""Proof that a framework leads every reader to a plan: exact, over all answers, with a SAT solver.

Each question becomes one variable per option, each step a formula over them. The solver then looks for answers that
break a promise; finding none is the proof. Work is bounded by conflicts, not by time, so that every machine decides the
same; what the bound leaves open is said to be undecided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pysat.card import CardEnc, EncType
from pysat.formula import IDPool
from pysat.solvers import Solver

from openshelf.frameworks.logic import decided_after
from openshelf.model.framework import QuestionKind

if TYPE_CHECKING:
    from openshelf.model.framework import Condition, Framework, Question

CONFLICTS = 20_000
"""Wrong turns the solver may take for one promise: about half a second. Real frameworks need fewer than a hundred."""

Example = Mapping[str, tuple[str, ...]]
"""Answers that show something: options by question, in the order asked."""


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
    undecided: tuple[str, ...] = ()
    """Promises that could not be decided within the bound, in words."""


class _UndecidedError(Exception):
    """The bound was reached."""


def prove(framework: Framework, conflicts: int = CONFLICTS) -> Proof:
    """Prove a framework whose ids are all known and whose questions look back only."""
    return _Prover(framework, conflicts).proof()


class _Prover:
    def __init__(self, framework: Framework, conflicts: int) -> None:
        self._framework, self._conflicts = framework, conflicts
        self._ids = IDPool()
        self._solver = Solver(name="glucose42")
        self._asked: dict[str, int] = {}
        self._chosen: dict[tuple[str, str], int] = {}
        stops: list[int] = []
        holds: dict[str, int] = {}
        waiting = {step.id: decided_after(framework, step) for step in framework.steps}
        for index in range(-1, len(framework.questions)):
            if index >= 0:
                self._ask(framework.questions[index], stops)
            for step in framework.steps:
                if waiting[step.id] == index:
                    holds[step.id] = self._formula(step.condition)
                    if step.stop:
                        stops.append(holds[step.id])
        self._holds = holds

    def proof(self) -> Proof:
        """Ask the solver about every promise."""
        undecided: list[str] = []

        def find(what: str, literals: Sequence[int]) -> Example | bool | None:
            try:
                return self._example(literals)
            except _UndecidedError:
                undecided.append(what)
                return True

        questions = [q.id for q in self._framework.questions if find(f"question {q.id!r}", [self._asked[q.id]]) is None]
        steps = [s.id for s in self._framework.steps if find(f"step {s.id!r}", [self._holds[s.id]]) is None]
        empty = find("that no plan is empty", [-literal for literal in self._holds.values()])
        longest, example = self._longest(undecided)
        self._solver.delete()
        return Proof(
            tuple(questions),
            tuple(steps),
            empty if isinstance(empty, Mapping) else None,
            longest,
            example,
            tuple(undecided),
        )

    def _longest(self, undecided: list[str]) -> tuple[int, Example | None]:
        """Find the longest plan: ask for one step more until there is none."""
        steps = list(self._holds.values())
        found, example = 0, None
        try:
            while found < len(steps):
                enough = CardEnc.atleast(steps, bound=found + 1, vpool=self._ids, encoding=EncType.totalizer)
                switch = self._ids.id()
                self._solver.append_formula([[*clause, -switch] for clause in enough.clauses])
                model = self._model([switch])
                if model is None:
                    break
                found, example = sum(literal in model for literal in steps), self._answers_of(model)
        except _UndecidedError:
            undecided.append(f"whether a plan has more than {found} steps")
        return found, example

    def _example(self, literals: Sequence[int]) -> Example | None:
        model = self._model(literals)
        return None if model is None else self._answers_of(model)

    def _model(self, literals: Sequence[int]) -> frozenset[int] | None:
        """Return what the solver made true, None where the literals cannot hold together."""
        self._solver.conf_budget(self._conflicts)
        answer = self._solver.solve_limited(assumptions=list(literals))
        if answer is None:
            raise _UndecidedError
        return frozenset(self._solver.get_model()) if answer else None

    def _answers_of(self, model: frozenset[int]) -> Example:
        return {
            question.id: tuple(option for option in question.options if self._chosen[question.id, option] in model)
            for question in self._framework.questions
            if self._asked[question.id] in model
        }

    def _ask(self, question: Question, stops: Sequence[int]) -> None:
        """Make a question's variables: asked exactly if its condition holds and nothing has stopped the flow."""
        asked = self._and([self._formula(question.ask_if), *(-stop for stop in stops)])
        self._asked[question.id] = asked
        options = [self._ids.id() for _ in question.options]
        self._chosen |= {(question.id, name): literal for name, literal in zip(question.options, options, strict=True)}
        for literal in options:
            self._solver.add_clause([-literal, asked])
        if question.kind is QuestionKind.ONE:
            self._solver.add_clause([-asked, *options])
            if len(options) > 1:
                one = CardEnc.atmost(options, bound=1, vpool=self._ids, encoding=EncType.seqcounter)
                self._solver.append_formula(one.clauses)

    def _formula(self, condition: Condition | None) -> int:
        """Return a literal that is true exactly if a condition holds."""
        if condition is None:
            return self._and([])
        parts = [
            self._or([self._chosen[question, option] for option in options])
            for question, options in condition.answers.items()
        ]
        parts += [self._formula(part) for part in condition.every or ()]
        if condition.some is not None:
            parts.append(self._or([self._formula(part) for part in condition.some]))
        if condition.none is not None:
            parts.append(-self._formula(condition.none))
        return self._and(parts)

    def _and(self, literals: Sequence[int]) -> int:
        """Return a literal that is true exactly if all others are."""
        if len(literals) == 1:
            return literals[0]
        whole = int(self._ids.id())
        for literal in literals:
            self._solver.add_clause([-whole, literal])
        self._solver.add_clause([whole, *(-literal for literal in literals)])
        return whole

    def _or(self, literals: Sequence[int]) -> int:
        return -self._and([-literal for literal in literals])
