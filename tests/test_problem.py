"""Problems: one line each, in order, with a hint that helps."""

from __future__ import annotations

import pytest

from openshelf.core.problem import (
    Place,
    Rule,
    Severity,
    choices_hint,
    closest,
    nearest_hint,
    sorted_problems,
    with_article,
)
from openshelf.core.report import as_text

ERROR = Rule("a-rule", "A rule.", "Because.")
WARNING = Rule("b-rule", "B rule.", "Because.", Severity.WARNING)


def test_a_problem_is_one_line() -> None:
    assert str(ERROR.at(Place("a/b.md", 7, 3), "it is wrong", "do this")) == "a/b.md:7:3 a-rule it is wrong (do this)"
    assert str(ERROR.at(Place("a.md"), "it is wrong")) == "a.md:1:1 a-rule it is wrong"


def test_what_a_problem_quotes_is_brought_to_one_line_of_bearable_length() -> None:
    problem = ERROR.at(Place("a.md"), "'a\nb\r\nc\u2028d' is wrong", "e\nf")
    assert str(problem) == "a.md:1:1 a-rule 'a b c d' is wrong (e f)"
    long = ERROR.at(Place("a.md"), f"{'x' * 10_000} is wrong", "y" * 10_000)
    assert len(long.message) == len(long.hint) == 400
    assert long.message.startswith("xxx")
    assert long.message.endswith("xxx is wrong")
    assert ERROR.at(Place("a.md"), "x" * 400).message == "x" * 400


def test_what_is_printed_starts_no_line_and_turns_nothing_around() -> None:
    problem = ERROR.at(Place("a\n::error::b\u202e.md"), "key \x1b[31m\u2066x", "\u202dy, Siné\u200e")
    assert str(problem) == ("a\\u000a::error::b\\u202e.md:1:1 a-rule key \\u001b[31m\\u2066x (\\u202dy, Siné\u200e)")
    assert "\n::" not in as_text([problem], colour=True)


def test_only_errors_stop_publishing() -> None:
    assert ERROR.at(Place("a.md"), "x").is_error
    assert not WARNING.at(Place("a.md"), "x").is_error


def test_problems_are_in_the_order_of_files_and_lines_and_each_is_there_once() -> None:
    problems = [
        ERROR.at(Place("b.md", 1, 1), "x"),
        WARNING.at(Place("a.md", 10, 1), "x"),
        ERROR.at(Place("a.md", 9, 2), "x"),
        ERROR.at(Place("a.md", 9, 2), "w"),
        ERROR.at(Place("a.md", 10, 1), "x"),
        ERROR.at(Place("a.md", 9, 1), "x"),
        ERROR.at(Place("a.md", 9, 2), "x"),
    ]
    assert [str(problem) for problem in sorted_problems(problems)] == [
        "a.md:9:1 a-rule x",
        "a.md:9:2 a-rule w",
        "a.md:9:2 a-rule x",
        "a.md:10:1 a-rule x",
        "a.md:10:1 b-rule x",
        "b.md:1:1 a-rule x",
    ]
    assert sorted_problems(reversed(problems)) == sorted_problems(problems)


@pytest.mark.parametrize(
    ("word", "choices", "hint"),
    [
        ("sumary", ["summary", "title"], "did you mean summary?"),
        ("SUMMARY", ["summary"], "did you mean summary?"),
        ("pt-br", ["pt-BR", "es"], "did you mean pt-BR?"),
        ("xyz", ["b", "a", "b"], "one of: a, b"),
        ("xyz", [str(number) for number in range(13)], ""),
        ("xyz", [], ""),
        ("", ["a"], "one of: a"),
    ],
)
def test_the_nearest_choice_is_named_or_all_of_them_where_they_are_few(
    word: str, choices: list[str], hint: str
) -> None:
    assert nearest_hint(word, choices) == hint


def test_the_closest_choice_is_found_whatever_the_case_of_letters() -> None:
    assert closest("MAPING", ["Mapping", "water"]) == "Mapping"
    assert closest("zzz", ["Mapping", "water"]) is None


def test_choices_are_listed_where_they_are_few() -> None:
    assert choices_hint(["b", "a", "b"]) == "one of: a, b"
    assert choices_hint([]) == ""
    assert choices_hint(map(str, range(13))) == ""


def test_words_stand_behind_their_article() -> None:
    assert [with_article("update"), with_article("theme")] == ["an update", "a theme"]
