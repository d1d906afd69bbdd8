"""Rules about what readers are shown first: where a theme starts, situations of the home page, help in danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Hints, Severity, with_article
from openshelf.library.help_situations import situation_headings
from openshelf.model.entries import HelpPage, HomePage, PageWithSituations, ThemePage
from openshelf.model.fields import ResourceKind
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.library.part import Entries, Text

_MIN_SITUATIONS = 6
_ANSWERING = {ResourceKind.HELPLINE, ResourceKind.ORGANISATION}
"""Kinds of resource that somebody in danger can ask."""


@check(
    "start-with",
    "A theme starts with itself, or names an entry twice.",
    "`start_with` lists the few entries that an editor would read first. Readers are already on the theme's own page.",
)
def start_with(library: Library) -> Iterator[Finding]:
    """Find themes that start with themselves or twice with the same entry."""
    for theme in library.parsed_entries:
        if not isinstance(theme.data, ThemePage):
            continue
        seen: set[str] = set()
        for index, target in enumerate(theme.data.start_with):
            found = library.find(target)
            if found == (theme,):
                yield theme.place("start_with", index), "a theme cannot start with itself", "name another entry"
            elif len(found) == 1 and found[0].key in seen:
                yield theme.place("start_with", index), f"{target!r} is named twice", "delete one"
            seen |= {entry.key for entry in found}


@check(
    "situation-section",
    "A situation of the home page, or of the page on who can help, leads to a heading that does not exist.",
    "`section` is the id of a heading on the page that `to` names. Without it, readers in a hurry arrive at the top "
    "of the page and have to look for the place.",
)
def situation_section(library: Library) -> Iterator[Finding]:
    """Find situations that lead to headings that are not there."""
    hints = Hints()
    for page in library.parsed_entries:
        if not isinstance(page.data, PageWithSituations):
            continue
        for index, situation in enumerate(page.data.situations):
            found = library.find(situation.to)
            if situation.section is None or len(found) != 1 or found[0].data.withdrawn is not None:
                continue
            anchors = _anchors(library, found[0])
            if situation.section not in anchors:
                hint = hints.nearest_hint(situation.section, anchors) or "delete section"
                message = f"there is no heading #{situation.section} on the page of {situation.to!r}"
                yield page.place("situations", index, "section"), message, hint


def _anchors(library: Library, entry: Entry) -> frozenset[str]:
    """Return the ids of the headings on the page of an entry; resources and terms have none."""
    return (library.anchors(entry.path) if entry.body is not None else None) or frozenset()


@entry_check(
    "few-situations",
    "The home page has fewer than six situations.",
    "With only a few situations, most readers do not find their own, and think that nothing here is for them. Write "
    "six to eight, or none: then the home page shows the themes, which is fine for a small library.",
    Severity.WARNING,
)
def few_situations(library: Entries) -> Iterator[Finding]:
    """Find home pages with some situations, but few."""
    for home in library.parsed_entries:
        if isinstance(home.data, HomePage) and 0 < len(home.data.situations) < _MIN_SITUATIONS:
            many = len(home.data.situations)
            message = f"only {many} situation{'s' * (many > 1)}"
            hint = f"write {_MIN_SITUATIONS - many} more, in readers' words"
            yield home.place("situations", key=True), message, hint


@check(
    "help-section",
    "A situation of the help page has no id.",
    "People send each other the address of one situation, and the home page and other texts lead to it. If you write "
    "the id, it stays when the words of the heading change.",
)
def help_section(library: Library) -> Iterator[Finding]:
    """Find situations of the help page without an id."""
    for text in _help_texts(library):
        for heading in situation_headings(text.body):
            if heading.id is None and heading.words:
                yield heading.place, "this situation has no id", f"write ## {heading.words} {{#{heading.anchor}}}"


@check(
    "help-heading",
    "Helplines are listed for a situation that the help page does not have.",
    "The keys of `helplines` are the ids of its headings of level 2. Helplines under any other key would not be shown.",
)
def help_heading(library: Library) -> Iterator[Finding]:
    """Find helplines under headings that the help page does not have."""
    hints = Hints()
    for text in _help_texts(library):
        ids = {heading.id for heading in situation_headings(text.body) if heading.id is not None}
        for key in text.entry.of(HelpPage).helplines:
            if key not in ids:
                hint = hints.nearest_hint(key, ids) or f"add a heading: ## Your words {{#{key}}}"
                yield text.entry.place("helplines", key, key=True), f"there is no situation #{key}", hint


@check(
    "help-answers",
    "Something that cannot answer people is named as a helpline.",
    "People in danger who tap a name must reach a person. So name only helplines and organisations here. Name tools "
    "and guides in the text.",
)
def help_answers(library: Library) -> Iterator[Finding]:
    """Find resources among the helplines that are neither helplines nor organisations."""
    for text in _help_texts(library):
        for key, ids in text.entry.of(HelpPage).helplines.items():
            for index, id_ in enumerate(ids):
                for entry in library.find(id_, Kind.RESOURCE):
                    kind = entry.field("kind")
                    if kind is not None and kind not in _ANSWERING:
                        place = text.entry.place("helplines", key, index)
                        yield place, f"{id_!r} is {with_article(kind)}", f"name it in the text: [[{id_}]]"


@check(
    "help-without-helpline",
    "A situation of the help page names no helpline.",
    "Advice without a helpline leaves a person in danger alone. If you know of nobody who helps, say so in the text "
    "and write an empty list, which shows that you have looked: `border: []`.",
    Severity.WARNING,
)
def help_without_helpline(library: Library) -> Iterator[Finding]:
    """Find situations of the help page for which no helpline is named."""
    for text in _help_texts(library):
        named = text.entry.of(HelpPage).helplines
        for heading in situation_headings(text.body):
            if heading.id is not None and heading.id not in named:
                hint = f"add a line below helplines: {heading.id}: [id-of-a-helpline]"
                yield heading.place, f"no helpline is named for #{heading.id}", hint


def _help_texts(library: Library) -> Iterator[Text]:
    return (text for text in library.texts if isinstance(text.entry.data, HelpPage))


CHECKS: tuple[Check, ...] = (
    start_with,
    situation_section,
    few_situations,
    help_section,
    help_heading,
    help_answers,
    help_without_helpline,
)
