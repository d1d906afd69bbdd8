"""Files of the last good site that a new one shares: they get a second name there (a hard link) instead of a copy.

The folders of a large site take longer to make and to remove than its files. So those of the site before wait in the
cache, with nothing in them but names of files that the present site has too, and the next site is put together there.
Nothing that waits there is trusted: a file counts only if the disk knows it as one of the last site, which nobody has
touched since it was published. What is wrong about it is as good as an empty folder.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.site_folder import MARKER, discard, is_ours, require_no_link
from openshelf.core.store import STORE, digest
from openshelf.verify.inventory import INVENTORY
from openshelf.verify.walk import walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from openshelf.core.store import Store

SPARE = ".cache/last-site"
"""Where the folders of the site before wait, from the project's root."""
_ROOM = "published"
_LINK = ".link"
"""The name that a file has in the new site for a moment, before it takes the place of what lies at its own."""


class PublishedFile(NamedTuple):
    """A file of the last good site, as the disk knew it when it was published."""

    digest: bytes
    size: int
    written: int
    """When its bytes changed last, in nanoseconds."""
    changed: int
    """When anything about it changed last, in nanoseconds."""
    number: int
    """The number of the file on its disk (inode)."""


@dataclass(frozen=True)
class LastSite:
    """The last good site: what was published, and which of its files are still that."""

    folder: Path
    root: Path
    """The folder of the library."""
    files: Mapping[str, PublishedFile] = field(default_factory=dict)
    """Files that nobody has touched since."""
    published: AbstractSet[str] = frozenset()
    """All paths."""

    @classmethod
    def read(cls, folder: Path, root: Path, store: Store) -> LastSite:
        """Return what ``store`` remembers of the site in ``folder``, if anything."""
        kept: list[tuple[str, bytes, int, int, int, int]] = store.get(_ROOM, _key(folder)) or []
        there = {
            path: PublishedFile(bytes_, *status)
            for path, bytes_, *status in kept
            if _status(f"{folder}/{path}") == tuple(status)
        }
        return cls(folder, root, there, frozenset(path for path, *_ in kept))

    @property
    def is_whole(self) -> bool:
        """Whether all that was published stands there untouched, and nothing else."""
        there = {path for path, _ in walk(self.folder)}
        return bool(there) and there == self.files.keys() == self.published

    def holds(self, path: str, bytes_: bytes | None) -> bool:
        """Whether a file of the last site has the bytes of a digest; then nobody need write it."""
        found = self.files.get(path)
        return found is not None and found.digest == bytes_

    def held_at(self, path: str, bytes_: bytes) -> str:
        """Return where that file is; empty if there is none."""
        return f"{self.folder}/{path}" if self.holds(path, bytes_) else ""

    def shared(self, digests: Mapping[str, bytes]) -> set[str]:
        """Return which files of a new site are those of this one."""
        return {path for path, bytes_ in digests.items() if self.holds(path, bytes_)}


def _key(folder: Path) -> bytes:
    return digest(str(folder))


