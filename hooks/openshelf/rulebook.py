"""The page of rules for writers, made from the rules themselves."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from openshelf.check.catalogue import RULES

if TYPE_CHECKING:
    from pathlib import Path

PATH = "docs/rules.md"

_HEAD = """---
title: The rules for writers
summary: Every rule that the library checks, why it is there, and what to do when it stops you.
reviewed: {day}
---

Each problem is one line: the file, the line, the column, the rule, what is wrong, and a hint.
This page is made from the program by `openshelf rules`; do not edit it by hand.
"""


def reviewed_on(page: Path) -> dt.date | None:
    """Return the day on which a person last read the page of rules, None if there is none yet."""
    found = (
        re.search(r"^reviewed: (\d{4}-\d{2}-\d{2})$", page.read_text("utf-8"), re.MULTILINE) if page.is_file() else None
    )
    return dt.date.fromisoformat(found[1]) if found else None


def rulebook(day: dt.date) -> str:
    """Return the page of rules as Markdown; ``day`` is when it was last read."""
    parts = [_HEAD.format(day=day)]
    for rule in sorted(RULES, key=lambda rule: rule.id):
        note = "" if rule.severity == "error" else " This is a warning: it is reported and stops nothing."
        parts.append(f"## {rule.id} {{#{rule.id}}}\n\n**{rule.title}**\n\n{rule.why}{note}\n")
    return "\n".join(parts)
