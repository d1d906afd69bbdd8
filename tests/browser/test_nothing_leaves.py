"""No page of any kind asks another host, keeps anything or breaks the policy; and an attack would be noticed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from browser.kinds import FULLEST, KINDS, PageKind
from browser.reader import Reader, new_reader
from browser.serving import BASE, PUBLIC, STRICT
from openshelf.pages.security import HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def watched(browser: Browser, site: Site) -> Iterator[Reader]:
    """Sit down at a browser that notes what a policy refuses."""
    reader = new_reader(browser, site)
    reader.context.add_init_script(LISTEN)
    yield reader
    reader.context.close()


def others(reader: Reader) -> set[str]:
    """Return what was asked of other hosts."""
    return {address for address in reader.requests if not address.startswith((f"{reader.site.origin}/", "data:"))}


def naming_the_host(page: Path) -> list[str]:
    """Return the addresses of a page that name the host which the site was built for."""
    nodes = LexborHTMLParser(page.read_text(encoding="utf-8")).css(", ".join(f"[{name}]" for name in LEADS))
    addresses = [node.attributes.get(name) or "" for node in nodes for name in LEADS]
    host = PUBLIC.removesuffix(BASE).partition(":")[2]
    return [address for address in addresses if address.lower().removeprefix("https:").startswith(host)]


def use(reader: Reader) -> None:
    """Do on a page what wakes its scripts: touch its search boxes, lists and frameworks."""
    boxes = reader.page.locator("[data-part=query]:visible").all()
    filters = reader.page.locator("[data-part=filters] > summary:visible").all()
    for box in boxes:
        box.fill("anemometer")
    for summary in filters:
        summary.click()
    for button in reader.page.locator("[data-do=start]:visible").all():
        button.click()
    reader.page.wait_for_timeout(400)  # a pause in typing, and the parts that are fetched after it


@pytest.mark.parametrize("kind", FULLEST, ids=lambda kind: kind.name)
def test_a_page_in_use_asks_nobody_keeps_nothing_and_breaks_no_rule(watched: Reader, kind: PageKind) -> None:
    watched.visit(kind)
    use(watched)
    assert others(watched) == set()
    assert watched.kept() == []
    assert watched.ask(REFUSED) == []
    assert watched.complaints == []


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
        assert others(reader) == {TRACKER + name for name in wanted}
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
