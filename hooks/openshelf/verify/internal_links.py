"""Every link, anchor and file that a built site names inside itself is there, wherever the site lies."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from openshelf.check.site_rules import BUILT_LINK, BUILT_MARK
from openshelf.core.problem import Place, Problem, nearest_hint
from openshelf.model.urls import split_address
from openshelf.verify.urls import LINK_SCHEMES, SiteBase, file_of, parse_target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from urllib.parse import SplitResult

    from openshelf.verify.element import Element
    from openshelf.verify.page import ParsedPage


MARKS = "\ufdd0\ufdd1\ufdd2"
_ROOTED = "404.html"
"""The page that is shown at any address, so that only links from the host's root lead somewhere."""
_SITEMAP = "sitemap.xml"
_DIRECTIVE = ":~:"
"""Starts what browsers look for in the text of a page; no id (WICG scroll-to-text-fragment)."""
_SIMPLE = re.compile(r"((?:\.\./)*(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#([\w-]*))?", re.ASCII)
"""A way within the site that means what it says, as nearly all do, with the place in the file."""
_SLIPS = ("http", "https", "mailto", "tel")
_HOST = re.compile(r"(?:www\.[\w-]+\.|[\w-]+\.(?:org|com|net|info|io)(?:$|[/?#]))", re.IGNORECASE)
_MAX_WORDS = 100
_MAX_HINTS = 50
"""Missing addresses for which a near one is looked for: that takes time, and nobody reads more."""
_SHOWN = 3


class SiteLink(NamedTuple):
    """An address in a file of the site, and where it leads."""

    address: str
    """As it is written."""
    file: str
    """A file of the site, which may not be there; of another site the whole address, without the fragment."""
    place: str | None
    """The fragment, empty for the file as a whole; None for another site."""
    words: str
    """What readers see there."""

    @property
    def target(self) -> str:
        """Where it leads, in one text."""
        return f"{self.file}#{self.place}" if self.place else self.file


class BrokenLink(NamedTuple):
    """An address that leads nowhere."""

    address: str
    target: str
    """The file, and the place in it, that is not there; empty for what can be no address of a file."""
    message: str


class FileLinks(NamedTuple):
    """What one file of a site leads to; it depends on nothing but that file and where the site is."""

    anchors: frozenset[str] = frozenset()
    links: tuple[SiteLink, ...] = ()
    broken: tuple[BrokenLink, ...] = ()

    def merged(self, other: FileLinks) -> FileLinks:
        """Return this file with more links."""
        return FileLinks(self.anchors, self.links + other.links, self.broken + other.broken)


def links_of(page: ParsedPage) -> dict[str, str]:
    """Return every address of a page that a reader follows or a browser loads, with its words, in order."""
    found: dict[str, str] = {}
    for element, text in page.told:
        for address in element.addresses:
            if not found.get(address):
                found[address] = link_words(element, text) if element.tag == "a" else element.name
    return found


def link_words(element: Element, text: str) -> str:
    """Return what readers see of a link that holds a text."""
    return " ".join((text.strip() or element.name).split())[:_MAX_WORDS]


def resolve_page_links(page: ParsedPage, base: SiteBase) -> tuple[FileLinks, list[Problem]]:
    """Follow the links of one page; whether they lead to something waits for :func:`broken_link_problems`."""
    problems = []
    if any(mark in page.html for mark in MARKS):
        problems.append(BUILT_MARK.at(Place(page.path), "this page still contains a placeholder of the builder"))
    anchors = {anchor for element in page.elements for anchor in element.anchors}
    return resolve_links(page.path, links_of(page), base, anchors), problems


def resolve_links(path: str, links: Mapping[str, str], base: SiteBase, anchors: Iterable[str] = ()) -> FileLinks:
    """Follow the links of any file, each with its words."""
    found, broken = [], []
    parent = _parent(path)
    for written, words in links.items():
        if written[:3] == "../" and parent is not None:
            link = _shared_link(parent, written, words, base)
        elif written.startswith(("https://", "http://")):
            link = _shared_link("", written, words, base)
        else:
            link = _link(written, _followed(path, written, base), words)
        if isinstance(link, BrokenLink):
            broken.append(link)
            continue
        if link.place is None and path == _SITEMAP and base.host:
            broken.append(BrokenLink(written, base.host, f"is not an address of this site, which is at {base.host}"))
        found.append(link)
    return FileLinks(frozenset(anchors), tuple(found), tuple(broken))


