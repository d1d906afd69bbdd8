"""``openshelf build``, ``openshelf publish`` and ``openshelf verify``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.common import examine, show
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.core import clock
from openshelf.core.problem import as_warnings
from openshelf.core.store import Store
from openshelf.publish.build import BuildFailedError, build_into_fresh, keep_inventory, publish_or_discard, verify
from openshelf.publish.release import (
    earlier_pages,
    release_report,
    report_text,
    vanished_pages,
    why_not_published,
    write_report,
)

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands
    from openshelf.core.problem import Problem


def add(commands: Commands) -> None:
    """Register the commands."""
    built = commands.add_parser(
        "build",
        help=COMMANDS["build"].help,
        description="Checks the sources, builds into a fresh folder, checks every finished file, and only then "
        "replaces the site. With an error at any step the last good site stays.",
    )
    built.set_defaults(run=_build)
    published = commands.add_parser(
        "publish",
        help=COMMANDS["publish"].help,
        description="Builds as openshelf build does, and writes what is published (publish-report.json) and the sum of "
        "every file (SHA256SUMS). Stops if an address that was published would be lost, if settings of the site are "
        "missing, or if there are protected names but no key to them.",
    )
    built.add_argument(
        "--previous",
        type=Path,
        metavar="FILE",
        help="SHA256SUMS of the published site: warn of addresses it would lose",
    )
    built.add_argument(
        "--why", default="", metavar="ADDRESS", help="say why the page at this address is made again, or that it is not"
    )
    published.set_defaults(why="")
    published.add_argument(
        "--previous", type=Path, metavar="FILE", help="SHA256SUMS of the site that is published now, if not in site/"
    )
    published.set_defaults(run=_publish)
    for parser in (built, published):
        parser.add_argument(
            "--engine", choices=("mkdocs", "properdocs"), default="mkdocs", help="the program that frames the pages"
        )
    verified = commands.add_parser(
        "verify",
        help=COMMANDS["verify"].help,
        description="Looks at every file of the built site: what it may hold, links, leaks of what is held back, "
        "protected names, sums and weight.",
    )
    verified.set_defaults(run=_verify)


def _build(options: argparse.Namespace) -> int:
    return _make(options, publishes=False)


def _publish(options: argparse.Namespace) -> int:
    return _make(options, publishes=True)


def _make(options: argparse.Namespace, *, publishes: bool) -> int:
    # What is published is made from nothing.
    checked, problems, store = examine(options.config, clock.today(), builds=True, warm=not publishes)
    show(problems)
    if checked is None or any(problem.is_error for problem in problems):
        store.save()
        print("Nothing was built; the last good site is untouched.")
        return PROBLEMS
    library = checked.library
    if publishes and (refused := why_not_published(library)):
        print(f"::error title=Not published::{refused}" if "GITHUB_ACTIONS" in os.environ else refused)
        return PROBLEMS
    try:
        folder, known, last, reasons = build_into_fresh(checked, options.config, options.engine, store, options.why)
    except BuildFailedError:
        print("The build stopped; the last good site is untouched.")
        return PROBLEMS
    print(*reasons, sep="\n", end="\n" if reasons else "")
    found: list[Problem] = []
    if publishes or options.previous is not None:
        before = earlier_pages(library.settings.site, options.previous)
        if not before:
            print("There is no list of what was published before, so lost addresses were not looked for.")
        found, excused = vanished_pages(library, before, folder)
        if publishes:
            report = release_report(checked, folder, (*checked.excused, *excused))
            write_report(folder, report)
            print(report_text(report))
        else:
            found = as_warnings(found)
    verified = verify(library, folder, store, known)
    found += verified.problems
    print(verified.weights, flush=True)
    publish_or_discard(folder, found, last, verified.digests, store)
    store.save()
    if found:
        show(found)
    if any(problem.is_error for problem in found):
        print("The new site has problems and was thrown away; the last good site is untouched.")
        return PROBLEMS
    print(f"The site is in {library.settings.site_dir}/.")
    return OK


def _verify(options: argparse.Namespace) -> int:
    checked, problems, _ = examine(options.config, clock.today())
    if checked is None:
        show(problems)
        return PROBLEMS
    settings = checked.library.settings
    if not settings.site.is_dir():
        print(f"There is no site in {settings.site_dir}/ yet: openshelf build makes it.", file=sys.stderr)
        return PROBLEMS
    found, weights, files = verify(checked.library, settings.site, Store.nothing(), {})
    keep_inventory(checked.library, files)
    print(weights)
    show(found)
    return PROBLEMS if any(problem.is_error for problem in found) else OK
