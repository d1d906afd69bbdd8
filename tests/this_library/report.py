"""What is still wished for in this repository's own library: a report that stops nobody.

What must hold in every library is a rule of ``openshelf check``. Prints one line a wish; run by `make bench`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT / "tests")]

from openshelf.core import clock  # noqa: E402 - the path comes first
from openshelf.core.store import Store  # noqa: E402
from openshelf.library.load import load  # noqa: E402
from openshelf.model.fields import CALLOUTS  # noqa: E402
from openshelf.model.kinds import Kind  # noqa: E402
from openshelf.model.settings import read_settings  # noqa: E402
from test_promises import PROMISES  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library

FEWEST = {Kind.RESOURCE: 200, Kind.COLLECTION: 6, Kind.TERM: 60, Kind.CASE_STUDY: 8, Kind.GUIDE: 6, Kind.UPDATE: 4}
"""Entries of a kind that make it worth browsing, as the library was planned."""
MIN_IN_A_THEME = 8
"""Resources that a theme should offer."""
MIN_WORDS = 700
"""Words of a guide that has substance; CONTRIBUTING.md says the same."""
MIN_COMPARED = 5
"""Tools that a comparison should have."""
LIMITS = ("give somebody away", "consent was free", "copy is forgotten")
"""Words of what no machine can promise."""


def wishes(library: Library) -> Iterator[str]:
    """Yield what the library lacks, a line each."""
    for kind, fewest in FEWEST.items():
        number = len(library.listed(kind))
        if number < fewest:
            yield f"{number} of kind {kind}, {fewest} are wished for"
    resources = Counter(theme for entry in library.listed(Kind.RESOURCE) for theme in entry.themes)
    for theme in library.listed(Kind.THEME):
        if resources[theme.id] < MIN_IN_A_THEME:
            yield f"{theme.path}: {resources[theme.id]} resources, {MIN_IN_A_THEME} are wished for"
    for guide in library.listed(Kind.GUIDE):
        words = len(guide.body.text.split()) if guide.body else 0
        if words < MIN_WORDS:
            yield f"{guide.path}: {words} words, {MIN_WORDS} are wished for"
        lacking = set(CALLOUTS) - {callout.kind for callout in guide.body.callouts} if guide.body else set(CALLOUTS)
        if lacking:
            yield f"{guide.path}: no callout {', '.join(sorted(lacking))}"
        compares = guide.field("compares")
        if compares and len(compares.resources) < MIN_COMPARED:
            yield f"{guide.path}: compares {len(compares.resources)}, {MIN_COMPARED} are wished for"


def promises(page: str) -> Iterator[str]:
    """Yield where the page of promises and the tests behind them are not about the same."""
    said = re.findall(r"^\d\. \*\*(.+?)\*\*", page, re.MULTILINE)
    kept = [promise.words for promise in PROMISES]
    yield from (f"docs/promises.md: no test is named for {words!r}" for words in said if words not in kept)
    yield from (f"docs/promises.md: {words!r} is kept by tests and not promised" for words in kept if words not in said)
    limits = page.partition("{#limits}")[2].partition("## ")[0]
    yield from (f"docs/promises.md: does not say {words!r}" for words in LIMITS if words not in limits)


def main() -> int:
    """Print the report."""
    settings, problems = read_settings(PROJECT / "mkdocs.yml")
    if settings is None:
        sys.exit("\n".join(map(str, problems)))
    library, _ = load(settings, clock.today(), Store.nothing())
    page = PROJECT / "docs/promises.md"
    found = [*wishes(library), *(promises(page.read_text(encoding="utf-8")) if page.is_file() else ())]
    print("\n".join(found) or "This library has all that was wished for.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
