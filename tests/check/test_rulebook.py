"""The page of rules for writers."""

from __future__ import annotations

import datetime as dt
import re

from openshelf.check.rulebook import rulebook
from openshelf.check.run import RULES
from openshelf.core.problem import Severity

DAY = dt.date(2026, 6, 15)
PAGE = rulebook(RULES, DAY)


def test_every_rule_has_a_section_of_its_own_in_the_order_of_ids() -> None:
    sections = re.findall(r"^## (\S+) \{#(\S+)\}$", PAGE, re.MULTILINE)
    assert sections == [(id_, id_) for id_ in sorted(rule.id for rule in RULES)]


def test_warnings_are_marked() -> None:
    warnings = [rule.id for rule in RULES if rule.severity is Severity.WARNING]
    assert warnings
    assert PAGE.count("This is a warning") == len(warnings)
