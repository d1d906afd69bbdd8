"""A short run of the fuzzer; ``tests/fuzz/run.py --minutes 5`` is the long one, which measures time too."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz.targets import TARGETS, Target

EXAMPLES = 15
"""Inputs for each share of a target; the same ones each time."""


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_input_ends_in_a_traceback(target: Target) -> None:
    fed: list[Any] = []

    @settings(
        max_examples=EXAMPLES * target.share,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def feed(value: object) -> None:
        fed.append(value)
        target.feed(value)

    feed()
    assert len(fed) >= EXAMPLES * target.share
