"""Work in other processes."""

from __future__ import annotations

import os
import signal

import pytest

from openshelf.core import parallel
from openshelf.core.parallel import aside


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)


def test_work_aside_is_done_in_another_process() -> None:
    result = aside(os.getpid)
    assert result() != os.getpid()


def test_work_aside_does_not_fork_again() -> None:
    own, inner = aside(lambda: (os.getpid(), aside(os.getpid)()))()
    assert own == inner


def test_with_one_core_work_is_done_when_its_result_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 1)
    done: list[int] = []
    result = aside(lambda: done.append(1))
    assert not done
    result()
    assert done == [1]


def test_what_fails_aside_fails_where_its_result_is_asked_for() -> None:
    def work() -> None:
        raise ValueError(os.getpid())

    with pytest.raises(ValueError, match=str(os.getpid())):
        aside(work)()


def test_work_of_a_process_that_was_killed_is_done_again() -> None:
    parent = os.getpid()

    def work() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    assert aside(work)() == parent
