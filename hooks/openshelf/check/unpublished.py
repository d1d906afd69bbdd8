"""Rules about what is not, not yet or no longer published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Place, Severity
from openshelf.library.library import files_of
from openshelf.media.inspect import SUFFIXES
from openshelf.model.kinds import CASE_NOTICE_KEYS, Kind
from openshelf.sources.files import FileType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library
    from openshelf.library.part import Entries


@check(
    "embargoed-text",
    "A text for a later day is already in the public repository.",
    "The repository is public: everyone can read the text there today, whatever the site shows, and the history keeps "
    "it. Keep the text in a private place and add it on its day. If the repository is private, or if only the day of "
    "the announcement matters, an editor says so in `policy/exceptions.yml`.",
    excusable=True,
)
def embargoed_text(library: Library) -> Iterator[Finding]:
    """Find entries whose day has not come."""
    for entry in library.parsed_entries:
        day = entry.data.publish_after
        if day is not None and day > library.today:
            message = f"publish_after: {day} holds this text back, but everyone can read it in the repository today"
            yield entry.place("publish_after"), message, "keep it elsewhere until that day", f"publish_after: {day}"


@entry_check(
    "withdrawn-text",
    "Text of a withdrawn entry is still in its file.",
    "The site shows only the notice, but the repository is public and shows the rest. `openshelf withdraw` takes the "
    "text out. The notice keeps title, reason, date and replacement. Of a case study it does not even keep the title, "
    "which may say who the partner is. The history is another matter: the command says whom to ask about it.",
    Severity.WARNING,
    excusable=True,
)
def withdrawn_text(library: Entries) -> Iterator[Finding]:
    """Find withdrawn entries that still have a text, and case studies that still have more than a notice."""
    for entry in library.parsed_entries:
        withdrawn = entry.data.withdrawn
        if withdrawn is None:
            continue
        words = [key for key in entry.values if key not in CASE_NOTICE_KEYS] if entry.kind is Kind.CASE_STUDY else []
        has_text = entry.body is not None and bool(entry.body.text.strip())
        if words or has_text:
            left = " and ".join(filter(None, ["the text" if has_text else "", ", ".join(words)]))
            message = f"the file still contains {left}; {entry.id!r} was withdrawn on {withdrawn.date}"
            hint = "delete everything below the front matter" if has_text else f"delete {words[0]}"
            yield entry.place("withdrawn", key=True), message, hint, f"withdrawn: {withdrawn.date}"


@check(
    "replacement",
    "The replacement of a withdrawn entry is the entry itself, or was withdrawn before it.",
    "The notice sends readers to what `replaced_by` names. If that is the entry itself, or one that was withdrawn "
    "earlier, they arrive nowhere. A replacement that is withdrawn later is fine: the notice then names the "
    "replacement of the replacement.",
)
def replacement(library: Library) -> Iterator[Finding]:
    """Find withdrawn entries that send readers back to themselves, or to what had gone before."""
    for entry in library.parsed_entries:
        withdrawn = entry.data.withdrawn
        found = library.find(withdrawn.replaced_by) if withdrawn is not None and withdrawn.replaced_by else ()
        if withdrawn is None or len(found) != 1:
            continue
        place, before = entry.place("withdrawn", "replaced_by"), found[0].data.withdrawn
        if found[0] is entry:
            yield place, f"{entry.id!r} cannot replace itself", "name another entry, or delete replaced_by"
        elif before is not None and before.date < withdrawn.date:
            other = library.replacement(found[0])
            hint = "delete replaced_by" if other is None else f"replaced_by: {other.id}"
            yield place, f"{found[0].id!r} was withdrawn earlier, on {before.date}", hint


@check(
    "withheld-link",
    "A link by path leads to an entry that is not published.",
    "A link such as `../how-to/name.md` leads to the same entry as `[[name]]`. If the entry is a draft, readers would "
    "find nothing there.",
)
def withheld_link(library: Library) -> Iterator[Finding]:
    """Find links by path from what is published to what is not."""
    for mention in library.path_links:
        target = mention.found[0]
        if mention.origin.is_to_be_listed(library.today) and not target.is_published(library.today):
            yield mention.place, f"{target.id!r} is not published yet", "wait, or take the link out"


@check(
    "unused-picture",
    "No text shows a picture or document of the library.",
    "It is not published, but it is in the public repository. A picture left behind by a withdrawn text may be the "
    "very one that had to go. Delete it, or show it in a text.",
    Severity.WARNING,
    excusable=True,
)
def unused_picture(library: Library) -> Iterator[Finding]:
    """Find pictures and documents of docs/ that no text shows, or only withdrawn ones."""
    waiting = (entry.body for entry in library.parsed_entries if entry.body and entry.data.withdrawn is None)
    used = library.used_files.union(*map(files_of, waiting))
    for file in library.files:
        is_media = file.type is FileType.FILE and not file.is_hidden and file.suffix in SUFFIXES
        if is_media and file.path.startswith("docs/") and file.path not in used:
            yield (
                Place(file.path),
                "no text shows this file, so it is not published",
                "show it in a text, or delete it",
                file.name,
            )


CHECKS: tuple[Check, ...] = (embargoed_text, withdrawn_text, replacement, withheld_link, unused_picture)
