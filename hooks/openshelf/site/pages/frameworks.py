"""Frameworks: a worksheet that works on paper, which a script turns into one question at a time and a plan."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from openshelf.frameworks.logic import decided_after, in_plan_order
from openshelf.frameworks.prose import Prose
from openshelf.model.entries import Research
from openshelf.model.framework import Framework, QuestionKind
from openshelf.model.kinds import Kind
from openshelf.site.pages.comparison import comparison
from openshelf.site.pages.conditions import in_words, ticked
from openshelf.site.pages.framework_picture import picture
from openshelf.site.pages.lists import facet_pages, letters_of_many
from openshelf.site.ranges import PAGE_SIZE
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.model.framework import Condition, Question, Step
    from openshelf.site.i18n import Words
    from openshelf.site.page import Page
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


@dataclass(frozen=True)
class Worksheet:
    """A framework with all its words."""

    intro: str
    questions: tuple[AskedQuestion, ...]
    steps: tuple[WrittenStep, ...]

    def groups(self) -> list[tuple[str, list[WrittenStep]]]:
        """Return the steps by when they are due, those that stop the flow first."""
        return [(name, list(steps)) for name, steps in groupby(self.steps, _group)]


def _group(written: WrittenStep) -> str:
    return "stop" if written.step.stop else written.step.when.value


def pages(view: View) -> Iterator[Page]:
    """Yield the list of frameworks, the page of each, and how each decides."""
    _ = view.words.gettext
    title = _("Decide")
    home = Crumb(title, "frameworks/")
    letters = letters_of_many(view, view.listed(Kind.FRAMEWORK))
    compared = [guide for guide in view.listed(Kind.GUIDE) if _compares(guide)]
    yield view.page(
        "frameworks/",
        "frameworks.html",
        title=title,
        description=view.description("frameworks")
        or _("Start with an idea, answer some tough questions, and leave with a plan for you and your colleagues."),
        json_ld={"@type": "CollectionPage", "name": title},
        frameworks=() if letters else view.listed(Kind.FRAMEWORK),
        facets=letters,
        compared=compared[:PAGE_SIZE],
        compares_more=len(compared) > PAGE_SIZE,
    )
    yield from facet_pages(view, letters, home)
    for entry in view.listed(Kind.FRAMEWORK):
        framework = entry.of(Framework)
        sheet = worksheet(view, entry)
        yield view.entry_page(
            entry,
            "framework.html",
            [home],
            "WebPage",
            sheet=sheet,
            QuestionKind=QuestionKind,
            flow=partial(flow_data, view.words, framework),
            compared=comparison(view, entry),
        )
        yield _how_it_decides(view, entry, sheet, home)


def _compares(guide: Entry) -> bool:
    return isinstance(guide.data, Research) and guide.data.compares is not None and bool(guide.data.compares.resources)


def _how_it_decides(view: View, entry: Entry, sheet: Worksheet, home: Crumb) -> Page:
    _ = view.words.gettext
    return view.page(
        f"frameworks/{entry.id}/how-it-decides/",
        "how-it-decides.html",
        title=_("How “%(framework)s” decides") % {"framework": entry.title},
        description=_("The questions, the conditions and the steps of this framework, for the people who keep it."),
        crumbs=[home, Crumb(entry.title, f"frameworks/{entry.id}/")],
        source=entry.place("questions"),
        json_ld={"@type": "WebPage", "name": entry.title},
        sheet=sheet,
        picture=partial(picture, view.words, entry.of(Framework), sheet),
        proof=view.proof(entry),
        most=entry.of(Framework).plan.most,
    )


def worksheet(view: View, entry: Entry) -> Worksheet:
    """Put the words of a framework together with its logic."""
    framework = entry.of(Framework)
    text = view.text(entry)
    intro, html = text.parts()
    titles = {section.id: section.title for section in text.sections}
    questions = frozenset(question.id for question in framework.questions)
    parts = Prose(entry.body, questions).parts if entry.body is not None else {}
    said = {id_: {option.id: option.words for option in part.options} for id_, part in parts.items()}
    numbers = {question.id: number for number, question in enumerate(framework.questions, start=1)}

    def told(condition: Condition | None) -> str:
        return in_words(view.words, condition, leaf) if condition is not None else ""

    def leaf(question: str, options: Sequence[str]) -> str:
        return ticked(view.words, numbers[question], [said.get(question, {}).get(option, option) for option in options])

    stops = [(decided_after(framework, step), step) for step in framework.steps if step.stop]
    return Worksheet(
        intro,
        tuple(
            AskedQuestion(
                question,
                index + 1,
                titles.get(question.id, question.id),
                html.get(question.id, ""),
                tuple((option, said.get(question.id, {}).get(option, option)) for option in question.options),
                told(question.ask_if),
                tuple((told(step.condition), titles.get(step.id, step.id)) for at, step in stops if at == index),
            )
            for index, question in enumerate(framework.questions)
        ),
        tuple(
            WrittenStep(
                step,
                titles.get(step.id, step.id),
                html.get(step.id, ""),
                told(step.condition),
                tuple(found for id_ in step.resources for found in view.find(id_, Kind.RESOURCE)),
                tuple(found for id_ in step.case_studies for found in view.find(id_, Kind.CASE_STUDY)),
            )
            for step in in_plan_order(framework)
        ),
    )


def flow_data(words: Words, framework: Framework) -> Markup:
    """Return what the script needs, as JSON that can stand in HTML: the logic, and its words of the interface.

    ``after`` is the position of the question behind which a step that stops is looked at.
    """
    _ = words.gettext
    data: dict[str, Any] = {
        "questions": [
            question.model_dump(mode="json", by_alias=True, exclude_none=True, include={"id", "kind", "ask_if"})
            for question in framework.questions
        ],
        "steps": [
            {
                **step.model_dump(mode="json", by_alias=True, exclude_none=True, include={"id", "condition", "stop"}),
                "after": decided_after(framework, step),
            }
            for step in in_plan_order(framework)
        ],
        "show": framework.plan.show,
        "words": {
            "progress": _("Question %(number)d of up to %(all)d"),
            "because": _("Because of your answers:"),
            "change": _("Change"),
            "changeFor": _("Change the answer: %(question)s"),
            "none": _("None of these"),
            "empty": _("Nothing written"),
            "more": words.gettext("Show the other steps: %(count)d"),
            "copied": _("Copied."),
            "notCopied": _("Your browser did not allow it. Select the text and copy it by hand."),
            "cleared": _("All answers are erased."),
            "ready": _("Your plan is ready."),
            "answers": _("My answers"),
            "plan": _("My plan"),
            "who": _("Who"),
            "by": _("By when"),
            "homework": _("Homework"),
            "brief": _("I used the questions of “%(framework)s” and would like to talk about it."),
        },
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 - nothing in it can end the script element
