"""The time limit of a text."""

from __future__ import annotations

import pickle
import threading
from typing import TYPE_CHECKING

import pytest

from openshelf.pages.markdown import MarkdownOptions, Renderer
from openshelf.pages.terms import TermIndex
from openshelf.pages.time_limit import RenderError, time_limit
from openshelf.pages.words import Words
from openshelf.problem import Place
from openshelf.read.body import outline

if TYPE_CHECKING:
    from openshelf.library.library import Library

A_PLACE = Place("guides/how-to/draw.md")


def work() -> None:
    while True:
        pass


def test_what_takes_too_long_is_stopped_and_says_where() -> None:
    with (
        pytest.raises(RenderError, match=r"^guides/how-to/draw.md:1:1 render-time .*0.05 seconds"),
        time_limit(A_PLACE, 0.05),
    ):
        work()


def test_what_recurses_without_end_says_where() -> None:
    def deeper() -> None:
        deeper()

    with pytest.raises(RenderError, match="nested too deep"), time_limit(A_PLACE):
        deeper()


def test_what_ends_in_time_is_left_alone() -> None:
    with time_limit(A_PLACE, 0.05):
        pass
    sum(range(10_000_000))


def test_other_errors_and_other_threads_are_left_alone() -> None:
    with pytest.raises(KeyError), time_limit(A_PLACE):
        raise KeyError
    done = []

    def elsewhere() -> None:
        with time_limit(A_PLACE, 0.001):
            done.append(sum(range(1_000_000)))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert done


def test_the_error_travels_between_processes() -> None:
    with pytest.raises(RenderError) as caught, time_limit(A_PLACE, 0.01):
        work()
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own


def test_a_text_that_python_markdown_cannot_follow_is_a_problem(library: Library) -> None:
    renderer = Renderer(library, Words("en"), TermIndex(()), MarkdownOptions(["def_list"], {}))
    text = "a\n: b\n" * 3_000
    with pytest.raises(RenderError, match="render-time"):
        renderer.render(outline(text, A_PLACE.path, 1))
