"""Where a proposed change is checked: content by code that is trusted already, code by itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from libraries import git

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "proposal"
FILES = {
    "resources.yml": "- id: paper\n",
    "mkdocs.yml": "site_name: x\n",
    "docs/index.md": "Home",
    "docs/decisions/one.md": "Decided",
    "guides/how-to/draw.md": "Draw",
    "hooks/main.py": "print('trusted')\n",
    "policy/exceptions.yml": "[]\n",
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return two checkouts of one repository, as the workflow has them."""
    base, proposal = tmp_path / "base", tmp_path / "proposal"
    proposal.mkdir()
    for path, text in FILES.items():
        (proposal / path).parent.mkdir(parents=True, exist_ok=True)
        (proposal / path).write_text(text)
    git(proposal, "init", "-q")
    git(proposal, "add", "-A")
    git(proposal, "commit", "-qm", "base")
    git(proposal, "worktree", "add", "-q", "--detach", str(base))
    return base, proposal


def checked_in(folders: tuple[Path, Path], change: Callable[[Path], None]) -> str:
    """Propose a change; return the name of the folder in which it is checked."""
    base, proposal = folders
    change(proposal)
    git(proposal, "add", "-A")
    git(proposal, "commit", "-qm", "proposal")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(base), str(proposal)], check=True, capture_output=True, text=True
    )
    return Path(done.stdout.strip()).name


def write(path: str, text: str = "new") -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)

    return change


@pytest.mark.parametrize("path", ["resources.yml", "docs/index.md", "guides/how-to/new.md", "docs/assets/map.svg"])
def test_content_is_checked_by_the_code_of_the_base(folders: tuple[Path, Path], path: str) -> None:
    assert checked_in(folders, write(path)) == "base"
    assert (folders[0] / path).read_text() == "new"
    assert (folders[0] / "hooks/main.py").read_text() == "print('trusted')\n"
    assert (folders[0] / "docs/decisions/one.md").read_text() == "Decided"


@pytest.mark.parametrize(
    "path",
    [
        "mkdocs.yml",
        "hooks/main.py",
        "policy/exceptions.yml",
        "tests/test_x.py",
        ".github/workflows/x.yml",
        "Makefile",
        "docs/decisions/one.md",
        "docs.md",
        "resources.yml.py",
        "conftest.py",
    ],
)
def test_everything_else_counts_as_code(folders: tuple[Path, Path], path: str) -> None:
    assert checked_in(folders, write(path)) == "proposal"


def test_content_beside_code_is_code(folders: tuple[Path, Path]) -> None:
    def both(folder: Path) -> None:
        write("docs/index.md")(folder)
        write("hooks/main.py")(folder)

    assert checked_in(folders, both) == "proposal"
    assert (folders[0] / "docs/index.md").read_text() == "Home"


def test_code_that_is_renamed_into_content_is_code(folders: tuple[Path, Path]) -> None:
    assert checked_in(folders, lambda folder: git(folder, "mv", "hooks/main.py", "docs/main.md")) == "proposal"


def test_what_is_deleted_is_gone(folders: tuple[Path, Path]) -> None:
    assert checked_in(folders, lambda folder: (folder / "guides/how-to/draw.md").unlink()) == "base"
    assert not (folders[0] / "guides/how-to/draw.md").exists()


def test_a_link_is_not_followed(folders: tuple[Path, Path], tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")

    def link(folder: Path) -> None:
        (folder / "docs/index.md").unlink()
        (folder / "docs/index.md").symlink_to(secret)

    assert checked_in(folders, link) == "base"
    assert (folders[0] / "docs/index.md").readlink() == secret


def test_a_name_with_a_line_break_is_one_name(folders: tuple[Path, Path]) -> None:
    assert checked_in(folders, write("docs/a\nhooks.md")) == "base"


def test_no_change_brings_a_memory_of_links(folders: tuple[Path, Path]) -> None:
    base, proposal = folders
    write("policy/link-memory.jsonl")(proposal)
    git(proposal, "add", "-A", "--force")
    git(proposal, "commit", "-qm", "proposal")
    command = [sys.executable, str(SCRIPT), str(base), str(proposal)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "policy/link-memory.jsonl is kept by a machine" in done.stderr
