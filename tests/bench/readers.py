"""Measure what reading and searching cost a reader on a slow line, beside Material for MkDocs and Pagefind.

The same made-up pages, as this project's library and as plain MkDocs and Material; Pagefind indexes the plain pages.
Every figure is a visit with nothing cached. Bytes are bodies as sent, with gzip for text, whoever asks for them: page,
script or worker. Seconds are those of a line of 400 kbit/s with 400 ms to the first byte; read them as ratios.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Corpus, make, write_library, write_plain
from playwright.sync_api import TimeoutError, sync_playwright  # noqa: A004 - not the built-in one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).resolve().parents[2]
SIZES = (200, 1000, 5000)
ZIPPED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
"""What hosts compress. Pagefind's own files are compressed already."""
LEVEL = 6


@dataclass
class Host:
    """A web server of this machine, and what it has sent since ``sent`` was last emptied."""

    url: str
    sent: list[tuple[str, int]] = field(default_factory=list)
    hidden: str = ""
    """An address that is not there."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host
    extra: dict[str, bytes]

    def do_GET(self) -> None:
        """Answer with a file, compressed as hosts do it."""
        path = self.path.partition("?")[0]
        if path in self.extra:
            self._send(path, ".html", self.extra[path])
            return
        file = Path(self.translate_path(path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or path == self.host.hidden:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send(path, file.suffix, _body(file))

    def _send(self, path: str, suffix: str, body: bytes) -> None:
        self.host.sent.append((path, len(body)))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.extensions_map.get(suffix, "application/octet-stream"))
        if suffix in ZIPPED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when the browser goes away before it has read everything."""


