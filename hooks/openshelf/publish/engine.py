"""Start the program that frames the pages, MkDocs or its continuation, on a library that was read and checked."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
from typing import TYPE_CHECKING

from openshelf.site.handover import hand_over, made_without_engine

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from openshelf.site.handover import Handover


def run(config: Path, folder: Path, handover: Handover) -> dict[str, bytes] | None:
    """Let the engine build into ``folder``; what it says goes to the terminal.

    Returns the files that it did not write because the last site has them, with the keys of their bytes; None if it
    refused to build.

    Where the system can fork, the engine runs in a copy of this process and gets the library as it is. Elsewhere it is
    a process of its own, whose hook reads and checks once more, and makes everything.
    """
    arguments = ["build", "--strict", "--config-file", str(config.resolve()), "--site-dir", str(folder)]
    can_fork = sys.platform == "linux"
    if can_fork:
        return _run_copy(arguments, folder, handover)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([sys.executable, "-m", handover.engine, *arguments], env=environment, check=False)  # noqa: S603 - our own command
    return {} if done.returncode == 0 else None


def _run_copy(arguments: list[str], folder: Path, handover: Handover) -> dict[str, bytes] | None:
    sys.stdout.flush()
    sys.stderr.flush()
    context = multiprocessing.get_context("fork")
    handover.store.flush()
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_build, args=(arguments, folder, handover, sender))
    child.start()
    sender.close()
    try:
        claims, results, reasons = receiver.recv()
    except EOFError:  # the engine stopped
        claims, results, reasons = None, None, []
    child.join()
    if results is not None:
        handover.store.give(results)
    handover.reasons.extend(reasons)
    return claims if child.exitcode == 0 else None


def _build(arguments: list[str], folder: Path, handover: Handover, sender: Connection) -> None:
    hand_over(handover)
    before = handover.store.mark()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    sys.argv = [handover.engine, *arguments]
    try:
        if not made_without_engine(handover, folder):
            runpy.run_module(handover.engine, run_name="__main__", alter_sys=True)
    finally:
        sender.send((handover.claims, handover.store.taken(before), handover.reasons))
