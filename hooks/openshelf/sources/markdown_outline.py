"""A Markdown text as it was parsed, and what stands in it: headings, callouts, links, notes, code, each with its place.

Checks, search and pages read the same tokens, so what is checked is what is published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from openshelf.core.problem import Place, Problem
from openshelf.core.store import digest
from openshelf.sources.dialect import Definition, Parsed, Token, TooMuchError, parse
from openshelf.sources.escapes import MappedText
from openshelf.sources.html import HARMLESS, Tag, find_tags
from openshelf.sources.inline_links import Link
from openshelf.sources.inline_text import alternative, words_of
from openshelf.sources.limits import LONG_BLOCK, MAX_IN_A_ROW, NESTING, REPEATED_SIGN, long_rows
from openshelf.sources.text import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_KEEP_LINES = re.compile(r"[^\n]")
_CALLOUT = re.compile(r'[ ](?P<kind>[\w-]+)(?:[ ]+"(?P<title>[^"]*\S[^"]*)")?[ \t]*$')
"""What follows the marker of a callout."""
_ALERTS = {"NOTE": "note", "TIP": "note", "IMPORTANT": "note", "WARNING": "warning", "CAUTION": "warning"}
"""The callouts that code hosts know, and the kinds that they are here."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    level: int
    words: str
    """As readers see them, without notes."""
    id: str | None
    """What ``{#id}`` says, if anything."""
    anchor: str
    """The id that it has on its page."""
    place: Place
    index: int
    """The number of its token."""


@dataclass(frozen=True, slots=True)
class Callout:
    """A box: ``!!! kind "title"``, folded with ``???``, or ``> [!NOTE]``."""

    kind: str
    place: Place
    is_empty: bool
    is_well_formed: bool
    """Whether its first line is the marker, a blank, a kind and perhaps a title in quotes; alerts stand alone."""
    is_alert: bool = False
    """Whether it is written as code hosts write it: ``> [!NOTE]``."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A ``[[target|words]]`` cross reference; ``words`` is empty when the entry's own title is to be shown."""

    target: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that is almost certainly not what the writer meant."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, ``[^label]: words``."""

    label: str
    place: Place
    is_empty: bool


@dataclass(frozen=True, slots=True)
class NoteUse:
    """Where a text refers to a footnote: ``[^label]``."""

    label: str
    place: Place
    inside: str | None
    """The label of the note that it stands in, if any."""
    is_shown: bool
    """Whether readers can follow it: not where it stands in the words for a picture."""


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code between fences."""

    info: str
    """What follows the opening fence (CommonMark's info string)."""
    place: Place
    is_closed: bool


class Run(NamedTuple):
    """Inline content, as one block of the page holds it: a paragraph, a heading, a cell."""

    block: str
    """The type of the token that opens the block."""
    note: str | None
    """The label of the note that it stands in, if any."""
    token: Token
    fallback_offset: int
    """The offset of the block in the text, for content that has no map of its own."""

    def offset(self, at: int) -> int:
        """Return the offset in the text of an offset of the content."""
        source = self.token.meta.get("source")
        return source.source_offset(at) if isinstance(source, MappedText) else self.fallback_offset

    def shown(self, title_of: Callable[[str], str] = lambda _: "") -> MappedText:
        """Return the words as readers see them, whatever is between the letters, and where they stand in the text.

        ``title_of`` returns the words for a reference that has none of its own.
        """
        pieces, origins, length = [], [], 0
        for token in self.token.children or ():
            piece = token.content if token.type in {"text", "text_special", "code_inline"} else ""
            if token.type in {"softbreak", "hardbreak"}:
                piece = " "
            elif token.type == "entry_reference":
                piece = token.meta["words"] or title_of(token.meta["target"])
            if piece:
                pieces.append(piece)
                origins.append((length, self.offset(token.meta["at"])))
                length += len(piece)
        return MappedText("".join(pieces), origins or [(0, self.offset(0))])


_Packed = tuple[tuple[Any, ...], ...]
_InOutline = Heading | Reference | Link | NoteUse | Note
_PLACE_AT: dict[object, int] = {
    kind: [field.name for field in fields(kind)].index("place") for kind in (Heading, Reference, Link, NoteUse, Note)
}
"""The number of the field that holds the place."""
Placed = TypeVar("Placed", Heading, Reference, Link, NoteUse, Note)


class Outline(NamedTuple):
    """What rules about the whole library need of a text, packed, so that it can be kept and the text not be parsed."""

    headings: _Packed
    references: _Packed
    links: _Packed
    note_uses: _Packed
    notes: _Packed


def _packed(found: Iterable[_InOutline], first_line: int) -> _Packed:
    """Return the fields of what was found in plain tuples, before them its line and column."""
    return tuple(
        (
            one.place.line - first_line,
            one.place.column,
            *(getattr(one, field.name) for field in fields(one) if field.name != "place"),
        )
        for one in found
    )


@dataclass(slots=True)
class _Pieces:
    headings: list[Heading] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    nested_links: list[Passage] = field(default_factory=list)
    note_uses: list[NoteUse] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    code: list[Code] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    raw_blocks: list[Passage] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    mixed_runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True)
