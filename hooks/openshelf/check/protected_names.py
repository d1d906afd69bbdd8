"""The list of protected names: whether it can be used, and where one of them stands."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.core.problem import Place, Severity
from openshelf.model.name_hashes import KEY_LENGTH, KEY_VARIABLE
from openshelf.model.protected_names import PATH, PROTECTED_NAME, ProtectionFault, protection
from openshelf.sources.escapes import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openshelf.library.library import Library
    from openshelf.model.name_hashes import Finder

_WHY_UNUSABLE = {
    ProtectionFault.NO_KEY: (f"protected names were not looked for: {KEY_VARIABLE} is not set", "ask for the key"),
    ProtectionFault.SHORT_KEY: (
        f"protected names were not looked for: {KEY_VARIABLE} is too short",
        f"a key has at least {KEY_LENGTH} characters",
    ),
    ProtectionFault.WRONG_KEY: (
        f"protected names were not looked for: {KEY_VARIABLE} is not the key that made this list",
        "ask for the key of this list, or make a new list",
    ),
    ProtectionFault.BROKEN_LIST: ("protected names were not looked for: the list has mistakes", "correct them"),
}


_MARKS = re.compile(
    r"[*_`]++|\\(?=[^\w\s])|</?(?:kbd|sub|sup|mark|ins|del|br)\s{0,3}/?>|&(?:shy|zwj|zwnj);|\[\^[^\]\s]{1,40}\]"
    r"|\[\[[^\[\]|\n]{1,80}\||\](?:\]|\([^()\s]{0,300}\))|\["
)
"""What Markdown takes away, so that ``Ma**ria**`` reads as one word."""


def can_run(root: Path) -> str:
    """Return why names on the list cannot be looked for, nothing where they can or there are none."""
    fault = protection(root).fault
    return _WHY_UNUSABLE[fault][0] if fault else ""


@check("protected-name", PROTECTED_NAME.title, PROTECTED_NAME.why)
def protected_name(library: Library) -> Iterator[Finding]:
    """Find names of the list in texts and in names of files."""
    finder = protection(library.settings.root).finder
    if finder is None:
        return
    for source in library.repository_texts:
        bare = unescape(source.text, _MARKS, lambda _: "")
        found = {*finder.find(source.text), *map(bare.source_offset, finder.find(bare.text))}
        for start in sorted(found):
            yield source.place(start), "a name on the list of protected names starts here", "take it out"
    yield from _in_file_names(library, finder)


def _in_file_names(library: Library, finder: Finder) -> Iterator[Finding]:
    """Find names in names of files and folders. These are reported by number, because a problem's path is printed."""
    numbers: Counter[str] = Counter()
    for file in library.files:
        parent = file.path.rpartition("/")[0]
        numbers[parent] += 1
        if finder.find(file.name):
            message = f"the name of item number {numbers[parent]} in this folder contains a protected name"
            yield Place(file.path.partition("/")[0] if finder.find(parent) else parent), message, "rename it"


@check(
    "names-unchecked",
    "Protected names were not looked for.",
    f"`{PATH}` contains hashes, and comparing them needs their key. It is in the environment variable "
    f"`{KEY_VARIABLE}`, in CI as a secret. Without it everything else is checked, and publishing from CI stops.",
    Severity.WARNING,
)
def names_unchecked(library: Library) -> Iterator[Finding]:
    """Report that names cannot be looked for because no key is set."""
    if protection(library.settings.root).fault is ProtectionFault.NO_KEY:
        yield Place(PATH), *_WHY_UNUSABLE[ProtectionFault.NO_KEY]


@check(
    "names-key",
    "The list of protected names cannot be used.",
    f"With the wrong key for `{PATH}`, no name would ever be found, and nobody would notice. Set "
    f"`{KEY_VARIABLE}` to the key of the list. If the key is lost, empty the list, make a key with "
    "`openshelf protect --new-key`, and add the names again.",
)
def names_key(library: Library) -> Iterator[Finding]:
    """Find that the key is another one or none that is safe, and that the list has mistakes."""
    found = protection(library.settings.root)
    if found.fault in {ProtectionFault.SHORT_KEY, ProtectionFault.WRONG_KEY}:
        yield Place(PATH), *_WHY_UNUSABLE[found.fault]
    # What was typed may be a name: say where the mistake is, not what stands there.
    for problem in found.problems:
        yield problem.place, f"the list of protected names has a mistake here ({problem.rule.id})", "delete the item"


CHECKS: tuple[Check, ...] = (protected_name, names_unchecked, names_key)
