"""Search in plain Python, as docs/decisions/search-format.md states it, and random libraries to try it on.

It starts from what a browser is given, shards and encoded numbers, so that it can be compared with a browser's answers
number by number. Text is handled as scripts do: one character for each UTF-16 unit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from openshelf.model.crisis_words import CrisisWords
from openshelf.model.kinds import Kind
from openshelf.search.encode import ALPHABET
from openshelf.search.shards import SIGNS, TURNED
from openshelf.search.tokens import EXCLUSION, split, tokens
from search.samples import a_library_of, an_entry, by_number, same_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.search.documents import Document
    from openshelf.search.index import Index

EXACT, BEGINS, OTHER = 8, 5, 3
"""What a score counts for the word itself, for one that begins with it, for one that is a letter away."""
MAX_FORMS, MOST_SHARDS = 20, 3
"""Lines and shards that words that begin with it are taken from."""
FIRST = 10
"""Hits that are sorted once more by the whole phrase."""
SAME_TITLE, SAME_NAME, BEGINS_TITLE, SAME_WORDS, IN_TITLE, IN_NAME, IN_SUMMARY = 1200, 1000, 800, 600, 500, 300, 150
OF_NAME = 200
WRONG_FROM = 7
"""Letters of a word from which on one of them may be wrong."""
"""What all words that make up a name are worth in another order."""
WEAK = 3
"""A hit that holds only some words must have more than this part of the best score."""
SLIP_FROM, FOREIGN_SLIP_FROM = 5, 8
"""Letters from which on a word may be a slip, and a slip of a word in any language."""
JOINED_BELOW = 5
"""Words of a query from which on two are not tried as one."""
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE | re.ASCII)
_EXCLUSION = re.compile(EXCLUSION)


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
    """What it is: see ``SIGNS``; ``=`` stands for a form whose stem stands elsewhere, ``@`` for words of crisis."""
    rest: str
    """Postings, or the form under which the stem stands, or words of crisis."""

    @property
    def is_common(self) -> bool:
        """Whether a result may lack the word."""
        return self.sign in {"!", "?", "*"}

    @property
    def is_function(self) -> bool:
        """Whether the word carries no subject."""
        return self.sign in {"?", "*"}

    @property
    def leads_on(self) -> bool:
        """Whether somebody may be led to it who types something else."""
        return self.sign not in {"?", "*", "+"}

    @property
    def is_foreign(self) -> bool:
        """Whether it is no word of the library's language."""
        return self.sign in {"&", "*"}


def line_of(text: str) -> Line:
    """Read a line of a shard; a name that is written from its end leads to itself."""
    if text.startswith(TURNED):
        name = units(text[:0:-1])
        return Line((name,), "=", name)
    at = next(at for at, sign in enumerate(text) if sign in f"{SIGNS}=@")
    return Line(tuple(units(text[:at]).split(",")), text[at], units(text[at + 1 :]))


@dataclass
class Meaning:
    """The lines that one word of a query means."""

    word: str
    own: Line | None
    """The line of the word itself, if it is known."""
    is_new: bool = False
    """Whether nobody knows it, or a word that begins so where it may not be typed to its end."""
    found: dict[Line, int] = field(default_factory=dict)
    """With what their scores count."""
    forms: set[str] = field(default_factory=set)
    """Words to be marked in results."""
    slips: list[str] = field(default_factory=list)
    """Words that were searched for instead."""
    seen: list[Line] = field(default_factory=list)
    """All lines of the shards in which it was looked up."""

    @property
    def is_needed(self) -> bool:
        """Whether a result must hold it, if any word is needed."""
        return self.own is None or not self.own.is_common

    def add(self, factor: int, lines: Sequence[tuple[Line, str]]) -> None:
        """Take in lines with the form that was found, where they are new."""
        for line, form in lines:
            if line not in self.found:
                self.found[line] = factor
                self.forms.add(form)

    def may_mean(self, line: Line) -> bool:
        """Say whether it may be a mistaken form of a word, by the language of that."""
        return len(self.word) >= FOREIGN_SLIP_FROM or not line.is_foreign

    def holds(self, wanted: str) -> bool:
        """Say whether a word of crisis is typed, or one letter away where nobody knows what is typed."""
        sought = wanted.rstrip("*")
        start = self.word if sought == wanted else self.word[: len(sought)]
        may_slip = self.is_new and len(start) >= SLIP_FROM
        return start == sought or (may_slip and is_slip(start, sought))


