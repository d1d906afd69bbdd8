"""Find places so exact that they point to a building: coordinates, plus codes, pins on maps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.sources.text import Needle, lines_with_digits, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# A first number is found by its decimals, so that the search starts at a fixed character; the rest comes later.
_DECIMALS = re.compile(r"[.,](?P<decimals>[0-9]{3,15})(?![0-9])")
_WHOLE_BACKWARDS = re.compile(r"(?P<whole>[0-9]{1,3})(?P<sign>[-−+]?)(?P<before>[^0-9]?)")
_SECOND = re.compile(
    r"(?P<mark>[°º]?\s?[NS]?)(?P<gap>\s?(?:,|;|%2C|%2c|\||~|\s)\s?|\s/\s|/|[^0-9\n]{0,14}\n?[^0-9\n]{0,14}[lL](?:on|ng|ON|NG)[^0-9\n]{1,12}?)"
    r"(?P<east>[EWO]\s?)?(?P<sign>[-−+]?)(?P<whole>[0-9]{1,3})[.,](?P<decimals>[0-9]{3,15})(?![0-9])(?P<end>\s?[°º]?\s?[EWO]?\b)"
)
_LATITUDE_WORD = re.compile(r"(?:(?i:\blat\w{0,6}|coord\w{0,8}|\bgps)[^0-9\n]{0,12}|\b[NS]\s?)\Z")
_SURE_DECIMALS = 4
"""As many digits after the point as no price and no count in thousands has."""
_LEAST_DEGREES = 10
_SEA_DEGREES = 4
"""Nearer than this to where the equator and the first meridian meet is only sea."""
_MANY_DECIMALS = 6
"""As many as telephones write of a place, also near the equator."""
_MAX_LATITUDE, _MAX_LONGITUDE = 90, 180

_DEGREES = re.compile(
    r"[0-9]{1,3}\s?[°º]\s?[0-9]{1,2}(?P<part>[.,][0-9]{1,8})?\s?[′'’]\s?(?P<seconds>[0-9]{1,2}(?:[.,][0-9]{1,8})?\s?(?:[″\"”]|''))?"
)
_PLUS = re.compile(r"\+[23456789CFGHJMPQRVWX]{2,3}(?![A-Za-z0-9+/=])")
_PLUS_BACKWARDS = re.compile(r"(?P<code>[23456789CFGHJMPQRVWX]{8}|[23456789CFGHJMPQRVWX]{4})(?![A-Za-z0-9+/=_-])")
_MAP = re.compile(r"map=(?P<zoom>[0-9]{1,2})(?:\.[0-9]{1,4})?/-?[0-9]{1,3}\.[0-9]{2,15}/-?[0-9]{1,3}\.[0-9]{2,15}")
_WORD = r"[^\W\d_]{1,30}"
_FORMS = (
    (
        Needle.of("///"),
        "a square of three metres",
        re.compile(rf"(?<![:/\w])///{_WORD}[.・]{_WORD}[.・]{_WORD}(?![\w/])"),
    ),
    (
        Needle.of("3w"),
        "a square of three metres",
        re.compile(
            rf"(?i)(?:what3words|w3w)\b[^\n.\w]{{1,8}}{_WORD}\.{_WORD}\.{_WORD}(?![\w/])"
            r"|(?<![\w.])[^\W\d_]{3,30}(?:\.[^\W\d_]{3,30}){2} \((?:what3words|w3w)\)"
        ),
    ),
    (
        Needle.of("UTM"),
        "a place on the grid of maps",
        re.compile(
            r"(?<![\w.])[0-6]?[0-9][C-HJ-NP-X] [0-9]{6} [0-9]{7}(?![0-9])"
            r"|UTM[^\n]{0,24}[ :,][0-9]{6}(?:[.,][0-9]{1,3})?(?: ?m ?E?[,;]?|E[,;]?|[,;]) ?(?:N ?)?[0-9]{7}(?![0-9])"
        ),
    ),
    (
        Needle.of("MGRS"),
        "a place on the grid of maps",
        re.compile(r"MGRS[^\n0-9]{0,12}[0-6]?[0-9][C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?[0-9]{4,5} ?[0-9]{4,5}(?![0-9])"),
    ),
    (Needle.of(".org/go/"), "a pin on a map", re.compile(r"(?:osm|openstreetmap)\.org/go/[^\s)>\]\"']{6,200}")),
    (Needle.of("!3d"), "a pin on a map", re.compile(r"!3d-?[0-9]{1,2}\.[0-9]{3,15}!4d-?[0-9]{1,3}\.[0-9]{3,15}")),
    *(
        (Needle.of(site), "a pin on a map", re.compile(rf"{re.escape(site)}[^\s)>\]\"']{{6,200}}"))
        for site in (
            "what3words.com/",
            "w3w.co/",
            "plus.codes/",
            "waze.com/ul/h",
        )
    ),
)
"""What stands in each, what it is, and how it looks: words of what3words, the metres of UTM, links to both.

