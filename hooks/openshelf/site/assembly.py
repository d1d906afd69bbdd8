"""From planned pages to files: frames are taken from the engine, filled and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from openshelf.core.gc_pause import gc_paused
from openshelf.core.parallel import in_parallel
from openshelf.core.store import Store
from openshelf.media.inspect import SUFFIXES, publishable
from openshelf.site import contents as site
from openshelf.site.assets import minified_style
from openshelf.site.frame import SLOTS, Frame, site_base
from openshelf.site.navigation import frame_context
from openshelf.site.quick_exit import LIMITS, LIMITS_PAGE
from openshelf.site.security import META_POLICY
from openshelf.site.style import style_sheet
from openshelf.sources.files import FileType, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from openshelf.library.library import Library
    from openshelf.site.page import Page
    from openshelf.site.view import View

ERROR_PAGE = "404.html"


@dataclass
class Assembly:
    """One build of one library."""

    view: View
    pages: dict[str, Page]
    """Every page of the site by its address."""
    notice: Callable[[str], str]
    """Makes the HTML above a page of a preview, from the path of the page's source; empty when all is well."""
    is_preview: bool = False
    """Whether MkDocs serves the pages; it adds an inline script to follow changes, which our policy would refuse."""
    _frames: dict[str, Frame] = field(default_factory=dict)

    @classmethod
    def of(cls, library: Library, notice: Callable[[str], str] = lambda _: "", *, is_preview: bool = False) -> Assembly:
        """Plan every page of a library."""
        with gc_paused():
            view = site.view_of(library)
            return cls(view, {page.url: page for page in site.pages(view)}, notice, is_preview)

    @property
    def library(self) -> Library:
        """The library that is built."""
        return self.view.library

    def framed(self) -> Iterator[str]:
        """Yield the source names, as the menu in ``mkdocs.yml`` has them, of the pages that the engine renders."""
        for page in self.pages.values():
            if page.is_front:
                yield f"{page.section}.md" if page.is_own and page.url else f"{page.section}/index.md".lstrip("/")

    def media(self) -> Iterator[tuple[str, bytes]]:
        """Yield the addresses and bytes of the pictures and documents that published texts use, without their traces.

        Those that no reader may get are left out: a check says so, and a preview goes on.
        """
        root, used = self.library.settings.root, self.library.used_files
        for file in self.library.files:
            if file.type is FileType.FILE and file.path in used and file.path.startswith("docs/"):
                data = publishable(read_bytes(root / file.path), file.name) if file.suffix in SUFFIXES else None
                if data is not None:
                    yield file.path.removeprefix("docs/"), data

    def style_sheet(self, rules: str) -> str:
        """Return the style sheet of the site; ``rules`` is the theme's."""
        return minified_style(style_sheet(self.library.settings.options.look, rules))

    def context(self, menu: Sequence[str], url: str) -> dict[str, Any]:
        """Return what the theme's templates need around the page at ``url``; ``menu`` holds addresses in order."""
        policy = "" if self.is_preview else META_POLICY
        return {"slot": SLOTS, "policy": policy, **frame_context(self.library, self.pages, menu, url)}

    def add_frame(self, html: str, url: str) -> None:
        """Keep what the engine rendered around the page at ``url`` as its section's frame."""
        self._frames[self.pages[url].section] = Frame(html, url)

    def _finished(self, page: Page) -> str:
        """Return the HTML of a page in the frame of its section; the error page works at any address."""
        settings = self.library.settings
        notice = self.notice(page.source.path if page.source else "")
        base = site_base(settings) if page.url == ERROR_PAGE else None
        return self._frames[page.section].fill(page, settings, base=base, notice=notice, leave=self._leave)

    @cached_property
    def _leave(self) -> str:
        """What sensitive pages show first: a way to leave at once."""
        limits = LIMITS if LIMITS_PAGE in self.pages and self.pages[LIMITS_PAGE].is_listed else ""
        return self.view.render("leave.html", leave=self.library.settings.options.leave, limits=limits)

    def write(self, folder: Path) -> None:
        """Write every page, over the frames that the engine has written, and the data files."""
        self.view.load_templates()
        # The data files come first: the search index is one long piece of work, and pages fill the other cores.
        pages = [partial(self._write_page, folder, page) for page in self.pages.values()]
        in_parallel(lambda job: job(), [partial(self._write_data, folder), *pages])

    def _write_page(self, folder: Path, page: Page) -> None:
        _write(folder / page.path, self._finished(page))

    def _write_data(self, folder: Path) -> None:
        for file in site.data_files(self.view, list(self.pages.values()), Store.nothing()):
            _write(folder / file.path, file.text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
