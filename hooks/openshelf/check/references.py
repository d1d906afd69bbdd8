"""Rules about what entries refer to."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Hints, Severity
from openshelf.library.suggestions import Suggestions
from openshelf.media.inspect import SUFFIXES
from openshelf.model.fields import OneOf
from openshelf.model.kinds import Kind, holds_resources, shelf_of
from openshelf.model.urls import scheme_of, with_start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library, Mention
    from openshelf.library.part import Entries
    from openshelf.model.entries import Withdrawn

EDIT_WITHIN = dt.timedelta(days=30)
"""How long after a withdrawal the places that name the entry may wait for their editor."""

_OF_WORD_PROCESSORS = re.compile(
    r"(?:cmnt|ftnt)(?:_ref)?[0-9]|bookmark=|heading=|h\.[0-9a-z]{6}|_(?:ftn|edn|mso|Toc|Ref|Hlk|GoBack|heading=)"
)
"""Names of places in documents of Google Docs and Word: comments, notes, bookmarks."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _means_one_of(keys: AbstractSet[str], mention: Mention) -> bool:
    """Whether a reference may mean one of some entries: ``kind/id``, or ``kind/*`` for all of a kind."""
    named, slash, id_ = mention.target.rpartition("/")
    kinds = {mention.kind or named} if mention.kind or slash else set(Kind)
    return any({f"{kind}/{id_}", f"{kind}/*"} & keys for kind in kinds)


_CLEARLY_LIKE = 0.8
"""How much a word must be like the one offered instead: ``works-on-phone`` is not ``works-offline``."""


@check(
    "unknown-reference",
    "A reference leads to an entry that does not exist.",
    "Readers would find nothing there. Take the id that the hint gives, or add the entry. In texts, write `[[id]]` or "
    "`[[id|your words]]`.",
)
def unknown_reference(library: Library) -> Iterator[Finding]:
    """Find references that lead to nothing."""
    suggestions = Suggestions(library)
    for mention in library.mentions:
        # What has problems of its own is reported there; an unfinished draft is not published.
        if not mention.found and not _means_one_of(library.broken_keys | library.unfinished_keys, mention):
            wanted = f"{mention.kind or 'entry'} {mention.target!r}"
            hint = suggestions.instead_of(mention.target, mention.kind)
            if mention.field == "series" and not hint.startswith("did you mean"):
                hint = "write the id of the guide that opens the series; if there is none yet, write that guide first"
            if mention.target.isdigit() and not mention.field:
                hint = f"for a source, write [{mention.target}](https://example.org/) or a note: [^{mention.target}]"
            yield mention.place, f"there is no {wanted}", hint


@check(
    "ambiguous-reference",
    "A reference can mean several entries.",
    "Two kinds may share an id, for example a theme and a term. Put the kind in front: `[[theme/open-data]]`.",
)
def ambiguous_reference(library: Library) -> Iterator[Finding]:
    """Find references that can mean several entries."""
    for mention in library.mentions:
        if len(mention.found) > 1:
            choices = " or ".join(entry.key for entry in mention.found)
            yield mention.place, f"{mention.target!r} can mean several entries", f"write {choices}"


@check(
    "unpublished-reference",
    "A published text refers to an entry that is not published.",
    "The entry is a draft or comes out later, so readers would find nothing. Wait, or take the reference out.",
)
def unpublished_reference(library: Library) -> Iterator[Finding]:
    """Find references from what is published to what is not."""
    for mention in library.mentions:
        is_held_back = (
            not mention.found[0].is_published(library.today)
            if len(mention.found) == 1
            else not mention.found and _means_one_of(library.unfinished_keys, mention)
        )
        if is_held_back and mention.origin.is_due(library.today):
            yield mention.place, f"{mention.target!r} is not published yet", "wait until it is, or take it out"


