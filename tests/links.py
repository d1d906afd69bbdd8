"""Follow every link inside the built site over real HTTP, as `make links`: a second opinion on `openshelf verify`.

Serves `site/` on this machine only and lets LinkChecker crawl it. No other host is asked for anything. Then it compares
what LinkChecker asked for with what `verify` finds in the same files; places on pages (`#…`) are for `verify` alone.

Exit codes: 0 every link leads somewhere, and both looked at the same; 1 they did not; 2 it could not be run.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from openshelf.verify.internal_links import resolve_page_links
from openshelf.verify.page import read_page
from openshelf.verify.urls import SiteBase

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
OK, FAULTS, CANNOT_RUN = 0, 1, 2
SECONDS = 600
LAST_WORDS = "External links were not checked: this looks only inside the site. `openshelf links --all` looks at them."
STARTS = ("index.html", "404.html")
ERROR = 2
"""What LinkChecker exits with where it could not do its work."""
CONFIG = """\
[checking]
threads=8
maxrequestspersecond=1000
maxrunseconds={seconds}
[filtering]
ignore=^mailto:
checkextern=0
internlinks=^{host}
[output]
log=text
status=0
warnings=0
[text]
parts=realurl,parenturl,result,outro
"""


def main(arguments: list[str] | None = None) -> int:
    """Crawl the site and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the built site")
    site: Path = parser.parse_args(arguments).site.resolve()
    code = look(site)
    print(LAST_WORDS, flush=True)
    return code


def look(site: Path) -> int:
    """Crawl a site, compare, and say what is wrong."""
    if not (site / "index.html").is_file():
        print(f"There is no built site in {site}: run `make site` first.", file=sys.stderr)
        return CANNOT_RUN
    with serve(site) as server:
        starts = [server.base, *([f"{server.base}404.html"] if (site / "404.html").is_file() else [])]
        code = crawl(server.host, starts)
    if code == ERROR:
        return CANNOT_RUN
    asked, missing = frozenset(server.asked), frozenset(server.missing)
    reached, gone = by_verify(site, server.base)
    code = code or FAULTS * bool(missing)
    for what, ours, theirs in (("does not lead anywhere", gone, missing), ("is linked", reached, asked)):
        for who, files in (("`verify`", ours - theirs), ("LinkChecker", theirs - ours)):
            if files:
                print(f"Only {who} finds that this {what}: {', '.join(sorted(files)[:10])} ({len(files)} in all).")
                code = FAULTS
    unlinked = sorted(pages(site) - asked)
    if unlinked:
        print(f"No page links to {len(unlinked)} of the site's pages, first {', '.join(unlinked[:10])}.")
    print(f"Both looked at {len(asked & reached)} files of the site; {len(missing)} are not there.")
    return code


def by_verify(site: Path, base: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the files that pages lead to, starting where LinkChecker does, and those of them that are not there."""
    files, home = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}, SiteBase("", base)
    waiting = [start for start in STARTS if start in files]
    reached, gone = set(waiting), set()
    while waiting:
        path = waiting.pop()
        linked, _ = resolve_page_links(read_page(path, (site / path).read_text(encoding="utf-8")), home)
        targets = {link.file for link in linked.links if link.place is not None}
        gone |= targets - files
        found = (targets - reached) & files
        reached |= found
        waiting += [file for file in found if file.endswith(".html")]
    return frozenset(reached | gone), frozenset(gone)


class Server(ThreadingHTTPServer):
    """A web server for one folder, under the path that its pages expect. It remembers what it was asked for."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        self.site = site
        self.base = base_path(site / "index.html")
        self.asked: set[str] = set()
        self.missing: set[str] = set()
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that LinkChecker drops; report anything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def host(self) -> str:
        """The address of this server, without a path."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(SimpleHTTPRequestHandler):
    """Answers with a file of the site, or with 404; never with a list of files."""

    server: Server
    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        """Return the file for an address, or one that does not exist when the address is outside the site."""
        if not path.startswith(self.server.base):
            return os.fspath(self.server.site / "outside-the-site")
        self.directory = os.fspath(self.server.site)
        found = super().translate_path(path[len(self.server.base) - 1 :])
        is_folder = urlsplit(path).path.endswith("/")
        file = os.path.relpath(Path(found, "index.html") if is_folder else Path(found), self.server.site)
        if file != "robots.txt":  # LinkChecker asks for it by itself
            self.server.asked.add(file)
            if not Path(self.server.site, file).is_file():
                self.server.missing.add(file)
        # Most hosts send a reader from a folder without a slash to the one with it; a copy on a disk does not.
        return found if is_folder or not Path(found).is_dir() else f"{found}/no-such-file"

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Refuse: a folder without an index page is a broken link on most hosts."""
        self.send_error(HTTPStatus.NOT_FOUND, f"No index page in {Path(path).name}")

    def end_headers(self) -> None:
        """Tell LinkChecker that this server is ours, so that it does not slow down for it."""
        self.send_header("LinkChecker", "1")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Say nothing: LinkChecker reports."""


@contextmanager
def serve(site: Path) -> Iterator[Server]:
    """Serve a folder on a free port of this machine while the block runs."""
    with Server(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def crawl(host: str, starts: list[str]) -> int:
    """Run LinkChecker as a process of its own, from these pages of this host; return its exit code.

    It stops by itself after SECONDS; the little more is for what it still has to write.
    """
    # Started by root, LinkChecker goes on as `nobody`, who may be unable to read our folders. It need not: it
    # reads its settings before, gets the site over HTTP, and writes to the screen.
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as settings:
        settings.write(CONFIG.format(host=re.escape(host), seconds=SECONDS))
        settings.flush()
        command = [sys.executable, "-m", "linkcheck", "--config", settings.name]
        command += [host + start for start in starts]
        try:
            return subprocess.run(command, env=environment, check=False, timeout=SECONDS + 60, cwd="/").returncode
        except subprocess.TimeoutExpired:
            print(f"LinkChecker was still busy after {SECONDS} seconds and was stopped.", file=sys.stderr)
            return ERROR


def base_path(home: Path) -> str:
    """Return the path that the site is to be published under, as its home page states it, or `/`."""
    canonical = LexborHTMLParser(home.read_bytes()).css_first("link[rel=canonical]")
    href = (canonical.attributes.get("href") or "") if canonical else ""
    return urlsplit(href).path or "/"


def pages(site: Path) -> set[str]:
    """Return every HTML file of the site."""
    return {page.relative_to(site).as_posix() for page in site.rglob("*.html")}


if __name__ == "__main__":
    sys.exit(main())
