"""Measure how well three search engines find what readers of this library look for.

The engines are this project's own, that of Material for MkDocs, and Pagefind. All three answer the queries in
``tests/this_library/queries.yml`` in one browser. The other two search plain pages with the text of the built entries;
lists of other entries and navigation are left out of these pages, which helps them. Only entries can be results.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from playwright.sync_api import sync_playwright
from readers import PROJECT, add_pagefind, browser_path, build, serve
from selectolax.lexbor import LexborHTMLParser, LexborNode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Page

QUERIES = PROJECT / "tests/this_library/queries.yml"
TOP = 10
"""Results that count: a reader seldom looks further."""

PLAIN_CONFIG = """\
site_name: Plain
site_url: https://plain.example/
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: "*/*/"
"""
NOT_TEXT = (
    "script, style, svg, button, input, [data-part=error], [data-part=said], .os-no-print, .os-crumbs, .os-toc, "
    ".os-foot > p, .os-edit, #criteria, #criteria + dl"
)
"""What no reader would look for, and what our index leaves out: controls, navigation, reviews, sources of verdicts."""
LISTS = "ul.os-rows, ul.os-links, ul.os-chips"
"""Lists of other entries, from which the plain pages are freed unless ``--whole-pages`` is given."""
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "small", "span", "strong"}
    | {"sub", "sup", "time", "u", "var"}
)

MATERIAL_SCRIPT = """
(() => {
  const Plain = window.Worker;
  window.answers = 0;
  window.Worker = class extends Plain {
    constructor(...of) {
      super(...of);
      this.addEventListener("message", ({ data }) => {
        if (data.type === 1) window.isReady = true;
        if (data.type === 3) setTimeout(() => window.answers++);
      });
    }
  };
})()
"""
"""Notes when Material's worker is ready (1) and when the results of a query (3) stand in the page."""

Block: TypeAlias = tuple[str, str]
"""A tag, ``p`` or a heading, and its text."""


@dataclass(frozen=True)
class Query:
    """What somebody types, the entries that would satisfy, and the difficulty."""

    text: str
    wanted: frozenset[str]
    why: str


@dataclass(frozen=True)
class Entry:
    """An entry that a search can find."""

    name: str
    """Kind and id."""
    title: str
    address: str
    """From the root of the built site, for terms with the id behind ``#``."""


