"""What commands print of problems; a module of its own, because it loads little."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from openshelf.core import report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openshelf.core.problem import Problem


def show(problems: Iterable[Problem]) -> None:
    """Print problems for a person."""
    print(report.as_text(problems, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ), flush=True)
