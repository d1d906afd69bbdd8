"""A time limit for one text, which no extension of Markdown can outrun."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from openshelf.read.limits import RENDER_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.problem import Place, Problem

MOST_SECONDS = 20.0
"""Seconds of work that a text may take; most take a hundredth of one, and the limits of texts hold the rest below 5."""


class RenderError(Exception):
    """A text that cannot be turned into a page: ``problem`` says which."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        """Say which, in one line."""
        return str(self.problem)


class _ExpiredError(Exception):
    pass


@contextmanager
def time_limit(place: Place, seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Stop what runs inside after so many seconds of work, and where it recurses without end.

    The processor's time is counted, so that a busy machine builds what an idle one builds. Signals reach main threads
    only: texts are rendered there, or in the main threads of forked children. Elsewhere, and on systems without such
    a timer, the limits that were kept before parsing must do. Raises RenderError.
    """
    has_timer = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = None
    if has_timer:
        before = signal.signal(signal.SIGVTALRM, _expire)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _ExpiredError:
        message = f"this text takes more than {seconds:g} seconds"
        raise RenderError(RENDER_TIME.at(place, message, "split it")) from None
    except RecursionError:
        message = "this text is nested too deep"
        raise RenderError(RENDER_TIME.at(place, message, "put blank lines between its parts")) from None
    finally:
        if has_timer:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)


def _expire(_number: int, _frame: object) -> None:
    raise _ExpiredError
