"""The outline of a Markdown body: headings, callouts, links, images and references, each with its place.

Python-Markdown keeps no positions, so what rules need is found here, in the source, outside code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from openshelf.problem import Place
from openshelf.read.code import hide_code
from openshelf.read.links import Link, find_links
from openshelf.read.markup import Attribute, Slip, find_attributes, find_tags
from openshelf.read.text import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# As Python-Markdown sees them: no blank is needed behind the number signs, and a line may be underlined with = or -.
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<rest>[^\n]*)$", re.MULTILINE)
_UNDERLINED = re.compile(
    r"(?:\A|(?<=\n)[ \t]*\n)(?P<rest>[ ]{0,3}(?!#)\S[^\n]*)\n(?P<marks>=|-)(?P=marks)*[ ]*$", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"[ ]\{(?P<inner>[^{}\n]*)\}[ \t]*$")
_ID = re.compile(r"#(?P<id>[^\s#]\S*)")
_CALLOUT = re.compile(
    r'^(?P<indent>[ ]*)!!![ ]+(?P<kind>[\w-]+)(?P<more>[^\n"]*)(?P<title>"[^"\n]*")?[^\n]*$', re.MULTILINE
)
_REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|\n]*)(?:\|(?P<words>[^\[\]\n]*))?\]\]")
_HALF_REFERENCE = re.compile(r"\[(?:\[[^\[\]\n]*\](?![\](])|(?<![\[!]\[)[^\[\]\n]+\]\](?!\())")
_ENOUGH = 1000
"""Tags and attributes that are listed: more say nothing new to a person."""
CALLOUT_INDENT = 4
"""Spaces before the text of a callout."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as written, with the id given in ``{#id}`` if any."""

    level: int
    words: str
    id: str | None
    place: Place
    start: int
    """Offset in the body at which its line starts."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A ``!!! kind`` block's first line."""

    kind: str
    classes: str
    """What stands between the kind and the title; Markdown makes classes of it."""
    place: Place
    is_empty: bool
    """Whether no line below it is indented as its text must be."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A ``[[target|words]]`` cross reference; ``words`` is empty when the entry's own title is to be shown."""

    target: str
    words: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True)
class Body:
    """A Markdown body and its outline."""

    text: str
    headings: tuple[Heading, ...]
    callouts: tuple[Callout, ...]
    references: tuple[Reference, ...]
    links: tuple[Link, ...]
    tags: tuple[Slip, ...]
    """Raw HTML: the first characters of each tag or comment."""
    attributes: tuple[Attribute, ...]
    """What lists of attributes (``{…}``) give to elements."""
    half_references: tuple[Slip, ...]
    """References that lack a bracket."""
    end: Place
    """The last line that holds text, the line above an empty body: what is missing would be added below."""
    first_line: int
    """The line of the file on which the body starts."""

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def place(self, offset: int) -> Place:
        """Return where an offset of the text stands in the file."""
        line, column = self._lines.at(offset)
        return Place(self.end.path, line + self.first_line - 1, column)


def outline(text: str, path: str, first_line: int) -> Body:
    """Find the outline of a Markdown body that starts on ``first_line`` of ``path``."""
    uncoded = hide_code(text, comments=False)
    visible = hide_code(uncoded) if "<!--" in uncoded else uncoded
    lines = Lines(text)

    def place(offset: int) -> Place:
        line, column = lines.at(offset)
        return Place(path, line + first_line - 1, column)

    return Body(
        text=text,
        headings=tuple(sorted(_headings(visible, place), key=lambda heading: heading.place)),
        callouts=tuple(
            Callout(m["kind"], m["more"].strip(), place(m.start("kind")), _is_empty(text, m.end(), len(m["indent"])))
            for m in _CALLOUT.finditer(visible)
        ),
        references=tuple(
            Reference(m["target"].strip(), (m["words"] or "").strip(), place(m.start()), m.start(), m.end())
            for m in _REFERENCE.finditer(visible)
        ),
        links=tuple(sorted(find_links(text, visible, place), key=lambda link: link.place)),
        tags=tuple(islice(find_tags(uncoded, place), _ENOUGH)),
        attributes=tuple(islice(find_attributes(text, uncoded, place), _ENOUGH)),
        half_references=tuple(Slip(m[0], place(m.start())) for m in _HALF_REFERENCE.finditer(visible)),
        end=Place(path, place(len(text.rstrip())).line if text.strip() else max(first_line - 1, 1)),
        first_line=first_line,
    )


def _is_empty(text: str, end: int, indent: int) -> bool:
    """Say whether the text of a callout, whose first line ends at ``end``, is missing or not indented enough."""
    following = text[end:].lstrip("\n")
    return not following.startswith(" " * (indent + CALLOUT_INDENT)) and not following.startswith("\t")


def _headings(visible: str, place: Callable[[int], Place]) -> Iterator[Heading]:
    for match in _HEADING.finditer(visible):
        yield _heading(len(match["marks"]), match["rest"], place(match.start()), match.start())
    for match in _UNDERLINED.finditer(visible) if "\n=" in visible or "\n-" in visible else ():
        start = match.start("rest")
        yield _heading(1 if match["marks"] == "=" else 2, match["rest"], place(start), start)


def _heading(level: int, line: str, place: Place, start: int) -> Heading:
    """Take a heading's line apart in steps: one pattern for all of it takes minutes on a line full of braces."""
    words, id_ = line, None
    attributes = _ATTRIBUTES.search(line)
    found = _ID.search(attributes["inner"]) if attributes else None
    if attributes and found:
        words, id_ = line[: attributes.start()], found["id"]
    return Heading(level, words.strip().rstrip("#").rstrip(), id_, place, start)
