"""Markdown to HTML, once per text: references, callouts, terms and tables are treated on the way."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from openshelf.model.fields import CALLOUTS, PLAIN_CALLOUTS
from openshelf.model.kinds import CATALOGUE, Kind, shelf_of
from openshelf.pages.addresses import address, href
from openshelf.pages.time_limit import time_limit
from openshelf.problem import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.pages.terms import TermIndex
    from openshelf.pages.words import Words
    from openshelf.read.body import Body
    from openshelf.read.links import Link

_MARK = "\ufdd1"
_HEADING = re.compile(r"h[2-6]")
_NO_TERMS = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "button"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a rendered text."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """A callout with meaning, as it is shown away from its page."""

    kind: str
    html: str
    section: Section | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished text: HTML with root marks, its sections and its callouts."""

    html: str
    sections: tuple[Section, ...]
    callouts: tuple[Gathered, ...]
    addresses: tuple[str, ...]
    """Where its links outside the site lead."""


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """Python-Markdown's settings, as ``mkdocs.yml`` gives them."""

    extensions: Sequence[str]
    configs: Mapping[str, Mapping[str, Any]]


class Renderer:
    """Turns texts of one library into HTML in one language. One parser serves all texts."""

    def __init__(
        self,
        library: Library,
        words: Words,
        terms: TermIndex,
        options: MarkdownOptions,
        link_notice: Callable[[str], str] = lambda _address: "",
    ) -> None:
        """Take in the library; ``link_notice`` returns the HTML to set behind a link to an address outside the site."""
        self._library = library
        self._ours = _Ours(words, terms, link_notice)
        self._parser = markdown.Markdown(
            extensions=[*options.extensions, self._ours],
            extension_configs={name: dict(config) for name, config in options.configs.items()},
        )

    def render(self, body: Body, *, link_terms: bool = True) -> Rendered:
        """Render one text. Raises RenderError where that takes too long."""
        self._parser.reset()
        source, links = self._linked(body)
        self._ours.start(links, link_terms=link_terms)
        with time_limit(Place(body.end.path)):
            html = self._parser.convert(source)
        ours = self._ours
        return Rendered(html, tuple(ours.sections), tuple(ours.callouts), tuple(dict.fromkeys(ours.addresses)))

    def _linked(self, body: Body) -> tuple[str, list[tuple[Entry | None, str]]]:
        """Replace references by tokens and paths of files by addresses, before Markdown sees them."""
        changes: list[tuple[int, int, str]] = []
        links: list[tuple[Entry | None, str]] = []
        for reference in body.references:
            found = self._library.find(reference.target)
            entry = found[0] if found and found[0].is_published(self._library.today) else None
            links.append((entry, reference.words or (entry.title if entry else reference.target)))
            changes.append((reference.start, reference.end, f"{_MARK}{len(links) - 1}{_MARK}"))
        for link in body.links:
            target = address_of_file(self._library, link)
            if target is not None:
                changes.append((link.start, link.start + len(link.target), href(target)))
        text, pieces, done = body.text, [], 0
        for start, end, new in sorted(set(changes)):
            pieces += [text[done:start], new]
            done = end
        return "".join([*pieces, text[done:]]), links


def address_of_file(library: Library, link: Link) -> str | None:
    """Return the site address of a file of the project that a text links to, None for all other links."""
    try:
        file = link.file()
    except ValueError:
        file = None  # a check says so; a preview shows the rest
    if file is None:
        return None
    fragment = "".join(link.target.partition("#")[1:]).rstrip("#")
    if file == CATALOGUE:
        return "resources/"
    shelf = shelf_of(file)
    if shelf is None or not file.endswith(".md"):
        return quote(file.removeprefix("docs/")) + fragment
    found = library.entries[shelf.kind].get(posixpath.basename(file).removesuffix(".md"))
    if found is None:
        return None
    return address(found) + ("" if found.kind is Kind.TERM else fragment)


