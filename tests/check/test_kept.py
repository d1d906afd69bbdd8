"""What is kept between runs: a warm check says and holds what a cold one does, whatever was changed between the two."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from check.test_rules import SAMPLES
from openshelf.check import kept_problems
from openshelf.check.rule_function import Reach
from openshelf.check.run import CHECKS, Checked, load_and_begin_check, load_and_check
from openshelf.core.bundle import Bundle
from openshelf.core.store import STORE, Store
from openshelf.library import load
from openshelf.library.kept import TEXTS
from openshelf.library.results import open_store, open_store_again
from openshelf.model.settings import read_settings
from openshelf.sources.files import File, FileType
from support import FILES, TODAY, a_library, examples

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from openshelf.library.entry import Entry
    from support import Change

CATALOGUE, HOW_TO = "resources.yml", "guides/how-to/draw.md"
ALL = [sample.changes for samples in SAMPLES.values() for sample in samples]
"""The changes of every sample of every rule."""


def checked(folder: Path, today: dt.date = TODAY, *, warm: bool = True) -> Checked | None:
    """Check the library in a folder with its own store, or with none; None where its settings cannot be used."""
    settings, _ = read_settings(folder / "mkdocs.yml")
    if settings is None:
        return None
    store = open_store(settings.file) if warm else Store.nothing()
    found = load_and_check(settings, today, store)
    store.save()
    return found


def told(entry: Entry) -> tuple[object, ...]:
    """Return all that an entry tells, with what only a parser knows last."""
    body = entry.body
    text = None if body is None else (body.text, body.first_line, body.indent, body.outline, body.digest)
    known = (entry.key, entry.path, entry.data, entry.shelf, entry.faults, entry.digest, entry.is_draft, entry.place())
    found = (tuple(entry.field_references()), entry.addresses, text)
    asked = (entry.values, entry.place("title"), entry.place("reviewed", key=True), entry.place("themes", 0))
    return (*known, *found, *asked, None if body is None else (body.parsed, body.visible, body.words))


class Following:
    """Checks of one process, each of which has what the last one used, as in a preview."""

    def __init__(self) -> None:
        self.store = Store.nothing()

    def assert_is_cold(self, folder: Path) -> None:
        """Check the library in a folder once more, and compare all with a cold check."""
        settings, _ = read_settings(folder / "mkdocs.yml")
        cold = checked(folder, warm=False)
        if settings is None or cold is None:
            return
        self.store = open_store_again(settings.file, self.store)
        library, found = load_and_begin_check(settings, TODAY, self.store)
        assert found() == cold.problems
        assert list(map(told, library.parsed_entries)) == list(map(told, cold.library.parsed_entries))
        assert library.sources == cold.library.sources
        self.store.save()


@given(changes=st.sampled_from(ALL))
@examples(60)
def test_what_other_processes_look_at_is_the_same(changes: Mapping[str, Change]) -> None:
    with tempfile.TemporaryDirectory() as name, mock.patch.multiple(load, _LARGE=0, _CATALOGUE_WORK=0):
        folder = Path(name)
        written(folder, changes)
        with mock.patch.object(kept_problems, "_MANY", 1):
            assert_warm_is_cold(folder)


def test_a_large_catalogue_may_be_all_there_is(tmp_path: Path) -> None:
    gone: dict[str, Change] = {path: None for path in FILES if path.endswith(".md")}
    with mock.patch.object(load, "_LARGE", 0):
        assert_warm_is_cold(a_library(tmp_path, gone))


@given(sizes=st.lists(st.integers(0, 100), max_size=20), catalogue=st.integers(0, 200))
def test_two_processes_share_what_there_is_to_read(sizes: list[int], catalogue: int) -> None:
    texts = [File(f"guides/{number}.md", FileType.FILE, size) for number, size in enumerate(sizes)]
    here, there = load._shared_out(texts, [*texts, File(CATALOGUE, FileType.FILE, catalogue)])
    assert [*here, *there] == texts
    first, second = sum(file.size for file in here), sum(file.size for file in there)
    other, most = second * 2.6 + catalogue * 5, max(sizes, default=0) * 3.6
    assert abs(first - other) <= most if second else first <= other + most


def written(folder: Path, changes: Mapping[str, Change]) -> None:
    """Make of a folder the tiny library with some changes; its store stays."""
    for path in folder.iterdir():
        if path.name != Path(STORE).parent.name:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    a_library(folder, changes)


def assert_warm_is_cold(folder: Path, today: dt.date = TODAY) -> None:
    """Check the library in a folder warm and cold, and compare all of both."""
    warm, cold = checked(folder, today), checked(folder, today, warm=False)
    if warm is None or cold is None:
        assert warm is cold
        return
    assert warm.problems == cold.problems
    assert warm.excused == cold.excused
    assert list(map(told, warm.library.parsed_entries)) == list(map(told, cold.library.parsed_entries))
    assert warm.library.sources == cold.library.sources
    assert warm.library.unread_kinds == cold.library.unread_kinds


@given(steps=st.lists(st.sampled_from(ALL), min_size=1, max_size=4), days=st.integers(0, 900))
@examples(150)
def test_a_warm_check_is_a_cold_one_whatever_is_changed(steps: list[Mapping[str, Change]], days: int) -> None:
    following = Following()
    with tempfile.TemporaryDirectory() as name:
        for changes in ({}, *steps, steps[0]):
            written(Path(name), changes)
            following.assert_is_cold(Path(name))
            assert_warm_is_cold(Path(name))
            assert_warm_is_cold(Path(name), TODAY.replace(year=TODAY.year + days % 3))


LINES = [
    *("", "# a comment", "- id: other", "  draft: yes", "  'open"),
    *('  risks: "TODO: ask', "  description: |", "    a [[b]]"),
]
"""Lines that may stand anywhere in a catalogue, right or wrong."""


@given(edits=st.lists(st.tuples(st.integers(0, 60), st.sampled_from(LINES), st.booleans()), min_size=1, max_size=4))
@examples(150)
def test_lines_may_come_and_go_in_the_catalogue(edits: list[tuple[int, str, bool]]) -> None:
    following = Following()
    with tempfile.TemporaryDirectory() as name:
        folder, lines = a_library(Path(name)), FILES[CATALOGUE].split("\n")
        following.assert_is_cold(folder)
        assert_warm_is_cold(folder)
        for at, line, replaces in edits:
            lines[at : at + replaces] = [line]
            (folder / CATALOGUE).write_text("\n".join(lines), encoding="utf-8")
            following.assert_is_cold(folder)
            assert_warm_is_cold(folder)


def kept_keys(folder: Path) -> set[bytes]:
    """Return the keys under which a library's store keeps entries."""
    settings, _ = read_settings(folder / "mkdocs.yml")
    assert settings is not None
    bundle = Bundle(open_store(settings.file), TEXTS)
    return {key for part in bundle._held for key in part}


