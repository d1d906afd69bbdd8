"""Verify a whole built site: every file is read once and passes through all rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from openshelf.check.site_rules import BUILT_FILE, BUILT_PICTURE, BUILT_SCRIPT
from openshelf.core.parallel import in_parallel
from openshelf.core.problem import Place, Problem
from openshelf.media.fault import FaultKind
from openshelf.media.inspect import SUFFIXES, inspect_file
from openshelf.model.protected_names import PROTECTED_NAME
from openshelf.verify import data, leaks
from openshelf.verify.html import DATA_TYPES, check_markup
from openshelf.verify.internal_links import FileLinks, broken_link_problems, resolve_links, resolve_page_links
from openshelf.verify.page import read_page
from openshelf.verify.pointers import data_links, in_facts
from openshelf.verify.styles import check_style
from openshelf.verify.urls import SiteBase
from openshelf.verify.walk import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openshelf.model.name_hashes import Finder


_NAMES = frozenset({"SHA256SUMS", "CNAME", ".nojekyll", "_headers", "_redirects", "robots.txt"})
_TEXTS = frozenset({".txt", ".conf", ".md"})
_PART = re.compile(r'openshelfPart\("[a-z0-9]+",(?P<json>.*)\)\n?', re.DOTALL)


@dataclass(frozen=True, slots=True)
class ForbiddenContent:
    """What no finished file may hold."""

    unpublished: Sequence[leaks.UnpublishedText] = ()
    published: Iterable[str] = ()
    """Texts that readers may see, read only when something was found."""
    names: Finder | None = None
    """Finds protected names; None where there are none."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What verifying a whole site found."""

    problems: list[Problem]
    linked: Mapping[str, FileLinks]
    """What every file of the site leads to."""


@dataclass(frozen=True, slots=True)
class _FileResult:
    """What was found in one file."""

    problems: list[Problem]
    leaked: tuple[str, ...] = ()
    linked: FileLinks | None = None


@dataclass(frozen=True)
class _FileVerifier:
    """Everything needed to verify one file."""

    site: Path
    base: SiteBase
    own_files: Collection[bytes]
    forbidden: ForbiddenContent
    needles: leaks.LeakFinder = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "needles", leaks.LeakFinder(self.forbidden.unpublished))

    @property
    def _reads_words(self) -> bool:
        """Whether there is anything to look for in what files say."""
        return bool(self.needles) or self.forbidden.names is not None

    def verify(self, path: str) -> _FileResult:
        """Verify one file."""
        with open(f"{self.site}/{path}", "rb") as file:  # noqa: PTH123 - pathlib takes as long as the reading
            raw = file.read()
        suffix = "." + path.rpartition(".")[2].casefold()
        if suffix in SUFFIXES:
            inspection = inspect_file(raw, path, reads=self.forbidden.names is not None)
            found = [fault for fault in inspection.faults if fault.kind is not FaultKind.WEIGHT]
            broken = [BUILT_PICTURE.at(Place(path), f"this file {fault.message}", fault.hint) for fault in found]
            shown = (words.text for words in inspection.text.words)
            return _FileResult([*broken, *self._names(path, raw.decode("utf-8", "replace"), *shown)])
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            return _FileResult([BUILT_FILE.at(Place(path), f"byte {error.start} of this file is not UTF-8")])
        if suffix == ".html":
            return self._page(path, text)
        part = _PART.fullmatch(text) if suffix == ".js" else None
        is_json = suffix == ".json" or part is not None
        value, problems = data.read_json(path, part["json"] if part else text) if is_json else (None, [])
        if suffix == ".json":
            problems += leaks.check_records(self.forbidden.unpublished, path, value)
        if not is_json:
            problems += self._other(path, suffix, text, raw)
        linked = resolve_links(path, dict(data_links(path, suffix, text, value)), self.base)
        if not self._reads_words:
            return _FileResult(problems, linked=linked)
        words = "\n".join(dict.fromkeys(string for _, string in data.strings(value))) or text
        return _FileResult([*problems, *self._names(path, text)], self.needles.find(words), linked)

    def _page(self, path: str, html: str) -> _FileResult:
        page = read_page(path, html)
        linked, problems = resolve_page_links(page, self.base)
        problems += check_markup(page)
        values = []
        for element, text in page.told:
            if element.tag == "script" and element.attributes.get("type") in DATA_TYPES:
                value, wrong = data.read_json(path, text)
                problems += wrong
                values.append(value)
                linked = linked.merged(resolve_links(path, dict.fromkeys(in_facts(value), ""), self.base))
        if not self._reads_words:
            return _FileResult(problems, linked=linked)
        words = "\n".join([page.words, *(text for value in values for _, text in data.strings(value))])
        names = self._names(path, html, words, page.joined) if self.forbidden.names is not None else ()
        return _FileResult([*problems, *names], self.needles.find(words), linked)

    def _other(self, path: str, suffix: str, text: str, raw: bytes) -> Iterator[Problem]:
        if suffix == ".js":
            if raw not in self.own_files:
                yield BUILT_SCRIPT.at(Place(path), "this script does not belong to the theme", "take it out of docs/")
        elif suffix == ".css":
            yield from check_style(path, text)
        elif suffix in {".atom", ".xml"}:
            yield from data.check_xml(path, text)
        elif suffix == ".csv":
            yield from data.check_csv(path, text)
        elif suffix not in _TEXTS and path.rpartition("/")[2] not in _NAMES:
            yield BUILT_FILE.at(Place(path), f"files that end in {suffix} are not on the list")

    def _names(self, path: str, *texts: str) -> Iterator[Problem]:
        if self.forbidden.names is not None and any(self.forbidden.names.find(text) for text in texts):
            yield PROTECTED_NAME.at(Place(path), "a protected name is in this finished file")


def check_site(
    site: Path,
    address: str,
    own_files: Collection[bytes],
    forbidden: ForbiddenContent | None = None,
    written: Mapping[str, Sequence[Place]] | None = None,
) -> SiteReport:
    """Find everything that is wrong with a built site.

    ``address`` is where it is hosted, or the path alone; ``own_files`` are the contents of the theme's scripts;
    ``written`` says where writers wrote the addresses that the site holds.
    """
    forbidden = forbidden or ForbiddenContent()
    entries = sorted(walk(site), key=itemgetter(0))
    problems = [BUILT_FILE.at(Place(path), "this is a symbolic link") for path, entry in entries if entry.is_symlink()]
    files = [path for path, entry in entries if entry.is_file()]
    there = frozenset(files)
    verifier = _FileVerifier(site, SiteBase.of(address), own_files, forbidden)
    seen = dict(zip(files, in_parallel(verifier.verify, files), strict=True))
    linked = {path: found.linked for path, found in seen.items() if found.linked is not None}
    anchors = {path: found.anchors for path, found in linked.items()}
    leaked = {path: found.leaked for path, found in seen.items() if found.leaked}
    found = [
        *problems,
        *(problem for each in seen.values() for problem in each.problems),
        *broken_link_problems(linked, there, written),
        *leaks.check_addresses(forbidden.unpublished, there, anchors),
        *verifier.needles.problems(leaked, forbidden.published),
    ]
    return SiteReport(found, linked)
