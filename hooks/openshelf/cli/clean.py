"""``openshelf clean``: pictures and documents without what they tell beside what they show."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.media.inspect import SUFFIXES, cleaned, suffix_of, traces
from openshelf.media.parts import BrokenError
from openshelf.sources.files import FileType, read_bytes, replace_contents, walk

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from openshelf.cli.common import Commands


_HELP = (
    "Rewrites pictures and PDF documents in place, without the position, the owner, the preview and the notes that "
    "cameras and programs put into them; what they show stays as it is. Run it before the first commit: the history "
    "of the repository keeps what was there."
)


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("clean", help=COMMANDS["clean"].help, description=_HELP)
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: all of the library)"
    )
    parser.set_defaults(run=_clean)


def _clean(options: argparse.Namespace) -> int:
    result, changed = OK, False
    for file in _files(options.paths, options.config.resolve().parent):
        try:
            message = _rewrite(file)
        except (BrokenError, OSError) as error:
            missing = isinstance(error, FileNotFoundError)
            message, result = "does not exist" if missing else f"is left as it is: it {_reason(error)}", PROBLEMS
        if message:
            changed = True
            print(f"{file} {message}", flush=True)
    if not changed:
        print("Nothing to take out.")
    return result


def _reason(error: BrokenError | OSError) -> str:
    return f"cannot be changed, {error.strerror or error}" if isinstance(error, OSError) else str(error)


def _files(paths: list[Path], root: Path) -> Iterator[Path]:
    """Yield the files that are named, and the pictures and documents in the folders that are."""
    inside = [root / file.path for file in walk(root) if file.type is FileType.FILE and file.suffix in SUFFIXES]
    for path in paths or [root]:
        if path.is_dir():
            folder = path.resolve()
            yield from (Path(os.path.relpath(file)) for file in inside if file.is_relative_to(folder))
        else:
            yield path


def _rewrite(file: Path) -> str:
    """Clean a file in its place, whole or not at all; return what was done, to be printed after its name."""
    if suffix_of(file.name) not in SUFFIXES:
        raise BrokenError(f"is not one of {', '.join(sorted(SUFFIXES))}")
    data = read_bytes(file)
    clean = cleaned(data, file.name)
    if clean == data:
        return ""
    replace_contents(file, clean)
    return f"no longer contains: {', '.join(traces(data, file.name))}"
