"""What holds for all tests: none reads the library at the root, and property tests try as much as the run allows."""

from __future__ import annotations

import os
from pathlib import Path

import root_guard
from hypothesis import HealthCheck, settings

from support import SHARES

root_guard.stand()
# Programs that tests start are guarded too: each imports sitecustomize.py, which stands beside the guard.
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [str(Path(root_guard.__file__).parent), os.environ.get("PYTHONPATH")])
)

for name in SHARES:
    settings.register_profile(
        name,
        deadline=None,
        derandomize=name != "long",
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("ci")