class Hit(NamedTuple):
    """A document that was found."""

    number: int
    score: int
    has_all: bool
    """Whether it holds all words that are not common."""


def _place(hit: Hit) -> tuple[int, int]:
    return -hit.score, hit.number


@dataclass(frozen=True)
class Answer:
    """What a query finds."""

    hits: list[Hit]
    """Best first."""
    forms: frozenset[str] = frozenset()
    slips: tuple[str, ...] = ()
    help: tuple[int, ...] = ()
    """Situations of the page of help."""


class Reference:
    """A browser that has loaded every file of an index."""

    def __init__(self, index: Index) -> None:
        self.documents: Mapping[int, Document] = by_number(index)
        self.starts = [units(start) for start, _ in index.shards]
        self.shards = [[line_of(line) for line in text.split("\n")] for _, text in index.shards]

    def find(self, query: str, among: Collection[int] | None = None) -> Answer:
        """Return what a query finds, if need be only ``among`` some documents."""
        plain = _ADDRESS.sub("", query)
        asked = _EXCLUSION.sub(" ", plain)
        words = [units(word) for word in tokens(asked)]
        is_open = not asked or bool(split(asked[-1]))
        own = {word: self.line(word) for word in words}
        any_language = any(line is not None and line.is_foreign for line in own.values())
        meanings = {
            word: self.meaning(word, is_last=is_open and word == words[-1], any_language=any_language) for word in own
        }
        self._try_as_one([meanings[word] for word in words], asked.lower())
        gone = self._holders(units(word) for found in _EXCLUSION.findall(plain) for word in tokens(found))
        hits = [
            hit
            for hit in self._sum(list(meanings.values()))
            if hit.number not in gone and (among is None or hit.number in among)
        ]
        meant = [meanings[word].slips[0] if meanings[word].slips else word for word in words]
        return Answer(
            self._ranked(sorted(hits, key=_place), meant, _end(own[words[-1]] if words else None, is_open=is_open)),
            frozenset(form for meaning in meanings.values() for form in meaning.forms),
            tuple(form for meaning in meanings.values() for form in meaning.slips),
            _help(list(meanings.values())),
        )

    def shard_of(self, word: str) -> int:
        """Return the last shard whose start is not behind a word."""
        return bisect_right(self.starts, word) - 1

    def line(self, word: str) -> Line | None:
        """Return the line with the postings of a word, if it is known."""
        found = next((line for line in self.shards[self.shard_of(word)] if word in line.forms), None)
        return found and self.stem_of(found)

    def stem_of(self, line: Line) -> Line:
        """Return the line with the postings of a line."""
        if line.sign != "=":
            return line
        found = self.line(line.rest)
        assert found is not None, line.rest
        return found

    def meaning(self, word: str, *, is_last: bool = False, any_language: bool = False) -> Meaning:
        """Return the lines that a word means."""
        own = self.line(word)
        meaning = Meaning(word, own)
        meaning.seen += self.shards[self.shard_of(word)]
        if own is not None:
            meaning.add(EXACT, [(own, word)])
        if own is None or (is_last and len(word) > 1 and not own.is_common):
            meaning.add(BEGINS if own is None else OTHER, self._beginning(word))
        meaning.is_new = own is None and not (is_last and meaning.found)
        turned = self.shards[self.shard_of(TURNED + units(whole(word)[::-1]))]
        if not meaning.found and len(word) >= SLIP_FROM:
            self._add_slips(meaning, meaning.seen, any_language=any_language)
        for is_own, size in product((True, False), range(len(word) - 1, max(len(word) - 4, 3), -1)):
            if not meaning.found:
                begun = self._beginning(word[:size])
                may_mean = [
                    not line.is_foreign if is_own else any_language or meaning.may_mean(line) for line, _ in begun
                ]
                meaning.add(OTHER, list(compress(begun, may_mean)))
        if not meaning.found and len(word) >= SLIP_FROM:
            meaning.seen = [*meaning.seen, *turned]
            self._add_slips(meaning, turned, any_language=any_language)
        return meaning

    def _add_slips(self, meaning: Meaning, lines: Sequence[Line], *, any_language: bool) -> None:
        for line in lines:
            form = next((form for form in line.forms if is_near(meaning.word, form)), None)
            if form is None:
                continue
            stem = self.stem_of(line)
            if stem.leads_on and (any_language or meaning.may_mean(stem)):
                meaning.slips.append(form)
                meaning.add(OTHER, [(stem, form)])

    def _beginning(self, word: str) -> list[tuple[Line, str]]:
        at = self.shard_of(word)
        last = min(self.shard_of(f"{word}\uffff"), at + MOST_SHARDS - 1)
        found = []
        for shard in self.shards[at : last + 1]:
            for line in shard:
                form = next((form for form in line.forms if form.startswith(word)), None)
                if form is not None and self.stem_of(line).leads_on:
                    found.append((self.stem_of(line), form))
        return sorted(found, key=lambda pair: -len(pair[0].rest))[:MAX_FORMS]

    def _try_as_one(self, meanings: Sequence[Meaning], asked: str) -> None:
        """Let neighbours mean what they are in one piece if no document holds both, or a hyphen is typed."""
        for one, other in pairwise(meanings) if len(meanings) < JOINED_BELOW else ():
            is_held = one.own and other.own and _best(one.found).keys() & _best(other.found).keys()
            is_held = is_held and f"{one.word}-{other.word}" not in asked
            line = self.line(one.word + other.word) if not is_held and (one.is_needed or other.is_needed) else None
            if line is not None:
                one.found[line] = other.found[line] = EXACT

    def _holders(self, words: Iterable[str]) -> set[int]:
        """Return the documents that hold one of the words."""
        lines = filter(None, map(self.line, words))
        return {number for line in lines for number, _ in pairs(line.rest)}

    @staticmethod
    def _sum(meanings: Sequence[Meaning]) -> Iterator[Hit]:
        needed = [meaning for meaning in meanings if meaning.is_needed] or meanings
        best = [_best(meaning.found) for meaning in meanings]
        for number in {number for scores in best for number in scores}:
            held = sum(number in scores for meaning, scores in zip(meanings, best, strict=True) if meaning in needed)
            score = sum(scores.get(number, 0) for scores in best)
            yield Hit(number, score * (held + len(needed)) // (2 * len(needed)), held == len(needed))

    def _ranked(self, hits: Sequence[Hit], words: Sequence[str], end: str) -> list[Hit]:
        first = [hit._replace(score=hit.score + bonus(words, self.documents[hit.number], end)) for hit in hits[:FIRST]]
        ranked = [*sorted(first, key=_place), *hits[FIRST:]]
        return [hit for hit in ranked if hit.has_all or hit.score * WEAK > ranked[0].score]


def _best(found: Mapping[Line, int]) -> dict[int, int]:
    """Return the best score of each document among lines."""
    best: dict[int, int] = {}
    for line, factor in found.items():
        for number, score in pairs(line.rest):
            best[number] = max(best.get(number, 0), score * factor)
    return best


def _help(meanings: Sequence[Meaning]) -> tuple[int, ...]:
    """Return the situations that words tell of, those with most words first, the page itself last of its like."""
    rules = [line.rest.split("@") for meaning in meanings for line in meaning.seen if line.sign == "@"]
    held: dict[str, int] = {}
    for head, phrases, *_ in rules:
        if head.startswith("$"):
            held[head] = max(held.get(head, 0), _told(meanings, phrases))
    found: dict[int, int] = {}
    for head, phrases, *second in rules:
        count = 0 if head.startswith("$") else _told(meanings, phrases, is_alone=head.startswith("!"))
        more = sum(held.get(number, 0) for number in second)
        if count and bool(more) == bool(second):
            situation = int(head.removeprefix("!"))
            found[situation] = max(found.get(situation, 0), count + more)
    return tuple(sorted(found, key=lambda number: (-found[number], number == 0, number)))


def _told(meanings: Sequence[Meaning], phrases: str, *, is_alone: bool = False) -> int:
    """Return the number of words of the longest phrase that is typed; 0 if none is, or not alone where it must be."""
    telling = [meaning for meaning in meanings if meaning.own is None or not meaning.own.is_function]
    found = [
        len(words)
        for words in (phrase.split(" ") for phrase in phrases.split(","))
        if all(any(meaning.holds(word) for meaning in meanings) for word in words)
        and (not is_alone or all(any(meaning.holds(word) for word in words) for meaning in telling))
    ]
    return max(found, default=0)


def is_near(word: str, form: str) -> bool:
    """Say whether a form, or its beginning, is a slip away from a word."""
    return any(is_slip(word, cut) for cut in (form[: len(word)], form[: len(word) + 1], form))


def is_slip(one: str, other: str) -> bool:
    """Say whether one letter is too many, missing, swapped with its neighbour or, but for the first, wrong."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == len(longer):
        differ = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        is_swap = len(differ) == 2 and differ[1] == differ[0] + 1
        return (len(differ) == 1 and differ != [0] and len(one) >= WRONG_FROM) or (
            is_swap and [one[at] for at in differ] == [other[at] for at in reversed(differ)]
        )
    return any(shorter == longer[:at] + longer[at + 1 :] for at in range(len(longer)))


def _end(last: Line | None, *, is_open: bool) -> str:
    """Return what stands behind the words in a title that begins with them: a last word that nobody knows may grow."""
    return "\n" if not is_open else " " if last else ""


def bonus(words: Sequence[str], document: Document, end: str = "\n") -> int:
    """Return what the words of a query are worth as a phrase, with what stands behind it in a title that it begins."""
    title, summary = _said(document.title), _said(document.summary)
    other_names = [_said(name) for name in document.aliases]
    names = [*other_names, *(_said(words) for words in (*document.sought, *document.headings))]
    if "".join(title) == "".join(words):
        return SAME_TITLE
    if "".join(words) in map("".join, other_names):
        return SAME_NAME
    if " ".join([*title, ""]).startswith(" ".join(words) + end):
        return BEGINS_TITLE
    if "".join(words) in map("".join, names):
        return SAME_WORDS
    if len(words) == 1:
        return 0
    if _holds(title, words):
        return IN_TITLE
    if any(_holds(name, words) for name in names):
        return IN_NAME
    if _holds(summary, words):
        return IN_SUMMARY
    return max(_share(name, words) for name in (title, *names))


def _share(name: Sequence[str], words: Sequence[str]) -> int:
    """Return what a name is worth that holds several of the words, though not as a phrase."""
    held = sum(word in name for word in words)
    return OF_NAME * held * held // (len(words) * len(name)) if held > 1 else 0


def whole(text: str) -> str:
    """Put characters together that scripts take for two."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def _said(text: str) -> list[str]:
    return [units(word) for word in tokens(text)]


def _holds(text: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(text[at : at + len(words)]) == list(words) for at in range(len(text)))


WORDS = (
    *("map", "maps", "mapping", "mapped", "mpa", "river", "rivers", "encrypt", "encryption", "encrypted", "privacy"),
    *("résumé", "resume", "resumes", "café", "naïve", "aplicação", "aplicacao", "aplicar", "informaciones", "sécurité"),
    *("Straße", "Łódź", "İstanbul", "Ελλάς", "Карта", "ﬁle", "ＡＢＣ", "pap\u00ader", "l'eau", "don’t", "open-source"),
    *("地図", "地", "日本語の地図", "データ", "水の", "แผนที่", "แผน", "မြေပုံ", "خَرِيطَة", "خريطة", "שָׁלוֹם", "नक्शा", "지도"),
    *(
        "2024",
        "3.5",
        "½",
        "№",
        "m²",
        "😀",
        "😀😀",
        "❤️",
        "𠮷野",
        "a",
        "the",
        "of",
        "una",
        "pour",
        "quero",
        "wi-fi",
        "wifi",
    ),
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
_groups = st.lists(st.lists(_names, min_size=2, max_size=3).map(tuple), max_size=2).map(tuple)
_wanted = st.lists(st.tuples(_words, st.sampled_from(["", "", "*"])).map("".join), min_size=1, max_size=2).map(" ".join)
_some = st.lists(_wanted, max_size=2).map(tuple)
_crises = st.lists(st.builds(CrisisWords, _some, _some, st.integers(0, 3), st.booleans()), max_size=4).map(tuple)
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
    library = a_library_of(*entries, language=draw(st.sampled_from(["en", "es", "pt", "fr"])))
    return replace(library, same_word_lines=same_words(*draw(_groups)), crisis_words=draw(_crises))


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
        if kind is not Kind.PAGE:
            fields["search_words"] = draw(_lines)
        text = f"{text}\n\n## {draw(_names)}\n"
    return an_entry(kind, title, text, id_, **fields)
