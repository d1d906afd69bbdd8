"""One entry of the library: its typed fields, its text and where both stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from openshelf.core.problem import Place
from openshelf.library.external_links import Content, WebAddress, web_addresses
from openshelf.model.entries import Resource, Reviewed, Summarised, Term, Themed, WithdrawalNotice
from openshelf.model.field_refs import marked
from openshelf.model.kinds import RULES_PAGE, Kind
from openshelf.model.sections import address_of
from openshelf.model.urls import normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.model.field_refs import Loc, Mark
    from openshelf.model.kinds import Shelf
    from openshelf.sources.markdown_outline import Body
    from openshelf.sources.yaml_source import Tree

Schema = TypeVar("Schema", bound=Reviewed)


class FieldReference(NamedTuple):
    """A reference, or a word of a vocabulary, that stands in a field."""

    loc: Loc
    mark: Mark
    text: str
    place: Place


class EntryFacts(NamedTuple):
    """What is known of an entry whose file or item was read by an earlier run, and is read no further for it."""

    lines: int
    """How many lines further down it stands now."""
    line: int
    column: int
    """Where it started then, and where its references stood."""
    references: tuple[tuple[Loc, Mark, str, int, int], ...]
    addresses: tuple[tuple[int, int, str, str, str, bool, str, str], ...]
    """Line, column, and what a :class:`WebAddress` has, with where it leads and the host there."""
    page: str
    """The page that a resource is about, in the form in which addresses are compared; empty for others."""


@dataclass(frozen=True, eq=False)
class Entry:
    """Something that the library publishes, or holds back."""

    kind: Kind
    id: str
    data: Reviewed
    """Of the schema of its kind; of a broken entry only what all kinds have."""
    tree: Tree
    body: Body | None = None
    shelf: Shelf | None = None
    written: Mapping[str, Any] | None = None
    """What the file says, before it is typed; None where the tree tells."""
    faults: frozenset[Place] = frozenset()
    """Where that is wrong. Such an entry is checked like others as far as it goes, and never published."""
    digest: bytes = b""
    """A key of all of that but for its text and the lines on which it stands: what pages say of it changes with it."""
    source_key: bytes = b""
    """A key of the file or item that it was read from without a problem; empty where something is wrong with that."""
    facts: EntryFacts | None = None
    """What an earlier run found in that."""

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What the file says, before it is typed."""
        return self.tree.values if self.written is None else self.written

    @cached_property
    def key(self) -> str:
        """``kind/id``, which no other entry has."""
        return f"{self.kind}/{self.id}"

    @property
    def address(self) -> str:
        """Where its page is, or its place on a page, from the site's root; the home page has the empty address."""
        return address_of(self.kind, self.id)

    @property
    def path(self) -> str:
        """The file that holds the entry."""
        return self.tree.path

    @property
    def title(self) -> str:
        """The name readers see; empty for a case study that was withdrawn, for which pages have words."""
        return self.data.title

    @property
    def summary(self) -> str:
        """What lists show below the title."""
        if isinstance(self.data, Term):
            return self.data.definition
        return self.data.summary if isinstance(self.data, Summarised) else ""

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the entry's themes."""
        return self.data.themes if isinstance(self.data, Themed | Term | WithdrawalNotice) else ()

    def place(self, *loc: str | int, key: bool = False) -> Place:
        """Return where the value at ``loc`` stands."""
        if self.facts is not None and not loc:
            return Place(self.path, self.facts.line + self.facts.lines, self.facts.column)
        return self.tree.place(*loc, key=key)

    @property
    def is_broken(self) -> bool:
        """Whether its front matter has faults."""
        return bool(self.faults)

    @property
    def is_draft(self) -> bool:
        """Whether its file says so; where that cannot be read, nobody knows."""
        if not self.data.draft or not self.faults:
            return self.data.draft
        is_said = any(key.value == "draft" for key, _ in self.tree.node.value)
        return is_said and self.place("draft") not in self.faults

    def field_references(self) -> Sequence[FieldReference]:
        """Return the references and the words of vocabularies in its fields, but for those that are no such thing."""
        return self._references

    @cached_property
    def _references(self) -> tuple[FieldReference, ...]:
        if self.facts is None:
            return tuple(self._find_references())
        path, lines = self.path, self.facts.lines
        return tuple(
            FieldReference(loc, mark, text, Place(path, line + lines, column))
            for loc, mark, text, line, column in self.facts.references
        )

    def _find_references(self) -> Iterator[FieldReference]:
        schema: type[Reviewed] = Resource if self.shelf is None else self.shelf.schema
        if self.data.withdrawn is not None:
            schema = WithdrawalNotice if self.shelf is None else self.shelf.notice
        for loc, mark, text in marked(schema, self.values):
            place = self.place(*loc, key=loc[-1] == text)
            if place not in self.faults:
                yield FieldReference(loc, mark, text, place)

    @cached_property
    def addresses(self) -> tuple[WebAddress, ...]:
        """Every address of the web in it and its text, whatever host it has."""
        if self.facts is None:
            return tuple(web_addresses(Content(self.tree, {}, self.body)))
        path, lines = self.path, self.facts.lines
        return tuple(
            WebAddress(Place(path, line + lines, column), text, words, field, is_link, leads_to, host)
            for line, column, text, words, field, is_link, leads_to, host in self.facts.addresses
        )

    @cached_property
    def page(self) -> str:
        """The page that a resource is about, in the form in which addresses are compared; empty for others."""
        if self.facts is not None:
            return self.facts.page
        return normalise(self.data.url) if isinstance(self.data, Resource) else ""

    @property
    def is_for_writers(self) -> bool:
        """Whether readers have no use for it: neither search nor the foot of pages names it."""
        return self.kind is Kind.PAGE and self.id == RULES_PAGE

    def is_due(self, today: dt.date) -> bool:
        """Whether readers are to see the entry on that day: neither a draft nor for later."""
        return not self.data.draft and (self.data.publish_after is None or self.data.publish_after <= today)

    def is_to_be_listed(self, today: dt.date) -> bool:
        """Whether lists are to offer the entry on that day: due and not withdrawn."""
        return self.is_due(today) and self.data.withdrawn is None

    def is_published(self, today: dt.date) -> bool:
        """Whether readers may see the entry on that day."""
        return self.is_due(today) and not self.is_broken

    def is_listed(self, today: dt.date) -> bool:
        """Whether lists offer the entry on that day."""
        return self.is_to_be_listed(today) and not self.is_broken

    def of(self, schema: type[Schema]) -> Schema:
        """Return the fields of an entry whose kind is known. Raises TypeError where it is another."""
        if not isinstance(self.data, schema):
            msg = f"{self.key} is no {schema.__name__}"
            raise TypeError(msg)
        return self.data

    def field(self, name: str) -> Any:  # noqa: ANN401 - fields differ by kind
        """Return a field that only some kinds have, None for the others."""
        return getattr(self.data, name, None)
