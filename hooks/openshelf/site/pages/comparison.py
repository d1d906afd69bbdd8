"""Comparison tables: tools beside each other, by what sources say on each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.entries import Resource
from openshelf.model.fields import Answer
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
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
    return {
        "tools": tools,
        "gone": view.withdrawn_targets(entry, "compares"),
        "criteria": [(criterion, view.criterion_name(criterion)) for criterion in compares.criteria],
        "verdict": _verdict,
        "Answer": Answer,
    }


def _verdict(tool: Entry, criterion: str) -> Verdict | None:
    return tool.of(Resource).criteria.get(criterion)
