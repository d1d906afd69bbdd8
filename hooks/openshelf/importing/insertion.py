"""Where new entries go: the changes of files that add them, and touch nothing that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from openshelf.formatting.catalogue import Catalogue, read_catalogue
from openshelf.formatting.lines import CannotFormatError
from openshelf.formatting.whole_library import Change
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, Kind
from openshelf.sources.files import read_bytes
from openshelf.sources.text import CATALOGUE_BYTES, decode
from openshelf.sources.yaml_source import CATALOGUE_NODES, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openshelf.formatting.catalogue import CatalogueEntry
    from openshelf.importing.candidates import Candidate


class CannotImportError(Exception):
    """Nothing can be imported; the message says why."""


def insertions(root: Path, candidates: Iterable[Candidate], *, has_entry_files: bool) -> list[Change]:
    """Return the changes that add candidates to a library. Raises CannotImportError, OSError.

    Resources go into the list, or into files of their own where the library has such files, or where its list is
    written in a way in which nothing can be added below.
    """
    found = list(candidates)
    articles = [Change(one.path, one.text) for one in found if one.kind is Kind.GUIDE]
    entries = [one.written for one in found if one.kind is Kind.RESOURCE]
    if not entries:
        return articles
    text = None if has_entry_files else _with_entries(_catalogue(root), entries)
    if text is not None:
        return [*articles, Change(CATALOGUE, text)]
    return [*articles, *(Change(f"{ENTRY_FOLDER}/{entry.id}.yml", entry.file) for entry in entries)]


def _catalogue(root: Path) -> str:
    """Return the list as it is written, with its own line ends. Raises CannotImportError, OSError."""
    try:
        raw = read_bytes(root / CATALOGUE, CATALOGUE_BYTES + 1)
    except FileNotFoundError:
        return ""
    text, problems = decode(raw, CATALOGUE)
    if text is not None:
        _, values, problems = read_yaml(text, CATALOGUE, most_nodes=CATALOGUE_NODES)
        if not problems and not isinstance(values, list | None):
            raise CannotImportError(f"{CATALOGUE} is not a list of entries")
    if problems:
        raise CannotImportError("\n".join(map(str, problems[:20])))
    return raw.decode("utf-8")


def _with_entries(raw: str, entries: Sequence[CatalogueEntry]) -> str | None:
    """Return the list with more entries, nothing where it is written in a way that has no place below its end.

    Where the list is in the one form it stays so, and each entry stands where its id belongs: whole lines come between
    others. Else they stand at the end.
    """
    try:
        catalogue = read_catalogue(raw, CATALOGUE)
    except CannotFormatError:
        catalogue = None
    if catalogue is not None and catalogue.text == raw:
        both = sorted([*catalogue.entries, *entries], key=lambda entry: entry.id)
        return Catalogue(catalogue.head, tuple(both)).text
    text = decode(raw.encode(), CATALOGUE)[0] or ""
    tree, values, _ = read_yaml(text, CATALOGUE, most_nodes=CATALOGUE_NODES)
    node = tree.node if tree is not None else None
    if node is not None and (not isinstance(node, yaml.SequenceNode) or not values):
        return None
    indent = " " * (node.start_mark.column if node is not None else 0)
    end = "\r\n" if "\r\n" in raw else "\n"
    lines = ["", *(f"{indent}{line}" if line else "" for entry in entries for line in entry.item.split("\n"))]
    added = raw + (end if raw and not raw.endswith(("\n", "\r")) else "") + end.join(lines)
    reread = read_yaml(decode(added.encode(), CATALOGUE)[0] or "", CATALOGUE, most_nodes=CATALOGUE_NODES)[1]
    return added if reread == [*(values or []), *(entry.values for entry in entries)] else None
