"""Libraries that are checked and built in this process, in the frames of one build."""

from __future__ import annotations

import contextlib
import re
import shutil
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import BytecodeCache
from mkdocs.commands.build import build as frame
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from dialect.mutations import base, changed
from libraries import PROJECT
from openshelf.check.run import load_and_check
from openshelf.core.report import preview_notice
from openshelf.core.store import Store
from openshelf.model.fields import CALLOUTS
from openshelf.model.kinds import Kind
from openshelf.model.settings import read_settings
from openshelf.publish import build
from openshelf.site import view
from openshelf.site.assembly import ERROR_PAGE, Assembly
from openshelf.site.template_engine import TemplateEngine
from support import TODAY, a_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import pytest
    from jinja2.bccache import Bucket
    from selectolax.lexbor import LexborNode

    from dialect.mutations import Mutation
    from openshelf.check.run import Checked
    from openshelf.core.problem import Problem
    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

_WITH_MEANING = ", ".join(f".admonition.{kind}" for kind in CALLOUTS)
_WORD = re.compile(r"w\d+x\d+w")


_A_PAGE = "support/"
"""A page whose frame serves for new pages too."""


class _Compiled(BytecodeCache):
    """Templates that were compiled once."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


class Fault(NamedTuple):
    """What went wrong with a library in which nothing was to be mended."""

    kind: str
    said: str


@dataclass
class Workshop:
    """A folder in which libraries are written and built."""

    folder: Path
    frames: dict[str, str] = field(default_factory=dict)
    """What the engine rendered for the base library, by address."""

    @classmethod
    def of(cls, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
        """Build the base library once, and keep the frames of its pages; templates are made once too."""
        made = cls(folder)
        compiled = _Compiled()

        def engine() -> TemplateEngine:
            environment = TemplateEngine()
            environment.bytecode_cache = compiled
            return environment

        monkeypatch.setattr(view, "TemplateEngine", engine)
        add_frame = Assembly.add_frame

        def keep(assembly: Assembly, html: str, url: str) -> None:
            made.frames[url] = html
            add_frame(assembly, html, url)

        library = made.write(())
        with monkeypatch.context() as patch:
            patch.setattr(Assembly, "add_frame", keep)
            patch.setattr(Assembly, "write", lambda _assembly, _folder: None)
            frame(load_config(str(library / "mkdocs.yml"), site_dir=str(folder / "shell"), strict=True))
        for page in (folder / "shell").rglob("*.html"):
            page.unlink()
        return made

    def write(self, done: Sequence[Mutation]) -> Path:
        """Write the base library with some mutations."""
        library = self.folder / "library"
        shutil.rmtree(library, ignore_errors=True)
        return a_library(library, changed(base(str(PROJECT)), done)[0])

    def settled(self, wanted: Sequence[Mutation]) -> tuple[list[Mutation], Checked]:
        """Leave out mutations until nothing has to be mended; return the others and the library."""
        done = list(wanted)
        while True:
            _, spans, _ = changed(base(str(PROJECT)), done)
            settings, problems = read_settings(self.write(done) / "mkdocs.yml")
            checked = load_and_check(settings, TODAY, Store.nothing()) if settings is not None else None
            errors = [each for each in (problems if checked is None else checked.problems) if each.is_error]
            if checked is not None and not errors:
                return done, checked
            assert done, f"the base library has an error: {errors[0]}"
            guilty = {number for error in errors for number in _guilty(error, done, spans)}
            done = [each for number, each in enumerate(done) if number not in (guilty or {len(done) - 1})]

    def fault(self, done: Sequence[Mutation], checked: Checked, *, is_whole: bool = False) -> Fault | None:
        """Build a library without errors, and return the first thing that is wrong with its site.

        ``is_whole``: let the engine render every frame, as the command does.
        """
        site = self._built(checked, is_whole=is_whole)
        if site is None:
            return Fault("the build stops", "")
        wrong = build.verify(checked.library, site, Store.nothing(), {}).problems
        for problem in wrong:
            if problem.is_error:
                said = re.sub(r"'[^']*'|#\S+|\S*\d\S*", "_", problem.message)
                return Fault(f"verify says {problem.rule.id} {said[:80]}", str(problem))
        pages = {page.relative_to(site).as_posix(): page.read_text() for page in site.rglob("*.html")}
        return next(chain(_repeated_ids(pages), _lost_words(done, checked, pages)), None)

    def _built(self, checked: Checked, *, is_whole: bool) -> Path | None:
        library = checked.library
        assembly = Assembly.of(library, preview_notice(checked.problems))
        if is_whole:
            with contextlib.suppress(build.BuildFailedError):
                return build.build_into_fresh(library, library.settings.root / "mkdocs.yml").folder
            return None
        site = library.settings.site.with_name(build.FRESH)
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(self.folder / "shell", site)
        for name, data in assembly.media():
            _write(site / name, data)
        for page in assembly.pages.values():
            if page.is_front or page.url == ERROR_PAGE:
                assembly.add_frame(self.frames.get(page.url, self.frames[_A_PAGE]), page.url)
        assembly.write(site)
        return site


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _guilty(error: Problem, done: Sequence[Mutation], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the mutation that an error is about: the last one that wrote its line, else the last one of its file."""
    here = [number for number, each in enumerate(done) if each.path == error.place.path]
    exact = [number for number in here if spans[number][0] <= error.place.line <= spans[number][1]]
    vague = [number for number in here if spans[number] == (0, 0)]
    return (exact or vague or here)[-1:]


def _repeated_ids(pages: Mapping[str, str]) -> Iterator[Fault]:
    for path, html in pages.items():
        ids = [each.attributes["id"] for each in LexborHTMLParser(html).css("[id]")]
        for id_ in sorted({str(each) for each in ids if ids.count(each) > 1}):
            yield Fault("an id stands twice", f"{id_} in {path}")


def _lost_words(done: Sequence[Mutation], checked: Checked, pages: Mapping[str, str]) -> Iterator[Fault]:
    """Yield words of published texts that do not stand on their page, or not among the questions of their theme."""
    shown: dict[str, str] = {}
    for entry in checked.library.all_entries:
        if entry.is_listed(TODAY) and entry.shelf:
            url, _, place = entry.address.partition("#")
            root = LexborHTMLParser(pages[f"{url}index.html"]).css_first(f'[id="{place}"]' if place else "body")
            shown[entry.path] = _shown(root)
            if entry.kind in view._WITH_CALLOUTS:
                yield from _not_gathered(entry, "".join(map(_shown, root.css(_WITH_MEANING))), checked.library, pages)
    for each, value in zip(done, changed(base(str(PROJECT)), done)[2], strict=True):
        if each.path in shown and each.kind in {"text", "under", "swap"}:
            for word in _WORD.findall(value):
                if word not in shown[each.path]:
                    yield Fault("a word is lost", f"{word} of {each.path}: {value!r}")


def _not_gathered(entry: Entry, words: str, library: Library, pages: Mapping[str, str]) -> Iterator[Fault]:
    for theme in library.listed(Kind.THEME):
        if theme.id in entry.themes:
            page = LexborHTMLParser(pages.get(f"themes/{theme.id}/questions/index.html", "<p>")).body
            for word in set(_WORD.findall(words)).difference(_WORD.findall(_shown(page) if page else "")):
                yield Fault("a word is not among the questions", f"{word} of {entry.path}")


def _shown(element: LexborNode) -> str:
    """Return what readers read of an element, and the words for its pictures."""
    return "\n".join([element.text(), *(str(image.attributes.get("alt")) for image in element.css("img"))])
