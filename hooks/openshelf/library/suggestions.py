"""What somebody may have meant who names an entry that is not there, and where the right ids stand."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.core.problem import Hints, choices_hint, with_article
from openshelf.model.entries import Resource, Term
from openshelf.model.fields import id_like
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, SHELVES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library


class Suggestions:
    """Words hints about references: what is offered to readers, by its id, its title or another word for it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._hints = Hints()
        self._known: dict[str, Mapping[str, dict[Entry, None]]] = {}

    def instead_of(self, target: str, kind: str = "") -> str:
        """Return a hint for a reference that leads nowhere; ``kind`` is the one that its place wants, if any."""
        if "://" in target:
            return self._at(target, kind)
        if target.endswith(".md") and (meant := self._library.find(target.rpartition("/")[2].removesuffix(".md"))):
            return f"did you mean {' or '.join(self._reference(entry, kind) for entry in meant)}?"
        named, slash, id_ = target.rpartition("/")
        if slash and not kind and named not in set(Kind):
            return self._of_kind(named, id_)
        wanted, word = kind or named, id_like(id_)
        known = self._names(wanted)
        exact = known.get(word)
        if exact is None and (others := self._library.find(id_)):
            what = " and ".join(with_article(other.kind) for other in others)
            return f"{id_} is {what}; {where(wanted)}"
        found = exact or known.get(self._hints.closest(word, known) or "", {})
        if found:
            return f"did you mean {' or '.join(self._reference(entry, kind, named) for entry in found)}?"
        return choices_hint(self._library.ids(wanted)) or where(wanted)

    def _at(self, address: str, kind: str) -> str:
        """Return a hint for an address where an id belongs: the resource that has it, where there is one."""
        meant = self._by_address.get(address.strip("/"))
        if meant is None:
            return f"write an id here, not an address; {where(kind)}"
        return f"did you mean {self._reference(self._library.find(meant.key)[0], kind)}?"

    @cached_property
    def _by_address(self) -> Mapping[str, Entry]:
        entries = reversed(self._library.listed(Kind.RESOURCE))
        return {entry.of(Resource).url.strip("/"): entry for entry in entries}

    def _of_kind(self, named: str, id_: str) -> str:
        """Return a hint for a reference whose part before the slash is no kind."""
        kind = self._hints.closest(named, Kind)
        meant = self._library.find(f"{kind}/{id_}") or self._library.find(id_)
        if len(meant) == 1:
            return f"did you mean {self._reference(meant[0])}?"
        return f"write a kind before the slash: {', '.join(Kind)}"

    def _reference(self, entry: Entry, kind: str = "", named: str = "") -> str:
        """Return how a place that wants a kind names an entry, or a text, which may put the kind in front."""
        # The manual asks for the kind of themes and terms: others often take their ids.
        is_clear = entry.kind not in {Kind.THEME, Kind.TERM} and self._library.find(entry.id) == (entry,)
        return entry.id if kind or (is_clear and not named) else entry.key

    def _names(self, kind: str) -> Mapping[str, dict[Entry, None]]:
        if kind not in self._known:
            found: dict[str, dict[Entry, None]] = defaultdict(dict)
            entries = [entry for one in ([Kind(kind)] if kind else Kind) for entry in self._library.listed(one)]
            for entry in entries:
                for name in (entry.id, *map(id_like, _called(entry))):
                    found[name][self._library.find(entry.key)[0]] = None
            self._known[kind] = dict(found)
        return self._known[kind]


def _called(entry: Entry) -> Iterator[str]:
    yield entry.title
    if isinstance(entry.data, Term):
        yield from (*entry.data.aliases, *entry.data.abbreviations)


def where(kind: str) -> str:
    """Return where the ids of a kind stand, those of all kinds where it is empty."""
    if not kind:
        return f"take an id from {CATALOGUE}, or the name of a file in guides/, docs/ or {ENTRY_FOLDER}/"
    if kind == Kind.RESOURCE:
        return f"take an id from {CATALOGUE}"
    folders = dict.fromkeys(f"{shelf.folder}/" for shelf in SHELVES if shelf.kind == kind)
    return f"take the name of a file in {' or '.join(folders)}"
