"""What can be said of entries and files one by one: all that a rule may read whose findings are kept between runs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.library.external_links import Content, WebAddress
from openshelf.library.values import folded_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.values import FoldedValue
    from openshelf.model.kinds import Shelf
    from openshelf.model.settings import Settings
    from openshelf.sources.markdown_outline import Body
    from openshelf.sources.source import Source


@dataclass(frozen=True, slots=True)
class Text:
    """A Markdown text: of a file, or the description of a resource."""

    shelf: Shelf | None
    """None for a description."""
    body: Body
    entry: Entry


class Entries:
    """Some entries, each by itself: nothing here tells of any other entry, of today, or of what lies in folders."""

    settings: Settings
    parsed_entries: tuple[Entry, ...]

    @property
    def given_addresses(self) -> tuple[WebAddress, ...]:
        """Addresses that pages get from elsewhere."""
        return ()

    @cached_property
    def all_entries(self) -> tuple[Entry, ...]:
        """Every entry whose fields fit its kind, in the order of files; two may wrongly share an id."""
        return tuple(entry for entry in self.parsed_entries if not entry.is_broken)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every Markdown text, those of broken entries too."""
        return tuple(Text(entry.shelf, entry.body, entry) for entry in self.parsed_entries if entry.body)

    @cached_property
    def pages(self) -> tuple[Text, ...]:
        """Texts of Markdown files: they alone have headings, notes, pictures and parts of their own."""
        return tuple(text for text in self.texts if text.shelf is not None)

    @cached_property
    def descriptions(self) -> tuple[Text, ...]:
        """Texts that are descriptions of resources."""
        return tuple(text for text in self.texts if text.shelf is None)

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """What every entry was read from, broken entries included."""
        return tuple(Content(entry.tree, entry.values, entry.body) for entry in self.parsed_entries)

    @cached_property
    def addresses(self) -> tuple[WebAddress, ...]:
        """Every address of the web in entries and texts, by whatever host it has."""
        return tuple(found for entry in self.parsed_entries for found in entry.addresses)

    @cached_property
    def all_addresses(self) -> tuple[WebAddress, ...]:
        """The same, and before them those that pages get from elsewhere."""
        return (*self.given_addresses, *self.addresses)


class SourceFiles(Entries):
    """Some files of text, each by itself, with the entries in them."""

    sources: tuple[Source, ...]

    @property
    def other_texts(self) -> tuple[Source, ...]:
        """Texts that are public too and become no pages."""
        return ()

    @cached_property
    def repository_texts(self) -> tuple[Source, ...]:
        """Every text, pages or not."""
        return (*self.sources, *self.other_texts)

    @cached_property
    def folded_values(self) -> tuple[FoldedValue, ...]:
        """Values of entries that YAML folds or unescapes, so that no line of the file holds them."""
        return tuple(folded_values(self.parsed_entries, self.sources))

    @cached_property
    def _texts_of(self) -> Mapping[str, Sequence[Body]]:
        """The texts of each file."""
        found: dict[str, list[Body]] = defaultdict(list)
        for text in self.texts:
            found[text.body.path].append(text.body)
        return found

    def visible(self, source: Source) -> str:
        """Return a source with the code of its texts blanked out, every other character at its old offset."""
        lines = source.text.split("\n")
        for body in self._texts_of.get(source.path, ()):
            if body.visible == body.text:
                continue
            for number, row in enumerate(body.visible.rstrip("\n").split("\n"), start=body.first_line - 1):
                line = lines[number]
                lines[number] = line[: body.indent] + row + line[body.indent + len(row) :]
        return "\n".join(lines)


@dataclass(frozen=True)
class SomeEntries(Entries):
    """Entries of a library, and the addresses that pages get from its settings if those are to be looked at too."""

    settings: Settings
    parsed_entries: tuple[Entry, ...]
    given: tuple[WebAddress, ...] = ()

    @property
    def given_addresses(self) -> tuple[WebAddress, ...]:
        """Addresses that pages get from elsewhere."""
        return self.given


@dataclass(frozen=True)
class SomeFiles(SourceFiles):
    """Files of a library."""

    settings: Settings
    parsed_entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    others: tuple[Source, ...] = ()

    @property
    def other_texts(self) -> tuple[Source, ...]:
        """Texts that are public too and become no pages."""
        return self.others
