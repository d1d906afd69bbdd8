"""``openshelf protect``."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.core import clock
from openshelf.model.name_hashes import KEY_LENGTH, KEY_VARIABLE, Protected, is_too_short, protect, words_of
from openshelf.model.protected_names import PATH, ProtectionFault, protection
from openshelf.sources.files import replace_contents

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openshelf.cli.common import Commands

_HELP = f"""\
Add a name to {PATH}, so that `openshelf check`, `verify` and `publish` stop wherever it stands.

Type the name, which is not shown, or send names to standard input, one a line. Never give it as an argument: your shell
would remember it. It is not written anywhere: the list contains hashes made with a key (HMAC-SHA256), the number of
words and letters, and the day.

The key is in the environment variable {KEY_VARIABLE}. Make it once with `openshelf protect --new-key`, give it to
the people who check texts, and to CI as a secret; never put it into the repository. Without it the list cannot be used,
and if it is lost you must make a new list.

Case, accents, spacing and punctuation do not matter. Other forms do: add "Maria Silva", "Silva Maria", a nickname, the
name in another script, and forms with an ending or a particle joined to it, each by itself. A first name alone would be
found for everyone who has it.
"""
_WHY_REFUSED = {
    ProtectionFault.NO_KEY: f"set {KEY_VARIABLE} to the key of the list first; see openshelf protect --help",
    ProtectionFault.SHORT_KEY: f"the key in {KEY_VARIABLE} is too short: it needs {KEY_LENGTH} characters",
    ProtectionFault.WRONG_KEY: f"the key in {KEY_VARIABLE} is not the one that made this list",
    ProtectionFault.BROKEN_LIST: f"{PATH} has mistakes; openshelf check says where",
}


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "protect",
        help=COMMANDS["protect"].help,
        description=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--remove", action="store_true", help="take the name off the list instead")
    ways.add_argument("--new-key", action="store_true", help="print a new key and do nothing else")
    parser.set_defaults(run=_protect)


def _protect(options: argparse.Namespace) -> int:
    if options.new_key:
        print(secrets.token_urlsafe(KEY_LENGTH))
        return OK
    root, key = options.config.resolve().parent, os.environ.get(KEY_VARIABLE, "")
    found = protection(root, key)
    fault = found.fault or _fault_of(key)
    if fault:
        return _stop(_WHY_REFUSED[fault])
    names = _ask() if sys.stdin.isatty() else [line for line in sys.stdin.read().splitlines() if line.strip()]
    if not names:
        return _stop("there is no name, or it was not typed twice the same way; nothing was changed")
    if any(map(is_too_short, names)):
        return _stop("a name is too short and would be found everywhere; nothing was changed")
    listed = {item.hash: item for item in found.items}
    given = {item.hash: item for item in (protect(key, name, clock.today()) for name in names)}
    if options.remove:
        left = {hash_: item for hash_, item in listed.items() if hash_ not in given}
        _write(root / PATH, left.values())
        print(f"{len(listed) - len(left)} of {len(given)} taken off; {len(left)} on the list")
        return OK if len(listed) - len(left) == len(given) else PROBLEMS
    _write(root / PATH, {**given, **listed}.values())
    print(f"{len(given.keys() - listed.keys())} of {len(given)} added; {len(given.keys() | listed.keys())} on the list")
    return OK


def _fault_of(key: str) -> ProtectionFault | None:
    if not key:
        return ProtectionFault.NO_KEY
    return ProtectionFault.SHORT_KEY if len(key) < KEY_LENGTH else None


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return PROBLEMS


def _ask() -> list[str]:
    """Ask twice, because what is typed is not shown and a name with a slip would protect nobody."""
    first, second = getpass.getpass("Name (not shown): "), getpass.getpass("Once more: ")
    return [first] if first.strip() and words_of(first) == words_of(second) else []


def _write(file: Path, items: Iterable[Protected]) -> None:
    """Write the list, sorted by hash, so that its order says nothing; comments at its head stay."""
    old = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else []
    head = [line for line in old if line.startswith("#")]
    lines = [
        f"- hash: {item.hash}\n  starts: [{', '.join(item.starts)}]\n  words: {item.words}\n"
        f"  letters: {item.letters}\n  key: {item.key}\n  added: {item.added}\n"
        for item in sorted(items)
    ]
    replace_contents(file, "".join([*head, *lines]).encode("utf-8"))
