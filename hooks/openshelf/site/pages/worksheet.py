"""A framework with all its words: what the worksheet, the flow and the picture show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from openshelf.frameworks.guarantees import in_group, named_steps
from openshelf.frameworks.logic import decided_after, in_plan_order
from openshelf.frameworks.prose import Prose
from openshelf.model.framework import Framework
from openshelf.model.kinds import Kind
from openshelf.site.pages.conditions import in_words, ticked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openshelf.library.entry import Entry
    from openshelf.model.framework import Condition, Guarantee, Question, Step
    from openshelf.site.i18n import Words
    from openshelf.site.view import View


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as the worksheet shows it."""

    question: Question
    number: int
    title: str
    why: str
    """HTML: why we ask."""
    options: tuple[tuple[str, str], ...]
    """Ids and words."""
    only_if: str
    """What must have been ticked before, empty where it is always asked."""
    stops: tuple[tuple[str, str], ...]
    """Steps that stop the flow after this question: what must be ticked, and the step's title."""


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """A step as the worksheet shows it."""

    step: Step
    title: str
    html: str
    only_if: str
    """What must be ticked, empty for a step of every plan."""
    resources: tuple[Entry, ...]
    cases: tuple[Entry, ...]


class GuaranteeKind(StrEnum):
    """What a guarantee says of the plan."""

    HOLDS_ONE = "holds-one"
    HOLDS_ALL = "holds-all"
    LACKS = "lacks"
    KEEPS = "keeps"


@dataclass(frozen=True, slots=True)
class WrittenGuarantee:
    """What all plans guarantee, as the page says it."""

    kind: GuaranteeKind
    only_if: str
    """What must be ticked, empty where it is about every plan."""
    rising: str
    """The answers from least to most danger, of which none takes a step away; empty where it is about one plan."""
    steps: tuple[str, ...]
    """Titles."""


@dataclass(frozen=True)
class Worksheet:
    """A framework with all its words."""

    intro: str
    questions: tuple[AskedQuestion, ...]
    steps: tuple[WrittenStep, ...]
    guarantees: tuple[WrittenGuarantee, ...]

    def groups(self) -> list[tuple[str, list[WrittenStep]]]:
        """Return the steps by when they are due, those that stop the flow first."""
        return [(name, list(steps)) for name, steps in groupby(self.steps, _group)]


def _group(written: WrittenStep) -> str:
    return "stop" if written.step.stop else written.step.when.value


def group_headings(words: Words) -> dict[str, str]:
    """Return the words for the groups of steps."""
    _ = words.gettext
    return {"stop": _("Stop: do this first"), "now": _("Now"), "next": _("Next"), "later": _("Later")}


def worksheet(view: View, entry: Entry) -> Worksheet:
    """Put the words of a framework together with its logic."""
    framework = entry.of(Framework)
    text = view.text(entry)
    intro, html = text.parts()
    titles = {section.id: section.title for section in text.sections}
    questions = frozenset(question.id for question in framework.questions)
    parts = Prose(entry.body, questions).parts if entry.body is not None else {}
    option_words = {id_: {option.id: option.words for option in part.options} for id_, part in parts.items()}
    numbers = {question.id: number for number, question in enumerate(framework.questions, start=1)}

    def condition_words(condition: Condition | None) -> str:
        return in_words(view.words, condition, leaf) if condition is not None else ""

    def leaf(question: str, options: Sequence[str]) -> str:
        return ticked(
            view.words, numbers[question], [option_words.get(question, {}).get(option, option) for option in options]
        )

    def written(guarantee: Guarantee) -> WrittenGuarantee:
        keeps, named = guarantee.keeps, guarantee.holds or guarantee.lacks
        if keeps is not None:
            kind, steps = GuaranteeKind.KEEPS, in_group(framework, keeps.group)
        else:
            kind = GuaranteeKind.LACKS if guarantee.lacks else GuaranteeKind.HOLDS_ALL
            if guarantee.holds is not None and guarantee.holds.group is not None:
                kind = GuaranteeKind.HOLDS_ONE
            steps = named_steps(framework, named) if named is not None else ()
        return WrittenGuarantee(
            kind,
            condition_words(guarantee.when),
            leaf(keeps.question, keeps.levels) if keeps is not None else "",
            tuple(titles.get(step, step) for step in steps),
        )

    stops = [(decided_after(framework, step), step) for step in framework.steps if step.stop]
    return Worksheet(
        intro,
        tuple(
            AskedQuestion(
                question,
                index + 1,
                titles.get(question.id, question.id),
                html.get(question.id, ""),
                tuple((option, option_words.get(question.id, {}).get(option, option)) for option in question.options),
                condition_words(question.ask_if),
                tuple(
                    (condition_words(step.condition), titles.get(step.id, step.id)) for at, step in stops if at == index
                ),
            )
            for index, question in enumerate(framework.questions)
        ),
        tuple(
            WrittenStep(
                step,
                titles.get(step.id, step.id),
                html.get(step.id, ""),
                condition_words(step.condition),
                tuple(found for id_ in step.resources for found in view.find(id_, Kind.RESOURCE)),
                tuple(found for id_ in step.case_studies for found in view.find(id_, Kind.CASE_STUDY)),
            )
            for step in in_plan_order(framework)
        ),
        tuple(map(written, framework.guarantees)),
    )
