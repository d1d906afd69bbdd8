"""What people who write YAML slip on: what stops the reader, and what it reads otherwise than it looks."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.problem import Place, Problem, Rule, Severity
from openshelf.sources.text import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import yaml

YAML_SYNTAX = Rule(
    "yaml-syntax",
    "YAML cannot be read.",
    "Common causes: a quote that is not closed, a tab, a colon inside unquoted text, a list item without its `- `, or "
    "a no-break space, which word processors write and which looks like a space. Until you correct it, nothing in the "
    "file is used. Put a text that contains a colon followed by a space in quotes.",
)
MERGE_CONFLICT = Rule(
    "merge-conflict",
    "A merge conflict is not resolved.",
    "Two people changed the same lines, and the marks `<<<<<<<`, `=======` and `>>>>>>>` show what each of them "
    "wrote. Keep the right lines, and delete the others and the marks. Until then nothing in the file is used.",
)
YAML_CUT_TEXT = Rule(
    "yaml-cut-text",
    "A text ends at a `#`.",
    "In YAML a `#` after a space begins a comment: of `summary: Join us with #MeToo` readers see *Join us with*. Put "
    "the text into double quotes. In a comment, write a space after the `#`.",
    Severity.WARNING,
)

_CONFLICT_CHARACTERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |$)[^\n]{0,30}", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]++#(?P<word>\w[^\n]{0,20})")
_NO_BLANK = re.compile(r"[ \t]#\w")
_NEAR = 3
"""Lines above the place at which the reader stops that its cause may stand in."""
_MAX_REPORTED = 100
"""Mistakes of one kind that are reported for one file."""
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_BLANK = re.compile(f"[{_BLANKS}]")
_FOR_A_BLANK = re.compile(
    rf"(?:^[ ]*+(?:-[ ]++)*+(?P<word>-|[\w-]++:)?|[{{,][ ]*+(?P<inner>[\w-]++:))(?P<blank>[{_BLANKS}])", re.MULTILINE
)
"""A blank of another kind that indents, or follows a hyphen or the colon of a key."""
_ITEM = re.compile(r"- ++(?P<key>[\w-]++):")
_LISTED = re.compile(r"^- ++(?P<key>[\w-]++):", re.MULTILINE)
_FIRST = re.compile(r"^[ ]*+(?:-[ ]*+)?(?P<key>[\w-]++):", re.MULTILINE)


def merge_conflicts(text: str, path: str, first_line: int = 1) -> list[Problem]:
    """Return the merge conflicts of a YAML text, each at its first mark."""
    if not any(char in text for char in _CONFLICT_CHARACTERS):
        return []
    lines, found, is_open = Lines(text), [], False
    for match in _CONFLICT.finditer(text):
        if not is_open or match[0][0] == "<":
            place = _place(lines, match.start(), path, first_line)
            message = f"a merge conflict is not resolved: {match[0]}"
            found.append(MERGE_CONFLICT.at(place, message, "keep the right lines, delete the others and the marks"))
        is_open = match[0][0] != ">"
    return found[:_MAX_REPORTED]


def truncated_values(text: str, path: str, first_line: int, scalars: Iterable[yaml.ScalarNode]) -> Iterator[Problem]:
    """Find text that a comment without a blank after its ``#`` cuts off."""
    if (" #" not in text and "\t#" not in text) or not _NO_BLANK.search(text):
        return
    lines = text.split("\n")
    for node in scalars:
        end = node.end_mark
        found = _COMMENT.match(lines[end.line], end.column) if node.style is None and end.line < len(lines) else None
        if found is not None:
            place = Place(path, end.line + first_line, found.start("word"))
            message = f"the text ends before #{found['word']}, which YAML reads as a comment"
            hint = "put the whole text into double quotes; in a comment, write a space after the #"
            yield YAML_CUT_TEXT.at(place, message, hint)


