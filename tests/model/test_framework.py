"""The fields of a framework: conditions that hold conditions, and where their mistakes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from frameworks.strategies import conditions, made
from openshelf.model.framework import CONDITION_WORDS, Condition, QuestionKind, When
from support import FILES, a_library, brief, examples, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

F = "guides/frameworks/paper-or-pencil.md"
OPTIONS = {"q1": ["a", "b"], "q2": ["a", "b", "c"], "every": ["a"], "answers": ["a"]}
"""Options by question; some questions are called like something inside the program."""


def written(condition: Condition) -> dict[str, Any]:
    return condition.model_dump(mode="json", by_alias=True, exclude_none=True)


@examples(max_examples=200)
@given(conditions(OPTIONS, depth=3))
def test_a_condition_is_what_was_written(text: dict[str, Any]) -> None:
    assert written(Condition.model_validate(text)) == text


@examples(max_examples=100)
@given(conditions(OPTIONS, depth=3))
def test_every_question_of_a_condition_is_found_where_it_stands(text: dict[str, Any]) -> None:
    for loc, question, options in Condition.model_validate(text).leaves(("if",)):
        value: Any = {"if": text}
        for step in loc:
            value = value[step]
        assert loc[-1] == question
        assert value == list(options)


def test_the_parts_of_a_condition_are_in_the_order_of_its_words() -> None:
    condition = Condition.model_validate(
        {"not": {"d": ["x"]}, "any": [{"c": ["x"]}], "all": [{"b": ["x"]}], "a": ["x"]}
    )
    assert [loc for loc, _ in condition.parts()] == [(), ("all", 0), ("any", 0), ("not",)]
    assert [question for _, question, _ in condition.leaves()] == ["a", "b", "c", "d"]


def test_a_question_may_be_called_anything_but_the_words_of_conditions() -> None:
    condition = Condition.model_validate({name: ["x"] for name in ("every", "some", "none", "answers", "if", "parts")})
    assert [question for _, question, _ in condition.leaves()] == ["every", "some", "none", "answers", "if", "parts"]
    assert {field.alias for field in Condition.model_fields.values()} == set(CONDITION_WORDS)


def test_a_condition_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Condition.model_validate({"a": ["x"]}).every = ()


def test_what_is_left_out_has_a_value() -> None:
    framework = made("questions: [{id: q1}]\nsteps: [{id: s1, when: later}]\nscenarios: [{answers: {q1: a}, plan: []}]")
    (question,), (step,), (scenario,) = framework.questions, framework.steps, framework.scenarios
    assert (question.kind, question.options, question.ask_if) == (QuestionKind.ONE, (), None)
    assert (step.when, step.condition, step.stop, step.homework) == (When.LATER, None, False, False)
    assert (framework.plan.show, framework.plan.most) == (7, 15)
    assert scenario.answers == {"q1": ("a",)}


def test_a_framework_knows_where_its_fields_stand(tmp_path: Path) -> None:
    (entry,) = load(a_library(tmp_path)).find("framework/paper-or-pencil")
    places = [
        entry.place("questions", 1, "options", 1),
        entry.place("steps", 1, "if", "not", "ground", 0),
        entry.place("steps", 1, "if", "not", "ground", key=True),
        entry.place("scenarios", 0, "answers", "draws", 0),
        entry.place("plan", "most"),
    ]
    assert [(place.line, place.column) for place in places] == [(11, 21), (20, 43), (20, 34), (28, 22), (32, 23)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "if: {draws: [not-at-all]}",
            "if: draws",
            "25:9 wrong-value if must be keys with values (write its keys on the lines below, two spaces further in)",
            id="a condition that is a word",
        ),
        pytest.param(
            "if: {draws: [not-at-all]}",
            "if: [{draws: [not-at-all]}]",
            "25:9 wrong-value if must be keys with values (write its keys on the lines below, two spaces further in)",
            id="a condition that is a list",
        ),
        pytest.param(
            "if: {draws: [not-at-all]}",
            "if:",
            "25:5 missing-key if has no value (write one, or delete the line)",
            id="a condition without a value",
        ),
        pytest.param(
            "if: {draws: [not-at-all]}",
            "if: {draws: not-at-all}",
            "25:17 wrong-value draws must be a list (write draws: [not-at-all])",
            id="an option without brackets",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "not: {ground: wall}",
            "20:42 wrong-value ground must be a list (write ground: [wall])",
            id="an option without brackets inside not",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "any: [{ground: wall}]",
            "20:43 wrong-value ground must be a list (write ground: [wall])",
            id="an option without brackets inside any",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "not: {ground: [Wall]}",
            "20:43 wrong-value ground: 'Wall' is not an id: small letters, digits and single hyphens only "
            "(did you mean wall?)",
            id="an option in capitals",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "not: {ground: }",
            "20:34 missing-key ground has no value (write one, or delete the line)",
            id="a question without options",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "all: []",
            "20:33 wrong-value all needs at least 1 item (add one)",
            id="all of nothing",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "any: {ground: [wall]}",
            "20:33 wrong-value any must be a list (write [one, two], or begin each item with - on a line of its own)",
            id="any without brackets",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "all: [ground]",
            "20:34 wrong-value all must be keys with values (write its keys on the lines below, two spaces further in)",
            id="all of words",
        ),
        pytest.param(
            "not: {ground: [wall]}",
            "not: ",
            "20:28 missing-key not has no value (write one, or delete the line)",
            id="not without a value",
        ),
        pytest.param(
            "ask_if: {draws: [by-hand]}",
            "ask_if:",
            "12:5 missing-key ask_if has no value (write one, or delete the line)",
            id="ask_if without a value",
        ),
        pytest.param(
            "options: [wall, table]",
            "optoins: [wall, table]",
            "11:5 unknown-key optoins is not a key of questions (did you mean options?)",
            id="an unknown key of a question",
        ),
        pytest.param(
            "if: {draws: [not-at-all]}",
            "iff: {draws: [not-at-all]}",
            "25:5 unknown-key iff is not a key of steps (did you mean if?)",
            id="an unknown key of a step",
        ),
        pytest.param(
            "if: {draws: [not-at-all]}",
            "condition: {draws: [not-at-all]}",
            "25:5 unknown-key condition is not a key of steps "
            "(one of: case_studies, group, homework, id, if, resources, stop, when)",
            id="the name of a key inside the program",
        ),
        pytest.param(
            "kind: many",
            "kind: any",
            "10:11 wrong-value kind: 'any' is not a value (did you mean many?)",
            id="a kind that is none",
        ),
        pytest.param(
            "when: now",
            "when: soon",
            "24:11 wrong-value when: 'soon' is not a value (one of: later, next, now)",
            id="a time that is none",
        ),
        pytest.param(
            "    when: now\n",
            "",
            "23:5 missing-key when is missing (one of: now, next, later)",
            id="a step without a time",
        ),
        pytest.param(
            "stop: yes",
            "stop: sometimes",
            "26:11 wrong-value stop: 'sometimes' is neither yes nor no (write yes or no)",
            id="neither yes nor no",
        ),
        pytest.param(
            "{draws: not-at-all}",
            "{}",
            "28:14 wrong-value answers needs at least 1 item (add one)",
            id="a scenario without answers",
        ),
        pytest.param(
            "{draws: not-at-all}",
            "{draws: {not-at-all: yes}}",
            "28:22 wrong-value draws must be a list (write [one, two], or begin each item with - on a line of its own)",
            id="an answer that is no option",
        ),
        pytest.param(
            "{draws: not-at-all}",
            "{draws: }",
            "28:15 missing-key draws has no value (write one, or delete the line)",
            id="an answer without a value",
        ),
        pytest.param(
            "show: 2",
            "show: 0",
            "32:14 wrong-value show must be 1 or more (write a larger number)",
            id="a plan of no steps",
        ),
        pytest.param(
            "show: 2",
            "show: two",
            "32:14 wrong-value show: 'two' is not a whole number (write digits only, for example 85)",
            id="a number in words",
        ),
    ],
)
def test_a_mistake_is_said_once_in_plain_words_at_its_place(old: str, new: str, said: str, tmp_path: Path) -> None:
    (problem,) = problems_of(a_library(tmp_path, {F: (old, new)}))
    assert str(problem) == f"{F}:{said}"


def test_conditions_that_nest_too_deep_are_one_problem(tmp_path: Path) -> None:
    deep = "{not: " * 20 + "{draws: [by-hand]}" + "}" * 20
    problems = problems_of(a_library(tmp_path, {F: ("if: {draws: [not-at-all]}", f"if: {deep}")}))
    assert brief(problems) == [f"{F}:25:111 yaml-feature"]


def test_all_mistakes_of_a_framework_are_found_at_once(tmp_path: Path) -> None:
    text = FILES[F].replace("kind: many", "kind: some").replace("[by-hand]", "by-hand").replace("when:", "wen:")
    assert brief(problems_of(a_library(tmp_path, {F: text}))) == [
        f"{F}:10:11 wrong-value",
        f"{F}:12:21 wrong-value",
        f"{F}:16:5 missing-key",
        f"{F}:17:5 unknown-key",
        f"{F}:18:5 missing-key",
        f"{F}:19:5 unknown-key",
        f"{F}:20:17 wrong-value",
        f"{F}:23:5 missing-key",
        f"{F}:24:5 unknown-key",
        f"{F}:33:15 unknown-key",
    ]
