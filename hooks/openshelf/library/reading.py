"""What is read of a library, file by file, and what texts and catalogue have in common."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from openshelf.core.problem import Problem, Rule
from openshelf.core.store import digest
from openshelf.library.kept import entry_again
from openshelf.model.convert import convert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openshelf.core.bundle import Bundle
    from openshelf.library.entry import Entry
    from openshelf.library.kept import KeptEntry
    from openshelf.model.entries import Reviewed, WithdrawalNotice
    from openshelf.model.kinds import Kind, Shelf
    from openshelf.sources.files import File
    from openshelf.sources.source import Source
    from openshelf.sources.yaml_source import Tree

MISPLACED_FILE = Rule(
    "misplaced-file",
    "A Markdown file is in a folder that has no kind.",
    "The folder decides what a file is; in this folder it would never be published. Move it to one of the folders "
    "that the hint names.",
)
FILE_NAME = Rule(
    "file-name",
    "The name of a file is not an id.",
    "Ids have small letters, digits and hyphens, at most 64. The name becomes the address of the page, so it must be "
    "easy to type and never change. A file in `resources/` is named after the `id` in it, `<id>.yml`.",
)


@dataclass(slots=True)
class ReadSoFar:
    """Accumulates what is read of a library, file by file."""

    files: tuple[File, ...]
    kept: Bundle
    """Entries that earlier runs read."""
    written: list[Entry] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    of_drafts: int = 0
    """How many problems belong to drafts of resources: drafts may have many and are read all the same."""

    @property
    def counted(self) -> int:
        """How many problems belong to anything but drafts."""
        return len(self.problems) - self.of_drafts


def again(  # noqa: PLR0913 - as the function that it calls
    kept: KeptEntry, key: bytes, text: str, path: str, first_line: int, shelf: Shelf | None, found: ReadSoFar
) -> Entry:
    """Return the entry of a text that is that of an earlier run: itself where this process has it."""
    place = key + first_line.to_bytes(4, "little")
    return found.kept.once(place, lambda: entry_again(kept, key, text, path, first_line, shelf))


def typed(
    schema: type[Reviewed], notice: type[WithdrawalNotice], values: dict[str, Any], tree: Tree
) -> tuple[Reviewed | None, list[Problem]]:
    """Convert what a file says. Of a withdrawn entry only the notice is read: what is wrong elsewhere harms nobody."""
    if values.get("withdrawn") is None:
        return convert(schema, values, tree)
    unread = {info.alias or name for name, info in schema.model_fields.items()} - notice.model_fields.keys()
    return convert(notice, {key: value for key, value in values.items() if key not in unread}, tree)


def entry_digest(kind: Kind, id_: str, path: str, values: Mapping[str, Any], *, is_typed: bool) -> bytes:
    """Return the key of an entry: its path decides its shelf, and its values and its kind what is typed."""
    return digest(kind, id_, path, json.dumps(values), str(is_typed))
