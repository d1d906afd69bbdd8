"""Count the files of a site that change when one resource is added, at several places of the alphabet."""

from __future__ import annotations

import argparse
import filecmp
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

PLACES = "adgjmpsuwz"
ENTRY = """
- id: {id}
  title: {title}
  url: https://{id}.org/
  kind: tool
  publisher: Somebody
  summary: A made-up tool that listens to the radio and writes down the weather.
  themes: [{themes}]
  languages: [en, es]
  regions: [{region}]
  cost: free
  licence: unknown
  open_source: "yes"
  reviewed: 2026-11-22
"""


def build(library: Path) -> Path:
    """Build a library and return its site."""
    command = [sys.executable, "-m", "openshelf", "build"]
    subprocess.run(command, cwd=library, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return library / "site"


def changed(before: Path, after: Path) -> list[str]:
    """Return the files of a site that another one does not have byte for byte."""
    files = (file for file in after.rglob("*") if file.is_file())
    return [
        path.as_posix()
        for path in (file.relative_to(after) for file in files)
        if not (before / path).is_file() or not filecmp.cmp(before / path, after / path, shallow=False)
    ]


def main() -> None:
    """Print how many files change for each place, and which kinds of file they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, default=Path())
    parser.add_argument("--themes", default="digital-security, information-disorder")
    parser.add_argument("--region", default="global")
    parser.add_argument("--list", action="store_true", help="name each file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "library")
        shutil.copytree(given.library, library, ignore=shutil.ignore_patterns(".git", ".venv", "site", ".*_cache"))
        before = Path(folder, "before")
        build(library).rename(before)
        total = sum(file.is_file() for file in before.rglob("*"))
        catalogue = library / "resources.yml"
        written = catalogue.read_text(encoding="utf-8")
        for letter in PLACES:
            id_, title = f"{letter}-made-up-tool", f"{letter.upper()} made-up tool"
            entry = ENTRY.format(id=id_, title=title, themes=given.themes, region=given.region)
            catalogue.write_text(f"{written.rstrip()}\n{entry}", encoding="utf-8", newline="\n")
            found = changed(before, build(library))
            kinds = Counter("/".join(Path(path).parent.parts[:2]) or "." for path in found)
            print(f"{title}: {len(found)} of {total}", dict(kinds.most_common()))
            if given.list:
                print(*found, sep="\n")


main()
