"""The command's entry: it reads the arguments and calls the command they name."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

import openshelf
from openshelf.cli import build, check, clean, generated, headers, importing, links, new, plan, protect, shape, withdraw
from openshelf.cli.common import PROBLEMS
from openshelf.core import clock
from openshelf.model.settings import settings_file

_GROUPS = (new, check, build, links, plan, withdraw, importing, shape, headers, generated, protect, clean)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files and terminals may lack characters
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # whoever read what was printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except (OSError, clock.NoTimeError) as error:
        parser.error(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="openshelf", description="Check and build a library.")
    parser.add_argument(
        "-c", "--config", type=Path, default=settings_file(), help="settings file (default: mkdocs.yml)"
    )
    parser.add_argument("--version", action="version", version=f"openshelf {openshelf.__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in _GROUPS:
        group.add(commands)
    return parser
