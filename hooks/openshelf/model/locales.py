"""The languages of the interface, and how each writes dates, names and directions."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError

LOCALES = Path(__file__).parents[1] / "locale"


def locale_of(language: str) -> Locale:
    """Return CLDR data of a BCP 47 tag, of its first part where the whole is not known, else of English.

    English without a country is the international one (``en-001``), which writes 31 March 2026.
    """
    for tag in ("en-001" if language == "en" else language, language.split("-", maxsplit=1)[0], "en"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError
