"""YAML to plain values with places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from openshelf.sources.yaml_source import check_size, read_yaml
from support import any_text, brief, examples, is_inside

TEXTS = ["no", "yes", "on", "off", "true", "1e3", "12:30", "0x10", "0o7", "~", "null", "2026-03-31", ".inf", "=", "<<"]


@pytest.mark.parametrize("text", TEXTS)
def test_every_scalar_is_text(text: str) -> None:
    assert read_yaml(f"- {text}\n", "f")[1:] == ([text], [])


def test_nothing_is_none_and_empty_quotes_are_text() -> None:
    assert read_yaml("a:\nb: ''\nc: [ ]\nd: {}\n", "f")[1] == {"a": None, "b": "", "c": [], "d": {}}


def test_an_empty_text_has_no_tree() -> None:
    for text in ("", "\n", "# a comment\n", "---", "---\n...\n"):
        assert read_yaml(text, "f") == (None, None, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x b\n", ["f:1:4 yaml-feature (quote text that begins with &)"]),
        ("a: *x\n", ["f:1:4 yaml-feature (quote text that begins with *)"]),
        ("a: !x b\n", ["f:1:4 yaml-feature (quote text that begins with !)"]),
        ("a: !x [b]\n", ["f:1:4 yaml-feature (quote text that begins with !)"]),
        ("a: !!set {b}\n", ["f:1:4 yaml-feature (quote text that begins with !)"]),
        ("a: !!python/object/apply:os.system [ls]\n", ["f:1:4 yaml-feature (quote text that begins with !)"]),
        ("<<: {a: b}\n", ["f:1:1 yaml-feature (write the keys out)"]),
        ("a: b\n---\na: b\n", ["f:2:1 yaml-feature (delete the line)"]),
        ("&a [&b c, *a]\n", ["f:1:1 yaml-feature", "f:1:5 yaml-feature", "f:1:11 yaml-feature"]),
        ("a: b\nc: d\na: e\n", ["f:3:1 yaml-duplicate-key (keep one of them)"]),
        ("a: {b: 1, 'b': 2}\n", ["f:1:11 yaml-duplicate-key"]),
        ("%YAML 1.1\n---\na: b\n", ["f:1:1 yaml-feature (delete the line)"]),
        ("%TAG ! tag:example.org,2026:\n---\na: b\n", ["f:1:1 yaml-feature"]),
        ("title: a\nTitle: b\n", ["f:2:1 yaml-duplicate-key (keep one of them)"]),
        ("title: a\n\uff54itle: b\n", ["f:2:1 yaml-duplicate-key (keep one of them)"]),
        ("[a]: b\n", ["f:1:1 yaml-shape"]),
        ('a: "\\x00"\n', ["f:1:4 file-character (delete it)"]),
        ('"\\uFFFF": a\n', ["f:1:1 file-character"]),
        ("a:\n\tb: c\n", ["f:2:1 yaml-syntax (use two spaces)"]),
        ("a: b\n\tc: d\n", ["f:2:1 yaml-syntax (use two spaces)"]),
        ("a: `b`\n", ["f:1:4 yaml-syntax (put the text into quotes)"]),
        (
            "a: b: c\n",
            ["f:1:5 yaml-syntax (put the whole text into double quotes)"],
        ),
        ("a: {b", ["f:1:4 yaml-syntax (close it, or delete it)"]),
        ('a: "b', ["f:1:4 yaml-syntax (close it, or delete it)"]),
        ("a: &b b\nc: 'd\n", ["f:1:4 yaml-feature", "f:2:4 yaml-syntax"]),
        ("[" * 21 + "]" * 21, ["f:1:21 yaml-feature"]),
        ("- [a, b]\n" * 17_000, ["f:16667:4 yaml-size (split it)"]),
        ("".join(f"k{number}:\n" for number in range(2_000)), ["f:1001:1 yaml-size (make it a list)"]),
    ],
)
def test_only_plain_yaml_is_read(text: str, said: list[str]) -> None:
    assert brief(read_yaml(text, "f")[2], said) == said


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghij")
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, ["f:5:32 yaml-size (write it shorter)"]),
        ("[" * 21, ["f:1:21 yaml-size (write it shorter)"]),
        ("[a, " * 3 + "a]" * 3 + "\n- &a b\n- *a\n- *c\n", []),
        ("a: &a {b: &b [c, d]}\ne: {<<: *a, f: *b}\n", []),
        ("a: 'b", []),
    ],
)
def test_aliases_count_each_time_they_are_used(text: str, said: list[str]) -> None:
    assert brief(check_size(text, "f"), said) == said


def test_what_else_is_in_the_file_is_read_beside_a_forbidden_feature() -> None:
    text = "a: &x 1\nb: *x\nc: !t 2\nd: 3\nd: 4\n<<: {e: 5}\n---\nf: 6\n"
    assert read_yaml(text, "f")[1] == {"a": "1", "b": None, "c": "2", "d": "3"}


def test_twenty_levels_are_enough() -> None:
    value: Any = read_yaml("[" * 20 + "a" + "]" * 20, "f")[1]
    for _ in range(20):
        (value,) = value
    assert value == "a"


def test_an_open_quote_is_found_where_it_opens() -> None:
    problem = read_yaml("a: 'b\nc: d\n", "f", first_line=10)[2][0]
    assert problem.message == "a quote that opens here is never closed"
    assert (problem.place.line, problem.place.column) == (10, 4)


def test_a_line_that_does_not_fit_says_where_to_look() -> None:
    problem = read_yaml('a: "b\nc: "d\n', "f")[2][0]
    assert problem.message == "this line does not fit the lines above it"
    assert "quote that is not closed" in problem.hint


def test_places_of_values_keys_items_and_of_what_is_not_there() -> None:
    text = "a: b\nc:\n  - d\n  - e: f\n    g:\nh: {i: j}\n"
    tree = read_yaml(text, "f", first_line=5)[0]
    assert tree is not None

    def at(*loc: str | int, key: bool = False) -> tuple[int, int]:
        place = tree.place(*loc, key=key)
        return place.line, place.column

    assert at() == (5, 1)
    assert at("a") == (5, 4)
    assert at("a", key=True) == (5, 1)
    assert at("c", 0) == (7, 5)
    assert at("c", 1, "e") == (8, 8)
    assert at("c", 1, "e", key=True) == (8, 5)
    assert at("c", 1, "g") == (9, 5), "a key without a value is where the value is missing"
    assert at("h", "i") == (10, 8)
    assert at("h", "missing") == (10, 4), "what is not there is at its parent"
    assert at("c", 7) == (7, 3)
    assert at("a", "b") == (5, 4)


@examples(max_examples=300)
@given(any_text)
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    tree, value, problems = read_yaml(text, "f")
    assert all(is_inside(problem.place, text) for problem in problems)
    assert tree is not None or value is None
    if tree is not None:
        assert_plain(value)
        for loc in locations(value):
            assert is_inside(tree.place(*loc), text)
            assert is_inside(tree.place(*loc, key=True), text)


def assert_plain(value: object) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            assert isinstance(key, str)
            assert_plain(item)
    elif isinstance(value, list):
        for item in value:
            assert_plain(item)
    else:
        assert value is None or isinstance(value, str)


def locations(value: object, loc: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [loc]
    if isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            found += locations(item, (*loc, step))
    return found


Draw = Callable[[st.SearchStrategy[str] | st.SearchStrategy[int]], Any]


@dataclass
class Written:
    """YAML as it is written down, with what every location should be found at."""

    text: str = ""
    values: dict[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    keys: dict[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)

    def here(self) -> tuple[int, int]:
        return self.text.count("\n") + 1, len(self.text) - (self.text.rfind("\n") + 1) + 1

    def write(self, value: object, indent: int, loc: tuple[str | int, ...], draw: Draw) -> None:
        """Write a value whose first line has begun at column ``indent``."""
        self.values[loc] = self.here()
        if isinstance(value, str):
            self.text += scalar(value, draw) + draw(NOISE)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                self.text += " " * indent * (number > 0) + "- "
                self.write(item, indent + 2, (*loc, number), draw)
        elif isinstance(value, dict):
            for number, (key, item) in enumerate(value.items()):
                self.text += " " * indent * (number > 0)
                self.keys[*loc, key] = self.here()
                deeper = indent + draw(st.integers(1, 4))
                self.text += scalar(key, draw) + ":" + (" " if isinstance(item, str) else f"\n{' ' * deeper}")
                self.write(item, deeper, (*loc, key), draw)


def scalar(text: str, draw: Draw) -> str:
    style = draw(st.sampled_from(["plain", "single", "double"]))
    if style == "plain" and text.isalnum():
        return text
    return f"'{text}'" if style == "single" else f'"{text}"'


NOISE = st.sampled_from(["\n", "  \n", " # a: comment\n", "\n\n", "\n# - a comment\n"])
WORDS = st.text(st.sampled_from("abcñ語😀 :#-[{,&*!|>%@~"), min_size=1, max_size=8)
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(WORDS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@examples(max_examples=200)
@given(st.dictionaries(WORDS, DATA, min_size=1, max_size=4), st.integers(1, 50), st.data())
def test_places_are_right_however_yaml_is_laid_out(value: dict[str, Any], first_line: int, data: st.DataObject) -> None:
    written = Written()
    written.write(value, 0, (), data.draw)
    tree, found, problems = read_yaml(written.text, "f", first_line)
    assert problems == []
    assert found == value
    assert tree is not None
    for places, key in ((written.values, False), (written.keys, True)):
        for loc, (line, column) in places.items():
            place = tree.place(*loc, key=key)
            assert (place.line, place.column) == (line + first_line - 1, column), loc


@examples(max_examples=150)
@given(DATA)
def test_what_a_yaml_writer_writes_is_what_is_read(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    assert read_yaml(text, "f")[1] == value
