"""Nobody but the host of the site learns of a visit, and nothing is left behind on the device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser.kinds import KINDS, PageKind

if TYPE_CHECKING:
    from browser.reader import Reader
    from browser.serving import Site

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)

KEPT = """async () => [
  document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({name}) => name), ...(window.caches ? await caches.keys() : []),
].filter(Boolean)"""
# Addresses that a browser opens by itself, or that it may prepare to open.
POINTS_ELSEWHERE = """() => [...document.querySelectorAll("link[href], [src], [srcset], form, iframe, object, embed")]
  .filter((element) => !element.matches("[rel=canonical]"))
  .map((element) => element.href || element.src || element.srcset || element.outerHTML)
  .filter((address) => !address.startsWith(location.origin + "/"))"""


def others(reader: Reader) -> list[str]:
    """Return the requests of this visit that went to another host."""
    return [address for address in reader.requests if not address.startswith((f"{reader.site.origin}/", "data:"))]


def kept(reader: Reader) -> list[Any]:
    """Return what this visit has left on the device."""
    return [*reader.ask(KEPT), *reader.context.cookies()]


@every_kind
def test_no_page_asks_another_host_for_anything(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    reader.page.wait_for_load_state("networkidle")
    assert f"{reader.site.url}{reader.site.path(kind)}" in reader.requests
    assert len(reader.requests) >= 3, "a page has at least two style sheets"
    assert others(reader) == []
    assert reader.ask(POINTS_ELSEWHERE) == []


@every_kind
def test_no_page_leaves_a_trace_on_the_device(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    assert kept(reader) == []


@every_kind
def test_no_page_has_errors_under_a_strict_content_security_policy(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    assert reader.complaints == []


@every_kind
def test_links_to_other_sites_tell_them_nothing(reader: Reader, kind: PageKind) -> None:
    reader.visit(kind)
    careless = """(own) => [...document.querySelectorAll("a[href^=http]")]
      .filter((link) => !link.href.startsWith(own))
      .filter((link) => !["noopener", "noreferrer"].every((word) => link.relList.contains(word)))
      .map((link) => link.outerHTML)"""
    assert reader.ask(careless, reader.site.url) == []


def test_a_page_that_asks_another_host_would_be_noticed(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/third-party.html")
    assert others(reader) == ["https://tracker.example/pixel.gif"]
    assert reader.ask(POINTS_ELSEWHERE) == ["https://tracker.example/pixel.gif"]


def test_a_page_that_leaves_a_trace_or_complains_would_be_noticed(reader: Reader, site: Site) -> None:
    reader.visit(f"{site.origin}/memory.html")
    traces = kept(reader)
    complaints = list(reader.complaints)
    reader.context.clear_cookies()
    reader.ask("() => { localStorage.clear(); sessionStorage.clear(); }")
    assert [trace for trace in traces if isinstance(trace, str)] == ["visited=yes", "visited", "visited"]
    assert [trace["name"] for trace in traces if isinstance(trace, dict)] == ["visited"]
    assert complaints == ["remembered"]
    assert kept(reader) == []


@pytest.mark.parametrize("name", ["home", "resource", "how-to guide", "glossary"])
def test_pages_look_the_same_from_a_folder_on_the_device(reader: Reader, name: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    look = """() => [".os-header", "h1", "main a", ".os-footer"].map((part) => {
      const {color, backgroundColor, fontFamily, fontSize, padding} = getComputedStyle(document.querySelector(part));
      return [color, backgroundColor, fontFamily, fontSize, padding];
    })"""
    reader.visit(kind)
    served = reader.ask(look)
    reader.visit(reader.site.file(kind).as_uri())
    assert reader.ask(look) == served
    assert reader.complaints == []
    assert {address.partition(":")[0] for address in reader.requests} == {"file"}
