"""A preview makes what somebody asks for, once a build, and lets nobody see a page of the build before."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

from openshelf.site.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from openshelf.site.assembly import Assembly

FOLDER = Path("folder")


class Site:
    """Stands for the assembly of a build: notes what is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[str] = []

    def begin_asked(self, folder: Path) -> None:
        assert folder == FOLDER

    def write_asked(self, folder: Path, path: str) -> None:
        assert folder == FOLDER
        self.asked.append(path)


def shown(preview: Preview, name: str) -> Site:
    site = Site(name)
    preview.show(cast("Assembly", site), FOLDER)
    return site


def answered(preview: Preview, path: str, serve: WSGIApplication | None = None) -> tuple[str, bytes]:
    """Ask for a path; return the status and the body."""
    said: list[str] = []

    def found(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"found"]

    body = preview.answers(serve or found, "/docs/")({"PATH_INFO": path}, lambda status, _headers: said.append(status))
    return said[0], b"".join(body)


def test_what_is_asked_for_is_made_once_a_build() -> None:
    preview = Preview()
    first = shown(preview, "first")
    for path in ("/docs/guides/draw/", "/docs/guides/draw/", "/docs/guides/draw", "/docs/", "/docs/a/../../b/"):
        assert answered(preview, path) == ("200 OK", b"found")
    assert first.asked == ["guides/draw", "", "b"]
    second = shown(preview, "second")
    answered(preview, "/docs/guides/draw/")
    assert (first.asked, second.asked) == (["guides/draw", "", "b"], ["guides/draw"])


def test_the_engine_answers_by_itself_what_is_no_page() -> None:
    preview = Preview()
    site = shown(preview, "only")
    for path in ("/livereload/1/2", "/elsewhere/"):
        assert answered(preview, path) == ("200 OK", b"found")
    assert site.asked == []


def test_whoever_asks_during_a_build_gets_the_page_of_that_build() -> None:
    preview = Preview()
    shown(preview, "first")
    preview.begin("127.0.0.1", 0)
    answers: list[tuple[str, bytes]] = []
    asking = threading.Thread(target=lambda: answers.append(answered(preview, "/docs/guides/")))
    asking.start()
    asking.join(0.05)
    assert answers == []
    second = shown(preview, "second")
    asking.join(5)
    assert answers == [("200 OK", b"found")]
    assert second.asked == ["guides"]


def test_a_build_between_making_and_answering_makes_the_page_again() -> None:
    preview = Preview()
    sites = [shown(preview, "first")]

    def serve(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if len(sites) == 1:  # as the engine's server: it waits for a build that began, and finds the folder empty
            preview.begin("127.0.0.1", 0)
            sites.append(shown(preview, "second"))
            start_response("404 Not Found", [])
            return [b"lost"]
        start_response("200 OK", [])
        return [b"found"]

    assert answered(preview, "/docs/guides/", serve) == ("200 OK", b"found")
    assert [site.asked for site in sites] == [["guides"], ["guides"]]
