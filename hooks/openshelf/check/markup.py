"""Rules about what a text may hold besides words: HTML, attributes, the syntax of builders, hidden text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openshelf.check.check import Check

CHECKS: tuple[Check, ...] = ()
