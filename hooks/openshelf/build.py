"""Build the site so that it is never half there: check, build into a fresh folder, verify, then swap."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from openshelf.pages.frame import site_base
from openshelf.verify.links import check_links
from openshelf.verify.weight import check_weight, read_budgets, table, weigh

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.library import Library
    from openshelf.problem import Problem

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


def build(library: Library, config: Path, engine: str = "mkdocs") -> list[Problem]:
    """Build the site of checked sources; it replaces the old one only if nothing is wrong with it.

    Returns what is wrong with the built site. Raises BuildFailedError if the engine stops.
    """
    site = library.settings.root / library.settings.site_dir
    repair(site)
    fresh = site.with_name(FRESH)
    command = [
        sys.executable,
        "-m",
        engine,
        "build",
        "--strict",
        "--config-file",
        str(config.resolve()),
        "--site-dir",
        str(fresh),
    ]
    done = subprocess.run(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False)  # noqa: S603 - our own command
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise BuildFailedError
    problems, weights = verify(library, fresh)
    print(weights, flush=True)
    if problems:
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        swap(fresh, site)
    return problems


def verify(library: Library, site: Path) -> tuple[list[Problem], str]:
    """Look at a built site as readers get it. Returns what is wrong, and the table of weights."""
    budgets, problems = read_budgets(library.settings.root)
    base = site_base(library.settings)
    weights = weigh(site, budgets, base)
    return [*problems, *check_links(site, base), *check_weight(weights)], table(weights)


def swap(fresh: Path, site: Path) -> None:
    """Give the new site the old one's name, by two renames; :func:`repair` mends a kill between them."""
    old = site.with_name(OLD)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
