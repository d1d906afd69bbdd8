"""Taking a withdrawal back: the text comes from git's history, byte for byte, and nothing else is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, Kind
from openshelf.publish.withdraw import CannotWithdrawError, withdrawn_text
from openshelf.sources.document import parse_document
from openshelf.sources.git import git
from openshelf.sources.yaml_source import CATALOGUE_NODES, read_yaml, scalars

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.sources.yaml_source import Tree

_BOM = "\ufeff"


class CannotUndoError(Exception):
    """The text cannot be brought back; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RestoredFile:
    """An entry's file as it is to be."""

    text: str
    commit: str
    """The commit that the text of the entry comes from, in short."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A revision of the file, and the entry in it."""

    text: str
    entry: Entry
    values: Any
    """Of the whole file."""


def restored(root: Path, entry: Entry, text: str) -> RestoredFile:
    """Return a file, whose text is now ``text``, with one of its entries as it was before it was withdrawn.

    Of the catalogue only that entry changes. Raises CannotUndoError.
    """
    now = _read(entry, text)
    if now is None:
        msg = f"{entry.path} cannot be read; correct it first"
        raise CannotUndoError(msg)
    try:
        commit, before = _before(root, entry)
        head = _version(root, entry, "HEAD", entry.path)
    except FileNotFoundError:
        msg = "git, which keeps the text, is not installed here"
        raise CannotUndoError(msg) from None
    again = _withdrawn_again(before, now)
    if again is not None and again.text == text:
        return RestoredFile(before.text, commit)
    known = [_piece(version) for version in (head, again) if version is not None]
    if _piece(now) not in known:
        msg = f"the notice in {entry.path} has changes that are not committed; commit or undo them first"
        raise CannotUndoError(msg)
    changed = before.text if not _is_listed(entry) else _with_piece(now, before)
    result = _read(entry, changed)
    if result is None or result.values != _expected(now, before):
        msg = f"{entry.path} was rewritten since then; copy the entry by hand: git show {commit}:./{entry.path}"
        raise CannotUndoError(msg)
    return RestoredFile(changed, commit)


def why_not_in_history(root: Path, entry: Entry) -> str:
    """Return why the text of an entry is in no commit as it is now, empty where it is."""
    try:
        state = git(root, "status", "--porcelain", "--untracked-files=all", "--ignored", "--", entry.path)
    except FileNotFoundError:
        state = None
    if state == b"":
        return ""
    if state is None or state[:2] in {b"??", b"!!", b"A "}:
        return f"The text of {entry.key}: no commit contains {entry.path}."
    return f"What was changed in {entry.path} since the last commit, if it was about {entry.key}."


def _is_listed(entry: Entry) -> bool:
    """Whether the file of an entry holds others too."""
    return entry.path == CATALOGUE


