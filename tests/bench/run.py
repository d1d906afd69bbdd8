"""Measure this project beside plain MkDocs and Material on the same made-up pages, as `make bench`.

Commands are measured as people run them, in rounds one after the other, and the medians count: read the ratios, because
seconds differ between machines and hours. The result goes to `docs/benchmarks.md`, which is not published.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import make, write_library, write_plain
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).resolve().parents[2]
REPORT = PROJECT / "docs" / "benchmarks.md"
SEED = 7
GUIDE, TERM = "guides/explanation/guide-00001.md", "guides/glossary/term.md"
GUIDE_PAGE = "guides/guide-00001/"
SAVES = 20
BUILD = ("openshelf", "build")
PLAIN = "plain MkDocs + Material"


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds on the clock, seconds of work on all cores, and memory."""

    wall: float
    cpu: float
    memory: float
    """Of its largest process, in MB."""


def cost(*command: str, folder: Path) -> Cost:
    """Run a command in ``folder`` and measure it. Raises if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed in {folder}:\n{output.read().decode()[-3000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def ours(*arguments: str, folder: Path) -> Cost:
    """Run a module of this environment's Python."""
    return cost(sys.executable, "-m", *arguments, folder=folder)


def from_nothing(library: Path) -> None:
    """Move away what earlier builds left. It is deleted at the end: disks are slow for a while after many deletions."""
    for name in (".cache", "site"):
        if (library / name).exists():
            (library / name).rename(tempfile.mkdtemp(prefix="gone-", dir=library.parent))


def replace(file: Path, old: str, new: str) -> None:
    """Replace the first of a piece of text; raises if it is not there."""
    text = file.read_text(encoding="utf-8")
    if old not in text:
        sys.exit(f"{file} has no {old!r}")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def edits(library: Path, number: int) -> dict[str, Callable[[], None]]:
    """Return what is edited before warm builds, by name; each round edits something else."""
    catalogue = library / "resources.yml"
    entry = (
        f"- id: added-{number}\n  title: Added {number}\n  url: https://added-{number}.example.org/\n  kind: tool\n"
        "  publisher: Somebody\n  summary: A tool that was added.\n  themes: [mapping]\n  languages: [en]\n"
        "  regions: [global]\n  cost: unknown\n  licence: unknown\n  open_source: unknown\n  reviewed: 2026-10-01\n"
        "  read_from: page\n"
    )
    return {
        "nothing changed": lambda: None,
        "one guide edited": lambda: replace(library / GUIDE, "See [[", f"Edited {number} times. See [["),
        "one resource edited": lambda: replace(catalogue, "  publisher: ", f"  publisher: Edited {number} "),
        "one term renamed": lambda: replace(library / TERM, "title: ", f"title: Renamed {number} "),
        "one resource added": lambda: catalogue.write_text(
            catalogue.read_text(encoding="utf-8") + entry, encoding="utf-8"
        ),
    }


