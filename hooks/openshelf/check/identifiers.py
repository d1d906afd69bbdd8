"""Find numbers that states give to people, and dates of birth."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from openshelf.sources.text import lines_with_digits, lowercased

if TYPE_CHECKING:
    from collections.abc import Iterator


class Number(NamedTuple):
    """How the numbers of one state look, and who knows whether the digit that checks the others fits."""

    name: str
    form: re.Pattern[str]
    scheme: str
    """The module of stdnum that checks it, loaded for a number of that form; empty where no digit checks the others."""
    word: re.Pattern[str] | None = None
    """Must stand shortly before, where the form alone says little."""


def _number(name: str, form: str, scheme: str, word: str = "") -> Number:
    return Number(name, re.compile(form), scheme, re.compile(rf"(?i)\b(?:{word})\b") if word else None)


_NUMBERS = (
    _number("a CPF (Brazil)", r"\d{3}\.\d{3}\.\d{3}-\d{2}", "br.cpf"),
    _number("a CPF (Brazil)", r"(?:\d{9}|\d{3} \d{3} \d{3})-?\d{2}", "br.cpf", "cpf"),
    _number("an RFC (Mexico)", r"[A-Z]{4}\d{6}[A-Z0-9]{3}", "mx.rfc", "rfc"),
    _number("an identity number (Rwanda)", r"1 ?(?:19|20)\d{2} ?[78] ?\d{7} ?\d ?\d{2}", ""),
    _number("a CURP (Mexico)", r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d", "mx.curp"),
    _number("a RUT (Chile)", r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", "cl.rut"),
    _number("a cédula (Dominican Republic)", r"\d{3}-\d{7}-\d", "do.cedula"),
    _number("a cédula (Ecuador)", r"\d{9}-?\d", "ec.ci", "c[eé]dula|ci"),
    _number("a CUIL (Argentina)", r"2[0347]-\d{8}-\d", "ar.cuit"),
    _number("a DNI (Spain)", r"\d{8}-?[A-Z]", "es.dni", "dni|nif|n[uú]mero de identidad"),
    _number("a NIE (Spain)", r"[XYZ]-?\d{7}-?[A-Z]", "es.nie", "nie|nif|n[uú]mero de identidad"),
    _number("a citizen card (Portugal)", r"\d{8} \d [A-Z]{2}\d", "pt.cc"),
    _number("a NIR (France)", r"[12] ?\d{2} ?[0-9]{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}", "fr.nir"),
    _number("a codice fiscale (Italy)", r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]", "it.codicefiscale"),
    _number("an identity number (South Africa)", r"\d{6} ?\d{4} ?\d{2} ?\d", "za.idnr", "id|identity|rsa id"),
    _number("an Aadhaar number (India)", r"\d{4}[ -]?\d{4}[ -]?\d{4}", "in_.aadhaar", "aadhaar|uid"),
    _number("an identity number (South Korea)", r"\d{6}-[1-8]\d{6}", "kr.rrn"),
    _number("an identity number (Thailand)", r"\d-\d{4}-\d{5}-\d{2}-\d", "th.pin"),
    _number("an identity number (China)", r"\d{17}[\dX]", "cn.ric"),
    _number("a social security number (United States)", r"\d{3}-\d{2}-\d{4}", "us.ssn", "ssn|social security"),
)
_ANY_FORM = re.compile("|".join(f"(?:{number.form.pattern})" for number in _NUMBERS))
"""Tried first: most candidates are dates and ids of entries."""
# Possessive: what is taken is never given back, so that a long line takes no longer than its length.
_CANDIDATE = re.compile(r"[0-9A-Z](?:[.-]?[0-9A-Zk]){7,}+")
# Begins with a fixed class, not a repeated one: that is what makes the search fast.
_GROUPS = re.compile(r"[0-9][0-9]{0,7}(?: [0-9A-Z]{1,7}){2,}+")
_MAX_IDENTIFIER, _MIN_DIGITS = 24, 6
_MIN_CHARACTERS = 4
"""Different characters: 111.111.111-11 is an example."""
_COUNTED = re.compile(r"1[.-]?2[.-]?3[.-]?4[.-]?5[.-]?6[.-]?7[.-]?8")
"""So start examples."""
_LOOK_BACK = 32

_MONTH_DAY = r"[0-9]{1,2}(?:st|nd|rd|th|er|º)?"
_DAY = (
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
    rf"|{_MONTH_DAY} (?:de |of )?[^\W\d_]{{3,10}}\.?,? (?:de |del )?[0-9]{{4}}"
    rf"|[^\W\d_]{{3,10}} {_MONTH_DAY},? [0-9]{{4}})"
)
_BIRTH = re.compile(
    r"\b(?:born|date of birth|dob|birth ?date|fecha de nacimiento|nacid[oa]|nació|data de nascimento|nascid[oa]|nasceu"
    rf"|date de naissance|née?)(?: on| el| em| le| is)?[:,]? ?(?P<it>{_DAY})"
)
_BIRTH_WORDS = ("born", "birth", "dob", "naci", "nasc", "naissance", "né")
"""Parts of words for birth; the full pattern is tried only where one of these occurs."""
_BEFORE_WORD, _AFTER_WORD, _DAY_DIGITS = 20, 80, 4


def identifiers_in(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the offset, and the kind and the text of each number of a person."""
    lines = list(lines_with_digits(text, _MIN_DIGITS))
    for pattern in (_CANDIDATE, _GROUPS):
        for match in (match for line in lines for match in pattern.finditer(text, *line)):
            if len(match[0]) <= _MAX_IDENTIFIER and not _is_joined(text, match.start()):
                before = text[max(match.start() - _LOOK_BACK, 0) : match.start()]
                name = _kind(match[0], before)
                if name:
                    yield match.start(), (name, match[0])


def _kind(found: str, before: str) -> str:
    if not _ANY_FORM.fullmatch(found):
        return ""
    fitting = (
        number.name
        for number in _NUMBERS
        if number.form.fullmatch(found)
        and (number.word is None or number.word.search(before))
        and _is_valid(number.scheme, found)
        and len(set(found)) >= _MIN_CHARACTERS
        and not _COUNTED.match(found)
    )
    return next(fitting, "")


def _is_valid(scheme: str, found: str) -> bool:
    return not scheme or bool(import_module(f"stdnum.{scheme}").is_valid(found))


def _is_joined(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_/.-=")


def births_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield full dates that follow a word for birth."""
    small = lowercased(text)
    lines = "\n".join(small[start:end] for start, end in lines_with_digits(text, _DAY_DIGITS))
    if not any(word in lines for word in _BIRTH_WORDS):
        return
    found = {}
    for word in _BIRTH_WORDS:
        at = small.find(word)
        while at >= 0:
            match = _BIRTH.search(small, max(at - _BEFORE_WORD, 0), at + _AFTER_WORD)
            if match:
                found[match.start("it")] = text[match.start("it") : match.end("it")]
            at = small.find(word, at + len(word))
    yield from sorted(found.items())
