"""Texts to HTML, from the tokens that checks have seen: references, callouts, terms, notes, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.utils import OptionsDict

from openshelf.model.fields import CALLOUTS, PLAIN_CALLOUTS
from openshelf.model.kinds import Kind
from openshelf.model.urls import scheme_of
from openshelf.site.table_cards import card_labels
from openshelf.site.urls import href
from openshelf.sources.html import HARMLESS
from openshelf.sources.inline_text import alternative, words_of
from openshelf.sources.markdown_outline import alert_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.i18n import Words
    from openshelf.site.reads import Reads
    from openshelf.site.terms import TermIndex
    from openshelf.sources.dialect import Token
    from openshelf.sources.markdown_outline import Body

_LANGUAGE = re.compile(r"[\w#+.-]+")
_LINK_SCHEMES = {"", "http", "https", "mailto", "tel"}
_SECTION_LEVEL = 2
_HEADING = re.compile(r'<h2 id="(?P<id>[^"]*)">.*?</h2>', re.DOTALL)
_ESCAPES = {"escape", "entity"}
"""How the parser marks characters that a text escapes."""


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """A heading of a rendered text."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class RenderedCallout:
    """A callout with meaning, as it is shown away from its page."""

    kind: str
    html: str
    section: RenderedHeading | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished text: HTML with root marks, its sections and its callouts."""

    html: str
    sections: tuple[RenderedHeading, ...]
    callouts: tuple[RenderedCallout, ...]
    addresses: tuple[str, ...]
    """The targets of its links to other sites."""

    def parts(self) -> tuple[str, dict[str, str]]:
        """Return the HTML above the first section, and what stands below the heading of each, by the section's id."""
        ids = {_quoted(section.id): section.id for section in self.sections if section.level == _SECTION_LEVEL}
        headings = [match for match in _HEADING.finditer(self.html) if match["id"] in ids]
        ends = [*(match.start() for match in headings), len(self.html)]
        below = zip(headings, ends[1:], strict=True)
        return self.html[: ends[0]], {ids[match["id"]]: self.html[match.end() : end].strip() for match, end in below}


class Renderer:
    """Turns texts of one library into HTML in one language."""

    def __init__(
        self,
        reads: Reads,
        words: Words,
        terms: TermIndex,
        link_notice: Callable[[str], str] = lambda _address: "",
        withdrawn_mark: Callable[[Entry], str] = lambda _entry: "",
    ) -> None:
        """Take in what may be asked of the library, and what makes HTML.

        ``link_notice`` makes what follows a link to an address outside the site, ``withdrawn_mark`` what
        follows the words for a withdrawn entry.
        """
        self._site = _Site(reads, words, terms, link_notice, withdrawn_mark)

    def render(self, body: Body, page: str, *, link_terms: bool = True) -> Rendered:
        """Render the text of the page at an address of the site."""
        named = (self._site.entry(reference.target) for reference in body.references)
        seen = {entry.id for entry in named if entry is not None and entry.kind is Kind.TERM}
        text = _Text(self._site, body.path, page, link_terms and bool(self._site.terms), seen)
        return text._all(body.tokens)  # noqa: SLF001 - its other methods are rules


@dataclass(frozen=True, slots=True)
class _Site:
    """What the rendering of every text of a site needs."""

    reads: Reads
    words: Words
    terms: TermIndex
    link_notice: Callable[[str], str]
    withdrawn_mark: Callable[[Entry], str]

    def entry(self, target: str) -> Entry | None:
        """Return the published entry that a reference means."""
        return self.reads.published_target(target)

    def title(self, target: str) -> str:
        """Return what a reference shows that has no words of its own."""
        entry = self.entry(target)
        return entry.title if entry else target


@dataclass(slots=True)
class _Note:
    """A note that a text refers to."""

    number: int
    uses: int = 0

    def use(self, which: int) -> str:
        """Return the id of one of its uses, counted from 1."""
        return f"fnref:{self.number}" if which == 1 else f"fnref:{self.number}:{which}"


