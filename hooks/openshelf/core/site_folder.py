"""Which folder may hold the built site: one that this program made, apart from what people write.

A build replaces a whole folder, and a wrong word in ``mkdocs.yml`` must not make that the library. So every site
carries a file that says whose it is. Settings, build, the hook and ``make clean`` ask here before they remove anything:

- :func:`why_misplaced` looks at where a folder lies: it must not be, hold or lie inside what people write;
- :func:`why_occupied` looks at what stands there: nothing, an empty folder, or a site that carries the file;
- :func:`claim` puts the file there, :func:`empty` and :func:`discard` take away what carries it, and follow no link.

It needs the standard library only, because ``make clean`` runs it where nothing is installed.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MARKER = "openshelf-site.txt"
"""The file that says whose folder this is. Its name starts with no dot, because hosts leave such files out."""
NOTE = """\
Openshelf made this folder, and replaces all of it whenever the site is built.
Keep nothing of your own in it.
"""
FRESH, OLD = ".site-fresh", ".site-old"
"""Folders beside the site: where the new one grows, and where the old one waits while the names change."""
SOURCES = (
    *("docs", "guides", "policy", "resources", "resources.yml", "mkdocs.yml"),
    *("hooks", "generator", "theme", "tests", "schemas", "LICENSES"),
    *(".git", ".github", ".ci", ".venv", ".vscode"),
)
"""What lies in the folder of a library and is never a site, there or not."""


class FolderRefusal(NamedTuple):
    """Why a folder cannot be the site; ``message`` continues a sentence that begins with its name."""

    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})"


_ELSEWHERE = "write site_dir: site"


def why_misplaced(folder: Path, root: Path, sources: Iterable[Path], *, anywhere: bool = False) -> FolderRefusal | None:
    """Return why the library at ``root`` cannot have its site in ``folder``, None if it can.

    ``sources`` are its files and folders. ``anywhere``: whether the site may lie outside the library, as it does where
    a person names a folder for one build. Names that differ in capitals only are one name, as on many disks.
    """
    folder = Path(os.path.realpath(folder.parent), folder.name)
    place, home = _parts(folder), _parts(root)
    if _holds(place, home) or _identity(folder) == _identity(root):
        return FolderRefusal("is the folder of the library, or contains it", _ELSEWHERE)
    if not anywhere and not _holds(home, place):
        return FolderRefusal("lies outside the library", _ELSEWHERE)
    if not anywhere and place[-1] in {FRESH, OLD}:
        return FolderRefusal("has a name that the build uses itself", _ELSEWHERE)
    ways = [way for way in (folder, *folder.parents) if not _holds(_parts(way), home)]
    met = {_identity(way) for way in ways} - {None}
    for source in sources:
        for its in {_parts(source), _parts(Path(os.path.realpath(source)))}:
            if _holds(its, home):
                continue  # such as `custom_dir: ..`: then everything would lie inside it
            if _holds(its, place) or _identity(source) in met:
                relation = "is" if its == place else "lies inside"
                return FolderRefusal(f"{relation} {source.name}, which the library needs", _ELSEWHERE)
            if _holds(place, its):
                return FolderRefusal(f"contains {source.name}, which the library needs", _ELSEWHERE)
    return _blocked(ways[1:])


def _blocked(around: list[Path]) -> FolderRefusal | None:
    """Return which of the folders around a site can have none inside."""
    for way in around:
        if way.is_file():
            return FolderRefusal(f"leads to {way.name}, which is a file", _ELSEWHERE)
        if is_ours(way):
            return FolderRefusal(f"lies inside {way.name}, a site that is replaced as a whole", _ELSEWHERE)
    return None


def why_occupied(folder: Path) -> FolderRefusal | None:
    """Return why what stands at ``folder`` may not be replaced, None if it may or if nothing stands there."""
    if folder.is_symlink():
        return FolderRefusal(
            "is a symbolic link, and is not followed", "delete the link, or let site_dir name a real folder"
        )
    if not folder.exists():
        return None
    if not folder.is_dir():
        return FolderRefusal("is not a folder", "rename it, or let site_dir name another folder")
    if os.path.lexists(folder / ".git"):
        return FolderRefusal(
            "contains a git repository", "let site_dir name another folder, and copy the site from there"
        )
    if is_ours(folder) or is_empty(folder):
        return None
    return FolderRefusal(
        "was not made by this version of openshelf, and stays as it is",
        "check whether anything of yours is in it, then delete or rename it",
    )


def why_refused(folder: Path, root: Path, sources: Iterable[Path]) -> FolderRefusal | None:
    """Return why this one build may not go to ``folder``, wherever that lies, None if it may."""
    return why_misplaced(folder, root, sources, anywhere=True) or why_occupied(folder)


def is_ours(folder: Path) -> bool:
    """Whether this program made a folder. A link to such a folder is not one."""
    marker = folder / MARKER
    return not folder.is_symlink() and not marker.is_symlink() and marker.is_file()


def is_empty(folder: Path) -> bool:
    """Whether a folder holds nothing at all, or is not there."""
    return not folder.exists() or not any(os.scandir(folder))


def claim(folder: Path) -> None:
    """Make a folder ours before anything else is written into it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_text(NOTE, encoding="utf-8", newline="\n")


def require_ours(folder: Path) -> None:
    """Raise FileExistsError, with the reason, for a folder that may not be replaced."""
    fault = why_occupied(folder)
    if fault is not None:
        raise FileExistsError(errno.EEXIST, str(fault), str(folder))


def require_no_link(folder: Path) -> None:
    """Raise FileExistsError for a folder that is a symbolic link: what we keep there would be written elsewhere."""
    if folder.is_symlink():
        raise FileExistsError(errno.EEXIST, "is a symbolic link, and is not followed (delete the link)", str(folder))


def empty(folder: Path) -> None:
    """Take everything but the marker out of a folder; a kill leaves it ours. Raises as :func:`require_ours` does."""
    require_ours(folder)
    for entry in list(os.scandir(folder)) if folder.exists() else ():
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name != MARKER:
            Path(entry.path).unlink()


def discard(folder: Path) -> None:
    """Remove a folder, its marker last, so that a kill leaves what can be removed again. Raises as :func:`empty`."""
    empty(folder)
    if folder.exists():
        (folder / MARKER).unlink(missing_ok=True)
        folder.rmdir()


def _parts(path: Path) -> tuple[str, ...]:
    """Return a path so that two can be compared; links are followed, but for the last name."""
    whole = Path(os.path.realpath(path.parent), path.name)
    return tuple(unicodedata.normalize("NFKC", part).casefold() for part in whole.parts)


def _holds(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    return inner[: len(outer)] == outer


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what the disk knows a file or folder by, whatever its names are; None where there is none."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def main(names: list[str]) -> None:
    """Remove those of the named folders that are ours, and say which stay; ``make clean`` calls this."""
    for folder in map(Path, names):
        fault = why_occupied(folder)
        if fault is not None:
            sys.stdout.write(f"{folder} {fault}\n")
        elif is_ours(folder):
            discard(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
