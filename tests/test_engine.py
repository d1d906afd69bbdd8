"""The engine gets the library that was checked, and reads it itself where it cannot."""

from __future__ import annotations

import multiprocessing
import socket
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from libraries import contents, other_library, run
from openshelf.check.run import load_and_check
from openshelf.core import clock
from openshelf.core.store import Store
from openshelf.model.settings import read_settings
from openshelf.publish import engine
from openshelf.site import handover, preview
from openshelf.site.handover import Handover

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "themes/agua/index.html"


def checked(library: Path) -> Handover:
    settings, problems = read_settings(library / "mkdocs.yml")
    assert settings is not None, problems
    return Handover(load_and_check(settings, clock.today(), Store.nothing()).library, Store.nothing(), engine="mkdocs")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return other_library(tmp_path)


def add(library: Path, text: str) -> None:
    file = library / "docs/themes/agua.md"
    file.write_text(file.read_text() + f"\n{text}\n")


def test_what_was_checked_is_what_is_built(library: Path, tmp_path: Path) -> None:
    known = checked(library)
    add(library, "Escrito después.")
    assert engine.run(library / "mkdocs.yml", tmp_path / "site", known) == {}
    assert b"Escrito" not in contents(tmp_path / "site")[PAGE]


def test_where_no_process_can_be_copied_the_engine_reads_and_checks_by_itself(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = checked(library)
    assert engine.run(library / "mkdocs.yml", tmp_path / "site", known) == {}
    monkeypatch.setattr(engine, "sys", SimpleNamespace(platform="other", executable=sys.executable))
    assert engine.run(library / "mkdocs.yml", tmp_path / "again", known) == {}
    assert contents(tmp_path / "again") == contents(tmp_path / "site")
    add(library, "[[nada]]")
    assert engine.run(library / "mkdocs.yml", tmp_path / "broken", known) is None


def test_an_engine_that_refuses_says_so(library: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config = library / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - glossary/index.md", "  - glosario/index.md"))
    assert engine.run(config, tmp_path / "site", checked(library)) is None
    assert "glosario/index.md" in capfd.readouterr().err


@pytest.mark.parametrize("platform", ["linux", "other"])
def test_nothing_is_written_where_the_checks_say_no(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(engine, "sys", SimpleNamespace(**vars(sys) | {"platform": platform}))
    asked: list[bool] = []

    def goes_on() -> bool:
        asked.append((tmp_path / "site").exists())
        return False

    assert engine.run(library / "mkdocs.yml", tmp_path / "site", checked(library), goes_on) is None
    assert asked == [False]
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("may_build", [True, False])
def test_what_breaks_while_pages_are_planned_is_told_unless_the_checks_say_no(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    may_build: bool,  # noqa: FBT001 - a parameter
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("no more memory")

    monkeypatch.setattr(handover.Assembly, "of", broken)
    assert engine.run(library / "mkdocs.yml", tmp_path / "site", checked(library), lambda: may_build) is None
    assert ("no more memory" in capfd.readouterr().err) == may_build
    assert not (tmp_path / "site").exists()


def test_a_check_that_breaks_leaves_no_engine_waiting(library: Path, tmp_path: Path) -> None:
    def broken() -> bool:
        raise ZeroDivisionError

    before = multiprocessing.active_children()
    with pytest.raises(ZeroDivisionError):
        engine.run(library / "mkdocs.yml", tmp_path / "site", checked(library), broken)
    (child,) = set(multiprocessing.active_children()) - set(before)
    child.join(60)
    assert child.exitcode == 1
    assert not (tmp_path / "site").exists()


def test_nothing_is_handed_over_in_the_process_that_starts_the_engine(library: Path, tmp_path: Path) -> None:
    engine.run(library / "mkdocs.yml", tmp_path / "site", checked(library))
    assert handover.handed_over() is None


def test_a_port_in_use_is_one_sentence(library: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("mkdocs", "serve", "-a", f"127.0.0.1:{port}", folder=library)
        wanted = f"Port {port} is in use: close the other preview, or run mkdocs serve -a 127.0.0.1:{port + 1}"
        assert done.returncode == 1
        assert wanted in done.stderr
        assert "Traceback" not in done.stderr
    assert preview.why_port_unavailable("127.0.0.1", port) == ""
    assert preview.why_port_unavailable("192.0.2.1", port).startswith(f"Port {port} cannot be used (")