def unusual_spaces(text: str, path: str, first_line: int, starts: Iterable[tuple[int, int]]) -> Iterator[Problem]:
    """Find a blank of another kind after a hyphen or a colon, which YAML took for a part of an unquoted word.

    ``starts`` are the lines and columns, counted from 0, at which unquoted words start.
    """
    found = [] if text.isascii() or not _ODD_BLANK.search(text) else list(_FOR_A_BLANK.finditer(text))
    if not found:
        return
    lines, known = Lines(text), set(starts)
    for match in found:
        group = "word" if match["word"] else "inner"
        line, column = lines.at(match.start(group)) if match[group] else (0, 0)
        if (line - 1, column - 1) in known:
            yield _odd_blank(match, lines, path, first_line)


def _odd_blank(match: re.Match[str], lines: Lines, path: str, first_line: int) -> Problem:
    blank = match["blank"]
    message = f"this is not a plain space, but U+{ord(blank):04X} ({unicodedata.name(blank).casefold()})"
    return YAML_SYNTAX.at(_place(lines, match.start("blank"), path, first_line), message, "type the space again")


def _place(lines: Lines, offset: int, path: str, first_line: int) -> Place:
    line, column = lines.at(offset)
    return Place(path, line + first_line - 1, column)


def item_hint(key: str, column: int) -> str:
    """Return how the items of a list begin: with a key, at a column counted from 0."""
    if column:
        return f"begin each item with - {key}: below the - of the one above, its keys two spaces further in"
    return f"begin each entry with - {key}: at the margin, its keys indented by two spaces"


def syntax_problems(text: str, path: str, first_line: int, error: yaml.MarkedYAMLError) -> list[Problem]:
    """Say what keeps YAML from being read, from what the reader says and from what people mistype most."""
    mark = error.problem_mark or error.context_mark
    # libyaml reads on after a last line that has no end.
    offset = min(mark.index, len(text)) if mark else 0
    lines = Lines(text)
    line, _ = lines.at(offset)
    if not text.isascii() and _FOR_A_BLANK.search(text, lines.start(max(0, line - _NEAR)), lines.end(line - 1)):
        found = islice(_FOR_A_BLANK.finditer(text), _MAX_REPORTED)
        return [_odd_blank(match, lines, path, first_line) for match in found]
    lost = _lost_item(text, lines, line - 1, error)
    if lost is not None:
        at, hint = lost
        message = "this line is not where an entry or its keys must be"
        return [YAML_SYNTAX.at(_place(lines, at, path, first_line), message, hint)]
    message, hint, offset = _known_mistake(text, lines, offset, error) or _parser_message(
        text, first_line, offset, error
    )
    return [YAML_SYNTAX.at(_place(lines, offset, path, first_line), message, hint)]


def _lost_item(text: str, lines: Lines, line: int, error: yaml.MarkedYAMLError) -> tuple[int, str] | None:
    """Return the offset of an item of a list that stands too far left or right or lacks its ``- ``, and what to do."""
    opened, mark = error.context_mark, error.problem_mark
    if opened and mark and "'-' indicator" in (error.problem or ""):
        item = _ITEM.match(text, min(opened.index, len(text)))
        if item is not None:
            return min(mark.index, len(text)), item_hint(item["key"], opened.column)
    listed, first = _LISTED.search(text), _FIRST.search(text)
    if listed is None or first is None or first["key"] != listed["key"]:
        return None  # no list, or a list below a key
    key = listed["key"]
    start = text.rfind("\n- ", 0, lines.start(line) + 2) + 1
    first_key = re.compile(rf"^[ ]*+(?:-[ ]*+)?{re.escape(key)}[ ]*+:", re.MULTILINE)
    for match in first_key.finditer(text, start, lines.end(line)):
        if not match[0].startswith("- "):
            return match.end() - len(match[0].lstrip()), item_hint(key, 0)
    return None


