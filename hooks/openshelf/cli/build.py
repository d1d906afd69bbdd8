"""``openshelf build`` and ``openshelf verify``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from openshelf import clock
from openshelf.build import BuildFailedError, build, verify
from openshelf.cli.common import OK, PROBLEMS, examine, show

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands


def add(commands: Commands) -> None:
    """Register the commands."""
    built = commands.add_parser("build", help="check, build, verify, and only then replace the site")
    built.add_argument(
        "--engine", choices=("mkdocs", "properdocs"), default="mkdocs", help="the program that frames the pages"
    )
    built.set_defaults(run=_build)
    verified = commands.add_parser("verify", help="look at the built site as a browser would")
    verified.set_defaults(run=_verify)


def _build(options: argparse.Namespace) -> int:
    checked, problems = examine(options.config, clock.today())
    show(problems)
    if checked is None or any(problem.is_error for problem in problems):
        print("Nothing was built; the last good site is untouched.")
        return PROBLEMS
    try:
        found = build(checked.library, options.config, options.engine)
    except BuildFailedError:
        print("The build stopped; the last good site is untouched.")
        return PROBLEMS
    if found:
        show(found)
        print("The new site has problems and was thrown away; the last good site is untouched.")
        return PROBLEMS
    print(f"The site is in {checked.library.settings.site_dir}/.")
    return OK


def _verify(options: argparse.Namespace) -> int:
    checked, problems = examine(options.config, clock.today())
    if checked is None:
        show(problems)
        return PROBLEMS
    settings = checked.library.settings
    site = settings.root / settings.site_dir
    if not site.is_dir():
        print(f"There is no site in {settings.site_dir}/ yet: openshelf build makes it.", file=sys.stderr)
        return PROBLEMS
    found, weights = verify(checked.library, site)
    print(weights)
    show(found)
    return PROBLEMS if found else OK
