"""Data files and the search index of a run that knows what an earlier one made: never a byte differs."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memories import a_record, write
from openshelf.core.store import STORE, Store, digest
from openshelf.library.load import load as load_library
from openshelf.linkcheck.history import PATH
from openshelf.model.settings import read_settings
from openshelf.site import contents
from openshelf.site.data import files as data
from openshelf.site.data import search_files
from support import FILES, TODAY, a_library, an_entry_file, examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openshelf.library.library import Library
    from openshelf.site.page import DataFile
    from openshelf.site.view import View

DRAW = "guides/how-to/draw.md"
WITHDRAWN = "- id: pencil\n  title: Pencil\n  withdrawn: {date: 2026-06-01, reason: Broken., replaced_by: paper}\n"
CATALOGUE = FILES["resources.yml"]
VARIANTS: Mapping[str, tuple[str | None, ...]] = {
    "resources.yml": (
        CATALOGUE,
        CATALOGUE.replace("Writes on paper.", "Draws on cotton and on Wi-Fi."),
        CATALOGUE.replace("title: Pencil", "title: A pencil"),
        CATALOGUE.replace("title: Pencil", "title: Paper"),
        CATALOGUE.replace("cost: paid", "cost: free").replace("pt-BR", "pt"),
        CATALOGUE.replace("  read_from", "  search_words: [graphite]\n  read_from", 1),
        CATALOGUE.partition("- id: pencil")[0] + WITHDRAWN,
        CATALOGUE.partition("- id: pencil")[0],
    ),
    "resources/cup.yml": (None, an_entry_file("cup"), an_entry_file("cup").replace("Holds", "Keeps résumés")),
    DRAW: (
        FILES[DRAW],
        f"{FILES[DRAW]}\nOne more line about encryption in Brazil.\n",
        f"{FILES[DRAW]}\n{'A much longer text with many words. ' * 30}\n",
        FILES[DRAW].replace("reviewed:", "publish_after: 2026-06-16\nreviewed:"),
    ),
    "docs/themes/mapping.md": (
        FILES["docs/themes/mapping.md"],
        FILES["docs/themes/mapping.md"].replace("Mapping", "Maps"),
    ),
    "guides/glossary/resume.md": (
        None,
        "---\ntitle: Résumé\ndefinition: A paper.\nthemes: [mapping]\nreviewed: 2026-05-01\nabbreviations: [CV]\n---\n",
    ),
    "policy/same-words.yml": (None, "- [cotton, paper]\n"),
}
DAYS = (TODAY, TODAY + dt.timedelta(days=2))
STORIES = (None, "well", "missing", "flaky")


class State(NamedTuple):
    """A library at one time."""

    texts: dict[str, str | None]
    day: dt.date = TODAY
    story: str | None = None


STATES = st.builds(
    State,
    st.fixed_dictionaries({path: st.sampled_from(texts) for path, texts in VARIANTS.items()}),
    st.sampled_from(DAYS),
    st.sampled_from(STORIES),
)
FIRST = State({path: texts[0] for path, texts in VARIANTS.items()})


def load(folder: Path, day: dt.date = TODAY) -> Library:
    """Return the library in a folder, unchecked."""
    settings, _ = read_settings(folder / "mkdocs.yml")
    assert settings is not None
    return load_library(settings, day, Store.nothing())[0]


def made(folder: Path, state: State, store: Store) -> list[DataFile]:
    """Return the files of a state of the library."""
    for path in (PATH, *state.texts):
        (folder / path).unlink(missing_ok=True)
    a_library(folder, state.texts)
    if state.story:
        write(folder, a_record("https://pencil.example.org/", state.story))
    view = contents.view_of(load(folder, state.day))
    files = list(contents.data_files(view, list(contents.pages(view)), store))
    store.save()
    return files


def texts_of(files: list[DataFile]) -> dict[str, str]:
    return {file.path: file.text for file in files}


def opened(folder: Path) -> Store:
    """Return the store of a folder; what changes the same words changes the root of a real one."""
    policy = folder / "policy/same-words.yml"
    return Store(folder / STORE, policy.read_bytes() if policy.exists() else b"")


@examples(max_examples=25)
@given(st.lists(STATES, min_size=2, max_size=4))
def test_a_warm_run_makes_what_a_cold_one_makes(states: list[State]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for state in states:
            warm = made(folder, state, opened(folder))
            assert texts_of(warm) == texts_of(made(folder, state, Store.nothing()))
            assert all(file.digest in {None, digest(file.text.encode())} for file in warm)


def a_catalogue(names: Iterable[str], edited: str) -> str:
    """Return entries of these names; one of them was edited."""
    entries = (
        an_entry_file(name).replace("Holds", f"Holds {name} and {name[::-1]}{' twice' * (name == edited)}")
        for name in sorted(names)
    )
    return "".join("- " + entry.strip().replace("\n", "\n  ") + "\n" for entry in entries)


def test_entries_that_come_and_go_leave_most_of_a_large_index_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick, anew = random.Random(5), []  # noqa: S311 - no secret
    real = search_files._from_the_beginning

    def noted(view: View, store: Store) -> list[DataFile]:
        anew.append(store.keeps)
        return real(view, store)

    monkeypatch.setattr(search_files, "_from_the_beginning", noted)
    names = {f"{letter}{number:02}-thing" for letter in "abcdefghij" for number in range(22)}
    waiting = [f"{letter}x{number}-thing" for letter in "abcdefghij" for number in range(3)]
    pick.shuffle(waiting)
    for step in range(24):
        if step % 3 == 0:
            names.add(waiting.pop())
        elif step % 3 == 1:
            names.remove(pick.choice(sorted(names)))
        state = State({"resources.yml": a_catalogue(names, pick.choice(sorted(names)))})
        warm = made(tmp_path, state, opened(tmp_path))
        assert texts_of(warm) == texts_of(made(tmp_path, state, Store.nothing()))
    assert sum(anew) < 10, "the others were brought up to date"


def test_of_the_same_library_nothing_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(tmp_path, FIRST, opened(tmp_path))
    with monkeypatch.context() as patched:
        for module in (data, search_files):
            patched.setattr(module, "_files", lambda *_: pytest.fail("made again"))
        again = made(tmp_path, FIRST, opened(tmp_path))
        assert [(file.path, file.digest) for file in again] == [(file.path, file.digest) for file in first]
        assert sum(file.digest is None for file in again) == 1, "the file of headers is nobody's content"


@pytest.mark.parametrize("path", VARIANTS)
def test_another_text_is_not_taken_for_it(tmp_path: Path, path: str) -> None:
    keys = set()
    for text in VARIANTS[path]:
        made(tmp_path, State({**FIRST.texts, path: text}), Store.nothing())
        keys.add(load(tmp_path).contents_key)
    assert len(keys) == len(VARIANTS[path])


@pytest.mark.parametrize("state", [FIRST._replace(day=DAYS[1]), *(FIRST._replace(story=each) for each in STORIES[1:])])
def test_another_day_or_memory_of_links_is_not_taken_for_it(tmp_path: Path, state: State) -> None:
    first = made(tmp_path, FIRST, opened(tmp_path))
    warm = made(tmp_path, state, opened(tmp_path))
    assert texts_of(warm) == texts_of(made(tmp_path, state, Store.nothing())) != texts_of(first)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("resources.yml", CATALOGUE.replace("Writes on paper.", "Writes on paper, in the rain.")),
        (DRAW, FILES[DRAW].replace("Look outside.", "Look upwards.")),
    ],
)
def test_after_an_edit_only_what_it_touches_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, text: str
) -> None:
    made(tmp_path, FIRST, opened(tmp_path))
    edited = State({**FIRST.texts, path: text})
    with monkeypatch.context() as patched:
        patched.setattr(search_files, "_from_the_beginning", lambda *_: pytest.fail("made again"))
        warm = made(tmp_path, edited, opened(tmp_path))
    assert texts_of(warm) == texts_of(made(tmp_path, edited, Store.nothing()))


def test_a_store_that_lost_rows_costs_time_and_nothing_else(tmp_path: Path) -> None:
    made(tmp_path, FIRST, opened(tmp_path))
    with sqlite3.connect(tmp_path / STORE) as connection:
        connection.execute("DELETE FROM results WHERE room = 'search-rows'")
    edited = State({**FIRST.texts, DRAW: f"{FILES[DRAW]}\nOne line more.\n"})
    warm = made(tmp_path, edited, opened(tmp_path))
    assert texts_of(warm) == texts_of(made(tmp_path, edited, Store.nothing()))
