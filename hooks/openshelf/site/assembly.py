"""From planned pages to files: frames are taken from the engine, filled and written."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.gc_pause import gc_paused
from openshelf.core.parallel import FEWEST, in_parallel
from openshelf.core.store import Store, digest
from openshelf.media.inspect import SUFFIXES, publishable
from openshelf.site import contents as site
from openshelf.site.assets import minified_style
from openshelf.site.frame import SLOTS, Frame, site_base
from openshelf.site.memory import Given, Memory
from openshelf.site.navigation import frame_context
from openshelf.site.page import Page
from openshelf.site.quick_exit import LIMITS, LIMITS_PAGE
from openshelf.site.security import META_POLICY
from openshelf.site.style import style_sheet
from openshelf.sources.files import FileType, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openshelf.core.store import Taken
    from openshelf.library.library import Library
    from openshelf.site.contents import DataMaker, PageMaker
    from openshelf.site.traces import Read
    from openshelf.site.view import View

ERROR_PAGE = "404.html"


@dataclass
class Assembly:
    """One build of one library."""

    view: View
    notice: Callable[[str], str]
    """Makes the HTML above a page of a preview, from the path of the page's source; empty when all is well."""
    holds: Callable[[str, bytes], bool] = lambda _path, _key: False
    """Whether the last site has a file whose bytes have a key: then it need not be written."""
    is_preview: bool = False
    """Whether MkDocs serves the pages; it adds an inline script to follow changes, which our policy would refuse."""
    is_asked: bool = False
    """Whether pages are made, and most of them planned, when somebody asks for one."""
    _plan: dict[PageMaker, Sequence[Page]] = field(default_factory=dict)
    _frames: dict[str, Frame] = field(default_factory=dict)
    _has_data: bool = False
    """Whether data files were written because somebody asked for one."""

    @classmethod
    def of(
        cls,
        library: Library,
        notice: Callable[[str], str] = lambda _: "",
        *,
        store: Store | None = None,
        holds: Callable[[str, bytes], bool] = lambda _path, _key: False,
        is_preview: bool = False,
        is_asked: bool = False,
    ) -> Assembly:
        """Plan the pages of a library; ``store`` has results of earlier builds, if any."""
        assembly = cls(site.view_of(library, store or Store.nothing()), notice, holds, is_preview, is_asked)
        _ = assembly._early if is_asked else assembly.pages
        return assembly

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page of the site by its address."""
        return self._planned(site.PAGE_MAKERS)

    @cached_property
    def _early(self) -> Mapping[str, Page]:
        """The same without the many below first pages: a preview plans those when somebody asks for one."""
        return self._planned([make for make in site.PAGE_MAKERS if make not in site.BELOW.values()])

    def _planned(self, makers: Sequence[PageMaker]) -> Mapping[str, Page]:
        """Return the pages of some makers by their addresses."""
        with gc_paused():
            self._plan |= site.plan(self.view, [make for make in makers if make not in self._plan])
        return {page.url: page for make in makers for page in self._plan[make]}

    @property
    def library(self) -> Library:
        """The library that is built."""
        return self.view.library

    @cached_property
    def _fronts(self) -> Mapping[str, Page]:
        """The first pages of all sections by their addresses."""
        return {url: page for url, page in self._early.items() if page.is_front}

    def framed(self) -> Iterator[str]:
        """Yield the source names, as the menu in ``mkdocs.yml`` has them, of the pages that the engine renders."""
        for page in self._fronts.values():
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
        return {"slot": SLOTS, "policy": policy, **frame_context(self.library, self._fronts, menu, url)}

    def add_frame(self, html: str, url: str) -> None:
        """Keep what the engine rendered around the page at ``url`` as its section's frame."""
        self._frames[self._early[url].section] = Frame(html, url)

    def _finished(self, page: Page) -> str:
        """Return the HTML of a page in the frame of its section; the error page works at any address."""
        settings = self.library.settings
        base = site_base(settings) if page.url == ERROR_PAGE else None
        return self._frames[page.section].fill(page, settings, base=base, notice=self._notice(page), leave=self._leave)

    @cached_property
    def _leave(self) -> str:
        """What sensitive pages show first: a way to leave at once."""
        limits = LIMITS if LIMITS_PAGE in self._early and self._early[LIMITS_PAGE].is_listed else ""
        return self.view.render("leave.html", leave=self.library.settings.options.leave, limits=limits)

    def write(self, folder: Path) -> dict[str, bytes]:
        """Write every page, over the frames that the engine has written, and the data files.

        Files that the last site has are not written: their paths and the keys of their bytes are returned.
        """
        memory, store = self._memory, self.view.store
        claims: dict[str, bytes] = {}
        pages = [page for page in self.pages.values() if not self._stands(page, claims)]
        for path in claims:  # what the engine wrote there was a frame
            (folder / path).unlink(missing_ok=True)
        if len(pages) >= FEWEST:
            self.view.load_templates()
        store.flush()
        # The data files come first: the search index is one long piece of work, and pages fill the other cores.
        parts = [*site.DATA_MAKERS, *pages]
        written = in_parallel(partial(self._write_part, folder), parts, long=len(site.DATA_MAKERS))
        for part, done in zip(parts, written, strict=True):
            if done.results is not None:
                store.give(done.results)
            claims |= done.claims
            if isinstance(part, Page) and memory.keeps:
                memory.keep(_name(part), done.given, done.reads, done.outcome)
        memory.save()
        return claims

    @cached_property
    def _memory(self) -> Memory:
        """Which pages the last build made of what."""
        return Memory(self.view.store, self.view, "pages")

    def begin_asked(self, folder: Path) -> None:
        """Leave out pages until somebody asks for them (:meth:`write_asked`), but for the one at unknown addresses."""
        with gc_paused():
            _ = self.view.texts
        self._write_page(folder, self._early[ERROR_PAGE])
        self.view.store.save()

    def write_asked(self, folder: Path, path: str) -> None:
        """Write the page at a path, or at the folder of that name; all data files, once, where it may be one."""
        page = self._page_at(path.removesuffix("index.html"))
        if page is not None:
            self._write_page(folder, page)
        elif posixpath.splitext(path)[1] and not self._has_data and not (folder / path).is_file():
            self._has_data = True
            for make in site.DATA_MAKERS:
                self._write_data(folder, make)

    def _write_part(self, folder: Path, part: Page | DataMaker) -> _WrittenFile:
        """Write a page, or what makes data files."""
        return self._write_page(folder, part) if isinstance(part, Page) else self._write_data(folder, part)

    def _stands(self, page: Page, claims: dict[str, bytes]) -> bool:
        """Claim a page of the last site, if it would come out the same; return whether that was done."""
        memory = self._memory
        outcome = memory.outcome(_name(page), self._given(page)) if memory.knows(_name(page)) else None
        if outcome is None or not self.holds(page.path, outcome):
            return False
        memory.stand(_name(page))
        claims[page.path] = outcome
        return True

    def _given(self, page: Page) -> Given:
        """Return what a page is given."""
        return self._memory.given(self._values(page).values())

    def _values(self, page: Page) -> dict[str, object]:
        """Return by name what a page is given. Its source is not: the link to that is a value of its own."""
        return {
            "frame": (self._frame_keys[page.section], self._notice(page), self._leave if page.is_sensitive else ""),
            "head": (page.title, page.description, page.json_ld, page.is_listed, page.is_moved, page.is_sensitive),
            "template": page.template,
            **page.values,
        }

    def _page_at(self, url: str) -> Page | None:
        """Return the page at an address, which may lack its last slash."""
        pages = self._early if self.is_asked and url.partition("/")[0] not in site.BELOW else self.pages
        return pages.get(url) or pages.get(f"{url}/")

    def why(self, address: str) -> str:
        """Return in one line why a page is made again."""
        url = address.removeprefix(self.library.settings.site_url).lstrip("/")
        page = self._page_at(url)
        if page is None:
            return f"there is no page {url}"
        reason = self._memory.why(_name(page), self._given(page), list(self._values(page)))
        return f"{page.url} is made again: {reason}" if reason else f"{page.url} is as it was"

    @cached_property
    def _frame_keys(self) -> dict[str, bytes]:
        return {section: frame.key for section, frame in self._frames.items()}

    def _notice(self, page: Page) -> str:
        return self.notice(page.source.path if page.source else "")

    def _write_page(self, folder: Path, page: Page) -> _WrittenFile:
        if self.is_asked or not self._memory.keeps:
            _write(folder / page.path, self._finished(page))
            return _WrittenFile()
        given = self._given(page)
        with self.view.recorder.collected() as reads:
            html = self._finished(page)
        _write(folder / page.path, html)
        return _WrittenFile(given, tuple(reads), digest(html))

    def _write_data(self, folder: Path, make: DataMaker) -> _WrittenFile:
        claims, before = {}, self.view.store.mark()
        with gc_paused():
            for file in make(self.view, list(self.pages.values()), self.view.store):
                if file.digest is not None and self.holds(file.path, file.digest):
                    claims[file.path] = file.digest
                else:
                    _write(folder / file.path, file.text)
        return _WrittenFile(claims=claims, results=self.view.store.taken(before))


class _WrittenFile(NamedTuple):
    """What became of a page, or of the data files, in whichever process that was."""

    given: Given = Given(b"")
    reads: tuple[Read, ...] = ()
    outcome: bytes = b""
    """The key of the bytes of a page that a later build may use again."""
    claims: Mapping[str, bytes] = {}
    """Files that were not written because the last site has them, with the keys of their bytes."""
    results: Taken | None = None
    """What was done to the store."""


def _name(page: Page) -> str:
    return f"page {page.url}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
