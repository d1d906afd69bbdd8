"""Builds with a memory of links: the same bytes for the same memory, and a broken one stops them in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from libraries import contents, other_library, run
from memories import a_record, write
from openshelf.linkcheck.history import PATH

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = a_record("https://agua.example/mapa", "missing"), a_record("https://semillas.example/", "well")


def test_the_memory_is_all_that_two_builds_may_differ_by(tmp_path: Path) -> None:
    first, second, without = (other_library(tmp_path / name) for name in "abc")
    write(first, *RECORDS)
    write(second, *reversed(RECORDS))
    for library in (first, second, without):
        done = run("openshelf", "build", folder=library)
        assert done.returncode == 0, done.stdout + done.stderr
    assert contents(first / "site") == contents(second / "site")
    assert "os-notice" not in (without / "site/resources/mapa-del-agua/index.html").read_text(encoding="utf-8")
    assert "os-notice" in (first / "site/resources/mapa-del-agua/index.html").read_text(encoding="utf-8")


def test_a_broken_memory_is_named_by_file_and_line_and_the_last_site_stays(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    write(library, *RECORDS)
    assert run("openshelf", "build", folder=library).returncode == 0
    before = contents(library / "site")
    with (library / PATH).open("a", encoding="utf-8") as memory:
        memory.write("=======\n")
    for command in (("openshelf", "build"), ("mkdocs", "build", "--strict")):
        done = run(*command, folder=library)
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert f"{PATH}:3:1 link-memory" in said
        assert "Traceback" not in said
    assert contents(library / "site") == before
