"""What several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openshelf.check.run import Checked, load_and_check
from openshelf.core.problem import Problem, sorted_problems
from openshelf.core.store import Store
from openshelf.library.results import open_store
from openshelf.model.settings import read_settings
from openshelf.publish.blocked import blocked_folders

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from pathlib import Path

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name


class Examined(NamedTuple):
    """A library that was read and checked."""

    checked: Checked | None
    """None without usable settings."""
    problems: tuple[Problem, ...]
    store: Store
    """What earlier runs found, and this one: whoever goes on uses it and saves it."""


def examine(config: Path, today: dt.date, *, as_builds_do: bool = False) -> Examined:
    """Read and check a library; without usable settings there is none, and the problems say why.

    ``as_builds_do``: whether what stands in the way of a build is a problem too, and results are kept between runs.
    """
    settings, problems = read_settings(config)
    if settings is None:
        return Examined(None, sorted_problems(problems), Store.nothing())
    store = open_store(settings.file) if as_builds_do else Store.nothing()
    checked = load_and_check(settings, today, store)
    found = sorted_problems([*checked.problems, *(blocked_folders(settings) if as_builds_do else ())])
    return Examined(checked, found, store)
