"""A library may grow: its pages stay light, and what is added changes few of them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from libraries import PROJECT, run
from support import FILES, a_library

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

_LETTERS = "aeioubcdfglmnprst"
_PICK = random.Random(7)  # noqa: S311 - no secret
_KNOWN = ["".join(_PICK.choices(_LETTERS, k=_PICK.randint(2, 10))) for _ in range(3000)]
_OFTEN = [1 / (rank + 1) for rank in range(len(_KNOWN))]
SETTINGS = f"""\
{FILES["mkdocs.yml"]}
theme: {{name: material, custom_dir: {PROJECT}/theme, font: false}}
hooks: [{PROJECT}/hooks/main.py]
plugins: []
extra_css: [assets/openshelf.css]
"""


def words(number: int) -> str:
    """Return words as people use them: some often, most seldom."""
    return " ".join(_PICK.choices(_KNOWN, weights=_OFTEN, k=number))


def title() -> str:
    return " ".join(_PICK.sample(_KNOWN, 3)).capitalize()


def resource(id_: str, kind: str = "tool", name: str = "") -> str:
    return (
        f"- id: {id_}\n  title: {name or title()}\n  url: https://{id_}.example.org/\n  kind: {kind}\n"
        f"  publisher: Somebody\n  summary: {words(9).capitalize()}.\n  themes: [mapping]\n  languages: [en]\n"
        "  regions: [global]\n  cost: free\n  licence: unknown\n  open_source: unknown\n  reviewed: 2026-05-01\n"
    )


def many(number: int, path: str, text: str) -> dict[str, Change]:
    """Return files of one kind: in each, N is its number, TITLE its title and WORDS a text of its own."""
    return {
        path.replace("N", str(n)): text.replace("N", str(n)).replace("TITLE", title()).replace("WORDS", words(30))
        for n in range(number)
    }


def much() -> dict[str, Change]:
    """Return a library with much of everything, most of it in one theme and leading to one resource."""
    head = "---\ntitle: TITLE\nsummary: Something made up.\nreviewed: 2026-05-01\n"
    of_theme = f"{head}themes: [mapping]\n"
    guide = "## Who" + str(FILES["guides/how-to/draw.md"]).partition("---\n## Who")[2]
    article = "\n\n".join(f"{words(80).capitalize()}." for _ in range(125))
    return {
        "mkdocs.yml": SETTINGS,
        "resources.yml": "".join(resource(f"made-{n:03}", "helpline" if n < 50 else "tool") for n in range(350))
        + str(FILES["resources.yml"]),
        "guides/articles/long.md": f"{of_theme.replace('TITLE', 'A long article')}---\n{article}\n",
        **many(400, "guides/how-to/made-N.md", f"{of_theme}---\n!!! pitfall\n    WORDS\n\n{guide}\n\nWORDS\n"),
        **many(60, "docs/themes/made-N.md", f"{head}---\nWORDS\n"),
        **many(60, "docs/updates/made-N.md", f"{of_theme}date: 2024-03-05\nkind: news\n---\nWORDS\n"),
        **many(
            60,
            "guides/collections/made-N.md",
            f"{of_theme}picks:\n  - resource: made-001\n    why: It helps.\n---\n",
        ),
        **many(
            135,
            "guides/glossary/made-N.md",
            "---\ntitle: TITLE N\ndefinition: WORDS\nthemes: [mapping]\nreviewed: 2026-05-01\n---\n",
        ),
    }


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built library that has much of everything, most of it in one theme."""
    library = a_library(tmp_path_factory.mktemp("grown"), much())
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "page-weight" not in done.stdout
    return library


def test_a_large_library_stays_within_the_budgets_of_every_library(grown: Path) -> None:
    assert (grown / "site/guides/long/index.html").is_file()
