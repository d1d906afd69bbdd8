"""Rules about what could identify a person: contacts, numbers, dates of birth, exact places, small counts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from openshelf.check.check import Check, Finding, check
from openshelf.check.contacts import declared, mails_in, numbers_in
from openshelf.check.exact_places import exact_places_in
from openshelf.check.identifiers import births_in, identifiers_in
from openshelf.check.written import written
from openshelf.problem import Place, Severity, masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.check.contacts import Declared
    from openshelf.library.library import Library


_HINT = "take it out; only what an organisation offers to everybody may stand under contact: channels: of its entry"


@check(
    "personal-contact",
    "Contacts in texts are declared to be public.",
    "An e-mail address or a telephone number can lead to a person, and robots gather both (Responsible Data Handbook; "
    "ICRC Handbook on Data Protection). What an organisation offers to everybody stands in the catalogue, under "
    "`contact: channels:` of its entry, and may then be used in every text; so may the library's own contact in "
    "`mkdocs.yml`. For an example, use example.org.",
    excusable=True,
)
def personal_contact(library: Library) -> Iterator[Finding]:
    """Find e-mail addresses and telephone numbers that nobody has declared to be public.

    Sources are looked at as they are written, and texts also as readers see them: a backslash, stars or a line break
    between the letters hide nothing.
    """
    public = declared(library)
    for source in written(library):
        for start, said, found in _contacts(source.plain.text, source.path, public):
            yield source.place(source.plain.origin(start)), said, _HINT, found
    for text in library.texts:
        for run in text.body.runs:
            if len(run.token.children or ()) > 1:
                shown, as_written = run.shown(), unescape(run.token.content)
                for start, said, found in _contacts(shown.text, text.body.path, public):
                    if found not in as_written:  # else it was found above
                        yield text.body.place(shown.origin(start)), said, _HINT, found


def _contacts(text: str, path: str, public: Declared) -> Iterator[tuple[int, str, str]]:
    for start, mail in mails_in(text):
        if not public.has_mail(path, mail):
            yield start, f"e-mail address {masked(mail)} is not declared", mail
    for start, number in numbers_in(text):
        if not public.has_number(number):
            yield start, f"telephone number {masked(number)} is not declared", number


@check(
    "national-id",
    "No number that a state gives to a person is published.",
    "With a CPF, a CURP, a DNI or an identity card number a person can be found, and others can act in their name "
    "(ICRC Handbook on Data Protection). The digit that checks the others fits, so it is not just any number. "
    "Take it out; for an example, use a number with a wrong last digit.",
    excusable=True,
)
def national_id(library: Library) -> Iterator[Finding]:
    """Find numbers of identity cards and of tax and health offices."""
    for source in written(library):
        for start, kind, number in identifiers_in(source.plain.text):
            yield source.place(source.plain.origin(start)), f"{kind}: {masked(number)}", "take it out", number


@check(
    "birth-date",
    "No date of birth is published.",
    "A date of birth and one more fact are often enough to tell who somebody is (Responsible Data Handbook: leave out "
    "names, ages, exact places). Write an age group, or leave it out. Of public figures it is no harm.",
    Severity.WARNING,
    excusable=True,
)
def birth_date(library: Library) -> Iterator[Finding]:
    """Find full dates behind a word for birth."""
    for source in written(library):
        for start, day in births_in(source.text):
            yield source.place(start), "this looks like a date of birth", "write an age group, or leave it out", day


@check(
    "exact-place",
    "Places are told no more exactly than needed.",
    "Coordinates with more than two decimals, plus codes and pins on maps point to a building: a home, a clinic, a "
    "school (Responsible Data Handbook; OCHA: the place of a clinic is sensitive in a conflict). Write the district or "
    "the region, or coordinates with two decimals, which is about a kilometre. Examples in code may be exact. "
    "Addresses of streets cannot be told from other text by a machine: look for them yourself.",
    excusable=True,
)
def exact_place(library: Library) -> Iterator[Finding]:
    """Find exact places outside code."""
    for source in written(library):
        found = list(exact_places_in(source.plain.text))
        visible = library.visible(source) if found else ""
        for start, kind, text in found:
            origin = source.plain.origin(start)
            if visible[origin : origin + 1] != " ":
                yield (
                    source.place(origin),
                    f"{kind}: {masked(text)}",
                    "write the district or the region; an example stands in code",
                    text,
                )


_PEOPLE = re.compile(
    r"(?i)\b(?:people|persons?|participants?|survivors?|victims?|women|men|girls|boys|children|refugees|patients|members"
    r"|respondents|interviewees|personas?|mujeres|hombres|niñ[ao]s|víctimas|sobrevivientes|refugiad[ao]s|pacientes"
    r"|participantes|pessoas?|mulheres|homens|crianças|vítimas|sobreviventes|personnes?|femmes|hommes|enfants|victimes"
    r"|survivant·?e?s|réfugié·?e?s|participant·?e?s)\b"
)
_BELOW_HEAD = re.compile(r"[ \t]*+\|?[ \t]*+:?-[ \t:|-]*+")
"""The line between the head of a table and its rows."""
_SMALL = re.compile(r"[1-9]")


@check(
    "small-numbers",
    "Tables about people show no counts below ten.",
    "Where three women in one village are counted, everybody there knows who they are. Write `fewer than 10`, and see "
    "that the number cannot be worked out from the sum (Washington State Department of Health: small numbers).",
    Severity.WARNING,
    excusable=True,
)
def small_numbers(library: Library) -> Iterator[Finding]:
    """Find small counts in columns whose heading is about people."""
    for text in library.texts:
        if "|" in text.body.text and "--" in text.body.text and _PEOPLE.search(text.body.text):
            for line, cell in _small_cells(text.body.visible):
                yield (
                    Place(text.body.path, text.body.first_line + line),
                    f"a count of {cell} people",
                    "write fewer than 10",
                    cell,
                )


def _small_cells(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of the line, from 0, and the text of each small count about people."""
    people: list[bool] = []
    above = ""
    for number, line in enumerate(text.split("\n")):
        if "|" not in line:
            people = []
        elif not people and "|" in above and _BELOW_HEAD.fullmatch(line):
            people = [bool(_PEOPLE.search(cell)) for cell in _cells(above)]
        elif any(people):
            cells = zip(_cells(line), people, strict=False)
            yield from ((number, cell) for cell, is_count in cells if is_count and _SMALL.fullmatch(cell))
        above = line


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


CHECKS: tuple[Check, ...] = (personal_contact, national_id, birth_date, exact_place, small_numbers)