def main() -> int:
    """Ask three engines all queries and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site of this library; without it, one is built")
    parser.add_argument("--misses", action="store_true", help="show the queries that ours does not answer first")
    parser.add_argument("--whole-pages", action="store_true", help="leave lists of other entries in the plain pages")
    options = parser.parse_args()
    if not QUERIES.is_file():
        print(f"This library has no queries: write some into {QUERIES.relative_to(PROJECT)}.")
        return 0
    queries = read_queries(QUERIES)
    with tempfile.TemporaryDirectory() as name:
        site, plain = options.site or Path(name, "site"), Path(name, "plain")
        if not options.site:
            build(PROJECT, site)
        entries = read_entries(site)
        queries = answerable(queries, {entry.name for entry in entries.values()})
        write_pages(site, list(entries.values()), plain, whole=options.whole_pages)
        build(plain)
        add_pagefind(plain / "site", "*/*/index.html")
        answers = ask(site, plain / "site", entries, queries)
    print_table(queries, answers, len(entries))
    if options.misses:
        print_misses(queries, answers)
    return 0


def read_queries(file: Path) -> list[Query]:
    """Read the queries."""
    found = []
    for item in yaml.safe_load(file.read_text(encoding="utf-8")):
        wanted = [item["wanted"]] if isinstance(item["wanted"], str) else item["wanted"]
        found.append(Query(str(item["query"]), frozenset(wanted), item["why"]))
    return found


def answerable(queries: list[Query], names: set[str]) -> list[Query]:
    """Return the queries that some entry of the site answers, and say which are left out."""
    found = [query for query in queries if query.wanted & names]
    for query in queries:
        if not query.wanted & names:
            print(f"Left out: {query.text!r}, for the library has no {' or '.join(sorted(query.wanted))} now.")
    return found


def read_entries(site: Path) -> dict[int, Entry]:
    """Return the entries by number, as docs/decisions/search-format.md describes them: numbers have gaps."""
    index = _part(site, "index")
    size = len(index["rows"]) // -(-index["total"] // index["block"])
    names = [index["rows"][at : at + size] for at in range(0, len(index["rows"]), size)]
    found = {}
    for block, name in enumerate(names):
        for number, row in enumerate(_part(site, name), block * index["block"]):
            kind, id_ = _key(row[1])
            found[number] = Entry(f"{kind}/{id_}", row[2], row[1])
    return found


_KINDS = {
    "resources": "resource",
    "collections": "collection",
    "case-studies": "case-study",
    "guides": "guide",
    "frameworks": "framework",
    "themes": "theme",
    "updates": "update",
}


def _key(address: str) -> tuple[str, str]:
    """Return the kind and the id of the entry at an address."""
    page, _, anchor = address.partition("#")
    folder, _, id_ = page.strip("/").rpartition("/")
    if anchor:
        return "term", anchor
    return (_KINDS[folder], id_) if folder else ("page", id_ or "index")


def _part(site: Path, name: str) -> Any:  # noqa: ANN401 - anything that JSON holds
    text = (site / f"assets/search/{name}.js").read_text(encoding="utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def write_pages(site: Path, entries: list[Entry], folder: Path, *, whole: bool) -> None:
    """Write a MkDocs and Material project with one page for each entry, at ``kind/id/``."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN_CONFIG)
    (docs / "index.md").write_text("---\nsearch:\n  exclude: true\n---\n# Home\n")
    pages: dict[str, LexborHTMLParser] = {}
    for entry in entries:
        page, _, anchor = entry.address.partition("#")
        if page not in pages:
            pages[page] = LexborHTMLParser((site / page / "index.html").read_text(encoding="utf-8"))
            _free(pages[page], whole=whole)
        root = pages[page].css_first(f'[id="{anchor or "os-content"}"]')
        if root is None:
            sys.exit(f"{entry.address} is not in the built site; does its index belong to it?")
        lines = [f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in _own(entry, root)]
        lines = [line.replace(">", f' id="part-{at}">', 1) if line[1] == "h" else line for at, line in enumerate(lines)]
        file = docs / entry.name / "index.md"
        file.parent.mkdir(parents=True)
        front = yaml.safe_dump({"title": entry.title}, allow_unicode=True)
        file.write_text(f"---\n{front}---\n" + "\n\n".join(lines) + "\n", encoding="utf-8")


def _free(page: LexborHTMLParser, *, whole: bool) -> None:
    for node in page.css(NOT_TEXT):
        node.decompose()
    if not whole:
        for section in page.css("section.os-section"):
            if section.css_first(LISTS) is not None:
                section.decompose()


def _own(entry: Entry, root: LexborNode) -> list[Block]:
    """Return the text of an entry, its title first: everything before the first heading comes after it."""
    found = list(_blocks(root))
    if "#" in entry.address:
        return [("h1", found[0][1]), *found[1:]]
    title = next((block for block in found if block[0] == "h1"), ("h1", entry.title))
    return [title, *(block for block in found if block is not title)]


def _blocks(node: LexborNode) -> Iterator[Block]:
    run: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag == "-text" or child.tag in INLINE:
            run.append(" " if child.tag == "br" else child.text(deep=True) or "")
            continue
        if text := _clean("".join(run)):
            yield "p", text
        run.clear()
        if child.tag in HEADINGS:
            yield child.tag, _clean(child.text(deep=True))
        elif not (child.tag or "").startswith(("-", "_", "!")):
            yield from _blocks(child)
    if text := _clean("".join(run)):
        yield "p", text


def _clean(text: str) -> str:
    return " ".join(text.split())


def ask(site: Path, plain: Path, entries: Mapping[int, Entry], queries: list[Query]) -> dict[str, list[list[str]]]:
    """Return, by engine, the names of the first results of each query."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        engines = {"ours": (site, ours), "Material": (plain, material), "Pagefind": (plain, pagefind)}
        answers = {}
        for name, (folder, engine) in engines.items():
            with (
                serve(folder) as host,
                browser.new_context(bypass_csp=True) as context,
                engine(context.new_page(), host.url) as find,
            ):
                answers[name] = [find(query.text)[:TOP] for query in queries]
        browser.close()
    answers["ours"] = [[entries[int(number)].name for number in found] for found in answers["ours"]]
    return answers


@contextmanager
def ours(page: Page, url: str) -> Iterator[Callable[[str], list[str]]]:
    """Ask this project's search for numbers of entries."""
    page.goto(f"{url}search/")
    page.focus("[data-find=page] [data-part=query]")
    page.wait_for_function("window.openshelfSearch")
    page.evaluate("openshelfSearch.open()")
    script = """async (query) => {
      const found = await openshelfSearch.search(query);
      return (await openshelfSearch.rank(found.hits, found)).map(({ number }) => String(number));
    }"""
    yield lambda query: page.evaluate(script, query)


