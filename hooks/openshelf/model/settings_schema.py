"""The settings that openshelf adds to ``mkdocs.yml``, as typed values: what stands under ``extra: openshelf``."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from openshelf.model import fields as f
from openshelf.model.colours import OWN, Rgb, Scheme
from openshelf.model.entries import Schema
from openshelf.model.locales import LOCALES
from openshelf.model.urls import TELEPHONE, why_unreadable


class ContentLicence(Schema):
    """The licence of the content."""

    id: f.Licence
    """SPDX id."""
    name: f.Phrase
    """As readers see it."""
    url: f.Address
    """Its text."""


class QuickExit(Schema):
    """Where *leave this page* leads: a page that anybody may have open, and that loads on a slow line."""

    url: f.Address
    """Its address."""
    name: f.Phrase
    """What readers know it as."""

    @field_validator("url")
    @classmethod
    def _https(cls, value: str) -> str:
        if not value.startswith("https://"):
            msg = "must start with https://, otherwise others on the network see where the reader went"
            raise ValueError(msg)
        return value


class Colours(Schema):
    """A library's own colours in one scheme. Unset: those of the other scheme, made light or dark; else the default."""

    accent: f.Colour | None = None
    """Links, buttons and the edge above the header."""
    second: f.Colour | None = None
    """What warns, the way to help, kinds of entries, and the mark of what the keyboard has reached."""
    page: f.Colour | None = None
    """What pages stand on."""


class FooterLine(Schema):
    """A line of words at the foot of every page: who publishes this."""

    words: f.PlainPhrase
    """Plain text."""
    url: f.Address | None = None
    """Where the words lead."""


def _footer(value: object) -> object:
    return {"words": value} if isinstance(value, str) else value


class Look(Schema):
    """What makes a library look like its publisher's."""

    light: Colours = Colours()
    """Colours on devices that ask for light pages, and on paper."""
    dark: Colours = Colours()
    """Colours on devices that ask for dark ones."""
    logo: f.Line | None = None
    """A drawing or picture below docs/ that stands beside the name and is the icon of the site in browsers."""
    footer: Annotated[FooterLine | None, BeforeValidator(_footer)] = None
    """Who publishes this: words, or words and url."""

    @property
    def chosen(self) -> dict[Scheme, dict[str, Rgb]]:
        """The library's own colours by name, for each scheme."""
        return {scheme: _chosen(colours) for scheme, colours in ((Scheme.LIGHT, self.light), (Scheme.DARK, self.dark))}


def _chosen(colours: Colours) -> dict[str, Rgb]:
    return {name: Rgb.of(code) for name in OWN if (code := getattr(colours, name)) is not None}


class ReviewMonths(Schema):
    """After how many months an entry must be read again, per kind."""

    resource: f.Count = 12
    collection: f.Count = 12
    case_study: f.Count = Field(default=36, alias="case-study")
    guide: f.Count = 12
    framework: f.Count = 12
    term: f.Count = 24
    theme: f.Count = 24
    update: f.Count = 120
    page: f.Count = 12


class LinkOptions(Schema):
    """How links to other sites are looked at."""

    agent_page: f.Address | None = None
    """A page that tells the hosts we ask who we are and how to reach us. Unset: the site's own address."""
    canaries: tuple[f.Address, ...] = ("https://www.iana.org/", "https://www.wikipedia.org/")
    """Addresses that are well whenever our own network is; where none is, nothing that was seen counts."""


class Descriptions(Schema):
    """What the first page of each section says under its title. Unset: a sentence that fits any library."""

    resources: f.Summary | None = None
    themes: f.Summary | None = None
    collections: f.Summary | None = None
    frameworks: f.Summary | None = None
    guides: f.Summary | None = None
    case_studies: f.Summary | None = Field(default=None, alias="case-studies")
    glossary: f.Summary | None = None
    updates: f.Summary | None = None
    search: f.Summary | None = None
    data: f.Summary | None = None


class Options(Schema):
    """What stands under ``extra: openshelf:``."""

    languages: Annotated[tuple[f.Language, ...], Field(min_length=1, max_length=1)]
    """Languages that the library is published in, the first one without a prefix in addresses."""
    contact: f.Line | None = None
    """Where *talk to a person* leads: an address, or a mailto: link. Unset: the support page."""
    helplines: f.Flag = True
    """Whether the support page lists the catalogue's helplines."""
    leave: QuickExit = QuickExit(url="https://www.wikipedia.org/", name="Wikipedia")
    """Where the button of sensitive pages leads."""
    licence: ContentLicence
    """The licence of the content."""
    regions: Annotated[dict[f.Id, f.Phrase], Field(min_length=1)]
    """Regions by id, with the words that readers see."""
    criteria: dict[f.Id, f.Phrase] = Field(default_factory=dict)
    """Criteria of comparison tables by id, with the question that readers see."""
    theme_groups: dict[f.Id, f.Phrase] = Field(default_factory=dict)
    """Groups of themes by id, in the order in which readers see them, with their words."""
    descriptions: Descriptions = Descriptions()
    """What the first page of each section says under its title."""
    look: Look = Look()
    """Colours, logo and words of the publisher."""
    review_months: ReviewMonths = ReviewMonths()
    """Review periods per kind, in months."""
    links: LinkOptions = LinkOptions()
    """How links to other sites are looked at."""

    @field_validator("contact")
    @classmethod
    def _contact(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://", "mailto:", "tel:")):
            msg = "must start with https://, http://, mailto: or tel:"
            raise ValueError(msg)
        if fault := why_unreadable(value):
            raise ValueError(fault)
        if value is not None and value.startswith("tel:") and not TELEPHONE.fullmatch(value.removeprefix("tel:")):
            msg = "is not a telephone number: write tel: and digits, for example tel:+15555550100"
            raise ValueError(msg)
        return value

    @field_validator("languages")
    @classmethod
    def _spoken(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for language in value:
            if language != "en" and not (LOCALES / language).is_dir():
                spoken = ", ".join(["en", *sorted(path.name for path in LOCALES.iterdir() if path.is_dir())])
                msg = f"the interface has no language {language!r} yet; it has {spoken}"
                raise ValueError(msg)
        return value
