"""A library may grow: its pages stay light, and what is added changes few of them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from libraries import PROJECT, run
from openshelf.site import contents
from openshelf.site.i18n import Words
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

_LETTERS = "aeioubcdfglmnprst"
_PICK = random.Random(7)  # noqa: S311 - no secret
_KNOWN = ["".join(_PICK.choices(_LETTERS, k=_PICK.randint(2, 10))) for _ in range(3000)]
_OFTEN = [1 / (rank + 1) for rank in range(len(_KNOWN))]
SETTINGS = f"""\
{FILES["mkdocs.yml"]}
theme: {{name: openshelf}}
hooks: [{PROJECT}/hooks/main.py]
plugins: []
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


def test_the_page_of_a_full_theme_shows_the_first_of_each_kind_and_leads_to_the_rest(grown: Path) -> None:
    page = LexborHTMLParser((grown / "site/themes/mapping/index.html").read_text(encoding="utf-8"))
    main = page.css_first("main")
    assert len(main.css(".os-row")) <= 6 * 5
    links = {link.attributes["href"] for link in main.css(".os-actions a, .os-small a")}
    folders = ("resources", "collections", "guides", "glossary", "updates")
    assert links >= {"../../themes/mapping/questions/", *(f"../../{folder}/by/theme/mapping/" for folder in folders)}
    assert "../../case-studies/by/theme/mapping/" not in links


def test_much_to_ask_is_spread_over_pages_and_the_first_keeps_its_places(grown: Path) -> None:
    folder = grown / "site/themes/mapping/questions"
    first = LexborHTMLParser((folder / "index.html").read_text(encoding="utf-8"))
    assert len(first.css("#os-pitfall ~ .os-gathered")) == 5
    parts = [part.read_text(encoding="utf-8") for part in (folder / "pitfall").glob("*/index.html")]
    assert sum(part.count('class="os-gathered"') for part in parts) == 400


def test_an_archive_begins_with_the_newest_and_goes_on_by_year(grown: Path) -> None:
    first = LexborHTMLParser((grown / "site/updates/index.html").read_text(encoding="utf-8"))
    assert len(first.css(".os-row")) == 40
    assert [way.text() for way in first.css("[aria-labelledby=os-by-year] a")] == ["2026", "2024"]


def test_what_is_named_by_many_names_the_first_of_them(grown: Path) -> None:
    page = LexborHTMLParser((grown / "site/resources/paper/index.html").read_text(encoding="utf-8"))
    section = page.css_first("[aria-labelledby=os-used-in]")
    assert len(section.css("li")) == 40
    assert "more pages lead here." in section.text()


def test_an_added_resource_changes_its_own_lists_and_few_neighbours(tmp_path: Path) -> None:
    some = "".join(resource(f"made-{n:03}") for n in range(90))
    before = made(tmp_path / "before", some)
    after = made(tmp_path / "after", some + resource("new", name="Tool that is new"))
    changed = {url for url, html in after.items() if before.get(url) != html}
    assert before.keys() <= after.keys()
    fronts = {
        "resources/",
        *(f"resources/by/{way}/" for way in ("theme/mapping", "kind/tool", "language/en", "region/global")),
        *(f"resources/by/{way}/" for way in ("cost/free", "letter/t")),
    }
    parts = {url for url in changed if url.startswith("resources/by/")} - fronts
    others = changed - fronts - parts - {"resources/new/"}
    assert all(len([url for url in parts if url.startswith(front)]) <= 2 for front in fronts - {"resources/"})
    assert len([url for url in others if url.startswith("resources/")]) <= 16
    assert {url.partition("/")[0] for url in others} <= {"resources", "themes"}


def made(folder: Path, resources: str) -> dict[str, str]:
    """Return the main part of every page, by its address."""
    library = a_library(folder, {"resources.yml": resources + str(FILES["resources.yml"])})
    return {page.url: page.make() for page in contents.pages(View(load(library), Words("en")))}
