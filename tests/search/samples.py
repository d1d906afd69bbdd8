"""Entries, documents and libraries for tests of search, made without files."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from openshelf.library.entry import Entry
from openshelf.library.library import Library
from openshelf.model.entries import CaseStudy, Guide, Resource, SitePage, Term, ThemePage
from openshelf.model.framework import Framework
from openshelf.model.kinds import Kind
from openshelf.model.policy_lists import ListItem
from openshelf.model.same_words import PATH, SameWords
from openshelf.model.settings import Settings, read_settings
from openshelf.search import index, shards
from openshelf.search.documents import Document, documents
from openshelf.search.extract import lengths, usual_lengths
from openshelf.search.facets import facet_sets, values_for_filters
from openshelf.search.score import lexicon, scored
from openshelf.sources.yaml_source import Tree, read_yaml
from support import FILES, TODAY, a_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openshelf.search.score import Stem
    from openshelf.search.synonyms import Synonyms
    from openshelf.search.vocabulary import Vocabulary

_REVIEWED = dt.date(2026, 5, 1)
_THEMED = {"themes": ["mapping"], "reviewed": _REVIEWED}
_SUMMARISED = {"summary": "About it.", "reviewed": _REVIEWED}
_WRITTEN = {**_THEMED, **_SUMMARISED}
_RESOURCE = {
    **_WRITTEN,
    "url": "https://x.example/",
    "kind": "tool",
    "publisher": "Somebody",
    "languages": ["en"],
    "regions": ["global"],
    "cost": "free",
    "licence": "unknown",
    "open_source": "unknown",
}
_CASE = {
    **_WRITTEN,
    "partner": {"naming": "described", "label": "a village", "consent": {"basis": "already-published"}},
    "period": "2024",
    "place": {"region": "global"},
    "outcome": "worked",
    "source": "a report",
}
_FRAMEWORK = {
    **_WRITTEN,
    "questions": [{"id": "q", "options": ["a", "b"]}],
    "steps": [{"id": "s", "when": "now"}],
    "scenarios": [{"answers": {"q": "a"}, "plan": ["s"]}],
}
_SCHEMAS: dict[Kind, tuple[Any, dict[str, Any]]] = {
    Kind.RESOURCE: (Resource, _RESOURCE),
    Kind.TERM: (Term, {**_THEMED, "definition": "A thing."}),
    Kind.GUIDE: (Guide, _WRITTEN),
    Kind.FRAMEWORK: (Framework, _FRAMEWORK),
    Kind.CASE_STUDY: (CaseStudy, _CASE),
    Kind.THEME: (ThemePage, _SUMMARISED),
    Kind.PAGE: (SitePage, _SUMMARISED),
}
FUNCTION_WORDS = {
    "en": "a am are do for how i in me my of please the they this to was we",
    "es": "a como de la me para quiero una",
    "pt": "a como o para quero",
    "fr": "a d de du je l pour",
}
"""Words without a subject, fewer than those of the generator."""
_TREE = read_yaml("title: x", "made.md")[0]


def an_entry(kind: Kind, title: str, text: str = "", /, id_: str = "x", **fields: object) -> Entry:
    """Return an entry with what its kind needs; terms have their definition for a summary."""
    assert _TREE is not None
    schema, rest = _SCHEMAS[kind]
    values = {**rest, "title": title, **fields} | ({"id": id_} if kind is Kind.RESOURCE else {})
    body = a_body(text, "made.md") if text else None
    return Entry(kind, id_, schema.model_validate(values), _TREE, body)


def a_document(  # noqa: PLR0913 - one for each field
    title: str = "",
    *,
    aliases: Sequence[str] = (),
    sought: Sequence[str] = (),
    summary: str = "",
    headings: Sequence[str] = (),
    themes: Sequence[str] = (),
    body: str = "",
) -> Document:
    """Return a document as search sees one."""
    return Document(
        title,
        tuple(aliases),
        tuple(sought),
        summary,
        tuple(headings),
        tuple(themes),
        body,
        entry=an_entry(Kind.PAGE, title or "x"),
    )


@cache
def settings(language: str = "en") -> Settings:
    """Return the settings of the tiny library in a language."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mkdocs.yml")
        file.write_text(FILES["mkdocs.yml"].replace("[en]", f"[{language}]"), encoding="utf-8")
        found, problems = read_settings(file)
    assert found is not None, problems
    return found


def same_words(*groups: tuple[str, ...]) -> tuple[ListItem[SameWords], ...]:
    """Return lines of words that mean the same."""
    return tuple(ListItem(SameWords.model_construct(words=group), Tree.of_nothing(PATH)) for group in groups)


def a_library_of(*entries: Entry, language: str = "en") -> Library:
    """Return a library that holds these entries and nothing else."""
    return Library(settings(language), TODAY, entries)


def titled(library: Library) -> dict[str, list[str]]:
    """Return the words for each entry: its themes with a capital."""
    return {entry.key: [theme.title() for theme in entry.themes] for kind in Kind for entry in library.listed(kind)}


def score(documents: Sequence[Document], vocabulary: Vocabulary, synonyms: Synonyms) -> list[Stem]:
    """Return the words of documents, numbered by their places."""
    frame = index.IndexFrame(vocabulary, synonyms, usual_lengths(map(lengths, documents)))
    words = lexicon(enumerate(map(frame.say, documents)), vocabulary, synonyms.words)
    return [stem for stem, _ in scored(words, len(documents), vocabulary)]


def postings_of(stem: Stem) -> dict[int, int]:
    """Return the score of a stem in each document that holds it."""
    return dict(zip(stem.documents, stem.scores, strict=True))


def documents_of(library: Library) -> list[Document]:
    """Return the documents of a library with these words."""
    return documents(library, titled(library))


def by_number(made: index.Index) -> dict[int, Document]:
    """Return the documents of an index by their numbers."""
    return dict(zip(made.numbers, made.documents, strict=True))


def facets_of(library: Library) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return the sets of each facet of a library whose documents are numbered by their places."""
    found = documents_of(library)
    return {
        sets.facet.id: dict(sets.values)
        for sets in facet_sets(range(len(found)), [values_for_filters(library, document.entry) for document in found])
    }


def indexed(library: Library, shard: int = shards.SHARD) -> index.Index:
    """Return the index of a library, cut into shards of a size."""
    made = index.build(library, titled(library))
    with mock.patch.object(shards, "SHARD", shard):
        assert made.shards
    return made
