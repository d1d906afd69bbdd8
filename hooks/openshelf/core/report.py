"""Problems as people and machines want to read them."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from openshelf.core.problem import sorted_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openshelf.core.problem import Problem

_BOLD, _RED, _YELLOW, _DIM, _RESET = "\033[1m", "\033[31m", "\033[33m", "\033[2m", "\033[0m"


def as_text(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """Return one line a problem, how often each rule is broken if there are several, and a line that counts all."""
    found = sorted_problems(problems)
    rules = Counter(problem.rule.id for problem in found)
    counts = [f"{number:6} {rule}" for rule, number in rules.most_common()] if len(rules) > 1 else []
    return "\n".join([*(_line(problem, colour=colour) for problem in found), *counts, summary(found)])


def _line(problem: Problem, *, colour: bool = False) -> str:
    """Return ``path:line:column rule-id error: message (hint)``."""
    tone = _RED if problem.is_error else _YELLOW
    bold, tone, dim, plain = (_BOLD, tone, _DIM, _RESET) if colour else ("", "", "", "")
    hint = f" {dim}({problem.hint}){plain}" if problem.hint else ""
    severity = problem.rule.severity.value
    return f"{bold}{problem.where}{plain} {tone}{problem.rule.id} {severity}:{plain} {problem.message}{hint}"


def summary(problems: Iterable[Problem]) -> str:
    """Return how many errors and warnings there are, in words."""
    found = list(problems)
    errors = sum(problem.is_error for problem in found)
    warnings = len(found) - errors
    if not found:
        return "No problems."
    parts = [
        f"{number} {name}{'' if number == 1 else 's'}"
        for number, name in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    files = len({problem.place.path for problem in found})
    return f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}."


def as_github(problems: Iterable[Problem]) -> str:
    """Return workflow commands that show each problem beside the changed line."""
    lines = []
    for problem in sorted_problems(problems):
        place = problem.place
        message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
        level = "error" if problem.is_error else "warning"
        title = _property(f"{problem.rule.id}")
        lines.append(
            f"::{level} file={_property(place.path)},line={place.line},col={place.column},title={title}"
            f"::{_message(message)}"
        )
    return "\n".join(lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON list."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "rule": problem.rule.id,
                "severity": problem.rule.severity.value,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in sorted_problems(problems)
        ],
        ensure_ascii=False,
        indent=1,
    )


def preview_notice(problems: Sequence[Problem]) -> Callable[[str], str]:
    """Return what makes the box above a page of a preview, from the path of the page's source.

    The box tells every problem, those of that source first; it is empty while there are only warnings.
    """
    if not any(problem.is_error for problem in problems):
        return lambda _: ""
    known = {problem.place.path for problem in problems}

    @cache
    def box(path: str) -> str:
        return _as_html(sorted(sorted_problems(problems), key=lambda problem: problem.place.path != path))

    return lambda path: box(path if path in known else "")


def _as_html(problems: Sequence[Problem]) -> str:
    rows = "".join(f"<li><code>{escape(_line(problem))}</code></li>" for problem in problems)
    box = f'<div class="os-notice" role="alert"><p>{escape(summary(problems))}</p><ol>{rows}</ol></div>'
    return f'<section class="os-wrap os-prose">{box}</section>'
