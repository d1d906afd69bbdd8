"""Read the catalogue: the list of resources, and those that have a file of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.problem import Place, Problem, Rule, Severity
from openshelf.core.store import digest
from openshelf.library.broken import readable
from openshelf.library.description import read_description
from openshelf.library.entry import Entry
from openshelf.library.kept import kept_entry
from openshelf.library.reading import FILE_NAME, MISPLACED_FILE, again, entry_digest, typed
from openshelf.model.entries import Resource, WithdrawalNotice
from openshelf.model.fields import ID_PATTERN, id_like
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, Kind
from openshelf.sources.files import FileType
from openshelf.sources.source import Source
from openshelf.sources.text import CATALOGUE_BYTES, read_text
from openshelf.sources.yaml_diagnostics import merge_conflicts
from openshelf.sources.yaml_source import (
    CATALOGUE_NODES,
    YAML_SHAPE,
    YAML_SIZE,
    Tree,
    read_item,
    read_yaml,
    split_list,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from openshelf.library.kept import KeptEntry
    from openshelf.library.reading import ReadSoFar
    from openshelf.model.settings import Settings
    from openshelf.sources.files import File
    from openshelf.sources.yaml_source import ReadItem

CATALOGUE_EMPTY = Rule(
    "catalogue-empty",
    "The catalogue is empty.",
    "`resources.yml` contains no entries, and neither does any file in `resources/`. Perhaps a file was lost. A "
    "library may have no catalogue: then delete `resources.yml`.",
    Severity.WARNING,
)
_MAX_PROBLEMS = 2_000
"""Problems of the catalogue after which it is read no further: nobody reads more, and each takes time to word."""
_EVERY_RESOURCE = f"{Kind.RESOURCE}/*"


def read_catalogue(settings: Settings, today: dt.date, found: ReadSoFar) -> ReadSoFar:
    """Read the resources: those of the list, and those that have a file of their own."""
    alone = [file for file in found.files if is_entry_file(file)]
    if any(file.path == CATALOGUE for file in found.files):
        _read_list(settings.root, today, found, is_all=not alone)
    before = found.counted
    for file in alone:
        if found.counted - before > _MAX_PROBLEMS:
            found.unread.add(_EVERY_RESOURCE)
            found.problems.append(_too_many(Place(file.path)))
            break
        _read_entry_file(settings, file, today, found)
    found.kept.save()
    return found


def is_entry_file(file: File) -> bool:
    """Whether a file of the catalogue's folder is meant to hold an entry, whatever is wrong with its name."""
    is_meant = file.type is FileType.FILE and not file.is_hidden and file.suffix in {".yml", ".yaml"}
    return is_meant and file.path.startswith(f"{ENTRY_FOLDER}/")


def _too_many(place: Place) -> Problem:
    message = f"the entries from here on were not read: there are {_MAX_PROBLEMS:,} problems above"
    return YAML_SIZE.at(place, message, "correct those first")


def _read_list(root: Path, today: dt.date, found: ReadSoFar, *, is_all: bool) -> None:
    """Read `resources.yml`; ``is_all``: whether it is the whole catalogue, and should not be empty."""
    found.unread.add(_EVERY_RESOURCE)
    if any(file.path == CATALOGUE and file.type in {FileType.LINK, FileType.OTHER} for file in found.files):
        return  # a check says so
    text, problems = read_text(root / CATALOGUE, CATALOGUE, CATALOGUE_BYTES)
    found.problems += problems
    if text is None:
        return
    found.sources.append(Source(CATALOGUE, text))
    items = _items(text, found)
    if items is not None:
        found.unread.discard(_EVERY_RESOURCE)
        _read_each(items, today, found)
        return
    tree, values, problems = read_yaml(text, CATALOGUE, most_nodes=CATALOGUE_NODES)
    found.problems += problems
    is_lost = any(problem.rule is YAML_SHAPE for problem in problems)  # an entry is, in the one above it
    if not is_lost and isinstance(values, list | None) and (values or not problems):
        found.unread.discard(_EVERY_RESOURCE)
    if tree is None or not values:
        if not problems and is_all:
            message, hint = "the catalogue is empty", "add one, or delete the file"
            found.problems.append(CATALOGUE_EMPTY.at(Place(CATALOGUE), message, hint))
    elif isinstance(values, list):
        _read_items(tree, values, today, found)
    else:
        hint = "start each entry with - id:"
        found.problems.append(YAML_SHAPE.at(tree.place(), "the catalogue must be a list", hint))


class _CatalogueItem(NamedTuple):
    """An item of the catalogue: its text, and what was kept of it or read now."""

    first_line: int
    text: str
    key: bytes
    kept: KeptEntry | None
    read: ReadItem | None


