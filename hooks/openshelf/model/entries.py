"""The schemas of everything that writers write. Unknown keys are errors; what is not known is left out or `unknown`."""

from __future__ import annotations

from operator import not_
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from openshelf.model import fields as f

Theme = Annotated[f.Id, f.Refers("theme")]
ResourceId = Annotated[f.Id, f.Refers("resource")]
TermId = Annotated[f.Id, f.Refers("term")]
GuideId = Annotated[f.Id, f.Refers("guide")]
AnyId = Annotated[f.Line, f.Refers()]
Region = Annotated[f.Id, f.OneOf("regions")]
Criterion = Annotated[f.Id, f.OneOf("criteria")]
ThemeGroup = Annotated[f.Id, f.OneOf("theme_groups")]


class Schema(BaseModel):
    """A closed, unchangeable set of fields."""

    # Each is made ready when the first entry of its kind is read: all of them together are a tenth of every start.
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, defer_build=True)


class Withdrawn(Schema):
    """No longer offered; the address stays and says so."""

    date: f.Day
    """The day it was withdrawn."""
    reason: f.Phrase
    """Why, in one line that readers see."""
    replaced_by: AnyId | None = None
    """The id of the entry to use instead."""


class Accept(Schema):
    """A link that checks may fail on, for a time."""

    reason: f.Phrase
    """Why the link stays although a check fails."""
    until: f.Day
    """The day on which this ends."""


class Reviewed(Schema):
    """What every entry has."""

    title: f.Phrase
    """The name readers see."""
    reviewed: f.Day
    """The day our text was last read against its source."""
    id: f.Id | None = None
    """The stable id; the file's name where left out."""
    review_by: f.Day | None = None
    """The day by which it must be read again; a period per kind in mkdocs.yml where left out."""
    reviewers: tuple[f.Phrase, ...] = ()
    """Who read it; pseudonyms are fine."""
    draft: f.Flag = False
    """Not published yet."""
    publish_after: f.Day | None = None
    """Not published before this day."""
    withdrawn: Withdrawn | None = None
    """No longer offered."""
    sensitive: f.Flag = False
    """Readers may be in danger when seen with this page."""
    licence: f.Licence | None = None
    """Where it is not the library's own licence (SPDX)."""
    archive: f.Flag = True
    """Whether archived copies of its links may be looked for, and shown to readers when a link is dead."""
    accept: Accept | None = None
    """Its links may fail, for a time."""


class WithdrawalNotice(Reviewed):
    """What is read of an entry that was withdrawn; whatever else its file still says counts for nothing."""

    withdrawn: Withdrawn
    """No longer offered."""
    themes: tuple[Theme, ...] = ()
    """Not shown; a sensitive one keeps the way to leave the page at once."""


class CaseNotice(WithdrawalNotice):
    """The same of a case study. Its title is not read either: it may be what gives the partner away."""

    title: Annotated[str, BeforeValidator(lambda _: "")] = ""
    """Always empty; pages say in the reader's language that a case study was withdrawn."""


class Findable(Schema):
    """What search finds under words that its pages do not hold."""

    search_words: tuple[f.Phrase, ...] = ()
    """Words that readers type when they look for this; never shown. A translation has its own."""


class Summarised(Reviewed, Findable):
    """An entry with the line that lists show."""

    summary: f.Summary
    """At most 160 characters: what it is and for whom."""


class Themed(Summarised):
    """An entry that belongs to themes."""

    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    """One theme or more."""


class NamedLink(Schema):
    """A link, and the words that readers see for it."""

    name: f.Phrase
    """What is there, in a few words."""
    url: f.Address
    """Where it is."""


class Citation(Schema):
    """Where facts come from: a public text, or words such as What the partner told us."""

    name: f.Phrase
    """What readers see: the title and who published it, or who told us."""
    url: f.Address | None = None
    """Where it is, if it has an address."""


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, dict | str) else value


