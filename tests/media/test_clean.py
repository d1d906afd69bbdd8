"""``openshelf clean``, and what of pictures reaches the site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from libraries import contents, other_library, run
from openshelf.cli import clean
from openshelf.cli.main import main
from openshelf.media.inspect import traces
from openshelf.site.assembly import Assembly
from pictures import pdf, picture, svg, told, with_notes
from support import a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "docs/updates/hello.md"
VISIT, PLAN, MAP, ACTS = "docs/images/visit.jpg", "docs/images/plan.pdf", "docs/images/map.svg", "docs/images/acts.svg"
SHOWN = (
    "The library",
    "[a](../images/visit.jpg) [b](../images/plan.pdf) [c](../images/map.svg) [d](../images/acts.svg) The library",
)
FILES = {
    NEWS: SHOWN,
    VISIT: picture("JPEG", exif=told(6)),
    PLAN: pdf(with_notes),
    MAP: svg("<!-- by Somebody --><g/>"),
    ACTS: svg("<script>alert(1)</script>"),
    "docs/images/unseen.png": picture("PNG", exif=told()),
    "docs/kbx.js": "alert(1)",
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return a_library(tmp_path / "library", FILES)


def command(library: Path, *paths: str) -> int:
    return main(["--config", str(library / "mkdocs.yml"), "clean", *(str(library / path) for path in paths)])


def test_everything_is_cleaned_in_its_place_and_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / VISIT).chmod(0o640)
    before = contents(library)
    assert command(library) == 0
    said = capsys.readouterr().out
    assert "images/visit.jpg no longer contains: GPS position, author, camera, date and time" in said
    assert "images/plan.pdf no longer contains: author, date and time, XMP data" in said
    after = contents(library)
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == {VISIT, PLAN, MAP, "docs/images/unseen.png"}
    assert not [path for path, data in after.items() if path.endswith((".jpg", ".pdf", ".svg")) and traces(data, path)]
    assert (library / VISIT).stat().st_mode & 0o777 == 0o640
    assert not {problem.rule.id for problem in problems_of(library)} & {"media-metadata"}


def test_a_second_time_there_is_nothing_to_do(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(library)
    before = contents(library)
    capsys.readouterr()
    assert command(library) == 0
    assert capsys.readouterr().out == "Nothing to take out.\n"
    assert contents(library) == before


def test_files_and_folders_can_be_named(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "desk.jpg").write_bytes(FILES[VISIT])  # type: ignore[arg-type]
    assert command(library, PLAN, "../desk.jpg") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert traces((tmp_path / "desk.jpg").read_bytes(), "desk.jpg") == []
    assert command(library, "docs/themes") == 0
    assert capsys.readouterr().out == "Nothing to take out.\n"
    assert command(library, "docs/images") == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_what_cannot_be_read_is_said_and_the_rest_is_cleaned(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "docs/images/broken.png").write_bytes(b"x")
    assert command(library) == 1
    said = capsys.readouterr().out
    assert "broken.png is left as it is: it is not a PNG picture" in said
    assert "visit.jpg no longer contains" in said


@pytest.mark.parametrize("name", ["docs/images/nothing.jpg", "docs/kbx.js", NEWS, "docs/images/link.jpg"])
def test_what_is_no_picture_is_left_alone(library: Path, name: str) -> None:
    (library / "docs/images/link.jpg").symlink_to("visit.jpg")
    before = contents(library)
    assert command(library, name) == 1
    assert contents(library) == before


def test_a_file_is_replaced_whole_or_not_at_all(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(clean.os, "fsync", refuse)
    before = contents(library)
    assert command(library) == 1
    assert contents(library) == before


def test_a_preview_shows_clean_copies_of_what_is_used_and_may_be_seen(library: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(picture())
    (library / "docs/images/link.png").symlink_to(tmp_path / "outside.png")
    os.mkfifo(library / "docs/images/pipe.png")
    news = (library / NEWS).read_text()
    (library / NEWS).write_text(
        news.replace("The library", "[e](../images/link.png) [f](../images/pipe.png) The library")
    )
    media = dict(Assembly.of(load(library)).media())
    assert sorted(media) == ["images/map.svg", "images/plan.pdf", "images/visit.jpg"]
    assert not [uri for uri, data in media.items() if traces(data, uri)]


def test_the_engine_copies_nothing_of_docs_but_pictures_that_are_used(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    (library / "docs/images").mkdir()
    (library / "docs/images/map.png").write_bytes(picture())
    (library / "docs/images/unseen.png").write_bytes(picture())
    page = library / "docs/quienes-somos.md"
    page.write_text(page.read_text() + "\n![Un mapa](images/map.png)\n")
    for name in (".DS_Store", "index.md~", "#index.md#", ".index.md.swp", "images/._map.png", "images/Thumbs.db"):
        (library / "docs" / name).write_text("what a program left")
    (library / "docs/.#index.md").symlink_to("somebody@computer.1234")
    done = run("mkdocs", "build", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    site = contents(library / "site")
    assert not [path for path, data in site.items() if b"what a program left" in data or "#" in path or "~" in path]
    assert site["images/map.png"] == picture()
    assert "images/unseen.png" not in site
    assert not [path for path in site if path.endswith(".md")]


@pytest.mark.parametrize("name", ["docs/secret.md", "docs/secret.png", "docs/secret.txt"])
def test_the_engine_stops_before_a_link_out_of_the_library(tmp_path: Path, name: str) -> None:
    library = other_library(tmp_path)
    (tmp_path / "secret").write_text("---\ntitle: The secret\n---\n")
    (library / name).symlink_to(tmp_path / "secret")
    done = run("mkdocs", "build", folder=library)
    assert done.returncode == 1
    assert f"{name}:1:1 symlink" in done.stderr + done.stdout
    assert not (library / "site").exists()
