"""What lies in the folders of a library, and what is never followed or opened."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest

from libraries import PROJECT
from openshelf.check.run import load_and_check
from openshelf.core.store import Store
from openshelf.sources.files import File, FileType, read_bytes, walk
from support import FILES, TODAY, a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

OUTSIDE = "---\ntitle: A secret\nsummary: Of this computer.\nreviewed: 2026-05-01\n---\nThe secret.\n"


def said(folder: Path) -> list[str]:
    return [f"{problem.place.path} {problem.rule.id}" for problem in problems_of(folder)]


def test_every_name_is_found_in_the_order_of_paths(tmp_path: Path) -> None:
    found = walk(a_library(tmp_path, {"docs/images/a.PNG": b"1234", "docs/.hidden": b"", "elsewhere/x.md": "x"}))
    paths = [file.path for file in found]
    assert paths == sorted(paths, key=lambda path: path.split("/"))
    assert set(FILES) <= set(paths)
    assert "elsewhere/x.md" not in paths
    assert next(file for file in found if file.path == "docs/images/a.PNG") == File(
        "docs/images/a.PNG", FileType.FILE, 4
    )


def test_a_name_knows_its_ending() -> None:
    names = {"a.PNG": ".png", "a.tar.gz": ".gz", ".png": "", "a": "", "a.": "."}
    assert {name: File(f"docs/{name}", FileType.FILE).suffix for name in names} == names


def test_hidden_folders_are_named_and_not_entered(tmp_path: Path) -> None:
    found = walk(a_library(tmp_path, {"docs/.git/config": "x"}))
    assert [file.path for file in found if ".git" in file.path] == ["docs/.git"]


LEFT_BEHIND = (
    "docs/.DS_Store",
    "docs/images/._map.png",
    "docs/Thumbs.db",
    "guides/how-to/desktop.ini",
    "guides/how-to/.draw.md.swp",
    "docs/updates/hello.md~",
    "policy/#exceptions.yml#",
    "docs/.~lock.plan.odt#",
)
"""What desktops and editors make for themselves."""


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout


def test_what_desktops_and_editors_leave_is_nothing_unless_git_keeps_it(tmp_path: Path) -> None:
    folder = a_library(tmp_path, dict.fromkeys(LEFT_BEHIND, "Maria"))
    (folder / "docs/updates/.#hello.md").symlink_to("somebody@computer.1234")
    assert said(folder) == []
    git(folder, "init", "--quiet")
    git(folder, "add", "docs", "guides/how-to/draw.md")
    assert said(folder) == [
        "docs/.DS_Store stray-file",
        "docs/.~lock.plan.odt# stray-file",
        "docs/Thumbs.db stray-file",
        "docs/images/._map.png stray-file",
        "docs/updates/.#hello.md stray-file",
        "docs/updates/.#hello.md symlink",
        "docs/updates/hello.md~ stray-file",
    ]


def test_git_ignores_what_desktops_and_editors_leave(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    shutil.copy(PROJECT / ".gitignore", tmp_path)
    names = [*LEFT_BEHIND, "docs/.#hello.md", "docs/~$plan.docx", "docs/.directory", "docs/.a.md.swo"]
    assert git(tmp_path, "check-ignore", "--no-index", *names).split("\n")[:-1] == names
    assert all(File(name, FileType.FILE).is_leftover for name in names)
    written = ["docs/a.md", "docs/a.swp.md", "docs/~a.md", "docs/images/swap.png", "docs/.gitkeep", "docs/#a.md"]
    assert git(tmp_path, "check-ignore", "--no-index", *written) == ""
    assert not any(File(name, FileType.FILE).is_leftover for name in written)


def test_without_git_there_is_nothing_that_it_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(a_library(tmp_path, {"docs/.DS_Store": b"x"})) == []


def test_nothing_at_all_is_no_error(tmp_path: Path) -> None:
    assert walk(tmp_path / "nowhere") == ()


def test_a_link_to_a_text_is_neither_read_nor_an_entry(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(OUTSIDE)
    folder = a_library(tmp_path / "library")
    (folder / "docs/about.md").symlink_to(tmp_path / "secret.md")
    assert said(folder) == ["docs/about.md symlink"]
    library = load(folder)
    assert not library.find("page/about")
    assert not [source for source in library.sources if "secret" in source.text]


def test_a_link_to_a_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_text(OUTSIDE)
    folder = a_library(tmp_path / "library")
    (folder / "docs/updates/old").symlink_to(tmp_path / "outside")
    assert said(folder) == ["docs/updates/old symlink"]


@pytest.mark.parametrize("name", ["docs", "guides"])
def test_a_whole_folder_can_be_a_link_and_is_not_entered(tmp_path: Path, name: str) -> None:
    folder = a_library(tmp_path / "library")
    (folder / name).rename(tmp_path / "outside")
    (folder / name).symlink_to(tmp_path / "outside")
    assert f"{name} symlink" in said(folder)
    assert not [entry for entry in load(folder).all_entries if entry.path.startswith(f"{name}/")]


def test_the_catalogue_can_be_a_link_and_is_not_read(tmp_path: Path) -> None:
    folder = a_library(tmp_path / "library")
    (folder / "resources.yml").rename(tmp_path / "outside.yml")
    (folder / "resources.yml").symlink_to(tmp_path / "outside.yml")
    assert said(folder) == ["resources.yml symlink"]


def test_a_pipe_and_a_socket_do_not_make_the_reader_wait(tmp_path: Path) -> None:
    folder = a_library(tmp_path)
    os.mkfifo(folder / "docs/about.md")
    os.mkfifo(folder / "docs/map.png")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "docs/s.md"))
        odd = [line for line in said(folder) if line.endswith("odd-file")]
        assert odd == [f"docs/{name} odd-file" for name in ("about.md", "map.png", "s.md")]


def test_a_pipe_in_the_place_of_a_list_does_not_either(tmp_path: Path) -> None:
    folder = a_library(tmp_path)
    (folder / "policy").mkdir()
    os.mkfifo(folder / "policy/exceptions.yml")
    assert set(said(folder)) == {"policy/exceptions.yml odd-file", "policy/exceptions.yml file-unreadable"}


def test_contents_are_those_of_files_only(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert read_bytes(tmp_path / "a") == b"text"
    for name in ("link", "folder", "pipe", "nothing"):
        with pytest.raises(OSError, match=r".") as caught:
            read_bytes(tmp_path / name)
        assert caught.value.strerror


def test_a_file_of_the_name_of_a_folder_is_said(tmp_path: Path) -> None:
    folder = a_library(tmp_path, {path: None for path in FILES if path.startswith("guides/")})
    (folder / "guides").write_text("x")
    assert "guides misplaced-file" in said(folder)


def test_links_in_other_places_are_nobodys_business(tmp_path: Path) -> None:
    folder = a_library(tmp_path)
    (folder / "theme").symlink_to(tmp_path.parent)
    assert load_and_check(load(folder).settings, TODAY, Store.nothing()).problems == ()
