"""Rules about ids, addresses and words that must be unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.anchors import FRAME_PREFIXES
from openshelf.check.files import DEVICES
from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Place, Severity, nearest_hint
from openshelf.model.entries import Collection, Resource, Term, with_ascii_punctuation
from openshelf.model.kinds import HOME_PAGE, NEEDED_PAGES, SUPPORT_PAGE, Kind
from openshelf.model.sections import LISTS, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.library.part import Entries

_RESERVED_PAGES = frozenset({*Section, "assets", "404"})
"""First parts of addresses that the site itself uses."""


@check(
    "duplicate-id",
    "Two entries of one kind have the same id.",
    "The id is the address. If two entries share one, only the first is published. Give one of them another id.",
)
def duplicate_id(library: Library) -> Iterator[Finding]:
    """Find entries of one kind with the same id."""
    first: dict[str, Entry] = {}
    for entry in (entry for entry in library.parsed_entries if entry.id):
        before = first.setdefault(entry.key, entry)
        if before is not entry:
            where = before.place("id")
            yield entry.place("id"), f"id {entry.id!r} is also at {where.path}:{where.line}", "choose another id"


@check(
    "duplicate-url",
    "Two entries of the catalogue have the same address.",
    "If the same page is listed twice, each entry holds only a part of what we know. `www.`, http or https, and a "
    "slash at the end make no difference. Keep the better entry. Withdrawn entries do not count: a replacement may "
    "take their address.",
)
def duplicate_url(library: Library) -> Iterator[Finding]:
    """Find resources that lead to the same place."""
    for before, entry in _on_one_page(library):
        if _fragment(before) == _fragment(entry):
            message = f"{entry.of(Resource).url} is also the address of {before.id!r}"
            yield entry.place("url"), message, _see(before)


@check(
    "same-page",
    "Two entries lead to the same page.",
    "The addresses differ only after `#`, so both lead to one page, each to a part of it. Readers who open both see "
    "the same page twice. Keep one entry for the page, unless its parts are different things. What begins with `#/` "
    "or `#!` is another page, and is fine.",
    Severity.WARNING,
)
def same_page(library: Library) -> Iterator[Finding]:
    """Find resources that lead to parts of one page."""
    for before, entry in _on_one_page(library):
        if _fragment(before) != _fragment(entry):
            message = f"{entry.of(Resource).url} is on the same page as {before.id!r}"
            yield entry.place("url"), message, _see(before)


def _on_one_page(library: Library) -> Iterator[tuple[Entry, Entry]]:
    """Yield each resource whose page is known already, after the one that it is nearest to: of its place, or any."""
    first: dict[str, dict[str, Entry]] = {}
    for entry in library.all_entries:
        if isinstance(entry.data, Resource):
            found = first.setdefault(entry.page, {})
            before = found.get(_fragment(entry)) or next(iter(found.values()), entry)
            if before.id != entry.id:
                yield before, entry
            found.setdefault(_fragment(entry), entry)


def _fragment(entry: Entry) -> str:
    return entry.of(Resource).url.partition("#")[2]


def _see(entry: Entry) -> str:
    where = entry.place("url")
    return f"see {where.path}:{where.line}"


@entry_check(
    "reserved-page",
    "A page has an address that the site makes itself.",
    "For example `docs/resources.md` would hide the catalogue. Give the file another name.",
)
def reserved_page(library: Entries) -> Iterator[Finding]:
    """Find pages of docs/ whose address is taken."""
    for entry in library.parsed_entries:
        if entry.kind is Kind.PAGE and entry.id in _RESERVED_PAGES | set(library.settings.options.languages):
            yield entry.place("id"), f"the address /{entry.id}/ is used by the site itself", "rename the file"


@check(
    "menu-page",
    "The menu in `mkdocs.yml` names a page that does not exist.",
    "A line of `nav` is a page of `docs/` (`about.md`) or the first page of a part of the site (`guides/index.md`).",
)
def menu_page(library: Library) -> Iterator[Finding]:
    """Find lines of the menu that lead nowhere."""
    known = {f"{section.url}index.md" for section in Section} | {"index.md"}
    known |= {f"{entry.id}.md" for entry in library.published(Kind.PAGE)}
    known |= {f"{key.removeprefix('page/')}.md" for key in library.broken_keys if key.startswith("page/")}
    for file, place in library.settings.menu:
        if file not in known and not file.startswith(("http://", "https://")):
            yield place, f"there is no page {file!r} for the menu", nearest_hint(file, known) or "name a file of docs/"


@check(
    "support-page",
    "The page `docs/support.md` is missing.",
    "Every page of the site invites readers to talk to a person, and this page says how. Write what happens when they "
    "ask.",
)
def support_page(library: Library) -> Iterator[Finding]:
    """Find a library whose invitation leads nowhere."""
    key = f"{Kind.PAGE}/{SUPPORT_PAGE}"
    if key not in library.broken_keys and not any(entry.is_published(library.today) for entry in library.find(key)):
        yield (
            Place(f"docs/{SUPPORT_PAGE}.md"),
            "this page is missing",
            "write it: who answers, when, and what happens then",
        )


@entry_check(
    "needed-page",
    "The home page or the support page was withdrawn.",
    "The home page leads to everything else, and every page invites readers to talk to a person, which the support "
    "page explains. A notice in their place would be a dead end. Change the text of the page instead.",
)
def needed_page(library: Entries) -> Iterator[Finding]:
    """Find pages that were withdrawn although the site needs them."""
    for entry in library.parsed_entries:
        if entry.kind is Kind.PAGE and entry.id in NEEDED_PAGES and entry.data.withdrawn is not None:
            yield entry.place("withdrawn", key=True), NEEDED_PAGES[entry.id], "delete the key withdrawn"


@entry_check(
    "reserved-id",
    "An id is a word that the site uses for something else.",
    "`/resources/by/` and `/case-studies/by/` are lists, and `index` is the name of a folder's first page. Ids of "
    "terms are places on the page of the glossary, where the site uses ids that begin with `os-`. Names such as `con` "
    "and `aux` mean a device on Windows: nobody there could unpack or copy a site with such a folder.",
)
def reserved_id(library: Entries) -> Iterator[Finding]:
    """Find entries whose id would hide other pages."""
    for entry in library.parsed_entries:
        is_frames = entry.kind is Kind.TERM and entry.id.startswith(FRAME_PREFIXES)
        if is_frames or (entry.kind is not Kind.PAGE and entry.id in {LISTS, HOME_PAGE}):
            yield entry.place("id"), f"id {entry.id!r} is used by the site itself", "choose another id"
        if entry.id in DEVICES and "id" in entry.values:  # another rule looks at names of files
            yield entry.place("id"), f"id {entry.id!r} is the name of a device on Windows", "choose another id"


@check(
    "duplicate-alias",
    "Two terms of the glossary claim the same word.",
    "Terms, aliases and abbreviations become links in texts; a word with two meanings would lead to the wrong one. In "
    "each language an equivalent belongs to one term, so that search leads to one place. The words of a withdrawn "
    "term are free again.",
)
def duplicate_alias(library: Library) -> Iterator[Finding]:
    """Find words that two terms claim: of texts, and of each language that search knows."""
    first: dict[tuple[str, str], tuple[Entry, tuple[str | int, ...]]] = {}
    main = library.settings.options.languages[0]
    for entry in library.all_entries:
        for language, word, loc in _words_of(entry, main):
            key = language, with_ascii_punctuation(word).casefold()
            before, its = first.setdefault(key, (entry, loc))
            if before is not entry:
                there = before.place(*its)
                where = f"{there.path}:{there.line}:{there.column}"
                message = f"{word!r} is a word for two terms: {entry.id!r} here, {before.id!r} at {where}"
                yield entry.place(*loc), message, "keep it at one of them"


def _words_of(entry: Entry, main: str) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Yield the language, the word and the place of each word of a term; ``main`` is the language of texts."""
    if isinstance(entry.data, Term):
        yield main, entry.title, ("title",)
        for name in ("aliases", "abbreviations"):
            for index, word in enumerate(entry.field(name)):
                yield main, word, (name, index)
        for language, words in entry.data.equivalents.items():
            for index, word in enumerate(words):
                yield language, word, ("equivalents", language, index)


