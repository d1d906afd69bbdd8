"""Build the site so that it is never half there: check, build into a fresh folder, verify, then swap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf.core.gc_pause import gc_paused
from openshelf.core.site_folder import FRESH, OLD, discard, is_empty, require_no_link, require_ours
from openshelf.core.store import Store, digest
from openshelf.model.kinds import Kind
from openshelf.model.page_budgets import read_budgets
from openshelf.model.protected_names import protection
from openshelf.publish import engine
from openshelf.publish.link_sources import link_sources
from openshelf.publish.reuse import LastSite, complete, remember, set_aside
from openshelf.publish.unpublished import published_texts, unpublished_texts
from openshelf.site.assets import served_scripts
from openshelf.site.frame import site_base
from openshelf.site.handover import Handover
from openshelf.sources.files import replace_contents
from openshelf.verify.inventory import INVENTORY, inventory
from openshelf.verify.sums import check_sums
from openshelf.verify.weight import FirstViews, SiteFile, check_weight, table, weigh
from openshelf.verify.whole_site import ForbiddenContent, check_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from openshelf.core.problem import Place, Problem
    from openshelf.library.library import Library
    from openshelf.verify.extracts import SiteFiles
    from openshelf.verify.weight import Weight

_SCRIPTS, _WEIGHTS = "scripts", "weights"


class BuildFailedError(Exception):
    """There is no site: the library may not be built, or the engine refused to; why has been printed."""


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


class Built(NamedTuple):
    """A site that nobody has looked at."""

    folder: Path
    """A folder of its own, or that of the last site if it is the same."""
    digests: Mapping[str, bytes]
    """Keys of the bytes of files that are known, by path."""
    last: LastSite
    """The site that it may take the place of."""
    reasons: Sequence[str]
    """Why the page that was asked about is made again."""


def build_into_fresh(
    library: Library,
    config: Path,
    program: str = "mkdocs",
    store: Store | None = None,
    why: str = "",
    goes_on: Callable[[], bool] = lambda: True,
) -> Built:
    """Let the engine build the site of a library into a folder of its own; ``store`` has earlier results, if any.

    Of the page at the address ``why`` it says why it is made again. ``goes_on`` checks the library while its pages are
    planned, and says whether it may be built. Raises BuildFailedError if it may not, and if the engine stops.
    """
    settings, results = library.settings, store or Store.nothing()
    recover(settings.site)
    last = LastSite.read(settings.site, settings.root, results)
    folder = settings.site.with_name(FRESH)
    handover = Handover(library, results, last.held_at, program, why=why)
    claims = engine.run(config, folder, handover, goes_on)
    if claims is None:
        discard(folder)
        raise BuildFailedError
    return Built(*complete(folder, claims, last), last, handover.reasons)


def publish_or_discard(
    folder: Path, problems: Iterable[Problem], last: LastSite, digests: Mapping[str, bytes], store: Store
) -> None:
    """Put a fresh site into the last one's place if nothing is wrong with it; throw it away otherwise.

    ``folder`` is that of the last site where nothing changed. ``digests`` are of the bytes of its files; what is known
    of them helps the next build.
    """
    if folder == last.folder:
        return
    if any(problem.is_error for problem in problems):
        discard(folder)
    else:
        replace_site(folder, last, digests)
        remember(last.folder, digests, last, store)


class Verified(NamedTuple):
    """What a look at a built site says."""

    problems: list[Problem]
    weights: str
    """A table."""
    files: SiteFiles
    """What was found in every file."""

    @property
    def digests(self) -> dict[str, bytes]:
        """Return the digests of the bytes of every file, by path."""
        return {path: found.digest for path, found in self.files.files.items()}


def verify(library: Library, site: Path, store: Store, known: Mapping[str, bytes]) -> Verified:
    """Look at a built site as readers get it.

    ``known`` are digests of the bytes of files that somebody has just written or found to be as they were.
    """
    settings = library.settings
    names = protection(settings.root).finder
    forbidden = ForbiddenContent(tuple(unpublished_texts(library)), published_texts(library), names)
    with gc_paused():
        report = check_site(
            site, settings.site_url, _own_files(store), store, forbidden, lambda: link_sources(library), known
        )
    weights = _weights(library, site, report.files, store)
    sources = _places_of_pages(library) if any(weight.excess > 0 for weight in weights) else {}
    problems = [*report.problems, *check_weight(weights, sources), *check_sums(site)]
    return Verified(problems, table(weights), report.files)


def keep_inventory(library: Library, files: SiteFiles) -> None:
    """Write the list of the links of a site beside what is kept for builds."""
    file = library.settings.root / INVENTORY
    require_no_link(file.parent)
    replace_contents(file, inventory(files, link_sources(library)).encode("utf-8"))


def _places_of_pages(library: Library) -> dict[str, Place]:
    """Return where the texts of pages are written."""
    return {f"{entry.address}index.html": entry.place() for kind in Kind for entry in library.published(kind)}


def _own_files(store: Store) -> frozenset[bytes]:
    """Return the contents of the theme's scripts; they depend on nothing but our code."""
    kept: frozenset[bytes] | None = store.get(_SCRIPTS, b"")
    if kept is None:
        kept = frozenset(served_scripts().values())
        store.put(_SCRIPTS, b"", kept)
    return kept


def _weights(library: Library, site: Path, found: SiteFiles, store: Store) -> list[Weight]:
    """Return what the pages of a site weigh; with the same budgets and files it is the same."""
    base, (budgets, _) = site_base(library.settings), read_budgets(library.settings.root)
    key = digest(found.key, base, *(budget.model_dump_json() for budget in budgets))
    kept: list[Weight] | None = store.get(_WEIGHTS, key)
    if kept is None:
        files = {path: SiteFile(file.size, file.digest) for path, file in found.files.items()}
        kept = weigh(FirstViews(site, base, files, store), budgets)
        store.put(_WEIGHTS, key, kept)
    return kept


def replace_site(folder: Path, last: LastSite, digests: Mapping[str, bytes]) -> None:
    """Give the new site the last one's name, by two renames; :func:`recover` fixes a kill between them.

    Raises FileExistsError for a site that is not ours.
    """
    site, old = last.folder, last.folder.with_name(OLD)
    require_ours(site)
    if site.exists():
        site.rename(old)
    folder.rename(site)
    if old.exists() and not set_aside(old, last, digests):
        _throw_away(old, folder)


def _throw_away(old: Path, folder: Path) -> None:
    """Remove an old site under the name of what is never wanted, so that a site with the old one's name is whole."""
    old.rename(folder)
    discard(folder)