Besides short links, which no rule can look behind and another rule refuses.
"""
_MIN_DIGITS = 4
"""Of the first number of two, with its decimals."""
_STREET_ZOOM = 14
"""The zoom of a web map from which single houses can be seen."""


def exact_places_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the offset, the kind and the text of each exact place."""
    yield from _coordinates(text)
    for match in _DEGREES.finditer(text) if "°" in text or "º" in text else ():
        if match["seconds"] or match["part"]:
            yield match.start(), "coordinates", match[0]
    if "+" in text:
        yield from _plus_codes(text)
    for match in _MAP.finditer(text) if "map=" in text else ():
        if int(match["zoom"]) >= _STREET_ZOOM:
            yield match.start(), "a place on a map", match[0]
    signs = signs_of(text)
    for needle, kind, pattern in _FORMS:
        for match in pattern.finditer(text) if needle.is_in(text, signs) else ():
            yield match.start(), kind, match[0]


def _coordinates(text: str) -> Iterator[tuple[int, str, str]]:
    end = 0
    lines = lines_with_digits(text, _MIN_DIGITS)
    for match in (match for line in lines for match in _DECIMALS.finditer(text, *line)):
        if match.start() < end:
            continue
        before = text[max(match.start() - 5, 0) : match.start()]
        first = _WHOLE_BACKWARDS.match(before[::-1])
        second = _SECOND.match(text, match.end()) if first else None
        if (
            first is None
            or second is None
            or first["before"] == "."
            or text[match.start()] != text[second.end("whole")]
        ):
            continue
        start = match.start() - len(first["whole"]) - len(first["sign"])
        latitude, longitude = int(first["whole"][::-1]), int(second["whole"])
        is_marked = bool(
            first["sign"]
            or second["sign"]
            or second["mark"].strip()
            or second["end"].strip()
            or second["east"]
            or len(second["gap"]) > 3  # noqa: PLR2004 - it holds a word for longitude
            or first["before"] in {"@", "=", ":"}
            or _LATITUDE_WORD.search(text[max(start - 24, 0) : start])
        )
        if second["gap"] == "/":  # as parts of addresses and ratios have
            is_marked = bool(first["sign"] or second["sign"]) and first["before"] not in {"/", "="}
        is_sure = second["gap"] != "/" and (
            min(len(match["decimals"]), len(second["decimals"])) >= _SURE_DECIMALS
            and (max(latitude, longitude) >= _LEAST_DEGREES or len(match["decimals"]) >= _MANY_DECIMALS)
            and (bool(second["gap"].strip()) or len(second["decimals"]) > _SURE_DECIMALS)
        )
        if max(latitude, longitude) < _SEA_DEGREES:  # coefficients and shares, not the Gulf of Guinea
            continue
        if latitude <= _MAX_LATITUDE and longitude <= _MAX_LONGITUDE and (is_marked or is_sure):
            end = second.end()
            yield start, "coordinates", text[start : second.end("decimals")]


def _plus_codes(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _PLUS.finditer(text):
        code = _PLUS_BACKWARDS.match(text[max(match.start() - 9, 0) : match.start()][::-1])
        whole = code["code"][::-1] + match[0] if code else ""
        if any(char.isdigit() for char in whole) and any(char.isalpha() for char in whole):
            yield match.start() - len(whole) + len(match[0]), "a plus code", whole
