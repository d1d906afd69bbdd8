"""The schema of a decision framework: questions, conditions, steps, guarantees, scenarios. Its words are its text."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from openshelf.model import fields as f
from openshelf.model.entries import Comparison, ResourceId, Schema, Themed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORKSHEET_PREFIX = "f-"
"""How ids of questions and steps begin on the page of their framework."""
CaseId = Annotated[f.Id, f.Refers("case-study")]


class QuestionKind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    TEXT = "text"


class When(StrEnum):
    """When a step is due, the most urgent first."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"


def _given(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    if value is None:
        raise ValueError("has no value")
    return value


Given = BeforeValidator(_given)
"""Refuses a condition that is left empty: it would hold for everybody."""


class Condition(BaseModel):
    """Answers that must have been given: several keys are *and*, a list of options is *or*."""

    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)
    __pydantic_extra__: dict[str, tuple[f.Id, ...]]

    every: Annotated[tuple[Condition, ...] | None, Field(alias="all", min_length=1), Given] = None
    """All of these hold."""
    some: Annotated[tuple[Condition, ...] | None, Field(alias="any", min_length=1), Given] = None
    """At least one of these holds."""
    none: Annotated[Condition | None, Field(alias="not"), Given] = None
    """This does not hold; a question that was not asked matches nothing, so its *not* holds."""

    @property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """Options by question, one of which must be ticked."""
        return self.__pydantic_extra__

    def parts(self, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
        """Yield this condition and every condition inside it, with its place."""
        yield loc, self
        for name, parts in (("all", self.every), ("any", self.some)):
            for index, part in enumerate(parts or ()):
                yield from part.parts((*loc, name, index))
        if self.none is not None:
            yield from self.none.parts((*loc, "not"))

    def leaves(self, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
        """Yield every question that is named, with its options and where it stands in the condition."""
        for inner, part in self.parts(loc):
            for question, options in part.answers.items():
                yield (*inner, question), question, options


CONDITION_WORDS = ("all", "any", "not")
"""What no question can be called."""


class Question(Schema):
    """One question; its words, the reason for asking and the words of its options stand in the text."""

    id: f.Id
    """The stable id; the heading in the text carries it."""
    kind: QuestionKind = QuestionKind.ONE
    """one: exactly one option. many: any number, none included. text: open words for the plan's own notes."""
    options: tuple[f.Id, ...] = ()
    """Ids of the options, in the order readers see."""
    ask_if: Annotated[Condition | None, Given] = None
    """Asked only if this holds; it looks back to questions above."""


_LISTED = (
    BeforeValidator(f.one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
)
"""One value, or a list of values."""


class Step(Schema):
    """One step of a plan; its words stand in the text."""

    id: f.Id
    """The stable id; the heading in the text carries it."""
    when: When
    """now, next or later."""
    condition: Annotated[Condition | None, Field(alias="if"), Given] = None
    """In the plan if this holds; in every plan where left out."""
    stop: f.Flag = False
    """Stop and ask a person first: comes before all other steps and leaves the remaining questions unasked."""
    homework: f.Flag = False
    """Something to do and tick off."""
    resources: tuple[ResourceId, ...] = ()
    """Resources that help with it."""
    case_studies: tuple[CaseId, ...] = ()
    """Case studies whose situation is close."""
    group: Annotated[tuple[f.Id, ...], *_LISTED] = ()
    """What the step is in the eyes of a guarantee, for example channel or safeguard: one id, or several."""

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of everything that the step points to."""
        return (*self.resources, *self.case_studies)


class Caps(Schema):
    """How long a plan may be."""

    show: Annotated[f.Count, Field(ge=1)] = 7
    """Steps shown at once; the rest is folded. Seven fit a phone and a meeting."""
    most: Annotated[f.Count, Field(ge=1)] = 15
    """Steps that no plan may exceed: a longer one daunts."""


class NamedSteps(Schema):
    """Steps that a guarantee is about: a group of them, or certain ones."""

    group: f.Id | None = None
    """The steps of this group; a plan holds it with one of them, and lacks it without any."""
    steps: tuple[f.Id, ...] = ()
    """These steps; a plan holds them with every one, and lacks them without any."""


class Keeps(Schema):
    """What a plan at more danger must not lose."""

    question: f.Id
    """A question of kind one."""
    levels: Annotated[tuple[f.Id, ...], Field(alias="from", min_length=2)]
    """Some of its options, from the least to the most danger."""
    group: f.Id
    """Every step of this group that is in the plan at an earlier option is in the plan at a later one. Answers to
    questions asked in both are equal, the others are any; plans that stop are exempt."""


class Guarantee(Schema):
    """What every plan must meet, proved over all answers."""

    when: Annotated[Condition | None, Given] = None
    """For these answers only; for every plan where left out."""
    holds: NamedSteps | None = None
    """What the plan holds, plans that stop included. A step whose places were all withdrawn does not count."""
    lacks: NamedSteps | None = None
    """What the plan never holds, plans that stop included."""
    keeps: Keeps | None = None
    """What the plan keeps as danger grows."""


Ticked = Annotated[tuple[f.Line, ...], *_LISTED]


class Scenario(Schema):
    """Answers of one reader and the plan they must yield."""

    answers: Annotated[dict[f.Id, Ticked], Field(min_length=1)]
    """An option by question, a list of options for a question of many, any words for open text."""
    plan: tuple[f.Id, ...]
    """Ids of the steps, in the order of the plan."""


class Framework(Themed):
    """A decision framework: questions that lead to a plan."""

    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """The questions, in the order they are asked."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """The steps that a plan is made of, the most important first."""
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1)]
    """Examples that the check plays through."""
    guarantees: tuple[Guarantee, ...] = ()
    """What every plan must meet, proved over all answers."""
    plan: Caps = Caps()
    """How long a plan may be."""
    compares: Comparison | None = None
    """Tools and criteria of a comparison table below the plan."""
