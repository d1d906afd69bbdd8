"""Whether the ids of a framework fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from frameworks.strategies import frameworks, made
from openshelf.frameworks import sound
from openshelf.frameworks.sound import is_sound
from support import examples

if TYPE_CHECKING:
    from openshelf.frameworks.sound import FrameworkFault
    from openshelf.model.framework import Framework

TEXT = """\
questions:
  - {id: q1, options: [a, b]}
  - {id: q2, kind: many, options: [a, b], ask_if: {q1: [a]}}
  - {id: q3, kind: text}
  - {id: q4, options: [a, b]}
steps:
  - {id: s1, when: now, if: {any: [{q1: [b]}, {not: {q2: [a]}}]}}
  - {id: s2, when: now}
scenarios:
  - answers: {q1: a, q2: [a, b], q3: any words, q4: b}
    plan: [s1, s2]
"""
"""A framework in which nothing is wrong."""


def changed(*changes: tuple[str, str]) -> Framework:
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return made(text)


def slips(framework: Framework) -> list[FrameworkFault]:
    finders = (sound.repeated_ids, sound.unfit_options, sound.unknown_ids, sound.cycles, sound.forward_references)
    found = [slip for find in finders for slip in find(framework)]
    assert is_sound(framework) is (not found)
    return found


def test_nothing_is_wrong_where_all_ids_are_known_and_questions_look_back() -> None:
    assert slips(changed()) == []


@examples(max_examples=100)
@given(frameworks())
def test_frameworks_of_the_property_tests_fit_together(framework: Framework) -> None:
    found = slips(framework)
    assert {(loc[0], message) for loc, message, _ in found} <= {("scenarios", "there is no question 'q1'")}
    assert [slip for slip in found if slip[0][0] != "scenarios"] == []


Q4 = "{id: q4, options: [a, b]}"


@pytest.mark.parametrize(
    ("changes", "loc", "message", "hint"),
    [
        pytest.param(
            [("id: q4,", "id: q2,"), (", q4: b", "")],
            ("questions", 3, "id"),
            "'q2' is already the id of a question",
            "choose another id",
            id="two questions",
        ),
        pytest.param(
            [("id: s2", "id: s1"), ("s1, s2", "s1")],
            ("steps", 1, "id"),
            "'s1' is already the id of a step",
            "choose another id",
            id="two steps",
        ),
        pytest.param(
            [("id: s2", "id: q1"), ("s1, s2", "s1, q1")],
            ("steps", 1, "id"),
            "'q1' is already the id of a question",
            "choose another id",
            id="a step and a question",
        ),
        pytest.param(
            [(Q4, "{id: q4, options: [a, b, a]}")],
            ("questions", 3, "options", 2),
            "option 'a' is listed twice",
            "keep one of them",
            id="two options",
        ),
        pytest.param(
            [(Q4, "{id: q4, options: [b]}")],
            ("questions", 3),
            "a question of kind one needs 2 options or more",
            "add options, or write kind: text",
            id="one of one",
        ),
        pytest.param(
            [(Q4, "{id: q4, kind: many}"), (", q4: b", ", q4: []")],
            ("questions", 3),
            "a question of kind many needs 1 option or more",
            "add options, or write kind: text",
            id="many of none",
        ),
        pytest.param(
            [(Q4, "{id: q4, kind: text, options: [a, b]}")],
            ("questions", 3, "options"),
            "open text has no options",
            "delete them, or write kind: many",
            id="open text with options",
        ),
        pytest.param(
            [(Q4, "{id: any, options: [a, b]}"), (", q4: b", ", any: b")],
            ("questions", 3, "id"),
            "'any' means something else in conditions",
            "choose another id",
            id="a word of conditions",
        ),
        pytest.param(
            [("{q2: [a]}", "{q2: [c]}")],
            ("steps", 0, "if", "any", 1, "not", "q2", 0),
            "question 'q2' has no option 'c'",
            "one of: a, b",
            id="an option deep in a condition",
        ),
        pytest.param(
            [("{q1: [b]}", "{p1: [b]}")],
            ("steps", 0, "if", "any", 0, "p1"),
            "there is no question 'p1'",
            "one of: q1, q2, q3, q4",
            id="a question deep in a condition",
        ),
        pytest.param(
            [("ask_if: {q1: [a]}", "ask_if: {q1: []}")],
            ("questions", 1, "ask_if", "q1"),
            "q1 names no option",
            "one of: a, b",
            id="no option",
        ),
        pytest.param(
            [("ask_if: {q1: [a]}", "ask_if: {not: {}}")],
            ("questions", 1, "ask_if", "not"),
            "this condition names no question",
            "write question: [option], or delete the line",
            id="no question",
        ),
        pytest.param(
            [(Q4, "{id: q4, options: [a, b], ask_if: {q3: [any-words]}}")],
            ("questions", 3, "ask_if", "q3"),
            "'q3' is open text, which decides nothing",
            "use a question with options",
            id="open text in a condition",
        ),
        pytest.param(
            [("q4: b", "q5: b")],
            ("scenarios", 0, "answers", "q5"),
            "there is no question 'q5'",
            "one of: q1, q2, q3, q4",
            id="a question in a scenario",
        ),
        pytest.param(
            [("q2: [a, b], q3", "q2: [a, no-b], q3")],
            ("scenarios", 0, "answers", "q2", 1),
            "question 'q2' has no option 'no-b'",
            "one of: a, b",
            id="an option in a scenario",
        ),
        pytest.param(
            [("[s1, s2]", "[s1, s22]")],
            ("scenarios", 0, "plan", 1),
            "there is no step 's22'",
            "did you mean s2?",
            id="a step in a scenario",
        ),
        pytest.param(
            [("{id: q1, options: [a, b]}", "{id: q1, options: [a, b], ask_if: {not: {q2: [a]}}}")],
            ("questions", 0, "ask_if"),
            "these questions wait for each other: q1 → q2 → q1",
            "ask one of them first",
            id="a circle of two",
        ),
        pytest.param(
            [(Q4, "{id: q4, options: [a, b], ask_if: {q4: [a]}}")],
            ("questions", 3, "ask_if"),
            "these questions wait for each other: q4 → q4",
            "ask one of them first",
            id="a circle of one",
        ),
        pytest.param(
            [("ask_if: {q1: [a]}", "ask_if: {all: [{q1: [a]}, {q4: [a]}]}")],
            ("questions", 1, "ask_if", "all", 1, "q4"),
            "'q4' is asked after 'q2'",
            "move q4 above q2",
            id="a question below",
        ),
    ],
)
def test_each_slip_is_said_once_at_its_place(
    changes: list[tuple[str, str]], loc: tuple[str | int, ...], message: str, hint: str
) -> None:
    assert slips(changed(*changes)) == [(loc, message, hint)]


def test_every_circle_is_said_once_and_as_short_as_it_is() -> None:
    framework = made("""\
