"""What a first view of each kind of page weighs."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from openshelf.core.problem import Place
from openshelf.model.page_budgets import BUDGETS, BUDGETS_OF_ALL, BYTES_A_WORD, Budget, read_budgets
from openshelf.verify.weight import check_weight, count_words, table
from support import brief
from weighing import first_views, weighed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EVERY = Budget(name="every page", pages="**", most=75_000)


def a_site(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def noise(size: int, seed: int = 0) -> str:
    """Return text that hardly gets smaller."""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return "".join(random.Random(seed).choices(letters, k=size))  # noqa: S311 - no secret


def small(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


def budgets(folder: Path, text: str) -> tuple[list[Budget], list[str], list[str]]:
    """Return the budgets of a file, what is wrong with it, and the hints."""
    found, problems = read_budgets(a_site(folder, {BUDGETS: text}))
    return found, brief(problems), [problem.hint for problem in problems]


def kinds(site: Path, *patterns: str) -> dict[str, str]:
    """Return the page that is weighed for each pattern."""
    found = weighed(site, [Budget(name=pattern, pages=pattern, most=1) for pattern in patterns])
    return {weight.budget.name: weight.page for weight in found}


def test_without_a_file_there_are_the_budgets_of_every_library(tmp_path: Path) -> None:
    assert read_budgets(tmp_path) == ([*BUDGETS_OF_ALL], [])


def test_budgets_are_read_in_order_and_those_of_every_library_come_last(tmp_path: Path) -> None:
    text = "- {name: a guide, pages: guides/*/index.html, most: 20000}\n- name: home\n  pages: index.html\n  most: 1\n"
    found, said, _ = budgets(tmp_path, text)
    assert said == []
    assert found == [
        Budget(name="a guide", pages="guides/*/index.html", most=20000),
        Budget(name="home", pages="index.html", most=1),
        *BUDGETS_OF_ALL,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- {name: a, pages: b, mots: 1}\n",
            ["1:3 missing-key (add a line most: ..., bytes)", "1:23 unknown-key (did you mean most?)"],
        ),
        ("- name: a\n  pages: b\n  most: many\n", ["3:9 wrong-value"]),
        ("- name: a\n  pages: b\n  most: 0\n", ["3:9 wrong-value (write a larger number)"]),
        ("- name: a\n  pages: b\n  most: -5\n", ["3:9 wrong-value"]),
        ("- name: a\n  pages:\n  most: 5\n", ["2:3 missing-key"]),
        ("- a\n", ["1:3 yaml-shape (start it with - name:)"]),
        ("name: a\npages: b\nmost: 1\n", ["1:1 yaml-shape (start each item with - name:)"]),
        ("some text\n", ["1:1 yaml-shape"]),
        ("- {name: a\n", ["1:3 yaml-syntax"]),
        ("- {name: a, name: b, pages: c, most: 1}\n", ["1:13 yaml-duplicate-key"]),
    ],
)
def test_what_is_wrong_with_budgets_is_said_with_its_place(tmp_path: Path, text: str, said: list[str]) -> None:
    _, problems = read_budgets(a_site(tmp_path, {BUDGETS: text}))
    assert brief(problems, [f"{BUDGETS}:{line}" for line in said]) == [f"{BUDGETS}:{line}" for line in said]
    assert all(problem.is_error for problem in problems)


def test_a_wrong_budget_leaves_the_others(tmp_path: Path) -> None:
    found, said, _ = budgets(tmp_path, "- {name: a, pages: a, most: x}\n- {name: b, pages: b, most: 2}\n")
    assert found == [Budget(name="b", pages="b", most=2), *BUDGETS_OF_ALL]
    assert len(said) == 1


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / BUDGETS).parent.mkdir()
    (tmp_path / BUDGETS).write_bytes(b"- name: caf\xe9\n")
    found, problems = read_budgets(tmp_path)
    assert brief(problems) == [f"{BUDGETS}:1:12 file-encoding"]
    assert found == [*BUDGETS_OF_ALL]


@pytest.mark.parametrize(
    ("pattern", "fits", "does_not"),
    [
        ("index.html", "index.html", "a/index.html"),
        ("a/*/index.html", "a/b/index.html", "a/b/c/index.html"),
        ("a/*/index.html", "a/b/index.html", "a/index.html"),
        ("a/**/index.html", "a/b/c/index.html", "b/index.html"),
        ("a/**/index.html", "a/index.html", "aa/index.html"),
        ("a/**", "a/b/c.html", "b/a.html"),
        ("**/by/**", "a/by/b/index.html", "a/b/index.html"),
        ("**", "404.html", "nothing.txt"),
        ("*.html", "404.html", "a/404.html"),
        ("a.b/[x]+.html", "a.b/[x]+.html", "aXb/x.html"),
    ],
)
def test_a_star_is_within_one_part_and_two_are_across(tmp_path: Path, pattern: str, fits: str, does_not: str) -> None:
    site = a_site(tmp_path, {fits: "", does_not: ""})
    assert kinds(site, pattern) == {pattern: fits}


def test_the_first_pattern_that_fits_counts(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"a/index.html": "", "b/index.html": "", "index.html": ""})
    assert kinds(site, "a/**", "*/index.html", "**") == {
        "a/**": "a/index.html",
        "*/index.html": "b/index.html",
        "**": "index.html",
    }


def test_a_kind_without_pages_is_not_weighed(tmp_path: Path) -> None:
    assert kinds(a_site(tmp_path, {"index.html": ""}), "a/**", "**") == {"**": "index.html"}
    assert weighed(tmp_path / "nowhere", [EVERY]) == []


def test_two_budgets_of_one_name_are_two(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"a.html": noise(900), "b.html": noise(90)})
    found = weighed(site, [Budget(name="x", pages="a.html", most=5000), Budget(name="x", pages="b.html", most=5)])
    assert [(weight.page, weight.budget.most) for weight in found] == [("a.html", 5000), ("b.html", 5)]


def test_a_first_view_is_the_page_with_all_that_it_loads_once(tmp_path: Path) -> None:
    page = (
        '<link rel="stylesheet" href="../s.css"><link rel="icon" href="i.svg"><script src="../s.js?v=1"></script>'
        '<img src="b%20c.png"><img src="b%20c.png"><a href="../far.html">far</a><link rel="next" href="../far.html">'
    )
    files = {
        "a/index.html": page,
        "s.css": noise(500, 1),
        "s.js": noise(600, 2),
        "a/i.svg": "i",
        "a/b c.png": noise(70),
    }
    site = a_site(tmp_path, {**files, "far.html": noise(9000)})
    assert first_views(site).size("a/index.html") == sum(map(small, files.values()))


def test_what_is_not_there_or_elsewhere_weighs_nothing(tmp_path: Path) -> None:
    links = (
        "gone.png",
        "https://x.example/s.css",
        "//x.example/s.css",
        "data:image/png;base64,AAAA",
        "../../x",
        "http://[",
    )
    page = "".join(f'<img src="{link}">' for link in (*links, "", "x" * 20)) + "<img><script>let x = 1</script>"
    site = a_site(tmp_path / "site", {"index.html": page, "s.css": noise(900)})
    assert first_views(site).size("index.html") == small(page)


def test_a_page_that_speaks_of_the_root_loads_from_there(tmp_path: Path) -> None:
    files = {"404.html": '<script src="/lib/s.js"></script><img src="/s.js">', "s.js": noise(500)}
    site = a_site(tmp_path, files)
    assert first_views(site, "/lib/").size("404.html") == sum(map(small, files.values()))
    assert first_views(site, "/other/").size("404.html") == small(files["404.html"])


def test_the_heaviest_of_the_largest_pages_counts(tmp_path: Path) -> None:
    heavy = noise(1500)
    site = a_site(tmp_path, {"long.html": "a" * 9000, "heavy.html": heavy, "small.html": "a"})
    (weight,) = weighed(site, [EVERY])
    assert (weight.page, weight.size) == ("heavy.html", small(heavy))


def test_a_page_over_its_budget_is_a_warning_with_its_sizes_where_its_text_is(tmp_path: Path) -> None:
    text = noise(1000)
    site = a_site(tmp_path, {"a/index.html": text})
    size = small(text)
    budget = Budget(name="a guide", pages="**", most=size - 1)
    (problem,) = check_weight(weighed(site, [budget]), {"a/index.html": Place("guides/a.md")})
    assert not problem.is_error
    assert str(problem) == (
        f"guides/a.md:1:1 page-weight a/index.html weighs {size} bytes, {size - 1} are allowed for a guide "
        "(make pictures smaller, split the text, or allow more in policy/budgets.yml)"
    )
    assert check_weight(weighed(site, [budget.model_copy(update={"most": size})]), {}) == []


def test_a_list_over_its_budget_is_told_beside_the_budgets(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"resources/index.html": noise(1000)})
    (problem,) = check_weight(weighed(site, [Budget(name="a list", pages="**", most=9)]), {})
    assert (problem.place, problem.hint) == (
        Place("policy/budgets.yml"),
        "this page lists many entries: allow more here",
    )


def test_the_table_has_a_line_for_each_kind(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"index.html": noise(3000)})
    head, line = table(weighed(site, [Budget(name="home", pages="index.html", most=25_000)])).splitlines()
    assert head.endswith("gzip:")
    assert line == f"  {small(noise(3000)) / 1000:.1f}".rjust(6) + " of  25.0 kB  home: index.html"


ARTICLE = Budget(name="an article", pages="**", most=4000, words=1000)


def prose(words: int) -> str:
    """Return text as hard to compress as what people write: about three bytes a word."""
    pick = random.Random(1)  # noqa: S311 - no secret
    known = [noise(pick.randint(2, 9), number).lower() for number in range(900)]
    return " ".join(pick.choices(known, weights=[1 / (rank + 1) for rank in range(900)], k=words))


def over(folder: Path, page: str, **files: str) -> list[str]:
    site = a_site(folder, {"index.html": page, **{f"{name}.png": text for name, text in files.items()}})
    return [problem.message for problem in check_weight(weighed(site, [ARTICLE]), {})]


def test_a_long_text_may_weigh_more_for_each_of_its_words(tmp_path: Path) -> None:
    text = f"<main><p>{prose(10_000)}</main>"
    assert over(tmp_path, text) == []
    assert small(text) > 2 * ARTICLE.most
    (weight,) = weighed(tmp_path, [ARTICLE])
    assert weight.allowed == ARTICLE.most + BYTES_A_WORD * (10_000 - 1000)
    assert weight.excess == small(text) - weight.allowed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<header>{}</header>", ""),
        ("", "<footer>{}</footer>"),
        ("<main><nav>{}</nav></main>", ""),
        ("<main><script type=application/json>{}</script></main>", ""),
    ],
)
def test_what_stands_around_a_text_raises_no_limit(tmp_path: Path, before: str, after: str) -> None:
    wrapper = " ".join(noise(9, number) for number in range(1500))
    page = f"{before.format(wrapper)}<main><p>{prose(1200)}</main>{after.format(wrapper)}"
    assert len(over(tmp_path, page)) == 1


def test_a_picture_raises_no_limit(tmp_path: Path) -> None:
    assert len(over(tmp_path, f"<main><img src=a.png><p>{prose(3000)}</main>", a=noise(9000))) == 1


def test_a_list_may_not_grow_by_its_words(tmp_path: Path) -> None:
    site = a_site(tmp_path, {"index.html": f"<main>{prose(9000)}</main>"})
    (weight,) = weighed(site, [ARTICLE.model_copy(update={"words": None})])
    assert weight.allowed == ARTICLE.most


@pytest.mark.parametrize(
    ("html", "number"),
    [("<main>One two, three's</main>", 4), ("<p>One</p>", 0), ("<main><nav>One</nav>two</main><p>three</p>", 1)],
)
def test_words_are_those_of_the_main_part(html: str, number: int) -> None:
    assert count_words(html) == number
