"""What a first view of each kind of page weighs, beside its budget in ``policy/budgets.yml``."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from openshelf.check.site_rules import PAGE_WEIGHT
from openshelf.core.problem import Place, Problem
from openshelf.model.page_budgets import BUDGETS
from openshelf.verify.urls import file_of
from openshelf.verify.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from openshelf.model.page_budgets import Budget

_WORD = re.compile(r"\w+")
_LOADED = (("link[rel=stylesheet]", "href"), ("link[rel=icon]", "href"), ("script[src]", "src"), ("img[src]", "src"))


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


def weigh(site: Path, budgets: Sequence[Budget], base: str = "/") -> list[Weight]:
    """Return of the largest pages of each kind the one nearest to its limit or most beyond, in the order of budgets.

    ``base`` is as for links.
    """
    patterns = [(budget, _pattern(budget.pages)) for budget in budgets]
    pages: dict[Budget, list[tuple[int, str]]] = {}
    for path, entry in walk(site):
        if not path.endswith(".html"):
            continue
        budget = next((budget for budget, pattern in patterns if pattern.fullmatch(path)), None)
        if budget is not None:
            pages.setdefault(budget, []).append((entry.stat().st_size, path))
    sizes: dict[str, int] = {}
    found = []
    for budget in dict.fromkeys(budgets):
        largest = sorted(pages.get(budget, []))[-_WEIGHED_PAGES:]
        if largest:
            weights = [_weight(site, budget, page, base, sizes) for _, page in largest]
            found.append(max(weights, key=lambda weight: (weight.excess, weight.page)))
    return found


_WEIGHED_PAGES = 3
"""Pages of a kind that are weighed: the largest file is not always the heaviest once compressed."""


def _weight(site: Path, budget: Budget, page: str, base: str, sizes: dict[str, int]) -> Weight:
    words = count_words((site / page).read_text(encoding="utf-8")) if budget.words is not None else 0
    return Weight(budget, page, first_view(site, page, base, sizes), budget.allowed(words))


def count_words(html: str) -> int:
    """Return the words of a page's main part, without menus and scripts: the frame must not raise its own limit."""
    main = LexborHTMLParser(html).css_first("main")
    if main is None:
        return 0
    for node in main.css("nav, script"):
        node.decompose()
    return len(_WORD.findall(main.text(separator=" ")))


def first_view(site: Path, page: str, base: str, sizes: dict[str, int]) -> int:
    """Return the bytes of a page and of what it loads by itself; ``sizes`` remembers files."""
    tree = LexborHTMLParser((site / page).read_text(encoding="utf-8"))
    links = [node.attributes.get(name) or "" for selector, name in _LOADED for node in tree.css(selector)]
    loaded = {page, *_files(links, page, base)}
    return sum(_compressed(site, path, sizes) for path in loaded if (site / path).is_file())


def _files(links: Sequence[str], page: str, base: str) -> Iterator[str]:
    """Yield the files of the site that links on a page mean; wrong links are the concern of another check."""
    for link in links:
        try:
            parts = urlsplit(link)
        except ValueError:
            continue
        file = None if parts.scheme or parts.netloc else file_of(page, unquote(parts.path), base)
        if file is not None:
            yield file


def _compressed(site: Path, path: str, sizes: dict[str, int]) -> int:
    if path not in sizes:
        sizes[path] = len(gzip.compress((site / path).read_bytes(), 6))
    return sizes[path]


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


def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/?|\*)", glob)
    return re.compile(
        "".join({"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*"}.get(part) or re.escape(part) for part in parts)
    )
