"""Search in plain Python, as docs/decisions/search-format.md states it, and random libraries to try it on.

It starts from what a browser is given, shards and encoded numbers, so that it can be compared with a browser's answers
number by number. Text is handled as scripts do: one character for each UTF-16 unit.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from openshelf.model.kinds import Kind
from openshelf.search.encode import ALPHABET
from openshelf.search.tokens import split, tokens
from search.samples import a_library_of, an_entry, by_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.search.documents import Document
    from openshelf.search.index import Index

EXACT, BEGINS, SLIP = 8, 5, 4
"""What a score counts for the word itself, for one that begins with it, for one that is a letter away."""
MAX_FORMS, MOST_SHARDS = 20, 3
"""Lines and shards that words that begin with it are taken from."""
FIRST = 12
"""Hits that are sorted once more by the whole phrase."""
SAME_TITLE, SAME_NAME, IN_TITLE, IN_NAME, IN_SUMMARY = 1200, 1000, 500, 300, 150
WEAK = 3
"""A hit that holds only some words must have more than this part of the best score."""


def numbers(text: str) -> Iterator[int]:
    """Yield the numbers of an encoded list."""
    value = shift = 0
    for letter in text:
        bits = ALPHABET.index(letter)
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            yield value
            value = shift = 0
    assert shift == 0, "the last number goes on"


def pairs(text: str) -> list[tuple[int, int]]:
    """Return documents with scores."""
    found, last, at = [], -1, 0
    while at < len(text):
        end = next(end for end in range(at, len(text)) if ALPHABET.index(text[end]) < 32) + 1
        (gap,) = numbers(text[at:end])
        last += gap + 1
        found.append((last, ALPHABET.index(text[end])))
        at = end + 1
    return found


def members(text: str, total: int) -> list[int]:
    """Return the documents of a set."""
    if text[0] == "+":
        assert len(text) == 1 + -(-total // 6)
        bits = [ALPHABET.index(letter) >> place & 1 for letter in text[1:] for place in range(6)]
        return [number for number, is_in in enumerate(bits) if is_in]
    assert text[0] == "-"
    found, last = [], -1
    for gap in numbers(text[1:]):
        last += gap + 1
        found.append(last)
    return found


def units(text: str) -> str:
    """Return a text as scripts see it: one character for each UTF-16 unit."""
    raw = text.encode("utf-16-be", "surrogatepass")
    return "".join(chr(high << 8 | low) for high, low in zip(raw[::2], raw[1::2], strict=True))


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A line of a shard. Two lines are never equal."""

    forms: tuple[str, ...]
    sign: str
    """``|``, ``!`` for a common word, ``=`` for one whose stem stands elsewhere."""
    rest: str
    """Postings, or the form under which the stem stands."""


def line_of(text: str) -> Line:
    """Read a line of a shard."""
    at = next(at for at, sign in enumerate(text) if sign in "|!=")
    return Line(tuple(units(text[:at]).split(",")), text[at], units(text[at + 1 :]))


@dataclass
class Meaning:
    """The lines that one word of a query means."""

    found: dict[Line, int] = field(default_factory=dict)
    """With what their scores count."""
    forms: set[str] = field(default_factory=set)
    """Words to be marked in results."""
    slips: list[str] = field(default_factory=list)
    """Words that were searched for instead."""
    is_common: bool = False
    """Whether a result may lack the word."""

    def add(self, factor: int, lines: Sequence[tuple[Line, str]]) -> None:
        """Take in lines with the form that was found, where they are new."""
        for line, form in lines:
            if line not in self.found:
                self.found[line] = factor
                self.forms.add(form)


class Hit(NamedTuple):
    """A document that was found."""

    number: int
    score: int
    has_all: bool
    """Whether it holds all words that are not common."""


def _place(hit: Hit) -> tuple[bool, int, int]:
    return not hit.has_all, -hit.score, hit.number


@dataclass(frozen=True)
class Answer:
    """What a query finds."""

    hits: list[Hit]
    """Best first."""
    forms: frozenset[str] = frozenset()
    slips: tuple[str, ...] = ()


