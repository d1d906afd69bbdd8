"""``openshelf build``, ``openshelf publish`` and ``openshelf verify``; what they do is loaded when there is work."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK
from openshelf.cli.output import show
from openshelf.core import clock
from openshelf.publish.receipt import receipt_of_same

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands


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


_WORK = "openshelf.cli.building"


def _build(options: argparse.Namespace) -> int:
    asks_nothing = options.previous is None and not options.why
    same = receipt_of_same(options.config, options.engine, clock.today()) if asks_nothing else None
    if same is None:
        return int(import_module(_WORK).make(options, publishes=False))
    show(same.problems)
    print(same.weights)
    if same.found:
        show(same.found)
    print(f"Nothing has changed since the last build. The site is in {same.site_dir}/.")
    return OK


def _publish(options: argparse.Namespace) -> int:
    return int(import_module(_WORK).make(options, publishes=True))


def _verify(options: argparse.Namespace) -> int:
    return int(import_module(_WORK).verify_site(options))
