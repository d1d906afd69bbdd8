"""What earlier builds made, and of what: a build makes only what would come out differently.

Everything that is made has a name, what it was given, the reads that it did, and the key of what came out. It
stands as long as it is given the same and every read has the same answer.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from openshelf.library.facets import FACETS
from openshelf.model.kinds import Kind
from openshelf.site.fingerprint import SUM, Fingerprints
from openshelf.site.i18n import Words
from openshelf.site.traces import FOLLOWS, EntryKey, FacetKey, Read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openshelf.core.store import Store
    from openshelf.library.entry import Entry
    from openshelf.site.reads import Reads

_ROOM = "made"
_FACETS = {facet.id: facet for facet in FACETS}
_GONE = b"gone"
"""The answer of a read that asks about an entry which is not there."""

Outcome = TypeVar("Outcome")
"""What tells what came out from anything else that could have."""


class Given(NamedTuple):
    """What something is given."""

    key: bytes
    sums: bytes = b""
    """Of each value alone, where there are several."""


class Made(NamedTuple, Generic[Outcome]):
    """Something that a build made."""

    given: Given
    reads: bytes
    """Numbers of its reads, as an array of C's unsigned ints."""
    outcome: Outcome


class _Past(NamedTuple):
    """What the last build left."""

    state: bytes
    reads: tuple[Read, ...]
    answers: tuple[bytes, ...]
    """The key of the answer of each read."""
    made: Mapping[str, Made[Any]]


class Memory(Generic[Outcome]):
    """What the last build made, and what this one makes; :meth:`save` hands that on."""

    def __init__(self, store: Store, asked: Reads, what: str) -> None:
        """Take the store, what answers reads, and a name for what is made: each has a memory of its own."""
        self._store, self._asked, self._place = store, asked, what.encode()
        self._state = state = asked.state if store.keeps else b""
        past = store.get(_ROOM, self._place)
        self._past = past if isinstance(past, _Past) else _Past(b"", (), (), {})
        self._keys = Fingerprints({type(asked), Words})
        self._keys.know(entry for kind in Kind for entry in asked.library.published(kind))
        self._before: Mapping[Read, bytes] = dict(zip(self._past.reads, self._past.answers, strict=True))
        self._answers: dict[Read, bytes] = dict(self._before) if self._past.state == state else {}
        """Those of today, each asked for once; where nothing changed, those of the last build."""
        self._made: dict[str, tuple[Given, Iterable[Read], Outcome]] = {}
        self._standing: dict[str, Outcome] = {}

    @property
    def keeps(self) -> bool:
        """Whether anything is kept for a later build."""
        return self._store.keeps

    def key(self, *values: object) -> bytes:
        """Return a key of values."""
        return self._keys.of(*values)

    def given(self, values: Iterable[object]) -> Given:
        """Return what something is given."""
        return Given(*self._keys.of_each(values))

    @property
    def is_new(self) -> bool:
        """Whether the last build left nothing."""
        return not self._past.made

    def knows(self, name: str) -> bool:
        """Whether the last build made something of that name."""
        return name in self._past.made

    def outcome(self, name: str, given: Given) -> Outcome | None:
        """Return what came out the last time, None where something else may come out today."""
        made: Made[Outcome] | None = self._past.made.get(name)
        if made is None or made.given.key != given.key:
            return None
        return made.outcome if self._changed.isdisjoint(_numbers(made.reads)) else None

    def why(self, name: str, given: Given, names: Sequence[str]) -> str:
        """Return why something is made again, in the words of a command; ``names`` are those of what it is given."""
        made = self._past.made.get(name)
        if made is None:
            return "it was not made before"
        if made.given.key != given.key:
            before, now = (
                [one.sums[at : at + SUM] for at in range(0, len(one.sums), SUM)] for one in (made.given, given)
            )
            changed = [name for name, old, new in zip(names, before, now, strict=False) if old != new]
            return f"it is given another {', '.join(changed)}" if changed else "it is given more, or less"
        number = next((number for number in _numbers(made.reads) if number in self._changed), None)
        return "" if number is None else f"{self._past.reads[number]} has another answer"

    @cached_property
    def _changed(self) -> frozenset[int]:
        """The numbers of reads that have another answer today."""
        if self._past.state == self._state:
            return frozenset()
        pairs = enumerate(zip(self._past.reads, self._past.answers, strict=True))
        return frozenset(number for number, (read, before) in pairs if self._answer(read) != before)

    def _answer(self, read: Read) -> bytes:
        if read not in self._answers:
            is_known = read in self._before and self._is_same(FOLLOWS.get(read.name))
            self._answers[read] = self._before[read] if is_known else self._asked_for(read)
        return self._answers[read]

    def _is_same(self, source: Read | None) -> bool:
        """Whether all that some reads follow from was read before and has the same answer."""
        return source is not None and source in self._before and self._answer(source) == self._before[source]

    def _asked_for(self, read: Read) -> bytes:
        arguments: list[object] = []
        for argument in read.arguments:
            if isinstance(argument, EntryKey):
                entry = self._entry(argument.key)
                if entry is None:
                    return _GONE
                arguments.append(entry)
            else:
                arguments.append(_FACETS[argument.id] if isinstance(argument, FacetKey) else argument)
        return self._keys.of(getattr(self._asked, read.name)(*arguments))

    def _entry(self, key: str) -> Entry | None:
        kind, _, id_ = key.partition("/")
        entry = self._asked.library.entries[Kind(kind)].get(id_)
        return entry and self._asked.library.without_withdrawn(entry)

    def answered(self, reads: Iterable[Read]) -> dict[Read, bytes]:
        """Return reads with the keys of their answers of today, in whichever process something is made."""
        return {read: self._answer(read) for read in reads}

    def keep(self, name: str, given: Given, reads: Mapping[Read, bytes], outcome: Outcome) -> None:
        """Note what was made in this build; ``reads`` have the keys of their answers."""
        self._answers.update(reads)
        self._made[name] = (given, reads, outcome)

    def stand(self, name: str, outcome: Outcome) -> None:
        """Note that something of the last build stands: as it came out, or with what is no part of it exchanged."""
        self._standing[name] = outcome

    def save(self) -> None:
        """Leave what this build made to the next one, unless that is what the last one left."""
        past = self._past
        is_same = past.state == self._state and not self._made
        if not self.keeps or (is_same and self._standing == {name: made.outcome for name, made in past.made.items()}):
            return
        for name, outcome in self._standing.items():
            given, numbers, _ = past.made[name]
            self._made[name] = (given, [past.reads[number] for number in _numbers(numbers)], outcome)
        places: dict[Read, int] = {}
        made = {
            name: Made(given, array("I", [places.setdefault(read, len(places)) for read in reads]).tobytes(), outcome)
            for name, (given, reads, outcome) in self._made.items()
        }
        for source in {FOLLOWS[read.name] for read in places if read.name in FOLLOWS}:
            places.setdefault(source, len(places))
        self._store.put(_ROOM, self._place, _Past(self._state, tuple(places), tuple(map(self._answer, places)), made))


def _numbers(reads: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(reads)
    return numbers