@dataclass(slots=True)
class _Text:
    """One text on its way to HTML. Methods are rules, called by the types of tokens; helpers begin with ``_``."""

    _site: _Site
    _path: str
    """The file that the text stands in."""
    _page: str
    """The address of its page."""
    _links_terms: bool
    _seen: set[str]
    """Terms that need no link any more: a text links the first use."""
    _notes: dict[str, _Note] = field(default_factory=dict)
    """The notes that were referred to, in the order of their numbers."""
    _is_away: bool = False
    """Whether a callout is rendered for another page: there, places of its own page have an address."""
    _quiet: int = 0
    """How many elements are open in which no term is linked."""
    _is_muted: bool = False
    """Whether text is left out, for something else stands in its place."""
    _is_heading: bool = False
    _open_links: list[str] = field(default_factory=list)
    _open_callouts: list[tuple[str, str]] = field(default_factory=list)
    """Elements and kinds of the callouts that are open."""
    _heading_notices: list[str] = field(default_factory=list)
    _columns: list[str] = field(default_factory=list)
    """The names of the columns of the table that is open, if it becomes cards on a phone."""
    _labels: Iterator[str] = field(default_factory=lambda: iter(()))
    """Those of the cells of its row that are still to come."""
    _sections: list[RenderedHeading] = field(default_factory=list)
    _section: RenderedHeading | None = None
    _with_meaning: list[tuple[Sequence[Token], int, str, RenderedHeading | None, set[str]]] = field(
        default_factory=list
    )
    """Callouts to render again: tokens, the first of them, kind, section, and the terms seen before."""
    _addresses: list[str] = field(default_factory=list)

    def _rendered(self, tokens: Sequence[Token]) -> str:
        return "".join(self._pieces(tokens))

    def _pieces(self, tokens: Sequence[Token]) -> Iterator[str]:
        for index, token in enumerate(tokens):
            rule = _RULES.get(token.type)
            if token.type == "inline":
                yield from self._pieces(_with_whole_text(token.children or ()))
            elif rule is not None:
                yield rule(self, tokens, index)
            elif token.type in _BASE.rules:
                yield _BASE.rules[token.type](tokens, index, _OPTIONS, {})
            else:
                yield _BASE.renderToken(tokens, index, _OPTIONS, {})

    def _all(self, tokens: Sequence[Token]) -> Rendered:
        main, notes = _without_notes(tokens)
        html = self._rendered(main) + self._notes_below(notes)
        callouts = tuple(self._gathered(*each) for each in self._with_meaning)
        return Rendered(html.strip(), tuple(self._sections), callouts, tuple(dict.fromkeys(self._addresses)))

    def _gathered(
        self, tokens: Sequence[Token], index: int, kind: str, section: RenderedHeading | None, seen: set[str]
    ) -> RenderedCallout:
        level = tokens[index].level
        end = next(at for at in range(index + 1, len(tokens)) if tokens[at].level == level)
        away = _Text(self._site, self._path, self._page, self._links_terms, seen, self._notes, _is_away=True)
        return RenderedCallout(kind, away._rendered(tokens[index : end + 1]).strip(), section)

    # Text, in which terms become links.

    def text(self, tokens: Sequence[Token], index: int) -> str:
        text = tokens[index].content
        if self._is_muted:
            return ""
        if self._quiet or not self._links_terms:
            return _escaped(text)
        pieces, done = [], 0
        for start, end, entry in self._site.terms.find(text, self._seen):
            pieces += [_escaped(text[done:start]), _term_link(entry, text[start:end])]
            done = end
        return "".join([*pieces, _escaped(text[done:])])

    def entry_reference(self, tokens: Sequence[Token], index: int) -> str:
        meta = tokens[index].meta
        entry = self._site.entry(meta["target"])
        words = meta["words"] or self._site.title(meta["target"])
        if entry is None or self._open_links:
            return _escaped(words)
        if entry.kind is Kind.TERM and entry.summary:
            return _term_link(entry, words)
        return f'<a href="{escape(href(entry.address))}">{_escaped(words)}</a>'

    def cited_no_more(self, tokens: Sequence[Token], index: int) -> str:
        return f" {self._site.withdrawn_mark(tokens[index].meta['cited'])}"

    def text_special(self, tokens: Sequence[Token], index: int) -> str:
        return _escaped(tokens[index].content)

    # Links.

    def link_open(self, tokens: Sequence[Token], index: int) -> str:
        token = tokens[index]
        target, attributes = self._target(str(token.attrs["href"])), ""
        if _is_outside(target):
            attributes = ' rel="noopener noreferrer"'
            self._addresses.append(target)
        if "title" in token.attrs:
            attributes += f' title="{_quoted(str(token.attrs["title"]))}"'
        self._open_links.append(target)
        self._quiet += 1
        return f'<a href="{_quoted(target)}"{attributes}>' if scheme_of(target) in _LINK_SCHEMES else "<a>"

    def link_close(self, tokens: Sequence[Token], index: int) -> str:
        self._quiet -= 1
        target = self._open_links.pop()
        notice = self._site.link_notice(target) if _is_outside(target) else ""
        if notice and self._is_heading:
            self._heading_notices.append(notice)
            notice = ""
        return f"</a> {notice}" if notice else "</a>"

    def _target(self, written: str) -> str:
        if written.startswith("#"):
            entry = self._site.reads.entry_of_file(self._path)
            place = written
            if entry is not None and entry.kind is not Kind.TERM:
                place = self._site.reads.place(entry, written.removeprefix("#"))
            return place if place and not self._is_away else href(self._page.partition("#")[0]) + place
        found = self._site.reads.address_of_file(written, self._path)
        return written if found is None else href(found)

    def image(self, tokens: Sequence[Token], index: int) -> str:
        token = tokens[index]
        title = f' title="{_quoted(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
        source = self._target(str(token.attrs["src"]))
        shown = f' src="{_quoted(source)}"' if not scheme_of(source) else ""
        return f'<img alt="{_quoted(alternative(token))}"{shown}{title}>'

    # Headings.

    def heading_open(self, tokens: Sequence[Token], index: int) -> str:
        token = tokens[index]
        self._quiet += 1
        self._is_heading = True
        id_ = str(token.attrs["id"])
        if token.level == 0 and not self._is_away:
            words = " ".join(words_of(tokens[index + 1].children or (), title_of=self._site.title).split())
            words = words or self._site.words.gettext("A case study that was withdrawn")
            section = RenderedHeading(id_, words, int(token.tag[1]))
            self._sections.append(section)
            self._section = section if section.level == _SECTION_LEVEL else self._section
        return f"<{token.tag}>" if self._is_away else f'<{token.tag} id="{_quoted(id_)}">'

    def heading_close(self, tokens: Sequence[Token], index: int) -> str:
        self._quiet -= 1
        self._is_heading = False
        notices = "".join(f"<p>{notice}</p>\n" for notice in self._heading_notices)
        self._heading_notices.clear()
        return f"</{tokens[index].tag}>\n{notices}"

    # Tables.

    def table_open(self, tokens: Sequence[Token], index: int) -> str:
        self._columns = card_labels(tokens, index, self._site.title)
        cards = " os-cards" if self._columns else ""
        label = _quoted(self._site.words.gettext("Table, scrolls sideways"))
        return f'<div class="os-scroll{cards}" role="group" tabindex="0" aria-label="{label}"><table>\n'

    def table_close(self, tokens: Sequence[Token], index: int) -> str:
        return "</table></div>\n"

    def tr_open(self, tokens: Sequence[Token], index: int) -> str:
        self._labels = iter(self._columns)
        return "<tr>\n"

    def th_open(self, tokens: Sequence[Token], index: int) -> str:
        self._quiet += 1
        return _cell("th" if tokens[index + 1].children else "td", tokens[index])

    def th_close(self, tokens: Sequence[Token], index: int) -> str:
        self._quiet -= 1
        return "</th>\n" if tokens[index - 1].children else "</td>\n"

    def td_open(self, tokens: Sequence[Token], index: int) -> str:
        return _cell("td", tokens[index], next(self._labels, ""))

    # Callouts.

    def admonition_open(self, tokens: Sequence[Token], index: int) -> str:
        token = tokens[index]
        kind = str(token.meta["tag"])
        kind = kind if kind in CALLOUTS or kind in PLAIN_CALLOUTS else "note"
        if kind in CALLOUTS and not self._is_away and all(kind != outer for _, outer in self._open_callouts):
            self._with_meaning.append((tokens, index, kind, self._section, set(self._seen)))
        folded = token.markup.startswith("?")
        self._open_callouts.append(("details" if folded else "div", kind))
        opened = " open" if token.markup.endswith("+") else ""
        return f'<{self._open_callouts[-1][0]} class="admonition {kind}"{opened}>\n'

    def admonition_title_open(self, tokens: Sequence[Token], index: int) -> str:
        kind = str(tokens[index - 1].meta["tag"])
        label = kind if kind not in CALLOUTS and kind not in PLAIN_CALLOUTS else self._site.words.label("callout", kind)
        return self._title(label, is_given=tokens[index + 1].content.casefold() != kind)

    def admonition_title_close(self, tokens: Sequence[Token], index: int) -> str:
        return self._title_end()

    def admonition_close(self, tokens: Sequence[Token], index: int) -> str:
        return f"</{self._open_callouts.pop()[0]}>\n"

    def alert_open(self, tokens: Sequence[Token], index: int) -> str:
        self._open_callouts.append(("div", ""))
        return f'<div class="admonition {alert_kind(tokens[index])}">\n'

    def alert_title_open(self, tokens: Sequence[Token], index: int) -> str:
        return self._title(self._site.words.label("callout", alert_kind(tokens[index - 1])), is_given=False)

    def alert_title_close(self, tokens: Sequence[Token], index: int) -> str:
        return self._title_end()

    def alert_close(self, tokens: Sequence[Token], index: int) -> str:
        return f"</{self._open_callouts.pop()[0]}>\n"

    def _title(self, label: str, *, is_given: bool) -> str:
        self._quiet += 1
        self._is_muted = not is_given
        tag = "summary" if self._open_callouts[-1][0] == "details" else "p"
        words = f'<span class="os-callout-kind">{_escaped(label)}</span> ' if is_given else _escaped(label)
        return f'<{tag} class="admonition-title">{words}'

    def _title_end(self) -> str:
        self._quiet -= 1
        self._is_muted = False
        return "</summary>\n" if self._open_callouts[-1][0] == "details" else "</p>\n"

    # Notes.

    def footnote_ref(self, tokens: Sequence[Token], index: int) -> str:
        label = tokens[index].meta["label"]
        note = self._notes.setdefault(label, _Note(len(self._notes) + 1))
        if self._is_away:
            target, own = href(self._page.partition("#")[0]), ""
        else:
            note.uses += 1
            target, own = "", f' id="{note.use(note.uses)}"'
        return f'<sup{own}><a class="footnote-ref" href="{target}#fn:{note.number}">{note.number}</a></sup>'

    def _notes_below(self, notes: dict[str, list[Token]]) -> str:
        """Return the notes that a text refers to, in that order; a note may refer to others, which come after it."""
        items: list[str] = []
        back_words = _quoted(self._site.words.gettext("Back to the text"))
        waiting = list(self._notes)
        for label in waiting:
            html, note = self._rendered(notes.get(label, ())), self._notes[label]
            waiting += list(self._notes)[len(waiting) :]
            back = " ".join(
                f'<a class="footnote-backref" href="#{note.use(use)}" aria-label="{back_words}">\u21a9\ufe0e</a>'
                for use in range(1, note.uses + 1)
            )
            html = html.removesuffix("</p>\n") + f"\u00a0{back}</p>\n" if html.endswith("</p>\n") else html + back
            items.append(f'<li id="fn:{note.number}">\n{html}</li>\n')
        return f'<div class="footnote">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</div>\n' if items else ""

    # What stands for itself.

    def list_item_open(self, tokens: Sequence[Token], index: int) -> str:
        checked = tokens[index].meta.get("checked")
        if checked is None:
            return "<li>" if _is_tight(tokens, index) else "<li>\n"
        # No input: it would forget its ticks with the page, or the browser would remember them where others can look.
        label = self._site.words.gettext("Done") if checked else self._site.words.gettext("To do")
        ticked = " os-ticked" if checked else ""
        return f'<li class="os-task"><span class="os-box{ticked}" role="img" aria-label="{_quoted(label)}"></span> '

    def fence(self, tokens: Sequence[Token], index: int) -> str:
        found = _LANGUAGE.match(unescapeAll(tokens[index].info.strip()))
        language = f' class="language-{_quoted(found[0])}"' if found else ""
        return f"<pre><code{language}>{_escaped(tokens[index].content)}</code></pre>\n"

    def s_open(self, tokens: Sequence[Token], index: int) -> str:
        return "<del>"

    def s_close(self, tokens: Sequence[Token], index: int) -> str:
        return "</del>"

    def html_inline(self, tokens: Sequence[Token], index: int) -> str:
        return _safe_html(tokens[index].content)

    def html_block(self, tokens: Sequence[Token], index: int) -> str:
        return _safe_html(tokens[index].content)


