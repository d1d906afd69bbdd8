"""The index: words in shards, and where a form is looked up."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from openshelf.model.kinds import Kind
from openshelf.search.index import BLOCK, Index, stable_numbers
from openshelf.search.score import Stem
from openshelf.search.shards import SHARD, utf16_key
from search.reference import Reference, libraries, pairs, units
from search.samples import a_library_of, an_entry, indexed, postings_of
from support import examples

if TYPE_CHECKING:
    import pytest

    from openshelf.library.library import Library

SIZES = st.sampled_from([1, 20, 60, 200, SHARD])


def cut(*stems: tuple[str, ...], shard: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return shards of stems that all stand in the first document."""
    monkeypatch.setattr("openshelf.search.shards.SHARD", shard)
    return Index((), (), [Stem(forms, (0,), (63,)) for forms in stems]).shards


@examples(max_examples=100)
@given(libraries(), SIZES)
def test_every_form_is_found_where_it_is_looked_up(library: Library, size: int) -> None:
    index = indexed(library, size)
    reference = Reference(index)
    for stem in index.stems:
        for form in map(units, stem.forms):
            stem_line = reference.line(form)
            assert stem_line is not None
            assert pairs(stem_line.rest) == list(postings_of(stem).items())
            assert (stem_line.is_common, stem_line.is_function) == (stem.is_common, stem.is_function)
            assert stem_line.is_foreign == (stem.is_foreign and (stem.is_function or not stem.is_common))


@examples(max_examples=100)
@given(libraries(), SIZES)
def test_every_form_stands_in_one_line_of_one_shard(library: Library, size: int) -> None:
    index = indexed(library, size)
    lines = [line for _, text in index.shards for line in text.split("\n")]
    stems = [line for line in lines if line[0] not in "~@"]
    forms = [form for line in stems for form in re.split(r"[|&!?*+=]", line)[0].split(",")]
    assert sorted(forms) == sorted(form for stem in index.stems for form in stem.forms)
    assert all(forms)


@examples(max_examples=100)
@given(libraries(), SIZES)
def test_shards_start_with_nothing_and_go_up(library: Library, size: int) -> None:
    starts = [units(start) for start, _ in indexed(library, size).shards]
    assert starts[0] == ""
    assert all(before < after for before, after in pairwise(starts))
    assert not any(" " in start for start in starts)


@examples(max_examples=60)
@given(libraries(), SIZES)
def test_a_shard_is_no_larger_than_one_stem_more_than_it_may_be(library: Library, size: int) -> None:
    for lines in Reference(indexed(library, size)).shards:
        own = [line for line in lines if line.sign not in {"=", "@"}]
        forms = ["".join(line.forms).encode("utf-16-be", "surrogatepass").decode("utf-16-be") for line in own]
        sizes = [len(form) + 1 + len(line.rest) for form, line in zip(forms, own, strict=True)]
        assert len(own) <= 1 or sum(sizes) <= size


@examples(max_examples=30)
@given(libraries())
def test_the_order_of_entries_changes_nothing(library: Library) -> None:
    turned = replace(library, parsed_entries=library.parsed_entries[::-1])
    assert indexed(turned).shards == indexed(library).shards


def test_a_large_library_has_shards_of_about_the_size() -> None:
    entries = [an_entry(Kind.PAGE, f"Page{n} {n * 7919 % 10007:x}", f"word{n % 97} {n}", f"p{n}") for n in range(2000)]
    shards = indexed(a_library_of(*entries)).shards
    for is_turned in (False, True):
        sizes = [len(text) for start, text in shards if start.startswith("~") == is_turned]
        most = SHARD * (2 if is_turned else 1)
        assert sizes
        assert max(sizes) < most * 1.3
        assert min(sizes[:-1], default=most) > most / 2