class _Ours(Extension):
    """Hooks our treatment into Python-Markdown and holds what it finds in the text at hand."""

    def __init__(self, words: Words, terms: TermIndex, link_notice: Callable[[str], str]) -> None:
        super().__init__()
        self.words, self.terms, self.link_notice = words, terms, link_notice
        self.addresses: list[str] = []
        self.links: list[tuple[Entry | None, str]] = []
        self.link_terms = True
        self.sections: list[Section] = []
        self.callouts: list[Gathered] = []

    def start(self, links: list[tuple[Entry | None, str]], *, link_terms: bool) -> None:
        """Forget the last text."""
        self.links, self.link_terms = links, link_terms
        self.sections, self.callouts, self.addresses = [], [], []

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with the parser; after all others, so that ids and attributes are there."""
        md.inlinePatterns.register(_References(self, md), "openshelf-references", 200)
        md.treeprocessors.register(_Inline(md), "inline", 20)
        md.treeprocessors.register(_Tree(self, md), "openshelf-tree", -10)


_KNOWN_MODULES = {"markdown.inlinepatterns", "markdown.extensions.footnotes", __name__}
"""Modules whose inline patterns all need a character of ``_SPECIAL`` to match."""
_SPECIAL = re.compile(f"[`\\\\\\[!<&*_{_MARK}]|  \n")


class _Plain(AtomicString):
    """Text in which no inline pattern can match."""


class _Inline(InlineTreeprocessor):
    """Python-Markdown's inline step, which looks for marks only in text that holds a character of one."""

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        """Set plain text aside while the patterns run, unless another extension marks text with other characters."""
        if {type(pattern).__module__ for pattern in self.inlinePatterns} <= _KNOWN_MODULES:
            for element in tree.iter():
                if element.text and not isinstance(element.text, AtomicString) and not _SPECIAL.search(element.text):
                    element.text = _Plain(element.text)
                if element.tail and not isinstance(element.tail, AtomicString) and not _SPECIAL.search(element.tail):
                    element.tail = _Plain(element.tail)
        return super().run(tree, ancestors)


class _References(InlineProcessor):
    def __init__(self, ours: _Ours, md: markdown.Markdown) -> None:
        super().__init__(f"{_MARK}(\\d+){_MARK}", md)
        self._ours = ours

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element | str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        entry, words = self._ours.links[int(m[1])]
        if entry is None:
            return words, m.start(0), m.end(0)
        if entry.kind is Kind.TERM:
            return term_link(entry, words), m.start(0), m.end(0)
        link = ET.Element("a", {"href": href(address(entry))})
        link.text = AtomicString(words)
        return link, m.start(0), m.end(0)


