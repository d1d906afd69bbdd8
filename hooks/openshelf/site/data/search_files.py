"""The files of the search index that the search page and every search box read."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.store import Store, digest
from openshelf.library.facets import ENTRY, FACETS, WITHHELD, base_language
from openshelf.library.link_states import Notice
from openshelf.model.entries import CaseStudy, Resource
from openshelf.model.fields import UNKNOWN
from openshelf.model.kinds import SEARCH_ORDER, Kind
from openshelf.model.sections import INDEX_FOLDER
from openshelf.search.documents import document_of, searched
from openshelf.search.encode import members
from openshelf.search.extract import coarse, lengths, usual_lengths
from openshelf.search.facets import facet_sets, values_for_filters
from openshelf.search.index import BLOCK, IndexFrame, size_of, stable_numbers
from openshelf.search.lexicon import Difference, packed
from openshelf.search.score import FEWEST
from openshelf.search.shards import in_order, rows_of
from openshelf.search.synonyms import SpokenOf, Synonyms, groups, names_of_the_world, spoken_of
from openshelf.search.tokens import EXCLUSION, LETTERS, MARKS, SEPARATORS, UNSPACED
from openshelf.search.update import Globals, Kept, homes_of, updated, whole
from openshelf.search.vocabulary import Vocabulary
from openshelf.site import link_notices
from openshelf.site.data.known import known_files
from openshelf.site.page import DataFile
from openshelf.site.pages.help import help_page
from openshelf.site.same_titles import distinctions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.search.documents import Document
    from openshelf.search.extract import Extract
    from openshelf.search.facets import FacetSets
    from openshelf.search.update import Shard
    from openshelf.site.view import View

NAME = 7
"""Characters of a part's name, 35 bits; ``search-engine.js`` cuts lists of names at this length."""
_LANGUAGES = 4
"""Languages that a result names; the page of the entry has them all."""


_PATTERNS = {
    "separator": f"[{SEPARATORS}]+",
    "keptSeparator": f"([{SEPARATORS}]+)",
    "exclusion": EXCLUSION,
    "mark": f"[{MARKS}]",
    "unspaced": f"([{UNSPACED}]+)",
    "foreignLetter": f"[{''.join(LETTERS)}]",
}
"""Regular expressions of the script."""
_STATE, _TEXTS, _ROWS, _WORLD = "search-state", "search-texts", "search-rows", "search-world"
"""Rooms of the store: what the last run made; the texts of documents; the rows of shards; names of the world."""
_MOST = 50
"""Numbers of documents up to which only what changed is made again; beyond, all of it takes no longer."""

FileKey = tuple[str, bytes]
"""The name of a part, and the key of its file's bytes."""


class _NotedEntry(NamedTuple):
    """What is noted of a document until the next run."""

    key: str
    digest: bytes
    """Of everything that search reads of it, but for :class:`_Frame`."""
    apart: str
    """What tells it from others of its title."""
    lengths: tuple[int, ...]
    spoken: SpokenOf
    facets: tuple[tuple[str, ...], ...]


class _IndexState(NamedTuple):
    """What the last run made."""

    frame: bytes
    documents: tuple[_NotedEntry, ...]
    numbers: tuple[int, ...]
    shards: tuple[Kept, ...]
    aliases: dict[str, str]
    homes: dict[str, str]
    blocks: tuple[FileKey, ...]
    facets: FileKey


class _OutdatedError(Exception):
    """What the last run made cannot be used."""


def files(view: View, store: Store) -> Iterator[DataFile]:
    """Yield the files of the index: the entry point, shards of words, blocks of rows and the sets of the facets."""
    return known_files(store, "search", view.library.contents_key, lambda: _files(view, store))


def _files(view: View, store: Store) -> Iterable[DataFile]:
    before = store.get(_STATE, b"")
    if before is not None:
        try:
            return _after_edits(view, store, before)
        except _OutdatedError:
            pass
    return _from_the_beginning(view, store)


def _from_the_beginning(view: View, store: Store) -> list[DataFile]:
    """Make every file."""
    library, entries = view.library, searched(view.library)
    apart = distinctions(view, entries)
    all_documents = [_document(view, entry) for entry in entries]
    noted = [_noted(view, document, apart) for document in all_documents]
    frame, key = _frame(view, store, noted)
    numbers = stable_numbers(entry.key for entry in entries)
    words = frame.words(dict(zip(numbers, all_documents, strict=True)))
    rows = in_order(row for stem, parts in words for row in rows_of(stem, packed(parts) if store.keeps else ()))
    shards, aliases = whole(rows, library.crisis_words, frame.vocabulary.function_words)
    homes = homes_of(rows)
    del rows
    parts = _Parts()
    kept = [_keep(store, shard, key, parts) for shard in shards]
    blocks = [parts.add([_row(view, all_documents[place], apart) for place in places]) for places in _blocks(numbers)]
    facets = parts.add(_facets(view, facet_sets(numbers, [one.facets for one in noted]), size_of(numbers)))
    if store.keeps and not parts.has_collision:
        for one, document in zip(noted, all_documents, strict=True):
            store.put(_TEXTS, digest(one.digest, key), document.texts())
        store.put(
            _STATE,
            b"",
            _IndexState(key, tuple(noted), tuple(numbers), tuple(kept), aliases, homes, tuple(blocks), facets),
        )
    return _written(view, entries, numbers, kept, blocks, facets, parts)


