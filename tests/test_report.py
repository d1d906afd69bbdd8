"""Problems as people and machines want to read them."""

from __future__ import annotations

import json

from openshelf.core.problem import Place, Problem, Rule, Severity
from openshelf.core.report import as_github, as_json, as_text, preview_notice, summary

ERROR = Rule("a-rule", "A rule.", "Because.")
WARNING = Rule("b-rule", "B rule.", "Because.", Severity.WARNING)
TWO = [
    WARNING.at(Place("b.md", 2, 5), "review was due"),
    ERROR.at(Place("a.md", 7, 3), "titel is no key", "did you mean title?"),
]


def test_text_is_one_line_a_problem_in_order_and_a_line_that_counts() -> None:
    assert as_text(TWO) == (
        "a.md:7:3 a-rule error: titel is no key (did you mean title?)\n"
        "b.md:2:5 b-rule warning: review was due\n"
        "     1 a-rule\n"
        "     1 b-rule\n"
        "1 error and 1 warning in 2 files."
    )
    assert as_text([]) == "No problems."


def test_rules_are_counted_where_there_are_several() -> None:
    late = [WARNING.at(Place("b.md", line), "late") for line in (1, 2, 3)]
    assert as_text(late).splitlines()[3:] == ["3 warnings in 1 file."]
    assert as_text([*TWO, *late]).splitlines()[5:] == [
        "     4 b-rule",
        "     1 a-rule",
        "1 error and 4 warnings in 2 files.",
    ]


def test_colour_marks_place_rule_and_hint_and_is_taken_back() -> None:
    first, second, *rest = as_text(TWO, colour=True).split("\n")
    assert (
        first
        == "\033[1ma.md:7:3\033[0m \033[31ma-rule error:\033[0m titel is no key \033[2m(did you mean title?)\033[0m"
    )
    assert second == "\033[1mb.md:2:5\033[0m \033[33mb-rule warning:\033[0m review was due"
    assert "\033" not in "".join(rest)
    assert "\033" not in as_text(TWO)


def test_the_summary_counts_in_words() -> None:
    one = ERROR.at(Place("a.md", 1), "x")
    two = ERROR.at(Place("a.md", 2), "x")
    late = WARNING.at(Place("b.md"), "x")
    assert summary([one]) == "1 error in 1 file."
    assert summary([one, two]) == "2 errors in 1 file."
    assert summary([late]) == "1 warning in 1 file."
    assert summary([one, two, late, WARNING.at(Place("c.md"), "x")]) == "2 errors and 2 warnings in 3 files."


def test_annotations_name_level_file_line_column_and_rule() -> None:
    assert as_github(TWO) == (
        "::error file=a.md,line=7,col=3,title=a-rule::titel is no key (did you mean title?)\n"
        "::warning file=b.md,line=2,col=5,title=b-rule::review was due"
    )
    assert as_github([]) == ""


def test_annotations_escape_what_the_runner_would_read_as_a_command() -> None:
    odd = Problem(Place("a,b:c%d\n.md", 1, 2), ERROR, "100% : , wrong\r\n::error::no", "a\nb")
    assert as_github([odd]) == (
        "::error file=a%2Cb%3Ac%25d%0A.md,line=1,col=2,title=a-rule::100%25 : , wrong%0D%0A::error::no (a%0Ab)"
    )


def test_json_holds_every_field_of_every_problem() -> None:
    assert json.loads(as_json(TWO)) == [
        {
            "path": "a.md",
            "line": 7,
            "column": 3,
            "rule": "a-rule",
            "severity": "error",
            "message": "titel is no key",
            "hint": "did you mean title?",
        },
        {
            "path": "b.md",
            "line": 2,
            "column": 5,
            "rule": "b-rule",
            "severity": "warning",
            "message": "review was due",
            "hint": "",
        },
    ]
    assert as_json([]) == "[]"
    assert "é" in as_json([ERROR.at(Place("a.md"), "é")])


def test_the_preview_escapes_what_files_hold() -> None:
    html = preview_notice([ERROR.at(Place("a.md"), "<script>alert(1)</script> & more")])("")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert "1 error in 1 file." in html


def test_the_preview_tells_first_what_is_wrong_with_the_page_itself() -> None:
    notice = preview_notice(TWO)
    assert notice("a.md") == notice("") == notice("c.md")
    assert notice("b.md").index("b.md:2:5") < notice("b.md").index("a.md:7:3")
    assert notice("a.md").index("a.md:7:3") < notice("a.md").index("b.md:2:5")


def test_the_preview_is_silent_while_nothing_has_to_be_mended() -> None:
    assert preview_notice(TWO[:1])("b.md") == preview_notice([])("") == ""
