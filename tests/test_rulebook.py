"""The page of rules for writers."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from openshelf.check.catalogue import RULES
from openshelf.problem import Severity
from openshelf.rulebook import PATH, rulebook

PROJECT = Path(__file__).resolve().parents[1]
DAY = dt.date(2026, 6, 15)


def test_the_page_in_the_repository_is_what_the_rules_make() -> None:
    page = (PROJECT / PATH).read_text(encoding="utf-8")
    found = re.search(r"^reviewed: (\S+)$", page, re.MULTILINE)
    assert found is not None
    assert page == rulebook(dt.date.fromisoformat(found[1])), "run: openshelf rules"


def test_every_rule_has_a_section_of_its_own_in_the_order_of_ids() -> None:
    sections = re.findall(r"^## (\S+) \{#(\S+)\}$", rulebook(DAY), re.MULTILINE)
    assert sections == [(id_, id_) for id_ in sorted(rule.id for rule in RULES)]


def test_warnings_are_marked() -> None:
    warnings = [rule.id for rule in RULES if rule.severity is Severity.WARNING]
    assert warnings
    assert rulebook(DAY).count("This is a warning") == len(warnings)
