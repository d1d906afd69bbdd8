"""Memories of links for tests: what earlier checks left behind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from openshelf.linkcheck.history import PATH, LinkRecord, history_text

if TYPE_CHECKING:
    from pathlib import Path

FIRST, WELL, FAILED, LAST = (dt.date(2026, month, day) for month, day in ((1, 5), (5, 2), (5, 3), (6, 10)))
COPY = {"url": "https://web.archive.org/web/20230601/https://x.example/", "day": "2023-06-01", "looked_up": LAST}


def failing(group: str, fails: int = 9) -> dict[str, Any]:
    """Return failures of a group that began on the third of May."""
    return {"failing": {group: {"fails": fails, "since": FAILED, "last": LAST}}}


STORIES: dict[str, dict[str, Any]] = {
    "well": {"last_ok": LAST},
    "gone": {"verdict": "broken", "class": "gone", "archive": COPY, **failing("gone")},
    "missing": {"verdict": "broken", "class": "missing", "archive": COPY, **failing("missing")},
    "certificate": {"verdict": "broken", "class": "certificate", "archive": COPY, **failing("certificate")},
    "down": {"verdict": "transient", "class": "time-out", "archive": COPY, **failing("down")},
    "a blip": {"verdict": "transient", "class": "time-out", "archive": COPY, **failing("down", 2)},
    "flaky": {"last_ok": LAST, "flaps": ["2026-05-20", "2026-06-01"], "archive": COPY},
    "soft": {"verdict": "broken", "class": "soft-404", "archive": COPY, **failing("doubtful")},
    "soft, and a person says so": {
        "verdict": "broken",
        "class": "soft-404",
        "archive": COPY,
        **failing("doubtful"),
        "human": {"verdict": "dead", "by": "editor", "day": "2026-06-01"},
    },
    "blocked": {"verdict": "unverifiable", "class": "legal", "unverified_since": FAILED, "archive": COPY},
    "a wall": {"verdict": "unverifiable", "class": "wall", "unverified_since": FAILED, "last_ok": WELL},
    "an old wall": {"verdict": "unverifiable", "class": "wall", "unverified_since": "2025-05-03", "last_ok": None},
    "an old wall that a person climbed": {
        "verdict": "unverifiable",
        "class": "wall",
        "unverified_since": "2025-05-03",
        "last_ok": None,
        "human": {"verdict": "dead", "by": "editor", "day": "2025-06-01", "until": "2025-07-01"},
    },
}
"""What may have happened to a link, as seen in June 2026."""


def a_record(url: str, story: str, **changes: object) -> LinkRecord:
    """Return what is remembered of an address."""
    told = {"first_seen": FIRST, "last_ok": WELL, "last_checked": "2026-W24", "verdict": "ok", "class": "fine"}
    return LinkRecord.model_validate({"url": url, **told, **STORIES[story], **changes})


def write(folder: Path, *records: LinkRecord) -> None:
    """Give a library a memory."""
    file = folder / PATH
    file.parent.mkdir(exist_ok=True)
    file.write_text(history_text({record.url: record for record in records}), encoding="utf-8")
