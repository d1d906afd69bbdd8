"""The store of results: what is kept, what is let go, and that nothing wrong in it is ever used."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import sqlite3
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.core.parallel import in_parallel
from openshelf.core.problem import Place, Rule
from openshelf.core.provenance import code_key
from openshelf.core.store import STORE, Store, Taken, digest
from openshelf.model.kinds import Kind

ROOT = b"root"


def opened(folder: Path, root: bytes = ROOT) -> Store:
    return Store(folder / STORE, root)


def kept(folder: Path, value: object, key: bytes = b"key") -> Store:
    store = opened(folder)
    store.put("room", key, value)
    store.save()
    return opened(folder)


@pytest.mark.parametrize(
    "value",
    [
        Place("a.md", 3, 4),
        Kind.GUIDE,
        {"day": dt.date(2026, 1, 2), "words": frozenset({"a"}), "row": (1, 2.5, None, b"x")},
        Rule("a-b", "Title.", "Why."),
    ],
)
def test_a_value_comes_back_as_it_was(tmp_path: Path, value: object) -> None:
    assert kept(tmp_path, value).get("room", b"key") == value


def test_rooms_and_keys_are_apart(tmp_path: Path) -> None:
    store = kept(tmp_path, "value")
    assert store.get("room", b"other") is None
    assert store.get("other", b"key") is None


def test_what_is_put_can_be_got_before_it_is_saved(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.put("room", b"key", "new")
    assert store.get("room", b"key") == "new"
    assert opened(tmp_path).get("room", b"key") is None


def test_another_root_empties_the_store(tmp_path: Path) -> None:
    kept(tmp_path, "value")
    assert opened(tmp_path, b"other").get("room", b"key") is None
    assert opened(tmp_path).get("room", b"key") is None


def test_a_room_is_loaded_at_once(tmp_path: Path) -> None:
    store = kept(tmp_path, "value")
    store.load("room")
    (tmp_path / STORE).unlink()
    assert store.get("room", b"key") == "value"


def test_a_store_of_nothing_keeps_nothing() -> None:
    store = Store.nothing()
    store.put("room", b"key", "value")
    store.save()
    assert store.get("room", b"key") is None
    assert not store.keeps


@pytest.mark.parametrize("spoil", [b"", b"no database", b"SQLite format 3\x00" + bytes(200)])
def test_a_spoiled_file_is_an_empty_store_that_works(tmp_path: Path, spoil: bytes) -> None:
    kept(tmp_path, "value")
    (tmp_path / STORE).write_bytes(spoil)
    assert opened(tmp_path).get("room", b"key") is None
    assert kept(tmp_path, "again").get("room", b"key") == "again"


@given(st.integers(0, 40))
def test_a_value_with_another_byte_is_not_used(tmp_path_factory: pytest.TempPathFactory, at: int) -> None:
    folder = tmp_path_factory.mktemp("store")
    kept(folder, "a value of some length")
    with sqlite3.connect(folder / STORE) as connection:
        [(value,)] = connection.execute("SELECT value FROM results")
        spoiled = bytearray(value)
        spoiled[at % len(value)] ^= 1
        connection.execute("UPDATE results SET value = ?", (bytes(spoiled),))
    connection.close()
    assert opened(folder).get("room", b"key") is None


class _Call:
    def __init__(self, *call: object) -> None:
        self._call = call

    def __reduce__(self) -> tuple[object, ...]:
        return self._call


@pytest.mark.parametrize(
    "value",
    [
        _Call(os.system, ("touch done",)),
        _Call(eval, ("open('done', 'w')",)),
        _Call(subprocess.Popen, (["touch", "done"],)),
        _Call(getattr, (Place, "__init__")),
        _Call(Store, (None, b"")),
        _Call(digest, (b"",)),
        _Call(Path, ("done",)),
    ],
)
def test_a_value_that_calls_something_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: object
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kept(tmp_path, value).get("room", b"key") is None
    assert not (tmp_path / "done").exists()


def test_a_name_that_another_module_only_imports_is_refused(tmp_path: Path) -> None:
    store = kept(tmp_path, Place("a"))
    [(key, value)] = list(store._new.items()) or [(("room", b"key"), pickle.dumps(Place("a"), 5))]
    imported = value.replace(b"openshelf.core.problem", b"openshelf.check.series")
    assert imported != value
    store._new[key] = imported
    assert store.get("room", b"key") is None


def test_a_child_reads_what_its_parent_reads(tmp_path: Path) -> None:
    store = kept(tmp_path, "value")
    assert store.get("room", b"key") == "value"
    found = in_parallel(lambda _: (os.getpid(), store.get("room", b"key")), range(4), fewest=1)
    assert [value for _, value in found] == ["value"] * 4


def test_what_a_child_puts_is_there_for_its_parent_and_later_runs(tmp_path: Path) -> None:
    store = opened(tmp_path)

    def put(number: int) -> Taken:
        before = store.mark()
        store.put("room", bytes([number]), number)
        return store.taken(before)

    for taken in in_parallel(put, range(4), fewest=1):
        store.give(taken)
    assert [store.get("room", bytes([number])) for number in range(4)] == [0, 1, 2, 3]
    store.save()
    assert [opened(tmp_path).get("room", bytes([number])) for number in range(4)] == [0, 1, 2, 3]


def test_a_store_that_two_processes_begin_at_once_keeps_what_both_put(tmp_path: Path) -> None:
    """Each must look at the root again once it may write: the other one may have put results there."""
    other: list[Store] = []

    class Late(sqlite3.Connection):
        """Lets the other process begin, and put something, between its look at the root and what follows."""

        def execute(self, query: str, *values: tuple[object, ...]) -> sqlite3.Cursor:
            found = super().execute(query, *values)
            if query.startswith("SELECT key FROM root") and not other:
                assert found.fetchall() == []
                other.append(opened(tmp_path))
                other[0].put("room", b"theirs", "theirs")
                other[0].flush()
                return super().execute("SELECT 0 WHERE FALSE")
            return found

    connect = sqlite3.connect
    with mock.patch.object(sqlite3, "connect", lambda *args, **kw: connect(*args, **{"factory": Late, **kw})):
        mine = opened(tmp_path)
        mine.put("room", b"mine", "mine")
        mine.flush()
    assert [mine.get("room", key) for key in (b"theirs", b"mine")] == ["theirs", "mine"]


@pytest.mark.parametrize("long", [0, 1, 3, 20])
def test_results_stand_in_order_however_long_the_first_take(long: int) -> None:
    assert in_parallel(str, range(20), fewest=1, long=long) == list(map(str, range(20)))


def test_what_no_run_uses_is_let_go(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in range(6_000):
        store.put("room", str(number).encode(), number)
    store.save()
    later = opened(tmp_path)
    assert later.get("room", b"5999") == 5_999
    later.save()
    last = opened(tmp_path)
    assert last.get("room", b"5999") == 5_999
    assert last.get("room", b"1") is None


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".cache").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        opened(tmp_path)


def test_a_file_where_the_folder_should_be_is_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("")
    assert kept(tmp_path, "value").get("room", b"key") is None


def test_a_kill_while_saving_leaves_all_or_nothing(tmp_path: Path) -> None:
    kept(tmp_path, "old")
    code = f"""
