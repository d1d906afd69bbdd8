"""Attempts written to disk as they are made, so that a run that was killed goes on where it stopped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from pydantic import TypeAdapter

from openshelf.linkcheck.policy import CheckResult

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

PATH = ".cache/links-journal.jsonl"
_LINE = TypeAdapter(tuple[str, CheckResult])
"""An address and one attempt at it."""


@dataclass(slots=True)
class Journal:
    """The attempts of an unfinished run of one day."""

    file: Path
    day: dt.date
    _out: TextIO | None = None

    def earlier(self) -> dict[str, list[CheckResult]]:
        """Return the attempts of a run of the same day that was killed; a last line that was cut off is left out."""
        if not self.file.is_file():
            return {}
        lines = self.file.read_text(encoding="utf-8", errors="replace").splitlines()
        if not lines or lines[0] != self._head:
            return {}
        found: dict[str, list[CheckResult]] = {}
        for line in lines[1:]:
            try:
                address, attempt = _LINE.validate_json(line)
            except ValueError:
                continue
            found.setdefault(address, []).append(attempt)
        return found

    @property
    def _head(self) -> str:
        return json.dumps({"links": 2, "day": self.day.isoformat()})

    def write(self, address: str, attempt: CheckResult) -> None:
        """Add one attempt; it is on disk when this returns."""
        if self._out is None:
            self._out = self._open()
        self._out.write(_LINE.dump_json((address, attempt)).decode() + "\n")
        self._out.flush()

    def _open(self) -> TextIO:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        is_resumed = bool(self.earlier())
        out = self.file.open("a" if is_resumed else "w", encoding="utf-8", newline="\n")
        out.write("\n" if is_resumed else f"{self._head}\n")
        return out

    def close(self) -> None:
        """Stop writing; the file stays for the next run."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def clear(self) -> None:
        """Delete the file: the run is complete."""
        self.close()
        self.file.unlink(missing_ok=True)
