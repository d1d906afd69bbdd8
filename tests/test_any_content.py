"""Whatever the library at the root is, the tests of the generator are the same: they run beside other content."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from root_guard import is_content

from libraries import OTHER, PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAMPLE = (
    "test_guard or test_architecture or test_schemas or test_rulebook or test_promises or test_messages "
    "or test_an_exception_is_used or test_two_publications"
)
"""Tests of many rooms, of those at least that once read the library at the root."""


def nothing(root: Path) -> None:
    """Leave the root without any content."""
    assert [folder.name for folder in (root / "docs").iterdir()] == ["decisions"]
    assert not (root / "mkdocs.yml").exists()


def empty(root: Path) -> None:
    """Give the root a library without an entry."""
    (root / "mkdocs.yml").write_text("site_name: Nothing yet\n")
    (root / "resources.yml").write_text("[]\n")
    (root / "guides").mkdir()


def another(root: Path) -> None:
    """Give the root the library of another organisation."""
    shutil.copytree(OTHER, root, dirs_exist_ok=True)


def broken(root: Path) -> None:
    """Give the root a library in which nothing can be read."""
    (root / "mkdocs.yml").write_text("site_name: [\n")
    (root / "resources.yml").write_bytes(b"\xff- id:")


@pytest.mark.parametrize(
    "fill",
    [
        another,
        pytest.param(nothing, marks=pytest.mark.long),
        pytest.param(empty, marks=pytest.mark.long),
        pytest.param(broken, marks=pytest.mark.long),
    ],
)
def test_the_suite_is_collected_and_a_sample_passes(fill: Callable[[Path], None], tmp_path: Path) -> None:
    root = tmp_path / "copy"
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=PROJECT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        source = PROJECT / name
        if not is_content(str(source)) and source.is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, root / name)
    fill(root)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", SAMPLE]
    environment = {**os.environ, "PYTHONPATH": str(root / "hooks")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
