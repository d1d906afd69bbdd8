"""A second look at a site, with what the first one kept, says what a look from the beginning says."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.core.problem import Place
from openshelf.core.store import STORE, Store, digest
from openshelf.model.name_hashes import Finder, protect
from openshelf.model.page_budgets import Budget
from openshelf.verify import whole_site
from openshelf.verify.inventory import inventory
from openshelf.verify.leaks import UnpublishedText
from openshelf.verify.weight import weigh
from openshelf.verify.whole_site import ForbiddenContent, check_site
from support import TODAY
from weighing import first_views

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.core.problem import Problem

HIDDEN = "Rosa keeps the water readings in the blue shed behind the school."
DRAFT = UnpublishedText("guides/how-to/shed.md", "guide", "shed", "c/#x", (), (HIDDEN,))
WRITTEN = {"b/index.html#x": (Place("docs/b.md", 7), Place("docs/a.md", 2)), "b/index.html": (Place("docs/b.md", 1),)}
PATHS = ("index.html", "a/index.html", "b/index.html", "c/index.html", "data.json", "feed.atom", "own.js", "a b.png")
LINKS = ("", "../", "../b/", "../b/#x", "../c/#y", "#x", "../gone/", "https://x.example/", "../a/#", "javascript:x")
WORDS = ("", "one", "two")
BUDGETS = [Budget(name="home", pages="index.html", most=90), Budget(name="all", pages="**", most=80, words=3)]
KEY = "k" * 40
FORBIDDEN = ForbiddenContent((DRAFT,), (), Finder(KEY, [protect(KEY, "Amina", TODAY)]))

pages = st.builds(
    lambda ids, links, said: f"{''.join(ids)}{''.join(links)}{said}",
    st.lists(st.sampled_from(("<p id=x>x", "<p id=y>y", "<p id=z>z")), max_size=3),
    st.lists(st.builds('<a href="{}">{}</a>'.format, st.sampled_from(LINKS), st.sampled_from(WORDS)), max_size=4),
    st.sampled_from(("", f"<p>{HIDDEN}", "<p>Amina", "<!-- x -->", "<img src=../a%20b.png>", "<p>ok")),
)
others = st.sampled_from(('[{"page": "b/#x", "title": "B"}]', '{"url": "javascript:x"}', "{", "theme", "<feed/>"))
edits = st.dictionaries(st.sampled_from(PATHS), st.one_of(st.none(), pages, others), max_size=4)
"""New texts of files, None where one is deleted."""


def edited(site: Path, files: Mapping[str, str | None]) -> None:
    for path, text in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text)


def looked(
    site: Path, store: Store, known: Mapping[str, bytes] | None = None, forbidden: ForbiddenContent = FORBIDDEN
) -> tuple[list[Problem], str, object]:
    """Return everything that a look at a site says."""
    report = check_site(site, "/", {b"theme"}, store, forbidden, lambda: WRITTEN, known)
    store.save()
    return report.problems, inventory(report.files, WRITTEN), weigh(first_views(site, store=store), BUDGETS)


def stored(folder: Path) -> Store:
    return Store(folder / STORE, b"root")


@given(steps=st.lists(edits, min_size=2, max_size=5), knows=st.booleans())
def test_after_any_edits_a_warm_look_says_what_a_cold_one_does(
    tmp_path_factory: pytest.TempPathFactory, *, steps: list[dict[str, str | None]], knows: bool
) -> None:
    folder = tmp_path_factory.mktemp("warm")
    site = folder / "site"
    site.mkdir()
    for step in steps:
        edited(site, step)
        files = (file for file in site.rglob("*") if file.is_file())
        known = {file.relative_to(site).as_posix(): digest(file.read_bytes()) for file in files} if knows else {}
        assert looked(site, stored(folder), known) == looked(site, Store.nothing())
    shutil.rmtree(folder)


def test_numbers_that_nobody_uses_are_let_go_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openshelf.verify.extracts._SPARE_FEW", 0)
    site, sizes = tmp_path / "site", []
    for number in range(9):
        edited(site, {"index.html": f'<a href="gone-{number}/">x</a>', "a/index.html": "<a href='../#x'>y</a>"})
        assert looked(site, stored(tmp_path)) == looked(site, Store.nothing())
        report = check_site(site, "/", {b"theme"}, stored(tmp_path), FORBIDDEN)
        sizes.append(len(report.files.links.values))
    assert max(sizes) <= 4


def test_only_changed_files_are_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    edited(site, {"index.html": "<a href=a/>a</a>", "a/index.html": "<p>a", "b/index.html": "<p>b"})
    looked(site, stored(tmp_path))
    read: list[str] = []
    parse = whole_site.read_page
    monkeypatch.setattr(whole_site, "read_page", lambda path, html: read.append(path) or parse(path, html))
    looked(site, stored(tmp_path))
    assert read == []
    edited(site, {"a/index.html": "<p>other"})
    looked(site, stored(tmp_path))
    assert read == ["a/index.html"]


@pytest.mark.parametrize(
    "other",
    [
        ForbiddenContent((DRAFT,), (), Finder(KEY, [protect(KEY, "Zuri", TODAY)])),
        ForbiddenContent((), (), FORBIDDEN.names),
        ForbiddenContent((DRAFT,)),
    ],
)
def test_what_is_looked_for_is_part_of_the_key(tmp_path: Path, other: ForbiddenContent) -> None:
    site = tmp_path / "site"
    edited(site, {"index.html": f"<p>{HIDDEN}", "a/index.html": "<p>Zuri", "b/index.html": "<p>Amina"})
    looked(site, stored(tmp_path))
    warm = looked(site, stored(tmp_path), None, other)
    assert warm == looked(site, Store.nothing(), None, other)
    assert warm != looked(site, Store.nothing())


@pytest.mark.parametrize(("address", "own"), [("https://x.example/", {b"theme"}), ("/", {b"other"})])
def test_where_the_site_is_and_its_scripts_are_part_of_the_key(tmp_path: Path, address: str, own: set[bytes]) -> None:
    site = tmp_path / "site"
    edited(site, {"index.html": '<a href="https://x.example/gone/">x</a>', "own.js": "theme"})
    looked(site, stored(tmp_path))
    warm = check_site(site, address, own, stored(tmp_path)).problems
    assert warm == check_site(site, address, own, Store.nothing()).problems
    assert warm != check_site(site, "/", {b"theme"}, Store.nothing()).problems
