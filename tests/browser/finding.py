"""A search box or a list with filters, as a reader uses it, and the files that answers come from."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openshelf.core.store import Store
from openshelf.search.index import build
from openshelf.site.data import search_files

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from browser.reader import Reader
    from browser.serving import Site
    from openshelf.search.index import Index
    from openshelf.site.view import View

PLACES = {"home": "", "page": "search/", "header": "about/"}
"""Where each box to type in stands."""
LISTS = "resources/", "case-studies/"
"""Pages with filters."""
PARTS = "assets/search/"
OFFLINE = "could not be loaded"
"""What a reader is told when there is no connection."""
SHOWN = """(name) => {
  const part = (wanted) => document.querySelector(`[data-find=${name}] [data-part=${wanted}]`);
  const results = part("results"), texts = (found) => [...found].map((element) => element.textContent);
  const seen = (element) => !!element && element.checkVisibility();
  return {
    said: part("status").textContent,
    titles: texts(results.querySelectorAll(".os-row-title a")),
    addresses: [...results.querySelectorAll(".os-row-title a")].map(({href}) => href),
    marked: [...new Set(texts(results.querySelectorAll("mark")).map((word) => word.toLowerCase()))],
    facts: [...results.querySelectorAll(".os-row-meta")].map(({children}) => texts(children)),
    help: seen(part("help")) ? [...part("help").querySelectorAll("a")].map(({href}) => href) : [],
    headings: [...new Set([...results.querySelectorAll("h1, h2, h3, h4")].map(({tagName}) => tagName))],
    buttons: texts(results.querySelectorAll("button")),
    hasWaysOn: seen(part("none")),
    hasStaticList: seen(part("idle")),
  };
}"""
CHOICES = """(name) => Object.fromEntries(
  [...document.querySelectorAll(`[data-find=${name}] .os-choices`)].filter((group) =>
    group.querySelector("label")).map((group) => [
    group.dataset.facet,
    Object.fromEntries([...group.querySelectorAll("label")].map((label) => [
      label.querySelector("input").dataset.choice.split("=")[1], +label.querySelector(".os-count").textContent]))]))"""
WAIT = "(name) => { document.querySelector(`[data-find=${name}] [data-part=status]`).textContent = 'waiting'; }"
HAS_ANSWERED = "(name) => document.querySelector(`[data-find=${name}] [data-part=status]`).textContent !== 'waiting'"


@dataclass(frozen=True, slots=True)
class Box:
    """One of the boxes of a page."""

    reader: Reader
    name: str

    def part(self, name: str) -> Locator:
        """Return a part of the box."""
        return self.reader.page.locator(f"[data-find={self.name}] [data-part={name}]")

    @property
    def input(self) -> Locator:
        """Where words are typed."""
        return self.part("query")

    def after(self, act: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a test does
        """Do something that is answered, and return what is shown then."""
        self.reader.ask(WAIT, self.name)
        act()
        self.reader.page.wait_for_function(HAS_ANSWERED, arg=self.name)
        return self.shown()

    def type(self, words: str) -> dict[str, Any]:
        """Replace what stands in the box and return what is shown."""
        return self.after(lambda: self.input.fill(words))

    def shown(self) -> dict[str, Any]:
        """Return what the reader sees."""
        return dict(self.reader.ask(SHOWN, self.name))

    def open_filters(self) -> dict[str, Any]:
        """Open the filters, of a list the first of them, and return what is shown."""
        summary = self.part("filters").locator("summary").first
        summary.focus()
        self.reader.page.wait_for_function("() => 'openshelfSearch' in window")
        return self.after(summary.click)

    def wait_for_choices(self) -> dict[str, dict[str, int]]:
        """Wait until there is something to choose, and return what."""
        self.part("choices").locator(".os-choices label").first.wait_for(state="attached")
        return self.choices()

    def choices(self) -> dict[str, dict[str, int]]:
        """Return how many entries each value of each facet leaves."""
        return dict(self.reader.ask(CHOICES, self.name))

    def choose(self, facet: str, value: str) -> dict[str, Any]:
        """Tick a value, or untick it."""
        group = self.reader.page.locator(f"[data-find={self.name}] [data-facet={facet}]")
        if facet != "entry" and group.get_attribute("open") is None:
            group.locator("summary").click()
        return self.after(lambda: group.locator(f"label:has([data-choice='{facet}={value}'])").click())


def visit(reader: Reader, name: str, **look: Any) -> Box:  # noqa: ANN401 - the reader's own settings
    """Open the page on which a box stands."""
    reader.visit(PLACES[name], **look)
    return Box(reader, name)


def visit_list(reader: Reader, path: str, **look: Any) -> Box:  # noqa: ANN401 - the reader's own settings
    """Open a page with filters."""
    reader.visit(path, **look)
    return Box(reader, "list")


def entry_point(site: Site) -> dict[str, Any]:
    """Return what ``index.js`` holds."""
    text = (site.folder / PARTS / "index.js").read_text(encoding="utf-8")
    return dict(json.loads(text.removeprefix('openshelfPart("index",').removesuffix(")\n")))


def shard_of(site: Site, word: str) -> str:
    """Return the address of the part in which a word is looked up; words of a script's plane 0 only."""
    index = entry_point(site)
    at = bisect_right(index["starts"].split(" "), word) - 1
    return f"{site.url}{PARTS}{index['shards'][at * 7 : at * 7 + 7]}.js"


def made(view: View) -> tuple[Index, dict[str, str]]:
    """Return the index of a library, and the texts of the files that are made from it by their paths."""
    texts = {file.path: file.text for file in search_files.files(view, Store.nothing())}
    return build(view.library, search_files.labels(view)), texts
