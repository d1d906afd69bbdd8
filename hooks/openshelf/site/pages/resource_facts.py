"""What is answered about a resource with yes, partly or no: each thing once, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.model.fields import Answer, OpenSource

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from openshelf.model.entries import NamedLink, Resource
    from openshelf.site.view import View


@dataclass(frozen=True, slots=True)
class Sourced:
    """Texts that were read together, and what they were read for."""

    source: tuple[NamedLink, ...]
    checked: dt.date | None
    criteria: tuple[str, ...]


def answers(view: View, resource: Resource) -> Mapping[str, str]:
    """Return the answers by what they are about, in words: the fields of the entry, then the library's criteria.

    A criterion that is called as a field is one with it; a source that knows counts more than the field.
    """
    _ = view.words.gettext
    fields: tuple[tuple[str, str, str], ...] = (
        (_("Open source"), resource.open_source, OpenSource.NOT_APPLICABLE),
        (_("Works without a connection"), resource.offline, Answer.UNKNOWN),
        (_("Works on a slow connection"), resource.low_bandwidth, Answer.UNKNOWN),
    )
    called = {name.casefold(): name for name, *_rest in fields}
    found = {name: answer for name, answer, unsaid in fields if answer != unsaid}
    for criterion, verdict in resource.criteria.items():
        name = view.criterion_name(criterion)
        name = called.get(name.casefold(), name)
        if verdict.verdict is not Answer.UNKNOWN or name not in found:
            found[name] = verdict.verdict
    return found


def sourced(view: View, resource: Resource) -> list[Sourced]:
    """Return the sources of the criteria, each once for a day on which it was read."""
    groups: dict[tuple[tuple[NamedLink, ...], dt.date | None], list[str]] = {}
    for criterion, verdict in resource.criteria.items():
        if verdict.source:
            groups.setdefault((verdict.source, verdict.checked), []).append(view.criterion_name(criterion))
    return [Sourced(source, checked, tuple(criteria)) for (source, checked), criteria in groups.items()]
