"""The dialect: CommonMark, what code hosts add to it, and what we add; parsed once, into tokens with places.

``docs/decisions/dialect.md`` says it for writers, ``docs/decisions/0014-commonmark.md`` why it is this one. This module
and the one that renders are the only ones that know the parser.

Block tokens have lines (``map``). An ``inline`` token has ``meta["source"]``, which leads from an offset of its content
to one of the text. Its children have ``meta["at"]``, an offset of that content, and those that open something have
``meta["end"]``, the offset behind all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import regex
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from openshelf.read.escapes import Undone, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

__all__ = ["MOST_LEVELS", "Definition", "Parsed", "Token", "parse", "slug"]

MOST_LEVELS = 100
"""Levels that the parser goes down; it drops what stands deeper, so reaching this is a problem (``read.limits``)."""

_REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|\n]*)(?:\|(?P<words>[^\[\]\n]*))?\]\](?![\[(])")
"""``[[id]]`` and ``[[id|words]]``; before a bracket it is a link whose words stand in brackets: ``[[1]](https://…)``."""
_HEADING_ID = re.compile(r"\{#(?P<id>[\w:.-]+)\}[ \t]*$")
_HASHES = re.compile(r"#{1,6}[ \t]*")
_NOT_IN_IDS = regex.compile(r"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")


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


def parse(text: str) -> Parsed:
    """Parse a text. Raises RecursionError where it is nested too deep to be taken apart."""
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    definitions = tuple(_definition(label, found) for label, found in env.get("references", {}).items())
    repeated = tuple(_definition(found["label"], found) for found in env.get("duplicate_refs", ()))
    return Parsed(tuple(tokens), definitions, repeated)


def _definition(label: str, found: dict[str, Any]) -> Definition:
    return Definition(label, found["href"], found["map"][0])


def slug(words: str) -> str:
    """Return the id that code hosts give to a heading: letters of every script, in small letters, and hyphens."""
    return _NOT_IN_IDS.sub("", words.strip().lower()).replace(" ", "-") or "section"


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
        "maxNesting": MOST_LEVELS,
        "tasklists": True,
        "alerts": True,
        "strikethrough_single_tilde": True,
        "store_labels": True,
    }
    md = _Markdown("commonmark", options)
    md.inline = _LocatedInline()
    md.enable(["table", "strikethrough"])
    md.use(gfm_autolink_plugin)
    md.disable(["gfm_autolink_www", "gfm_autolink_email"])  # told to writers instead: `check.stray_markup`
    md.inline.terminator_re = ParserInline().terminator_re  # the first of the two looked at every w
    md.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(admon_plugin)
    md.use(deflist_plugin)
    md.inline.ruler.before("link", "entry_reference", _entry_reference)
    md.inline.ruler2.at("fragments_join", _join_fragments)
    md.core.ruler.at("text_join", lambda _state: None)  # escaped signs stay tokens of their own, for the checks
    md.core.ruler.after("block", "heading_ids", _read_heading_ids)
    md.core.ruler.after("inline", "heading_slugs", _give_heading_ids)
    for rule in list(md.block.ruler.__rules__):
        if rule.name in _LOCATORS:
            md.block.ruler.at(rule.name, _located(rule.fn, _LOCATORS[rule.name]), {"alt": rule.alt})
    return md


# Where blocks stand. A rule's lines are looked up when it is done, for the blocks around it move their beginnings.


