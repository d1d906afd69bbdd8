"""The built site on a web server of this machine, under a path as on a shared host."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.kinds import MISSING_PAGE, PageKind
from openshelf.site.security import HEADERS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BASE = "/sub/path/"
PUBLIC = f"https://library.example{BASE}"
"""The address that the site is built for, as the settings of the rich library say."""
CONTROLS = Path(__file__).parent / "controls"
"""Pages that do what the site must not, served beside it: they show that the tests would notice."""
STRICT = "/strict/"
"""Where the same pages are served with the headers of the site: they show what the headers stop."""


@dataclass(frozen=True, slots=True)
class Site:
    """The built site: where it lies and where it is served."""

    folder: Path
    origin: str

    @property
    def url(self) -> str:
        """The address of the home page on the test's server."""
        return f"{self.origin}{BASE}"

    def file(self, kind: PageKind) -> Path:
        """Return the largest page of a kind."""
        found = [path for path in self.folder.glob(kind.files) if kind.holds in path.read_text(encoding="utf-8")]
        if not found:
            pytest.fail(f"The library has no page of the kind {kind.name!r} ({kind.files} with {kind.holds!r}).")
        return max(found, key=lambda path: (path.stat().st_size, path))

    def path(self, kind: PageKind) -> str:
        """Return the address of that page from the site's root; a missing page is asked for where there is none."""
        if kind is MISSING_PAGE:
            return "no/such/page/"
        return self.file(kind).relative_to(self.folder).as_posix().removesuffix("index.html")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Path
    wanted: Mapping[str, Mapping[str, str]]

    def translate_path(self, path: str) -> str:
        """Return the file for an address, or one that does not exist for an address beside the site."""
        if path.startswith(BASE):
            within, top = path.removeprefix(BASE), self.site
        else:
            within, top = path.removeprefix(STRICT), CONTROLS
        self.directory = str(top)
        return super().translate_path(f"/{within.lstrip('/')}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where there is none."""
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(BASE):
            super().send_error(code, message, explain)
            return
        page = (self.site / MISSING_PAGE.files).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        """Send what the site's own file asks for, as hosts do; let each page be fetched whole, as on a first visit."""
        for beginning, headers in self.wanted.items():
            if self.path.startswith((f"{BASE}{beginning}", f"{STRICT}{beginning}")):
                for name, value in headers.items():
                    self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when the browser goes on to another page before it has read this one."""


def wanted_headers(folder: Path) -> dict[str, dict[str, str]]:
    """Return the headers that a built site asks its host for in ``_headers``, but how long a file may be kept.

    By the beginning of the addresses that they are for.
    """
    found: dict[str, dict[str, str]] = {}
    for line in (folder / HEADERS_FILE).read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", maxsplit=1)
            list(found.values())[-1][name] = value
        else:
            found[line.removeprefix("/").removesuffix("*")] = {}
    assert found[""].pop("Cache-Control") == "no-cache"
    return found


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve a built site while the block runs."""
    handler = type("Handler", (_Handler,), {"site": folder, "wanted": wanted_headers(folder)})
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Site(folder, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
