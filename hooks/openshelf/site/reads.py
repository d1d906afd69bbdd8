"""What pages may know of a library: every fact is a read with a name, narrow enough to be cached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.core.store import digest
from openshelf.library.dates import review_due
from openshelf.model.entries import Research
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section
from openshelf.site.link_addresses import address_of_file, place_on_page
from openshelf.site.neighbours import Neighbours
from openshelf.site.traces import Recorder, follows_from, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from openshelf.core.problem import Place
    from openshelf.frameworks.proof import Proof
    from openshelf.library.entry import Entry
    from openshelf.library.facets import Facet
    from openshelf.library.library import Library
    from openshelf.library.link_states import KnownLink
    from openshelf.model.settings_schema import ContentLicence


@dataclass(frozen=True)
class Reads:
    """The reads of one library. Arguments can be hashed; answers are plain values that nobody changes."""

    library: Library

    @cached_property
    def recorder(self) -> Recorder:
        """Notes who reads what."""
        return Recorder()

    @cached_property
    def state(self) -> bytes:
        """A key of everything that a read can answer from."""
        paths = (source.path for source in self.library.sources)
        return digest(self.library.contents_key, self.library.today.isoformat(), *paths)

    @read
    def listed(self, kind: Kind) -> tuple[Entry, ...]:
        """Return the entries of a kind that lists offer: published and not withdrawn, in the order of lists."""
        return self.library.listed(kind)

    @read
    def published(self, kind: Kind) -> tuple[Entry, ...]:
        """Return the entries of a kind that have an address, withdrawn ones included, in the order of lists."""
        return self.library.published(kind)

    @read
    def of_theme(self, theme: str, kind: Kind) -> tuple[Entry, ...]:
        """Return the listed entries of a kind that belong to a theme."""
        return self.library.of_theme(theme, kind)

    @read
    def in_section(self, section: Section) -> tuple[Entry, ...]:
        """Return the listed entries of a section in the order of its lists: updates the newest first."""
        return self.library.updates if section is Section.UPDATES else self.library.listed(section.kind)

    @read
    def facet_values(self, facet: Facet, entry: Entry) -> tuple[str, ...]:
        """Return the values that an entry has of a facet."""
        return tuple(facet.values_of(self.library, entry))

    @read
    def first_values(self, facet: Facet) -> tuple[str, ...]:
        """Return the values of an open vocabulary with which the lists of a facet begin."""
        return tuple(facet.first(self.library))

    @read
    def find(self, target: str, kind: str = "") -> tuple[Entry, ...]:
        """Return the entries that ``id`` or ``kind/id`` can mean: none, one, or the choices."""
        return self.library.find(target, kind)

    @read
    def published_target(self, target: str) -> Entry | None:
        """Return the published entry that a reference in a text means."""
        found = self.library.find(target)
        return found[0] if found and found[0].is_published(self.library.today) else None

    @read
    def entry_of_file(self, path: str) -> Entry | None:
        """Return the entry whose file is at a path, None for the catalogue and for files that hold none."""
        return self.library.by_path.get(path)

    @read
    def address_of_file(self, target: str, path: str) -> str | None:
        """Return the site address of the file that a link in the file at ``path`` means, None for other links."""
        return address_of_file(self.library, target, path)

    @read
    @follows_from("listed", Kind.RESOURCE)
    def related(self, entry: Entry, exclude: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return the listed resources that share most with one, but for those with the ids of ``exclude``."""
        return tuple(self._neighbours.of(entry, frozenset(exclude)))

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.library.listed(Kind.RESOURCE))

    @read
    def series_above(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the guides that open the series that an entry is in, the outermost first."""
        return self.library.series.above(entry)

    @read
    def listed_under(self, entry: Entry) -> Entry:
        """Return the entry whose title says where lists put one: itself, or what opens its outermost series."""
        return self.library.series.listed_under(entry)

    @read
    def series_parts(self, entry: Entry) -> Sequence[Entry]:
        """Return the parts of the series that an entry opens, in order."""
        return self.library.series.parts(entry)

    @read
    def read_before(self, entry: Entry) -> Entry | None:
        """Return the guide to read before a part of a series."""
        return self.library.series.before(entry)

    @read
    def read_after(self, entry: Entry) -> Entry | None:
        """Return the guide to read after a part of a series, or after the one that opens it."""
        return self.library.series.after(entry)

    @read
    def comparisons(self) -> tuple[Entry, ...]:
        """Return the tools research that draws a table."""
        return tuple(
            guide
            for guide in self.listed(Kind.GUIDE)
            if isinstance(guide.data, Research) and guide.data.compares is not None and guide.data.compares.resources
        )

    @read
    def shows(self, section: Section) -> bool:
        """Whether a section of entries has something to read; where it has nothing, no menu leads there."""
        return bool(self.in_section(section)) or (section is Section.FRAMEWORKS and bool(self.comparisons()))

    @read
    def used_in(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the listed entries that refer to an entry; see the library for what does not count."""
        return self.library.used_in.get(entry.key, ())

    @read
    def alternatives(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the listed resources that a resource names as alternatives or that name it."""
        return self.library.alternatives.get(entry.key, ())

    @read
    def replacement(self, entry: Entry) -> Entry | None:
        """Return what readers may use instead of a withdrawn entry."""
        return self.library.replacement(entry)

    @read
    def proof(self, entry: Entry) -> Proof | None:
        """Return what is proved about a framework, None where its ids do not fit together."""
        return self.library.proofs.get(entry.key)

    @read
    def as_written(self, entry: Entry) -> Entry:
        """Return an entry with its references to what was withdrawn."""
        return self.library.entries[entry.kind][entry.id]

    @read
    def withdrawn_targets(self, entry: Entry, field: str) -> tuple[Entry, ...]:
        """Return the withdrawn entries that a field of an entry names, and lists leave out."""
        return self.library.withdrawn_targets(self.as_written(entry), field)

    @read
    def broken_entries(self) -> tuple[Entry, ...]:
        """Return the entries whose front matter has faults; drafts have no page, finished or not."""
        return tuple(entry for entry in self.library.broken_entries if not entry.is_draft)

    @read
    def link(self, address: str) -> KnownLink:
        """Return what is known about an address outside the site."""
        return self.library.links.of(address)

    @read
    def region_name(self, region: str) -> str:
        """Return the words for a region."""
        return self.library.settings.region_name(region)

    @read
    def product_name(self, product: str) -> str:
        """Return the name of a product that some resource can be used instead of, by its value in the facet."""
        return self.library.products.get(product, product)

    @read
    def resource_called(self, product: str) -> Entry | None:
        """Return the listed resource that is such a product itself."""
        return self.library.listed_products.get(product)

    @read
    def product_of(self, entry: Entry) -> str:
        """Return the product that a resource is and others can be used instead of, by its value; empty for none."""
        return self.library.product_of.get(entry.key, "")

    @read
    def criterion_name(self, criterion: str) -> str:
        """Return the words for a criterion."""
        return self.library.settings.criterion_name(criterion)

    @read
    def theme_groups(self) -> tuple[tuple[str, str], ...]:
        """Return the groups of themes, each with its words, in the order of the settings."""
        return tuple(self.library.settings.options.theme_groups.items())

    @read
    def place(self, entry: Entry, section: str) -> str:
        """Return what leads from the address of an entry's page to a heading of its text."""
        return place_on_page(self.library, entry, f"#{section}")

    @read
    def regions(self) -> tuple[str, ...]:
        """Return the ids of the regions, in the order of the settings."""
        return tuple(self.library.settings.regions)

    @read
    def review_due(self, entry: Entry) -> dt.date:
        """Return the day by which an entry must be read again."""
        return review_due(entry, self.library.settings)

    @read
    def is_overdue(self, entry: Entry) -> bool:
        """Whether an entry should have been read again before today."""
        return self.review_due(entry) < self.library.today

    @read
    def are_links_known(self) -> bool:
        """Whether any check has recorded anything of links."""
        return self.library.links.is_known

    @read
    def newest_check(self) -> dt.date | None:
        """Return the day of the newest check of a link."""
        return self.library.links.newest

    @read
    def site_name(self) -> str:
        """Return the name of the site."""
        return self.library.settings.site_name

    @read
    def site_url(self) -> str:
        """Return the public address of the site, with a slash at the end; empty when unset."""
        return self.library.settings.site_url

    @read
    def today(self) -> dt.date:
        """Return the day of which the site tells."""
        return self.library.today

    @read
    def site_description(self) -> str:
        """Return what the settings say the site is."""
        return self.library.settings.site_description

    @read
    def description(self, section: Section) -> str | None:
        """Return what the settings say that a section is, None where they say nothing."""
        message: str | None = getattr(self.library.settings.options.descriptions, section.replace("-", "_"), None)
        return message

    @read
    def edit_uri(self) -> str:
        """Return the address to which a path is added to edit it, empty when unset."""
        return self.library.settings.edit_uri

    @read
    def contact(self) -> str | None:
        """Return where *talk to a person* leads, None when unset."""
        return self.library.settings.options.contact

    @read
    def offered_languages(self) -> tuple[str, ...]:
        """Return the languages that the library is offered in."""
        return self.library.settings.options.languages

    @read
    def licence(self) -> ContentLicence:
        """Return the licence of the content."""
        return self.library.settings.options.licence

    @read
    def shows_helplines(self) -> bool:
        """Whether the support page lists the catalogue's helplines."""
        return self.library.settings.options.helplines

    @read
    def catalogue_place(self) -> Place | None:
        """Return where the list of resources is edited; None where each of them has a file of its own."""
        return self.library.catalogue_place
