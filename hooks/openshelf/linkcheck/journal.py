"""Results on disk as they come, so that a sweep that was killed goes on where it stopped."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TextIO

from openshelf.linkcheck.policy import Judgement, Reason

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

PATH = ".cache/links-journal.jsonl"


@dataclass(slots=True)
class Journal:
    """The looks of an unfinished run of one day."""

    file: Path
    day: dt.date
    _out: TextIO | None = None

    def earlier(self) -> dict[str, list[Judgement]]:
        """Return what a run of the same day had seen before it was killed; half a last line is no line."""
        if not self.file.is_file():
            return {}
        lines = self.file.read_text(encoding="utf-8", errors="replace").splitlines()
        if not lines or lines[0] != self._head:
            return {}
        found: dict[str, list[Judgement]] = {}
        for line in lines[1:]:
            try:
                entry = json.loads(line)
                look = Judgement(**{**entry["look"], "reason": Reason(entry["look"]["reason"])})
            except (ValueError, KeyError, TypeError):
                continue
            found.setdefault(str(entry["address"]), []).append(look)
        return found

    @property
    def _head(self) -> str:
        return json.dumps({"links": 1, "day": self.day.isoformat()})

    def write(self, address: str, look: Judgement) -> None:
        """Add one look; it is on disk when this returns."""
        if self._out is None:
            self._out = self._open()
        self._out.write(json.dumps({"address": address, "look": asdict(look)}) + "\n")
        self._out.flush()

    def _open(self) -> TextIO:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        goes_on = bool(self.earlier())
        out = self.file.open("a" if goes_on else "w", encoding="utf-8", newline="\n")
        out.write("\n" if goes_on else f"{self._head}\n")
        return out

    def close(self) -> None:
        """Stop writing; the file stays for the next run."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def clear(self) -> None:
        """Forget: the run has come to its end."""
        self.close()
        self.file.unlink(missing_ok=True)
