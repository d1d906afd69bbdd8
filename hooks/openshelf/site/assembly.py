"""From planned pages to files: frames are taken from the engine, filled and written."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.gc_pause import gc_paused
from openshelf.core.parallel import FEWEST, aside, in_parallel
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
from openshelf.site.splice import OldPage, SetPage, keep_frames, old_frame
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
    from openshelf.sources.files import File

ERROR_PAGE = "404.html"


@dataclass
class Assembly:
    """One build of one library."""

    view: View
    notice: Callable[[str], str]
    """Makes the HTML above a page of a preview, from the path of the page's source; empty when all is well."""
    held_at: Callable[[str, bytes], str] = lambda _path, _key: ""
    """Where the last site has a file at a path if its bytes have a key, so that it need not be made; else empty."""
    is_preview: bool = False
    """Whether MkDocs serves the pages; it adds an inline script to follow changes, which our policy would refuse."""
    is_asked: bool = False
    """Whether pages are made, and most of them planned, when somebody asks for one."""
    _plan: dict[PageMaker, Sequence[Page]] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    """What the engine rendered around the pages of each section."""
    _has_data: bool = False
    """Whether data files were written because somebody asked for one."""

    @classmethod
    def of(
        cls,
        library: Library,
        notice: Callable[[str], str] = lambda _: "",
        *,
        store: Store | None = None,
        held_at: Callable[[str, bytes], str] = lambda _path, _key: "",
        is_preview: bool = False,
        is_asked: bool = False,
    ) -> Assembly:
        """Plan the pages of a library; ``store`` has results of earlier builds, if any."""
        assembly = cls(site.view_of(library, store or Store.nothing()), notice, held_at, is_preview, is_asked)
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
    def fronts(self) -> Mapping[str, Page]:
        """The first pages of all sections by their addresses."""
        return {url: page for url, page in self._early.items() if page.is_front}

    def framed(self) -> Iterator[str]:
        """Yield the source names, as the menu in ``mkdocs.yml`` has them, of the pages that the engine renders."""
        for page in self.fronts.values():
            yield f"{page.section}.md" if page.is_own and page.url else f"{page.section}/index.md".lstrip("/")

    def pictures(self) -> Iterator[File]:
        """Yield the pictures and documents that published texts use."""
        used = self.library.used_files
        for file in self.library.files:
            is_there = file.type is FileType.FILE and file.path in used and file.path.startswith("docs/")
            if is_there and file.suffix in SUFFIXES:
                yield file

    def media(self) -> Iterator[tuple[str, bytes]]:
        """Yield their addresses and bytes, without their traces.

        Those that no reader may get are left out: a check says so, and a preview goes on.
        """
        for file in self.pictures():
            data = publishable(read_bytes(self.library.settings.root / file.path), file.name)
            if data is not None:
                yield file.path.removeprefix("docs/"), data

    def style_sheet(self, rules: str) -> str:
        """Return the style sheet of the site; ``rules`` is the theme's."""
        return minified_style(style_sheet(self.library.settings.options.look, rules))

    def context(self, menu: Sequence[str], url: str) -> dict[str, Any]:
        """Return what the theme's templates need around the page at ``url``; ``menu`` holds addresses in order."""
        policy = "" if self.is_preview else META_POLICY
        return {"slot": SLOTS, "policy": policy, **frame_context(self.library, self.fronts, menu, url)}

    def add_frame(self, html: str, url: str) -> None:
        """Keep what the engine rendered around the page at ``url`` as its section's frame."""
        self.frames[self._early[url].section] = Frame.rendered(html, url)

    def _finished(self, page: Page) -> str:
        """Return the HTML of a page in the frame of its section."""
        settings, base, notice = self.library.settings, self._base(page), self._notice(page)
        return self.frames[page.section].fill(page, settings, base=base, notice=notice, leave=self._leave)

    def _around(self, page: Page, frame: Frame) -> list[str]:
        """Return what a frame puts around the content of a page."""
        return frame.around(page, self.library.settings, base=self._base(page), leave=self._leave)

    def _base(self, page: Page) -> str | None:
        """Return what the error page has as the way to the root, as it works at any address."""
        return site_base(self.library.settings) if page.url == ERROR_PAGE else None

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
        keep_frames(self.frames.values(), store)
        store.flush()
        # Where most pages will stand, the data files are made while it is found out which.
        begun = [] if memory.is_new else [aside(partial(self._write_data, folder, make)) for make in site.DATA_MAKERS]
        claims: dict[str, bytes] = {}
        pages = list(self._to_write(claims))
        for path in claims:  # what the engine wrote there was a frame
            (folder / path).unlink(missing_ok=True)
        if sum(isinstance(page, Page) for page in pages) >= FEWEST:
            self.view.load_templates()
        # The data files come first: the search index is one long piece of work, and pages fill the other cores.
        parts = [*(() if begun else site.DATA_MAKERS), *pages]
        written = in_parallel(partial(self._write_part, folder), parts, long=len(parts) - len(pages))
        for done in (*written, *(wait() for wait in begun)):
            if done.results is not None:
                store.give(done.results)
            claims |= done.claims
        for part, done in zip(parts, written, strict=True):
            if isinstance(part, OldPage):
                memory.stand(_name(part.page), done.outcome)
            elif isinstance(part, Page) and memory.keeps:
                memory.keep(_name(part), done.given, done.reads, done.outcome)
        memory.save()
        return claims

    @cached_property
    def _memory(self) -> Memory[SetPage]:
        """Which pages the last build made of what."""
        return Memory[SetPage](self.view.store, self.view, "pages")

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

    def _write_part(self, folder: Path, part: Page | OldPage | DataMaker) -> _WrittenFile:
        """Write a page, or what makes data files."""
        if isinstance(part, OldPage):
            return self._write_old_page(folder, part)
        return self._write_page(folder, part) if isinstance(part, Page) else self._write_data(folder, part)

    def _to_write(self, claims: dict[str, bytes]) -> Iterator[Page | OldPage]:
        """Yield the pages that the last site has in another frame or not at all; claim those that it has."""
        memory, old_frames = self._memory, cache(partial(old_frame, self.view.store))
        for page in self.pages.values():
            last = memory.outcome(_name(page), self._given(page)) if memory.knows(_name(page)) else None
            file = self.held_at(page.path, last.html) if last is not None else ""
            if last is None or not file:
                yield page
            elif last.frame == self.frame_keys[page.section]:
                memory.stand(_name(page), last)
                claims[page.path] = last.html
            else:
                frame = old_frames(last.frame)
                yield page if frame is None else OldPage(page, file, last.html, frame)

    def _given(self, page: Page) -> Given:
        """Return what a page is given."""
        return self._memory.given(self._values(page).values())

    def _values(self, page: Page) -> dict[str, object]:
        """Return by name what a page is given. Its source is not: the link to that is a value of its own.

        Nor is its frame, which can be exchanged.
        """
        return {
            "notice": (self._notice(page), self._leave if page.is_sensitive else ""),
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
        name, given = _name(page), self._given(page)
        if reason := self._memory.why(name, given, list(self._values(page))):
            return f"{page.url} is made again: {reason}"
        last = self._memory.outcome(name, given)
        is_as_it_was = last is not None and last.frame == self.frame_keys[page.section]
        return f"{page.url} is as it was" if is_as_it_was else f"{page.url} is set into another frame"

    @cached_property
    def frame_keys(self) -> Mapping[str, bytes]:
        """The keys of the frames by section."""
        return {section: frame.key for section, frame in self.frames.items()}

    def _notice(self, page: Page) -> str:
        return self.notice(page.source.path if page.source else "")

    def _write_page(self, folder: Path, page: Page) -> _WrittenFile:
        if self.is_asked or not self._memory.keeps:
            _write(folder / page.path, self._finished(page).encode())
            return _WrittenFile()
        given = self._given(page)
        with self.view.recorder.collected() as reads:
            html = self._finished(page).encode()
        _write(folder / page.path, html)
        return _WrittenFile(given, self._memory.answered(reads), self._outcome(page, html))

    def _write_old_page(self, folder: Path, old: OldPage) -> _WrittenFile:
        """Set what the last site has of a page into its frame of today."""
        page = old.page
        html = old.spliced(partial(self._around, page), self.frames[page.section])
        if html is None:
            return self._write_page(folder, page)
        data = html.encode()
        _write(folder / page.path, data)
        return _WrittenFile(outcome=self._outcome(page, data))

    def _outcome(self, page: Page, html: bytes) -> SetPage:
        return SetPage(self.frame_keys[page.section], digest(html))

    def _write_data(self, folder: Path, make: DataMaker) -> _WrittenFile:
        claims, before = {}, self.view.store.mark()
        with gc_paused():
            for file in make(self.view, list(self.pages.values()), self.view.store):
                if file.digest is not None and self.held_at(file.path, file.digest):
                    claims[file.path] = file.digest
                else:
                    _write(folder / file.path, file.text.encode())
        return _WrittenFile(claims=claims, results=self.view.store.taken(before))


class _WrittenFile(NamedTuple):
    """What became of a page, or of the data files, in whichever process that was."""

    given: Given = Given(b"")
    reads: Mapping[Read, bytes] = {}
    outcome: SetPage = SetPage(b"", b"")
    """What came out of a page that a later build may use again."""
    claims: Mapping[str, bytes] = {}
    """Files that were not written because the last site has them, with the keys of their bytes."""
    results: Taken | None = None
    """What was done to the store."""


def _name(page: Page) -> str:
    return f"page {page.url}"


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
