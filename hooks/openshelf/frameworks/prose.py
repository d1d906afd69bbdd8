"""The words of a framework: what its text says under the headings of its questions and steps."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from openshelf.problem import Place
from openshelf.read.code import hide_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.read.body import Body, Heading

_OPTION = re.compile(r"^-[ ]+(?P<id>[^\s:]+):[ \t]+(?P<words>\S[^\n]*(?:\n(?!-[ ]|#)[ \t]*\S[^\n]*)*)$", re.MULTILINE)
"""``- option-id: words``; the words go on up to an empty line or the next item, as in any Markdown list."""
_NOTHING = " \t\n=-"
"""What says nothing: blanks, and lines drawn below a heading."""
_MARKUP = re.compile(r"[`*_\[\]<>]")

SECTION_LEVEL = 2
"""The level of a heading that starts a question or a step."""


@dataclass(frozen=True, slots=True)
class Option:
    """The words of an option."""

    id: str
    words: str
    place: Place

    @property
    def has_markup(self) -> bool:
        """Whether the words hold signs of Markdown, which a tick box and a plan show as they are."""
        return _MARKUP.search(self.words) is not None


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading."""

    heading: Heading
    options: tuple[Option, ...]
    is_empty: bool
    """Whether nothing but options stands there."""

    @property
    def title(self) -> str:
        """The words of the heading."""
        return self.heading.words


@dataclass(frozen=True)
class Prose:
    """The text of a framework, taken apart."""

    body: Body
    questions: frozenset[str]
    """Ids of the questions: only under these are list items options."""

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """What stands under the headings with an id, by id; the first one where two share an id."""
        found: dict[str, Part] = {}
        for heading, start, end in self._sections():
            if heading.id is not None:
                options = tuple(self._options(heading, end)) if heading.id in self.questions else ()
                rest = self._without_options(start, end) if options else self.body.text[start:end]
                found.setdefault(heading.id, Part(heading, options, not rest.partition("\n")[2].strip(_NOTHING)))
        return found

    @cached_property
    def text(self) -> Body:
        """The text without the lines of options, which pages show as tick boxes; every other character stays put."""
        pieces, done = [], 0
        for heading, start, end in self._sections():
            if heading.id in self.questions:
                pieces += [self.body.text[done:start], self._without_options(start, end)]
                done = end
        return replace(self.body, text="".join([*pieces, self.body.text[done:]]))

    @cached_property
    def _visible(self) -> str:
        return hide_code(self.body.text)

    def _sections(self) -> Iterator[tuple[Heading, int, int]]:
        headings = [heading for heading in self.body.headings if heading.level <= SECTION_LEVEL]
        starts = [*(heading.start for heading in headings), len(self.body.text)]
        yield from ((heading, start, end) for heading, (start, end) in zip(headings, pairwise(starts), strict=True))

    def _found(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Find the lines of options: none inside code, but their words may hold some."""
        yield from (
            found for found in _OPTION.finditer(self.body.text, start, end) if self._visible[found.start()] == "-"
        )

    def _options(self, heading: Heading, end: int) -> Iterator[Option]:
        for match in self._found(heading.start, end):
            line = heading.place.line + self.body.text.count("\n", heading.start, match.start())
            place = Place(heading.place.path, line, match.start("id") - match.start() + 1)
            yield Option(match["id"], " ".join(match["words"].split()), place)

    def _without_options(self, start: int, end: int) -> str:
        text = self.body.text
        pieces, done = [], start
        for opening, closing in (match.span() for match in self._found(start, end)):
            pieces += [text[done:opening], re.sub(r"[^\n]", " ", text[opening:closing])]
            done = closing
        return "".join([*pieces, text[done:end]])
