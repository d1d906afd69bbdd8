"""Rules about what could identify a person: contacts, numbers, dates of birth, exact places, small counts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, TypeVar

from openshelf.check.contacts import (
    contacts_of_lines,
    declared,
    is_mail,
    mails_in,
    may_hold_contacts,
    withdrawn_contacts,
)
from openshelf.check.exact_places import exact_places_in
from openshelf.check.exceptions import EXCEPTIONS
from openshelf.check.identifiers import births_in, identifiers_in
from openshelf.check.papers import papers_in
from openshelf.check.references import EDIT_WITHIN, withdrawn_message
from openshelf.check.rule_function import Check, Finding, Sighting, entry_check, file_check, gathered_check
from openshelf.check.tables import cells_in, has_tables
from openshelf.check.telephones import numbers_in
from openshelf.core.problem import Severity, masked
from openshelf.library.media import MediaSource
from openshelf.library.values import FoldedValue
from openshelf.model.entries import Resource, WithdrawalNotice
from openshelf.model.fields import ResourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from openshelf.check.telephones import Hit
    from openshelf.library.library import Library
    from openshelf.library.part import Entries, SourceFiles
    from openshelf.sources.source import Source


T = TypeVar("T")

_HINT = (
    "remove it; what an organisation offers to everyone goes under contact: channels: of its entry; "
    "for an example use example.org"
)
_REMOTE = re.compile(r"\b(?:ssh|ssh-copy-id|sshfs|scp|sftp|rsync|mosh|git clone|git remote add)\b[^\n`]{0,120}\Z")
"""Commands after which ``name@host`` is an account on a computer."""
_LOOK_BACK = 140
_ANSWERING = frozenset({ResourceKind.HELPLINE, ResourceKind.ORGANISATION})


def _read_by_people(library: SourceFiles) -> Iterator[Source]:
    """Yield every text of the repository but exceptions, which name what they excuse; of drawings the words alone."""
    for source in library.repository_texts:
        if isinstance(source, MediaSource) or not source.path.endswith((".svg", EXCEPTIONS)):
            yield source


def _read_by_people_or_machines(library: SourceFiles) -> Iterator[Source]:
    """Yield the same, and values that only YAML can read."""
    yield from _read_by_people(library)
    yield from library.folded_values


def _found(source: Source, find: Callable[[str], Iterable[tuple[int, T]]]) -> Iterator[tuple[int, T]]:
    """Yield the offset in a source of what is found there, and what it is; cells of tables with their heading.

    Of a value that YAML joins from several lines, what a single line holds was found already.
    """
    if isinstance(source, FoldedValue):
        yield from ((start, found) for start, found in find(source.plain.text) if _text_of(found) not in source.file)
        return
    plain = source.plain
    for start, text in find(plain.text):
        yield plain.source_offset(start), text
    for cell in cells_in(plain.text):
        if any(char.isdigit() for char in cell.text):
            head = f"{cell.head}: "
            for start, text in find(head + cell.text):
                if start >= len(head):
                    yield plain.source_offset(cell.start + start - len(head)), text


def _text_of(found: object) -> str:
    """Return the text of what was found, which may come with its kind."""
    return str(found[-1] if isinstance(found, tuple) else found)


def contact_hits(part: SourceFiles) -> Iterator[Sighting]:
    """Yield every e-mail address and telephone number, whoever it belongs to.

    Sources are looked at as they are written, and texts also as readers see them: a backslash, stars or a line break
    between the letters hide nothing.
    """
    for source in _read_by_people_or_machines(part):
        for origin, found in _found(source, _contacts_in):
            yield Sighting(source.place(origin), found, _is_account(part, source, origin), is_shown=False)
    for text in part.texts:
        for run in text.body.mixed_runs:
            if may_hold_contacts(run.token.content):
                shown, as_written = run.shown(), unescape(run.token.content)
                for start, found in _contacts_in(shown.text):
                    if found not in as_written:  # else it was found above
                        yield Sighting(text.body.place(shown.source_offset(start)), found, is_code=False, is_shown=True)


@gathered_check(
    contact_hits,
    "personal-contact",
    "A text contains an e-mail address or a telephone number that is not declared to be public.",
    "It can lead to a person, and robots collect such contacts (Responsible Data Handbook; ICRC Handbook on Data "
    "Protection). If an organisation offers the contact to everyone, write it in the catalogue, under `contact: "
    "channels:` of its entry. Every text may then use it, from the day on which readers see the entry. The library's "
    "own contact in `mkdocs.yml` is allowed too. For an example, use example.org. Decision records and policy lists "
    "are checked as well, because they are public.",
    excusable=True,
)
def personal_contact(library: Library, hits: Sequence[Sighting]) -> Iterator[Finding]:
    """Find e-mail addresses and telephone numbers that nobody has declared to be public."""
    public = [declared(library), *(contacts for _, contacts in withdrawn_contacts(library))] if hits else []
    strange = [hit for hit in hits if not hit.is_code and not any(contacts.has(hit.text) for contacts in public)]
    at_home = contacts_of_lines(library) if strange else {}
    for place, found, _, is_shown in strange:
        own = () if is_shown else at_home.get((place.path, place.line), ())
        if not any(contacts.has(found) for contacts in own):
            yield place, _undeclared(found), _HINT, found


def _contacts_in(text: str) -> Iterator[Hit]:
    yield from mails_in(text)
    yield from numbers_in(text)


def _undeclared(contact: str) -> str:
    kind = "e-mail address" if is_mail(contact) else "telephone number"
    return f"private {kind}? {masked(contact)}"


def _is_account(part: SourceFiles, source: Source, origin: int) -> bool:
    """Whether code tells how to reach a computer there: ``ssh name@host`` is nobody's address."""
    is_command = _REMOTE.search(source.text[max(origin - _LOOK_BACK, 0) : origin]) is not None
    return is_command and part.visible(source)[origin : origin + 1] == " "


