"""The command's entry: it reads the arguments and calls the command they name."""

from __future__ import annotations

import argparse
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import openshelf
from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import PROBLEMS
from openshelf.core import clock
from openshelf.core.settings_file import settings_file

if TYPE_CHECKING:
    from collections.abc import Container


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files and terminals may lack characters
    given = sys.argv[1:] if arguments is None else arguments
    parser = _parser(given)
    options = parser.parse_args(given)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # whoever read what was printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except (OSError, clock.NoTimeError) as error:
        parser.error(str(error))


class _PrintVersion(argparse.Action):
    """Print the version, which is looked up only for those who ask."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"openshelf {openshelf.__version__}")
        parser.exit()


def _parser(named: Container[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser, which knows the arguments of the commands that are ``named``, and of the others the names."""
    parser = argparse.ArgumentParser(prog="openshelf", description="Check and build a library.")
    parser.add_argument(
        "-c", "--config", type=Path, default=settings_file(), help="settings file (default: mkdocs.yml)"
    )
    parser.add_argument("--version", action=_PrintVersion, nargs=0, help="show program's version number and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    wanted = {command.module for name, command in COMMANDS.items() if name in named}
    for name, command in COMMANDS.items():
        if command.module not in wanted:
            commands.add_parser(name, help=command.help)
        elif name not in commands.choices:
            import_module(f"openshelf.cli.{command.module}").add(commands)
    return parser
