"""Work on many items with every core, where the system can fork."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 200
"""Items with which a second process is worth its start."""
_CHUNKS_PER_CORE = 4
"""Pieces a core gets one after the other, so that a slow piece does not keep the others waiting."""
_job: list[Any] = []
"""Set in each forked child only: what to do and to what."""


def in_parallel(
    work: Callable[[Item], Result], items: Sequence[Item], fewest: int = FEWEST, *, long: int = 0
) -> list[Result]:
    """Return ``work(item)`` for every item, in order.

    Children are forks of this process, so that ``work`` may be anything; only results travel between them. With fewer
    than ``fewest`` items, one core or no way to fork, the work is done here. Each of the first ``long`` items is a
    piece of work of its own.
    """
    cores = _cores()
    if cores < 2 or len(items) < fewest:  # noqa: PLR2004 - two is the first number that helps
        return [work(item) for item in items]
    size = -(-len(items) // (cores * _CHUNKS_PER_CORE))
    starts = [*range(long), *range(long, len(items), size), len(items)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(cores, mp_context=context, initializer=_prepare, initargs=(work, items)) as pool:
        return [result for results in pool.map(_run, pairwise(starts)) for result in results]


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin some work in a fork of this process, and return what waits for its result.

    Only the result travels. With one core or no way to fork, in a process that was begun here, and where the fork
    fails, the work is done here when its result is asked for.
    """
    if _cores() < 2 or multiprocessing.current_process().daemon:  # noqa: PLR2004 - as above
        return work
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(work, sender), daemon=True)
    child.start()
    sender.close()

    def result() -> Result:
        try:
            found: Result = receiver.recv()
        except EOFError:
            return work()
        finally:
            child.join()
        return found

    return result


def _send(work: Callable[[], object], sender: Connection) -> None:
    with suppress(Exception, KeyboardInterrupt):  # done again where it is waited for, it fails there
        sender.send(work())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _prepare(*job: object) -> None:
    _job[:] = job


def _run(span: tuple[int, int]) -> list[Any]:
    work, items = _job
    return [work(item) for item in items[slice(*span)]]