def test_a_start_is_as_short_as_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    shards = cut(("encrypt",), ("encryption",), ("lake",), ("lakeside",), ("map",), shard=1, monkeypatch=monkeypatch)
    assert [start for start, _ in shards] == ["", "encrypti", "l", "lakes", "m"]
    assert [text for _, text in shards] == ["encrypt|#b", "encryption|#b", "lake|#b", "lakeside|#b", "map|#b"]


def test_a_form_that_belongs_to_another_shard_has_a_line_there(monkeypatch: pytest.MonkeyPatch) -> None:
    shards = cut(("go", "went"), ("map", "maps"), ("stay",), shard=10, monkeypatch=monkeypatch)
    assert shards == [("", "go|#b"), ("m", "map,maps|#b"), ("s", "went=go\nstay|#b")]


def test_a_form_between_two_shards_is_in_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    shards = cut(("a", "lz"), ("m",), shard=1, monkeypatch=monkeypatch)
    assert shards == [("", "a,lz|#b"), ("m", "m|#b")]


def test_text_is_compared_as_scripts_do_it(monkeypatch: pytest.MonkeyPatch) -> None:
    low, high = "\uff41", "𠮷"
    assert low < high
    assert utf16_key(high) < utf16_key(low)
    pages = [an_entry(Kind.PAGE, title, id_=f"p{at}") for at, title in enumerate(["\ufffdx", "𠮷", "zoo"])]
    index = indexed(a_library_of(*pages), 1)
    forms = [stem.forms[0] for stem in index.stems]
    assert forms == sorted(forms, key=units)
    assert forms.index("𠮷") < forms.index("\ufffdx")
    shards = cut(("zoo",), ("𠮷",), ("\ufffdx",), shard=1, monkeypatch=monkeypatch)
    assert [start for start, _ in shards] == ["", "𠮷", "\ufffd"]


def test_a_common_word_has_another_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openshelf.search.shards.SHARD", SHARD)
    stems = [Stem(("data",), (3,), (2,), is_common=True), Stem(("map",), (0, 1), (1, 63))]
    assert Index((), (), stems).shards == [("", "data!&%\nmap|#$#b")]


def test_the_index_is_the_same_in_every_run(tmp_path: Path) -> None:
    code = (
        "from search.samples import *\n"
        "words = [f'{a}{b}' for a in 'abcé地水' for b in ('map', 'ing', 's', '図')]\n"
        "pages = [an_entry(Kind.PAGE, f'{w} {v}', w, f'{w}{v}') for w in words for v in words[:4]]\n"
        "print(ascii(indexed(a_library_of(*pages), 300).shards))\n"
    )
    tests = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", code]
    printed = {
        subprocess.run(
            command,
            cwd=tests,
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed, "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert len(printed.pop()) > 500


KEYS = st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=1, max_size=80, unique=True).map(sorted)


def blocks_of(keys: list[str]) -> dict[int, list[str]]:
    """Return the keys of each block."""
    found: dict[int, list[str]] = {}
    for key, number in zip(keys, stable_numbers(keys), strict=True):
        found.setdefault(number // BLOCK, []).append(key)
    return found


@given(KEYS)
def test_numbers_go_up_and_fill_blocks_from_their_start(keys: list[str]) -> None:
    numbers = stable_numbers(keys)
    assert all(before < after for before, after in pairwise(numbers))
    blocks = blocks_of(keys)
    assert list(blocks) == list(range(len(blocks)))
    assert numbers == [at * BLOCK + place for at, block in blocks.items() for place in range(len(block))]


@given(KEYS, st.data())
def test_a_key_more_changes_two_blocks_at_most(keys: list[str], data: st.DataObject) -> None:
    new = data.draw(st.sampled_from(keys))
    less = [key for key in keys if key != new]
    old = {tuple(block) for block in blocks_of(less).values()}
    changed = [block for block in blocks_of(keys).values() if tuple(block) not in old]
    assert 1 <= len(changed) <= 2
    assert changed[0][0] <= new <= changed[-1][-1]
