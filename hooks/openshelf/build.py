"""Build the site so that it is never half there: check, build into a fresh folder, verify, then swap."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf import engine
from openshelf.model.kinds import Kind
from openshelf.model.protected import protection
from openshelf.pages.addresses import address
from openshelf.pages.frame import site_base
from openshelf.verify.inventory import INVENTORY, as_json, inventory
from openshelf.verify.site import Wary, check_site
from openshelf.verify.sums import check_sums
from openshelf.verify.weight import check_weight, read_budgets, table, weigh
from openshelf.withheld import published, withheld
from openshelf.written_links import written_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openshelf.check.catalogue import Checked
    from openshelf.library.library import Library
    from openshelf.problem import Place, Problem
    from openshelf.verify.site import Looked

THEME_ASSETS = Path(__file__).resolve().parents[2] / "theme" / "assets"
"""The only scripts that the site may run."""
FRESH, OLD = ".site-fresh", ".site-old"
"""Folders beside the site: where the new one grows, and where the old one waits while the names change."""


class BuildFailedError(Exception):
    """The engine refused to build; what it said has been printed."""


def repair(site: Path) -> None:
    """Finish what a killed build left: if it died between its two renames, the old site gets its name back."""
    old = site.with_name(OLD)
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(site.with_name(FRESH), ignore_errors=True)


def fresh(checked: Checked, config: Path, program: str = "mkdocs") -> Path:
    """Let the engine build the site of checked sources into a folder of its own, and return that folder.

    Raises BuildFailedError if the engine stops.
    """
    site = checked.library.settings.site
    repair(site)
    folder = site.with_name(FRESH)
    if not engine.run(program, config, folder, checked):
        shutil.rmtree(folder, ignore_errors=True)
        raise BuildFailedError
    return folder


def settle(folder: Path, library: Library, problems: Iterable[Problem]) -> None:
    """Put a fresh site into the old one's place if nothing is wrong with it; throw it away otherwise."""
    if any(problem.is_error for problem in problems):
        shutil.rmtree(folder, ignore_errors=True)
    else:
        swap(folder, library.settings.site)


def verify(library: Library, site: Path) -> tuple[list[Problem], str]:
    """Look at a built site as readers get it, and keep the list of its links.

    Returns what is wrong, and the table of weights.
    """
    budgets, _ = read_budgets(library.settings.root)
    weights = weigh(site, budgets, site_base(library.settings))
    wary = Wary(tuple(withheld(library)), published(library), protection(library.settings.root).finder)
    own_files = {file.read_bytes() for file in THEME_ASSETS.glob("*.js")}
    written = written_links(library)
    looked = check_site(site, library.settings.site_url, own_files, wary, written)
    _keep_inventory(library.settings.root / INVENTORY, looked, written)
    sources = {f"{address(e)}index.html": e.place() for kind in Kind for e in library.published(kind)}
    return [*looked.problems, *check_weight(weights, sources), *check_sums(site)], table(weights)


def _keep_inventory(file: Path, looked: Looked, written: Mapping[str, Sequence[Place]]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(as_json(inventory(looked.linked, written)), encoding="utf-8", newline="\n")


def swap(folder: Path, site: Path) -> None:
    """Give the new site the old one's name, by two renames; :func:`repair` mends a kill between them."""
    old = site.with_name(OLD)
    if site.exists():
        site.rename(old)
    folder.rename(site)
    shutil.rmtree(old, ignore_errors=True)