_RULES: dict[str, Callable[[_Text, Sequence[Token], int], str]] = {
    name: rule for name, rule in vars(_Text).items() if not name.startswith("_")
}
_BASE = RendererHTML()
"""The parser's renderer, for tokens that need no treatment of ours."""
_OPTIONS = OptionsDict(
    {
        "xhtmlOut": False,
        "breaks": False,
        "langPrefix": "language-",
        "highlight": None,
        "html": False,
        "linkify": False,
        "typographer": False,
        "quotes": "",
        "maxNesting": 0,
    }
)


def _without_notes(tokens: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """Return a text without its notes, and the notes by label; of two with one label the first."""
    main: list[Token] = []
    notes: dict[str, list[Token]] = {}
    opened: list[list[Token]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            held: list[Token] = []
            notes.setdefault(token.meta["label"], held)
            opened.append(held)
        elif token.type == "footnote_reference_close":
            opened.pop()
        else:
            (opened[-1] if opened else main).append(token)
    return main, notes


def _with_whole_text(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return inline content in which escaped characters are joined with the text around them, as readers see it."""
    if not any(token.info in _ESCAPES for token in tokens):
        return tokens
    whole: list[Token] = []
    for is_text, run in groupby(tokens, lambda token: token.type == "text" or token.info in _ESCAPES):
        found = list(run)
        text = "".join(token.content for token in found) if is_text else ""
        whole += [found[0].copy(type="text", content=text)] if is_text else found
    return whole


def _is_tight(tokens: Sequence[Token], idx: int) -> bool:
    following = tokens[idx + 1]
    return following.hidden or following.nesting == -1


def _cell(tag: str, token: Token, label: str = "") -> str:
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    attributes = (f' {name}="{value}"' for name, value in (("align", align), ("data-label", _quoted(label))) if value)
    return f"<{tag}{''.join(attributes)}>"


def _safe_html(html: str) -> str:
    pieces, done = [], 0
    for match in HARMLESS.finditer(html):
        pieces += [_escaped(html[done : match.start()]), match[0]]
        done = match.end()
    return "".join([*pieces, _escaped(html[done:])])


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _quoted(text: str) -> str:
    return escape(text)


def _is_outside(target: str) -> bool:
    return target[:6].casefold().startswith(("http:", "https:")) or target.startswith("//")


def _term_link(entry: Entry, words: str) -> str:
    """Return a link to a term that shows its definition as a tooltip."""
    tip = _quoted(entry.summary)
    return f'<a class="os-term" href="{escape(href(entry.address))}" data-tip="{tip}">{_escaped(words)}</a>'
