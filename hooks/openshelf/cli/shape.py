"""``openshelf format``: content in one form, and the catalogue as one list or as one file an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core.problem import sorted_problems, visible
from openshelf.formatting.lines import CannotFormatError
from openshelf.formatting.whole_library import Change, formatted, joined, split, write_all
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER
from openshelf.model.settings import read_settings

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from openshelf.cli.common import Commands

_HELP = (
    "Writes content in one form: keys in one order, entries of the catalogue sorted by id with a blank line between "
    "them, plain line ends. The meaning of a file does not change, and each comment stays with the key or entry below "
    "it. A file with mistakes is not changed. Exits with 1 if there was such a file."
)
_NOTHING = "There is nothing to move."


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("format", help=COMMANDS["format"].help, description=_HELP)
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--split",
        action="store_true",
        help=f"give each entry of {CATALOGUE} a file of its own, {ENTRY_FOLDER}/<id>.yml",
    )
    ways.add_argument("--join", action="store_true", help=f"put them back into {CATALOGUE}")
    parser.set_defaults(run=_format)


def _format(options: argparse.Namespace) -> int:
    settings, problems = read_settings(options.config)
    if settings is None:
        show(sorted_problems(problems))
        return PROBLEMS
    if not (options.split or options.join):
        return _form(settings.root)
    try:
        changes = split(settings.root) if options.split else joined(settings.root)
        write_all(settings.root, changes)
    except CannotFormatError as error:
        print("Nothing was changed.")
        _say(error)
        return PROBLEMS
    moved = sum(change.path != CATALOGUE for change in changes)
    number = "1 entry" if moved == 1 else f"{moved} entries"
    print(f"{number} moved to {f'{ENTRY_FOLDER}/' if options.split else CATALOGUE}." if changes else _NOTHING)
    return OK


def _form(root: Path) -> int:
    found = list(formatted(root))
    changes = [one for one in found if isinstance(one, Change)]
    left = [one for one in found if isinstance(one, CannotFormatError)]
    for change in changes:
        write_all(root, [change])
        print(visible(change.path))
    number = "1 file" if len(changes) == 1 else f"{len(changes)} files"
    print(f"{number} put into form." if changes else "Nothing had to be changed.")
    if left:
        print("\nNot changed; correct these first:")
    for error in left:
        _say(error)
    return PROBLEMS if left else OK


def _say(error: CannotFormatError) -> None:
    for line in str(error).split("\n"):
        print(f"  {visible(line)}")
