"""``openshelf check``."""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import os
from typing import TYPE_CHECKING

from openshelf.check.fixes import apply_fixes, with_line_ends
from openshelf.check.run import BY_ID
from openshelf.cli.commands import COMMANDS
from openshelf.cli.common import examine
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core import clock, report
from openshelf.core.problem import nearest_hint, visible
from openshelf.sources.files import read_bytes, replace_contents
from openshelf.sources.text import decode

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.check.run import Checked
    from openshelf.cli.common import Commands
    from openshelf.core.problem import Problem
    from openshelf.sources.source import Source


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("check", help=COMMANDS["check"].help)
    output = parser.add_mutually_exclusive_group()
    output.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="for people, for annotations, for machines"
    )
    parser.add_argument(
        "--today", type=dt.date.fromisoformat, help="the day to check for, such as 2026-03-31 (default: today)"
    )
    parser.add_argument(
        "--rule",
        action="append",
        type=_rule,
        metavar="ID",
        help="show only what this rule finds; may be given several times",
    )
    output.add_argument(
        "--fix",
        action="store_true",
        help="correct what has only one right answer: show the changes, ask, and write them",
    )
    parser.add_argument("--strict", action="store_true", help="let warnings fail too, as the scheduled check does")
    parser.set_defaults(run=_check)


def _rule(text: str) -> str:
    if text not in BY_ID:
        msg = f"there is no rule {text!r} ({nearest_hint(text, BY_ID, most_listed=0) or 'see docs/rules.md'})"
        raise argparse.ArgumentTypeError(msg)
    return text


def _check(options: argparse.Namespace) -> int:
    today = options.today or clock.today()
    checked, problems, store = examine(options.config, today, as_builds_do=True)
    store.save()
    if options.fix and checked is not None and _fix(checked, options.rule):
        problems = examine(options.config, today, as_builds_do=True).problems
    problems = _asked_for(problems, options.rule)
    if options.format == "json":
        print(report.as_json(problems))
    elif options.format == "github":
        print("\n".join(filter(None, [report.as_github(problems), report.summary(problems)])))
    else:
        show(problems)
    return PROBLEMS if any(problem.is_error or options.strict for problem in problems) else OK


def _asked_for(problems: tuple[Problem, ...], rules: list[str] | None) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if rules is None or problem.rule.id in rules)


def _fix(checked: Checked, rules: list[str] | None) -> bool:
    """Show what a program can fix, ask, and write it; return whether anything was written."""
    root, changes = checked.library.settings.root, []
    for source in checked.library.sources:
        problems = [problem for problem in _asked_for(checked.problems, rules) if problem.place.path == source.path]
        text = apply_fixes(source, problems)
        if text != source.text:
            changes.append((source, text))
            before, after = source.text.split("\n"), text.split("\n")
            diff = difflib.unified_diff(before, after, source.path, source.path, lineterm="", n=0)
            print(*map(visible, diff), sep="\n")
    if not changes:
        print("There is nothing that a program can correct.", flush=True)
        return False
    if not _says_yes(f"Write these changes to {len(changes)} file{'s' if len(changes) > 1 else ''}? [y/N] "):
        print("Nothing was changed.", flush=True)
        return False
    for source, text in changes:
        message = _write(root / source.path, source, text)
        if message:
            print(f"{visible(source.path)} stays as it is: {message}.", flush=True)
    return True


def _write(file: Path, source: Source, text: str) -> str:
    """Write a fixed text; return why not, where it cannot be or somebody saved the file while the question waited."""
    try:
        raw = read_bytes(file)
        if decode(raw, source.path)[0] != source.text:
            return "it was changed meanwhile; run this again"
        if not os.access(file, os.W_OK):
            return "you may not write to it"
        replace_contents(file, with_line_ends(raw.decode(), text).encode())
    except OSError as error:
        return error.strerror or "it cannot be written"
    return ""


def _says_yes(question: str) -> bool:
    try:
        return input(question).strip().casefold() in {"y", "yes"}
    except (EOFError, KeyboardInterrupt):
        print()
        return False
