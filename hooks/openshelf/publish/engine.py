"""Start the program that frames the pages, MkDocs or its continuation, on a library that was read and checked."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from openshelf.site.handover import hand_over, made_without_engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from openshelf.site.handover import Handover


def run(
    config: Path, folder: Path, handover: Handover, goes_on: Callable[[], bool] = lambda: True
) -> dict[str, bytes] | None:
    """Let the engine build into ``folder``; what it says goes to the terminal.

    Returns the files that it did not write because the last site has them, with the keys of their bytes; None if it
    refused to build. ``goes_on`` is asked here while pages are planned there; nothing is written before it has said
    that the library may be built, and nothing at all if it may not.

    Where the system can fork, the engine runs in a copy of this process and gets the library as it is. Elsewhere it is
    a process of its own, whose hook reads and checks once more, and makes everything.
    """
    arguments = ["build", "--strict", "--config-file", str(config.resolve()), "--site-dir", str(folder)]
    can_fork = sys.platform == "linux"
    if can_fork:
        return _run_copy(arguments, folder, handover, goes_on)
    if not goes_on():
        return None
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([sys.executable, "-m", handover.engine, *arguments], env=environment, check=False)  # noqa: S603 - our own command
    return {} if done.returncode == 0 else None


def _run_copy(
    arguments: list[str], folder: Path, handover: Handover, goes_on: Callable[[], bool]
) -> dict[str, bytes] | None:
    sys.stdout.flush()
    sys.stderr.flush()
    context = multiprocessing.get_context("fork")
    handover.store.flush()
    here, there = context.Pipe()
    child = context.Process(target=_build, args=(arguments, folder, handover, here, there))
    child.start()
    there.close()
    with here:  # where a check breaks, the engine must not wait for ever
        may_build = goes_on()
        sys.stdout.flush()
        try:
            here.send(may_build)
            claims, results, reasons = here.recv()
        except (EOFError, OSError):  # the engine stopped
            claims, results, reasons = None, None, []
    child.join()
    if results is not None:
        handover.store.give(results)
    handover.reasons.extend(reasons)
    return claims if may_build and child.exitcode == 0 else None


def _build(arguments: list[str], folder: Path, handover: Handover, of_command: Connection, command: Connection) -> None:
    of_command.close()
    hand_over(handover)
    before = handover.store.mark()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    sys.argv = [handover.engine, *arguments]
    try:
        with suppress(Exception):  # the checks tell what is wrong with a library; if they do not, it fails again below
            _ = handover.assembly
        if command.recv() and not made_without_engine(handover, folder):
            runpy.run_module(handover.engine, run_name="__main__", alter_sys=True)
    finally:
        command.send((handover.claims, handover.store.taken(before), handover.reasons))
