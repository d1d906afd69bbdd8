"""Field types: how the text of a scalar becomes a value, and what is said when it cannot."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from babel import Locale
from babel.core import get_global
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from openshelf.core.problem import closest, nearest_hint
from openshelf.model.urls import check_address
from openshelf.model.written_sources import how_to_link, meant_addresses
from openshelf.sources.yaml_source import NullWord

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

SUMMARY_LENGTH = 160
"""Characters a summary may have: what a result list on a phone shows in three lines."""
DESCRIPTION_LENGTH = 600
"""Characters of Markdown that a description may have: a screen of a phone; what is longer is a guide."""
DEFINITION_WORDS = 40
"""Words a definition may have: what a tooltip holds."""
ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
ID_LENGTH = 64
"""Characters an id may have: it is an address that people type, and a name that every file system takes."""

UNKNOWN, PROPRIETARY = "unknown", "proprietary"
"""Words that stand for a licence: nobody looked it up, and the makers keep all rights. The first one stands for the
languages and the publisher of a resource too."""
_NO_LICENCE = {
    UNKNOWN: UNKNOWN,
    **dict.fromkeys(("proprietary", "closed", "commercial", "copyright", "all rights reserved"), PROPRIETARY),
}
_NAME_OF_A_LANGUAGE = 5
"""Letters from which on a word is no mistyped tag of a language, but its name."""


def _refuse(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """Build an error whose ``hint`` the problem will carry."""
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


def _line(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    if isinstance(value, str):
        value = value.strip()
        if not value:
            raise _refuse("no-value", "has no value", "write one, or delete the line")
        if len(value.splitlines()) > 1:
            raise _refuse("one-line", "contains a line break", "write it on one line")
    return value


def _words(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    if isinstance(value, NullWord):
        raise _refuse("no-value", "has no value")
    return value


_TAG = re.compile("<[a-zA-Z/!]")


def _plain(value: str) -> str:
    if _TAG.search(value):
        raise _refuse("plain", "is plain text: readers would see the HTML signs", "write words only")
    return value


def _summary(value: str) -> str:
    if len(value) > SUMMARY_LENGTH:
        raise _refuse(
            "summary-length", f"has {len(value)} characters, at most {SUMMARY_LENGTH} are allowed", "shorten it"
        )
    return value


def _markdown(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    if isinstance(value, str) and not value.strip():
        raise _refuse("no-value", "has no value", "write one, or delete the line")
    return _words(value)


def _description(value: str) -> str:
    length = len(value.strip())
    if length > DESCRIPTION_LENGTH:
        message = f"has {length} characters, at most {DESCRIPTION_LENGTH} are allowed"
        raise _refuse("description-length", message, "shorten it, or write a guide that refers to it: [[id]]")
    return value


def one_or_more(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    """Return a list for one text that stands alone."""
    return [value] if isinstance(value, str) else value


def refuse_words(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    """Return what is no text: words where a link with a name is needed are refused."""
    if isinstance(value, str):
        raise _refuse("source", "these are words, and readers need a link to follow", how_to_link(value))
    return value


def words_as_name(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    """Return words as the name of a source without an address; words that hold an address are refused."""
    if not isinstance(value, str):
        return value
    if meant_addresses(value):
        raise _refuse("source", "an address among words is no link that readers can follow", how_to_link(value))
    return {"name": value}


def _none_known(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    return [value] if value == UNKNOWN else value


def _languages(value: tuple[str, ...]) -> tuple[str, ...]:
    if UNKNOWN in value and len(value) > 1:
        raise _refuse("language", "names languages and also says unknown", f"delete {UNKNOWN}, or write it alone")
    return value


def _partial_date(value: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        raise _refuse("date", f"{value!r} is not a year, a month or a day", "for example 2024, 2024-05 or 2024-05-31")
    try:
        dt.date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        raise _refuse("date", f"{value!r} is not in the calendar", "check the month and the day") from None
    return value


def _definition(value: str) -> str:
    words = len(value.split())
    if words > DEFINITION_WORDS:
        raise _refuse(
            "definition-length",
            f"has {words} words, at most {DEFINITION_WORDS} are allowed",
            "move the rest to the text below",
        )
    return value


def unaccented(text: str) -> str:
    """Return a text under which accents and case make no difference."""
    if text.isascii():
        return text.lower()
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def id_like(text: str) -> str:
    """Return the id nearest to a text, letters without their accents; empty where there is none."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(text))[:ID_LENGTH].strip("-")


