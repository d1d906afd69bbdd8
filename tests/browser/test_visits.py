"""What a visit asks for, what it costs, and what it leaves behind: as little as can be, and nothing elsewhere."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from browser.kinds import KINDS, PageKind, kind_called
from browser.serving import BASE

if TYPE_CHECKING:
    from browser.reader import Reader
    from browser.serving import Site

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

    def weight(self, address: str) -> int:
        """Return how many bytes what was fetched from an address is on the wire."""
        path = urlsplit(address).path.removeprefix(BASE)
        file = self.site.file(self.kind) if not path or path.endswith("/") else self.site.folder / path
        return file.stat().st_size if file.suffix in PICTURES else len(gzip.compress(file.read_bytes(), 6))


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def visit(request: pytest.FixtureRequest, reader: Reader) -> Visit:
    """Visit a page of each kind once."""
    kind = request.param
    reader.visit(kind)
    reader.ask(READ_TO_THE_END)
    icons = reader.ask("[...document.querySelectorAll('link[rel~=icon]')].map((link) => link.href)")
    return Visit(
        kind,
        reader.site,
        list(reader.requests),
        icons,
        list(reader.complaints),
        reader.kept(),
        reader.ask(POINTS_ELSEWHERE),
        reader.ask(CARELESS, reader.site.url),
    )


def others(site: Site, requests: list[str]) -> list[str]:
    """Return the requests that went to another host."""
    return [address for address in requests if not address.startswith((f"{site.origin}/", "data:"))]


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


def test_a_page_that_asks_another_host_would_be_noticed(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/third-party.html")
    assert others(site, reader.requests) == ["https://tracker.example/pixel.gif"]
    assert reader.ask(POINTS_ELSEWHERE) == ["https://tracker.example/pixel.gif"]


def test_a_page_that_leaves_a_trace_or_complains_would_be_noticed(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/memory.html")
    traces = reader.kept()
    complaints = list(reader.complaints)
    reader.context.clear_cookies()
    reader.ask("() => { localStorage.clear(); sessionStorage.clear(); }")
    assert [trace for trace in traces if isinstance(trace, str)] == ["visited=yes", "visited", "visited"]
    assert [trace["name"] for trace in traces if isinstance(trace, dict)] == ["visited"]
    assert complaints == ["remembered"]
    assert reader.kept() == []


@pytest.mark.parametrize("name", ["home", "resource", "how-to guide", "framework", "glossary"])
def test_pages_look_the_same_from_a_folder_on_the_device(reader: Reader, name: str) -> None:
    kind = kind_called(name)
    look = """() => [".os-header", "h1", "main a", ".os-footer"].map((part) => {
      const {color, backgroundColor, fontFamily, fontSize, padding} = getComputedStyle(document.querySelector(part));
      return [color, backgroundColor, fontFamily, fontSize, padding];
    })"""
    reader.visit(kind)
    served = reader.ask(look)
    reader.page.wait_for_load_state("networkidle")  # the icon comes last, and belongs to this visit
    reader.visit(reader.site.file(kind).as_uri())
    assert reader.ask(look) == served
    assert reader.complaints == []
    assert {address.partition(":")[0] for address in reader.requests} == {"file"}
