"""Frameworks: a worksheet that works on paper, which a script turns into one question at a time and a plan."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from openshelf.frameworks.logic import decided_after, in_plan_order
from openshelf.model.framework import Framework, QuestionKind
from openshelf.model.sections import HOW_IT_DECIDES, Section
from openshelf.site.facets import lists_of_section
from openshelf.site.pages.comparison import comparison
from openshelf.site.pages.framework_picture import by_question, picture
from openshelf.site.pages.help import help_link
from openshelf.site.pages.lists import facet_pages
from openshelf.site.pages.worksheet import group_headings, worksheet
from openshelf.site.ranges import PAGE_SIZE
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.site.i18n import Words
    from openshelf.site.page import Page
    from openshelf.site.pages.worksheet import Worksheet
    from openshelf.site.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the list of frameworks, the page of each, and how each decides."""
    _ = view.words.gettext
    lists = lists_of_section(view, Section.FRAMEWORKS)
    frameworks = view.in_section(Section.FRAMEWORKS)
    compared = view.comparisons()
    yield view.front_page(
        Section.FRAMEWORKS,
        "frameworks.html",
        _("Start with an idea, answer some tough questions, and leave with a plan for you and your colleagues."),
        frameworks=() if lists else frameworks,
        facets=[way.counted for way in lists],
        compared=compared[:PAGE_SIZE],
        compares_more=len(compared) > PAGE_SIZE,
    )
    yield from facet_pages(view, lists)
    in_danger = help_link(view)
    for entry in frameworks:
        framework = entry.of(Framework)
        sheet = worksheet(view, entry)
        yield view.entry_page(
            entry,
            "framework.html",
            [view.crumb(Section.FRAMEWORKS)],
            "WebPage",
            sheet=sheet,
            headings=group_headings(view.words),
            QuestionKind=QuestionKind,
            flow=partial(flow_data, view.words, framework),
            compared=comparison(view, entry),
            help_link=in_danger,
        )
        yield _how_it_decides(view, entry, sheet)


def _how_it_decides(view: View, entry: Entry, sheet: Worksheet) -> Page:
    _ = view.words.gettext
    return view.page(
        f"{entry.address}{HOW_IT_DECIDES}/",
        "how-it-decides.html",
        title=_("How “%(framework)s” decides") % {"framework": entry.title},
        description=_("The questions, the conditions and the steps of this framework, for the people who keep it."),
        crumbs=[view.crumb(Section.FRAMEWORKS), Crumb(entry.title, entry.address)],
        source=entry.place("questions"),
        json_ld={"@type": "WebPage", "name": entry.title},
        sheet=sheet,
        picture=partial(picture, view.words, entry.of(Framework), sheet, group_headings(view.words)),
        questions=partial(by_question, view.words, entry.of(Framework), sheet),
        proof=view.proof(entry),
        most=entry.of(Framework).plan.most,
    )


def flow_data(words: Words, framework: Framework) -> Markup:
    """Return what the script needs, as JSON that can stand in HTML: the logic, and its words of the interface.

    ``after`` is the position of the question after which a step that stops is looked at.
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
