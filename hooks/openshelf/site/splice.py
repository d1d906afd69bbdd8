"""Pages of which nothing but the frame has changed: what the last site has is set into the new frame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.store import digest
from openshelf.site.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from openshelf.core.store import Store
    from openshelf.site.page import Page

_ROOM = "frames"


class SetPage(NamedTuple):
    """What came out of a page."""

    frame: bytes
    """The key of the frame that it is set in."""
    html: bytes
    """The key of its bytes."""


class OldPage(NamedTuple):
    """A page that the last site has in another frame."""

    page: Page
    file: str
    """Where the last site has it."""
    html: bytes
    """The key that the bytes of that file must have."""
    frame: Frame

    def spliced(self, around: Callable[[Frame], Sequence[str]], frame: Frame) -> str | None:
        """Return the page in another frame; None where the file is not what it was.

        ``around`` returns what a frame puts around the page.
        """
        try:
            data = Path(self.file).read_bytes()
        except OSError:
            return None
        content = content_in(data.decode(), around(self.frame)) if digest(data) == self.html else None
        return None if content is None else content.join(around(frame))


def content_in(html: str, around: Sequence[str]) -> str | None:
    """Return what stands in all places between given pieces of HTML, None where these are not the pieces."""
    start, places = len(around[0]), len(around) - 1
    content = html[start : start + (len(html) - sum(map(len, around))) // places]
    return content if content.join(around) == html else None


def keep_frames(frames: Iterable[Frame], store: Store) -> None:
    """Keep frames for pages that are set in them, until no build uses them any more."""
    for frame in frames:
        if old_frame(store, frame.key) is None:
            store.put(_ROOM, frame.key, frame.html)


def old_frame(store: Store, key: bytes) -> Frame | None:
    """Return a frame of an earlier build."""
    html = store.get(_ROOM, key)
    return Frame(html) if isinstance(html, str) else None
