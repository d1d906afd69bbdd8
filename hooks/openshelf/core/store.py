"""Results of work that are kept between runs, each under a key of everything it was made of.

The store is one SQLite file below ``.cache/``. It can be deleted at any time, and whatever is wrong with it is as good
as an empty store: a value that was damaged, that another version wrote, or that nobody here makes is not used.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import pickle
import sqlite3
import sys
from contextlib import closing, suppress
from enum import Enum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from openshelf.core.site_folder import require_no_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

Value = TypeVar("Value")

STORE = ".cache/build.sqlite"
"""Where a library keeps the results of its builds."""
_MOST_WAITING = 4_000_000
"""Bytes of results that wait to be written."""
_SUM = 8
"""Bytes of the sum before each value."""
_SPARE = 2
"""How many times as many results as a run uses may stay, so that going back to an earlier state costs nothing."""
_SPARE_FEW = 2_000
"""Results that may stay in any case."""
_ROOT_KEYS = "SELECT key FROM root"
_PLAIN = frozenset({dt.date, dt.datetime, dt.timedelta, frozenset, set})
_FUNCTIONS = frozenset({("array", "_array_reconstructor"), ("markupsafe", "Markup"), ("collections", "Counter")})
"""What values may name besides our own types."""


def digest(*parts: bytes | str) -> bytes:
    """Return a key for some parts: no two lists of parts have the same."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.digest()


class Mark(NamedTuple):
    """What was done to a store by some time."""

    put: frozenset[tuple[str, bytes]]
    used: frozenset[tuple[str, bytes]]


class Taken(NamedTuple):
    """What one process did to its copy of a store."""

    put: dict[tuple[str, bytes], bytes]
    """What it could not write."""
    used: set[tuple[str, bytes]]