NamedLinks = Annotated[
    tuple[Annotated[NamedLink, BeforeValidator(f.refuse_words)], ...],
    Field(min_length=1),
    BeforeValidator(_one_or_more, json_schema_input_type=NamedLink | tuple[NamedLink, ...]),
    Field(exclude_if=not_),
]
"""One link or several, each with a name."""
Citations = Annotated[
    tuple[Annotated[Citation, BeforeValidator(f.words_as_name, json_schema_input_type=Citation | f.Phrase)], ...],
    Field(min_length=1),
    BeforeValidator(_one_or_more, json_schema_input_type=f.Phrase | Citation | tuple[Citation | f.Phrase, ...]),
    Field(exclude_if=not_),
]
"""One source or several, with addresses or without."""


class Verdict(Schema):
    """What a source says about one criterion."""

    verdict: f.Answer
    """yes, partly, no or unknown."""
    source: NamedLinks = ()
    """Where that stands: name and url."""
    checked: f.Day | None = None
    """The day somebody read the source."""


class Contact(Schema):
    """How an organisation or helpline can be reached."""

    services: tuple[f.Phrase, ...] = ()
    """What they help with."""
    languages: tuple[f.Language, ...] = ()
    """Languages they answer in."""
    hours: f.Phrase | None = None
    """When they answer."""
    channels: tuple[f.Phrase, ...] = ()
    """Ways to write or call, as their own page names them."""


class Addresses(Schema):
    """Where else a resource can be found."""

    source_code: f.Address | None = None
    """Its source code."""
    documentation: f.Address | None = None
    """How to use it."""
    privacy_policy: f.Address | None = None
    """What its makers say about the data of the people who use it."""
    onion: f.Address | None = None
    """Its address in the Tor network."""
    android: f.Address | None = None
    """Its page in a shop or store of Android apps."""
    ios: f.Address | None = None
    """Its page in the App Store."""
    other: tuple[NamedLink, ...] = ()
    """Further ones, each with a name."""

    @property
    def fixed(self) -> tuple[tuple[str, str], ...]:
        """The addresses under names that are ours, each with its field, in the order in which readers get them."""
        named = ((name, getattr(self, name)) for name in type(self).model_fields if name != "other")
        return tuple((name, address) for name, address in named if address is not None)

    @property
    def followed(self) -> tuple[tuple[str, str], ...]:
        """Every address that is a link, with its field or its own name: not the one that only Tor Browser opens."""
        fixed = (pair for pair in self.fixed if pair[0] != "onion")
        return (*fixed, *((one.name, one.url) for one in self.other))


def _state(value: object) -> object:
    return {"is": value} if isinstance(value, str) else value


class State(Schema):
    """Whether a resource is still looked after."""

    now: f.ProjectState = Field(alias="is")
    """active, archived (it can be had, nobody works on it), ended (it is gone, or must not be used) or unknown."""
    since: f.PartialDate | None = None
    """Since when: a year, a month or a day."""
    source: NamedLinks = ()
    """Where that stands: name and url."""


