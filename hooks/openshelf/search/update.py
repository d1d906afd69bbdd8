"""Shards of a library some texts of which changed: only those are made again in which something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.store import digest
from openshelf.search.crisis import crisis_lines
from openshelf.search.lexicon import Lexicon, Occurrences, packed
from openshelf.search.score import scored
from openshelf.search.shards import (
    SLIP_FROM,
    Places,
    ShardRow,
    aliases_by_place,
    begins,
    cut,
    in_order,
    rows_of,
    starts_of,
    text_of,
    turned,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from openshelf.model.crisis_words import CrisisWords
    from openshelf.search.lexicon import Difference
    from openshelf.search.vocabulary import Vocabulary


class Kept(NamedTuple):
    """A shard as an earlier run left it."""

    start: str
    end: str
    """The start of the next shard, empty for the last one."""
    first: str
    """The first form of its first row."""
    length: int
    """The size of that row."""
    last: str
    """The first form of its last row."""
    others: bytes
    """A key of its other lines: forms whose row is elsewhere, and words of crisis."""
    rows: bytes
    """The key under which its rows are kept."""
    file: tuple[str, bytes]
    """The name of the file that holds its text, and the key of that file's bytes."""


class Shard(NamedTuple):
    """A shard, with what changed of it."""

    start: str
    end: str
    first: str
    length: int
    last: str
    others: bytes
    rows: Sequence[ShardRow] | None
    """None where they are those of ``kept``."""
    text: str | None
    """None where it is that of ``kept``."""
    kept: Kept | None = None


class Globals(NamedTuple):
    """What every shard depends on."""

    vocabulary: Vocabulary
    documents: int
    """How many there are."""
    crisis_words: Sequence[CrisisWords]


def whole(
    rows: Iterable[ShardRow], crisis_words: Iterable[CrisisWords], function_words: AbstractSet[str]
) -> tuple[list[Shard], dict[str, str]]:
    """Return the shards of all rows, which are in order, and the first form of each that is elsewhere than its row."""
    parts = [_Part(shard) for shard in cut(rows)]
    return _finished(parts, {}, lambda _: (), _crisis(crisis_words, function_words))


def updated(
    kept: Sequence[Kept],
    aliases: Mapping[str, str],
    homes: Mapping[str, str],
    load: Callable[[bytes], Sequence[ShardRow]],
    differences: Sequence[Difference],
    common: Globals,
) -> tuple[list[Shard], dict[str, str], dict[str, str]]:
    """Return the shards after some texts changed, aliases as :func:`whole` does, and :func:`homes_of` their rows.

    ``load`` returns kept rows.
    """
    words = _Words(kept, aliases, homes, load)
    found = words.touched(*_touched(differences, common.vocabulary))
    lexicon = Lexicon(common.vocabulary)
    for row in found:
        lexicon.found.update((part.stem, Occurrences.of(part)) for part in row.parts)
    for difference in differences:
        lexicon.change(difference)
    made = [
        row
        for stem, parts in scored(lexicon, common.documents, common.vocabulary)
        for row in rows_of(stem, packed(parts))
    ]
    before = {row.forms[0]: row for old in found for row in (old, *_turned(old, common.vocabulary))}
    after = {row.forms[0]: row for row in made}
    for first, row in before.items():
        if after.get(first) != row:
            words.remove(row)
    for first, row in after.items():
        if before.get(first) != row:
            words.put(row)
    crisis = _crisis(common.crisis_words, common.vocabulary.function_words)
    return *_finished(words.parts(), words.aliases, load, crisis), words.homes


def homes_of(rows: Iterable[ShardRow]) -> dict[str, str]:
    """Return the first form of the row of each stem that is no form of it."""
    return {part.stem: row.forms[0] for row in rows for part in row.parts if part.stem.strip() not in row.forms}


def _turned(row: ShardRow, vocabulary: Vocabulary) -> Iterator[ShardRow]:
    """Yield the rows that stand for the names of a row from their ends."""
    if any(part.names for part in row.parts) and vocabulary.function_words.isdisjoint(row.forms):
        yield from (ShardRow((turned(form),), "") for form in row.forms if len(form) >= SLIP_FROM)


def _touched(differences: Iterable[Difference], vocabulary: Vocabulary) -> tuple[set[str], set[str]]:
    """Return the stems of which another thing is to be said, and the forms that came or went."""
    stems: set[str] = set()
    forms: set[str] = set()
    for difference in differences:
        stems |= difference.stems()
        for _, word, _ in difference.words():
            for stem, form in vocabulary.pairs(word):
                stems.add(stem)
                forms.add(form)
    return stems, forms


class _Part(NamedTuple):
    """Rows between two cuts: those of an earlier run, or others."""

    rows: Sequence[ShardRow] = ()
    kept: Kept | None = None

    @property
    def ends(self) -> tuple[str, int, str]:
        """The first form of its first row, the size of that row, and the first form of its last one."""
        if self.kept is not None:
            return self.kept.first, self.kept.length, self.kept.last
        return self.rows[0].forms[0], self.rows[0].size, self.rows[-1].forms[0]


