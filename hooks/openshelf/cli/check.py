"""``openshelf check``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from openshelf import clock, report
from openshelf.cli.common import OK, PROBLEMS, examine, show

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("check", help="check every file and report all problems at once")
    parser.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="for people, for annotations, for machines"
    )
    parser.add_argument(
        "--today", type=dt.date.fromisoformat, help="the day to check for, such as 2026-03-31 (default: today)"
    )
    parser.add_argument("--strict", action="store_true", help="let warnings fail too, as the scheduled check does")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    _, problems = examine(options.config, options.today or clock.today(), builds=True)
    if options.format == "json":
        print(report.as_json(problems))
    elif options.format == "github":
        print("\n".join(filter(None, [report.as_github(problems), report.summary(problems)])))
    else:
        show(problems)
    return PROBLEMS if any(problem.is_error or options.strict for problem in problems) else OK
