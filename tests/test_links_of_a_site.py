"""The site of the rich library: every link leads somewhere, and the sources hold every address of another site."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from browser.serving import PUBLIC
from libraries import DAY, PROJECT
from openshelf.core.store import Store
from openshelf.publish.link_sources import link_sources
from openshelf.verify.inventory import inventory
from openshelf.verify.whole_site import check_site
from shared_site import rich
from site_links import check_links
from support import addresses_of, load

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["rich"]


def test_every_internal_link_of_the_site_leads_somewhere(rich: Path) -> None:
    assert [str(problem) for problem in check_links(rich / "site", PUBLIC)] == []


def test_the_sources_hold_every_external_address_of_the_site(rich: Path) -> None:
    """But for those of mkdocs.yml, the licence and where to leave to, and copies that the memory of links knows."""
    library = load(rich, DAY)
    written = link_sources(library)
    found = json.loads(inventory(check_site(rich / "site", PUBLIC, (), Store.nothing()).files, written))
    external = {address for address in found if address.startswith("http")}
    options = library.settings.options
    ours = {
        options.licence.url,
        options.leave.url,
        *(r.archive.url for r in library.link_history.values() if r.archive),
    }
    assert external - ours <= set(addresses_of((source.path, source.text) for source in library.sources))
    assert [address for address in sorted(external - ours) if not found[address]["lines"]] == []
    assert len(external - ours) > 75, "each resource leads to another site"


@pytest.mark.long
def test_linkchecker_agrees_over_http(rich: Path) -> None:
    command = [sys.executable, str(PROJECT / "tests" / "links.py"), str(rich / "site")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "; 0 are not there." in done.stdout
    assert done.stdout.splitlines()[-1].startswith("External links were not checked")
