"""The library: every entry, found by kind, id, theme and by who refers to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from openshelf.core.problem import Place
from openshelf.core.store import digest
from openshelf.frameworks.proof import prove
from openshelf.frameworks.sound import is_sound
from openshelf.library.external_links import WebAddress
from openshelf.library.help_situations import help_page_of, help_situations
from openshelf.library.link_states import Links
from openshelf.library.media import inspect_media
from openshelf.library.part import SourceFiles
from openshelf.library.products import product_slug, usual_spellings
from openshelf.library.repository_texts import other_texts
from openshelf.library.series import Series
from openshelf.library.withdrawn_references import without_withdrawn
from openshelf.model.fields import Refers, id_like
from openshelf.model.framework import Framework
from openshelf.model.kinds import CATALOGUE, Kind, shelf_of
from openshelf.sources.inline_links import file_meant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from openshelf.frameworks.proof import Proof
    from openshelf.library.entry import Entry, FieldReference
    from openshelf.library.help_situations import HelpSituation
    from openshelf.library.media import Medium
    from openshelf.linkcheck.history import LinkRecord
    from openshelf.model.crisis_words import CrisisItem, CrisisWords
    from openshelf.model.entries import Withdrawn
    from openshelf.model.policy_lists import ListItem
    from openshelf.model.same_words import SameWords
    from openshelf.model.settings import Settings
    from openshelf.sources.files import File
    from openshelf.sources.inline_links import Link
    from openshelf.sources.markdown_outline import Body
    from openshelf.sources.source import Source


_NOT_A_USE = {"themes", "alternatives", "withdrawn", "series", "start_with", "situations"}
"""Fields whose references are shown in a place of their own."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One entry naming another: where, with which text, and what was found under it."""

    origin: Entry
    target: str
    place: Place
    found: tuple[Entry, ...]
    """No entry: unknown. More than one: the text must say which."""
    field: str
    """The front matter key, empty for a reference in the text."""
    kind: str = ""
    """The kind that the key wants, empty for any."""

    @property
    def withdrawn(self) -> Withdrawn | None:
        """The notice of what was found, None where it is still offered."""
        return self.found[0].data.withdrawn if len(self.found) == 1 else None


