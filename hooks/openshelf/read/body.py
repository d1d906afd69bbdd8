"""The outline of a Markdown body: headings, callouts, links, images and references, each with its place.

Python-Markdown keeps no positions, so what rules need is found here, in the source, outside code.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from openshelf.problem import Place
from openshelf.read.text import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FENCE = re.compile(r"^[ ]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]*(?P=mark)[`~]*[ ]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE_SPAN = re.compile(r"(?<![`\\])(?P<tick>`{1,8})(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

_CODE = ((re.compile("```|~~~"), _FENCE), (re.compile("<!--"), _COMMENT), (re.compile("`"), _CODE_SPAN))
"""What to blank out, each behind a sign that most texts do not hold."""

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
_HALF_REFERENCE = re.compile(r"\[\[[^\[\]\n]*\](?![\](])|(?<![\[!])\[[^\[\]\n]+\]\](?!\()")
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])|!--|![a-zA-Z]|\?)[^\n>]{0,60}>?")
CALLOUT_INDENT = 4
"""Spaces before the text of a callout."""
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)(?P<attributes>\{[^}\n]*\})?"
)
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]+)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]*\")?\)"
)


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
    place: Place
    is_empty: bool
    """Whether no line below it is indented as its text must be."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A piece of text that is almost certainly not what the writer meant."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A ``[[target|words]]`` cross reference; ``words`` is empty when the entry's own title is to be shown."""

    target: str
    words: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link or image; ``alt`` is None for links."""

    target: str
    words: str
    place: Place
    start: int
    """Offset in the body at which the target starts."""
    is_image: bool = False
    is_decorative: bool = False

    def file(self) -> str | None:
        """Return the file that a relative link means, from the project's root; None for links of other kinds.

        Raises ValueError where the target is no address at all.
        """
        parts = urlsplit(self.target)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.place.path), unquote(parts.path)))


@dataclass(frozen=True, slots=True)
class Body:
    """A Markdown body and its outline."""

    text: str
    headings: tuple[Heading, ...]
    callouts: tuple[Callout, ...]
    references: tuple[Reference, ...]
    links: tuple[Link, ...]
    tags: tuple[Slip, ...]
    """Raw HTML: the first characters of each tag or comment."""
    half_references: tuple[Slip, ...]
    """References that lack a bracket."""
    end: Place
    """The last line that holds text, the line above an empty body: what is missing would be added below."""


def hide_code(text: str, *, comments: bool = True) -> str:
    """Return the text with code, and comments too, blanked out, every other character at its old offset."""
    for sign, pattern in _CODE:
        if (comments or pattern is not _COMMENT) and sign.search(text):
            text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def outline(text: str, path: str, first_line: int) -> Body:
    """Find the outline of a Markdown body that starts on ``first_line`` of ``path``."""
    visible = hide_code(text)
    lines = Lines(text)

    def place(offset: int) -> Place:
        line, column = lines.at(offset)
        return Place(path, line + first_line - 1, column)

    return Body(
        text=text,
        headings=tuple(sorted(_headings(visible, place), key=lambda heading: heading.place)),
        callouts=tuple(
            Callout(m["kind"], place(m.start("kind")), _is_empty(text, m.end(), len(m["indent"])))
            for m in _CALLOUT.finditer(visible)
        ),
        references=tuple(
            Reference(m["target"].strip(), (m["words"] or "").strip(), place(m.start()), m.start(), m.end())
            for m in _REFERENCE.finditer(visible)
        ),
        links=tuple(_links(visible, place)),
        tags=tuple(Slip(m[0], place(m.start())) for m in _TAG.finditer(hide_code(text, comments=False))),
        half_references=tuple(Slip(m[0], place(m.start())) for m in _HALF_REFERENCE.finditer(visible)),
        end=Place(path, place(len(text.rstrip())).line if text.strip() else max(first_line - 1, 1)),
    )


def _is_empty(text: str, end: int, indent: int) -> bool:
    """Say whether the text of a callout, whose first line ends at ``end``, is missing or not indented enough."""
    following = text[end:].lstrip("\n")
    return not following.startswith(" " * (indent + CALLOUT_INDENT)) and not following.startswith("\t")


def _headings(visible: str, place: Callable[[int], Place]) -> Iterator[Heading]:
    for match in _HEADING.finditer(visible):
        yield _heading(len(match["marks"]), match["rest"], place(match.start()), match.start())
    for match in _UNDERLINED.finditer(visible):
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


def _links(visible: str, place: Callable[[int], Place]) -> Iterator[Link]:
    for match in _IMAGE.finditer(visible):
        decorative = 'role="presentation"' in (match["attributes"] or "")
        yield Link(
            match["target"],
            match["alt"].strip(),
            place(match.start()),
            match.start("target"),
            is_image=True,
            is_decorative=decorative,
        )
    for match in _LINK.finditer(visible):
        yield Link(match["target"], match["words"], place(match.start()), match.start("target"))