class Reference:
    """A browser that has loaded every file of an index."""

    def __init__(self, index: Index) -> None:
        self.documents: Mapping[int, Document] = by_number(index)
        self.starts = [units(start) for start, _ in index.shards]
        self.shards = [[line_of(line) for line in text.split("\n")] for _, text in index.shards]

    def find(self, query: str, among: Collection[int] | None = None) -> Answer:
        """Return what a query finds, if need be only ``among`` some documents."""
        words = [units(word) for word in tokens(query)]
        is_open = not query or bool(split(query[-1]))
        meanings = [self.meaning(word, is_last=is_open and word == words[-1]) for word in dict.fromkeys(words)]
        hits = [hit for hit in self._sum(meanings) if among is None or hit.number in among]
        unique = dict(zip(dict.fromkeys(words), meanings, strict=True))
        meant = [unique[word].slips[0] if unique[word].slips else word for word in words]
        return Answer(
            self._ranked(sorted(hits, key=_place), meant),
            frozenset(form for meaning in meanings for form in meaning.forms),
            tuple(form for meaning in meanings for form in meaning.slips),
        )

    def shard_of(self, word: str) -> int:
        """Return the last shard whose start is not behind a word."""
        return bisect_right(self.starts, word) - 1

    def stem_of(self, line: Line) -> Line:
        """Return the line with the postings of a line."""
        if line.sign != "=":
            return line
        lines = self.shards[self.shard_of(line.rest)]
        return next(other for other in lines if other.sign != "=" and line.rest in other.forms)

    def meaning(self, word: str, *, is_last: bool) -> Meaning:
        """Return the lines that a word means."""
        meaning = Meaning()
        at = self.shard_of(word)
        exact = next((line for line in self.shards[at] if word in line.forms), None)
        if exact is not None:
            meaning.found[self.stem_of(exact)] = EXACT
            meaning.is_common = self.stem_of(exact).sign == "!"
            meaning.forms.add(word)
        if exact is None or (is_last and len(word) > 1):
            meaning.add(BEGINS, self._beginning(word, at, exact))
        if not meaning.found and len(word) > 3:
            near = [(line, next((form for form in line.forms if is_near(word, form)), "")) for line in self.shards[at]]
            meaning.slips = [form for _, form in near if form]
            meaning.add(SLIP, [(self.stem_of(line), form) for line, form in near if form])
        for size in range(len(word) - 1, max(len(word) - 4, 3), -1):
            if not meaning.found:
                meaning.add(SLIP, self._beginning(word[:size], self.shard_of(word[:size]), None))
        return meaning

    def _beginning(self, word: str, at: int, exact: Line | None) -> list[tuple[Line, str]]:
        last = min(self.shard_of(f"{word}\uffff"), at + MOST_SHARDS - 1)
        found = []
        for shard in self.shards[at : last + 1]:
            for line in shard:
                form = next((form for form in line.forms if form.startswith(word)), None)
                if form is not None and line is not exact:
                    found.append((self.stem_of(line), form))
        return sorted(found, key=lambda pair: -len(pair[0].rest))[:MAX_FORMS]

    @staticmethod
    def _sum(meanings: Sequence[Meaning]) -> Iterator[Hit]:
        needed = [meaning for meaning in meanings if not meaning.is_common] or meanings
        best = [_best(meaning.found) for meaning in meanings]
        for number in {number for scores in best for number in scores}:
            held = sum(number in scores for meaning, scores in zip(meanings, best, strict=True) if meaning in needed)
            yield Hit(number, sum(scores.get(number, 0) for scores in best), held == len(needed))

    def _ranked(self, hits: Sequence[Hit], words: Sequence[str]) -> list[Hit]:
        first = [hit._replace(score=hit.score + bonus(words, self.documents[hit.number])) for hit in hits[:FIRST]]
        ranked = [*sorted(first, key=_place), *hits[FIRST:]]
        return [hit for hit in ranked if hit.has_all or hit.score * WEAK > ranked[0].score]


def _best(found: Mapping[Line, int]) -> dict[int, int]:
    """Return the best score of each document among lines."""
    best: dict[int, int] = {}
    for line, factor in found.items():
        for number, score in pairs(line.rest):
            best[number] = max(best.get(number, 0), score * factor)
    return best


def is_near(word: str, form: str) -> bool:
    """Say whether a form, or its beginning where the word is long enough, is a slip away from a word."""
    cuts = [form, form[: len(word)], form[: len(word) + 1]] if len(word) > 4 else [form]
    return any(is_slip(word, cut) for cut in cuts)