@dataclass(frozen=True)
class Library(SourceFiles):
    """All published content, loaded, typed and cross-referenced as of one day."""

    settings: Settings
    today: dt.date
    parsed_entries: tuple[Entry, ...]
    """Every entry, in the order of files, broken ones too; two may wrongly share an id."""
    unread_kinds: frozenset[str] = frozenset()
    """``kind/*`` for each kind of which entries could not be read at all."""
    sources: tuple[Source, ...] = ()
    """Every text file that could be read: the catalogue, and all Markdown below docs/ and guides/."""
    files: tuple[File, ...] = ()
    """Every name in the library's folders, whatever it stands for."""
    link_history: Mapping[str, LinkRecord] = field(default_factory=dict)
    """What link checks recorded of links to other sites, by address; empty where none has run."""
    crisis_words: tuple[CrisisWords, ...] = ()
    """What people type in danger, and the numbers of the situations of ``help_situations`` that it leads to."""
    crisis_items: tuple[ListItem[CrisisItem], ...] = ()
    """Words of crisis with the places where an editor wrote them."""
    same_word_lines: tuple[ListItem[SameWords], ...] = ()
    """The lines of words that mean the same, with their places."""

    @cached_property
    def same_words(self) -> tuple[tuple[str, ...], ...]:
        """Groups of words and phrases that search takes for the same, in any language."""
        return tuple(line.data.words for line in self.same_word_lines)

    @property
    def given_addresses(self) -> tuple[WebAddress, ...]:
        """Addresses that pages get from the settings."""
        return tuple(WebAddress(one.place, one.text, "", one.key) for one in self.settings.addresses)

    @cached_property
    def other_texts(self) -> tuple[Source, ...]:
        """The words of pictures and documents, the settings, and the texts in its folders that become no pages."""
        return tuple(other_texts(self.settings.root, self.sources, self.media, self.files))

    @cached_property
    def broken_entries(self) -> tuple[Entry, ...]:
        """Entries with at least one field that does not fit."""
        return tuple(entry for entry in self.parsed_entries if entry.is_broken)

    @cached_property
    def broken_keys(self) -> frozenset[str]:
        """``kind/id`` of entries that stop a build until they are fixed, ``kind/*`` for all.

        References to them are not wrong. Where the id itself is wrong, others may name the entry by what it was meant
        to be.
        """
        return self.unread_kinds.union(
            f"{entry.kind}/{spelling}"
            for entry in self.broken_entries
            for spelling in (entry.id, id_like(str(entry.values.get("id", entry.id))), id_like(entry.title))
            if not entry.is_draft
        )

    @cached_property
    def unfinished_keys(self) -> frozenset[str]:
        """``kind/id`` of drafts that lack something: they stop nothing, and nothing published may lead to them."""
        return frozenset(entry.key for entry in self.broken_entries if entry.is_draft)

    @cached_property
    def media(self) -> tuple[Medium, ...]:
        """Every picture and document, each inspected once."""
        return inspect_media(self.settings.root, self.files)

    @cached_property
    def links(self) -> Links:
        """What is known about the links to other sites."""
        return Links(self.link_history, self.all_entries, self.today)

    @cached_property
    def contents_key(self) -> bytes:
        """A key of everything that readers get of the library, but for its settings and the day.

        The day counts as far as it decides what is published, and what is known about links.
        """
        contents = [
            part
            for entry in self.parsed_entries
            for part in (
                entry.digest,
                entry.body.digest if entry.body is not None else b"",
                b"due" if entry.is_due(self.today) else b"",
            )
        ]
        words = [repr(self.same_words), repr(self.crisis_words)]
        return digest(self._links_key, *words, *contents)

    @property
    def _links_key(self) -> bytes:
        """A key of what is known about links."""
        if not self.link_history:
            return b""
        records = (record.model_dump_json() for record in self.link_history.values())
        return digest(self.today.isoformat(), *sorted(records))

    @cached_property
    def help_page(self) -> Entry | None:
        """The page for people in danger, whatever is wrong with it and whether or not it is published."""
        return help_page_of(self.parsed_entries)

    @cached_property
    def help_situations(self) -> tuple[HelpSituation, ...]:
        """The situations of that page, in its order."""
        return help_situations(self.help_page)

    @cached_property
    def entries(self) -> Mapping[Kind, Mapping[str, Entry]]:
        """Entries by kind and id; the first one wins where two share an id."""
        found: dict[Kind, dict[str, Entry]] = {kind: {} for kind in Kind}
        for entry in self.all_entries:
            found[entry.kind].setdefault(entry.id, entry)
        return MappingProxyType({kind: MappingProxyType(entries) for kind, entries in found.items()})

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entries in self.entries.values():
            for entry in entries.values():
                found[entry.id].append(entry)
        return {id_: tuple(entries) for id_, entries in found.items()}

    def find(self, target: str, kind: str = "") -> tuple[Entry, ...]:
        """Return the entries that ``id`` or ``kind/id`` can mean: none, one, or the choices."""
        named, slash, id_ = target.rpartition("/")
        if slash:
            if named not in set(Kind):
                return ()
            entry = self.entries[Kind(named)].get(id_)
            return (entry,) if entry and kind in ("", named) else ()
        if kind:
            entry = self.entries[Kind(kind)].get(target)
            return (entry,) if entry else ()
        return self._by_id.get(target, ())

    def withdrawn(self, target: str, kind: str = "") -> Entry | None:
        """Return the withdrawn entry that ``id`` or ``kind/id`` means, None where it means another one or none."""
        found = self.find(target, kind)
        return found[0] if len(found) == 1 and found[0].data.withdrawn is not None else None

    def withdrawn_file(self, target: str, path: str) -> Entry | None:
        """Return the withdrawn entry whose file a link in the file at ``path`` means."""
        try:
            found = self.by_path.get(file_meant(target, path) or "")
        except ValueError:
            return None  # a check says so
        return found if found is not None and found.data.withdrawn is not None else None

    def replacement(self, entry: Entry) -> Entry | None:
        """Return what readers may use instead of a withdrawn entry; what replaced the replacement if that went too."""
        seen: set[Entry] = set()
        while entry.data.withdrawn is not None and entry not in seen:
            seen.add(entry)
            found = self.find(entry.data.withdrawn.replaced_by or "")
            if len(found) != 1:
                return None
            entry = found[0]
        return entry if entry.is_listed(self.today) else None

    def without_withdrawn(self, entry: Entry) -> Entry:
        """Return an entry as readers get it: without its references to what was withdrawn."""
        return self._shown.get(entry, entry)

    @cached_property
    def _shown(self) -> Mapping[Entry, Entry]:
        citing = dict.fromkeys(mention.origin for mention in (*self.mentions, *self.path_links) if mention.withdrawn)
        return {entry: without_withdrawn(self, entry) for entry in citing if entry.data.withdrawn is None}

    def withdrawn_targets(self, entry: Entry, field: str) -> tuple[Entry, ...]:
        """Return the withdrawn entries that a field of an entry names, and lists leave out."""
        named = (mark for mark in entry.field_references() if mark.loc[0] == field and isinstance(mark.mark, Refers))
        found = (self.withdrawn(mark.text, mark.mark.name) for mark in named)
        return tuple(withdrawn for withdrawn in dict.fromkeys(found) if withdrawn is not None)

    def published(self, kind: Kind) -> tuple[Entry, ...]:
        """Return the entries of a kind that have an address, withdrawn ones included, as readers get them.

        They are sorted by title, parts of a series after the guide that opens it.
        """
        return self._published[kind]

    @cached_property
    def _published(self) -> Mapping[Kind, tuple[Entry, ...]]:
        return {
            kind: tuple(
                sorted(
                    (self.without_withdrawn(e) for e in entries.values() if e.is_published(self.today)),
                    key=self.series.order,
                )
            )
            for kind, entries in self.entries.items()
        }

    @cached_property
    def series(self) -> Series:
        """The series that the listed guides form."""
        guides = self.entries[Kind.GUIDE].values()
        return Series(self.without_withdrawn(guide) for guide in guides if guide.is_listed(self.today))

    def listed(self, kind: Kind) -> tuple[Entry, ...]:
        """Return the entries of a kind that lists offer, in the same order: published and not withdrawn."""
        return self._listed[kind]

    @cached_property
    def _listed(self) -> Mapping[Kind, tuple[Entry, ...]]:
        return {kind: tuple(e for e in entries if e.is_listed(self.today)) for kind, entries in self._published.items()}

    @cached_property
    def updates(self) -> tuple[Entry, ...]:
        """The listed updates, the newest first."""
        return tuple(sorted(self.listed(Kind.UPDATE), key=lambda e: (e.field("date"), e.id), reverse=True))

    def of_theme(self, theme: str, kind: Kind) -> tuple[Entry, ...]:
        """Return the listed entries of a kind that belong to a theme."""
        return self._by_theme.get((theme, kind), ())

    @cached_property
    def _by_theme(self) -> Mapping[tuple[str, Kind], tuple[Entry, ...]]:
        found: dict[tuple[str, Kind], list[Entry]] = defaultdict(list)
        for kind, entries in self._listed.items():
            for entry in entries:
                for theme in dict.fromkeys(entry.themes):
                    found[theme, kind].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def proofs(self) -> Mapping[str, Proof]:
        """What is proved about each framework whose ids fit together, by key; the first one where two share an id.

        A reference to what was withdrawn counts for nothing in it.
        """
        return {
            entry.key: prove(entry.data, _lost_steps(entry.data, self.without_withdrawn(entry).of(Framework)))
            for entry in self.entries[Kind.FRAMEWORK].values()
            if isinstance(entry.data, Framework) and is_sound(entry.data)
        }

    @cached_property
    def field_references(self) -> tuple[tuple[Entry, FieldReference], ...]:
        """Every reference and every word of a vocabulary that stands in a field of an entry, broken ones too."""
        return tuple((entry, mark) for entry in self.parsed_entries for mark in entry.field_references())

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every reference of every entry, in front matter and in text."""
        return tuple(self._find_mentions())

    def _find_mentions(self) -> Iterator[Mention]:
        for entry, (loc, mark, text, place) in self.field_references:
            if isinstance(mark, Refers):
                yield Mention(entry, text, place, self.find(text, mark.name), str(loc[0]), mark.name)
        for entry in self.parsed_entries:
            for reference in entry.body.references if entry.body else ():
                yield Mention(entry, reference.target, reference.place, self.find(reference.target), "")

    @cached_property
    def products(self) -> Mapping[str, str]:
        """The names of products that resources can be used instead of, by what the addresses of their lists end in."""
        return {product_slug(name): usual for name, usual in usual_spellings(self.listed(Kind.RESOURCE)).items()}

    @cached_property
    def listed_products(self) -> Mapping[str, Entry]:
        """Those products that are listed resources themselves, which the title says or the id."""
        resources = self.listed(Kind.RESOURCE)
        called = {entry.id: entry for entry in resources} | {product_slug(entry.title): entry for entry in resources}
        return {product: called[product] for product in self.products if product in called}

    @cached_property
    def product_of(self) -> Mapping[str, str]:
        """The product that a listed resource is, by its key."""
        return {entry.key: product for product, entry in self.listed_products.items()}

    @cached_property
    def used_in(self) -> Mapping[str, tuple[Entry, ...]]:
        """For an entry's key, the listed entries that refer to it; fields of ``_NOT_A_USE`` do not count."""
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for mention in self.mentions:
            origin = mention.origin
            if len(mention.found) != 1 or mention.field in _NOT_A_USE or mention.found[0] is origin:
                continue
            if origin.is_listed(self.today):
                found[mention.found[0].key].setdefault(origin.key, origin)
        return {
            key: tuple(sorted(origins.values(), key=lambda e: (e.kind, e.title.casefold())))
            for key, origins in found.items()
        }

    @cached_property
    def alternatives(self) -> Mapping[str, tuple[Entry, ...]]:
        """For a resource's key, the listed resources that it names as alternatives or that name it."""
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for mention in self.mentions:
            if mention.field == "alternatives" and len(mention.found) == 1:
                for one, other in ((mention.origin, mention.found[0]), (mention.found[0], mention.origin)):
                    if other.is_listed(self.today):
                        found[one.key].setdefault(other.key, other)
        return {key: tuple(sorted(others.values(), key=lambda e: e.title.casefold())) for key, others in found.items()}

    @cached_property
    def used_files(self) -> frozenset[str]:
        """Files of the project that texts for readers show or link to, and the logo, as paths from its root."""
        meant = (
            self.without_withdrawn(entry).body for entry in self.parsed_entries if entry.is_to_be_listed(self.today)
        )
        logo = self.settings.options.look.logo
        shown = frozenset(file for body in meant if body is not None for file in files_of(body))
        return shown | ({f"docs/{logo}"} if logo is not None else set())

    @cached_property
    def _bodies(self) -> Mapping[str, Body]:
        return {text.body.path: text.body for text in self.pages}

    def anchors(self, path: str) -> frozenset[str] | None:
        """Return the ids of the headings of a text, None where the file at the path is no text with a page."""
        body, entry = self._bodies.get(path), self.by_path.get(path)
        shelf = shelf_of(path)
        is_notice = entry is not None and entry.data.withdrawn is not None
        if body is None or shelf is None or shelf.kind is Kind.TERM or is_notice:
            return None
        return frozenset(heading.anchor for heading in body.headings)

    @cached_property
    def path_links(self) -> tuple[Mention, ...]:
        """Every link that names the file of an entry (``../how-to/name.md``) instead of its id."""
        drafts = {entry.path: entry for entry in self.broken_entries if entry.is_draft and entry.path != CATALOGUE}
        files = {**drafts, **self.by_path}
        return tuple(
            Mention(entry, link.target, link.place, (files[file],), "")
            for entry in self.parsed_entries
            for link in (entry.body.links if entry.body else ())
            if (file := _file(link)) in files and file is not None
        )

    @cached_property
    def by_path(self) -> Mapping[str, Entry]:
        """Entries by the file that holds nothing else."""
        return {entry.path: entry for entry in self.all_entries if entry.path != CATALOGUE}

    @cached_property
    def _by_line(self) -> Mapping[str, tuple[list[int], list[Entry]]]:
        """The entries of each file, and the lines on which they start."""
        found: dict[str, tuple[list[int], list[Entry]]] = defaultdict(lambda: ([], []))
        for entry in self.parsed_entries:
            lines, entries = found[entry.path]
            lines.append(entry.place().line)
            entries.append(entry)
        return found

    def entry_at(self, place: Place) -> Entry | None:
        """Return the entry that a line of a file belongs to, None where no entry was read from that file."""
        lines, entries = self._by_line.get(place.path, ([], []))
        return entries[max(bisect_right(lines, place.line) - 1, 0)] if entries else None

    @cached_property
    def catalogue_place(self) -> Place | None:
        """Where the list of resources is edited; None where each of them has a file of its own."""
        return Place(CATALOGUE) if any(source.path == CATALOGUE for source in self.sources) else None

    def ids(self, kind: str = "") -> Iterable[str]:
        """Return the ids that a reference may use."""
        return self.entries[Kind(kind)] if kind else self._by_id


def _lost_steps(written: Framework, offered: Framework) -> frozenset[str]:
    """Return the steps that point to something, all of which was withdrawn."""
    pairs = zip(written.steps, offered.steps, strict=True)
    return frozenset(step.id for step, left in pairs if step.places and not left.places)


def files_of(body: Body) -> Iterator[str]:
    """Yield the files of the project that a text shows or links to, as paths from its root."""
    for link in body.links:
        file = _file(link)
        if file is not None:
            yield file


def _file(link: Link) -> str | None:
    """Return the file that a link means; a check reports addresses that cannot be read."""
    try:
        return link.file()
    except ValueError:
        return None