class _Words:
    """The rows of an earlier run, of which those are read that somebody asks for."""

    def __init__(
        self,
        kept: Sequence[Kept],
        aliases: Mapping[str, str],
        homes: Mapping[str, str],
        load: Callable[[bytes], Sequence[ShardRow]],
    ) -> None:
        self._kept, self._load = kept, load
        self.aliases, self.homes = dict(aliases), dict(homes)
        self._places = Places(shard.start for shard in kept)
        self._read: dict[int, dict[str, ShardRow]] = {}
        self._changed: set[int] = set()

    def _rows(self, place: int) -> dict[str, ShardRow]:
        """Return the rows of a shard by their first forms."""
        if place not in self._read:
            self._read[place] = {row.forms[0]: row for row in self._load(self._kept[place].rows)}
        return self._read[place]

    def touched(self, stems: set[str], forms: set[str]) -> list[ShardRow]:
        """Return the rows that have one of some stems or forms."""
        wanted: dict[int, set[str]] = {}
        for form in forms.union(self.homes.get(stem, stem.strip()) for stem in stems):
            first = self.aliases.get(form, form)
            wanted.setdefault(self._places.of(first), set()).add(first)
        found: list[ShardRow] = []
        for place, here in wanted.items():
            found += (row for row in self._rows(place).values() if not here.isdisjoint(row.forms))
        return found

    def remove(self, row: ShardRow) -> None:
        """Take a row out."""
        place = self._places.of(row.forms[0])
        del self._rows(place)[row.forms[0]]
        self._changed.add(place)
        for form in row.forms:
            self.aliases.pop(form, None)
        for part in row.parts:
            self.homes.pop(part.stem, None)

    def put(self, row: ShardRow) -> None:
        """Put a row in."""
        place = self._places.of(row.forms[0])
        self._rows(place)[row.forms[0]] = row
        self._changed.add(place)
        self.homes.update(homes_of([row]))

    def parts(self) -> list[_Part]:
        """Return the rows by shard: where rows changed, they are cut until a cut is where it was."""
        changed = set(self._changed)
        for place in self._changed:
            first = next(iter(in_order(self._rows(place).values())), None)
            was = self._kept[place]
            if place and (first is None or (first.forms[0], first.size) != (was.first, was.length)):
                changed.add(place - 1)  # its end depends on what follows
        made: list[_Part] = []
        place = 0
        while place < len(self._kept):
            if place not in changed:
                made.append(_Part(kept=self._kept[place]))
                place += 1
                continue
            rows = in_order(self._rows(place).values())
            place += 1
            while place < len(self._kept) and (place in changed or not self._ends(rows, place)):
                rows += in_order(self._rows(place).values())
                place += 1
            made += [_Part(shard) for shard in cut(rows)]
        return made

    def _ends(self, rows: Sequence[ShardRow], place: int) -> bool:
        """Whether rows end where the next shard begins, which is as it was."""
        if not rows:
            return False
        following, last = self._kept[place], cut(rows)[-1]
        return begins(following.first, following.length, last[0].forms[0], sum(row.size for row in last))


def _crisis(
    crisis_words: Iterable[CrisisWords], function_words: AbstractSet[str]
) -> Callable[[Places], Mapping[int, list[str]]]:
    """Return what finds the lines of words of crisis by the shard that they belong to."""
    return lambda places: crisis_lines(
        crisis_words, function_words, lambda word, is_open: places.of_any(word, has_any_ending=is_open)
    )


def _finished(
    parts: Sequence[_Part],
    aliases: dict[str, str],
    load: Callable[[bytes], Sequence[ShardRow]],
    crisis_of: Callable[[Places], Mapping[int, list[str]]],
) -> tuple[list[Shard], dict[str, str]]:
    """Write the shards that changed; ``aliases`` are those of rows that did not."""
    starts = starts_of((first, last) for first, _, last in (part.ends for part in parts))
    ends = [*starts[1:], ""]
    places = Places(starts)
    crisis = crisis_of(places) if parts else {}
    rows: dict[int, Sequence[ShardRow]] = {}
    for here, (part, start, end) in enumerate(zip(parts, starts, ends, strict=True)):
        if part.kept is None or (part.kept.start, part.kept.end) != (start, end):
            rows[here] = part.rows if part.kept is None else load(part.kept.rows)
            for row in rows[here]:
                for form in row.forms[1:]:
                    aliases.pop(form, None)
                aliases.update(dict.fromkeys(places.elsewhere(row, here), row.forms[0]))
    lines = aliases_by_place(aliases, places)
    made: list[Shard] = []
    for here, part in enumerate(parts):
        mine, of_crisis = lines.get(here, []), crisis.get(here, [])
        others = digest(*mine, "", *of_crisis)
        text = None
        if part.kept is None or here in rows:
            text = text_of(rows[here], here, places, mine, of_crisis)
        elif part.kept.others != others:
            text = text_of(load(part.kept.rows), here, places, mine, of_crisis)
        changed = part.rows if part.kept is None else None
        made.append(Shard(starts[here], ends[here], *part.ends, others, changed, text, part.kept))
    return made, aliases