class Resource(Themed):
    """One entry of the catalogue: something that exists elsewhere."""

    id: f.Id
    """The stable id."""
    url: f.Address
    """Where it is."""
    kind: f.ResourceKind
    """What it is."""
    publisher: f.Phrase
    """Who makes or runs it, or unknown."""
    description: f.Markdown | None = None
    """What a summary has no room for: Markdown of at most 600 characters, without headings."""
    addresses: Addresses = Addresses()
    """Where else it can be found."""
    state: Annotated[State | None, BeforeValidator(_state, json_schema_input_type=State | f.ProjectState | None)] = None
    """Whether it is still looked after: one word, or that word with since and source."""
    read_from: f.ReadFrom | None = None
    """What was read for this entry: page, the page itself, or copy, a stored copy of it."""
    languages: f.Languages
    """Languages it can be used in (BCP 47), or unknown."""
    languages_complete: f.Flag = True
    """Whether these are all of its languages, as far as we know; no where there may be more."""
    regions: Annotated[tuple[Region, ...], Field(min_length=1)]
    """Where it is made for."""
    cost: f.Cost
    """What it costs the person who uses it."""
    cost_note: f.Phrase | None = None
    """One line on the cost."""
    licence: f.Licence
    """SPDX id, proprietary where the makers keep all rights, or unknown."""
    open_source: f.OpenSource
    """Whether its source code is open."""
    good_for: tuple[f.Phrase, ...] = ()
    """When it is the right choice."""
    not_for: tuple[f.Phrase, ...] = ()
    """When it is not."""
    risks: tuple[f.Phrase, ...] = ()
    """What to watch out for."""
    platforms: tuple[f.Platform, ...] = ()
    """Where a tool runs."""
    offline: f.Answer = f.Answer.UNKNOWN
    """Whether it can be used without a connection."""
    low_bandwidth: f.Answer = f.Answer.UNKNOWN
    """Whether it can be used on a slow line."""
    alternatives: tuple[ResourceId, ...] = ()
    """Resources that do the same job."""
    instead_of: tuple[f.Phrase, ...] = ()
    """Names of well-known products that it can replace."""
    archived_url: f.Address | None = None
    """An archived copy."""
    contact: Contact | None = None
    """For organisations and helplines."""
    criteria: dict[Criterion, Verdict] = Field(default_factory=dict)
    """What sources say on the criteria of the comparison tables."""

    @property
    def known_languages(self) -> tuple[str, ...]:
        """Its languages; none where nobody knows them."""
        return tuple(tag for tag in self.languages if tag != f.UNKNOWN)


class Pick(Schema):
    """One resource of a collection, with the curator's reason."""

    section: f.Phrase | None = None
    """Starts a group with this heading."""
    resource: ResourceId
    """The resource's id."""
    why: Annotated[f.Words, Field(max_length=400)]
    """Why it is here and how to use it."""


class Collection(Themed):
    """A curated catalogue: resources picked by a person, each with a reason."""

    picks: Annotated[tuple[Pick, ...], Field(min_length=1)]
    """The resources, best first."""


class Consent(Schema):
    """Why the case may be told."""

    basis: f.ConsentBasis
    """recorded: the partner agreed, kept elsewhere. already-published: a public source says it."""
    source: Citations = ()
    """The public source, for already-published: name and url, or its title and who published it."""
    ref: f.Phrase | None = None
    """An opaque reference to a record kept elsewhere, for recorded: capitals, digits and hyphens, no name."""
    scope: tuple[f.ConsentScope, ...] = ()
    """What the partner agreed to have published; the page uses nothing else."""
    by_role: f.Phrase | None = None
    """The role of the person who agreed, never a name."""
    given: f.Day | None = None
    """The day of consent."""
    until: f.Day | None = None
    """The day consent ends."""


class Partner(Schema):
    """Who the case is about, and why it may be told."""

    naming: f.Naming
    """named or described."""
    label: f.Phrase
    """How the page speaks of the partner."""
    consent: Consent
    """Why the case may be told."""


class CasePlace(Schema):
    """Where it happened, as exactly as is safe."""

    country: f.Country | None = None
    """ISO 3166 code, two letters."""
    region: Region | None = None
    """A region of the library's list."""
    withheld: f.Flag = False
    """The place is not told."""


class CaseStudy(Themed):
    """What one partner tried, what worked, what did not, what they would change."""

    partner: Partner
    """Who the case is about."""
    period: f.Phrase
    """When, in words."""
    place: CasePlace
    """Where, as exactly as is safe."""
    outcome: f.Outcome
    """How it went."""
    source: Citations
    """Where the facts come from: name and url of the public text, or words such as What the partner told us."""
    resources: tuple[ResourceId, ...] = ()
    """Tools used or resources pointed to."""
    cost: f.Phrase | None = None
    """What it cost, if known."""
    time: f.Phrase | None = None
    """How long it took, if known."""


class Part(Schema):
    """Where a guide stands in a series."""

    id: GuideId
    """The guide that opens the series: it has the name of the whole, and shows the contents."""
    part: Annotated[f.Count, Field(ge=1)]
    """The place in the series, counted from 1."""


