"""``policy/exceptions.yml``: problems that an editor has looked at and lets pass, by name, with a reason and an end."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from openshelf.core.problem import Problem, Rule, Severity, as_warnings, nearest_hint
from openshelf.model import fields as f
from openshelf.model.entries import Schema
from openshelf.model.policy_lists import ListItem, read_list

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

EXCEPTIONS = "policy/exceptions.yml"
_MAX_PERIOD = dt.timedelta(days=366)

EXCEPTION_RULE = Rule(
    "exception-rule",
    "An exception is not allowed, or ends more than a year from now.",
    "Rules that keep people safe have no exceptions; correct the text instead. An exception names one rule, one file "
    "and the exact text, and lasts at most twelve months, so that an editor looks at it again. Exceptions go into "
    "`policy/exceptions.yml`, never into a text: there they would be public and unsigned.",
)
EXCEPTION_UNUSED = Rule(
    "exception-unused",
    "An exception is no longer needed.",
    "The text is gone, or the rule no longer objects to it. An old exception could later excuse something that no "
    "editor has seen. Delete it. For a text that was withdrawn this is a warning, because a withdrawal is published "
    "at once.",
)
EXCEPTION_EXPIRED = Rule(
    "exception-expired",
    "An exception has ended.",
    "Look at the text again. Correct it and delete the exception, or write a new day after `until`. Until then "
    "writers are not stopped, but the scheduled check fails.",
    Severity.WARNING,
)


class Excuse(Schema):
    """One problem that is let pass."""

    rule: f.Line
    """The rule's id."""
    path: f.Line
    """The file, from the project's root."""
    match: f.Line
    """The exact text that breaks the rule."""
    reason: Annotated[f.Line, Field(min_length=20)]
    """Why it may stay, in at least 20 characters."""
    approved_by: f.Phrase
    """Who looked at it: not the author of the text. A role or a pseudonym is fine."""
    until: f.Day
    """The day on which it ends, at most twelve months ahead."""


def excuse(
    problems: Iterable[Problem],
    root: Path,
    rules: Mapping[str, Rule],
    looked_for: Container[str],
    today: dt.date,
    withdrawn: Container[str] = (),
) -> tuple[list[Problem], tuple[Excuse, ...]]:
    """Take out the problems that are excused and add those of the exceptions themselves; return the excuses used.

    ``looked_for`` holds the ids of the rules that were looked for: exceptions to others are left for another time.
    ``withdrawn`` holds the files of texts that were withdrawn.
    """
    items, found = read_list(root, EXCEPTIONS, Excuse, "rule")
    valid = []
    for item in items:
        if item.data.rule in rules and item.data.rule not in looked_for:
            continue
        wrong = list(_wrong(item, rules, today))
        found += wrong
        if not wrong:
            valid.append(item)
    by_match = {(item.data.rule, item.data.path, item.data.match): item for item in valid}
    used: dict[int, Excuse] = {}
    near: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        match = by_match.get((problem.rule.id, problem.place.path, problem.found)) if problem.found else None
        if match is None:
            found.append(problem)
            near[problem.rule.id, problem.place.path] = problem
        else:
            used[id(match)] = match.data
    for item in valid:
        ageing = _ageing(item, near, today, root, is_used=id(item) in used)
        found += as_warnings(ageing) if item.data.path in withdrawn else ageing
    return found, tuple(item.data for item in valid if id(item) in used)


def _quoted(text: str) -> str:
    """Return a text as it may stand in YAML."""
    return json.dumps(text, ensure_ascii=False) if re.search(r"[^\w.,/ -]|^\W", text) else text


def _wrong(item: ListItem[Excuse], rules: Mapping[str, Rule], today: dt.date) -> Iterable[Problem]:
    rule = rules.get(item.data.rule)
    excusable = [id_ for id_, known in rules.items() if known.excusable]
    if rule is None:
        hint = nearest_hint(item.data.rule, excusable) or "copy the rule from its message"
        yield EXCEPTION_RULE.at(item.place("rule"), f"there is no rule {item.data.rule!r}", hint)
    elif not rule.excusable:
        yield EXCEPTION_RULE.at(item.place("rule"), f"{rule.id} allows no exceptions", "correct the text")
    if item.data.until - today > _MAX_PERIOD:
        day = today + dt.timedelta(days=365)
        yield EXCEPTION_RULE.at(item.place("until"), f"until {item.data.until} is more than a year ahead", f"{day}")


def _ageing(
    item: ListItem[Excuse], near: Mapping[tuple[str, str], Problem], today: dt.date, root: Path, *, is_used: bool
) -> Iterable[Problem]:
    """Say whether an exception is not needed or has ended; ``near`` are problems that are not excused."""
    if not is_used:
        other = near.get((item.data.rule, item.data.path))
        hint = "delete it"
        if not (root / item.data.path).exists():
            paths = [path for rule, path in near if rule == item.data.rule]
            same = [path for path in paths if path.endswith(f"/{item.data.path}")] or paths
            said = f"there is no file {item.data.path}"
            yield EXCEPTION_UNUSED.at(item.place("path"), said, nearest_hint(item.data.path, same, 1) or hint)
            return
        if other is not None and other.found:
            # Logs are public: a text that the problem itself does not show is not shown here either.
            is_shown = other.found in other.message
            hint = (
                f"write match: {_quoted(other.found)}"
                if is_shown
                else f"after match, write the exact text at {other.where}"
            )
        yield EXCEPTION_UNUSED.at(item.place("match"), f"nothing in {item.data.path} needs this exception", hint)
    elif item.data.until < today:
        message = f"the exception ended on {item.data.until}"
        yield EXCEPTION_EXPIRED.at(
            item.place("until"), message, "correct the text, or check it again and set a new day"
        )
