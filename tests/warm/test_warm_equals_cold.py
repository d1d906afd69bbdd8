"""A build from what the last one left gives the same bytes and problems as one from nothing, whatever was edited."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from edits import Edits, run_for

Edits.TestCase.settings = settings(
    max_examples=4, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
TestEdits = Edits.TestCase


@pytest.mark.long
def test_twenty_minutes_of_edits() -> None:
    assert run_for(20, first_seed=1) > 1_000, "too few different libraries"
