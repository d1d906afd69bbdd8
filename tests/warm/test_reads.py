"""What pages are made of is noted, and nothing else reaches them."""

from __future__ import annotations

import builtins
import datetime as dt
import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from build_session import Session
from libraries import DAY, rich_library
from openshelf.core.store import Store
from openshelf.site.contents import pages, view_of
from openshelf.site.fingerprint import Fingerprints, NoFingerprintError
from openshelf.site.memory import Memory
from openshelf.site.neighbours import Neighbours
from openshelf.site.reads import Reads
from support import FILES, TODAY, a_library, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THEME, GUIDE = "docs/themes/mapping.md", "guides/how-to/draw.md"


def built_twice(session: Session, change: tuple[str, str, str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Build a library, change a piece of a file, and build it again; return the site and one that is built cold."""
    path, old, new = change
    for name, text in FILES.items():
        file = session.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    session.build(TODAY)
    file = session.folder / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return session.build(TODAY)[1], session.build_cold(TODAY)[1]


def test_a_renamed_theme_is_renamed_everywhere(tmp_path: Path) -> None:
    warm, cold = built_twice(Session(tmp_path), (THEME, "title: Mapping", "title: Drawing"))
    assert warm == cold


def test_a_read_that_nobody_notes_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(reads: Reads, target: str, kind: str = "") -> Any:  # noqa: ANN401 - as the method
        return reads.library.find(target, kind)

    monkeypatch.setattr(Reads, "find", find)
    warm, cold = built_twice(Session(tmp_path), (THEME, "title: Mapping", "title: Drawing"))
    assert warm != cold


def test_an_answer_that_follows_from_another_read_is_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, asked = Session(tmp_path), []
    related = Neighbours.of
    monkeypatch.setattr(Neighbours, "of", lambda *given: asked.append(1) or related(*given))
    warm, cold = built_twice(session, (GUIDE, "Look outside.", "Look inside."))
    assert warm == cold
    asked.clear()
    (session.folder / GUIDE).write_text(FILES[GUIDE], encoding="utf-8")
    session.build(TODAY)
    assert not asked, "no resource has changed"
    file = session.folder / "resources.yml"
    file.write_text(FILES["resources.yml"].replace("title: Paper", "title: Papers", 1), encoding="utf-8")
    assert session.build(TODAY) == session.build_cold(TODAY)
    assert asked


def test_a_resource_that_is_withdrawn_can_be_asked_what_the_last_build_asked_of_it(tmp_path: Path) -> None:
    notice = "\n  withdrawn: {date: 2026-05-01, reason: Old.}\n  title: Paper"
    warm, cold = built_twice(Session(tmp_path), ("resources.yml", "\n  title: Paper", notice))
    assert warm == cold != {}


def test_makers_of_pages_use_no_file_no_clock_and_no_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list(pages(view_of(load(rich_library(tmp_path), DAY))))
    before = [page.make() for page in made]  # which reads templates and the words of languages, once

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a page was made of more than its reads")

    class NoDate(dt.date):
        today = refused  # type: ignore[assignment]

    monkeypatch.setattr(builtins, "open", refused)
    monkeypatch.setattr(os, "environ", None)
    monkeypatch.setattr(time, "time", refused)
    monkeypatch.setattr(dt, "date", NoDate)
    after = [page.make() for page in made]
    monkeypatch.undo()
    assert after == before


def test_the_same_library_gives_the_same_pages_their_keys(tmp_path: Path) -> None:
    library = a_library(tmp_path)
    keys = []
    for _ in range(2):
        view = view_of(load(library))
        memory = Memory(Store.nothing(), view, "pages")
        keys.append({page.url: memory.given(page.values.values()).key for page in pages(view)})
    assert keys[0] == keys[1]
    assert len(set(keys[0].values())) == len(keys[0])


def a_closure() -> Callable[[], object]:
    held = [1]
    return lambda: held


@pytest.mark.parametrize("value", [object(), iter(()), a_closure(), lambda held=(): held])
def test_what_may_hold_anything_has_no_key(value: object) -> None:
    with pytest.raises(NoFingerprintError):
        Fingerprints().of(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ab", ("a", "b")),
        (("a", "bc"), ("ab", "c")),
        (1, "1"),
        (1, True),
        (None, "None"),
        ({"a": 1}, {"a": 2}),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (frozenset({"a"}), ("a",)),
    ],
)
def test_values_that_differ_have_other_keys(one: object, other: object) -> None:
    keys = Fingerprints()
    assert keys.of(one) != keys.of(other)