def main() -> int:
    """Build the corpus both ways, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--resources", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3, help="how often; the median counts")
    parser.add_argument("--larger", type=int, default=4, help="how many times as much is built once more; 1 for not")
    parser.add_argument("--zensical", metavar="PROGRAM", help="Zensical's program, to measure it too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        plain, library = Path(name, "plain"), Path(name, "library")
        for folder in (plain, library):
            folder.mkdir()
        corpus = make(options.guides, options.resources, SEED)
        write_plain(corpus, plain)
        write_library(corpus, library, PROJECT)
        costs: dict[str, list[Cost]] = {}
        for number in range(options.rounds):
            for what, found in one_round(plain, library, number + 1, options.zensical).items():
                costs.setdefault(what, []).append(found)
        shown = statistics.median(saved_until_shown(library, SAVES))
        report = "\n".join(
            [
                *head(options),
                *table(costs),
                f"A preview shows a saved guide {shown:.2f} s later (median of {SAVES}).",
                *growth(options, costs["openshelf build, cold"]),
                "",
                *sizes(library / "site", plain / "site"),
            ]
        )
    REPORT.write_text(report + "\n", encoding="utf-8")
    print(report)
    return 0


def growth(options: argparse.Namespace, smaller: list[Cost]) -> list[str]:
    """Return what a library of several times the size costs to build from nothing."""
    if options.larger == 1:
        return []
    with tempfile.TemporaryDirectory() as name:
        corpus = make(options.guides * options.larger, options.resources * options.larger, SEED)
        write_library(corpus, Path(name), PROJECT)
        larger = ours(*BUILD, folder=Path(name))
    before = statistics.median(cost.wall for cost in smaller)
    times = f"{larger.wall / before:.1f} times as long"
    return [f"{options.larger} times as many entries take {times} ({larger.wall:.0f} s, {larger.memory:.0f} MB)."]


def saved_until_shown(library: Path, times: int) -> list[float]:
    """Return how many seconds a preview takes to show a guide that was saved, for each of some times."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}")
    address = f"http://127.0.0.1:{port}/{GUIDE_PAGE}"
    guide = library / GUIDE
    before, found = guide.read_text(encoding="utf-8"), []
    with subprocess.Popen(command, cwd=library, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            until(address, "<h1")
            for number in range(times):
                time.sleep(1 + number / times)  # the preview looks for changes at intervals
                start = time.perf_counter()
                guide.write_text(before.replace("See [[", f"Saved{number}. See [[", 1), encoding="utf-8")
                until(address, f"Saved{number}.")
                found.append(time.perf_counter() - start)
        finally:
            guide.write_text(before, encoding="utf-8")
            server.terminate()
    return found


def until(address: str, wanted: str) -> None:
    """Ask for a page until it holds a text."""
    html = ""
    while wanted not in html:
        time.sleep(0.01)
        with suppress(OSError), urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - loopback
            html = answer.read().decode()


def one_round(plain: Path, library: Path, number: int, zensical: str | None) -> dict[str, Cost]:
    """Measure every command once."""
    from_nothing(plain)
    found = {PLAIN: ours("mkdocs", "build", "-q", folder=plain)}
    if zensical:
        from_nothing(plain)
        found["Zensical, the same pages"] = cost(zensical, "build", folder=plain)
    from_nothing(library)
    found["openshelf check, cold"] = ours("openshelf", "check", folder=library)
    from_nothing(library)
    found["openshelf build, cold"] = ours(*BUILD, folder=library)
    for what, edit in edits(library, number).items():
        edit()
        found[f"openshelf build, {what}"] = ours(*BUILD, folder=library)
    found["mkdocs build, nothing changed"] = ours("mkdocs", "build", "-q", "-d", "preview", folder=library)
    found["openshelf check, nothing changed"] = ours("openshelf", "check", folder=library)
    found["openshelf verify"] = ours("openshelf", "verify", folder=library)
    found["start-up (openshelf --version)"] = ours("openshelf", "--version", folder=library)
    return found


def head(options: argparse.Namespace) -> list[str]:
    """Return what was measured, on what."""
    names = ("openshelf", "mkdocs", "mkdocs-material", "markdown-it-py", "selectolax")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    corpus = f"{options.guides} guides and {options.resources} resources of made-up words (seed {SEED})"
    machine = f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"
    made = f"Made by `make bench` on {dt.datetime.now(dt.UTC).date()}"
    said = f"{made}, {corpus}, medians of {options.rounds} interleaved rounds. {machine}; {versions}."
    return ["# Benchmarks", "", said, ""]


def table(costs: dict[str, list[Cost]]) -> list[str]:
    """Return seconds, and ratios to plain MkDocs."""
    lines = ["| command | wall s | of plain | CPU s | of plain | MB |", "| --- | --- | --- | --- | --- | --- |"]
    base: Cost | None = None
    for name, runs in costs.items():
        wall, cpu, memory = (
            statistics.median(getattr(run, what) for run in runs) for what in ("wall", "cpu", "memory")
        )
        base = base or Cost(wall, cpu, memory)
        lines.append(
            f"| {name} | {wall:.2f} | {wall / base.wall:.3f} | {cpu:.2f} | {cpu / base.cpu:.3f} | {memory:.0f} |"
        )
    return [*lines, ""]


def sizes(site: Path, plain: Path) -> list[str]:
    """Return the size of the output, and what a first view costs a reader, with everything that the page loads."""
    lines = ["| output | files | MB |", "| --- | --- | --- |"]
    for name, folder in (("plain", plain), ("ours", site)):
        files = [file for file in folder.rglob("*") if file.is_file()]
        lines.append(f"| {name} | {len(files)} | {sum(file.stat().st_size for file in files) / 1e6:.1f} |")
    lines += ["", "| first view, gzip | kB |", "| --- | --- |"]
    for name, folder, page in (
        ("plain: a resource", plain, "resources/resource-00000/index.html"),
        ("ours: a resource", site, "resources/resource-00000/index.html"),
        ("plain: a guide", plain, "guides/guide-00000/index.html"),
        ("ours: a guide", site, "guides/guide-00000/index.html"),
        ("ours: the catalogue", site, "resources/index.html"),
        ("ours: home", site, "index.html"),
    ):
        lines.append(f"| {name} | {first_view(folder, page) / 1000:.1f} |")
    return lines


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