class _Tree(Treeprocessor):
    def __init__(self, ours: _Ours, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._ours = ours

    def run(self, root: ET.Element) -> None:
        ours = self._ours
        for element in root.iter("a"):
            if _is_outside(element):
                element.set("rel", "noopener noreferrer")
                ours.addresses.append(element.get("href", ""))
        for element in root.iter("div"):
            self._label_callout(element)
        if ours.link_terms and ours.terms:
            seen = {entry.id for entry, _ in ours.links if entry is not None and entry.kind is Kind.TERM}
            _link_terms(root, ours.terms, seen)
        if ours.addresses:
            self._set_notices(root)
        section = None
        for element in root:
            if _HEADING.fullmatch(element.tag):
                found = Section(element.get("id", ""), "".join(element.itertext()).strip(), int(element.tag[1]))
                ours.sections.append(found)
                section = found if found.level == 2 else section  # noqa: PLR2004 - callouts are found by their main section
            self._gather(element, section)
        for cell in root.iter("th"):
            if not "".join(cell.itertext()).strip():
                cell.tag = "td"  # the empty corner of a table names no column
        _wrap_tables(root, ours.words.gettext("Table, scrolls sideways"))

    def _set_notices(self, element: ET.Element) -> None:
        """Set behind each link outside the site what readers must know of it; behind a heading, not into its words."""
        for index, child in reversed(list(enumerate(element))):  # what is set in moves what stands behind it
            if _HEADING.fullmatch(child.tag):
                for link in reversed([link for link in child.iter("a") if self._notice(link)]):
                    note = ET.Element("p")
                    note.text = self._notice(link)
                    element.insert(index + 1, note)
            elif child.tag == "a":
                notice = self._notice(child)
                child.tail = f" {notice}{child.tail or ''}" if notice else child.tail
            else:
                self._set_notices(child)

    def _notice(self, link: ET.Element) -> str:
        """Return a stand-in for the HTML, which Python-Markdown sets in when it has written the tree."""
        html = self._ours.link_notice(link.get("href", "")) if _is_outside(link) else ""
        return self.md.htmlStash.store(html) if html else ""

    def _label_callout(self, element: ET.Element) -> None:
        kind = _callout_kind(element)
        title = element.find("p[@class='admonition-title']")
        if kind is None or title is None:
            return
        label = self._ours.words.label("callout", kind)
        given = title.text or ""
        if given.casefold() == kind:
            title.text = label
        else:
            title.text = None
            strong = ET.Element("span", {"class": "os-callout-kind"})
            strong.text = label
            strong.tail = f" {given}"
            title.insert(0, strong)

    def _gather(self, element: ET.Element, section: Section | None) -> None:
        for inner in element.iter("div"):
            kind = _callout_kind(inner)
            if kind in CALLOUTS:
                html = self.md.serializer(inner)
                for postprocessor in self.md.postprocessors:
                    html = postprocessor.run(html)
                self._ours.callouts.append(Gathered(kind, html.strip(), section))


def _is_outside(link: ET.Element) -> bool:
    return link.get("href", "").startswith(("http:", "https:", "//"))


def _callout_kind(element: ET.Element) -> str | None:
    names = element.get("class", "").split()
    if not names or names[0] != "admonition":
        return None
    return next((name for name in names if name in CALLOUTS or name in PLAIN_CALLOUTS), None)


def _wrap_tables(root: ET.Element, label: str) -> None:
    """Put each table into a box that scrolls and that a keyboard can reach."""
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if child.tag == "table":
                box = ET.Element("div", {"class": "os-scroll", "role": "group", "tabindex": "0", "aria-label": label})
                box.tail, child.tail = child.tail, None
                parent.remove(child)
                box.append(child)
                parent.insert(index, box)


def _link_terms(element: ET.Element, terms: TermIndex, seen: set[str]) -> None:
    """Link the first use of each term, going through the text in reading order."""
    if element.tag in _NO_TERMS or element.get("class") == "admonition-title":
        return
    if element.text and (isinstance(element.text, _Plain) or not isinstance(element.text, AtomicString)):
        head, links = _split(element.text, terms, seen)
        element.text = head
        for position, link in enumerate(links):
            element.insert(position, link)
        skip = len(links)
    else:
        skip = 0
    at = skip
    for child in list(element)[skip:]:
        at += 1
        _link_terms(child, terms, seen)
        if child.tail:
            child.tail, links = _split(child.tail, terms, seen)
            for link in links:
                element.insert(at, link)
                at += 1


def _split(text: str, terms: TermIndex, seen: set[str]) -> tuple[str, list[ET.Element]]:
    """Cut the first uses of terms out of a text: what comes before them, then links with the text that follows each."""
    head, done = "", 0
    links: list[ET.Element] = []
    for start, end, entry in terms.find(text, seen):
        before = text[done:start]
        if links:
            links[-1].tail = before
        else:
            head = before
        links.append(term_link(entry, text[start:end]))
        done = end
    if not links:
        return text, []
    links[-1].tail = text[done:]
    return head, links


def term_link(entry: Entry, words: str) -> ET.Element:
    """Return a link to a term that shows its definition as a tooltip."""
    link = ET.Element("a", {"class": "os-term", "href": href(address(entry)), "data-tip": entry.summary})
    link.text = AtomicString(words)
    return link
