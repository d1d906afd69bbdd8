"""Rules about where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openshelf.check.check import Check

CHECKS: tuple[Check, ...] = ()
