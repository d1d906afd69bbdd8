"""Notes on links in a browser: on a small phone, without scripts, in light and dark, and in the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.reader import DESKTOP, PHONE, SCHEMES, SMALL_PHONE, Reader, new_reader
from browser.serving import BASE, serve
from libraries import other_library, run
from memories import COPY, a_record, write
from openshelf.site import link_notices
from openshelf.site.i18n import Words
from support import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from browser.reader import Scheme
    from browser.serving import Site
    from openshelf.library.library import Library

MAP, SEEDS, LONG = (
    "https://agua.example/mapa",
    "https://semillas.example/",
    f"https://x.example/{'very-long-' * 12}page",
)
STORIES = {
    MAP: "missing",
    SEEDS: "flaky",
    LONG: "certificate",
    "https://b.example/": "blocked",
    "https://c.example/": "an old wall that a person climbed",
    "https://d.example/": "soft",
    "https://e.example/": "well",
}
WORDS = Words("es")
TEXT = f"""
Mira [el mapa]({MAP}), [otro sitio]({LONG}), [una página](https://b.example/) y [otra más](https://c.example/).

| Qué | Dónde |
| --- | --- |
| El mapa | [aquí]({MAP}) |
"""
GUIDE, ENTRY, PAGE = "guides/medir-el-agua/", "resources/mapa-del-agua/", "link-health/"
PAGES = (GUIDE, ENTRY, PAGE, "resources/", "resources/by/link/may-be-dead/", "collections/primeros-pasos/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve another organisation's library, with a memory in which much may have happened."""
    library = other_library(tmp_path_factory.mktemp("links"))
    guide = library / "guides/how-to/medir-el-agua.md"
    guide.write_text(f"{guide.read_text(encoding='utf-8')}{TEXT}", encoding="utf-8")
    write(library, *(a_record(address, story) for address, story in STORIES.items()))
    config = library / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("/recursos/", BASE), encoding="utf-8")
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    with serve(library / "site") as served:
        yield served


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site) -> Reader:
    return new_reader(browser, site)


@pytest.fixture(scope="module")
def plain_reader(browser: Browser, site: Site) -> Reader:
    return new_reader(browser, site, java_script_enabled=False)


@pytest.fixture(scope="module")
def library(site: Site) -> Library:
    return load(site.folder.parent)


def said(library: Library, address: str) -> str:
    """Return what has to stand beside an address, with the words for its copy."""
    link = library.links.of(address)
    note = link_notices.notice(link, WORDS)
    return f"{note} · {link_notices.copy_notice(link, WORDS)}" if link.copy else note


@pytest.mark.parametrize("path", PAGES)
def test_notes_are_no_barrier_in_light_and_dark(reader: Reader, path: str) -> None:
    reader.visit(path, SMALL_PHONE)
    assert reader.page.locator(".os-state").first.is_visible() or path == "resources/"
    looks: tuple[tuple[int, Scheme], ...] = (SMALL_PHONE, "light"), (DESKTOP, "dark")
    for width, scheme in looks:
        reader.look(width, scheme)
        assert violations(reader, scheme) == []
    assert reader.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_notes_are_there_and_fit_a_phone(plain_reader: Reader, path: str) -> None:
    plain_reader.visit(path)
    for width in (SMALL_PHONE, PHONE):
        plain_reader.look(width, "light")
        assert plain_reader.sticking_out() == []
    assert plain_reader.page.locator(".os-state").count() or path == "resources/"


def test_the_link_stays_and_the_note_leads_to_the_copy(plain_reader: Reader, library: Library) -> None:
    plain_reader.visit(ENTRY, PHONE)
    assert plain_reader.page.locator("a.os-button").get_attribute("href") == MAP
    note = plain_reader.page.locator(".os-notice .os-state")
    assert note.inner_text() == said(library, MAP)
    assert note.get_by_role("link").get_attribute("href") == COPY["url"]
    assert note.get_by_role("link").get_attribute("data-originalurl") == MAP
    plain_reader.visit(GUIDE, PHONE)
    notes = plain_reader.page.locator(".os-text .os-state").all_inner_texts()
    expected = [MAP, LONG, "https://b.example/", "https://c.example/", MAP]
    assert [" ".join(note.split()) for note in notes] == [said(library, address) for address in expected]


def test_the_note_has_a_sign_besides_its_colour(plain_reader: Reader) -> None:
    plain_reader.visit(ENTRY, PHONE)
    sign = plain_reader.ask("getComputedStyle(document.querySelector('.os-state'), '::before').content")
    assert sign.startswith('"!"')


def test_the_page_is_in_the_small_menu_and_in_the_sitemap(plain_reader: Reader, site: Site) -> None:
    plain_reader.visit("", PHONE)
    assert plain_reader.page.locator(".os-footer-nav ul:nth-of-type(2) a[href$='link-health/']").count() == 1
    assert plain_reader.page.locator(".os-nav a[href$='link-health/']").count() == 0
    listed = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{BASE}link-health/</loc>" in listed
    assert "by/link/" not in listed


def test_reading_about_links_asks_no_other_site(reader: Reader, site: Site) -> None:
    for path in PAGES:
        reader.visit(path)
        assert [address for address in reader.requests if not address.startswith((site.origin, "data:"))] == []


def test_the_filter_narrows_the_catalogue_to_what_may_be_dead(reader: Reader, library: Library) -> None:
    reader.visit("resources/", PHONE)
    group = reader.page.locator("[data-facet=link]")
    group.locator("summary").click()
    group.locator("[data-choice='link=may-be-dead']").check()
    rows = reader.page.locator("[data-part=results] .os-row")
    rows.first.wait_for()
    assert rows.locator(".os-row-title").all_inner_texts() == ["Mapa del agua"]
    assert rows.locator(".os-state").all_inner_texts() == [link_notices.notice(library.links.of(MAP), WORDS)]
    for scheme in SCHEMES:
        reader.look(SMALL_PHONE, scheme)
        assert violations(reader, scheme) == []
    assert reader.sticking_out() == []
