"""What a reference to a withdrawn entry becomes: the one place that decides it for pages, search, plans and data.

Checks read entries as they are written. Readers get them as :func:`without_withdrawn` returns them: lists lack what was
withdrawn, and in texts a mark stands in place of the link.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from openshelf.core.store import digest
from openshelf.model.entries import CaseNotice, Collection, Reviewed
from openshelf.model.field_refs import without
from openshelf.model.fields import Refers
from openshelf.model.kinds import Kind
from openshelf.sources.citations import Cited, without_citations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.model.entries import Pick
    from openshelf.model.field_refs import Loc
    from openshelf.sources.dialect import Token
    from openshelf.sources.markdown_outline import Body

_UPDATE_SUBJECT = "affects"
"""The field in which updates name what they are about, withdrawn or not."""


class Withdrawals(Protocol):
    """The part of a library that this module needs."""

    def withdrawn(self, target: str, kind: str = "") -> Entry | None:
        """Return the withdrawn entry that a reference means, None where it is still offered or unknown."""

    def withdrawn_file(self, target: str, path: str) -> Entry | None:
        """Return the withdrawn entry whose file a link in the file at ``path`` means."""

    def replacement(self, entry: Entry) -> Entry | None:
        """Return what readers may use instead of a withdrawn entry."""


def without_withdrawn(library: Withdrawals, entry: Entry) -> Entry:
    """Return an entry as readers get it."""
    body = _live_text(library, entry.body) if entry.body is not None else None
    gone = {} if entry.is_broken else _withdrawn_fields(library, entry)
    key = digest(entry.digest, repr(gone))
    return replace(entry, data=_live_data(entry, gone), body=body, digest=key, source_key=b"", facts=None)


def _withdrawn_fields(library: Withdrawals, entry: Entry) -> dict[Loc, str]:
    """Return the references to what was withdrawn, and what stands in place of each: mostly nothing.

    A theme that another one replaced is that one. Nothing else is replaced: what an author said of a tool need not be
    true of the next.
    """
    gone: dict[Loc, str] = {}
    for loc, mark, text, _ in entry.field_references():
        is_live = isinstance(mark, Refers) and loc[0] != _UPDATE_SUBJECT
        withdrawn = library.withdrawn(text, mark.name) if is_live else None
        if withdrawn is not None:
            instead = library.replacement(withdrawn)
            gone[loc] = instead.id if instead is not None and withdrawn.kind is instead.kind is Kind.THEME else ""
    return gone


def _live_data(entry: Entry, gone: dict[Loc, str]) -> Reviewed:
    """Return the fields without references to what was withdrawn."""
    data: Reviewed = without(entry.data, gone)
    if isinstance(data, Collection):
        picks = tuple(_under_their_headings(entry.of(Collection).picks, data.picks))
        return data.model_copy(update={"picks": picks})
    return data


def _under_their_headings(before: Sequence[Pick], after: Sequence[Pick]) -> Iterator[Pick]:
    """Yield the picks that are left; the first one under a heading takes over the heading of those that are gone."""
    heading = None
    for pick in before:
        heading = pick.section or heading
        if pick in after:
            yield pick.model_copy(update={"section": heading})
            heading = None


def _live_text(library: Withdrawals, body: Body) -> Body:
    """Return a text in which references to what was withdrawn are words and a mark.

    Of a case study not even the words stay: a writer may have used those of its title.
    """
    found: list[str] = []

    def cited(token: Token) -> Cited | None:
        if token.type == "link_open":
            entry = library.withdrawn_file(str(token.attrs["href"]), body.path)
        else:
            entry = library.withdrawn(token.meta["target"])
        if entry is None:
            return None
        found.append(f"{entry.key} {entry.title}")
        return Cited(entry, entry.title, isinstance(entry.data, CaseNotice))

    tokens = without_citations(body.tokens, cited)
    return body.with_tokens(tokens, tuple(found))