def _parent(path: str) -> str | None:
    """Return the folder above a file's own, from which addresses that climb start; None for files at the root."""
    folders = path.split("/")[:-1]
    return "".join(f"{folder}/" for folder in folders[:-1]) if folders else None


@lru_cache(maxsize=1 << 14)
def _shared_link(parent: str, written: str, words: str, base: SiteBase) -> SiteLink | BrokenLink:
    """Follow an address that climbs to ``parent`` or higher, or has a scheme: it is the same on any page below."""
    folder, up = parent, 1
    while folder and written.startswith("../", 3 * up):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], up + 1
    return _link(written, _from_folder(folder, up, written, base), words)


_Destination = tuple[str, str | None] | str
"""A file of the site with the place in it, or the address of another site with None; or what is wrong."""


@lru_cache(maxsize=1 << 14)
def _from_folder(folder: str, up: int, written: str, base: SiteBase) -> _Destination:
    """Follow an address that climbs ``up`` folders to ``folder``, or has a scheme."""
    return _followed(f"{folder}{up * '-/'}-", written, base)


def _followed(path: str, written: str, base: SiteBase) -> _Destination:
    """Follow an address on a page."""
    try:
        where = _destination(path, written, base)
    except ValueError as error:
        return str(error)
    return where or (parse_target(written).text.partition("#")[0], None)


def _link(written: str, where: _Destination, words: str) -> SiteLink | BrokenLink:
    return BrokenLink(written, "", where) if isinstance(where, str) else SiteLink(written, *where, words)


def _destination(path: str, written: str, base: SiteBase) -> tuple[str, str] | None:
    """Return the file of the site and the place in it that an address on ``path`` means, None for other sites.

    Raises ValueError, with what is wrong, where no browser finds it.
    """
    if written and path != _ROOTED and (simple := _SIMPLE.fullmatch(written)):
        return _on_site(file_of(path, simple[1], base.path), simple[2] or "")
    if not written.strip():
        msg = "is empty: it leads to the page itself"
        raise ValueError(msg)
    try:
        parts = split_address(parse_target(written).text)
    except ValueError as error:
        msg = f"is not an address: {error}"
        raise ValueError(msg) from None
    if parts.scheme or parts.netloc:
        if not _is_own(parts, base):
            return None
        path_ = f"{parts.path}/" if f"{parts.path}/" == base.path else parts.path
        found = file_of("index.html", unquote(path_), base.path)
    else:
        if parts.path and parts.path.startswith("/") != (path == _ROOTED):
            msg = "starts with a slash, so it does not work in a copy on a disk"
            if path == _ROOTED:
                msg = f"does not start with a slash, but {path} is shown at any address"
            raise ValueError(msg)
        found = file_of(path, unquote(parts.path) if "%" in parts.path else parts.path, base.path)
    return _on_site(found, parts.fragment.partition(_DIRECTIVE)[0])


def _on_site(file: str | None, place: str) -> tuple[str, str]:
    if file is None:
        msg = "leaves the site"
        raise ValueError(msg)
    return file, place


def _is_own(parts: SplitResult, base: SiteBase) -> bool:
    """Whether an address with a scheme or a host is one of this site. Raises ValueError where it cannot be followed."""
    if not parts.scheme:
        msg = "names a host without a scheme, so it does not work in a copy on a disk"
        raise ValueError(msg)
    if parts.scheme not in LINK_SCHEMES and nearest_hint(parts.scheme, _SLIPS, most_listed=0):
        msg = f"starts with {parts.scheme}:, which browsers do not follow"
        raise ValueError(msg)
    if parts.scheme in {"http", "https"} and not parts.hostname:
        msg = "has no host"
        raise ValueError(msg)
    return base.holds(parts)