class Body:
    """A Markdown text, parsed."""

    path: str
    text: str
    first_line: int
    """The line of the file on which the text starts."""
    given: Parsed | None = None
    """What it was parsed to; None where nobody has asked yet."""
    is_read: bool = True
    """Whether it was parsed; a text that takes too many steps is not."""
    indent: int = 0
    """Columns of the file that stand before each of its lines: a text inside YAML stands further in."""
    withdrawn: tuple[str, ...] = ()
    """Keys and titles of entries of which only words are left in the tokens."""
    known: Outline | None = None
    """The outline, where an earlier run kept it."""

    @cached_property
    def parsed(self) -> Parsed:
        """What it was parsed to."""
        return parse(self.text) if self.given is None else self.given

    def let_tokens_go(self) -> None:
        """Keep the words and the outline alone, of a text whose tokens are as they were parsed.

        Tokens take most of the memory of a library. Whoever asks for them later has the text parsed again.
        """
        if self.given is not None and self.is_read:
            kept = {"words": self.words, "known": self.outline, "given": None}
            for name in vars(self).keys() - {one.name for one in fields(self)}:
                del vars(self)[name]
            vars(self).update(kept)

    def with_tokens(self, tokens: tuple[Token, ...], withdrawn: tuple[str, ...] = ()) -> Body:
        """Return the text with other tokens; ``withdrawn`` says of what only words are left in them."""
        given = replace(self.parsed, tokens=tokens)
        return replace(self, given=given, withdrawn=withdrawn or self.withdrawn, known=None)

    @property
    def outline(self) -> Outline:
        """What rules about the whole library need of it."""
        first = self.first_line
        return Outline(
            _packed(self.headings, first),
            _packed(self.references, first),
            _packed(self.links, first),
            _packed(self.note_uses, first),
            _packed(self.notes, first),
        )

    def _unpacked(self, kind: Callable[..., Placed], packed: _Packed) -> list[Placed]:
        at = _PLACE_AT[kind] if packed else 0
        return [
            kind(*values[:at], Place(self.path, line + self.first_line, column), *values[at:])
            for line, column, *values in packed
        ]

    @cached_property
    def digest(self) -> bytes:
        """A key of what readers get of the text, whatever line it starts on."""
        return digest(self.path, self.text, str(self.is_read), *self.withdrawn)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the text."""
        return self.parsed.tokens

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def place(self, offset: int) -> Place:
        """Return where an offset of the text stands in the file."""
        line, column = self._lines.at(offset)
        return Place(self.path, line + self.first_line - 1, column + self.indent)

    @property
    def end(self) -> Place:
        """The last line that holds text, the line above an empty text: what is missing would be added below."""
        if not self.text.strip():
            return Place(self.path, max(self.first_line - 1, 1))
        return Place(self.path, self.place(len(self.text.rstrip())).line)

    @cached_property
    def headings(self) -> Sequence[Heading]:
        """The headings."""
        return self._found.headings if self.known is None else self._unpacked(Heading, self.known.headings)

    def is_empty_below(self, heading: Heading) -> bool:
        """Whether nothing stands between a heading and the next one of its level, or one above it.

        Smaller headings, comments and notes are nothing; a callout is something, with whatever is in it.
        """
        skipped, is_note = heading.index + 3, False
        for index, token in enumerate(self.tokens[skipped:], skipped):
            if token.type == "heading_open" and token.level == 0 and int(token.tag[1]) <= heading.level:
                break
            if token.type in {"footnote_reference_open", "footnote_reference_close"}:
                is_note = token.nesting == 1
            elif not is_note and self.tokens[index - 1].type != "heading_open" and _is_content(token):
                return False
        return True

    @property
    def callouts(self) -> Sequence[Callout]:
        """The callouts, those inside others too."""
        return self._found.callouts

    @cached_property
    def references(self) -> Sequence[Reference]:
        """The references to entries."""
        return self._found.references if self.known is None else self._unpacked(Reference, self.known.references)

    @cached_property
    def links(self) -> Sequence[Link]:
        """The links and images, bare addresses too."""
        return self._found.links if self.known is None else self._unpacked(Link, self.known.links)

    @property
    def nested_links(self) -> Sequence[Passage]:
        """Links and references inside the words of links."""
        return self._found.nested_links

    @cached_property
    def note_uses(self) -> Sequence[NoteUse]:
        """The references of the text to its notes."""
        return self._found.note_uses if self.known is None else self._unpacked(NoteUse, self.known.note_uses)

    @cached_property
    def notes(self) -> Sequence[Note]:
        """The notes."""
        return self._found.notes if self.known is None else self._unpacked(Note, self.known.notes)

    @property
    def code(self) -> Sequence[Code]:
        """The blocks of code between fences."""
        return self._found.code

    @property
    def tags(self) -> Sequence[Tag]:
        """Raw HTML: every tag and comment."""
        return self._found.tags

    @property
    def raw_blocks(self) -> Sequence[Passage]:
        """Blocks that begin with a harmless tag, in which Markdown is not read."""
        return self._found.raw_blocks

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The inline content of the text, block by block."""
        return tuple(self._runs())

    def _runs(self) -> Iterator[Run]:
        line = 0
        notes: list[str | None] = [None]
        for before, token in pairwise(self.tokens):
            line = before.map[0] if before.map else line
            if before.type == "footnote_reference_open":
                notes.append(before.meta["label"])
            elif before.type == "footnote_reference_close":
                notes.pop()
            if token.type == "inline":
                yield Run(before.type, notes[-1], token, self._lines.start(line))

    @property
    def mixed_runs(self) -> Sequence[Run]:
        """Those of them that are more than one piece."""
        return self._found.mixed_runs

    @cached_property
    def shown_notes(self) -> frozenset[str]:
        """The labels of the notes that readers get to, from the text or from a note that they get to."""
        leads: dict[str | None, set[str]] = {}
        for use in self.note_uses:
            if use.is_shown:
                leads.setdefault(use.inside, set()).add(use.label)
        shown: set[str] = set()
        waiting: list[str | None] = [None]
        while waiting:
            new = leads.get(waiting.pop(), set()) - shown
            shown |= new
            waiting += new
        return frozenset(shown)

    @cached_property
    def unused_definitions(self) -> tuple[Definition, ...]:
        """Link definitions that no link uses, and those that repeat another one."""
        unused = (each for each in self.parsed.definitions if each.label not in self._found.used)
        return tuple(sorted({*unused, *self.parsed.repeated}, key=lambda each: each.line))

    @cached_property
    def notes_read_as_links(self) -> tuple[Definition, ...]:
        """Link definitions in use that were meant as notes: ``[^my note]: words``, with a blank in the name."""
        used = self._found.used
        return tuple(each for each in self.parsed.definitions if each.label.startswith("^") and each.label in used)

    @cached_property
    def cut_callouts(self) -> tuple[Place, ...]:
        """Where the rest of a callout stands as code, because two empty lines ended the callout."""
        pairs = pairwise(self.tokens)
        rest = [after for before, after in pairs if before.type == "admonition_close" and after.type == "code_block"]
        lines = [token.map[0] for token in rest if token.map]
        above = [self.text[self._lines.start(line - 1) : self._lines.end(line - 1)] for line in lines]
        return tuple(self.place_of_line(line) for line, row in zip(lines, above, strict=True) if not row.strip(" \t>"))

    def line_at(self, offset: int) -> str:
        """Return the line on which an offset stands."""
        number = self._lines.at(offset)[0] - 1
        return self.text[self._lines.start(number) : self._lines.end(number)]

    def place_of_line(self, line: int, *, is_quote: bool = False) -> Place:
        """Return where a line of the text, counted from 0, begins to hold words, or the marker of a quote."""
        start = self._lines.start(line)
        row = self.text[start : self._lines.end(line)]
        return self.place(start + row.find(">") if is_quote else start + len(row) - len(row.lstrip(" \t>")))

    @cached_property
    def visible(self) -> str:
        """The text with code blanked out, every other character at its old offset."""
        pieces, done = [], 0
        for start, end in sorted(self._found.spans):
            if start >= done:
                pieces += [self.text[done:start], _KEEP_LINES.sub(" ", self.text[start:end])]
                done = end
        return "".join([*pieces, self.text[done:]])

    @cached_property
    def words(self) -> str:
        """What readers read, a line a block, without the names of kinds of callouts."""
        named = {
            id(self.tokens[index + 2]) for index, token in enumerate(self.tokens) if self._names_its_kind(index, token)
        }
        shown = (token for token in self.tokens if token.type in _HOLD_WORDS and id(token) not in named)
        return "\n".join(token.content if token.children is None else words_of(token.children) for token in shown)

    def _names_its_kind(self, index: int, token: Token) -> bool:
        """Whether a token opens a callout that has no title of its own: the parser writes its kind there."""
        if token.type == "admonition_open" and self.tokens[index + 1].type == "admonition_title_open":
            return self.tokens[index + 2].content.casefold() == str(token.meta["tag"])
        return token.type == "alert_open"

    @cached_property
    def _found(self) -> _Pieces:
        found = _Pieces()
        for index, token in enumerate(self.tokens):
            if token.type in _BLOCKS:
                _BLOCKS[token.type](self, found, index)
        for run in self.runs:
            self._read_inline(found, run)
        found.links.sort(key=lambda link: link.place)
        found.tags.sort(key=lambda tag: tag.place)
        return found

    def _rows(self, token: Token) -> tuple[int, int]:
        """Return the offsets at which a block starts and ends."""
        first, last = token.map or (0, 0)
        return self._lines.start(first), self._lines.start(last)

    def _read_heading(self, found: _Pieces, index: int) -> None:
        token, inline = self.tokens[index : index + 2]
        start, end = self._rows(token)
        at = self.text.find("#", start, end) if token.markup.startswith("#") else inline.meta["source"].source_offset(0)
        words = " ".join(words_of(inline.children or ()).split())
        written = token.meta.get("id")
        anchor = str(token.attrs["id"])
        found.headings.append(Heading(int(token.tag[1]), words, written, anchor, self.place(at), index))

    def _read_callout(self, found: _Pieces, index: int) -> None:
        token = self.tokens[index]
        start, end = self._rows(token)
        at = self.text.find(token.markup, start, end) + len(token.markup)
        written = _CALLOUT.match(token.info)
        kind = written["kind"] if written else str(token.meta["tag"])
        blank = len(token.info) - len(token.info.lstrip(" "))
        inside = index + 1
        if self.tokens[inside].type == "admonition_title_open":
            inside += 3
        is_empty = self.tokens[inside].type == "admonition_close"
        found.callouts.append(Callout(kind, self.place(at + blank), is_empty, written is not None))

    def _read_alert(self, found: _Pieces, index: int) -> None:
        token = self.tokens[index]
        start, _ = self._rows(token)
        is_empty = self.tokens[index + 4].type == "alert_close"
        at = self.text.find("[!", start)
        alone = token.level == 0  # code hosts know them nowhere else
        found.callouts.append(Callout(alert_kind(token), self.place(at), is_empty, alone, is_alert=True))

    def _read_note(self, found: _Pieces, index: int) -> None:
        token = self.tokens[index]
        at = self.text.find("[^", self._rows(token)[0])
        is_empty = self.tokens[index + 1].type == "footnote_reference_close"
        found.notes.append(Note(token.meta["label"], self.place(at), is_empty))

    def _read_code(self, found: _Pieces, index: int) -> None:
        token = self.tokens[index]
        start, end = self._rows(token)
        found.spans.append((start, end))
        if token.type == "fence":
            first, last = token.map or (0, 0)
            inside = token.content.count("\n") + (token.content[-1:] not in {"", "\n"})
            is_closed = last - first - inside > 1
            at = self.text.find(token.markup, start, end)
            found.code.append(Code(token.info.strip(), self.place(at), is_closed))

    def _read_html(self, found: _Pieces, index: int) -> None:
        token = self.tokens[index]
        line, origins, done = (token.map or [0])[0], [], 0
        start, _ = self._rows(token)
        for number, row in enumerate(token.content.rstrip("\n").split("\n"), line):
            origins.append((done, self._lines.end(number) - len(row)))
            done += len(row) + 1
        source = MappedText(token.content, origins)
        tags = [
            tag.moved(self.place(source.source_offset(tag.start)), start) for tag in find_tags(token.content, self.path)
        ]
        found.tags += tags
        if all(HARMLESS.fullmatch(tag.text) for tag in tags):
            found.raw_blocks.append(Passage(token.content.partition("\n")[0], self.place(source.source_offset(0))))

    def _read_inline(self, found: _Pieces, run: Run) -> None:
        opened: list[tuple[Token, int]] = []
        children = run.token.children or []
        if len(children) == 1 and children[0].type == "text":
            return
        if len(children) > 1:
            found.mixed_runs.append(run)
        for index, child in enumerate(children):
            if child.type == "link_open":
                if opened:
                    found.nested_links.append(self._slip(run, child))
                opened.append((child, index))
            elif child.type == "link_close" and opened:
                opening, first = opened.pop()
                found.links.append(self._link(run, opening, words_of(children[first:index])))
                found.used.add(str(opening.meta.get("label", "")))
            elif child.type in {"image", "entry_reference", "footnote_ref", "code_inline", "html_inline"}:
                if opened and child.type in {"entry_reference", "footnote_ref"}:
                    found.nested_links.append(self._slip(run, child))
                self._read_leaf(found, run, child, 0)

    def _read_leaf(self, found: _Pieces, run: Run, token: Token, shift: int) -> None:
        """Read a token that stands for itself; ``shift`` leads from its offset to one of the content."""
        at = run.offset(token.meta["at"] + shift)
        if token.type == "code_inline":
            found.spans.append((at, run.offset(token.meta["end"] + shift - 1) + 1))
            return
        place = self.place(at)
        if token.type == "entry_reference":
            found.references.append(Reference(token.meta["target"], token.meta["words"], place))
        elif token.type == "footnote_ref":
            found.note_uses.append(NoteUse(token.meta["label"], place, run.note, is_shown=shift == 0))
        elif token.type == "html_inline":
            block = run.offset(0)
            found.tags += [tag.moved(place, block, token.level) for tag in find_tags(token.content, self.path)]
        elif token.type == "image":
            found.used.add(str(token.meta.get("label", "")))
            found.links.append(Link(str(token.attrs["src"]), alternative(token).strip(), place, is_image=True))
            for child in token.children or ():
                if child.type in {"image", "entry_reference", "footnote_ref", "code_inline"}:
                    self._read_leaf(found, run, child, token.meta["at"] + shift + len("!["))

    def _slip(self, run: Run, token: Token) -> Passage:
        text = run.token.content[token.meta["at"] : token.meta.get("end")]
        return Passage(text, self.place(run.offset(token.meta["at"])))

    def _link(self, run: Run, token: Token, words: str) -> Link:
        at = run.offset(token.meta["at"])
        is_autolink = token.markup == "autolink"
        is_in_angle_brackets = is_autolink and self.text.startswith("<", at)
        place = self.place(at)
        return Link(
            str(token.attrs["href"]),
            words.strip(),
            place,
            is_autolink=is_autolink,
            is_in_angle_brackets=is_in_angle_brackets,
        )


