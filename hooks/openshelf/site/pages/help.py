"""The page for people in danger: situations with who helps, and every helpline by language and by region."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.model.entries import Contact, HelpPage, Resource
from openshelf.model.fields import UNKNOWN, ResourceKind, unaccented
from openshelf.model.kinds import HELP_PAGE, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openshelf.library.entry import Entry
    from openshelf.site.markdown import RenderedHeading
    from openshelf.site.view import View


@dataclass(frozen=True, slots=True)
class DangerSituation:
    """A situation of danger: what to do first, and who helps."""

    section: RenderedHeading
    html: str
    helplines: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class HelplineGroup:
    """Those who answer in one language, or in one region."""

    id: str
    name: str
    """In the language of the page."""
    own_name: str
    """The name of a language in itself; empty where it is the same, and for regions."""
    direction: str
    helplines: tuple[Entry, ...]


def help_page(view: View) -> Entry | None:
    """Return the entry of the page for people in danger, None where a library has none to offer."""
    return next((entry for entry in view.listed(Kind.PAGE) if entry.id == HELP_PAGE), None)


class HelpLink(NamedTuple):
    """Where people in danger go from another page."""

    address: str
    words: str


def help_link(view: View) -> HelpLink | None:
    """Return the link to the page for people in danger, None without one; its words promise no more than it has."""
    page = help_page(view)
    if page is None:
        return None
    _ = view.words.gettext
    has_helpers = bool(page.of(HelpPage).helplines or helplines(view))
    words = _("In danger now? What to do first, and who helps") if has_helpers else _("In danger now? What to do first")
    return HelpLink(page.address, words)


def helplines(view: View) -> list[Entry]:
    """Return the listed helplines of the catalogue."""
    return [entry for entry in view.listed(Kind.RESOURCE) if entry.field("kind") is ResourceKind.HELPLINE]


def help_values(view: View, entry: Entry) -> dict[str, Any]:
    """Return what the template of the page for people in danger shows."""
    intro, below = view.text(entry).parts()
    named = {
        id_: tuple(found for resource in ids for found in view.find(resource, Kind.RESOURCE))
        for id_, ids in entry.of(HelpPage).helplines.items()
    }
    everybody = _by_title([*helplines(view), *(each for found in named.values() for each in found)])
    return {
        "intro": intro,
        "situations": [
            DangerSituation(section, below[section.id], named.get(section.id, ()))
            for section in view.text(entry).sections
            if section.id in below
        ],
        "languages": _by_language(view, everybody),
        "regions": _by_region(view, everybody),
        "answers_in": answers_in,
    }


def answers_in(entry: Entry) -> tuple[str, ...]:
    """Return the languages in which a helpline is known to answer: those of its pages say nothing about it."""
    return (entry.of(Resource).contact or Contact()).languages


def _by_title(entries: Iterable[Entry]) -> list[Entry]:
    return sorted({entry.key: entry for entry in entries}.values(), key=lambda entry: unaccented(entry.title))


def _by_language(view: View, everybody: Iterable[Entry]) -> list[HelplineGroup]:
    """Return who answers in each language, the languages by name; last those of whom no source says it."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in everybody:
        for tag in answers_in(entry) or (UNKNOWN,):
            found[tag].append(entry)
    unknown = tuple(found.pop(UNKNOWN, ()))
    names = {tag: view.words.language_name(tag) for tag in found}
    known = []
    for tag in sorted(found, key=lambda tag: unaccented(names[tag])):
        own, direction = view.words.own_language_name(tag)
        is_same = own.casefold() == names[tag].casefold()
        known.append(HelplineGroup(tag, names[tag], "" if is_same else own, direction, tuple(found[tag])))
    message = view.words.gettext("Not recorded, ask them")
    return [*known, HelplineGroup(UNKNOWN, message, "", "auto", unknown)] if unknown else known


def _by_region(view: View, everybody: Iterable[Entry]) -> list[HelplineGroup]:
    """Return who helps in each region, in the order of the settings."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in everybody:
        for region in entry.of(Resource).regions:
            found[region].append(entry)
    order = [*view.regions(), *sorted(found.keys() - set(view.regions()))]
    return [
        HelplineGroup(region, view.region_name(region), "", "auto", tuple(found[region]))
        for region in order
        if region in found
    ]