def is_slip(one: str, other: str) -> bool:
    """Say whether one letter is too many, missing, wrong, or swapped with its neighbour."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer):
        differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        is_swap = len(differ) == 2 and differ[1] == differ[0] + 1
        return len(differ) == 1 or (is_swap and [one[at] for at in differ] == [other[at] for at in reversed(differ)])
    return any(shorter == longer[:at] + longer[at + 1 :] for at in range(len(longer)))


def bonus(words: Sequence[str], document: Document) -> int:
    """Return what the words of a query are worth as a phrase."""
    title, summary = _said(document.title), _said(document.summary)
    names = [_said(name) for name in (*document.aliases, *document.headings)]
    if title == list(words):
        return SAME_TITLE
    if list(words) in names:
        return SAME_NAME
    if len(words) == 1:
        return 0
    if _holds(title, words):
        return IN_TITLE
    if any(_holds(name, words) for name in names):
        return IN_NAME
    return IN_SUMMARY if _holds(summary, words) else 0


def _said(text: str) -> list[str]:
    return [units(word) for word in tokens(text)]


def _holds(text: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(text[at : at + len(words)]) == list(words) for at in range(len(text)))


WORDS = (
    *("map", "maps", "mapping", "mapped", "mpa", "river", "rivers", "encrypt", "encryption", "encrypted", "privacy"),
    *("résumé", "resume", "resumes", "café", "naïve", "aplicação", "aplicacao", "aplicar", "informaciones", "sécurité"),
    *("Straße", "Łódź", "İstanbul", "Ελλάς", "Карта", "ﬁle", "ＡＢＣ", "pap\u00ader", "l'eau", "don’t", "open-source"),
    *("地図", "地", "日本語の地図", "データ", "水の", "แผนที่", "แผน", "မြေပုံ", "خَرِيطَة", "خريطة", "שָׁלוֹם", "नक्शा", "지도"),
    *("2024", "3.5", "½", "№", "m²", "😀", "😀😀", "❤️", "𠮷野", "a", "the", "of"),
)
"""Words of many scripts, some of one stem, some a letter apart, some nothing at all."""
COMMON = ("the", "of", "地図", "data")
"""Words that fillers may make common."""

FILLER = "Filler"
"""How titles of entries begin that only make words common."""

_words = st.sampled_from(WORDS) | st.text("abeé", min_size=1, max_size=6)
_names = st.lists(_words, min_size=1, max_size=4).map(" ".join)
_lines = st.lists(_names, max_size=2).map(tuple)
_texts = st.lists(_words, max_size=8).map(" ".join)
_LISTED = (Kind.RESOURCE, Kind.TERM, Kind.GUIDE, Kind.THEME, Kind.PAGE)
UNLISTED: Mapping[str, object] = {
    "draft": True,
    "withdrawn": {"date": "2026-05-02", "reason": "It was wrong."},
    "publish_after": "2099-01-01",
}
"""What keeps an entry out of lists."""
HIDDEN = "unlisted"
"""A word that stands only in entries that lists do not offer."""


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Draw a small library in one of four languages, at times with so many fillers that words become common."""
    entries = [_entry(draw, f"e{number}") for number in range(draw(st.integers(1, 7)))]
    key = draw(st.sampled_from(["", *UNLISTED]))
    if key:
        entries.append(an_entry(Kind.GUIDE, f"{HIDDEN} map", HIDDEN, "hidden", **{key: UNLISTED[key]}))
    if draw(st.booleans()):
        word = draw(st.sampled_from(COMMON))
        entries += [an_entry(Kind.PAGE, f"{FILLER} {number}", f"Some {word}.", f"f{number}") for number in range(40)]
    return a_library_of(*entries, language=draw(st.sampled_from(["en", "es", "pt", "fr"])))


def _entry(draw: st.DrawFn, id_: str) -> Entry:
    kind, title, text = draw(st.sampled_from(_LISTED)), draw(_names), draw(_texts)
    fields: dict[str, object] = {}
    if kind is Kind.TERM:
        fields = {
            "definition": draw(_names),
            "aliases": draw(_lines),
            "abbreviations": draw(_lines),
            "equivalents": {"fr": draw(_lines)},
        }
    else:
        fields["summary"] = draw(_names)
        text = f"{text}\n\n## {draw(_names)}\n"
    return an_entry(kind, title, text, id_, **fields)