@check(
    "withdrawn-reference",
    "Something still refers to a withdrawn entry.",
    "A withdrawal can be published at once, because the site takes care of what still names the entry. A text says "
    "that it was withdrawn, and names the replacement; lists and the menu leave it out; a framework keeps the step "
    f"without the link. Edit the place within {EDIT_WITHIN.days} days, so that it does not mention what is gone. "
    "A volunteer who reads once a week can keep this time. After it the scheduled check fails. Updates may mention "
    "what was withdrawn.",
    Severity.WARNING,
)
def withdrawn_reference(library: Library) -> Iterator[Finding]:
    """Find references to withdrawn entries, by id and by path, and lines of the menu that lead to one."""
    for mention in (*library.mentions, *library.path_links):
        withdrawn, origin = mention.withdrawn, mention.origin
        is_asked = origin.data.withdrawn is None or mention.field == "withdrawn"
        if withdrawn is not None and origin.kind is not Kind.UPDATE and is_asked:
            instead = library.replacement(mention.found[0])
            how = f"use {_named(library, instead, mention.field)}" if instead is not None else "take it out"
            yield mention.place, withdrawn_message(mention.found[0].id, withdrawn, library.today), how
    for file, place in library.settings.menu:
        entry = library.by_path.get(f"docs/{file}")
        if entry is not None and entry.data.withdrawn is not None:
            yield place, withdrawn_message(entry.id, entry.data.withdrawn, library.today), "delete the line"


def withdrawn_message(id_: str, withdrawn: Withdrawn, today: dt.date) -> str:
    """Return what is said of a place that names a withdrawn entry."""
    day = withdrawn.date + min(EDIT_WITHIN, dt.date.max - withdrawn.date)
    asked = f"edit this by {day}" if today <= day else f"this should have been edited by {day}"
    return f"{id_!r} was withdrawn on {withdrawn.date}; {asked}"


def _named(library: Library, entry: Entry, field: str) -> str:
    """Return how an entry is named in a field, or in a text."""
    name = entry.id if library.find(entry.id) == (entry,) or field else entry.key
    return name if field else f"[[{name}]]"


@check(
    "unknown-word",
    "A region, criterion or group of themes is not in the library's list.",
    "The lists are in `mkdocs.yml`; index pages and comparison tables are made from them. Take the word from the hint.",
)
def unknown_word(library: Library) -> Iterator[Finding]:
    """Find words outside the vocabularies of the settings."""
    hints = Hints()
    vocabularies = library.settings.vocabularies
    for _, (_, mark, text, place) in library.field_references:
        if isinstance(mark, OneOf) and text not in vocabularies[mark.name]:
            yield (
                place,
                f"{text!r} is not one of the library's {mark.name.replace('_', ' ')}",
                hints.nearest_hint(text, vocabularies[mark.name], _CLEARLY_LIKE)
                or f"the list is in mkdocs.yml, under {mark.name}",
            )


@check(
    "unknown-note",
    "A text refers to a note that does not exist.",
    "`[^source]` in a text refers to a line `[^source]: …` of the same file. Without it, the number leads nowhere.",
)
def unknown_note(library: Library) -> Iterator[Finding]:
    """Find references to notes that nobody wrote."""
    hints = Hints()
    for text in library.pages:
        labels = {note.label for note in text.body.notes}
        for use in text.body.note_uses:
            if use.label not in labels:
                hint = (
                    hints.nearest_hint(use.label, labels)
                    or f"write [^{use.label}]: and its words at the end of the text"
                )
                yield use.place, f"there is no note {use.label!r}", hint


@entry_check(
    "unused-note",
    "A note is never shown, or is written twice.",
    "Readers see a note only if the text refers to it, `[^name]`, or another note that they see. In the alternative "
    "text of a picture nobody can follow it. If two notes have one name, readers see the first.",
)
def unused_note(library: Entries) -> Iterator[Finding]:
    """Find notes that readers never see."""
    for text in library.pages:
        seen: dict[str, int] = {}
        for note in text.body.notes:
            line = seen.setdefault(note.label, note.place.line)
            if line != note.place.line:
                yield note.place, f"note {note.label!r} is already at line {line}", "give it another name"
            elif note.is_empty:
                yield note.place, f"note {note.label!r} has no words", "write them after the colon"
            elif note.label not in text.body.shown_notes:
                yield note.place, f"no text refers to note {note.label!r}", f"write [^{note.label}], or delete it"


