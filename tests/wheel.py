"""The package as others get it: a wheel, in an environment that has what is locked and cannot see this checkout."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from typing import TYPE_CHECKING

from libraries import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = ("pyproject.toml", "README.md", "LICENSE", "hooks")


def build_wheel(folder: Path) -> Path:
    """Build the wheel into a folder, from a copy of what the repository keeps, and return its file."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *SOURCES]
    names = subprocess.run(listed, cwd=PROJECT, capture_output=True, check=True).stdout.decode().split("\0")
    source = folder / "source"
    for name in filter(None, names):
        if (PROJECT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((PROJECT / name).read_bytes())
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "wheels", source)
    (wheel,) = (folder / "wheels").glob("openshelf-*.whl")
    return wheel


def environment_of_others(folder: Path, wheel: Path) -> Path:
    """Make an environment with the wheel and the locked packages, and return the folder of its commands."""
    venv.create(folder, with_pip=False)
    python = folder / "bin/python"
    pip("--python", python, "install", "--no-deps", "--no-index", wheel)
    (site_packages,) = folder.glob("lib/python3.*/site-packages")
    # A path from a .pth file is no site folder itself: the editable install beside those packages stays without effect.
    (site_packages / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    for name in ("mkdocs", "properdocs"):
        command = folder / "bin" / name
        command.write_text(f"#!{python}\nimport runpy\nrunpy.run_module({name!r}, run_name='__main__')\n", "utf-8")
        command.chmod(0o755)
    return folder / "bin"


def pip(*arguments: object) -> None:
    """Run pip quietly; what it says is shown where it fails."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
