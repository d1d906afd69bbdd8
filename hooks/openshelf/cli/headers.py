"""``openshelf headers``: the site's headers for the configuration of a web server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK
from openshelf.site.security import SERVERS, snippet

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands


def add(commands: Commands) -> None:
    """Register the command."""
    headers = commands.add_parser("headers", help=COMMANDS["headers"].help)
    headers.add_argument("server", choices=SERVERS, help="the web server whose configuration it is for")
    headers.set_defaults(run=_headers)


def _headers(options: argparse.Namespace) -> int:
    print(snippet(options.server), end="")
    return OK
