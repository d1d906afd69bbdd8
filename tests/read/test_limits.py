"""What is measured before a text is parsed."""

from __future__ import annotations

import pytest

from openshelf.read.limits import check_limits
from support import brief

BAD = "[a " * 4_000


def said(text: str) -> list[str]:
    return brief(check_limits(text, "f.md"))


@pytest.mark.parametrize(
    "fence",
    ["```", "~~~", "````", "``` python", "```.python  ", "``` {.python title=a}", "```c++"],
)
def test_code_is_not_measured(fence: str) -> None:
    close = fence.split(" ", maxsplit=1)[0].rstrip("python.c+ ")
    assert said(f"Text.\n{fence}\n{BAD}\n{'!' * 300}\n{close}  \nMore.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{BAD}\n",
        f"```\n{BAD}\n````\n",
        f"``` two words\n{BAD}\n```\n",
        f"``` {{.a}} \n{BAD}\n```\n",
        f" ```\n{BAD}\n ```\n",
        f"```\n```\t\n{BAD}\n```\n",
        f"```\ncode\n```\n{BAD}\n",
        f"~~~\n```\n~~~\n{BAD}\n```\n",
        f"    {BAD}\n",
        f"`{BAD}`\n",
    ],
)
def test_what_python_markdown_may_take_for_text_is_measured(text: str) -> None:
    assert [line.partition(" ")[2] for line in said(text)] == ["long-block"]


def test_blocks_count_together() -> None:
    block = "[a " * 200 + "\n\n"
    assert said(block * 20) == []
    assert said(block * 120) == ["f.md:199:1 long-block"]
    assert said("a\n\n" * 20_001) == ["f.md:40001:1 long-block"]


def test_brackets_that_are_closed_cost_nothing() -> None:
    assert said("[a](b) " * 2_500) == []
    assert said("[[a]] [a][b] (c) ![d](e_(f)) " * 600) == []


def test_all_long_lines_are_said_and_nothing_else() -> None:
    assert said("a" * 20_001 + "\n\n" + "!" * 20_001) == ["f.md:1:20001 line-length", "f.md:3:20001 line-length"]


def test_a_text_of_blanks_is_no_text() -> None:
    assert said("") == said("\n \n\t\n") == []
