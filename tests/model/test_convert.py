"""Plain values to entries, or to problems with their places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.model.convert import convert
from openshelf.model.entries import CaseStudy, Resource, Update
from openshelf.model.kinds import SHELVES
from openshelf.model.settings_schema import Options
from openshelf.sources.yaml_source import read_yaml
from support import FILES, brief, examples, is_inside, plain_data

SCHEMAS: list[Any] = [*(shelf.schema for shelf in SHELVES), Resource, Options]


def front_matter(path: str) -> str:
    return FILES[path].split("---\n")[1]


def problems_in(schema: Any, text: str) -> list[str]:  # noqa: ANN401 - a model class
    tree, values, problems = read_yaml(text, "f")
    assert tree is not None
    assert problems == []
    entry, problems = convert(schema, values, tree)
    assert (entry is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_values_that_fit_become_an_entry() -> None:
    tree, values, _ = read_yaml(front_matter("guides/case-studies/river.md"), "f")
    assert tree is not None
    entry, problems = convert(CaseStudy, values, tree)
    assert problems == []
    assert entry is not None
    assert entry.partner.consent.basis == "already-published"
    assert entry.resources == ("paper",)


def test_an_entry_cannot_be_changed() -> None:
    tree, values, _ = read_yaml(front_matter("guides/case-studies/river.md"), "f")
    assert tree is not None
    entry, _ = convert(CaseStudy, values, tree)
    assert entry is not None
    with pytest.raises(ValueError, match="frozen"):
        entry.title = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "title: Hello",
            "titel: Hello",
            "f:1:1 missing-key title is missing (add a line title: ..., the name readers see)",
        ),
        ("kind: news", "kind: newz", "f:6:7 wrong-value kind: 'newz' is not a value (did you mean news?)"),
        ("kind: news", "kind:", "f:6:1 missing-key kind has no value (one of: news, warning, withdrawal, look-back)"),
        ("kind: news", "kind: [news]", "f:6:7 wrong-value kind: ['news'] is not a value (did you mean news?)"),
        ("themes: [mapping]", "themes: []", "f:3:9 wrong-value themes needs at least 1 item (add one)"),
        ("themes: [mapping]", "themes: [Maps]", "f:3:10 wrong-value themes: 'Maps' is not an id"),
        ("themes: [mapping]", "themes: {a: b}", "f:3:9 wrong-value themes must be a list"),
        ("themes: [mapping]", "themes: [[mapping]]", "f:3:10 wrong-value themes must be text"),
        ("themes: [mapping]", "themes: [mapping, '']", "f:3:19 missing-key themes: has no value"),
        ("kind: news", "kind: news\nwithdrawn: yes", "f:7:12 wrong-value withdrawn must be keys with values"),
        ("kind: news", "kind: news\nwithdrawn: {why: x}", "f:7:13 unknown-key why is not a key of withdrawn"),
        ("kind: news", "kind: news\nwithdrawn: {reason: x}", "f:7:12 missing-key date is missing"),
        ("kind: news", "kind: news\ndraft: [yes]", "f:7:8 wrong-value draft must be yes or no"),
        (
            "date: 2026-05-01\n",
            "date: [2026]\n",
            "f:5:7 wrong-value date must be a date (write year-month-day, for example 2026-03-31)",
        ),
        ("title: Hello", f"title: {'a' * 201}", "f:1:8 wrong-value title has 201 characters, at most 200 are allowed"),
    ],
)
def test_each_disagreement_is_said_in_plain_words_at_its_place(old: str, new: str, said: str) -> None:
    text = front_matter("docs/updates/hello.md")
    before = text if text.count(old) == 1 else text.replace("reviewed: 2026-05-01\n", "reviewed: 2026-05-02\n")
    assert any(problem.startswith(said) for problem in problems_in(Update, before.replace(old, new)))


def test_all_disagreements_of_an_entry_are_found_at_once() -> None:
    tree, values, _ = read_yaml("title: [a]\nreviewed: soon\nkind: x\nicks: 1\n", "f")
    assert tree is not None
    assert sorted(brief(convert(Update, values, tree)[1])) == [
        "f:1:1 missing-key",
        "f:1:1 missing-key",
        "f:1:1 missing-key",
        "f:1:8 wrong-value",
        "f:2:11 real-date",
        "f:3:7 wrong-value",
        "f:4:1 unknown-key",
    ]


@pytest.mark.parametrize("value", [None, "text", ["a", "list"], {}])
def test_what_is_no_mapping_is_no_entry(value: object) -> None:
    tree = read_yaml("- a\n- b\n", "f")[0]
    assert tree is not None
    for schema in SCHEMAS:
        entry, problems = convert(schema, value, tree)
        assert entry is None
        assert {problem.place.line for problem in problems} == {1}


DEEPER = [
    *("date", "reason", "replaced_by", "until", "verdict", "source", "checked", "services", "languages", "basis"),
    *("naming", "label", "consent", "country", "region", "withheld", "resources", "criteria", "partners", "half_years"),
    *("resource", "why", "section", "countries", "id", "name", "url"),
    *("kind", "options", "ask_if", "when", "if", "stop", "answers", "plan", "show", "most", "all", "any", "not"),
]
"""Keys that stand deeper in some schema."""
GUESSES = ["yes", "no", "2026-05-01", "a-b", "https://a.example.org", "en", "PT", "unknown", "5", "[key]"]
SCALARS = st.none() | st.sampled_from(GUESSES) | st.text(max_size=8)
LEAVES = SCALARS | st.lists(SCALARS, max_size=3)
MAPPINGS = st.dictionaries(st.sampled_from(DEEPER), LEAVES, max_size=3)
ITEMS = LEAVES | MAPPINGS | st.lists(MAPPINGS, max_size=2) | st.dictionaries(SCALARS.map(str), MAPPINGS, max_size=2)


def keys_of(schema: Any) -> list[str]:  # noqa: ANN401 - a model class
    return [field.alias or name for name, field in schema.model_fields.items()]


VALUES = {
    schema: st.dictionaries(st.sampled_from(keys_of(schema)) | st.text(max_size=5), ITEMS, max_size=6) | plain_data
    for schema in SCHEMAS
}


@examples(max_examples=200)
@given(st.sampled_from(SCHEMAS).flatmap(lambda schema: st.tuples(st.just(schema), VALUES[schema])))
def test_any_plain_data_is_an_entry_or_problems(sample: tuple[Any, object]) -> None:
    schema, values = sample
    text = "a: b\n"
    tree = read_yaml(text, "f")[0]
    assert tree is not None
    entry, problems = convert(schema, values, tree)
    assert (entry is None) == bool(problems)
    for problem in problems:
        assert is_inside(problem.place, text)
        assert problem.message
        assert "\n" not in str(problem)
