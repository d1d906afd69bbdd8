"""Start the program that frames the pages, MkDocs or its continuation, on a library that was read and checked."""

from __future__ import annotations

import errno
import multiprocessing
import os
import runpy
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.check.run import Checked

_handed: list[Checked] = []
"""Set in the forked child only: what the command has read and checked, so that the hook need not do it again."""


def run(engine: str, config: Path, folder: Path, checked: Checked) -> bool:
    """Let the engine build into ``folder``; return whether it did. What it says goes to the terminal.

    Where the system can fork, the engine runs in a copy of this process and gets the library as it is. Elsewhere it is
    a process of its own, whose hook reads and checks once more.
    """
    arguments = ["build", "--strict", "--config-file", str(config.resolve()), "--site-dir", str(folder)]
    can_fork = sys.platform == "linux"
    if can_fork:
        sys.stdout.flush()
        sys.stderr.flush()
        child = multiprocessing.get_context("fork").Process(target=_build, args=(engine, arguments, checked))
        child.start()
        child.join()
        return child.exitcode == 0
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([sys.executable, "-m", engine, *arguments], env=environment, check=False).returncode == 0  # noqa: S603 - our own command


def _build(engine: str, arguments: list[str], checked: Checked) -> None:
    _handed[:] = [checked]
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    sys.argv = [engine, *arguments]
    runpy.run_module(engine, run_name="__main__", alter_sys=True)


def handed_over() -> Checked | None:
    """Return the library that the command which started this engine has checked; None where nobody did."""
    return _handed[0] if _handed else None


def taken(host: str, port: int) -> str:
    """Return in one sentence why a preview cannot have its port, empty where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            trial.bind((host, port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror or error})"
            return f"Port {port} {why}: close the other preview, or run mkdocs serve -a {host}:{port + 1}"
    return ""
