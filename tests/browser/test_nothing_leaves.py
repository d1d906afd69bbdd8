"""No page of any kind asks another host, keeps anything, weighs much or breaks the policy; an attack is noticed."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from browser.kinds import FULLEST, KINDS, PageKind, kind_called
from browser.reader import Reader, new_reader
from browser.serving import BASE, PUBLIC, STRICT
from openshelf.site.security import HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from browser.serving import Site

TRACKER = "https://tracker.example/"
# Every complaint of the policy, from before the page's own first line.
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  refused.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
REFUSED = "() => window.refused"
LEADS = "href", "src", "srcset", "action", "data", "poster"
"""Attributes that hold addresses."""

MOST = 75_000
"""Bytes of a first view of any page, everything included, compressed as hosts compress."""
PICTURES = ".png", ".jpg", ".jpeg", ".webp", ".avif", ".woff2"
"""Files that hosts send as they are."""

# Addresses that a browser opens by itself, or that it may prepare to open.
POINTS_ELSEWHERE = """() => [...document.querySelectorAll("link[href], [src], [srcset], form, iframe, object, embed")]
  .filter((element) => !element.matches("[rel=canonical]"))
  .map((element) => element.href || element.src || element.srcset || element.outerHTML)
  .filter((address) => !address.startsWith(location.origin + "/"))"""
# Links to other sites that would tell them where the reader came from.
CARELESS = """(own) => [...document.querySelectorAll("a[href^=http]")]
  .filter((link) => !link.href.startsWith(own))
  .filter((link) => !["noopener", "noreferrer"].every((word) => link.relList.contains(word)))
  .map((link) => link.outerHTML)"""
# What is fetched only when it comes into view is fetched then.
READ_TO_THE_END = """async () => {
  scrollTo(0, document.body.scrollHeight);
  for (const frame of [1, 2]) await new Promise(requestAnimationFrame);
}"""


@dataclass
class Used:
    """What a page asked for and left behind when its scripts had been woken."""

    others: list[str]
    kept: list[Any]
    refused: list[str]
    complaints: list[str]


@dataclass
class Visit:
    """What one visit to a page of a kind asked for and left behind."""

    kind: PageKind
    site: Site
    requests: list[str]
    icons: list[str]
    complaints: list[str]
    kept: list[Any]
    pointers: list[str]
    careless: list[str]
    used: Used | None = None
    """What it did when its scripts were woken, for one page of each template: the others have the same scripts."""

    def weight(self, address: str) -> int:
        """Return how many bytes what was fetched from an address is on the wire."""
        path = urlsplit(address).path.removeprefix(BASE)
        file = self.site.file(self.kind) if not path or path.endswith("/") else self.site.folder / path
        return file.stat().st_size if file.suffix in PICTURES else len(gzip.compress(file.read_bytes(), 6))


@pytest.fixture(scope="module")
def watched(browser: Browser, site: Site) -> Iterator[Reader]:
    """Sit down at a browser that notes what a policy refuses."""
    reader = new_reader(browser, site)
    reader.context.add_init_script(LISTEN)
    yield reader
    reader.context.close()


def others(site: Site, requests: Sequence[str]) -> list[str]:
    """Return the requests that went to another host."""
    return [address for address in requests if not address.startswith((f"{site.origin}/", "data:"))]


def naming_the_host(page: Path) -> list[str]:
    """Return the addresses of a page that name the host which the site was built for."""
    nodes = LexborHTMLParser(page.read_text(encoding="utf-8")).css(", ".join(f"[{name}]" for name in LEADS))
    addresses = [node.attributes.get(name) or "" for node in nodes for name in LEADS]
    host = PUBLIC.removesuffix(BASE).partition(":")[2]
    return [address for address in addresses if address.lower().removeprefix("https:").startswith(host)]


def use(reader: Reader) -> None:
    """Do on a page what wakes its scripts: touch its search boxes, lists and frameworks."""
    for summary in reader.page.locator("[data-part=filters] > summary:visible").all():
        summary.click()
    for button in reader.page.locator("[data-do=start]:visible").all():
        button.click()
    for box in reader.page.locator("[data-part=query]:visible").all():  # last: what is found covers the page
        box.fill("anemometer")
    reader.page.wait_for_timeout(400)  # a pause in typing, and the parts that are fetched after it


def visited(reader: Reader, kind: PageKind) -> Visit:
    """Visit a page of a kind; use it, too, where it stands for its template."""
    reader.visit(kind)
    reader.ask(READ_TO_THE_END)
    icons = reader.ask("[...document.querySelectorAll('link[rel~=icon]')].map((link) => link.href)")
    visit = Visit(
        kind,
        reader.site,
        list(reader.requests),
        icons,
        list(reader.complaints),
        reader.kept(),
        reader.ask(POINTS_ELSEWHERE),
        reader.ask(CARELESS, reader.site.url),
    )
    if kind in FULLEST:
        use(reader)
        visit.used = Used(
            others(reader.site, reader.requests), reader.kept(), reader.ask(REFUSED), list(reader.complaints)
        )
    return visit


@pytest.fixture(scope="module")
def visits(watched: Reader) -> Callable[[PageKind], Visit]:
    """Visit a page of a kind when a test asks for it first."""
    return cache(partial(visited, watched))


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def visit(request: pytest.FixtureRequest, visits: Callable[[PageKind], Visit]) -> Visit:
    """Visit a page of each kind."""
    return visits(request.param)


@pytest.mark.parametrize("kind", FULLEST, ids=lambda kind: kind.name)
def test_a_page_in_use_asks_nobody_keeps_nothing_and_breaks_no_rule(
    visits: Callable[[PageKind], Visit], kind: PageKind
) -> None:
    assert visits(kind).used == Used([], [], [], [])


def test_no_page_asks_another_host_for_anything(visit: Visit) -> None:
    assert f"{visit.site.url}{visit.site.path(visit.kind)}" in visit.requests
    assert len(visit.requests) >= 3, "a page has at least two style sheets"
    assert others(visit.site, visit.requests) == []
    assert visit.pointers == []


def test_no_page_leaves_a_trace_on_the_device(visit: Visit) -> None:
    assert visit.kept == []


def test_no_page_has_errors_under_a_strict_content_security_policy(visit: Visit) -> None:
    assert visit.complaints == []


def test_links_to_other_sites_tell_them_nothing(visit: Visit) -> None:
    assert visit.careless == []


def test_first_view_of_the_largest_page_of_each_kind_is_light(visit: Visit) -> None:
    parts = {address: visit.weight(address) for address in dict.fromkeys([*visit.requests, *visit.icons])}
    listed = "\n".join(f"{size:>8,} {address}" for address, size in parts.items())
    assert sum(parts.values()) <= MOST, f"{visit.kind.name}: {sum(parts.values()):,} bytes\n{listed}"
    assert len(parts) >= 3, listed


def test_every_page_can_be_read_at_any_address(site: Site) -> None:
    """The site is built for one host and served by another, as behind an onion name: no address may name the first."""
    pages = {page.relative_to(site.folder).as_posix(): page for page in site.folder.rglob("*.html")}
    named = {path: naming_the_host(page) for path, page in pages.items()}
    assert len(named) > 200
    for kind in KINDS:
        assert bool(named[site.file(kind).relative_to(site.folder).as_posix()]) == kind.is_listed, kind.name
    for path, addresses in named.items():
        assert addresses in ([], [f"{PUBLIC}{path.removesuffix('index.html')}"]), "no more than the canonical one"


def test_feeds_and_parts_of_the_search_lead_to_any_host(site: Site) -> None:
    host = PUBLIC.removesuffix(BASE)
    feed = (site.folder / "data" / "updates.atom").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]*)"', feed)
    assert host not in feed
    parts = [*(site.folder / "assets").rglob("*.js"), *(site.folder / "assets").rglob("*.css")]
    assert len(parts) > 5
    assert not [part for part in parts if host in part.read_text(encoding="utf-8")]


def test_every_file_is_served_with_the_headers_of_the_policy(watched: Reader, site: Site) -> None:
    for path in ("", "themes/", "no/such/page/", "assets/openshelf.css", "assets/search.js", "data/resources.json"):
        answer = watched.context.request.get(site.url + path)
        sent = {name: answer.headers.get(name.lower()) for name in HEADERS if name != "Cache-Control"}
        assert sent == {name: value for name, value in HEADERS.items() if name != "Cache-Control"}, path


def test_an_attack_without_a_policy_would_be_noticed(browser: Browser, site: Site) -> None:
    """Each detector fires on a page that does what ours must not."""
    context = browser.new_context()
    try:
        reader = Reader(site, context.new_page())
        context.route(f"{TRACKER}**", lambda route: route.abort())
        context.on("request", lambda request: reader.requests.append(request.url))
        reader.visit(f"{site.origin}/attack.html")
        reader.ask("() => window.attacked")
        wanted = ("style.css", "pixel.gif", "frame.html", "script.js", "fetch", "beacon")
        assert set(others(site, reader.requests)) == {TRACKER + name for name in wanted}
        named = {trace["name"] if isinstance(trace, dict) else trace for trace in reader.kept()}
        assert named == {
            "attack-cookie=1",
            "attack-cookie",
            "attack-local",
            "attack-session",
            "attack-database",
            "attack-cache",
            f"{site.origin}/",
        }
    finally:
        context.close()


def test_under_the_policy_the_same_attack_does_nothing_and_is_noticed(watched: Reader, site: Site) -> None:
    watched.visit(f"{site.origin}{STRICT}attack.html")
    watched.page.wait_for_load_state("networkidle")
    refused = set(watched.ask(REFUSED))
    assert watched.ask("() => 'attacked' in window") is False
    assert watched.kept() == []
    assert {entry.split()[0] for entry in refused} >= {
        "script-src-elem",
        "style-src-elem",
        "style-src-attr",
        "img-src",
        "frame-src",
    }
    assert {entry for entry in refused if TRACKER in entry}
    assert watched.complaints
    watched.page.locator("form").evaluate("(form) => form.submit()")
    watched.page.wait_for_timeout(200)
    assert "form-action" in {entry.split()[0] for entry in watched.ask(REFUSED)}
    assert watched.page.url.endswith("attack.html")


def test_colours_follow_the_device_and_are_not_remembered(watched: Reader) -> None:
    paper = "() => getComputedStyle(document.body).backgroundColor"
    watched.visit("", scheme="dark")
    dark = watched.ask(paper)
    watched.visit("themes/", scheme="light")
    assert watched.ask(paper) != dark
    assert watched.kept() == []


def test_a_page_that_asks_another_host_would_be_noticed(watched: Reader, site: Site) -> None:
    watched.visit(f"{site.origin}/third-party.html")
    assert others(site, watched.requests) == ["https://tracker.example/pixel.gif"]
    assert watched.ask(POINTS_ELSEWHERE) == ["https://tracker.example/pixel.gif"]


def test_a_page_that_leaves_a_trace_or_complains_would_be_noticed(watched: Reader, site: Site) -> None:
    watched.visit(f"{site.origin}/memory.html")
    traces = watched.kept()
    complaints = list(watched.complaints)
    watched.context.clear_cookies()
    watched.ask("() => { localStorage.clear(); sessionStorage.clear(); }")
    assert [trace for trace in traces if isinstance(trace, str)] == ["visited=yes", "visited", "visited"]
    assert [trace["name"] for trace in traces if isinstance(trace, dict)] == ["visited"]
    assert complaints == ["remembered"]
    assert watched.kept() == []


@pytest.mark.parametrize("name", ["home", "resource", "how-to guide", "framework", "glossary"])
def test_pages_look_the_same_from_a_folder_on_the_device(watched: Reader, name: str) -> None:
    kind = kind_called(name)
    look = """() => [".os-header", "h1", "main a", ".os-footer"].map((part) => {
      const {color, backgroundColor, fontFamily, fontSize, padding} = getComputedStyle(document.querySelector(part));
      return [color, backgroundColor, fontFamily, fontSize, padding];
    })"""
    watched.visit(kind)
    served = watched.ask(look)
    watched.page.wait_for_load_state("networkidle")  # the icon comes last, and belongs to this visit
    watched.visit(watched.site.file(kind).as_uri())
    assert watched.ask(look) == served
    assert watched.complaints == []
    assert {address.partition(":")[0] for address in watched.requests} == {"file"}


_READ = "async (url) => { try { return (await fetch(url)).status; } catch (error) { return String(error); } }"


def test_scripts_of_other_sites_can_read_open_data_and_nothing_else(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    try:
        for path in (
            "data/resources.json",
            "data/resources.csv",
            "data/updates.atom",
            "data/schemas/library.schema.json",
        ):
            assert page.evaluate(_READ, f"{site.url}{path}") == 200, path
        for path in ("index.html", "assets/search/index.js", "resources/index.html"):
            assert "Failed to fetch" in page.evaluate(_READ, f"{site.url}{path}"), path
    finally:
        page.close()
