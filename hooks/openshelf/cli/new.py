"""``openshelf new library``: the files that a library begins with, and those that a later version adds."""

from __future__ import annotations

import hashlib
import zipfile
from enum import Enum
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from urllib.parse import urlsplit
from urllib.request import url2pathname

from openshelf.check.contacts import mails_in
from openshelf.check.telephones import numbers_in
from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core.problem import sorted_problems
from openshelf.model.renamed import SETTINGS_FILE
from openshelf.model.settings import read_settings, written_language
from openshelf.sources.files import read_bytes, replace_contents
from openshelf.starter.library import languages, machinery, new_library
from openshelf.starter.requirements import (
    FOLDER,
    REQUIREMENTS,
    UNSET,
    Generator,
    at_address,
    is_address,
    named,
    recorded,
    require_wheel,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping

    from openshelf.cli.common import Commands

_HELP = (
    "Writes a small library into an empty folder: settings, pages, one theme, one resource, an example of each kind as "
    "a draft, the workflows that publish it, and the list of what pip installs. With --existing it adds files "
    "that a library lacks and this version needs. It never changes an existing file: if one differs, the new text is "
    "put beside it, with .new at the end of its name."
)
_NEW = ".new"
_SCRIPT = 0o755
"""Rights of a file that a machine runs."""
_GIT = ".git"


class _State(Enum):
    """What happened to one file."""

    ADDED = "added"
    SAME = "same"
    BESIDE = "differs: the new text is beside it"
    IN_THE_WAY = "differs, and so does the file beside it that ends in .new: look at that one, and delete it"
    BLOCKED = "cannot be written, because a file has the name of its folder: rename that file"
    ELSEWHERE = "is behind a symbolic link, so it was not changed"


class _Wheel(NamedTuple):
    """The generator that a library is built with."""

    generator: Generator
    file: Path | None
    """The wheel, where it lies on this computer."""


def add(commands: Commands) -> None:
    """Register the command."""
    kinds = commands.add_parser("new", help=COMMANDS["new"].help).add_subparsers(required=True, metavar="WHAT")
    parser = kinds.add_parser("library", help="write the files of a new library", description=_HELP)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="an empty folder, or a new one")
    parser.add_argument("--name", help="what readers will call it")
    parser.add_argument("--language", choices=languages(), help="the language of its texts and its interface")
    parser.add_argument(
        "--generator",
        metavar="FILE-OR-ADDRESS",
        help="the wheel to build it with; add #sha256=… to an address (default: where this one came from)",
    )
    parser.add_argument("--existing", action="store_true", help="add to a library what this version needs")
    parser.set_defaults(run=lambda options: _new_library(options, parser.error))


def _new_library(options: argparse.Namespace, refuse: Callable[[str], NoReturn]) -> int:
    folder: Path = options.folder
    try:
        wheel = _given(options.generator) if options.generator else _installed()
        generator = _place_in(folder, wheel) or (_named_now(folder) if options.existing else None)
        texts = _existing(folder, generator) if options.existing else _new(options, generator)
    except ValueError as error:
        refuse(str(error))
    if texts is None:
        return PROBLEMS
    files = {path: text.encode() for path, text in texts.items()} | _copied(folder, wheel)
    states = {path: _put(folder, path, data) for path, data in sorted(files.items())}
    _say(folder, states, has_generator=generator is not None)
    if options.existing and (problems := read_settings(folder / SETTINGS_FILE)[1]):
        print("\nopenshelf check will say:")
        show(sorted_problems(problems))
    return PROBLEMS if {_State.IN_THE_WAY, _State.BLOCKED, _State.ELSEWHERE} & set(states.values()) else OK


def _new(options: argparse.Namespace, generator: Generator | None) -> dict[str, str]:
    """Return the files of a new library; raise ValueError where it cannot be begun."""
    folder: Path = options.folder
    if not options.name or not options.language:
        raise ValueError("a new library needs --name and --language")
    if any((*mails_in(options.name), *numbers_in(options.name))):
        raise ValueError("the name contains an e-mail address or a telephone number, and every page shows it")
    if folder.exists() and (not folder.is_dir() or any(path.name != _GIT for path in folder.iterdir())):
        raise ValueError(f"{folder} is not empty; for a library that is there already, add --existing")
    return new_library(options.name, options.language, generator)


def _existing(folder: Path, generator: Generator | None) -> dict[str, str] | None:
    """Return what a library needs of this version; None where its settings are none of ours, which is said.

    What else is wrong with them stops nobody: the files that are brought may be what they lack.
    """
    language, problems = written_language(folder / SETTINGS_FILE)
    if problems:
        show(sorted_problems(problems))
        return None
    return machinery(_language(language), generator)