def _located(rule: BlockRule, locate: Callable[[StateBlock, list[Token]], None]) -> BlockRule:
    def run(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's way
        before = len(state.tokens)
        if not rule(state, start_line, end_line, silent):
            return False
        if not silent:
            inner = [token for token in state.tokens[before:] if token.type == "inline" and "source" not in token.meta]
            locate(state, inner)
        return True

    return run


def _start(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _locate_lines(state: StateBlock, inner: list[Token]) -> None:
    """Locate content that holds lines to their ends."""
    for token in inner:
        line = token.map[0] if token.map else 0
        origins, done = [], 0
        for number, row in enumerate(token.content.split("\n"), line):
            blank = len(row) - len(row.lstrip(" \t"))
            origins.append((done, _start(state, number) - blank))
            done += len(row) + 1
        token.meta["source"] = Undone(token.content, origins)


def _locate_heading(state: StateBlock, inner: list[Token]) -> None:
    for token in inner:
        start = _start(state, token.map[0] if token.map else 0)
        hashes = _HASHES.match(state.src, start)
        token.meta["source"] = Undone(token.content, [(0, hashes.end() if hashes else start)])


def _locate_title(state: StateBlock, inner: list[Token]) -> None:
    for token in inner:
        line = token.map[0] if token.map else 0
        start = _start(state, line)
        found = state.src.find(token.content, start, state.eMarks[line])
        token.meta["source"] = Undone(token.content, [(0, found if found >= 0 else start)])


def _locate_cells(state: StateBlock, inner: list[Token]) -> None:
    rows: dict[int, Iterator[list[tuple[int, int]]]] = {}
    for token in inner:
        line = token.map[0] if token.map else 0
        if line not in rows:
            rows[line] = _cells(state.src, _start(state, line), state.eMarks[line])
        token.meta["source"] = Undone(token.content, next(rows[line], [(0, state.eMarks[line])]))


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


_LOCATORS = {
    "paragraph": _locate_lines,
    "lheading": _locate_lines,
    "deflist": _locate_lines,
    "heading": _locate_heading,
    "admonition": _locate_title,
    "table": _locate_cells,
}
"""The block rules that push inline content, by name, and what locates it."""


# Where inline content stands.


class _LocatedState(StateInline):
    text_at = 0
    """Where the text starts that is not a token yet: behind the last token."""


class _LocatedInline(ParserInline):
    """The parser of inline content, which notes where each token starts and what it opens ends."""

    def tokenize(self, state: StateInline) -> None:
        """Do as the parser does, with notes."""
        if not isinstance(state, _LocatedState):
            raise TypeError(state)
        rules = self.ruler.getRules("")
        end, most = state.posMax, state.md.options["maxNesting"]
        state.text_at = state.pos
        while state.pos < end:
            at, count, text_at, ok = state.pos, len(state.tokens), state.text_at, False
            if state.level < most:
                for rule in rules:
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

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ANN401
        """Parse inline content."""
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
    opened = True
    for token in new:
        if "at" in token.meta:
            continue
        if opened and token.markup == "autolink":
            at += -len(str(token.attrGet("href") or "").partition(":")[0]) if state.src[at] == ":" else 0
        token.meta["at"] = at
        if opened:
            token.meta["end"] = state.pos
            at += token.markup == "autolink" and state.src[at] == "<"
            opened = False
        if token.type == "text":
            at += len(token.content)
    state.text_at = state.pos


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


def _entry_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's way
    found = _REFERENCE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    if not silent:
        token = state.push("entry_reference", "a", 0)
        token.meta.update(target=found["target"].strip(), words=(found["words"] or "").strip())
    state.pos = found.end()
    return True


# Ids of headings.


def _headings(state: StateCore) -> Iterator[tuple[Token, Token]]:
    for index, token in enumerate(state.tokens):
        if token.type == "heading_open":
            yield token, state.tokens[index + 1]


def _read_heading_ids(state: StateCore) -> None:
    """Take ``{#id}`` out of headings before their words are parsed, and number signs that close a heading before it."""
    for heading, inline in _headings(state):
        at = inline.content.rfind("{#")
        found = _HEADING_ID.match(inline.content, at) if at >= 0 else None
        if found is not None:
            heading.meta["id"] = found["id"]
            words = inline.content[:at].rstrip(" \t")
            unclosed = words.rstrip("#")
            inline.content = unclosed.rstrip(" \t") if not unclosed or unclosed[-1] in " \t" else words


def _give_heading_ids(state: StateCore) -> None:
    """Give every heading an id as code hosts do: what is written, else its words, with a number where that is taken."""
    taken = {str(heading.meta["id"]) for heading, _ in _headings(state) if "id" in heading.meta}
    seen: Counter[str] = Counter()
    for heading, inline in _headings(state):
        if "id" in heading.meta:
            heading.attrs["id"] = heading.meta["id"]
            continue
        base = slug("".join(_words_of(inline.children or ())))
        id_ = base
        while id_ in taken:
            seen[base] += 1
            id_ = f"{base}-{seen[base]}"
        taken.add(id_)
        heading.attrs["id"] = id_


def _words_of(children: Sequence[Token]) -> Iterator[str]:
    for token in children:
        if token.type in {"text", "text_special", "code_inline"}:
            yield token.content
        elif token.type == "image":
            yield from _words_of(token.children or ())
        elif token.type == "entry_reference":
            yield token.meta["words"] or token.meta["target"]
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
