"""The description of a resource is a text like any other: read by the same parser, each sign where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from openshelf.check.fixes import apply_fixes
from openshelf.library.description import read_description
from openshelf.model.kinds import Kind
from openshelf.sources.source import Source
from openshelf.sources.yaml_source import read_yaml
from support import a_body, a_library, addresses_of, examples, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.core.problem import Problem
    from openshelf.sources.markdown_outline import Body

SUMMARY = "  summary: Holds what you write on it.\n"
WORDS = st.sampled_from(
    [
        "[[pencil]]",
        "[a](https://a.org/)",
        "**b**",
        "`c`",
        "## d",
        "- e",
        "    f",
        "",
        "",
        "> g",
        "https://h.org/",
        "é",
        "😀",
    ]
)
texts = st.lists(st.lists(WORDS, max_size=3).map(" ".join), min_size=1, max_size=8).map("\n".join)


def described(yaml: str, first_line: int = 1) -> tuple[Body | None, list[Problem]]:
    """Read the description of an entry that stands alone in a file."""
    tree, values, problems = read_yaml(yaml, "resources/a.yml", first_line)
    assert tree is not None, problems
    return read_description(tree, values, Source("resources/a.yml", "\n" * (first_line - 1) + yaml))


@examples(200)
@given(texts.filter(str.strip), st.integers(1, 6), st.sampled_from(["|", "|-", "|+", "| # as it is"]))
def test_a_block_is_read_as_it_stands(text: str, indent: int, sign: str) -> None:
    rows = text.lstrip("\n").split("\n")
    if rows[0].startswith(" "):
        sign = sign.replace("|", f"|{indent}")
    block = "".join(f"{' ' * indent}{row}\n" for row in rows)
    body, problems = described(f"id: a\ndescription: {sign}\n{block}after: b\n")
    alone = a_body("\n".join(rows), "resources/a.yml")
    assert body is not None, problems
    assert body.words == alone.words
    for found, like in (
        (body.links, alone.links),
        (body.references, alone.references),
        (body.headings, alone.headings),
    ):
        assert [(one.place.line, one.place.column) for one in found] == [
            (one.place.line + 2, one.place.column + indent) for one in like
        ]


def test_one_line_behind_its_key_is_read_as_it_stands() -> None:
    for text, column in (("See [[a]].", 20), ("'See [[a]].'", 21), ('"See [[a]]."', 21)):
        body, _ = described(f"id: a\ndescription: {text}\n", first_line=5)
        assert body is not None
        assert [(one.place.line, one.place.column) for one in body.references] == [(6, column - 2)]


def test_nothing_is_read_of_what_yaml_changes() -> None:
    for text in ('"a\\tb"', "'a''b'", "a\n  b", ">\n  a\n  b", '"a\n  b"'):
        body, problems = described(f"id: a\ndescription: {text}\n")
        assert body is None
        assert [problem.rule.id for problem in problems] == ["description-lines"]


def test_nothing_is_read_where_there_is_none() -> None:
    for line in ("", "description:", "description: null", "description: [a]", "description: |\n\n", "description: ' '"):
        assert described(f"id: a\n{line}\n") == (None, []), line


def test_of_a_withdrawn_entry_nothing_is_read() -> None:
    assert described("id: a\nwithdrawn: {reason: old}\ndescription: 'a''b'\n") == (None, [])


def test_a_description_leads_to_entries_and_to_other_sites(tmp_path: Path) -> None:
    lines = f"{SUMMARY}  description: |\n    Like [[pencil]], made by [a mill](https://mill.example.net/).\n"
    library = load(a_library(tmp_path, {"resources.yml": (SUMMARY, lines)}))
    (paper,) = library.find("paper")
    assert paper in library.used_in["resource/pencil"]
    assert paper not in library.by_path.values()
    (use,) = [
        use
        for found in addresses_of([("resources.yml", (tmp_path / "resources.yml").read_text())]).values()
        for use in found
        if "mill" in use.written
    ]
    assert (use.words, use.place.line, use.place.column) == ("a mill", 8, 30)
    assert [text.entry for text in library.descriptions] == [paper]
    assert paper.kind is Kind.RESOURCE


def test_every_address_of_an_entry_is_asked_but_that_of_an_onion_service() -> None:
    entry = """\
- id: a
  title: A
  url: https://a.org/
  addresses:
    source_code: https://code.a.org/
    onion: http://aaaa.onion/
    other: [{name: Wiki, url: "https://wiki.a.org/"}]
  state: {is: archived, source: {name: News, url: "https://a.org/end"}}
"""
    found = addresses_of([("resources.yml", entry)])
    assert sorted(found) == ["https://a.org/", "https://a.org/end", "https://code.a.org/", "https://wiki.a.org/"]


def test_what_is_mended_in_a_description_stays_a_description(tmp_path: Path) -> None:
    lines = "  description: |\n    Two blanks end  \n    this line: [a](https://a.org/?utm_source=b).\n"
    root = a_library(tmp_path, {"resources.yml": (SUMMARY, SUMMARY + lines)})
    text = (root / "resources.yml").read_text()
    assert apply_fixes(Source("resources.yml", text), problems_of(root)) == text.replace("?utm_source=b", "")
