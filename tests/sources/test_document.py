"""Markdown files: front matter and body."""

from __future__ import annotations

import pytest
from hypothesis import given

from openshelf.sources.document import parse_document, split_name
from support import any_text, brief, examples, is_inside


def test_front_matter_and_body_are_split_and_know_their_lines() -> None:
    document, problems = parse_document("---\ntitle: A\n---\n\nText.\n", "guides/how-to/a.md")
    assert problems == []
    assert document is not None
    assert document.values == {"title": "A"}
    assert document.tree is not None
    assert document.tree.place("title").line == 2
    assert document.body == "\nText.\n"
    assert document.body_line == 4
    assert document.stem == "a"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f:1:1 front-matter (the first line must be ---)"),
        ("Text.\n", "f:1:1 front-matter (the first line must be ---)"),
        ("----\ntitle: A\n---\n", "f:1:1 front-matter (write three hyphens: ---)"),
        (" ---\ntitle: A\n---\n", "f:1:1 front-matter (write three hyphens: ---)"),
        ("---", "f:1:1 front-matter (write a line --- after the last key)"),
        ("---\n", "f:1:1 front-matter (write a line --- after the last key)"),
        ("---\ntitle: A\n ---\n", "f:3:1 front-matter (write three hyphens here: ---)"),
    ],
)
def test_a_file_without_front_matter_is_no_document(text: str, said: str) -> None:
    document, problems = parse_document(text, "f")
    assert document is None
    assert brief(problems, [said]) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\n---\nText.\n", "f:1:1 front-matter (give at least a title)"),
        ("---\n\n---\nText.\n", "f:1:1 front-matter (give at least a title)"),
        ("---\n# title: A\n---\nText.\n", "f:1:1 front-matter (give at least a title)"),
        ("---\n- A\n---\nText.\n", "f:2:1 yaml-shape (write title: ...)"),
        ("---\nA\n---\nText.\n", "f:2:1 yaml-shape (write title: ...)"),
        ("---\ntitle: 'A\n---\nText.\n", "f:2:8 yaml-syntax"),
        ("---\n\ttitle: A\n---\nText.\n", "f:2:1 yaml-syntax (use two spaces)"),
    ],
)
def test_the_body_is_there_although_the_front_matter_is_wrong(text: str, said: str) -> None:
    document, problems = parse_document(text, "f")
    assert brief(problems, [said]) == [said]
    assert document is not None
    assert document.values is None
    assert document.body == "Text.\n"


def test_front_matter_may_be_all_there_is() -> None:
    for text in ("---\ntitle: A\n---", "---\ntitle: A\n---\n", "---\ntitle: A\n---  \n"):
        document, problems = parse_document(text, "f")
        assert problems == []
        assert document is not None
        assert document.body == ""


@pytest.mark.parametrize(
    ("path", "stem", "lang"),
    [
        ("guides/how-to/a.md", "a", None),
        ("a.es.md", "a", "es"),
        ("a.pt-BR.md", "a", "pt-BR"),
        ("a.zh-Hant.md", "a", "zh-Hant"),
        ("v1.2.md", "v1.2", None),
        ("a.b.es.md", "a.b", "es"),
        ("a.english.md", "a.english", None),
        ("es.md", "es", None),
        ("a.markdown", "a.markdown", None),
        (".md", ".md", None),
    ],
)
def test_the_name_of_a_file_holds_id_and_language(path: str, stem: str, lang: str | None) -> None:
    assert split_name(path) == (stem, lang)


def test_a_text_beyond_a_limit_never_reaches_the_parser() -> None:
    document, problems = parse_document("---\ntitle: 'a\n---\n" + "a" * 20_001, "f.md")
    assert document is None
    assert brief(problems) == ["f.md:4:20001 line-length"]


@examples(max_examples=200)
@given(any_text, any_text)
def test_any_text_is_a_document_or_a_problem_inside_it(front: str, body: str) -> None:
    for text in (front, f"---\n{front}", f"---\n{front}\n---\n{body}", f"---\n{front}\n---"):
        document, problems = parse_document(text, "f")
        assert all(is_inside(problem.place, text) for problem in problems)
        assert document is not None or problems
        if document is not None:
            assert text.endswith(document.body)
            assert document.body_line == text[: len(text) - len(document.body)].rstrip("\n").count("\n") + 2 or (
                not document.body.strip()
            )
