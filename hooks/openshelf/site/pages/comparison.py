"""Comparison tables: tools beside each other, by what sources say on each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.entries import Resource
from openshelf.model.fields import Answer
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openshelf.library.entry import Entry
    from openshelf.model.entries import Comparison, Verdict
    from openshelf.site.view import View


def comparison(view: View, entry: Entry) -> dict[str, object] | None:
    """Return tools, criteria and verdicts of the comparison table of an entry, None where it compares nothing.

    What nobody looked up is None too. Tools that were withdrawn stand below the table.
    """
    compares: Comparison | None = entry.field("compares")
    if compares is None:
        return None
    tools = [tool for id_ in compares.resources for tool in view.find(id_, Kind.RESOURCE)]
    criteria = [(criterion, view.criterion_name(criterion)) for criterion in compares.criteria]
    return {
        "tools": tools,
        "gone": view.withdrawn_targets(entry, "compares"),
        "criteria": criteria,
        "sourced": [(tool, answers) for tool in tools if (answers := _sourced(tool, criteria))],
        "verdict": _verdict,
        "Answer": Answer,
    }


def _sourced(tool: Entry, criteria: Sequence[tuple[str, str]]) -> list[tuple[str, Verdict]]:
    """Return the verdicts on a tool that name a source, with the name of each criterion."""
    found = ((name, _verdict(tool, criterion)) for criterion, name in criteria)
    return [(name, verdict) for name, verdict in found if verdict is not None and verdict.source]


def _verdict(tool: Entry, criterion: str) -> Verdict | None:
    return tool.of(Resource).criteria.get(criterion)
