"""The site of this repository's library, built strictly: every link leads somewhere."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from libraries import PROJECT, run
from openshelf import clock
from openshelf.library.load import load
from openshelf.settings import read_settings
from openshelf.verify.inventory import inventory
from openshelf.verify.site import check_site
from openshelf.written_links import written_links
from site_links import check_links
from support import addresses_of

if TYPE_CHECKING:
    from pathlib import Path


NOW = {"SOURCE_DATE_EPOCH": "", "OPENSHELF_SITE_URL": "", "OPENSHELF_EDIT_URI": "", "OPENSHELF_CONTACT": ""}
"""The real library is looked at today, with no identity set."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site once, strictly."""
    folder = tmp_path_factory.mktemp("real") / "site"
    done = run("mkdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", str(folder), folder=PROJECT, environment=NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_every_internal_link_of_the_site_leads_somewhere(site: Path) -> None:
    assert [str(problem) for problem in check_links(site)] == []


def test_the_sources_hold_every_external_address_of_the_site(site: Path) -> None:
    """But for those of mkdocs.yml, the licence and where to leave to, and copies that the memory of links knows."""
    settings, problems = read_settings(PROJECT / "mkdocs.yml")
    assert settings is not None, problems
    library, _ = load(settings, clock.today())
    written = written_links(library)
    found = inventory(check_site(site, "/", (), written=written).linked, written)
    external = {address for address in found if address.startswith("http")}
    options = settings.options
    ours = {options.licence.url, options.leave.url, *(r.archive.url for r in library.memory.values() if r.archive)}
    assert external - ours <= set(addresses_of((source.path, source.text) for source in library.sources))
    assert [address for address in sorted(external - ours) if not found[address]["lines"]] == []
    assert external


def test_linkchecker_agrees_over_http(site: Path) -> None:
    command = [sys.executable, str(PROJECT / "tests" / "links.py"), str(site)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "; 0 are not there." in done.stdout
    assert done.stdout.splitlines()[-1].startswith("External links were not checked")