def _status(path: str) -> tuple[int, int, int, int] | None:
    """Return what the disk knows of a regular file, in the order of :class:`PublishedFile`; None for anything else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


class Completed(NamedTuple):
    """A site all of whose files are there."""

    folder: Path
    """That of the last site if the new one is the same."""
    digests: dict[str, bytes]
    """Of files by path: of those that were claimed without a last site, else of all."""


def complete(fresh: Path, claims: Mapping[str, bytes], last: LastSite) -> Completed:
    """Make a fresh site whole: files that the last site has with the same bytes become names of those.

    ``claims`` are digests of files by path: of some that were written, and of all that were not, because the last site
    holds them. Raises FileNotFoundError for a file that neither site holds.
    """
    entries = list(walk(fresh))
    there = [path for path, entry in entries if entry.is_file(follow_symlinks=False)]
    if not last.files:
        _require(claims.keys() - set(there))
        return Completed(fresh, {path: claims[path] for path in there if path in claims})
    digests = {**claims, **{path: claims.get(path) or digest((fresh / path).read_bytes()) for path in there}}
    shared = last.shared(digests)
    _require(claims.keys() - shared - set(there))
    is_last = shared == digests.keys() == last.published and len(there) == len(entries)
    if is_last and shared == {path for path, _ in walk(last.folder)}:
        discard(fresh)
        return Completed(last.folder, digests)
    spare = last.root / SPARE
    require_no_link(spare.parent)
    if not is_ours(spare):
        _share(shared, last, fresh)
        return Completed(fresh, digests)
    kept: set[str] = set()
    _prune(str(spare), "", {path: last.files[path].number for path in shared}, kept)
    _share(shared - kept, last, spare)
    for path, _ in entries:
        if path not in shared:
            (spare / path).parent.mkdir(parents=True, exist_ok=True)
            _take(fresh, spare, path)
    discard(fresh)
    spare.rename(fresh)
    return Completed(fresh, digests)


def _take(fresh: Path, spare: Path, path: str) -> None:
    """Take a file out of one folder into another; the marker stays in both, so that a kill leaves both ours."""
    if path == MARKER:
        shutil.copy2(fresh / path, spare / _LINK)
        (spare / _LINK).replace(spare / path)
    else:
        (fresh / path).replace(spare / path)


def _require(missing: AbstractSet[str]) -> None:
    if missing:
        raise FileNotFoundError(min(missing))


def _share(paths: AbstractSet[str], last: LastSite, folder: Path) -> None:
    """Give files of the last site a name in another folder, in the place of what lies there."""
    folders: set[str] = set()
    for path in paths:
        above = path.rpartition("/")[0]
        if above not in folders:
            os.makedirs(f"{folder}/{above}", exist_ok=True)  # noqa: PTH103 - of thousands, pathlib takes twice as long
            folders.add(above)
        _name(f"{last.folder}/{path}", f"{folder}/{path}", f"{folder}/{_LINK}")


def _name(source: str, target: str, aside: str) -> None:
    """Give a file another name, or its copy where this disk has no links or no more for this file."""
    try:
        is_free = not os.path.lexists(target)
        os.link(source, target if is_free else aside, follow_symlinks=False)
        if is_free:
            return
    except OSError:
        Path(aside).unlink(missing_ok=True)  # never written through: it may be a name of a file of the last site
        shutil.copy2(source, aside, follow_symlinks=False)
    Path(aside).replace(target)


def _prune(folder: str, above: str, wanted: Mapping[str, int], kept: set[str]) -> bool:
    """Remove all but wanted files, and return whether nothing is left.

    ``wanted`` says by path which file of the disk it must be; those that are there are added to ``kept``.
    """
    is_empty = True
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        path = f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if _prune(entry.path, f"{path}/", wanted, kept):
                Path(entry.path).rmdir()
            else:
                is_empty = False
        elif wanted.get(path) == entry.inode():
            kept.add(path)
            is_empty = False
        elif path == MARKER:
            is_empty = False
        else:
            Path(entry.path).unlink()
    return is_empty


def set_aside(old: Path, last: LastSite, digests: Mapping[str, bytes]) -> bool:
    """Keep the folders of the site that ``last`` was, now at ``old``, for the next one; return whether that was done.

    ``digests`` are the files of the site that took its place. What that does not share leaves no copy, here or from
    earlier sites.
    """
    spare = last.root / SPARE
    if is_ours(spare):
        discard(spare)
    if not last.files or spare.exists() or spare.is_symlink():
        return False
    for path in last.published - last.shared(digests):
        (old / path).unlink(missing_ok=True)
    try:
        require_no_link(spare.parent)
        old.rename(spare)
    except OSError:
        return False
    return True


def remember(site: Path, digests: Mapping[str, bytes], last: LastSite, store: Store) -> None:
    """Keep how the disk knows the files of a site that was published, ``last`` being the one before."""
    rows = []
    for path, bytes_ in digests.items():
        status, before = _status(f"{site}/{path}"), last.files.get(path)
        if status is not None and (before is None or before.digest != bytes_ or before[1:3] == status[:2]):
            rows.append((path, bytes_, *status))  # if both sites share it, nobody wrote to it meanwhile
    store.put(_ROOM, _key(site), rows)


def forget(root: Path) -> None:
    """Remove everything that builds of the library at ``root`` left in its cache: it may hold what must go."""
    require_no_link((root / STORE).parent)
    discard(root / SPARE)
    for kept in (STORE, INVENTORY):
        (root / kept).unlink(missing_ok=True)
