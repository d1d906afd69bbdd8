"""What robots.txt says."""

from __future__ import annotations

import pytest

from openshelf.linkcheck.robots import Robots, read_robots


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", False),
        ("User-agent: Openshelf-links\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/y", True),
        ("User-agent: openshelf-LINKS\nUser-agent: other\nDisallow: /x", "/x", False),
        ("User-agent: other\nDisallow: /\n", "/x", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*?q=", "/a?q=1", False),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /a*a$", "/aba", False),
        ("User-agent: *\nDisallow: /a*b*b$", "/axbxbxb", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*$", "/ab", False),
        ("User-agent: *\nDisallow: /" + "*a" * 3000 + "$", "/" + "a" * 2000 + "b", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("# words\nUser-agent: * # all\nDisallow: /x # here", "/x", False),
        ("Disallow: /x", "/x", True),
    ],
)
def test_robots(text: str, path: str, allowed: bool) -> None:  # noqa: FBT001
    assert read_robots(text, "Openshelf-links").allows(path) is allowed


def test_a_robots_txt_of_many_names_and_rules_is_read_at_once() -> None:
    names = "".join(f"User-agent: n{n}\n" for n in range(20_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(12_000))
    assert read_robots(names + rules, "us") == Robots()
    assert not read_robots(f"User-agent: *\n{names}{rules}", "us").allows("/7")


def test_robots_may_ask_for_patience() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", "us").delay == 2.5