@contextmanager
def material(page: Page, url: str) -> Iterator[Callable[[str], list[str]]]:
    """Type into Material's search box and read the list that it shows."""
    page.add_init_script(MATERIAL_SCRIPT)
    page.goto(url)
    page.focus(".md-search__input")
    page.wait_for_function("window.isReady")

    def find(query: str) -> list[str]:
        before = page.evaluate("answers")
        page.fill(".md-search__input", query)
        page.press(".md-search__input", "End")
        page.wait_for_function("(before) => answers > before", arg=before)
        items = page.locator(".md-search-result__item").evaluate_all(
            "(items) => items.map((item) => item.querySelector('a').href)"
        )
        return [_name(address, url) for address in items]

    yield find


@contextmanager
def pagefind(page: Page, url: str) -> Iterator[Callable[[str], list[str]]]:
    """Ask Pagefind through its JavaScript interface."""
    page.goto(url)
    page.evaluate("async () => { window.pagefind = await import('/pagefind/pagefind.js'); await pagefind.init(); }")
    script = """async ([query, top]) => {
      const { results } = await pagefind.search(query);
      return Promise.all(results.slice(0, top).map(async (result) => (await result.data()).url));
    }"""
    yield lambda query: [_name(address, url) for address in page.evaluate(script, [query, TOP])]


def _name(address: str, url: str) -> str:
    path = address.removeprefix(url).lstrip("/").partition("#")[0].partition("?")[0]
    return path.removesuffix("/")


def rank(query: Query, found: list[str]) -> int | None:
    """Return the place of the first entry that was wanted, from 1."""
    return next((place for place, name in enumerate(found, 1) if name in query.wanted), None)


def print_table(queries: list[Query], answers: dict[str, list[list[str]]], entries: int) -> None:
    """Print the mean reciprocal rank by engine and difficulty."""
    ranks = {name: [rank(*pair) for pair in zip(queries, found, strict=True)] for name, found in answers.items()}
    groups: dict[str, list[int]] = defaultdict(list)
    for at, query in enumerate(queries):
        groups["all"].append(at)
        groups[query.why].append(at)
    print(f"{len(queries)} queries, {entries} entries. Mean reciprocal rank among the first {TOP} results\n")
    print(f"{'':16}{'queries':>8}" + "".join(f"{name:>10}" for name in answers))
    for why, places in groups.items():
        means = [sum(1 / (ranks[name][at] or float("inf")) for at in places) / len(places) for name in answers]
        print(f"{why:16}{len(places):8}" + "".join(f"{mean:10.3f}" for mean in means))
    for label, most in (("first", 1), (f"in the first {TOP}", TOP)):
        shares = [sum((place or most + 1) <= most for place in found) / len(queries) for found in ranks.values()]
        print(f"{label:24}" + "".join(f"{share:10.1%}" for share in shares))


def print_misses(queries: list[Query], answers: dict[str, list[list[str]]]) -> None:
    """Print the queries that this project does not answer with a wanted entry at once, and what it shows instead."""
    others = [name for name in answers if name != "ours"]
    print(f"\nNot first in ours: place in ours, {', '.join(others)}; what stands before\n")
    for at, query in enumerate(queries):
        place = rank(query, answers["ours"][at])
        if place == 1:
            continue
        places = "/".join(str(rank(query, answers[name][at]) or "-") for name in answers)
        print(f"{places:10}{query.why:12}{query.text!r}, wanted {', '.join(sorted(query.wanted))}")
        print(f"{'':22}before: {', '.join(answers['ours'][at][: (place or 4) - 1][:4]) or 'nothing'}")


if __name__ == "__main__":
    sys.exit(main())
