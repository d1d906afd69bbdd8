"""All rules, and the one place that runs them."""

from __future__ import annotations

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
from openshelf.core.gc_pause import gc_paused
from openshelf.core.problem import Problem, Rule, sorted_problems
from openshelf.library import description, load
from openshelf.library import link_states as link_memory
from openshelf.linkcheck import report as new_links
from openshelf.model import convert, settings
from openshelf.model.page_budgets import read_budgets
from openshelf.sources import document, limits, text, yaml_diagnostics, yaml_source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from openshelf.check.rule_function import Check
    from openshelf.library.library import Library

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
    load,
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


def run(library: Library) -> list[Problem]:
    """Return what every check finds in a library."""
    return [*(problem for check in CHECKS for problem in check.run(library)), *media.problems(library)]


class Checked(NamedTuple):
    """A library and what the checks say of it."""

    library: Library
    problems: tuple[Problem, ...]
    """In the order of files and lines."""
    excused: tuple[exceptions.Excuse, ...]
    """Exceptions that were used."""


def load_and_check(options: settings.Settings, today: dt.date) -> Checked:
    """Read a library and check it: all its problems in one run."""
    with gc_paused():
        library, problems = load.load(options, today)
        looked_for = BY_ID.keys() - {site_rules.VANISHED_PAGE.id}
        _, budgets = read_budgets(options.root)
        made = rulebook.problems(library.sources, RULES)
        found = [*problems, *run(library), *budgets, *made]
        gone = {text.entry.path for text in library.pages if text.entry.data.withdrawn is not None}
        left, excused = exceptions.excuse(found, options.root, BY_ID, looked_for, today, gone)
        return Checked(library, sorted_problems(drafts.with_draft_warnings(library, left)), excused)