class Store:
    """Results of earlier runs by room and key, and those of this one, which :meth:`save` keeps.

    A forked child reads and writes with a connection of its own.
    """

    def __init__(self, file: Path | None, root: bytes) -> None:
        """Open the store of ``file``, or one that keeps nothing where that is None.

        ``root`` is a key of what every result was made of: with another one all results are gone. Raises
        FileExistsError for a folder that is a symbolic link.
        """
        self._file, self._root = file, root
        self._new: dict[tuple[str, bytes], bytes] = {}
        self._waiting = 0
        """Bytes of what is not yet written."""
        self._used: set[tuple[str, bytes]] = set()
        self._rooms: dict[str, dict[bytes, bytes]] = {}
        self._values: dict[tuple[str, bytes], Any] | None = None
        """What this run used, for the next run of this process (:meth:`again`); None where no run will follow."""
        self._before: Mapping[tuple[str, bytes], Any] = {}
        """What the last run of this process used."""
        self._connections: dict[int, sqlite3.Connection | None] = {}
        if file is not None:
            require_no_link(file.parent)

    @classmethod
    def nothing(cls) -> Store:
        """Return a store that holds nothing and keeps nothing: with it everything is done from the beginning."""
        return cls(None, b"")

    @classmethod
    def existing(cls, file: Path, root: bytes) -> Store | None:
        """Return the store of ``file`` if it is there with this root; nothing is written otherwise."""
        try:
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", timeout=0.2, uri=True)) as connection:
                is_it = connection.execute(_ROOT_KEYS).fetchall() == [(root,)]
        except sqlite3.Error:
            return None
        return cls(file, root) if is_it else None

    def again(self, file: Path, root: bytes) -> Store:
        """Return a store for the next run of this process, which does not read again what this one used.

        Nobody may change what a store gave. With another root, nothing is known.
        """
        store = Store(file, root)
        store._values = {}
        if (file, root) == (self._file, self._root):
            store._before = self._values or {}
        return store

    def once(self, room: str, key: bytes, make: Callable[[], Value]) -> Value:
        """Return what ``make`` returns, or what the last run of this process got here; nothing is written."""
        found = self._recalled((room, key))
        return self._noted((room, key), make()) if found is None else cast("Value", found)

    def _recalled(self, name: tuple[str, bytes]) -> Any | None:  # noqa: ANN401 - as `get`
        """Return what this process has, None where that is nothing."""
        if self._values is None:
            return None
        found = self._values.get(name)
        return self._noted(name, self._before[name]) if found is None and name in self._before else found

    def _noted(self, name: tuple[str, bytes], value: Value) -> Value:
        """Let the next run of this process have a value."""
        if self._values is not None:
            self._values[name] = value
        return value

    @property
    def keeps(self) -> bool:
        """Whether what is put here can be of use to a later run."""
        return self._file is not None

    def get(self, room: str, key: bytes) -> Any | None:  # noqa: ANN401 - each room knows its own values
        """Return the result that a room kept under a key, None where there is none."""
        name = (room, key)
        value = self._recalled(name)
        if value is not None:
            self._used.add(name)
            return value
        data = self._new.get(name) or self._held(room, key)
        if data is None:
            return None
        try:
            value = _Reader(io.BytesIO(data)).load()
        except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
            return None
        self._used.add(name)
        return self._noted(name, value)

    def load(self, room: str) -> None:
        """Read all results of a room at once: quicker for rooms most results of which are needed."""
        if room not in self._rooms and not self._before:
            rows = self._rows("SELECT key, value FROM results WHERE room = ?", (room,))
            self._rooms[room] = {key: data for key, value in rows if (data := _checked(value)) is not None}

    def put(self, room: str, key: bytes, value: object) -> None:
        """Keep the result of a room under a key."""
        if self.keeps:
            data = self._new[room, key] = pickle.dumps(value, protocol=5)
            self._used.add((room, key))
            self._noted((room, key), value)
            self._waiting += len(data)
            if self._waiting > _MOST_WAITING:
                self.flush()

    def mark(self) -> Mark:
        """Return what was done so far."""
        return Mark(frozenset(self._new), frozenset(self._used))

    def taken(self, mark: Mark) -> Taken:
        """Return what this process did since a mark, for :meth:`give` of the process that it was forked from.

        What can be written is written here, so that its keys alone travel.
        """
        self.flush()
        return Taken({name: self._new[name] for name in self._new.keys() - mark.put}, self._used - mark.used)

    def give(self, taken: Taken) -> None:
        """Take over what another process did."""
        self._new |= taken.put
        self._used |= taken.used

    def hold(self, room: str, keys: Iterable[bytes]) -> None:
        """Let results stay that this run did not have to read, and the next one may need."""
        self._used.update((room, key) for key in keys)

    def save(self) -> None:
        """Write what this run put, and let go of what no run has used for long."""
        self.flush()
        connection = self._connection()
        if connection is not None:
            with suppress(sqlite3.Error), connection:
                self._prune(connection)
        self._rooms.clear()

    def flush(self) -> None:
        """Write what waits: each result is right by itself, whatever becomes of this run.

        Before a fork too: else the child has all of it a second time.
        """
        connection = self._connection()
        if connection is None:
            return
        try:
            with connection:
                rows = ((room, key, _sum(data) + data) for (room, key), data in self._new.items())
                connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
        except sqlite3.Error:
            return
        for (room, key), data in self._new.items():
            if room in self._rooms:
                self._rooms[room][key] = data
        self._new.clear()
        self._waiting = 0

    def _prune(self, connection: sqlite3.Connection) -> None:
        """Let go of what is spare in rooms that this run was in: a check knows nothing of what a build keeps."""
        rooms = {room for room, _ in self._used}
        connection.execute("CREATE TEMP TABLE visited (room TEXT PRIMARY KEY)")
        connection.executemany("INSERT INTO visited VALUES (?)", [(room,) for room in rooms])
        count = "SELECT count(*) FROM results WHERE room IN (SELECT room FROM visited)"
        if connection.execute(count).fetchone()[0] > _SPARE * len(self._used) + _SPARE_FEW:
            connection.execute("CREATE TEMP TABLE used (room TEXT, key BLOB, PRIMARY KEY (room, key)) WITHOUT ROWID")
            connection.executemany("INSERT INTO used VALUES (?, ?)", self._used)
            connection.execute(
                "DELETE FROM results WHERE (room, key) NOT IN (SELECT room, key FROM used)"
                " AND room IN (SELECT room FROM visited)"
            )
            connection.execute("DROP TABLE used")
        connection.execute("DROP TABLE visited")

    def _held(self, room: str, key: bytes) -> bytes | None:
        if room in self._rooms:
            return self._rooms[room].get(key)
        rows = self._rows("SELECT key, value FROM results WHERE room = ? AND key = ?", (room, key))
        return _checked(rows[0][1]) if rows else None

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[tuple[bytes, bytes]]:
        connection = self._connection()
        try:
            return connection.execute(query, values).fetchall() if connection is not None else []
        except sqlite3.Error:
            return []

    def _connection(self) -> sqlite3.Connection | None:
        """Return this process's own connection: one that was made before a fork must not be used after it."""
        if self._file is None:
            return None
        process = os.getpid()
        if process not in self._connections:
            self._connections[process] = _opened(self._file, self._root)
        return self._connections[process]