_BLOCKS = {
    "heading_open": Body._read_heading,  # noqa: SLF001 - a table of this module's own methods
    "admonition_open": Body._read_callout,  # noqa: SLF001
    "alert_open": Body._read_alert,  # noqa: SLF001
    "footnote_reference_open": Body._read_note,  # noqa: SLF001
    "fence": Body._read_code,  # noqa: SLF001
    "code_block": Body._read_code,  # noqa: SLF001
    "html_block": Body._read_html,  # noqa: SLF001
}
"""What reads a block, by the type of its token."""


_HOLD_WORDS = {"inline", "fence", "code_block"}
_WORDS = {"text", "text_special", "code_inline", "fence", "code_block"}
_OTHER_CONTENT = {"admonition_open", "alert_open", "image", "entry_reference", "link_open"}


def _is_content(token: Token) -> bool:
    """Whether a token is more than a frame or a comment; whether readers see it is for other rules."""
    if token.type == "inline":
        return any(map(_is_content, token.children or ()))
    if token.type in {"html_block", "html_inline"}:
        return not token.content.lstrip().startswith("<!--")
    return token.type in _OTHER_CONTENT or (token.type in _WORDS and bool(token.content.strip()))


def alert_kind(token: Token) -> str:
    """Return the kind of callout that an alert of code hosts is."""
    return _ALERTS[token.meta["kind"]]


