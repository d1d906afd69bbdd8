"""The outline of a Markdown body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openshelf.read.code import hide_code

from openshelf.read.body import Body, outline
from support import any_text, examples, is_inside


def body(text: str, first_line: int = 1) -> Body:
    return outline(text, "f.md", first_line)


@pytest.mark.parametrize(
    ("line", "level", "words", "id_"),
    [
        ("## Risks", 2, "Risks", None),
        ("## Risks {#risks}", 2, "Risks", "risks"),
        ("###### Risks  {.wide #risks title='a'}  ", 6, "Risks", "risks"),
        ("## Risks ## {#risks}", 2, "Risks", "risks"),
        ("## Risks {: #risks }", 2, "Risks", "risks"),
        ("#\tRisks", 1, "Risks", None),
        ("## Risks ##", 2, "Risks", None),
        ("## {#risks}", 2, "", "risks"),
        ("## Risks {risks}", 2, "Risks {risks}", None),
        ("## Risks {#risks} and more", 2, "Risks {#risks} and more", None),
        ("##Risks {#risks}", 2, "Risks", "risks"),
        ("## Risks{#risks}", 2, "Risks{#risks}", None),
        ("####### Risks", 6, "# Risks", None),
        ("Risks {#risks}\n======", 1, "Risks", "risks"),
        ("Risks\n-", 2, "Risks", None),
    ],
)
def test_a_heading_has_level_words_and_id(line: str, level: int, words: str, id_: str | None) -> None:
    (heading,) = body(f"Text.\n\n{line}\n", first_line=10).headings
    assert (heading.level, heading.words, heading.id) == (level, words, id_)
    assert (heading.place.line, heading.place.column) == (12, 1)


def test_what_is_no_heading_is_none() -> None:
    assert body(" # moved in\ntext # inside\n\\# escaped\n").headings == ()
    assert body("A text\nof two lines\n---\n\n---\n\na | b\n--- | ---\n\n    code\n====\n").headings == ()
    assert body("```\ncode\n```\n---\n").headings == ()


def test_a_line_full_of_braces_is_read_at_once() -> None:
    assert len(body("# " + "{#" * 50_000 + "x\n").headings) == 1
    assert len(body("# " + "{#a " * 50_000 + "}\n").headings) == 1
    assert len(body("# " + " " * 50_000 + "x\n").headings) == 1


def test_callouts_are_found_at_their_kind() -> None:
    found = body('!!! question "Why?"\n    Text.\n\n    !!! note\n        Deeper.\n\nNo!!! saving\n').callouts
    assert [(callout.kind, callout.place.line, callout.place.column) for callout in found] == [
        ("question", 1, 5),
        ("note", 4, 9),
    ]


def test_references_have_target_words_and_place() -> None:
    text = "A [[paper]],\nthen [[ theme/maps | the maps ]] and [[]].\n"
    found = body(text, first_line=7).references
    assert [(r.target, r.words, r.place.line, r.place.column) for r in found] == [
        ("paper", "", 7, 3),
        ("theme/maps", "the maps", 8, 6),
        ("", "", 8, 38),
    ]
    assert [text[r.start : r.end] for r in found] == ["[[paper]]", "[[ theme/maps | the maps ]]", "[[]]"]


def test_a_reference_stays_on_its_line() -> None:
    assert body("[[a\nb]] [[c|d\ne]] [f][g]").references == ()


def test_links_and_images_have_target_words_and_place() -> None:
    text = 'See [the guide](../a.md "Title") and ![A map](b(1).png), ![](c.png){role="presentation"} ![](d.png).\n'
    found = body(text).links
    assert [(link.target, link.words, link.is_image, link.is_decorative) for link in found] == [
        ("../a.md", "the guide", False, False),
        ("b(1).png", "A map", True, False),
        ("c.png", "", True, True),
        ("d.png", "", True, False),
    ]
    assert [text[link.start :].startswith(link.target) for link in found] == [True] * 4
    assert [link.place.column for link in found] == [5, 38, 58, 90]


CODE = [
    "`[[a]]`",
    "`` [[a]] ` [[b]] ``",
    "```\n[[a]]\n# b\n```",
    "~~~ yaml\n[[a]]\n!!! c\n~~~",
    "    ```\n    [[a]]\n    ```",
    "````\n```\n[[a]]\n```\n````",
    "<!-- [[a]]\n# b -->",
]


@pytest.mark.parametrize("code", CODE)
def test_code_and_comments_hold_nothing(code: str) -> None:
    found = body(f"Text.\n\n{code}\n")
    assert (found.references, found.headings, found.callouts, found.links) == ((), (), (), ())


@pytest.mark.parametrize(
    "text", ["`a [[b]]", "\\`[[b]]\\`", "`a\n\n[[b]]`", "<!- [[b]] ->", "``[[b]]`", "```\n[[b]] never closed"]
)
def test_what_only_looks_like_code_is_text(text: str) -> None:
    assert [reference.target for reference in body(text).references] == ["b"]


def test_the_end_is_the_last_line_with_text_or_the_line_above_an_empty_body() -> None:
    assert body("a\n\nb\n\n\n", first_line=5).end.line == 7
    assert body("", first_line=5).end.line == 4
    assert body("\n \n", first_line=5).end.line == 4
    assert body("").end.line == 1


@examples(max_examples=300)
@given(any_text | st.lists(st.sampled_from([*CODE, "\n", "[[a]]", "# b\n", "!!! c\n", "![](d)"])).map("".join))
def test_any_text_has_an_outline_inside_it(text: str) -> None:
    found = body(text)
    assert found.text == text
    for items in (found.headings, found.callouts, found.references, found.links):
        assert all(is_inside(item.place, text) for item in items)
    assert is_inside(found.end, text)
    for reference in found.references:
        assert text[reference.start : reference.end].startswith("[[")
    for link in found.links:
        assert text[link.start : link.start + len(link.target)] == link.target


@examples(max_examples=200)
@given(any_text)
def test_hiding_code_keeps_every_other_character_at_its_place(text: str) -> None:
    hidden = hide_code(text)
    assert len(hidden) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, hidden, strict=True))
    assert hidden.count("\n") == text.count("\n")
