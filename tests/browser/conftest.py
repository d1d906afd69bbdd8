"""The site of the rich library, served once per worker, and readers who walk it with one browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from browser.find_browser import find_browser, without_windows
from browser.finding import made
from browser.reader import PHONE, Reader, new_reader
from browser.serving import Site, serve
from libraries import DAY
from openshelf.site.i18n import Words
from openshelf.site.view import View
from shared_site import rich
from support import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Route

    from openshelf.search.index import Index

__all__ = ["rich"]
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing leaves this machine: no other host has an address, and nobody is asked for one.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-proxy-server",
)


@pytest.fixture(scope="session")
def site(rich: Path) -> Iterator[Site]:
    """Serve the site that all workers share."""
    with serve(rich / "site") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser for all tests of a worker."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=without_windows(find_browser()), args=OPTIONS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def reader(browser: Browser, site: Site) -> Reader:
    """Sit down at a browser that runs scripts."""
    return new_reader(browser, site)


@pytest.fixture(scope="session")
def plain_reader(browser: Browser, site: Site) -> Reader:
    """Sit down at a browser in which scripts are switched off."""
    return new_reader(browser, site, java_script_enabled=False)


@pytest.fixture(scope="session")
def returning_reader(browser: Browser, site: Site) -> Iterator[Reader]:
    """Sit down at a browser that, as at home, keeps whole the pages that its reader leaves, for the back button."""
    kept = ["--disable-back-forward-cache"]
    started = browser.browser_type.launch(executable_path=find_browser(), args=OPTIONS, ignore_default_args=kept)
    returning = new_reader(started, site)
    returning.context.route(f"{site.url}**", may_be_kept)
    yield returning
    started.close()


@pytest.fixture(scope="session")
def changeable(browser: Browser, site: Site) -> Reader:
    """Open one window for all tests of a worker that change what it is answered: one costs as much as ten pages."""
    return new_reader(browser, site)


@pytest.fixture
def seeker(changeable: Reader) -> Iterator[Reader]:
    """Sit down at a window that is answered as usual, and leave it so."""
    yield changeable
    changeable.context.set_offline(False)
    changeable.page.unroute_all(behavior="ignoreErrors")
    changeable.page.goto("about:blank")


@pytest.fixture(scope="session")
def index(site: Site) -> Index:
    """Index the library that the tests build, in Python."""
    library = load(site.folder.parent, DAY)
    return made(View(library, Words("en")))[0]


def may_be_kept(route: Route) -> None:
    """Pass an answer on without the server's wish that nobody keeps it."""
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "cache-control": "no-cache"})


@pytest.fixture(scope="session")
def small_phone(browser: Browser, site: Site) -> Reader:
    """Buy a small phone in which scripts are switched off."""
    screen = {"width": PHONE, "height": 640}
    holder = new_reader(browser, site, java_script_enabled=False, viewport=screen, is_mobile=True, has_touch=True)
    holder.page.emulate_media(reduced_motion="reduce")
    return holder


@pytest.fixture
def phone(small_phone: Reader) -> Reader:
    """Pick up the small phone, with the home page open."""
    small_phone.page.goto(small_phone.site.url)
    return small_phone
