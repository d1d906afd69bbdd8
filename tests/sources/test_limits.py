"""What a text may ask of the parser."""

from __future__ import annotations

import pytest

from openshelf.sources.dialect import MAX_STEPS
from openshelf.sources.limits import check_limits
from openshelf.sources.markdown_outline import read_body
from support import brief


def said(text: str) -> list[str]:
    return brief([*check_limits(text, "f.md"), *read_body(text, "f.md", 1)[1]])


def wide(unit: str, times: int) -> str:
    """Return a paragraph of long lines that repeat something."""
    return "\n".join([unit * (15_000 // len(unit))] * (times * len(unit) // 15_000))


@pytest.mark.parametrize(
    "text",
    [
        wide("[a ", 60_000),
        wide("![", 60_000),
        wide("a: ", 150_000),
        "[^a]: x\n\n" + wide("[^", 100_000),
        "> [!NOTE]\nb\n" * 20_000,
        "x" + wide("<!-- ", 90_000) + "--->",
        wide("https://a_", 40_000),
        ("|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "b\n" * 400 + "\n") * 2,
        ">" * 90 + "a\n" + "b\n" * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_takes_too_many_steps_is_refused_at_a_line(text: str) -> None:
    (problem,) = said(text)
    assert " long-block" in problem
    body, _ = read_body(text, "f.md", 1)
    assert body.tokens == ()


@pytest.mark.parametrize(
    "text",
    [
        "Some words of a paragraph.\n\n" * 15_000,
        "- An item with [a link](https://example.org/a) and `code`.\n" * 5_000,
        "| a | b |\n| - | - |\n" + "| [[paper]] | *b*, `c_d` |\n" * 4_000,
        "See https://example.org/a: it says: this. " * 400,
        "!!! note\n    Text.\n\n" * 4_000,
        "30 brackets [ that nobody closed. " * 30,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_people_write_is_read(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(("text", "deepest"), [(">", 99), ("- ", 49), ("1. ", 49)], ids=["quotes", "lists", "steps"])
def test_what_the_parser_would_drop_is_told(text: str, deepest: int) -> None:
    kept, _ = read_body(f"{text * deepest}words\n", "f.md", 1)
    assert said(f"{text * deepest}words\n") == []
    assert kept.words == "words"
    assert [line.partition(" ")[2] for line in said(f"{text * (deepest + 1)}words\n")] == ["nesting"]


def test_notes_inside_notes_lose_nothing_in_silence() -> None:
    assert [line.partition(" ")[2] for line in said("[^a]: " * 100 + "words\n\nMore.\n")] == ["nesting"]


def test_all_long_lines_are_said() -> None:
    long = [line for line in said("a" * 20_001 + "\n\n" + "b" * 20_001) if "line-length" in line]
    assert long == ["f.md:1:20001 line-length", "f.md:3:20001 line-length"]


@pytest.mark.parametrize("sign", ["!", "[", "\u0301", "…"])
def test_long_rows_are_found_where_they_start(sign: str) -> None:
    assert said(f"Some text.\n\nNo{sign * 201}") == ["f.md:3:3 repeated-sign"]
    assert said(f"Some text.\n\nNo{sign * 200}\n\n```\n{sign * 300}\n```\n") == []


def test_a_row_below_a_ruler_is_found() -> None:
    assert said(f"Text\n\n{'-' * 300}\n\nNo {'-' * 250}.") == ["f.md:5:4 repeated-sign"]


def test_a_text_of_blanks_is_no_text() -> None:
    assert said("") == said("\n \n\t\n") == []


def test_steps_are_counted_anew_for_each_text() -> None:
    text = "Some words, [a](b). " * 900
    assert MAX_STEPS > 0
    assert all(said(text) == [] for _ in range(5))