import os, sqlite3
from pathlib import Path
from openshelf.core.store import Store
store = Store(Path({str(tmp_path / STORE)!r}), {ROOT!r})
for number in range(3000):
    store.put("room", str(number).encode(), "x" * 1000)
store.put("room", b"key", "new")
class Killed(dict):
    def items(self):
        for number, item in enumerate(super().items()):
            if number == 2000:
                os._exit(9)
            yield item
store._new = Killed(store._new)
store.save()
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    store = opened(tmp_path)
    assert store.get("room", b"key") == "old"
    assert store.get("room", b"1") is None


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_no_two_lists_of_parts_have_one_key(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(*one) == digest(*other)) is (one == other)


def test_the_key_of_the_code_is_the_same_each_time() -> None:
    assert code_key() == code_key()
    assert len(code_key()) == 16


def test_a_run_leaves_the_rooms_alone_that_it_was_not_in(tmp_path: Path) -> None:
    build = Store(tmp_path / STORE, b"root")
    for number in range(2_500):
        build.put("pages", digest(str(number)), number)
    build.save()
    check = Store(tmp_path / STORE, b"root")
    check.put("texts", b"key", "text")
    check.save()
    assert Store(tmp_path / STORE, b"root").get("pages", digest("7")) == 7


def test_git_leaves_the_folder_alone(tmp_path: Path) -> None:
    Store(tmp_path / STORE, b"root").get("room", b"key")
    assert (tmp_path / STORE).with_name(".gitignore").read_text(encoding="utf-8") == "*\n"


def test_the_next_run_of_a_process_has_what_the_last_one_used(tmp_path: Path) -> None:
    kept(tmp_path, ["old"], b"used")
    kept(tmp_path, ["other"], b"unused")
    file = tmp_path / STORE
    first = Store.nothing().again(file, ROOT)
    used = first.get("room", b"used")
    first.put("room", b"new", ["new"])
    made = first.once("room", b"made", lambda: ["made"])
    first.save()
    second = first.again(file, ROOT)
    assert (second.get("room", b"used") is used, second.get("room", b"new")) == (True, ["new"])
    assert second.once("room", b"made", lambda: ["again"]) is made
    third = second.again(file, ROOT).again(file, ROOT)
    assert (third.get("room", b"used"), third.get("room", b"used") is used) == (["old"], False)
    assert third.once("room", b"made", lambda: ["again"]) == ["again"]


def test_nothing_is_known_where_the_root_is_another(tmp_path: Path) -> None:
    first = Store.nothing().again(tmp_path / STORE, ROOT)
    first.put("room", b"key", "value")
    first.once("room", b"made", lambda: "made")
    first.save()
    other = first.again(tmp_path / STORE, b"other")
    assert other.get("room", b"key") is None
    assert other.once("room", b"made", lambda: "again") == "again"