def _id_meant(value: str) -> str:
    """Return a hint for what is no id: an address, the path of a file, several ids, or one with other letters."""
    if "://" in value or value.startswith("www."):
        return "write the id of an entry, not its address"
    ids = [id_like(part) for part in re.split("[,;，、؛،]", re.sub(r"^(?:.*/)?(.+)\.md$", r"\1", value))]
    if len(ids) > 1 and all(ids):
        return f"put a comma between ids, outside quotes: {', '.join(ids)}"
    return f"did you mean {ids[0]}?" if ids[0] else "for example first-steps"


def _id(value: str) -> str:
    if not re.match(ID_PATTERN, value):
        raise _refuse("id", f"{value!r} is not an id: small letters, digits and single hyphens only", _id_meant(value))
    if len(value) > ID_LENGTH:
        raise _refuse("id", f"an id has at most {ID_LENGTH} characters, this one has {len(value)}", "shorten it")
    return value


def _date(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    if isinstance(value, str):
        if not re.match(r"^\d{4}-\d{2}-\d{2}$", value, re.ASCII):
            raise _refuse("date", f"{value!r} is not a date", "write year-month-day, for example 2026-03-31")
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise _refuse("date", f"{value!r} is not a day that exists", "check the month and the day") from None
    return value


def _colour(value: str) -> str:
    digits = value.removeprefix("#").lower()
    if not re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        raise _refuse("colour", f"{value!r} is not a colour", 'write six digits of 0-9 and a-f, for example "#0b5a5c"')
    return f"#{digits if len(digits) > 3 else ''.join(digit * 2 for digit in digits)}"  # noqa: PLR2004


def _flag(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    if isinstance(value, str):
        if value.casefold() not in {"yes", "no", "true", "false"}:
            raise _refuse("flag", f"{value!r} is neither yes nor no", "write yes or no")
        return value.casefold() in {"yes", "true"}
    return value


def _count(value: Any) -> Any:  # noqa: ANN401 - validators see raw input
    if isinstance(value, str):
        if not re.match(r"^\d{1,9}$", value):
            raise _refuse("count", f"{value!r} is not a whole number", "write digits only, for example 85")
        return int(value)
    return value


@cache
def known_languages() -> frozenset[str]:
    """Return the language codes that CLDR names, and those of ISO 639-3 that our catalogue needs besides."""
    return frozenset(str(code).split("_", maxsplit=1)[0] for code in Locale("en").languages) | {"prs", "pes"}


def language_of_country(value: str) -> str:
    """Return the language that most people speak in a country whose code was written, ``ja`` for ``jp``."""
    likely = get_global("likely_subtags").get(f"und_{value.upper()}", "") if len(value) == 2 else ""  # noqa: PLR2004
    return likely.partition("_")[0]


@cache
def names_of_languages() -> dict[str, str]:
    """Return the names of languages, in the languages that staff write most, with their tags."""
    return {
        name.casefold(): code.replace("_", "-")
        for locale in ("pt", "fr", "es", "en")
        for code, name in Locale(locale).languages.items()
        if code.partition("_")[0] in known_languages()
    }


@cache
def known_countries() -> dict[str, str]:
    """Return the ISO 3166 codes of countries and territories with their English names."""
    return {code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}  # noqa: PLR2004


def _is_language(value: str) -> bool:
    has_form = re.match(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$", value)
    return bool(has_form) and value.split("-", maxsplit=1)[0] in known_languages()


def language_tag(value: str) -> str:
    """Return the language tag that was written with other capitals, or with a low line; empty where it is none."""
    first, *parts = re.split(r"[-_]", value.casefold())
    tag = "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in parts)])  # noqa: PLR2004
    return tag if _is_language(tag) else ""


def _language_or_unknown(value: str) -> str:
    return value if value == UNKNOWN else _language(value)


def _language(value: str) -> str:
    if not _is_language(value):
        names = names_of_languages()
        # A tag has so few letters that one like it would be guessed.
        like = closest(value, names, 0.8) if len(value) >= _NAME_OF_A_LANGUAGE else None
        meant = (
            names.get(value.casefold()) or language_tag(value) or (like and names[like]) or language_of_country(value)
        )
        hint = f"did you mean {meant}?" if meant else "for example es or pt-BR"
        raise _refuse("language", f"{value!r} is not a language tag (BCP 47)", hint)
    return value


def _country(value: str) -> str:
    countries = known_countries()
    if value not in countries:
        named = {name.casefold(): code for code, name in countries.items()} | {"uk": "GB"}
        hint = (
            f"did you mean {named[value.casefold()]}?"
            if value.casefold() in named
            else nearest_hint(value.upper(), countries)
        )
        raise _refuse("country", f"{value!r} is not a country code (ISO 3166, two letters)", hint or "for example KE")
    return value


def _licence(value: str) -> str:
    known = value if value in {UNKNOWN, PROPRIETARY, _family(value)} else _spdx(value)
    if known is not None:
        return known
    hint = f"for example CC-BY-4.0, MIT, {PROPRIETARY} or {UNKNOWN}"
    if value.casefold() in _NO_LICENCE:
        hint = f"write {_NO_LICENCE[value.casefold()]}"
    elif (meant := _licence_meant("-".join(value.split()))) is not None:
        hint = f"did you mean {meant}?"
    raise _refuse("licence", f"{value!r} is not an SPDX licence id", hint)


@cache
def _family(value: str) -> str | None:
    """Return the name before the version of SPDX ids: what a source means that says CC-BY and no more."""
    versions = (f"-{version}" for version in ("1.0", "1.1", "2.0", "2.1", "3.0", "4.0"))
    return next((found.removesuffix(end) for end in versions if (found := _spdx(f"{value}{end}"))), None)


def _licence_meant(value: str) -> str | None:
    """Return the licence whose version, or the words behind it, are written otherwise or left out; GPLv3, cc by."""
    value = re.sub(r"(?i)^(?:the-)?gnu-|-licen[cs]e\b", "", value)
    if named := re.search(r"creativecommons\.org/licenses/(?P<name>[a-z-]+)/(?P<version>\d\.\d)", value):
        value = f"CC-{named['name']}-{named['version']}"
    numbered = re.sub(r"-?v?(\d)(?:\.0)?$", r"-\1.0", value)
    return _spdx(value) or _spdx(numbered) or _family(value)


def _spdx(value: str) -> str | None:
    try:
        return str(canonicalize_license_expression(value))
    except InvalidLicenseExpression:
        return None


Line = Annotated[str, BeforeValidator(_line), StringConstraints(min_length=1)]
"""One line of plain text."""
Words = Annotated[Line, BeforeValidator(_words)]
"""The same for readers: an unquoted ``null`` is none."""
Phrase = Annotated[Words, StringConstraints(max_length=200)]
"""A short phrase."""
PlainPhrase = Annotated[Phrase, AfterValidator(_plain)]
"""The same where somebody might expect HTML."""
Summary = Annotated[Words, AfterValidator(_summary), WithJsonSchema({"type": "string", "maxLength": SUMMARY_LENGTH})]
"""What a result list shows."""
Markdown = Annotated[
    str,
    BeforeValidator(_markdown),
    AfterValidator(_description),
    WithJsonSchema({"type": "string", "maxLength": DESCRIPTION_LENGTH}),
]
"""A short text in the dialect, of one line or several."""
Definition = Annotated[Words, AfterValidator(_definition)]
Id = Annotated[Line, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})]
Day = Annotated[dt.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[
    bool,
    BeforeValidator(_flag),
    WithJsonSchema({"enum": ["yes", "no", True, False]}, mode="validation"),
    WithJsonSchema({"type": "boolean"}, mode="serialization"),
]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Colour = Annotated[Line, AfterValidator(_colour), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-f]{6}$"})]
"""A colour of sRGB: ``#`` and six hexadecimal digits, however it was written."""
Language = Annotated[Line, AfterValidator(_language)]
Languages = Annotated[
    tuple[Annotated[Line, AfterValidator(_language_or_unknown)], ...],
    BeforeValidator(_none_known),
    Field(min_length=1),
    AfterValidator(_languages),
    WithJsonSchema(
        {"anyOf": [{"const": UNKNOWN}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
    ),
]
"""Language tags, or only the word that none is known."""
People = Annotated[
    tuple[Phrase, ...],
    BeforeValidator(one_or_more),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""One name or several, of people or organisations."""
PartialDate = Annotated[Line, AfterValidator(_partial_date)]
"""A year, a month or a day, as exactly as a source tells it."""
Country = Annotated[Line, AfterValidator(_country)]
Licence = Annotated[Line, AfterValidator(_licence)]
Address = Annotated[
    Line,
    AfterValidator(lambda v: check_address(v, _refuse)),
    WithJsonSchema({"type": "string", "format": "uri"}),
]


class _Noted:
    """Leaves a mark in the JSON Schema, from which the built site's schemas list the ids that exist."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Add the mark to what pydantic makes of the field."""
        schema = handler(core)
        schema[type(self).MARK] = self.name
        return schema

    MARK: ClassVar[str]
    name: str


@dataclass(frozen=True, slots=True)
class Refers(_Noted):
    """Marks a field whose text is the id of another entry; an empty kind means any kind."""

    MARK: ClassVar[str] = "x-refers-to"
    name: str = ""


@dataclass(frozen=True, slots=True)
class OneOf(_Noted):
    """Marks a field whose text must be a value of a vocabulary from the settings."""

    MARK: ClassVar[str] = "x-vocabulary"
    name: str = ""


class Answer(StrEnum):
    """A fact that may be unknown."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class OpenSource(StrEnum):
    """Whether the source code is open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class ResourceKind(StrEnum):
    """What a resource is."""

    TOOL = "tool"
    GUIDE = "guide"
    ORGANISATION = "organisation"
    HELPLINE = "helpline"
    COURSE = "course"
    DATASET = "dataset"
    TEMPLATE = "template"
    COMMUNITY = "community"
    RESEARCH = "research"
    FUNDING = "funding"


class Cost(StrEnum):
    """What a resource costs the person who uses it."""

    FREE = "free"
    FREEMIUM = "freemium"
    PAID = "paid"
    UNKNOWN = "unknown"


class Platform(StrEnum):
    """Where a tool runs."""

    ANDROID = "android"
    IOS = "ios"
    WEB = "web"
    WINDOWS = "windows"
    MACOS = "macos"
    LINUX = "linux"


class ProjectState(StrEnum):
    """Whether a resource is still looked after."""

    ACTIVE = "active"
    ARCHIVED = "archived"
    ENDED = "ended"
    UNKNOWN = "unknown"


class ReadFrom(StrEnum):
    """What a writer had in front of them."""

    PAGE = "page"
    COPY = "copy"


class Naming(StrEnum):
    """How a case study speaks of its partner."""

    NAMED = "named"
    DESCRIBED = "described"


class ConsentBasis(StrEnum):
    """Why a case study may be published."""

    RECORDED = "recorded"
    ALREADY_PUBLISHED = "already-published"


class ConsentScope(StrEnum):
    """What a partner may agree to have published."""

    STORY = "story"
    NAME = "name"
    PLACE = "place"
    PHOTO = "photo"
    QUOTE = "quote"


class Outcome(StrEnum):
    """How it went for the partner."""

    WORKED = "worked"
    MIXED = "mixed"
    FAILED = "failed"
    ENDED = "ended"
    TOO_EARLY = "too-early"
    PLAN = "plan"
    UNKNOWN = "unknown"


class Sign(StrEnum):
    """What stands beside the name of a theme; each is named after what it shows, and drawn in ``site/signs.py``."""

    ARROWS = "arrows"
    BOOK = "book"
    CAMERA = "camera"
    CARD = "card"
    CHIP = "chip"
    CLIPBOARD = "clipboard"
    COINS = "coins"
    CROSSROADS = "crossroads"
    DROP = "drop"
    FLAG = "flag"
    GLOBE = "globe"
    HEART = "heart"
    HOUSE = "house"
    LEAF = "leaf"
    LOCK = "lock"
    MEGAPHONE = "megaphone"
    NETWORK = "network"
    PEOPLE = "people"
    PERSON = "person"
    PHONE = "phone"
    PIN = "pin"
    SCALES = "scales"
    SHIELD = "shield"
    SPEECH = "speech"
    TABLE = "table"


class UpdateKind(StrEnum):
    """What an update brings."""

    NEWS = "news"
    WARNING = "warning"
    WITHDRAWAL = "withdrawal"
    LOOK_BACK = "look-back"


CALLOUTS = ("question", "pitfall", "saving", "homework")
"""Callouts with meaning, gathered on one page per theme."""
PLAIN_CALLOUTS = ("note", "warning")
"""Callouts that stay where they are."""
