"""Interface strings, dates and names of languages and countries, in one language."""

from __future__ import annotations

import datetime as dt
import gettext
import io
import re
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from openshelf.core.translatable import N_
from openshelf.library.facets import FACETS
from openshelf.library.link_states import LinkState
from openshelf.library.world_names import CLDR_TAGS
from openshelf.model import fields as f
from openshelf.model.kinds import Kind
from openshelf.model.locales import LOCALES, locale_of
from openshelf.model.sections import Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ONE_VERSION = re.compile(r"(?:AGPL|GFDL|GPL|LGPL)-\d\.\d")
"""Licences of GNU of which a source tells the version and no more; SPDX has `-only` and `-or-later` besides."""
_YEAR = 4
"""Characters of a date that is only a year."""


LABELS: dict[str, str] = {
    f"resource-kind/{f.ResourceKind.TOOL}": N_("Tool"),
    f"resource-kind/{f.ResourceKind.GUIDE}": N_("Guide or handbook"),
    f"resource-kind/{f.ResourceKind.ORGANISATION}": N_("Organisation"),
    f"resource-kind/{f.ResourceKind.HELPLINE}": N_("Helpline"),
    f"resource-kind/{f.ResourceKind.COURSE}": N_("Course"),
    f"resource-kind/{f.ResourceKind.DATASET}": N_("Dataset"),
    f"resource-kind/{f.ResourceKind.TEMPLATE}": N_("Template"),
    f"resource-kind/{f.ResourceKind.COMMUNITY}": N_("Community"),
    f"resource-kind/{f.ResourceKind.RESEARCH}": N_("Research"),
    f"resource-kind/{f.ResourceKind.FUNDING}": N_("Funding"),
    f"resource-kinds/{f.ResourceKind.TOOL}": N_("Tools"),
    f"resource-kinds/{f.ResourceKind.GUIDE}": N_("Guides and handbooks"),
    f"resource-kinds/{f.ResourceKind.ORGANISATION}": N_("Organisations"),
    f"resource-kinds/{f.ResourceKind.HELPLINE}": N_("Helplines"),
    f"resource-kinds/{f.ResourceKind.COURSE}": N_("Courses"),
    f"resource-kinds/{f.ResourceKind.DATASET}": N_("Datasets"),
    f"resource-kinds/{f.ResourceKind.TEMPLATE}": N_("Templates"),
    f"resource-kinds/{f.ResourceKind.COMMUNITY}": N_("Communities"),
    f"resource-kinds/{f.ResourceKind.RESEARCH}": N_("Research"),
    f"resource-kinds/{f.ResourceKind.FUNDING}": N_("Funding"),
    f"cost/{f.Cost.FREE}": N_("Free"),
    f"cost/{f.Cost.FREEMIUM}": N_("Free to start, paid for more"),
    f"cost/{f.Cost.PAID}": N_("Paid"),
    f"cost/{f.Cost.UNKNOWN}": N_("Cost not known"),
    f"answer/{f.Answer.YES}": N_("Yes"),
    f"answer/{f.Answer.PARTLY}": N_("Partly"),
    f"answer/{f.Answer.NO}": N_("No"),
    f"answer/{f.Answer.UNKNOWN}": N_("Not known"),
    f"answer/{f.OpenSource.NOT_APPLICABLE}": N_("Does not apply"),
    f"licence/{f.PROPRIETARY}": N_("Proprietary"),
    f"licence/{f.UNKNOWN}": N_("Not known"),
    f"state/{f.ProjectState.ACTIVE}": N_("Active"),
    f"state/{f.ProjectState.ARCHIVED}": N_("Archived: nobody works on it any more"),
    f"state/{f.ProjectState.ENDED}": N_("Ended: it is gone, or should not be used any more"),
    f"state/{f.ProjectState.UNKNOWN}": N_("Not known"),
    f"short-state/{f.ProjectState.ARCHIVED}": N_("Archived"),
    f"short-state/{f.ProjectState.ENDED}": N_("Ended"),
    "address/source_code": N_("Source code"),
    "address/documentation": N_("Documentation"),
    "address/privacy_policy": N_("Privacy policy"),
    "address/onion": N_("Tor address (.onion)"),
    "address/android": "Android",
    "address/ios": "iOS",
    f"read-from/{f.ReadFrom.PAGE}": N_("the page itself"),
    f"read-from/{f.ReadFrom.COPY}": N_("a stored copy of the page"),
    f"outcome/{f.Outcome.WORKED}": N_("It worked"),
    f"outcome/{f.Outcome.MIXED}": N_("Some of it worked"),
    f"outcome/{f.Outcome.FAILED}": N_("It did not work"),
    f"outcome/{f.Outcome.ENDED}": N_("It was ended"),
    f"outcome/{f.Outcome.TOO_EARLY}": N_("Too early to say"),
    f"outcome/{f.Outcome.PLAN}": N_("It ended in a plan"),
    f"outcome/{f.Outcome.UNKNOWN}": N_("Outcome not known"),
    f"update-kind/{f.UpdateKind.NEWS}": N_("News"),
    f"update-kind/{f.UpdateKind.WARNING}": N_("Warning"),
    f"update-kind/{f.UpdateKind.WITHDRAWAL}": N_("Withdrawal"),
    f"update-kind/{f.UpdateKind.LOOK_BACK}": N_("Look back"),
    f"kind/{Kind.RESOURCE}": N_("Resource"),
    f"kind/{Kind.COLLECTION}": N_("Collection"),
    f"kind/{Kind.CASE_STUDY}": N_("Case study"),
    f"kind/{Kind.GUIDE}": N_("Guide"),
    f"kind/{Kind.FRAMEWORK}": N_("Decision framework"),
    f"kind/{Kind.TERM}": N_("Term"),
    f"kind/{Kind.THEME}": N_("Theme"),
    f"kind/{Kind.UPDATE}": N_("Update"),
    f"kind/{Kind.PAGE}": N_("Page"),
    f"kinds/{Kind.RESOURCE}": N_("Resources"),
    f"kinds/{Kind.COLLECTION}": N_("Collections"),
    f"kinds/{Kind.CASE_STUDY}": N_("Case studies"),
    f"kinds/{Kind.GUIDE}": N_("Guides"),
    f"kinds/{Kind.FRAMEWORK}": N_("Decision frameworks"),
    f"kinds/{Kind.TERM}": N_("Words"),
    f"kinds/{Kind.THEME}": N_("Themes"),
    f"kinds/{Kind.UPDATE}": N_("Updates"),
    f"kinds/{Kind.PAGE}": N_("Pages"),
    "form/how-to": N_("How-to"),
    "form/explanation": N_("Explanation"),
    "form/research": N_("Tools research"),
    "form/article": N_("Article"),
    "forms/how-to": N_("How-to guides"),
    "forms/explanation": N_("Explanations"),
    "forms/research": N_("Tools research"),
    "forms/article": N_("Articles"),
    "callout/question": N_("Tough question"),
    "callout/pitfall": N_("Pitfall"),
    "callout/saving": N_("Cost-saving tip"),
    "callout/homework": N_("Homework"),
    "callout/note": N_("Note"),
    "callout/warning": N_("Warning"),
    "callouts/question": N_("Tough questions"),
    "callouts/pitfall": N_("Pitfalls"),
    "callouts/saving": N_("Cost-saving tips"),
    "callouts/homework": N_("Homework"),
    **{f"facet/{facet.id}": facet.title for facet in FACETS},
    f"link/{LinkState.FINE}": N_("Fine"),
    f"link/{LinkState.MAY_BE_DEAD}": N_("May be dead"),
    f"link/{LinkState.OFTEN_DOWN}": N_("Often down"),
    f"link/{LinkState.NOT_CHECKED}": N_("Not machine-checked"),
    "field-type/string": N_("text"),
    "field-type/integer": N_("number"),
    "field-type/boolean": N_("true or false"),
    "field-type/array": N_("list"),
    "field-type/object": N_("names with values"),
    "field-type/date": N_("date"),
    "platform/android": "Android",
    "platform/ios": "iOS",
    "platform/web": N_("Web browser"),
    "platform/windows": "Windows",
    "platform/macos": "macOS",
    "platform/linux": "Linux",
}
"""Words for the values of fixed vocabularies, by ``vocabulary/value``."""
SECTION_TITLES: Mapping[Section, str] = {
    Section.RESOURCES: N_("Resources"),
    Section.COLLECTIONS: N_("Collections"),
    Section.THEMES: N_("Themes"),
    Section.GUIDES: N_("Guides"),
    Section.FRAMEWORKS: N_("Decide"),
    Section.CASE_STUDIES: N_("Case studies"),
    Section.GLOSSARY: N_("Glossary"),
    Section.UPDATES: N_("Updates"),
    Section.SEARCH: N_("Search"),
    Section.LINK_HEALTH: N_("State of the links"),
    Section.DATA: N_("Open data"),
}
"""The titles of the first pages of sections."""


