"""The page of rules for writers, made from the rules themselves."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from openshelf.core.problem import Place, Problem, Rule
from openshelf.model.kinds import RULES_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.sources.source import Source

PATH = f"docs/{RULES_PAGE}.md"
MADE_PAGE = Rule(
    "made-page",
    "The page of rules is not the one that this version makes.",
    "`openshelf rules` makes this page. Your own words in it would be lost, and a page from an older version tells "
    "writers outdated rules. Run the command, and write your own words on another page.",
)
_REVIEWED = re.compile(r"^reviewed: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_MADE = "This page is made from the program by `openshelf rules`; do not edit it by hand."
_HEAD = f"""---
title: The rules for writers
summary: Every rule that the library checks, why it is there, and what to do when it stops you.
reviewed: {{day}}
---

Each problem is one line: the file, the line, the column, the rule, what is wrong, and a hint.
{_MADE}
"""


def reviewed_on(page: str) -> dt.date | None:
    """Return the day on which a person last read a page of rules, None where it names none."""
    found = _REVIEWED.search(page)
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def rulebook(rules: Iterable[Rule], day: dt.date) -> str:
    """Return the page of rules as Markdown; ``day`` is when it was last read."""
    parts = [_HEAD.format(day=day)]
    for rule in sorted(rules, key=lambda rule: rule.id):
        note = "" if rule.severity == "error" else " This is a warning: it is reported and stops nothing."
        parts.append(f"## {rule.id} {{#{rule.id}}}\n\n**{rule.title}**\n\n{rule.why}{note}\n")
    return "\n".join(parts)


def problems(sources: Iterable[Source], rules: Iterable[Rule]) -> Iterator[Problem]:
    """Find the first line in which a page that was made once is not what these rules make."""
    page = next((source.text for source in sources if source.path == PATH), "")
    if _MADE not in page:
        return  # a library may have rules of its own, of another kind
    day = reviewed_on(page)
    lines, wanted = page.splitlines(), rulebook(rules, day or dt.date.min).splitlines()
    same = next((at for at, (line, want) in enumerate(zip(lines, wanted, strict=False)) if line != want), None)
    if day is None or same is not None or len(lines) != len(wanted):
        line = min(len(lines), len(wanted)) if same is None else same + 1
        yield MADE_PAGE.at(
            Place(PATH, line), "the page differs here from what this version makes", "run openshelf rules"
        )
