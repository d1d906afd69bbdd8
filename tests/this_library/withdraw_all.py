"""Withdraw every entry of the library at the root, each in a copy: ``python tests/this_library/withdraw_all.py``.

Each entry alone is withdrawn by the command's own function and checked. Then the site is published from copies in which
many are withdrawn at once: all of a kind, a tenth of everything ten times, everything. No address may be lost. This
takes a quarter of an hour, and is no test: it reports on the library that lies here.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.check.run import load_and_check
from openshelf.core import clock
from openshelf.core.store import Store
from openshelf.model.entries import Withdrawn
from openshelf.model.kinds import NEEDED_PAGES, Kind
from openshelf.model.settings import read_settings
from openshelf.publish.withdraw import withdrawn_text
from openshelf.verify.sums import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.core.problem import Problem
    from openshelf.library.library import Library

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("docs", "guides", "hooks", "policy", "mkdocs.yml", "resources.yml", "resources")
REASON = "It is tried out what happens then."
BATCHES = 10
_WORDS = re.compile(r"\w+")


def copy(folder: Path) -> Path:
    """Copy what a library is made of into a new folder, and return it."""
    folder.mkdir()
    for part in PARTS:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.is_file():
            shutil.copy(source, folder / part)
    return folder


def checked(folder: Path) -> tuple[Library, tuple[Problem, ...]]:
    """Read and check the library in a folder."""
    settings, problems = read_settings(folder / "mkdocs.yml")
    if settings is None:
        sys.exit("\n".join(map(str, problems)))
    library, found, _ = load_and_check(settings, clock.today(), Store.nothing())
    return library, found


def withdrawable(library: Library) -> list[str]:
    """Return the keys of everything that may be withdrawn."""
    return [
        entry.key
        for entry in library.all_entries
        if entry.data.withdrawn is None and not (entry.kind is Kind.PAGE and entry.id in NEEDED_PAGES)
    ]


def withdraw(library: Library, folder: Path, key: str) -> Path:
    """Withdraw an entry of a library in the folder that it was read from, and return its file."""
    (entry,) = library.find(key)
    file = folder / entry.path
    notice = Withdrawn(date=clock.today(), reason=REASON)
    file.write_bytes(withdrawn_text(file.read_bytes().decode(), entry, notice).encode())
    return file


def each(folder: Path) -> Iterator[tuple[str, list[Problem]]]:
    """Withdraw each entry alone, and yield its key with the errors that the check finds."""
    library, _ = checked(folder)
    keys = withdrawable(library)
    for number, key in enumerate(keys, start=1):
        (entry,) = library.find(key)
        before = (folder / entry.path).read_bytes()
        file = withdraw(library, folder, key)
        errors = [problem for problem in checked(folder)[1] if problem.is_error]
        file.write_bytes(before)
        if number % 50 == 0:
            print(f"  {number} of {len(keys)}", file=sys.stderr, flush=True)
        yield key, errors


def many(folder: Path, keys: Iterable[str]) -> None:
    """Withdraw many entries of a fresh copy, those of the catalogue from its end, so that their places stay true."""
    library, _ = checked(folder)
    for key in sorted(keys, key=lambda key: -library.find(key)[0].place().line):
        withdraw(library, folder, key)


def publish(folder: Path, sums: Path | None) -> subprocess.CompletedProcess[str]:
    """Publish the site of a folder; no address of an earlier one may be lost."""
    command = [sys.executable, "-m", "openshelf", "publish", *(["--previous", str(sums)] if sums else [])]
    variables = {name: value for name, value in os.environ.items() if name != "CI"} | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)


def groups(keys: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is withdrawn at once, with a name."""
    for kind in Kind:
        yield f"every {kind}", [key for key in keys if key.startswith(f"{kind}/")]
    mixed = random.Random(1).sample(keys, len(keys))  # noqa: S311 - a shuffle
    for number in range(BATCHES):
        yield f"tenth {number + 1}", mixed[number::BATCHES]
    yield "everything", keys


def titles_left(library: Library, site: Path) -> Counter[str]:
    """Count the files of a site in which the title of a case study stands."""
    titles = {
        entry.key: re.compile(r"\W+".join(_WORDS.findall(entry.title)), re.IGNORECASE)
        for entry in library.listed(Kind.CASE_STUDY)
    }
    texts = [file.read_text("utf-8", "replace") for file in site.rglob("*") if file.is_file()]
    return Counter({key: sum(bool(title.search(text)) for text in texts) for key, title in titles.items()})


def main() -> int:
    """Try everything, and say what was found."""
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        base = copy(Path(name) / "base")
        library, _ = checked(base)
        keys = withdrawable(library)
        counts = Counter(key.partition("/")[0] for key in keys)
        print(f"May be withdrawn: {len(keys)} of {len(library.all_entries)} entries: {dict(counts)}", flush=True)
        first = publish(base, None)
        if first.returncode:
            sys.exit(first.stdout + first.stderr)
        sums = Path(name) / SUMS
        shutil.copy(base / "site" / SUMS, sums)
        for what, group in groups(keys):
            folder = copy(Path(name) / "many")
            many(folder, group)
            done = publish(folder, sums)
            bad += bool(done.returncode)
            print(f"published with {what} withdrawn ({len(group)}): exit {done.returncode}", flush=True)
            if done.returncode:
                print(done.stdout + done.stderr)
            elif what == f"every {Kind.CASE_STUDY}":
                print(f"  files with the title of a case study: {dict(titles_left(library, folder / 'site'))}")
            shutil.rmtree(folder)
        tried = wrong = 0
        for key, errors in each(base):
            tried, wrong = tried + 1, wrong + bool(errors)
            if errors:
                print(f"  {key}: {'; '.join(map(str, errors))}", flush=True)
        print(f"Each alone: {tried} withdrawn, {wrong} with errors", flush=True)
    return 1 if bad or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
