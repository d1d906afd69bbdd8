"""Which pages offer *leave this page*, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.model.settings import read_settings
from openshelf.site.assembly import Assembly
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

THEME = "docs/themes/mapping.md"
SETTINGS = "mkdocs.yml"
ENDS = "      works-offline: Works without a connection\n"


def said_by(file: str) -> dict[str, Change]:
    return {file: ("reviewed:", "sensitive: yes\nreviewed:")}


def sensitive_pages(folder: Path, changes: dict[str, Change]) -> set[str]:
    assembly = Assembly.of(load(a_library(folder, changes)))
    return {page.url for page in assembly.pages.values() if page.is_sensitive}


def test_no_page_is_sensitive_by_itself(tmp_path: Path) -> None:
    assert sensitive_pages(tmp_path, {}) == set()


def test_a_sensitive_theme_covers_its_entries_and_the_lists_about_it(tmp_path: Path) -> None:
    assert sensitive_pages(tmp_path, said_by(THEME)) == {
        "themes/mapping/",
        "resources/paper/",
        "resources/pencil/",
        "resources/by/theme/mapping/",
        "collections/start/",
        "case-studies/river/",
        "case-studies/by/theme/mapping/",
        "guides/by/theme/mapping/",
        "frameworks/paper-or-pencil/",
        "frameworks/paper-or-pencil/how-it-decides/",
        "guides/draw/",
        "guides/scale/",
        "guides/writing-tools/",
        "glossary/legend/",
        "glossary/north/",
        "updates/hello/",
        "updates/year/",
    }


@pytest.mark.parametrize(
    ("file", "pages"),
    [
        ("guides/how-to/draw.md", {"guides/draw/"}),
        ("docs/support.md", {"support/"}),
        ("docs/index.md", {""}),
        ("guides/glossary/north.md", {"glossary/", "glossary/legend/", "glossary/north/"}),
        (
            "guides/frameworks/paper-or-pencil.md",
            {"frameworks/paper-or-pencil/", "frameworks/paper-or-pencil/how-it-decides/"},
        ),
    ],
)
def test_an_entry_can_be_sensitive_by_itself(file: str, pages: set[str], tmp_path: Path) -> None:
    assert sensitive_pages(tmp_path, said_by(file)) == pages


def test_a_theme_that_is_not_published_covers_nothing(tmp_path: Path) -> None:
    pages = sensitive_pages(tmp_path, {THEME: ("reviewed:", "sensitive: yes\ndraft: yes\nreviewed:")})
    assert pages == set()


def test_the_button_leads_where_the_settings_say(tmp_path: Path) -> None:
    more = "    leave: {url: https://weather.example.org/, name: The <weather>}\n"
    library = load(a_library(tmp_path, {SETTINGS: (ENDS, f"{ENDS}{more}")}))
    html = Assembly.of(library)._leave
    assert '<a class="os-leave-link" href="https://weather.example.org/" rel="nofollow noreferrer noopener">' in html
    assert "The &lt;weather&gt;" in html
    assert "<weather>" not in html


def test_without_a_setting_it_leads_somewhere_harmless(tmp_path: Path) -> None:
    assert load(a_library(tmp_path)).settings.options.leave.url == "https://www.wikipedia.org/"


def test_limits_are_linked_where_the_library_tells_them(tmp_path: Path) -> None:
    page = FILES["docs/support.md"] + "\n## The button {#leaving}\n"
    with_page = Assembly.of(load(a_library(tmp_path / "a", {"docs/promises.md": page})))
    assert 'promises/#leaving"' in with_page._leave
    assert "promises" not in Assembly.of(load(a_library(tmp_path / "b")))._leave


@pytest.mark.parametrize("url", ["http://weather.example.org/", "javascript:alert(1)", "/", "ftp://x.example/"])
def test_it_leads_to_no_address_that_the_network_can_read(url: str, tmp_path: Path) -> None:
    folder = a_library(tmp_path, {SETTINGS: (ENDS, f"{ENDS}    leave: {{url: '{url}', name: Weather}}\n")})
    settings, problems = read_settings(folder / SETTINGS)
    assert settings is None
    assert [problem.rule.id for problem in problems] == ["wrong-value"]