questions:
  - {id: q1, options: [a, b], ask_if: {q3: [a]}}
  - {id: q2, options: [a, b], ask_if: {q1: [a]}}
  - {id: q3, options: [a, b], ask_if: {q2: [a]}}
  - {id: q4, options: [a, b], ask_if: {q5: [a], q1: [a]}}
  - {id: q5, options: [a, b], ask_if: {q4: [a]}}
  - {id: q6, options: [a, b], ask_if: {q4: [a]}}
  - {id: q7, options: [a, b], ask_if: {q8: [a], q9: [a]}}
  - {id: q8, options: [a, b], ask_if: {q7: [a]}}
  - {id: q9, options: [a, b], ask_if: {q10: [a]}}
  - {id: q10, options: [a, b], ask_if: {q7: [a]}}
steps: [{id: s1, when: now}]
""")
    assert [(loc, message.partition(": ")[2]) for loc, message, _ in sound.cycles(framework)] == [
        (("questions", 0, "ask_if"), "q1 → q3 → q2 → q1"),
        (("questions", 3, "ask_if"), "q4 → q5 → q4"),
        (("questions", 6, "ask_if"), "q7 → q8 → q7"),
        (("questions", 8, "ask_if"), "q9 → q10 → q7 → q9"),
    ]
    assert list(sound.forward_references(framework)) == []


def test_steps_may_look_at_every_question() -> None:
    assert slips(changed(("{q1: [b]}", "{q4: [a, b]}"))) == []


def test_what_is_wrong_in_a_framework_is_found_at_once() -> None:
    framework = changed(("{q1: [b]}", "{q9: [b]}"), ("{q2: [a]}", "{q1: [c]}"), ("[s1, s2]", "[s1, s3, s4]"))
    assert [loc for loc, _, _ in slips(framework)] == [
        ("steps", 0, "if", "any", 0, "q9"),
        ("steps", 0, "if", "any", 1, "not", "q1", 0),
        ("scenarios", 0, "plan", 1),
        ("scenarios", 0, "plan", 2),
    ]