def _named_now(folder: Path) -> Generator | None:
    """Return the wheel that the library is built with until now, None where it names none."""
    try:
        return named(read_bytes(folder / REQUIREMENTS).decode("utf-8", "replace"))
    except OSError:
        return None


def _language(language: str) -> str:
    """Return the language for what a machine says; a library may be in one that has no words for that yet."""
    return language if language in languages() else "en"


def _given(wheel: str) -> _Wheel:
    """Return the wheel that a person names; raise ValueError where it cannot be used."""
    if is_address(wheel):
        return _Wheel(at_address(wheel), None)
    file = Path(wheel)
    if not file.is_file() or file.suffix != ".whl":
        raise ValueError(f"{wheel} is not a wheel: name a file that ends in .whl, or an address with https://")
    require_wheel(file.name)
    if not _is_wheel(file):
        raise ValueError(f"{wheel} is not a wheel of openshelf, or only a part of one: download it again")
    return _of_file(file)


def _is_wheel(file: Path) -> bool:
    """Whether a file holds the generator as pip installs it."""
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name.endswith(".dist-info/METADATA") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def _installed() -> _Wheel | None:
    """Return the wheel that this program was installed from, None where nobody knows."""
    try:
        record = distribution("openshelf").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    generator = recorded(record or "")
    if generator is None or is_address(generator.place):
        return _Wheel(generator, None) if generator else None
    file = Path(url2pathname(urlsplit(generator.place).path))
    wheel = _of_file(file) if file.is_file() and file.suffix == ".whl" else None
    return wheel if wheel is not None and wheel.generator.sha256 == generator.sha256 else None


def _of_file(file: Path) -> _Wheel:
    digest = hashlib.sha256(read_bytes(file)).hexdigest()
    return _Wheel(Generator(f"{FOLDER}/{file.name}", digest), file)


def _place_in(folder: Path, wheel: _Wheel | None) -> Generator | None:
    """Return the wheel as the library names it: by its address, or by its path where it lies in the folder or will."""
    if wheel is None or wheel.file is None:
        return wheel.generator if wheel else None
    file, root = wheel.file.resolve(), folder.resolve()
    if file.is_relative_to(root):
        return Generator(file.relative_to(root).as_posix(), wheel.generator.sha256)
    return wheel.generator


def _copied(folder: Path, wheel: _Wheel | None) -> dict[str, bytes]:
    """Return the wheel as a file of the library, where it has no address and lies elsewhere: CI needs it too."""
    if wheel is None or wheel.file is None or wheel.file.resolve().is_relative_to(folder.resolve()):
        return {}
    return {wheel.generator.place: read_bytes(wheel.file)}


def _put(folder: Path, path: str, data: bytes) -> _State:
    """Write one file of a library where nothing is in its place; never over what is there."""
    file = folder / path
    ways = [way for way in (file, *file.parents) if way.is_relative_to(folder) and way != folder]
    if any(way.is_symlink() for way in ways):
        return _State.ELSEWHERE
    if any(way.exists() and not way.is_dir() for way in ways[1:]):
        return _State.BLOCKED
    if not file.exists():
        replace_contents(file, data)
        if data.startswith(b"#!"):
            file.chmod(_SCRIPT)
        return _State.ADDED
    if file.is_file() and read_bytes(file) == data:
        return _State.SAME
    beside = file.with_name(f"{file.name}{_NEW}")
    if beside.is_symlink() or (beside.exists() and (not beside.is_file() or read_bytes(beside) != data)):
        return _State.IN_THE_WAY
    if not beside.exists():
        replace_contents(beside, data)
    return _State.BESIDE


def _say(folder: Path, states: Mapping[str, _State], *, has_generator: bool) -> None:
    for path, state in states.items():
        print(f"{path} {state.value}")
    print(*_next_steps(folder, states.values(), has_generator=has_generator), sep="\n")


def _next_steps(folder: Path, states: Iterable[_State], *, has_generator: bool) -> list[str]:
    counts = {state: sum(1 for one in states if one is state) for state in _State}
    done = f"{counts[_State.ADDED]} added, {counts[_State.SAME]} as they were"
    lines = ["", f"{folder}: {done}. README.md in it says what to do next: make site, make check."]
    if counts[_State.BESIDE]:
        lines.append(f"{counts[_State.BESIDE]} differ. Compare each with the file beside it that ends in {_NEW}.")
    if not has_generator:
        lines.append(f"Nobody has said where to get the generator, so pip will stop at {UNSET}: see requirements.txt.")
    return lines
