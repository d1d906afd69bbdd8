"""Start the program that frames the pages, MkDocs or its continuation, on a library that was read and checked."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
from typing import TYPE_CHECKING

from openshelf.site.handover import Handover, hand_over

if TYPE_CHECKING:
    from pathlib import Path


def run(engine: str, config: Path, folder: Path, handover: Handover) -> bool:
    """Let the engine build into ``folder``; return whether it did. What it says goes to the terminal.

    Where the system can fork, the engine runs in a copy of this process and gets the library as it is. Elsewhere it is
    a process of its own, whose hook reads and checks once more.
    """
    arguments = ["build", "--strict", "--config-file", str(config.resolve()), "--site-dir", str(folder)]
    can_fork = sys.platform == "linux"
    if can_fork:
        sys.stdout.flush()
        sys.stderr.flush()
        child = multiprocessing.get_context("fork").Process(target=_build, args=(engine, arguments, handover))
        child.start()
        child.join()
        return child.exitcode == 0
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([sys.executable, "-m", engine, *arguments], env=environment, check=False).returncode == 0  # noqa: S603 - our own command


def _build(engine: str, arguments: list[str], handover: Handover) -> None:
    hand_over(handover)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    sys.argv = [engine, *arguments]
    runpy.run_module(engine, run_name="__main__", alter_sys=True)
