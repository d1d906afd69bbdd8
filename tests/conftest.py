"""What holds for all tests: none reads the library at the root, and property tests try as much as the run allows."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

from guard import sitecustomize as guard
from support import SHARES

# Programs that tests start are guarded too: Python imports a module of this name by itself.
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [str(Path(guard.__file__).parent), os.environ.get("PYTHONPATH")])
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
