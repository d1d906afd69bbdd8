"""Pages of series and articles: contents, the ways before and on, people, and how much a long series weighs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from check.text_samples import WITHDRAWN, article, articles, part
from libraries import other_library, run
from openshelf.site import contents
from openshelf.site.assembly import Assembly
from openshelf.site.i18n import Words
from openshelf.site.view import View
from support import a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.site.page import Page
    from support import Change

BOOK = articles(book=(), **{f"part-{number}": part("book", number) for number in (1, 2, 3)})
PEOPLE = ("author: [Ana & Co, Rui]", "translator: Eva", "funder: A fund")


def pages_of(folder: Path, changes: dict[str, Change], language: str = "en") -> dict[str, Page]:
    return {page.url: page for page in contents.pages(View(load(a_library(folder, changes)), Words(language)))}


def links(html: str) -> list[tuple[str, str]]:
    """Return address and words of each link to a guide below the text, as parts of a page show them."""
    below = html.partition('class="os-text"')[2].partition("<footer")[0]
    return re.findall(r'href="\ufdd0/guides/([^"]*)/?"[^>]*>([^<]*)<', below)


def test_the_guide_that_opens_a_series_shows_its_contents(tmp_path: Path) -> None:
    gone = {"guides/articles/part-2.md": article("Part-2", *part("book", 2), WITHDRAWN, text="")}
    html = pages_of(tmp_path, {**BOOK, **gone})["guides/book/"].make()
    assert ">2 parts</h2>" in html
    assert re.findall(r'<li value="(\d+)">', html) == ["1", "3"]
    assert html.count("One of several.") == 3  # its own summary, and one for each part
    assert "Used in" not in html


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("guides/part-1/", [("book/", "Book"), ("part-2/", "Part-2"), ("book/#os-parts", "Book")]),
        ("guides/part-2/", [("part-1/", "Part-1"), ("part-3/", "Part-3"), ("book/#os-parts", "Book")]),
        ("guides/part-3/", [("part-2/", "Part-2"), ("book/#os-parts", "Book")]),
        ("guides/draw/", []),
    ],
)
def test_a_part_leads_to_the_ones_beside_it_and_to_the_contents(
    url: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    html = pages_of(tmp_path, BOOK)[url].make()
    assert [link for link in links(html) if not link[0].startswith("draw")] == found


def test_a_part_says_where_it_stands(tmp_path: Path) -> None:
    page = pages_of(tmp_path, BOOK)["guides/part-2/"]
    html = page.make()
    assert 'Part 2 of <a href="\ufdd0/guides/book/" dir="auto">Book</a>' in html
    crumbs = html.partition("</nav>")[0]
    assert re.findall(r'dir="auto">([^<]*)</a>', crumbs) == ["Guides", "Book"]
    assert (page.json_ld["isPartOf"]["name"], page.json_ld["position"]) == ("Book", 2)


def test_an_added_part_changes_no_page_but_its_neighbours_and_lists(tmp_path: Path) -> None:
    before = {url: page.make() for url, page in pages_of(tmp_path / "a", BOOK).items()}
    after = {url: page.make() for url, page in pages_of(tmp_path / "b", BOOK | articles(more=part("book", 4))).items()}
    changed = {url for url in before if before[url] != after[url] and re.fullmatch("guides/[^/]*/", url)}
    assert changed == {"guides/book/", "guides/part-3/"}


def test_readers_and_machines_are_told_who_wrote_translated_and_paid(tmp_path: Path) -> None:
    page = pages_of(tmp_path, articles(book=PEOPLE))["guides/book/"]
    html = page.make()
    assert all(words in html for words in ("By Ana &amp; Co and Rui<", "Translated by Eva<", "Paid for by A fund<"))
    assert page.json_ld["author"] == [{"name": "Ana & Co"}, {"name": "Rui"}]
    assert (page.json_ld["translator"], page.json_ld["funder"]) == ([{"name": "Eva"}], [{"name": "A fund"}])


def test_nobody_is_named_where_nobody_is_written(tmp_path: Path) -> None:
    page = pages_of(tmp_path, articles(book=()))["guides/book/"]
    assert "os-by" not in page.make()
    assert not {"author", "translator", "funder", "isPartOf", "position"} & page.json_ld.keys()


def test_articles_have_a_list_of_their_own(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, BOOK)
    assert "guides/by/form/article/" in pages
    assert '<h2 id="os-article">Articles</h2>' in pages["guides/"].make()
    assert "Part 3 of Book" in pages["guides/by/form/article/"].make()


def test_the_home_page_shows_series_and_not_their_parts(tmp_path: Path) -> None:
    html = pages_of(tmp_path, BOOK)[""].make()
    assert "guides/book/" in html
    assert "guides/part-1/" not in html


def test_a_long_list_keeps_a_series_on_one_page_in_its_order(tmp_path: Path) -> None:
    many = articles(book=(), **{f"z{number}": part("book", 60 - number) for number in range(1, 40)})
    pages = pages_of(tmp_path, many | articles(**{f"c{number}": () for number in range(30)}))
    html = pages["guides/by/theme/mapping/b/"].make()
    assert re.findall(r"guides/(\w+)/", html.partition('class="os-rows"')[2])[:3] == ["book", "z39", "z38"]


def test_the_parts_of_a_sensitive_series_can_be_left_at_once(tmp_path: Path) -> None:
    changes = BOOK | articles(book=("sensitive: yes",))
    pages = Assembly.of(load(a_library(tmp_path, changes))).pages.values()
    sensitive = {page.url for page in pages if page.is_sensitive}
    assert sensitive == {"guides/book/", "guides/part-1/", "guides/part-2/", "guides/part-3/"}


def test_the_guide_that_opens_a_series_needs_no_text(tmp_path: Path) -> None:
    changes = {**BOOK, "guides/articles/book.md": article("Book", text="")}
    assert "3 parts" in pages_of(tmp_path, changes)["guides/book/"].make()


def test_forty_articles_in_a_series_are_built_within_the_budgets(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    (library / "guides/articles/curso.md").write_text(
        article("Curso", text="").replace("[mapping]", "[agua]"), encoding="utf-8"
    )
    for number in range(1, 41):
        text = "\n\n".join(f"## Tema {section}\n\n{'Agua clara y limpia. ' * 80}" for section in range(6))
        lesson = article(f"Lección {number}", *part("curso", number), "author: Comité del agua", text=text)
        path = library / f"guides/articles/leccion-{number}.md"
        path.write_text(lesson.replace("[mapping]", "[agua]"), encoding="utf-8")
    (library / "policy").mkdir(exist_ok=True)
    (library / "policy/budgets.yml").write_text(
        '- {name: a guide, pages: "guides/*/index.html", most: 25000}\n- {name: others, pages: "**", most: 25000}\n',
        encoding="utf-8",
    )
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "page-weight" not in done.stdout
    read, page = [], "curso"
    while page:
        read.append(page)
        html = (library / f"site/guides/{page}/index.html").read_text(encoding="utf-8")
        following = re.search(r'class="os-series".*?</nav>', html, re.DOTALL)
        assert following is not None
        onward = re.findall(r'href="(?:\.\./)*guides/([\w-]+)/"', following[0])
        page = next((one for one in onward if one not in read), "")
    assert read == ["curso", *(f"leccion-{number}" for number in range(1, 41))]
