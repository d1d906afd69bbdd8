"""The search page, and the files of the index that it and every search box read."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from openshelf.library.facets import ENTRY, FACETS, WITHHELD, base_language
from openshelf.library.link_states import Notice
from openshelf.model.entries import CaseStudy, Resource
from openshelf.model.fields import UNKNOWN
from openshelf.model.kinds import SEARCH_ORDER, Kind
from openshelf.model.sections import INDEX_FOLDER, Section
from openshelf.search.encode import members
from openshelf.search.index import BLOCK, build
from openshelf.search.tokens import EXCLUSION, LETTERS, MARKS, SEPARATORS, UNSPACED
from openshelf.site import link_notices
from openshelf.site.data.known import contents_key, known_files
from openshelf.site.page import DataFile
from openshelf.site.pages.help import help_link, help_page
from openshelf.site.pages.themes import groups
from openshelf.site.same_titles import distinctions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.core.store import Store
    from openshelf.library.entry import Entry
    from openshelf.search.documents import Document
    from openshelf.search.index import Index
    from openshelf.site.page import Page
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
_LISTS = (
    Section.RESOURCES,
    Section.FRAMEWORKS,
    Section.GUIDES,
    Section.COLLECTIONS,
    Section.CASE_STUDIES,
    Section.GLOSSARY,
)
"""Sections whose lists lead to everything without a script, in the order in which they are offered."""


def pages(view: View) -> Iterator[Page]:
    """Yield the search page."""
    yield view.front_page(
        Section.SEARCH,
        "search.html",
        view.words.gettext("Find resources, guides, frameworks, case studies and words."),
        json_type="SearchResultsPage",
        sections=[section for section in _LISTS if view.shows(section)],
        theme_groups=groups(view),
        help_link=help_link(view),
    )


def files(view: View, store: Store) -> Iterator[DataFile]:
    """Yield the files of the index: the entry point, shards of words, blocks of rows and the sets of the facets."""
    return known_files(store, "search", contents_key(view.library), lambda: _files(view))


def _files(view: View) -> Iterator[DataFile]:
    index = build(view.library, labels(view))
    parts = _Parts()
    starts = [start for start, _ in index.shards]
    shards = [parts.add(text) for _, text in index.shards]
    apart = distinctions(view, [document.entry for document in index.documents])
    blocks = [parts.add([_row(view, document, apart) for document in block]) for block in index.blocks]
    facets = parts.add(_facets(view, index))
    entry = {
        "total": index.size,
        "block": BLOCK,
        "kinds": _kinds(view, index),
        "starts": " ".join(starts),
        "shards": "".join(shards),
        "rows": "".join(blocks),
        "facets": facets,
        "patterns": _PATTERNS,
        "letters": LETTERS,
        "situations": _situations(view),
        "words": _words(view),
    }
    for name, text in parts.texts.items():
        yield DataFile.of(f"{INDEX_FOLDER}{name}.js", _call(name, text))
    yield DataFile.of(
        f"{INDEX_FOLDER}index.js", _call("index", json.dumps(entry, ensure_ascii=False, separators=(",", ":")))
    )


def labels(view: View) -> dict[str, tuple[str, ...]]:
    """Return the words that readers see beside an entry, by its key, so that "helpline arabic" finds one."""
    searched = [facet for facet in FACETS if facet.is_searched]
    return {
        entry.key: (
            *([view.kind_label(entry)] if entry.kind is Kind.RESOURCE else []),
            *(
                view.value_name(facet.vocabulary, value)
                for facet in searched
                for value in view.facet_values(facet, entry)
                if value not in {UNKNOWN, WITHHELD}
            ),
            *([view.words.country_name(country)] if (country := _country(entry)) else []),
            *map(view.words.language_name, _varieties(entry)),
        )
        for kind in SEARCH_ORDER
        for entry in view.listed(kind)
    }


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


def _kinds(view: View, index: Index) -> list[Any]:
    """Return the facet of kinds: its id and words, and each kind with its words and the number that it begins with."""
    first: dict[Kind, int] = {}
    for number, document in zip(index.numbers, index.documents, strict=True):
        first.setdefault(document.entry.kind, number)
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


def _facets(view: View, index: Index) -> list[Any]:
    return [
        [
            facet.id,
            view.words.gettext(facet.title),
            [
                [value, view.value_name(facet.vocabulary, value), members(found, index.size)]
                for value, found in sets.values
            ],
        ]
        for sets in index.facets
        for facet in [sets.facet]
    ]


class _Parts:
    """Names parts by the beginning of their hash: lower-case letters and digits, because some disks know no others."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def add(self, data: Any) -> str:  # noqa: ANN401 - anything that JSON holds
        """Take a part in and return its name."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).digest()
        while True:
            name = base64.b32encode(digest).decode().lower()[:NAME]
            if self.texts.setdefault(name, text) == text:
                return name
            digest = hashlib.sha256(digest).digest()


def _call(name: str, text: str) -> str:
    """Return a part as a script: the one form that loads from a folder on a disk as well as from a server."""
    return f'openshelfPart("{name}",{text})\n'.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