@gathered_check(
    contact_hits,
    "withdrawn-contact",
    "A text still gives the contact of a withdrawn entry.",
    "A withdrawn helpline may no longer answer, or another person may have its number. The number and the address stay "
    f"in texts until an editor takes them out. Do it within {EDIT_WITHIN.days} days: name another helpline, or take "
    "the contact out. After that the scheduled check fails.",
    Severity.WARNING,
)
def withdrawn_contact(library: Library, hits: Sequence[Sighting]) -> Iterator[Finding]:
    """Find contacts of withdrawn entries outside of these entries."""
    former = withdrawn_contacts(library)
    if not former:
        return
    public, at_home = declared(library), contacts_of_lines(library)
    for place, found, _, is_shown in hits:
        entry = next((entry for entry, contacts in former if contacts.declares(found)), None)
        if entry is not None and not is_shown and not public.has(found) and (place.path, place.line) not in at_home:
            message = withdrawn_message(entry.id, entry.of(WithdrawalNotice).withdrawn, library.today)
            yield place, f"contact of {message}", "name another, or take it out"


@entry_check(
    "contact-kind",
    "An entry has a `contact`, but is neither a helpline nor an organisation.",
    "`contact` says how to reach people who answer. A tool or a guide does not answer. Make an entry for the people "
    "behind it, or let readers find them at its address.",
)
def contact_kind(library: Entries) -> Iterator[Finding]:
    """Find contacts of entries of other kinds."""
    for entry in library.all_entries:
        if isinstance(entry.data, Resource) and entry.data.contact is not None and entry.data.kind not in _ANSWERING:
            place = entry.place("contact", key=True)
            yield (
                place,
                f"a {entry.data.kind} cannot have a contact",
                "delete it, or write an entry for the people who answer",
            )


@file_check(
    "national-id",
    "The text gives a person's tax, identity or health number.",
    "With a CPF, a CURP, a DNI or an identity card number, others can find a person and act in their name (ICRC "
    "Handbook on Data Protection). The check digit fits, so it is hardly a random number. Take it out; for an "
    "example, use a number with a wrong last digit.",
    excusable=True,
)
def national_id(library: SourceFiles) -> Iterator[Finding]:
    """Find numbers of identity cards and of tax and health offices."""
    for source in _read_by_people_or_machines(library):
        for origin, (kind, number) in _found(source, identifiers_in):
            yield source.place(origin), f"{kind}: {masked(number)}", "take it out", number


