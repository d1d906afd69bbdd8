"""Rules about the files of which a library has one: its settings and its catalogue."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.core.problem import Place, Severity
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

_COPY = r"(?:[ _-]*\(\d+\)|[ _-]+(?:copy|copia|copie|cópia|kopie))?"
"""What file managers append to the name of a copy."""
_LIKE_THE_FOLDER = frozenset({ENTRY_FOLDER, ENTRY_FOLDER.removesuffix("s")})


@check(
    "twin-file",
    "A second file looks like the settings or the catalogue, but is not read.",
    "Of `resources.yml` and `resources.yaml` only the first is read, so readers never see what the other one says. "
    "Some editors add an ending of their own (`resources.yml.txt`). On many computers `Resources.yml` is a different "
    "file, and `resource` a different folder than `resources`.",
)
def twin_file(library: Library) -> Iterator[Finding]:
    """Find files that look like one that is read; in policy/ every file that is not read is a stray file."""
    root = library.settings.root
    here = sorted(os.listdir(root))  # noqa: PTH208 - names suffice
    settings = library.settings.file.name or "mkdocs.yml"
    for read in (settings, CATALOGUE):
        stem = re.escape(read.casefold().rpartition(".")[0])
        twin = re.compile(rf"{stem}{_COPY}(?:\.txt)?\.ya?ml(?:\.txt|\.ya?ml)?")
        for other in here:
            if other != read and twin.fullmatch(other.casefold()):
                hint = (
                    f"move what is new into {read}, then delete this file" if read in here else f"rename it to {read}"
                )
                yield Place(other), f"this file is not read; {read} is", hint
    for other in here:
        if other != ENTRY_FOLDER and other.casefold() in _LIKE_THE_FOLDER and (root / other).is_dir():
            hint = f"move what is in it to {ENTRY_FOLDER}/"
            yield Place(other), f"this folder is not read; {ENTRY_FOLDER}/ is", hint


@check(
    "catalogue-order",
    "The catalogue is not sorted by id.",
    "In a sorted list people see what is there already, and two people who add entries rarely change the same lines. "
    "Only the first entry out of order is named.",
    Severity.WARNING,
)
def catalogue_order(library: Library) -> Iterator[Finding]:
    """Find the first resource that stands elsewhere than its id says."""
    entries = [entry for entry in library.all_entries if entry.path == CATALOGUE]
    at = next((at for at, (one, two) in enumerate(pairwise(entries), start=1) if two.id < one.id), None)
    if at is None:
        return
    before, here, after = entries[:at], entries[at], entries[at + 1 :]
    is_early = after and after[0].id < before[-1].id and (len(before) == 1 or before[-2].id < here.id)
    moved, others = (before[-1], after) if is_early else (here, before)
    behind = next((entry for entry in others if entry.id > moved.id), None)
    where = f"before {behind.id}" if behind is not None else "to the end"
    yield moved.place("id"), f"{moved.id!r} is out of order", f"move this entry {where}"


CHECKS: tuple[Check, ...] = (twin_file, catalogue_order)
