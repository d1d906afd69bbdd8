"""What a first view of each kind of page weighs, beside its budget in ``policy/budgets.yml``."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field
from selectolax.lexbor import LexborHTMLParser

from openshelf.model import fields as f
from openshelf.model.lists import read_list
from openshelf.problem import Place, Problem, Rule, Severity
from openshelf.verify.addresses import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PAGE_WEIGHT = Rule(
    "page-weight",
    "A first view of a page stays within its budget.",
    "Readers pay for every byte on a slow line. `policy/budgets.yml` says how much each kind of page may weigh, with "
    "its style sheet, scripts and pictures, compressed. Make pictures smaller, split the text, or raise the budget. It "
    "stops nobody: a library grows, and a text that is needed may be long.",
    Severity.WARNING,
)
BUDGETS = "policy/budgets.yml"
USUAL = 75_000
"""Bytes that any page may have where no budget fits: design.md's limit for text pages."""
_LOADED = (("link[rel=stylesheet]", "href"), ("link[rel=icon]", "href"), ("script[src]", "src"), ("img[src]", "src"))


class Budget(BaseModel):
    """What pages of one kind may weigh."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    name: f.Phrase
    """The kind of page, in words."""
    pages: f.Line
    """A pattern of paths of the built site: ``*`` within one part, ``**`` across parts."""
    most: Annotated[f.Count, Field(ge=1)]
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The largest page of a kind."""

    budget: Budget
    page: str
    size: int
    """Bytes of a first view."""


def read_budgets(root: Path) -> tuple[list[Budget], list[Problem]]:
    """Read the budgets of a library; without the file, one for all pages."""
    usual = [Budget(name="every page", pages="**", most=USUAL)]
    items, problems = read_list(root, BUDGETS, Budget, "name")
    return [*(item.data for item in items), *usual], problems


def weigh(site: Path, budgets: Sequence[Budget], base: str = "/") -> list[Weight]:
    """Return the heaviest of the largest pages of each kind, in the order of the budgets; ``base`` as for links."""
    patterns = [(budget, _pattern(budget.pages)) for budget in budgets]
    pages: dict[Budget, list[tuple[int, str]]] = {}
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix()
        budget = next((budget for budget, pattern in patterns if pattern.fullmatch(path)), None)
        if budget is not None:
            pages.setdefault(budget, []).append((file.stat().st_size, path))
    sizes: dict[str, int] = {}
    found = []
    for budget in dict.fromkeys(budgets):
        largest = sorted(pages.get(budget, []))[-_LOOKED_AT:]
        if largest:
            size, page = max((first_view(site, page, base, sizes), page) for _, page in largest)
            found.append(Weight(budget, page, size))
    return found


_LOOKED_AT = 3
"""Pages of a kind that are weighed: the largest file is not always the heaviest once compressed."""


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
    return [_too_heavy(weight, sources.get(weight.page)) for weight in weights if weight.size > weight.budget.most]


def _too_heavy(weight: Weight, source: Place | None) -> Problem:
    budget = weight.budget
    said = f"{weight.page} weighs {weight.size} bytes, {budget.most} are allowed for {budget.name}"
    if source is None:
        return PAGE_WEIGHT.at(Place(BUDGETS), said, "it is made from many entries: allow more here")
    return PAGE_WEIGHT.at(source, said, f"make pictures smaller, split the text, or allow more in {BUDGETS}")


def table(weights: Sequence[Weight]) -> str:
    """Return the weights as lines of text."""
    rows = [
        f"{weight.size / 1000:6.1f} of {weight.budget.most / 1000:5.1f} kB  {weight.budget.name}: {weight.page}"
        for weight in weights
    ]
    return "\n".join(["First view of the largest page of each kind, gzip:", *rows])


def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/?|\*)", glob)
    return re.compile(
        "".join({"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*"}.get(part) or re.escape(part) for part in parts)
    )
