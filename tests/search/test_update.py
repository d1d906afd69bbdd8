"""Shards after some texts changed: the same as if all were made from the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from openshelf.core.store import digest
from openshelf.model.crisis_words import CrisisWords
from openshelf.search import shards
from openshelf.search.index import IndexFrame
from openshelf.search.lexicon import Difference, Lexicon, packed
from openshelf.search.score import lexicon, scored
from openshelf.search.shards import in_order, rows_of
from openshelf.search.synonyms import Synonyms
from openshelf.search.update import Globals, Kept, homes_of, updated, whole
from openshelf.search.vocabulary import Vocabulary
from search.samples import a_document
from support import examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.search.documents import Document
    from openshelf.search.extract import Extract
    from openshelf.search.shards import ShardRow
    from openshelf.search.update import Shard

LONG = [
    f"{start}{end}"
    for start in ("wat", "land", "mapp", "zeb", "ünd", "日本", "вод")
    for end in ("er", "s", "ing", "語")
]
WORDS = st.sampled_from(
    ["résumé", "resume", "resumes", "the", "Wi-Fi", "wifi", "help", "helps", "水", "maps", "map", *LONG]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
DOCUMENTS = st.builds(
    a_document,
    TEXTS,
    aliases=st.lists(TEXTS, max_size=1),
    sought=st.lists(TEXTS, max_size=1),
    summary=TEXTS,
    body=TEXTS,
)
CRISIS = [CrisisWords(("help*",), ("map", "land*"), 1)]
MEANS = [12.0] * 7


class Run(NamedTuple):
    """What one run made."""

    shards: Sequence[Shard]
    aliases: Mapping[str, str]
    homes: Mapping[str, str]
    said: Mapping[int, Extract]


def frame_of() -> IndexFrame:
    vocabulary = Vocabulary("en")
    groups = [(("map",), ("landing",)), (("wi", "fi"), ("水",))]
    return IndexFrame(vocabulary, Synonyms(groups, vocabulary), MEANS)


def from_the_beginning(frame: IndexFrame, documents: Sequence[Document]) -> Run:
    said = {number * 3: frame.say(document) for number, document in enumerate(documents)}
    found = lexicon(said.items(), frame.vocabulary, frame.known)
    words = scored(found, len(said), frame.vocabulary)
    rows = in_order(row for stem, parts in words for row in rows_of(stem, packed(parts)))
    made, aliases = whole(rows, CRISIS, frame.vocabulary.function_words)
    return Run(made, aliases, homes_of(rows), said)


class Memory:
    """What runs keep of shards."""

    def __init__(self) -> None:
        self.rows: dict[bytes, Sequence[ShardRow]] = {}
        self.texts: dict[bytes, str] = {}

    def keep(self, shard: Shard, run: int) -> Kept:
        rows = shard.kept.rows if shard.kept is not None else digest(str(run), shard.first)
        if shard.rows is not None:
            self.rows[rows] = shard.rows
        text = self.texts[shard.kept.file[1]] if shard.text is None and shard.kept is not None else shard.text or ""
        name = digest(text)
        self.texts[name] = text
        return Kept(shard.start, shard.end, shard.first, shard.length, shard.last, shard.others, rows, ("", name))


@examples(max_examples=150)
@given(
    st.lists(DOCUMENTS, min_size=1, max_size=6),
    st.lists(st.lists(st.tuples(st.integers(0, 5), DOCUMENTS), max_size=3), min_size=1, max_size=4),
    st.sampled_from([1, 20, 60, 200, 1000]),
)
def test_edits_one_after_another_make_what_a_run_from_the_beginning_makes(
    documents: list[Document], edits: list[list[tuple[int, Document]]], size: int
) -> None:
    frame, memory = frame_of(), Memory()
    with mock.patch.object(shards, "SHARD", size):
        run = from_the_beginning(frame, documents)
        kept = [memory.keep(shard, 0) for shard in run.shards]
        aliases, homes = run.aliases, run.homes
        for number, edit in enumerate(edits, 1):
            before = run.said
            for place, document in edit:
                documents[place % len(documents)] = document
            run = from_the_beginning(frame, documents)
            differences = [
                Difference(place, before[place], run.said[place])
                for place in dict.fromkeys(place % len(documents) * 3 for place, _ in edit)
            ]
            common = Globals(frame.vocabulary, len(documents), CRISIS)
            made, aliases, homes = updated(kept, aliases, homes, memory.rows.__getitem__, differences, common)
            kept = [memory.keep(shard, number) for shard in made]
            found = [(shard.start, memory.texts[shard.file[1]]) for shard in kept]
            assert found == [(shard.start, shard.text) for shard in run.shards]
            assert (aliases, homes) == (run.aliases, run.homes)


def test_an_edit_leaves_shards_alone_that_it_does_not_touch() -> None:
    frame, memory = frame_of(), Memory()
    documents = [a_document(f"{word} {number}", body=f"{word}s and more") for number, word in enumerate(LONG)]
    with mock.patch.object(shards, "SHARD", 40):
        run = from_the_beginning(frame, documents)
        kept = [memory.keep(shard, 0) for shard in run.shards]
        after = frame.say(a_document(f"{LONG[0]} 0", body=f"{LONG[0]}s and less"))
        common = Globals(frame.vocabulary, len(documents), CRISIS)
        read: list[bytes] = []

        def load(key: bytes) -> Sequence[ShardRow]:
            read.append(key)
            return memory.rows[key]

        made, *_ = updated(kept, run.aliases, run.homes, load, [Difference(0, run.said[0], after)], common)
    assert len(kept) > 20
    assert 0 < sum(shard.text is not None for shard in made) < 6
    assert len(read) < 12


def test_a_document_taken_out_leaves_nothing_behind() -> None:
    frame = frame_of()
    both = [frame.say(a_document("Résumé", body="wifi")), frame.say(a_document("Resume", body="maps"))]
    made = lexicon(enumerate(both), frame.vocabulary, ())
    made.change(Difference(1, both[1], None))
    left = lexicon([(0, both[0])], frame.vocabulary, ())
    assert [packed(word) for word in made.words()] == [packed(word) for word in left.words()]
    assert isinstance(made, Lexicon)
