"""Measure this project beside plain MkDocs and Material on the same made-up pages, as `make bench`.

Everything is measured in one run, one after the other, so read the ratios; seconds differ between machines and hours.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import make, write_library, write_plain
from selectolax.lexbor import LexborHTMLParser

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds on the clock and seconds of work on all cores."""

    wall: float
    cpu: float


def cost(*arguments: str, folder: Path) -> Cost:
    """Run a module of this environment's Python in ``folder`` and measure it. Raises if it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)} failed in {folder}:\n{done.stdout}{done.stderr}")
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> int:
    """Build the corpus both ways and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--resources", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=1, help="how often; the median counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        plain, ours = Path(name, "plain"), Path(name, "ours")
        for folder in (plain, ours):
            folder.mkdir()
        corpus = make(options.guides, options.resources)
        write_plain(corpus, plain)
        write_library(corpus, ours, PROJECT)
        costs: dict[str, list[Cost]] = {"plain MkDocs + Material": [], "this project": [], "check alone": []}
        for _ in range(options.rounds):
            costs["plain MkDocs + Material"].append(cost("mkdocs", "build", "-q", folder=plain))
            costs["this project"].append(cost("mkdocs", "build", "-q", "--strict", folder=ours))
            costs["check alone"].append(cost("openshelf", "check", folder=ours))
        print_costs(costs, options.guides + options.resources)
        print_weight(ours / "site", plain / "site")
    return 0


def print_costs(costs: dict[str, list[Cost]], entries: int) -> None:
    """Print seconds and ratios to plain MkDocs."""
    print(f"{entries} entries, medians of {len(next(iter(costs.values())))}, {os.cpu_count()} cores\n")
    print(f"{'':28}{'wall s':>8}{'ratio':>8}{'CPU s':>8}{'ratio':>8}{'CPU ms/entry':>14}")
    base: Cost | None = None
    for name, runs in costs.items():
        found = Cost(statistics.median(r.wall for r in runs), statistics.median(r.cpu for r in runs))
        base = base or found
        ratios = f"{found.wall:8.1f}{found.wall / base.wall:8.2f}{found.cpu:8.1f}{found.cpu / base.cpu:8.2f}"
        print(f"{name:28}{ratios}{found.cpu / entries * 1000:14.2f}")


def print_weight(ours: Path, plain: Path) -> None:
    """Print what a first view costs a reader, in bytes of gzip with everything that the page loads itself."""
    print("\nFirst view, kB gzip (HTML, CSS, JavaScript, images named in the page)\n")
    for name, site, page in (
        ("plain: a resource", plain, "resources/resource-00000/index.html"),
        ("ours: a resource", ours, "resources/resource-00000/index.html"),
        ("plain: a guide", plain, "guides/guide-00000/index.html"),
        ("ours: a guide", ours, "guides/guide-00000/index.html"),
        ("ours: the catalogue", ours, "resources/index.html"),
        ("ours: home", ours, "index.html"),
    ):
        print(f"{name:28}{first_view(site, page) / 1000:8.1f}")


def first_view(site: Path, page: str) -> int:
    """Return the bytes of a page and of the files that it loads."""
    file = site / page
    tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
    loads = [node.attributes.get("href") for node in tree.css('link[rel="stylesheet"], link[rel="icon"]')]
    loads += [node.attributes.get("src") for node in tree.css("script[src], img[src]")]
    files = {file, *((file.parent / load.partition("?")[0]).resolve() for load in loads if load)}
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)


if __name__ == "__main__":
    sys.exit(main())