def test_what_did_not_change_is_kept_and_what_changed_is_read_again(tmp_path: Path) -> None:
    folder = a_library(tmp_path)
    checked(folder)
    before = kept_keys(folder)
    (folder / HOW_TO).write_text(FILES[HOW_TO] + "\nAnd a word.\n", encoding="utf-8")
    checked(folder)
    after = kept_keys(folder)
    assert len(before) == len(after) > len(FILES) // 2
    assert len(after - before) == 1


def test_an_item_that_moves_down_is_kept(tmp_path: Path) -> None:
    folder = a_library(tmp_path)
    checked(folder)
    before = kept_keys(folder)
    (folder / CATALOGUE).write_text("# One\n\n# two\n" + FILES[CATALOGUE], encoding="utf-8")
    assert_warm_is_cold(folder)
    assert kept_keys(folder) == before


def test_most_checks_look_at_entries_or_files_one_by_one() -> None:
    assert sum(check.reach is not Reach.LIBRARY for check in CHECKS) > len(CHECKS) // 2


def test_an_entry_that_did_not_change_is_the_same_one_in_the_next_run_of_a_process(tmp_path: Path) -> None:
    folder, following = a_library(tmp_path), Following()
    libraries = []
    for words in ("", "\nA word.\n", "\nA word.\nAnother.\n"):
        (folder / HOW_TO).write_text(FILES[HOW_TO] + words, encoding="utf-8")
        following.assert_is_cold(folder)
        settings, _ = read_settings(folder / "mkdocs.yml")
        assert settings is not None
        following.store = open_store_again(settings.file, following.store)
        libraries.append(load_and_begin_check(settings, TODAY, following.store)[0])
    (before, after), path = libraries[1:], HOW_TO
    same = {entry.path for entry in after.parsed_entries if entry in before.parsed_entries}
    assert same == {entry.path for entry in after.parsed_entries} - {path}
