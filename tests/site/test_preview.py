"""A preview makes what somebody asks for, once a build, and lets nobody see a page of the build before."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast
from unittest.mock import Mock, patch

import pytest
from watchdog.observers.polling import PollingObserver

from libraries import DAY, contents, rich_library
from openshelf.core.problem import Place, Problem, Rule
from openshelf.core.store import Store
from openshelf.site import contents as site
from openshelf.site.assembly import ERROR_PAGE, Assembly
from openshelf.site.frame import SLOTS
from openshelf.site.handover import Handover
from openshelf.site.pages.resources import pages_below
from openshelf.site.preview import Preview, watch_closely
from support import a_library, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from openshelf.library.library import Library

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


PROBLEM = Problem(Place("docs/themes/water.md", 3), Rule("a-rule", "Title.", "Why."), "this is wrong")


def noticed(preview: Preview, library: Library, found: Callable[[], Sequence[Problem]]) -> Assembly:
    return preview.planned(Handover(library, Store.nothing(), found=found))


def test_a_page_waits_for_what_the_checks_find(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    asked: list[None] = []

    def found() -> Sequence[Problem]:
        asked.append(None)
        return [PROBLEM]

    preview, library = Preview(), load(a_library(tmp_path))
    preview.start(is_asked=True)
    notice = noticed(preview, library, found).notice
    assert not asked
    assert all("this is wrong" in notice(path) for path in ("docs/themes/water.md", "", "other.md"))
    assert (len(asked), caplog.text.count("this is wrong")) == (1, 1)
    preview.start(is_asked=False)
    noticed(preview, library, found)
    assert len(asked) == 2, "where all pages are made at once, other processes make them"


def test_the_pages_of_a_preview_are_those_of_a_build(tmp_path: Path) -> None:
    library = load(rich_library(tmp_path), DAY)
    whole, asked = (Assembly.of(library, is_asked=is_asked) for is_asked in (False, True))
    for assembly in (whole, asked):
        for url in (ERROR_PAGE, *assembly.fronts):
            assembly.add_frame("".join(f"<i>{slot}</i>" for slot in SLOTS.values()), url)
    whole.write(tmp_path / "whole")
    asked.begin_asked(tmp_path / "asked")
    for path in (*whole.pages, "data/resources.json"):
        asked.write_asked(tmp_path / "asked", path)
    assert contents(tmp_path / "asked") == contents(tmp_path / "whole")


def test_most_pages_are_planned_when_somebody_asks_for_one(tmp_path: Path) -> None:
    with patch.dict(site.BELOW, {"resources": Mock(side_effect=AssertionError)}):
        makers = [site.BELOW["resources"] if make is pages_below else make for make in site.PAGE_MAKERS]
        with patch.object(site, "PAGE_MAKERS", makers):
            assembly = Assembly.of(load(a_library(tmp_path)), is_asked=True)
            assert assembly._page_at("guides/draw") is not None
            assert assembly._page_at("nowhere") is None
            with pytest.raises(AssertionError):
                assembly._page_at("resources/paper")


class Server:
    """Stands for MkDocs' server, and notes what it watches with which observer."""

    def __init__(self) -> None:
        self.observer = PollingObserver(timeout=0.5)
        self.watched: dict[str, float] = {}

    def watch(self, path: str) -> None:
        self.watched[path] = self.observer.timeout

    def unwatch(self, path: str) -> None:
        del self.watched[path]


def test_a_preview_looks_for_changes_more_often_than_the_engine_would() -> None:
    server, paths = Server(), ["docs", "mkdocs.yml"]
    for path in paths:
        server.watch(path)
    watch_closely(server, paths)
    assert server.watched.keys() == set(paths)
    assert max(server.watched.values()) < 0.5


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