def broken_link_problems(
    linked: Mapping[str, FileLinks], files: Collection[str], written: Mapping[str, Sequence[Place]] | None = None
) -> Iterator[Problem]:
    """Yield one problem for each address that leads nowhere.

    ``linked`` holds every file of the site that has links; ``written`` says, for files of the site with their places
    and for addresses as they stand in sources, where writers wrote them.
    """
    broken: dict[tuple[str, str], list[tuple[str, BrokenLink]]] = defaultdict(list)
    there: set[tuple[str, str | None]] = set()
    for path, holds in linked.items():
        for link in holds.broken:
            broken[link.target or link.address, link.message].append((path, link))
        for inside in holds.links:
            if inside[1:3] in there:
                continue
            dead = dead_link(inside, files, linked[inside.file].anchors if inside.file in linked else None)
            if dead is None:
                there.add(inside[1:3])
            else:
                broken[dead.target, dead.message].append((path, dead))
    for number, found in enumerate(broken.values()):
        link = found[0][1]
        hint = _likely_target(link, files, linked) if number < _MAX_HINTS else ""
        yield _broken_link_problem(link, [path for path, _ in found], _lines(found, written or {}), hint)


def dead_link(link: SiteLink, files: Collection[str], anchors: Collection[str] | None) -> BrokenLink | None:
    """Return what is wrong with an address of a file, None where that is there; ``anchors`` are that file's if any."""
    address, file, place, _ = link
    if place is None:
        return None
    if file not in files:
        return BrokenLink(address, file, f"leads to {file}, which does not exist")
    if not place or not file.endswith(".html") or anchors is None or has_anchor(place, anchors):
        return None
    return BrokenLink(address, f"{file}#{place}", f"leads to a place that does not exist on {file}")


def has_anchor(fragment: str, anchors: Collection[str]) -> bool:
    """Look for a place as the HTML standard says: as it stands, then without escapes, then the top of the page."""
    plain = unquote(fragment)
    return fragment in anchors or plain in anchors or plain.casefold() == "top"


def _lines(found: Iterable[tuple[str, BrokenLink]], written: Mapping[str, Sequence[Place]]) -> list[Place]:
    for _, link in found:
        for key in (link.target, unquote(link.target), link.address):
            if key in written:
                return sorted(set(written[key]))
    return []


def _broken_link_problem(link: BrokenLink, pages: list[str], lines: list[Place], hint: str) -> Problem:
    message = f"{link.address!r} {link.message}"
    if lines or len(pages) > 1:
        more = f" and {len(pages) - _SHOWN} more" if len(pages) > _SHOWN else ""
        number = "1 file" if len(pages) == 1 else f"{len(pages)} files"
        message += f"; in {number} of the site: {', '.join(pages[:_SHOWN])}{more}"
    if not lines:
        maker = f"{_maker(pages)} makes this link"
        return BUILT_LINK.at(Place(pages[0]), message, f"{hint}; {maker}" if hint else maker)
    also = ", ".join(f"{line.path}:{line.line}" for line in lines[1:])
    hints = [*filter(None, [hint]), *([f"it is in {also} too"] if also else [])]
    return BUILT_LINK.at(lines[0], message, "; ".join(hints))


def _maker(pages: Sequence[str]) -> str:
    """Say which template it must be that makes a link of these pages."""
    folders = sorted({page.rpartition("/")[0].partition("/")[0] for page in pages})
    if len(pages) == 1:
        return f"the template of {pages[0]}"
    return f"the template of pages in {folders[0]}/" if len(folders) == 1 else "the frame of the pages (theme/)"


def _likely_target(link: BrokenLink, files: Collection[str], linked: Mapping[str, FileLinks]) -> str:
    """Return a hint with what may be meant."""
    file, _, fragment = link.target.partition("#")
    if not file:
        scheme, colon, _ = link.address.partition(":")
        return nearest_hint(scheme, _SLIPS) if colon else ""
    if _HOST.match(link.address) and not fragment:
        return f"https://{link.address} if another site is meant"
    if fragment:
        anchors = linked[file].anchors if file in linked else frozenset()
        return nearest_hint(unquote(fragment), anchors, most_listed=0)
    if f"{file}/index.html" in files:
        return "write a slash after it"
    alike = next((other for other in sorted(files) if other.casefold() == file.casefold()), "")
    if alike:
        return f"it is called {alike}: capitals matter"
    known = {other.removesuffix("index.html") for other in files if other.endswith(".html")}
    return nearest_hint(file.removesuffix("index.html"), known, most_listed=0)
