"""What stands in a text, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import a_body, any_text, examples, is_inside

if TYPE_CHECKING:
    from openshelf.sources.markdown_outline import Body


def places(found: object) -> list[tuple[int, int]]:
    assert isinstance(found, list | tuple)
    return [((item := getattr(each, "place", each)).line, item.column) for each in found]


@pytest.mark.parametrize(
    ("line", "level", "words", "id_", "anchor"),
    [
        ("## Risks", 2, "Risks", None, "risks"),
        ("## Risks {#risks_1}", 2, "Risks", "risks_1", "risks_1"),
        ("## Risks ## {#a}  ", 2, "Risks", "a", "a"),
        ("## Risks ##", 2, "Risks", None, "risks"),
        ("## C# {#a}", 2, "C#", "a", "a"),
        ("## Risks{#a}", 2, "Risks", "a", "a"),
        ("## {#a}", 2, "", "a", "a"),
        ("##", 2, "", None, "section"),
        ("#\tRisks", 1, "Risks", None, "risks"),
        ("###### *Más* `agua` & [[paper|it]][^1] ![B](c)!", 6, "Más agua & it B!", None, "más-agua--it-b"),
        ("## Risks {a}", 2, "Risks {a}", None, "risks-a"),
        ("## Risks {#a} more", 2, "Risks {#a} more", None, "risks-a-more"),
        ("## Risks {#a .b}", 2, "Risks {#a .b}", None, "risks-a-b"),
        ("Risks {#a}\n======", 1, "Risks", "a", "a"),
        ("Risks\nand more\n-", 2, "Risks and more", None, "risks-and-more"),
    ],
)
def test_a_heading_has_level_words_and_id(line: str, level: int, words: str, id_: str | None, anchor: str) -> None:
    (heading,) = a_body(f"Text.\n\n{line}\n", first_line=10).headings
    assert (heading.level, heading.words, heading.id, heading.anchor) == (level, words, id_, anchor)
    assert (heading.place.line, heading.place.column) == (12, 1)


def test_headings_stand_in_quotes_lists_and_a_little_indented() -> None:
    headings = a_body("> ## a\n\n- ### b\n\n   # c\n\n!!! note\n    d\n    --\n").headings
    assert [heading.words for heading in headings] == ["a", "b", "c", "d"]
    assert places(headings) == [(1, 3), (3, 3), (5, 4), (8, 5)]


def test_headings_with_the_same_words_have_ids_of_their_own() -> None:
    headings = a_body("## a\n## a\n## b {#a-1}\n## A\n").headings
    assert [heading.anchor for heading in headings] == ["a", "a-2", "a-1", "a-3"]


@pytest.mark.parametrize(
    "text", ["    # code", "text # inside", "\\# escaped", "##none", "####### none", "---\n\n***", "```\n# a\n```"]
)
def test_what_is_no_heading_is_none(text: str) -> None:
    assert a_body(text).headings == []


def test_callouts_have_kind_and_place() -> None:
    text = (
        '!!! question "Why?"\n    Text.\n\n    ??? note\n        Deeper.\n\n> ???+ saving\n>     a\n\n'
        "- > [!TIP]\n  > b\n\n> [!CAUTION]\n> c\n\nNo!!! pitfall\n"
    )
    callouts = a_body(text).callouts
    assert [callout.kind for callout in callouts] == ["question", "note", "saving", "note", "warning"]
    assert places(callouts) == [(1, 5), (4, 9), (7, 8), (10, 5), (13, 3)]
    assert not any(callout.is_empty for callout in callouts)
    assert [callout.is_well_formed for callout in callouts] == [True, True, True, False, True]


@pytest.mark.parametrize(
    ("line", "is_well_formed"),
    [
        ("!!! note", True),
        ('!!! note "T" ', True),
        ('!!! note   ""', False),
        ("!!!note", False),
        ("!!! note T", False),
        ("!!! note 'T'", False),
        ('!!! note "T" x', False),
        ('!!! note os-card "T"', False),
        ("??? note os-find-panel", False),
        ('!!! "T"', False),
    ],
)
def test_a_callout_is_well_formed_if_its_line_holds_kind_and_title(line: str, is_well_formed: bool) -> None:  # noqa: FBT001
    (callout,) = a_body(f"{line}\n    a").callouts
    assert callout.is_well_formed is is_well_formed


def test_callouts_without_text_are_empty() -> None:
    text = '!!! note\n\n!!! note "T"\n   a\n\n> [!NOTE]\n\n??? note\n\n!!! note\n    a\n'
    assert [callout.is_empty for callout in a_body(text).callouts] == [True, True, True, True, False]


def test_code_behind_a_callout_that_two_empty_lines_ended_is_found() -> None:
    assert places(a_body("!!! note\n    a\n\n\n    b\n").cut_callouts) == [(5, 5)]
    assert a_body("!!! note\n    a\n\nb\n\n    c\n").cut_callouts == ()


def test_references_have_target_words_and_place() -> None:
    text = (
        "A [[paper]],\nthen [[ theme/maps | the *maps* ]] and [[]].\n\n| a |\n| - |\n| \\| [[b\\|c]] |\n\n![d [[e]]](f)"
    )
    found = a_body(text, first_line=7).references
    assert [(reference.target, reference.words) for reference in found] == [
        ("paper", ""),
        ("theme/maps", "the *maps*"),
        ("", ""),
        ("b", "c"),
        ("e", ""),
    ]
    assert places(found) == [(7, 3), (8, 6), (8, 40), (12, 6), (14, 5)]


@pytest.mark.parametrize(
    "text", ["[[a\nb]]", "[[c|d\ne]]", "[[1]](https://a.org/)", "[[1]][2]", "\\[\\[a]]", "[[a]", "[a]]", "[ [a]]"]
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert a_body(text).references == []


def test_references_and_notes_may_stand_side_by_side() -> None:
    body = a_body("[[a]][[b|c]][^1]")
    assert [reference.target for reference in body.references] == ["a", "b"]
    assert [note.label for note in body.note_uses] == ["1"]


def test_links_and_images_have_target_words_and_place() -> None:
    text = (
        'See [the *guide*](../a.md "Title") and ![A map](b(1).png), ![](c.png)\n[![d](e.png)](<f g>) [x] ![y][X].\n\n'
        "> [x]: &auml;\\_ 'T'\n"
    )
    links = a_body(text).links
    assert [(link.target, link.words, link.is_image) for link in links] == [
        ("../a.md", "the guide", False),
        ("b(1).png", "A map", True),
        ("c.png", "", True),
        ("f%20g", "d", False),
        ("e.png", "d", True),
        ("%C3%A4_", "x", False),
        ("%C3%A4_", "y", True),
    ]
    assert places(links) == [(1, 5), (1, 40), (1, 60), (2, 1), (2, 2), (2, 22), (2, 26)]
    assert not any(link.is_autolink for link in links)


def test_bare_addresses_are_links_that_are_their_own_words() -> None:
    links = a_body("<https://a.org/> (https://b.org/c), <d@e.org>\n| f |\n| - |\n| http://g.org |").links
    assert [link.target for link in links] == ["https://a.org/", "https://b.org/c", "mailto:d@e.org", "http://g.org"]
    assert [(link.is_autolink, link.is_in_angle_brackets) for link in links] == [
        (True, True),
        (True, False),
        (True, True),
        (True, False),
    ]
    assert places(links) == [(1, 1), (1, 19), (1, 37), (4, 3)]


def test_links_among_the_words_of_links_are_slips() -> None:
    (slip,) = a_body("a [b **<https://c.org/>** d](e)").nested_links
    assert (slip.text, slip.place.column) == ("<https://c.org/>", 8)
    assert a_body("[a](b)[c](d) [[e]](f) ![g [h](i)](j) [![k](l)](m)").nested_links == []


def test_notes_and_their_uses_are_found() -> None:
    body = a_body("a[^1] **b[^x y]** c[^x]\n\n- [^1]: One[^2]\n\n  [^x]: Two\n\n`[^3]` \\[^4]")
    assert [note.label for note in body.note_uses] == ["1", "x", "2"]
    assert places(body.note_uses) == [(1, 2), (1, 20), (3, 12)]
    assert [note.label for note in body.notes] == ["1", "x"]
    assert places(body.notes) == [(3, 3), (5, 3)]


def test_blocks_of_code_have_info_and_place_and_may_be_open() -> None:
    code = a_body("```py  title\na\n`````\n\n> ~~~\n> b\n\n- ```\n  c\n  ```\n\n````\n```\n").code
    assert [(block.info, block.is_closed) for block in code] == [
        ("py  title", True),
        ("", False),
        ("", True),
        ("", False),
    ]
    assert places(code) == [(1, 1), (5, 3), (8, 3), (12, 1)]


def test_tags_stand_in_the_order_of_the_text() -> None:
    tags = a_body("a <B>c</b>\n\n<div>\n<!-- d -->\n</div>\n\n> <i\n> x> &lt;p> \\<p> `<p>` <p\n\n<?e?>").tags
    assert [(tag.name, tag.is_closing, tag.is_comment) for tag in tags] == [
        ("b", False, False),
        ("b", True, False),
        ("div", False, False),
        ("", False, True),
        ("div", True, False),
        ("i", False, False),
        ("", False, False),
    ]
    assert places(tags) == [(1, 3), (1, 7), (3, 1), (4, 1), (5, 1), (7, 3), (10, 1)]


def test_runs_are_blocks_and_lead_back_to_the_text() -> None:
    text = '# a\n\n> b\n>   c\n\n- d\n\n| e\\|f | g |\n| - | - |\n| \\|h | i |\n\n!!! note "j"\n    k\n\nl\n: m\n'
    runs = a_body(text).runs
    assert [run.block for run in runs] == [
        "heading_open",
        "paragraph_open",
        "paragraph_open",
        *["th_open"] * 2,
        *["td_open"] * 2,
        "admonition_title_open",
        "paragraph_open",
        "dt_open",
        "paragraph_open",
    ]
    for run in runs:
        for word in filter(str.isalpha, run.token.content):
            assert text[run.offset(run.token.content.index(word))] == word


@pytest.mark.parametrize(
    "code",
    [
        "`[[a]]`",
        "`` [[a]] ` [[b]] ``",
        "`[[a\nb]]`",
        "```\n[[a]]\n# b\n```",
        "~~~ yaml\n[[a]]\n!!! c\n~~~",
        "    [[a]]\n\n    # b",
        "````\n```\n[[a]]\n```\n````",
        "> ```\n> [[a]]\n> ```",
        "| a |\n| - |\n| `[[a\\|b]]` |",
        "```\n[[a]] never closed",
    ],
)
def test_code_holds_nothing_and_is_blank_in_the_visible_text(code: str) -> None:
    body = a_body(f"Text.\n\n{code}\n")
    assert (body.references, body.headings, body.callouts, body.links) == ([], [], [], [])
    assert "[[" not in body.visible
    assert body.visible.startswith("Text.\n\n")
    assert [len(line) for line in body.visible.split("\n")] == [len(line) for line in body.text.split("\n")]


@pytest.mark.parametrize(
    "text", ["`a [[b]]", "\\`[[b]]\\`", "`a\n\n[[b]]`", "<!- [[b]] ->", "``[[b]]`", "- `a\n- [[b]]`"]
)
def test_what_only_looks_like_code_is_text(text: str) -> None:
    body = a_body(text)
    assert [reference.target for reference in body.references] == ["b"]
    assert body.visible == text


def test_comments_hold_nothing() -> None:
    body = a_body("<!-- [[a]]\n# b\n\n[c](d) -->\n\ne <!-- [[f]] -->")
    assert (body.references, body.headings, body.links) == ([], [], [])


def test_definitions_that_nobody_uses_are_found() -> None:
    body = a_body("[a] ![b][C] [c d]\n\n[a]: 1\n[c]: 2\n[C D]: 3\n\n> [e]: 4\n\n[A]: 5\n`[f]`\n\n[f]: 6")
    assert [(definition.address, definition.line) for definition in body.unused_definitions] == [
        ("4", 6),
        ("5", 8),
        ("6", 11),
    ]


def test_the_words_are_what_readers_read() -> None:
    text = (
        "# a {#b}\n\nc *d* `e` [f](g) ![h](i) [[j|k]] [[l]][^1] \\* &amp; <kbd>m</kbd>\nn  \no\n\n"
        '!!! pitfall\n    p\n\n??? note "q"\n    r\n\n> [!TIP]\n> s\n\n'
        "[^1]: t\n\n| u | v |\n| - | - |\n| w\\|x | `y` |\n\nz\n: end"
    )
    assert a_body(text).words.split("\n") == [
        *["a", "c d e f h k l * & m n o", "p", "q", "r", "s", "t", "u", "v", "w|x", "y", "z", "end"],
    ]


def test_the_end_is_the_last_line_with_text_or_the_line_above_an_empty_body() -> None:
    assert a_body("a\n\nb\n\n\n", first_line=5).end.line == 7
    assert a_body("", first_line=5).end.line == 4
    assert a_body("\n \n", first_line=5).end.line == 4
    assert a_body("").end.line == 1


def test_offsets_and_lines_have_places_in_the_file() -> None:
    body = a_body("a\n> - b\n\n  > c", "x.md", 3)
    assert (str(body.place(2).path), body.place(2).line, body.place(2).column) == ("x.md", 4, 1)
    assert [body.place_of_line(line).column for line in (0, 1, 3)] == [1, 3, 5]
    assert body.place_of_line(3, is_quote=True).column == 3


def everything(body: Body) -> list[object]:
    return [
        *body.headings,
        *body.callouts,
        *body.references,
        *body.links,
        *body.nested_links,
        *body.note_uses,
        *body.notes,
        *body.code,
        *body.tags,
    ]


PIECES = [
    "\n",
    "\n\n",
    "[[a]]",
    "# b\n",
    "!!! c\n    ",
    "![](d)",
    "`",
    "```\n",
    "> ",
    "- ",
    "    ",
    "[^e]",
    "\n[^e]: ",
    "<i>",
    "|",
    "\n| - |\n",
]


@examples(max_examples=300)
@given(any_text | st.lists(st.sampled_from(PIECES)).map("".join))
def test_all_that_is_found_stands_inside_the_text(text: str) -> None:
    body = a_body(text)
    assert body.text == text
    for item in [*everything(body), *body.cut_callouts]:
        assert is_inside(getattr(item, "place", item), text), item
    assert is_inside(body.end, text)
    assert all(0 <= run.offset(0) <= len(text) for run in body.runs)


@examples(max_examples=200)
@given(any_text)
def test_the_visible_text_keeps_every_other_character_at_its_place(text: str) -> None:
    visible = a_body(text).visible
    assert len(visible) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, visible, strict=True))
    assert visible.count("\n") == text.count("\n")


def test_tags_in_the_words_for_a_picture_are_words() -> None:
    body = a_body("![a sketch of <trust> and `<b>`](a.png)\n")
    assert [link.words for link in body.links] == ["a sketch of <trust> and <b>"]
    assert body.tags == []


@given(any_text)
@examples(60)
def test_a_text_without_its_tokens_tells_the_same(text: str) -> None:
    body, whole = a_body(text), a_body(text)
    body.let_tokens_go()
    assert body.given is None or not body.is_read
    assert (body.words, body.outline, body.digest) == (whole.words, whole.outline, whole.digest)
    assert (body.headings, body.links, body.notes) == (whole.headings, whole.links, whole.notes)
    assert (body.callouts, body.visible, body.parsed) == (whole.callouts, whole.visible, whole.parsed)
