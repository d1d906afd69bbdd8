"""Feed hostile input to the readers for some minutes: ``python tests/fuzz/run.py --minutes 5``.

Prints how many inputs there were and which took longest, and fails where one ends in a traceback or takes more than
five seconds of the processor's time.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "hooks")]

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402 - the path comes first

from fuzz.targets import TARGETS, Target  # noqa: E402

MAX_SECONDS = 5.0
warnings.simplefilter("ignore")  # about inputs too long to print
BATCH = 10
"""Inputs of a target's share before the next target has its turn."""


class Slowest:
    """The input of a target that took longest."""

    def __init__(self, target: Target) -> None:
        self.target, self.inputs, self.seconds, self.value = target, 0, 0.0, ""

    def feed(self, value: object) -> None:
        """Feed one input, and remember it if none took longer."""
        start = time.process_time()
        self.target.feed(value)
        seconds = time.process_time() - start
        self.inputs += 1
        if seconds > self.seconds:
            self.seconds, self.value = seconds, f"{len(str(value)):,} characters: {value!r:.100}"
        if seconds > MAX_SECONDS:
            message = f"{self.target.name} took {seconds:.1f} s with {self.value}"
            raise AssertionError(message)


def run(minutes: float, start: int) -> list[Slowest]:
    """Feed all targets in turn until the time is over."""
    found = [Slowest(target) for target in TARGETS]
    end, number = time.monotonic() + 60 * minutes, start
    while time.monotonic() < end:
        for slowest in found:
            _batch(slowest, number, end)
            number += 1
    return found


def _batch(slowest: Slowest, number: int, end: float) -> None:
    @seed(number)
    @settings(
        max_examples=BATCH * slowest.target.share,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(slowest.target.inputs)
    def feed(value: Any) -> None:  # noqa: ANN401 - each target has its own inputs
        if time.monotonic() < end:
            slowest.feed(value)

    feed()


def main() -> None:
    """Run, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**6, help="run the same inputs again")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    found = run(options.minutes, options.seed)
    for slowest in found:
        print(f"{slowest.target.name:7} {slowest.inputs:7,} inputs, slowest {slowest.seconds:.2f} s, {slowest.value}")
    total, worst = sum(slowest.inputs for slowest in found), max(slowest.seconds for slowest in found)
    print(f"{total:,} inputs, no traceback, slowest {worst:.2f} s")


if __name__ == "__main__":
    main()