class _Stop(NamedTuple):
    """What the reader says, in English that means little to writers, and what we say."""

    char: str
    """A part of what the reader says, or of what it was doing then."""
    message: str
    hint: str
    is_at_start: bool = False
    """Whether the mistake stands where the reader began what it was doing."""


_KEY = r"[ ]*+(?:-[ ]++)*+(?P<key>[^\W\d][\w-]*+)"
_GLUED_KEY = re.compile(rf"(?P<start>{_KEY})[ ]*+(?P<sign>[:=;：])[ ]*+\S")
_GOOD_KEY = re.compile(rf"(?P<start>{_KEY})[ ]*+:(?:[ ]++(?P<value>[^\n]*+)|$)", re.MULTILINE)
_STARS = re.compile(r"\*{1,2}(?P<key>[^\W\d][\w-]*+)(?::\*|\*{1,2}[ ]*+:)")
_NO_KEY = re.compile(r"[ ]*+(?:-[ ]++)?[^\s#-]")
_CODE_FENCE = re.compile(r"[ ]*+`{3}")
_BULLET = re.compile(r"[ ]*+(?P<sign>\*(?=[ ])|[•◦▪‣●■·–—−]|-(?=[^\W\d]))")
_CLOSED = re.compile(rf"(?:{_KEY}[ ]*+:|[ ]*+-)[ ]++(?P<sign>[\"'\[{{])")
_TYPOGRAPHIC = ("“", "”", "„", "«", "»", "‘", "’")
_IN_QUOTES = "put the whole text into double quotes"


def _known_mistake(text: str, lines: Lines, offset: int, error: yaml.MarkedYAMLError) -> tuple[str, str, int] | None:
    """Return what people mistype most, where the lines show that it is this, what to do about it, and where."""
    opened = error.context_mark
    at = min(opened.index, offset) if opened and "simple key" in (error.context or "") else offset
    start = lines.start(lines.at(at)[0] - 1)
    if starred := _STARS.match(text, start):
        return "these stars do not belong to a key", f"write {starred['key']}: without them", start
    if _CODE_FENCE.match(text, start):
        return "a line of backticks is not YAML", "delete it", start
    if bullet := _BULLET.match(text, start):
        message = "this line begins like an item of a list, but without - and a space"
        return message, "begin each item with - and a space", bullet.start("sign")
    closed = _CLOSED.match(text, start)
    if (
        closed
        and closed.end() < offset
        and any(char in (error.problem or "") for char in ("expected key", "block end"))
    ):
        return *_behind_the_end(closed["sign"], text[offset : lines.end(lines.at(offset)[0] - 1)].strip()), offset
    return _colons(text, lines, offset) if "mapping values" in (error.problem or "") else None


def _behind_the_end(char: str, found: str) -> tuple[str, str]:
    """Say that a text goes on after the quote or the bracket that ends it."""
    if found[:1] == "," and len(found) > 1 and char == "[":
        return "more items follow after the closing bracket", "put all of them into one pair of brackets"
    if not any(letter.isalnum() for letter in found):
        return f"{found} follows where the value ends", "delete it"
    if char in "[{":
        hint = f"{_IN_QUOTES}; of a link, write the address alone"
        return "more words follow after the closing bracket", hint
    return "the text ends at the quote before this, but more follows", f"{_IN_QUOTES}, with “ and ” for those inside"


