"""The pictures and documents of a library, each inspected once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.core.problem import Place
from openshelf.media.fault import FaultKind
from openshelf.media.inspect import SUFFIXES, faults_of_size, inspect_file
from openshelf.media.parts import Inspection, ReadableText
from openshelf.sources.files import File, FileType, read_bytes
from openshelf.sources.source import Source
from openshelf.sources.text import FILE_UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openshelf.core.problem import Problem
    from openshelf.media.parts import MediaText


@dataclass(frozen=True)
class Medium:
    """A picture or a document, and what inspecting it found."""

    file: File
    inspection: Inspection
    problems: tuple[Problem, ...] = ()
    """Why it could not be inspected."""

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What it says to readers, to be looked through as texts are."""
        return tuple(MediaSource(self.file.path, words.text, words) for words in self.inspection.text.words)


@dataclass(frozen=True)
class MediaSource(Source):
    """Words in a picture or a document: its lines are those of the file, or it has pages."""

    words: MediaText

    def place(self, offset: int) -> Place:
        """Return where an offset stands."""
        return Place(self.path, *self.words.at(offset), self.words.page)


_known: dict[tuple[str, bytes], Inspection] = {}
"""Inspections of the last library's files, by the hash of their bytes: a preview inspects the same ones again and
again, and to read a long document takes seconds."""


def inspect_media(root: Path, files: Iterable[File]) -> tuple[Medium, ...]:
    """Inspect every picture and document in the folders that hold what people write."""
    fresh: dict[tuple[str, bytes], Inspection] = {}
    found = tuple(_look(root, file, fresh) for file in files if _is_medium(file))
    _known.clear()
    _known.update(fresh)
    return found


def _is_medium(file: File) -> bool:
    is_media = file.type is FileType.FILE and file.suffix in SUFFIXES and not file.is_hidden
    return is_media and file.path.startswith(("docs/", "guides/"))


def _look(root: Path, file: File, fresh: dict[tuple[str, bytes], Inspection]) -> Medium:
    too_large = [fault for fault in faults_of_size(file.size, file.name) if fault.kind is FaultKind.SIZE]
    if too_large:
        return Medium(file, Inspection(too_large, (), ReadableText()))
    try:
        data = read_bytes(root / file.path)
    except OSError as error:
        problem = FILE_UNREADABLE.at(Place(file.path), f"cannot be read: {error.strerror or error}")
        return Medium(file, Inspection([], (), ReadableText()), (problem,))
    key = (file.suffix, hashlib.sha256(data).digest())
    fresh[key] = _known.get(key) or fresh.get(key) or inspect_file(data, file.name)
    return Medium(file, fresh[key])
