"""What is published, in numbers: the report and the list of sums that every published site carries."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any

from openshelf.check.exceptions import excuse
from openshelf.check.protected_names import can_run
from openshelf.check.run import BY_ID
from openshelf.check.site_rules import VANISHED_PAGE
from openshelf.core.problem import masked
from openshelf.linkcheck.history import PATH as LINK_HISTORY
from openshelf.model.kinds import Kind
from openshelf.sources.git import git
from openshelf.verify.sums import SUMS, check_vanished, checksum_lines, checksums, read_sums

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.check.exceptions import Excuse
    from openshelf.check.run import Checked
    from openshelf.core.problem import Problem
    from openshelf.library.library import Library
    from openshelf.model.settings import Settings

REPORT = "publish-report.json"
"""The report's name at the root of the site."""


def missing_settings(settings: Settings) -> list[str]:
    """Return the variables that an organisation must set before it publishes, and has not."""
    values = {
        "OPENSHELF_SITE_URL": settings.site_url,
        "OPENSHELF_EDIT_URI": settings.edit_uri,
        "OPENSHELF_CONTACT": settings.options.contact,
    }
    return [name for name, value in values.items() if not value]


def why_not_published(library: Library) -> str:
    """Return why this library cannot be published, empty if it can."""
    missing = missing_settings(library.settings)
    if missing:
        return (
            f"Nothing was published: some settings of this site are not set. Missing: {', '.join(missing)}. "
            "README.md has an example of each, and says where they are set."
        )
    blind = can_run(library.settings.root)
    if blind:
        return (
            f"Nothing was published: {blind}. The key is a secret that only main may use; openshelf protect --help "
            "says how to make one."
        )
    return ""


def earlier_pages(site: Path, previous: Path | None) -> list[str]:
    """Return the files of the last published site: from its list of sums if given, else from the folder it lies in.

    A folder without a list was built to look at, and nobody has links to its pages.
    """
    listed = previous if previous is not None else site / SUMS
    return list(read_sums(listed.read_text(encoding="utf-8"))) if listed.is_file() else []


def vanished_pages(library: Library, before: list[str], folder: Path) -> tuple[list[Problem], tuple[Excuse, ...]]:
    """Return the pages that a new site loses, but for those that are excused, and the excuses."""
    after = [file.relative_to(folder).as_posix() for file in folder.rglob("*.html")]
    found = check_vanished(before, after)
    return excuse(found, library.settings.root, BY_ID, {VANISHED_PAGE.id}, library.today)


def release_report(checked: Checked, folder: Path, excused: tuple[Excuse, ...]) -> dict[str, Any]:
    """Return what is published, as plain values that are the same for the same commit, day and link history."""
    library = checked.library
    files = [file for file in folder.rglob("*") if file.is_file() and file.name not in {SUMS, REPORT}]
    memory = library.settings.root / LINK_HISTORY
    return {
        "site": library.settings.site_name,
        "address": library.settings.site_url or None,
        "commit": _commit(library.settings.root),
        "day": library.today.isoformat(),
        "source_date_epoch": os.environ.get("SOURCE_DATE_EPOCH") or None,
        "link_memory": hashlib.sha256(memory.read_bytes()).hexdigest() if memory.is_file() else None,
        "entries": {kind.value: len(library.listed(kind)) for kind in Kind},
        "withdrawn": sum(len(library.published(kind)) - len(library.listed(kind)) for kind in Kind),
        "pages": sum(file.suffix == ".html" for file in files),
        "files": len(files),
        "bytes": sum(file.stat().st_size for file in files),
        "warnings": dict(sorted(Counter(problem.rule.id for problem in checked.problems).items())),
        "exceptions": [
            {
                "rule": excuse_.rule,
                "path": excuse_.path,
                "match": masked(excuse_.match),
                "reason": excuse_.reason,
                "approved_by": excuse_.approved_by,
                "until": excuse_.until.isoformat(),
            }
            for excuse_ in excused
        ],
    }


def _commit(root: Path) -> str | None:
    """Return the commit that the sources are, None where they are no commit or something was changed since."""
    try:
        state, head = git(root, "status", "--porcelain", "--", "."), git(root, "rev-parse", "HEAD")
    except FileNotFoundError:
        return None
    return head.decode().strip() if head is not None and state == b"" else None


def write_report(folder: Path, report: dict[str, Any]) -> None:
    """Write the report into a fresh site, and then the sums of every file, the report's too."""
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (folder / REPORT).write_text(f"{text}\n", encoding="utf-8")
    (folder / SUMS).write_text(checksum_lines(checksums(folder)), encoding="utf-8")


def report_text(report: dict[str, Any]) -> str:
    """Return the report for a person."""
    entries = ", ".join(f"{number} {kind}" for kind, number in report["entries"].items() if number)
    lines = [
        f"Commit {report['commit'] or 'none, because files here are not committed'}, looked at on {report['day']}.",
        f"{report['pages']} pages, {report['files']} files, {report['bytes'] / 1e6:.1f} MB. Sums: {SUMS}.",
        f"Entries: {entries}; {report['withdrawn']} withdrawn.",
        f"Warnings: {sum(report['warnings'].values())}. Exceptions: {len(report['exceptions'])}.",
        *(
            f"  {item['rule']} in {item['path']} ({item['match']}) until {item['until']}, "
            f"approved by {item['approved_by']}: {item['reason']}"
            for item in report["exceptions"]
        ),
    ]
    return "\n".join(lines)
