"""Names of languages, countries and regions of the world: in their own tongues, and in those of most readers.

From CLDR, as babel has it. Babel leaves out CLDR's short and other names (DRC, Ivory Coast), so those stand here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READERS = ("en", "es", "pt", "fr")
"""The languages in which every name is given."""
CLDR_TAGS: Mapping[str, str] = {"prs": "fa_AF", "pes": "fa"}
"""Languages that CLDR knows as varieties of others."""

_NO_PLACE = frozenset({"001", "021", "030", "039", "053", "054", "057", "061", "145", "154", "155"}) | {
    *("EZ", "QO", "XA", "XB", "ZZ")
}
"""Codes of CLDR for what nobody looks for: the world, parts of it that statistics alone know, an unknown region."""
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "CD": (
        *("DR Congo", "DRC", "RDC", "RD Congo", "Congo-Kinshasa", "Democratic Republic of the Congo"),
        *("Democratic Republic of Congo", "República Democrática del Congo", "República Democrática do Congo"),
        "République démocratique du Congo",
    ),
    "CG": ("Congo-Brazzaville",),
    "HK": ("Hong Kong",),
    "MO": ("Macao", "Macau"),
    "MM": ("Myanmar", "Mianmar", "Burma", "Birmania", "Birmânia", "Birmanie", "မြန်မာ"),
    "PS": ("Palestine", "Palestina", "Palestinian Territories", "فلسطين"),
    "SX": ("Sint Maarten",),
}
"""Names in place of those of CLDR that nobody types, or that are also another country's."""
_FURTHER: Mapping[str, tuple[str, ...]] = {
    "003": ("América do Norte",),
    "011": ("West Africa", "África del Oeste", "Afrique de l'Ouest"),
    "014": ("East Africa", "África del Este", "África do Leste", "Afrique de l'Est"),
    "015": ("North Africa", "Norte de África", "África del Norte", "Norte da África", "Afrique du Nord"),
    "017": ("Central Africa",),
    "034": ("South Asia", "Asia del Sur", "Sur de Asia", "Sul da Ásia", "Asie du Sud"),
    "419": ("América Latina", "LATAM"),
    "AE": ("UAE", "EAU"),
    "BA": ("Bosnia",),
    "CF": ("RCA",),
    "CI": ("Ivory Coast", "Costa de Marfil"),
    "CV": ("Cabo Verde",),
    "CZ": ("Czech Republic", "República Checa", "República Tcheca", "République tchèque"),
    "GB": ("UK", "Great Britain", "Gran Bretaña", "Grã-Bretanha", "Grande-Bretagne"),
    "MK": ("Macedonia", "Macedônia", "Macédoine"),
    "NL": ("Holland", "Holanda", "Hollande"),
    "SZ": ("Swaziland", "Suazilandia", "Suazilândia"),
    "TL": ("East Timor", "Timor Oriental"),
    "TR": ("Turkey",),
    "UN": ("ONU",),
    "US": ("USA", "EEUU", "EE. UU.", "EUA"),
}
"""Names that people type besides those of CLDR."""
_MIDDLE_EAST = ("Middle East", "Oriente Medio", "Oriente Próximo", "Oriente Médio", "Moyen-Orient", "Proche-Orient")
"""A region that the United Nations have no code for, and CLDR no name."""


def language_names(tag: str) -> tuple[str, ...]:
    """Return the names of a language (BCP 47) in itself and in the languages of readers; varieties count as it."""
    base = CLDR_TAGS.get(tag, tag.partition("-")[0])
    names = (locale.languages.get(base) for locale in _locales((tag.partition("-")[0], *READERS)))
    return tuple(dict.fromkeys(filter(None, names)))


def place_names() -> Mapping[str, tuple[str, ...]]:
    """Return the names of every country and region in the languages of readers, by its code of ISO 3166 or UN M49."""
    codes = sorted(_locale("en").territories.keys() - _NO_PLACE)
    return {**{code: tuple(dict.fromkeys(_names_of_place(code))) for code in codes}, "": _MIDDLE_EAST}


def own_place_names(code: str) -> tuple[str, ...]:
    """Return the names of a country in its official languages; none of a region, and of what CLDR calls otherwise."""
    if not code.isalpha() or code in _INSTEAD:
        return ()
    spoken = get_official_languages(code, de_facto=True)
    return tuple(dict.fromkeys(name for locale in _locales(spoken) if (name := locale.territories.get(code))))


def _names_of_place(code: str) -> Iterator[str]:
    if code in _INSTEAD:
        yield from _INSTEAD[code]
        return
    for language in READERS:
        name = _locale(language).territories.get(code)
        if name:
            yield name.replace(" & ", " and ")  # CLDR has a sign where texts have a word
    yield from _FURTHER.get(code, ())


def _locales(languages: tuple[str, ...]) -> Iterator[Locale]:
    for language in languages:
        try:
            yield _locale(language)
        except (UnknownLocaleError, ValueError):
            continue


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
