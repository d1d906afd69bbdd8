"""The rich library, built once a run for all tests and all workers. Nobody writes into it: copy what you change."""

from __future__ import annotations

import fcntl
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from libraries import rich_library, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the rich library, with its site in ``site``."""
    own = tmp_path_factory.getbasetemp()
    # Workers of one run have folders beside each other, below one that belongs to the run.
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "rich"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # A build puts its site in place when all of it is there, so the folder says that another worker has done it.
        if not (folder / "library" / "site").is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            build(rich_library(folder))
    return folder / "library"


def build(library: Path) -> None:
    """Build a library as a person does; where that fails or warns, let the run fail with what it says."""
    done = run("openshelf", "build", folder=library)
    if done.returncode != 0 or "WARNING" in done.stderr:
        pytest.fail(f"The rich library does not build:\n{done.stdout}{done.stderr}", pytrace=False)
