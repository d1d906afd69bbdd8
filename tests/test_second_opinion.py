"""LinkChecker, which asks over HTTP, lychee, which reads files, and `verify` find the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bench.links_inside import our_faults, plant, their_faults
from libraries import PROJECT, other_library, run
from site_links import check_links

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.long

LAST = "External links were not checked: this looks only inside the site. `openshelf links --all` looks at them."


def links(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROJECT / "tests" / "links.py"), str(site)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == LAST
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module", params=["", "https://shelf.example/books/"], ids=["root", "below a path"])
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Path, str]:
    """Build a small site once for each place where it may be hosted."""
    library = other_library(tmp_path_factory.mktemp("built"))
    config = library / "mkdocs.yml"
    lines = [line for line in config.read_text().splitlines() if not line.startswith("site_url:")]
    config.write_text("\n".join([f'site_url: "{request.param}"', *lines]))
    done = run("mkdocs", "build", "-q", "--strict", folder=library)
    assert done.returncode == 0, done.stdout + done.stderr
    return library / "site", request.param


def test_both_find_nothing_where_nothing_is_wrong(built: tuple[Path, str]) -> None:
    site, address = built
    assert check_links(site, address) == []
    done = links(site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "; 0 are not there." in done.stdout


def test_both_find_the_faults_that_are_planted(built: tuple[Path, str], tmp_path: Path) -> None:
    site = shutil.copytree(built[0], tmp_path / "site")
    for page, html in {
        "index.html": '<a href="gone/">x</a><a href="resources">x</a><img src="images/no.png" alt="">',
        "resources/index.html": '<a href="../gone/">x</a><a href="../Resources/">x</a><a href="no%20file.pdf">x</a>',
        "glossary/index.html": '<script src="../assets/no.js"></script><link rel="stylesheet" href="../assets/no.css">',
        "404.html": f'<a href="{"/books" if built[1] else ""}/lost/">x</a>',
    }.items():
        file = site / page
        file.write_text(file.read_text().replace("</main>", f"{html}</main>"))
    missing = [
        *("assets/no.css", "assets/no.js", "gone/index.html", "images/no.png", "lost/index.html"),
        *("Resources/index.html", "resources", "resources/no file.pdf"),
    ]
    found = [problem.message for problem in check_links(site, built[1])]
    assert [any(f" leads to {file}, which" in message for message in found) for file in missing] == [True] * 8
    assert len(found) == 8
    done = links(site)
    assert done.returncode == 1
    assert "8 are not there." in done.stdout
    assert "Only " not in done.stdout


def test_where_they_do_not_agree_both_are_named(built: tuple[Path, str], tmp_path: Path) -> None:
    site = shutil.copytree(built[0], tmp_path / "site")
    file = site / "index.html"
    file.write_text(file.read_text().replace("</main>", '<object data="gone.pdf"></object></main>'))
    (site / "assets/openshelf.css").write_text("p { background: url(gone.svg) }")
    done = links(site)
    assert done.returncode == 1
    assert "finds that this does not lead anywhere: " in done.stdout


def test_without_a_site_it_cannot_be_run(tmp_path: Path) -> None:
    done = links(tmp_path)
    assert done.returncode == 2
    assert "run `make site` first" in done.stderr


@pytest.mark.parametrize("built", [""], ids=["root"], indirect=True)  # lychee knows no site below a path
def test_lychee_finds_what_verify_finds(built: tuple[Path, str], tmp_path: Path) -> None:
    site = shutil.copytree(built[0], tmp_path / "site")
    assert their_faults(site) == our_faults(site) == set()
    planted = plant(site, every=3)
    assert planted >= 10
    assert their_faults(site) == our_faults(site)
    assert len(our_faults(site)) == planted
