"""An entry as open data: what its pages show, as plain values."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from openshelf.core.store import digest
from openshelf.frameworks.prose import Prose
from openshelf.library.link_states import LinkState
from openshelf.model.entries import Resource
from openshelf.model.fields import UNKNOWN
from openshelf.model.framework import Framework
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from pydantic import BaseModel

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

KEEPERS_FIELDS: dict[str, Any] = {
    **dict.fromkeys(("draft", "publish_after", "reviewers", "accept", "archive", "search_words"), True),
    "partner": {"consent": {"ref", "by_role", "scope"}},
}
"""Fields for the people who keep the library, and words that no page shows; left out of open data."""


@dataclass(frozen=True, config=ConfigDict(use_attribute_docstrings=True, extra="forbid"))
class LinkFacts:
    """What is known about where a resource leads: `link` in resources.json, and columns of resources.csv."""

    state: LinkState
    """fine: a program got an answer. may-be-dead: it failed again and again. often-down: it fails and comes back.
    not-checked: no program has looked, or none is let in."""
    since: dt.date | None = None
    """Since when it may be dead or is often down."""
    last_ok: dt.date | None = None
    """The last day on which a program got an answer."""
    copy: str | None = None
    """The address of an archived copy, where it may be dead."""


LINK_FACTS = TypeAdapter(LinkFacts)


def link_facts(library: Library, entry: Entry) -> dict[str, str]:
    """Return what is known about where a resource leads; nothing where no check has recorded anything."""
    if not library.links.is_known or not isinstance(entry.data, Resource):
        return {}
    link = library.links.of(entry.data.url)
    is_well = link.state in {LinkState.FINE, LinkState.NOT_CHECKED}
    facts = LinkFacts(
        link.state, None if is_well else link.since, link.last_ok, link.copy.address if link.copy else None
    )
    return dict(LINK_FACTS.dump_python(facts, mode="json", exclude_none=True))


def record_key(library: Library, entry: Entry) -> bytes:
    """Return a key of everything that :func:`record` and the row of a table read."""
    replaced = ""
    if entry.data.withdrawn is not None:
        replaced = str(_notice(library, entry, {"replaced_by": entry.data.withdrawn.replaced_by or ""}))
    text = entry.body.digest if entry.body is not None else b""
    return digest(entry.digest, text, str(link_facts(library, entry)), replaced)


def record(library: Library, entry: Entry) -> dict[str, Any]:
    """Return an entry as plain JSON; empty fields that nobody has to fill in are left out."""
    what: dict[str, Any] = {"entry": entry.kind.value, "id": entry.id, "page": entry.address}
    if entry.kind is Kind.GUIDE and entry.shelf is not None:
        what["form"] = entry.shelf.name
    facts = entry.data.model_dump(mode="json", by_alias=True, exclude=KEEPERS_FIELDS, exclude_none=True)
    if entry.data.withdrawn is not None:
        named = {"title": entry.title} if entry.title else {}
        return {**named, "withdrawn": _notice(library, entry, facts["withdrawn"]), **what}
    needed = _needed(type(entry.data))
    facts = {key: value for key, value in facts.items() if value not in ([], {}, "", None) or key in needed}
    if facts.get("languages") == [UNKNOWN]:
        del facts["languages_complete"]  # nobody knows
    if link := link_facts(library, entry):
        what["link"] = link
    prose = Prose.of(entry.body, entry.data) if entry.body and isinstance(entry.data, Framework) else None
    if prose is not None:
        _put_words(facts, prose)
    # As readers see it, not as it is written: a source names what was withdrawn, and pages do not.
    text = prose.words if prose else entry.body.words if entry.body else ""
    if text.strip() and entry.kind is not Kind.RESOURCE:
        what["text"] = text.strip()
    return {**facts, **what}


@cache
def _needed(schema: type[BaseModel]) -> frozenset[str]:
    """Return the fields that somebody has to fill in."""
    return frozenset(info.alias or name for name, info in schema.model_fields.items() if info.is_required())


def _put_words(facts: dict[str, Any], prose: Prose) -> None:
    """Put the words that readers see beside the ids of a framework."""
    for thing in (*facts["questions"], *facts["steps"]):
        part = prose.parts.get(thing["id"])
        if part is None:
            continue
        thing["words"] = part.title
        if part.options:
            thing["option_words"] = {option.id: option.words for option in part.options}


def _notice(library: Library, entry: Entry, values: dict[str, Any]) -> dict[str, Any]:
    """Return what a notice says, with the replacement that readers are led to, if there is one."""
    written, instead = values.pop("replaced_by", ""), library.replacement(entry)
    if instead is None:
        return values
    return {**values, "replaced_by": written if library.find(written) == (instead,) else instead.key}
