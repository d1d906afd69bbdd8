"""The words of a framework, found under the headings of its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.frameworks.prose import Part, Prose
from openshelf.read.body import outline
from support import any_text, examples, is_inside

TEXT = """\
Some words above.

## Who would use it? {#users}

Whoever uses it must be asked.
Always.

- own-team: Our own team
- others:   People we   know
  well

More to say.

- many: Very many
people

## Ask them {#ask}

- what: they need
- when: they have time

### And then {#then}

Listen.
"""


def prose(text: str, *questions: str, first_line: int = 1) -> Prose:
    return Prose(outline(text, "f.md", first_line), frozenset(questions))


def words(part: Part) -> list[tuple[str, str]]:
    return [(option.id, option.words) for option in part.options]


def test_headings_of_the_second_level_start_the_parts() -> None:
    parts = prose(TEXT, "users").parts
    assert {id_: part.title for id_, part in parts.items()} == {"users": "Who would use it?", "ask": "Ask them"}


def test_options_are_the_list_items_of_a_question_wherever_they_stand() -> None:
    parts = prose(TEXT, "users").parts
    assert words(parts["users"]) == [
        ("own-team", "Our own team"),
        ("others", "People we know well"),
        ("many", "Very many people"),
    ]
    assert parts["ask"].options == ()


def test_an_option_knows_its_place() -> None:
    options = prose(TEXT + "## Where? {#where}\n\nSay it.\n\n-  here: Here\n", "users", "where", first_line=10).parts
    places = [option.place for part in options.values() for option in part.options]
    assert [(place.path, place.line, place.column) for place in places] == [
        ("f.md", 17, 3),
        ("f.md", 18, 3),
        ("f.md", 23, 3),
        ("f.md", 38, 4),
    ]


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        ("- a: b", [("a", "b")]),
        ("- a:\tb ", [("a", "b")]),
        ("- a: b: c", [("a", "b: c")]),
        ("- a: b\n- c: d", [("a", "b"), ("c", "d")]),
        ("- a: b\n\n- c: d", [("a", "b"), ("c", "d")]),
        ("- a: b\n    c\n\td", [("a", "b c d")]),
        ("- a: b\nc", [("a", "b c")]),
        ("- a: b\n\n  c", [("a", "b")]),
        ("- a: b\n### c", [("a", "b")]),
        ("- A b: c", []),
        ("- A: c", [("A", "c")]),
        ("- a:b", []),
        ("- a:", []),
        ("- a: \nb", []),
        ("- : b", []),
        ("-a: b", []),
        ("  - a: b", []),
        ("* a: b", []),
        ("1. a: b", []),
        ("\\- a: b", []),
        ("```\n- a: b\n```", []),
        ("<!--\n- a: b\n-->", []),
        ("- a: `b` c", [("a", "`b` c")]),
        ("- a: `b`", [("a", "`b`")]),
    ],
)
def test_an_option_is_an_item_with_an_id_a_colon_and_words(lines: str, options: list[tuple[str, str]]) -> None:
    assert words(prose(f"## Q {{#q}}\n\nWhy.\n\n{lines}\n\n## S {{#s}}\n", "q").parts["q"]) == options


@pytest.mark.parametrize("line", ["*a*", "_a_", "`a`", "a [b](c)", "[[a]]", "a <b>", "a > b", "a * b"])
def test_words_with_signs_of_markdown_have_markup(line: str) -> None:
    (option,) = prose(f"## Q {{#q}}\n\n- a: {line}\n", "q").parts["q"].options
    assert option.has_markup


@pytest.mark.parametrize("line", ["a", "a (b)", "a – b", "£5, 10 % & more!", "“a”: b", "a/b-c", "#1", "¿Qué? 地図"])
def test_plain_words_have_none(line: str) -> None:
    (option,) = prose(f"## Q {{#q}}\n\n- a: {line}\n", "q").parts["q"].options
    assert not option.has_markup
    assert option.words == line


@pytest.mark.parametrize(
    ("text", "is_empty"),
    [
        ("## Q {#q}", True),
        ("## Q {#q}\n\n \n", True),
        ("## Q {#q}\n\n- a: b\n\n- c: d\n", True),
        ("## Q {#q}\n\n- a: b\n  c\n", True),
        ("Q {#q}\n---\n", True),
        ("## Q {#q}\n\n## S {#s}\n\nWords.\n", True),
        ("## Q {#q}\nWhy.", False),
        ("## Q {#q}\n\n- a: b\n\nWhy.\n", False),
        ("## Q {#q}\n\n- no option\n", False),
        ("## Q {#q}\n\n### Why?\n", False),
        ("Q {#q}\n---\n\nWhy.\n", False),
    ],
)
def test_a_part_is_empty_if_it_says_nothing_besides_options(text: str, is_empty: bool) -> None:  # noqa: FBT001
    assert prose(text, "q").parts["q"].is_empty is is_empty


def test_a_text_without_headings_has_no_parts() -> None:
    assert prose("Words.\n\n- a: b\n", "q").parts == {}
    assert prose("", "q").text.text == ""


def test_items_below_a_step_are_words() -> None:
    part = prose("## S {#s}\n\n- a: b\n").parts["s"]
    assert part.options == ()
    assert not part.is_empty


def test_the_first_of_two_parts_with_one_id_counts() -> None:
    parts = prose("## Q {#q}\n\n- a: b\n\n## R {#q}\n\n- c: d\n", "q").parts
    assert (parts["q"].title, words(parts["q"])) == ("Q", [("a", "b")])


def test_headings_without_an_id_end_a_part_and_start_none() -> None:
    parts = prose("## Q {#q}\n\n- a: b\n\n## More\n\n- c: d\n", "q").parts
    assert {id_: words(part) for id_, part in parts.items()} == {"q": [("a", "b")]}


def test_the_text_for_readers_lacks_the_options_and_keeps_every_other_line() -> None:
    lines = prose(TEXT, "users").text.text.splitlines()
    assert [number for number, (old, new) in enumerate(zip(TEXT.splitlines(), lines, strict=True)) if old != new] == [
        7,
        8,
        9,
        13,
        14,
    ]
    assert not any(lines[number].strip() for number in (7, 8, 9, 13, 14))


PIECES = [
    "## Q {#q}\n",
    "## S {#s}\n",
    "- a: b\n",
    "- c: `d`\n  e\n",
    "f\n",
    "\n",
    "```\n",
    "<!--",
    "-->",
    "### T\n",
    "`",
]


@examples(max_examples=300)
@given(any_text | st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text_is_taken_apart_and_every_character_stays_where_it_is(text: str) -> None:
    found = prose(text, "q")
    shown = found.text
    assert len(shown.text) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, shown.text, strict=True))
    assert shown.headings == found.body.headings
    options = [option for part in found.parts.values() for option in part.options]
    assert all(is_inside(option.place, text) for option in options)
    assert prose(shown.text, "q").text.text == shown.text
    for option in options:
        assert text.split("\n")[option.place.line - 1][option.place.column - 1 :].startswith(f"{option.id}:")
