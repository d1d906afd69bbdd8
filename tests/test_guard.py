"""The guard: no test reads the library at the root, and no program that a test starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from root_guard import CONTENT, RootLibraryReadError

from libraries import OTHER, PROJECT

READERS = {
    "open": "open({path!r})",
    "pathlib": "import pathlib; pathlib.Path({path!r}).read_bytes()",
    "os.open": "import os; os.open({path!r}, os.O_RDONLY)",
    "listdir": "import os; os.listdir({path!r})",
    "scandir": "import os; os.scandir({path!r})",
    "walk": "import os; [*os.walk({path!r})]",
    "copytree": "import shutil; shutil.copytree({path!r}, 'copy')",
}


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: Path(path).name)
def test_content_at_the_root_cannot_be_opened(path: str) -> None:
    for written in (path, os.path.relpath(path), f"{path}/below.md"):
        with pytest.raises(RootLibraryReadError, match="belongs to the library at the root"):
            Path(written).read_bytes()


@pytest.mark.parametrize("reader", READERS)
def test_a_program_that_a_test_starts_is_stopped_as_well(reader: str, tmp_path: Path) -> None:
    code = READERS[reader].format(path=CONTENT[0])
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "RootLibraryReadError" in done.stderr


def test_an_error_handler_does_not_hide_it(tmp_path: Path) -> None:
    code = f"try:\n    open({CONTENT[0]!r})\nexcept Exception:\n    pass"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "RootLibraryReadError" in done.stderr


@pytest.mark.parametrize(
    "name", ["README.md", "docs/decisions/architecture.md", "hooks/openshelf/site/theme/main.html", "hooks/main.py"]
)
def test_the_generator_may_be_read(name: str) -> None:
    assert (PROJECT / name).read_bytes()


def test_fixtures_may_be_read() -> None:
    assert (OTHER / "resources.yml").read_bytes()
    assert [*(OTHER / "docs").iterdir()]
