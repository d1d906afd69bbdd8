"""Build the site so that it is never half there: check, build into a fresh folder, verify, then swap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.core.gc_pause import gc_paused
from openshelf.core.site_folder import FRESH, OLD, discard, is_empty, require_no_link, require_ours
from openshelf.core.store import Store
from openshelf.model.kinds import Kind
from openshelf.model.page_budgets import read_budgets
from openshelf.model.protected_names import protection
from openshelf.publish import engine
from openshelf.publish.link_sources import link_sources
from openshelf.publish.unpublished import published_texts, unpublished_texts
from openshelf.site.assets import served_scripts
from openshelf.site.frame import site_base
from openshelf.site.handover import Handover
from openshelf.sources.files import replace_contents
from openshelf.verify.inventory import INVENTORY, as_json, inventory
from openshelf.verify.sums import check_sums
from openshelf.verify.weight import check_weight, table, weigh
from openshelf.verify.whole_site import ForbiddenContent, check_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from openshelf.check.run import Checked
    from openshelf.core.problem import Place, Problem
    from openshelf.library.library import Library
    from openshelf.verify.whole_site import SiteReport


class BuildFailedError(Exception):
    """The engine refused to build; what it said has been printed."""


def recover(site: Path) -> None:
    """Finish what a killed build left: if it died between its two renames, the old site gets its name back.

    Raises FileExistsError, and changes nothing, where a folder is not ours.
    """
    old, folder = site.with_name(OLD), site.with_name(FRESH)
    for each in (site, old, folder):
        require_ours(each)
    discard(folder)
    if old.exists() and is_empty(site):
        discard(site)
        old.rename(site)
    elif old.exists():
        _throw_away(old, folder)


def build_into_fresh(checked: Checked, config: Path, program: str = "mkdocs", store: Store | None = None) -> Path:
    """Let the engine build the site of checked sources into a folder of its own, and return that folder.

    Raises BuildFailedError if the engine stops.
    """
    site = checked.library.settings.site
    recover(site)
    folder = site.with_name(FRESH)
    if not engine.run(program, config, folder, Handover(checked, store or Store.nothing(), site)):
        discard(folder)
        raise BuildFailedError
    return folder


def publish_or_discard(folder: Path, library: Library, problems: Iterable[Problem]) -> None:
    """Put a fresh site into the old one's place if nothing is wrong with it; throw it away otherwise."""
    if any(problem.is_error for problem in problems):
        discard(folder)
    else:
        replace_site(folder, library.settings.site)


def verify(library: Library, site: Path) -> tuple[list[Problem], str]:
    """Look at a built site as readers get it, and keep the list of its links.

    Returns what is wrong, and the table of weights.
    """
    budgets, _ = read_budgets(library.settings.root)
    weights = weigh(site, budgets, site_base(library.settings))
    forbidden = ForbiddenContent(
        tuple(unpublished_texts(library)), published_texts(library), protection(library.settings.root).finder
    )
    written = link_sources(library)
    with gc_paused():
        report = check_site(site, library.settings.site_url, set(served_scripts().values()), forbidden, written)
        _keep_inventory(library.settings.root / INVENTORY, report, written)
    sources = {f"{e.address}index.html": e.place() for kind in Kind for e in library.published(kind)}
    return [*report.problems, *check_weight(weights, sources), *check_sums(site)], table(weights)


def _keep_inventory(file: Path, report: SiteReport, written: Mapping[str, Sequence[Place]]) -> None:
    require_no_link(file.parent)
    replace_contents(file, as_json(inventory(report.linked, written)).encode("utf-8"))


def replace_site(folder: Path, site: Path) -> None:
    """Give the new site the old one's name, by two renames; :func:`recover` fixes a kill between them.

    Raises FileExistsError for a site that is not ours.
    """
    old = site.with_name(OLD)
    require_ours(site)
    if site.exists():
        site.rename(old)
    folder.rename(site)
    if old.exists():
        _throw_away(old, folder)


def _throw_away(old: Path, folder: Path) -> None:
    """Remove an old site under the name of what is never wanted, so that a site with the old one's name is whole."""
    old.rename(folder)
    discard(folder)
