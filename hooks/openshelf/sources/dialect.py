"""The dialect: CommonMark, what code hosts add to it, and what we add; parsed once, into tokens with places.

``docs/decisions/dialect.md`` says it for writers, ``docs/decisions/0014-commonmark.md`` why it is this one. Only this
module, ``heading_ids`` and the renderer (``site/markdown.py``) know the parser.

Block tokens have lines (``map``). An ``inline`` token has ``meta["source"]``, which leads from an offset of its content
to one of the text. Its children have ``meta["at"]``, an offset of that content, and those that open something have
``meta["end"]``, the offset after all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_core import normalize
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from openshelf.sources.escapes import ENTITY, MappedText, encode, unescape
from openshelf.sources.heading_ids import give_heading_ids, read_heading_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    BlockRule = Callable[[StateBlock, int, int, bool], bool]
    InlineRule = Callable[[StateInline, bool], bool]
    _RulesByFirst = dict[str, list[BlockRule]]
    _Locate = Callable[[StateBlock, list[Token]], None]

__all__ = ["Definition", "Parsed", "Token", "TooMuchError", "parse"]

MAX_LEVELS = 100
"""Levels that the parser goes down, two for an item of a list; it drops what stands deeper, so this is a problem."""
MAX_STEPS = 300_000
"""Steps that a text may take. Texts of people take up to 0.3 a character; with these, none takes more than seconds."""
_MAX_LABEL = 100
"""Characters of the name of a note."""

_REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|\n]*)(?:\|(?P<words>[^\[\]\n]*))?\]\](?!\(|\[(?![\[^]))")
"""``[[id]]`` and ``[[id|words]]``; before a bracket that starts no other
reference and no note it is a link whose words stand in brackets: ``[[1]](https://…)``."""
_OF_NAMES = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_")
_NAME_BACKWARDS = re.compile(r"[A-Za-z0-9.+_-]+")
_MAX_NAME = 128
"""Characters of the name of a mailbox, and some more (RFC 5321 allows 64): it is looked for backwards."""
_SCHEME_BEFORE = re.compile(r"(?:https?|mailto|xmpp)$")
_BLANK = re.compile(r"\s")
_BLANKS = {" ", "\t"}
_NOTE = re.compile(rf"\[\^[^\]\s]{{1,{_MAX_LABEL}}}\]")
_HASHES = re.compile(r"#{1,6}[ \t]*")


@dataclass(frozen=True, slots=True)
class Definition:
    """A link definition, ``[label]: address``."""

    label: str
    """In the form in which labels are compared."""
    address: str
    line: int
    """Its first line, counted from 0."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text is: its tokens, and the definitions that no token holds."""

    tokens: tuple[Token, ...]
    definitions: tuple[Definition, ...]
    repeated: tuple[Definition, ...]
    """Definitions whose label was defined before; they count for nothing."""
    too_deep: int | None
    """The first line, counted from 0, that stands deeper than the parser goes; None where nothing was dropped."""
    lost_cells: tuple[int, ...] = ()
    """Where rows of tables have more cells than the head, which nobody sees: the offset of the first of each row."""


class TooMuchError(Exception):
    """A text that takes too many steps; ``line``, counted from 0, is where they ran out."""

    def __init__(self, line: int) -> None:
        super().__init__(f"too many steps at line {line}")
        self.line = line


def parse(text: str) -> Parsed:
    """Parse a text. Raises TooMuchError."""
    env: dict[str, Any] = {"steps": 0, "line": 0, "lost_cells": []}
    tokens = _parser().parse(text, env)
    for token in tokens:
        if not token.attrs:
            token.attrs = _NOTHING
        if not token.meta:
            token.meta = _NOTHING
    definitions = tuple(_definition(label, found) for label, found in env.get("references", {}).items())
    repeated = tuple(_definition(found["label"], found) for found in env.get("duplicate_refs", ()))
    return Parsed(tuple(tokens), definitions, repeated, env.get("too_deep"), tuple(env["lost_cells"]))


def _step(state: StateBlock | StateInline, steps: int = 1) -> None:
    """Count what the parser does, in steps and not in seconds, so that every machine refuses the same texts."""
    state.env["steps"] += steps
    if state.env["steps"] > MAX_STEPS:
        raise TooMuchError(state.env["line"])


def _definition(label: str, found: dict[str, Any]) -> Definition:
    return Definition(label, found["href"], found["map"][0])


class _Markdown(MarkdownIt):
    """The parser, to which an address is what pages hold: every kind of link is one, so that checks see them all."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the parser's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return encode(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _parser() -> MarkdownIt:
    """Make the parser, which keeps nothing between texts."""
    options = {
        "html": True,  # so that tags are found; the renderer writes out few of them
        "maxNesting": MAX_LEVELS,
        "tasklists": True,
        "alerts": True,
        "strikethrough_single_tilde": True,
        "store_labels": True,
    }
    md = _Markdown("commonmark", options)
    md.inline, md.block = _LocatedInline(), _LocatedBlock()
    md.enable(["table", "strikethrough"])
    md.use(gfm_autolink_plugin)
    md.disable(["gfm_autolink_www"])  # reported to writers instead: `check.stray_markup`
    md.inline.terminator_re = ParserInline().terminator_re  # the plugin makes it stop at every w
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    guards = {"gfm_autolink_protocol": _begins_address, "gfm_autolink_email": _ends_name, "footnote_ref": _begins_note}
    for name, begins in guards.items():
        (rule,) = (rule.fn for rule in md.inline.ruler.__rules__ if rule.name == name)
        md.inline.ruler.at(name, _guarded(rule, begins))
    md.use(admon_plugin)
    md.use(deflist_plugin)
    md.inline.ruler.before("link", "entry_reference", _entry_reference)
    md.inline.ruler2.at("fragments_join", _join_fragments)
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("inline", _parse_inline)
    md.core.ruler.at("text_join", lambda _state: None)  # escaped characters stay tokens of their own, for the checks
    md.core.ruler.after("block", "heading_ids", read_heading_ids)
    md.core.ruler.after("inline", "heading_slugs", give_heading_ids)
    (deflist,) = (rule for rule in md.block.ruler.__rules__ if rule.name == "deflist")
    md.block.ruler.at("deflist", _definitions_with_colons(deflist.fn), {"alt": deflist.alt})
    md.block.ruler = _BlockRuler(md.block.ruler)
    return md


# Where blocks stand, and which rules are asked about a line.


_TRIGGERS = {
    "admonition": "!?",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The characters that a block starts with, by the name of its rule; the other rules look at whole lines."""


_ITEM = re.compile(r"[-*+] [^\W_]")
_CODE = 4
"""Columns further in that make a block code."""
_OF_SEVERAL_LINES = {"table", "lheading", "deflist"}
"""Rules that need a second line."""


def _definitions_with_colons(rule: BlockRule) -> BlockRule:
    """Leave alone what begins with a tilde, which the rule takes for a definition too: `~ 5 km` below a line."""

    def run(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way
        for below in (line,) if silent else (line + 1, line + 2):
            first = state.src[_start(state, below) : _start(state, below) + 1] if below < end_line else ""
            if first == "~":
                return False
            if first == ":":
                break
        return rule(state, line, end_line, silent)

    return run


class _BlockRuler(Ruler["BlockRule"]):
    """The rules for blocks, asked only about lines whose first character may start one: most lines are words."""

    def __init__(self, rules: Ruler[BlockRule]) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__
        self.locators: dict[BlockRule, _Locate] = {
            rule.fn: _LOCATORS[rule.name] for rule in self.__rules__ if rule.name in _LOCATORS
        }
        self.names = {rule.fn: rule.name for rule in self.__rules__}
        self._chains: dict[str, list[BlockRule]] = {}

    def by_first(self, chain: str) -> tuple[_RulesByFirst, list[BlockRule]]:
        """Return the rules of a chain by first character, and those for every other one."""
        rules = super().getRules(chain)
        any_line = [rule for rule in rules if self.names[rule] not in _TRIGGERS]
        return {
            # Blocks with a marker of their own come before tables: `## a | b` is a heading whatever is below it.
            first: [rule for rule in rules if first in _TRIGGERS.get(self.names[rule], "")] + any_line
            for first in set("".join(_TRIGGERS.values()))
        }, any_line

    def getRules(self, chainName: str = "") -> list[BlockRule]:  # noqa: N802, N803 - the parser's names
        """Return what may interrupt a block: one function that asks the rules that the first character allows."""
        if chainName not in self._chains:
            by_first, any_line = self.by_first(chainName)

            def interrupts(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
                _step(state)
                first = state.src[_start(state, line) : _start(state, line) + 1]
                for rule in by_first.get(first, any_line):  # noqa: SIM110 - asked for each line of every text
                    if rule(state, line, end_line, silent):
                        return True
                return False

            self._chains[chainName] = [interrupts]
        return self._chains[chainName]


class _LocatedBlock(ParserBlock):
    """The parser of blocks, which notes where their content stands while the parser still knows."""

    @cached_property
    def _rules(self) -> tuple[_RulesByFirst, list[BlockRule], list[BlockRule], dict[BlockRule, _Locate]]:
        """The rules by first character, those for other lines, those for other lines that stand alone, the locators."""
        if not isinstance(self.ruler, _BlockRuler):
            raise TypeError(self.ruler)
        by_first, any_line = self.ruler.by_first("")
        alone = [rule for rule in any_line if self.ruler.names[rule] not in _OF_SEVERAL_LINES]
        return by_first, any_line, alone, self.ruler.locators

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - the parser's names
        """Do as the parser does, with notes."""
        by_first, any_line, alone, locators = self._rules
        most, has_empty_lines, line = state.md.options["maxNesting"], False, startLine
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= most:
                state.env.setdefault("too_deep", line)
                state.line = endLine
                break
            state.env["line"] = line
            _step(state, 3)
            count, start = len(state.tokens), _start(state, line)
            rules, is_alone = by_first.get(state.src[start : start + 1]), False
            if rules is None:
                is_alone = _stands_alone(state, line, endLine)
                rules = alone if is_alone else any_line
            if is_alone and state.sCount[line] - state.blkIndent < _CODE and _ends_block(state, line):
                _push_paragraph(state, line, start)
            else:
                for rule in rules:
                    if rule(state, line, endLine, False):  # noqa: FBT003 - the parser's way
                        break
                else:
                    msg = "no rule takes this line"
                    raise RuntimeError(msg)
                locate = locators.get(rule)
                if locate is not None:
                    new = state.tokens[count:]
                    locate(state, [token for token in new if token.type == "inline" and "source" not in token.meta])
            state.tight = not has_empty_lines
            line = state.line
            has_empty_lines = has_empty_lines or (line - 1 < endLine and state.isEmpty(line - 1))
            if line < endLine and state.isEmpty(line):
                has_empty_lines = True
                line += 1
                state.line = line


def _start(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _stands_alone(state: StateBlock, line: int, end: int) -> bool:
    """Whether the next item of a list follows, or an empty line and below it no definition of this line."""
    if line + 1 < end and not state.isEmpty(line + 1):
        return _is_next_item(state, line + 1)
    return line + 2 >= end or state.src[_start(state, line + 2) : _start(state, line + 2) + 1] not in {":", "~"}


def _ends_block(state: StateBlock, line: int) -> bool:
    """Whether nothing below can go on with the block of a line, not even lazily."""
    return line + 1 >= state.lineMax or state.isEmpty(line + 1) or _is_next_item(state, line + 1)


def _is_next_item(state: StateBlock, line: int) -> bool:
    """Whether a line begins an item of a list that the item above it is in, or of one around that: it ends that item.

    Only items that start with words; the parser itself finds the others.
    """
    indent, start = state.sCount[line], _start(state, line)
    is_above = 0 <= indent < state.blkIndent and state.listIndent >= 0 and indent - state.listIndent < _CODE
    return is_above and _ITEM.match(state.src, start) is not None


def _push_paragraph(state: StateBlock, line: int, start: int) -> None:
    """Make a paragraph of one line, which most blocks are, as the parser's rule does that asks about lines below."""
    state.line = line + 1
    opening = state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.src[start : state.eMarks[line]])
    opening.map = inline.map = [line, line + 1]
    inline.children = []
    inline.meta["source"] = MappedText(inline.content, [(0, _first_word(state, line))])
    state.push("paragraph_close", "p", -1)


def _locate_lines(state: StateBlock, inner: list[Token]) -> None:
    """Locate content that holds lines to their ends."""
    for token in inner:
        line = token.map[0] if token.map else 0
        origins, done = [(0, _first_word(state, line))], token.content.find("\n") + 1
        while done:
            line += 1
            end = token.content.find("\n", done)
            row = token.content[done : end if end >= 0 else None]
            origins.append((done, _first_word(state, line) - (len(row) - len(row.lstrip(" \t")))))
            done = end + 1
        token.meta["source"] = MappedText(token.content, origins)


def _first_word(state: StateBlock, line: int) -> int:
    """Return where the words of a line start: after the box of a task there may be more than one blank."""
    start = _start(state, line)
    while state.src[start : start + 1] in _BLANKS:
        start += 1
    return start


def _locate_heading(state: StateBlock, inner: list[Token]) -> None:
    for token in inner:
        start = _start(state, token.map[0] if token.map else 0)
        hashes = _HASHES.match(state.src, start)
        token.meta["source"] = MappedText(token.content, [(0, hashes.end() if hashes else start)])


def _locate_title(state: StateBlock, inner: list[Token]) -> None:
    for token in inner:
        line = token.map[0] if token.map else 0
        start = _start(state, line)
        found = state.src.find(token.content, start, state.eMarks[line])
        token.meta["source"] = MappedText(token.content, [(0, found if found >= 0 else start)])


def _locate_cells(state: StateBlock, inner: list[Token]) -> None:
    rows: dict[int, Iterator[list[tuple[int, int]]]] = {}
    _step(state, 3 * len(inner))
    for token in inner:
        line = token.map[0] if token.map else 0
        if line not in rows:
            rows[line] = _cells(state.src, _start(state, line), state.eMarks[line])
        token.meta["source"] = MappedText(token.content, next(rows[line], [(0, state.eMarks[line])]))
    for line, cells in rows.items():
        more = [origins[0][1] for origins in cells if origins[0][1] < state.eMarks[line]]
        state.env["lost_cells"] += more[:1]


def _cells(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Yield where the cells of a row stand, as offsets of their content and of the text; a bar in a cell is escaped."""
    at = start + (text[start] == "|" if start < end else 0)
    while at <= end:
        bar, bars = text.find("|", at, end), []
        while bar > 0 and text[bar - 1] == "\\":
            bars.append(bar - 1)
            bar = text.find("|", bar + 1, end)
        first = at
        while first < end and text[first] in " \t":
            first += 1
        origins, length = [(0, first)], 0
        for backslash in bars:
            length += backslash - origins[-1][1]
            origins.append((length, backslash + 1))
        yield origins
        if bar < 0:
            return
        at = bar + 1


_LOCATORS: dict[str, _Locate] = {
    "paragraph": _locate_lines,
    "lheading": _locate_lines,
    "deflist": _locate_lines,
    "heading": _locate_heading,
    "admonition": _locate_title,
    "table": _locate_cells,
}
"""The block rules that push inline content, by name, and what locates it."""


# Where inline content stands.


_NOTHING: Any = MappingProxyType({})
"""What tokens share that have no attributes or no notes, which would be a fifth of their memory."""
_INLINE_TRIGGERS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "entry_reference": "[",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "gfm_autolink_protocol": ":",
    "gfm_autolink_email": "@",
}
"""The characters that inline content starts with, by the name of its rule; words have none."""
_AT_START = {"at": 0}
"""Where all words stand that are the whole of their block: one object for most texts of a library."""


class _LocatedState(StateInline):
    text_at = 0
    """Where the text starts that is not a token yet: after the last token."""


class _LocatedInline(ParserInline):
    """The parser of inline content, which notes where each token starts and what it opens ends."""

    @cached_property
    def _rules(self) -> tuple[dict[str, list[InlineRule]], list[InlineRule]]:
        """The rules by first character, and the one for words."""
        rules = {rule.name: rule.fn for rule in self.ruler.__rules__ if rule.enabled}
        by_first = {
            first: [rule for name, rule in rules.items() if first in _INLINE_TRIGGERS.get(name, "")]
            for first in set("".join(_INLINE_TRIGGERS.values()))
        }
        return by_first, [rules["text"]]

    def tokenize(self, state: StateInline) -> None:
        """Do as the parser does, with notes."""
        if not isinstance(state, _LocatedState):
            raise TypeError(state)
        by_first, words = self._rules
        end, most = state.posMax, state.md.options["maxNesting"]
        state.text_at = state.pos
        while state.pos < end:
            at, count, text_at, ok = state.pos, len(state.tokens), state.text_at, False
            is_comment = state.src.startswith("<!--", at)  # its end is looked for in all that follows
            _step(state, 1 + ((end - at) // 60 if is_comment else (end - at) >> 15))
            if state.level < most:
                for rule in by_first.get(state.src[at], words):
                    ok = rule(state, False)  # noqa: FBT003 - the parser's way
                    if ok:
                        break
            if not ok:
                state.append_pending(state.src[state.pos])
                state.pos += 1
            elif len(state.tokens) > count:
                _note(state, state.tokens[count:], at, text_at)
        if state.pending:
            state.pushPending().meta["at"] = state.text_at

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the parser's name
        """Do as the parser does, and count it."""
        _step(state)
        super().skipToken(state)

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ANN401
        """Parse inline content; most holds nothing but words."""
        if self.terminator_re.search(src) is None:
            if src:
                tokens.append(Token("text", "", 0, content=src, meta=_AT_START))
            return tokens
        state = _LocatedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _note(state: _LocatedState, new: Sequence[Token], at: int, text_at: int) -> None:
    """Note where tokens stand that a rule has pushed at ``at``; text that waited since ``text_at`` may stand before."""
    if new[0].type == "text" and "at" not in new[0].meta and text_at < at:
        new[0].meta["at"] = text_at
        new = new[1:]
    is_address = False
    for number, token in enumerate(token for token in new if "at" not in token.meta):
        if number == 0:
            is_address = token.markup == "autolink"
            at -= _taken_back(str(token.attrs["href"]), state.src[at]) if is_address else 0
            token.meta["end"] = state.pos
        token.meta["at"] = at
        if number == 0:
            at += is_address and state.src[at] == "<"
        if token.type == "text":
            at += len(token.content)
        if is_address:
            _undo_entities(token)
    state.text_at = state.pos


def _taken_back(address: str, char: str) -> int:
    """Return how many characters before the colon or at sign belong to an address: its scheme, or a mailbox."""
    scheme, _, rest = address.partition(":")
    return len(scheme) if char == ":" else len(rest.partition("@")[0]) if char == "@" else 0


def _undo_entities(token: Token) -> None:
    """Resolve entities where an address is its own words, as in every other address."""
    if token.type == "link_open":
        token.attrs["href"] = encode(unescape(str(token.attrs["href"]), ENTITY).text)
    token.content = unescape(token.content, ENTITY).text


def _join_fragments(state: StateInline) -> None:
    """Join pieces of text that stand side by side, and give all tokens their levels, as the parser's own step does."""
    level = 0
    joined: list[Token] = []
    for token in state.tokens:
        level -= token.nesting < 0
        token.level = level
        level += token.nesting > 0
        if token.type == "text":
            if not token.content:
                continue
            last = joined[-1] if joined else None
            if last is not None and last.type == "text" and last.meta["at"] + len(last.content) == token.meta["at"]:
                last.content += token.content
                continue
        joined.append(token)
    state.tokens[:] = joined


def _normalize(state: StateCore) -> None:
    """Do as the parser does where there is anything to do: files were read with one kind of line end."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _parse_inline(state: StateCore) -> None:
    """Do as the parser does, and note the line, for it may be too much."""
    for token in state.tokens:
        if token.type == "inline":
            state.env["line"] = token.map[0] if token.map else state.env["line"]
            token.children = token.children or []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _guarded(rule: InlineRule, begins: Callable[[StateInline], bool]) -> InlineRule:
    """Ask a rule only where it may match; alone, these look at all that stands around each time."""
    return lambda state, silent: begins(state) and rule(state, silent)


def _begins_address(state: StateInline) -> bool:
    at = state.pos
    if state.src[at] != ":" or not _SCHEME_BEFORE.search(state.src, max(at - 6, 0), at):
        return False
    end = _BLANK.search(state.src, at)
    run = (end.start() if end else state.posMax) - at  # all of it is read, whatever comes of it
    _step(state, run // 20 + (state.posMax - at) // 500)  # and the rest is copied
    return True


def _ends_name(state: StateInline) -> bool:
    """Whether an at sign follows something that can be the name of a mailbox."""
    at = state.pos
    if state.src[at] != "@" or at == 0 or state.src[at - 1] not in _OF_NAMES:
        return False
    name = _NAME_BACKWARDS.match(state.pending[: -_MAX_NAME - 1 : -1])
    _step(state, 1 + (state.posMax - at) // 500)  # the rest is copied
    if name is None or len(name[0]) >= _MAX_NAME:
        return False
    start = at - len(name[0])
    return start == 0 or state.src[start - 1] != "_"  # after one only a part of the name waits as text


def _begins_note(state: StateInline) -> bool:
    return state.src[state.pos] == "[" and _NOTE.match(state.src, state.pos, state.posMax) is not None


def _entry_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's way
    found = _REFERENCE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    if not silent:
        token = state.push("entry_reference", "a", 0)
        token.meta.update(target=found["target"].strip(), words=(found["words"] or "").strip())
    state.pos = found.end()
    return True


def reading(body: str) -> list[tuple[str, str, str]]:
    """Return what a text is read as, wherever it stands. Raises TooMuchError."""
    return [
        (token.type, token.content, token.info) for block in parse(body).tokens for token in (block.children or [block])
    ]
