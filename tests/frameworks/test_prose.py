"""The words of a framework, found under the headings of its text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.frameworks.prose import Prose, ProsePart
from support import a_body, any_text, examples, is_inside

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
    return Prose(a_body(text, first_line=first_line), frozenset(questions))


def words(part: ProsePart) -> list[tuple[str, str]]:
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
        ("  - a: b", [("a", "b")]),
        ("* a: b", [("a", "b")]),
        ("> - a: b", []),
        ("1. a: b", []),
        ("\\- a: b", []),
        ("```\n- a: b\n```", []),
        ("<!--\n- a: b\n-->", []),
        ("- a: `b` c", [("a", "b c")]),
        ("- a: `b`", [("a", "b")]),
    ],
)
def test_an_option_is_an_item_with_an_id_a_colon_and_words(lines: str, options: list[tuple[str, str]]) -> None:
    assert words(prose(f"## Q {{#q}}\n\nWhy.\n\n{lines}\n\n## S {{#s}}\n", "q").parts["q"]) == options


@pytest.mark.parametrize("line", ["*a*", "_a_", "`a`", "a [b](c)", "[[a]]", "a <b>", "https://a.org", "a\n  - b"])
def test_words_with_markup_have_it(line: str) -> None:
    (option,) = prose(f"## Q {{#q}}\n\n- a: {line}\n", "q").parts["q"].options
    assert option.has_markup


@pytest.mark.parametrize(
    "line",
    ["a", "a (b)", "a > b", "a * b", "a\\_b", "a – b", "£5, 10 % & more!", "“a”: b", "a/b-c", "#1", "¿Qué? 地図"],
)
def test_plain_words_have_none(line: str) -> None:
    (option,) = prose(f"## Q {{#q}}\n\n- a: {line}\n", "q").parts["q"].options
    assert not option.has_markup
    assert option.words == line.replace("\\", "")


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
    assert prose("", "q").text.tokens == ()


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


def test_the_text_for_readers_lacks_the_options_and_keeps_every_other_block() -> None:
    assert prose(TEXT, "users").text.words.split("\n") == [
        "Some words above.",
        "Who would use it?",
        "Whoever uses it must be asked. Always.",
        "More to say.",
        "Ask them",
        "what: they need",
        "when: they have time",
        "And then",
        "Listen.",
    ]


def test_a_list_keeps_the_items_that_are_no_options() -> None:
    shown = prose("## Q {#q}\n\n- a: b\n- More.\n- c: d\n", "q").text
    assert shown.words == "Q\nMore."
    assert [token.type for token in shown.tokens].count("list_item_open") == 1


def test_the_words_hold_options_without_their_ids() -> None:
    assert prose("## Q {#q}\n\n- a-1: b: c\n", "q").words == "Q\nb: c"


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
def test_any_text_is_taken_apart_and_every_block_but_options_stays(text: str) -> None:
    found = prose(text, "q")
    shown = found.text
    assert [heading.place for heading in shown.headings] == [heading.place for heading in found.body.headings]
    assert Counter(run.token.content for run in shown.runs) <= Counter(run.token.content for run in found.body.runs)
    assert sum(token.nesting for token in shown.tokens) == 0
    options = [option for part in found.parts.values() for option in part.options]
    assert all(is_inside(option.place, text) for option in options)
    assert not any(part.options for part in replace(found, body=shown).parts.values())
    for option in options:
        assert text.split("\n")[option.place.line - 1][option.place.column - 1 :].startswith(f"{option.id}:")
