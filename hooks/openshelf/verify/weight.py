"""What a first view of each kind of page weighs, beside its budget in ``policy/budgets.yml``."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from openshelf.check.site_rules import PAGE_WEIGHT
from openshelf.core.problem import Place, Problem
from openshelf.core.store import digest
from openshelf.model.page_budgets import BUDGETS
from openshelf.verify.urls import file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openshelf.core.store import Store
    from openshelf.model.page_budgets import Budget

_WORD = re.compile(r"\w+")
_LOADED = (("link[rel=stylesheet]", "href"), ("link[rel=icon]", "href"), ("script[src]", "src"), ("img[src]", "src"))


Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True)
class Weight:
    """The largest page of a kind."""

    budget: Budget
    page: str
    size: int
    """Bytes of a first view."""
    allowed: int
    """Bytes that this page may have."""

    @property
    def excess(self) -> int:
        """Bytes beyond what is allowed, negative within the budget."""
        return self.size - self.allowed


def weigh(views: FirstViews, budgets: Sequence[Budget]) -> list[Weight]:
    """Return of the largest pages of each kind the one nearest to its limit or most beyond, in the order of budgets."""
    kinds = list(dict.fromkeys(budgets))
    pages: list[list[tuple[int, str]]] = [[] for _ in kinds]
    pattern = re.compile("|".join(f"({_pattern(budget.pages)})" for budget in kinds))
    for path, file in views.files.items():
        if path.endswith(".html") and (match := pattern.fullmatch(path)) and match.lastindex:
            pages[match.lastindex - 1].append((file.size, path))
    found = []
    for budget, among in zip(kinds, pages, strict=True):
        weights = [_weight(views, budget, page) for _, page in sorted(among)[-_WEIGHED_PAGES:]]
        if weights:
            found.append(max(weights, key=lambda weight: (weight.excess, weight.page)))
    return found


_WEIGHED_PAGES = 3
"""Pages of a kind that are weighed: the largest file is not always the heaviest once compressed."""


def _weight(views: FirstViews, budget: Budget, page: str) -> Weight:
    words = views.words(page) if budget.words is not None else 0
    return Weight(budget, page, views.size(page), budget.allowed(words))


class SiteFile(NamedTuple):
    """What is known of a file without reading it."""

    size: int
    digest: bytes


@dataclass(frozen=True)
class FirstViews:
    """What readers' devices fetch before they show a page; what was measured once is kept in ``store``."""

    site: Path
    base: str
    """As for links."""
    files: Mapping[str, SiteFile]
    store: Store

    def words(self, page: str) -> int:
        """Return the words of a page's main part."""
        return self._kept("words", self.files[page].digest, lambda: count_words(self._text(page)))

    def size(self, page: str) -> int:
        """Return the bytes, compressed, of a page and of what it loads by itself."""
        key = digest(page, self.base, self.files[page].digest)
        loaded = self._kept("loaded", key, lambda: loaded_files(self._text(page), page, self.base))
        return sum(self._compressed(path) for path in {page, *loaded} if path in self.files)

    def _compressed(self, path: str) -> int:
        read = (self.site / path).read_bytes
        return self._kept("compressed", self.files[path].digest, lambda: len(gzip.compress(read(), 6)))

    def _text(self, page: str) -> str:
        return (self.site / page).read_text(encoding="utf-8")

    def _kept(self, room: str, key: bytes, measure: Callable[[], Measured]) -> Measured:
        value: Measured | None = self.store.get(room, key)
        if value is None:
            value = measure()
            self.store.put(room, key, value)
        return value


def count_words(html: str) -> int:
    """Return the words of a page's main part, without menus and scripts: the frame must not raise its own limit."""
    main = LexborHTMLParser(html).css_first("main")
    if main is None:
        return 0
    for node in main.css("nav, script"):
        node.decompose()
    return len(_WORD.findall(main.text(separator=" ")))


def loaded_files(html: str, page: str, base: str) -> list[str]:
    """Return the files of the site that a page loads by itself; wrong links are the concern of another check."""
    tree = LexborHTMLParser(html)
    links = [node.attributes.get(name) or "" for selector, name in _LOADED for node in tree.css(selector)]
    return sorted(set(_files(links, page, base)))


def _files(links: Sequence[str], page: str, base: str) -> Iterator[str]:
    for link in links:
        try:
            parts = urlsplit(link)
        except ValueError:
            continue
        file = None if parts.scheme or parts.netloc else file_of(page, unquote(parts.path), base)
        if file is not None:
            yield file


def check_weight(weights: Sequence[Weight], sources: Mapping[str, Place]) -> list[Problem]:
    """Return the kinds of page that are over their budget; ``sources`` says where the texts of pages are written."""
    return [_too_heavy(weight, sources.get(weight.page)) for weight in weights if weight.excess > 0]


def _too_heavy(weight: Weight, source: Place | None) -> Problem:
    budget = weight.budget
    message = f"{weight.page} weighs {weight.size} bytes, {weight.allowed} are allowed for {budget.name}"
    if source is None:
        return PAGE_WEIGHT.at(Place(BUDGETS), message, "this page lists many entries: allow more here")
    return PAGE_WEIGHT.at(source, message, f"make pictures smaller, split the text, or allow more in {BUDGETS}")


def table(weights: Sequence[Weight]) -> str:
    """Return the weights as lines of text."""
    rows = [
        f"{weight.size / 1000:6.1f} of {weight.allowed / 1000:5.1f} kB  {weight.budget.name}: {weight.page}"
        for weight in weights
    ]
    return "\n".join(["First view of the largest page of each kind, gzip:", *rows])


def _pattern(glob: str) -> str:
    parts = re.split(r"(\*\*/?|\*)", glob)
    return "".join({"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*"}.get(part) or re.escape(part) for part in parts)
