"""Every file of a library in the one form, and the catalogue from one form into the other: what is to be written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.formatting.catalogue import Catalogue, read_catalogue, read_entry
from openshelf.formatting.lines import CannotFormatError
from openshelf.formatting.texts import formatted_text
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, holds_resources, shelf_of
from openshelf.sources.document import split_name
from openshelf.sources.files import FileType, replace_contents, walk
from openshelf.sources.text import CATALOGUE_BYTES, MARKDOWN_BYTES, YAML_BYTES, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written into a file; nothing for one that is to go."""

    path: str
    text: str | None


def formatted(root: Path) -> Iterator[Change | CannotFormatError]:
    """Yield every file of the library that is not yet in the one form, and why a file has to stay as it is."""
    for path in _files(root):
        try:
            text = _formatted(root, path)
        except CannotFormatError as error:
            yield error
            continue
        if (root / path).read_bytes() != text.encode():
            yield Change(path, text)


def _formatted(root: Path, path: str) -> str:
    text = _text(root, path)
    shelf = shelf_of(path)
    if path == CATALOGUE:
        return read_catalogue(text, path).text
    return read_entry(text, path).file if shelf is None else formatted_text(text, shelf, path)


def split(root: Path) -> list[Change]:
    """Return the changes that give each entry of the list a file of its own.

    A file that holds just that already is what a run that was cut short left. Raises CannotFormatError, where another
    stands in the way too.
    """
    catalogue = _catalogue(root)
    _refuse_twins([entry.id for entry in catalogue.entries], CATALOGUE)
    line = f"{catalogue.server_line}\n" if catalogue.server_line else ""
    wanted = [Change(f"{ENTRY_FOLDER}/{entry.id}.yml", line + entry.file) for entry in catalogue.entries]
    there = {path.casefold(): path for path in _entry_files(root)}
    missing = [change for change in wanted if change.path not in there.values()]
    for change in wanted:
        other = there.get(change.path.casefold())
        if other is not None and (other != change.path or _text(root, other) != change.text):
            raise CannotFormatError(f"{other}:1 exists already with other content (move it, or its entry)")
    return [*missing, Change(CATALOGUE, Catalogue(catalogue.head).text)] if wanted else []


def joined(root: Path) -> list[Change]:
    """Return the changes that put every entry that has a file of its own into the list.

    Raises CannotFormatError, where two entries have one id too.
    """
    catalogue = _catalogue(root)
    listed = {entry.id: entry for entry in catalogue.entries}
    paths = list(_entry_files(root))
    alone = [read_entry(_text(root, path), path, catalogue.server_line) for path in paths]
    for path, entry in zip(paths, alone, strict=True):
        if path != f"{ENTRY_FOLDER}/{entry.id}.yml":
            raise CannotFormatError(f"{path}:1 contains {entry.id!r} (rename the file to {entry.id}.yml)")
    # The same entry in both is what a run that was cut short left.
    new = [entry for entry in alone if (old := listed.get(entry.id)) is None or old.item != entry.item]
    entries = sorted([*catalogue.entries, *new], key=lambda entry: entry.id)
    _refuse_twins([entry.id for entry in entries], CATALOGUE)
    text = Catalogue(catalogue.head, tuple(entries)).text
    return [Change(CATALOGUE, text), *(Change(path, None) for path in paths)] if paths else []


def write_all(root: Path, changes: Sequence[Change]) -> None:
    """Make changes, each file whole or not at all; where one cannot be made, those before it are taken back.

    What is new comes first and what goes comes last: a kill in between leaves entries twice, which a check names and
    the same command fixes, and none nowhere. Raises OSError.
    """
    before = {change.path: (root / change.path).read_bytes() for change in changes if (root / change.path).exists()}
    done = []
    try:
        for change in changes:
            done.append(change.path)
            if change.text is None:
                (root / change.path).unlink()
            else:
                replace_contents(root / change.path, change.text.encode())
    except BaseException:
        for path in done:
            if path in before:
                replace_contents(root / path, before[path])
            else:
                (root / path).unlink(missing_ok=True)
        raise
    folder = root / ENTRY_FOLDER
    if done and folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()


def _catalogue(root: Path) -> Catalogue:
    is_there = any(file.path == CATALOGUE for file in walk(root))
    return read_catalogue(_text(root, CATALOGUE), CATALOGUE) if is_there else Catalogue()


def _refuse_twins(ids: list[str], path: str) -> None:
    twins = sorted(id_ for id_, number in Counter(ids).items() if number > 1)
    if twins:
        raise CannotFormatError(f"{path}:1 the id {twins[0]!r} belongs to two entries (give one another id)")


def _text(root: Path, path: str) -> str:
    most = CATALOGUE_BYTES if path == CATALOGUE else YAML_BYTES if holds_resources(path) else MARKDOWN_BYTES
    text, problems = read_text(root / path, path, most)
    if text is None:
        raise CannotFormatError("\n".join(map(str, problems)))
    return text


def _entry_files(root: Path) -> Iterable[str]:
    return (path for path in _files(root) if path != CATALOGUE and holds_resources(path))


def _files(root: Path) -> Iterator[str]:
    """Yield the files that hold entries."""
    for file in walk(root):
        is_text = file.is_markdown and shelf_of(file.path) is not None and split_name(file.path)[0] != file.name
        if file.type is FileType.FILE and not file.is_hidden and (is_text or holds_resources(file.path)):
            yield file.path