class Words:
    """Everything that depends on the language of the interface."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = locale_of(language)
        translations = _translations(language)
        self.gettext = translations.gettext
        self.ngettext = translations.ngettext
        self.date = cache(self._date)
        self.label = cache(self._label)

    def _label(self, vocabulary: str, value: str) -> str:
        """Return the word for a value of a fixed vocabulary."""
        return self.gettext(LABELS[f"{vocabulary}/{value}"])

    def section(self, section: Section) -> str:
        """Return what a section is called."""
        return self.gettext(SECTION_TITLES[section])

    def licence_name(self, licence: str) -> str:
        """Return what readers see of a licence: its SPDX id, or the word for what has none."""
        if licence in {f.UNKNOWN, f.PROPRIETARY}:
            return self.label("licence", licence)
        if _ONE_VERSION.fullmatch(licence):
            said = self.gettext("%(licence)s (the source does not say whether later versions count too)")
            return said % {"licence": licence}
        return licence

    def names(self, names: Sequence[str]) -> str:
        """Return names of people and organisations in one phrase."""
        return format_list(names, locale=self.locale)

    def _date(self, day: dt.date) -> str:
        """Return a date in full words."""
        return str(format_date(day, "long", locale=self.locale))

    def since(self, day: str) -> str:
        """Return a year, a month or a day, written 2024, 2024-05 or 2024-05-31, in full words."""
        if len(day) == _YEAR:
            return day
        first = dt.date.fromisoformat(f"{day}-01"[:10])
        return self.date(first) if day == str(first) else str(format_skeleton("yMMMM", first, locale=self.locale))

    def age(self, day: dt.date, today: dt.date) -> str:
        """Return how long ago a day was, in the largest unit that fits."""
        days = (today - day).days
        if days < 1:
            return self.gettext("today")
        months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
        if months < 2:  # noqa: PLR2004 - below two months, days say more
            return self.ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
        if months < 24:  # noqa: PLR2004 - below two years, months say more
            return self.ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}
        return self.ngettext("%(n)d year ago", "%(n)d years ago", months // 12) % {"n": months // 12}

    def language_name(self, tag: str) -> str:
        """Return the name of a language in this one; the tag itself where CLDR has none, words where it is unknown."""
        if tag == f.UNKNOWN:
            return self.label("answer", f.Answer.UNKNOWN)
        names = self.locale.languages
        name = names.get(tag.replace("-", "_")) or names.get(CLDR_TAGS.get(tag, tag))
        if name is None and "-" in tag:
            base, _, rest = tag.partition("-")
            more = self.locale.territories.get(rest) or self.locale.scripts.get(rest) or rest
            name = f"{self.language_name(base)} ({more})"
        return name or tag

    def own_language_name(self, tag: str) -> tuple[str, str]:
        """Return the name of a language in itself, and the direction of its script: ``auto`` where CLDR has neither."""
        locale = locale_of(tag)
        if locale.language != tag.partition("-")[0]:
            return self.language_name(tag), "auto"
        name = locale.get_display_name() if "-" in tag else locale.get_language_name()
        return str(locale.languages.get(tag.replace("-", "_")) or name), locale.text_direction

    def country_name(self, code: str) -> str:
        """Return the name of a country."""
        return str(self.locale.territories.get(code, code))


@cache
def _translations(language: str) -> gettext.NullTranslations:
    """Read the catalogue of a language; strings in the code are English."""
    catalogue = LOCALES / language / "LC_MESSAGES" / "openshelf.po"
    if not catalogue.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with catalogue.open("rb") as file:
        write_mo(compiled, read_po(file, locale=locale_of(language)))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