def _blocks(numbers: Sequence[int]) -> list[list[int]]:
    """Return the places of the documents of each block."""
    return [list(places) for _, places in groupby(range(len(numbers)), lambda place: numbers[place] // BLOCK)]


def _after_edits(view: View, store: Store, before: _IndexState) -> list[DataFile]:
    """Make the files that depend on numbers of which another text is to be said. Raises _OutdatedError for many.

    A document that comes or goes moves those beside it to other numbers, mostly not more than a block of them.
    """
    entries = searched(view.library)
    apart = distinctions(view, entries)
    noted, written = _noted_again(view, before, entries, apart)
    frame, key = _frame(view, store, noted)
    numbers = stable_numbers(entry.key for entry in entries)
    was, now = dict(zip(before.numbers, before.documents, strict=True)), dict(zip(numbers, noted, strict=True))
    changed = {number for number in was.keys() | now.keys() if was.get(number) != now.get(number)}
    if key != before.frame or len(changed) > _MOST:
        raise _OutdatedError

    def said(one: _NotedEntry | None, fresh: Mapping[str, Document]) -> Extract | None:
        if one is None:
            return None
        return frame.say(fresh.get(one.key) or _needed(store.get(_TEXTS, digest(one.digest, key))))

    differences = [Difference(number, said(was.get(number), {}), said(now.get(number), written)) for number in changed]
    common = Globals(frame.vocabulary, len(entries), view.library.crisis_words)
    shards, aliases, homes = updated(
        before.shards, before.aliases, before.homes, lambda rows: _needed(store.get(_ROWS, rows)), differences, common
    )
    parts = _Parts(dict(_names_of(before)))
    run = digest(key, *(one.digest for one in noted))
    kept = [_keep(store, shard, run, parts) for shard in shards]
    changed_blocks = {number // BLOCK for number in changed}
    blocks = [
        parts.add([_row(view, _document(view, entries[place]), apart) for place in places])
        if block in changed_blocks
        else before.blocks[block]
        for block, places in enumerate(_blocks(numbers))
    ]
    facets = before.facets
    if any(_facets_of(was.get(number)) != _facets_of(now.get(number)) for number in changed):
        facets = parts.add(_facets(view, facet_sets(numbers, [one.facets for one in noted]), size_of(numbers)))
    if parts.has_collision:
        raise _OutdatedError
    store.hold(_ROWS, (shard.rows for shard in kept))
    store.hold(_TEXTS, (digest(one.digest, key) for one in noted))
    for one in noted:
        if one.key in written:
            store.put(_TEXTS, digest(one.digest, key), written[one.key].texts())
    state = _IndexState(key, tuple(noted), tuple(numbers), tuple(kept), aliases, homes, tuple(blocks), facets)
    store.put(_STATE, b"", state)
    return _written(view, entries, numbers, kept, blocks, facets, parts)


def _noted_again(
    view: View, before: _IndexState, entries: Iterable[Entry], apart: Mapping[str, str]
) -> tuple[list[_NotedEntry], dict[str, Document]]:
    """Return what is noted of every document, and those of which something else is noted than before, by their keys.

    Raises _OutdatedError where these are many.
    """
    known = {one.key: one for one in before.documents}
    noted: list[_NotedEntry] = []
    written: dict[str, Document] = {}
    for entry in entries:
        one = known.get(entry.key)
        if one is None or (_digest(view, entry), apart.get(entry.key, "")) != (one.digest, one.apart):
            written[entry.key] = _document(view, entry)
            one = _noted(view, written[entry.key], apart)
        if len(written) > _MOST:
            raise _OutdatedError
        noted.append(one)
    return noted, written


def _document(view: View, entry: Entry) -> Document:
    return document_of(view.library, entry, labels_of(view, entry))


def _facets_of(one: _NotedEntry | None) -> Sequence[Sequence[str]] | None:
    return None if one is None else one.facets


def _needed(kept: Any | None) -> Any:  # noqa: ANN401 - whatever is kept
    """Return what must be there. Raises _OutdatedError where it is not."""
    if kept is None:
        raise _OutdatedError
    return kept


def _names_of(state: _IndexState) -> Iterator[FileKey]:
    yield from (shard.file for shard in state.shards)
    yield from (*state.blocks, state.facets)


def _digest(view: View, entry: Entry) -> bytes:
    """Return a key of everything that search reads of an entry alone."""
    text = entry.body.digest if entry.body is not None else b""
    data, links = entry.data, view.library.links
    link = repr(links.of(data.url)) if isinstance(data, Resource) and links.is_known else ""
    return digest(entry.digest, text, link)


def _noted(view: View, document: Document, apart: Mapping[str, str]) -> _NotedEntry:
    entry = document.entry
    return _NotedEntry(
        entry.key,
        _digest(view, entry),
        apart.get(entry.key, ""),
        lengths(document),
        spoken_of(document),
        values_for_filters(view.library, entry),
    )


def _frame(view: View, store: Store, noted: Sequence[_NotedEntry]) -> tuple[IndexFrame, bytes]:
    """Return what enters every score, and its key."""
    library = view.library
    languages = sorted({tag for one in noted for tag in one.spoken.languages})
    capitals = sorted({word for one in noted for word in one.spoken.capitals})
    of_world = digest(*languages, "", *capitals)
    world = store.get(_WORLD, of_world)
    if world is None:
        world = names_of_the_world([SpokenOf(tuple(languages), tuple(capitals))])
        store.put(_WORLD, of_world, world)
    all_groups = [*groups(library, library.same_words), *world]
    vocabulary = Vocabulary(library.settings.language)
    means = usual_lengths(one.lengths for one in noted)
    themes = (f"{theme.id} {theme.title}" for theme in library.entries[Kind.THEME].values())
    total = f"{coarse(max(len(noted), 1))} {len(noted) >= FEWEST}"
    key = digest(library.settings.language, repr(all_groups), repr(means), total, *themes)
    return IndexFrame(vocabulary, Synonyms(all_groups, vocabulary), means), key


def _keep(store: Store, shard: Shard, run: bytes, parts: _Parts) -> Kept:
    """Return a shard as the next run finds it."""
    rows = shard.kept.rows if shard.kept is not None else digest(run, shard.first)
    if shard.rows is not None:
        store.put(_ROWS, rows, list(shard.rows))
    file = shard.kept.file if shard.kept is not None and shard.text is None else parts.add(shard.text)
    return Kept(shard.start, shard.end, shard.first, shard.length, shard.last, shard.others, rows, file)


def _written(  # noqa: PLR0913 - the entry point names all of these
    view: View,
    entries: Sequence[Entry],
    numbers: Sequence[int],
    shards: Sequence[Kept],
    blocks: Sequence[FileKey],
    facets: FileKey,
    parts: _Parts,
) -> list[DataFile]:
    """Return the files of all parts, and the entry point that names them."""
    entry = {
        "total": size_of(numbers),
        "block": BLOCK,
        "kinds": _kinds(view, entries, numbers),
        "starts": " ".join(shard.start for shard in shards),
        "shards": "".join(shard.file[0] for shard in shards),
        "rows": "".join(name for name, _ in blocks),
        "facets": facets[0],
        "patterns": _PATTERNS,
        "letters": LETTERS,
        "situations": _situations(view),
        "words": _words(view),
    }
    named = dict([*(shard.file for shard in shards), *blocks, facets])
    texts = cache(lambda: {file.path: file.text for file in _from_the_beginning(view, Store.nothing())})
    whole_index = _call("index", json.dumps(entry, ensure_ascii=False, separators=(",", ":")))
    return [
        *(parts.file(name, of_bytes, texts) for name, of_bytes in named.items()),
        DataFile.of(f"{INDEX_FOLDER}index.js", whole_index),
    ]


def labels_of(view: View, entry: Entry) -> tuple[str, ...]:
    """Return the words that readers see beside an entry, so that "helpline arabic" finds one."""
    return (
        *([view.kind_label(entry)] if entry.kind is Kind.RESOURCE else []),
        *(
            view.value_name(facet.vocabulary, value)
            for facet in FACETS
            if facet.is_searched
            for value in view.facet_values(facet, entry)
            if value not in {UNKNOWN, WITHHELD}
        ),
        *([view.words.country_name(country)] if (country := _country(entry)) else []),
        *map(view.words.language_name, _varieties(entry)),
    )


def labels(view: View) -> dict[str, tuple[str, ...]]:
    """Return these words for every entry by its key."""
    return {entry.key: labels_of(view, entry) for entry in searched(view.library)}


def _country(entry: Entry) -> str | None:
    return entry.data.place.country if isinstance(entry.data, CaseStudy) else None


def _varieties(entry: Entry) -> list[str]:
    """Return the varieties of languages of a resource, which its facet counts as their languages."""
    tags = entry.data.languages if isinstance(entry.data, Resource) else ()
    return [tag for tag in tags if tag != base_language(tag)]


def _words(view: View) -> dict[str, str]:
    _ = view.words.gettext
    return {
        "results": _("Results: %(num)d"),
        "none": _("Nothing was found."),
        "some": _("No entry has all these words. These have some of them."),
        "meant": _("Also searched for: %(words)s"),
        "more": _("Show more"),
    }


def _kinds(view: View, entries: Sequence[Entry], numbers: Sequence[int]) -> list[Any]:
    """Return the facet of kinds: its id and words, and each kind with its words and the number that it begins with."""
    first: dict[Kind, int] = {}
    for number, entry in zip(numbers, entries, strict=True):
        first.setdefault(entry.kind, number)
    facet = ENTRY
    values = [[kind, view.value_name(facet.vocabulary, kind), number] for kind, number in first.items()]
    return [facet.id, view.words.gettext(facet.title), values]


def _situations(view: View) -> list[list[str]]:
    """Return where words of crisis lead, by number: the words and address of the help page, then of its situations."""
    page = help_page(view)
    if page is None or not view.library.crisis_words:
        return []
    situations = view.library.help_situations
    return [[page.title, page.address], *([words, f"{page.address}#{id_}"] for id_, words in situations)]


def _row(view: View, document: Document, apart: Mapping[str, str]) -> list[Any]:
    """Return what results show of a document; ``apart`` tells entries of one title apart, by key."""
    entry = document.entry
    languages = view.languages_in_brief(entry.data, _LANGUAGES) if isinstance(entry.data, Resource) else ""
    facts = [", ".join(view.theme_title(theme) for theme in entry.themes), languages]
    link = view.link(entry.data.url) if isinstance(entry.data, Resource) else None
    notice = link_notices.notice(link, view.words) if link else ""
    look = "" if link and link.notice is Notice.UNCHECKED else "\tos-state"
    return [
        SEARCH_ORDER.index(entry.kind),
        entry.address,
        document.title,
        document.summary,
        "\n\n".join(("\n".join(document.aliases), "\n".join((*document.sought, *document.headings)))),
        view.kind_label(entry),
        _first_use(view, entry),
        *filter(None, [apart.get(entry.key), *facts]),
        view.words.gettext("Read %(date)s") % {"date": view.words.date(entry.data.reviewed)},
        *([f"{state}\tos-state"] if (state := view.short_state(entry)) else []),
        *([f"{notice}{look}"] if notice else []),
    ]


def _first_use(view: View, entry: Entry) -> str:
    """Return what lists say of a resource in place of its summary, as their rows do; empty where nothing is known."""
    uses = entry.data.good_for if isinstance(entry.data, Resource) else ()
    return f"{view.words.gettext('Good for')}: {uses[0]}" if uses else ""


def _facets(view: View, all_sets: Sequence[FacetSets], size: int) -> list[Any]:
    return [
        [
            facet.id,
            view.words.gettext(facet.title),
            [[value, view.value_name(facet.vocabulary, value), members(found, size)] for value, found in sets.values],
        ]
        for sets in all_sets
        for facet in [sets.facet]
    ]


class _Parts:
    """Names parts by the beginning of their hash: lower-case letters and digits, because some disks know no others."""

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        self._texts: dict[str, str] = {}
        self._known = known or {}
        self.has_collision = False
        """Whether two parts wanted one name: then names depend on the order of parts."""

    def add(self, data: Any) -> FileKey:  # noqa: ANN401 - anything that JSON holds
        """Take a part in."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        hashed = hashlib.sha256(text.encode()).digest()
        while True:
            name = base64.b32encode(hashed).decode().lower()[:NAME]
            if self._texts.setdefault(name, text) == text:
                break
            self.has_collision = True
            hashed = hashlib.sha256(hashed).digest()
        of_bytes = digest(_call(name, text).encode())
        self.has_collision |= self._known.get(name, of_bytes) != of_bytes
        return name, of_bytes

    def file(self, name: str, of_bytes: bytes, all_texts: Callable[[], Mapping[str, str]]) -> DataFile:
        """Return the file of a part; the text of one that the last run made is made again only where it is wanted."""
        path, text = f"{INDEX_FOLDER}{name}.js", self._texts.get(name)
        make = partial(_call, name, text) if text is not None else lambda: all_texts()[path]
        return DataFile(path, make, of_bytes)


def _call(name: str, text: str) -> str:
    """Return a part as a script: the one form that loads from a folder on a disk as well as from a server."""
    return f'openshelfPart("{name}",{text})\n'.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
