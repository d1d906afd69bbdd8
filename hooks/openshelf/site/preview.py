"""The preview that MkDocs serves while somebody writes: its port, and pages that are made when somebody asks for them.

A writer waits for the page that is open, and not for all others of the library.
"""

from __future__ import annotations

import errno
import logging
import posixpath
import socket
from functools import cache
from threading import Condition
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.report import as_text, preview_notice
from openshelf.core.store import Store
from openshelf.site.assembly import Assembly
from openshelf.site.handover import alone, alone_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from openshelf.core.problem import Problem
    from openshelf.model.settings import Settings
    from openshelf.site.handover import Handover

_log = logging.getLogger("mkdocs.plugins.openshelf")
_LOOK_EVERY = 0.2
"""Seconds between two looks for changes, half of which a writer waits; MkDocs looks every half second."""
_OF_THE_ENGINE = "/livereload/"
"""Where open pages ask whether there is something new."""


class _PreviewedSite(NamedTuple):
    assembly: Assembly
    folder: Path


class Preview:
    """What a process serves. Builds and answers run in different threads."""

    is_on = False
    is_asked = False
    """Whether the server asks for each page; without, all are made at once."""

    def __init__(self) -> None:
        self._has_port = False
        self._changed = Condition()
        self._store = Store.nothing()
        self._site: _PreviewedSite | None = None
        """None while a build runs."""
        self._made: set[str] = set()
        """Paths that were asked for since."""

    def start(self, *, is_asked: bool) -> None:
        """Say that this process serves a preview."""
        self.is_on, self.is_asked = True, is_asked

    def begin(self, host: str, port: int) -> str:
        """Let whoever asks wait for the build that begins; return in one sentence why nobody will be able to."""
        with self._changed:
            self._site = None
        if not self.is_on or self._has_port:
            return ""
        why_not = why_port_unavailable(host, port)
        self._has_port = not why_not
        return why_not

    def read(self, settings: Settings) -> Handover:
        """Read the library that is shown. Where pages are made on request, the checks run meanwhile."""
        if not self.is_asked:
            return alone(settings)
        handed = alone_again(settings, self._store)
        self._store = handed.store
        return handed

    def planned(self, handed: Handover) -> Assembly:
        """Plan the pages of a library, with what the checks found above each where people preview it."""
        if not self.is_on:
            return handed.assembly
        return Assembly.of(
            handed.library,
            self._notice(handed.found),
            store=handed.store,
            held_at=handed.held_at,
            is_preview=True,
            is_asked=self.is_asked,
        )

    def _notice(self, found: Callable[[], Sequence[Problem]]) -> Callable[[str], str]:
        """Return what makes the box above a page from the path of its source, and says the same in the terminal once.

        ``found`` waits for the checks; where pages are made on request, the first page does.
        """

        @cache
        def boxes() -> Callable[[str], str]:
            problems = found()
            if any(problem.is_error for problem in problems):
                _log.warning("The preview shows what could be read.\n%s", as_text(problems))
            return preview_notice(problems)

        def box(path: str) -> str:
            return boxes()(path)

        if not self.is_asked:
            boxes()
        return box

    def show(self, assembly: Assembly, folder: Path) -> None:
        """Show the site of a build; what the engine left in ``folder`` are frames, and files that are no pages."""
        assembly.begin_asked(folder)
        with self._changed:
            self._site = _PreviewedSite(assembly, folder)
            self._made.clear()
            self._changed.notify_all()

    def answers(self, serve: WSGIApplication, mount: str) -> WSGIApplication:
        """Return an application that makes what is asked for below ``mount``, and lets ``serve`` answer."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(_OF_THE_ENGINE) or not f"{path}/".startswith(mount):
                return serve(environ, start_response)
            said: list[Any] = []
            while True:
                asked = self._make(path[len(mount) :])
                body = serve(environ, lambda *given: said.append(given))  # type: ignore[arg-type]
                if asked is self._site:
                    start_response(*said[-1])
                    return body
                # The server waited for a build that took away what was made before.

        return answer

    def _make(self, address: str) -> object:
        """Make what is asked for; return what tells this build from the next."""
        path = posixpath.normpath(f"/{address}")[1:]
        with self._changed:
            self._changed.wait_for(lambda: self._site is not None)
            if self._site is not None and path not in self._made:
                self._site.assembly.write_asked(self._site.folder, path)
                self._made.add(path)
            return self._site


def watch_closely(server: Any, watched: Iterable[str]) -> None:  # noqa: ANN401 - the engine's
    """Let a server that is to start look for changes at shorter intervals; ``watched`` is what it watches so far.

    It goes on comparing files, because systems do not tell of changes on every kind of disk.
    """
    for path in watched:
        server.unwatch(path)
    server.observer = type(server.observer)(timeout=_LOOK_EVERY)
    for path in watched:
        server.watch(path)


def why_port_unavailable(host: str, port: int) -> str:
    """Return in one sentence why a preview cannot have its port, empty where it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            trial.bind((host, port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror or error})"
            return f"Port {port} {why}: close the other preview, or run mkdocs serve -a {host}:{port + 1}"
    return ""
