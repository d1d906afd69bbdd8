"""Verify a whole built site: every file is read once and passes through all rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from openshelf.check.site_rules import BUILT_FILE, BUILT_PICTURE, BUILT_SCRIPT
from openshelf.core.parallel import in_parallel
from openshelf.core.problem import Place, Problem
from openshelf.core.store import digest
from openshelf.media.fault import FaultKind
from openshelf.media.inspect import SUFFIXES, inspect_file
from openshelf.model.protected_names import PROTECTED_NAME
from openshelf.verify import data, leaks
from openshelf.verify.extracts import FileResult, SiteFiles, unpacked
from openshelf.verify.html import check_markup
from openshelf.verify.internal_links import (
    FileLinks,
    SiteLink,
    broken_link_problems,
    resolve_links,
    resolve_page_links,
)
from openshelf.verify.page import read_page
from openshelf.verify.plain_page import read_plain_page
from openshelf.verify.pointers import data_links, in_facts
from openshelf.verify.styles import check_style
from openshelf.verify.urls import SiteBase
from openshelf.verify.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openshelf.core.store import Store
    from openshelf.model.name_hashes import Finder
    from openshelf.verify.page import ParsedPage
    from openshelf.verify.plain_page import PlainPage


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


_FEWEST, _MOST_BATCHES = 200, 16
_KEPT = "verify"
"""The room of what was found in the files of the last site."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What verifying a whole site found."""

    problems: list[Problem]
    files: SiteFiles
    """What was found in every file of the site."""


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

    @property
    def key(self) -> bytes:
        """Of everything that a result is made of, but for the path and the bytes of its file."""
        withheld = digest(*(item.key for item in self.forbidden.unpublished))
        names = self.forbidden.names.key if self.forbidden.names is not None else b""
        return digest(self.base.host, self.base.path, digest(*sorted(self.own_files)), withheld, names)

    def digest(self, path: str) -> bytes:
        """Return the digest of a file's bytes."""
        return digest(self._read(path))

    def verify(self, paths: Sequence[str]) -> tuple[Any, ...]:
        """Verify some files, and return what was found as :meth:`SiteFiles.plain` does, which travels lightly."""
        return SiteFiles.of_results({path: self._verify_file(path) for path in paths}).plain()

    def _verify_file(self, path: str) -> FileResult:
        raw = self._read(path)
        return self._verify(path, raw)._replace(digest=digest(raw), size=len(raw))

    def _read(self, path: str) -> bytes:
        with open(f"{self.site}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - pathlib takes as long as reading
            return file.read()

    def _verify(self, path: str, raw: bytes) -> FileResult:
        suffix = "." + path.rpartition(".")[2].casefold()
        if suffix in SUFFIXES:
            inspection = inspect_file(raw, path, reads=self.forbidden.names is not None)
            found = [fault for fault in inspection.faults if fault.kind is not FaultKind.WEIGHT]
            broken = [BUILT_PICTURE.at(Place(path), f"this file {fault.message}", fault.hint) for fault in found]
            shown = (words.text for words in inspection.text.words)
            return FileResult((*broken, *self._names(path, raw.decode("utf-8", "replace"), *shown)))
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            return FileResult((BUILT_FILE.at(Place(path), f"byte {error.start} of this file is not UTF-8"),))
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
            return FileResult(tuple(problems), linked=linked)
        words = "\n".join(dict.fromkeys(string for _, string in data.strings(value))) or text
        return FileResult((*problems, *self._names(path, text)), self.needles.find(words), linked)

    def _page(self, path: str, html: str) -> FileResult:
        page: PlainPage | ParsedPage
        problems: list[Problem] = []
        if plain := read_plain_page(html):
            page = plain
            linked = resolve_links(path, plain.links, self.base, plain.anchors)
        else:
            page = parsed = read_page(path, html)
            linked, problems = resolve_page_links(parsed, self.base)
            problems += check_markup(parsed)
        values = []
        for text in page.data:
            value, wrong = data.read_json(path, text)
            problems += wrong
            values.append(value)
            linked = linked.merged(resolve_links(path, dict.fromkeys(in_facts(value), ""), self.base))
        if not self._reads_words:
            return FileResult(tuple(problems), linked=linked)
        words = "\n".join([page.words, *(text for value in values for _, text in data.strings(value))])
        names = self._names(path, html, words, page.joined) if self.forbidden.names is not None else ()
        return FileResult((*problems, *names), self.needles.find(words), linked)

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


def check_site(  # noqa: PLR0913 - what a site is looked at for
    site: Path,
    address: str,
    own_files: Collection[bytes],
    store: Store,
    forbidden: ForbiddenContent | None = None,
    written: Callable[[], Mapping[str, Sequence[Place]]] = dict,
    known: Mapping[str, bytes] | None = None,
) -> SiteReport:
    """Find everything that is wrong with a built site.

    ``address`` is where it is hosted, or the path alone; ``own_files`` are the contents of the theme's scripts;
    ``written`` says where writers wrote the addresses that the site holds, and is asked where one leads nowhere.
    ``store`` holds what was found in the files of the last site. ``known`` are digests of files by path: those are not
    read to see whether they are as they were.
    """
    forbidden = forbidden or ForbiddenContent()
    entries = sorted(walk(site), key=itemgetter(0))
    links = [BUILT_FILE.at(Place(path), "this is a symbolic link") for path, entry in entries if entry.is_symlink()]
    paths = [path for path, entry in entries if entry.is_file()]
    verifier = _FileVerifier(site, SiteBase.of(address), own_files, forbidden)
    key = verifier.key
    kept = store.get(_KEPT, key)
    before = SiteFiles.of_plain(kept) if kept is not None else SiteFiles()
    others = _changed(paths, before, known or {}, verifier)
    files = before.with_files(paths, map(SiteFiles.of_plain, in_parallel(verifier.verify, _batches(others), fewest=2)))
    if kept is None or files.key != before.key:
        store.put(_KEPT, key, files.plain())
    return SiteReport([*links, *_problems(files, verifier, written)], files)


def _batches(paths: Sequence[str]) -> list[Sequence[str]]:
    """Return files in parts that are worth a process, so that what the files of one share travels once."""
    size = max(_FEWEST, -(-len(paths) // _MOST_BATCHES))
    return [paths[start : start + size] for start in range(0, len(paths), size)]


def _changed(paths: Sequence[str], before: SiteFiles, known: Mapping[str, bytes], verifier: _FileVerifier) -> list[str]:
    """Return which files are not as they were; those that are new need not be read to see it."""
    earlier = before.files
    return [
        path
        for path in paths
        if path not in earlier or (known.get(path) or verifier.digest(path)) != earlier[path].digest
    ]


def _problems(
    files: SiteFiles, verifier: _FileVerifier, written: Callable[[], Mapping[str, Sequence[Place]]]
) -> Iterator[Problem]:
    forbidden = verifier.forbidden
    for found in files.files.values():
        yield from found.problems
    if files.dead or any(found.broken for found in files.files.values()):
        yield from broken_link_problems(_linked(files), files.files.keys(), written())
    yield from leaks.check_addresses(forbidden.unpublished, files.files.keys(), files.anchors_at)
    leaked = {path: found.leaked for path, found in files.files.items() if found.leaked}
    yield from verifier.needles.problems(leaked, forbidden.published)


def _linked(files: SiteFiles) -> dict[str, FileLinks]:
    """Return of what files lead to only what is wrong."""
    return {
        path: FileLinks(
            files.anchors_at(path) or frozenset(),
            tuple(SiteLink(*files.links.values[n]) for n in unpacked(found.links) if n in files.dead),
            found.broken,
        )
        for path, found in files.files.items()
        if found.links is not None
    }
