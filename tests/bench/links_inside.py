"""How long the links inside a site take beside lychee, a link checker in Rust; both must find the same faults.

Give a built site; its links are followed as they
are, then with faults planted in a copy. Seconds of work on all cores are compared: lychee uses them all, and so does a
build, but this measure runs our part on one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import Any

from openshelf.verify.internal_links import FileLinks, broken_link_problems, has_anchor, resolve_page_links
from openshelf.verify.page import read_page
from openshelf.verify.urls import SiteBase

LYCHEE = Path(sysconfig.get_path("scripts"), "lychee")
MOST = 1.5
EVERY = 50
"""One page in so many gets faults."""
FAULTS = '<a href="gone-{n}/">x</a><a href="./#gone-{n}">x</a><img src="gone-{n}.png" alt="">'
PLANTED = 3
"""Faults a page gets. None leaves the site: there lychee takes the root instead, as browsers do."""


def main() -> int:
    """Print the figures; return 1 where they are not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help="a built site (default: site)")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the quickest counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(shutil.copytree(options.site, Path(folder, "site")))
        pages = len(list(site.rglob("*.html")))
        ours = min(our_cost(site) for _ in range(options.rounds))
        theirs = min(their_cost(site) for _ in range(options.rounds))
        print(
            f"{pages} pages: ours {ours:.1f} s of work, lychee {theirs:.1f} s; "
            f"ratio {ours / theirs:.2f}, at most {MOST}"
        )
        planted = plant(site)
        found, told = our_faults(site), their_faults(site)
    print(f"{planted} faults planted: ours finds {len(found)}, lychee {len(told)}")
    for who, only in (("ours", found - told), ("lychee", told - found)):
        if only:
            print(f"only {who}: {sorted(only)[:5]}")
    return 0 if ours <= MOST * theirs and found == told and len(found) == planted else 1


def our_cost(site: Path) -> float:
    """Return the seconds of work that reading all pages and following their links takes."""
    started = time.process_time()
    look(site)
    return time.process_time() - started


def look(site: Path) -> tuple[dict[str, FileLinks], set[str]]:
    """Read every page and follow its links, as `verify` does."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    linked = {
        path: resolve_page_links(read_page(path, (site / path).read_text(encoding="utf-8")), SiteBase.of("/"))[0]
        for path in sorted(files)
        if path.endswith(".html")
    }
    list(broken_link_problems(linked, files))
    return linked, files


def their_cost(site: Path) -> float:
    """Return the seconds of work that lychee takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(site)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(site: Path) -> dict[str, Any]:
    """Let lychee look at all pages, places on them too, without asking any other site."""
    command = [str(LYCHEE), "--offline", "--include-fragments", "--index-files", "index.html", "--root-dir", str(site)]
    command += ["--format", "json", "--no-progress", f"{site}/**/*.html"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 2}:
        sys.exit(f"lychee failed: {done.stderr}")
    return dict(json.loads(done.stdout))


def plant(site: Path, every: int = EVERY) -> int:
    """Write dead links into one page of ``every``; return how many both must find."""
    pages = [page for page in sorted(site.rglob("*.html"))[::every] if page.name != "404.html"]
    for number, page in enumerate(pages):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("</main>", FAULTS.format(n=number) + "</main>"), encoding="utf-8")
    return PLANTED * len(pages)


def our_faults(site: Path) -> set[tuple[str, str]]:
    """Return the pages and targets of dead links."""
    linked, files = look(site)
    return {
        (path, f"{link.file}#{link.place}" if link.place and link.file in files else link.file)
        for path, each in linked.items()
        for link in each.links
        if link.place is not None
        if link.file not in files or (link.place and not has_anchor(link.place, linked[link.file].anchors))
    }


def their_faults(site: Path) -> set[tuple[str, str]]:
    """Return the same of lychee's report."""
    found = set()
    for page, links in run(site)["error_map"].items():
        path = os.path.relpath(page, site)
        for link in links:
            file, _, place = link["url"].removeprefix("file://").partition("#")
            target = os.path.relpath(file, site)
            target = target if Path(target).suffix else f"{target}/index.html"
            found.add((path, f"{target}#{place}" if place else target))
    return found


if __name__ == "__main__":
    sys.exit(main())
