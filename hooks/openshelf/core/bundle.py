"""Many small results of one room, kept in a few large values: read one by one they cost more than some cost to make."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from openshelf.core.store import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openshelf.core.store import Store, Value

_PARTS = 16
"""Into how many values a room is divided by the first bits of its keys; what changed is written again with its part."""


class Bundle:
    """The results of one room. Those that a run does not ask for are let go when it ends."""

    def __init__(self, store: Store, room: str) -> None:
        self._store, self._room = store, room
        self._used: dict[bytes, Any] = {}

    @property
    def keeps(self) -> bool:
        """Whether what is put here can be of use to a later run."""
        return self._store.keeps

    @property
    def is_new(self) -> bool:
        """Whether earlier runs kept nothing in the room."""
        return not any(self._held)

    def get(self, key: bytes) -> Any | None:  # noqa: ANN401 - each room knows its own values
        """Return the result under a key, None where there is none."""
        value = self._used.get(key)
        if value is None:
            value = self._held[_part(key)].get(key)
            if value is not None:
                self._used[key] = value
        return value

    def put(self, key: bytes, value: object) -> None:
        """Keep a result under a key."""
        if self.keeps:
            self._used[key] = value

    def once(self, key: bytes, make: Callable[[], Value]) -> Value:
        """Return what ``make`` returns, made once where runs follow each other in one process."""
        return self._store.once(self._room, key, make)

    def look_again(self) -> None:
        """Find from now on what another process has kept meanwhile."""
        self.__dict__.pop("_held", None)

    def save(self) -> None:
        """Hand what this run used to the store, part by part where anything changed."""
        if not self.keeps:
            return
        used: list[dict[bytes, Any]] = [{} for _ in range(_PARTS)]
        for key, value in self._used.items():
            used[_part(key)][key] = value
        for number, (now, before) in enumerate(zip(used, self._held, strict=True)):
            is_same = now.keys() == before.keys() and all(value is before[key] for key, value in now.items())
            if not is_same:
                self._store.put(self._room, _name(number), now)

    @cached_property
    def _held(self) -> list[Mapping[bytes, Any]]:
        found = (self._store.get(self._room, _name(number)) for number in range(_PARTS))
        return [value if isinstance(value, dict) else {} for value in found]


def _part(key: bytes) -> int:
    return key[0] % _PARTS


def _name(number: int) -> bytes:
    return digest(str(number))
