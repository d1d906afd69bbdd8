"""``openshelf plan``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.common import examine
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core import clock
from openshelf.frameworks import plan_text
from openshelf.frameworks.logic import run
from openshelf.frameworks.prose import Prose
from openshelf.library.suggestions import Suggestions
from openshelf.model.framework import Framework
from openshelf.model.kinds import HELP_PAGE, Kind

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("plan", help=COMMANDS["plan"].help)
    parser.add_argument("framework", help="the id of a framework")
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="QUESTION=OPTION",
        help="an answer; several options with commas",
    )
    parser.set_defaults(run=_plan)


def _plan(options: argparse.Namespace) -> int:
    checked, problems, _ = examine(options.config, clock.today())
    if checked is None:
        show(problems)
        return PROBLEMS
    library = checked.library
    written = library.entries[Kind.FRAMEWORK].get(options.framework)
    entry = library.without_withdrawn(written) if written is not None else None
    if entry is None or entry.key not in library.proofs or entry.body is None:
        if written is None:
            suggestion = Suggestions(library).instead_of(options.framework, Kind.FRAMEWORK)
            print(f"There is no framework {options.framework!r}. {suggestion}", file=sys.stderr)
        else:
            print(f"Framework {options.framework!r} has errors; `openshelf check` lists them.", file=sys.stderr)
        return PROBLEMS
    framework = entry.of(Framework)
    try:
        answers = plan_text.read_answers(framework, options.answer)
    except plan_text.AnswerError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    outcome = run(framework, answers)
    if outcome.open is not None:
        print(plan_text.missing_answer(framework, outcome), file=sys.stderr)
        return PROBLEMS
    prose = Prose.of(entry.body, framework)
    help_page = next((page for page in library.listed(Kind.PAGE) if page.id == HELP_PAGE), None)
    print(plan_text.as_text(entry.title, prose, answers, outcome, help_page.address if help_page else ""))
    return OK
