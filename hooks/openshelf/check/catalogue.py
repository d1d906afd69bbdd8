"""All rules, and the one place that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf import settings
from openshelf.check import (
    characters,
    consent,
    exceptions,
    facts,
    files,
    frameworks,
    identity,
    links,
    markup,
    names,
    personal,
    references,
    structure,
    withheld,
)
from openshelf.garbage import collected_later
from openshelf.library import links as link_memory
from openshelf.library import load
from openshelf.model import convert
from openshelf.problem import Problem, Rule, in_order
from openshelf.read import document, nodes, text
from openshelf.verify import links as built_links
from openshelf.verify import weight

if TYPE_CHECKING:
    import datetime as dt

    from openshelf.check.check import Check
    from openshelf.library.library import Library

CHECKS: tuple[Check, ...] = (
    *references.CHECKS,
    *identity.CHECKS,
    *structure.CHECKS,
    *facts.CHECKS,
    *frameworks.CHECKS,
    *markup.CHECKS,
    *links.CHECKS,
    *characters.CHECKS,
    *files.CHECKS,
    *personal.CHECKS,
    *consent.CHECKS,
    *names.CHECKS,
    *withheld.CHECKS,
)
"""Rules about the library as a whole."""

_MODULES = (text, nodes, document, settings, convert, load, link_memory, exceptions, built_links, weight)
"""Where rules stand that are not about the library as a whole."""

RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys(
        [value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)]
        + [check.rule for check in CHECKS]
    )
)
"""Every rule once."""


def run(library: Library) -> list[Problem]:
    """Return what every check finds in a library."""
    return [problem for check in CHECKS for problem in check.run(library)]


class Checked(NamedTuple):
    """A library and what the checks say of it."""

    library: Library
    problems: tuple[Problem, ...]
    """In the order of files and lines."""
    excused: tuple[exceptions.Excuse, ...]
    """Exceptions that were used."""


def load_and_check(options: settings.Settings, today: dt.date) -> Checked:
    """Read a library and check it: all its problems in one run."""
    with collected_later():
        library, problems = load.load(options, today)
        rules = {rule.id: rule for rule in RULES}
        left, excused = exceptions.excuse([*problems, *run(library)], options.root, rules, today)
        return Checked(library, in_order(left), excused)