def _before(root: Path, entry: Entry) -> tuple[str, _Version]:
    """Return the newest commit in which the entry was not withdrawn, and the file there.

    Raises CannotUndoError where there is none, or where the text had another id or would get one.
    """
    for commit, path in _revisions(root, entry):
        version = _version(root, _in_file(entry, path), commit, path)
        if version is None or version.entry.values.get("withdrawn") is not None:
            continue
        if entry.kind is Kind.RESOURCE and path != entry.path:
            msg = f"the last text of {entry.key} was in {path}; copy it from there by hand: git show {commit}:./{path}"
            raise CannotUndoError(msg)
        if not _is_listed(entry) and {_id(version, path), _id(version, entry.path)} != {entry.id}:
            # git takes a notice that is like another one for that one: the text may be somebody else's.
            msg = f"if the text is that of {path}, look at it and copy it by hand: git show {commit}:./{path}"
            raise CannotUndoError(msg)
        return commit, version
    if git(root, "rev-parse", "--git-dir") is None:
        msg = f"{root.name} is not a clone of a git repository: there is no history with the text"
    elif (git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
        msg = f"this clone lacks the text of {entry.key}: it is shallow. Run git fetch --unshallow, and this again"
    else:
        msg = f"this clone lacks the text of {entry.key}: no commit of its history contains it"
    raise CannotUndoError(msg)


def _id(version: _Version, path: str) -> str:
    """Return the id that a text has by its front matter, or else by its file's name."""
    return str(version.values.get("id") or PurePosixPath(path).stem)


def _in_file(entry: Entry, path: str) -> Entry:
    """Return a resource as one that stands in another file: the list, or a file of its own."""
    return replace(entry, tree=replace(entry.tree, path=path)) if entry.kind is Kind.RESOURCE else entry


def _revisions(root: Path, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the commits that changed the file of an entry, the newest first, with the name that it had there.

    A resource may have moved between the list and a file of its own; where a commit changed both, the one in which it
    stands now comes first.
    """
    paths, how = [entry.path], ["--follow"]
    if entry.kind is Kind.RESOURCE:
        paths, how = sorted({CATALOGUE, f"{ENTRY_FOLDER}/{entry.id}.yml"}, key=lambda path: path != entry.path), []
    output = git(
        root,
        *("-c", "core.quotePath=off", "log", *how, "--relative", "--name-only", "--format=%x00%h"),
        *("--", *paths),
    )
    for part in (output or b"").decode("utf-8", "replace").split("\0")[1:]:
        commit, *names = part.split()
        known = [path for path in paths if path in names] if not how else names[-1:]
        yield from ((commit, name) for name in known or [entry.path])


def _version(root: Path, entry: Entry, commit: str, path: str) -> _Version | None:
    """Return a file as it was in a commit, with the line ends that this clone gives it."""
    data = git(root, "cat-file", "--filters", f"{commit}:./{path}")
    try:
        return _read(entry, data.decode("utf-8")) if data is not None else None
    except UnicodeDecodeError:
        return None


def _read(entry: Entry, text: str) -> _Version | None:
    """Return a text as a revision of an entry's file, None where the entry is not in it."""
    plain = text.removeprefix(_BOM).replace("\r\n", "\n")
    tree: Tree | None
    if entry.kind is Kind.RESOURCE and not _is_listed(entry):
        tree, values, _ = read_yaml(plain, entry.path)
        if tree is None or not isinstance(values, dict):
            return None
        return _Version(text, replace(entry, tree=tree, written=values, facts=None), values)
    if _is_listed(entry):
        tree, values, _ = read_yaml(plain, entry.path, most_nodes=CATALOGUE_NODES)
        items = values if tree is not None and isinstance(values, list) else []
        ids = [item.get("id") if isinstance(item, dict) else None for item in items]
        if tree is None or entry.id not in ids:
            return None
        at = ids.index(entry.id)
        return _Version(text, replace(entry, tree=tree.child(at), written=items[at], facts=None), values)
    document, _ = parse_document(plain, entry.path)
    if document is None or document.tree is None or document.values is None:
        return None
    return _Version(text, replace(entry, tree=document.tree, written=document.values, facts=None), document.values)


def _withdrawn_again(before: _Version, now: _Version) -> _Version | None:
    """Return what the command made of the file when the entry was withdrawn, as far as the notice tells."""
    notice = now.entry.data.withdrawn
    if notice is None:
        return None
    try:
        text = withdrawn_text(before.text, before.entry, notice, is_sensitive=now.entry.data.sensitive)
    except CannotWithdrawError:
        return None
    return _read(now.entry, text)


def _rows(version: _Version) -> tuple[int, int]:
    """Return the lines of the catalogue, counted from 0, at which an entry begins and after which it ends."""
    first, stop, lines = version.entry.place().line - 1, 0, _lines(version)
    for _, node in scalars(version.entry.tree.node, keys=True):
        stop = max(stop, node.end_mark.line + (node.end_mark.column > 0))  # a block of text ends where the next begins
    while not lines[stop - 1].strip():
        stop -= 1
    return first, stop


def _lines(version: _Version) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", version.text.removeprefix(_BOM))


def _piece(version: _Version) -> str:
    """Return what the file says of the entry: in the catalogue its lines, elsewhere all of it."""
    if not _is_listed(version.entry):
        return version.text
    first, stop = _rows(version)
    return "\n".join(line.rstrip("\r\n") for line in _lines(version)[first:stop])


def _with_piece(now: _Version, before: _Version) -> str:
    """Return the catalogue of now with one entry as it was."""
    first, stop = _rows(now)
    lines = _lines(now)
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    mark = _BOM if now.text.startswith(_BOM) else ""
    return mark + "".join([*lines[:first], *(f"{line}{end}" for line in _piece(before).split("\n")), *lines[stop:]])


def _expected(now: _Version, before: _Version) -> Any:  # noqa: ANN401 - YAML has no static type
    if not _is_listed(now.entry):
        return before.values
    return [before.entry.values if item is now.entry.values else item for item in now.values]
