"""The command ``openshelf``: what a writer or a machine types.

Exit codes: 0 all is well, 1 problems were found, 2 the command could not be run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from pathlib import Path

from openshelf import clock, report
from openshelf.build import BuildFailedError, build, verify
from openshelf.check.catalogue import load_and_check
from openshelf.frameworks import printed
from openshelf.frameworks.logic import run
from openshelf.frameworks.prose import Prose
from openshelf.messages import write_messages
from openshelf.model.framework import Framework
from openshelf.model.kinds import Kind
from openshelf.model.schemas import schema_text, schemas
from openshelf.problem import Problem, in_order, nearest
from openshelf.rulebook import PATH as RULES_PAGE
from openshelf.rulebook import reviewed_on, rulebook
from openshelf.settings import Settings, read_settings, settings_file

OK, PROBLEMS = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files and terminals may lack characters
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (OSError, clock.NoTimeError) as error:
        parser.error(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="openshelf", description="Check and build a library.")
    parser.add_argument(
        "-c", "--config", type=Path, default=settings_file(), help="settings file (default: mkdocs.yml)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check every file and report all problems at once")
    check.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="for people, for annotations, for machines"
    )
    check.add_argument(
        "--today", type=dt.date.fromisoformat, help="the day to check for, such as 2026-03-31 (default: today)"
    )
    check.set_defaults(run=_check)
    built = commands.add_parser("build", help="check, build, verify, and only then replace the site")
    built.add_argument(
        "--engine", choices=("mkdocs", "properdocs"), default="mkdocs", help="the program that frames the pages"
    )
    built.set_defaults(run=_build)
    verified = commands.add_parser("verify", help="look at the built site: links and weight")
    verified.set_defaults(run=_verify)
    plan = commands.add_parser("plan", help="print the plan that a framework yields for some answers")
    plan.add_argument("framework", help="the id of a framework")
    plan.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="QUESTION=OPTION",
        help="an answer; several options with commas",
    )
    plan.set_defaults(run=_plan)
    commands.add_parser("schemas", help="write the JSON Schemas to schemas/").set_defaults(run=_schemas)
    commands.add_parser("messages", help="gather the words of the interface for translation").set_defaults(
        run=_messages
    )
    commands.add_parser("rules", help=f"write the page of rules to {RULES_PAGE}").set_defaults(run=_rules)
    return parser


def _examine(config: Path, today: dt.date) -> tuple[Settings | None, tuple[Problem, ...]]:
    settings, problems = read_settings(config)
    if settings is None:
        return None, in_order(problems)
    return settings, load_and_check(settings, today)[1]


def _check(options: argparse.Namespace) -> int:
    _, problems = _examine(options.config, options.today or clock.today())
    if options.format == "json":
        print(report.as_json(problems))
    elif options.format == "github":
        print("\n".join(filter(None, [report.as_github(problems), report.summary(problems)])))
    else:
        print(report.as_text(problems, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    return PROBLEMS if any(problem.is_error for problem in problems) else OK


def _build(options: argparse.Namespace) -> int:
    settings, problems = _examine(options.config, clock.today())
    print(report.as_text(problems, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ), flush=True)
    if settings is None or any(problem.is_error for problem in problems):
        print("Nothing was built; the last good site is untouched.")
        return PROBLEMS
    try:
        found = build(settings, options.config, options.engine)
    except BuildFailedError:
        print("The build stopped; the last good site is untouched.")
        return PROBLEMS
    if found:
        print(report.as_text(found))
        print("The new site has problems and was thrown away; the last good site is untouched.")
        return PROBLEMS
    print(f"The site is in {settings.site_dir}/.")
    return OK


def _verify(options: argparse.Namespace) -> int:
    settings, problems = read_settings(options.config)
    if settings is None:
        print(report.as_text(in_order(problems)))
        return PROBLEMS
    site = settings.root / settings.site_dir
    if not site.is_dir():
        print(f"There is no site in {settings.site_dir}/ yet: openshelf build makes it.", file=sys.stderr)
        return PROBLEMS
    found, weights = verify(settings, site)
    print(weights)
    print(report.as_text(in_order(found)))
    return PROBLEMS if found else OK


def _plan(options: argparse.Namespace) -> int:
    settings, problems = read_settings(options.config)
    if settings is None:
        print(report.as_text(in_order(problems)))
        return PROBLEMS
    library = load_and_check(settings, clock.today())[0]
    entry = library.entries[Kind.FRAMEWORK].get(options.framework)
    if entry is None or entry.key not in library.proofs or entry.body is None:
        hint = nearest(options.framework, library.ids(Kind.FRAMEWORK))
        print(f"There is no framework {options.framework!r} that can be run. {hint}", file=sys.stderr)
        return PROBLEMS
    framework = entry.of(Framework)
    try:
        answers = printed.read_answers(framework, options.answer)
    except printed.AnswerError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    outcome = run(framework, answers)
    if outcome.open is not None:
        print(printed.lacking(framework, outcome), file=sys.stderr)
        return PROBLEMS
    prose = Prose(entry.body, frozenset(question.id for question in framework.questions))
    print(printed.as_text(entry.title, prose, answers, outcome))
    return OK


def _schemas(options: argparse.Namespace) -> int:
    folder = options.config.resolve().parent / "schemas"
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8")
    return OK


def _messages(options: argparse.Namespace) -> int:
    for language, lacking in write_messages(options.config.resolve().parent).items():
        print("\n".join([f"{language}: {len(lacking)} to translate", *(f"  {message}" for message in lacking)]))
    return OK


def _rules(options: argparse.Namespace) -> int:
    page = options.config.resolve().parent / RULES_PAGE
    page.write_text(rulebook(reviewed_on(page) or clock.today()), encoding="utf-8")
    return OK
