"""The folder of a library's own templates (``theme: custom_dir:``): MkDocs publishes nearly all of it, as it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.core.site_folder import SOURCES, why_misplaced
from openshelf.media import inspect
from openshelf.media.fault import FaultKind
from openshelf.sources.files import KEEPS_FOLDERS, FileType, read_bytes
from openshelf.sources.files import inside as names_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.sources.files import File

_EXAMPLE = "give it a folder of its own, for example custom_dir: own"
_MAY_HOLD_ONE = {"theme"}
"""What never is a site, and may well hold templates."""
_WRITTEN = frozenset({".html", ".css"})
_PICTURES = inspect.SUFFIXES - {".pdf"}
_FONT = ".woff2"
_FONT_BEGINS = b"wOF2"
_ICONS = frozenset({".icons"})
"""Where the theme below ours looks for drawings."""


def wrong_theme_folder(folder: str, root: Path) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a folder of templates that is there, each with what to do; ``folder`` is its value."""
    place = Path(os.path.normpath(root / folder))
    sources = [root / name for name in SOURCES if name not in _MAY_HOLD_ONE]
    if fault := why_misplaced(place, root, sources):
        yield f"custom_dir {folder!r} {fault.message}", _EXAMPLE
        return
    path = Path(os.path.relpath(place, root))
    if any((root / way).is_symlink() for way in (path, *path.parents)):
        yield f"custom_dir {folder!r} leads through a symbolic link", "put the folder itself there"
        return
    for file in names_inside(root, path.as_posix(), _ICONS):
        if fault_of_file := _wrong_file(file, root):
            message, hint = fault_of_file
            yield f"{file.path} {message}", hint


def _wrong_file(file: File, root: Path) -> tuple[str, str] | None:
    """Return why a file cannot stand there, and what to do; None where it can."""
    if file.type is FileType.LINK:
        return "is a symbolic link", "put a copy of the file there"
    if file.type is FileType.OTHER:
        return "cannot be opened as a file", "delete it, or correct its permissions"
    if file.is_hidden and file.name not in _ICONS:
        is_harmless = file.is_leftover or file.name in KEEPS_FOLDERS  # MkDocs leaves hidden files out
        return None if is_harmless else ("is hidden, so nobody would notice it", "delete it")
    if file.type is FileType.FOLDER or file.suffix in _WRITTEN:
        return None
    if file.suffix not in _PICTURES and file.suffix != _FONT:
        kinds = ", ".join(sorted((*_WRITTEN, *_PICTURES, _FONT)))
        return (
            "would be published, but files of this kind are not allowed in custom_dir",
            f"delete it; custom_dir may contain {kinds}",
        )
    return _wrong_bytes(file, root)


def _wrong_bytes(file: File, root: Path) -> tuple[str, str] | None:
    """Return the first fault of a picture or a font, None where it has none."""
    try:
        data = read_bytes(root / file.path)
    except OSError as error:
        return f"cannot be read: {error.strerror or error}", "correct its permissions"
    if file.suffix == _FONT:
        return None if data.startswith(_FONT_BEGINS) else ("is not a font", "delete it, or save it as WOFF2")
    for fault in inspect.inspect_file(data, file.name, reads=False).faults:
        if fault.kind is FaultKind.METADATA:
            return f"contains hidden data: {fault.message}", f"run: openshelf clean {file.path}"
        if fault.kind is not FaultKind.WEIGHT:
            return fault.message, fault.hint
    return None