@file_check(
    "identity-paper",
    "The text gives the number of a passport, an identity card or another paper.",
    "With the number of a paper, others can look up a person, follow them at borders, or pretend to be them (ICRC "
    "Handbook on Data Protection). Take it out. An example has zeros or letters for its digits: A0000000.",
    excusable=True,
)
def identity_paper(library: SourceFiles) -> Iterator[Finding]:
    """Find numbers beside a word for a paper."""
    for source in _read_by_people_or_machines(library):
        for origin, number in _found(source, papers_in):
            place = source.place(origin)
            yield (
                place,
                f"number of an identity paper: {masked(number)}",
                "take it out; for an example use A0000000",
                number,
            )


@file_check(
    "birth-date",
    "The text gives what looks like a date of birth.",
    "A date of birth and one more fact are often enough to identify a person (Responsible Data Handbook: leave out "
    "names, ages, exact places). Write an age group, or leave it out. For public figures it does no harm.",
    Severity.WARNING,
    excusable=True,
)
def birth_date(library: SourceFiles) -> Iterator[Finding]:
    """Find full dates that follow a word for birth."""
    for source in _read_by_people(library):
        for start, day in births_in(source.text):
            yield source.place(start), "this looks like a date of birth", "write an age group, or leave it out", day


@file_check(
    "exact-place",
    "A place is more exact than needed.",
    "Coordinates with more than two decimals, plus codes and pins on maps point to a building: a home, a clinic, a "
    "school (Responsible Data Handbook; OCHA: the place of a clinic is sensitive in a conflict). Write the district "
    "or the region, or coordinates with two decimals, which is about a kilometre. Examples in code may be exact. A "
    "machine cannot recognise street addresses: look for them yourself.",
    excusable=True,
)
def exact_place(library: SourceFiles) -> Iterator[Finding]:
    """Find exact places outside code."""
    for source in _read_by_people(library):
        found = list(exact_places_in(source.plain.text))
        visible = library.visible(source) if found else ""
        for start, kind, text in found:
            origin = source.plain.source_offset(start)
            if visible[origin : origin + 1] != " ":
                yield (
                    source.place(origin),
                    f"{kind}: {masked(text)}",
                    "write the district or the region; put an example in code",
                    text,
                )


_PEOPLE = re.compile(
    r"(?i)\b(?:people|persons?|participants?|survivors?|victims?|women|men|girls|boys|children|refugees|patients|members"
    r"|respondents|interviewees|personas?|mujeres|hombres|niñ[ao]s|víctimas|sobrevivientes|refugiad[ao]s|pacientes"
    r"|participantes|pessoas?|mulheres|homens|crianças|vítimas|sobreviventes|personnes?|femmes|hommes|enfants|victimes"
    r"|survivant·?e?s|réfugié·?e?s|participant·?e?s)\b"
)
_SMALL = re.compile(r"[1-9]")


@entry_check(
    "small-numbers",
    "A table about people shows a count below ten.",
    "If three women in one village are counted, everyone there knows who they are. Write `fewer than 10`, and make "
    "sure that nobody can work out the number from the sum (Washington State Department of Health: small numbers).",
    Severity.WARNING,
    excusable=True,
)
def small_numbers(library: Entries) -> Iterator[Finding]:
    """Find small counts in columns whose heading is about people."""
    for text in library.texts:
        if has_tables(text.body.text) and _PEOPLE.search(text.body.text):
            for start, cell in _small_cells(text.body.visible):
                yield text.body.place(start), f"a count of {cell} people", "write fewer than 10", cell


def _small_cells(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each small count about people."""
    for cell in cells_in(text):
        if _SMALL.fullmatch(cell.text) and _PEOPLE.search(cell.head):
            yield cell.start, cell.text


CHECKS: tuple[Check, ...] = (
    personal_contact,
    withdrawn_contact,
    contact_kind,
    national_id,
    identity_paper,
    birth_date,
    exact_place,
    small_numbers,
)
