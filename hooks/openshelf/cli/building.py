"""What ``openshelf build``, ``openshelf publish`` and ``openshelf verify`` do."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.check.run import read
from openshelf.cli.common import examine
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core import clock
from openshelf.core.problem import as_warnings, sorted_problems
from openshelf.core.store import Store
from openshelf.library.results import open_store
from openshelf.model.settings import read_settings
from openshelf.publish.blocked import blocked_folders
from openshelf.publish.build import BuildFailedError, build_into_fresh, keep_inventory, publish_or_discard, verify
from openshelf.publish.receipt import Receipt, inputs_of, keep_receipt
from openshelf.publish.release import (
    earlier_pages,
    release_report,
    report_text,
    vanished_pages,
    why_not_published,
    write_report,
)
from openshelf.publish.second_build import out_of_date

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.check.run import Checked, Unchecked
    from openshelf.core.problem import Problem

_NOTHING = "Nothing was built; the last good site is untouched."
_MOST_SHOWN = 20
"""Files that are named; one is enough to look for the cause."""


class _Checks:
    """The checks of a library, which run while its pages are planned."""

    def __init__(self, unchecked: Unchecked, store: Store, *, publishes: bool) -> None:
        self._unchecked, self._store, self._publishes = unchecked, store, publishes
        self.blocked = blocked_folders(unchecked.library.settings)
        """What stands in the way of a build."""
        self.are_passed = False

    @cached_property
    def checked(self) -> Checked:
        """The library and what the checks say of it."""
        return self._unchecked.check(self._store)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is told."""
        return sorted_problems([*self.checked.problems, *self.blocked])

    def passed(self) -> bool:
        """Check, tell what was found, and return whether the library may be built."""
        show(self.problems)
        if any(problem.is_error for problem in self.problems):
            print(_NOTHING)
        elif self._publishes and (refused := why_not_published(self.checked.library)):
            print(f"::error title=Not published::{refused}" if "GITHUB_ACTIONS" in os.environ else refused)
        else:
            self.are_passed = True
        return self.are_passed


def make(options: argparse.Namespace, *, publishes: bool) -> int:
    """Check, build, verify, and put the site into the last one's place."""
    inputs = inputs_of(options.config, options.engine, clock.today())
    settings, problems = read_settings(options.config)
    if settings is None:
        show(sorted_problems(problems))
        print(_NOTHING)
        return PROBLEMS
    # What is published is made from nothing.
    store = Store.nothing() if publishes else open_store(settings.file)
    unchecked = read(settings, clock.today(), store)
    library, checks = unchecked.library, _Checks(unchecked, store, publishes=publishes)
    if checks.blocked:
        checks.passed()
        return PROBLEMS
    try:
        folder, known, last, reasons = build_into_fresh(
            library, options.config, options.engine, store, options.why, checks.passed
        )
    except BuildFailedError:
        store.save()
        if checks.are_passed:
            print("The build stopped; the last good site is untouched.")
        return PROBLEMS
    checked = checks.checked
    print(*reasons, sep="\n", end="\n" if reasons else "")
    found = _lost_pages(options, checked, folder, publishes=publishes)
    verified = verify(library, folder, store, known)
    found += verified.problems
    print(verified.weights, flush=True)
    publish_or_discard(folder, found, last, verified.digests, store)
    is_good = not any(problem.is_error for problem in found)
    if publishes and is_good:
        _build_again(checked, options.engine, verified.digests)
    if is_good and inputs == inputs_of(options.config, options.engine, clock.today()):  # nobody wrote meanwhile
        receipt = Receipt(inputs, library.settings.site_dir, checks.problems, verified.weights, tuple(found))
        keep_receipt(store, library.settings, receipt)
    store.save()
    if found:
        show(found)
    if not is_good:
        print("The new site has problems and was thrown away; the last good site is untouched.")
        return PROBLEMS
    print(f"The site is in {library.settings.site_dir}/.")
    return OK


def _lost_pages(options: argparse.Namespace, checked: Checked, folder: Path, *, publishes: bool) -> list[Problem]:
    """Return which published addresses a new site loses, and write the report of a site that is to be published."""
    if not publishes and options.previous is None:
        return []
    before = earlier_pages(checked.library.settings.site, options.previous)
    if not before:
        print("There is no list of what was published before, so lost addresses were not looked for.")
    found, excused = vanished_pages(checked.library, before, folder)
    if not publishes:
        return as_warnings(found)
    report = release_report(checked, folder, (*checked.excused, *excused))
    write_report(folder, report)
    print(report_text(report))
    return found


def _build_again(checked: Checked, engine: str, digests: Mapping[str, bytes]) -> None:
    """Say what the results of earlier builds would have made otherwise."""
    differing = out_of_date(checked, engine, digests)
    if differing:
        print("A build from the results of earlier ones would have differed, so they were deleted. Please report it:")
        print(*differing[:_MOST_SHOWN], sep="\n")


def verify_site(options: argparse.Namespace) -> int:
    """Look at the built site."""
    checked, problems, _ = examine(options.config, clock.today())
    if checked is None:
        show(problems)
        return PROBLEMS
    settings = checked.library.settings
    if not settings.site.is_dir():
        print(f"There is no site in {settings.site_dir}/ yet: openshelf build makes it.", file=sys.stderr)
        return PROBLEMS
    found, weights, files = verify(checked.library, settings.site, Store.nothing(), {})
    keep_inventory(checked.library, files)
    print(weights)
    show(found)
    return PROBLEMS if any(problem.is_error for problem in found) else OK