def read_body(text: str, path: str, first_line: int, indent: int = 0) -> tuple[Body, list[Problem]]:
    """Parse a text that starts on ``first_line`` of ``path``, and say where it goes beyond a limit.

    ``indent`` columns of the file stand before each of its lines. A text that takes too many steps is not parsed:
    it has no tokens.
    """
    try:
        body = Body(path, text, first_line, parse(text), indent=indent)
    except TooMuchError as error:
        place = Place(path, first_line + error.line)
        message = "this text takes too long to read; the check stopped here"
        problem = LONG_BLOCK.at(place, message, "put empty lines between its parts, and close its brackets")
        return Body(path, text, first_line, Parsed((), (), (), None), is_read=False, indent=indent), [problem]
    problems = []
    if body.parsed.too_deep is not None:
        place = body.place_of_line(body.parsed.too_deep)
        problems.append(NESTING.at(place, "this line is nested too deep to be read", "write it on fewer levels"))
    for offset, char in long_rows(text, body.visible) if len(text) > MAX_IN_A_ROW else ():
        message = f"more than {MAX_IN_A_ROW} signs {char if char.isascii() else f'U+{ord(char):04X}'} in a row"
        problems.append(REPEATED_SIGN.at(body.place(offset), message, "shorten the row"))
    return body, problems