@check(
    "unknown-fragment",
    "A link leads to a heading that does not exist.",
    "What follows `#` is the id of a heading: the one that `{#id}` gives, else its words in small letters with "
    "hyphens, as code hosts make it. Ids that you write stay when the words change.",
)
def unknown_fragment(library: Library) -> Iterator[Finding]:
    """Find links to headings that are not there."""
    hints = Hints()
    for text in library.pages:
        for link in text.body.links:
            path, _, fragment = link.target.partition("#")
            if not fragment or link.is_image:
                continue
            try:
                file = link.file() if path else text.body.path
            except ValueError:
                continue  # another rule says so
            anchors = library.anchors(file) if file is not None else None
            if holds_resources(file or "") or (file == text.body.path and text.entry.kind is Kind.TERM):
                anchors = frozenset()
            if anchors is not None and unquote(fragment) not in anchors:
                page = "on this page" if file == text.body.path else f"in {file}"
                message = f"there is no heading #{unquote(fragment)} {page}"
                if not path and _OF_WORD_PROCESSORS.match(unquote(fragment)):
                    yield link.place, message, "a word processor left this: delete the link, and keep its words if any"
                elif not anchors:
                    yield link.place, message, f"that page has no headings: delete #{fragment}"
                else:
                    hint = hints.nearest_hint(unquote(fragment), anchors)
                    yield link.place, message, hint or "write {#id} after the heading that you mean, and #id here"


@check(
    "unknown-file",
    "A link leads to a file that does not exist.",
    "Links between texts may be written as paths, as the code host shows them (`../how-to/name.md`); "
    "an id in double brackets is shorter and never breaks when files move.",
)
def unknown_file(library: Library) -> Iterator[Finding]:
    """Find relative links and images whose file is not there."""
    hints = Hints()
    for text in library.pages:
        for link in text.body.links:
            if scheme_of(link.target):
                continue
            try:
                target = link.file()
            except ValueError as error:
                yield link.place, f"{link.target!r} is not an address: {error}", "correct it"
                continue
            if target is None:
                if link.target.startswith("/"):
                    yield link.place, f"{link.target!r} starts with a slash", "write a path from this file, or [[id]]"
                continue
            if "?" in link.target:
                yield (
                    link.place,
                    "this link to a file contains a ?",
                    f"write {link.target.partition('?')[0]}",
                )
                continue
            exists = os.path.isfile(library.settings.root / target)  # noqa: PTH113 - Path's raises on names too long
            if not exists or not (target.startswith("docs/") or shelf_of(target) or holds_resources(target)):
                name, ending = posixpath.splitext(posixpath.basename(target))
                meant = hints.closest(name, library.ids()) if ending == ".md" else None
                pictures = _pictures(library, link.place.path, ending)
                near = (
                    _on_the_web(link.target)
                    or (f"did you mean [[{meant}]]?" if meant is not None else "")
                    or hints.nearest_hint(link.target, pictures)
                    or (
                        "put the file below docs/images/"
                        if _is_picture(ending)
                        else "write a path from here, or [[id]]"
                    )
                )
                yield link.place, f"there is no page or file {target!r}", near


def _on_the_web(target: str) -> str:
    """Return what to write for an address of the web or of mail that lacks its start, empty for every other target."""
    whole = f"mailto:{target}" if _MAIL.fullmatch(target) else with_start(target)
    return whole and f"write {whole}"


def _is_picture(ending: str) -> bool:
    """Whether a file with this ending is a picture or a document."""
    return ending.casefold() in SUFFIXES


def _pictures(library: Library, origin: str, ending: str) -> list[str]:
    """Return the addresses of the library's pictures and documents, as a text would write them, if one was meant."""
    if not _is_picture(ending):
        return []
    paths = (file.path for file in library.files if file.suffix in SUFFIXES and file.path.startswith("docs/"))
    return [posixpath.relpath(path, posixpath.dirname(origin)) for path in paths]


CHECKS: tuple[Check, ...] = (
    unknown_reference,
    ambiguous_reference,
    unpublished_reference,
    withdrawn_reference,
    unknown_word,
    unknown_note,
    unused_note,
    unknown_fragment,
    unknown_file,
)
