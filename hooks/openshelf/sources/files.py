"""What lies in the folders of a library: the one way from the disk to names, which follows no link, and back."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.sources.git import tracked_files

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDERS = ("docs", "guides", "policy", "resources")
"""Folders that hold what people write."""
KEEPS_FOLDERS = frozenset({".gitkeep", ".keep"})
"""Names of files that are there because git keeps no empty folders."""
SINGLE_FILES = ("mkdocs.yml", "resources.yml")
"""Files beside them that do."""
LINK_MEMORY = "policy/link-memory.jsonl"
"""What link checks remember: the one file there that nobody writes, that git ignores, and that CI keeps elsewhere."""
MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""Endings that builders take for Markdown, whatever the case of their letters."""
_LEFTOVER_NAMES = re.compile(
    r"\.ds_store|\._.+|thumbs\.db|desktop\.ini|\.directory|.*~|\.~lock\..+#|~\$.+|#.+#|\.#.+|\..+\.sw[a-p]",
    re.IGNORECASE,
)
"""Names under which desktops and editors leave something beside a file, again and again; `.gitignore` has them too."""
_NEW = 0o644
"""Rights of a file that was not there: those of temporary files would hide it from a web server."""


class FileType(Enum):
    """What a name in a folder stands for."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    """A symbolic link: it can lead out of the library."""
    OTHER = auto()
    """A pipe, a device, a socket, or something that cannot be looked at."""


@dataclass(frozen=True, slots=True)
class File:
    """One name below the project's root; its parts are names of folders, never ``..``."""

    path: str
    type: FileType
    size: int = 0
    """In bytes."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot; empty for none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot and stem else ""

    @property
    def is_hidden(self) -> bool:
        """Whether desktops and builders leave it out of sight."""
        return self.name.startswith(".")

    @property
    def is_leftover(self) -> bool:
        """Whether a desktop or an editor made it for itself."""
        return self.type in {FileType.FILE, FileType.LINK} and _LEFTOVER_NAMES.fullmatch(self.name) is not None

    @property
    def is_markdown(self) -> bool:
        """Whether a builder could make a page of it."""
        return self.suffix in MARKDOWN


def walk(root: Path) -> tuple[File, ...]:
    """Return every name in the folders of a library, in the order of paths.

    Links are named and not followed; hidden folders are named and not entered. What is missing is left out, and what
    desktops and editors left there, unless git keeps it: then it is public.
    """
    found = _names(root, (*FOLDERS, *SINGLE_FILES))
    if any(file.is_leftover for file in found):
        public = tracked_files(root, *FOLDERS)
        found = [file for file in found if file.path in public or not file.is_leftover]
    return tuple(sorted(found, key=lambda file: file.path.split("/")))


def inside(root: Path, folder: str, entered: frozenset[str] = frozenset()) -> tuple[File, ...]:
    """Return every name below one folder as :func:`walk` does; hidden folders of the names ``entered`` are entered."""
    return tuple(sorted(_names(root, (folder,), entered), key=lambda file: file.path.split("/")))


def _names(root: Path, starts: Iterable[str], entered: frozenset[str] = frozenset()) -> list[File]:
    waiting = [file for name in starts if (file := _look(root, name)) is not None]
    found: list[File] = []
    while waiting:
        file = waiting.pop()
        if file.type is FileType.FOLDER and (not file.is_hidden or file.name in entered):
            try:
                names = os.listdir(root / file.path)  # noqa: PTH208 - names are all that is needed
            except OSError:
                file = File(file.path, FileType.OTHER)
            else:
                below = (_look(root, f"{file.path}/{name}") for name in names)
                waiting += [one for one in below if one is not None]
        found.append(file)
    return found


def content_paths(root: Path) -> list[str]:
    """Return where people write, as far as it is there: MkDocs refuses to follow what is not."""
    return [str(root / name) for name in (*FOLDERS, *SINGLE_FILES) if (root / name).exists()]


def _look(root: Path, path: str) -> File | None:
    try:
        status = os.lstat(f"{root}/{path}")
    except FileNotFoundError:
        return None
    except OSError:
        return File(path, FileType.OTHER)
    if stat.S_ISREG(status.st_mode):
        return File(path, FileType.FILE, status.st_size)
    if stat.S_ISDIR(status.st_mode):
        return File(path, FileType.FOLDER)
    return File(path, FileType.LINK if stat.S_ISLNK(status.st_mode) else FileType.OTHER)


def read_bytes(file: Path, most: int = -1) -> bytes:
    """Return the bytes of a file, the first ``most`` where it has more.

    Raises OSError where it cannot be read, and where it is a link, or a pipe that would make the reader wait for ever.
    """
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "it is a link to another file") from None
        raise
    with os.fdopen(handle, "rb") as stream:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(code, os.strerror(code))
        return stream.read(most)


def replace_contents(file: Path, data: bytes) -> None:
    """Give a file other bytes, whole or not at all: a kill leaves the old ones or the new ones, and the rights stay.

    Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".tmp", delete=False) as fresh:
        try:
            fresh.write(data)
            fresh.flush()
            os.fsync(fresh.fileno())
            if file.exists():
                shutil.copymode(file, fresh.name)
            else:
                Path(fresh.name).chmod(_NEW)
            Path(fresh.name).replace(file)
        except BaseException:
            Path(fresh.name).unlink(missing_ok=True)
            raise
