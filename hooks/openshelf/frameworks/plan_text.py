"""A plan in plain text, for the terminal of the people who write frameworks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.frameworks.logic import Answers, FlowState
    from openshelf.frameworks.prose import Prose
    from openshelf.model.framework import Framework, Question


class AnswerError(ValueError):
    """An answer that the framework does not know, or one that is lacking."""


def read_answers(framework: Framework, given: list[str]) -> dict[str, list[str]]:
    """Return answers written as ``question=option`` or ``question=option,option``; nothing after ``=`` ticks none.

    Raises AnswerError with the choices for what is not known. Open text is taken whole.
    """
    questions = {question.id: question for question in framework.questions}
    found: dict[str, list[str]] = {}
    for item in given:
        name, char, value = item.partition("=")
        question = questions.get(name)
        if question is None or not char:
            raise AnswerError(f"{item!r} is not an answer: write question=option, with one of {', '.join(questions)}")
        chosen = [value] if question.kind == "text" else [option for option in value.split(",") if option]
        unknown = [option for option in chosen if question.options and option not in question.options]
        if unknown:
            raise AnswerError(f"{name} has no option {unknown[0]!r}: {', '.join(question.options)}")
        found.setdefault(name, []).extend(chosen)
        if question.kind == "one" and len(found[name]) > 1:
            raise AnswerError(f"{name} takes one answer, has {', '.join(found[name])}")
    return found


def missing_answer(framework: Framework, outcome: FlowState) -> str:
    """Say which answer is still needed, empty where the plan is complete."""
    question = next((question for question in framework.questions if question.id == outcome.open), None)
    if question is None:
        return ""
    return f"Missing answer: {question.id} (add --answer {question.id}={_choices(question)})"


def _choices(question: Question) -> str:
    if question.kind == "text":
        return "'any text'"
    return ("|" if question.kind == "one" else ",").join(question.options)


def as_text(title: str, prose: Prose, answers: Answers, outcome: FlowState, help_address: str) -> str:
    """Return the plan of a framework called ``title``, with the answers that brought each step.

    A plan that stops leads to ``help_address``, the page for people in danger; it is empty where there is none.
    """
    return "\n".join(_lines(title, prose, answers, outcome, help_address))


def _lines(title: str, prose: Prose, answers: Answers, outcome: FlowState, help_address: str) -> Iterator[str]:
    yield title
    for planned in outcome.plan:
        step = planned.step
        marks = ["stop"] * step.stop + [step.when.value] + ["homework"] * step.homework
        yield f"\n[ ] {step.id}: {_title(prose, step.id)} ({', '.join(marks)})"
        for question in planned.because:
            yield f"      because {question} = {', '.join(answers[question]) or 'none'}"
        if not planned.because:
            yield "      in every plan" if step.condition is None else "      because no answer rules it out"
        if step.stop and help_address:
            yield f"      in danger now: /{help_address}"
    skipped = [question for question in answers if question not in outcome.asked]
    if skipped:
        yield f"\nNot asked after these answers: {', '.join(skipped)}"


def _title(prose: Prose, id_: str) -> str:
    return prose.parts[id_].title if id_ in prose.parts else "(no words yet)"
