"""Finished pages that are written plainly, read tag by tag without a tree: what pages share is looked at once.

Nearly every page is plain: names in small letters, values in double quotes, every element closed by its own end, and
none where the standard would move it or close another for it. Then the elements of the page are those that its tags
name, in their order; what a tag does depends on nothing but itself and the elements that are open. So each tag is
looked at once for each such place, on however many pages it stands.

Nothing is judged here. Where anything is odd, wrong or only unusual, the page is read as a whole (:mod:`page`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from openshelf.verify.element import Element, read_element
from openshelf.verify.html import markup_faults, may_turn, script_faults
from openshelf.verify.internal_links import MARKS, link_words
from openshelf.verify.page import FinishedPage
from openshelf.verify.places import stays_open, takes_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DOCTYPE = "<!doctype html>"
_SHELL = ("html", "head", "body")
"""What every page has once, in this order: the parser adds what a second one says to the first."""
_START = re.compile(r'<([a-z][a-z0-9]*)((?: +(?:[a-z][a-z0-9-]*|viewBox)(?:="[^"]*")?)*) *(/?)>')
_ATTRIBUTE = re.compile(r' +([^ ="]+)(?:="([^"]*)")?')
_REFERENCES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&"}
_REFERENCE = re.compile("&(?:lt|gt|quot|#34|#39|#x27|amp);|&")
_ODD = f"\0\r{MARKS}"
"""What a parser changes, and what the builder should have taken out."""
_BLANKS = " \t\n\f"
_DROPS_LINE = frozenset({"pre", "textarea"})
"""Elements at whose start the parser drops the end of a line, so that a link says other words."""
_MOST_OPEN = 100
_MOST_TAGS = 1 << 12
"""Tags that are remembered for one place."""


@dataclass(frozen=True)
class PlainPage(FinishedPage):
    """A page in whose markup nothing is wrong."""

    anchors: frozenset[str]
    """What a link can name to lead to a place on it."""
    links: Mapping[str, str]
    """As of :func:`internal_links.links_of`."""
    data: Sequence[str]
    """The texts of scripts that are data."""


class _OddError(Exception):
    """The page is not plain."""


def read_plain_page(html: str) -> PlainPage | None:
    """Read a page; None for one that is not plain."""
    if not html.startswith(_DOCTYPE) or may_turn(html) or any(sign in html for sign in _ODD):
        return None
    place = _place((), 0)
    parts: list[_PagePart] = []
    try:
        for text, is_shared in _parts(html):
            parts.append(_read_shared(place, text) if is_shared else _read(place, text))
            place = parts[-1].place
    except _OddError:
        return None
    ids = [id_ for part in parts for id_ in part.ids]
    if place is not _place((), len(_SHELL)) or len(set(ids)) < len(ids):
        return None
    links: dict[str, str] = {}
    for part in parts:
        for address, words in part.links:
            if not links.get(address):
                links[address] = words
    elements = [element for part in parts for element in part.elements]
    anchors = frozenset(anchor for part in parts for anchor in part.anchors)
    return PlainPage(html, elements, anchors, links, [text for part in parts for text in part.data])


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a page that begin with tags, and whether other pages are likely to have the same."""
    body = html.find("<body")
    main, end = html.find("<main", body), html.rfind("</main")
    if 0 < body < main < end:
        yield html[len(_DOCTYPE) : body], False
        yield html[body:main], True
        yield html[main:end], False
        yield html[end:], True
    else:
        yield html[len(_DOCTYPE) :], False


class _PagePart(NamedTuple):
    """What a part of a page says."""

    place: _Place
    """Which comes after it."""
    ids: Sequence[str]
    anchors: Sequence[str]
    links: Sequence[tuple[str, str]]
    """Every address with its words, in order; some may be there twice."""
    data: Sequence[str]
    elements: Sequence[Element]