def _items(text: str, found: ReadSoFar) -> list[_CatalogueItem] | None:
    """Return the items of a catalogue in which no YAML is wrong; None for any other: that is read as a whole."""
    if merge_conflicts(text, CATALOGUE):
        return None
    items, nodes = [], 1
    for first_line, piece in split_list(text) or ():
        key = digest(CATALOGUE, piece)
        kept: KeptEntry | None = found.kept.get(key)
        read = read_item(piece, CATALOGUE, first_line) if kept is None else None
        if kept is not None:
            nodes += kept.nodes
        elif read is not None:
            nodes += read.nodes
        else:
            return None
        items.append(_CatalogueItem(first_line, piece, key, kept, read))
    return items if items and nodes <= CATALOGUE_NODES else None


def _read_each(items: Iterable[_CatalogueItem], today: dt.date, found: ReadSoFar) -> None:
    before = found.counted
    for item in items:
        if found.counted - before > _MAX_PROBLEMS:
            found.unread.add(_EVERY_RESOURCE)
            start = Tree(CATALOGUE, item.text, item.first_line, is_item=True)
            found.problems.append(_too_many(start.place()))
            return
        if item.kept is not None:
            found.written.append(again(item.kept, item.key, item.text, CATALOGUE, item.first_line, None, found))
        elif item.read is not None:
            known = len(found.problems)
            entry = _add_resource(item.read.values, item.read.tree, "", today, found)
            if found.kept.keeps and len(found.problems) == known and not entry.is_broken:
                found.written[-1] = entry = replace(entry, source_key=item.key)
                text = (0, len(item.text))
                found.kept.put(item.key, kept_entry(entry, item.text, text, nodes=item.read.nodes))


def _read_items(tree: Tree, values: list[Any], today: dt.date, found: ReadSoFar) -> None:
    before = found.counted
    for index, value in enumerate(values):
        branch = tree.child(index)
        if found.counted - before > _MAX_PROBLEMS:
            found.unread.add(_EVERY_RESOURCE)
            found.problems.append(_too_many(branch.place()))
            return
        if not isinstance(value, dict):
            found.problems.append(
                YAML_SHAPE.at(branch.place(), "an entry must be keys with values", "start it with - id:")
            )
            continue
        _add_resource(value, branch, "", today, found)


def _read_entry_file(settings: Settings, file: File, today: dt.date, found: ReadSoFar) -> None:
    """Read the file of one entry."""
    path, stem = file.path, file.name.rpartition(".")[0]
    found.unread.add(f"{Kind.RESOURCE}/{stem}")
    if path.count("/") > 1:
        hint = f"move the file to {ENTRY_FOLDER}/"
        found.problems.append(MISPLACED_FILE.at(Place(path), f"{ENTRY_FOLDER}/ cannot contain folders", hint))
    text, problems = read_text(settings.root / path, path)
    found.problems += problems
    if text is None:
        return
    found.sources.append(Source(path, text))
    tree, values, problems = read_yaml(text, path)
    found.problems += problems
    if tree is None:
        if not problems:
            message, hint = "this file contains no entry", "begin it with id:, or delete the file"
            found.problems.append(YAML_SHAPE.at(Place(path), message, hint))
        return
    if not isinstance(values, dict):
        message, hint = "a file in this folder contains one entry, not a list", "write its keys at the margin: id: ..."
        found.problems.append(YAML_SHAPE.at(tree.place(), message, hint))
        return
    found.unread.discard(f"{Kind.RESOURCE}/{stem}")
    entry = _add_resource(values, tree, stem, today, found)
    right = f"{entry.id}.yml"
    if file.name != right and re.match(ID_PATTERN, entry.id):
        message = f"the entry in {file.name} is {entry.id!r}"
        hint = (
            f"rename the file to {right}" if id_like(stem) == entry.id else f"rename it to {right}, or correct the id"
        )
        found.problems.append(FILE_NAME.at(entry.place("id"), message, hint))


def _add_resource(values: dict[str, Any], tree: Tree, stem: str, today: dt.date, found: ReadSoFar) -> Entry:
    """Add an entry of the catalogue; ``stem`` is the name of its own file, empty in the list."""
    data, problems = typed(Resource, WithdrawalNotice, values, tree)
    body, more = read_description(tree, values, found.sources[-1])
    found.problems += [*problems, *more]
    known = readable(values, id_like(str(values.get("id", stem))), today) if data is None else data
    faults = frozenset(problem.place for problem in problems)
    key = entry_digest(Kind.RESOURCE, known.id or stem, tree.path, values, is_typed=data is not None)
    entry = Entry(Kind.RESOURCE, known.id or stem, known, tree, body, None, values, faults, key)
    found.of_drafts += len(problems) + len(more) if entry.is_draft else 0
    found.written.append(entry)
    return entry