@cache
def _body(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.compress(data, LEVEL, mtime=0) if file.suffix in ZIPPED else data


@contextmanager
def serve(folder: Path, extra: dict[str, str] | None = None) -> Iterator[Host]:
    """Serve a built site, and pages that it does not have by their addresses, while the block runs."""
    host = Host("")
    pages = {path: gzip.compress(text.encode(), LEVEL, mtime=0) for path, text in (extra or {}).items()}
    types = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".html": "text/html; charset=utf-8"}
    attributes = {"host": host, "extra": pages, "extensions_map": types}
    handler = partial(type("Handler", (_Handler,), attributes), directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        host.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()


def browser_path() -> str:
    """Return the browser that the tests use."""
    command = [sys.executable, str(PROJECT / "tests/browser/find_browser.py")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def build(folder: Path, site: Path | None = None) -> None:
    """Build a MkDocs project."""
    _run("mkdocs", "build", "-q", *(["--site-dir", str(site)] if site else []), folder=folder)


def add_pagefind(site: Path, glob: str) -> None:
    """Let Pagefind index the text of the pages of Material that match."""
    _run("pagefind", "--site", ".", "--root-selector", "article.md-content__inner", "--glob", glob, folder=site)


def _run(*arguments: str, folder: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} failed in {folder}:\n{done.stdout}{done.stderr}")


DOWN = 400_000 // 8
LATENCY = 400
LONGEST = 200_000
"""Milliseconds until a visit counts as failed: on this line the largest index of Material takes long."""
KEY_PAUSE = 150
"""Milliseconds between two letters of somebody who types."""
PER_LENGTH = 4
"""Queries of one, of two and of three words each."""
SHOWN = 5
"""Results that Pagefind fetches, as many as its own interface shows first; this project fetches more."""
MATERIAL_INDEX = "/search/search_index.json"
MATERIAL_ROUNDS = 3
"""Material sends its whole index whatever the query, so a few queries suffice."""

PAGEFIND_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Pagefind</title>
<p><input type="search"></p><ol></ol>
<script type="module">
  const input = document.querySelector("input"), list = document.querySelector("ol");
  let loading;
  const start = async () => {
    const found = await import("/pagefind/pagefind.js");
    await found.init();
    return found;
  };
  const load = () => loading ||= start();
  input.addEventListener("focus", load);
  input.addEventListener("input", async ({ inputType }) => {
    const engine = await load();
    const answer = await (inputType ? engine.debouncedSearch(input.value) : engine.search(input.value));
    if (!answer) return;
    const rows = await Promise.all(answer.results.slice(0, SHOWN).map((result) => result.data()));
    list.replaceChildren(...rows.map(({ url, meta, excerpt }) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = url;
      link.textContent = meta.title;
      item.append(link, excerpt);
      return item;
    }));
  });
</script>""".replace("SHOWN", str(SHOWN))
"""The least that a site needs for Pagefind: it starts to load when the box gets the focus, as its makers advise."""

WATCH = """(links) => {
  window.shown = 0;
  const look = () => { if (!shown && document.querySelector(links)) shown = performance.now(); };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""
PASTE = """([box, query]) => {
  const input = document.querySelector(box), start = performance.now();
  input.focus();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  return start;
}"""
ADDRESSES = "(links) => [...document.querySelectorAll(links)].map(({ href }) => href)"
SAME = f"([links, wanted]) => JSON.stringify(({ADDRESSES})(links)) === wanted"
PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
FILTER = """() => {
  const results = document.querySelector("[data-find=list] [data-part=results]");
  const tick = document.querySelector("[data-find=list] input[data-choice^='theme=']");
  tick.closest("details").open = true;
  window.shown = 0;
  const look = () => { if (results.querySelector("a")) shown = performance.now(); };
  new MutationObserver(look).observe(results, { subtree: true, childList: true });
  tick.click();
}"""


@dataclass(frozen=True)
class Visit:
    """What something cost: bytes, requests, seconds."""

    size: float
    requests: float
    seconds: float


@dataclass(frozen=True)
class Engine:
    """A site with a search: where an entry can be searched from, the box, and the links of the results."""

    page: str
    box: str
    links: str


BOX = "[data-find=header] [data-part={}]"
ENTRY = "resources/resource-00000/"
OURS = Engine(ENTRY, BOX.format("query"), BOX.format("results") + " a")
PAGEFIND = Engine("pagefind.html", "input", "ol a")
MATERIAL = Engine(ENTRY, ".md-search__input", ".md-search-result__item a")


@dataclass
class Reader:
    """Somebody with a fresh browser and a slow line."""

    browser: Browser
    host: Host

    @contextmanager
    def visit(self, page: str, until: str = "networkidle") -> Iterator[Page]:
        """Open a page with nothing cached; what was sent for it is counted until the block says otherwise.

        Waiting in the page is done by text that is run there, which our policy would refuse.
        """
        self.host.sent.clear()
        with self.browser.new_context(service_workers="block", bypass_csp=True) as context:
            tab = context.new_page()
            tab.set_default_timeout(LONGEST)
            line = context.new_cdp_session(tab)
            line.send("Network.enable")
            speed = {"downloadThroughput": DOWN, "uploadThroughput": DOWN, "latency": LATENCY, "offline": False}
            line.send("Network.emulateNetworkConditions", speed)
            tab.goto(self.host.url + page, wait_until=until)  # type: ignore[arg-type]
            yield tab

    def cost(self, seconds: float, *, search: bool | None = None) -> Visit:
        """Add up what was sent, all of it or only Material's files for searching or only the others."""
        sizes = [size for path, size in self.host.sent if search in (None, _is_material_search(path))]
        return Visit(sum(sizes), len(sizes), seconds)

    def read(self, page: str) -> Visit:
        """Open an entry until it can be read."""
        with self.visit(page) as tab:
            start = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            return self.cost(start / 1000, search=False)

    def paste(self, engine: Engine, query: str) -> tuple[Visit, str]:
        """Put a query into the box at once, until results stand there. Returns their addresses as well."""
        with self.visit(engine.page) as tab:
            self.host.sent.clear()
            tab.evaluate(WATCH, engine.links)
            start = tab.evaluate(PASTE, [engine.box, query])
            tab.wait_for_function("shown")
            seconds = (tab.evaluate("shown") - start) / 1000
            return self.cost(seconds), tab.evaluate(f"(links) => JSON.stringify(({ADDRESSES})(links))", engine.links)

    def type(self, engine: Engine, query: str, wanted: str) -> Visit:
        """Type a query; seconds count from the last letter until the results are those of the whole query."""
        with self.visit(engine.page) as tab:
            self.host.sent.clear()
            tab.focus(engine.box)
            tab.keyboard.type(query, delay=KEY_PAUSE)
            start = tab.evaluate("performance.now()")
            tab.wait_for_function(SAME, arg=[engine.links, wanted], polling=20)
            return self.cost((tab.evaluate("performance.now()") - start) / 1000)

    def paste_at_once(self, engine: Engine, query: str) -> Visit:
        """Paste a query as soon as the page can be read: Material fetches its index with every first page."""
        with self.visit(engine.page, "commit") as tab:
            tab.wait_for_function(PAINTED)
            tab.evaluate(WATCH, engine.links)
            start = tab.evaluate(PASTE, [engine.box, query])
            tab.wait_for_function("shown")
            return self.cost((tab.evaluate("shown") - start) / 1000, search=True)

    def narrow(self, page: str) -> Visit:
        """Open the filters of a list and tick the first theme, until the list is narrowed."""
        with self.visit(page) as tab:
            self.host.sent.clear()
            start = tab.evaluate("performance.now()")
            tab.click("[data-find=list] [data-facet=theme] > summary")
            tab.wait_for_selector("[data-find=list] input[data-choice^='theme=']", state="attached")
            tab.evaluate(FILTER)
            tab.wait_for_function("shown")
            return self.cost((tab.evaluate("shown") - start) / 1000)


def _is_material_search(path: str) -> bool:
    return path == MATERIAL_INDEX or "/workers/" in path


def queries(corpus: Corpus) -> list[str]:
    """Take words that follow each other from titles and texts of the corpus, always the same."""
    rng = random.Random(11)  # noqa: S311 - a choice, not a secret
    texts = [item["title"] for item in corpus.resources + corpus.guides]
    texts += [text for guide in corpus.guides for section in guide["sections"] for text in section["paragraphs"]]
    found: list[str] = []
    for length in (1, 2, 3):
        for number in range(PER_LENGTH):
            titles = len(corpus.resources) + len(corpus.guides)
            words = re.findall(r"\w{4,}", rng.choice(texts[:titles] if number % 2 else texts[titles:]).lower())
            at = rng.randrange(len(words) - length + 1) if len(words) > length else 0
            found.append(" ".join(words[at : at + length]))
    return found


def main() -> int:
    """Build the corpus in each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="pages of the corpus")
    parser.add_argument("--quick", action="store_true", help=f"only {SIZES[1]} pages and a third of the queries")
    parser.add_argument("--folder", type=Path, help="where built plain sites are kept for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        sizes = SIZES[1:2] if options.quick else options.sizes
        corpora = {size: make(size // 5, size - size // 5) for size in sizes}
        sites = {size: make_sites(corpora[size], options.folder or Path(name), Path(name)) for size in sizes}
        for size in sizes:
            asked = queries(corpora[size])[:: 3 if options.quick else 1]
            print_table(size, asked, measure(browser, *sites[size], asked))
        browser.close()
    return 0


def make_sites(corpus: Corpus, kept: Path, passing: Path) -> tuple[Path, Path]:
    """Write and build the corpus both ways; a plain site that is there already is taken as it is."""
    name = hashlib.sha256(repr(corpus).encode()).hexdigest()[:12]
    ours, plain = passing / f"{name}-ours", kept / f"{name}-plain"
    ours.mkdir()
    write_library(corpus, ours, PROJECT)
    build(ours)
    if not (plain / "site/pagefind").is_dir():
        plain.mkdir(parents=True)
        write_plain(corpus, plain)
        build(plain)
        add_pagefind(plain / "site", "*/*/index.html")
    return ours / "site", plain / "site"


def measure(browser: Browser, ours: Path, plain: Path, asked: list[str]) -> dict[str, dict[str, list[Visit]]]:
    """Return visits by what is done and by engine."""
    found: dict[str, dict[str, list[Visit]]] = {}
    with serve(ours) as our_host, serve(plain, {"/pagefind.html": PAGEFIND_PAGE}) as plain_host:
        us, them = Reader(browser, our_host), Reader(browser, plain_host)
        for kind in ("resource", "guide"):
            pages = [f"{kind}s/{kind}-{number:05d}/" for number in (0, 7, 21)]
            plain_host.hidden = MATERIAL_INDEX  # or every visit waits for it, once the page stands there
            theirs = [them.read(page) for page in pages]
            plain_host.hidden = ""
            ours_read = [us.read(page) for page in pages]
            found[f"read a {kind}"] = {"ours": ours_read, "Pagefind": theirs, "Material": theirs}
        pasted, typed = "search, pasted", "search, typed"
        found[pasted] = {"ours": [], "Pagefind": [], "Material": []}
        found[typed] = {"ours": [], "Pagefind": []}
        for name, reader, engine in (("ours", us, OURS), ("Pagefind", them, PAGEFIND)):
            for query in asked:
                try:
                    visit, results = reader.paste(engine, query)
                    found[typed][name].append(reader.type(engine, query, results))
                except TimeoutError:
                    print(f"{name}: no results for {query!r}", file=sys.stderr)
                else:
                    found[pasted][name].append(visit)
        found[pasted]["Material"] = [them.paste_at_once(MATERIAL, query) for query in asked[-MATERIAL_ROUNDS:]]
        found["narrow a list"] = {"ours": [us.narrow("resources/")]}
    return found


def print_table(size: int, asked: list[str], found: dict[str, dict[str, list[Visit]]]) -> None:
    """Print medians, and how ours compare with Pagefind's."""
    names = ("ours", "Pagefind", "Material")
    print(f"\n{size} pages; medians of {len(asked)} queries: {', '.join(asked)}")
    print(f"{'':18}" + "".join(f"{name:>24}" for name in names) + f"{'ours / Pagefind':>20}")
    print(f"{'':18}" + f"{'kB':>10}{'files':>7}{'s':>7}" * len(names) + f"{'kB':>12}{'s':>8}")
    for label, visits in found.items():
        middle = {name: median(visits[name]) for name in names if name in visits}
        line = "".join(
            f"{visit.size / 1000:10.1f}{visit.requests:7.0f}{visit.seconds:7.2f}" if visit else f"{'':24}"
            for visit in map(middle.get, names)
        )
        ratio = ""
        if "Pagefind" in middle:
            we, they = middle["ours"], middle["Pagefind"]
            ratio = f"{we.size / they.size:12.2f}{we.seconds / they.seconds:8.2f}"
        print(f"{label:18}{line}{ratio}", flush=True)


def median(visits: list[Visit]) -> Visit:
    """Return the middle of each figure by itself."""
    return Visit(
        statistics.median(visit.size for visit in visits),
        statistics.median(visit.requests for visit in visits),
        statistics.median(visit.seconds for visit in visits),
    )


if __name__ == "__main__":
    sys.exit(main())
