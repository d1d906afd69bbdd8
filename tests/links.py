"""Follow every link inside the built site over real HTTP, as `make links`.

Serves `site/` on this machine only and lets LinkChecker crawl it. No other host is asked for anything.
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

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 1800  # seconds
CONFIG = """\
[checking]
threads=8
maxrequestspersecond=1000
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


def main() -> int:
    """Crawl the site and return the exit code: 0 when every internal link leads somewhere."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="the built site")
    site: Path = arguments.parse_args().site.resolve()
    if not (site / "index.html").is_file():
        print(f"There is no built site in {site}: run `make site` first.", file=sys.stderr)
        return 1
    with serve(site) as server:
        code = crawl(server.host, [server.base, f"{server.base}404.html"])
        unlinked = sorted(pages(site) - server.asked)
    if unlinked:
        print(f"No page links to {len(unlinked)} of the site's pages, first {', '.join(unlinked[:10])}.")
    print("External links were not checked: this looks only inside the site.")
    return code


class Server(ThreadingHTTPServer):
    """A web server for one folder, under the path that its pages expect. It remembers what was asked for."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        self.site = site
        self.base = base_path(site / "index.html")
        self.asked: set[str] = set()
        super().__init__(("127.0.0.1", 0), Handler)

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
        page = Path(found, "index.html") if path.endswith("/") else Path(found)
        self.server.asked.add(os.path.relpath(page, self.server.site))
        return found

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
    """Run LinkChecker as a process of its own, from these pages of this host; return its exit code."""
    # Started by root, LinkChecker goes on as `nobody`, who may be unable to read our folders. It need not: it
    # reads its settings before, gets the site over HTTP, and writes to the screen.
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as settings:
        settings.write(CONFIG.format(host=re.escape(host)))
        settings.flush()
        command = [sys.executable, "-m", "linkcheck", "--config", settings.name]
        command += [host + start for start in starts]
        try:
            return subprocess.run(command, env=environment, check=False, timeout=LIMIT, cwd="/").returncode
        except subprocess.TimeoutExpired:
            print(f"LinkChecker was still busy after {LIMIT} seconds and was stopped.", file=sys.stderr)
            return 1


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
