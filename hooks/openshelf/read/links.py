"""Links and images of a Markdown text, in every form that Python-Markdown knows.

No link may escape, so this finds more than there are: what a target starts with is read from the text as written,
code signs included, because Python-Markdown reads it so too.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from openshelf.problem import Place

_TOKEN = re.compile(r"\\[\\\[\]()!]|[\[\]()]|\n[ \t]*\n")
_ATTRIBUTES = re.compile(r"\{[^}\n]*\}")
_TITLE = re.compile(r"\s[\"']")
_ANGLE = re.compile(r"[^\S\n]*\n?[^\S\n]*<(?P<target>[^<>]*)>")
_DEFINITION = re.compile(r"^[ \t>*+\-:0-9.]*\[(?!\^)(?P<id>[^\[\]]*)\]:[ \t]*(?:\n[ \t>]*)?(?=\S)", re.MULTILINE)
_WORD = re.compile(r"\S+")
AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*)>")
"""An address between angle brackets."""
_FIRST_WORD = re.compile(r"[^\S\n]*\n?[^\S\n]*(?P<word>\S{0,200})")
"""What may be the target of a link whose end is not found."""
_MAY_LEAD_AWAY = re.compile(r"[:&%\\]|//")
_LONGEST = 2000
"""Characters of the id of a definition."""


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link or image."""

    target: str
    words: str
    place: Place
    start: int
    """Offset in the body at which the target starts; links that share a definition share it."""
    is_image: bool = False
    is_decorative: bool = False
    is_bare: bool = False
    """Whether the target is its own words (``<https://example.org>``), or nobody uses the definition."""

    def file(self) -> str | None:
        """Return the file that a relative link means, from the project's root; None for links of other kinds.

        Raises ValueError where the target is no address at all.
        """
        parts = urlsplit(self.target)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.place.path), unquote(parts.path)))


class _Pairs(NamedTuple):
    """Brackets that belong together, by offset."""

    opening: Mapping[int, int]
    """Of square brackets: where each closing one was opened."""
    closing: Mapping[int, int]
    """Of round brackets: where each opening one is closed."""


def find_links(text: str, visible: str, place: Callable[[int], Place]) -> Iterator[Link]:
    """Yield the links of a text; ``visible`` is the text without code."""
    if "](" in visible or "]:" in visible:
        pairs = _pairs(visible)
        if "](" in visible:
            yield from _inline(text, visible, pairs, place)
        if "]:" in visible:
            yield from _references(text, visible, pairs, place)
    if "://" in visible and "<" in visible:
        for match in AUTOLINK.finditer(visible):
            yield Link(match["target"], match["target"], place(match.start()), match.start("target"), is_bare=True)


def _pairs(visible: str) -> _Pairs:
    opening, closing = {}, {}
    squares: list[int] = []
    rounds: list[int] = []
    for match in _TOKEN.finditer(visible):
        sign, at = match[0], match.start()
        if sign == "[":
            squares.append(at)
        elif sign == "(":
            rounds.append(at)
        elif sign == "]" and squares:
            opening[at] = squares.pop()
        elif sign == ")" and rounds:
            closing[rounds.pop()] = at
        elif sign[0] == "\n":
            squares.clear()
            rounds.clear()
    return _Pairs(opening, closing)


def _is_image(visible: str, opening: int | None) -> bool:
    return bool(opening) and visible[opening - 1] == "!" and visible[max(opening - 2, 0)] != "\\"  # type: ignore[operator]


def _inline(text: str, visible: str, pairs: _Pairs, place: Callable[[int], Place]) -> Iterator[Link]:
    at = visible.find("](")
    while at >= 0:
        opening, closing = pairs.opening.get(at), pairs.closing.get(at + 1)
        start, target = _target(text, at + 2, closing)
        if closing is None and not _MAY_LEAD_AWAY.search(target):
            at = visible.find("](", at + 2)
            continue
        words = text[opening + 1 : at] if opening is not None else ""
        is_image = _is_image(visible, opening)
        attributes = _ATTRIBUTES.match(visible, closing + 1) if is_image and closing is not None else None
        yield Link(
            target,
            words.strip(),
            place(at if opening is None else opening - is_image),
            start,
            is_image=is_image,
            is_decorative='role="presentation"' in (attributes[0] if attributes else ""),
        )
        at = visible.find("](", at + 2)


def _target(text: str, start: int, closing: int | None) -> tuple[int, str]:
    """Return where the target of a link starts, and the target without its title."""
    angle = _ANGLE.match(text, start)
    if angle:
        inner = angle["target"]
        return angle.start("target") + len(inner) - len(inner.lstrip()), inner.strip()
    if closing is None:
        word = _FIRST_WORD.match(text, start)
        return (word.start("word"), word["word"]) if word else (start, "")
    found = text[start:closing]
    title = _TITLE.search(found)
    found = found[: title.start()] if title else found
    return start + len(found) - len(found.lstrip()), found.strip()


def _references(text: str, visible: str, pairs: _Pairs, place: Callable[[int], Place]) -> Iterator[Link]:
    """Yield the links of ``[words][id]``, ``[id]`` and ``![words][id]``, and the definitions that nobody uses."""
    definitions: dict[str, tuple[int, str]] = {}
    at_colon = set()
    for match in _DEFINITION.finditer(visible):
        written = _WORD.match(text, match.end())
        if written is not None:
            target = written[0].lstrip("<")
            start = match.end() + len(written[0]) - len(target)
            key = _key(match["id"])
            if key in definitions:
                yield Link(definitions[key][1], "", place(definitions[key][0]), definitions[key][0], is_bare=True)
            definitions[key] = start, target.rstrip(">")
            at_colon.add(match.end("id"))
    uses: dict[str, list[Link]] = defaultdict(list)
    for closing, opening in pairs.opening.items() if definitions else ():
        key = _key(text[opening + 1 : closing]) if closing - opening < _LONGEST else ""
        if closing in at_colon or key not in definitions:
            continue
        start, target = definitions[key]
        before = opening - 1 if visible[opening - 1 : opening] == "]" else opening - 2
        words_from = pairs.opening.get(before)
        if words_from is None or visible[before + 1 : opening].strip():
            words_from, before = opening, closing
        is_image = _is_image(visible, words_from)
        words = text[words_from + 1 : before].strip()
        uses[key].append(Link(target, words, place(words_from - is_image), start, is_image=is_image))
    for key, (start, target) in definitions.items():
        yield from uses.get(key, [Link(target, "", place(start), start, is_bare=True)])


def _key(id_: str) -> str:
    return " ".join(id_.split()).casefold()
