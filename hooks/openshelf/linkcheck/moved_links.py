"""Replace addresses in the sources that redirect permanently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.linkcheck.report import moved_for_good
from openshelf.model.urls import parse_address, whole_address
from openshelf.sources.files import replace_contents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.linkcheck.history import LinkRecord
    from openshelf.linkcheck.inventory import Inventory

_ENCODED = str.maketrans({char: f"%{ord(char):02X}" for char in "()[]',"})
"""Characters that end an address in Markdown or a value in YAML, percent-encoded."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One address to be replaced in one file."""

    path: str
    old: str
    new: str


def edits(history: Mapping[str, LinkRecord], inventory: Inventory) -> tuple[Edit, ...]:
    """Return what to replace; the writer's fragment stays."""
    found = set()
    for address, uses in inventory.items():
        record = history.get(address)
        if record is None or not moved_for_good(record) or not _is_valid(record.to):
            continue
        for use in uses:
            fragment = use.written.partition("#")[2]
            kept = f"{record.to.partition('#')[0]}#{fragment}" if fragment else record.to
            kept = kept.translate(_ENCODED)
            found.add(Edit(use.place.path, use.written, kept))
    return tuple(sorted(found, key=lambda edit: (edit.path, edit.old)))


def _is_valid(address: str) -> bool:
    try:
        parse_address(address)
    except ValueError:
        return False
    return True


def replaced(text: str, edit: Edit) -> str:
    """Return a text with every whole occurrence of the old address replaced, not those inside longer ones."""
    return whole_address(edit.old).sub(lambda _match: edit.new, text)


def apply(root: Path, wanted: tuple[Edit, ...]) -> list[Edit]:
    """Edit the files, changing nothing but the addresses; return the edits that changed something."""
    done = []
    for path in sorted({edit.path for edit in wanted}):
        before = after = (root / path).read_bytes().decode("utf-8")
        for edit in wanted:
            changed = replaced(after, edit) if edit.path == path else after
            done += [edit] if changed != after else []
            after = changed
        if after != before:
            replace_contents(root / path, after.encode("utf-8"))
    return done
