"""What several commands share."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from openshelf.check.run import Checked, load_and_check
from openshelf.core import report
from openshelf.core.problem import Problem, sorted_problems
from openshelf.core.store import Store
from openshelf.library.results import open_store
from openshelf.model.settings import read_settings
from openshelf.publish.blocked import blocked_folders

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


def examine(
    config: Path, today: dt.date, *, builds: bool = False, warm: bool = False
) -> tuple[Checked | None, tuple[Problem, ...]]:
    """Read and check a library; without usable settings there is none, and the problems say why.

    ``builds``: whether what stands in the way of a build is a problem too. ``warm``: whether to use what
    earlier runs found, and to keep what this one finds.
    """
    settings, problems = read_settings(config)
    if settings is None:
        return None, sorted_problems(problems)
    store = open_store(settings) if warm else Store.nothing()
    checked = load_and_check(settings, today, store)
    store.save()
    return checked, sorted_problems([*checked.problems, *(blocked_folders(settings) if builds else ())])


def show(problems: Iterable[Problem]) -> None:
    """Print problems for a person."""
    print(report.as_text(problems, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ), flush=True)
