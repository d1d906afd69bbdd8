"""The folder of a library's own templates: where it may lie, and what it may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.model.theme_folder import wrong_theme_folder
from pictures import png

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>\n'


def said(root: Path, folder: str = "own") -> list[str]:
    return [message for message, _ in wrong_theme_folder(folder, root)]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library with a folder of templates that is right."""
    root = tmp_path / "library"
    for name, data in {
        "main.html": b"",
        "assets/own.css": b"",
        "assets/a.woff2": b"wOF2...",
        "assets/a.svg": DRAWING,
        ".icons/b.svg": DRAWING,
        ".gitkeep": b"",
        ".DS_Store": b"x",
    }.items():
        (root / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "own" / name).write_bytes(data)
    for folder in ("docs/in", "hooks", "guides", "inner/policy", ".github", ".git"):
        (root / folder).mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    return root


def test_what_templates_need_is_right(library: Path) -> None:
    assert said(library) == said(library, f"{library}/own/") == said(library, "inner") == []


@pytest.mark.parametrize(
    ("folder", "relation"),
    [
        ("docs", "is docs"),
        ("docs/in", "lies inside docs"),
        ("hooks", "is hooks"),
        ("guides", "is guides"),
        (".git", "is .git"),
        (".github", "is .github"),
        (".", "is the folder of the library"),
        ("..", "is the folder of the library, or contains it"),
        ("../outside", "lies outside the library"),
        ("own/../../outside", "lies outside the library"),
    ],
)
def test_the_folder_lies_in_the_library_and_apart_from_what_people_write(
    folder: str, relation: str, library: Path
) -> None:
    [message] = said(library, folder)
    assert message.startswith(f"custom_dir {folder!r} {relation}")


def test_no_link_is_followed(library: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (library / "own/secret.html").symlink_to(tmp_path / "secret.html")
    (library / "own/more").symlink_to(tmp_path / "outside")
    (library / "ways").symlink_to(library / "inner")
    (library / "out").symlink_to(tmp_path / "outside")
    assert said(library) == ["own/more is a symbolic link", "own/secret.html is a symbolic link"]
    assert len(said(library, "ways")) == len(said(library, "out")) == 1


@pytest.mark.parametrize(
    "name", ["a.txt", "a.js", "a.json", "README.md", "a.pdf", "own.css~", "a", ".env", ".old/a.html"]
)
def test_other_files_are_named(name: str, library: Path) -> None:
    (library / "own" / name).parent.mkdir(exist_ok=True)
    (library / "own" / name).write_text("x", encoding="utf-8")
    [message] = said(library)
    assert message.startswith(f"own/{name.partition('/')[0]} ")


def test_pictures_and_fonts_are_looked_at(library: Path) -> None:
    (library / "own/a.png").write_bytes(b"no picture")
    (library / "own/b.svg").write_bytes(DRAWING.replace(b"<path", b"<script>1</script><path"))
    (library / "own/c.woff2").write_bytes(b"root:x:0:0")
    (library / "own/d.png").write_bytes(png())
    assert [message.partition(" ")[0] for message in said(library)] == ["own/a.png", "own/b.svg", "own/c.woff2"]
