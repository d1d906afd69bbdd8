"""The list of SHA-256 sums of a site: anyone can rebuild the site, or look at a mirror, and compare."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from openshelf.check.site_rules import BUILT_SUM, VANISHED_PAGE
from openshelf.core.problem import Place, Problem
from openshelf.model.sections import LISTS, QUESTIONS, Section

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUMS = "SHA256SUMS"
"""The list's name at the root of the site; ``sha256sum --check SHA256SUMS`` reads it."""


_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_LISTS = re.compile(rf"(?:^|/){LISTS}/|^{Section.THEMES}/[^/]+/{QUESTIONS}/")
"""Pages that come and go with what they list."""


def checksums(site: Path) -> dict[str, str]:
    """Return the SHA-256 sum of every file of a site but the list itself, by path, in the order of paths."""
    files = sorted(file for file in site.rglob("*") if file.is_file() and file != site / SUMS)
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def checksum_lines(found: dict[str, str]) -> str:
    """Return sums as ``sha256sum`` writes them."""
    return "".join(f"{sum_}  {path}\n" for path, sum_ in found.items())


def read_sums(text: str) -> dict[str, str]:
    """Read such a list; lines of another form are left out."""
    return {match[2]: match[1] for line in text.splitlines() if (match := _LINE.fullmatch(line))}


def check_sums(site: Path) -> list[Problem]:
    """Compare a site with its own list; a site without one was not published."""
    if not (site / SUMS).is_file():
        return []
    listed, there = read_sums((site / SUMS).read_text(encoding="utf-8")), checksums(site)
    problems = [
        BUILT_SUM.at(Place(path), "this file is in the list, but not in the site")
        for path in listed.keys() - there.keys()
    ]
    problems += [BUILT_SUM.at(Place(path), "this file is not in the list") for path in there.keys() - listed.keys()]
    changed = [path for path, sum_ in there.items() if listed.get(path, sum_) != sum_]
    return problems + [BUILT_SUM.at(Place(path), "this file was changed after the build") for path in changed]


def check_vanished(before: Iterable[str], after: Iterable[str]) -> list[Problem]:
    """Return the pages of an earlier site that a new one lacks; ``before`` and ``after`` are paths of files."""
    there = set(after)
    return [
        VANISHED_PAGE.at(
            Place(path),
            f"/{path.removesuffix('index.html')} was published, but is gone",
            "withdraw the entry instead of deleting it",
            found=f"/{path.removesuffix('index.html')}",
        )
        for path in sorted(set(before))
        if path.endswith("/index.html") and path not in there and not _LISTS.search(path)
    ]
