"""Weighing the pages of a folder as they lie there, without anything that was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.core.store import Store, digest
from openshelf.verify.walk import walk
from openshelf.verify.weight import FirstViews, SiteFile, Weight, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from openshelf.model.page_budgets import Budget


def first_views(site: Path, base: str = "/", store: Store | None = None) -> FirstViews:
    """Return what readers' devices fetch of a site; ``base`` is as for links."""
    files = {path: (site / path).read_bytes() for path, _ in walk(site)}
    known = {path: SiteFile(len(data), digest(data)) for path, data in files.items()}
    return FirstViews(site, base, known, store or Store.nothing())


def weighed(site: Path, budgets: Sequence[Budget]) -> list[Weight]:
    """Weigh a site against budgets."""
    return weigh(first_views(site), budgets)
