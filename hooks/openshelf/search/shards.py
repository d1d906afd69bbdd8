"""Lines of words, cut into shards: where one begins depends on the lines since the last one alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from openshelf.search.encode import postings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openshelf.search.lexicon import Packed
    from openshelf.search.score import Stem

SIGNS = "|&!?*+"
"""What stands between the forms of a stem and its postings: for a word of the library's language, for one of another;
for a word of the library's language that is too frequent, for one that carries no subject, for one of another; and for
two words in one piece, which nobody is led to who types something else."""
TURNED = "~"
"""How a line begins that holds a name from its end; few queries need one, so these shards are twice as large."""
SLIP_FROM = 5
"""Letters from which on a word is looked up with a slip."""
SHARD = 12_000
"""Characters that a shard may have at most, but for a single line: about 6 kB on the wire in the mean, a second on the
slowest line."""
FULL = 2 / 3
"""The share of that from which on the next shard begins with a line of the right hash, so that a change of one line
moves no other shard."""
_ONE_IN = 16
"""How many lines there are to one with such a hash."""


class ShardRow(NamedTuple):
    """What a line is written from."""

    forms: tuple[str, ...]
    encoded: str
    parts: tuple[Packed, ...] = ()
    """What was found of its stems; only of rows that are kept."""

    @property
    def size(self) -> int:
        """Characters of its line, but for commas."""
        return sum(map(len, self.forms)) + len(self.encoded)


def rows_of(stem: Stem, parts: tuple[Packed, ...] = ()) -> Iterator[ShardRow]:
    """Yield the row of a word, and those of names from their ends."""
    yield ShardRow(stem.forms, SIGNS[_kind(stem)] + postings(stem.documents, stem.scores), parts)
    if stem.is_name and not stem.is_function:
        yield from (ShardRow((turned(form),), "") for form in stem.forms if len(form) >= SLIP_FROM)


def in_order(rows: Iterable[ShardRow]) -> list[ShardRow]:
    """Return rows as scripts compare text."""
    return sorted(rows, key=lambda row: utf16_key(row.forms[0]))


def cut(rows: Iterable[ShardRow]) -> list[list[ShardRow]]:
    """Return sorted rows by shard."""
    shards: list[list[ShardRow]] = []
    size = 0
    for row in rows:
        length = row.size
        if not shards or begins(row.forms[0], length, shards[-1][0].forms[0], size):
            shards.append([])
            size = 0
        shards[-1].append(row)
        size += length
    return shards


def begins(form: str, length: int, first: str, size: int) -> bool:
    """Whether a row begins a shard, by its first form and its size.

    The last shard began with ``first``, and has this ``size`` before that row.
    """
    is_turned = form.startswith(TURNED)
    most = SHARD * (2 if is_turned else 1)
    if is_turned != first.startswith(TURNED) or size + length > most:
        return True
    return size >= most * FULL and crc32(form.encode("utf-8", "surrogatepass")) % _ONE_IN == 0


def starts_of(ends: Iterable[tuple[str, str]]) -> list[str]:
    """Return the first possible form of each shard, from the first form of its first row and of its last one."""
    found: list[str] = []
    before = ""
    for first, last in ends:
        found.append(_boundary(before, first) if found else "")
        before = last
    return found


class Places:
    """Where forms are looked up: in the last shard whose start is not greater."""

    def __init__(self, starts: Iterable[str]) -> None:
        self._keys = [utf16_key(start) for start in starts]

    def of(self, form: str) -> int:
        """Return the shard of a form."""
        return bisect_right(self._keys, utf16_key(form)) - 1

    def of_any(self, word: str, *, has_any_ending: bool) -> set[int]:
        """Return the shards in which a word is looked up, or any that begins with it."""
        last = f"{word}\uffff" if has_any_ending else word
        return set(range(self.of(word), self.of(last) + 1))

    def elsewhere(self, row: ShardRow, here: int) -> list[str]:
        """Return the forms of a row that are looked up in another shard than its own, which is that of the first."""
        return [form for form in row.forms[1:] if self.of(form) != here]


def aliases_by_place(aliases: Mapping[str, str], places: Places) -> Mapping[int, list[str]]:
    """Return the lines of forms whose row is in another shard, by theirs; ``aliases`` gives the first form of each."""
    found: dict[int, list[str]] = defaultdict(list)
    for form, first in sorted(aliases.items()):
        found[places.of(form)].append(f"{form}={first}")
    return found


def text_of(rows: Iterable[ShardRow], here: int, places: Places, aliases: Sequence[str], crisis: Sequence[str]) -> str:
    """Return the text of a shard."""
    lines = list(aliases)
    for row in rows:
        away = places.elsewhere(row, here)
        lines.append(",".join([form for form in row.forms if form not in away]) + row.encoded)
    return "\n".join([*lines, *crisis])


def turned(word: str) -> str:
    """Return where a name stands that is looked up from its end, because a mistake is in its first letters."""
    return TURNED + word[::-1]


def _kind(stem: Stem) -> int:
    """Return the place of a stem's sign in ``SIGNS``."""
    if stem.is_function:
        return 3 + stem.is_foreign
    if stem.is_joined:
        return 5
    return 2 if stem.is_common else int(stem.is_foreign)


def _boundary(before: str, first: str) -> str:
    """Return the shortest beginning of ``first`` that sorts after ``before``."""
    return next(first[:size] for size in range(1, len(first) + 1) if utf16_key(first[:size]) > utf16_key(before))


def utf16_key(text: str) -> bytes:
    """Return a key that sorts as scripts compare text: by UTF-16 units."""
    return text.encode("utf-16-be")
