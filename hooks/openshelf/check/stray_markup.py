"""A last look at texts as readers get them: markup that stayed text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from openshelf.check.rule_function import Check, Finding, entry_check
from openshelf.library.description import field_scalars
from openshelf.sources.escapes import MappedText
from openshelf.sources.text import Needle, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.part import Entries
    from openshelf.sources.markdown_outline import Run

_OTHER = "\ufffc"
"""Placeholder for what is not running text: code, escaped characters, pictures, references."""
_ADDRESS = "\ufffb"
"""Stands for an address that is a link."""
_BREAK = " \n"
"""Stands for the end of a line that readers see, too."""
_LINK = "\ufffa"
"""Stands for a reference or the number of a note."""


class _Stray(NamedTuple):
    """Markup that the dialect does not know, or that lacks something."""

    pattern: re.Pattern[str]
    message: str
    hint: str
    is_address: bool = False
    """Whether it is none in the words of a link."""
    is_bracket: bool = False
    """Whether a backslash before a bracket of the block says that the brackets are meant."""


def _at_line_start(pattern: str, message: str, hint: str) -> _Stray:
    return _Stray(re.compile(rf"^[ \t]*(?P<shown>{pattern})", re.MULTILINE), message, hint)


def _anywhere(pattern: str, message: str, hint: str, *, is_address: bool = False, is_bracket: bool = False) -> _Stray:
    return _Stray(re.compile(rf"(?P<shown>{pattern})", re.MULTILINE), message, hint, is_address, is_bracket)


_LINES = (
    _at_line_start(
        r"[-*+] +\S",
        "this is not read as an item of a list",
        "put it at the left margin, or leave an empty line before it",
    ),
    _at_line_start(
        r"\d{1,3}[.)] [^\n]*\n[ \t]*\d{1,3}[.)] ",
        "these steps are not read as a list",
        "leave an empty line before the first one",
    ),
    _at_line_start(
        r"(?:\d{1,3}[.)](?![ \d])|[a-z][.)][ ]?)\S[^\n]*\n[ \t]*(?:\d{1,3}[.)](?![ \d])|[a-z][.)][ ]?)\S",
        "these steps are not read as a list",
        "write 1. and a space before each",
    ),
    _at_line_start(
        r"[-*+]\w[^\n]*\n[ \t]*[-*+]\w", "these items are not read as a list", "write - and a space before each item"
    ),
    _at_line_start(
        r"(?:[-*+>]|#{1,6}|\d{1,3}[.)])\u00a0", "the space after this sign is a special one", "type the space again"
    ),
    _at_line_start(
        r"[•◦▪‣●■]\s?\S|[·○→✓☐☑] ", "this bullet does not make a list", "write - and a space before each item"
    ),
    _at_line_start(
        r"[–—−] \S[^\n]*(?<! )\n[ \t]*[–—−] \S|o\t\S[^\n]*(?<! )\n[ \t]*o\t\S",
        "these lines are not a list, and readers see them as one line",
        "write - and a space before each item; in a dialogue leave an empty line between speakers",
    ),
    _at_line_start(
        r"[^\s|][^\t\n]*\t+[^\t\n][^\n]*(?<! )\n[^\s|][^\t\n]*\t+[^\t\n]",
        "these columns are not a table",
        "write a table with | between the cells, or a list",
    ),
    _at_line_start(
        r"![ \t]+(?:question|pitfall|saving|homework)\b", "this is not read as a callout", 'write !!! pitfall "Title"'
    ),
    _at_line_start(
        r": +\S|:[^\W\d_][^:\n]*$",
        "this is not read as a definition",
        "write the word on one line; below it write :, a space and its meaning",
    ),
    _at_line_start(r"-\[[ xX]\]|\[[xX]\]\w", "this tick box has no space around it", "write - [ ] and the words"),
    _at_line_start(
        r"\|[^\n]*\|[ \t]*(?:\n[ \t]*\|[^\n]*\|[ \t]*)*$",
        "this row is not in a table",
        "below the head write a line with --- for each cell, without an empty line; write a bar in a cell as \\|",
    ),
    _at_line_start(r"#{2,}[^\s#]", "a heading needs a space after its # signs", "write ## Words"),
    _at_line_start(r"#{7,} ", "there are only six levels of headings", "write ## Words"),
    _at_line_start(r"!{2,}[ \t]*[A-Za-z][\w-]*", "this is not read as a callout", 'write !!! note "Title"'),
    _at_line_start(r'={3}[!+]*[ \t]*"[^"\n]*"', "tabs are not supported", "write a heading for each"),
    _at_line_start(r":{3,}[ \t]*\{?[\w-]+", "boxes between colons are not supported", 'write !!! note "Title"'),
    _at_line_start(
        r"\[ ?[xX]? ?\][ \t]|\[ \]\w",
        "a tick box must be in a list",
        "write - [ ] and the words",
    ),
    _at_line_start(
        r"\[![A-Za-z][\w-]*\]", "this is not read as a box", 'write > [!NOTE] alone on its line, or !!! note "Title"'
    ),
    _at_line_start(
        r"\*\[[^\]\n]+\]:", "abbreviations cannot be declared here", "write a term in guides/glossary/, or spell it out"
    ),
    _at_line_start(r"\[TOC\][ \t]*$", "the outline of a page is made automatically", "delete it"),
)
"""Patterns that match where a line of a paragraph starts."""
_PLACES = (
    _anywhere(r"\[\^[^\]\n]*\]", "the name of this note is missing, too long, or contains a space", "write [^name]"),
    _anywhere(r"\^\[[^\]\n]+\]", "this note has no name", "write [^name], and below [^name]: and the words"),
    _anywhere(rf"!(?={_LINK})", "an entry cannot be shown inside a text", "write [[id]] without the sign !"),
    _anywhere(r"!\[[^\]\n]*\]\(", "this is not read as a picture", "write spaces in its address as %20"),
    _anywhere(
        r"\[{2,}[^\[\]]{0,60}(?:\]{2,})?|\]{2,}",
        "this reference has a bracket missing",
        "write [[id]] or [[id|words]] on one line, and in a table [[id\\|words]]",
        is_bracket=True,
    ),
    _anywhere(
        rf"\[[^\[\]\n]*[{_LINK}{_ADDRESS}][^\[\]\n]*\]\([^()\n]*\)",
        "this link contains another link, a reference or a note",
        "write one after the other",
    ),
    _anywhere(r"</?[a-z]:[A-Za-z]+[^<>\n]*>", "readers would see this mark of a word processor", "delete it"),
    _anywhere(
        r"[\ue200-\ue206]?(?:cite[\ue200-\ue206]?)?turn\d+(?:search|view|news|file|image)\d+[\ue200-\ue206]?"
        r"|:contentReference\[[^\]\n]*\](?:\{[^}\n]*\})?",
        "a text generator left this mark",
        "delete it, and check the facts beside it",
    ),
    _anywhere(r"<!--", "readers would see this comment", "delete it, or put it after a # in the front matter"),
    _anywhere(
        rf"\][ \n]?\((?={_ADDRESS}|https?:|www\.|mailto:|#\w|\.{{1,2}}/|[\w/.-]+\.(?:md|png|jpe?g|svg|webp|pdf)\b)"
        r"|\]\((?=\S)",
        "this is not read as a link",
        "write [words](address), without a space between the brackets, and spaces in the address as %20",
        is_bracket=True,
    ),
    _anywhere(
        r"\)\[(?:https?:|www\.)[^\s\]]*",
        "the brackets of this link are the wrong way round",
        "write [words](address)",
    ),
    _anywhere(r"\]\[(?!\d)", "this link has no address", "write [words](address)"),
    _anywhere(r"~~(?:[^~\n]*~~)?", "these words are not struck out", "write ~~words~~ without spaces inside"),
    _anywhere(r"==(?=\S)[^=\n]+(?<=\S)==", "= signs do not highlight words", "write **words**"),
    _anywhere(r"(?<=\w)\^[^\s^]{1,9}\^", "^ signs do not raise words", "write <sup>words</sup>"),
    _anywhere(
        r"\+\+(?=[^\s+])[^+\n]*(?:\+[^+\n]+)*\+\+",
        "+ signs do not mark words",
        "write <kbd>key</kbd>, or <ins>words</ins>",
    ),
    _anywhere(r"\^\^(?=\S)[^^\n]+(?<=\S)\^\^", "^ signs do not mark words", "write <ins>words</ins>"),
    _anywhere(
        r"\*\*[ ]+(?!\d)[^*\n]+\*\*|\*\*(?![ ]*\d)[^*\n]+[ ]+\*\*|(?<![\w*])\*\*(?=\w)[^*\n]*$",
        "readers would see these stars",
        "write **words** without spaces inside, and with spaces around",
    ),
    _anywhere(r"`{2,}", "these backticks are not closed", "close the code with as many as open it"),
    _anywhere(
        r"\{:?[ ]*(?:[#.][\w-]|[A-Za-z-]+=[\"'\w])[^{}\n]*\}",
        "readers would see these braces",
        "delete them; after a heading write {#id} without spaces; put braces that you mean between backticks",
    ),
    _anywhere(
        r"(?<![\w:/]):(?:[a-z][a-z0-9_+-]*|[+-]1|100):(?![\w:])",
        "names of emoji stay as they are",
        "write the emoji itself, or put its name between backticks",
    ),
    _anywhere(
        r"\$\$(?:[^$\n]*\$\$)?|\$(?=`)|(?<![\w$])\$(?=[^\s\d$])[^$\n]*(?<=[^\s$])\$(?![\w$])",
        "formulas are not supported",
        "say it in words, or put it between backticks",
    ),
    _anywhere(
        r"(?<![\w@/.-])www(?:\.[\w-]+){2,}",
        "this address is not a link",
        "write [words](https://www.…)",
        is_address=True,
    ),
    _anywhere(
        r"(?<![\w@/.-])ftp://\S+",
        "this address is not a link",
        "link to a page that starts with https://",
        is_address=True,
    ),
    _anywhere(
        r"(?<![\w.+@/:-])[\w.+-]+@(?:[\w-]+\.)*(?:[^\W_]|-)+\.(?:[^\W_]|-)*[^\W\d_](?![\w-])",
        "this address is not a link",
        "write <name@example.org>, or name a page",
        is_address=True,
    ),
    _anywhere(
        r"(?i:https?)://[\w-]+\.[^\s<>]+",
        "this address is not a link",
        "write https in small letters and a space before it, or <https://…>",
        is_address=True,
    ),
)
"""Patterns that match anywhere in running text."""
_CHARACTERS = (
    *"[]~=^`{$@|#:\u00a0•◦▪‣●■·○→✓☐☑",
    *("turn0", "turn1", "\ue202", "**", "*[", "!!", "++", "<!--", f"!{_LINK}", "www.", "ftp:"),
)
"""Characters of which each match of the patterns above has one, or a line begins like an item."""
_NEEDLES = tuple(map(Needle.of, _CHARACTERS))
_ODD_LINE = re.compile(r"^[ \t]*(?:[^\w\s]|\d|[a-z][.)])|\t", re.MULTILINE)
"""What each match of a pattern that needs several lines has."""
_LIKE_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)]) ")


@entry_check(
    "stray-markup",
    "Markup does not work and would be shown as signs.",
    "Readers would see the signs: a list item that is not in a list, a link that leads nowhere, a tick box that is "
    "plain text. The hint says what to write instead. If you mean the sign itself, put it between backticks or write "
    "a backslash before it: `\\*`. The dialect is CommonMark, as the preview of code hosts shows it, with tables, "
    "`~~struck out~~`, `- [ ]` boxes, notes, and our callouts, definitions, `{#id}` and `[[id]]`.",
)
def stray_markup(library: Entries) -> Iterator[Finding]:
    """Find markup characters in the words of texts."""
    for text in library.texts:
        cut_line = -1
        signs = signs_of(text.body.text)
        chars = [needle.text for needle in _NEEDLES if needle.is_in(text.body.text, signs)]
        for run in text.body.runs:
            if not _may_be_stray(run.token.content, chars):
                continue
            line = run.token.map[0] if run.token.map else -1
            for offset, stray, shown in _stray_in(run):
                cut = CUT_REFERENCE.match(text.body.text, offset) if run.block in _CELLS else None
                if cut is not None:
                    cut_line = line
                    hint = f"write [[{cut['target']}\\|{cut['words']}]]"
                    yield text.body.place(offset), f"the bar of this reference ends the cell: {cut[0][:40]}", hint
                elif not (shown.startswith("]]") and line == cut_line):
                    yield text.body.place(offset), f"{stray.message}: {shown}", stray.hint
        for reference in text.body.references:
            if _IN_WORDS.search(reference.words):
                message = f"readers would see the signs in the words of this reference: {reference.words[:30]}"
                yield reference.place, message, "write the words only"


def _may_be_stray(content: str, chars: Sequence[str]) -> bool:
    """Whether the patterns have to be tried; nearly all blocks hold none of the characters."""
    for char in chars:
        if char in content:
            return True
    return _LIKE_ITEM.match(content) is not None or ("\n" in content and _ODD_LINE.search(content) is not None)


_IN_WORDS = re.compile(r"\*\S|`|~~|<\w")
_CELLS = {"th_open", "td_open"}
_ONE_LINE = {*_CELLS, "heading_open", "dt_open", "admonition_title_open", "alert_title_open"}
"""Blocks at whose start list markers mean nothing, here and on code hosts."""
CUT_REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|\n]*)(?<!\\)\|(?P<words>[^\[\]\n]*)\]\]")
"""A reference whose bar ends the cell of a table that it stands in."""


def _stray_in(run: Run) -> Iterator[tuple[int, _Stray, str]]:
    """Yield where a block holds stray markup, what it is, and how it looks."""
    words, links = _running_text(run)
    if not _may_be_stray(words.text, _CHARACTERS):
        return
    done: set[int] = set()
    brackets_meant = "\\[" in run.token.content or "\\]" in run.token.content
    for stray in _PLACES if run.block in _ONE_LINE else (*_LINES, *_PLACES):
        for match in stray.pattern.finditer(words.text):
            place = range(match.start("shown"), match.end("shown"))
            is_fine = (stray.is_address and _is_in(links, place.start)) or (stray.is_bracket and brackets_meant)
            if done.isdisjoint(place) and not is_fine:
                shown = match["shown"].partition("\n")[0][:30].translate(_SHOWN)
                yield run.offset(words.source_offset(place.start)), stray, shown
            done.update(place)


_INSTEAD = {"entry_reference": _LINK, "footnote_ref": _LINK}
_SHOWN = dict.fromkeys(map(ord, (_OTHER, _ADDRESS, _LINK)), "…")


def _is_in(links: Sequence[range], at: int) -> bool:
    """Whether an offset lies in one of some ranges, which are in order."""
    number = bisect_right(links, at, key=lambda link: link.start)
    return number > 0 and at in links[number - 1]


def _running_text(run: Run) -> tuple[MappedText, list[range]]:
    """Return the running text of a block, with one character for all that is no text, and where links have words."""
    pieces, origins, length, link, start = [], [], 0, 0, 0
    links: list[range] = []
    for token in run.token.children or ():
        if token.type == "link_open":
            start = length
        elif token.type == "link_close":
            links.append(range(start, length))
        link += token.nesting * (token.type in {"link_open", "link_close"} and token.markup == "autolink")
        if token.type in {"softbreak", "hardbreak"}:
            piece = "\n" if token.type == "softbreak" else _BREAK
        elif token.type == "text" and not link:
            piece = token.content
        else:
            piece = "" if token.nesting else _ADDRESS if link else _INSTEAD.get(token.type, _OTHER)
        if piece:
            pieces.append(piece)
            origins.append((length, int(token.meta.get("at", 0))))
            length += len(piece)
    return MappedText("".join(pieces), origins or [(0, 0)]), links


_IN_FIELDS = re.compile(
    r"\[\[[^\[\]\n]+\]\]|\[[^\[\]\n]+\]\([^()\s]+\)|\*\*\S[^*\n]*\*\*|`[^`\n]+`|~~\S[^~\n]*~~|<https?://[^<>\s]+>"
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{2,4});")
_FIELD_CHARACTERS = re.compile(r"[\[`<&]|\*\*|~~")


@entry_check(
    "plain-field",
    "A field contains markup.",
    "Titles, summaries and other fields appear as they are in lists, cards, feeds and search, so readers would see "
    "the signs. Write plain words; links and `[[id]]` belong in the text below the front matter.",
)
def plain_field(library: Entries) -> Iterator[Finding]:
    """Find Markdown in the fields of entries."""
    for tree in (content.tree for content in library.contents if content.tree is not None):
        for field, node in field_scalars(tree):
            if not _FIELD_CHARACTERS.search(node.value):
                continue
            found = _IN_FIELDS.search(node.value) or ("://" not in node.value and _ENTITY.search(node.value))
            if found:
                message = f"{field} is plain text, so readers would see {found[0][:30]}"
                yield (
                    tree.place_of(node),
                    message,
                    "write the sign itself" if found[0][0] == "&" else "write the words only",
                )


CHECKS: tuple[Check, ...] = (stray_markup, plain_field)