@entry_check(
    "duplicate-pick",
    "A list names the same thing twice.",
    "Examples: a collection picks a resource twice, a table compares a tool with itself, a look back counts a country "
    "in two regions. Delete one of the two.",
)
def duplicate_pick(library: Entries) -> Iterator[Finding]:
    """Find what stands twice in a collection, a comparison or the countries of a look back."""
    for entry in library.all_entries:
        seen: set[tuple[str, str]] = set()
        for name, text, loc in _listed(entry):
            if (name, text) in seen:
                yield entry.place(*loc), f"{text!r} is listed twice", "keep one"
            seen.add((name, text))


def _listed(entry: Entry) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Yield the list, the id and the place of each item of lists in which it stands once."""
    if isinstance(entry.data, Collection):
        for index, pick in enumerate(entry.data.picks):
            yield "picks", pick.resource, ("picks", index, "resource")
    compares, figures = entry.field("compares"), entry.field("figures")
    for name in ("resources", "criteria") if compares is not None else ():
        for index, id_ in enumerate(getattr(compares, name)):
            yield name, id_, ("compares", name, index)
    for index, figure in enumerate(figures.countries if figures is not None else ()):
        yield "countries", figure.country, ("figures", "countries", index, "country")


CHECKS: tuple[Check, ...] = (
    duplicate_id,
    duplicate_url,
    same_page,
    reserved_page,
    menu_page,
    support_page,
    needed_page,
    reserved_id,
    duplicate_alias,
    duplicate_pick,
)
