"""Rules about what resources tell of themselves: descriptions, their other addresses, and whether they still are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Severity
from openshelf.library.products import product_slug, usual_spellings
from openshelf.model.entries import Resource
from openshelf.model.fields import ProjectState
from openshelf.model.hosts import parent_domains
from openshelf.model.urls import host_in, is_onion_service, normalise, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library, Mention
    from openshelf.library.part import Entries
    from openshelf.sources.markdown_outline import Body

_OF_APPLE = frozenset({"apps.apple.com", "itunes.apple.com", "testflight.apple.com"})
_OF_ANDROID = frozenset({"play.google.com", "f-droid.org"})
_OF_THE_OTHER = {"android": ("iOS", "ios", _OF_APPLE), "ios": ("Android", "android", _OF_ANDROID)}
"""Stores of the other kind of telephone, by field, with the name of that kind and its field."""
_RECOMMENDS = frozenset({"picks", "alternatives", "steps", "start_with", "helplines"})
"""Fields that send readers to a resource; case studies and updates tell what was."""


@entry_check(
    "description-parts",
    "A description contains something that only a guide may have.",
    "A description may have paragraphs, lists, quotes, tables, code, links to other sites and `[[id]]`. It is part of "
    "a page that has its own headings, and it moves with its entry from file to file. Write what to watch out for "
    "under `risks`, and what it is not for under `not_for`. If you need headings, notes or pictures, write a guide.",
)
def description_parts(library: Entries) -> Iterator[Finding]:
    """Find headings, notes, callouts, pictures and paths in descriptions."""
    for text in library.descriptions:
        yield from _of_guides(text.body)


def _of_guides(body: Body) -> Iterator[Finding]:
    for heading in body.headings:
        yield heading.place, "a description cannot have headings", "write a paragraph, or a guide"
    for place in (*(use.place for use in body.note_uses), *(note.place for note in body.notes)):
        yield place, "a description cannot have notes", "say it in the text, or link to the source"
    for callout in body.callouts:
        yield callout.place, "a description cannot have callouts", "write it under risks, not_for or good_for"
    for link in body.links:
        if scheme_of(link.target):
            continue  # leads out of the library, which other rules look at
        if link.is_image:
            yield link.place, "a description cannot have pictures", "say in words what it shows"
        else:
            yield link.place, f"a path does not work in a description: {link.target[:40]!r}", "write [[id]]"


@entry_check(
    "onion-address",
    "An onion address is wrong.",
    "An onion address has 56 letters and digits, and the last ones check the others, so a typing mistake is noticed. "
    "With a wrong address, readers arrive nowhere, or at a person who chose one that looks like it (Tor, "
    "rend-spec-v3). Addresses with 16 characters stopped working in 2021. Copy it again from the page of the people "
    "who run it.",
)
def onion_address(library: Entries) -> Iterator[Finding]:
    """Find what stands under ``addresses.onion`` and is no address of an onion service."""
    for entry in library.all_entries:
        onion = entry.data.addresses.onion if isinstance(entry.data, Resource) else None
        if onion is None or is_onion_service(host_in(onion)):
            continue
        if host_in(onion).endswith(".onion"):
            message, hint = "this onion address has a typing mistake", "copy it again from its own page"
        else:
            message, hint = f"{host_in(onion)} is not an onion service", "write it under addresses: other, or as url"
        yield entry.place("addresses", "onion"), message, hint


@entry_check(
    "store-address",
    "An app store is listed under the wrong system.",
    "Readers choose by the system of their phone, and a store for the other one has nothing for them. Exchange the "
    "two lines.",
)
def store_address(library: Entries) -> Iterator[Finding]:
    """Find addresses of one store under the name of the other."""
    for entry in library.all_entries:
        fixed = dict(entry.data.addresses.fixed) if isinstance(entry.data, Resource) else {}
        for field, (system, instead, hosts) in _OF_THE_OTHER.items():
            host = host_in(fixed.get(field, ""))
            if not hosts.isdisjoint(parent_domains(host)):
                yield entry.place("addresses", field), f"{host} has apps for {system}", f"write {instead}: for {field}:"


@entry_check(
    "repeated-address",
    "An entry lists the same address twice.",
    "`addresses: other` is for addresses that have no field of their own. If the same link appears twice under two "
    "names, readers look for a difference. `url` may be the source code or the documentation too: then the second "
    "name says what it is.",
    Severity.WARNING,
)
def repeated_address(library: Entries) -> Iterator[Finding]:
    """Find addresses below ``other`` that the entry has already."""
    for entry in library.all_entries:
        if not isinstance(entry.data, Resource) or not entry.data.addresses.other:
            continue
        fixed = entry.data.addresses.fixed
        seen = {normalise(address): f"addresses: {field}" for field, address in fixed}
        seen[normalise(entry.data.url)] = "url"
        for number, other in enumerate(entry.data.addresses.other):
            before = seen.setdefault(normalise(other.url), other.name)
            if before != other.name:
                place = entry.place("addresses", "other", number, "url")
                yield place, f"this is the same address as {before}", "delete this one"


@check(
    "ended-reference",
    "Something recommends a resource that has ended.",
    "A resource with `state: ended` is gone, or must not be used. Its page says so, but collections, frameworks and "
    "lists of alternatives still send readers there. Name another resource, or take it out. Case studies, updates and "
    "texts may mention it. An archived resource (`state: archived`) can still be useful.",
    Severity.WARNING,
)
def ended_reference(library: Library) -> Iterator[Finding]:
    """Find fields that recommend a resource that has ended."""
    for mention in library.mentions:
        if mention.field in _RECOMMENDS and _has_ended(mention) and mention.origin.is_to_be_listed(library.today):
            yield mention.place, f"{mention.target!r} has ended", "name another one, or take it out"


def _has_ended(mention: Mention) -> bool:
    """Whether what is named has ended, and what names it has not."""
    ended = [
        isinstance(entry.data, Resource) and entry.data.state is not None and entry.data.state.now is ProjectState.ENDED
        for entry in (*mention.found[:1], mention.origin)
    ]
    return ended == [True, False]


@entry_check(
    "read-from",
    "An entry does not say what its writer read.",
    "A stored copy may be years old, and the page may say something else today. Readers see which of the two it was: "
    "`read_from: page`, if you opened the page itself, or `read_from: copy`, if you read a stored copy of it.",
    Severity.WARNING,
)
def read_from(library: Entries) -> Iterator[Finding]:
    """Find resources that do not say what was read for them."""
    for entry in library.all_entries:
        if isinstance(entry.data, Resource) and entry.data.read_from is None and not entry.data.draft:
            yield entry.place("reviewed", key=True), "read_from is missing", "add read_from: page, or read_from: copy"


@check(
    "product-names",
    "A product is named in two ways, or its name gives no address.",
    "Each name under `instead_of` has a page: *Instead of Example Forms*. Two ways to write one name would be two "
    "pages, or two names one page, and readers would find half of what can help them. The address of the page is made "
    "of the Latin letters and the digits of the name. Write each name as its makers do, everywhere the same. Names in "
    "other letters are found as `search_words`.",
)
def product_names(library: Library) -> Iterator[Finding]:
    """Find names of products that are not spelled as most entries do, and those without an address."""
    named = [
        (name, entry, number)
        for entry in library.all_entries
        if isinstance(entry.data, Resource)
        for number, name in enumerate(entry.data.instead_of)
    ]
    usual = usual_spellings(library.all_entries)
    first = {name: (entry, number) for name, entry, number in reversed(named)}
    for name, entry, number in named:
        wanted = usual[name]
        if not product_slug(name):
            hint = "write its name in Latin letters, and this one under search_words"
            yield entry.place("instead_of", number), f"{name!r} gives no address for a page", hint
        elif wanted != name:
            its, at = first[wanted]
            where = its.place("instead_of", at)
            hint = f"write {wanted}, as {where.path}:{where.line} does, or a name that says more"
            yield entry.place("instead_of", number), f"{name!r} and {wanted!r} are spellings of one name", hint


CHECKS: tuple[Check, ...] = (
    read_from,
    description_parts,
    onion_address,
    store_address,
    repeated_address,
    ended_reference,
    product_names,
)
