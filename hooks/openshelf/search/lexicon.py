"""The words of a library: where each stem was found. One document can be taken out, and another one put in."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from openshelf.search.extract import Extract
    from openshelf.search.vocabulary import Vocabulary


class Packed(NamedTuple):
    """Occurrences of a stem as they are kept."""

    stem: str
    forms: tuple[tuple[str, int], ...]
    own: int
    names: int
    documents: bytes
    weights: bytes
    named: bytes
    meant: tuple[tuple[int, float], ...]


class Occurrences:
    """Where a stem was found, in the order of documents; arrays keep a million of these small."""

    __slots__ = ("documents", "forms", "meant", "named", "names", "own", "weights")

    def __init__(self) -> None:
        self.documents, self.weights = array("I"), array("d")
        self.named = array("I")
        """Documents that hold it in their title or aliases."""
        self.meant: dict[int, float] = {}
        """Documents that hold another word for it, and what it is worth in them."""
        self.forms: dict[str, int] = {}
        """In how many places each of its forms stands; those without any are gone."""
        self.own = 0
        """Of these, where the library writes its own language."""
        self.names = 0
        """Of these, titles and other names."""

    def put(self, number: int, weight: float) -> None:
        """Note that a document holds the stem, and what it is worth there."""
        place = _place(self.documents, number)
        self.documents.insert(place, number)
        self.weights.insert(place, weight)

    def remove(self, number: int) -> None:
        """Forget what was found in a document, but for forms."""
        for numbers in (self.documents, self.named):
            place = bisect_left(numbers, number)
            if place < len(numbers) and numbers[place] == number:
                del numbers[place]
                if numbers is self.documents:
                    del self.weights[place]
        self.meant.pop(number, None)

    def name(self, number: int) -> None:
        """Note that a title or another name of a document holds the stem."""
        self.named.insert(_place(self.named, number), number)

    def packed(self, stem: str) -> Packed:
        """Return all of that as it is kept."""
        return Packed(
            stem,
            tuple(self.forms.items()),
            self.own,
            self.names,
            self.documents.tobytes(),
            self.weights.tobytes(),
            self.named.tobytes(),
            tuple(self.meant.items()),
        )

    @classmethod
    def of(cls, kept: Packed) -> Occurrences:
        """Return what was kept."""
        made = cls()
        for numbers, data in ((made.documents, kept.documents), (made.weights, kept.weights), (made.named, kept.named)):
            numbers.frombytes(data)
        made.meant, made.forms = dict(kept.meant), dict(kept.forms)
        made.own, made.names = kept.own, kept.names
        return made


def _place(numbers: array[int], number: int) -> int:
    """Return where a number belongs; mostly at the end."""
    return len(numbers) if not numbers or numbers[-1] < number else bisect_left(numbers, number)


class Difference(NamedTuple):
    """What another text of a document changes."""

    number: int
    before: Extract | None
    after: Extract | None

    def stems(self) -> set[str]:
        """Return the stems of which another thing is to be said, but for their forms."""
        changed: set[str] = set()
        for before, after in (
            (self.before.worth if self.before else {}, self.after.worth if self.after else {}),
            (self.before.meant if self.before else {}, self.after.meant if self.after else {}),
        ):
            changed |= {stem for stem in before.keys() | after.keys() if before.get(stem) != after.get(stem)}
        named = [one.named if one else frozenset() for one in (self.before, self.after)]
        return changed | (named[0] ^ named[1])

    def words(self) -> Iterator[tuple[str, str, int]]:
        """Yield the words that came (1) and went (-1), by their kind."""
        for kind in ("own", "names", "joined"):
            before, after = (getattr(one, kind) if one else frozenset() for one in (self.before, self.after))
            yield from ((kind, word, 1) for word in after - before)
            yield from ((kind, word, -1) for word in before - after)


class Lexicon:
    """Stems and their occurrences: of a whole library, or of a part of its words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.found: dict[str, Occurrences] = defaultdict(Occurrences)

    def add(self, number: int, said: Extract) -> None:
        """Take a document in whose number is greater than those before, but for the forms of its words."""
        found = self.found
        for stem, weight in said.worth.items():
            occurrences = found[stem]
            occurrences.documents.append(number)
            occurrences.weights.append(weight)
        for stem, weight in said.meant.items():
            found[stem].meant[number] = weight
        for stem in said.named:
            found[stem].named.append(number)

    def add_words(self, kind: str, words: Mapping[str, int]) -> None:
        """Count in how many places more (or fewer) words of a kind stand."""
        for word, count in words.items():
            for stem, form in self._vocabulary.pairs(word):
                occurrences = self.found[stem]
                total = occurrences.forms.pop(form, 0) + count
                if total:
                    occurrences.forms[form] = total
                occurrences.own += count if kind == "own" else 0
                occurrences.names += count if kind == "names" else 0

    def change(self, difference: Difference) -> None:
        """Put one text of a document in place of another."""
        for stem in difference.stems():
            occurrences = self.found[stem]
            occurrences.remove(difference.number)
            if (after := difference.after) is not None:
                if stem in after.worth:
                    occurrences.put(difference.number, after.worth[stem])
                if stem in after.meant:
                    occurrences.meant[difference.number] = after.meant[stem]
                if stem in after.named:
                    occurrences.name(difference.number)
        for kind, word, count in difference.words():
            self.add_words(kind, {word: count})

    def words(self) -> Iterator[dict[str, Occurrences]]:
        """Take out each word: stems that share a form are one, as résumé and resume are; a form stands in one line.

        Stems without forms are gone.
        """
        present = {stem: occurrences for stem, occurrences in self.found.items() if occurrences.forms}
        owner: dict[str, str] = {}
        shared: dict[str, set[str]] = {}
        for stem, occurrences in present.items():
            for form in occurrences.forms:
                other = owner.setdefault(form, stem)
                if other != stem:
                    together = shared.get(stem, {stem}) | shared.get(other, {other})
                    shared.update(dict.fromkeys(together, together))
        self.found.clear()
        for stem in list(present):
            if stem in present:
                yield {each: present.pop(each) for each in sorted(shared.get(stem, (stem,)))}


def packed(word: Mapping[str, Occurrences]) -> tuple[Packed, ...]:
    """Return the stems of a word as they are kept."""
    return tuple(occurrences.packed(stem) for stem, occurrences in word.items())


def together(word: Iterable[Occurrences]) -> Occurrences:
    """Return what was found of stems that are one word."""
    first, *others = word
    if not others:
        return first
    made = Occurrences()
    weights: dict[int, float] = {}
    for one in (first, *others):
        for number, value in zip(one.documents, one.weights, strict=True):
            weights[number] = weights.get(number, 0.0) + value
        for number, value in one.meant.items():
            made.meant[number] = max(made.meant.get(number, 0.0), value)
        for form, count in one.forms.items():
            made.forms[form] = made.forms.get(form, 0) + count
        made.own += one.own
        made.names += one.names
    numbers = sorted(weights)
    made.documents, made.weights = array("I", numbers), array("d", (weights[number] for number in numbers))
    made.named = array("I", sorted({number for one in (first, *others) for number in one.named}))
    for number in made.meant.keys() & weights.keys():
        del made.meant[number]
    return made