def _read(place: _Place, part: str) -> _PagePart:
    """Read a part of a page. Raises _OddError where it is not plain."""
    # Where every second piece is a tag, no sign that begins or ends one is left for the others.
    pieces = part.replace("<", "\0<").replace(">", ">\0").split("\0")
    elements: list[Element] = []
    links: list[tuple[str, str]] = []
    data = []
    start, teller = 0, None
    inside: list[Element] = []
    """Of the link that is open."""
    for number in range(1, len(pieces), 2):
        place, told = place[pieces[number]]
        if told is None:
            continue
        if told.after_blanks:
            _require(not pieces[number - 1].strip(_BLANKS))
        element = told.element
        if element is not None:
            elements.append(element)
            if element.tells:
                start, teller = number, element
            elif teller is not None:
                inside.append(element)
            else:
                links += [(address, element.name) for address in element.addresses]
        elif teller is not None and told.ends:
            text = "".join(pieces[start + 1 : number : 2])
            if teller.tag == "script":
                words = teller.name
                _require(not any(script_faults(teller, text)))
                if teller.is_data:
                    data.append(text)
            else:
                words = link_words(teller, _resolved(text))
            links += [(address, words) for address in teller.addresses]
            links += [(address, element.name) for element in inside for address in element.addresses]
            inside.clear()
            teller = None
    _require(len(pieces) % 2 == 1 and teller is None and (not place.is_blank or not pieces[-1].strip(_BLANKS)))
    ids = [element.id for element in elements if element.id is not None]
    anchors = [anchor for element in elements for anchor in element.anchors]
    return _PagePart(place, ids, anchors, links, data, elements)


_read_shared = lru_cache(maxsize=1 << 8)(_read)


class _Told(NamedTuple):
    """What has to be done about a tag."""

    element: Element | None
    """Begins there, if it says anything."""
    ends: bool
    """Whether a link or a script ends there."""
    after_blanks: bool
    """Whether no text may stand before it."""


class _Place(dict[str, tuple["_Place", _Told | None]]):
    """What is open at some place of a page; by tag, what follows. Raises _OddError for a tag that is not plain."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]  # a place is itself, whatever is known of it

    def __init__(self, elements: tuple[str, ...], shell: int) -> None:
        """``shell`` is how many of the elements that stand once have begun."""
        super().__init__()
        self._open, self._shell = elements, shell
        self.is_blank = not takes_text(elements)
        """Whether no text may stand there."""

    def __missing__(self, tag: str) -> tuple[_Place, _Told | None]:
        step = self._end(tag[2:-1]) if tag.startswith("</") else self._begin(*_tag(tag))
        if len(self) >= _MOST_TAGS:
            self.clear()
        self[tag] = step
        return step

    def _begin(self, element: Element, slash: str) -> tuple[_Place, _Told | None]:
        shell = self._shell
        if element.tag in _SHELL:
            _require(_SHELL[shell : shell + 1] == (element.tag,))
            shell += 1
        stays = stays_open(self._open, element.tag, slash)
        _require(stays is not None and len(self._open) < _MOST_OPEN)
        if element.tells:
            _require(stays is True and not {"a", "script", "svg"}.intersection(self._open))
        elif element.tag in _DROPS_LINE:
            _require("a" not in self._open)
        says = element.tells or element.addresses or element.anchors or element.spoken
        told = _Told(element if says else None, ends=False, after_blanks=self.is_blank)
        place = _place((*self._open, element.tag), shell) if stays else self
        return place, told if says or self.is_blank else None

    def _end(self, tag: str) -> tuple[_Place, _Told | None]:
        _require(self._open[-1:] == (tag,))
        ends = tag in {"a", "script"}
        told = _Told(None, ends, self.is_blank) if ends or self.is_blank else None
        return _place(self._open[:-1], self._shell), told


_place = lru_cache(maxsize=1 << 12)(_Place)


def _tag(tag: str) -> tuple[Element, str]:
    """Return the element that a tag begins, with which nothing is wrong, and its slash, if any."""
    match = _START.fullmatch(tag)
    if match is None:
        raise _OddError
    found = [(part[1], part[2] and _resolved(part[2])) for part in _ATTRIBUTE.finditer(match[2])]
    element = read_element(match[1], tuple(found))
    _require(len(element.attributes) == len(found) and not markup_faults(element))
    return element, match[3]


def _resolved(text: str) -> str:
    """Return a text without references to characters, if none is unusual."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    if reference[0] == "&":
        raise _OddError
    return _REFERENCES[reference[0]]


def _require(condition: bool) -> None:  # noqa: FBT001
    if not condition:
        raise _OddError