class Guide(Themed):
    """How-to, explanation or article."""

    series: Part | None = None
    """The series that this is a part of."""
    author: f.People = ()
    """Who wrote it, where that may be told."""
    translator: f.People = ()
    """Who translated it."""
    funder: f.People = ()
    """Who paid for it."""


class Comparison(Schema):
    """What a tools research page compares; the page draws the table by itself."""

    resources: Annotated[tuple[ResourceId, ...], Field(min_length=2)]
    """The tools."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """The criteria, from the library's list."""


class Research(Guide):
    """Tools research."""

    compares: Comparison | None = None
    """The tools and the criteria of the comparison table."""


_CHARACTERS = str.maketrans("\u2019\u02bc\u2010\u2011", "''--")


def with_ascii_punctuation(words: str) -> str:
    """Return words, as long as before, with one kind of apostrophe and of hyphen: keyboards differ, words do not."""
    return words if words.isascii() else words.translate(_CHARACTERS)


class Term(Reviewed, Findable):
    """A glossary entry."""

    definition: f.Definition
    """At most 40 words."""
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    """One theme or more."""
    aliases: tuple[f.Phrase, ...] = ()
    """Other words for the same thing."""
    abbreviations: tuple[f.Phrase, ...] = ()
    """Short forms, written as they are in texts."""
    equivalents: dict[f.Language, tuple[f.Phrase, ...]] = Field(default_factory=dict)
    """Words that people look for when they mean this, by language tag; search finds it under them."""
    see: tuple[TermId, ...] = ()
    """Terms to read next."""


class ThemePage(Summarised):
    """A theme: a subject with its own landing page."""

    group: ThemeGroup | None = None
    """The group of themes that it is shown with, from the library's list."""
    sign: f.Sign | None = None
    """A small drawing beside its name."""
    start_with: Annotated[tuple[AnyId, ...], Field(max_length=5)] = ()
    """At most five entries that an editor would read first."""


class SitePage(Summarised):
    """One of the site's own pages."""


class Situation(Schema):
    """What brings a reader here, in their words, and where to go."""

    words: f.Phrase
    """One sentence, as readers would say it."""
    to: AnyId
    """The id of the entry that helps."""
    section: f.Id | None = None
    """The id of the heading to go to on its page."""


class PageWithSituations(SitePage):
    """A page that first asks what brings the reader here."""

    situations: Annotated[tuple[Situation, ...], Field(max_length=8)] = ()
    """Sentences that lead readers on, at most eight."""


class HomePage(PageWithSituations):
    """The home page: six to eight situations, or none."""


class SupportPage(PageWithSituations):
    """The page on who can help: a few situations, above its text."""


class HelpPage(SitePage):
    """What to do in danger, now: situations under headings, and who helps."""

    helplines: dict[f.Id, tuple[ResourceId, ...]] = Field(default_factory=dict)
    """Ids of helplines and organisations, by the id of the heading under which they are shown."""


class HalfYear(Schema):
    """Partners of a part of the period."""

    label: f.Phrase
    """For example January to June."""
    partners: f.Count
    """How many partners."""
    note: f.Phrase | None = None
    """How the figure was found."""


class CountryFigure(Schema):
    """A country that the source names."""

    country: f.Country
    """ISO 3166 code, two letters."""
    region: Region
    """The region it is counted under."""


class Figures(Schema):
    """The figures of a look back."""

    partners: f.Count
    """Partners in the whole period."""
    half_years: tuple[HalfYear, ...] = ()
    """The same by half-year."""
    countries: tuple[CountryFigure, ...] = ()
    """Countries that are named."""
    countries_complete: f.Flag = False
    """Whether these are all the countries."""
    themes: tuple[Theme, ...] = ()
    """Themes that came up."""


class Update(Themed):
    """A dated post."""

    date: f.Day
    """The day it is published."""
    kind: Literal["news", "warning", "withdrawal", "look-back"]
    """What it brings."""
    affects: tuple[AnyId, ...] = ()
    """Entries it is about."""
    period: f.Phrase | None = None
    """The period of a look back."""
    figures: Figures | None = None
    """The figures of a look back."""
    source: Citations = ()
    """Where the facts come from: name and url of a public text, or words."""
