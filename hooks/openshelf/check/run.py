"""All rules, and the one place that runs them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from openshelf.check import (
    anchors,
    characters,
    consent,
    drafts,
    exceptions,
    facts,
    files,
    first_steps,
    frameworks,
    identity,
    link_targets,
    link_words,
    look,
    markup,
    media,
    outdated_settings,
    personal,
    plain_words,
    protected_names,
    references,
    resources,
    rulebook,
    search_words,
    secrets,
    series,
    single_files,
    site_rules,
    stray_markup,
    structure,
    unpublished,
)
from openshelf.check.kept_problems import problems_of_entries, results_of_files
from openshelf.check.rule_function import Reach
from openshelf.core.gc_pause import gc_paused
from openshelf.core.parallel import aside
from openshelf.core.problem import Problem, Rule, sorted_problems
from openshelf.library import catalogue, description, load, reading, texts
from openshelf.library import link_states as link_memory
from openshelf.linkcheck import report as new_links
from openshelf.model import convert, settings
from openshelf.model.page_budgets import read_budgets
from openshelf.sources import document, limits, text, yaml_diagnostics, yaml_source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from openshelf.check.rule_function import Check
    from openshelf.core.store import Store, Taken
    from openshelf.library.library import Library
    from openshelf.library.part import SomeFiles

CHECKS: tuple[Check, ...] = (
    *references.CHECKS,
    *identity.CHECKS,
    *structure.CHECKS,
    *series.CHECKS,
    *anchors.CHECKS,
    *facts.CHECKS,
    *frameworks.CHECKS,
    *first_steps.CHECKS,
    *plain_words.CHECKS,
    *markup.CHECKS,
    *outdated_settings.CHECKS,
    *stray_markup.CHECKS,
    *link_targets.CHECKS,
    *link_words.CHECKS,
    *resources.CHECKS,
    *characters.CHECKS,
    *files.CHECKS,
    *look.CHECKS,
    *search_words.CHECKS,
    *single_files.CHECKS,
    *personal.CHECKS,
    *consent.CHECKS,
    *protected_names.CHECKS,
    *secrets.CHECKS,
    *unpublished.CHECKS,
)
"""Rules about the library as a whole."""

_MODULES = (
    text,
    limits,
    yaml_diagnostics,
    yaml_source,
    document,
    settings,
    convert,
    catalogue,
    reading,
    texts,
    description,
    link_memory,
    new_links,
    media,
    exceptions,
    rulebook,
    site_rules,
)
"""Where rules stand that are not about the library as a whole."""

RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys(
        [value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)]
        + [check.rule for check in CHECKS]
    )
)
"""Every rule once."""
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}


def run(library: Library, store: Store) -> list[Problem]:
    """Return what every check finds in a library; ``store`` keeps what is found in single entries and files."""
    results = results_of_files(library, library.today, CHECKS, store)
    found = [problem for check in CHECKS if check.reach is Reach.LIBRARY for problem in check.run(library)]
    found += problems_of_entries(library, CHECKS, store)
    in_files, gathered = results()
    for check in CHECKS:
        if check.gather is not None:
            found += check.run(library, gathered[check.gather])
    return [*found, *in_files, *media.problems(library)]


def _look(today: dt.date, store: Store, part: SomeFiles) -> None:
    """Look at single entries and files of a part of a library, for the store."""
    results_of_files(part, today, CHECKS, store)()
    problems_of_entries(part, CHECKS, store)


class Checked(NamedTuple):
    """A library and what the checks say of it."""

    library: Library
    problems: tuple[Problem, ...]
    """In the order of files and lines."""
    excused: tuple[exceptions.Excuse, ...]
    """Exceptions that were used."""


class Unchecked(NamedTuple):
    """A library that was read, and that nobody has checked."""

    library: Library
    unread: tuple[Problem, ...]
    """Problems that were met when it was read."""

    def check(self, store: Store) -> Checked:
        """Find all problems; ``store`` holds what earlier runs found."""
        with gc_paused():
            return Checked(self.library, *_check(self.library, self.unread, store))


def read(options: settings.Settings, today: dt.date, store: Store) -> Unchecked:
    """Read a library, and look at what stands for itself in it on the way."""
    with gc_paused():
        library, unread = load.load(options, today, store, partial(_look, today, store))
    return Unchecked(library, tuple(unread))


def load_and_check(options: settings.Settings, today: dt.date, store: Store) -> Checked:
    """Read a library and check it: all its problems in one run; ``store`` holds what earlier runs found."""
    return read(options, today, store).check(store)


def load_and_begin_check(
    options: settings.Settings, today: dt.date, store: Store
) -> tuple[Library, Callable[[], tuple[Problem, ...]]]:
    """Read a library, begin to check it in a process of its own, and return what waits for its problems."""
    unchecked = read(options, today, store)
    store.flush()
    before = store.mark()

    def check() -> tuple[tuple[Problem, ...], Taken]:
        problems = unchecked.check(store).problems
        return problems, store.taken(before)

    checked = aside(check)

    def found() -> tuple[Problem, ...]:
        problems, results = checked()
        store.give(results)
        return problems

    return unchecked.library, found


def _check(
    library: Library, unread: Iterable[Problem], store: Store
) -> tuple[tuple[Problem, ...], tuple[exceptions.Excuse, ...]]:
    """Return all problems of a library, among them those met when it was read, and the exceptions that were used."""
    root = library.settings.root
    looked_for = BY_ID.keys() - {site_rules.VANISHED_PAGE.id}
    _, budgets = read_budgets(root)
    made = rulebook.problems(library.sources, RULES)
    found = [*unread, *run(library, store), *budgets, *made]
    gone = {text.entry.path for text in library.pages if text.entry.data.withdrawn is not None}
    left, excused = exceptions.excuse(found, root, BY_ID, looked_for, library.today, gone)
    return sorted_problems(drafts.with_draft_warnings(library, left)), excused