def _opened(file: Path, root: bytes) -> sqlite3.Connection | None:
    """Open a store, emptied where it has another root; one that cannot be read is made anew, once."""
    for _ in range(2):
        try:
            file.parent.mkdir(exist_ok=True)
            _keep_out_of_git(file.parent)
            connection = sqlite3.connect(file, timeout=0.2, check_same_thread=False)
            # A power cut may spoil the file, which the sums show; a kill of this process cannot.
            connection.execute("PRAGMA synchronous = OFF")
            _prepare(connection, root)
        except sqlite3.OperationalError:
            return None  # another process writes, or this folder takes no files
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)
        except OSError:
            return None
        else:
            return connection
    return None


def _keep_out_of_git(folder: Path) -> None:
    """Tell git to leave the folder alone, itself included, whatever a library's own list says."""
    with suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="utf-8") as stream:
        stream.write("*\n")


def _prepare(connection: sqlite3.Connection, root: bytes) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS root (key BLOB)")
    columns = "room TEXT, key BLOB, value BLOB, PRIMARY KEY (room, key)"
    connection.execute(f"CREATE TABLE IF NOT EXISTS results ({columns}) WITHOUT ROWID")
    if connection.execute(_ROOT_KEYS).fetchall() == [(root,)]:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        # Meanwhile another process may have done this, and put results there.
        if connection.execute(_ROOT_KEYS).fetchall() != [(root,)]:
            connection.execute("DELETE FROM results")
            connection.execute("DELETE FROM root")
            connection.execute("INSERT INTO root VALUES (?)", (root,))


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SUM).digest()


def _checked(value: bytes) -> bytes | None:
    """Return what follows the sum of a value, None where the two do not fit."""
    data = value[_SUM:]
    return data if value[:_SUM] == _sum(data) else None


class _Reader(pickle.Unpickler):
    """Reads values that hold plain types and our own: a file that somebody else put there can call nothing."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the standard library has it
        if (module, name) in _FUNCTIONS:
            return super().find_class(module, name)
        if "." not in name and (module.startswith("openshelf.") or module in {"datetime", "builtins"}):
            found = vars(sys.modules[module]).get(name) if module in sys.modules else super().find_class(module, name)
            if isinstance(found, type) and (found in _PLAIN or (found.__module__ == module and _is_value(found))):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _is_value(kind: type) -> bool:
    """Whether a type is one of our own records, words or numbers, whose making does nothing else."""
    if not kind.__module__.startswith("openshelf."):
        return False
    is_record = hasattr(kind, "__dataclass_fields__") or hasattr(kind, "__pydantic_validator__")
    return is_record or issubclass(kind, tuple | str | int | Enum)