def _colons(text: str, lines: Lines, offset: int) -> tuple[str, str, int] | None:
    """Say why a colon is one too many: the key above has none, or it stands further in, or text holds a colon."""
    line = lines.at(offset)[0]
    start, above = lines.start(line - 1), lines.start(max(0, line - 2))
    here, before = _GOOD_KEY.match(text, start), _GOOD_KEY.match(text, above)
    if line > 1 and before is None and (glued := _GLUED_KEY.match(text, above)):
        key, char = glued["key"], glued["sign"]
        message = f"no space follows the colon of {key}" if char == ":" else f"no colon and space follow {key}"
        return message, f"write {key}: and a space", glued.start("sign")
    if line > 1 and before is None and _NO_KEY.match(text, above) and here:
        message = "this line is not a key with a colon and a space"
        return message, "write key: and a space, or a # before a comment", above
    if here is None or here.end("key") > offset:
        return None
    if here.start("value") >= 0 and here.start("value") <= offset:
        if here["value"][:1] in _TYPOGRAPHIC:
            return "YAML does not read these signs as quotes", f'{_IN_QUOTES} of the plain kind: "', here.start("value")
        below = _GOOD_KEY.match(text, lines.start(line)) if text.count("\n", offset) else None
        if (
            below
            and _GOOD_KEY.match(here["value"])
            and below.start("key") - lines.start(line) > here.start("key") - start
        ):
            return (
                "a key follows another one on the same line",
                "begin it on the line below, two spaces further in",
                offset,
            )
        return "this text contains a colon followed by a space", _IN_QUOTES, offset
    if before and here.start("key") - start > before.start("key") - above and before["value"]:
        hint = "begin keys below each other, and write each text on one line"
        return f"{here['key']} is indented more than {before['key']} above it", hint, here.start("key")
    return None


_COLON = "put a space after the colon of a key, quote text that contains a colon, and begin keys below each other"
_STOPS = (
    _Stop("tab character", "a tab cannot indent YAML", "use two spaces"),
    *(
        _Stop(char, "a backslash in double quotes begins an escape", "write \\\\ for it, or use single quotes")
        for char in ("escape character", "hexdecimal")
    ),
    *(
        _Stop(char, "text cannot start with this sign", "put the text into quotes", is_at_start=True)
        for char in ("block scalar", "an alias", "an anchor", "a tag")
    ),
    *(
        _Stop(char, "text cannot start with this sign", "put the text into quotes")
        for char in ("cannot start any token", "node content", "mapping keys")
    ),
    _Stop("quoted scalar", "a quote that opens here is never closed", "close it, or delete it", is_at_start=True),
    _Stop("flow", "a bracket that opens here is never closed", "close it, or delete it", is_at_start=True),
    _Stop(
        "simple key",
        "this line is not a key with a colon and a space, and does not belong to a text above",
        "write key: and a space, or put the whole text on one line",
        is_at_start=True,
    ),
    _Stop(
        "sequence entries",
        "a list cannot begin on the line of its key",
        "begin it on the line below, or quote the text",
    ),
    _Stop(
        "document start",
        "this line is indented less than the first one",
        "indent all entries, or all keys, equally",
    ),
    *(
        _Stop(
            char,
            "this line does not fit the lines above it",
            "look above for a quote that is not closed, and indent each level by two spaces",
        )
        for char in ("expected key", "block end")
    ),
    _Stop("mapping values", "there is one colon too many, or one is missing", _COLON),
)


def _parser_message(text: str, first_line: int, offset: int, error: yaml.MarkedYAMLError) -> tuple[str, str, int]:
    """Return what is wrong, what to do about it, and where, in our words where we have some."""
    opened, message, context = error.context_mark, error.problem or error.context or "", error.context or ""
    start = min(opened.index, len(text)) if opened else offset
    if text[offset : offset + 1] == "\t":
        return _STOPS[0].message, _STOPS[0].hint, offset
    for stop in _STOPS:
        if stop.char in message or (stop.is_at_start and stop.char in context):
            hint = stop.hint
            if stop.char == "quoted scalar" and text[start : text.find("\n", start)].rstrip(" .,")[-1:] in _TYPOGRAPHIC:
                hint = f"close it with the same sign, {text[start : start + 1]}"
            if stop.char == "flow" and _NO_BLANK.search(text, start, offset):
                hint = "a # after a space begins a comment: quote the text that contains it"
            return stop.message, hint, start if stop.is_at_start else offset
    if opened and context:
        message = f"{message} {context}, which starts at line {opened.line + first_line}"
    return message or "cannot be read", "quote text that contains a colon, and close every quote", offset
